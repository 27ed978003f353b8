/* pack_places.c - makes models/places.casus of the table that places.py writes.
 *
 *   pack_places -o FILE < places.tsv
 *
 * The layout is docs/formats/places.md's; the container that of a model. The same table gives the same bytes. */
#include "common.h"
#include "place/gazetteer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct row {
	uint64_t key;
	uint32_t place; /* twice the number, 1 more for another name */
	uint8_t fame;
} row_t;

static cs_arena_t arena, scratch;
static CS_VEC(cs_geo_place_t) places;
static CS_VEC(cs_geo_iso_t) isos;
static CS_VEC(row_t) rows;
static cs_intern_t seen;
static CS_VEC(uint32_t) name_at; /* of each string of seen */
static cs_buf_t names;
static uint32_t n_of[CS_N_PK];

static uint32_t name_of(cs_str_t s)
{
	uint32_t n = seen.n, id = cs_intern(&arena, &seen, s);

	if (id == n) {
		*CS_PUSH(&arena, &name_at) = (uint32_t)names.n;
		cs_buf_add(&names, s.p, s.n);
		cs_buf_add(&names, "", 1);
	}
	return name_at.p[id];
}

static void add_name(cs_str_t s, uint32_t place, bool other)
{
	uint64_t key;

	cs_arena_reset(&scratch);
	key = cs_place_key(&scratch, s);
	if (key)
		*CS_PUSH(&arena, &rows) = (row_t){key, 2 * place + other, places.p[place].fame};
}

static double number(cs_str_t s)
{
	char text[40];

	if (s.n >= sizeof text)
		die("line %u: no number", places.n + 1);
	memcpy(text, s.p, s.n);
	text[s.n] = 0;
	return strtod(text, NULL);
}

static void add_place(cs_str_t line)
{
	static const char *const kinds[] = {"country", "region", "county", "city", "part"};
	enum { FIELDS = 10 };
	cs_str_t field[FIELDS], alias;
	uint32_t n = 0, i = places.n;

	while (n < FIELDS && cs_split(&line, '\t', &field[n]))
		n++;
	for (; n < FIELDS; n++)
		field[n] = (cs_str_t){"", 0};
	cs_geo_place_t p = {.kind = CS_N_PK};
	for (uint8_t k = 0; k < CS_N_PK; k++)
		if (cs_eqz(field[0], kinds[k]))
			p.kind = k;
	if (p.kind == CS_N_PK || field[2].n == 0)
		die("line %u: no place", i + 1);
	p.in = (uint16_t)(p.kind == CS_PK_COUNTRY ? i : number(field[1]));
	p.name = name_of(field[2]);
	p.lat = (int32_t)lround(number(field[3]) * 100000);
	p.lon = (int32_t)lround(number(field[4]) * 100000);
	p.geonames = (uint32_t)number(field[5]);
	/* how well it is known: by its people, and by how many languages have a name for it */
	p.fame = (uint8_t)lround(CS_GEO_FAME *
	                         (log2(1 + number(field[6])) + 1.2 * log2(1 + number(field[7]))));
	n_of[p.kind]++;
	*CS_PUSH(&arena, &places) = p;
	if (p.kind == CS_PK_COUNTRY) {
		cs_geo_iso_t iso = {{0}, {0}, 0};
		if (field[8].n != 6)
			die("line %u: a country has codes of two and of three letters", i + 1);
		memcpy(iso.iso2, field[8].p, 2);
		memcpy(iso.iso3, field[8].p + 3, 3);
		*CS_PUSH(&arena, &isos) = iso;
	}
	add_name(field[2], i, false);
	while (field[9].n && cs_split(&field[9], '|', &alias))
		add_name(alias, i, true);
}

/* By key; of one key first names before others, the better known place first. */
static int by_key(const void *a, const void *b)
{
	const row_t *x = a, *y = b;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	if ((x->place ^ y->place) & 1)
		return x->place & 1 ? 1 : -1;
	if (x->fame != y->fame)
		return x->fame > y->fame ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

/* In a bucket rows are ordered by all of the key, of which the middle is not kept. */
static int by_bucket(const void *a, const void *b)
{
	const row_t *x = a, *y = b;
	if (x->key >> 48 != y->key >> 48)
		return x->key >> 48 < y->key >> 48 ? -1 : 1;
	if ((uint32_t)x->key != (uint32_t)y->key)
		return (uint32_t)x->key < (uint32_t)y->key ? -1 : 1;
	return by_key(a, b);
}

int main(int argc, char **argv)
{
	static uint32_t first[CS_GEO_BUCKETS + 1];
	static writer_t w;
	jmp_buf oom;
	char *line = NULL;
	size_t cap = 0;
	ssize_t got;

	if (argc != 3 || strcmp(argv[1], "-o") != 0)
		die("usage: pack_places -o FILE < places.tsv");
	cs_arena_init(&arena, &oom);
	cs_arena_init(&scratch, &oom);
	if (setjmp(oom))
		die("out of memory");
	names.arena = &arena;
	while ((got = getline(&line, &cap, stdin)) > 0) {
		if (line[got - 1] == '\n')
			got--;
		add_place(cs_str(line, (size_t)got));
	}
	free(line);
	if (rows.n)
		qsort(rows.p, rows.n, sizeof *rows.p, by_bucket);
	CS_VEC(cs_geo_entry_t) index = {0};
	for (uint32_t i = 0; i < rows.n; i++) {
		bool again = false; /* the same place under two names that fold to one */
		for (uint32_t k = i; k > 0 && rows.p[k - 1].key == rows.p[i].key && !again; k--)
			again = rows.p[k - 1].place / 2 == rows.p[i].place / 2;
		if (again)
			continue;
		*CS_PUSH(&arena, &index) = (cs_geo_entry_t){(uint32_t)rows.p[i].key, rows.p[i].place};
		first[(rows.p[i].key >> 48) + 1] = index.n;
	}
	for (uint32_t b = 1; b <= CS_GEO_BUCKETS; b++)
		first[b] = first[b] ? first[b] : first[b - 1];
	uint32_t head[4] = {CS_GEO_VERSION, n_of[CS_PK_COUNTRY], n_of[CS_PK_REGION], places.n};
	w.quiet = true;
	writer_add(&w, "place.head", head, sizeof head);
	writer_add(&w, "place.list", places.p, places.n * sizeof *places.p);
	writer_add(&w, "place.names", names.p, names.n);
	writer_add(&w, "place.iso", isos.p, isos.n * sizeof *isos.p);
	writer_add(&w, "place.first", first, sizeof first);
	writer_add(&w, "place.index", index.p, index.n * sizeof *index.p);
	writer_save(&w, argv[2]);
	fprintf(stderr, "%u places (%u countries, %u regions, %u counties), %u names\n", places.n,
	        n_of[CS_PK_COUNTRY], n_of[CS_PK_REGION], n_of[CS_PK_COUNTY], index.n);
	writer_free(&w);
	cs_arena_clear(&scratch);
	cs_arena_clear(&arena);
	return 0;
}
