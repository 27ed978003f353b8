/* linear.c - scoring with hashed features.
 *
 * Method: the score of a label is the sum of one small integer per active feature. Rare features
 * touch few labels and are stored as pairs; common ones touch nearly all and are stored as a row,
 * which compilers turn into vector code. Integers only: the result is the same on every machine.
 * Cost: one or two cache misses a feature; all slots are asked for before the first is read.
 * Two features with the same 32-bit tag in the same place of the table would share a row: this is
 * not detected, and at a million features it touches about one in ten thousand. */
#include "model/linear.h"

casus_rc_t cs_linear_bind(cs_linear_t *l, const cs_model_t *m, const char *section,
                          casus_error_t *err)
{
	size_t n, at = sizeof(cs_linear_head_t);
	const uint8_t *p = cs_model_section(m, section, &n);
	cs_linear_head_t h;
	uint32_t used = 0;

	memset(l, 0, sizeof *l);
	if (!p)
		return cs_model_fail(m, section, 0, "this section is missing", err);
	if (n < sizeof h)
		return cs_model_fail(m, section, 0, "too short for its header", err);
	memcpy(&h, p, sizeof h);
	if (h.n_labels == 0 || h.n_labels > CS_LABELS_MAX || h.width != ((h.n_labels + 15u) & ~15u))
		return cs_model_fail(m, section, 0, "the number of labels is out of range", err);
	if (h.n_slots < 2 || h.n_pool > 1u << 24 ||
	    n != at + (size_t)h.n_slots * sizeof(cs_linear_slot_t) + (size_t)h.n_pool * 2)
		return cs_model_fail(m, section, 8, "the sizes do not add up", err);
	l->slot = (const cs_linear_slot_t *)(const void *)(p + at);
	l->pool = p + at + (size_t)h.n_slots * sizeof(cs_linear_slot_t);
	l->n_slots = h.n_slots;
	l->n_labels = h.n_labels;
	l->width = h.width;
	for (uint32_t i = 0; i < h.n_slots; i++, at += sizeof(cs_linear_slot_t)) {
		uint32_t off = l->slot[i].row >> 8, len = l->slot[i].row & 255u;
		uint32_t units = len == CS_ROW_DENSE ? h.width / 2 : len;

		if (!l->slot[i].tag)
			continue;
		used++;
		if (off > h.n_pool || units > h.n_pool - off)
			return cs_model_fail(m, section, at, "a row lies outside the pool", err);
	}
	if (used >= h.n_slots)
		return cs_model_fail(m, section, 8, "the table has no free place", err);
	return CASUS_OK;
}

/* Sixteen labels at a time, in whatever vectors the machine has. */
typedef int8_t byte16_t __attribute__((vector_size(16)));
typedef int16_t word16_t __attribute__((vector_size(32)));

static void add_dense(int16_t *score, const uint8_t *p, uint32_t width)
{
	for (uint32_t k = 0; k < width; k += 16) {
		byte16_t b;
		word16_t s;

		memcpy(&b, p + k, sizeof b);
		memcpy(&s, score + k, sizeof s);
		s += __builtin_convertvector(b, word16_t);
		memcpy(score + k, &s, sizeof s);
	}
}

void cs_linear_score(const cs_linear_t *l, const uint64_t *key, uint32_t n, int16_t *score)
{
	uint32_t row[CS_FEATURES_MAX], found = 0;

	assert(n <= CS_FEATURES_MAX);
	memset(score, 0, CS_SCORES * sizeof *score);
	for (uint32_t i = 0; i < n; i++)
		__builtin_prefetch(&l->slot[cs_feat_slot(key[i], l->n_slots)]);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t at = cs_feat_slot(key[i], l->n_slots), tag = cs_feat_tag(key[i]);

		while (l->slot[at].tag && l->slot[at].tag != tag)
			at = at + 1 < l->n_slots ? at + 1 : 0;
		if (l->slot[at].tag) {
			row[found] = l->slot[at].row;
			__builtin_prefetch(l->pool + 2 * (size_t)(row[found++] >> 8));
		}
	}
	for (uint32_t i = 0; i < found; i++) {
		const uint8_t *p = l->pool + 2 * (size_t)(row[i] >> 8);
		uint32_t len = row[i] & 255u;

		if (len == CS_ROW_DENSE) {
			add_dense(score, p, l->width);
		} else {
			for (uint32_t k = 0; k < len; k++, p += 2)
				score[p[0]] = (int16_t)(score[p[0]] + (int8_t)p[1]);
		}
	}
}
