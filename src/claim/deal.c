/* deal.c - which accounts disagree on whether an agreement was kept.
 *
 * One says what was done under an agreement ("gave up its weapons under a 2013 accord"); another
 * accuses somebody of not keeping "that accord", or tells of its breach. The agreement is a noun of
 * the lexicon's class `deal`; `that`, `this`, `the` before it makes it the one named before, at
 * most APART sentences away. What breaks one is of the class `breach`, or of `keep` where the words
 * above it deny it (`failing`, "not"). Cost: linear. Left out: agreements by name alone ("the
 * Minsk accords"), what is not coded as an event. */
#include "claim/claim_int.h"
#include "lex/ontology.h"
#include "lex/rules.h"

enum { APART = 3, CLIMB = 8 };

static bool is_in(const cs_claiming_t *c, const char *class, uint32_t w)
{
	const cs_word_set_t *set = cs_rules_class(c->lex->rules, class);
	const cs_word_t *word = &c->d->words.p[w];
	uint32_t id[2] = {word->lemma_id, word->norm_id};

	for (int k = 0; set && k < 2; k++)
		for (const cs_phrase_t *p = cs_word_set_first(set, id[k]); p; p = cs_word_set_next(set, p))
			if (p->n == 1)
				return true;
	return false;
}

/* "that deal": one that was named before. */
static bool points_back(const cs_doc_t *d, uint32_t w)
{
	uint32_t det = cs_child(d, w, CS_REL_DET);
	return det != CS_NONE &&
	       (cs_eqz(d->words.p[det].lemma, "that") || cs_eqz(d->words.p[det].lemma, "this") ||
	        cs_eqz(d->words.p[det].lemma, "the"));
}

static bool denied(const cs_claiming_t *c, uint32_t w)
{
	const cs_doc_t *d = c->d;
	uint32_t up = d->words.p[w].head;

	for (uint32_t i = d->sents.p[d->words.p[w].sent].words.begin; i < w; i++)
		if (d->words.p[i].head == w &&
		    (cs_eqz(d->words.p[i].lemma, "not") || cs_eqz(d->words.p[i].lemma, "never")))
			return true;
	return up != CS_NONE && is_in(c, "failing", up);
}

/* The word that says that the agreement w was not kept, or CS_NONE. */
static uint32_t breach_of(const cs_claiming_t *c, uint32_t w)
{
	const cs_doc_t *d = c->d;
	uint32_t up = d->words.p[w].head;

	for (uint32_t n = 0; up != CS_NONE && n < 2; n++, up = d->words.p[up].head)
		if (is_in(c, "breach", up) || (is_in(c, "keep", up) && denied(c, up)))
			return up;
	return CS_NONE;
}

/* The event that tells of the breach, or the nearest accusation in whose words it stands. */
static uint32_t charge_of(const cs_claiming_t *c, uint32_t breach)
{
	const cs_doc_t *d = c->d;
	uint32_t accuse = cs_type_find(c->lex->ontology, cs_str("ACCUSE", 6));

	for (uint32_t w = breach, n = 0; w != CS_NONE && n < CLIMB; n++, w = d->words.p[w].head) {
		uint32_t f = d->frame_of[w], e = f == CS_NONE ? CS_NONE : c->of_frame[f];
		if (e != CS_NONE && (w == breach || d->events.p[e].base == accuse))
			return e;
	}
	return CS_NONE;
}

/* The agreement under which the deed of event i was done, or CS_NONE. */
static uint32_t done_under(const cs_claiming_t *c, uint32_t i)
{
	const cs_doc_t *d = c->d;
	const cs_frame_t *f = &d->frames.p[d->events.p[i].frame];

	for (uint32_t a = f->arg_begin; a < f->arg_end; a++) {
		const cs_arg_t *arg = &d->args.p[a];
		if (arg->head != CS_NONE && is_in(c, "deal", arg->head) &&
		    (cs_eqz(arg->prep, "under") || cs_eqz(arg->prep, "by") || cs_eqz(arg->prep, "per") ||
		     cs_eqz(arg->prep, "as part of") || cs_eqz(arg->prep, "in line with") ||
		     cs_eqz(arg->prep, "in accordance with") || cs_eqz(arg->prep, "according to")))
			return arg->head;
	}
	return CS_NONE;
}

/* Where `deal` points back to: the nearest agreement named before it, or CS_NONE. */
static uint32_t named_before(const cs_claiming_t *c, uint32_t deal)
{
	const cs_doc_t *d = c->d;
	uint32_t sent = d->words.p[deal].sent, from = sent > APART ? sent - APART : 0;

	for (uint32_t w = deal; w-- > d->sents.p[from].words.begin;)
		if (d->words.p[w].upos == CS_POS_NOUN && is_in(c, "deal", w))
			return w;
	return CS_NONE;
}

void cs_deals_kept(cs_claiming_t *c)
{
	cs_doc_t *d = c->d;
	uint32_t *under = CS_NEW_N(c->scratch, uint32_t, d->words.n); /* agreement -> event + 1 */

	for (uint32_t i = 0; i < d->events.n; i++) {
		const cs_event_t *e = &d->events.p[i];
		uint32_t w = done_under(c, i);
		if (w != CS_NONE && !e->negated && e->reality == CS_ACTUAL)
			under[w] = i + 1;
	}
	for (uint32_t w = 0; w < d->words.n; w++) {
		if (d->words.p[w].upos != CS_POS_NOUN || !is_in(c, "deal", w) || !points_back(d, w))
			continue;
		uint32_t breach = breach_of(c, w), before = named_before(c, w);
		if (breach == CS_NONE || before == CS_NONE || !under[before])
			continue;
		uint32_t charge = charge_of(c, breach);
		if (charge != CS_NONE && d->events.p[charge].reality == CS_ACTUAL)
			cs_dispute_kept(c, under[before] - 1, charge);
	}
}
