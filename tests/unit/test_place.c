/* Places: the file of the gazetteer, whole and damaged; the lexicon's places; and the stage against hand-checked
 * trees (tests/golden/place), on a world of its own (tests/fixtures/places.tsv, lexicon-event, lexicon-place).
 * CASUS_GOLDEN_UPDATE=1 rewrites what is expected; the difference is for people to review. */
#include "unit.h"

#include "actor/actor.h"
#include "event/event.h"
#include "lex/ontology.h"
#include "place/place.h"
#include "prop/prop.h"
#include "said/said.h"

#include <stdio.h>
#include <stdlib.h>

#define LEXICON CASUS_SOURCE_DIR "/tests/fixtures/lexicon-event"
#define OVERLAY CASUS_SOURCE_DIR "/tests/fixtures/lexicon-place"
#define GOLDEN CASUS_SOURCE_DIR "/tests/golden/place/places.txt"
#define WORLD CASUS_BINARY_DIR "/tiny-places.casus"

static jmp_buf oom;
static cs_arena_t files, scratch;
static cs_lex_t lex;
static cs_places_t places;
static cs_doc_t doc;
static char *bytes;
static size_t size;

static void hear(void *user, const casus_finding_t *f)
{
	(void)user;
	print_message("%s:%u:%u: %s\n", f->file, f->line, f->col, f->msg);
}

static int setup(void **state)
{
	cs_diag_t diag = {.fn = hear};
	casus_error_t err;
	cs_file_t f;

	(void)state;
	if (setjmp(oom))
		return 1;
	cs_arena_init(&files, &oom);
	cs_arena_init(&scratch, &oom);
	cs_arena_init(&lex.arena, &oom);
	if (!cs_lex_open(&lex, LEXICON, OVERLAY, &diag) ||
	    cs_places_open(&places, &lex, WORLD, &err) != CASUS_OK ||
	    cs_file_open(&f, WORLD, &err) != CASUS_OK)
		return 1;
	size = f.n;
	bytes = aligned_alloc(64, (size + 63) & ~(size_t)63);
	if (!bytes)
		return 1;
	memcpy(bytes, f.data, size);
	cs_file_close(&f);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	cs_places_close(&places);
	cs_arena_clear(&doc.arena);
	cs_arena_clear(&scratch);
	cs_arena_clear(&files);
	cs_lex_close(&lex);
	free(bytes);
	return 0;
}

/* ---- the file --------------------------------------------------------------------------------- */

static uint32_t find(const char *name, uint32_t *n)
{
	const cs_geo_entry_t *e = cs_geo_find(&places.geo, cs_place_key(&scratch, cs_strz(name)), n);
	return *n ? e[0].place / 2 : CS_NONE;
}

static void test_names_are_found(void **state)
{
	uint32_t n, at;

	(void)state;
	at = find("Hentzau", &n);
	assert_int_equal(n, 2);
	assert_int_equal(places.geo.place[at].geonames, 103); /* the better known one comes first */
	assert_string_equal(places.geo.iso[cs_geo_country(&places.geo, at)].iso3, "SOR");
	assert_string_equal(cs_geo_name(&places.geo, cs_geo_region(&places.geo, at)), "East Reach");
	at = find("AL ZENDA", &n); /* hyphen, case and apostrophes do not count */
	assert_int_equal(n, 1);
	assert_int_equal(places.geo.place[at].geonames, 101);
	assert_int_equal(places.geo.place[at].lat, 6012345);
	assert_int_equal(places.geo.place[at].lon, 1023456);
	at = find("Zenda", &n); /* the town by its first name, before the province by its other */
	assert_int_equal(n, 2);
	assert_int_equal(places.geo.place[at].geonames, 101);
	assert_int_equal(find("Ruritania", &n), CS_NONE);
	assert_int_equal(cs_geo_by_id(&places.geo, 104), find("Strelsau", &n));
	assert_int_equal(cs_geo_by_id(&places.geo, 9002), find("Sorland", &n));
	assert_int_equal(cs_geo_by_id(&places.geo, 7), CS_NONE);
	assert_int_equal(cs_geo_by_iso(&places.geo, "NOR"), 0);
	assert_int_equal(cs_geo_by_iso(&places.geo, "SL"), 1);
	assert_int_equal(cs_geo_by_iso(&places.geo, "XX"), CS_NONE);
	assert_int_equal(cs_geo_region(&places.geo, 0), CS_NONE);
	assert_true(cs_place_key(&scratch, CS_STR("St. Roe")) ==
	            cs_place_key(&scratch, CS_STR("saint roe")));
	assert_int_equal(cs_place_key(&scratch, CS_STR("- .")), 0);
}

static casus_rc_t open_n(size_t n, casus_error_t *err)
{
	cs_model_t m;
	cs_geo_t geo;
	casus_rc_t rc = cs_model_open_bytes(&m, bytes, n, "broken", err);

	if (rc == CASUS_OK)
		rc = cs_geo_bind(&geo, &m, err);
	cs_model_close(&m);
	return rc;
}

static void test_cut(void **state)
{
	casus_error_t err;

	(void)state;
	assert_int_equal(open_n(size, &err), CASUS_OK);
	for (size_t n = 0; n < size; n += n < 2000 ? 1 : 997)
		assert_int_equal(open_n(n, &err), CASUS_EMODEL);
	assert_string_equal(err.file, "broken");
}

/* Any four bytes of a section made something else, with the right checksum: refused by name and place, or read
 * without harm. */
static void test_malicious(void **state)
{
	cs_model_section_t *table = (cs_model_section_t *)(void *)(bytes + 32);
	uint32_t n, seed = 99, refused = 0;
	casus_error_t err;

	(void)state;
	memcpy(&n, bytes + 12, sizeof n);
	for (uint32_t round = 0; round < 6000; round++) {
		uint32_t s = round % n, old, now;
		seed = seed * 1664525u + 1013904223u;
		uint64_t at = table[s].at + (seed >> 4) % (table[s].n / 4) * 4;
		seed = seed * 1664525u + 1013904223u;
		now = round % 3 == 0 ? seed : round % 3 == 1 ? UINT32_MAX : seed >> 20;
		memcpy(&old, bytes + at, sizeof old);
		memcpy(bytes + at, &now, sizeof now);
		cs_model_section_t kept = table[s];
		uint64_t check;
		table[s].check = cs_hash(bytes + table[s].at, table[s].n, 0);
		memcpy(&check, bytes + 24, sizeof check);
		uint64_t whole = cs_hash(bytes + 32, n * sizeof *table, 0);
		memcpy(bytes + 24, &whole, sizeof whole);
		cs_model_t m;
		cs_geo_t geo;
		assert_int_equal(cs_model_open_bytes(&m, bytes, size, "broken", &err), CASUS_OK);
		if (cs_geo_bind(&geo, &m, &err) == CASUS_OK) {
			uint32_t many, sum = 0;
			for (uint32_t i = 0; i < geo.n_places; i++) {
				const cs_geo_entry_t *e =
				    cs_geo_find(&geo, cs_place_key(&scratch, cs_strz(cs_geo_name(&geo, i))), &many);
				for (uint32_t k = 0; k < many; k++)
					sum += cs_geo_country(&geo, e[k].place / 2);
				sum += cs_geo_region(&geo, i) + cs_geo_by_id(&geo, i);
			}
			assert_true(sum < UINT32_MAX || sum == UINT32_MAX);
		} else {
			assert_int_equal(err.rc, CASUS_EMODEL);
			assert_string_equal(err.file, "broken");
			assert_non_null(strstr(err.msg, "section place."));
			refused++;
		}
		cs_arena_reset(&scratch);
		cs_model_close(&m);
		memcpy(bytes + at, &old, sizeof old);
		table[s] = kept;
		memcpy(bytes + 24, &check, sizeof check);
	}
	assert_true(refused > 1500);
	assert_int_equal(open_n(size, &err), CASUS_OK);
}

static void test_model_is_no_gazetteer(void **state)
{
	cs_geo_t geo;
	casus_error_t err;

	(void)state;
	assert_int_equal(cs_geo_open(&geo, CASUS_BINARY_DIR "/tiny.casus", &err), CASUS_EMODEL);
	assert_non_null(strstr(err.msg, "place.head"));
	assert_int_equal(cs_geo_open(&geo, CASUS_BINARY_DIR "/no-such-file", &err), CASUS_EIO);
}

/* ---- the lexicon's ---------------------------------------------------------------------------- */

static void remember(void *user, const casus_finding_t *f)
{
	cs_buf_printf(user, "%u:%u: %s\n", f->line, f->col, f->msg);
}

static void test_mistakes_have_places(void **state)
{
	static const char text[] = "[places.wrong]\n"
	                           "of     nowhere\n"
	                           "castle Zenda {at=1 2}\n"
	                           "camp   Tarn {at=91 0}\n"
	                           "camp   Tarn {at=1}\n"
	                           "camp   Tarn {at=1 2, geonames=x}\n"
	                           "camp   Tarn\n"
	                           "camp   Fell {at=-1.5 179.99999}\n";
	cs_lex_t wrong = {.actors = lex.actors};
	cs_buf_t told = {.arena = &files};
	cs_diag_t diag = {.fn = remember, .user = &told};
	cs_lex_blocks_t blocks = {0};

	(void)state;
	cs_arena_init(&wrong.arena, &oom);
	cs_block_read(&wrong.arena, &blocks, CS_STR(text), "places/wrong.txt", &diag);
	blocks.p[0].folder = "places/wrong.txt";
	wrong.blocks = blocks;
	cs_places_compile(&wrong, &diag);
	cs_buf_add(&told, "", 1);
	assert_int_equal(diag.n_errors, 6);
	assert_non_null(strstr(told.p, "there is no state or territory 'nowhere'"));
	assert_non_null(strstr(told.p, "3:1: there is no kind of place 'castle'"));
	assert_non_null(strstr(told.p, "4:8: 'at' has degrees"));
	assert_non_null(strstr(told.p, "6:8: 'geonames' is a number, not 'x'"));
	assert_non_null(strstr(told.p, "7:8: 'Tarn' has none of"));
	const cs_site_t *last = &wrong.places->site.p[wrong.places->site.n - 1];
	assert_int_equal(last->lat, -150000);
	assert_int_equal(last->lon, 17999999);
	cs_arena_clear(&wrong.arena);
}

/* ---- the stage -------------------------------------------------------------------------------- */

static void code(cs_str_t tree, const cs_places_t *p)
{
	casus_error_t err;

	cs_arena_clear(&doc.arena);
	memset(&doc, 0, sizeof doc);
	cs_arena_init(&doc.arena, &oom);
	cs_arena_reset(&scratch);
	doc.day = cs_day(2015, 6, 3);
	if (cs_conllu_read(&doc, tree, "tree", &err) != CASUS_OK)
		fail_msg("line %u: %s", err.line, err.msg);
	for (uint32_t i = 0; i < doc.words.n; i++) {
		cs_word_t *w = cs_w(&doc, i);
		w->norm_id = cs_intern_find(&lex.words, cs_fold(&scratch, w->form));
		w->lemma_id = cs_intern_find(&lex.words, cs_fold(&scratch, w->lemma));
	}
	cs_place_names(p, &lex, &doc, &scratch);
	cs_prop_run(&lex, &doc, &scratch);
	cs_actor_run(&lex, &doc, &scratch);
	cs_place_run(p, &lex, &doc, &scratch);
	cs_said_run(NULL, &lex, &doc, &scratch);
	cs_event_run(NULL, &lex, &doc, 0, &scratch);
	cs_place_of_events(p, &lex, &doc, &scratch);
}

static void put(cs_buf_t *b)
{
	static const char *const precision[] = {"-", "country", "region", "city", "below"};

	if (doc.places.n == 0)
		cs_buf_str(b, "nothing\n");
	for (uint32_t i = 0; i < doc.places.n; i++) {
		const cs_place_t *p = &doc.places.p[i];
		uint32_t at = doc.words.p[p->begin].begin;
		cs_buf_printf(b, "%s \"%.*s\" %s, %s, %s, %s", p->role ? "actor" : "place",
		              (int)(doc.words.p[p->end - 1].end - at), doc.buf.p + at, p->name,
		              p->admin1 ? p->admin1 : "-", p->country ? p->country : "-",
		              precision[p->precision]);
		if (p->located)
			cs_buf_printf(b, " %d %d", p->lat, p->lon);
		if (p->geonames)
			cs_buf_printf(b, " id=%u", p->geonames);
		cs_buf_str(b, "\n");
	}
	for (uint32_t i = 0; i < doc.events.n; i++) {
		const cs_event_t *e = &doc.events.p[i];
		cs_buf_printf(b, "event \"%.*s\":", (int)(e->trigger.end - e->trigger.begin),
		              doc.buf.p + e->trigger.begin);
		for (uint32_t k = 0; k < e->places.n; k++)
			cs_buf_printf(b, "%s %s", k ? "," : "", doc.places.p[e->places.p[k]].name);
		cs_buf_str(b, e->places.n ? "\n" : " nowhere\n");
	}
}

static void test_golden(void **state)
{
	cs_file_t f;
	casus_error_t err;
	bool update = getenv("CASUS_GOLDEN_UPDATE") != NULL;
	cs_buf_t out = {.arena = &files};
	uint32_t n = 0, wrong = 0;

	(void)state;
	if (cs_file_open(&f, GOLDEN, &err) != CASUS_OK)
		fail_msg("%s", err.msg);
	cs_str_t rest = cs_str(cs_strndup(&files, f.data, f.n), f.n);
	cs_file_close(&f);
	while (rest.n) {
		const char *next = strstr(rest.p + 1, "\n=== ");
		cs_str_t one = cs_str(rest.p, next ? (size_t)(next + 1 - rest.p) : rest.n);
		rest = cs_str(rest.p + one.n, rest.n - one.n);
		const char *tree = memchr(one.p, '\n', one.n), *dash = strstr(one.p, "\n---\n");
		assert_true(cs_starts(one, "=== ") && tree && dash && dash < one.p + one.n);
		cs_str_t title = cs_str(one.p, (size_t)(tree - one.p));
		cs_str_t want = cs_trim(cs_str(dash + 5, (size_t)(one.p + one.n - dash - 5)));
		cs_str_t text = cs_str(cs_sprintf(&files, "%.*s\n\n", (int)(dash - tree - 1), tree + 1),
		                       (size_t)(dash - tree - 1) + 2);
		cs_buf_t got = {.arena = &files};
		code(text, &places);
		put(&got);
		n++;
		if (!cs_eq(want, cs_trim(cs_str(got.p, got.n)))) {
			wrong++;
			if (!update)
				print_message("%.*s\nexpected:\n%.*s\nfound:\n%.*s\n", (int)title.n, title.p,
				              (int)want.n, want.n ? want.p : "", (int)got.n, got.p);
		}
		cs_buf_printf(&out, "%.*s%.*s\n---\n%.*s\n", (int)title.n + 1, title.p,
		              (int)(dash - tree - 1), tree + 1, (int)got.n, got.p);
	}
	if (update) {
		FILE *h = fopen(GOLDEN, "w");
		assert_non_null(h);
		assert_int_equal(fwrite(out.p, 1, out.n - 1, h), out.n - 1);
		assert_int_equal(fclose(h), 0);
		return;
	}
	assert_true(n > 15);
	assert_int_equal(wrong, 0);
}

static const char town[] = "1\tNorland\tNorland\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n"
                           "2\tattacked\tattack\tVERB\tVBD\t_\t0\troot\t_\t_\n"
                           "3\tSorland\tSorland\tPROPN\tNNP\t_\t2\tobj\t_\t_\n"
                           "4\tin\tin\tADP\tIN\t_\t5\tcase\t_\t_\n"
                           "5\tZenda\tZenda\tPROPN\tNNP\t_\t2\tobl\t_\t_\n\n";

/* Without a gazetteer states keep the country that the lexicon has, and towns that it does not have are no places. */
static void test_without_gazetteer(void **state)
{
	cs_places_t none;
	casus_error_t err;

	(void)state;
	lex.arena.oom = &oom;
	assert_int_equal(cs_places_open(&none, &lex, NULL, &err), CASUS_OK);
	code(CS_STR(town), &none);
	for (uint32_t i = 0; i < doc.places.n; i++) {
		assert_false(doc.places.p[i].located);
		assert_int_equal(doc.places.p[i].geonames, 0);
	}
	code(CS_STR(town), &places);
	assert_int_equal(doc.places.n, 3);
	cs_places_close(&none);
}

static uint32_t draw(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % n;
}

/* Names and words of place under trees that mean nothing: no crash; places in order, inside the text, apart from each
 * other. */
static void test_any_tree(void **state)
{
	static const char *const words[] = {"Zenda", "Hentzau", "Norland", "Sorland", "Roe", "in",
	                                    "near",  "of",      ",",       "city",    "the", "attack",
	                                    "north", "Gulf",    "Tarn",    "province"};
	static const char *const rels[] = {"nsubj", "obj",  "obl",   "conj",     "nmod",      "case",
	                                   "appos", "flat", "punct", "compound", "nmod:poss", "amod"};
	static const char *const tags[] = {"VERB\tVBD", "NOUN\tNN", "PROPN\tNNP", "PROPN\tNNP",
	                                   "ADP\tIN",   "DET\tDT",  "PUNCT\t,",   "PART\tPOS"};
	uint32_t seed = 11, found = 0;

	(void)state;
	for (uint32_t round = 0; round < 3000; round++) {
		cs_buf_t b = {.arena = &files};
		uint32_t n = 2 + draw(&seed, 14), root = draw(&seed, n) + 1;
		for (uint32_t i = 1; i <= n; i++) {
			/* heads lie nearer to the root: no cycle */
			uint32_t head = i == root  ? 0
			                : i < root ? i + 1 + draw(&seed, root - i)
			                           : root + draw(&seed, i - root);
			const char *w = words[draw(&seed, CS_COUNT(words))];
			cs_buf_printf(&b, "%u\t%s\t%s\t%s\t_\t%u\t%s\t_\t_\n", i, w, w,
			              tags[draw(&seed, CS_COUNT(tags))], head,
			              i == root ? "root" : rels[draw(&seed, CS_COUNT(rels))]);
		}
		cs_buf_str(&b, "\n");
		code(cs_str(b.p, b.n), &places);
		for (uint32_t i = 0; i < doc.places.n; i++) {
			const cs_place_t *p = &doc.places.p[i];
			assert_true(p->begin < p->end && p->end <= doc.words.n);
			assert_true(p->head >= p->begin && p->head < p->end);
			assert_true(i == 0 || doc.places.p[i - 1].end <= p->begin);
			assert_non_null(p->name);
		}
		for (uint32_t i = 0; i < doc.events.n; i++)
			for (uint32_t k = 0; k < doc.events.p[i].places.n; k++)
				assert_true(doc.events.p[i].places.p[k] < doc.places.n);
		found += doc.places.n;
	}
	assert_true(found > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_names_are_found),
	    cmocka_unit_test(test_cut),
	    cmocka_unit_test(test_malicious),
	    cmocka_unit_test(test_model_is_no_gazetteer),
	    cmocka_unit_test(test_mistakes_have_places),
	    cmocka_unit_test(test_golden),
	    cmocka_unit_test(test_without_gazetteer),
	    cmocka_unit_test(test_any_tree),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
