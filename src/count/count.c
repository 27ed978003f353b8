/* count.c - finds the numbers of a text that count something.
 *
 * A number with the words that bound it ("at least", "up to", "between … and", "or more") is a
 * range; "dozens", "hundreds" and the like are ranges by convention (docs/records.md). What is
 * no count is left out: parts of times, shares, measures, ages, ranks, results, names. Whoever
 * makes the innermost statement around it holds that it is so many.
 *
 * Cost: linear; one sweep over statements and counts, both in text order. */
#include "count/count.h"

#include "count/count_int.h"
#include "doc/number.h"

#include <math.h>
#include <stdlib.h>

enum { ROUND = 1000 }; /* of a number as large "more than" leaves the number itself */

static bool is(const cs_doc_t *d, uint32_t i, uint32_t lo, uint32_t hi, const char *list)
{
	return i >= lo && i < hi && cs_listed(d->words.p[i].form, list);
}

static bool is_dash(const cs_doc_t *d, uint32_t i, uint32_t hi)
{
	return i < hi &&
	       (cs_eqz(d->words.p[i].form, "-") || cs_eqz(d->words.p[i].form, "\xe2\x80\x93"));
}

static bool is_currency(const cs_word_t *w)
{
	cs_str_t f = w->form;
	return w->xpos == CS_XP_DOLLAR || (f.n && f.p[f.n - 1] == '$') || cs_eqz(f, "\xe2\x82\xac") ||
	       cs_eqz(f, "\xc2\xa3") || cs_eqz(f, "\xc2\xa5");
}

/* What stands before a number: how it bounds it, and where it begins. */
typedef enum bound { PLAIN, AT_LEAST, MORE, UP_TO, FEWER, ABOUT, BETWEEN } bound_t;

static bound_t bound_before(const cs_doc_t *d, uint32_t lo, uint32_t *begin)
{
	uint32_t i = *begin, hi = i;
	bound_t b = PLAIN;
	if (i == lo)
		return PLAIN;
	uint32_t p = i - 1, pp = i - 2; /* wraps below lo: is() refuses it */
	if (is(d, p, lo, hi, " least ") && is(d, pp, lo, hi, " at ")) {
		b = AT_LEAST;
		*begin = pp;
	} else if (is(d, p, lo, hi, " than ") && is(d, pp, lo, hi, " more fewer less ")) {
		bool more = is(d, pp, lo, hi, " more ");
		bool no = is(d, i - 3, lo, hi, " no not ");
		b = no ? (more ? UP_TO : AT_LEAST) : more ? MORE : FEWER;
		*begin = no ? i - 3 : pp;
	} else if (is(d, p, lo, hi, " to ") && is(d, pp, lo, hi, " up close ")) {
		b = is(d, pp, lo, hi, " up ") ? UP_TO : ABOUT;
		*begin = pp;
	} else if (is(d, p, lo, hi, " as ") && is(d, pp, lo, hi, " many much few little ") &&
	           is(d, i - 3, lo, hi, " as ")) {
		b = is(d, pp, lo, hi, " many much ") ? UP_TO : AT_LEAST;
		*begin = i - 3;
	} else if (is(d, p, lo, hi, " most ") && is(d, pp, lo, hi, " at ")) {
		b = UP_TO;
		*begin = pp;
	} else if (is(d, p, lo, hi, " of ") && is(d, pp, lo, hi, " upwards minimum maximum excess ")) {
		b = is(d, pp, lo, hi, " maximum ")   ? UP_TO
		    : is(d, pp, lo, hi, " minimum ") ? AT_LEAST
		                                     : MORE;
		*begin = pp;
	} else if (is(d, p, lo, hi, " over ") && d->words.p[p].deprel != CS_REL_COMPOUND_PRT) {
		b = MORE;
		*begin = p;
	} else if (is(d, p, lo, hi, " under ") && d->words.p[p].upos == CS_POS_ADV) {
		b = FEWER;
		*begin = p;
	} else if (is(d, p, lo, hi,
	              " about around some roughly nearly almost approximately estimated circa ")) {
		b = ABOUT;
		*begin = is(d, p, lo, hi, " estimated ") && is(d, pp, lo, hi, " an ") ? pp : p;
	} else if (is(d, p, lo, hi, " between ")) {
		b = BETWEEN;
		*begin = p;
	} else if (d->words.p[p].upos == CS_POS_VERB &&
	           is(d, p, lo, hi,
	              " passed passes exceeded exceeds exceed topped tops surpassed surpasses ")) {
		b = AT_LEAST; /* "has passed 35,000" */
	}
	return b;
}

static void bind(cs_quantity_t *q, bound_t b)
{
	bool small = q->min < ROUND && floor(q->min) >= q->min && !q->money;
	if (b == PLAIN)
		return;
	q->exact = false;
	if (b == AT_LEAST)
		q->max = HUGE_VAL;
	else if (b == MORE) {
		q->min += small;
		q->max = HUGE_VAL;
	} else if (b == UP_TO)
		q->min = -HUGE_VAL;
	else if (b == FEWER) {
		q->max -= small;
		q->min = -HUGE_VAL;
	}
}

/* The quantity whose number begins with this word. */
static bool read(const cs_doc_t *d, uint32_t i, uint32_t lo, uint32_t hi, cs_quantity_t *q)
{
	cs_number_t n, m;
	if (!cs_number_read(d, i, hi, &n))
		return false;
	*q = (cs_quantity_t){
	    .begin = i, .end = n.end, .first = i, .last = n.end, .min = n.min, .max = n.max};
	q->exact = !n.vague;
	q->digits = n.digits;
	q->small_unit = n.small_unit;
	if (i > lo && is_currency(&d->words.p[i - 1])) {
		q->money = true;
		q->begin = i - 1;
		if (q->begin > lo && is(d, q->begin - 1, lo, hi, " us hk au nz c a "))
			q->begin -= d->words.p[q->begin - 1].end == d->words.p[q->begin].begin;
	}
	uint32_t k = n.end;
	bound_t b = bound_before(d, lo, &q->begin);
	/* "10 to 20", "10-20", "10 or 12", "between 10 and 20" */
	if (!n.vague && (is_dash(d, k, hi) || is(d, k, lo, hi, " to or ") ||
	                 (b == BETWEEN && is(d, k, lo, hi, " and ")))) {
		uint32_t at = k + 1;
		if (at < hi && is_currency(&d->words.p[at]))
			at++;
		if (at < hi && cs_number_read(d, at, hi, &m) && !m.vague && m.max > n.min) {
			/* "$5 to $10 million", "2 to 3 million": one scale for both */
			double scale = n.digits && !m.digits && n.min < 1000 && m.max >= 1e3 ? 1e9 : 0;
			while (scale >= 1e3 && n.min * scale > m.max)
				scale /= 1000;
			bool or = is(d, k, lo, hi, " or ");
			if (!(or &&m.max > 3 * n.max)) {
				q->min = scale >= 1e3 ? n.min * scale : n.min;
				q->max = m.max;
				q->end = q->last = m.end;
				q->exact = false;
				q->digits = n.digits && m.digits;
				q->small_unit |= m.small_unit;
				return q->max < CS_NUMBER_MAX;
			}
		}
	}
	if (b == BETWEEN) {
		q->begin = i - q->money;
		b = PLAIN;
	}
	if (is(d, k, lo, hi, " or ") && is(d, k + 1, lo, hi, " more so ")) {
		b = is(d, k + 1, lo, hi, " more ") ? AT_LEAST : ABOUT;
		q->end = k + 2;
	} else if (is_dash(d, k, hi) && is(d, k + 1, lo, hi, " plus odd ")) {
		b = is(d, k + 1, lo, hi, " plus ") ? AT_LEAST : ABOUT;
		q->end = k + 2;
	} else if (k < hi && cs_eqz(d->words.p[k].form, "+")) {
		b = AT_LEAST;
		q->end = k + 1;
	}
	bind(q, b);
	return true;
}

/* "killing one and wounding two", "six Palestinians and one Israeli" */
static bool one_more(const cs_doc_t *d, uint32_t i, uint32_t k, uint32_t hi)
{
	const cs_word_t *w = &d->words.p[i];
	if (w->deprel == CS_REL_OBJ && w->head != CS_NONE && w->head < i)
		return true;
	return w->deprel == CS_REL_CONJ && k < hi && d->words.p[k].form.n &&
	       cs_is_upper((uint8_t)d->words.p[k].form.p[0]);
}

bool cs_count_of_them(const cs_doc_t *d, const cs_quantity_t *q)
{
	uint32_t sent = d->words.p[q->first].sent, hi = d->sents.p[sent].words.end;

	return is(d, q->last, q->first, hi, " of ") &&
	       is(d, q->last + 1, q->first, hi, " them whom these those ");
}

/* Is it a number that counts nothing, by the words around it? */
static bool no_count(const cs_doc_t *d, const cs_quantity_t *q, uint32_t lo, uint32_t hi)
{
	uint32_t i = q->first, k = q->last;
	const cs_word_t *w = &d->words.p[i];
	bool alone = q->begin == q->first && q->end == q->last;
	if (w->xpos == CS_XP_LS)
		return true;
	if (q->money)
		return false;
	if (is(d, k, lo, hi,
	       " % percent percentage per th st nd rd p.m. a.m. pm am o'clock x px pt mg ") ||
	    q->small_unit)
		return true;
	/* "one of them", "one in ten", "no one", "two-thirds", "two-state", "48-hour" */
	if (is(d, i, lo, hi, " one ") && k == i + 1 &&
	    ((w->deprel != CS_REL_NUMMOD && !one_more(d, i, k, hi)) ||
	     is(d, k, lo, hi, " of in another ") ||
	     is(d, i - 1, lo, hi, " no any every each this that the ")))
		return true;
	if (cs_count_of_them(d, q))
		return is(d, i, lo, hi, " one ");
	if (is_dash(d, k, hi) && is(d, k + 1, lo, hi, " strong "))
		return false; /* "a 20-strong unit" */
	/* "at 11", "before 9", "turns 40", "a man of 60", "52 percent to 48" */
	if (alone && q->digits && q->max < 25 && w->deprel != CS_REL_NUMMOD &&
	    is(d, i - 1, lo, hi, " at before after until till by past ") && i > lo)
		return true;
	if (q->digits && q->max < 120 && w->deprel != CS_REL_NUMMOD && i > lo &&
	    (is(d, q->begin - 1, lo, hi, " turn turns turned ") ||
	     (is(d, q->begin - 1, lo, hi, " of ") && q->begin > lo + 1 &&
	      is(d, q->begin - 2, lo, hi, " man woman boy girl child "))))
		return true;
	if (i > lo + 1 && is(d, i - 1, lo, hi, " to ") && is(d, i - 2, lo, hi, " percent % "))
		return true;
	/* "a 7.2 earthquake", "magnitude 7.2" */
	if (is(d, i - 1, lo, hi, " magnitude ") ||
	    (is(d, k, lo, hi, " earthquake quake tremor aftershock magnitude ") && q->max < 10 &&
	     floor(q->max) < q->max))
		return true;
	if (is(d, k, lo, hi, " in out ") && k + 1 < hi &&
	    (d->words.p[k + 1].xpos == CS_XP_CD || is(d, k + 1, lo, hi, " every of ")))
		return true;
	if (is_dash(d, k, hi) && k + 1 < hi && d->words.p[k].begin == d->words.p[k - 1].end &&
	    d->words.p[k + 1].begin == d->words.p[k].end)
		return true;
	if (is(d, i - 1, lo, hi, " in ") && i > lo + 1 &&
	    (d->words.p[i - 2].xpos == CS_XP_CD || d->words.p[i - 2].upos == CS_POS_NUM))
		return true;
	/* "test scores" */
	if (!q->digits && w->upos == CS_POS_NOUN)
		for (uint32_t c = w->child; c != CS_NONE && c < i; c = d->words.p[c].next)
			if (c < q->begin &&
			    (d->words.p[c].deprel == CS_REL_COMPOUND || d->words.p[c].deprel == CS_REL_AMOD ||
			     d->words.p[c].deprel == CS_REL_NMOD_POSS))
				return true;
	if (is(d, k, lo, hi,
	       " third thirds fourth fourths fifth fifths quarter quarters half halves tenth tenths "))
		return true;
	if (is_dash(d, i - 1, hi) && i > lo && d->words.p[i - 1].end == w->begin && i > lo + 1 &&
	    d->words.p[i - 2].end == d->words.p[i - 1].begin)
		return true;
	if (is(d, i - 1, lo, hi,
	       " no. no number # page chapter article section resolution paragraph highway route "
	       "interstate flight "
	       "room channel level phase stage tier group type version title rule amendment "
	       "proposition prop district "
	       "precinct ward box apartment floor grade round week day aged age top title form act "
	       "bill part "))
		return true;
	if (is(d, i - 1, lo, hi, " of ") && i > lo + 1 && is(d, i - 2, lo, hi, " age ages "))
		return true;
	/* ''24'', the series */
	if (alone && i > lo && k < hi && d->words.p[i - 1].xpos == CS_XP_OPENQ &&
	    w->deprel != CS_REL_NUMMOD)
		return true;
	/* "Boeing 747", "Iraq 2": behind its noun */
	if (alone && q->digits && w->head != CS_NONE && w->head < i &&
	    (w->deprel == CS_REL_NUMMOD || w->deprel == CS_REL_FLAT || w->deprel == CS_REL_APPOS ||
	     w->deprel == CS_REL_NMOD_UNMARKED || w->deprel == CS_REL_COMPOUND))
		return true;
	if (w->name != CS_NAME_NONE && !cs_name_begins(w->name))
		return true;
	/* a year, an age between commas */
	if (alone && q->digits && w->form.n == 4 && cs_find(w->form, ',') == 4 &&
	    cs_find(w->form, '.') == 4 && w->form.p[0] <= '2' && w->deprel != CS_REL_NUMMOD)
		return true;
	if (alone && q->digits && is(d, i - 1, lo, hi, " , ( ") && is(d, k, lo, hi, " , ) ") &&
	    w->deprel != CS_REL_NUMMOD)
		return true;
	return false;
}

/* "40 people, including 12 children, were killed": what befalls a part has befallen it with the
 * whole. */
static void part_of(const cs_doc_t *d, const cs_quantity_t *q, uint32_t lo, uint32_t sent,
                    cs_count_t *count)
{
	if (!d->counts.n || q->begin == lo)
		return;
	const cs_word_t *before = &d->words.p[q->begin - 1];
	bool among = q->begin > lo + 1 && cs_listed(before->form, " them whom ") &&
	             cs_listed(before[-1].form, " among Among ");
	/* "Of the 40 killed, 12 were children" */
	bool of = cs_eqz(d->words.p[lo].form, "Of") && q->last < d->words.n &&
	          d->words.p[q->last].sent == sent && d->words.p[q->last].upos == CS_POS_AUX;
	/* "13 died, 12 officers among them" */
	bool behind = false;
	for (uint32_t i = q->last; i + 1 < d->words.n && i < q->last + 3; i++)
		behind |= d->words.p[i + 1].sent == sent && cs_listed(d->words.p[i].form, " among ") &&
		          cs_listed(d->words.p[i + 1].form, " them ");
	/* "four were killed in Lodra and six in Saar" */
	bool again = cs_listed(before->form, " and ") && count->kind == CS_COUNT_OTHER &&
	             q->last < d->words.n && d->words.p[q->last].sent == sent &&
	             cs_listed(d->words.p[q->last].form, " in at near on outside around ");
	if (!among && !of && !again && !behind && !cs_count_of_them(d, q) &&
	    !cs_listed(before->form, " including among "))
		return;
	const cs_count_t *whole = &d->counts.p[d->counts.n - 1];
	if (d->words.p[whole->begin].sent != sent || whole->kind == CS_COUNT_OTHER ||
	    whole->kind > CS_COUNT_PRESENT)
		return;
	count->kind = whole->kind;
	count->event = whole->event;
}

/* ---- who says so -------------------------------------------------------------------------- */

typedef struct piece {
	cs_range_t at;
	uint32_t said, size;
} piece_t;

static int by_begin(const void *pa, const void *pb)
{
	const piece_t *a = pa, *b = pb;
	if (a->at.begin != b->at.begin)
		return a->at.begin < b->at.begin ? -1 : 1;
	return a->said < b->said ? -1 : a->said > b->said;
}

/* The innermost statement around each count: one sweep, with the pieces that are open. */
static void attribute(const cs_counting_t *c)
{
	cs_doc_t *d = c->d;
	CS_VEC(piece_t) pieces = {0};
	for (uint32_t i = 0; i < d->said.n; i++) {
		uint32_t size = 0;
		for (uint32_t k = 0; k < d->said.p[i].content.n; k++)
			size += d->said.p[i].content.p[k].end - d->said.p[i].content.p[k].begin;
		for (uint32_t k = 0; k < d->said.p[i].content.n; k++)
			*CS_PUSH(c->scratch, &pieces) = (piece_t){d->said.p[i].content.p[k], i, size};
	}
	if (pieces.n == 0)
		return;
	qsort(pieces.p, pieces.n, sizeof *pieces.p, by_begin);
	uint32_t *open = CS_NEW_N(c->scratch, uint32_t, pieces.n), n_open = 0, next = 0;
	for (uint32_t i = 0; i < d->counts.n; i++) {
		cs_count_t *x = &d->counts.p[i];
		uint32_t begin = d->words.p[x->begin].begin, end = d->words.p[x->end - 1].end;
		for (; next < pieces.n && pieces.p[next].at.begin <= begin; next++)
			open[n_open++] = next;
		uint32_t kept = 0, best = CS_NONE;
		for (uint32_t k = 0; k < n_open; k++) {
			const piece_t *p = &pieces.p[open[k]];
			if (p->at.end <= begin)
				continue;
			open[kept++] = open[k];
			if (p->at.end >= end && (best == CS_NONE || p->size < pieces.p[best].size))
				best = open[kept - 1];
		}
		n_open = kept;
		x->said = best == CS_NONE ? CS_NONE : pieces.p[best].said;
	}
}

/* The claim about the count's event that its statement makes; else the first that holds
 * anything. */
static void claims(const cs_counting_t *c)
{
	cs_doc_t *d = c->d;
	uint32_t *first = CS_NEW_N(c->scratch, uint32_t, d->events.n);
	for (uint32_t i = 0; i < d->events.n; i++)
		first[i] = CS_NONE;
	for (uint32_t i = d->claims.n; i-- > 0;)
		first[d->claims.p[i].event] = i;
	for (uint32_t i = 0; i < d->counts.n; i++) {
		cs_count_t *x = &d->counts.p[i];
		uint32_t best = CS_NONE, any = CS_NONE;
		if (x->event == CS_NONE)
			continue;
		for (uint32_t k = first[x->event]; k < d->claims.n && d->claims.p[k].event == x->event;
		     k++) {
			const cs_claim_t *claim = &d->claims.p[k];
			if (claim->said == x->said && (x->said != CS_NONE || claim->by == CS_NONE) &&
			    best == CS_NONE)
				best = k;
			if (claim->stance != CS_REPORTS && any == CS_NONE)
				any = k;
		}
		x->claim = best != CS_NONE ? best : any;
	}
}

void cs_count_run(const cs_lex_t *lex, cs_doc_t *d, cs_arena_t *scratch)
{
	cs_counting_t c = {.t = lex->times, .d = d, .scratch = scratch};
	if (!lex->times || d->words.n == 0)
		return;
	c.of_frame = CS_NEW_N(scratch, uint32_t, d->frames.n);
	c.light = CS_NEW_N(scratch, uint32_t, d->words.n);
	for (uint32_t i = 0; i < d->frames.n; i++)
		c.of_frame[i] = CS_NONE;
	for (uint32_t i = 0; i < d->words.n; i++)
		c.light[i] = CS_NONE;
	for (uint32_t i = 0; i < d->frames.n; i++)
		if (d->frames.p[i].light != CS_NONE)
			c.light[d->frames.p[i].light] = i;
	for (uint32_t i = d->events.n; i-- > 0;)
		c.of_frame[d->events.p[i].frame] = i;
	uint32_t t = 0;
	for (uint32_t s = 0; s < d->sents.n; s++) {
		const cs_sent_t *x = &d->sents.p[s];
		uint32_t lo = x->flags & CS_S_DATELINE ? x->dateline_end : x->words.begin,
		         hi = x->words.end;
		for (uint32_t i = lo; i < hi; i++) {
			cs_quantity_t q;
			cs_count_t count = {.event = CS_NONE, .claim = CS_NONE, .said = CS_NONE};
			for (; t < d->times.n && d->times.p[t].end <= i; t++)
				;
			if (t < d->times.n && d->times.p[t].begin <= i) {
				i = d->times.p[t].end - 1;
				continue;
			}
			if (!read(d, i, lo, hi, &q))
				continue;
			i = q.last - 1;
			if (no_count(d, &q, lo, hi) || !cs_count_act(&c, &q, &count))
				continue;
			part_of(d, &q, lo, s, &count);
			count.begin = q.begin;
			count.end = q.end;
			count.min = q.min;
			count.max = q.max;
			count.exact = q.exact;
			*CS_PUSH(&d->arena, &d->counts) = count;
		}
	}
	attribute(&c);
	claims(&c);
}
