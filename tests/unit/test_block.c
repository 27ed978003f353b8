/* The block syntax of lexicon files, and what is said of mistakes in it. */
#include "unit.h"

#include "lex/block.h"

#include <stdio.h>

static cs_arena_t arena;
static jmp_buf oom;
static char told[4096];

static void hear(void *user, const casus_finding_t *f)
{
	(void)user;
	size_t n = strlen(told);
	(void)snprintf(told + n, sizeof told - n, "%s:%u:%u %s|", f->file, f->line, f->col, f->msg);
}

static cs_lex_blocks_t read_text(const char *text, cs_diag_t *d)
{
	cs_lex_blocks_t blocks = {0};
	told[0] = 0;
	*d = (cs_diag_t){.fn = hear};
	cs_block_read(&arena, &blocks, cs_strz(text), "t.txt", d);
	return blocks;
}

static void test_reads(void **state)
{
	(void)state;
	cs_diag_t d;
	cs_lex_blocks_t b =
	    read_text("# head\n[usa.president]\nkind   office  # what it is\n"
	              "title President | the #1 office | US president\n"
	              "holder donald-trump {2017-01-20..2021-01-20, source=reign-2021}\n"
	              "       joe-biden {2021-01-20..2025-01-20}\r\n\n[x]\n",
	              &d);
	assert_int_equal(d.n_errors, 0);
	assert_int_equal(b.n, 2);
	assert_true(cs_eqz(b.p[0].id, "usa.president"));
	assert_true(cs_eqz(cs_block_get(&b.p[0], "kind"), "office"));
	assert_null(cs_block_get(&b.p[0], "nothing").p);
	assert_int_equal(b.p[0].lines.n, 4);
	const cs_lex_line_t *title = &b.p[0].lines.p[1];
	cs_str_t rest = title->value;
	cs_lex_item_t item;
	assert_true(cs_block_item(&b.p[0], title, &rest, &item, &d));
	assert_true(cs_eqz(item.text, "President"));
	assert_true(cs_block_item(&b.p[0], title, &rest, &item, &d));
	assert_true(cs_eqz(item.text, "the #1 office"));
	const cs_lex_line_t *second = &b.p[0].lines.p[3];
	assert_true(cs_eqz(second->key, "holder"));
	assert_int_equal(second->line, 6);
	assert_int_equal(second->col, 8);
	const cs_lex_line_t *holder = &b.p[0].lines.p[2];
	rest = holder->value;
	assert_true(cs_block_item(&b.p[0], holder, &rest, &item, &d));
	assert_true(cs_eqz(item.text, "donald-trump"));
	assert_true(item.dated);
	assert_int_equal(item.from, cs_day(2017, 1, 20));
	assert_int_equal(item.to, cs_day(2021, 1, 20));
	cs_str_t v;
	assert_true(cs_item_attr(&item, "source", &v));
	assert_true(cs_eqz(v, "reign-2021"));
	assert_false(cs_item_attr(&item, "sour", &v));
	assert_false(cs_block_item(&b.p[0], holder, &rest, &item, &d));
}

static void test_terms(void **state)
{
	(void)state;
	cs_diag_t d;
	cs_lex_blocks_t b = read_text(
	    "[a]\nx a {..2010} | b {2011-05..} | c {1999} | d {2012..2011} | e {20x..} | f {weak}\n",
	    &d);
	const cs_lex_line_t *l = &b.p[0].lines.p[0];
	cs_str_t rest = l->value, v;
	cs_lex_item_t i;
	cs_block_item(&b.p[0], l, &rest, &i, &d);
	assert_int_equal(i.from, CS_DAY_MIN);
	assert_int_equal(i.to, cs_day(2010, 12, 31));
	cs_block_item(&b.p[0], l, &rest, &i, &d);
	assert_int_equal(i.from, cs_day(2011, 5, 1));
	assert_int_equal(i.to, CS_DAY_MAX);
	cs_block_item(&b.p[0], l, &rest, &i, &d);
	assert_false(i.dated);
	assert_int_equal(d.n_errors, 0);
	cs_block_item(&b.p[0], l, &rest, &i, &d);
	assert_int_equal(d.n_errors, 1);
	cs_block_item(&b.p[0], l, &rest, &i, &d);
	assert_int_equal(d.n_errors, 2);
	cs_block_item(&b.p[0], l, &rest, &i, &d);
	assert_true(cs_item_attr(&i, "weak", &v));
	assert_int_equal(v.n, 0);
}

static void test_flags(void **state)
{
	(void)state;
	cs_diag_t d;
	cs_lex_blocks_t b =
	    read_text("[a]\nx a {2001-02-03..2004, open,also} | b {weak=1, sources} | c {case , "
	              "2001.., context}\n"
	              "y d {..} | e {..1999,open} | f {owned, before} | g { 2001 .. 2002 }\n"
	              "  h {2001..2002 x} | i {,,}\n",
	              &d);
	static const struct {
		uint8_t flags;
		bool dated;
	} want[] = {{CS_IT_OPEN | CS_IT_ALSO, true},
	            {CS_IT_WEAK, false},
	            {CS_IT_CASE | CS_IT_CONTEXT, true},
	            {0, true},
	            {CS_IT_OPEN, true},
	            {CS_IT_OWNED | CS_IT_BEFORE, false},
	            {0, true},
	            {0, false},
	            {0, false}};
	cs_lex_item_t item;
	uint32_t n = 0;
	for (uint32_t i = 0; i < b.p[0].lines.n; i++) {
		cs_str_t rest = b.p[0].lines.p[i].value;
		while (cs_block_item(&b.p[0], &b.p[0].lines.p[i], &rest, &item, &d)) {
			assert_int_equal(item.flags, want[n].flags);
			assert_int_equal(item.dated, want[n].dated);
			n++;
		}
	}
	assert_int_equal(n, CS_COUNT(want));
	assert_int_equal(d.n_errors, 1); /* 2002 x */
}

/* Keys and blanks of any length, a tab, no line feed at the end of the file. */
static void test_keys(void **state)
{
	(void)state;
	cs_diag_t d;
	char text[64];
	for (int key = 1; key < 20; key++)
		for (int blanks = 0; blanks < 20; blanks++) {
			(void)snprintf(text, sizeof text, "[a]\n%.*s%.*s%s", key, "abcdefghijklmnopqrst",
			               blanks, "                    ", blanks ? "value" : "");
			cs_lex_blocks_t b = read_text(cs_strndup(&arena, text, strlen(text)), &d);
			const cs_lex_line_t *l = &b.p[0].lines.p[0];
			assert_int_equal(l->key.n, key);
			assert_true(cs_eqz(l->value, blanks ? "value" : ""));
			assert_int_equal(l->col, key + blanks + 1);
		}
	cs_lex_blocks_t b = read_text("[a]\nkey\t \t value and more text\nlast\t\nb\001c d\n", &d);
	assert_true(cs_eqz(cs_block_get(&b.p[0], "key"), "value and more text"));
	assert_int_equal(cs_block_get(&b.p[0], "last").n, 0);
	assert_true(cs_eqz(cs_block_get(&b.p[0], "b\001c"), "d"));
}

static void test_mistakes_have_places(void **state)
{
	(void)state;
	cs_diag_t d;
	(void)read_text("kind state\n", &d);
	assert_non_null(strstr(told, "t.txt:1:1 expected a block"));
	(void)read_text("[A]\n", &d);
	assert_non_null(strstr(told, "t.txt:1:1 an id has lower-case"));
	(void)read_text("[a\nx y\n", &d);
	assert_non_null(strstr(told, "t.txt:1:1 expected ']'"));
	(void)read_text("[a]\n  goes on\n", &d);
	assert_non_null(strstr(told, "t.txt:2:3 a line that begins"));
	(void)read_text("[a]\nx b\xff\n", &d);
	assert_non_null(strstr(told, "t.txt:2:0 expected UTF-8"));
}

int main(void)
{
	cs_arena_init(&arena, &oom);
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_reads),
	    cmocka_unit_test(test_terms),
	    cmocka_unit_test(test_flags),
	    cmocka_unit_test(test_keys),
	    cmocka_unit_test(test_mistakes_have_places),
	};
	int failed = cmocka_run_group_tests_name("block", tests, NULL, NULL);
	cs_arena_clear(&arena);
	return failed;
}
