/* Trees: well-formed for any text, and right for a sentence that the tiny model knows. */
#include "stage.h"

static cs_doc_t *parsed(const char *text)
{
	cs_doc_t *d = stage_tok(text);

	cs_syntax_run(&st.syntax, d, &st.scratch);
	return d;
}

static void whole(const cs_doc_t *d)
{
	for (uint32_t s = 0; s < d->sents.n; s++) {
		cs_range_t in = d->sents.p[s].words;
		uint32_t roots = 0;

		for (uint32_t i = in.begin; i < in.end; i++) {
			const cs_word_t *w = &d->words.p[i];
			uint32_t at = i, steps = 0;

			assert_true(w->deprel < CS_N_DEPREL);
			assert_int_equal(w->head == CS_NONE, w->deprel == CS_REL_ROOT);
			roots += w->head == CS_NONE;
			while (d->words.p[at].head != CS_NONE) {
				at = d->words.p[at].head;
				assert_in_range(at, in.begin, in.end - 1);
				assert_true(++steps < in.end - in.begin);
			}
			assert_true(w->left <= i && i < w->right);
			for (uint32_t c = w->child; c != CS_NONE; c = d->words.p[c].next) {
				assert_int_equal(d->words.p[c].head, i);
				assert_true(d->words.p[c].left >= w->left && d->words.p[c].right <= w->right);
				assert_true(d->words.p[c].next == CS_NONE || d->words.p[c].next > c);
			}
		}
		assert_int_equal(roots, 1);
	}
}

static void test_known(void **state)
{
	cs_doc_t *d =
	    parsed("The opposition leader was arrested by officers at his home in the capital.");

	(void)state;
	whole(d);
	assert_int_equal(d->words.p[4].head, CS_NONE);
	assert_int_equal(d->words.p[2].deprel, CS_REL_NSUBJ_PASS);
	assert_int_equal(d->words.p[2].head, 4);
	assert_int_equal(cs_child(d, 4, CS_REL_OBL_AGENT), 6);
	assert_int_equal(d->words.p[2].left, 0);
	assert_int_equal(d->words.p[2].right, 3);
}

static void test_dateline(void **state)
{
	cs_doc_t *d = parsed("ZURICH, March 3 (Newswire) - The council rejected the proposal.");
	uint32_t root = 0;

	(void)state;
	whole(d);
	while (d->words.p[root].head != CS_NONE)
		root++;
	assert_true(root >= d->sents.p[0].dateline_end);
}

static void test_any(void **state)
{
	static const char *const text[] = {"",
	                                   ".",
	                                   "\"",
	                                   "The the the of of and ( ( (",
	                                   "no\n\nNo!\n\n(no)",
	                                   "A-b-c-d'e''f \xe2\x80\x94 g? H! . . . 1 2 3, 4"};
	static char big[3000 * 7 + 1];

	(void)state;
	for (size_t k = 0; k < CS_COUNT(text); k++)
		whole(parsed(text[k]));
	for (int i = 0; i < 3000; i++) /* one sentence that has to be cut */
		memcpy(big + 7 * i, "of the ", 8);
	whole(parsed(big));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_known),
	    cmocka_unit_test(test_dateline),
	    cmocka_unit_test(test_any),
	};
	int failed;

	cs_arena_init(&st.scratch, &st.oom);
	failed = cmocka_run_group_tests(tests, stage_up, stage_down);
	cs_arena_clear(&st.doc.arena);
	cs_arena_clear(&st.scratch);
	return failed;
}
