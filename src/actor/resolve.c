/* resolve.c - whom the phrases of a sentence stand for.
 *
 * In text order, a phrase's owner before it, so that what the document has introduced is known when
 * it comes back: names of the lexicon (meaning.c), unknown ones (unknown.c), titles and nouns
 * (office.c), pronouns (pronoun.c). A title before a name, or a noun beside it, tells what it is
 * (role.c).
 *
 * Cost: a few probes a phrase; owners are followed MAX_DEPTH deep. Cataphora ("his wife told Roe")
 * is left. */
#include "actor/actor_int.h"

enum { MAX_DEPTH = 8 };

uint32_t cs_resolve(cs_finder_t *f, uint32_t i, int depth)
{
	cs_phrase_t *p = &f->ph.p[i];
	uint32_t e = p->entity;

	if (e != CS_NONE || depth > MAX_DEPTH)
		return e;
	if (p->dropped && p->inside != CS_NONE)
		return CS_NONE;
	if ((p->sort == CS_PH_PRONOUN || p->sort == CS_PH_AGENT || p->sort == CS_PH_GENERAL) &&
	    (e = cs_resolve_group(f, i)) != CS_NONE) {
		f->ph.p[i].entity = e;
		return e;
	}
	p = &f->ph.p[i];
	switch ((cs_phrase_sort_t)p->sort) {
	case CS_PH_NAME:
		e = cs_resolve_name(f, i, depth);
		break;
	case CS_PH_UNKNOWN:
		e = cs_resolve_unknown(f, i, depth);
		break;
	case CS_PH_AGENT:
		e = cs_resolve_agent(f, i, depth);
		break;
	case CS_PH_PRONOUN:
		cs_resolve_pronoun(f, i);
		return f->ph.p[i].entity;
	case CS_PH_GENERAL:
		e = cs_resolve_general(f, i);
		break;
	case CS_PH_GIVEN:
		e = cs_entity_new(f, CS_ENT_OTHER, cs_text_of(f->doc, p->begin, p->end));
		break;
	}
	p = &f->ph.p[i];
	p->entity = e;
	/* "the Iraqi Army … the army", "the Security Council … the council" */
	if (e != CS_NONE && p->core_end - p->core > 1 && f->doc->entities.p[e].type == CS_ENT_ORG &&
	    (p->sort == CS_PH_NAME || p->sort == CS_PH_UNKNOWN))
		cs_last_noun(f, p, e);
	if (e != CS_NONE && p->title != CS_NONE &&
	    (p->sort == CS_PH_NAME || p->sort == CS_PH_UNKNOWN)) {
		cs_take_role(f, e, &f->ph.p[p->title], depth);
		cs_last_noun(f, &f->ph.p[f->ph.p[i].title], e);
	}
	return e;
}

void cs_resolve_sentence(cs_finder_t *f, uint32_t sent, uint32_t from, uint32_t to)
{
	(void)sent;
	for (uint32_t i = from; i < to; i++)
		if (!f->ph.p[i].dropped)
			(void)cs_resolve(f, i, 0);
	/* Marked by the caller: it acts, whatever else it is. */
	for (uint32_t i = from; i < to; i++) {
		cs_phrase_t *p = &f->ph.p[i];
		if (!p->given || p->dropped)
			continue;
		if (p->entity == CS_NONE)
			p->entity = cs_entity_new(f, CS_ENT_OTHER, cs_text_of(f->doc, p->begin, p->end));
		cs_entity_t *e = &f->doc->entities.p[p->entity];
		e->acts = 1;
		if (p->code)
			cs_set_code(f, p->entity, p->code);
		for (uint32_t k = from; k < to && !f->doc->entities.p[p->entity].code; k++) {
			/* the code of what stands inside: "Syrian" in "the Syrian coast" */
			const cs_phrase_t *q = &f->ph.p[k];
			if (k == i || q->dropped || q->begin < p->begin || q->end > p->end ||
			    q->entity == CS_NONE)
				continue;
			const cs_entity_t *x = &f->doc->entities.p[q->entity];
			const char *code = x->code                 ? x->code
			                   : x->country != CS_NONE ? cs_actor_at(f->actors, x->country)->code
			                                           : NULL;
			cs_set_code(f, p->entity, code);
			f->doc->entities.p[p->entity].country = x->country;
		}
		e = &f->doc->entities.p[p->entity];
		if (!e->code && e->country != CS_NONE)
			cs_set_code(f, p->entity, cs_actor_at(f->actors, e->country)->code);
	}
}

void cs_resolve_init(cs_finder_t *f)
{
	uint32_t id = cs_intern_find(&f->lex->words, CS_STR("government"));
	uint32_t node = id == CS_NONE ? CS_NONE : cs_alias_step(f->actors, 0, id);

	f->government = CS_NONE;
	for (uint32_t i = node == CS_NONE ? CS_NONE : cs_alias_first(f->actors, node); i != CS_NONE;) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		if (al->kind == CS_AL_NOUN)
			f->government = al->ref;
		i = al->next;
	}
}
