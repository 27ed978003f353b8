/* why_actors.c - who is named in a sentence, with code and office on the day, and how each was
 * settled: by an entry of the dictionary, by what the text named before, by the words around, or
 * not at all. Told from the document alone. Cost: linear in the mentions. Left out: what else a
 * name could mean, which `casus actor` tells. */
#include "engine/why.h"

#include "lex/actors.h"

static const char *entity_name(const why_t *w, const cs_entity_t *e)
{
	return cs_strndup(w->a, e->name.p, e->name.n);
}

/* "; the same as `Norway`" where it is another mention that has the name. */
static const char *same_as(const why_t *w, uint32_t mention)
{
	const cs_doc_t *d = w->d;
	const cs_mention_t *m = &d->mentions.p[mention];
	const cs_entity_t *e = &d->entities.p[m->entity];
	if (m->type == CS_M_NAME || e->first == mention || e->first >= d->mentions.n)
		return NULL;
	const cs_mention_t *first = &d->mentions.p[e->first];
	return why_bytes(w, d->words.p[first->begin].begin, d->words.p[first->end - 1].end);
}

static const char *entry_of(const why_t *w, const cs_entity_t *e)
{
	const cs_actors_t *actors = w->lex->actors;
	if (e->agent != CS_NONE) {
		const cs_agent_t *g = cs_agent_at(actors, e->agent);
		const char *of = e->country == CS_NONE
		                     ? g->unplaced ? "" : ", of no land that the text tells"
		                     : cs_sprintf(w->a, ", of %s", cs_actor_at(actors, e->country)->name);
		return cs_sprintf(w->a, "dictionary, a noun for people: %.*s (%s:%u)%s", (int)g->id.n,
		                  g->id.p, g->file, g->line, of);
	}
	if (e->actor != CS_NONE) {
		const cs_actor_t *x = cs_actor_at(actors, e->actor);
		return cs_sprintf(w->a, "dictionary: %.*s, %s (%s:%u)", (int)x->id.n, x->id.p, x->name,
		                  x->file, x->line);
	}
	if (e->code)
		return "no entry; the code is put together from the words around it";
	return e->acts ? "no entry: may act, but without a code" : "no entry: no political actor";
}

static const char *how(const why_t *w, uint32_t mention)
{
	const cs_mention_t *m = &w->d->mentions.p[mention];
	if (m->entity == CS_NONE)
		return m->type == CS_M_PRONOUN ? "a pronoun: nobody was found whom it stands for"
		                               : "not resolved";
	const cs_entity_t *e = &w->d->entities.p[m->entity];
	const char *same = same_as(w, mention), *entry = entry_of(w, e);
	if (same && (m->type == CS_M_PRONOUN || e->agent == CS_NONE))
		entry = cs_sprintf(w->a, "stands for `%s` (coreference); %s", same, entry);
	else if (m->type == CS_M_PRONOUN)
		entry = cs_sprintf(w->a, "stands for `%s` (coreference); %s", entity_name(w, e), entry);
	if (!e->acts && (e->actor != CS_NONE || e->agent != CS_NONE || e->code))
		entry = cs_sprintf(w->a, "%s; a place or thing: it does not act by itself", entry);
	if (m->modifier_of != CS_NONE) {
		const cs_mention_t *large = &w->d->mentions.p[m->modifier_of];
		entry = cs_sprintf(
		    w->a, "%s; a modifier in `%s`", entry,
		    why_bytes(w, w->d->words.p[large->begin].begin, w->d->words.p[large->end - 1].end));
	}
	return entry;
}

void why_actors(const why_t *w, uint32_t sent, why_actors_t *out)
{
	const cs_doc_t *d = w->d;
	for (uint32_t i = 0; i < d->mentions.n; i++) {
		const cs_mention_t *m = &d->mentions.p[i];
		if (d->words.p[m->head].sent != sent)
			continue;
		const cs_entity_t *e = m->entity == CS_NONE ? NULL : &d->entities.p[m->entity];
		*CS_PUSH(w->a, out) =
		    (why_actor_t){why_bytes(w, d->words.p[m->begin].begin, d->words.p[m->end - 1].end),
		                  e ? e->code : NULL, e ? e->office : NULL, how(w, i)};
	}
}
