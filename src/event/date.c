/* date.c - when did it take place?
 *
 * Years, decades, months, weekdays, "yesterday", "last week", "ten years ago", a few wars ("during the
 * Cold War") among the act's own arguments and, of a noun, before it ("the 2003 invasion", "Monday's
 * attack"), counted from the day of publication. A participle and a second verb take the time of the
 * verb that they hang on (basis inherited); whatever else has the day of publication, and says so in
 * its basis. "Decades ago" has no date. What ended more than half a year before publication, or is
 * remembered (real.c), is historical.
 *
 * Cost: linear in the words of those arguments. Clock times, seasons and feasts are left out. */
#include "event/event_int.h"

enum { HISTORICAL_DAYS = 180, UP_MAX = 3 };

static const char *const weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday"};
static const char *const months[] = {"january",   "february", "march",    "april",
                                     "may",       "june",     "july",     "august",
                                     "september", "october",  "november", "december"};

/* Index of a word in a list of small ASCII words, without regard to case; -1: none. abbr: the first
 * three letters will do. */
static int listed(cs_str_t s, const char *const *list, int n, bool abbr)
{
	for (int i = 0; i < n; i++) {
		size_t len = strlen(list[i]);
		if (s.n != len && !(abbr && (s.n == 3 || (s.n == 4 && s.p[3] == '.'))))
			continue;
		size_t m = s.n == len ? len : 3, k = 0;
		while (k < m && (s.p[k] | 32) == list[i][k])
			k++;
		if (k == m)
			return i;
	}
	return -1;
}

static int year_of(cs_str_t s)
{
	if (s.n != 4 || (s.p[0] != '1' && s.p[0] != '2'))
		return 0;
	int v = 0;
	for (uint32_t i = 0; i < 4; i++) {
		if (!cs_is_digit((uint8_t)s.p[i]))
			return 0;
		v = v * 10 + (s.p[i] - '0');
	}
	return v >= 1800 && v <= 2100 ? v : 0;
}

static int day_of_month(cs_str_t s)
{
	int v = 0;
	if (s.n == 0 || s.n > 2)
		return 0;
	for (uint32_t i = 0; i < s.n; i++) {
		if (!cs_is_digit((uint8_t)s.p[i]))
			return 0;
		v = v * 10 + (s.p[i] - '0');
	}
	return v <= 31 ? v : 0;
}

/* "seventeen", "17"; 0 where it is no number. */
static int number(cs_str_t s)
{
	static const char *const small[] = {
	    "a",        "one",     "two",     "three",     "four",     "five",     "six",
	    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
	    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
	static const int value[] = {1,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10,
	                            11, 12, 13, 14, 15, 16, 17, 18, 19, 20};
	int v = 0;
	for (size_t i = 0; i < CS_COUNT(small); i++)
		if (cs_eqz(s, small[i]))
			return value[i];
	for (uint32_t i = 0; i < s.n && i < 4; i++) {
		if (!cs_is_digit((uint8_t)s.p[i]))
			return 0;
		v = v * 10 + (s.p[i] - '0');
	}
	return s.n > 3 ? 0 : v;
}

/* Days of a unit of time, or 0. */
static int unit_days(cs_str_t lemma)
{
	return cs_eqz(lemma, "day")       ? 1
	       : cs_eqz(lemma, "night")   ? 1
	       : cs_eqz(lemma, "week")    ? 7
	       : cs_eqz(lemma, "month")   ? 30
	       : cs_eqz(lemma, "year")    ? 365
	       : cs_eqz(lemma, "decade")  ? 3650
	       : cs_eqz(lemma, "century") ? 36500
	                                  : 0;
}

/* "1990s": its first year, or 0. */
static int decade_of(cs_str_t s)
{
	if (s.n != 5 || s.p[4] != 's' || s.p[3] != '0')
		return 0;
	return year_of(cs_str(s.p, 4));
}

static const struct {
	const char *words; /* lemmas, small */
	int from, to;
} wars[] = {{"first world war", 1914, 1918},  {"world war i", 1914, 1918},
            {"second world war", 1939, 1945}, {"world war ii", 1939, 1945},
            {"world war two", 1939, 1945},    {"cold war", 1947, 1991},
            {"korean war", 1950, 1953},       {"vietnam war", 1955, 1975},
            {"gulf war", 1990, 1991}};

/* Do these words stand at i, whatever their case? */
static bool stands_at(const cs_doc_t *d, uint32_t i, uint32_t end, const char *words)
{
	cs_str_t rest = cs_strz(words), w;
	for (; cs_split(&rest, ' ', &w); i++) {
		if (i >= end)
			return false;
		cs_str_t form = d->words.p[i].form;
		if (form.n != w.n)
			return false;
		for (uint32_t k = 0; k < w.n; k++)
			if ((form.p[k] | 32) != w.p[k])
				return false;
	}
	return true;
}

typedef struct when {
	int year, month, dom, weekday, shift; /* 0, -1 … where not told; shift: days from publication */
	int span;                             /* length of what is shifted to: 1, 7, 30, 365; 0 none */
	int years;                            /* a period of some years that begins with `year` */
	int ago;                              /* days; with span */
	bool since;                           /* it goes on */
	bool unknown;                         /* "years ago" */
} when_t;

static bool told(const when_t *w)
{
	return w->year || w->month >= 0 || w->weekday >= 0 || w->span || w->unknown;
}

static void read_time(const cs_doc_t *d, uint32_t begin, uint32_t end, when_t *w)
{
	for (uint32_t i = begin; i < end; i++) {
		cs_str_t s = d->words.p[i].form;
		cs_str_t before = i > begin ? d->words.p[i - 1].lemma : (cs_str_t){0};
		int k = year_of(s), turn = cs_eqz(before, "last") ? -1 : cs_eqz(before, "next") ? 1 : 0;
		if (k && !w->year)
			w->year = k;
		k = decade_of(s);
		if (k && !w->year) {
			w->year = k;
			w->years = 10;
		}
		for (size_t n = 0; n < CS_COUNT(wars) && !w->year; n++)
			if (stands_at(d, i, end, wars[n].words)) {
				w->year = wars[n].from;
				w->years = wars[n].to - wars[n].from + 1;
			}
		k = cs_eqz(d->words.p[i].lemma, "ago") && i > begin ? unit_days(before) : 0;
		if (k) {
			int n = i - 1 > begin ? number(d->words.p[i - 2].lemma) : 0;
			w->unknown = n == 0;
			w->ago = n * k;
			w->span = k;
		}
		k = listed(s, months, 12, true);
		if (k >= 0 && cs_is_upper((uint8_t)s.p[0]) && w->month < 0) {
			w->month = k;
			w->dom = i + 1 < end ? day_of_month(d->words.p[i + 1].form) : 0;
			if (!w->dom && i > begin)
				w->dom = day_of_month(d->words.p[i - 1].form);
		}
		k = listed(s, weekdays, 7, false);
		if (k >= 0 && w->weekday < 0)
			w->weekday = k;
		if (cs_eqz(d->words.p[i].lemma, "yesterday")) {
			w->shift = -1;
			w->span = 1;
		} else if (cs_eqz(d->words.p[i].lemma, "tomorrow")) {
			w->shift = 1;
			w->span = 1;
		} else if (cs_eqz(d->words.p[i].lemma, "today") || cs_eqz(d->words.p[i].lemma, "tonight")) {
			w->span = 1;
		} else if (turn) {
			int unit = unit_days(d->words.p[i].lemma);
			if (unit && unit <= 365 && !cs_eqz(d->words.p[i].lemma, "day")) {
				w->shift = turn * unit;
				w->span = unit;
			}
		}
	}
}

static void put_interval(const cs_doc_t *d, const when_t *w, cs_event_t *e)
{
	int y = 0, m = 0, dom = 0;
	if (d->day != CS_NO_DAY)
		cs_day_civil(d->day, &y, &m, &dom);
	bool to_come = e->reality == CS_FUTURE;
	if (w->unknown) {
		e->from = e->to = CS_NO_DAY;
		e->date_basis = 1;
		e->historical = w->span >= 365;
		return;
	}
	if (w->ago && d->day != CS_NO_DAY) {
		int day = d->day - w->ago;
		e->from = e->to = day;
		if (w->span >= 365) { /* of years and more only the year is told */
			cs_day_civil(day, &y, &m, &dom);
			e->from = cs_day(y, 1, 1);
			e->to = cs_day(y, 12, 31);
		} else if (w->span == 30) {
			cs_day_civil(day, &y, &m, &dom);
			e->from = cs_day(y, m, 1);
			e->to = m == 12 ? cs_day(y + 1, 1, 1) - 1 : cs_day(y, m + 1, 1) - 1;
		} else if (w->span == 7) {
			e->from = day - cs_day_week(day);
			e->to = e->from + 6;
		}
	} else if (w->month >= 0) {
		int year = w->year ? w->year : y;
		if (!year)
			return;
		int last = w->month == 11 ? cs_day(year + 1, 1, 1) - 1 : cs_day(year, w->month + 2, 1) - 1;
		e->from = cs_day(year, w->month + 1, w->dom ? w->dom : 1);
		e->to = w->dom ? e->from : last;
		if (!w->year && !to_come && e->from > d->day + 7) {
			e->from -= 365;
			e->to -= 365;
		}
	} else if (w->year) {
		e->from = cs_day(w->year, 1, 1);
		e->to = cs_day(w->year + (w->years ? w->years - 1 : 0), 12, 31);
	} else if (w->weekday >= 0 && d->day != CS_NO_DAY) {
		int back = (cs_day_week(d->day) - w->weekday + 7) % 7;
		e->from = e->to = to_come ? d->day + (7 - back) % 7 : d->day - back;
	} else if (w->span == 1 && d->day != CS_NO_DAY) {
		e->from = e->to = d->day + w->shift;
	} else if (w->span == 7 && d->day != CS_NO_DAY) {
		e->from = d->day - cs_day_week(d->day) + w->shift;
		e->to = e->from + 6;
	} else if (w->span == 30 && d->day != CS_NO_DAY) {
		int k = y * 12 + m - 1 + (w->shift < 0 ? -1 : 1);
		e->from = cs_day(k / 12, k % 12 + 1, 1);
		e->to = cs_day((k + 1) / 12, (k + 1) % 12 + 1, 1) - 1;
	} else if (w->span == 365 && d->day != CS_NO_DAY) {
		e->from = cs_day(y + (w->shift < 0 ? -1 : 1), 1, 1);
		e->to = cs_day(y + (w->shift < 0 ? -1 : 1), 12, 31);
	} else {
		return;
	}
	e->date_basis = 1;
	if (w->since && d->day != CS_NO_DAY && e->to < d->day)
		e->to = d->day;
	e->historical = d->day != CS_NO_DAY && e->to < d->day - HISTORICAL_DAYS;
}

static bool time_prep(cs_str_t p)
{
	return cs_eqz(p, "on") || cs_eqz(p, "in") || cs_eqz(p, "during") || cs_eqz(p, "since") ||
	       cs_eqz(p, "at") || cs_eqz(p, "of") || cs_eqz(p, "from");
}

/* The time that a frame's own words tell. */
static void read_frame(const cs_doc_t *d, const cs_frame_t *f, when_t *w)
{
	for (uint32_t i = f->arg_begin; i < f->arg_end; i++) {
		const cs_arg_t *a = &d->args.p[i];
		bool time =
		    a->slot == CS_SLOT_TIME ||
		    (a->slot == CS_SLOT_PREP && (cs_eqz(a->prep, "on") || cs_eqz(a->prep, "in") ||
		                                 cs_eqz(a->prep, "during") || cs_eqz(a->prep, "since")));
		const cs_word_t *h = &d->words.p[a->head];
		if (time && h->right - h->left <= 8)
			read_time(d, h->left, h->right, w);
		w->since |= time && a->slot == CS_SLOT_PREP && cs_eqz(a->prep, "since") && told(w);
	}
	uint32_t verb = f->light != CS_NONE ? f->light : f->head;
	for (uint32_t k = d->words.p[verb].child; k != CS_NONE; k = d->words.p[k].next) {
		const cs_word_t *x = &d->words.p[k];
		uint32_t c = cs_child(d, k, CS_REL_CASE);
		bool mod = x->deprel == CS_REL_ADVMOD || x->deprel == CS_REL_OBL_UNMARKED ||
		           x->deprel == CS_REL_NMOD_UNMARKED;
		/* a light verb's own phrases */
		bool phrase = verb != f->head && x->deprel == CS_REL_OBL && c != CS_NONE &&
		              time_prep(d->words.p[c].lemma);
		if ((mod || phrase) && x->right - x->left <= 4)
			read_time(d, x->left, x->right, w);
	}
	if (f->kind != CS_PRED_NOUN || told(w))
		return;
	/* "the 2003 invasion", "last year's attack" */
	for (uint32_t k = d->words.p[f->head].child; k != CS_NONE && k < f->head;
	     k = d->words.p[k].next) {
		const cs_word_t *x = &d->words.p[k];
		cs_deprel_t rel = cs_rel_base((cs_deprel_t)x->deprel);
		bool before = rel == CS_REL_NUMMOD || rel == CS_REL_COMPOUND || rel == CS_REL_NMOD ||
		              rel == CS_REL_AMOD;
		if (before && x->right - x->left <= 4)
			read_time(d, x->left, x->right, w);
	}
}

/* "In 1994 militias …": a time with which the sentence begins is its main verb's, wherever the tree
 * hung it. Words up to the first comma or verb. */
static void read_front(const cs_doc_t *d, const cs_frame_t *f, when_t *w)
{
	uint32_t verb = f->light != CS_NONE ? f->light : f->head;
	cs_range_t in = d->sents.p[f->sent].words;
	if (d->words.p[verb].deprel != CS_REL_ROOT || in.end - in.begin < 4)
		return;
	cs_str_t first = d->words.p[in.begin].lemma;
	if (!cs_eqz(first, "in") && !cs_eqz(first, "during"))
		return;
	uint32_t end = in.begin + 1;
	while (end < in.end && end < in.begin + 6 && d->words.p[end].upos != CS_POS_VERB &&
	       d->words.p[end].upos != CS_POS_PUNCT)
		end++;
	read_time(d, in.begin + 1, end, w);
}

/* The frame whose time holds for this one too, or CS_NONE: of a participle and of a further verb
 * the verb that it hangs on. */
static uint32_t time_from(const cs_doc_t *d, const cs_frame_t *f)
{
	uint32_t verb = f->light != CS_NONE ? f->light : f->head, h = d->words.p[verb].head;
	cs_deprel_t rel = (cs_deprel_t)d->words.p[verb].deprel;
	bool second = rel == CS_REL_CONJ && f->kind == CS_PRED_VERB;
	bool participle =
	    rel == CS_REL_ADVCL && f->kind == CS_PRED_VERB && (f->flags & CS_F_PARTICIPLE);
	if ((!second && !participle) || h == CS_NONE)
		return CS_NONE;
	return d->frame_of[h];
}

void cs_tell_date(const cs_coding_t *c, uint32_t frame, cs_event_t *e)
{
	const cs_doc_t *d = c->d;
	when_t w = {.month = -1, .weekday = -1};
	int up = 0;
	e->from = e->to = d->day;
	e->date_basis = 0;
	for (uint32_t f = frame; f != CS_NONE && up < UP_MAX && !told(&w); up++) {
		read_frame(d, &d->frames.p[f], &w);
		if (!told(&w))
			read_front(d, &d->frames.p[f], &w);
		f = time_from(d, &d->frames.p[f]);
	}
	bool remembered = e->historical;
	put_interval(d, &w, e);
	if (e->date_basis == 1 && up > 1)
		e->date_basis = 2;
	if (remembered) {
		e->historical = 1;
		if (!e->date_basis)
			e->from = e->to = CS_NO_DAY;
	}
}
