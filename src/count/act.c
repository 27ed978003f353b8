/* act.c - what is counted, and of which act?
 *
 * The counted noun is the number's head, or stands behind it with "of"; the act is the verb
 * whose argument the phrase is, the participle behind it ("12 people killed"), the noun that it
 * belongs to ("the deaths of 12 people"), or what is said of it ("left 12 dead"). What becomes
 * of people counts before what they are: twelve soldiers who were killed are killed. The words
 * are lexicon/cues/times.txt, count.*.
 *
 * Cost: the children of a few words for each count. */
#include "count/count_int.h"

enum { UP_MAX = 6, ANY = CS_COUNT_PASSIVE | CS_COUNT_PEOPLE };

static bool lemma(const cs_doc_t *d, uint32_t w, const char *list)
{
	return w != CS_NONE && cs_listed(d->words.p[w].lemma, list);
}

static cs_count_kind_t kind_of(const cs_counting_t *c, cs_count_role_t role, uint32_t w,
                               uint32_t flags)
{
	if (w == CS_NONE)
		return CS_COUNT_OTHER;
	cs_count_kind_t k = cs_count_kind(c->t, role, c->d->words.p[w].lemma_id, flags);
	return k ? k : cs_count_kind(c->t, role, c->d->words.p[w].norm_id, flags);
}

static uint32_t frame_at(const cs_counting_t *c, uint32_t w)
{
	if (w == CS_NONE)
		return CS_NONE;
	return c->d->frame_of[w] != CS_NONE ? c->d->frame_of[w] : c->light[w];
}

static uint32_t event_at(const cs_counting_t *c, uint32_t w)
{
	uint32_t f = frame_at(c, w);
	return f == CS_NONE ? CS_NONE : c->of_frame[f];
}

/* Votes and those who cast them are won. */
static bool votes(const cs_doc_t *d, uint32_t w)
{
	return lemma(d, w, " delegate superdelegate vote voter seat state district county ");
}

static bool people(const cs_doc_t *d, uint32_t w)
{
	return lemma(d, w,
	             " man men people person woman women civilian child children other student worker "
	             "resident villager girl boy baby teenager passenger ");
}

/* People, or what the actor stage takes for somebody; or nothing at all ("12 were held"). */
static bool is_people(const cs_counting_t *c, uint32_t w)
{
	const cs_doc_t *d = c->d;
	if (w != CS_NONE && votes(d, w))
		return false;
	if (w == CS_NONE || people(d, w) || kind_of(c, CS_COUNT_NOUN, w, ANY))
		return true;
	uint32_t m = d->mention_of ? d->mention_of[w] : CS_NONE;
	return m != CS_NONE && d->mentions.p[m].entity != CS_NONE &&
	       d->entities.p[d->mentions.p[m].entity].acts;
}

/* These happen to whoever is their subject; others to their object. */
static bool befalls_subject(const cs_doc_t *d, uint32_t v)
{
	return lemma(d, v, " die drown perish succumb suffocate flee flead evacuate ");
}

/* The event of an act, or of what it is said of: "the attack left four dead", "killing 12". */
static uint32_t event_of(const cs_counting_t *c, uint32_t v)
{
	const cs_doc_t *d = c->d;
	for (int up = 0; v != CS_NONE && up < 2; up++) {
		uint32_t e = event_at(c, v), f = frame_at(c, v);
		if (e != CS_NONE)
			return e;
		if (f == CS_NONE)
			return CS_NONE;
		const cs_frame_t *x = &d->frames.p[f];
		bool result =
		    kind_of(c, CS_COUNT_VERB, v, ANY) || lemma(d, v, " leave cause claim see result ");
		for (uint32_t i = x->arg_begin; result && i < x->arg_end; i++)
			if (d->args.p[i].slot == CS_SLOT_SUBJ && d->args.p[i].frame != CS_NONE &&
			    c->of_frame[d->args.p[i].frame] != CS_NONE)
				return c->of_frame[d->args.p[i].frame];
		bool part = d->words.p[v].deprel == CS_REL_ADVCL && (x->flags & CS_F_PARTICIPLE);
		v = part && result ? d->words.p[v].head : CS_NONE;
	}
	return CS_NONE;
}

/* Is one of these words an argument of the verb? */
static bool inside(const cs_doc_t *d, uint32_t v, const char *list)
{
	for (uint32_t k = d->words.p[v].child; k != CS_NONE; k = d->words.p[k].next)
		if (lemma(d, k, list))
			return true;
	return false;
}

/* Does a verb say by the words beside it that somebody died of it? */
static bool deadly(const cs_doc_t *d, uint32_t v)
{
	uint32_t sent = d->words.p[v].sent, last = d->sents.p[sent].words.end;
	bool shot = lemma(d, v, " shoot strike stab find ");
	for (uint32_t k = d->words.p[v].child; k != CS_NONE; k = d->words.p[k].next)
		if (lemma(d, k, " fatally mortally "))
			return true;
	if (v + 1 < last && shot && lemma(d, v + 1, " dead "))
		return true;
	for (uint32_t k = v + 1; k + 1 < last && k < v + 6; k++)
		if (lemma(d, k, " to ") && lemma(d, k + 1, " death "))
			return !lemma(d, v, " sentence condemn relate link compare go ");
	return false;
}

static bool has_object(const cs_doc_t *d, uint32_t v)
{
	return cs_child(d, v, CS_REL_OBJ) != CS_NONE;
}

/* Does one of these words stand by a verb, in whatever relation? */
static bool inside_any(const cs_doc_t *d, uint32_t v, const char *list)
{
	const cs_word_t *w = &d->words.p[v];
	uint32_t end = v + 12 < d->words.n ? v + 12 : d->words.n;
	for (uint32_t k = v + 1; k < end && d->words.p[k].sent == w->sent; k++)
		if (lemma(d, k, list) && k < w->right)
			return true;
	return false;
}

/* Is the one who holds somebody who acts: "the Taliban hold eight", not "the hall holds 500"? */
static bool actor_holds(const cs_counting_t *c, uint32_t v)
{
	const cs_doc_t *d = c->d;
	uint32_t s = cs_child(d, v, CS_REL_NSUBJ);
	uint32_t m = s == CS_NONE || !d->mention_of ? CS_NONE : d->mention_of[s];
	return m != CS_NONE && d->mentions.p[m].entity != CS_NONE &&
	       d->entities.p[d->mentions.p[m].entity].acts;
}

/* "dozens of people": people */
static uint32_t of_what(const cs_doc_t *d, uint32_t w)
{
	for (uint32_t k = d->words.p[w].child; k != CS_NONE; k = d->words.p[k].next) {
		uint32_t of = cs_child(d, k, CS_REL_CASE);
		if (cs_rel_base((cs_deprel_t)d->words.p[k].deprel) == CS_REL_NMOD && of != CS_NONE &&
		    lemma(d, of, " of ") && k > w)
			return k;
	}
	return CS_NONE;
}

/* What "the death toll", "the number of wounded" beside a verb counts. */
static cs_count_kind_t total(const cs_counting_t *c, uint32_t v)
{
	const cs_doc_t *d = c->d;
	for (uint32_t k = d->words.p[v].child; k != CS_NONE; k = d->words.p[k].next) {
		cs_deprel_t rel = cs_rel_base((cs_deprel_t)d->words.p[k].deprel);
		if (rel != CS_REL_NSUBJ && rel != CS_REL_OBJ)
			continue;
		if (lemma(d, k, " toll "))
			return CS_COUNT_KILLED;
		/* "put the dead at 48" */
		if (rel == CS_REL_OBJ && lemma(d, v, " put estimate ")) {
			cs_count_kind_t put = kind_of(c, CS_COUNT_ADJ, k, ANY);
			if (put && put != CS_COUNT_NOTHING)
				return put;
		}
		if (rel == CS_REL_NSUBJ && lemma(d, v, " include ")) { /* "the dead included two priests" */
			cs_count_kind_t of = kind_of(c, CS_COUNT_ADJ, k, ANY);
			of = of ? of : kind_of(c, CS_COUNT_NOUN, k, ANY);
			if (of && of != CS_COUNT_NOTHING)
				return of;
		}
		uint32_t of = lemma(d, k, " number total count ") ? of_what(d, k) : CS_NONE;
		cs_count_kind_t kind = kind_of(c, CS_COUNT_ADJ, of, ANY);
		kind = kind ? kind : kind_of(c, CS_COUNT_ACT, of, ANY);
		kind = kind ? kind : kind_of(c, CS_COUNT_NOUN, of, ANY);
		if (kind && kind != CS_COUNT_NOTHING)
			return kind;
	}
	return CS_COUNT_OTHER;
}

/* "took to the streets", "turned out" */
static bool streets(const cs_doc_t *d, uint32_t v)
{
	for (uint32_t k = d->words.p[v].child; k != CS_NONE; k = d->words.p[k].next)
		if (lemma(d, k, " street square ") || ((d->words.p[k].deprel == CS_REL_COMPOUND_PRT ||
		                                        d->words.p[k].deprel == CS_REL_ADVMOD) &&
		                                       lemma(d, k, " out ") && lemma(d, v, " turn ")))
			return true;
	return false;
}

/* "12 were killed and 30 others injured": a participle that shares the auxiliary before it. */
static bool shares_passive(const cs_doc_t *d, uint32_t v)
{
	const cs_word_t *w = &d->words.p[v];
	return (w->xpos == CS_XP_VBN || w->xpos == CS_XP_VBD) && w->deprel == CS_REL_CONJ &&
	       w->head != CS_NONE && cs_child(d, v, CS_REL_OBJ) == CS_NONE &&
	       cs_child(d, v, CS_REL_AUX) == CS_NONE && cs_child(d, v, CS_REL_AUX_PASS) == CS_NONE &&
	       cs_child(d, w->head, CS_REL_AUX_PASS) != CS_NONE;
}

/* "12 are in prison", "four were in critical condition" */
static cs_count_kind_t where_they_are(const cs_doc_t *d, uint32_t v)
{
	uint32_t in = cs_child(d, v, CS_REL_CASE);
	if (in == CS_NONE || !lemma(d, in, " in under ") || cs_child(d, v, CS_REL_COP) == CS_NONE)
		return CS_COUNT_OTHER;
	return lemma(d, v, " prison jail custody detention captivity arrest cell ") ? CS_COUNT_ARRESTED
	       : lemma(d, v, " hospital condition ")                                ? CS_COUNT_INJURED
	       : lemma(d, v, " attendance ")                                        ? CS_COUNT_PRESENT
	                                                                            : CS_COUNT_OTHER;
}

/* "among the wounded were six medics": who they are among. */
static cs_count_kind_t among(const cs_counting_t *c, uint32_t noun)
{
	const cs_doc_t *d = c->d;
	if (noun == CS_NONE || cs_child(d, noun, CS_REL_COP) == CS_NONE)
		return CS_COUNT_OTHER;
	for (uint32_t k = d->words.p[noun].child; k != CS_NONE; k = d->words.p[k].next) {
		uint32_t prep = cs_child(d, k, CS_REL_CASE);
		cs_count_kind_t x = prep != CS_NONE && lemma(d, prep, " among ")
		                        ? kind_of(c, CS_COUNT_ADJ, k, ANY)
		                        : CS_COUNT_OTHER;
		if (x && x != CS_COUNT_NOTHING)
			return x;
	}
	return CS_COUNT_OTHER;
}

/* The number's word that hangs on something else. */
static uint32_t head_of(const cs_doc_t *d, uint32_t begin, uint32_t end)
{
	for (uint32_t k = end; k-- > begin;) {
		const cs_word_t *w = &d->words.p[k];
		if ((w->head == CS_NONE || w->head < begin || w->head >= end) &&
		    w->deprel != CS_REL_PUNCT && w->deprel != CS_REL_CASE && w->deprel != CS_REL_DET)
			return k;
	}
	return end - 1;
}

static bool is_quantity(const cs_doc_t *d, uint32_t w)
{
	return d->words.p[w].upos == CS_POS_NUM ||
	       lemma(d, w,
	             " dozen score hundred thousand million billion ten most many some several all "
	             "each ");
}

static uint32_t child_kind(const cs_counting_t *c, uint32_t w, cs_deprel_t rel,
                           cs_count_role_t role, cs_count_kind_t *kind)
{
	for (uint32_t k = c->d->words.p[w].child; k != CS_NONE; k = c->d->words.p[k].next) {
		if (c->d->words.p[k].deprel != rel)
			continue;
		cs_count_kind_t x = kind_of(c, role, k, ANY);
		if (x && x != CS_COUNT_NOTHING) {
			*kind = x;
			return k;
		}
	}
	return CS_NONE;
}

/* What befalls the phrase with head a; fills kind where the act tells it, and the act's word. */
static void find_act(const cs_counting_t *c, uint32_t a, uint32_t noun, cs_count_kind_t *kind,
                     uint32_t *act)
{
	const cs_doc_t *d = c->d;
	/* "12 people killed", "30 others wounded" */
	uint32_t k = child_kind(c, a, CS_REL_ACL, CS_COUNT_VERB, kind);
	if (k != CS_NONE && d->words.p[k].xpos == CS_XP_VBN) {
		*act = k;
		return;
	}
	*kind = CS_COUNT_OTHER;
	for (int up = 0; up < UP_MAX; up++) {
		const cs_word_t *w = &d->words.p[a];
		uint32_t v = w->head;
		cs_deprel_t rel = (cs_deprel_t)w->deprel, base = cs_rel_base(rel);
		if (v == CS_NONE) {
			*kind = among(c, a);
			/* "12 dead" as a line; "12 were wounded" with a wrong tree */
			*act = frame_at(c, a) != CS_NONE ? a : CS_NONE;
			return;
		}
		if (base == CS_REL_CONJ || base == CS_REL_APPOS || base == CS_REL_LIST) {
			a = v;
			continue;
		}
		bool passive = rel == CS_REL_NSUBJ_PASS || (rel == CS_REL_NSUBJ && shares_passive(d, v)),
		     subject = (rel == CS_REL_NSUBJ && !passive) || rel == CS_REL_OBL_AGENT,
		     object = base == CS_REL_OBJ;
		if (base == CS_REL_NMOD && is_quantity(d, v))
			return;                /* "hundreds of the 2,000 marchers" */
		if (base == CS_REL_NMOD) { /* "the deaths of 12", "a crowd of 500", "a toll of 12" */
			cs_count_kind_t x = kind_of(c, CS_COUNT_ACT, v, ANY);
			cs_count_kind_t y = x ? x : kind_of(c, CS_COUNT_NOUN, v, ANY);
			uint32_t of = cs_child(d, a, CS_REL_CASE);
			if (of != CS_NONE && lemma(d, of, " of ")) {
				if (lemma(d, v, " life ") && lemma(d, d->words.p[v].head, " take claim lose cost "))
					*kind = CS_COUNT_KILLED; /* "claimed the lives of six" */
				if (y == CS_COUNT_PRESENT || y == CS_COUNT_TROOPS || y == CS_COUNT_KILLED || x)
					*kind = y; /* "the bodies of nine soldiers" */
				if (x || event_at(c, v) != CS_NONE) {
					*act = v;
					return;
				}
			} else if (frame_at(c, v) != CS_NONE) {
				*act = v;
				return;
			}
			a = v;
			continue;
		}
		*act = v;
		uint32_t flags =
		    (passive ? CS_COUNT_PASSIVE : 0u) | (is_people(c, noun) ? CS_COUNT_PEOPLE : 0u);
		cs_count_kind_t x = kind_of(c, CS_COUNT_VERB, v, flags);
		/* "were shot dead", "beaten to death", "froze to death", "fatally shot" */
		if ((passive || object || subject) && deadly(d, v) && (!subject || !has_object(d, v))) {
			*kind = CS_COUNT_KILLED;
			return;
		}
		uint32_t with = base == CS_REL_OBL ? cs_child(d, a, CS_REL_CASE) : CS_NONE;
		if (with != CS_NONE && lemma(d, with, " with alongside ") &&
		    (noun == CS_NONE || lemma(d, noun, " other man men people person woman women ")) &&
		    (x == CS_COUNT_ARRESTED || x == CS_COUNT_KILLED || x == CS_COUNT_INJURED) &&
		    cs_child(d, v, CS_REL_AUX_PASS) != CS_NONE) {
			*kind = x;
			return;
		}
		if (passive || object) {
			cs_count_kind_t y;
			uint32_t dead = child_kind(c, v, CS_REL_XCOMP, CS_COUNT_ADJ, &y);
			uint32_t did = dead == CS_NONE && passive
			                   ? child_kind(c, v, CS_REL_XCOMP, CS_COUNT_VERB, &y)
			                   : CS_NONE;
			if (dead != CS_NONE || (did != CS_NONE && befalls_subject(d, did)))
				*kind = y; /* "are thought to have drowned" */
			else if (x)
				*kind = x;
			else if (passive && lemma(d, v, " take rush bring ") &&
			         inside(d, v, " hospital clinic "))
				*kind = CS_COUNT_INJURED; /* "12 were taken to hospital" */
			else if (noun != CS_NONE && lemma(d, noun, " life ") &&
			         lemma(d, v, " take claim lose cost "))
				*kind = CS_COUNT_KILLED;
			else if (lemma(d, v, " force drive push ") &&
			         (inside(d, v, " home house ") || inside(d, a, " home house ")))
				*kind = CS_COUNT_DISPLACED;
			else if (lemma(d, v, " send deploy dispatch keep station base garrison ") &&
			         lemma(d, a, " man men "))
				*kind = CS_COUNT_TROOPS;
			else if (object && noun != CS_NONE && is_people(c, noun) &&
			         ((lemma(d, v, " take hold seize ") &&
			           inside_any(d, v, " hostage captive prisoner ")) ||
			          (lemma(d, v, " hold ") && actor_holds(c, v))))
				*kind = CS_COUNT_ARRESTED; /* "took 10 girls hostage", "hold eight aid workers" */
			else if (lemma(d, v, " lose ") && object && is_people(c, noun) && noun != CS_NONE &&
			         (lemma(d, noun, " man men commander comrade pilot member ") ||
			          kind_of(c, CS_COUNT_NOUN, noun, ANY) == CS_COUNT_TROOPS))
				*kind = CS_COUNT_KILLED; /* "the militia lost 45 men" */
		} else if (subject) {
			cs_count_kind_t y = kind_of(c, CS_COUNT_ADJ, v, ANY);
			bool argues =
			    lemma(d, v, " demonstrate protest ") &&
			    (cs_child(d, v, CS_REL_OBJ) != CS_NONE || cs_child(d, v, CS_REL_CCOMP) != CS_NONE);
			if ((x == CS_COUNT_PRESENT && !argues && !lemma(d, v, " draw attract ")) ||
			    (x && befalls_subject(d, v)))
				*kind = x;
			else if ((lemma(d, v, " take turn pour flood ") && streets(d, v)) ||
			         (lemma(d, v, " fill pack jam throng crowd ") && is_people(c, noun) &&
			          cs_child(d, v, CS_REL_OBJ) != CS_NONE) ||
			         (lemma(d, v, " keep hold ") && inside_any(d, v, " vigil ")))
				*kind = CS_COUNT_PRESENT;
			else if ((lemma(d, v, " shelter ") && is_people(c, noun)) ||
			         (lemma(d, v, " stay live sleep ") &&
			          inside_any(d, v, " shelter tent camp stadium gymnasium ")))
				*kind = CS_COUNT_DISPLACED;
			else if (lemma(d, v, " suffer sustain ") && inside(d, v, " injury burn wound "))
				*kind = CS_COUNT_INJURED;
			else if (lemma(d, v, " leave abandon lose ") && inside(d, v, " home house "))
				*kind = CS_COUNT_DISPLACED;
			else if (lemma(d, v, " lose ") && inside(d, v, " life "))
				*kind = CS_COUNT_KILLED;
			else if (y &&
			         (d->words.p[v].upos != CS_POS_VERB || d->words.p[v].deprel == CS_REL_XCOMP))
				*kind = y;
			else if (where_they_are(d, v))
				*kind = where_they_are(d, v);
		}
		/* "the toll rose to 12", "put the number of dead at 30" */
		if ((object || subject || base == CS_REL_OBL) && *kind == CS_COUNT_OTHER)
			*kind = total(c, v);
		if (base == CS_REL_NUMMOD || base == CS_REL_AMOD || base == CS_REL_COMPOUND ||
		    base == CS_REL_ADVMOD) {
			if (d->words.p[v].upos == CS_POS_VERB || up > 2)
				return;
			a = v;
			continue;
		}
		return;
	}
}

/* "40 hurt", "14 killed": what a bare number of people became, whatever the tree says. */
static cs_count_kind_t state_behind(const cs_counting_t *c, const cs_quantity_t *q)
{
	const cs_doc_t *d = c->d;
	uint32_t k = q->last;

	if (q->money || k >= d->words.n || d->words.p[k].sent != d->words.p[q->first].sent ||
	    (d->words.p[k].xpos != CS_XP_VBN && d->words.p[k].xpos != CS_XP_VBD &&
	     d->words.p[k].xpos != CS_XP_JJ) ||
	    cs_child(d, k, CS_REL_OBJ) != CS_NONE || cs_child(d, k, CS_REL_CCOMP) != CS_NONE)
		return CS_COUNT_OTHER;
	cs_count_kind_t x = kind_of(c, CS_COUNT_ADJ, k, ANY);
	if (!x && d->words.p[k].xpos == CS_XP_VBN)
		x = kind_of(c, CS_COUNT_VERB, k, ANY);
	return x == CS_COUNT_NOTHING || x == CS_COUNT_PRESENT ? CS_COUNT_OTHER : x;
}

/* What the place says where they are: "46 dead and 76 in hospital", "with 176 aboard". */
static cs_count_kind_t place_behind(const cs_counting_t *c, const cs_quantity_t *q)
{
	const cs_doc_t *d = c->d;
	uint32_t k = q->last;
	if (!q->money && k < d->words.n && d->words.p[k].sent == d->words.p[q->first].sent &&
	    cs_listed(d->words.p[k].form, " aboard onboard inside "))
		return CS_COUNT_PRESENT;
	if (q->money || k + 1 >= d->words.n || d->words.p[k + 1].sent != d->words.p[q->first].sent ||
	    !cs_listed(d->words.p[k].form, " in "))
		return CS_COUNT_OTHER;
	return lemma(d, k + 1, " hospital ")                                  ? CS_COUNT_INJURED
	       : lemma(d, k + 1, " prison jail custody detention captivity ") ? CS_COUNT_ARRESTED
	                                                                      : CS_COUNT_OTHER;
}

/* "61 civilians and six soldiers dead": what stands right behind the phrase. */
static cs_count_kind_t state_of_all(const cs_counting_t *c, uint32_t noun)
{
	const cs_doc_t *d = c->d;
	for (uint32_t k = d->words.p[noun].child; k != CS_NONE; k = d->words.p[k].next)
		if (k > noun && d->words.p[k].deprel == CS_REL_CONJ && d->words.p[k].upos == CS_POS_NOUN)
			noun = k;
	uint32_t next = noun + 1;
	if (next < d->words.n && d->words.p[next].sent == d->words.p[noun].sent &&
	    lemma(d, next, " aboard onboard inside ") && is_people(c, noun))
		return CS_COUNT_PRESENT;
	if (next >= d->words.n || d->words.p[next].sent != d->words.p[noun].sent ||
	    d->words.p[next].upos != CS_POS_ADJ ||
	    (next + 1 < d->words.n && d->words.p[next + 1].upos == CS_POS_NOUN))
		return CS_COUNT_OTHER;
	cs_count_kind_t x = kind_of(c, CS_COUNT_ADJ, next, ANY);
	return x == CS_COUNT_NOTHING || x == CS_COUNT_PRESENT ? CS_COUNT_OTHER : x;
}

bool cs_count_act(const cs_counting_t *c, const cs_quantity_t *q, cs_count_t *out)
{
	const cs_doc_t *d = c->d;
	uint32_t h = head_of(d, q->first, q->last), noun = CS_NONE, a = h;
	const cs_word_t *w = &d->words.p[h];
	if (q->money) { /* the sign is the head, or hangs on it */
		a = noun = w->head != CS_NONE && w->head >= q->begin && w->head < q->first ? w->head : h;
	} else {
		uint32_t of = of_what(d, h);
		if (of != CS_NONE && !(w->deprel == CS_REL_NUMMOD && w->head != CS_NONE && w->head > h)) {
			noun = of;
		} else if ((w->deprel == CS_REL_NUMMOD || w->deprel == CS_REL_AMOD ||
		            w->deprel == CS_REL_DET || w->deprel == CS_REL_COMPOUND ||
		            w->deprel == CS_REL_NMOD_UNMARKED) &&
		           w->head != CS_NONE && w->head > h) {
			a = noun = w->head;
		} else if (w->head != CS_NONE && w->head > h && w->head - q->last < 3 &&
		           w->deprel != CS_REL_NSUBJ && w->deprel != CS_REL_NSUBJ_PASS &&
		           w->deprel != CS_REL_OBL && w->deprel != CS_REL_OBJ &&
		           w->deprel != CS_REL_ADVMOD && d->words.p[w->head].upos == CS_POS_NOUN) {
			a = noun = w->head;
		}
	}
	/* "combat and civilian deaths" */
	if (noun != CS_NONE && !q->money) {
		uint32_t over = d->words.p[noun].head;
		cs_deprel_t rel = (cs_deprel_t)d->words.p[noun].deprel;
		if ((rel == CS_REL_COMPOUND || rel == CS_REL_AMOD) && over != CS_NONE && over > noun)
			a = noun = over;
	}
	cs_count_kind_t by_noun = q->money ? CS_COUNT_MONEY : kind_of(c, CS_COUNT_NOUN, noun, ANY),
	                by_act = CS_COUNT_OTHER;
	if (noun == CS_NONE && !q->money && q->last < d->words.n &&
	    d->words.p[q->last].sent == w->sent &&
	    (d->words.p[q->last].xpos == CS_XP_VBN || d->words.p[q->last].xpos == CS_XP_JJ) &&
	    kind_of(c, CS_COUNT_ADJ, q->last, ANY))
		noun = q->last; /* "30 wounded" */
	uint32_t second = noun == CS_NONE || d->words.p[noun].xpos != CS_XP_NN
	                      ? CS_NONE
	                      : cs_child(d, noun, CS_REL_CONJ);
	if (second != CS_NONE && d->words.p[second].upos == CS_POS_NOUN && q->min > 1)
		noun = second; /* "12 combat and civilian deaths" with its head on the first */
	if (!by_noun)
		by_noun = kind_of(c, CS_COUNT_NOUN, noun, ANY);
	/* "artillery systems", "asylum seekers" */
	if (noun != CS_NONE && !by_noun) {
		child_kind(c, noun, CS_REL_COMPOUND, CS_COUNT_NOUN, &by_noun);
		if (by_noun == CS_COUNT_TROOPS)
			by_noun = CS_COUNT_OTHER; /* "24 police posts" */
	}
	/* "two armoured vehicles" */
	if (noun != CS_NONE && !by_noun && lemma(d, noun, " vehicle carrier car "))
		for (uint32_t k = d->words.p[noun].child; k != CS_NONE; k = d->words.p[k].next)
			if (lemma(d, k, " armored armoured "))
				by_noun = CS_COUNT_WEAPONS;
	/* "200 armed men" */
	if (noun != CS_NONE && !by_noun && people(d, noun))
		for (uint32_t k = d->words.p[noun].child; k != CS_NONE; k = d->words.p[k].next)
			if (lemma(d, k, " armed uniformed "))
				by_noun = CS_COUNT_TROOPS;
	/* "12 dead", "20 injured" */
	if (noun != CS_NONE && !by_noun && d->words.p[noun].upos != CS_POS_VERB)
		by_noun = kind_of(c, CS_COUNT_ADJ, noun, ANY);
	if (noun != CS_NONE && !by_noun)
		by_noun = kind_of(c, CS_COUNT_ACT, noun, ANY);
	if (by_noun == CS_COUNT_NOTHING)
		return false;
	/* "2 Timothy" */
	if (noun != CS_NONE && q->digits && d->words.p[noun].xpos == CS_XP_NNP && q->max > 1)
		return false;
	cs_count_kind_t became = CS_COUNT_OTHER;
	if (noun == CS_NONE || noun == q->last)
		became = state_behind(c, q);
	if (!became && noun == CS_NONE)
		became = place_behind(c, q);
	if (!became && noun != CS_NONE && noun != q->last)
		became = state_of_all(c, noun);
	bool strong = q->last + 1 < d->words.n && lemma(d, q->last + 1, " strong ");
	if (strong && q->last + 2 < d->words.n && d->words.p[q->last + 2].upos == CS_POS_NOUN) {
		a = noun = q->last + 2; /* "a 20-strong unit" */
		by_noun = kind_of(c, CS_COUNT_NOUN, noun, ANY);
		if (lemma(d, noun, " unit squad team force platoon convoy band gang "))
			by_noun = CS_COUNT_TROOPS;
	}
	/* numbers that stand alone count something only as what does or suffers something */
	if (noun == CS_NONE && q->digits && !became && !strong && !cs_count_of_them(d, q)) {
		cs_deprel_t rel = cs_rel_base((cs_deprel_t)w->deprel);
		bool argument = rel == CS_REL_NSUBJ || rel == CS_REL_OBJ || rel == CS_REL_CONJ ||
		                (rel == CS_REL_NMOD && cs_child(d, h, CS_REL_CASE) != CS_NONE) ||
		                rel == CS_REL_OBL;
		uint32_t prep = cs_child(d, h, CS_REL_CASE);
		if (prep != CS_NONE && lemma(d, prep, " under over above below aged "))
			return false; /* an age */
		if (q->begin > 0 && q->begin == q->first && d->words.p[q->first - 1].upos == CS_POS_PROPN)
			return false;
		/* "1,051 voters in the north and 1,077 in the south" */
		bool again = cs_find(w->form, ',') < w->form.n && rel == CS_REL_CONJ;
		bool bare = q->end - q->begin == q->last - q->first;
		if (!again && (!argument || (bare && rel == CS_REL_CONJ)))
			return false;
	}
	uint32_t act = CS_NONE;
	find_act(c, a, noun, &by_act, &act);
	/* "injuring scores", "killed 12": the verb right before it, whatever the tree says */
	uint32_t verb =
	    q->begin > 0 && d->words.p[q->begin - 1].sent == w->sent ? q->begin - 1 : CS_NONE;
	if (verb != CS_NONE && d->words.p[verb].upos == CS_POS_VERB && !befalls_subject(d, verb)) {
		cs_count_kind_t x =
		    kind_of(c, CS_COUNT_VERB, verb, is_people(c, noun) ? CS_COUNT_PEOPLE : 0u);
		if (x && x != CS_COUNT_PRESENT) {
			by_act = by_act == CS_COUNT_KILLED && x == CS_COUNT_INJURED && act == verb ? by_act : x;
			act = verb;
		}
	}
	/* "nine dead and 40 hurt" */
	if (became) {
		by_act = became;
		act = act == CS_NONE ? q->last : act;
	}
	/* "the deaths of at least 12 …", whatever the tree says */
	uint32_t of = q->begin > 1 ? q->begin - 1 : CS_NONE;
	if (of != CS_NONE && d->words.p[of - 1].sent == w->sent && lemma(d, of, " of ")) {
		cs_count_kind_t x = kind_of(c, CS_COUNT_ACT, of - 1, ANY);
		if (x && x != CS_COUNT_NOTHING) {
			by_act = x;
			act = of - 1;
		}
		x = kind_of(c, CS_COUNT_NOUN, of - 1, ANY); /* "a force of 2,000" */
		if (noun == CS_NONE && (x == CS_COUNT_TROOPS || x == CS_COUNT_PRESENT))
			by_noun = x;
	}
	/* "45 dead and 120 wounded": the number's own word knows best */
	cs_count_kind_t state =
	    noun != CS_NONE && noun == w->head && w->deprel == CS_REL_NUMMOD &&
	            (d->words.p[noun].xpos == CS_XP_VBN || d->words.p[noun].upos == CS_POS_ADJ)
	        ? kind_of(c, CS_COUNT_ADJ, noun, ANY)
	        : CS_COUNT_OTHER;
	if (state && state != CS_COUNT_NOTHING)
		by_act = state;
	/* "12 wounded soldiers" */
	cs_count_kind_t by_adj = CS_COUNT_OTHER;
	if (noun != CS_NONE)
		child_kind(c, noun, CS_REL_AMOD, CS_COUNT_ADJ, &by_adj);
	if (by_adj == CS_COUNT_KILLED) /* "shot dead 12 people" */
		by_act = by_adj;
	bool thing = by_noun == CS_COUNT_WEAPONS || by_noun == CS_COUNT_MONEY ||
	             (by_noun == CS_COUNT_TROOPS &&
	              (by_act == CS_COUNT_PRESENT || by_act == CS_COUNT_DISPLACED));
	out->kind = (uint8_t)(thing ? by_noun : by_act ? by_act : by_adj ? by_adj : by_noun);
	/* "one early supporter said" */
	if (q->exact && !q->digits && q->min >= 1 && q->max <= 1 &&
	    (out->kind == CS_COUNT_OTHER || out->kind == CS_COUNT_PRESENT))
		return false;
	/* a noun for the act itself is its event: "12 arrests" */
	out->event =
	    noun != CS_NONE && event_at(c, noun) != CS_NONE ? event_at(c, noun) : event_of(c, act);
	return true;
}
