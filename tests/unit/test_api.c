/* casus.h as a program uses it: contracts, errors, threads on one engine, and memory that runs out at
 * every allocation in turn. */
#include "api.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The linker sends the library's malloc and calloc here (tests/CMakeLists.txt). */
void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
static long fail_at = -1; /* this many allocations succeed, all after them fail; -1: all succeed */

void *__wrap_malloc(size_t n)
{
	if (fail_at == 0)
		return NULL;
	if (fail_at > 0)
		fail_at--;
	return __real_malloc(n);
}
void *__wrap_calloc(size_t n, size_t size)
{
	if (fail_at == 0)
		return NULL;
	if (fail_at > 0)
		fail_at--;
	return __real_calloc(n, size);
}

static const char text[] =
    "France recalled its ambassador from Turkey on Monday. \"We will not accept this,\" President "
    "Emmanuel Macron said.\n\nPolice in Paris arrested three protesters.";

static char *record(casus_ctx_t *ctx)
{
	casus_article_t a = {.text = text, .len = sizeof text - 1, .id = "x", .date = "2018-05-01"};
	casus_doc_t *doc;
	casus_error_t err;
	sink_t s = {0};
	if (casus_code(&doc, ctx, &a, CASUS_DEPTH_EVENTS, &err) != CASUS_OK)
		return NULL;
	if (casus_write(doc, "jsonl", put, &s, &err) != CASUS_OK) {
		free(s.p);
		s.p = NULL;
	}
	casus_doc_free(doc);
	return s.p;
}

static void test_results(void **state)
{
	(void)state;
	casus_ctx_t *ctx = casus_ctx_new(engine);
	casus_article_t a = {.text = text, .len = sizeof text - 1, .date = "2018-05-01"};
	casus_doc_t *doc;
	casus_error_t err;
	assert_int_equal(casus_code(&doc, ctx, &a, CASUS_DEPTH_EVENTS, &err), CASUS_OK);
	assert_int_equal(casus_sentence_count(doc), 3);
	assert_true(casus_event_count(doc) >= 2);
	assert_true(casus_statement_count(doc) >= 1);
	assert_null(casus_event_at(doc, casus_event_count(doc)));
	assert_null(casus_entity_at(doc, CASUS_NONE));
	size_t n;
	assert_string_equal(casus_doc_text(doc, &n), text);
	assert_int_equal(n, sizeof text - 1);
	size_t title = 1;
	assert_null(casus_doc_title(doc, &title));
	assert_int_equal(title, 0);
	for (uint32_t i = 0; i < casus_event_count(doc); i++) {
		const casus_event_t *e = casus_event_at(doc, i);
		assert_true(e->trigger.begin < e->trigger.end && e->trigger.end <= n);
		assert_true(e->confidence > 0 && e->confidence < 1);
	}
	casus_doc_free(doc);
	casus_ctx_free(ctx);
}

static void test_claims_disputes_flags(void **state)
{
	static const char story[] =
	    "Turkey accused Russia of bombing a hospital in Aleppo. Moscow denied it. "
	    "\"We shall see, the Turkish foreign minister said.";
	(void)state;
	casus_ctx_t *ctx = casus_ctx_new(engine);
	casus_article_t a = {.text = story, .len = sizeof story - 1, .date = "2018-05-01"};
	casus_doc_t *doc;
	casus_error_t err;
	sink_t s = {0};
	assert_int_equal(casus_code(&doc, ctx, &a, CASUS_DEPTH_EVENTS, &err), CASUS_OK);
	assert_true(casus_claim_count(doc) >= casus_event_count(doc));
	assert_null(casus_claim_at(doc, casus_claim_count(doc)));
	for (uint32_t i = 0; i < casus_claim_count(doc); i++) {
		const casus_claim_t *c = casus_claim_at(doc, i);
		assert_true(c->event < casus_event_count(doc));
		assert_true(i == 0 || casus_claim_at(doc, i - 1)->event <= c->event);
		for (uint32_t k = 0; k < c->n_holders; k++)
			assert_non_null(casus_entity_at(doc, c->holders[k]));
	}
	assert_int_equal(casus_dispute_count(doc), 1);
	assert_null(casus_dispute_at(doc, 1));
	const casus_dispute_t *d = casus_dispute_at(doc, 0);
	assert_string_equal(d->kind, "act");
	assert_int_equal(d->n_accounts, 2);
	assert_string_equal(casus_claim_at(doc, d->accounts[1].claim)->stance, "denies");
	assert_int_equal(d->accounts[1].sentence, 1);
	assert_int_equal(casus_flag_count(doc), 1);
	assert_null(casus_flag_at(doc, 1));
	assert_string_equal(casus_flag_at(doc, 0)->kind, "broken quotation");
	assert_int_equal(casus_flag_at(doc, 0)->n_spans, 1);
	assert_int_equal(casus_write(doc, "accounts", put, &s, &err), CASUS_OK);
	assert_non_null(strstr(s.p, "\"stance\":\"denies\""));
	free(s.p);
	casus_doc_free(doc);
	casus_ctx_free(ctx);
	assert_int_equal(casus_claim_count(NULL) + casus_dispute_count(NULL) + casus_flag_count(NULL),
	                 0);
}

static void test_times_counts(void **state)
{
	static const char story[] =
	    "Rebels killed at least 80 Syrian soldiers on Tuesday. Turkey has been at war since 2014.";
	(void)state;
	casus_ctx_t *ctx = casus_ctx_new(engine);
	casus_article_t a = {.text = story, .len = sizeof story - 1, .date = "2016-03-04"};
	casus_doc_t *doc;
	casus_error_t err;
	assert_int_equal(casus_code(&doc, ctx, &a, CASUS_DEPTH_EVENTS, &err), CASUS_OK);
	assert_int_equal(casus_time_count(doc), 2);
	assert_string_equal(casus_time_at(doc, 0)->from, "2016-03-01");
	assert_string_equal(casus_time_at(doc, 0)->grain, "day");
	assert_string_equal(casus_time_at(doc, 1)->from, "2014-01-01");
	assert_null(casus_time_at(doc, 1)->to);
	assert_null(casus_time_at(doc, 2));
	assert_int_equal(casus_count_count(doc), 1);
	const casus_count_t *c = casus_count_at(doc, 0);
	assert_string_equal(c->kind, "killed");
	assert_true(c->min >= 80 && c->min <= 80 && c->max != c->max);
	assert_int_equal(c->exact, 0);
	assert_int_equal(c->event, 0);
	assert_null(casus_count_at(doc, 1));
	assert_string_equal(casus_event_at(doc, 0)->date_from, "2016-03-01");
	casus_doc_free(doc);
	casus_ctx_free(ctx);
	assert_int_equal(casus_time_count(NULL) + casus_count_count(NULL), 0);
}

static void test_contracts(void **state)
{
	(void)state;
	casus_ctx_t *ctx = casus_ctx_new(engine);
	casus_doc_t *doc;
	casus_error_t err;
	casus_article_t a = {0};
	assert_int_equal(casus_code(NULL, ctx, &a, CASUS_DEPTH_EVENTS, &err), CASUS_EARG);
	assert_int_equal(casus_code(&doc, NULL, &a, CASUS_DEPTH_EVENTS, &err), CASUS_EARG);
	assert_int_equal(casus_code(&doc, ctx, NULL, CASUS_DEPTH_EVENTS, NULL), CASUS_EARG);
	assert_int_equal(casus_code(&doc, ctx, &a, CASUS_DEPTH_EVENTS, &err),
	                 CASUS_OK); /* empty is fine */
	assert_int_equal(casus_write(doc, "xml", put, NULL, &err), CASUS_EARG);
	casus_doc_free(doc);
	a.len = 5;
	assert_int_equal(casus_code(&doc, ctx, &a, CASUS_DEPTH_EVENTS, &err), CASUS_EARG);
	a.text = "ab\xff"
	         "cd";
	assert_int_equal(casus_code(&doc, ctx, &a, CASUS_DEPTH_EVENTS, &err), CASUS_EUTF8);
	assert_int_equal(err.col, 2);
	assert_null(doc);
	a.text = "plain";
	casus_known_t beyond = {.begin = 2, .end = 9};
	a.known = &beyond;
	a.n_known = 1;
	assert_int_equal(casus_code(&doc, ctx, &a, CASUS_DEPTH_EVENTS, &err), CASUS_EARG);
	a.n_known = 0;
	a.len = (size_t)CASUS_TEXT_MAX + 1;
	assert_int_equal(casus_code(&doc, ctx, &a, CASUS_DEPTH_EVENTS, &err), CASUS_ELIMIT);
	casus_ctx_free(ctx);
	casus_ctx_free(NULL);
	casus_doc_free(NULL);
	casus_close(NULL);
	casus_t *none;
	casus_options_t nowhere = {.data_dir = "/no/such/folder"};
	assert_int_equal(casus_open(&none, &nowhere, &err), CASUS_EIO);
	assert_non_null(strstr(err.file, "/no/such/folder"));
	assert_null(none);
}

static void test_trees_only(void **state)
{
	(void)state;
	casus_error_t err;
	casus_options_t bare = options;
	casus_article_t a = {.text = "Rebels met in Zurich.", .len = 21};
	casus_doc_t *doc = NULL;
	casus_t *e;

	bare.trees_only = 1;
	assert_int_equal(casus_open(&e, &bare, &err), CASUS_OK);
	assert_non_null(strstr(casus_version_json(e), "\"dictionaries\":null"));
	casus_ctx_t *ctx = casus_ctx_new(e);
	assert_int_equal(casus_code(&doc, ctx, &a, CASUS_DEPTH_EVENTS, &err), CASUS_EARG);
	assert_null(doc);
	assert_int_equal(casus_code(&doc, ctx, &a, CASUS_DEPTH_TREES, &err), CASUS_OK);
	casus_doc_free(doc);
	casus_ctx_free(ctx);
	casus_close(e);
}

static void *work(void *arg)
{
	const char *want = arg;
	casus_ctx_t *ctx = casus_ctx_new(engine);
	bool same = ctx != NULL;
	for (int i = 0; i < 50 && same; i++) {
		char *got = record(ctx);
		same = got && strcmp(got, want) == 0;
		free(got);
	}
	casus_ctx_free(ctx);
	return same ? arg : NULL;
}

static void test_threads_share_an_engine(void **state)
{
	(void)state;
	casus_ctx_t *ctx = casus_ctx_new(engine);
	char *want = record(ctx);
	assert_non_null(want);
	pthread_t t[4];
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&t[i], NULL, work, want), 0);
	for (int i = 0; i < 4; i++) {
		void *result;
		pthread_join(t[i], &result);
		assert_ptr_equal(result, want);
	}
	free(want);
	casus_ctx_free(ctx);
}

static void test_out_of_memory(void **state)
{
	(void)state;
	casus_article_t a = {
	    .text = text, .len = sizeof text - 1, .date = "2018-05-01", .title = "A title"};
	casus_rc_t rc = CASUS_ENOMEM;
	long n = 0;
	for (; rc != CASUS_OK && n < 20000; n++) {
		fail_at = n;
		casus_error_t err;
		casus_ctx_t *ctx = casus_ctx_new(engine);
		casus_doc_t *doc = NULL;
		rc = ctx ? casus_code(&doc, ctx, &a, CASUS_DEPTH_EVENTS, &err) : CASUS_ENOMEM;
		if (rc == CASUS_OK) {
			sink_t s = {0};
			rc = casus_write(doc, "jsonl", put, &s, &err);
			free(s.p);
		}
		fail_at = -1;
		assert_true(rc == CASUS_OK || rc == CASUS_ENOMEM);
		casus_doc_free(doc);
		casus_ctx_free(ctx);
	}
	assert_int_equal(rc, CASUS_OK);
	assert_true(n > 3);
}

static void test_out_of_memory_why(void **state)
{
	(void)state;
	casus_article_t a = {.text = text, .len = sizeof text - 1, .date = "2018-05-01"};
	casus_rc_t rc = CASUS_ENOMEM;
	for (long n = 0; rc != CASUS_OK && n < 20000; n++) {
		sink_t s = {0};
		fail_at = n;
		casus_error_t err;
		casus_ctx_t *ctx = casus_ctx_new(engine);
		rc = ctx ? casus_why_write(ctx, &a, "text", put, &s, &err) : CASUS_ENOMEM;
		fail_at = -1;
		assert_true(rc == CASUS_OK || rc == CASUS_ENOMEM);
		casus_ctx_free(ctx);
		free(s.p);
	}
	assert_int_equal(rc, CASUS_OK);
}

static void test_out_of_memory_opening(void **state)
{
	(void)state;
	casus_rc_t rc = CASUS_ENOMEM;
	/* An engine takes many allocations: every one of the first, then steps. */
	for (long n = 0; rc != CASUS_OK; n += n < 24 ? 1 : n / 6) {
		casus_t *e;
		casus_error_t err;
		fail_at = n;
		rc = casus_open(&e, &options, &err);
		fail_at = -1;
		if (rc != CASUS_OK && rc != CASUS_ENOMEM)
			print_error("%s: %s\n", err.file, err.msg);
		assert_true(rc == CASUS_OK || rc == CASUS_ENOMEM);
		casus_close(e);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_results),           cmocka_unit_test(test_claims_disputes_flags),
	    cmocka_unit_test(test_times_counts),      cmocka_unit_test(test_contracts),
	    cmocka_unit_test(test_trees_only),        cmocka_unit_test(test_threads_share_an_engine),
	    cmocka_unit_test(test_out_of_memory),     cmocka_unit_test(test_out_of_memory_opening),
	    cmocka_unit_test(test_out_of_memory_why),
	};
	return cmocka_run_group_tests_name("api", tests, engine_up, engine_down);
}
