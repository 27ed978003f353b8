/* tok.h - bytes to sentences and syntactic words. */
#ifndef CS_TOK_H
#define CS_TOK_H
#include "doc/doc.h"
#include "model/linear.h"
#include "model/table.h"

typedef struct cs_tok { /* immutable once bound */
	cs_linear_t split;  /* is there a token boundary between these two characters? */
	cs_linear_t ends;   /* does a sentence end after this token? */
	cs_table_t abbr;    /* abbreviation with its full stop -> cs_abbr_t */
	cs_table_t multi; /* lower-cased token -> bytes of its first word ("cannot" -> 3); or of a token
	                       that is two words only before some other ("its" before "not") */
} cs_tok_t;

/* The key in multi of a token before another; both are hashes of the lower-cased form. */
static inline uint64_t cs_tok_before(uint64_t low, uint64_t next)
{
	return cs_feat2(1, low, next);
}

typedef enum cs_abbr { CS_ABBR_COMMON, CS_ABBR_TITLE, CS_N_ABBR } cs_abbr_t; /* "Inc.", "Gen." */

casus_rc_t cs_tok_bind(cs_tok_t *, const cs_model_t *, casus_error_t *err);
/* Reads doc->buf, title_len, text_at; fills words and sents. */
void cs_tok_run(const cs_tok_t *, cs_doc_t *, cs_arena_t *scratch);

/* For training: the same walk, with someone else deciding. pos is the byte offset of the place in
 * question; a false of a split keeps the characters together. Either may be NULL. */
typedef struct cs_tok_hooks {
	bool (*split)(void *user, const uint64_t *key, uint32_t n, uint32_t pos);
	bool (*ends)(void *user, const uint64_t *key, uint32_t n, uint32_t pos);
	void *user;
} cs_tok_hooks_t;
void cs_tok_run_with(const cs_tok_t *, cs_doc_t *, cs_arena_t *scratch, const cs_tok_hooks_t *);

#define CS_SENT_WORDS_MAX 400u /* a longer sentence is cut */
#define CS_TOKEN_BYTES_MAX 1024u
#endif
