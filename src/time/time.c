/* time.c - finds the expressions of time of each sentence, and from which day they count.
 *
 * Times count from the day of publication; without one, from a date that stands alone at the
 * head of the text or in its dateline. Inside a quotation they count from the day on which it
 * was said, where that is told. A time zone is read over: days are those of the place that the
 * text speaks of.
 *
 * Cost: linear; sentences without a likely word are passed over. */
#include "time/time.h"

#include "time/time_int.h"

enum { HEAD_SENTS = 3, HEAD_WORDS = 9 };

static uint32_t head_of(const cs_doc_t *d, uint32_t begin, uint32_t end)
{
	for (uint32_t k = begin; k < end; k++) {
		const cs_word_t *w = &d->words.p[k];
		if ((w->head == CS_NONE || w->head < begin || w->head >= end) &&
		    w->deprel != CS_REL_PUNCT && w->deprel != CS_REL_CASE && w->deprel != CS_REL_MARK &&
		    w->deprel != CS_REL_CC && w->deprel != CS_REL_DET)
			return k;
	}
	return end - 1;
}

static bool has_year(const cs_doc_t *d, uint32_t begin, uint32_t end)
{
	for (uint32_t k = begin; k < end; k++) {
		cs_str_t s = d->words.p[k].form;
		if (s.n >= 4 && cs_is_digit((uint8_t)s.p[s.n - 4]) && cs_is_digit((uint8_t)s.p[s.n - 1]) &&
		    cs_is_digit((uint8_t)s.p[s.n - 2]))
			return true;
	}
	return false;
}

static void count_from_act(const cs_timing_t *c, cs_reading_t *r)
{
	uint32_t t = r->anchor_word == CS_NONE ? CS_NONE : cs_time_of_act(c, r->anchor_word);
	if (t == CS_NONE)
		return;
	const cs_time_t *a = &c->d->times.p[t];
	cs_unit_t unit = (cs_unit_t)r->anchor_unit;
	bool fine = a->from != CS_DAY_MIN && a->to != CS_DAY_MAX &&
	            (a->to - a->from < 2 || (unit >= CS_U_MONTH && a->grain <= CS_GRAIN_YEAR));
	if (fine) {
		r->v = cs_iv_counted(r->anchor_n > 0 ? a->to : a->from, unit, r->anchor_n);
		r->certain = true;
	}
}

static void enter(cs_timing_t *c, uint32_t s)
{
	c->sent = s;
	c->lo = c->d->sents.p[s].words.begin;
	c->hi = c->d->sents.p[s].words.end;
}

/* Small words and numbers may begin an expression, and words of time. Most others are passed
 * over. */
static bool may_begin(const cs_timing_t *c, uint32_t i)
{
	const cs_word_t *w = &c->d->words.p[i];
	switch (w->upos) {
	case CS_POS_VERB:
	case CS_POS_AUX:
	case CS_POS_PROPN:
	case CS_POS_PRON:
	case CS_POS_PUNCT:
	case CS_POS_CCONJ:
	case CS_POS_NOUN: {
		const cs_time_word_t *t = cs_time_word(c->t, w->norm_id);
		return (t && t->kind == CS_TW_THIRD) || cs_time_likely(c, i) ||
		       (w->form.n >= 4 && w->form.n <= 8 &&
		        cs_listed(w->form, " that half since till until dozens quarter "));
	}
	default:
		return true;
	}
}

/* "two days after the vote", of which nobody has told the day */
typedef struct open {
	uint32_t time, word; /* the vote */
	uint8_t unit;
} open_t;
enum { OPEN_MAX = 4 };

/* What took place two days after the vote may be dated by something else: "surrendered on Wednesday,
 * a day after clashes"; at the head of a text, by the day of publication. That is then the time. */
static void date_by_clause(cs_timing_t *c, uint32_t s, const open_t *o)
{
	cs_doc_t *d = c->d;
	cs_time_t *x = &d->times.p[o->time];
	int32_t day = CS_NO_DAY;
	uint32_t first = o->time, far = UINT32_MAX;

	while (first > 0 && d->words.p[d->times.p[first - 1].begin].sent == s)
		first--;
	for (uint32_t i = first; i < d->times.n; i++) {
		const cs_time_t *t = &d->times.p[i];
		uint32_t gap = t->begin < x->begin ? x->begin - t->end : t->begin - x->end;
		bool inside = false; /* when the vote was */
		for (uint32_t w = t->head; w != CS_NONE && !inside; w = d->words.p[w].head)
			inside = w == o->word;
		if (i == o->time || inside || t->from == CS_NO_DAY || t->from != t->to ||
		    t->grain > CS_GRAIN_DAY || gap >= far)
			continue;
		day = t->from;
		far = gap;
	}
	uint32_t lead = 0; /* the first sentence of the text itself */
	while (lead < d->sents.n && (d->sents.p[lead].flags & CS_S_TITLE))
		lead++;
	if (day == CS_NO_DAY && s == lead && c->day != CS_NO_DAY && x->begin < c->lo + 3)
		day = c->day;
	if (day == CS_NO_DAY)
		return;
	cs_iv_t v =
	    o->unit <= CS_U_DAY ? cs_iv_day(day, x->grain) : cs_iv_unit(day, (cs_unit_t)o->unit, 0);
	x->from = v.from;
	x->to = v.to;
}

static void read_sentence(cs_timing_t *c, uint32_t s)
{
	cs_doc_t *d = c->d;
	bool likely = false;
	open_t open[OPEN_MAX];
	uint32_t n_open = 0;
	enter(c, s);
	for (uint32_t i = c->lo; i < c->hi && !likely; i++)
		likely = cs_time_likely(c, i);
	for (uint32_t i = c->lo; likely && i < c->hi; i++) {
		cs_reading_t r = {0};
		if (cs_listed(d->words.p[i].form, " every each per ")) {
			/* a habit: nothing in the calendar */
			if (i + 1 < c->hi && cs_time_read(c, i + 1, &r))
				i = r.end - 1;
			continue;
		}
		if (!may_begin(c, i) || !cs_time_read(c, i, &r))
			continue;
		count_from_act(c, &r);
		uint32_t at = d->times.n;
		*CS_PUSH(&d->arena, &d->times) = (cs_time_t){.begin = i,
		                                             .end = r.end,
		                                             .head = head_of(d, i, r.end),
		                                             .from = r.v.from,
		                                             .to = r.v.to,
		                                             .grain = r.v.grain,
		                                             .old = r.old};
		if (d->frames.n)
			cs_time_attach(c, at);
		/* what stands before a noun ("ahead of Tuesday's vote") only where nothing better is
		 * near */
		uint32_t over = d->words.p[d->times.p[at].head].head;
		bool aside =
		    over != CS_NONE && over >= r.end &&
		    (d->words.p[over].upos == CS_POS_NOUN || d->words.p[over].upos == CS_POS_PROPN) &&
		    cs_iv_known(c->anchor) && c->anchor_sent + 2 >= s;
		if (r.certain && cs_iv_known(r.v) && r.v.from == r.v.to && r.v.grain <= CS_GRAIN_DAY) {
			c->beside = r.v.from;
			c->beside_sent = s;
		}
		if (r.anchor_word != CS_NONE && !cs_iv_known(r.v) && r.anchor_n >= 0 && n_open < OPEN_MAX)
			open[n_open++] = (open_t){at, r.anchor_word, r.anchor_unit};
		if (r.certain && cs_iv_known(r.v) && r.v.grain != CS_GRAIN_VAGUE && !aside) {
			c->anchor = r.v;
			c->anchor_sent = s;
			c->anchor_year = has_year(d, i, r.end);
		}
		i = r.end - 1;
	}
	for (uint32_t k = 0; k < n_open; k++)
		date_by_clause(c, s, &open[k]);
}

/* A full date that is all that stands in one of the first lines, or stands in a dateline. */
static int32_t day_at_head(cs_timing_t *c)
{
	cs_doc_t *d = c->d;
	for (uint32_t s = 0; s < d->sents.n && s < HEAD_SENTS; s++) {
		const cs_sent_t *x = &d->sents.p[s];
		bool line = x->flags & CS_S_DATELINE;
		enter(c, s);
		c->hi = line ? x->dateline_end : c->hi;
		if (!line && c->hi - c->lo > HEAD_WORDS)
			continue;
		for (uint32_t i = c->lo; i < c->hi; i++) {
			cs_reading_t r = {0};
			if (!cs_time_read(c, i, &r))
				continue;
			bool alone = true;
			for (uint32_t k = r.end; k < c->hi; k++)
				alone &= d->words.p[k].upos == CS_POS_PUNCT;
			if (cs_iv_known(r.v) && r.v.from == r.v.to && (line || (alone && i == c->lo)))
				return r.v.from;
			i = r.end - 1;
		}
	}
	return CS_NO_DAY;
}

/* Quotations count from the day on which they were said. */
static void count_in_quotations(cs_timing_t *c)
{
	cs_doc_t *d = c->d;
	int32_t day = c->day;
	for (uint32_t i = 0; i < d->said.n && d->frames.n; i++) {
		const cs_said_t *s = &d->said.p[i];
		uint32_t t = s->frame == CS_NONE ? CS_NONE : d->time_of[s->frame];
		if ((s->kind != CS_SAID_DIRECT && s->kind != CS_SAID_MIXED) || t == CS_NONE)
			continue;
		cs_time_t when = d->times.p[t];
		if (when.from == CS_NO_DAY || when.from != when.to || when.from == day)
			continue;
		for (uint32_t k = 0; k < d->times.n; k++) {
			cs_time_t *x = &d->times.p[k];
			const cs_word_t *w = &d->words.p[x->begin];
			bool inside = false;
			for (uint32_t m = 0; m < s->content.n && (w->flags & CS_W_QUOTED); m++)
				inside |= s->content.p[m].begin <= w->begin && w->begin < s->content.p[m].end;
			cs_reading_t r = {0};
			enter(c, w->sent);
			c->day = when.from;
			c->anchor = cs_iv_unknown(CS_GRAIN_VAGUE);
			if (inside && x->from != CS_NO_DAY && cs_time_read(c, x->begin, &r) &&
			    r.end == x->end && r.anchor_word == CS_NONE) {
				x->from = r.v.from;
				x->to = r.v.to;
			}
		}
	}
	c->day = day;
}

void cs_time_run(const cs_lex_t *lex, cs_doc_t *d, cs_arena_t *scratch)
{
	cs_timing_t c = {.lex = lex,
	                 .t = lex->times,
	                 .d = d,
	                 .scratch = scratch,
	                 .day = d->day,
	                 .beside = CS_NO_DAY};
	c.anchor = cs_iv_unknown(CS_GRAIN_VAGUE);
	if (d->frames.n) {
		d->time_of = CS_NEW_N(&d->arena, uint32_t, d->frames.n);
		d->time_by = CS_NEW_N(&d->arena, uint8_t, d->frames.n);
		memset(d->time_of, 0xff, d->frames.n * sizeof *d->time_of);
	}
	if (!lex->times || d->words.n == 0)
		return;
	c.light = CS_NEW_N(scratch, uint32_t, d->words.n);
	memset(c.light, 0xff, d->words.n * sizeof *c.light);
	for (uint32_t f = 0; f < d->frames.n; f++)
		if (d->frames.p[f].light != CS_NONE)
			c.light[d->frames.p[f].light] = f;
	if (c.day == CS_NO_DAY)
		c.day = day_at_head(&c);
	for (uint32_t s = 0; s < d->sents.n; s++)
		read_sentence(&c, s);
	count_in_quotations(&c);
	if (d->frames.n)
		cs_time_share(&c);
}
