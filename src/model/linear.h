/* linear.h - a linear classifier over hashed features, as it lies in a model file.
 *
 * A feature is a 64-bit key (cs_feat below). The section holds
 *
 *   header   cs_linear_head_t
 *   slots    n_slots x { u32 tag, u32 row }: open addressing, linear probing; tag 0 is free
 *   pool     rows, 2-byte units: a sparse row is a list of { u8 label, i8 weight }; a dense row is
 *            an i8 for each of `width` labels
 *
 * The search for a key begins at cs_feat_slot; tag is the key's high half; row is offset << 8 |
 * length, length 255 meaning dense. */
#ifndef CS_LINEAR_H
#define CS_LINEAR_H
#include "model/model.h"

#define CS_SCORES 256u /* room for the scores: whatever byte a row names as its label lies within */
#define CS_LABELS_MAX 128u /* sums of int8 weights over so many features stay within int16 */
#define CS_FEATURES_MAX 200u
#define CS_ROW_DENSE 255u

typedef struct cs_linear_head {
	uint32_t n_labels, width; /* width: n_labels rounded up to 16 */
	uint32_t n_slots;         /* more than there are features */
	uint32_t n_pool;          /* 2-byte units */
	uint32_t reserved[4];
} cs_linear_head_t;

typedef struct cs_linear_slot {
	uint32_t tag, row;
} cs_linear_slot_t;

typedef struct cs_linear {
	const cs_linear_slot_t *slot;
	const uint8_t *pool;
	uint32_t n_slots, n_labels, width;
} cs_linear_t;

/* Binds a section and checks every row in it. */
casus_rc_t cs_linear_bind(cs_linear_t *, const cs_model_t *, const char *section,
                          casus_error_t *err);
/* Adds the rows of n features (at most CS_FEATURES_MAX) to score, which has room for
 * CS_SCORES labels and is cleared first; those from n_labels on mean nothing. */
void cs_linear_score(const cs_linear_t *, const uint64_t *key, uint32_t n, int16_t *score);

/* Feature keys: a template's number and up to three values. Part of the model format. */
static inline uint64_t cs_feat_mix(uint64_t h, uint64_t v)
{
	h = (h ^ v) * 0x9e3779b97f4a7c15u;
	return h ^ (h >> 29);
}
static inline uint64_t cs_feat1(uint32_t t, uint64_t a)
{
	return cs_feat_mix(cs_feat_mix(t + 1u, a), 0xd6e8feb86659fd93u);
}
static inline uint64_t cs_feat2(uint32_t t, uint64_t a, uint64_t b)
{
	return cs_feat_mix(cs_feat_mix(cs_feat_mix(t + 1u, a), b), 0xd6e8feb86659fd93u);
}
static inline uint64_t cs_feat3(uint32_t t, uint64_t a, uint64_t b, uint64_t c)
{
	return cs_feat_mix(cs_feat_mix(cs_feat_mix(cs_feat_mix(t + 1u, a), b), c), 0xd6e8feb86659fd93u);
}
static inline uint32_t cs_feat_tag(uint64_t key)
{
	uint32_t tag = (uint32_t)(key >> 32);

	return tag ? tag : 1;
}
static inline uint32_t cs_feat_slot(uint64_t key, uint32_t n_slots)
{
	return (uint32_t)((key & 0xffffffffu) * n_slots >> 32);
}
#endif
