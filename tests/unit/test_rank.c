/* The learned layer: what it sees of two actors, what it changes, and that no model file leads it
 * astray. With the model and lexicon of the repository. */
#include "unit.h"

#include "engine/engine.h"
#include "event/event_int.h"
#include "lex/ontology.h"
#include "lex/rules.h"

#include <stdlib.h>

static const casus_options_t options = {.data_dir = CASUS_SOURCE_DIR};
static casus_t *engine;
static casus_ctx_t *ctx;

static int up(void **state)
{
	casus_error_t err;
	(void)state;
	if (casus_open(&engine, &options, &err) != CASUS_OK)
		fail_msg("%s: %s", err.file, err.msg);
	ctx = casus_ctx_new(engine);
	return ctx ? 0 : -1;
}

static int down(void **state)
{
	(void)state;
	casus_ctx_free(ctx);
	casus_close(engine);
	return 0;
}

/* Codes a sentence in which these words are marked; NULL: none. */
static casus_doc_t *code(const char *text, const char *first, const char *second)
{
	casus_known_t known[2];
	casus_article_t in = {.id = "x", .date = "2015-06-01", .text = text, .len = strlen(text)};
	casus_doc_t *d;
	casus_error_t err;

	if (first) {
		const char *words[2] = {first, second};
		for (int k = 0; k < 2; k++) {
			size_t at = (size_t)(strstr(text, words[k]) - text);
			known[k] = (casus_known_t){(uint32_t)at, (uint32_t)(at + strlen(words[k])), NULL};
		}
		in.known = known;
		in.n_known = 2;
	}
	assert_int_equal(casus_code(&d, ctx, &in, CASUS_DEPTH_EVENTS, &err), CASUS_OK);
	return d;
}

static void look(const char *text, const char *a, const char *b, cs_rank_look_t *out)
{
	casus_doc_t *d = code(text, a, b);
	cs_rank_pair_t pair;

	assert_true(cs_rank_given(d, &pair));
	cs_rank_look(&engine->syntax.net, &engine->lex, d, &pair, out);
	casus_doc_free(d);
}

static bool same(const cs_rank_look_t *a, const cs_rank_look_t *b)
{
	return a->n == b->n && memcmp(a->key, b->key, a->n * sizeof *a->key) == 0 &&
	       a->n_dense == b->n_dense && memcmp(a->dense, b->dense, a->n_dense) == 0;
}

static void sees_acts_and_no_names(void **state)
{
	static cs_rank_look_t a, b, c, marks;
	(void)state;
	engine->rank.there = false;
	look("Norway condemned Chad on Monday.", "Norway", "Chad", &a);
	look("Kenya condemned Peru on Monday.", "Kenya", "Peru", &b);
	look("Kenya helped Peru on Monday.", "Kenya", "Peru", &c);
	look("On Monday, Kenya condemned Peru.", "Kenya", "Peru", &marks);
	engine->rank.there = true;
	assert_true(a.n > 40 && a.n < CS_RANK_FEATURES);
	assert_true(same(&a, &b));
	assert_false(same(&a, &c));
	assert_false(same(&a, &marks));
}

static void long_sentences_stay_within_bounds(void **state)
{
	static cs_rank_look_t out;
	char text[8192] = "Norway";
	(void)state;
	for (int i = 0; i < 60; i++)
		strcat(text, i % 3 ? " praised the people and" : " and Peru and Kenya attacked rebels and");
	strcat(text, " met Chad.");
	look(text, "Norway", "Chad", &out);
	assert_true(out.n <= CS_RANK_FEATURES);
	assert_true(out.n > 100);
}

/* Rules say nothing of it; the two are joined all the same, with a code of the type. */
static void joins_marked_actors_without_a_rule(void **state)
{
	const char *text = "Kenya walloped Peru.";
	(void)state;
	engine->rank.there = false;
	casus_doc_t *d = code(text, "Kenya", "Peru");
	uint32_t before = d->events.n;
	casus_doc_free(d);
	engine->rank.there = true;
	d = code(text, "Kenya", "Peru");
	assert_int_equal(before, 0);
	assert_int_equal(d->events.n, 1);
	const cs_event_t *e = &d->events.p[0];
	assert_int_equal(e->rule, CS_NONE);
	assert_int_equal(cs_code_at(engine->lex.ontology, e->cameo)->type, e->plover);
	assert_int_equal(e->source.n, 1);
	assert_int_equal(e->source.p[0].begin, 0);
	assert_int_equal(e->target.p[0].end, strlen(text) - 1);
	assert_true(e->confidence > 0 && e->confidence <= 1);
	assert_true(e->trigger.end > e->trigger.begin);
	casus_doc_free(d);
}

/* What the model drops or retypes leaves no loose ends. */
static void leaves_no_loose_ends(void **state)
{
	cs_file_t f;
	casus_error_t err;
	uint32_t n[2] = {0, 0};
	(void)state;
	assert_int_equal(cs_file_open(&f, CASUS_SOURCE_DIR "/samples/articles.jsonl", &err), CASUS_OK);
	for (int on = 0; on < 2; on++) {
		casus_doc_t *d;
		casus_article_t in = {.id = "x", .date = "2017-06-01", .text = f.data, .len = f.n};
		engine->rank.there = on;
		assert_int_equal(casus_code(&d, ctx, &in, CASUS_DEPTH_EVENTS, &err), CASUS_OK);
		n[on] = d->events.n;
		for (uint32_t i = 0; i < d->events.n; i++) {
			const cs_event_t *e = &d->events.p[i];
			assert_true(i == 0 || d->events.p[i - 1].trigger.begin <= e->trigger.begin);
			assert_true(e->about == CS_NONE || (e->about < d->events.n && e->about != i));
			assert_true(e->said == CS_NONE || e->said < d->said.n);
			assert_true(e->source.n + e->target.n > 0);
			assert_true(e->rule != CS_NONE || e->cameo != CS_NONE);
		}
		assert_true(d->claims.n >= d->events.n);
		casus_doc_free(d);
	}
	engine->rank.there = true;
	assert_true(n[0] > 0 && n[1] > 0);
	cs_file_close(&f);
}

/* ---- the model file ------------------------------------------------------------------------- */

static void sign(char *bytes, uint32_t n)
{
	cs_model_section_t *table = (cs_model_section_t *)(void *)(bytes + 32);
	uint64_t check;
	for (uint32_t i = 0; i < n; i++)
		table[i].check = cs_hash(bytes + table[i].at, table[i].n, 0);
	check = cs_hash(table, n * sizeof *table, 0);
	memcpy(bytes + 24, &check, sizeof check);
}

typedef enum damage { RENAME, SHORTEN, FILL_WITH_ONES, N_DAMAGE } damage_t;

static void refuses_what_does_not_fit(void **state)
{
	static const char *const names[] = {"rank.labels", "rank.linear", "rank.dense", "rank.sure"};
	cs_file_t f;
	casus_error_t err;
	(void)state;
	assert_int_equal(cs_file_open(&f, CASUS_SOURCE_DIR "/models/en.casus", &err), CASUS_OK);
	char *bytes = aligned_alloc(64, (f.n + 63) / 64 * 64);
	assert_non_null(bytes);
	for (size_t k = 0; k < CS_COUNT(names); k++)
		for (int how = 0; how < N_DAMAGE; how++) {
			cs_model_t m;
			cs_rank_t rank;
			uint32_t n;
			memcpy(bytes, f.data, f.n);
			memcpy(&n, bytes + 12, sizeof n);
			cs_model_section_t *s = (cs_model_section_t *)(void *)(bytes + 32);
			while (strcmp(s->name, names[k]) != 0)
				s++;
			if (how == RENAME)
				s->name[0] = 'x';
			else if (how == SHORTEN)
				s->n = s->n / 2 + 1;
			else
				memset(bytes + s->at, 0xff, s->n < 64 ? s->n : 64);
			sign(bytes, n);
			assert_int_equal(cs_model_open_bytes(&m, bytes, f.n, "damaged", &err), CASUS_OK);
			casus_rc_t rc = cs_rank_bind(&rank, &m, &engine->syntax.net, &engine->lex, &err);
			bool none = k == 0 && how == RENAME; /* a model without the layer is fine */
			assert_int_equal(rc, none ? CASUS_OK : CASUS_EMODEL);
			assert_false(rank.there);
			cs_model_close(&m);
		}
	free(bytes);
	cs_file_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sees_acts_and_no_names),
	    cmocka_unit_test(long_sentences_stay_within_bounds),
	    cmocka_unit_test(joins_marked_actors_without_a_rule),
	    cmocka_unit_test(leaves_no_loose_ends),
	    cmocka_unit_test(refuses_what_does_not_fit),
	};
	return cmocka_run_group_tests(tests, up, down);
}
