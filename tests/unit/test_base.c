/* Arenas, slices, UTF-8, folding, tables, dates. */
#include "unit.h"

#include "base/base.h"

#include <stdio.h>

static cs_arena_t arena;
static jmp_buf oom;

static int setup(void **state)
{
	(void)state;
	cs_arena_init(&arena, &oom);
	return 0;
}
static int teardown(void **state)
{
	(void)state;
	cs_arena_clear(&arena);
	return 0;
}

static void test_arena(void **state)
{
	(void)state;
	uint8_t *first = cs_alloc(&arena, 10);
	for (int i = 0; i < 10; i++)
		assert_int_equal(first[i], 0);
	for (size_t n = 0; n < 5000; n += 7) {
		uint8_t *p = cs_alloc(&arena, n);
		assert_int_equal((uintptr_t)p % 16, 0);
		memset(p, 0xab, n);
	}
	assert_int_equal(first[9], 0);
	cs_arena_reset(&arena);
	uint8_t *again = cs_alloc(&arena, 4000);
	for (int i = 0; i < 4000; i++)
		assert_int_equal(again[i], 0);
}

static void test_arena_reserve(void **state)
{
	(void)state;
	uint8_t *before = cs_alloc(&arena, 10);
	before[9] = 1;
	for (size_t n = 100; n < (size_t)40 << 20; n *= 10) {
		cs_arena_reserve(&arena, n);
		uint8_t *p = cs_alloc(&arena, n);
		assert_int_equal((uintptr_t)p % 16, 0);
		assert_int_equal(p[0] | p[n / 2] | p[n - 1], 0);
		memset(p, 0xab, n);
	}
	assert_int_equal(before[9], 1);
	cs_arena_reset(&arena);
	uint8_t *again = cs_alloc(&arena, 4000);
	for (int i = 0; i < 4000; i++)
		assert_int_equal(again[i], 0);
	arena.limit = arena.used + 100; /* no jump: it is no allocation yet */
	cs_arena_reserve(&arena, (size_t)40 << 20);
	arena.limit = 0;
}

static void test_limit_jumps(void **state)
{
	(void)state;
	volatile int landed = 0;
	arena.limit = 1000;
	if (setjmp(oom)) {
		landed = 1;
	} else {
		for (;;)
			(void)cs_alloc(&arena, 100);
	}
	assert_int_equal(landed, 1);
	if (setjmp(oom) == 0) {
		(void)cs_alloc_n(&arena, SIZE_MAX / 2, 16);
		fail();
	}
	arena.limit = 0;
}

static void test_vec(void **state)
{
	(void)state;
	CS_VEC(int) v = {0};
	for (int i = 0; i < 1000; i++)
		*CS_PUSH(&arena, &v) = i;
	assert_int_equal(v.n, 1000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(v.p[i], i);
}

static void test_vec_trim(void **state)
{
	(void)state;
	CS_VEC(uint32_t) v = {0}, w = {0}, none = {0};
	CS_RESERVE(&arena, &v, 1000);
	*CS_PUSH(&arena, &v) = 1;
	CS_TRIM(&arena, &v);
	CS_RESERVE(&arena, &w, 1000);
	*CS_PUSH(&arena, &w) = 2;
	for (uint32_t i = 1; i < 1000; i++)
		assert_int_equal(w.p[i], 0);
	*CS_PUSH(&arena, &v) = 3;
	assert_true(v.p[0] == 1 && v.p[1] == 3 && w.p[0] == 2);
	CS_TRIM(&arena, &w); /* v may lie behind it now: then nothing happens */
	*CS_PUSH(&arena, &w) = 4;
	assert_true(v.p[0] == 1 && v.p[1] == 3 && w.p[0] == 2 && w.p[1] == 4);
	CS_TRIM(&arena, &none);
	assert_int_equal(none.cap, 0);
}

static void test_utf8(void **state)
{
	(void)state;
	static const struct {
		const char *s;
		size_t n, bad;
	} rows[] = {
	    {"plain ascii, more than eight", 28, 28},
	    {"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", 9, 9},
	    {"ab\xff", 3, 2},
	    {"\xc0\x80", 2, 0},         /* overlong */
	    {"\xe0\x80\x80", 3, 0},     /* overlong */
	    {"\xed\xa0\x80", 3, 0},     /* surrogate */
	    {"\xf4\x90\x80\x80", 4, 0}, /* beyond U+10FFFF */
	    {"x\xe2\x82", 3, 1},        /* cut off */
	    {"12345678\x80", 9, 8},
	};
	for (size_t i = 0; i < CS_COUNT(rows); i++)
		assert_int_equal(cs_utf8_check(rows[i].s, rows[i].n), rows[i].bad);
	uint32_t len;
	static const char face[] = "\xf0\x9f\x98\x80";
	assert_int_equal(cs_utf8_get(face, &face[4], &len), 0x1f600);
	assert_int_equal(len, 4);
}

static void test_fold(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
	    {"plain", "plain"},   {"U.S.", "u.s."},         {"Erdoğan", "erdogan"}, {"Łódź", "lodz"},
	    {"SÃO", "sao"},       {"d’Ivoire", "d'ivoire"}, {"Straße", "strasse"},  {"İzmir", "izmir"},
	    {"Ásgeir", "asgeir"}, {"Ørsted", "orsted"},     {"Жук", "жук"},
	};
	for (size_t i = 0; i < CS_COUNT(rows); i++) {
		cs_str_t s = cs_fold(&arena, cs_strz(rows[i][0]));
		assert_true(cs_eqz(s, rows[i][1]));
		assert_true(cs_eq(cs_fold(&arena, s), s)); /* folding twice changes nothing */
	}
}

static void test_case(void **state)
{
	(void)state;
	assert_int_equal(cs_case(CS_STR("minister")), CS_LOWER);
	assert_int_equal(cs_case(CS_STR("Minister")), CS_TITLE);
	assert_int_equal(cs_case(CS_STR("NATO")), CS_UPPER);
	assert_int_equal(cs_case(CS_STR("U.S.")), CS_UPPER);
	assert_int_equal(cs_case(CS_STR("McCain")), CS_MIXED);
	assert_int_equal(cs_case(CS_STR("2013")), CS_CASE_NONE);
	assert_int_equal(cs_case(CS_STR("Élysée")), CS_TITLE);
}

static void test_intern_and_map(void **state)
{
	(void)state;
	cs_intern_t t = {0};
	cs_map_t m = {0};
	assert_int_equal(cs_intern_find(&t, CS_STR("x")), CS_NONE);
	assert_int_equal(cs_map_get(&m, 5), CS_NONE);
	for (uint32_t i = 0; i < 3000; i++) {
		char *s = cs_sprintf(&arena, "word%u", i);
		assert_int_equal(cs_intern(&arena, &t, cs_strz(s)), i);
		cs_map_put(&arena, &m, (uint64_t)i * 7919, i);
	}
	for (uint32_t i = 0; i < 3000; i++) {
		char *s = cs_sprintf(&arena, "word%u", i);
		assert_int_equal(cs_intern_find(&t, cs_strz(s)), i);
		assert_int_equal(cs_intern(&arena, &t, cs_strz(s)), i);
		assert_int_equal(cs_map_get(&m, (uint64_t)i * 7919), i);
	}
	assert_int_equal(cs_map_get(&m, 1), CS_NONE);
}

static void test_words_of_eight(void **state)
{
	(void)state;
	for (uint32_t n = 0; n < 40; n++) { /* of the exact size: a sanitizer sees reads beyond */
		char *s = cs_alloc(&arena, n), *same = cs_alloc(&arena, n);
		uint64_t want = 0;
		for (uint32_t i = 0; i < n; i++) {
			s[i] = same[i] = (char)('a' + i % 26);
			want |= i < 8 ? (uint64_t)(uint8_t)s[i] << (8 * i) : 0;
		}
		assert_true(cs_load_some(s, n) == want);
		for (uint32_t i = n > 8 ? n - 8 : 0; i < n; i++)
			assert_true(cs_load_tail(s, n, i) == cs_load_some(s + i, n - i));
		assert_int_equal(cs_str_hash(cs_str(s, n)), cs_str_hash(cs_str(same, n)));
		for (uint32_t i = 0; i < n; i++) {
			assert_int_equal(cs_find(cs_str(s, n), s[i]), i % 26);
			same[i] ^= 1;
			assert_int_not_equal(cs_str_hash(cs_str(s, n)), cs_str_hash(cs_str(same, n)));
			same[i] ^= 1;
		}
		assert_int_equal(cs_find(cs_str(s, n), '|'), n);
		if (n)
			assert_int_not_equal(cs_str_hash(cs_str(s, n)), cs_str_hash(cs_str(s, n - 1)));
	}
	assert_int_equal(cs_find(CS_STR("{|}"), '|'), 1);
	assert_true(cs_between(CS_EACH('m'), 'a', 'z') == CS_EACH(0x80));
	assert_true(cs_between(CS_EACH('a' - 1), 'a', 'z') == 0);
	assert_true(cs_between(CS_EACH('z' + 1), 'a', 'z') == 0);
}

static void test_reserved(void **state)
{
	(void)state;
	cs_intern_t t = {0};
	cs_map_t m = {0};
	CS_VEC(uint32_t) v = {0};
	*CS_PUSH(&arena, &v) = 7;
	cs_intern(&arena, &t, CS_STR("before"));
	cs_map_put(&arena, &m, 1, 11);
	CS_RESERVE(&arena, &v, 1000);
	cs_intern_reserve(&arena, &t, 1000);
	cs_map_reserve(&arena, &m, 1000);
	const uint32_t *p = v.p;
	const struct cs_map_pair *pair = m.pair;
	const cs_str_t *str = t.str;
	for (uint32_t i = 1; i < 1000; i++) {
		char *s = cs_sprintf(&arena, "kept%u", i);
		*CS_PUSH(&arena, &v) = i;
		if (i % 2)
			assert_int_equal(cs_intern_kept(&arena, &t, cs_strz(s)), i);
		else
			assert_int_equal(
			    cs_intern_asked(&arena, &t, cs_strz(s), cs_intern_ask(&t, cs_strz(s)), false), i);
		assert_ptr_equal(t.str[i].p, s);
		uint32_t *at = cs_map_at(&arena, &m, i + 1);
		assert_int_equal(*at, CS_NONE);
		*at = i;
	}
	assert_ptr_equal(v.p, p); /* nothing has moved */
	assert_ptr_equal(m.pair, pair);
	assert_ptr_equal(t.str, str);
	assert_int_equal(v.p[0], 7);
	assert_int_equal(cs_intern_find(&t, CS_STR("before")), 0);
	assert_int_equal(cs_intern_find(&t, CS_STR("kept999")), 999);
	assert_int_equal(cs_map_get(&m, 1), 11);
	assert_int_equal(*cs_map_at(&arena, &m, 1000), 999);
	CS_RESERVE(&arena, &v, 10); /* less than there is: nothing happens */
	assert_int_equal(v.cap, 1000);
}

static void test_days(void **state)
{
	(void)state;
	int32_t a, b;
	assert_int_equal(cs_day(1970, 1, 1), 0);
	assert_int_equal(cs_day(2000, 3, 1), 11017);
	assert_string_equal(cs_day_iso(&arena, cs_day(2017, 4, 13)), "2017-04-13");
	assert_string_equal(cs_day_iso(&arena, cs_day(1945, 12, 31)), "1945-12-31");
	assert_int_equal(cs_day_week(cs_day(2017, 4, 13)), 3); /* a Thursday */
	assert_int_equal(cs_day_week(cs_day(1945, 5, 8)), 1);  /* a Tuesday */
	assert_true(cs_day_read(CS_STR("2016-02"), &a, &b));
	assert_int_equal(b - a, 28);
	assert_true(cs_day_read(CS_STR("1900"), &a, &b));
	assert_int_equal(b - a, 364);
	assert_true(cs_day_read(CS_STR("2017-04-13T10:00:00Z"), &a, &b));
	assert_int_equal(a, b);
	static const char *const bad[] = {"",          "17",          "2017-13",  "2017-02-29",
	                                  "2017-04-1", "2017-04-13x", "yesterday"};
	for (size_t i = 0; i < CS_COUNT(bad); i++)
		assert_false(cs_day_read(cs_strz(bad[i]), &a, &b));
	for (int32_t d = cs_day(1799, 1, 1); d < cs_day(2101, 1, 1); d += 13) {
		int y, m, dom;
		cs_day_civil(d, &y, &m, &dom);
		assert_int_equal(cs_day(y, m, dom), d);
	}
}

static void test_every_day(void **state)
{
	(void)state;
	char text[24];
	int32_t first, last;
	for (int32_t day = cs_day(0, 1, 1); day <= cs_day(9999, 12, 31); day += day % 3 ? 1 : 30) {
		int y, m, d;
		cs_day_civil(day, &y, &m, &d);
		(void)snprintf(text, sizeof text, "%04u-%02u-%02u", (unsigned)y, (unsigned)m, (unsigned)d);
		assert_true(cs_day_read(cs_str(text, 10), &first, &last));
		assert_true(first == day && last == day);
		assert_true(cs_day_read(cs_str(text, 7), &first, &last));
		assert_int_equal(first, cs_day(y, m, 1));
		assert_int_equal(last, (m < 12 ? cs_day(y, m + 1, 1) : cs_day(y + 1, 1, 1)) - 1);
		assert_true(cs_day_read(cs_str(text, 4), &first, &last));
		assert_true(first == cs_day(y, 1, 1) && last == cs_day(y, 12, 31));
	}
	assert_false(cs_day_read(CS_STR("1900-02-29"), &first, &last));
	assert_true(cs_day_read(CS_STR("2000-02-29"), &first, &last));
}

static void test_split(void **state)
{
	(void)state;
	cs_str_t rest = CS_STR(" a | b c ||d"), piece;
	static const char *const want[] = {"a", "b c", "", "d"};
	size_t n = 0;
	while (cs_split(&rest, '|', &piece))
		assert_true(cs_eqz(piece, want[n++]));
	assert_int_equal(n, 4);
}

static void test_files(void **state)
{
	(void)state;
	cs_file_t f;
	casus_error_t err;
	assert_int_equal(cs_file_open(&f, CASUS_SOURCE_DIR "/no-such-file", &err), CASUS_EIO);
	assert_non_null(strstr(err.file, "no-such-file"));
	assert_int_equal(cs_file_open(&f, CASUS_SOURCE_DIR, &err), CASUS_EIO);
	assert_int_equal(cs_file_open(&f, CASUS_SOURCE_DIR "/LICENSE", &err), CASUS_OK);
	assert_true(f.n > 1000);
	cs_str_t text;
	assert_int_equal(cs_file_read(&arena, &text, CASUS_SOURCE_DIR "/LICENSE", 1 << 20, &err),
	                 CASUS_OK);
	assert_true(text.n == f.n && memcmp(text.p, f.data, f.n) == 0);
	cs_file_close(&f);
	assert_int_equal(cs_file_read(&arena, &text, CASUS_SOURCE_DIR "/LICENSE", 1000, &err),
	                 CASUS_ELIMIT);
	assert_int_equal(cs_file_read(&arena, &text, CASUS_SOURCE_DIR "/no-such-file", 1, &err),
	                 CASUS_EIO);
	assert_int_equal(cs_file_read(&arena, &text, CASUS_SOURCE_DIR, 1, &err), CASUS_EIO);
	if (setjmp(oom) == 0) {
		arena.limit = arena.used + 100;
		(void)cs_file_read(&arena, &text, CASUS_SOURCE_DIR "/LICENSE", 1 << 20, &err);
		fail();
	}
	arena.limit = 0;
	assert_ptr_equal(arena.oom, &oom); /* the landing is the owner's again */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_arena),          cmocka_unit_test(test_arena_reserve),
	    cmocka_unit_test(test_limit_jumps),    cmocka_unit_test(test_vec),
	    cmocka_unit_test(test_vec_trim),       cmocka_unit_test(test_utf8),
	    cmocka_unit_test(test_fold),           cmocka_unit_test(test_case),
	    cmocka_unit_test(test_intern_and_map), cmocka_unit_test(test_words_of_eight),
	    cmocka_unit_test(test_reserved),       cmocka_unit_test(test_days),
	    cmocka_unit_test(test_every_day),      cmocka_unit_test(test_split),
	    cmocka_unit_test(test_files),
	};
	return cmocka_run_group_tests_name("base", tests, setup, teardown);
}
