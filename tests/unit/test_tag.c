/* Tags and lemmas of the sentences from which the tiny model was made, and of no sentence. */
#include "stage.h"

static void test_tags(void **state)
{
	static const struct {
		const char *form, *lemma;
		cs_upos_t upos;
		cs_xpos_t xpos;
	} want[] = {
	    {"Rebels", "rebel", CS_POS_NOUN, CS_XP_NNS}, {"seized", "seize", CS_POS_VERB, CS_XP_VBD},
	    {"the", "the", CS_POS_DET, CS_XP_DT},        {"airport", "airport", CS_POS_NOUN, CS_XP_NN},
	    {"and", "and", CS_POS_CCONJ, CS_XP_CC},      {"shelled", "shell", CS_POS_VERB, CS_XP_VBD},
	    {"the", "the", CS_POS_DET, CS_XP_DT},        {"capital", "capital", CS_POS_NOUN, CS_XP_NN},
	    {"on", "on", CS_POS_ADP, CS_XP_IN},          {"Sunday", "Sunday", CS_POS_PROPN, CS_XP_NNP},
	    {".", ".", CS_POS_PUNCT, CS_XP_PERIOD},
	};
	cs_doc_t *d = stage_tok("Rebels seized the airport and shelled the capital on Sunday.");

	(void)state;
	cs_syntax_run(&st.syntax, d, &st.scratch);
	assert_int_equal(d->words.n, CS_COUNT(want));
	for (uint32_t i = 0; i < CS_COUNT(want); i++) {
		assert_true(cs_eqz(d->words.p[i].form, want[i].form));
		assert_true(cs_eqz(d->words.p[i].lemma, want[i].lemma));
		assert_int_equal(d->words.p[i].upos, want[i].upos);
		assert_int_equal(d->words.p[i].xpos, want[i].xpos);
	}
}

static void test_clitics(void **state)
{
	cs_doc_t *d = stage_tok("Upland's army didn't fire on the village, he added.");

	(void)state;
	cs_syntax_run(&st.syntax, d, &st.scratch);
	assert_true(cs_eqz(d->words.p[4].lemma, "not"));
	assert_true(cs_eqz(d->words.p[3].lemma, "do"));
	assert_int_equal(d->words.p[1].xpos, CS_XP_POS);
}

static void test_any(void **state)
{
	static const char *const text[] = {"", "\xf0\x9f\x95\x8a \xd0\x9c\xd0\xb8\xd1\x80",
	                                   "REBELS SEIZED THE AIRPORT", "\xc3\x89tat"};

	(void)state;
	for (size_t k = 0; k < CS_COUNT(text); k++) {
		cs_doc_t *d = stage_tok(text[k]);

		cs_syntax_run(&st.syntax, d, &st.scratch);
		for (uint32_t i = 0; i < d->words.n; i++) {
			assert_true(d->words.p[i].upos < CS_N_UPOS);
			assert_true(d->words.p[i].xpos < CS_N_XPOS);
			assert_true(d->words.p[i].lemma.n > 0);
			assert_int_equal(cs_utf8_check(d->words.p[i].lemma.p, d->words.p[i].lemma.n),
			                 d->words.p[i].lemma.n);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_tags),
	    cmocka_unit_test(test_clitics),
	    cmocka_unit_test(test_any),
	};
	int failed = cmocka_run_group_tests(tests, stage_up, stage_down);

	cs_arena_clear(&st.doc.arena);
	cs_arena_clear(&st.scratch);
	return failed;
}
