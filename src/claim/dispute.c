/* dispute.c - which claims do not agree.
 *
 *   act    of one incident somebody says that it took place, another that it did not, or doubts it
 *   actor  of one incident, or of deeds of one rare kind, they name different sources, and one of
 *          them in a statement or an accusation
 *   blame  two accuse each other, or different actors of the same incident; or who is accused accuses
 *          another in turn
 *   kept   one says what was done under an agreement, another that it was not kept (deal.c)
 *
 * Whoever says both himself does not disagree. Cost: quadratic in the claims of an incident and in
 * the accusations of a document (MAX of each at most). Only what is coded as an event can be in
 * dispute. */
#include "claim/claim_int.h"
#include "lex/ontology.h"

enum { MAX = 48 };

typedef enum side { NEITHER, PRO, CONTRA } side_t;

static side_t side_of(const cs_doc_t *d, const cs_claim_t *c)
{
	const cs_event_t *e = &d->events.p[c->event];
	bool asked = c->stance == CS_DOUBTS && e->reality == CS_HYPOTHETICAL;
	if (e->reality != CS_ACTUAL && e->reality != CS_ATTEMPTED && !asked)
		return NEITHER;
	switch ((cs_stance_t)c->stance) {
	case CS_ASSERTS:
		return e->negated ? CONTRA : PRO;
	case CS_BLAMES:
		return e->negated ? NEITHER : PRO;
	case CS_DENIES:
	case CS_DOUBTS:
		return CONTRA;
	default:
		return NEITHER;
	}
}

/* Do two claims have one holder? The narrator is one; nobody named is somebody else each time. */
static bool one_holder(const cs_doc_t *d, const cs_claim_t *a, const cs_claim_t *b)
{
	bool told_a = a->said == CS_NONE && a->by == CS_NONE;
	bool told_b = b->said == CS_NONE && b->by == CS_NONE;
	if (told_a || told_b)
		return told_a && told_b;
	if (a->said != CS_NONE && a->said == b->said)
		return true;
	for (uint32_t i = 0; i < a->holders.n; i++)
		for (uint32_t k = 0; k < b->holders.n; k++) {
			cs_part_t x = {.entity = a->holders.p[i], .code = d->entities.p[a->holders.p[i]].code};
			cs_part_t y = {.entity = b->holders.p[k], .code = d->entities.p[b->holders.p[k]].code};
			if (cs_same_part(d, &x, &y))
				return true;
		}
	return false;
}

static void add(cs_doc_t *d, cs_dispute_t *to, uint32_t event, uint32_t claim)
{
	for (uint32_t i = 0; i < to->accounts.n; i++)
		if (to->accounts.p[i].event == event && to->accounts.p[i].claim == claim)
			return;
	/* keep the order of the text */
	*CS_PUSH(&d->arena, &to->accounts) = (cs_account_t){event, claim};
	for (uint32_t i = to->accounts.n - 1; i > 0; i--) {
		cs_account_t *a = &to->accounts.p[i - 1], *b = &to->accounts.p[i];
		if (a->event < b->event || (a->event == b->event && a->claim <= b->claim))
			break;
		cs_account_t x = *a;
		*a = *b;
		*b = x;
	}
}

static void keep(cs_doc_t *d, cs_dispute_t *one)
{
	if (one->accounts.n > 1)
		*CS_PUSH(&d->arena, &d->disputes) = *one;
}

/* A material act: words (support, criticism, demands) are repeated by many, and differ. */
static bool is_deed(const cs_claiming_t *c, const cs_event_t *e)
{
	return e->base != CS_NONE && cs_type_at(c->lex->ontology, e->base)->quad % 2 == 0;
}

static bool says_no(const cs_claim_t *c)
{
	return c->stance == CS_DENIES || c->stance == CS_DOUBTS;
}

static bool other_source(const cs_doc_t *d, const cs_event_t *a, const cs_event_t *b)
{
	return cs_match_sides(d, a->source.p, a->source.n, b->source.p, b->source.n) == CS_SIDE_OTHER;
}

/* The claims of one incident: they disagree on whether it took place, or on who did it. */
static void of_incident(cs_claiming_t *c, const uint32_t *claims, uint32_t n)
{
	cs_doc_t *d = c->d;
	cs_dispute_t act = {.kind = CS_DISPUTE_ACT}, actor = {.kind = CS_DISPUTE_ACTOR};
	for (uint32_t i = 0; i < n; i++) {
		const cs_claim_t *a = &d->claims.p[claims[i]];
		const cs_event_t *ea = &d->events.p[a->event];
		side_t sa = side_of(d, a);
		if (sa == NEITHER || ea->base == CS_NONE)
			continue;
		for (uint32_t k = i + 1; k < n; k++) {
			const cs_claim_t *b = &d->claims.p[claims[k]];
			const cs_event_t *eb = &d->events.p[b->event];
			side_t sb = side_of(d, b);
			if (sb == NEITHER || one_holder(d, a, b))
				continue;
			cs_dispute_t *to = sa != sb ? &act : &actor;
			if (to == &act && !is_deed(c, ea) && a->stance != CS_DENIES && b->stance != CS_DENIES &&
			    !(ea->symmetric && (says_no(a) || says_no(b))))
				continue;
			if (to == &actor &&
			    (sa == CONTRA || ea->symmetric || !is_deed(c, ea) || !other_source(d, ea, eb)))
				continue;
			add(d, to, a->event, claims[i]);
			add(d, to, b->event, claims[k]);
		}
	}
	keep(d, &act);
	keep(d, &actor);
}

static void incidents(cs_claiming_t *c)
{
	cs_doc_t *d = c->d;
	uint32_t n = 0;
	for (uint32_t i = 0; i < d->events.n; i++)
		if (d->events.p[i].incident >= n)
			n = d->events.p[i].incident + 1;
	/* claims by incident: count, place */
	uint32_t *at = CS_NEW_N(c->scratch, uint32_t, n + 1);
	uint32_t *list = CS_NEW_N(c->scratch, uint32_t, d->claims.n);
	for (uint32_t i = 0; i < d->claims.n; i++)
		at[d->events.p[d->claims.p[i].event].incident + 1]++;
	for (uint32_t i = 0; i < n; i++)
		at[i + 1] += at[i];
	uint32_t *next = CS_NEW_N(c->scratch, uint32_t, n);
	for (uint32_t i = 0; i < d->claims.n; i++) {
		uint32_t k = d->events.p[d->claims.p[i].event].incident;
		list[at[k] + next[k]++] = i;
	}
	for (uint32_t i = 0; i < n; i++)
		of_incident(c, list + at[i], at[i + 1] - at[i] < MAX ? at[i + 1] - at[i] : MAX);
}

/* ---- deeds of a rare kind ------------------------------------------------------------------- */

/* The words that say which kind: the noun, and what stands right before it ("chemical attack"). */
static bool one_rare_kind(const cs_doc_t *d, const cs_event_t *a, const cs_event_t *b)
{
	uint32_t x = d->frames.p[a->frame].head, y = d->frames.p[b->frame].head;
	const cs_word_t *w = &d->words.p[x], *v = &d->words.p[y];
	if (a->cameo != b->cameo || a->base != b->base || a->incident == b->incident ||
	    !cs_eq(w->lemma, v->lemma) || w->upos != CS_POS_NOUN || v->upos != CS_POS_NOUN || x == 0 ||
	    y == 0)
		return false;
	const cs_word_t *p = &d->words.p[x - 1], *q = &d->words.p[y - 1];
	return p->head == x && q->head == y &&
	       (p->deprel == CS_REL_AMOD || p->deprel == CS_REL_COMPOUND) && cs_eq(p->lemma, q->lemma);
}

static bool told_by_source(const cs_event_t *e, const cs_claim_t *c)
{
	for (uint32_t i = 0; i < e->source.n; i++)
		for (uint32_t k = 0; k < c->holders.n; k++)
			if (e->source.p[i].entity == c->holders.p[k])
				return true;
	return false;
}

/* "Borduria's gas attack" and "accused the rebels of planning gas attacks": rival stories. */
static void rivals(cs_claiming_t *c)
{
	cs_doc_t *d = c->d;
	uint32_t seen = 0;
	for (uint32_t i = 0; i < d->claims.n && seen < MAX; i++) {
		const cs_claim_t *a = &d->claims.p[i];
		const cs_event_t *ea = &d->events.p[a->event];
		/* the accusation: it blames, or stands in what somebody is blamed for */
		bool blamed = a->stance == CS_BLAMES;
		for (uint32_t s = ea->said, k = 0; s != CS_NONE && k < 4; s = d->said.p[s].parent, k++)
			blamed |= c->lex->cues && d->said.p[s].stance < c->lex->cues->cls.n &&
			          c->lex->cues->cls.p[d->said.p[s].stance].stance == CS_BLAMES;
		if (!blamed || !is_deed(c, ea) || ea->negated || told_by_source(ea, a))
			continue;
		seen++;
		cs_dispute_t actor = {.kind = CS_DISPUTE_ACTOR};
		for (uint32_t k = 0; k < d->claims.n; k++) {
			const cs_claim_t *b = &d->claims.p[k];
			const cs_event_t *eb = &d->events.p[b->event];
			if (side_of(d, b) != PRO || one_holder(d, a, b) || !one_rare_kind(d, ea, eb) ||
			    !other_source(d, ea, eb))
				continue;
			add(d, &actor, a->event, i);
			add(d, &actor, b->event, k);
		}
		keep(d, &actor);
	}
}

/* ---- accusations ---------------------------------------------------------------------------- */

static bool answers(const cs_doc_t *d, const cs_event_t *a, const cs_event_t *b)
{
	cs_match_t there = cs_match_sides(d, a->source.p, a->source.n, b->target.p, b->target.n);
	cs_match_t back = cs_match_sides(d, b->source.p, b->source.n, a->target.p, a->target.n);
	if (there == CS_SIDE_SAME && back == CS_SIDE_SAME)
		return true;
	/* who is accused accuses another in turn */
	cs_match_t accused = cs_match_sides(d, a->target.p, a->target.n, b->target.p, b->target.n);
	if (accused == CS_SIDE_OTHER && (there == CS_SIDE_SAME) != (back == CS_SIDE_SAME))
		return true;
	/* different actors blamed for one incident */
	return a->about != CS_NONE && b->about != CS_NONE &&
	       d->events.p[a->about].incident == d->events.p[b->about].incident &&
	       cs_match_sides(d, a->source.p, a->source.n, b->source.p, b->source.n) == CS_SIDE_OTHER &&
	       cs_match_sides(d, a->target.p, a->target.n, b->target.p, b->target.n) == CS_SIDE_OTHER;
}

static void accusations(cs_claiming_t *c)
{
	cs_doc_t *d = c->d;
	uint32_t list[MAX], n = 0;
	for (uint32_t i = 0; i < d->events.n && n < MAX; i++) {
		const cs_event_t *e = &d->events.p[i];
		const cs_frame_t *f = &d->frames.p[e->frame];
		/* "accused", "blamed", not "condemned": a word that says who did something */
		if (e->source.n && e->target.n && !e->negated && e->reality == CS_ACTUAL &&
		    (cs_eqz(d->words.p[f->head].lemma, "accuse") ||
		     cs_eqz(d->words.p[f->head].lemma, "blame") ||
		     cs_eqz(d->words.p[f->head].lemma, "accusation") ||
		     cs_eqz(d->words.p[f->head].lemma, "fault")))
			list[n++] = i;
	}
	cs_dispute_t blame = {.kind = CS_DISPUTE_BLAME};
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = i + 1; k < n; k++)
			if (answers(d, &d->events.p[list[i]], &d->events.p[list[k]])) {
				add(d, &blame, list[i], CS_NONE);
				add(d, &blame, list[k], CS_NONE);
			}
	keep(d, &blame);
}

/* ---- agreements ----------------------------------------------------------------------------- */

static bool is_charge(const cs_claiming_t *c, const cs_event_t *e)
{
	return e->base == cs_type_find(c->lex->ontology, cs_str("ACCUSE", 6));
}

/* Is the claim's holder who makes the accusation? */
static bool accuses(const cs_doc_t *d, const cs_claim_t *a, const cs_event_t *charge)
{
	for (uint32_t i = 0; i < a->holders.n; i++) {
		cs_part_t x = {.entity = a->holders.p[i], .code = d->entities.p[a->holders.p[i]].code};
		for (uint32_t k = 0; k < charge->source.n; k++)
			if (cs_same_part(d, &x, &charge->source.p[k]))
				return true;
	}
	return false;
}

void cs_dispute_kept(cs_claiming_t *c, uint32_t done, uint32_t breach)
{
	cs_doc_t *d = c->d;
	const cs_event_t *e = &d->events.p[breach];
	bool charge = is_charge(c, e);
	cs_dispute_t kept = {.kind = CS_DISPUTE_KEPT};

	for (uint32_t i = 0; i < d->claims.n; i++) {
		const cs_claim_t *a = &d->claims.p[i];
		if (a->event != done || side_of(d, a) != PRO || a->stance != CS_ASSERTS)
			continue;
		if (charge && !accuses(d, a, e)) {
			add(d, &kept, done, i);
			add(d, &kept, breach, CS_NONE);
		}
		for (uint32_t k = 0; !charge && k < d->claims.n; k++) {
			const cs_claim_t *b = &d->claims.p[k];
			if (b->event != breach || side_of(d, b) != PRO || one_holder(d, a, b))
				continue;
			add(d, &kept, done, i);
			add(d, &kept, breach, k);
		}
	}
	keep(d, &kept);
}

void cs_disputes(cs_claiming_t *c)
{
	incidents(c);
	rivals(c);
	accusations(c);
	cs_deals_kept(c);
}
