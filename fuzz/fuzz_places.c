/* fuzz_places.c - any bytes as a gazetteer: as they are; and as the sections of a file whose container is sound, so that what
 * lies behind the checksums is reached. Of one that opens, every name is looked up. */
#include "place/gazetteer.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask(const cs_model_t *model)
{
	cs_geo_t geo;
	casus_error_t err;
	jmp_buf oom;
	cs_arena_t scratch;

	if (cs_geo_bind(&geo, model, &err) != CASUS_OK)
		return;
	cs_arena_init(&scratch, &oom);
	if (setjmp(oom) == 0) {
		for (uint32_t i = 0; i < geo.n_places; i++) {
			uint32_t n;
			uint64_t key = cs_place_key(&scratch, cs_strz(cs_geo_name(&geo, i)));
			const cs_geo_entry_t *e = cs_geo_find(&geo, key, &n);
			for (uint32_t k = 0; k < n; k++)
				(void)cs_geo_country(&geo, e[k].place / 2);
			(void)cs_geo_region(&geo, i);
			(void)cs_geo_by_id(&geo, i);
			(void)cs_geo_by_iso(&geo, cs_geo_name(&geo, i));
			cs_arena_reset(&scratch);
		}
	}
	cs_arena_clear(&scratch);
}

/* A file with these sections: the lengths of the first four are the input's first eight bytes; all names are in the
 * last bucket. */
static char *build(const uint8_t *data, size_t size, size_t *length)
{
	static const char *const names[] = {"place.head", "place.list",  "place.names",
	                                    "place.iso",  "place.index", "place.first"};
	static uint32_t first[CS_GEO_BUCKETS + 1];
	enum { N = 6, TABLE = 32 };
	cs_model_section_t table[N] = {{{0}, 0, 0, 0}};
	const uint8_t *from[N];
	size_t at = TABLE + sizeof table, used = 8;

	if (size < 8)
		return NULL;
	for (int i = 0; i < N; i++) {
		uint16_t n = 0;
		if (i < 4)
			memcpy(&n, data + 2 * i, sizeof n);
		at = (at + CS_MODEL_ALIGN - 1) / CS_MODEL_ALIGN * CS_MODEL_ALIGN;
		memcpy(table[i].name, names[i], strlen(names[i]) + 1);
		table[i].at = at;
		table[i].n = i == N - 1 ? sizeof first : i == N - 2 || n > size - used ? size - used : n;
		from[i] = i == N - 1 ? (const uint8_t *)first : data + used;
		used += i == N - 1 ? 0 : table[i].n;
		at += table[i].n;
	}
	first[CS_GEO_BUCKETS] = (uint32_t)(table[N - 2].n / sizeof(cs_geo_entry_t));
	char *p = aligned_alloc(64, (at + 63) & ~(size_t)63);
	if (!p)
		return NULL;
	memset(p, 0, at);
	for (int i = 0; i < N; i++) {
		memcpy(p + table[i].at, from[i], table[i].n);
		table[i].check = cs_hash(from[i], table[i].n, 0);
	}
	uint32_t version = CS_MODEL_VERSION, n = N;
	uint64_t whole = at, check = cs_hash(table, sizeof table, 0);
	memcpy(p, CS_MODEL_MAGIC, 8);
	memcpy(p + 8, &version, 4);
	memcpy(p + 12, &n, 4);
	memcpy(p + 16, &whole, 8);
	memcpy(p + 24, &check, 8);
	memcpy(p + TABLE, table, sizeof table);
	*length = at;
	return p;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cs_model_t model;
	casus_error_t err;
	size_t n = size;
	char *copy = aligned_alloc(64, (size + 64) & ~(size_t)63);

	if (copy)
		memcpy(copy, data, size);
	for (int i = 0; i < 2 && copy; i++) {
		if (cs_model_open_bytes(&model, copy, n, "fuzz", &err) == CASUS_OK) {
			ask(&model);
			cs_model_close(&model);
		}
		free(copy);
		copy = i == 0 ? build(data, size, &n) : NULL;
	}
	return 0;
}
