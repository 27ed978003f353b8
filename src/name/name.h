/* name.h - which words are names, and of what: a layer over the encoder, for names that no
 * dictionary has and words that only sometimes are one. */
#ifndef CS_NAME_H
#define CS_NAME_H
#include "doc/doc.h"
#include "net/encode.h"

typedef struct cs_name {  /* immutable once bound */
	cs_dense_t window;    /* three words' vectors -> hidden */
	cs_dense_t own;       /* the word's rows -> the same hidden units */
	cs_dense_t out;       /* hidden -> a score for each label */
	const uint8_t *label; /* CS_NAME_NONE, or cs_name_label */
	bool there;           /* a model may have none; then no word is a name */
} cs_name_t;

casus_rc_t cs_name_bind(cs_name_t *, const cs_model_t *, const cs_net_t *, casus_error_t *err);
/* Fills `name` of the words of a span. */
void cs_name_span(const cs_name_t *, cs_simd_t, const cs_net_span_t *, cs_word_t *,
                  cs_arena_t *scratch);
#endif
