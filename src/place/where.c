/* where.c - the places of events: those that the event's own words name.
 *
 * Behind a word of place in the event's frame ("attacked a market in Zenda", "the talks in Zenda"), deeper in such a
 * phrase ("in the north of Zenda", "at Zenda's airport"), and, of acts that are more than words, beside who or what
 * takes part ("killed two people in Zenda"). What is visited, taken or hit, where it is a place that does not act
 * ("shelled Zenda"), and what stands before an act's noun ("the Zenda talks"). Where the frame names none: the frame
 * that it is the object or purpose of, or goes along with ("carried out an attack in Zenda", "met in Zenda to
 * discuss …", "exploded in Zenda, killing …"); the act that is its subject ("the strike in Zenda killed …"); a place at
 * the beginning of the sentence. A dateline is no event's place. Rules of our own; bounded by DEPTH steps and the
 * arguments of a frame. */
#include "place/place_int.h"

#include "lex/ontology.h"

enum { DEPTH = 4, PLACES_MAX = 8 };

typedef struct where {
	const cs_lex_t *lex;
	cs_doc_t *d;
	cs_event_t *e;
} where_t;

static void add(const where_t *w, uint32_t place)
{
	const cs_place_t *x = &w->d->places.p[place];
	const cs_sent_t *s = &w->d->sents.p[w->d->words.p[x->begin].sent];

	if ((s->flags & CS_S_DATELINE) && x->begin < s->dateline_end)
		return;
	for (uint32_t i = 0; i < w->e->places.n; i++)
		if (w->e->places.p[i] == place)
			return;
	if (w->e->places.n < PLACES_MAX)
		*CS_PUSH(&w->d->arena, &w->e->places) = place;
}

/* The place whose name has this head, where it is one, and not who acts. */
static uint32_t place_at(const where_t *w, uint32_t word)
{
	uint32_t i = w->d->place_of[word];
	return i != CS_NONE && w->d->places.p[i].head == word ? i : CS_NONE;
}

static bool is_part_word(const cs_word_t *w) /* "the outskirts of", "the city of" */
{
	return w->upos != CS_POS_PROPN &&
	       cs_listed(
	           w->lemma,
	           " city town village province region district governorate county state area part "
	           "outskirts suburb border north south east west center centre heart streets street "
	           "port capital camp island edge middle countryside neighborhood neighbourhood "
	           "hills mountains valley coast side stronghold enclave oblast territory rest ");
}

static bool is_way(const cs_word_t *w) /* "on the road between Zenda and Strelsau" */
{
	return cs_listed(w->lemma, " road highway street bridge outskirts border island coast square "
	                           "frontline edge bank shore ");
}

static bool leads(cs_str_t prep)
{
	return cs_listed(prep, " between of from to ");
}

/* The places that a phrase of place names: its head and what is joined to it, else what it is of. */
static bool inside(const where_t *w, uint32_t head, int depth)
{
	const cs_word_t *words = w->d->words.p;
	uint32_t place = place_at(w, head);
	bool found = place != CS_NONE;

	if (found)
		add(w, place);
	for (uint32_t k = words[head].child; k != CS_NONE && depth > 0; k = words[k].next) {
		cs_deprel_t rel = (cs_deprel_t)words[k].deprel;
		cs_str_t prep = cs_place_prep(w->d, k);
		bool more = false;
		if (rel == CS_REL_CONJ && (prep.n == 0 || cs_is_where(prep)))
			more = true; /* "in Zenda and Strelsau" */
		else if (!found && (rel == CS_REL_APPOS || rel == CS_REL_FLAT || rel == CS_REL_NMOD_DESC))
			more = w->d->mention_of[head] == CS_NONE; /* not "Senator Roe (R-Fla.)" */
		else if (!found && rel == CS_REL_COMPOUND && place_at(w, k) != CS_NONE)
			more = w->d->places.p[place_at(w, k)].role == CS_PLACE_PLACE;
		else if (!found && cs_rel_base(rel) == CS_REL_NMOD)
			more = cs_is_where(prep) || cs_eqz(prep, "outside") ||
			       (cs_eqz(prep, "of") && is_part_word(&words[head])) ||
			       (cs_eqz(prep, "on") && place_at(w, k) != CS_NONE) ||
			       (is_way(&words[head]) && leads(prep));
		if (more && inside(w, k, depth - 1) && rel != CS_REL_CONJ)
			found = true;
	}
	/* "at Zenda's airport"; not "in Ruritania's Zenda region" */
	uint32_t owner = found || depth == 0 ? CS_NONE : cs_child(w->d, head, CS_REL_NMOD_POSS);
	if (owner != CS_NONE && inside(w, owner, depth - 1))
		found = true;
	return found;
}

/* "two people in Zenda", "a convoy near Zenda": what stands by a phrase that is no place itself. */
static void beside(const where_t *w, uint32_t head, int depth)
{
	const cs_word_t *words = w->d->words.p;

	for (uint32_t k = words[head].child; k != CS_NONE; k = words[k].next) {
		cs_deprel_t rel = (cs_deprel_t)words[k].deprel;
		if (rel == CS_REL_CONJ && depth > 0)
			beside(w, k, depth - 1);
		if (rel != CS_REL_NMOD)
			continue;
		if (cs_is_where(cs_place_prep(w->d, k)))
			(void)inside(w, k, DEPTH);
		else if (depth > 0 && w->d->frame_of[k] == CS_NONE)
			beside(w, k, depth - 1);
	}
}

static bool is_material(const where_t *w)
{
	if (w->e->base == CS_NONE)
		return false;
	uint32_t quad = cs_type_at(w->lex->ontology, w->e->base)->quad;
	return quad == 2 || quad == 4;
}

static bool goes_there(const cs_doc_t *d, uint32_t frame)
{
	return cs_listed(d->words.p[d->frames.p[frame].head].lemma,
	                 " visit tour enter leave reach approach cross ");
}

/* Does a phrase behind this word tell a place, by what it names? "on the island of Zenda", "to Zenda". */
static bool may_be_where(const where_t *w, const cs_arg_t *a)
{
	if (cs_is_where(a->prep) || cs_ends(a->prep, " of") || cs_starts(a->prep, "near") ||
	    cs_starts(a->prep, "close"))
		return true;
	if (cs_eqz(a->prep, "on") && is_way(&w->d->words.p[a->head]))
		return true;
	uint32_t i = w->d->place_of[a->head];
	return i != CS_NONE && w->d->places.p[i].role == CS_PLACE_PLACE &&
	       (cs_listed(a->prep, " to from toward towards ") ||
	        (is_material(w) && cs_listed(a->prep, " on over against ")));
}

static bool speaks_of_it(const cs_doc_t *d,
                         uint32_t frame) /* "said", "according": not where it was */
{
	return cs_listed(d->words.p[d->frames.p[frame].head].lemma,
	                 " say tell report add announce claim write note believe think know ");
}

/* "condemned the attack in Zenda": the phrase, which the layer shares with the verb, is the attack's. Who condemns is
 * elsewhere; who signs a deal in Zenda is there. */
static bool is_of_object(const where_t *w, uint32_t frame, uint32_t word)
{
	const cs_doc_t *d = w->d;
	uint32_t up = d->words.p[word].head;

	return up != CS_NONE && d->words.p[up].upos == CS_POS_NOUN &&
	       cs_listed(
	           d->words.p[d->frames.p[frame].head].lemma,
	           " condemn denounce deplore decry welcome praise hail applaud criticise criticize "
	           "blame mourn discuss investigate support oppose reject protest mark reiterate ");
}

/* own: the event's own frame; else one in which it is an argument, of which only phrases of place count. */
static void by_frame(const where_t *w, uint32_t frame, bool own)
{
	const cs_doc_t *d = w->d;
	const cs_frame_t *f = &d->frames.p[frame];

	for (uint32_t i = f->arg_begin; i < f->arg_end; i++) {
		const cs_arg_t *a = &d->args.p[i];
		switch ((cs_slot_t)a->slot) {
		case CS_SLOT_PREP:
			if (a->inherited && is_of_object(w, frame, a->head))
				break;
			if (own ? may_be_where(w, a) : cs_is_where(a->prep))
				(void)inside(w, a->head, DEPTH);
			else if (own && a->frame == CS_NONE)
				beside(w, a->head, 2);
			break;
		case CS_SLOT_OBJ: {
			uint32_t i_of = own ? place_at(w, a->head) : CS_NONE;
			if ((i_of != CS_NONE && d->places.p[i_of].role == CS_PLACE_PLACE &&
			     (is_material(w) || goes_there(d, frame))) ||
			    (own && a->frame == CS_NONE && is_part_word(&d->words.p[a->head])))
				(void)inside(w, a->head, DEPTH); /* "shelled Zenda", "shelled the town of Zenda" */
			else if (own && a->frame == CS_NONE)
				beside(w, a->head, 2);
			break;
		}
		case CS_SLOT_TIME: /* "this week in Zenda" */
			if (own)
				beside(w, a->head, 0);
			break;
		case CS_SLOT_SUBJ:
			if (own && a->frame == CS_NONE && is_material(w))
				beside(w, a->head, 1);
			break;
		case CS_SLOT_MOD:
			if (own && d->place_of[a->head] != CS_NONE &&
			    d->places.p[d->place_of[a->head]].role == CS_PLACE_PLACE)
				add(w, d->place_of[a->head]);
			break;
		default:
			break;
		}
	}
}

/* "In Zenda, rebels …": a phrase of place at the beginning of the sentence, before the verb of the whole. */
static void by_opening(const where_t *w, const cs_frame_t *f)
{
	const cs_doc_t *d = w->d;
	const cs_sent_t *s = &d->sents.p[f->sent];
	uint32_t begin = s->dateline_end > s->words.begin ? s->dateline_end : s->words.begin;

	if (begin >= s->words.end || d->words.p[begin].upos != CS_POS_ADP ||
	    !cs_is_where(d->words.p[begin].lemma))
		return;
	uint32_t head = d->words.p[begin].head;
	if (head == CS_NONE || head <= begin ||
	    cs_rel_base((cs_deprel_t)d->words.p[head].deprel) != CS_REL_OBL)
		return;
	/* of the clause that the event is told in, or of one that goes on with it */
	uint32_t verb = d->words.p[head].head, at = f->head;
	for (int up = 0; up < 3 && at != CS_NONE; up++) {
		if (at == verb) {
			(void)inside(w, head, DEPTH);
			return;
		}
		cs_deprel_t rel = (cs_deprel_t)d->words.p[at].deprel;
		if (rel != CS_REL_CONJ && rel != CS_REL_OBJ && rel != CS_REL_NSUBJ &&
		    rel != CS_REL_NSUBJ_PASS && rel != CS_REL_ADVCL && rel != CS_REL_XCOMP)
			return;
		at = d->words.p[at].head;
	}
}

void cs_place_of_events(const cs_places_t *p, const cs_lex_t *lex, cs_doc_t *d, cs_arena_t *scratch)
{
	(void)p;
	(void)scratch;
	if (!d->places.n)
		return;
	for (uint32_t i = 0; i < d->events.n; i++) {
		where_t w = {lex, d, &d->events.p[i]};
		uint32_t frame = w.e->frame;
		if (frame == CS_NONE)
			continue;
		by_frame(&w, frame, true);
		const cs_frame_t *f = &d->frames.p[frame];
		/* "met to discuss …", "exploded, killing …" */
		bool along =
		    f->parent_slot == CS_SLOT_ADV &&
		    ((f->flags & CS_F_INFINITIVE) ||
		     ((f->flags & CS_F_PARTICIPLE) && cs_child(d, f->head, CS_REL_MARK) == CS_NONE));
		if (w.e->places.n == 0 && f->parent != CS_NONE &&
		    (f->parent_slot == CS_SLOT_OBJ || f->parent_slot == CS_SLOT_SUBJ || along) &&
		    d->frames.p[f->parent].sent == f->sent && !speaks_of_it(d, f->parent))
			by_frame(&w, f->parent, false);
		for (uint32_t k = f->arg_begin; k < f->arg_end && w.e->places.n == 0; k++)
			if (is_material(&w) && d->args.p[k].slot == CS_SLOT_SUBJ &&
			    d->args.p[k].frame != CS_NONE)
				by_frame(&w, d->args.p[k].frame, false); /* "the strike in Zenda killed …" */
		if (w.e->places.n == 0)
			by_opening(&w, f);
	}
}
