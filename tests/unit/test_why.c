/* Why a text is coded as it is: that a trace changes nothing of what is coded, that the stories hold
 * together, and the contract of casus_why_write. What the words say is for tests/cli. */
#include "api.h"

#include "engine/engine.h"
#include "event/trace.h"
#include "lex/rules.h"

#include <stdlib.h>

static casus_ctx_t *ctx;

static int setup(void **state)
{
	if (engine_up(state))
		return 1;
	ctx = casus_ctx_new(engine);
	return ctx ? 0 : 1;
}

static int teardown(void **state)
{
	casus_ctx_free(ctx);
	return engine_down(state);
}

static casus_doc_t *coded(const char *text, size_t n, bool trace)
{
	casus_article_t a = {.text = text, .len = n, .id = "x", .date = "2018-05-01"};
	casus_doc_t *doc;
	casus_error_t err;
	assert_int_equal(cs_engine_code(&doc, ctx, &a, CASUS_DEPTH_EVENTS, trace, &err), CASUS_OK);
	return doc;
}

static char *record(const casus_doc_t *doc)
{
	sink_t s = {0};
	casus_error_t err;
	assert_int_equal(casus_write(doc, "jsonl", put, &s, &err), CASUS_OK);
	return s.p;
}

/* Every story fits what came of it. */
static void check_stories(const casus_doc_t *d)
{
	assert_non_null(d->trace);
	assert_int_equal(d->trace->n, d->trace->story ? d->frames.n : 0);
	for (uint32_t i = 0; i < d->events.n; i++) {
		const cs_event_t *e = &d->events.p[i];
		const cs_story_t *s = &d->trace->story[e->frame];
		assert_false(s->describes || s->stranger || s->unsure);
		if (e->rule != CS_NONE) {
			assert_non_null(s->chosen);
			assert_int_equal(s->chosen->rule, e->rule);
		} else {
			assert_non_null(s->verdict);
			assert_true(s->verdict->retyped || s->verdict->added);
		}
		if (s->verdict)
			assert_false(s->verdict->dropped);
	}
	for (uint32_t f = 0; f < d->trace->n; f++) {
		const cs_story_t *s = &d->trace->story[f];
		for (uint32_t i = 0; i < s->tries.n; i++)
			assert_true((s->tries.p[i].fit == CS_FIT_TEST) == (s->tries.p[i].n_failed > 0));
	}
}

static void check_same(const char *text, size_t n)
{
	casus_doc_t *plain = coded(text, n, false), *traced = coded(text, n, true);
	char *a = record(plain), *b = record(traced);
	assert_null(plain->trace);
	assert_string_equal(a, b);
	check_stories(traced);
	free(a);
	free(b);
	casus_doc_free(plain);
	casus_doc_free(traced);
}

static void test_a_trace_changes_nothing(void **state)
{
	(void)state;
	static const char *const files[] = {CASUS_SOURCE_DIR "/samples/article.txt",
	                                    CASUS_SOURCE_DIR "/samples/accounts.txt"};
	for (size_t i = 0; i < CS_COUNT(files); i++) {
		cs_file_t f;
		casus_error_t err;
		assert_int_equal(cs_file_open(&f, files[i], &err), CASUS_OK);
		check_same(f.data, f.n);
		cs_file_close(&f);
	}
	check_same("", 0);
}

/* The rules' own examples: each predicate that some rule knows. */
static void test_a_trace_changes_nothing_of_examples(void **state)
{
	(void)state;
	cs_arena_t a;
	jmp_buf oom;
	cs_arena_init(&a, &oom);
	if (setjmp(oom))
		fail();
	const cs_rules_t *rules = engine->lex.rules;
	cs_buf_t b = {.arena = &a};
	for (uint32_t i = 0; i < cs_rule_count(rules); i++) {
		const cs_rule_t *r = cs_rule_at(rules, i);
		for (uint32_t k = 0; k < r->examples.n; k++) {
			cs_buf_add(&b, r->examples.p[k].text.p, r->examples.p[k].text.n);
			cs_buf_str(&b, "\n\n");
		}
		if (b.n < 4000 && i + 1 < cs_rule_count(rules))
			continue;
		check_same(b.p, b.n);
		b.n = 0;
	}
	cs_arena_clear(&a);
}

static char *why(const casus_article_t *article, const char *format)
{
	sink_t s = {0};
	casus_error_t err;
	assert_int_equal(casus_why_write(ctx, article, format, put, &s, &err), CASUS_OK);
	return s.p;
}

static void test_answers(void **state)
{
	(void)state;
	static const char text[] = "France recalled its ambassador from Turkey. The dog slept.";
	casus_article_t a = {.text = text, .len = sizeof text - 1, .title = "Envoy recalled"};
	char *told = why(&a, "text");
	assert_non_null(strstr(told, "Envoy recalled"));
	assert_non_null(strstr(told, "reduce.recall-envoy"));
	assert_non_null(strstr(told, "The dog slept."));
	free(told);
	told = why(&a, "json");
	assert_int_equal(told[0], '{');
	assert_non_null(strstr(told, "\"rule\":\"reduce.recall-envoy\""));
	free(told);
	a = (casus_article_t){.text = "", .len = 0};
	told = why(&a, "text");
	assert_non_null(strstr(told, "the text is empty"));
	free(told);
}

static int refuse(void *user, const char *bytes, size_t n)
{
	(void)user;
	(void)bytes;
	(void)n;
	return 1;
}

static void test_contract(void **state)
{
	(void)state;
	casus_error_t err;
	casus_known_t known = {0, 6, NULL};
	casus_article_t a = {.text = "France met Chad.", .len = 16};
	assert_int_equal(casus_why_write(NULL, &a, "text", put, NULL, &err), CASUS_EARG);
	assert_int_equal(casus_why_write(ctx, NULL, "text", put, NULL, &err), CASUS_EARG);
	assert_int_equal(casus_why_write(ctx, &a, NULL, put, NULL, &err), CASUS_EARG);
	assert_int_equal(casus_why_write(ctx, &a, "text", NULL, NULL, NULL), CASUS_EARG);
	assert_int_equal(casus_why_write(ctx, &a, "xml", put, NULL, &err), CASUS_EARG);
	assert_non_null(strstr(err.msg, "xml"));
	assert_int_equal(casus_why_write(ctx, &a, "text", refuse, NULL, &err), CASUS_ESTOP);
	a.known = &known;
	a.n_known = 1;
	assert_int_equal(casus_why_write(ctx, &a, "text", put, NULL, &err), CASUS_EARG);
	a = (casus_article_t){.text = "France \xff met.", .len = 13};
	assert_int_equal(casus_why_write(ctx, &a, "text", put, NULL, &err), CASUS_EUTF8);
	assert_int_equal(err.col, 7);
	size_t n = (1 << 16) + 1;
	char *big = malloc(n);
	assert_non_null(big);
	memset(big, 'a', n);
	a = (casus_article_t){.text = big, .len = n};
	assert_int_equal(casus_why_write(ctx, &a, "text", put, NULL, &err), CASUS_ELIMIT);
	free(big);
}

/* One word a level, and one word of 64 KiB. */
static void test_odd_texts(void **state)
{
	(void)state;
	size_t n = 1 << 16, at = 0;
	char *big = malloc(n);
	assert_non_null(big);
	memset(big, 'a', n);
	casus_article_t a = {.text = big, .len = n};
	free(why(&a, "text"));
	while (at + 12 <= 6000) {
		memcpy(big + at, "he said that ", 12);
		at += 12;
		big[at++] = ' ';
	}
	a.len = at;
	free(why(&a, "text"));
	free(why(&a, "json"));
	free(big);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_trace_changes_nothing),
	    cmocka_unit_test(test_a_trace_changes_nothing_of_examples),
	    cmocka_unit_test(test_answers),
	    cmocka_unit_test(test_contract),
	    cmocka_unit_test(test_odd_texts),
	};
	return cmocka_run_group_tests_name("why", tests, setup, teardown);
}
