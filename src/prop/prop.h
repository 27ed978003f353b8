/* prop.h - the predicate-argument layer: who does what to whom, whatever the grammar that says it.
 * docs/formats/layer.md describes the layer with examples. */
#ifndef CS_PROP_H
#define CS_PROP_H
#include "doc/doc.h"
#include "lex/lex.h"

/* Fills doc->frames, args and frame_of from words and trees. Needs the words' lemma_id and norm_id
 * for light verbs and for nouns that are predicates; without them only verbs and adjectives get
 * frames. Any assignment of heads is good enough: words that no root reaches have no frame. */
void cs_prop_run(const cs_lex_t *, cs_doc_t *, cs_arena_t *scratch);
/* A line for each frame, sentence by sentence: docs/formats/layer.md, "The dump". */
void cs_prop_write(const cs_doc_t *, cs_buf_t *);
#endif
