/* role.c - what a noun or title says of somebody: the code it gives, and whose it is.
 *
 * "Syrian troops" are SYR and MIL, "a rebel leader" is of the rebels, "former minister" of the
 * elite. Who stands without a country is of the one that the document is about (context.c). A noun
 * that says nothing without its owner ("an aide"), or an office in an unknown body, gives no code.
 *
 * Codes are joined as CAMEO's manual joins them; the rest is of our own. Cost: a few probes a
 * phrase. Of several nouns the last says what somebody is. */
#include "actor/actor_int.h"

/* What the offices of a title are, whosever: "LEG" of "Senate Minority Leader". */
static const char *title_role(cs_finder_t *f, uint32_t node)
{
	for (uint32_t i = node == CS_NONE ? CS_NONE : cs_alias_first(f->actors, node); i != CS_NONE;) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		const char *code = al->kind == CS_AL_TITLE ? cs_actor_at(f->actors, al->ref)->code : NULL;
		if (code && strlen(code) > 3 && cs_actor_country(f->actors, al->ref) != CS_NONE)
			return code + 3;
		i = al->next;
	}
	return "GOV";
}

/* node: of the agent or title; or CS_NONE */
const char *cs_agent_code(cs_finder_t *f, const char *base, uint32_t agent, uint32_t node,
                          uint32_t modifier, bool former)
{
	const cs_agent_t *g = agent == CS_NONE ? NULL : cs_agent_at(f->actors, agent);
	/* A title that no agent's noun goes with is an office, where we know whose. */
	const char *code = g ? g->code : base ? title_role(f, node) : "";
	const char *m = modifier == CS_NONE ? "" : cs_agent_at(f->actors, modifier)->code;

	/* Whose leader, chief, fighters or supporters: the modifier says more than the noun. */
	bool loose = !*code || strcmp(code, "GOV") == 0 || strcmp(code, "MIL") == 0 ||
	             strcmp(code, "UAF") == 0 || strcmp(code, "CVL") == 0;
	loose |= strcmp(code, "LEG") == 0 && strcmp(m, "OPP") == 0;
	if (*m && strcmp(m, "GOV") != 0 && loose)
		code = m;
	else if (*m && !*code)
		code = m;
	if (former && strncmp(code, "GOV", 3) == 0)
		code = "ELI";
	code = cs_code_join(&f->doc->arena, base, code, g && g->prefix);
	return code && *code ? code : NULL;
}

/* Whose it is, as a key; base is the code that the agent's is joined to. */
uint64_t cs_owner_of(cs_finder_t *f, uint32_t owner, const char **base, uint32_t *country)
{
	*base = NULL;
	*country = CS_NONE;
	if (owner == CS_NONE)
		return UINT32_MAX;
	const cs_entity_t *e = &f->doc->entities.p[owner];
	*country = e->country;
	*base = e->code;
	if (!e->acts || e->type == CS_ENT_LOC) { /* a place: its state */
		*base = e->country == CS_NONE ? NULL : cs_actor_at(f->actors, e->country)->code;
		if (e->country != CS_NONE)
			return e->country;
	}
	return e->actor != CS_NONE ? e->actor : (uint64_t)1 << 32 | owner;
}

void cs_last_noun(cs_finder_t *f, const cs_phrase_t *agent, uint32_t e)
{
	const cs_word_t *w = &f->doc->words.p[agent->core_end - 1];
	uint32_t id = cs_local_id(f, cs_fold(f->scratch, w->form));
	cs_map_put(f->scratch, &f->last_agent, id, e);
}

/* An office of a body that we know nothing of: no code follows. */
bool cs_foreign_to_state(const cs_finder_t *f, uint32_t owner, const cs_phrase_t *agent)
{
	if (owner == CS_NONE)
		return false;
	const cs_entity_t *o = &f->doc->entities.p[owner];
	bool body = o->type == CS_ENT_ORG || o->type == CS_ENT_OTHER || o->type == CS_ENT_PERSON;
	return !o->code && body && o->country == CS_NONE &&
	       (agent->agent == CS_NONE ||
	        strcmp(cs_agent_at(f->actors, agent->agent)->code, "GOV") == 0);
}

/* "an aide" of nobody, "allies" of a state, somebody's wife: no code follows. */
bool cs_says_nothing(const cs_finder_t *f, uint32_t owner, const char *base,
                     const cs_phrase_t *agent)
{
	const cs_entity_t *o = owner == CS_NONE ? NULL : &f->doc->entities.p[owner];
	const cs_phrase_t *p = agent->owner == CS_NONE ? NULL : &f->ph.p[agent->owner];
	bool ours = p && p->sort == CS_PH_PRONOUN && p->plural; /* "our children" are everybody's */
	bool of_person = !ours && (o ? o->type == CS_ENT_PERSON : p != NULL);

	if (agent->kin && of_person)
		return true;
	if (agent->personal && !o && p && p->sort == CS_PH_PRONOUN)
		return false; /* "his campaign": whose, nobody found; a campaign it is */
	if (agent->personal)
		return !o || !of_person || o->country == CS_NONE;
	return agent->owned && !base && agent->modifier == CS_NONE;
}

/* The code that a phrase's own is joined to: of a person's campaign, allies and nominee the country
 * alone. */
const char *cs_base_for(const cs_finder_t *f, uint32_t owner, const char *base,
                        const cs_phrase_t *agent)
{
	const cs_entity_t *o = owner == CS_NONE ? NULL : &f->doc->entities.p[owner];
	const char *code = agent->agent == CS_NONE ? "" : cs_agent_at(f->actors, agent->agent)->code;
	bool own = agent->personal || strcmp(code, "PTY") == 0 || strcmp(code, "ELI") == 0;
	return own && o && o->type == CS_ENT_PERSON && o->country != CS_NONE
	           ? cs_actor_at(f->actors, o->country)->code
	           : base;
}

/* Who stands without a country belongs to the one that the text is about; militants, only where it
 * is about hardly anything else. */
void cs_imply(const cs_finder_t *f, const cs_phrase_t *agent, const char **base, uint32_t *country)
{
	const cs_agent_t *g = agent->agent == CS_NONE ? NULL : cs_agent_at(f->actors, agent->agent);

	if (*country != CS_NONE || agent->owned || (agent->personal && agent->owner == CS_NONE) ||
	    (g && (g->prefix || !g->acts || g->unplaced)))
		return;
	/* Armies go abroad: officers and troops in a text on a war are not those of the country it is
	 * fought in, but of the one whose forces are named. */
	if (g && strcmp(g->code, "MIL") == 0 && (agent->plural || !g->collective)) {
		*country = f->army;
		if (*country == CS_NONE && f->of_forces && cs_country_of_noun(f, agent) == f->home)
			*country = f->home; /* "Col. Roe", in what an army publishes */
		if (*country != CS_NONE)
			*base = cs_actor_at(f->actors, *country)->code;
		return;
	}
	uint32_t sent = f->doc->words.p[agent->head].sent;
	*country = cs_country_of_noun(f, agent);
	if (*country != CS_NONE && !f->alone && g && g->abroad)
		*country = CS_NONE;
	if (*country == CS_NONE)
		*country = cs_country_opening(f, sent);
	if (*country == CS_NONE && g && g->collective && !agent->plural && agent->definite &&
	    strncmp(g->code, "GOV", 3) == 0)
		*country = cs_country_near(f, agent);
	if (*country != CS_NONE)
		*base = cs_actor_at(f->actors, *country)->code;
}

/* What a title before a name, or an apposition behind it, tells of somebody unknown. */
void cs_take_role(cs_finder_t *f, uint32_t e, const cs_phrase_t *agent, int depth)
{
	const char *base;
	uint32_t country, owner = agent->owner;

	const cs_entity_t *known = &f->doc->entities.p[e];
	if (known->actor != CS_NONE && !known->office && !agent->former && agent->agent != CS_NONE &&
	    !agent->owned) {
		/* The lexicon knows the person, but nothing of that day: the text says what he is. */
		cs_held_t held;
		cs_actor_on(f->actors, f->scratch, known->actor, f->day, &held);
		const char *role = cs_agent_at(f->actors, agent->agent)->code;
		if (held.unknown && known->country != CS_NONE && strcmp(role, "ELI") != 0)
			cs_set_code(f, e,
			            cs_code_join(&f->doc->arena, cs_actor_at(f->actors, known->country)->code,
			                         role, false));
		return;
	}
	if (known->actor != CS_NONE || (known->code && known->country != CS_NONE))
		return;
	uint32_t o = owner == CS_NONE ? CS_NONE : cs_resolve(f, owner, depth + 1);
	if (o == e)
		o = CS_NONE;
	(void)cs_owner_of(f, o, &base, &country);
	if (known->code) { /* "Crowell Corp., a Canadian company": its name told what, not whose */
		if (country != CS_NONE && base == cs_actor_at(f->actors, country)->code) {
			cs_set_code(f, e, cs_code_join(&f->doc->arena, base, known->code, false));
			f->doc->entities.p[e].country = country;
		}
		return;
	}
	if (cs_foreign_to_state(f, o, agent) || cs_says_nothing(f, o, base, agent) || agent->personal)
		return; /* the chairman of an unknown body is nobody's government */
	if (o == CS_NONE && f->doc->entities.p[e].type == CS_ENT_PERSON)
		cs_imply(f, agent, &base, &country);
	if (o == CS_NONE && agent->definite && agent->modifier == CS_NONE) {
		/* "The Chinese minister … The minister, Lou Jiwei, …": what was said of the minister */
		uint32_t id = cs_intern_find(
		    &f->local, cs_fold(f->scratch, f->doc->words.p[agent->core_end - 1].form));
		uint32_t last = id == CS_NONE ? CS_NONE : cs_map_get(&f->last_agent, id);
		if (last != CS_NONE && last != e && f->doc->entities.p[last].code &&
		    !f->doc->entities.p[last].plural) {
			cs_set_code(f, e, f->doc->entities.p[last].code);
			f->doc->entities.p[e].country = f->doc->entities.p[last].country;
			f->doc->entities.p[e].agent = agent->agent;
			return;
		}
	}
	cs_set_code(f, e,
	            cs_agent_code(f, cs_base_for(f, o, base, agent), agent->agent, agent->node,
	                          agent->modifier, agent->former));
	cs_entity_t *x = &f->doc->entities.p[e];
	x->agent = agent->agent;
	if (x->country == CS_NONE)
		x->country = country;
	if (!x->sex && agent->agent != CS_NONE)
		x->sex = cs_agent_at(f->actors, agent->agent)->sex;
}
