/* Sentences, tokens, words: with the tiny model, only what does not depend on its learning. */
#include "stage.h"

#include <stdlib.h>
#include <time.h>

static void expect(const char *text, const char *words)
{
	assert_string_equal(stage_words(stage_tok(text)), words);
	stage_covers(&st.doc);
}

static void test_words(void **state)
{
	(void)state;
	expect("", "");
	expect(" \n\t \r\n", "");
	expect("Upland's army didn't fire.", "Upland 's army did n't fire .");
	expect("They cannot meet.", "They can not meet .");
	expect("It rose to 1,200.50 at 10:30.", "It rose to 1,200.50 at 10:30 .");
	expect("See https://example.org/a?b=c, or a@example.org.",
	       "See https://example.org/a?b=c , or a@example.org .");
	expect("for $$$ or // here", "for $$$ or // here");
	expect("#ceasefire @envoy met", "#ceasefire @envoy met");
	expect("Upland\xe2\x80\x99s army", "Upland \xe2\x80\x99s army");
	expect("the \xe2\x80\x9c"
	       "attack\xe2\x80\x9d on",
	       "the \xe2\x80\x9c attack \xe2\x80\x9d on");
	expect("the \xc2\xab"
	       "attack\xc2\xbb on",
	       "the \xc2\xab attack \xc2\xbb on");
}

static void test_sentences(void **state)
{
	(void)state;
	expect("Rebels seized the airport. Gen. Keller fled.",
	       "Rebels seized the airport . / Gen. Keller fled .");
	expect("Rebels met\nin Zurich.\n\nThey fled.", "Rebels met in Zurich . / They fled .");
	expect("Rebels met.\r\n\r\nThey fled.", "Rebels met . / They fled .");
	assert_int_equal(st.doc.sents.p[1].par, 1);
	assert_true(st.doc.sents.p[1].flags & CS_S_PAR_BEGIN);
}

static void test_dateline(void **state)
{
	(void)state;
	stage_tok("GENEVA, April 12 (Newswire) - The ministers met.");
	assert_int_equal(st.doc.sents.n, 1);
	assert_true(st.doc.sents.p[0].flags & CS_S_DATELINE);
	assert_string_equal(
	    "The", cs_strndup(&st.scratch, st.doc.words.p[st.doc.sents.p[0].dateline_end].form.p, 3));
	stage_tok("The ministers - all of them - met.");
	assert_false(st.doc.sents.p[0].flags & CS_S_DATELINE);
}

static void test_headline(void **state)
{
	cs_doc_t *d;

	(void)state;
	stage_tok("Ministers meet in Zurich\n\nThe ministers met.");
	assert_true(st.doc.sents.p[0].flags & CS_S_HEADLINE);
	assert_false(st.doc.sents.p[1].flags & CS_S_HEADLINE);
	d = stage_doc("Ministers meet", "The ministers met.", 18);
	cs_tok_run(&st.tok, d, &st.scratch);
	assert_int_equal(d->sents.n, 2);
	assert_true(d->sents.p[0].flags & CS_S_TITLE);
	assert_true(d->sents.p[0].flags & CS_S_HEADLINE);
	assert_int_equal(d->sents.p[1].begin, 16);
	stage_covers(d);
}

static void test_hostile(void **state)
{
	static const char *const part[] = {"a",  "\"", ".", "'",       "a.", "\" ",          ". ",
	                                   "-",  "(",  "@", "http://", "a@", "\xe2\x80\x99", "x\n",
	                                   "5.", "A ", "#"};
	size_t n = (size_t)1 << 17;
	char *big = malloc(n + 16);
	cs_doc_t *d;

	(void)state;
	assert_non_null(big);
	for (size_t k = 0; k < CS_COUNT(part); k++) {
		size_t len = strlen(part[k]), at = 0;
		clock_t begin = clock();

		while (at + len <= n) {
			memcpy(big + at, part[k], len);
			at += len;
		}
		d = stage_doc(NULL, big, at);
		cs_tok_run(&st.tok, d, &st.scratch);
		stage_covers(d);
		assert_true(clock() - begin < 20 * CLOCKS_PER_SEC); /* linear: a second at most */
	}
	free(big);
	d = stage_doc(NULL, "a\0b\0\0c", 6);
	cs_tok_run(&st.tok, d, &st.scratch);
	assert_int_equal(d->words.n, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_words),    cmocka_unit_test(test_sentences),
	    cmocka_unit_test(test_dateline), cmocka_unit_test(test_headline),
	    cmocka_unit_test(test_hostile),
	};
	int failed = cmocka_run_group_tests(tests, stage_up, stage_down);

	cs_arena_clear(&st.doc.arena);
	cs_arena_clear(&st.scratch);
	return failed;
}
