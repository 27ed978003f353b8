/* tag.h - parts of speech and lemmas. */
#ifndef CS_TAG_H
#define CS_TAG_H
#include "doc/doc.h"
#include "model/linear.h"
#include "model/table.h"

typedef struct cs_tag_label { /* a joint tag */
	uint8_t upos, xpos;
} cs_tag_label_t;

typedef struct cs_lemma_rule { /* cut bytes off the lower-cased form's end, then add */
	uint8_t cut, n, keep_case, zero;
	char add[12];
} cs_lemma_rule_t;

typedef struct cs_tag { /* immutable once bound */
	cs_linear_t linear;
	const cs_tag_label_t *label;
	cs_table_t lemma; /* hash of XPOS and ending (or whole form) -> rule */
	cs_table_t only;  /* hash of a form that has one tag only -> label */
	const cs_lemma_rule_t *rule;
} cs_tag_t;

casus_rc_t cs_tag_bind(cs_tag_t *, const cs_model_t *, casus_error_t *err);
/* Fills upos, xpos and lemma of all words. */
void cs_tag_run(const cs_tag_t *, cs_doc_t *, cs_arena_t *scratch);

/* ---- for training ---------------------------------------------------------------------- */

typedef struct cs_tag_word { /* what the features see of a word */
	uint64_t low, shape, suf[4], pre[4];
	uint8_t flags;
} cs_tag_word_t;

enum { CS_TW_UPPER = 1, CS_TW_DIGIT = 2, CS_TW_HYPHEN = 4, CS_TW_CAPS = 8, CS_TW_LETTER = 16 };
enum { CS_CASE_PLAIN, CS_CASE_CAPS, CS_CASE_TITLE, CS_CASE_LOWER }; /* of a sentence */

void cs_tag_look(cs_tag_word_t *, cs_str_t form);
/* How the sentence is written: in capitals, as a headline, without capitals. */
uint8_t cs_tag_case(const cs_tag_word_t *, uint32_t n);
#define CS_TAG_FEATURES 48u
/* Features of word i of n; t1, t2: labels of the words before (CS_LABELS_MAX: none). */
uint32_t cs_tag_features(const cs_tag_word_t *, uint32_t n, uint32_t i, uint8_t how, uint32_t t1,
                         uint32_t t2, uint64_t *key);
/* Keys of the lemma table: len bytes of the end of low; whole: they are all of it. */
uint64_t cs_lemma_key(uint8_t xpos, const char *low, uint32_t n, uint32_t len, bool whole);
#define CS_LEMMA_END_MAX 6u
void cs_tag_lemma(const cs_tag_t *, cs_word_t *, cs_arena_t *); /* from form and xpos */
#endif
