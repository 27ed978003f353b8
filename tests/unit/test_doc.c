/* Trees and CoNLL-U. */
#include "stage.h"

static casus_error_t err;

static casus_rc_t read(const char *text)
{
	stage_clear();
	return cs_conllu_read(&st.doc, cs_strz(text), "test", &err);
}

#define ROW(id, form, head, rel) id "\t" form "\t_\tNOUN\tNN\t_\t" head "\t" rel "\t_\t_\n"

static void test_read(void **state)
{
	const cs_doc_t *d = &st.doc;

	(void)state;
	assert_int_equal(read("# newpar\n# text = Syria's army\n"
	                      "1-2\tSyria's\t_\t_\t_\t_\t_\t_\t_\t_\n"
	                      "1\tSyria\tSyria\tPROPN\tNNP\t_\t3\tnmod:poss\t_\t_\n"
	                      "2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\t_\n"
	                      "3\tarmy\tarmy\tNOUN\tNN\t_\t0\troot\t_\t_\n\n"
	                      "# newpar\n" ROW("1", "no", "0", "root") "\n"),
	                 CASUS_OK);
	assert_int_equal(d->words.n, 4);
	assert_int_equal(d->sents.n, 2);
	assert_true(cs_eqz(d->buf, "Syria's army\n\nno"));
	assert_int_equal(d->words.p[1].begin, 5);
	assert_int_equal(d->words.p[1].end, 7);
	assert_int_equal(d->words.p[0].flags, CS_W_MWT_FIRST | CS_W_SPACE_AFTER);
	assert_int_equal(d->words.p[1].flags, CS_W_MWT_MORE | CS_W_SPACE_AFTER);
	assert_int_equal(d->words.p[2].child, 0);
	assert_int_equal(d->words.p[2].left, 0);
	assert_int_equal(cs_child(d, 0, CS_REL_CASE), 1);
	assert_int_equal(d->sents.p[1].par, 1);
}

static void refuse(const char *text, uint32_t line)
{
	assert_int_equal(read(text), CASUS_EINPUT);
	assert_int_equal(err.line, line);
}

static void test_refuse(void **state)
{
	(void)state;
	refuse("1\tx\n\n", 1);
	refuse(ROW("1", "a", "2", "dep") ROW("2", "b", "1", "dep") "\n", 1); /* no root */
	refuse(ROW("1", "a", "0", "root") ROW("2", "b", "3", "dep") ROW("3", "c", "2", "dep") "\n", 1);
	refuse(ROW("1", "a", "0", "root") ROW("2", "b", "9", "dep") "\n", 2);
	refuse(ROW("1", "a", "0", "root") ROW("2", "b", "2", "dep") "\n", 2);
	refuse(ROW("1", "a", "0", "rute") "\n", 1);
	refuse(ROW("1", "a", "x", "root") "\n", 1);
	refuse(ROW("2", "a", "0", "root") "\n", 1);
	refuse("# text = b\n" ROW("1", "a", "0", "root") "\n", 2);
	refuse("1-9999999\ta\t_\t_\t_\t_\t_\t_\t_\t_\n\n", 1);
	refuse("1-3\tabc\t_\t_\t_\t_\t_\t_\t_\t_\n" ROW("1", "a", "0", "root") "\n", 3);
	assert_int_equal(read("\xff"), CASUS_EUTF8);
}

static void test_round(void **state)
{
	cs_file_t f;
	cs_buf_t b, c;
	char *first;
	size_t n;

	(void)state;
	assert_int_equal(cs_file_open(&f, CASUS_SOURCE_DIR "/tests/fixtures/tiny.conllu", &err),
	                 CASUS_OK);
	stage_clear();
	assert_int_equal(cs_conllu_read(&st.doc, cs_str(f.data, f.n), "tiny", &err), CASUS_OK);
	b = (cs_buf_t){.arena = &st.scratch};
	cs_conllu_write(&st.doc, &b);
	n = b.n;
	first = test_malloc(n + 1);
	memcpy(first, b.p, n);
	stage_clear();
	assert_int_equal(cs_conllu_read(&st.doc, cs_str(first, n), "again", &err), CASUS_OK);
	c = (cs_buf_t){.arena = &st.scratch};
	cs_conllu_write(&st.doc, &c);
	assert_int_equal(c.n, n);
	assert_memory_equal(c.p, first, n);
	test_free(first);
	cs_file_close(&f);
}

static void test_names(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < CS_N_DEPREL; i++)
		assert_int_equal(cs_deprel_of(cs_strz(cs_deprel_name((cs_deprel_t)i))), i);
	for (uint32_t i = 0; i < CS_N_XPOS; i++)
		assert_int_equal(cs_xpos_of(cs_strz(cs_xpos_name((cs_xpos_t)i))), i);
	for (uint32_t i = 0; i < CS_N_UPOS; i++)
		assert_int_equal(cs_upos_of(cs_strz(cs_upos_name((cs_upos_t)i))), i);
	assert_int_equal(cs_deprel_of(CS_STR("nmod:tmod")), CS_REL_NMOD_UNMARKED);
	assert_int_equal(cs_deprel_of(CS_STR("nothing")), CS_N_DEPREL);
	assert_int_equal(cs_rel_base(CS_REL_NSUBJ_PASS), CS_REL_NSUBJ);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_read),
	    cmocka_unit_test(test_refuse),
	    cmocka_unit_test(test_round),
	    cmocka_unit_test(test_names),
	};
	int failed;

	cs_arena_init(&st.doc.arena, &st.oom);
	cs_arena_init(&st.scratch, &st.oom);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	cs_arena_clear(&st.doc.arena);
	cs_arena_clear(&st.scratch);
	return failed;
}
