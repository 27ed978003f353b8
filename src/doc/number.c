/* number.c - numbers in digits and in words.
 *
 * Left to right, as English says them: a cardinal below a thousand, a scale, and so on, with
 * smaller scales behind larger ones. "Dozens" and the like are ranges; the widths are
 * conventions (docs/records.md). Cost: a few comparisons for each word asked; most words are
 * refused by their first letter. Left out: ordinals, fractions but "half", Roman numerals,
 * numbers of 1e15 and more. */
#include "doc/number.h"

typedef struct small {
	const char *word;
	int value;
} small_t;

static cs_str_t form(const cs_doc_t *d, uint32_t i)
{
	return d->words.p[i].form;
}

/* The word, whatever its case; z has small letters. */
static bool is(const cs_doc_t *d, uint32_t i, uint32_t end, const char *z)
{
	if (i >= end)
		return false;
	cs_str_t s = form(d, i);
	uint32_t k = 0;
	for (; k < s.n && z[k]; k++)
		if ((char)(cs_is_upper((uint8_t)s.p[k]) ? s.p[k] | 32 : s.p[k]) != z[k])
			return false;
	return k == s.n && !z[k];
}

static bool is_hyphen(const cs_doc_t *d, uint32_t i, uint32_t end)
{
	return is(d, i, end, "-") || is(d, i, end, "\xe2\x80\x91");
}

static int listed(const cs_doc_t *d, uint32_t i, uint32_t end, const small_t *list, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if (is(d, i, end, list[k].word))
			return list[k].value;
	return 0;
}

static int ones(const cs_doc_t *d, uint32_t i, uint32_t end)
{
	static const small_t list[] = {
	    {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
	    {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
	    {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
	    {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}};
	return listed(d, i, end, list, CS_COUNT(list));
}

static int tens(const cs_doc_t *d, uint32_t i, uint32_t end)
{
	static const small_t list[] = {{"twenty", 20}, {"thirty", 30},  {"forty", 40},  {"fifty", 50},
	                               {"sixty", 60},  {"seventy", 70}, {"eighty", 80}, {"ninety", 90}};
	return listed(d, i, end, list, CS_COUNT(list));
}

static double scale_of(cs_str_t s)
{
	static const struct {
		const char *word;
		double value;
	} list[] = {{"hundred", 1e2},   {"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9},
	            {"trillion", 1e12}, {"bn", 1e9},       {"mn", 1e6},      {"m", 1e6},
	            {"tn", 1e12},       {"k", 1e3},        {"b", 1e9}};
	for (size_t k = 0; k < CS_COUNT(list); k++) {
		size_t n = strlen(list[k].word), i = 0;
		while (i < n && i < s.n && (s.p[i] | 32) == list[k].word[i])
			i++;
		if (i == n && s.n == n)
			return list[k].value;
	}
	return 0;
}

/* "1,500", "2.5", "3bn"; the scale of letters behind it is taken in. */
static bool digits(cs_str_t s, double *v, bool *letters)
{
	double x = 0, unit = 1;
	uint32_t i = 0, group = 0, n = 0;
	bool point = false, comma = false;
	for (; i < s.n; i++) {
		char ch = s.p[i];
		if (cs_is_digit((uint8_t)ch)) {
			x = x * 10 + (ch - '0');
			unit = point ? unit * 10 : 1;
			group++;
			if (++n > 15)
				return false;
		} else if (ch == ',' && !point && group && (comma ? group == 3 : group <= 3)) {
			comma = true;
			group = 0;
		} else if (ch == '.' && !point && n && i + 1 < s.n && (!comma || group == 3)) {
			point = true;
		} else {
			break;
		}
	}
	if (n == 0 || (comma && !point && group != 3))
		return false;
	*v = x / unit;
	*letters = i < s.n;
	if (i == s.n)
		return true;
	double scale = scale_of(cs_str(s.p + i, s.n - i));
	*v *= scale;
	return scale >= 1e3;
}

/* Below a hundred, in words: its end, or i. */
static uint32_t below_hundred(const cs_doc_t *d, uint32_t i, uint32_t end, int *v)
{
	*v = tens(d, i, end);
	if (!*v) {
		*v = ones(d, i, end);
		return i + (*v > 0);
	}
	uint32_t k = i + 1 + is_hyphen(d, i + 1, end);
	int one = ones(d, k, end);
	if (one < 1 || one > 9)
		return i + 1;
	*v += one;
	return k + 1;
}

/* "twenty-five" as one word. */
static bool compound(cs_str_t s, int *v)
{
	uint32_t at = cs_find(s, '-');
	if (at == s.n || at < 5)
		return false;
	cs_word_t w[2] = {{.form = cs_str(s.p, at)}, {.form = cs_str(s.p + at + 1, s.n - at - 1)}};
	cs_doc_t two = {.words = {.p = w, .n = 2, .cap = 2}};
	int t = tens(&two, 0, 2), o = ones(&two, 1, 2);
	*v = t + o;
	return t && o >= 1 && o <= 9;
}

static double plural_scale(const cs_doc_t *d, uint32_t i, uint32_t end)
{
	cs_str_t s = i < end ? form(d, i) : (cs_str_t){0};
	if (s.n < 7 || (s.p[s.n - 1] | 32) != 's')
		return 0;
	return scale_of(cs_str(s.p, s.n - 1));
}

/* "dozens", "tens of thousands", "several hundred", "a few", "a handful". */
static bool read_vague(const cs_doc_t *d, uint32_t i, uint32_t end, cs_number_t *n)
{
	double scale = plural_scale(d, i, end), more;
	n->vague = true;
	if (is(d, i, end, "dozens") || is(d, i, end, "scores")) {
		n->min = is(d, i, end, "dozens") ? 24 : 40;
		n->max = 99;
		n->end = i + 1;
		return true;
	}
	if (scale > 0 || is(d, i, end, "tens")) {
		more = is(d, i + 1, end, "of") ? plural_scale(d, i + 2, end) : 0;
		bool ten = is(d, i, end, "tens");
		if (more > 0 && more <= 1e3 * (scale > 0 ? scale : 10) * 1e9) {
			double lead = ten ? 10 : scale;
			n->min = 2 * lead * more;
			n->max = (ten ? 100 : lead * 10) * more - 1;
			n->end = i + 3;
			return n->max < CS_NUMBER_MAX;
		}
		if (ten)
			return false;
		n->min = 2 * scale;
		n->max = 10 * scale - 1;
		n->end = i + 1;
		return true;
	}
	uint32_t k = i;
	if (is(d, k, end, "several")) {
		k++;
	} else {
		k += is(d, k, end, "a");
		if (!is(d, k, end, "few") && !(k > i && is(d, k, end, "handful")))
			return false;
		if (k == i &&
		    !(i + 1 < end && (is(d, i + 1, end, "dozen") || scale_of(form(d, i + 1)) >= 100)))
			return false; /* "few came" is no count */
		k++;
	}
	n->min = 3;
	n->max = 9;
	n->end = k;
	scale = k < end && form(d, k).n >= 7 ? scale_of(form(d, k)) : 0;
	if (is(d, k, end, "dozen")) {
		n->min = 24;
		n->max = 99;
		n->end = k + 1;
	} else if (scale > 0) {
		n->min = 2 * scale;
		n->max = 10 * scale - 1;
		n->end = k + 1;
	}
	return true;
}

/* "a dozen", "half a million", "a couple", "a hundred": its end, or i. */
static uint32_t read_article(const cs_doc_t *d, uint32_t i, uint32_t end, double *v)
{
	uint32_t k = i;
	bool half = is(d, k, end, "half"), a;
	k += half;
	a = is(d, k, end, "a") || is(d, k, end, "an");
	k += a;
	if (!half && !a)
		return i;
	if (is(d, k, end, "dozen")) {
		*v = half ? 6 : 12;
		return k + 1;
	}
	if (!half && is(d, k, end, "couple")) {
		*v = 2;
		k++;
		uint32_t of = k + is(d, k, end, "of");
		double scale = of < end && form(d, of).n >= 7 ? scale_of(form(d, of)) : 0;
		if (is(d, of, end, "dozen") || scale > 0) { /* "a couple of hundred" */
			*v = scale > 0 ? 2 * scale : 24;
			return of + 1;
		}
		return k;
	}
	if (!half && is(d, k, end, "score") && is(d, k + 1, end, "of")) {
		*v = 20;
		return k + 1;
	}
	double scale = k < end && form(d, k).n >= 7 ? scale_of(form(d, k)) : 0;
	if (scale <= 0)
		return i;
	*v = half ? scale / 2 : scale;
	return k + 1;
}

static bool may_begin(const cs_doc_t *d, uint32_t i)
{
	const cs_word_t *w = &d->words.p[i];
	if (w->form.n == 0)
		return false;
	switch (w->form.p[0] | 32) {
	case 'a':
		return w->form.n <= 2;
	case 'b':
	case 'd':
	case 'f':
	case 'h':
	case 'm':
	case 's':
	case 't':
		return w->xpos == CS_XP_CD ||
		       cs_listed(w->form, " half several few dozens scores tens hundreds thousands "
		                          "millions billions trillions ");
	default:
		return w->xpos == CS_XP_CD || cs_is_digit((uint8_t)w->form.p[0]) ||
		       (w->form.p[0] | 32) == 'e' || (w->form.p[0] | 32) == 'n' ||
		       (w->form.p[0] | 32) == 'o';
	}
}

bool cs_number_read(const cs_doc_t *d, uint32_t i, uint32_t end, cs_number_t *n)
{
	double total = 0, part = 0, x = 0, last = CS_NUMBER_MAX * 10;
	bool letters = false, any = false;
	int v;
	*n = (cs_number_t){.end = i};
	if (i >= end || !may_begin(d, i))
		return false;
	if (read_vague(d, i, end, n))
		return true;
	n->vague = false;
	uint32_t k = read_article(d, i, end, &x);
	if (k > i) {
		/* "a hundred and fifty thousand" */
		part = x;
		any = true;
		last = x < 100 || is(d, i, end, "half") ? 0 : x > 100 ? x : last;
		if (x > 100) {
			total = x;
			part = 0;
			last = 0;
		}
	} else if (cs_is_digit((uint8_t)form(d, i).p[0])) {
		if (!digits(form(d, i), &part, &letters))
			return false;
		k = i + 1;
		any = n->digits = true;
		n->small_unit = letters;
	}
	for (; k < end && last > 0 && !letters; any = true) {
		uint32_t from = k, next;
		if (any && is(d, k, end, "and") && !n->digits)
			k++; /* "two hundred and fifty" */
		next = below_hundred(d, k, end, &v);
		if (next == k && k < end && compound(form(d, k), &v))
			next = k + 1;
		if (next > k && !n->digits && (part <= 0 || (part >= 100 && (long)part % 100 == 0))) {
			part += v;
			k = next;
			continue;
		}
		k = from + (is_hyphen(d, from, end) && any); /* "two-million" */
		double scale = k < end && any ? scale_of(form(d, k)) : 0;
		bool one_letter = k < end && form(d, k).n < 7;
		if (scale > 0 && part > 0 && (!one_letter || n->digits) &&
		    (scale > 100 ? scale < last : part < 100)) {
			if (scale > 100 || one_letter) {
				total += part * scale;
				part = 0;
				last = scale;
			} else {
				part *= 100;
			}
			bool figures = n->digits; /* "$2.5 million two years ago" */
			n->small_unit |= one_letter;
			n->digits = false;
			k++;
			if (one_letter || (figures && !(k < end && scale_of(form(d, k)) > 0)))
				break;
			continue;
		}
		if (is(d, k, end, "dozen") && part > 0 && k > i && total <= 0) {
			total = part * 12;
			part = 0;
			n->digits = false;
			k++;
		} else {
			k = from;
		}
		break;
	}
	n->min = n->max = total + part;
	n->end = k;
	return any && k > i && n->min < CS_NUMBER_MAX;
}
