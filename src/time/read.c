/* read.c - words ──▶ an expression of time.
 *
 * A recursive descent over the words of a sentence, with the lexicon's classes of words: a point or
 * period (dates, months, weekdays, feasts, "last week", "two days after the strike"), narrowed by
 * its thirds ("early 2016"), bound ("since", "by") or joined to a range ("from May to June"). The
 * meaning is worked out at once, from the day of publication, the tense of the clause and the last
 * time that was told. The conventions are those of docs/records.md.
 *
 * Cost: linear; an expression has WORDS_MAX words at most and no part of it is read more than a few
 * times. Left out: durations and habits, which are no time in the calendar; other calendars but for
 * feasts by table. */
#include "time/time_int.h"

#include "doc/number.h"

enum { WORDS_MAX = 16, YEAR_MIN = 1000, YEAR_MAX = 2999, ANCHOR_FAR = 2, VAGUE_MAX = 9999 };

typedef struct rd {
	const cs_timing_t *c;
	const cs_doc_t *d;
	uint32_t hi;
	cs_reading_t *r;
	int depth;
} rd_t;

/* ---- words -------------------------------------------------------------------------------- */

static cs_str_t form(const rd_t *q, uint32_t i)
{
	return q->d->words.p[i].form;
}

static bool is(const rd_t *q, uint32_t i, const char *list)
{
	return i < q->hi && cs_listed(form(q, i), list);
}

static bool mark(const rd_t *q, uint32_t i, char c)
{
	return i < q->hi && form(q, i).n == 1 && form(q, i).p[0] == c;
}

static bool dash(const rd_t *q, uint32_t i)
{
	return mark(q, i, '-') || (i < q->hi && (cs_eqz(form(q, i), "\xe2\x80\x93") ||
	                                         cs_eqz(form(q, i), "\xe2\x80\x94")));
}

static cs_time_word_t word(const rd_t *q, uint32_t i)
{
	const cs_time_word_t *w = i < q->hi ? cs_time_word(q->c->t, q->d->words.p[i].norm_id) : NULL;
	return w ? *w : (cs_time_word_t){0};
}

static bool part_at(const rd_t *q, uint32_t i)
{
	return word(q, i).kind == CS_TW_PART || is(q, i, " night nights ");
}

static bool capital(const rd_t *q, uint32_t i)
{
	return form(q, i).n && cs_is_upper((uint8_t)form(q, i).p[0]);
}

/* A word of somebody's or some paper's name: "Theresa May", "the Sunday Times". */
static bool in_name(const rd_t *q, uint32_t i)
{
	uint8_t label = q->d->words.p[i].name;
	if (q->d->words.p[i].deprel == CS_REL_FLAT)
		return true;
	if (label == CS_NAME_NONE)
		return false;
	uint8_t type = cs_name_type(label);
	if (type != CS_ENT_PERSON && type != CS_ENT_ORG && type != CS_ENT_FAC && type != CS_ENT_OTHER)
		return false;
	bool more = i + 1 < q->hi && q->d->words.p[i + 1].name != CS_NAME_NONE &&
	            !cs_name_begins(q->d->words.p[i + 1].name);
	return !cs_name_begins(label) || more || type == CS_ENT_PERSON;
}

static int whole(cs_str_t s, uint32_t most)
{
	int v = 0;
	if (s.n == 0 || s.n > most)
		return -1;
	for (uint32_t i = 0; i < s.n; i++) {
		if (!cs_is_digit((uint8_t)s.p[i]))
			return -1;
		v = v * 10 + (s.p[i] - '0');
	}
	return v;
}

static int year_at(const rd_t *q, uint32_t i)
{
	int y = i < q->hi && form(q, i).n == 4 ? whole(form(q, i), 4) : -1;
	return y >= YEAR_MIN && y <= YEAR_MAX ? y : 0;
}

/* "3", "3rd": a day of a month, or 0. */
static int dom_at(const rd_t *q, uint32_t i)
{
	cs_str_t s = i < q->hi ? form(q, i) : (cs_str_t){0};
	if (s.n > 2 && (cs_ends(s, "st") || cs_ends(s, "nd") || cs_ends(s, "rd") || cs_ends(s, "th")))
		s.n -= 2;
	int v = whole(s, 2);
	return v >= 1 && v <= 31 ? v : 0;
}

static int ordinal(cs_str_t s)
{
	static const char *const words[] = {
	    "first",      "second",     "third",       "fourth",    "fifth",       "sixth",
	    "seventh",    "eighth",     "ninth",       "tenth",     "eleventh",    "twelfth",
	    "thirteenth", "fourteenth", "fifteenth",   "sixteenth", "seventeenth", "eighteenth",
	    "nineteenth", "twentieth",  "twenty-first"};
	if (s.n > 2 && (cs_ends(s, "st") || cs_ends(s, "nd") || cs_ends(s, "rd") || cs_ends(s, "th")) &&
	    whole(cs_str(s.p, s.n - 2), 2) > 0)
		return whole(cs_str(s.p, s.n - 2), 2);
	for (size_t i = 0; i < CS_COUNT(words); i++) {
		size_t n = strlen(words[i]), k = 0;
		while (k < n && k < s.n && (s.p[k] | 32) == words[i][k])
			k++;
		if (k == n && s.n == n)
			return (int)i + 1;
	}
	return 0;
}

/* The word that hangs outside [i, end). */
static uint32_t head_in(const rd_t *q, uint32_t i, uint32_t end)
{
	uint32_t best = end - 1;
	for (uint32_t k = i; k < end; k++) {
		uint32_t h = q->d->words.p[k].head;
		if ((h == CS_NONE || h < i || h >= end) && q->d->words.p[k].deprel != CS_REL_PUNCT &&
		    q->d->words.p[k].deprel != CS_REL_CASE && q->d->words.p[k].deprel != CS_REL_DET)
			return k;
	}
	return best;
}

/* Does it stand before a noun that it describes ("the March vote", "Monday's raid")? */
static bool attributive(const rd_t *q, uint32_t i, uint32_t end)
{
	uint32_t h = head_in(q, i, end), over = q->d->words.p[h].head;
	cs_deprel_t rel = (cs_deprel_t)q->d->words.p[h].deprel;
	return over != CS_NONE && over >= end &&
	       (rel == CS_REL_NMOD_POSS || rel == CS_REL_COMPOUND || rel == CS_REL_AMOD ||
	        rel == CS_REL_NUMMOD || rel == CS_REL_NMOD_UNMARKED || rel == CS_REL_NMOD);
}

static int tense(const rd_t *q, uint32_t i, uint32_t end)
{
	return cs_tense(q->c, head_in(q, i, end));
}

static int32_t day(const rd_t *q)
{
	return q->c->day;
}

static bool dated(const rd_t *q)
{
	return q->c->day != CS_NO_DAY;
}

/* The last time told, where it is near enough. */
static bool anchor(const rd_t *q, cs_iv_t *v)
{
	const cs_timing_t *c = q->c;
	*v = c->anchor;
	return cs_iv_known(c->anchor) && c->anchor_sent + ANCHOR_FAR >= c->sent &&
	       c->anchor.from != CS_DAY_MIN && c->anchor.to != CS_DAY_MAX;
}

/* ---- the results -------------------------------------------------------------------------- */

static uint32_t done(rd_t *q, uint32_t end, cs_iv_t v, bool certain)
{
	/* "3,000 years ago", "year 99999": beyond what a date can be written as */
	const int32_t first = cs_day(1, 1, 1), last = cs_day(9999, 12, 31);
	if (cs_iv_known(v) && ((v.from != CS_DAY_MIN && (v.from < first || v.from > last)) ||
	                       (v.to != CS_DAY_MAX && (v.to > last || v.to < first)) || v.from > v.to))
		v = cs_iv_unknown(v.grain);
	q->r->v = v;
	q->r->certain = certain && cs_iv_known(v);
	q->r->old = false;
	q->r->anchor_word = CS_NONE;
	return end;
}

static uint32_t unknown(rd_t *q, uint32_t end, uint8_t grain)
{
	return done(q, end, cs_iv_unknown(grain), false);
}

/* Of what comes round each year, the one that is meant: v in the year of publication, and the
 * years beside it. */
static int32_t away(const rd_t *q, cs_iv_t v)
{
	return v.from > day(q) ? v.from - day(q) : v.to < day(q) ? day(q) - v.to : 0;
}

static cs_iv_t of_three(const rd_t *q, const cs_iv_t v[3], int t)
{
	if (t < 0) /* the last that has begun */
		return v[2].from <= day(q) ? v[2] : v[1].from <= day(q) ? v[1] : v[0];
	if (t > 0) /* the next that has not ended */
		return v[0].to >= day(q) ? v[0] : v[1].to >= day(q) ? v[1] : v[2];
	int best = 1;
	for (int i = 0; i < 3; i += 2)
		if (away(q, v[i]) < away(q, v[best]))
			best = i;
	return v[best];
}

/* What is said before a noun is often to come, whatever the tense of the sentence. */
static int yearly_tense(const rd_t *q, uint32_t i, uint32_t end)
{
	int t = tense(q, i, end);
	bool day_told = q->r->v.grain == CS_GRAIN_DAY;
	return t == 1 || (attributive(q, i, end) && (t < 0 || day_told)) ? 0 : t;
}

/* The year that a month without one belongs to, where the text has just told of another year;
 * else 0. */
static int year_told(const rd_t *q)
{
	cs_iv_t v;
	if (!q->c->anchor_year || !anchor(q, &v) || q->c->anchor_sent + 1 < q->c->sent)
		return 0;
	int y = cs_year_of(v.from);
	if (cs_year_of(v.to) != y || (v.grain > CS_GRAIN_YEAR && v.grain != CS_GRAIN_RANGE))
		return 0;
	return !dated(q) || (y != cs_year_of(day(q)) && (v.to < day(q) - 200 || v.from > day(q) + 200))
	           ? y
	           : 0;
}

/* ---- numeric dates ------------------------------------------------------------------------- */

static uint32_t read_numeric(rd_t *q, uint32_t i)
{
	cs_str_t s = form(q, i);
	int v[3] = {0}, n = 0;
	uint32_t width[3] = {0};
	char sep = 0;
	for (uint32_t k = 0; k < s.n; k++) {
		if (cs_is_digit((uint8_t)s.p[k])) {
			if (++width[n] > 4)
				return 0;
			v[n] = v[n] * 10 + (s.p[k] - '0');
		} else if ((s.p[k] == '-' || s.p[k] == '/' || s.p[k] == '.') && (!sep || sep == s.p[k]) &&
		           width[n] && n < 2) {
			sep = s.p[k];
			n++;
		} else {
			return 0;
		}
	}
	if (!sep || !width[n])
		return 0;
	if (n == 1) { /* "2016-17", "2011-2013" */
		int to = width[1] == 4 ? v[1] : width[1] == 2 ? v[0] / 100 * 100 + v[1] : 0;
		if ((sep != '-' && !(sep == '/' && to == v[0] + 1)) || width[0] != 4 || v[0] < 1500 ||
		    to <= v[0] || to > YEAR_MAX)
			return 0;
		return done(q, i + 1, (cs_iv_t){cs_day(v[0], 1, 1), cs_day(to, 12, 31), CS_GRAIN_RANGE},
		            true);
	}
	int y = width[0] == 4 ? v[0] : v[2], m = width[0] == 4 ? v[1] : v[0],
	    dom = width[0] == 4 ? v[2] : v[1];
	if (width[0] != 4 && width[2] != 4 && !(width[2] == 2 && sep == '/'))
		return 0;
	if (width[0] != 4 && width[2] == 2)
		y += y < 50 ? 2000 : 1900;
	if (width[0] != 4 && (m > 12 || sep == '.')) { /* day first */
		int x = m;
		m = dom;
		dom = x;
	}
	if (y < YEAR_MIN || y > YEAR_MAX || m < 1 || m > 12 || dom < 1 || dom > cs_month_days(y, m))
		return 0;
	return done(q, i + 1, cs_iv_day(cs_day(y, m, dom), CS_GRAIN_DAY), true);
}

/* ---- parts of a day ------------------------------------------------------------------------ */

static uint32_t clock_at(const rd_t *q, uint32_t i)
{
	cs_str_t s = i < q->hi ? form(q, i) : (cs_str_t){0};
	uint32_t colon = cs_find(s, ':'), end = i + 1;
	if ((word(q, end).kind == CS_TW_CLOCK || word(q, end).kind == CS_TW_ZONE) && colon == s.n)
		colon = cs_find(s, '.'); /* "9.30 p.m." */
	bool time =
	    s.n && cs_is_digit((uint8_t)s.p[0]) && colon < s.n && s.n - colon == 3 && colon <= 2;
	cs_number_t n;
	if (s.n && !cs_is_digit((uint8_t)s.p[0]) && is(q, end, " o'clock ") &&
	    cs_number_read(q->d, i, q->hi, &n) && n.end == end && n.max <= 12)
		return end + 1; /* "six o'clock" */
	if (s.n == 4 && whole(s, 4) >= 0 && whole(s, 4) < 2400 && word(q, end).kind == CS_TW_ZONE)
		return end + 1 + is(q, end + 1, " time "); /* "2100 GMT", "0300 local time" */
	if (whole(s, 2) >= 1 && whole(s, 2) <= 12 &&
	    ((is(q, end, " in ") && is(q, end + 1, " the ") &&
	      is(q, end + 2, " morning afternoon evening ")) ||
	     (is(q, end, " at ") && is(q, end + 1, " night "))))
		return is(q, end, " in ") ? end + 3 : end + 2; /* "8 in the evening" */

	if (is(q, i, " noon midnight midday ") ||
	    (is(q, i, " dawn dusk sunrise sunset daybreak nightfall ") && !capital(q, i) &&
	     i > q->c->lo && is(q, i - 1, " at before after around by until since ")) ||
	    (is(q, i, " evening morning ") && i > q->c->lo && is(q, i - 1, " by until till ") &&
	     !part_at(q, end)))
		return end;
	if (!time && !(whole(s, 2) >= 1 && whole(s, 2) <= 12) &&
	    !(s.n < 6 && cs_is_digit((uint8_t)(s.n ? s.p[0] : 0)) &&
	      (cs_ends(s, "pm") || cs_ends(s, "am"))))
		return i;
	if (word(q, end).kind == CS_TW_CLOCK)
		end++;
	else if (!time && !(cs_ends(s, "pm") || cs_ends(s, "am")))
		return i;
	while (word(q, end).kind == CS_TW_ZONE || (end > i + 1 && is(q, end, " time ")))
		end++;
	return end;
}

/* "night", "at 3 p.m.", "around noon" behind a day: the end; *part: something was there. */
static uint32_t day_tail(const rd_t *q, uint32_t i, bool *part)
{
	uint32_t k = i;
	*part = false;
	if (part_at(q, k)) {
		*part = true;
		k++;
	}
	uint32_t m = k + mark(q, k, ',');
	m += is(q, m, " at around about ");
	if (!*part && m > k && word(q, m).kind == CS_TW_PART && is(q, m - 1, " at ") &&
	    clock_at(q, m) == m) {
		*part = true; /* "Monday at lunchtime" */
		return m + 1;
	}
	m += is(q, m, " around about ");
	uint32_t end = clock_at(q, m);
	if (end > m && (m > k || end > m)) {
		*part = true;
		k = end;
	}
	return k;
}

static uint32_t with_tail(rd_t *q, uint32_t end)
{
	bool part;
	uint32_t k = end < q->hi ? day_tail(q, end, &part) : end;
	if (k > end && part && (q->r->v.grain == CS_GRAIN_DAY || q->r->v.grain == CS_GRAIN_HOUR)) {
		q->r->v.grain = CS_GRAIN_HOUR;
		return k;
	}
	return end;
}

/* ---- months and days ----------------------------------------------------------------------- */

/* ", 2016", "2016", "of 2016": the end, and the year, or 0 */
static uint32_t read_year_tail(const rd_t *q, uint32_t i, int *year)
{
	uint32_t k = i + (mark(q, i, ',') || is(q, i, " of in "));
	*year = year_at(q, k);
	/* "in March, 2000 people" */
	if (*year && mark(q, i, ',') && q->d->words.p[k].deprel == CS_REL_NUMMOD &&
	    q->d->words.p[k].head != CS_NONE && q->d->words.p[k].head > k)
		*year = 0;
	if (*year && *year < 1200)
		*year = 0;
	return *year ? k + 1 : i;
}

static cs_iv_t day_or_month(int year, int month, int dom)
{
	cs_iv_t v = cs_iv_month(year, month);
	if (!dom)
		return v;
	if (dom > cs_month_days(year, month))
		return cs_iv_unknown(CS_GRAIN_DAY);
	return cs_iv_day(v.from + dom - 1, CS_GRAIN_DAY);
}

static uint32_t month_done(rd_t *q, uint32_t i, uint32_t end, int year, int month, int dom)
{
	uint8_t grain = dom ? CS_GRAIN_DAY : CS_GRAIN_MONTH;
	if (!year)
		year = year_told(q);
	if (year)
		return done(q, end, day_or_month(year, month, dom), true);
	if (!dated(q))
		return unknown(q, end, grain);
	int y = cs_year_of(day(q));
	cs_iv_t v[3];
	for (int k = 0; k < 3; k++) {
		v[k] = day_or_month(y - 1 + k, month, dom);
		if (!cs_iv_known(v[k])) /* the 29th of February: of the year that has one */
			v[k] = day_or_month(y - 1 + k, month, dom - 1);
	}
	q->r->v.grain = grain;
	if (dom > 29 && dom > cs_month_days(y, month))
		return unknown(q, end, grain);
	return done(q, end, of_three(q, v, yearly_tense(q, i, end)), true);
}

static bool month_at(const rd_t *q, uint32_t i, int *month)
{
	cs_time_word_t w = word(q, i);
	if (w.kind != CS_TW_MONTH || !capital(q, i))
		return false;
	*month = w.is;
	const cs_word_t *x = &q->d->words.p[i];
	/* "May", "March" as verbs; "April", "June" as persons */
	bool day_behind =
	    dom_at(q, i + 1) > 0 || year_at(q, i + 1) > 0 || dom_at(q, i - (i > q->c->lo)) > 0;
	bool surname =
	    i > q->c->lo && q->d->words.p[i - 1].upos == CS_POS_PROPN && !word(q, i - 1).kind &&
	    (x->deprel == CS_REL_FLAT || x->deprel == CS_REL_AUX || x->deprel == CS_REL_NSUBJ);
	return day_behind || (x->upos == CS_POS_PROPN && !surname && !in_name(q, i));
}

static uint32_t read_month(rd_t *q, uint32_t i)
{
	int month, year = 0, dom, last;
	if (!month_at(q, i, &month))
		return 0;
	uint32_t k = i + 1;
	k += (is(q, k, " the ") || mark(q, k, '.')) && dom_at(q, k + 1) > 0;
	dom = dom_at(q, k);
	/* "May 20 protesters" is too rare to be told from "May 20" */
	if (!dom) {
		k = read_year_tail(q, i + 1, &year);
		return month_done(q, i, k, year, month, 0);
	}
	k++;
	uint32_t end = read_year_tail(q, k, &year);
	/* "July 3-9", "July 3 to 9", "July 3 and 4" */
	uint32_t m = k + (dash(q, k) || is(q, k, " to through until and or "));
	last = m > k && !year ? dom_at(q, m) : 0;
	if (last > dom && !(m + 1 < q->hi && q->d->words.p[m].deprel == CS_REL_NUMMOD &&
	                    q->d->words.p[m].head != CS_NONE && q->d->words.p[m].head > m)) {
		end = read_year_tail(q, m + 1, &year);
		month_done(q, i, end, year, month, dom);
		if (cs_iv_known(q->r->v) && last <= cs_month_days(cs_year_of(q->r->v.from), month)) {
			q->r->v.to = q->r->v.from + last - dom;
			q->r->v.grain = CS_GRAIN_RANGE;
		}
		return end;
	}
	month_done(q, i, end, year, month, dom);
	return with_tail(q, end);
}

/* "3 March 2016", "the 3rd of March", "3-9 July" */
static uint32_t read_day_month(rd_t *q, uint32_t i)
{
	int dom = dom_at(q, i), last = 0, month, year;
	uint32_t k = i + 1;
	if (!dom)
		return 0;
	if (dash(q, k) || is(q, k, " to and ")) {
		last = dom_at(q, k + 1);
		if (last <= dom)
			return 0;
		k += 2;
	}
	k += is(q, k, " of ");
	if (k == i + 2 && !last && word(q, k).kind == CS_TW_TURN && is(q, k + 1, " month ") &&
	    dated(q)) {
		int t = word(q, k).is; /* "the 15th of last month" */
		cs_iv_t v = cs_iv_unit(day(q), CS_U_MONTH, t < 0 ? -1 : t > 0);
		return v.from + dom - 1 <= v.to
		           ? done(q, k + 2, cs_iv_day(v.from + dom - 1, CS_GRAIN_DAY), true)
		           : 0;
	}
	if (!month_at(q, k, &month))
		return 0;
	k++;
	k = read_year_tail(q, k, &year);
	month_done(q, i, k, year, month, dom);
	if (last && cs_iv_known(q->r->v)) {
		if (last > cs_month_days(cs_year_of(q->r->v.from), month))
			return 0;
		q->r->v.to = q->r->v.from + last - dom;
		q->r->v.grain = CS_GRAIN_RANGE;
		return k;
	}
	return with_tail(q, k);
}

/* ---- years, decades, centuries ------------------------------------------------------------- */

static bool counts_things(const rd_t *q, uint32_t i)
{
	const cs_word_t *w = &q->d->words.p[i];
	if (w->deprel != CS_REL_NUMMOD || w->head == CS_NONE || w->head < i)
		return false;
	const cs_word_t *n = &q->d->words.p[w->head];
	if (n->xpos == CS_XP_DOLLAR)
		return true;
	if (n->xpos != CS_XP_NNS || q->d->frame_of[w->head] != CS_NONE)
		return false;
	return !cs_listed(
	    n->lemma, " election olympics primary caucus poll game midterm result hearing talk summer "
	              "protest riot attack bombing season federal ");
}

static uint32_t read_year(rd_t *q, uint32_t i)
{
	if (i >= q->hi)
		return 0;
	cs_str_t s = form(q, i);
	int y = year_at(q, i);
	uint32_t before = i > q->c->lo ? i - 1 : CS_NONE;
	/* "1970's" as one word */
	uint32_t own = s.n == 6 && cs_ends(s, "'s")              ? 2
	               : s.n == 8 && cs_ends(s, "\xe2\x80\x99s") ? 4
	                                                         : 0;
	int year = own ? whole(cs_str(s.p, 4), 4) : 0;
	if (year >= 1800 && year <= 2100)
		return year % 10 == 0 && before != CS_NONE && is(q, before, " the early late mid - ") &&
		               !attributive(q, i, i + 1)
		           ? done(q, i + 1, cs_iv_year(year, 10, CS_GRAIN_DECADE), true)
		           : done(q, i + 1, cs_iv_year(year, 1, CS_GRAIN_YEAR), true);
	if (y) {
		bool led =
		    before != CS_NONE && is(q, before,
		                            " in since of by from until till during between before after "
		                            "early late mid for to and or the ( , ");
		if (before != CS_NONE &&
		    (q->d->words.p[before].xpos == CS_XP_DOLLAR || is(q, before, " no. number # £ € ")))
			return 0;
		if (is(q, i + 1, " percent % bc b.c. dollars people hours euros points "))
			return 0;
		bool sure =
		    y >= 1900 && y <= 2050 && before != CS_NONE && is(q, before, " in since during ");
		if (!sure && counts_things(q, i))
			return 0;
		if (is(q, i + 1, " 's \xe2\x80\x99s ") && y % 10 == 0 && y >= 1500 && before != CS_NONE &&
		    is(q, before, " the "))
			return done(q, i + 2, cs_iv_year(y, 10, CS_GRAIN_DECADE), true);
		if ((y < 1800 || y > 2100) && !led)
			return 0;
		if (y < 1500 && !is(q, before, " in since of by until "))
			return 0;
		return done(q, i + 1, cs_iv_year(y, 1, CS_GRAIN_YEAR), true);
	}
	/* "1980s", "'80s", "80s" */
	bool quote = false;
	if (s.n > 3 && s.p[0] == '\'') {
		s = cs_str(s.p + 1, s.n - 1);
		quote = true;
	} else if (s.n > 5 && memcmp(s.p, "\xe2\x80\x99", 3) == 0) {
		s = cs_str(s.p + 3, s.n - 3);
		quote = true;
	}
	if (s.n < 3 || s.p[s.n - 1] != 's' || s.p[s.n - 2] != '0')
		return 0;
	y = whole(cs_str(s.p, s.n - 1), 4);
	if (s.n == 3 && y >= 10 &&
	    (quote || (before != CS_NONE && is(q, before, " the early late mid - ") && y >= 20 &&
	               !is(q, before, " his her their "))))
		y += 1900;
	return y >= 1500 && y <= 2100
	           ? done(q, i + 1, cs_iv_year(y, y % 100 ? 10 : 10, CS_GRAIN_DECADE), true)
	           : 0;
}

static uint32_t read_century(rd_t *q, uint32_t i)
{
	int n = ordinal(form(q, i));
	uint32_t k = i + 1;
	if (!n && is(q, i, " twenty ") && dash(q, k)) {
		n = 20 + ordinal(form(q, i + 2 < q->hi ? i + 2 : i));
		k = i + 3;
	}
	k += dash(q, k);
	if (n < 1 || n > 29 || word(q, k).kind != CS_TW_UNIT || word(q, k).is != CS_U_CENTURY ||
	    is(q, k + 1, " b.c. bc "))
		return 0;
	return done(q, k + 1, cs_iv_year(100 * (n - 1) + 1, 100, CS_GRAIN_CENTURY), true);
}

/* ---- weekdays ------------------------------------------------------------------------------ */

static int32_t weekday_from(int32_t from, int weekday, int t) /* 0 counts the day itself */
{
	int back = (cs_day_week(from) - weekday + 7) % 7;
	return t > 0 ? from + (7 - back) % 7 : from - back;
}

static bool weekday_at(const rd_t *q, uint32_t i, int *weekday)
{
	cs_time_word_t w = word(q, i);
	*weekday = w.is;
	return w.kind == CS_TW_WEEKDAY && capital(q, i) && !in_name(q, i) &&
	       !(i > q->c->lo && is(q, i - 1, " every each super black bloody ash palm "));
}

static uint32_t read_weekday(rd_t *q, uint32_t i)
{
	int weekday, month;
	if (!weekday_at(q, i, &weekday))
		return 0;
	uint32_t k = i + 1;
	bool part;
	/* "Tuesday, March 1", "Tuesday night, Nov. 8", "Tuesday 1 March" */
	uint32_t m = day_tail(q, k, &part);
	m += mark(q, m, ',');
	m += is(q, m, " the ") && dom_at(q, m + 1);
	if ((month_at(q, m, &month) && dom_at(q, m + 1)) ||
	    (dom_at(q, m) && month_at(q, m + 1 + is(q, m + 1, " of "), &month))) {
		uint32_t end = word(q, m).kind == CS_TW_MONTH ? read_month(q, m) : read_day_month(q, m);
		if (end) {
			if (part && cs_iv_known(q->r->v))
				q->r->v.grain = CS_GRAIN_HOUR;
			return end;
		}
	}
	if (!dated(q)) {
		unknown(q, k, CS_GRAIN_DAY);
		return with_tail(q, k);
	}
	int t = tense(q, i, k);
	/* "a week from Tuesday" and the like are left to the reader */
	done(q, k, cs_iv_day(weekday_from(day(q), weekday, t), CS_GRAIN_DAY), true);
	return with_tail(q, k);
}

/* ---- feasts, periods, fixed phrases -------------------------------------------------------- */

static uint32_t read_phrase(rd_t *q, uint32_t i, int turn, bool turned)
{
	const cs_times_t *t = q->c->t;
	uint32_t id = q->d->words.p[i].norm_id;
	uint32_t p = id == CS_NONE ? CS_NONE : cs_map_get(&t->by_first, id);
	for (; p != CS_NONE; p = t->phrases.p[p].next) {
		const cs_time_phrase_t *ph = &t->phrases.p[p];
		uint32_t n = 1, end;
		while (n < ph->n && i + n < q->hi && q->d->words.p[i + n].norm_id == ph->word[n])
			n++;
		if (n < ph->n)
			continue;
		end = i + n;
		switch (ph->name) {
		case CS_TN_NOW:
			return dated(q) ? done(q, end, cs_iv_day(day(q), CS_GRAIN_VAGUE), false)
			                : unknown(q, end, CS_GRAIN_VAGUE);
		case CS_TN_BEFORE:
			if (end < q->hi && (word(q, end).kind || q->d->words.p[end].xpos == CS_XP_CD ||
			                    is(q, end, " few several couple ")))
				continue; /* "in the past two weeks" */
			return dated(q) ? done(q, end, (cs_iv_t){CS_DAY_MIN, day(q) - 1, CS_GRAIN_VAGUE}, false)
			                : unknown(q, end, CS_GRAIN_VAGUE);
		case CS_TN_OVERNIGHT: {
			/* "overnight on Tuesday", "overnight into Wednesday" */
			uint32_t k = end + is(q, end, " on into to ");
			int weekday;
			if (k < q->hi && weekday_at(q, k, &weekday)) {
				uint32_t more = read_weekday(q, k);
				cs_iv_t v = q->r->v;
				bool into = is(q, end, " into to ");
				if (cs_iv_known(v))
					v = (cs_iv_t){v.from - into, v.from + !into, CS_GRAIN_HOUR};
				return done(q, more, v, false);
			}
			return dated(q) ? done(q, end, (cs_iv_t){day(q) - 1, day(q), CS_GRAIN_HOUR}, false)
			                : unknown(q, end, CS_GRAIN_HOUR);
		}
		case CS_TN_TONIGHT:
			return dated(q) ? done(q, end, cs_iv_day(day(q), CS_GRAIN_HOUR), true)
			                : unknown(q, end, CS_GRAIN_HOUR);
		case CS_TN_PERIOD:
			return done(q, end, (cs_iv_t){ph->from, ph->to, CS_GRAIN_RANGE}, true);
		default:
			break;
		}
		if (!capital(q, i) && !cs_is_digit((uint8_t)form(q, i).p[0]))
			continue;
		if (n == 1 && in_name(q, i) && cs_name_type(q->d->words.p[i].name) == CS_ENT_PERSON)
			continue; /* of several words it is the feast, whatever the model of names says */
		const cs_feast_t *f = &t->feasts.p[ph->feast];
		int year = 0;
		bool part = false;
		end = read_year_tail(q, end, &year);
		end = day_tail(q, end, &part);
		cs_iv_t v[3] = {{0}};
		if (f->how == 2 && f->table.n == 1) { /* it took place once */
			return done(q, end, (cs_iv_t){f->table.p[0].from, f->table.p[0].to, CS_GRAIN_DAY},
			            true);
		}
		if (!year && !turned)
			year = year_told(q);
		if (!year && !dated(q))
			return unknown(q, end, CS_GRAIN_DAY);
		int y = year ? year : cs_year_of(day(q));
		bool have = false, known[3];
		for (int k = 0; k < 3; k++) {
			known[k] = cs_feast_in(f, y - 1 + k, &v[k].from, &v[k].to);
			have |= known[k] && (!year || k == 1);
			v[k].grain = v[k].from != v[k].to ? CS_GRAIN_RANGE
			             : part               ? CS_GRAIN_HOUR
			                                  : CS_GRAIN_DAY;
		}
		if (!have)
			return unknown(q, end, CS_GRAIN_DAY);
		/* a table need not have every year: the nearest that it has */
		for (int k = 0; k < 3; k++)
			if (!known[k])
				v[k] = v[known[1] ? 1 : known[0] ? 0 : 2];
		bool weekend = word(q, end).kind == CS_TW_UNIT && word(q, end).is == CS_U_WEEKEND;
		end += weekend;
		for (int k = 0; k < 3 && weekend; k++) {
			/* Friday, Saturday, Sunday or Monday with the others; else the weekend that is
			 * nearest */
			int d = cs_day_week(v[k].from);
			int32_t sat = v[k].from + 5 - d - (d < 2 ? 7 : 0);
			v[k].from = d == 4 ? v[k].from : sat;
			v[k].to = d == 0 ? sat + 2 : sat + 1;
			v[k].grain = CS_GRAIN_RANGE;
		}
		if (year && have)
			return done(q, end, v[1], true);
		if (turned && turn < 0)
			return done(q, end, v[2].to < day(q) ? v[2] : v[1].to < day(q) ? v[1] : v[0], true);
		if (turned && turn > 0)
			return done(q, end, v[0].from > day(q) ? v[0] : v[1].from > day(q) ? v[1] : v[2], true);
		return done(q, end, turned ? v[1] : of_three(q, v, yearly_tense(q, i, end)), true);
	}
	return 0;
}

/* ---- seasons ------------------------------------------------------------------------------- */

static uint32_t read_season(rd_t *q, uint32_t i, int turn, bool turned)
{
	cs_time_word_t w = word(q, i);
	int year;
	if (w.kind != CS_TW_SEASON || in_name(q, i) || q->d->words.p[i].upos == CS_POS_VERB)
		return 0;
	uint32_t end = read_year_tail(q, i + 1, &year);
	const cs_word_t *x = &q->d->words.p[i];
	if (year)
		return done(q, end, cs_iv_season(year, w.is), true);
	if (!turned) { /* a season, not "spring" the water or "the fall of the city" */
		bool led =
		    i > q->c->lo &&
		    (is(q, i - 1, " in during since until into by early late mid - ") ||
		     (is(q, i - 1, " the ") && i > q->c->lo + 1 &&
		      is(q, i - 2, " in during since until by over throughout of into through for ")));
		if (!led || is(q, i + 1, " of ") || is(q, i - 1, " - ") || x->upos != CS_POS_NOUN)
			return 0;
	}
	if (!dated(q))
		return unknown(q, end, CS_GRAIN_SEASON);
	int y = cs_year_of(day(q));
	cs_iv_t v[3];
	for (int k = 0; k < 3; k++)
		v[k] = cs_iv_season(y - 1 + k, w.is);
	if (turned && turn < 0)
		return done(q, end, v[2].to < day(q) ? v[2] : v[1].to < day(q) ? v[1] : v[0], true);
	if (turned && turn > 0)
		return done(q, end, v[0].from > day(q) ? v[0] : v[1].from > day(q) ? v[1] : v[2], true);
	return done(q, end, of_three(q, v, turned ? 0 : tense(q, i, end)), true);
}

/* ---- so many units ------------------------------------------------------------------------- */

typedef struct span {
	double n;    /* 0: not told ("years ago") */
	double most; /* "several": more than n */
	cs_unit_t unit;
	bool few;
} span_t;

/* "two weeks", "a year and a half", "half a century", "several days", "years": its end, or i. */
static uint32_t read_span(const rd_t *q, uint32_t i, span_t *s)
{
	cs_number_t n;
	uint32_t k = i;
	bool half = false;
	*s = (span_t){0};
	uint32_t c = k + is(q, k, " a ");
	bool quarter = is(q, c, " quarter "), half_unit = is(q, c, " half ") && !is(q, c + 1, " a an ");
	uint32_t u = c + 1 + dash(q, c + 1);
	if ((quarter || half_unit) && is(q, u, " century decade year ")) {
		int years = is(q, u, " century ") ? 100 : is(q, u, " decade ") ? 10 : 1;
		s->unit = years == 1 ? CS_U_MONTH : CS_U_YEAR;
		int whole_part = (years == 1 ? 12 : years) / (quarter ? 4 : 2);
		s->n = s->most = whole_part;
		return u + 1;
	}
	if (is(q, k, " few ")) {
		s->few = true;
		s->n = 3;
		s->most = 9;
		k++;
	} else if (is(q, k, " half ") && is(q, k + 1, " a an ")) {
		k += 2;
		half = true;
		s->n = s->most = 1;
	} else if (cs_number_read(q->d, i, q->hi, &n)) {
		s->n = n.min;
		s->most = n.max;
		k = n.end;
		s->few = n.vague;
		uint32_t m = k + (dash(q, k) || is(q, k, " to or "));
		if (m > k && m < q->hi && !n.vague && cs_number_read(q->d, m, q->hi, &n) && n.max > s->n) {
			s->most = n.max;
			k = n.end;
		}
		k += is(q, k, " of ");
		if (is(q, k, " and ") && is(q, k + 1, " a ") && is(q, k + 2, " half ")) {
			half = true;
			k += 3;
		}
	} else if (is(q, k, " a an ")) {
		s->n = s->most = 1;
		k++;
	}
	k += is(q, k, " more full whole long straight consecutive ");
	k += dash(q, k) && k > i;
	cs_time_word_t w = word(q, k);
	if (w.kind != CS_TW_UNIT || s->most > VAGUE_MAX)
		return i;
	s->unit = (cs_unit_t)w.is;
	k++;
	if (s->n > 0 && is(q, k, " and ") && is(q, k + 1, " a ") && is(q, k + 2, " half ")) {
		k += 3;
		half = true;
	}
	if (half) {
		bool whole_too = !is(q, i, " half ");
		int scale = s->unit == CS_U_CENTURY  ? 50
		            : s->unit == CS_U_DECADE ? 5
		            : s->unit == CS_U_YEAR   ? 6
		            : s->unit == CS_U_DAY    ? 12
		                                     : 0;
		cs_unit_t below = s->unit == CS_U_YEAR  ? CS_U_MONTH
		                  : s->unit == CS_U_DAY ? CS_U_HOUR
		                                        : CS_U_YEAR;
		if (scale) {
			s->n = s->most = (whole_too ? s->n * 2 * scale : 0) + scale;
			s->unit = below;
		}
	}
	return k;
}

static uint8_t unit_grain(cs_unit_t u)
{
	static const uint8_t grain[CS_N_UNIT] = {
	    CS_GRAIN_HOUR,  CS_GRAIN_HOUR,   CS_GRAIN_DAY,  CS_GRAIN_WEEK, CS_GRAIN_WEEK, CS_GRAIN_WEEK,
	    CS_GRAIN_MONTH, CS_GRAIN_SEASON, CS_GRAIN_YEAR, CS_GRAIN_YEAR, CS_GRAIN_YEAR};
	return grain[u];
}

/* So many units from a day: of weeks the week, of months the month, of years the year. */
cs_iv_t cs_iv_counted(int32_t from, cs_unit_t unit, int n)
{
	int32_t at = cs_day_shift(from, unit, n);
	cs_unit_t show = unit == CS_U_DECADE || unit == CS_U_CENTURY      ? CS_U_YEAR
	                 : unit == CS_U_FORTNIGHT || unit == CS_U_WEEKEND ? CS_U_WEEK
	                 : unit == CS_U_QUARTER                           ? CS_U_MONTH
	                 : unit == CS_U_SECOND                            ? CS_U_HOUR
	                                                                  : unit;
	return cs_iv_unit(at, show, 0);
}

/* "in recent weeks", "the past few days", "in the coming months": days back or on. */
static int vague_days(cs_unit_t u)
{
	return u <= CS_U_HOUR                         ? 1
	       : u == CS_U_DAY                        ? 7
	       : u <= CS_U_WEEKEND                    ? 30
	       : u == CS_U_MONTH || u == CS_U_QUARTER ? 180
	       : u == CS_U_YEAR                       ? 5 * 365
	       : u == CS_U_DECADE                     ? 50 * 365
	                                              : 300 * 365;
}

static cs_iv_t vague_span(const rd_t *q, cs_unit_t u, int way)
{
	int32_t n = vague_days(u), other;
	if (!dated(q))
		return cs_iv_unknown(CS_GRAIN_VAGUE);
	other = u == CS_U_YEAR ? cs_day_shift(day(q), CS_U_YEAR, 5 * way) : day(q) + way * n;
	return way < 0 ? (cs_iv_t){other, day(q), CS_GRAIN_VAGUE}
	               : (cs_iv_t){day(q), other, CS_GRAIN_VAGUE};
}

/* A span back from the day or on, the day with it. */
static cs_iv_t span_range(const rd_t *q, const span_t *s, int way)
{
	if (!dated(q))
		return cs_iv_unknown(CS_GRAIN_RANGE);
	if (s->n <= 0 || s->few)
		return vague_span(q, s->unit, way);
	int32_t other = cs_day_shift(day(q), s->unit, way * (int)s->most);
	return way < 0 ? (cs_iv_t){other, day(q), CS_GRAIN_RANGE}
	               : (cs_iv_t){day(q), other, CS_GRAIN_RANGE};
}

static uint32_t read_ordinal(rd_t *q, uint32_t i);
static uint32_t read_core(rd_t *q, uint32_t i);

/* ---- "last week", "this morning", "the past two months" ------------------------------------ */

static uint32_t read_turn(rd_t *q, uint32_t i, bool article)
{
	cs_time_word_t w = word(q, i), x;
	cs_iv_t a;
	int t = w.is, weekday, month, y, m, dom;
	if (w.kind != CS_TW_TURN || ((t == 3 || t == -3 || t == 4) && !article))
		return 0;
	uint32_t k = i + 1;
	/* "This Week" is a programme */
	bool headline = q->d->sents.p[q->d->words.p[i].sent].flags & CS_S_HEADLINE;
	if (!headline && word(q, k).kind == CS_TW_UNIT && capital(q, i) && capital(q, k))
		return 0;
	bool back = t == -1 || t == -2 || t == -4, on = t == 1 || t == 2;
	span_t s;
	uint32_t end = read_span(q, k, &s);
	x = word(q, k);
	bool counted_in = end > k && (s.n > 0 || s.few) && !is(q, k, " a an ");
	bool plural = x.kind == CS_TW_UNIT && form(q, k).n &&
	              (form(q, k).p[form(q, k).n - 1] | 32) == 's' && x.is != CS_U_CENTURY;
	uint32_t sub = t == -1 ? read_ordinal(q, i) : 0;
	if (sub)
		return sub;
	if (counted_in) {
		if (back)
			return done(q, end, span_range(q, &s, -1), false);
		if (on)
			return done(q, end, span_range(q, &s, 1), false);
		if (t == 3 && anchor(q, &a) && !s.few)
			return done(q, end,
			            (cs_iv_t){a.to, cs_day_shift(a.to, s.unit, (int)s.most), CS_GRAIN_RANGE},
			            false);
		if (t == -3 && anchor(q, &a) && !s.few)
			return done(
			    q, end,
			    (cs_iv_t){cs_day_shift(a.from, s.unit, -(int)s.most), a.from, CS_GRAIN_RANGE},
			    false);
		return t == 3 || t == -3 ? unknown(q, end, CS_GRAIN_RANGE) : 0;
	}
	if (plural) {
		cs_unit_t u = (cs_unit_t)x.is;
		if (t == -4 || t == -2)
			return done(q, k + 1, vague_span(q, u, -1), false);
		if (t == 2)
			return done(q, k + 1, vague_span(q, u, 1), false);
		return 0;
	}
	if (t == -4)
		return 0;
	if (x.kind == CS_TW_UNIT) {
		cs_unit_t u = (cs_unit_t)x.is;
		bool night = is(q, k, " night ");
		end = k + 1;
		if (u == CS_U_DAY && !night && !(t == 1 && article) && t != 3 && t != -3 && t != 4)
			return 0; /* "this day", "last day" */
		if (t == 3 || t == -3 || t == 4 || (t == 1 && u == CS_U_DAY && !night)) {
			int step = t == 4 ? 0 : t == -3 ? -1 : 1;
			if (!anchor(q, &a) || (a.from != a.to && u <= CS_U_DAY) || (t == 4 && u <= CS_U_HOUR))
				return unknown(q, end, unit_grain(u));
			done(q, end, cs_iv_unit(step < 0 ? a.from : a.to, u, step), true);
			if (night)
				q->r->v.grain = CS_GRAIN_HOUR;
			return with_tail(q, end);
		}
		if (!dated(q))
			return unknown(q, end, unit_grain(u));
		if (night) {
			if (t == 0 || t == 1)
				return done(q, end, cs_iv_day(day(q) + (t == 1), CS_GRAIN_HOUR), true);
			return done(q, end, (cs_iv_t){day(q) - 1, day(q), CS_GRAIN_HOUR}, true);
		}
		if (u <= CS_U_HOUR)
			return done(q, end, cs_iv_day(day(q), CS_GRAIN_HOUR), true);
		if (u == CS_U_WEEKEND) {
			/* the last one that is over, or under way; the next in the future */
			int n = t < 0                                             ? -1
			        : t > 0                                           ? (cs_day_week(day(q)) >= 5)
			        : tense(q, k, end) < 0 && cs_day_week(day(q)) < 5 ? -1
			                                                          : 0;
			return done(q, end, cs_iv_unit(day(q), u, n), true);
		}
		bool led = i > q->c->lo && is(q, i - 1, " the ") && i > q->c->lo + 1 &&
		           is(q, i - 2, " in over during for within throughout across ");
		if (t == 1 && article && !led && anchor(q, &a) && tense(q, k, end) < 0)
			return done(q, end, cs_iv_unit(a.to, u, 1), true);
		s = (span_t){1, 1, u, false};
		if (is(q, end, " of ") && t < 0)
			return 0; /* "the last week of May" */
		if (t == -2 || (t == -1 && article) || (t == 2 && u != CS_U_CENTURY) || (t == 1 && led))
			return done(q, end, span_range(q, &s, t < 0 ? -1 : 1), false);
		return done(q, end, cs_iv_unit(day(q), u, t), true);
	}
	if (x.kind == CS_TW_PART) {
		int step = t == 3 || t == 1 ? 1 : t == -1 || t == -3 ? -1 : 0;
		end = k + 1;
		if ((t == 3 || t == -3 || t == 4 || (t == 1 && article)) && anchor(q, &a) && a.from == a.to)
			return done(q, end, cs_iv_day(a.from + step, CS_GRAIN_HOUR), true);
		if (t == 3 || t == 4 || t == -2 || t == -3 || !dated(q))
			return unknown(q, end, CS_GRAIN_HOUR);
		return done(q, end, cs_iv_day(day(q) + step, CS_GRAIN_HOUR), true);
	}
	if (weekday_at(q, k, &weekday)) {
		end = k + 1;
		int32_t from = day(q);
		if (t == 3 || t == -3) {
			if (!anchor(q, &a))
				return unknown(q, end, CS_GRAIN_DAY);
			from = t > 0 ? a.to : a.from;
		} else if (!dated(q)) {
			return unknown(q, end, CS_GRAIN_DAY);
		}
		int32_t at = t < 0   ? weekday_from(from - 1, weekday, -1)
		             : t > 0 ? weekday_from(from + 1, weekday, 1)
		                     : weekday_from(from, weekday, tense(q, k, end));
		done(q, end, cs_iv_day(at, CS_GRAIN_DAY), true);
		return with_tail(q, end);
	}
	int dom_behind = 0;
	if (month_at(q, k, &month)) {
		dom_behind = dom_at(q, k + 1);
		end = k + 1 + (dom_behind > 0);
		if (!dated(q))
			return unknown(q, end, CS_GRAIN_MONTH);
		cs_day_civil(day(q), &y, &m, &dom);
		y += t < 0 ? -(month >= m) : t > 0 ? month <= m : 0;
		return done(q, end, day_or_month(y, month, dom_behind), true);
	}
	if (t == 3 || t == -3 || t == 4) {
		if (x.kind != CS_TW_SEASON || !anchor(q, &a))
			return x.kind == CS_TW_SEASON ? unknown(q, k + 1, CS_GRAIN_SEASON) : 0;
		y = cs_year_of(a.from);
		cs_iv_t v = cs_iv_season(y, x.is);
		if (t == 3 && v.from <= a.to)
			v = cs_iv_season(y + 1, x.is);
		if (t == -3 && v.to >= a.from)
			v = cs_iv_season(y - 1, x.is);
		return done(q, k + 1, v, true);
	}
	end = read_season(q, k, t, true);
	return end ? end : k < q->hi ? read_phrase(q, k, t, true) : 0;
}

/* ---- "two days ago", "a week later", "the day after the strike" ---------------------------- */

static uint32_t read_counted(rd_t *q, uint32_t i)
{
	span_t s;
	cs_iv_t a;
	uint32_t k = i;
	int bound = 0; /* -1 less than, 1 more than */
	if (is(q, k, " more less ") && is(q, k + 1, " than ")) {
		bound = is(q, k, " more ") ? 1 : -1;
		k += 2;
	} else if (is(q, k, " over ")) {
		bound = 1;
		k++;
	} else if (is(q, k, " at ") && is(q, k + 1, " least ")) {
		bound = 1;
		k += 2;
	} else if (is(q, k,
	              " about almost nearly around some just barely only roughly approximately "
	              "exactly ")) {
		k++;
	}
	bool the = k == i && is(q, k, " the ");
	uint32_t end = read_span(q, k + the, &s);
	if (end == k + the)
		return 0;
	if (the) {
		if (s.n > 0 && !(s.n >= 1 && cs_is_alpha((uint8_t)form(q, k + 1).p[0])))
			return 0;
		if (s.n <= 0) {
			if (is(q, k + 1, " days weeks months years decades ") &&
			    (is(q, end, " ahead ") || (is(q, end, " to ") && is(q, end + 1, " come "))))
				return done(q, end + 1 + is(q, end, " to "), vague_span(q, s.unit, 1), false);
			if (is(q, k + 1,
			       " days weeks months years hours nights decades minutes seconds centuries "))
				return 0;
			s.n = s.most = 1; /* "the day after" */
		}
	}
	int n = (int)s.most;
	if (s.n > 0 && s.n < s.most)
		n = (int)((s.n + s.most) / 2);
	bool told = s.n > 0 && !s.few && n > 0;
	bool night_or_day = s.unit == CS_U_DAY;
	if (is(q, end, " ago ")) {
		end++;
		if (!dated(q)) {
			unknown(q, end, unit_grain(s.unit));
		} else if (s.n <= 0) {
			unknown(q, end, unit_grain(s.unit));
		} else if (s.few) {
			done(q, end,
			     (cs_iv_t){cs_day_shift(day(q), s.unit, -(int)s.most),
			               cs_day_shift(day(q), s.unit, -(int)s.n), CS_GRAIN_VAGUE},
			     false);
		} else {
			cs_iv_t v = cs_iv_counted(day(q), s.unit, -n);
			if (bound > 0)
				v = (cs_iv_t){CS_DAY_MIN, cs_day_shift(day(q), s.unit, -n), CS_GRAIN_VAGUE};
			else if (bound < 0)
				v = (cs_iv_t){cs_day_shift(day(q), s.unit, -n), day(q), CS_GRAIN_VAGUE};
			done(q, end, v, bound == 0);
		}
		q->r->old = (s.unit >= CS_U_YEAR && !told) || (told && s.unit >= CS_U_YEAR);
		/* "three years ago this month", "a year ago Tuesday" are left to the reader */
		return end;
	}
	int way = is(q, end, " after later ") ? 1 : is(q, end, " before earlier ") ? -1 : 0;
	if (is(q, end, " from ") && is(q, end + 1, " now ")) {
		if (!dated(q) || !told)
			return unknown(q, end + 2, unit_grain(s.unit));
		return done(q, end + 2, cs_iv_counted(day(q), s.unit, n), true);
	}
	if (is(q, end, " from ") && told && q->depth < 3) {
		q->depth++;
		uint32_t more = read_core(q, end + 1);
		q->depth--;
		if (more && cs_iv_known(q->r->v) && q->r->v.from == q->r->v.to &&
		    q->r->anchor_word == CS_NONE)
			return done(q, more, cs_iv_day(cs_day_shift(q->r->v.from, s.unit, n), CS_GRAIN_DAY),
			            true);
		return 0;
	}
	if (is(q, end, " prior ") && is(q, end + 1, " to ")) {
		way = -1;
		end++;
	}
	if (!way || (the && is(q, end, " later earlier ")))
		return 0;
	bool later = is(q, end, " later earlier ");
	end++;
	if (is(q, end, " yesterday tomorrow ") && night_or_day && the) {
		if (!dated(q))
			return unknown(q, end + 1, CS_GRAIN_DAY);
		return done(q, end + 1, cs_iv_day(day(q) + 2 * way, CS_GRAIN_DAY), true);
	}
	/* what it counts from: a noun or clause behind it, or the last time told */
	uint32_t at = CS_NONE;
	if (!later) {
		cs_reading_t inner = {.anchor_word = CS_NONE};
		uint32_t m = end, more = 0;
		if (q->depth < 3 && m < q->hi) {
			rd_t again = *q;
			again.depth = 3;
			again.r = &inner;
			more = read_core(&again, m);
		}
		if (more && cs_iv_known(inner.v) && inner.v.from == inner.v.to && told)
			return done(q, attributive(q, m, more) ? end : more,
			            cs_iv_counted(inner.v.from, s.unit, way * n), true);
		/* the noun or verb that this preposition or conjunction marks */
		uint32_t over = q->d->words.p[end - 1].head;
		if (over != CS_NONE && over >= end && over < q->hi)
			at = over;
		m = end;
		if (at == CS_NONE)
			for (; m < q->hi && m < end + 4; m++)
				if (q->d->words.p[m].upos == CS_POS_NOUN || q->d->words.p[m].upos == CS_POS_VERB) {
					at = m;
					break;
				}
		if (at == CS_NONE && !(end >= q->hi || q->d->words.p[end].upos == CS_POS_PUNCT))
			at = end;
	}
	if (at != CS_NONE) {
		unknown(q, end, unit_grain(s.unit));
		bool hours = s.unit <= CS_U_HOUR && !told; /* "hours after the raid": that day */
		q->r->anchor_word = hours || (told && bound == 0) ? at : CS_NONE;
		q->r->anchor_n = hours ? 0 : way * n;
		q->r->anchor_unit = (uint8_t)s.unit;
		return end;
	}
	if (s.unit <= CS_U_HOUR && !told && anchor(q, &a) && a.from == a.to)
		return done(q, end, cs_iv_day(a.from, CS_GRAIN_HOUR), false);
	bool fine = anchor(q, &a) && told && bound == 0 &&
	            (a.to - a.from < 2 || unit_grain(s.unit) >= CS_GRAIN_MONTH);
	if (!fine)
		return unknown(q, end, unit_grain(s.unit));
	return done(q, end, cs_iv_counted(way > 0 ? a.to : a.from, s.unit, way * n), true);
}

/* ---- points and periods -------------------------------------------------------------------- */

/* "early 2016", "the end of the month", "mid-July", "late last week" */
static uint32_t read_third(rd_t *q, uint32_t i)
{
	cs_time_word_t w = word(q, i);
	uint32_t k = i;
	bool the = is(q, i, " the ");
	if (the)
		w = word(q, ++k);
	if (w.kind != CS_TW_THIRD)
		return 0;
	int third = w.is;
	bool noun = is(q, k, " beginning start middle end close ");
	if (the != noun && noun)
		return 0;
	k++;
	if (noun && !is(q, k, " of "))
		return 0;
	k += dash(q, k);
	k += is(q, k, " of in on ") && (noun || !is(q, k, " of "));
	if (k >= q->hi || q->depth >= 3)
		return 0;
	/* "the end of the month", "early in the week" */
	cs_time_word_t u = word(q, k + 1);
	uint32_t end = 0;
	q->depth++;
	if (is(q, k, " the ") && u.kind == CS_TW_UNIT && u.is >= CS_U_WEEK &&
	    !is(q, k + 1, " weeks months years decades ") && !is(q, k + 2, " of before after ")) {
		end = dated(q) ? done(q, k + 2, cs_iv_unit(day(q), (cs_unit_t)u.is, 0), true)
		               : unknown(q, k + 2, unit_grain((cs_unit_t)u.is));
	} else {
		end = read_core(q, k);
	}
	q->depth--;
	if (!end)
		return 0;
	if (q->r->anchor_word != CS_NONE || q->r->v.grain == CS_GRAIN_VAGUE)
		return 0;
	q->r->v = cs_iv_third(q->r->v, third);
	return end;
}

/* "earlier this week", "later that day" */
static uint32_t read_part(rd_t *q, uint32_t i)
{
	bool later = is(q, i, " later ");
	uint32_t k = i + 1 + is(q, i + 1, " in on ");
	if ((!later && !is(q, i, " earlier ")) || k >= q->hi || q->depth >= 3)
		return 0;
	cs_time_word_t u = word(q, k + 1);
	uint32_t end;
	q->depth++;
	if (is(q, k, " the ") && u.kind == CS_TW_UNIT && u.is >= CS_U_DAY &&
	    !is(q, k + 1, " days weeks months years nights "))
		end = dated(q) ? done(q, k + 2, cs_iv_unit(day(q), (cs_unit_t)u.is, 0), true)
		               : unknown(q, k + 2, unit_grain((cs_unit_t)u.is));
	else
		end = read_core(q, k);
	q->depth--;
	cs_iv_t v = q->r->v;
	if (end && cs_iv_known(v) && dated(q) && v.from < day(q) && day(q) < v.to &&
	    v.grain >= CS_GRAIN_MONTH) {
		if (later)
			q->r->v.from = day(q);
		else
			q->r->v.to = day(q);
	}
	if (end && cs_iv_known(v) && v.grain == CS_GRAIN_DAY)
		q->r->v.grain = CS_GRAIN_HOUR;
	return end;
}

/* "that day", "that same year", "that night" */
static uint32_t read_that(rd_t *q, uint32_t i)
{
	cs_iv_t a;
	if (!is(q, i, " that ") || q->d->words.p[i].upos == CS_POS_SCONJ)
		return 0;
	uint32_t k = i + 1 + is(q, i + 1, " same very ");
	cs_time_word_t w = word(q, k);
	if (w.kind == CS_TW_UNIT && w.is >= CS_U_DAY && !(form(q, k).p[form(q, k).n - 1] == 's')) {
		if (!anchor(q, &a) || (a.to - a.from > 1 && w.is <= CS_U_DAY))
			return unknown(q, k + 1, unit_grain((cs_unit_t)w.is));
		done(q, k + 1, cs_iv_unit(a.from, (cs_unit_t)w.is, 0), true);
		if (is(q, k, " night "))
			q->r->v.grain = CS_GRAIN_HOUR;
		return k + 1;
	}
	if (w.kind == CS_TW_PART)
		return anchor(q, &a) && a.to - a.from <= 1
		           ? done(q, k + 1, cs_iv_day(a.from, CS_GRAIN_HOUR), true)
		           : unknown(q, k + 1, CS_GRAIN_HOUR);
	if (w.kind == CS_TW_SEASON || w.kind == CS_TW_MONTH) {
		int month;
		if (w.kind == CS_TW_MONTH && !month_at(q, k, &month))
			return 0;
		uint8_t grain = w.kind == CS_TW_MONTH ? CS_GRAIN_MONTH : CS_GRAIN_SEASON;
		if (!anchor(q, &a))
			return unknown(q, k + 1, grain);
		int y = cs_year_of(a.from);
		return done(q, k + 1, w.kind == CS_TW_MONTH ? cs_iv_month(y, w.is) : cs_iv_season(y, w.is),
		            true);
	}
	return 0;
}

/* "mid-July", "mid-2015", "late-2014": one token */
static uint32_t read_glued(rd_t *q, uint32_t i)
{
	static const char *const lead[] = {"early-", "mid-", "late-"};
	cs_str_t s = form(q, i);
	for (int k = 0; k < 3; k++) {
		size_t n = strlen(lead[k]);
		if (s.n <= n + 2)
			continue;
		uint32_t m = 0;
		while (m < n && (s.p[m] | (lead[k][m] == '-' ? 0 : 32)) == lead[k][m])
			m++;
		if (m < n)
			continue;
		cs_str_t rest = cs_str(s.p + n, s.n - n);
		const cs_time_word_t *w =
		    cs_time_word(q->c->t, cs_intern_find(&q->c->lex->words, cs_fold(q->c->scratch, rest)));
		int y = rest.n == 4 ? whole(rest, 4) : 0, year;
		if (rest.n == 5 && rest.p[4] == 's' && rest.p[3] == '0')
			y = whole(cs_str(rest.p, 4), 4);
		if (y >= 1500 && y <= 2100) {
			done(q, i + 1,
			     rest.n == 5 ? cs_iv_year(y, 10, CS_GRAIN_DECADE) : cs_iv_year(y, 1, CS_GRAIN_YEAR),
			     true);
		} else if (w && w->kind == CS_TW_MONTH && cs_is_upper((uint8_t)rest.p[0])) {
			uint32_t end = read_year_tail(q, i + 1, &year);
			month_done(q, i, end, year, w->is, 0);
			q->r->v = cs_iv_third(q->r->v, k);
			return end;
		} else {
			return 0;
		}
		q->r->v = cs_iv_third(q->r->v, k);
		return i + 1;
	}
	return 0;
}

/* A time of the clock alone, or before its day: "3 p.m. on Thursday", "noon Tuesday" */
static uint32_t read_clock(rd_t *q, uint32_t i)
{
	uint32_t end = clock_at(q, i);
	cs_iv_t a;
	if (end == i)
		return 0;
	/* "9 a.m. to 5 p.m. on Monday": of that day */
	if ((is(q, end, " to until till and ") || dash(q, end)) && end + 1 < q->hi &&
	    clock_at(q, end + 1) > end + 1)
		end = clock_at(q, end + 1);
	/* "at 04:17 local time (01:17 GMT) on Monday" */
	if (mark(q, end, '(') && end + 1 < q->hi) {
		uint32_t close = clock_at(q, end + 1);
		if (close > end + 1 && mark(q, close, ')'))
			end = close + 1;
	}
	uint32_t k = end + (mark(q, end, ',') || is(q, end, " on "));
	if (k < q->hi && q->depth < 3) {
		q->depth++;
		uint32_t more = read_core(q, k);
		q->depth--;
		if (more && (q->r->v.grain == CS_GRAIN_DAY || q->r->v.grain == CS_GRAIN_HOUR) &&
		    q->r->anchor_word == CS_NONE) {
			q->r->v.grain = CS_GRAIN_HOUR;
			return more;
		}
	}
	if (attributive(q, i, end) && q->d->words.p[head_in(q, i, end)].deprel == CS_REL_COMPOUND &&
	    !(i > q->c->lo && is(q, i - 1, " by at before after around until since ")))
		return 0; /* "the 4 p.m. news" */
	/* "Sunday's march began at 10 a.m.": on Sunday, though the day only marks the march */
	if (q->c->beside != CS_NO_DAY && q->c->beside_sent == q->c->sent)
		return done(q, end, cs_iv_day(q->c->beside, CS_GRAIN_HOUR), false);
	if (anchor(q, &a) && a.from == a.to)
		return done(q, end, cs_iv_day(a.from, CS_GRAIN_HOUR), false);
	return dated(q) ? done(q, end, cs_iv_day(day(q), CS_GRAIN_HOUR), false)
	                : unknown(q, end, CS_GRAIN_HOUR);
}

static uint32_t read_shift(rd_t *q, uint32_t i)
{
	cs_time_word_t w = word(q, i);
	if (w.kind == CS_TW_SHIFT) {
		/* "today's world" has no other day */
		if (!dated(q))
			unknown(q, i + 1, CS_GRAIN_DAY);
		else
			done(q, i + 1, cs_iv_day(day(q) + w.is, CS_GRAIN_DAY), true);
		return with_tail(q, i + 1);
	}
	const cs_word_t *x = &q->d->words.p[i];
	if (w.kind == CS_TW_VAGUE) {
		if ((is(q, i, " shortly soon ") && is(q, i + 1, " after before as ")) ||
		    x->upos == CS_POS_SCONJ || x->deprel == CS_REL_MARK)
			return 0;
		if (is(q, i, " as ") || (i > q->c->lo && is(q, i - 1, " as by until since right from as ")))
			return 0;
		if (!dated(q))
			return unknown(q, i + 1, CS_GRAIN_VAGUE);
		if (is(q, i, " now ") && is(q, i + 1, " that - "))
			return 0;
		return done(q, i + 1,
		            w.is < 0 ? (cs_iv_t){day(q) + w.is, day(q), CS_GRAIN_VAGUE}
		                     : (cs_iv_t){day(q), day(q) + w.is, CS_GRAIN_VAGUE},
		            false);
	}
	if (w.kind == CS_TW_BEFORE) {
		if (is(q, i, " once ") &&
		    (x->deprel != CS_REL_ADVMOD || is(q, i + 1, " again a every the more per or in ") ||
		     (i > q->c->lo && is(q, i - 1, " at more than ")) || tense(q, i, i + 1) >= 0))
			return 0;
		return dated(q) ? done(q, i + 1, (cs_iv_t){CS_DAY_MIN, day(q) - 1, CS_GRAIN_VAGUE}, false)
		                : unknown(q, i + 1, CS_GRAIN_VAGUE);
	}
	return 0;
}

/* "first half of 2014", "second quarter of 2014", "last three months of 2014", "first week of
 * May" */
static uint32_t read_ordinal(rd_t *q, uint32_t i)
{
	static const char *const first[] = {" first opening ", " second ", " third ", " fourth "};
	int nth = is(q, i, " last final closing ") ? -1 : 0;
	for (int k = 0; k < 4; k++)
		if (is(q, i, first[k]))
			nth = k + 1;
	uint32_t k = i + 1, end;
	if (!nth || q->depth >= 3)
		return 0;
	cs_number_t n = {.min = 1, .max = 1};
	if (k < q->hi && word(q, k).kind != CS_TW_UNIT && !is(q, k, " half ")) {
		if (!cs_number_read(q->d, k, q->hi, &n) || n.vague || n.max > 366 || (nth > 1))
			return 0;
		k = n.end;
	}
	bool half = is(q, k, " half "), quarter = is(q, k, " quarter ");
	cs_time_word_t u = word(q, k);
	if ((!half && u.kind != CS_TW_UNIT) || !is(q, k + 1, " of in "))
		return 0;
	q->depth++;
	end = read_core(q, k + 2);
	if (!end && is(q, k + 2, " the this last next ") && word(q, k + 3).kind == CS_TW_UNIT &&
	    is(q, k + 2, " the "))
		end = dated(q) ? done(q, k + 4, cs_iv_unit(day(q), (cs_unit_t)word(q, k + 3).is, 0), true)
		               : unknown(q, k + 4, CS_GRAIN_RANGE);
	q->depth--;
	cs_iv_t v = q->r->v, w = v;
	if (!end || q->r->anchor_word != CS_NONE || v.grain == CS_GRAIN_VAGUE)
		return 0;
	if (!cs_iv_known(v))
		return unknown(q, end, CS_GRAIN_RANGE);
	if (v.from == CS_DAY_MIN || v.to == CS_DAY_MAX || v.to - v.from > 40000)
		return 0;
	int y, m, dom;
	cs_day_civil(v.from, &y, &m, &dom);
	if (half || quarter) {
		int parts = half ? 2 : 4, of = nth < 0 ? parts - 1 : nth - 1;
		if (of >= parts)
			return 0;
		if (v.grain == CS_GRAIN_YEAR) {
			w.from = cs_iv_month(y, 1 + 12 / parts * of).from;
			w.to = cs_iv_month(y, 12 / parts * (of + 1)).to;
			w.grain = CS_GRAIN_SEASON;
		} else if (half && v.grain == CS_GRAIN_MONTH) {
			w.from = v.from + (of ? 15 : 0);
			w.to = of ? v.to : v.from + 14;
			w.grain = CS_GRAIN_WEEK;
		} else if (half) {
			int32_t middle = v.from + (v.to - v.from) / 2;
			w.from = of ? middle + 1 : v.from;
			w.to = of ? v.to : middle;
			w.grain = CS_GRAIN_RANGE;
		} else {
			return 0;
		}
		return done(q, end, w, true);
	}
	int count = (int)n.max;
	cs_unit_t unit = (cs_unit_t)u.is;
	if (nth < 0) {
		w.from = cs_day_shift(v.to + 1, unit, -count);
	} else {
		w.from = cs_day_shift(v.from, unit, nth - 1);
		w.to = cs_day_shift(w.from, unit, count) - 1;
	}
	if (unit <= CS_U_HOUR || w.from < v.from || w.to > v.to + 6)
		return 0;
	w.grain = count > 1 ? CS_GRAIN_RANGE : unit == CS_U_DAY ? CS_GRAIN_DAY : unit_grain(unit);
	return done(q, end, w, true);
}

/* Does a phrase or clause go on here: "the night before the vote"? */
static bool names_act(const rd_t *q, uint32_t k)
{
	if (k >= q->hi)
		return false;
	uint8_t pos = q->d->words.p[k].upos;
	return pos == CS_POS_DET || pos == CS_POS_NOUN || pos == CS_POS_PROPN || pos == CS_POS_PRON ||
	       pos == CS_POS_ADJ || pos == CS_POS_NUM || pos == CS_POS_VERB;
}

/* "in the afternoon", "during the night", "in the early evening" of what took place: of the day that
 * was told in this sentence or the one before, else of the day of publication. k: the part. */
static uint32_t read_bare_part(rd_t *q, uint32_t i, uint32_t k)
{
	cs_iv_t a;
	if (i == q->c->lo || !is(q, i - 1, " in during ") || tense(q, k, k + 1) >= 0)
		return 0;
	if (anchor(q, &a) && a.from == a.to && q->c->anchor_sent + 1 >= q->c->sent)
		return done(q, k + 1, cs_iv_day(a.from, CS_GRAIN_HOUR), false);
	return dated(q) ? done(q, k + 1, cs_iv_day(day(q), CS_GRAIN_HOUR), false) : 0;
}

/* What begins with "the", and "the" counts for its meaning or not at all. */
static uint32_t read_the(rd_t *q, uint32_t i)
{
	uint32_t k = i + 1, end;
	cs_time_word_t w = word(q, k);
	if (k >= q->hi)
		return 0;
	if (w.kind == CS_TW_TURN)
		return read_turn(q, k, true);
	if (w.kind == CS_TW_UNIT && w.is == CS_U_WEEKEND && is(q, k, " weekend ")) {
		if (is(q, k + 1, " of ") || attributive(q, k, k + 1))
			return 0;
		if (!dated(q))
			return unknown(q, k + 1, CS_GRAIN_RANGE);
		int n = tense(q, k, k + 1) > 1 || cs_day_week(day(q)) >= 5 ? 0 : -1;
		return done(q, k + 1, cs_iv_unit(day(q), CS_U_WEEKEND, n), true);
	}
	/* "the week of May 3", "the night of March 2", "the year 2013", "the month of May" */
	bool part = part_at(q, k);
	if ((w.kind == CS_TW_UNIT && w.is >= CS_U_DAY && w.is <= CS_U_YEAR) || part) {
		uint32_t m = k + 1 + is(q, k + 1, " of ");
		bool year = w.kind == CS_TW_UNIT && w.is == CS_U_YEAR;
		cs_iv_t a;
		if (m == k + 1 && part && is(q, k + 1, " before ") &&
		    !names_act(q, k + 2)) { /* "the night before": of the day that was told */
			if (anchor(q, &a) && a.from == a.to)
				return done(q, k + 2, cs_iv_day(a.from - 1, CS_GRAIN_HOUR), false);
			return unknown(q, k + 2, CS_GRAIN_HOUR);
		}
		if (m == k + 1 && part && (end = read_bare_part(q, i, k)))
			return end;
		if ((m > k + 1 || year) && q->depth < 3) {
			q->depth++;
			end = year ? read_year(q, m) : read_core(q, m);
			q->depth--;
			cs_iv_t v = q->r->v;
			if (end && q->r->anchor_word == CS_NONE && v.grain <= CS_GRAIN_YEAR) {
				if (cs_iv_known(v) && v.from == v.to && w.kind == CS_TW_UNIT && w.is == CS_U_WEEK)
					q->r->v = cs_iv_unit(v.from, CS_U_WEEK, 0);
				else if (v.grain == CS_GRAIN_DAY && part_at(q, k))
					q->r->v.grain = CS_GRAIN_HOUR;
				return end;
			}
		}
		return 0;
	}
	if (is(q, k, " early late ") && part_at(q, k + 1) && !is(q, k + 2, " of ") &&
	    (end = read_bare_part(q, i, k + 1)))
		return end;
	if (is(q, k, " early small wee late final ") && is(q, k + 1, " hours ") &&
	    is(q, k + 2, " of on ") && q->depth < 3) {
		q->depth++;
		end = read_core(q, k + 3);
		q->depth--;
		if (end && (q->r->v.grain == CS_GRAIN_DAY || q->r->v.grain == CS_GRAIN_HOUR)) {
			q->r->v.grain = CS_GRAIN_HOUR;
			return end;
		}
		return 0;
	}
	if ((end = read_ordinal(q, k)))
		return end;
	if ((end = read_century(q, k)) || (end = read_season(q, k, 0, false)))
		return end;
	if (cs_is_digit((uint8_t)form(q, k).p[0]) || mark(q, k, '\''))
		return (end = read_day_month(q, k)) ? end : read_year(q, k);
	if (form(q, k).p[0] == '\'' || (uint8_t)form(q, k).p[0] == 0xe2)
		return read_year(q, k);
	return read_phrase(q, k, 0, false);
}

static uint32_t read_core(rd_t *q, uint32_t i)
{
	uint32_t end;
	if (i >= q->hi)
		return 0;
	char c = form(q, i).n ? form(q, i).p[0] : 0;
	if ((end = read_phrase(q, i, 0, false)))
		return end;
	if (cs_is_digit((uint8_t)c)) {
		if ((end = read_numeric(q, i)) || (end = read_clock(q, i)) ||
		    (end = read_day_month(q, i)) || (end = read_century(q, i)))
			return end;
		if ((end = read_year(q, i)))
			return end;
		return read_counted(q, i);
	}
	cs_time_word_t w = word(q, i);
	switch (w.kind) {
	case CS_TW_MONTH:
		return read_month(q, i);
	case CS_TW_WEEKDAY:
		return read_weekday(q, i);
	case CS_TW_SEASON:
		return read_season(q, i, 0, false);
	case CS_TW_TURN:
		return read_turn(q, i, false);
	case CS_TW_THIRD:
		return read_third(q, i);
	case CS_TW_PART:
		return read_clock(q, i);
	case CS_TW_SHIFT:
	case CS_TW_VAGUE:
	case CS_TW_BEFORE:
		return read_shift(q, i);
	default:
		break;
	}
	if (is(q, i, " the "))
		return (end = read_third(q, i)) || (end = read_counted(q, i)) ? end : read_the(q, i);
	if (is(q, i, " that "))
		return read_that(q, i);
	if (is(q, i + 1, " o'clock ") && (end = read_clock(q, i)))
		return end;
	if (is(q, i, " first second third fourth ") && (end = read_ordinal(q, i)))
		return end;
	if (is(q, i, " earlier later "))
		return read_part(q, i);
	if ((end = read_glued(q, i)) || (end = read_century(q, i)))
		return end;
	if (c == '\'' || (uint8_t)c == 0xe2)
		return read_year(q, i);
	return read_counted(q, i);
}

/* ---- bounds and ranges --------------------------------------------------------------------- */

static cs_iv_t open_from(int32_t from)
{
	return (cs_iv_t){from, CS_DAY_MAX, CS_GRAIN_RANGE};
}

static cs_iv_t open_to(int32_t to)
{
	return (cs_iv_t){CS_DAY_MIN, to, CS_GRAIN_RANGE};
}

static bool year_said(const rd_t *q, uint32_t i, uint32_t end)
{
	for (; i < end; i++)
		if (year_at(q, i) > 0)
			return true;
	return false;
}

/* Joins a second point: "May to June 2016" gives the year to both. */
static uint32_t join(rd_t *q, uint32_t i, uint32_t end, uint32_t k)
{
	cs_iv_t a = q->r->v, b;
	bool year_told = year_said(q, i, end);
	bool certain = q->r->certain;
	uint32_t more = 0;
	int dom;
	if (k < q->hi && (q->r->v.grain == CS_GRAIN_DAY) && (dom = dom_at(q, k)) &&
	    !cs_time_likely(q->c, k) && word(q, k + 1).kind != CS_TW_MONTH &&
	    !is(q, k + 1, " % percent ")) {
		/* "from July 3 to 9" */
		int y, m, d1;
		if (!cs_iv_known(a))
			return 0;
		cs_day_civil(a.from, &y, &m, &d1);
		if (dom <= d1 || dom > cs_month_days(y, m))
			return 0;
		return done(q, k + 1, (cs_iv_t){a.from, a.from + dom - d1, CS_GRAIN_RANGE}, certain);
	}
	if (a.grain == CS_GRAIN_VAGUE || q->r->anchor_word != CS_NONE)
		return 0;
	/* "from 1990 to the present", "from May until now" */
	uint32_t now = k + (is(q, k, " the ") && is(q, k + 1, " present "));
	if (is(q, now, " now present ") && cs_iv_known(a) && dated(q) && a.from <= day(q))
		return done(q, now + 1, (cs_iv_t){a.from, day(q), CS_GRAIN_RANGE}, certain);
	/* "1939-45" */
	int y2 = a.grain == CS_GRAIN_YEAR && cs_iv_known(a) && dash(q, end) && k < q->hi
	             ? whole(form(q, k), 2)
	             : -1;
	if (y2 >= 0 && form(q, k).n == 2 && y2 > cs_year_of(a.from) % 100)
		return done(
		    q, k + 1,
		    (cs_iv_t){a.from, cs_day(cs_year_of(a.from) / 100 * 100 + y2, 12, 31), CS_GRAIN_RANGE},
		    certain);
	more = read_core(q, k);
	b = q->r->v;
	/* "from Monday to Wednesday": the next one */
	if (more && word(q, i).kind == CS_TW_WEEKDAY && word(q, k).kind == CS_TW_WEEKDAY &&
	    cs_iv_known(a) && b.from == b.to)
		b.from = b.to = weekday_from(a.from + 1, word(q, k).is, 1);
	if (!more || b.grain == CS_GRAIN_VAGUE || q->r->anchor_word != CS_NONE)
		return 0;
	if (!cs_iv_known(a) && cs_iv_known(b) &&
	    (a.grain == CS_GRAIN_MONTH || a.grain == CS_GRAIN_DAY)) {
		int month = word(q, i).kind == CS_TW_MONTH ? word(q, i).is : 0;
		if (month)
			a = day_or_month(cs_year_of(b.from), month, dom_at(q, i + 1));
	}
	if (!cs_iv_known(a) || !cs_iv_known(b))
		return unknown(q, more, CS_GRAIN_RANGE);
	/* "from 30 November to 11 December": the second is the one that follows */
	if (!year_told && !year_said(q, k, more) && a.from > b.to && a.from != CS_DAY_MIN &&
	    a.grain <= CS_GRAIN_MONTH && b.grain <= CS_GRAIN_MONTH && dom_at(q, i) &&
	    word(q, i + 1).kind == CS_TW_MONTH && a.from - b.to < 366) {
		b.from = cs_day_shift(b.from, CS_U_YEAR, 1);
		b.to = cs_day_shift(b.to, CS_U_YEAR, 1);
	}
	/* "May to June 2014": the second has told its year */
	if (!year_told && (a.from > b.to || (a.grain <= CS_GRAIN_MONTH && b.grain <= CS_GRAIN_MONTH &&
	                                     b.from - a.from > 366))) {
		int y, m, d1, n = 0;
		while (n < 3 && a.from > b.to && a.grain == CS_GRAIN_DAY && a.from - 7 * (n + 1) <= b.to &&
		       word(q, i).kind == CS_TW_WEEKDAY)
			n++;
		if (!n && a.grain == CS_GRAIN_DAY && a.from - b.to < 8 &&
		    word(q, end - 1).kind == CS_TW_WEEKDAY && word(q, i).kind == CS_TW_TURN)
			n = 1; /* "between last Thursday and this Monday" */
		if (n) {
			a.from -= 7 * n;
		} else if (word(q, i).kind == CS_TW_WEEKDAY && a.from - b.to < 8) {
			a.from -= 7;
		} else if (word(q, i).kind == CS_TW_MONTH) {
			cs_day_civil(a.from, &y, &m, &d1);
			cs_iv_t again = day_or_month(cs_year_of(b.to), m, a.grain == CS_GRAIN_DAY ? d1 : 0);
			if (!cs_iv_known(again))
				return 0;
			if (again.from > b.to)
				again = day_or_month(cs_year_of(b.to) - 1, m, a.grain == CS_GRAIN_DAY ? d1 : 0);
			a = again;
		}
	}
	if (!cs_iv_known(a) || a.from > b.to || a.from == CS_DAY_MIN)
		return 0;
	return done(q, more, (cs_iv_t){a.from, b.to, CS_GRAIN_RANGE}, certain);
}

/* Is the preposition at p the one of the phrase [i, end)? Not where what it marks is a noun
 * behind it ("after Monday's attack"). */
static bool governs(const rd_t *q, uint32_t i, uint32_t end)
{
	if (end < q->hi && is(q, end, " 's \xe2\x80\x99s "))
		return false;
	return !attributive(q, i, end);
}

/* Does it come round each year: a month, a day of it, "mid-September"? */
static bool of_year(const rd_t *q, uint32_t i)
{
	int month;
	return month_at(q, i, &month) || word(q, i).kind == CS_TW_SEASON ||
	       (dom_at(q, i) && month_at(q, i + 1, &month)) ||
	       (word(q, i).kind == CS_TW_THIRD && i + 1 < q->hi && of_year(q, i + 1)) ||
	       ((mark(q, i + 1, '-') || is(q, i, " mid ")) && month_at(q, i + 2, &month)) ||
	       cs_starts(form(q, i), "mid-");
}

/* "since the coup in 2014", "since independence in August 1960": since then. */
static uint32_t read_since(rd_t *q, uint32_t k)
{
	for (uint32_t m = k; m < q->hi && m < k + 7; m++) {
		uint8_t pos = q->d->words.p[m].upos;
		int month;
		if (m > k && is(q, m, " in ") &&
		    (month_at(q, m + 1, &month) || year_said(q, m + 1, m + 4 < q->hi ? m + 4 : q->hi))) {
			uint32_t end = read_core(q, m + 1);
			cs_iv_t v = q->r->v;
			if (!end || !cs_iv_known(v) || v.from == CS_DAY_MIN || v.grain > CS_GRAIN_YEAR ||
			    !(month_at(q, m + 1, &month) || year_said(q, m + 1, end)))
				return 0;
			return done(q, end, open_from(v.from), true);
		}
		if (pos == CS_POS_VERB || pos == CS_POS_AUX || pos == CS_POS_PUNCT ||
		    (pos != CS_POS_DET && cs_time_likely(q->c, m)))
			return 0;
	}
	return 0;
}

static uint32_t read_bound(rd_t *q, uint32_t i)
{
	static const char *const list[] = {
	    " since ", " until till through ", " by ", " before ", " after ", " pre- "};
	int which = -1;
	uint32_t k = i + 1, end, at;
	for (int n = 0; n < 5; n++)
		if (is(q, i, list[n]))
			which = n;
	if (is(q, i, " prior ") && is(q, k, " to ")) {
		which = 3;
		k++;
	} else if (is(q, i, " ahead ") && is(q, k, " of ")) {
		which = 3;
		k++;
	}
	if (which < 0 || k >= q->hi)
		return 0;
	cs_iv_t a;
	if (is(q, k, " then ")) {
		if (which == 0 && anchor(q, &a))
			return done(q, k + 1, open_from(a.from), false);
		return which <= 2 ? unknown(q, k + 1, CS_GRAIN_RANGE) : 0;
	}
	if (is(q, k, " now ") && which > 0)
		return dated(q) ? done(q, k + 1, open_to(day(q)), false)
		                : unknown(q, k + 1, CS_GRAIN_RANGE);
	at = k;
	end = read_core(q, k);
	if (!end)
		return which == 0 ? read_since(q, k) : 0;
	cs_iv_t v = q->r->v;
	if (!governs(q, at, end) || v.grain == CS_GRAIN_VAGUE || q->r->anchor_word != CS_NONE)
		return 0; /* read again without the preposition */
	/* "by 9:30 p.m.", "before dawn": an hour of that day; "until midnight": up to it */
	if (v.grain == CS_GRAIN_HOUR && (which >= 3 || (which != 1 && clock_at(q, at) > at)))
		return 0;
	if (!cs_iv_known(v))
		return unknown(q, end, CS_GRAIN_RANGE);
	/* "stays shut until Friday": the next one */
	if ((which == 1 || which == 2) && word(q, at).kind == CS_TW_WEEKDAY && v.from == v.to &&
	    dated(q) && v.to < day(q) && tense(q, at, end) >= 0)
		v.from = v.to += 7;
	/* "are due by January 30", "stay shut until mid-September" */
	if ((which == 1 || which == 2) && dated(q) && v.to < day(q) && v.from != CS_DAY_MIN &&
	    v.grain <= CS_GRAIN_SEASON && !year_said(q, at, end) && of_year(q, at) &&
	    tense(q, at, end) >= 0)
		for (int n = 0; n < 9 && v.to < day(q); n++) {
			v.from = cs_day_shift(v.from, CS_U_YEAR, 1);
			v.to = cs_day_shift(v.to, CS_U_YEAR, 1);
		}
	if (which == 0 && v.from != CS_DAY_MIN)
		v = open_from(v.from);
	else if (which <= 2 && which > 0 && v.to != CS_DAY_MAX)
		v = open_to(v.to);
	else if (which == 3 && v.from != CS_DAY_MIN)
		/* "before the end of the year": at the latest on its last day */
		v = open_to(is(q, at + 1, " end close ") ? v.to : v.from - 1);
	else if (which == 4 && v.to != CS_DAY_MAX)
		v = open_from(v.to + 1);
	else
		return 0;
	return done(q, end, v, false);
}

static uint32_t read_range(rd_t *q, uint32_t i)
{
	bool between = is(q, i, " between ");
	uint32_t k = i + 1, end, more;
	if (!between && !is(q, i, " from "))
		return 0;
	/* "between 2 and 4 a.m.", "from 9 to 11 p.m.": of one day */
	if (whole(form(q, k), 2) >= 1 && whole(form(q, k), 2) <= 12 &&
	    is(q, k + 1, between ? " and " : " to until till ") && clock_at(q, k + 2) > k + 2)
		return read_clock(q, k + 2);
	end = read_core(q, k);
	if (!end)
		return 0;
	cs_reading_t first = *q->r;
	if (is(q, end, between ? " and " : " to until till through ") || (!between && dash(q, end))) {
		more = join(q, k, end, end + 1);
		if (more)
			return more;
		*q->r = first;
	}
	if (!between && first.v.grain == CS_GRAIN_DAY && cs_iv_known(first.v) && governs(q, k, end) &&
	    tense(q, k, end) > 1)
		return done(q, end, open_from(first.v.from), false);
	if (!between && is(q, end, " on onward onwards ") && cs_iv_known(first.v) &&
	    first.v.from != CS_DAY_MIN && governs(q, k, end))
		return done(q, end + 1, open_from(first.v.from), false);
	return 0;
}

/* "within 48 hours", "in two weeks", "for two years now", "over two decades" */
static uint32_t read_within(rd_t *q, uint32_t i)
{
	span_t s;
	bool within = is(q, i, " within "), in = is(q, i, " in "), lasting = is(q, i, " for ");
	if (i > q->c->lo && !lasting && is(q, i - 1, " lasted raged continued ") &&
	    cs_is_perfect(q->c, i)) {
		uint32_t more = read_span(q, i, &s); /* "has lasted three days" */
		if (more > i && dated(q) && s.n >= 1 && !s.few && s.unit >= CS_U_DAY)
			return done(
			    q, more,
			    (cs_iv_t){cs_day_shift(day(q), s.unit, -(int)s.most) + 1, day(q), CS_GRAIN_RANGE},
			    false);
	}
	if (!within && !in && !lasting)
		return 0;
	uint32_t k = i + 1 + is(q, i + 1, " about almost nearly around just over some only more ");
	k += is(q, k, " than ") && k > i + 1;
	uint32_t end = read_span(q, k, &s);
	if (end == k || end >= q->hi + 1 || s.unit == CS_U_SECOND)
		return 0;
	if (is(q, end, " ago before after earlier later of - old prison ") || is(q, end, " in "))
		return 0;
	if (end < q->hi && attributive(q, k, end))
		return 0;
	int t = tense(q, k, end);
	if (lasting) {
		bool now = is(q, end, " now ");
		if (!now && !cs_is_perfect(q->c, head_in(q, k, end)))
			return 0;
		if (s.n <= 0 || s.few)
			return 0; /* "for months": nobody can tell since when */
		return done(q, end + now, span_range(q, &s, -1), false);
	}
	/* "within days", "within weeks": of what is to come */
	if (within && s.few && t >= 0 && dated(q) && s.unit >= CS_U_DAY && s.unit <= CS_U_MONTH &&
	    !is(q, end, " of "))
		return done(q, end, vague_span(q, s.unit, 1), false);
	if (s.n <= 0 || s.few)
		return 0;
	if (within)
		return t < 0 || !dated(q) ? unknown(q, end, CS_GRAIN_RANGE)
		                          : done(q, end, span_range(q, &s, 1), false);
	if (t <= 0 || s.unit <= CS_U_HOUR)
		return 0;
	return dated(q) ? done(q, end, cs_iv_counted(day(q), s.unit, (int)s.most), false)
	                : unknown(q, end, unit_grain(s.unit));
}

static uint32_t read_any(rd_t *q, uint32_t i)
{
	uint32_t end, k;
	if ((end = read_bound(q, i)) || (end = read_range(q, i)) || (end = read_within(q, i)))
		return end;
	end = read_core(q, i);
	if (!end)
		return 0;
	/* "Monday through Friday", "2011-2013", "March to May" */
	cs_reading_t first = *q->r;
	k = end + (dash(q, end) || is(q, end, " to through till until "));
	if (k > end && first.v.grain <= CS_GRAIN_CENTURY && first.v.grain != CS_GRAIN_HOUR &&
	    q->depth == 0) {
		bool points = is(q, end, " to until till through ") || dash(q, end);
		uint32_t more = points ? join(q, i, end, k) : 0;
		if (more)
			return more;
		*q->r = first;
	}
	return end;
}

bool cs_time_likely(const cs_timing_t *c, uint32_t i)
{
	const cs_word_t *w = &c->d->words.p[i];
	char f = w->form.n ? w->form.p[0] : 0;
	if (w->norm_id != CS_NONE) {
		const cs_time_word_t *t = cs_time_word(c->t, w->norm_id);
		if (t && t->kind != CS_TW_THIRD && t->kind != CS_TW_TURN && t->kind != CS_TW_ZONE &&
		    t->kind != CS_TW_CLOCK)
			return true;
		if (cs_map_get(&c->t->by_first, w->norm_id) != CS_NONE)
			return true;
	}
	if (f >= '1' && f <= '9' && w->form.n >= 4)
		return true;
	if (w->form.n == 4 && cs_listed(w->form, " then a.m. p.m. "))
		return true;
	return f == '\'' ||
	       (w->form.n > 6 && (cs_find(w->form, '-') == 3 || cs_find(w->form, '-') == 4 ||
	                          cs_find(w->form, '-') == 5)) ||
	       ((uint8_t)f == 0xe2 && w->form.n > 5);
}

bool cs_time_read(const cs_timing_t *c, uint32_t i, cs_reading_t *r)
{
	rd_t q = {c, c->d, c->hi < i + WORDS_MAX ? c->hi : i + WORDS_MAX, r, 0};
	*r = (cs_reading_t){.begin = i, .anchor_word = CS_NONE, .v = cs_iv_unknown(CS_GRAIN_VAGUE)};
	r->end = read_any(&q, i);
	return r->end > i;
}
