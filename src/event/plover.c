/* plover.c - PLOVER's resolution: some acts that are to come, are only possible or did not happen
 * are acts of another type (lexicon/ontology/plover.txt has the table). Done once, for all types,
 * when polarity, reality, `about` and the statement around each event are known; docs/codebook.md
 * tells the rules. Cost: linear in events, their participants and the speakers around them. */
#include "event/event_int.h"
#include "event/trace.h"

static bool begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

/* Does a code stand for the state, its government or its forces? */
static bool official(const char *role)
{
	return !*role || begins(role, "GOV") || begins(role, "MIL") || begins(role, "COP") ||
	       begins(role, "SPY");
}

/* Does whoever has the one code speak for whoever has the other? The same actor, or both official
 * and of one state ("The defence minister said the army would strike"). */
static bool speaks_for(const char *speaker, const char *actor)
{
	if (!speaker || !actor || strlen(speaker) < 3 || strlen(actor) < 3)
		return false;
	if (strcmp(speaker, actor) == 0)
		return true;
	return strncmp(speaker, actor, 3) == 0 && official(speaker + 3) && official(actor + 3);
}

/* Is the act announced by the one who would do it: told by the narrator as its plan, or said by its
 * source? plan: it is told as to come, not as merely possible. */
static bool announced(const cs_doc_t *d, const cs_event_t *e, bool plan)
{
	if (e->said == CS_NONE)
		return plan && e->source.n > 0;
	const cs_said_t *s = &d->said.p[e->said];
	for (uint32_t i = 0; i < s->speakers.n; i++)
		for (uint32_t k = 0; k < e->source.n; k++) {
			uint32_t who = s->speakers.p[i];
			if (who == CS_NONE)
				continue;
			if (who == e->source.p[k].entity ||
			    speaks_for(d->entities.p[who].code, e->source.p[k].code))
				return true;
		}
	return false;
}

/* A clause in the past, or one that asks whether something was: nobody announces that. */
static bool told_of_past(const cs_doc_t *d, const cs_event_t *e)
{
	const cs_frame_t *f = &d->frames.p[e->frame];
	return f->kind != CS_PRED_NOUN && (f->flags & (CS_F_PAST | CS_F_PERFECT)) &&
	       !(f->flags & (CS_F_INFINITIVE | CS_F_PARTICIPLE));
}

static void note(const cs_coding_t *c, const cs_event_t *e, cs_shift_t shift, cs_shift_how_t how)
{
	cs_story_t *s = cs_trace_story(c, e->frame);
	if (!s)
		return;
	s->shift = (uint8_t)shift;
	s->shift_how = (uint8_t)how;
}

void cs_plover_resolve(cs_coding_t *c)
{
	cs_doc_t *d = c->d;
	const cs_ontology_t *o = c->lex->ontology;
	uint8_t *told = CS_NEW_N(c->scratch, uint8_t, d->events.n);
	for (uint32_t i = 0; i < d->events.n; i++)
		if (d->events.p[i].about != CS_NONE)
			told[d->events.p[i].about] = 1;
	for (uint32_t i = 0; i < d->events.n; i++) {
		cs_event_t *e = &d->events.p[i];
		if (told[i] || e->base == CS_NONE)
			continue;
		const cs_type_t *t = cs_type_at(o, e->base);
		cs_shift_t shift = e->negated                      ? CS_SHIFT_NEGATED
		                   : e->reality == CS_FUTURE       ? CS_SHIFT_FUTURE
		                   : e->reality == CS_HYPOTHETICAL ? CS_SHIFT_HYPOTHETICAL
		                                                   : CS_N_SHIFT;
		if (shift == CS_N_SHIFT || t->shift[shift].type == CS_NONE)
			continue;
		/* what is negated under a condition, or in general, is no refusal */
		if (e->reality == CS_CONDITIONAL || e->reality == CS_GENERIC) {
			note(c, e, shift, CS_SHIFT_OPEN);
			continue;
		}
		const cs_resolution_t *r = &t->shift[shift];
		if (r->self && (told_of_past(d, e) || !announced(d, e, shift == CS_SHIFT_FUTURE))) {
			note(c, e, shift, CS_SHIFT_UNTOLD);
			continue;
		}
		note(c, e, shift, CS_SHIFT_DONE);
		const char *mode = r->mode;
		const cs_mode_t *m = cs_type_mode(t, cs_strz(e->modes));
		if (r->self && m && m->threat)
			mode = m->threat;
		/* a refusal to agree to an act is a refusal of that act */
		uint32_t in = e->about;
		for (int depth = 0; depth < 4 && !mode && in != CS_NONE;
		     depth++, in = d->events.p[in].about) {
			const cs_event_t *inner = &d->events.p[in];
			const cs_resolution_t *a =
			    inner->base == CS_NONE ? NULL : &cs_type_at(o, inner->base)->shift[shift];
			if (a && a->type == r->type)
				mode = a->mode;
		}
		e->plover = r->type;
		e->modes = mode ? mode : "";
	}
}
