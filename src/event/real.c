/* real.c - did it take place?
 *
 * Polarity and reality come from the frame's own signs (negation, modal, future, condition,
 * question), from words beside it (adverbs, adjectives and participles before a noun, prepositions:
 * "often", "foiled", "ahead of") and from the words above it: "failed to", "plans to", "prevented
 * from" (all in lexicon/cues/reality.txt) and words of denial. The walk goes up the frames, at most
 * UP_MAX steps; each step composes what the word above says with its own polarity ("did not manage
 * to": negated; "did not deny": affirmed; "did not rule out": possible). A noun with a definite
 * article is taken for real under a modal ("will discuss the attack"), one without is not ("could
 * lead to war").
 *
 * Cost: linear in the words that hang on the act and on the frames above it. It does not follow
 * what a later sentence says of an earlier one. */
#include "event/event_int.h"

#include "lex/cues.h"

enum { UP_MAX = 6 };

typedef struct state {
	uint8_t reality, negated, historical;
	uint8_t settled;                      /* a bare infinitive is no sign any more */
	uint8_t more;                         /* words behind reality_word that belong to it */
	uint32_t reality_word, polarity_word; /* or CS_NONE */
	uint8_t polarity_more;
	uint32_t
	    denied; /* of an accusation, an offer: the word that rejects what it says; or CS_NONE */
} state_t;

static bool lemma_is(const cs_doc_t *d, uint32_t w, const char *lemma)
{
	return w != CS_NONE && cs_eqz(d->words.p[w].lemma, lemma);
}

/* "whether" over a clause; CS_NONE where a question mark alone asks. */
static uint32_t whether(const cs_doc_t *d, const cs_frame_t *f)
{
	uint32_t verb = f->light != CS_NONE ? f->light : f->head;
	for (uint32_t k = d->words.p[verb].child; k != CS_NONE; k = d->words.p[k].next)
		if (d->words.p[k].deprel == CS_REL_MARK &&
		    (lemma_is(d, k, "whether") || lemma_is(d, k, "if")))
			return k;
	return CS_NONE;
}

/* "is due to visit", where the tree has "due to" for a preposition: its "due", or CS_NONE. */
static uint32_t due_to(const cs_doc_t *d, const cs_frame_t *f)
{
	if (d->words.p[f->head].xpos != CS_XP_VB)
		return CS_NONE;
	for (uint32_t k = d->words.p[f->head].child; k != CS_NONE && k < f->head;
	     k = d->words.p[k].next)
		if (d->words.p[k].deprel == CS_REL_MARK && lemma_is(d, k, "due"))
			return k;
	return CS_NONE;
}

/* "to attack", "to be attacked" */
static bool infinitive(const cs_doc_t *d, const cs_frame_t *f)
{
	bool to = false, be = false;
	if (f->flags & CS_F_INFINITIVE)
		return true;
	if (!(f->flags & CS_F_PASSIVE) || (f->flags & (CS_F_FUTURE | CS_F_MODAL)))
		return false;
	uint32_t verb = f->light != CS_NONE ? f->light : f->head;
	for (uint32_t k = d->words.p[verb].child; k != CS_NONE && k < verb; k = d->words.p[k].next) {
		to |= d->words.p[k].xpos == CS_XP_TO;
		be |= lemma_is(d, k, "be") && d->words.p[k].xpos == CS_XP_VB;
	}
	return to && be;
}

static state_t own(const cs_doc_t *d, const cs_frame_t *f)
{
	state_t s = {
	    .reality = CS_ACTUAL, .reality_word = CS_NONE, .polarity_word = CS_NONE, .denied = CS_NONE};
	if (f->neg != CS_NONE) {
		s.negated = 1;
		s.polarity_word = f->neg;
	}
	if (f->flags & CS_F_CONDITION) {
		s.reality = CS_CONDITIONAL;
		s.reality_word = f->condition;
	} else if (f->flags & CS_F_QUESTION) {
		s.reality = CS_HYPOTHETICAL;
		s.reality_word = whether(d, f);
	} else if (f->flags & CS_F_FUTURE) {
		s.reality = CS_FUTURE;
		s.reality_word = f->modal;
	} else if ((s.reality_word = due_to(d, f)) != CS_NONE) {
		s.reality = CS_FUTURE;
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

/* How this frame stands in the one above: is the entry said of acts in that place? In a headline a
 * verb without an object may be a passive ("Attack foiled"). */
static bool said_of(const cs_real_t *r, uint8_t slot, cs_str_t prep, bool headless)
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
		return r->subj || (headless && r->obj);
	default:
		return false;
	}
}

static cs_effect_t effect_of(const cs_coding_t *c, const cs_frame_t *p, uint32_t word,
                             cs_cue_pos_t pos, uint8_t slot, cs_str_t prep)
{
	const cs_cues_t *q = c->lex->cues;
	bool headless = (c->d->sents.p[p->sent].flags & CS_S_HEADLINE) && p->kind == CS_PRED_VERB;
	for (uint32_t i = p->arg_begin; headless && i < p->arg_end; i++)
		headless = c->d->args.p[i].slot != CS_SLOT_OBJ;
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
		if (said_of(r, slot, prep, headless))
			return (cs_effect_t)r->effect;
	}
	return CS_EFFECT_NONE;
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

static bool in_class(const cs_coding_t *c, const char *name, uint32_t word)
{
	const cs_word_set_t *set = cs_rules_class(c->lex->rules, name);
	return set && cs_in_set(c->d, set, word);
}

/* Is this a word of denial, with the act in what it denies? */
static bool denies(const cs_coding_t *c, const cs_frame_t *f, const cs_frame_t *p, uint8_t slot)
{
	const cs_cues_t *q = c->lex->cues;
	if (!q || (slot != CS_SLOT_OBJ && slot != CS_SLOT_COMP))
		return false;
	const cs_word_t *head = &c->d->words.p[p->head];
	/* "disavowed the attack": there was one */
	if (slot == CS_SLOT_OBJ && f->kind == CS_PRED_NOUN && definite(c->d, f->head) &&
	    in_class(c, "disavow", p->head))
		return false;
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

static void set_reality(state_t *s, uint8_t reality, uint32_t word)
{
	/* the sign next to the act is the one that is shown */
	if (s->reality == reality && reality != CS_ACTUAL && s->reality_word != CS_NONE)
		return;
	s->reality = reality;
	s->reality_word = word;
	s->more = 0;
}

static void negate(state_t *s, uint32_t word)
{
	s->negated = !s->negated;
	if (s->negated || s->polarity_word == CS_NONE) {
		s->polarity_word = word;
		s->polarity_more = 0;
	}
}

/* What the word above makes of the act below. above: the word's own state. */
static void compose(state_t *s, cs_effect_t e, const state_t *above, uint32_t word)
{
	bool open = s->reality == CS_ACTUAL || s->reality == CS_HYPOTHETICAL;
	s->historical |= above->historical && e != CS_EFFECT_NONE;
	switch (e) {
	case CS_EFFECT_NONE:
	case CS_EFFECT_KNOWN:
	case CS_N_EFFECT:
		return;
	case CS_EFFECT_HISTORICAL:
		s->historical = 1;
		return;
	case CS_EFFECT_EXCLUDED:
		if (above->negated) {
			set_reality(s, CS_HYPOTHETICAL, word);
			return;
		}
		if (open)
			set_reality(s, above->reality, above->reality_word);
		negate(s, word);
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
	case CS_EFFECT_OPEN:
		set_reality(s, CS_HYPOTHETICAL, word);
		break;
	case CS_EFFECT_GENERIC:
		set_reality(s, CS_GENERIC, word);
		break;
	}
	if (above->negated)
		negate(s, above->polarity_word);
}

/* The first entry for a word as this part of speech whose effect may be taken; by form, then by lemma. */
static const cs_real_t *entry_of(const cs_coding_t *c, uint32_t word, cs_cue_pos_t pos)
{
	const cs_cues_t *q = c->lex->cues;
	const cs_word_t *w = &c->d->words.p[word];
	uint32_t i = cs_cues_real(q, pos, w->norm_id);
	if (i == CS_NONE && w->lemma_id != w->norm_id)
		i = cs_cues_real(q, pos, w->lemma_id);
	return i == CS_NONE ? NULL : &q->real.p[i];
}

/* Does this phrase end right before a word? */
static bool ends_at(const cs_doc_t *d, const cs_real_phrase_t *p, uint32_t end)
{
	uint32_t first = d->sents.p[d->words.p[end].sent].words.begin;
	if (end < first + p->n)
		return false;
	for (uint32_t i = 0; i < p->n; i++)
		if (d->words.p[end - p->n + i].norm_id != p->word[i])
			return false;
	return true;
}

/* Where a noun's phrase begins behind its prepositions; a verb's own place. */
static uint32_t begin_of(const cs_doc_t *d, const cs_frame_t *f)
{
	uint32_t begin = f->head;
	if (f->kind != CS_PRED_NOUN)
		return begin;
	for (uint32_t k = d->words.p[f->head].child; k != CS_NONE && k < f->head;
	     k = d->words.p[k].next) {
		if (d->words.p[k].deprel == CS_REL_CASE || d->words.p[k].deprel == CS_REL_MARK)
			begin = f->head;
		else if (begin > d->words.p[k].left)
			begin = d->words.p[k].left;
	}
	return begin;
}

/* An effect that stands beside the act, with nothing above it. */
static void beside(state_t *s, uint8_t effect, uint32_t word)
{
	static const state_t nothing = {
	    .reality = CS_ACTUAL, .reality_word = CS_NONE, .polarity_word = CS_NONE, .denied = CS_NONE};
	if (effect == CS_EFFECT_NEGATED) {
		set_reality(s, CS_ACTUAL, CS_NONE);
		s->settled = 1;
	}
	/* what is possible or to come already stays that, whatever it is called */
	if (s->reality == CS_ACTUAL || effect == CS_EFFECT_NEGATED || effect == CS_EFFECT_HISTORICAL)
		compose(s, (cs_effect_t)effect, &nothing, word);
}

static void prepositions(const cs_coding_t *c, const cs_frame_t *f, state_t *s)
{
	const cs_cues_t *q = c->lex->cues;
	uint32_t at[2] = {begin_of(c->d, f), f->head};
	for (uint32_t i = 0; i < q->real_phrase.n; i++)
		for (int k = 0; k < 2 && (k == 0 || at[1] != at[0]); k++)
			if (ends_at(c->d, &q->real_phrase.p[i], at[k])) {
				uint32_t n = q->real_phrase.p[i].n, first = at[k] - n;
				beside(s, q->real_phrase.p[i].effect, first);
				if (s->reality_word == first)
					s->more = (uint8_t)(n - 1);
				if (s->polarity_word == first)
					s->polarity_more = (uint8_t)(n - 1);
				return;
			}
}

/* Adverbs of the verb, adjectives and determiners of the noun. */
static void modifiers(const cs_coding_t *c, const cs_frame_t *f, state_t *s)
{
	const cs_doc_t *d = c->d;
	bool noun = f->kind == CS_PRED_NOUN && f->light == CS_NONE;
	uint32_t at = f->light != CS_NONE ? f->light : f->head;
	bool habit = !(f->flags & (CS_F_PAST | CS_F_PERFECT | CS_F_PROGRESSIVE | CS_F_PASSIVE));
	for (int pass = 0; pass < 2; pass++) {
		uint32_t of = pass ? f->head : at;
		for (uint32_t k = d->words.p[of].child; k != CS_NONE; k = d->words.p[k].next) {
			const cs_word_t *w = &d->words.p[k];
			const cs_real_t *r = NULL;
			if ((w->deprel == CS_REL_ADVMOD || w->deprel == CS_REL_MARK) && pass == 0 && !noun) {
				r = entry_of(c, k, CS_CUE_ADV);
				/* "almost certainly won" says nothing of the act */
				bool at_verb = k + 1 == at;
				if (r && ((r->effect == CS_EFFECT_GENERIC && !habit) ||
				          (r->effect == CS_EFFECT_NEGATED && !at_verb)))
					r = NULL;
			} else if (w->deprel == CS_REL_AMOD && k < of && f->kind == CS_PRED_NOUN) {
				r = entry_of(c, k, CS_CUE_ADJ);
				while (r && !r->mod)
					r = r->next == CS_NONE ? NULL : &c->lex->cues->real.p[r->next];
			} else if (w->deprel == CS_REL_DET && noun && lemma_is(d, k, "any") &&
			           (f->parent == CS_NONE || d->frames.p[f->parent].neg == CS_NONE)) {
				beside(s, CS_EFFECT_GENERIC, k);
			}
			if (r)
				beside(s, r->effect, k);
		}
		if (f->light == CS_NONE)
			break;
	}
}

/* The frame's own signs, what its light verb says of the noun ("cancelled the talks"), and the words
 * beside it. */
static state_t with_light(const cs_coding_t *c, const cs_frame_t *f)
{
	state_t s = own(c->d, f);
	if (!c->lex->cues)
		return s;
	if (f->light != CS_NONE) {
		cs_effect_t e = effect_of(c, f, f->light, CS_CUE_VERB, CS_SLOT_OBJ, (cs_str_t){0});
		if (e != CS_EFFECT_NONE && e != CS_EFFECT_ACTUAL) {
			state_t noun = {.reality = CS_ACTUAL,
			                .reality_word = CS_NONE,
			                .polarity_word = CS_NONE,
			                .denied = CS_NONE};
			compose(&noun, e, &s, f->light);
			s = noun;
		}
	}
	modifiers(c, f, &s);
	prepositions(c, f, &s);
	return s;
}

/* What the frame above says of this one. A clause that tells of the past is not asked for or
 * planned, whatever verb stands above it: "told reporters that he had met her". */
static cs_effect_t from_above(const cs_coding_t *c, const cs_frame_t *f, const cs_frame_t *p,
                              cs_str_t prep)
{
	cs_effect_t e = effect_of(c, p, p->head, cue_pos[p->kind], f->parent_slot, prep);
	bool past = f->kind != CS_PRED_NOUN && (f->flags & (CS_F_PAST | CS_F_PERFECT)) &&
	            !(f->flags & (CS_F_INFINITIVE | CS_F_PARTICIPLE));
	/* "declined to say whether they attacked" */
	if (e == CS_EFFECT_NEGATED && (f->flags & CS_F_QUESTION))
		return CS_EFFECT_NONE;
	if (past && (e == CS_EFFECT_FUTURE || e == CS_EFFECT_HYPOTHETICAL || e == CS_EFFECT_OPEN))
		return CS_EFFECT_NONE;
	bool object = e == CS_EFFECT_FUTURE && f->parent_slot == CS_SLOT_OBJ && p->kind == CS_PRED_VERB;
	return (e == CS_EFFECT_OPEN || object) && f->kind == CS_PRED_NOUN && definite(c->d, f->head)
	           ? CS_EFFECT_NONE
	           : e;
}

/* "the offer", "the charge": it was made, whoever rejects it. */
static bool is_spoken(const cs_coding_t *c, const cs_frame_t *f)
{
	return f->kind == CS_PRED_NOUN && f->light == CS_NONE && f->parent_slot == CS_SLOT_OBJ &&
	       in_class(c, "spoken", f->head);
}

bool cs_is_governed(const cs_coding_t *c, uint32_t frame)
{
	const cs_frame_t *f = &c->d->frames.p[frame];
	if (f->parent == CS_NONE)
		return false;
	const cs_frame_t *p = &c->d->frames.p[f->parent];
	cs_effect_t e = from_above(c, f, p, link_prep(c->d, p, frame));
	return e == CS_EFFECT_NEGATED || e == CS_EFFECT_PREVENTED || e == CS_EFFECT_FUTURE ||
	       e == CS_EFFECT_HYPOTHETICAL || e == CS_EFFECT_CONDITIONAL || e == CS_EFFECT_OPEN ||
	       e == CS_EFFECT_EXCLUDED;
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
	return p->neg == CS_NONE && denies(c, noun, p, noun->parent_slot) ? p->head : CS_NONE;
}

/* The "to" of an infinitive, or CS_NONE. */
static uint32_t to_of(const cs_doc_t *d, uint32_t verb)
{
	for (uint32_t k = d->words.p[verb].child; k != CS_NONE; k = d->words.p[k].next)
		if (d->words.p[k].deprel == CS_REL_MARK && lemma_is(d, k, "to"))
			return k;
	return CS_NONE;
}

/* "the first to attack", "the only one to sign": who did it */
static bool is_ordinal(const cs_doc_t *d, uint32_t w)
{
	static const char *const lemmas[] = {"first",  "second", "third", "last",
	                                     "latest", "next",   "only"};
	for (uint32_t k = w == CS_NONE ? CS_NONE : d->words.p[w].child;; k = d->words.p[k].next) {
		uint32_t at = k == CS_NONE ? w : k;
		for (size_t i = 0; at != CS_NONE && i < CS_COUNT(lemmas); i++)
			if (lemma_is(d, at, lemmas[i]))
				return true;
		if (k == CS_NONE)
			return false;
	}
}

/* "Rejected the sanctions": a hostile act that is known is there, whoever rejects it. */
static bool rejects_deed(const cs_coding_t *c, const cs_frame_t *f, const cs_frame_t *p)
{
	return f->kind == CS_PRED_NOUN && f->light == CS_NONE && f->parent_slot == CS_SLOT_OBJ &&
	       p->kind == CS_PRED_VERB && definite(c->d, f->head) && in_class(c, "reject", p->head);
}

static state_t state_of(const cs_coding_t *c, uint32_t frame, bool deed)
{
	const cs_doc_t *d = c->d;
	uint32_t chain[UP_MAX] = {frame}, n = 1;
	for (uint32_t f = d->frames.p[frame].parent; f != CS_NONE && n < UP_MAX;
	     f = d->frames.p[f].parent)
		chain[n++] = f;
	const cs_frame_t *top = &d->frames.p[chain[n - 1]];
	state_t above = with_light(c, top);
	/* "Ministers to meet in Zenda" */
	if (infinitive(d, top) && above.reality == CS_ACTUAL && !above.negated &&
	    (d->sents.p[top->sent].flags & CS_S_HEADLINE))
		set_reality(&above, CS_FUTURE, to_of(d, top->head));
	else if (infinitive(d, top) && above.reality == CS_ACTUAL && !above.settled &&
	         d->words.p[top->head].deprel == CS_REL_ACL &&
	         !is_ordinal(d, d->words.p[top->head].head))
		set_reality(&above, CS_HYPOTHETICAL, CS_NONE);
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
		if (infinitive(d, f) && s.reality == CS_ACTUAL && !s.settled)
			set_reality(&s, CS_HYPOTHETICAL, CS_NONE);
		bool decided = nominal && f->parent_slot == CS_SLOT_OBJ && p->kind == CS_PRED_VERB &&
		               in_class(c, "decided", f->head);
		decided |= deed && i == 0 && rejects_deed(c, f, p);
		bool rejected =
		    (decided || is_spoken(c, f)) &&
		    (e == CS_EFFECT_NEGATED || e == CS_EFFECT_EXCLUDED || denies(c, f, p, f->parent_slot));
		if (rejected) {
			/* it was spoken; what it says is rejected */
			s.denied = above.negated || decided ? CS_NONE : p->head;
		} else if (e != CS_EFFECT_NONE) {
			compose(&s, e, &above, p->head);
		} else if (denies(c, f, p, f->parent_slot)) {
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
		bool inside = f->parent_slot == CS_SLOT_COMP || f->parent_slot == CS_SLOT_OBJ;
		bool for_it = f->parent_slot == CS_SLOT_PREP &&
		              (cs_eqz(prep, "for") || cs_eqz(prep, "of") || cs_eqz(prep, "to"));
		if (above.denied != CS_NONE && (inside || for_it))
			negate(&s, above.denied);
		else if (e == CS_EFFECT_NONE && p->kind == CS_PRED_NOUN && above.negated && i + 2 < n &&
		         !s.negated && c->of_frame[chain[i + 1]] == CS_NONE && inside)
			negate(&s, above.polarity_word);
		above = s;
	}
	return above;
}

void cs_tell_reality(const cs_coding_t *c, uint32_t frame, cs_event_t *e)
{
	const cs_doc_t *d = c->d;
	bool deed = e->base != CS_NONE && cs_type_at(c->lex->ontology, e->base)->quad == 4;
	state_t s = state_of(c, frame, deed);
	/* "rejected any talks" speaks of no kind of act: there were none */
	if (s.negated && s.reality == CS_GENERIC && lemma_is(d, s.reality_word, "any"))
		s.reality = CS_ACTUAL;
	e->reality = s.reality;
	e->historical |= s.historical;
	if (s.reality != CS_ACTUAL && s.reality_word != CS_NONE)
		e->reality_cue =
		    (cs_range_t){d->words.p[s.reality_word].begin, d->words.p[s.reality_word + s.more].end};
	if (s.negated) {
		e->negated = !e->negated;
		if (s.polarity_word != CS_NONE)
			e->polarity_cue = (cs_range_t){d->words.p[s.polarity_word].begin,
			                               d->words.p[s.polarity_word + s.polarity_more].end};
	}
}
