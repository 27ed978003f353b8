/* real.c - did it take place, and when?
 *
 * Polarity and reality come from the frame's own signs (negation, modal, future, condition,
 * question) and from the words above it: "failed to", "plans to", "prevented from"
 * (lexicon/cues/reality.txt) and words of denial. The walk goes up the frames, at most UP_MAX
 * steps; each step composes what the word above says with its own polarity ("did not manage to":
 * negated; "did not deny": affirmed). A noun with a definite article is taken for real under a
 * modal ("will discuss the attack"), one without is not ("could lead to war").
 *
 * Dates are thin for now: years, months, weekdays, "yesterday", "last week" among the frame's own
 * arguments, counted from the day of publication; whatever else has the day of publication, and
 * says so in its basis. */
#include "event/event_int.h"

#include "lex/cues.h"

enum { UP_MAX = 6, HISTORICAL_DAYS = 180 };

typedef struct state {
	uint8_t reality, negated;
	uint32_t reality_word, polarity_word; /* or CS_NONE */
} state_t;

static bool lemma_is(const cs_doc_t *d, uint32_t w, const char *lemma)
{
	return w != CS_NONE && cs_eqz(d->words.p[w].lemma, lemma);
}

static state_t own(const cs_doc_t *d, const cs_frame_t *f)
{
	state_t s = {CS_ACTUAL, 0, CS_NONE, CS_NONE};
	if (f->neg != CS_NONE) {
		s.negated = 1;
		s.polarity_word = f->neg;
	}
	if (f->flags & CS_F_CONDITION) {
		s.reality = CS_CONDITIONAL;
		s.reality_word = f->condition;
	} else if (f->flags & CS_F_QUESTION) {
		s.reality = CS_HYPOTHETICAL;
	} else if (f->flags & CS_F_FUTURE) {
		s.reality = CS_FUTURE;
		s.reality_word = f->modal;
	} else if (f->flags & CS_F_MODAL) {
		s.reality = lemma_is(d, f->modal, "can") ? CS_GENERIC : CS_HYPOTHETICAL;
		s.reality_word = f->modal;
	} else if (f->flags & CS_F_IMPERATIVE) {
		s.reality = CS_HYPOTHETICAL;
	}
	return s;
}

static const cs_cue_pos_t cue_pos[] = {CS_CUE_VERB, CS_CUE_NOUN,
                                       CS_CUE_ADJ}; /* by kind of predicate */

/* How this frame stands in the one above: is the entry said of acts in that place? */
static bool said_of(const cs_real_t *r, uint8_t slot, cs_str_t prep)
{
	if (prep.n && r->preps.n) {
		cs_str_t rest = r->preps, p;
		while (cs_split(&rest, ' ', &p))
			if (cs_eq(p, prep))
				return true;
	}
	switch ((cs_slot_t)slot) {
	case CS_SLOT_COMP:
		return r->comp && (prep.n == 0 || cs_eqz(prep, "to") || cs_eqz(prep, "that"));
	case CS_SLOT_OBJ:
		return r->obj;
	case CS_SLOT_SUBJ:
		return r->subj;
	default:
		return false;
	}
}

static cs_effect_t effect_of(const cs_coding_t *c, const cs_frame_t *p, uint32_t word,
                             cs_cue_pos_t pos, uint8_t slot, cs_str_t prep)
{
	const cs_cues_t *q = c->lex->cues;
	for (uint32_t i = q ? cs_cues_real(q, pos, c->d->words.p[word].lemma_id) : CS_NONE;
	     i != CS_NONE; i = q->real.p[i].next) {
		const cs_real_t *r = &q->real.p[i];
		/* a phrasal verb is another verb: "call off" asks for nothing */
		if (r->second == CS_NONE && p->particle != CS_NONE && word == p->head)
			continue;
		if (r->second != CS_NONE) {
			uint32_t next = p->particle != CS_NONE ? p->particle : word + 1;
			if (next >= c->d->words.n || c->d->words.p[next].norm_id != r->second)
				continue;
		}
		if (said_of(r, slot, prep))
			return (cs_effect_t)r->effect;
	}
	return CS_EFFECT_NONE;
}

/* Is this a word of denial, with the act in what it denies? */
static bool denies(const cs_coding_t *c, const cs_frame_t *p, uint8_t slot)
{
	const cs_cues_t *q = c->lex->cues;
	if (!q || slot == CS_SLOT_SUBJ)
		return false;
	const cs_word_t *head = &c->d->words.p[p->head];
	for (uint32_t i = cs_cues_find(q, cue_pos[p->kind], head->lemma_id); i != CS_NONE;
	     i = q->cue.p[i].next) {
		const cs_cue_t *cue = &q->cue.p[i];
		if (cue->second == CS_NONE && q->cls.p[cue->cls].stance == CS_DENIES &&
		    (slot != CS_SLOT_OBJ || (cue->flags & CS_CUE_OBJ)))
			return true;
	}
	return false;
}

static cs_str_t link_prep(const cs_doc_t *d, const cs_frame_t *p, uint32_t frame)
{
	for (uint32_t i = p->arg_begin; i < p->arg_end; i++)
		if (d->args.p[i].frame == frame)
			return d->args.p[i].prep;
	return (cs_str_t){0};
}

static bool definite(const cs_doc_t *d, uint32_t noun)
{
	for (uint32_t k = d->words.p[noun].child; k != CS_NONE; k = d->words.p[k].next) {
		uint8_t rel = d->words.p[k].deprel;
		if (rel == CS_REL_NMOD_POSS)
			return true;
		if (rel == CS_REL_DET && (lemma_is(d, k, "the") || lemma_is(d, k, "this") ||
		                          lemma_is(d, k, "that") || lemma_is(d, k, "these")))
			return true;
	}
	return false;
}

static void set_reality(state_t *s, uint8_t reality, uint32_t word)
{
	s->reality = reality;
	s->reality_word = word;
}

static void negate(state_t *s, uint32_t word)
{
	s->negated = !s->negated;
	if (s->negated || s->polarity_word == CS_NONE)
		s->polarity_word = word;
}

/* What the word above makes of the act below. above: the word's own state. */
static void compose(state_t *s, cs_effect_t e, const state_t *above, uint32_t word)
{
	bool open = s->reality == CS_ACTUAL || s->reality == CS_HYPOTHETICAL;
	switch (e) {
	case CS_EFFECT_NONE:
	case CS_N_EFFECT:
		return;
	case CS_EFFECT_ACTUAL:
		if (open)
			set_reality(s, above->reality, above->reality_word);
		if (above->negated)
			negate(s, above->polarity_word);
		return;
	case CS_EFFECT_NEGATED:
		if (open)
			set_reality(s, above->reality, above->reality_word);
		if (!above->negated)
			negate(s, word);
		return;
	case CS_EFFECT_ATTEMPTED:
		set_reality(s, above->reality == CS_ACTUAL ? CS_ATTEMPTED : above->reality,
		            above->reality == CS_ACTUAL ? word : above->reality_word);
		break;
	case CS_EFFECT_PREVENTED:
		set_reality(s,
		            above->negated                ? CS_ACTUAL
		            : above->reality == CS_ACTUAL ? CS_PREVENTED
		                                          : CS_HYPOTHETICAL,
		            word);
		return;
	case CS_EFFECT_FUTURE:
		set_reality(s, CS_FUTURE, word);
		break;
	case CS_EFFECT_CONDITIONAL:
		set_reality(s, CS_CONDITIONAL, word);
		break;
	case CS_EFFECT_HYPOTHETICAL:
		set_reality(s, CS_HYPOTHETICAL, word);
		break;
	case CS_EFFECT_GENERIC:
		set_reality(s, CS_GENERIC, word);
		break;
	}
	if (above->negated)
		negate(s, above->polarity_word);
}

/* The frame's own signs, and what its light verb says of the noun ("cancelled the talks"). */
static state_t with_light(const cs_coding_t *c, const cs_frame_t *f)
{
	state_t s = own(c->d, f);
	if (f->light == CS_NONE)
		return s;
	cs_effect_t e = effect_of(c, f, f->light, CS_CUE_VERB, CS_SLOT_OBJ, (cs_str_t){0});
	if (e == CS_EFFECT_NONE || e == CS_EFFECT_ACTUAL)
		return s;
	state_t noun = {CS_ACTUAL, 0, CS_NONE, CS_NONE};
	compose(&noun, e, &s, f->light);
	return noun;
}

/* What the frame above says of this one. A clause that tells of the past is not asked for or
 * planned, whatever verb stands above it: "told reporters that he had met her". */
static cs_effect_t from_above(const cs_coding_t *c, const cs_frame_t *f, const cs_frame_t *p,
                              cs_str_t prep)
{
	cs_effect_t e = effect_of(c, p, p->head, cue_pos[p->kind], f->parent_slot, prep);
	bool past = f->kind != CS_PRED_NOUN && (f->flags & (CS_F_PAST | CS_F_PERFECT)) &&
	            !(f->flags & (CS_F_INFINITIVE | CS_F_PARTICIPLE));
	return past && (e == CS_EFFECT_FUTURE || e == CS_EFFECT_HYPOTHETICAL) ? CS_EFFECT_NONE : e;
}

bool cs_is_governed(const cs_coding_t *c, uint32_t frame)
{
	const cs_frame_t *f = &c->d->frames.p[frame];
	if (f->parent == CS_NONE)
		return false;
	const cs_frame_t *p = &c->d->frames.p[f->parent];
	cs_effect_t e = from_above(c, f, p, link_prep(c->d, p, frame));
	return e == CS_EFFECT_NEGATED || e == CS_EFFECT_PREVENTED || e == CS_EFFECT_FUTURE ||
	       e == CS_EFFECT_HYPOTHETICAL || e == CS_EFFECT_CONDITIONAL;
}

/* "Denied charges that it tortured him": the word of denial above a charge whose wording this clause
 * is, or CS_NONE. The tree often takes such a clause for a relative one, and then no frame stands
 * above it; it has a subject of its own, which a relative clause about the charge has not. */
static uint32_t denied_charge(const cs_coding_t *c, const cs_frame_t *f)
{
	const cs_doc_t *d = c->d;
	const cs_word_t *w = &d->words.p[f->head];
	const cs_word_set_t *charges = cs_rules_class(c->lex->rules, "charge");
	bool subject = false;
	if (f->kind != CS_PRED_VERB || f->parent != CS_NONE || w->head == CS_NONE || !charges ||
	    (w->deprel != CS_REL_ACL && w->deprel != CS_REL_ACL_RELCL))
		return CS_NONE;
	for (uint32_t i = f->arg_begin; i < f->arg_end; i++)
		subject |= !d->args.p[i].inherited &&
		           d->args.p[i].slot == ((f->flags & CS_F_PASSIVE) ? CS_SLOT_OBJ : CS_SLOT_SUBJ);
	if (!subject || !cs_in_set(d, charges, w->head) || d->frame_of[w->head] == CS_NONE)
		return CS_NONE;
	const cs_frame_t *noun = &d->frames.p[d->frame_of[w->head]];
	if (noun->parent == CS_NONE)
		return CS_NONE;
	const cs_frame_t *p = &d->frames.p[noun->parent];
	return p->neg == CS_NONE && denies(c, p, noun->parent_slot) ? p->head : CS_NONE;
}

static state_t state_of(const cs_coding_t *c, uint32_t frame)
{
	const cs_doc_t *d = c->d;
	uint32_t chain[UP_MAX], n = 0;
	for (uint32_t f = frame; f != CS_NONE && n < UP_MAX; f = d->frames.p[f].parent)
		chain[n++] = f;
	state_t above = with_light(c, &d->frames.p[chain[n - 1]]);
	uint32_t denial = denied_charge(c, &d->frames.p[chain[n - 1]]);
	if (denial != CS_NONE && !above.negated)
		negate(&above, denial);
	for (uint32_t i = n - 1; i-- > 0;) {
		const cs_frame_t *f = &d->frames.p[chain[i]], *p = &d->frames.p[chain[i + 1]];
		state_t s = with_light(c, f);
		cs_str_t prep = link_prep(d, p, chain[i]);
		cs_effect_t e = from_above(c, f, p, prep);
		bool nominal = f->kind == CS_PRED_NOUN;
		bool finite = !nominal && !(f->flags & (CS_F_INFINITIVE | CS_F_PARTICIPLE));
		/* "to attack" by itself has not happened */
		if ((f->flags & CS_F_INFINITIVE) && s.reality == CS_ACTUAL)
			set_reality(&s, CS_HYPOTHETICAL, CS_NONE);
		if (e != CS_EFFECT_NONE) {
			compose(&s, e, &above, p->head);
		} else if (denies(c, p, f->parent_slot)) {
			if (!above.negated)
				negate(&s, p->head);
		} else if (s.reality == CS_ACTUAL && !finite && above.reality != CS_ACTUAL &&
		           f->parent_slot != CS_SLOT_ADV && !(nominal && definite(d, f->head))) {
			set_reality(&s, above.reality, above.reality_word);
		} else if (above.reality == CS_CONDITIONAL && s.reality == CS_ACTUAL && !nominal &&
		           f->parent_slot == CS_SLOT_COMP) {
			set_reality(&s, CS_CONDITIONAL, above.reality_word);
		}
		/* what is denied of a claim is denied of what it claims */
		if (e == CS_EFFECT_NONE && p->kind == CS_PRED_NOUN && above.negated && i + 2 < n &&
		    !s.negated && c->of_frame[chain[i + 1]] == CS_NONE &&
		    (f->parent_slot == CS_SLOT_COMP || f->parent_slot == CS_SLOT_OBJ))
			negate(&s, above.polarity_word);
		above = s;
	}
	return above;
}

void cs_tell_reality(const cs_coding_t *c, uint32_t frame, cs_event_t *e)
{
	const cs_doc_t *d = c->d;
	state_t s = state_of(c, frame);
	e->reality = s.reality;
	if (s.reality != CS_ACTUAL && s.reality_word != CS_NONE)
		e->reality_cue =
		    (cs_range_t){d->words.p[s.reality_word].begin, d->words.p[s.reality_word].end};
	if (s.negated) {
		e->negated = !e->negated;
		if (s.polarity_word != CS_NONE)
			e->polarity_cue =
			    (cs_range_t){d->words.p[s.polarity_word].begin, d->words.p[s.polarity_word].end};
	}
}

/* ---- dates ------------------------------------------------------------------------------ */

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

typedef struct when {
	int year, month, dom, weekday, shift; /* 0, -1 … where not told; shift: days from publication */
	int span;                             /* length of what is shifted to: 1, 7, 30, 365; 0 none */
} when_t;

static void read_time(const cs_doc_t *d, uint32_t begin, uint32_t end, when_t *w)
{
	for (uint32_t i = begin; i < end; i++) {
		cs_str_t s = d->words.p[i].form;
		cs_str_t before = i > begin ? d->words.p[i - 1].lemma : (cs_str_t){0};
		int k = year_of(s), turn = cs_eqz(before, "last") ? -1 : cs_eqz(before, "next") ? 1 : 0;
		if (k && !w->year)
			w->year = k;
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
			int unit = cs_eqz(d->words.p[i].lemma, "week")    ? 7
			           : cs_eqz(d->words.p[i].lemma, "month") ? 30
			           : cs_eqz(d->words.p[i].lemma, "year")  ? 365
			           : cs_eqz(d->words.p[i].lemma, "night") ? 1
			                                                  : 0;
			if (unit) {
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
	if (w->month >= 0) {
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
		e->to = cs_day(w->year, 12, 31);
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
	e->historical = d->day != CS_NO_DAY && e->to < d->day - HISTORICAL_DAYS;
}

void cs_tell_date(const cs_coding_t *c, uint32_t frame, cs_event_t *e)
{
	const cs_doc_t *d = c->d;
	const cs_frame_t *f = &d->frames.p[frame];
	when_t w = {.month = -1, .weekday = -1};
	e->from = e->to = d->day;
	e->date_basis = 0;
	for (uint32_t i = f->arg_begin; i < f->arg_end; i++) {
		const cs_arg_t *a = &d->args.p[i];
		bool time =
		    a->slot == CS_SLOT_TIME ||
		    (a->slot == CS_SLOT_PREP && (cs_eqz(a->prep, "on") || cs_eqz(a->prep, "in") ||
		                                 cs_eqz(a->prep, "during") || cs_eqz(a->prep, "since")));
		const cs_word_t *h = &d->words.p[a->head];
		if (time && h->right - h->left <= 8)
			read_time(d, h->left, h->right, &w);
	}
	uint32_t verb = f->light != CS_NONE ? f->light : f->head;
	for (uint32_t k = d->words.p[verb].child; k != CS_NONE; k = d->words.p[k].next) {
		uint8_t rel = d->words.p[k].deprel;
		if ((rel == CS_REL_ADVMOD || rel == CS_REL_OBL_UNMARKED || rel == CS_REL_NMOD_UNMARKED) &&
		    d->words.p[k].right - d->words.p[k].left <= 4)
			read_time(d, d->words.p[k].left, d->words.p[k].right, &w);
	}
	put_interval(d, &w, e);
}
