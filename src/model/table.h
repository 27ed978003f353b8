/* table.h - a read-only hash table of a model file: 64-bit key -> 32-bit value.
 *
 *   header   u32 n_slots (a power of two), u32 n_values (every value is below it), u32 0, u32 0
 *   slots    n_slots x { u64 key, u32 value, u32 0 }: linear probing; key 0 is free */
#ifndef CS_TABLE_H
#define CS_TABLE_H
#include "model/model.h"

typedef struct cs_table_slot {
	uint64_t key;
	uint32_t value, zero;
} cs_table_slot_t;

typedef struct cs_table {
	const cs_table_slot_t *slot;
	uint32_t mask, n_values;
} cs_table_t;

/* Binds a section; checks its sizes, its values and that a search always ends. */
casus_rc_t cs_table_bind(cs_table_t *, const cs_model_t *, const char *section, casus_error_t *err);

static inline uint32_t cs_table_get(const cs_table_t *t, uint64_t key) /* CS_NONE: absent */
{
	uint32_t at = (uint32_t)(key >> 7) & t->mask;

	key = key ? key : 1;
	while (t->slot[at].key && t->slot[at].key != key)
		at = (at + 1) & t->mask;
	return t->slot[at].key ? t->slot[at].value : CS_NONE;
}
#endif
