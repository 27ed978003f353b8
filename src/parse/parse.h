/* parse.h - dependency trees. */
#ifndef CS_PARSE_H
#define CS_PARSE_H
#include "doc/doc.h"
#include "model/linear.h"

typedef struct cs_parse { /* immutable once bound */
	cs_linear_t linear;   /* labels: 0 shift, 1 + 2r left with relation r, 2 + 2r right */
	const uint8_t *rel;   /* r -> cs_deprel_t */
	uint32_t n_rel;
} cs_parse_t;

casus_rc_t cs_parse_bind(cs_parse_t *, const cs_model_t *, casus_error_t *err);
/* Fills head, deprel and the links of cs_tree_link. */
void cs_parse_run(const cs_parse_t *, cs_doc_t *, cs_arena_t *scratch);

/* ---- for training ---------------------------------------------------------------------- */

#define CS_PARSE_MAX 1024u /* words; tok cuts sentences well below it */
#define CS_PARSE_FEATURES 112u
#define CS_PARSE_NIL 0xffffu

typedef struct cs_parse_word {
	uint64_t low;   /* hashed form */
	uint64_t lemma; /* hashed lemma */
	uint32_t p;     /* both tags: cs_parse_tag */
} cs_parse_word_t;

static inline uint32_t cs_parse_tag(uint8_t upos, uint8_t xpos)
{
	return (uint32_t)xpos << 5 | upos;
}

typedef struct cs_parse_state {
	uint32_t n, next, depth;             /* words; first of the buffer; height of the stack */
	cs_parse_word_t w[CS_PARSE_MAX + 1]; /* one more: what lies outside */
	uint16_t stack[CS_PARSE_MAX];
	uint16_t head[CS_PARSE_MAX];                               /* CS_PARSE_NIL: none yet */
	uint8_t rel[CS_PARSE_MAX];                                 /* index of the relation */
	uint16_t left1[CS_PARSE_MAX + 1], left2[CS_PARSE_MAX + 1]; /* outermost children and the next */
	uint16_t right1[CS_PARSE_MAX + 1], right2[CS_PARSE_MAX + 1];
	uint8_t n_left[CS_PARSE_MAX + 1], n_right[CS_PARSE_MAX + 1];
	uint64_t set_left[CS_PARSE_MAX + 1],
	    set_right[CS_PARSE_MAX + 1]; /* relations of the children */
} cs_parse_state_t;

void cs_parse_begin(cs_parse_state_t *, uint32_t n); /* w[0..n) filled by the caller */
uint32_t cs_parse_features(const cs_parse_state_t *, uint64_t *key);
void cs_parse_apply(cs_parse_state_t *, uint32_t action);
static inline bool cs_parse_done(const cs_parse_state_t *s)
{
	return s->next == s->n && s->depth <= 1;
}
static inline bool cs_parse_may(const cs_parse_state_t *s, uint32_t kind) /* 0, 1 left, 2 right */
{
	return kind == 0 ? s->next < s->n : kind == 1 ? s->next < s->n && s->depth > 0 : s->depth > 1;
}
static inline uint32_t cs_action_kind(uint32_t a)
{
	return a == 0 ? 0 : 2 - (a & 1);
}
#endif
