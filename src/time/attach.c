/* attach.c - which act does a time date, and which other acts share its time?
 *
 * A time dates the verb or noun of an act on which it hangs in the tree; from a noun that is no
 * act it is handed on to the verb whose object or oblique that noun is. Then times are shared:
 * by a participle and by a further verb with its verb, by an act with the verb whose subject or
 * new object it is ("the attack killed two on Monday"), and by what names the same act again:
 * chains of coreference, and a definite noun with the stem of a verb or noun some sentences
 * before ("attacked … the attack").
 *
 * Cost: linear in times and frames, but for acts told again: at most BACK frames are looked at
 * for each. */
#include "time/time_int.h"

enum { UP_MAX = 6, SHARE_UP = 3, BACK = 160, SENTS_BACK = 4, STEM_MIN = 4 };

static uint32_t frame_at(const cs_timing_t *c, uint32_t w)
{
	if (w == CS_NONE)
		return CS_NONE;
	return c->d->frame_of[w] != CS_NONE ? c->d->frame_of[w] : c->light[w];
}

static bool before_noun(cs_deprel_t rel)
{
	return rel == CS_REL_COMPOUND || rel == CS_REL_AMOD || rel == CS_REL_NUMMOD ||
	       rel == CS_REL_NMOD_POSS || rel == CS_REL_DET;
}

static bool is_new(const cs_doc_t *d, uint32_t noun)
{
	uint32_t det = cs_child(d, noun, CS_REL_DET);
	return det != CS_NONE && cs_listed(d->words.p[det].form, " a an ");
}

/* The frame that a time hangs on. */
static uint32_t hangs_on(const cs_timing_t *c, const cs_time_t *t)
{
	const cs_doc_t *d = c->d;
	uint32_t h = t->head;
	for (int up = 0; up < UP_MAX; up++) {
		const cs_word_t *w = &d->words.p[h];
		uint32_t g = w->head;
		cs_deprel_t rel = cs_rel_base((cs_deprel_t)w->deprel);
		if (g == CS_NONE) { /* "The vote is on Tuesday" */
			uint32_t s = up == 0 ? cs_child(d, h, CS_REL_NSUBJ) : CS_NONE;
			return frame_at(c, s);
		}
		/* "two days before the summit" tells when something else was */
		const cs_word_t *last = &d->words.p[t->end - 1];
		bool from_it = up == 0 && g >= t->end && last->head == g &&
		               cs_listed(last->form, " before after since ");
		uint32_t f = from_it ? CS_NONE : frame_at(c, g);
		if (f != CS_NONE)
			return f;
		const cs_word_t *x = &d->words.p[g];
		if (from_it) {
			h = g;
			continue;
		}
		if (x->upos == CS_POS_VERB || x->upos == CS_POS_AUX) {
			h = g;
			continue;
		}
		uint32_t in = cs_child(d, g, CS_REL_CASE);
		bool inside = cs_rel_base((cs_deprel_t)x->deprel) == CS_REL_OBL && in != CS_NONE &&
		              cs_listed(d->words.p[in].form, " in during at ");
		/* "filed a 2010 lawsuit" */
		inside |= x->deprel == CS_REL_OBJ && is_new(d, g) && before_noun((cs_deprel_t)w->deprel);
		if (up == 0 && inside) { /* "voted in the 2012 election" */
			h = g;
			continue;
		}
		if (up == 0 && (before_noun((cs_deprel_t)w->deprel) || (g > h && rel == CS_REL_NMOD)))
			return CS_NONE;
		rel = cs_rel_base((cs_deprel_t)x->deprel);
		if (rel == CS_REL_NSUBJ && t->grain > CS_GRAIN_DAY)
			return CS_NONE;
		if (rel == CS_REL_ROOT || rel == CS_REL_APPOS || rel == CS_REL_PARATAXIS)
			return CS_NONE;
		h = g;
	}
	return CS_NONE;
}

/* A time with which the sentence begins is its main verb's, wherever the tree hung it. */
uint32_t cs_time_frame(const cs_timing_t *c, const cs_time_t *t)
{
	const cs_doc_t *d = c->d;
	uint32_t f = hangs_on(c, t);
	if (f != CS_NONE || t->begin > c->lo + 2)
		return f;
	for (uint32_t k = c->lo; k < t->begin; k++)
		if (!cs_listed(d->words.p[k].form,
		               " in on during at by since until before after from between but and ` \" "))
			return CS_NONE;
	for (uint32_t k = c->lo; k < c->hi; k++)
		if (d->words.p[k].head == CS_NONE && d->words.p[k].upos == CS_POS_VERB)
			return frame_at(c, k);
	return CS_NONE;
}

static int64_t length(const cs_time_t *t)
{
	return (int64_t)t->to - t->from;
}

/* Does a tell the time better than b: known, in the calendar, narrower? */
static bool better(const cs_time_t *a, const cs_time_t *b)
{
	bool ka = a->from != CS_NO_DAY, kb = b->from != CS_NO_DAY;
	if (ka != kb)
		return ka;
	if (!ka)
		return false;
	bool va = a->grain == CS_GRAIN_VAGUE, vb = b->grain == CS_GRAIN_VAGUE;
	return va != vb ? vb : length(a) < length(b);
}

static void give(const cs_timing_t *c, uint32_t frame, uint32_t time, uint8_t by)
{
	c->d->time_of[frame] = time;
	c->d->time_by[frame] = by;
}

void cs_time_attach(cs_timing_t *c, uint32_t time)
{
	cs_doc_t *d = c->d;
	uint32_t f = cs_time_frame(c, &d->times.p[time]);
	if (f == CS_NONE)
		return;
	uint32_t old = d->time_of[f];
	if (old == CS_NONE || better(&d->times.p[time], &d->times.p[old]))
		give(c, f, time, CS_TIME_OWN);
}

/* ---- the same act again ------------------------------------------------------------------- */

static uint32_t chain_of(const cs_doc_t *d, uint32_t w)
{
	uint32_t r = d->ref_of ? d->ref_of[w] : CS_NONE;
	return r == CS_NONE ? CS_NONE : d->refs.p[r].chain;
}

static bool is_definite(const cs_doc_t *d, uint32_t w)
{
	for (uint32_t k = d->words.p[w].child; k != CS_NONE; k = d->words.p[k].next) {
		const cs_word_t *x = &d->words.p[k];
		if (x->deprel == CS_REL_DET && cs_listed(x->form, " the this that these those "))
			return true;
	}
	return false;
}

/* "shelling", "shell"; "withdrawal", "withdraw" */
static bool one_stem(cs_str_t a, cs_str_t b)
{
	if (a.n > 6 && cs_ends(a, "ing"))
		a.n -= 3;
	if (b.n > 6 && cs_ends(b, "ing"))
		b.n -= 3;
	cs_str_t s = a.n < b.n ? a : b, l = a.n < b.n ? b : a;
	return s.n >= STEM_MIN && l.n - s.n <= STEM_MIN && memcmp(s.p, l.p, s.n) == 0;
}

static bool tells(const cs_doc_t *d, uint32_t f)
{
	uint32_t t = d->time_of[f];
	return t != CS_NONE && d->times.p[t].from != CS_NO_DAY && d->times.p[t].grain != CS_GRAIN_VAGUE;
}

/* The frame before `frame` that tells when the act of a noun took place. */
static uint32_t told_before(const cs_timing_t *c, uint32_t noun, uint32_t frame)
{
	const cs_doc_t *d = c->d;
	uint32_t chain = chain_of(d, noun);
	bool known = is_definite(d, noun) && d->words.p[noun].xpos != CS_XP_NNS;
	bool owned = cs_child(d, noun, CS_REL_NMOD_POSS) != CS_NONE;
	if (!known && (chain == CS_NONE || !owned))
		return CS_NONE;
	for (uint32_t k = d->words.p[noun].child; k != CS_NONE && k < noun; k = d->words.p[k].next)
		if (cs_listed(d->words.p[k].form,
		              " next new latest other another first second third future similar last "))
			return CS_NONE;
	for (uint32_t f = frame, n = 0; f-- > 0 && n < BACK; n++) {
		const cs_frame_t *x = &d->frames.p[f];
		if (!tells(d, f))
			continue;
		bool same = chain != CS_NONE && chain_of(d, x->head) == chain;
		bool near = x->sent + SENTS_BACK >= d->words.p[noun].sent && x->head < noun;
		if (same || (known && near && x->kind != CS_PRED_ADJ &&
		             one_stem(d->words.p[x->head].lemma, d->words.p[noun].lemma)))
			return f;
	}
	return CS_NONE;
}

uint32_t cs_time_of_act(const cs_timing_t *c, uint32_t w)
{
	const cs_doc_t *d = c->d;
	uint32_t f = frame_at(c, w);
	if (f != CS_NONE && tells(d, f))
		return d->time_of[f];
	if (d->words.p[w].upos != CS_POS_NOUN && d->words.p[w].upos != CS_POS_PROPN)
		return CS_NONE;
	/* frames are in the order of sentences, not quite of words */
	uint32_t end = f;
	if (end == CS_NONE)
		for (end = d->frames.n; end > 0 && d->frames.p[end - 1].sent > d->words.p[w].sent;)
			end--;
	f = told_before(c, w, end);
	return f == CS_NONE ? CS_NONE : d->time_of[f];
}

/* ---- shared times --------------------------------------------------------------------------- */

/* The frame whose time holds for this one too, or CS_NONE: of a participle and of a further verb
 * the verb that it hangs on; of what is begun or tried, the verb that says so. */
static uint32_t time_from(const cs_doc_t *d, const cs_frame_t *f)
{
	uint32_t verb = f->light != CS_NONE ? f->light : f->head, h = d->words.p[verb].head;
	cs_deprel_t rel = (cs_deprel_t)d->words.p[verb].deprel;
	if (f->kind != CS_PRED_VERB && f->light == CS_NONE)
		return CS_NONE;
	bool second = rel == CS_REL_CONJ && f->kind == CS_PRED_VERB;
	/* "has been held since May, and should be freed" */
	if (second && h != CS_NONE && d->frame_of[h] != CS_NONE &&
	    ((d->frames.p[d->frame_of[h]].flags ^ f->flags) & (CS_F_MODAL | CS_F_FUTURE)))
		return CS_NONE;
	bool participle =
	    rel == CS_REL_ADVCL && f->kind == CS_PRED_VERB && (f->flags & CS_F_PARTICIPLE);
	bool phase = rel == CS_REL_XCOMP && h != CS_NONE &&
	             cs_listed(d->words.p[h].lemma,
	                       " begin start continue stop cease finish try manage fail help ");
	if ((!second && !participle && !phase) || h == CS_NONE)
		return CS_NONE;
	return d->frame_of[h];
}

/* A verb before others that are joined to it: the time may stand behind the last ("seized arms
 * and arrested three on Monday"). */
static uint32_t from_later(const cs_doc_t *d, const cs_frame_t *f)
{
	if (f->kind != CS_PRED_VERB || d->words.p[f->head].xpos != CS_XP_VBD)
		return CS_NONE;
	for (uint32_t k = d->words.p[f->head].child; k != CS_NONE; k = d->words.p[k].next) {
		const cs_word_t *x = &d->words.p[k];
		uint32_t g = x->deprel == CS_REL_CONJ ? d->frame_of[k] : CS_NONE;
		if (g != CS_NONE && x->xpos == CS_XP_VBD && d->time_by[g] == CS_TIME_OWN && tells(d, g) &&
		    cs_child(d, k, CS_REL_NSUBJ) == CS_NONE && d->times.p[d->time_of[g]].begin > k)
			return g;
	}
	return CS_NONE;
}

/* An act and the verb whose subject or new object it is. */
static uint32_t from_argument(const cs_doc_t *d, uint32_t frame)
{
	const cs_frame_t *f = &d->frames.p[frame];
	if (f->kind == CS_PRED_NOUN) {
		uint32_t p = f->parent;
		if (p == CS_NONE || d->frames.p[p].kind != CS_PRED_VERB || d->time_by[p] != CS_TIME_OWN)
			return CS_NONE;
		bool with =
		    f->parent_slot == CS_SLOT_SUBJ || (f->parent_slot == CS_SLOT_OBJ && is_new(d, f->head));
		return with && !(d->frames.p[p].flags & CS_F_FUTURE) ? p : CS_NONE;
	}
	for (uint32_t i = f->arg_begin; f->kind == CS_PRED_VERB && i < f->arg_end; i++) {
		const cs_arg_t *a = &d->args.p[i];
		/* "died in the 2012 attack" */
		if (a->slot == CS_SLOT_PREP && a->frame != CS_NONE && d->time_by[a->frame] == CS_TIME_OWN &&
		    d->frames.p[a->frame].kind == CS_PRED_NOUN && cs_listed(a->prep, " in during at ") &&
		    d->words.p[d->times.p[d->time_of[a->frame]].head].head == a->head)
			return a->frame;
		if (a->frame == CS_NONE || d->frames.p[a->frame].kind != CS_PRED_NOUN ||
		    d->time_by[a->frame] != CS_TIME_OWN)
			continue;
		bool subject =
		    a->slot == CS_SLOT_SUBJ &&
		    cs_listed(d->words.p[f->head].lemma,
		              " kill injure wound leave hit strike destroy damage claim target cause "
		              "displace begin start end occur happen take ");
		if (subject || (a->slot == CS_SLOT_OBJ && is_new(d, a->head) &&
		                d->times.p[d->time_of[a->frame]].begin > a->head))
			return a->frame;
	}
	return CS_NONE;
}

void cs_time_share(cs_timing_t *c)
{
	cs_doc_t *d = c->d;
	uint32_t n = d->frames.n;
	uint32_t *from = CS_NEW_N(c->scratch, uint32_t, n);
	for (uint32_t i = 0; i < n; i++) {
		from[i] = CS_NONE;
		if (d->time_of[i] != CS_NONE)
			continue;
		uint32_t f = time_from(d, &d->frames.p[i]);
		for (int up = 0; f != CS_NONE && up < SHARE_UP && d->time_of[f] == CS_NONE; up++)
			f = time_from(d, &d->frames.p[f]);
		if (f == CS_NONE || d->time_of[f] == CS_NONE)
			f = from_later(d, &d->frames.p[i]);
		if (f == CS_NONE)
			f = from_argument(d, i);
		from[i] = f;
	}
	for (uint32_t i = 0; i < n; i++)
		if (from[i] != CS_NONE && tells(d, from[i]))
			give(c, i, d->time_of[from[i]], CS_TIME_INHERITED);
	for (uint32_t i = 0; i < n; i++) {
		const cs_frame_t *f = &d->frames.p[i];
		if (d->time_of[i] != CS_NONE || f->kind != CS_PRED_NOUN)
			continue;
		uint32_t g = told_before(c, f->head, i);
		if (g != CS_NONE)
			give(c, i, d->time_of[g], CS_TIME_INHERITED);
	}
}
