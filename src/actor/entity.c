/* entity.c - the entities of a document, and what it has introduced them by.
 *
 * One entity for each actor, for each noun with its owner ("Syrian troops"), for each government,
 * place and unknown name. A person who is introduced may come back by the last part of the name,
 * or by the first: the plain practice of news style. Cost: a probe or two each.
 * Which entity a phrase stands for is not settled here (resolve.c). */
#include "actor/actor_int.h"

static uint8_t type_by_name(const char *type)
{
#define X(a) #a,
	static const char *const name[] = {CS_ENTITY_LIST(X)};
#undef X
	for (size_t i = 0; i < CS_COUNT(name); i++)
		if (strcmp(name[i], type) == 0)
			return (uint8_t)i;
	return CS_ENT_OTHER;
}

uint32_t cs_entity_new(cs_finder_t *f, uint8_t type, cs_str_t name)
{
	cs_entity_t *e = CS_PUSH(&f->doc->arena, &f->doc->entities);
	*e = (cs_entity_t){.type = type,
	                   .name = name,
	                   .actor = CS_NONE,
	                   .agent = CS_NONE,
	                   .country = CS_NONE,
	                   .first = CS_NONE};
	e->acts =
	    type == CS_ENT_PERSON || type == CS_ENT_ORG || type == CS_ENT_GPE || type == CS_ENT_NORP;
	return f->doc->entities.n - 1;
}

void cs_set_code(cs_finder_t *f, uint32_t e, const char *code)
{
	cs_entity_t *x = &f->doc->entities.p[e];
	if (!code || !*code)
		return;
	x->code = code;
	x->roles = cs_code_roles(&f->doc->arena, code);
	x->sectors = cs_code_sectors(f->actors, &f->doc->arena, code);
}

/* From now on the document may call it by the last part of its name, or by its first name. */
void cs_introduce(cs_finder_t *f, uint32_t e, cs_str_t full, bool given)
{
	uint32_t space = full.n;

	while (space > 0 && full.p[space - 1] != ' ')
		space--;
	uint32_t id = cs_local_id(f, cs_str(full.p + space, full.n - space));
	uint32_t older = cs_map_get(&f->by_surname, id);
	for (uint32_t k = older, n = 0; k != CS_NONE && n < CS_MAX_SAME_NAME;
	     k = f->names.p[k].next, n++)
		if (f->names.p[k].entity == e)
			return;
	*CS_PUSH(f->scratch, &f->names) = (cs_doc_name_t){e, full, older, given};
	cs_map_put(f->scratch, &f->by_surname, id, f->names.n - 1);
}

/* An unknown name of one word that a longer one ends in: "Clinton" in the headline, before
 * "Hillary Clinton". CS_NONE where there is none. */
uint32_t cs_shorter_name(cs_finder_t *f, cs_str_t full)
{
	uint32_t space = full.n;
	while (space > 0 && full.p[space - 1] != ' ')
		space--;
	if (space == 0)
		return CS_NONE;
	uint32_t id = cs_intern_find(&f->local, cs_str(full.p + space, full.n - space));
	uint32_t e = id == CS_NONE ? CS_NONE : cs_map_get(&f->by_text, id);
	if (e == CS_NONE)
		return e;
	const cs_entity_t *x = &f->doc->entities.p[e];
	bool taken = x->actor != CS_NONE || (x->type != CS_ENT_OTHER && x->type != CS_ENT_PERSON) ||
	             memchr(x->name.p, ' ', x->name.n);
	return taken ? CS_NONE : e;
}

uint32_t cs_actor_entity(cs_finder_t *f, uint32_t actor)
{
	uint32_t e = cs_map_get(&f->by_actor, actor);
	if (e != CS_NONE)
		return e;
	const cs_actor_t *a = cs_actor_at(f->actors, actor);
	cs_held_t held;
	e = a->kind == CS_A_PERSON ? cs_shorter_name(f, cs_folded_atoms(f, a->name)) : CS_NONE;
	if (e == CS_NONE) {
		e = cs_entity_new(f, type_by_name(a->type), cs_strz(a->name));
	} else {
		f->doc->entities.p[e].type = CS_ENT_PERSON;
		f->doc->entities.p[e].acts = 1;
		f->doc->entities.p[e].name = cs_strz(a->name);
	}
	cs_map_put(f->scratch, &f->by_actor, actor, e);
	cs_actor_on(f->actors, &f->doc->arena, actor, f->day, &held);
	cs_entity_t *x = &f->doc->entities.p[e];
	x->actor = actor;
	x->country = cs_actor_country(f->actors, actor);
	x->code = held.code;
	x->office = held.office;
	x->roles = held.roles;
	x->sectors = held.sectors;
	x->sex = a->sex;
	x->plural = a->kind == CS_A_ORG || a->kind == CS_A_GROUP;
	if (a->kind == CS_A_PLACE)
		x->acts = 0;
	if (a->kind != CS_A_PERSON)
		return e;
	cs_str_t full = cs_folded_atoms(f, a->name), rest = full, first = full;
	if (cs_split(&rest, ' ', &first) && rest.n) { /* "Kim" of Kim Jong-un */
		uint32_t n = 0, id = cs_intern_find(&f->lex->words, first);
		const uint32_t *who = id == CS_NONE ? NULL : cs_actor_surname(f->actors, id, &n);
		bool swapped = false;
		for (uint32_t i = 0; i < n && i < CS_MAX_SURNAMES; i++)
			swapped |= who[i] == actor;
		if (swapped)
			full = first;
		else if (first.n > 2)
			cs_introduce(f, e, first, true);
	}
	cs_introduce(f, e, full, false);
	if (held.office_actor != CS_NONE) {
		uint32_t other = cs_map_get(&f->by_office, held.office_actor);
		cs_map_put(f->scratch, &f->by_office, held.office_actor,
		           other == CS_NONE || other == e ? e : CS_NONE - 1); /* NONE - 1: several */
	}
	return e;
}

uint32_t cs_people_entity(cs_finder_t *f, uint32_t actor, const cs_alias_t *al)
{
	uint64_t key = cs_agent_key(actor, CS_NONE, CS_NONE, false);
	uint32_t e = cs_map_get(&f->by_agent, key);
	if (e != CS_NONE)
		return e;
	const cs_actor_t *a = cs_actor_at(f->actors, actor);
	e = cs_entity_new(f, CS_ENT_NORP, al->text);
	cs_map_put(f->scratch, &f->by_agent, key, e);
	cs_entity_t *x = &f->doc->entities.p[e];
	x->actor = actor;
	x->country = cs_actor_country(f->actors, actor);
	x->plural = 1;
	cs_set_code(f, e, a->code);
	return e;
}

/* ---- agents and places ---------------------------------------------------------------------- */

uint64_t cs_agent_key(uint64_t owner, uint32_t agent, uint32_t modifier, bool former)
{
	uint64_t k[4] = {owner, agent, modifier, former};
	return cs_hash(k, sizeof k, 0) >> 1;
}

uint32_t cs_agent_new(cs_finder_t *f, uint32_t agent, bool plural, const char *code,
                      uint32_t country, cs_str_t name)
{
	const cs_agent_t *g = agent == CS_NONE ? NULL : cs_agent_at(f->actors, agent);
	bool several = plural || (g && g->collective);
	uint32_t e = cs_entity_new(f,
	                           g && !g->acts        ? CS_ENT_OTHER
	                           : g && g->collective ? CS_ENT_ORG
	                                                : CS_ENT_PERSON,
	                           name);
	cs_entity_t *x = &f->doc->entities.p[e];

	x->agent = agent;
	x->country = country;
	x->plural = several;
	x->sex = g ? g->sex : 0;
	x->acts = !g || g->acts;
	if (x->acts)
		cs_set_code(f, e, code);
	return e;
}

/* A state's government, under whatever name: Moscow, the Kremlin, the Russian government. */
uint32_t cs_government(cs_finder_t *f, uint32_t country, cs_str_t name)
{
	uint64_t key = cs_agent_key(country, f->government, CS_NONE, false);
	uint32_t e = cs_map_get(&f->by_agent, key);
	if (e == CS_NONE) {
		const char *base = cs_actor_at(f->actors, country)->code;
		e = cs_agent_new(f, f->government, false,
		                 cs_agent_code(f, base, f->government, CS_NONE, CS_NONE, false), country,
		                 name);
		f->doc->entities.p[e].type = CS_ENT_ORG;
		f->doc->entities.p[e].plural = 1;
		cs_map_put(f->scratch, &f->by_agent, key, e);
	}
	return e;
}

uint32_t cs_place(cs_finder_t *f, uint32_t actor, const cs_alias_t *al)
{
	uint64_t key = cs_hash(al->text.p, al->text.n, actor) >> 1;
	uint32_t e = cs_map_get(&f->by_agent, key);
	if (e == CS_NONE) {
		e = cs_entity_new(f, CS_ENT_LOC, al->text);
		f->doc->entities.p[e].acts = 0;
		f->doc->entities.p[e].region = al->kind == CS_AL_REGION;
		f->doc->entities.p[e].country = cs_actor_country(f->actors, actor);
		cs_map_put(f->scratch, &f->by_agent, key, e);
	}
	return e;
}
