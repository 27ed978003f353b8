/* parse.h - dependency trees. */
#ifndef CS_PARSE_H
#define CS_PARSE_H
#include "doc/doc.h"
#include "net/encode.h"

typedef struct cs_parse {     /* immutable once bound */
	cs_dense_t dep, head;     /* a word's vector as a dependent and as a head */
	const int8_t *far, *root; /* a vector for each bucket of distances; of the root */
	cs_dense_t rel_dep, rel_head, rel_out;
	const int16_t *rel_far; /* n_buckets + 1 rows; the last is the root's */
	const uint32_t *step;   /* lower bounds of the buckets of distances */
	uint32_t n_steps;
	const uint8_t *rel; /* output -> cs_deprel_t */
} cs_parse_t;

casus_rc_t cs_parse_bind(cs_parse_t *, const cs_model_t *, const cs_net_t *, casus_error_t *err);

#define CS_PARSE_WORDS_MAX 4096u /* a longer span gets a flat tree; tok cuts well below it */
#define CS_PARSE_PIECE 160u      /* words: a longer span is parsed in pieces */

/* Fills head and deprel of the words of a span, which begins at word `begin` of the document;
 * returns its root. */
uint32_t cs_parse_span(const cs_parse_t *, cs_simd_t, const cs_net_span_t *, cs_word_t *,
                       uint32_t begin, cs_arena_t *scratch);

/* mend.c: puts right who speaks in "Israel, said Abbas, bombed Gaza". Words [begin, end) have tags,
 * lemmas and a tree with this root; returns its root. */
uint32_t cs_parse_mend(cs_word_t *words, uint32_t begin, uint32_t end, uint32_t root);

/* The best projective tree with one root: score[d * (n + 1) + h], h = 0 the root, else word h - 1;
 * head[d] likewise. Sums must stay within 32 bits. Time n^3, memory 12 n^2 bytes of scratch. */
void cs_eisner(const int32_t *score, uint32_t n, uint16_t *head, cs_arena_t *scratch);
#endif
