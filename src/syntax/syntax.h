/* syntax.h - tags, lemmas, names and trees: the encoder and what is read off it, sentence by sentence. */
#ifndef CS_SYNTAX_H
#define CS_SYNTAX_H
#include "name/name.h"
#include "net/encode.h"
#include "parse/parse.h"
#include "tag/tag.h"

typedef struct cs_syntax { /* immutable once bound */
	cs_net_t net;
	cs_tag_t tag;
	cs_parse_t parse;
	cs_name_t name;
} cs_syntax_t;

casus_rc_t cs_syntax_bind(cs_syntax_t *, const cs_model_t *, casus_error_t *err);
/* Fills upos, xpos, lemma, name, head, deprel and the links of cs_tree_link, of all words. Clears
 * scratch. */
void cs_syntax_run(const cs_syntax_t *, cs_doc_t *, cs_arena_t *scratch);
/* Before cs_syntax_run: it shall leave each word's vectors (the encoder's, then the word's own row)
 * in doc->vec. */
void cs_syntax_keep(const cs_syntax_t *, cs_doc_t *);
#endif
