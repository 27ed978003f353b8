/* Numbers in words and digits (doc/number.h), and the calendar of the time stage. */
#include "unit.h"

#include "doc/number.h"
#include "time/time_int.h"

#include <math.h>
#include <stdlib.h>

static jmp_buf oom;
static cs_doc_t doc;

/* A document of words apart by blanks; figures are tagged as numbers. */
static void words(const char *text)
{
	cs_str_t rest = cs_strz(text), w;
	cs_arena_clear(&doc.arena);
	memset(&doc, 0, sizeof doc);
	cs_arena_init(&doc.arena, &oom);
	while (cs_split(&rest, ' ', &w)) {
		cs_word_t *x = CS_PUSH(&doc.arena, &doc.words);
		x->form = x->lemma = w;
		x->xpos = CS_XP_CD;
	}
}

static void is_number(const char *text, double min, double max, uint32_t end)
{
	cs_number_t n;
	words(text);
	bool found = cs_number_read(&doc, 0, doc.words.n, &n);
	if (found != (end > 0) || (found && (n.end != end || fabs(n.min - min) > 1e-6 * min ||
	                                     fabs(n.max - max) > 1e-6 * max)))
		fail_msg("%s: %d %g..%g up to %u", text, found, n.min, n.max, n.end);
}

static void test_numbers(void **state)
{
	(void)state;
	is_number("12", 12, 12, 1);
	is_number("1,500", 1500, 1500, 1);
	is_number("1,500,000.5", 1500000.5, 1500000.5, 1);
	is_number("2.5 million", 2.5e6, 2.5e6, 2);
	is_number("3bn", 3e9, 3e9, 1);
	is_number("twelve", 12, 12, 1);
	is_number("twenty - five", 25, 25, 3);
	is_number("Twenty-five men", 25, 25, 1);
	is_number("two hundred and fifty thousand", 250000, 250000, 5);
	is_number("three million two hundred thousand", 3200000, 3200000, 5);
	is_number("a dozen", 12, 12, 2);
	is_number("half a dozen", 6, 6, 3);
	is_number("two dozen", 24, 24, 2);
	is_number("half a million", 500000, 500000, 3);
	is_number("a hundred thousand", 100000, 100000, 3);
	is_number("a couple of hundred", 200, 200, 4);
	is_number("dozens of ships", 24, 99, 1);
	is_number("tens of thousands", 20000, 99999, 3);
	is_number("hundreds of thousands", 200000, 999999, 3);
	is_number("several hundred", 200, 999, 2);
	is_number("a few", 3, 9, 2);
	is_number("a ship", 0, 0, 0);
	is_number("few came", 0, 0, 0);
	is_number("and fifty", 0, 0, 0);
	is_number("12th", 0, 0, 0);
	is_number("1,50", 0, 0, 0);
	is_number("99999999999999999999999999", 0, 0, 0);
	is_number("999999999999999 trillion", 0, 0, 0);
	is_number("ten trillion trillion trillion", 1e13, 1e13, 2);
	is_number("hundreds of trillions", 2e14, 999999999999999.0, 3);
	cs_arena_clear(&doc.arena);
}

/* Whatever the words are, a number ends among them and is finite. */
static void test_any_words(void **state)
{
	static const char *const list[] = {
	    "a",  "half",  "few",     "dozen", "dozens", "hundred",        "hundreds",
	    "of", "and",   "several", "two",   "forty",  "thousand",       "trillions",
	    "-",  "1,000", "2.5",     "m",     "bn",     "999999999999999"};
	(void)state;
	srand(3);
	for (int round = 0; round < 20000; round++) {
		char text[256] = "";
		for (int k = rand() % 9; k >= 0; k--) {
			strcat(text, list[(size_t)rand() % CS_COUNT(list)]);
			strcat(text, k ? " " : "");
		}
		words(text);
		for (uint32_t i = 0; i < doc.words.n; i++) {
			cs_number_t n;
			if (!cs_number_read(&doc, i, doc.words.n, &n))
				continue;
			assert_true(n.end > i && n.end <= doc.words.n);
			assert_true(n.min >= 0 && n.min <= n.max && n.max < CS_NUMBER_MAX);
		}
	}
	cs_arena_clear(&doc.arena);
}

static void is_iv(cs_iv_t v, int32_t from, int32_t to, uint8_t grain)
{
	assert_int_equal(v.from, from);
	assert_int_equal(v.to, to);
	assert_int_equal(v.grain, grain);
}

static void test_calendar(void **state)
{
	(void)state;
	int32_t day = cs_day(2016, 3, 4);
	is_iv(cs_iv_month(2016, 2), cs_day(2016, 2, 1), cs_day(2016, 2, 29), CS_GRAIN_MONTH);
	is_iv(cs_iv_month(2016, 13), cs_day(2017, 1, 1), cs_day(2017, 1, 31), CS_GRAIN_MONTH);
	is_iv(cs_iv_month(2016, 0), cs_day(2015, 12, 1), cs_day(2015, 12, 31), CS_GRAIN_MONTH);
	is_iv(cs_iv_season(2015, 12), cs_day(2015, 12, 1), cs_day(2016, 2, 29), CS_GRAIN_SEASON);
	is_iv(cs_iv_unit(day, CS_U_WEEK, -1), cs_day(2016, 2, 22), cs_day(2016, 2, 28), CS_GRAIN_WEEK);
	is_iv(cs_iv_unit(day, CS_U_QUARTER, -1), cs_day(2015, 10, 1), cs_day(2015, 12, 31),
	      CS_GRAIN_SEASON);
	is_iv(cs_iv_unit(day, CS_U_DECADE, -1), cs_day(2000, 1, 1), cs_day(2009, 12, 31),
	      CS_GRAIN_DECADE);
	is_iv(cs_iv_unit(day, CS_U_CENTURY, 0), cs_day(2001, 1, 1), cs_day(2100, 12, 31),
	      CS_GRAIN_CENTURY);
	is_iv(cs_iv_third(cs_iv_year(2016, 1, CS_GRAIN_YEAR), 0), cs_day(2016, 1, 1),
	      cs_day(2016, 4, 30), CS_GRAIN_MONTH);
	is_iv(cs_iv_third(cs_iv_month(2015, 5), 2), cs_day(2015, 5, 21), cs_day(2015, 5, 31),
	      CS_GRAIN_WEEK);
	is_iv(cs_iv_third(cs_iv_year(1980, 10, CS_GRAIN_DECADE), 1), cs_day(1984, 1, 1),
	      cs_day(1986, 12, 31), CS_GRAIN_YEAR);
	assert_int_equal(cs_day_shift(cs_day(2016, 3, 31), CS_U_MONTH, -1), cs_day(2016, 2, 29));
	assert_int_equal(cs_day_shift(day, CS_U_DECADE, -1), cs_day(2006, 3, 4));
	assert_int_equal(cs_day_shift(day, CS_U_HOUR, 48), cs_day(2016, 3, 6));
	assert_int_equal(cs_nth_weekday(2016, 11, 3, 4), cs_day(2016, 11, 24));
	assert_int_equal(cs_nth_weekday(2016, 5, 0, -1), cs_day(2016, 5, 30));
	assert_int_equal(cs_month_days(2015, 2), 28);
	assert_int_equal(cs_month_days(2015, 13), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_numbers),
	                                   cmocka_unit_test(test_any_words),
	                                   cmocka_unit_test(test_calendar)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
