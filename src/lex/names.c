/* names.c - spellings of a name that are one: with an apostrophe and without, with an umlaut and spelt out.
 *
 * Linear in the name; a name without such letters, as nearly all are, is looked through once and returned as
 * it is. It does not know transliterations that change letters (Gaddafi, Qadhafi): the lexicon lists those. */
#include "lex/actors.h"

/* How many bytes of an apostrophe, or of what is written for one, stand at p; 0 for none. */
static uint32_t mark(const char *p, const char *end)
{
	const uint8_t *s = (const uint8_t *)p;
	size_t left = (size_t)(end - p);

	if (s[0] == '\'' || s[0] == '`')
		return 1;
	if (s[0] < 0x80 || left < 2)
		return 0;
	if ((s[0] == 0xc2 && s[1] == 0xb4) || (s[0] == 0xca && s[1] >= 0xb9 && s[1] <= 0xbf))
		return 2; /* U+00B4; U+02B9 to U+02BF */
	return left >= 3 && s[0] == 0xe2 && s[1] == 0x80 &&
	               (s[2] == 0x98 || s[2] == 0x99 || s[2] == 0xb2)
	           ? 3
	           : 0; /* U+2018, U+2019, U+2032 */
}

static bool letter(const char *p, const char *end)
{
	const uint8_t *s = (const uint8_t *)p;
	if (p >= end)
		return false;
	return cs_is_alpha(s[0]) || (s[0] >= 0xc3 && s[0] != 0xe2);
}

/* The first mark between letters that is not that of "'s"; or end. */
static const char *next_mark(const char *p, const char *begin, const char *end, uint32_t *n)
{
	for (; p < end; p++) {
		uint8_t c = (uint8_t)*p;
		if (c != '\'' && c != '`' && c < 0xc2)
			continue;
		*n = mark(p, end);
		const char *q = p + *n;
		if (*n == 0 || !letter(q, end))
			continue;
		/* ʾ and ʿ (U+02BE, U+02BF) are letters, at the beginning of a word too. */
		bool own = c == 0xca && (uint8_t)p[1] >= 0xbe;
		bool inside = p > begin && (cs_is_alpha((uint8_t)p[-1]) || (uint8_t)p[-1] >= 0x80);
		bool genitive = (*q == 's' || *q == 'S') && !letter(q + 1, end);
		if (own || (inside && !genitive))
			return p;
	}
	return end;
}

cs_str_t cs_plain_name(cs_arena_t *a, cs_str_t s)
{
	const char *end = s.p + s.n, *p = s.p;
	uint32_t n = 0;
	const char *m = next_mark(p, s.p, end, &n);

	if (m == end)
		return s;
	cs_buf_t out = {.arena = a};
	while (m < end) {
		cs_buf_add(&out, p, (size_t)(m - p));
		p = m + n;
		m = next_mark(p, s.p, end, &n);
	}
	cs_buf_add(&out, p, (size_t)(end - p));
	return cs_str(out.p, out.n);
}

cs_str_t cs_fold_name(cs_arena_t *a, cs_str_t s)
{
	return cs_fold(a, cs_plain_name(a, s));
}

cs_str_t cs_spelt_out(cs_arena_t *a, cs_str_t s)
{
	static const struct {
		uint8_t small;
		const char *spelt;
	} letters[] = {{0xa4, "ae"}, {0xb6, "oe"}, {0xbc, "ue"}, {0xb8, "oe"}, {0xa5, "aa"}};
	cs_buf_t out = {.arena = a};
	const char *from = s.p, *end = s.p + s.n;

	for (const char *p = s.p; p + 1 < end;
	     p++) /* U+00C4 to U+00FC: C3 and a byte; capitals lie 32 before */
		for (size_t k = 0; (uint8_t)*p == 0xc3 && k < CS_COUNT(letters); k++) {
			bool capital = (uint8_t)p[1] + 0x20 == letters[k].small;
			if (!capital && (uint8_t)p[1] != letters[k].small)
				continue;
			cs_buf_add(&out, from, (size_t)(p - from));
			char first = letters[k].spelt[0];
			cs_buf_add(&out, &(char){capital ? (char)(first - 32) : first}, 1);
			cs_buf_add(&out, letters[k].spelt + 1, 1);
			from = p + 2;
		}
	if (from == s.p)
		return (cs_str_t){0};
	cs_buf_add(&out, from, (size_t)(end - from));
	return cs_str(out.p, out.n);
}

uint32_t cs_name_find(const cs_intern_t *words, cs_arena_t *a, cs_str_t word)
{
	uint32_t id = cs_intern_find(words, cs_fold_name(a, word));
	cs_str_t spelt = id == CS_NONE ? cs_spelt_out(a, word) : (cs_str_t){0};
	return spelt.n ? cs_intern_find(words, cs_fold_name(a, spelt)) : id;
}
