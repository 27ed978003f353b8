/* tag.h - parts of speech and lemmas. */
#ifndef CS_TAG_H
#define CS_TAG_H
#include "doc/doc.h"
#include "model/table.h"
#include "net/encode.h"

typedef struct cs_tag_label { /* a joint tag */
	uint8_t upos, xpos;
} cs_tag_label_t;

typedef struct cs_lemma_rule { /* cut bytes off the lower-cased form's end, then add */
	uint8_t cut, n, keep_case, zero;
	char add[12];
} cs_lemma_rule_t;

typedef struct cs_tag { /* immutable once bound */
	cs_dense_t out;     /* a score for each label */
	const cs_tag_label_t *label;
	cs_table_t lemma; /* hash of XPOS and ending (or whole form) -> rule */
	const cs_lemma_rule_t *rule;
} cs_tag_t;

casus_rc_t cs_tag_bind(cs_tag_t *, const cs_model_t *, const cs_net_t *, casus_error_t *err);
/* Fills upos, xpos and lemma of the words of a span. Lemmas live in `arena`. */
void cs_tag_span(const cs_tag_t *, cs_simd_t, const cs_net_span_t *, cs_word_t *, cs_arena_t *arena,
                 cs_arena_t *scratch);

/* ---- for training ---------------------------------------------------------------------- */

/* The lemmas alone. */
casus_rc_t cs_lemma_bind(cs_tag_t *, const cs_model_t *, casus_error_t *err);
/* Keys of the lemma table: len bytes of the end of low; whole: they are all of it. */
uint64_t cs_lemma_key(uint8_t xpos, const char *low, uint32_t n, uint32_t len, bool whole);
#define CS_LEMMA_END_MAX 6u
void cs_tag_lemma(const cs_tag_t *, cs_word_t *, cs_arena_t *); /* from form and xpos */
#endif
