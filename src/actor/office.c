/* office.c - whom a title or an agent's noun stands for: "the French president", "the minister",
 * "troops".
 *
 *   title and country  who holds the office on the document's date, if one person does
 *   title alone        the holder the document has named; else the office where the text is about
 *   agent and owner    one entity for the same pair ("Syrian troops"); "the rebels": the last
 *
 * Dated offices are the lexicon's, the rest is of our own. Cost: linear in the offices of a title,
 * at most CS_MAX_MEANINGS. Two offices of one title in one country are not told apart. */
#include "actor/actor_int.h"

enum { PARTY_LOOK = 64, PARTY_SENTENCES = 3 };

/* Has the title the name of its state in it ("US president")? */
static bool says_country(cs_finder_t *f, const cs_alias_t *title)
{
	uint32_t country = cs_actor_country(f->actors, title->ref);
	cs_str_t rest = cs_fold_name(f->scratch, title->text), atom;
	bool gap;

	while (cs_atom_next(&rest, &atom, &gap)) {
		cs_str_t ahead = rest;
		uint32_t id = cs_intern_find(&f->lex->words, atom);
		uint32_t node = id == CS_NONE ? CS_NONE : cs_alias_step(f->actors, 0, id);
		for (int steps = 0; node != CS_NONE && steps < 3; steps++) {
			uint32_t i = cs_alias_first(f->actors, node);
			if (i != CS_NONE && cs_alias_at(f->actors, i)->kind <= CS_AL_PEOPLE &&
			    cs_actor_country(f->actors, cs_alias_at(f->actors, i)->ref) == country)
				return true;
			if (!cs_atom_next(&ahead, &atom, &gap))
				break;
			id = cs_intern_find(&f->lex->words, atom);
			node = id == CS_NONE ? CS_NONE : cs_alias_step(f->actors, node, id);
		}
	}
	return false;
}

/* The office of this title that belongs to owner (an actor), or to its state; without an owner,
 * the only one of the lexicon that is called so. */
static uint32_t find_office(cs_finder_t *f, const cs_phrase_t *p, uint32_t owner, uint32_t country)
{
	uint32_t direct = CS_NONE, of_state = CS_NONE, any = CS_NONE, n_any = 0;
	cs_title_walk_t walk = cs_titles(f, p->node);
	const cs_alias_t *title = NULL;

	for (const cs_alias_t *al; (al = cs_title_next(f, &walk));) {
		const cs_actor_t *o = cs_actor_at(f->actors, al->ref);
		if (any != al->ref)
			n_any++;
		any = al->ref;
		title = al;
		if (owner != CS_NONE && o->of == owner && direct == CS_NONE)
			direct = al->ref;
		else if (country != CS_NONE && of_state == CS_NONE &&
		         cs_actor_country(f->actors, al->ref) == country)
			of_state = al->ref;
	}
	if (direct != CS_NONE || of_state != CS_NONE)
		return direct != CS_NONE ? direct : of_state;
	bool says_whose = p->core_end - p->core > 1; /* "US president", "Chancellor of the Exchequer" */
	return owner == CS_NONE && country == CS_NONE && n_any == 1 && says_whose &&
	               (cs_country_seen(f, cs_actor_country(f->actors, any)) || says_country(f, title))
	           ? any
	           : CS_NONE;
}

/* "the president": the one person already introduced who holds an office of that name. */
static uint32_t introduced_holder(cs_finder_t *f, const cs_phrase_t *p)
{
	uint32_t found = CS_NONE;
	cs_title_walk_t walk = cs_titles(f, p->node);

	if (f->by_office.n == 0)
		return CS_NONE;
	for (const cs_alias_t *al; (al = cs_title_next(f, &walk));) {
		uint32_t e = cs_map_get(&f->by_office, al->ref);
		if (e == CS_NONE || e == found)
			continue;
		if (e == CS_NONE - 1 || found != CS_NONE)
			return CS_NONE;
		found = e;
	}
	return found;
}

/* "the Syrian leader": who leads that state on the day; else the one person already introduced who
 * leads it. */
static uint32_t head_of(cs_finder_t *f, const cs_phrase_t *p, uint32_t country)
{
	uint32_t found = CS_NONE;

	if (!cs_word_is(&f->doc->words.p[p->core_end - 1], "leader") || p->core_end - p->core > 1)
		return CS_NONE;
	for (uint32_t i = 0; i < f->doc->entities.n && i < CS_MAX_MEANINGS; i++) {
		const cs_entity_t *x = &f->doc->entities.p[i];
		cs_held_t held;
		if (x->type != CS_ENT_PERSON || x->country != country || !x->office || x->actor == CS_NONE)
			continue;
		cs_actor_on(f->actors, f->scratch, x->actor, f->day, &held);
		if (held.office_actor == CS_NONE ||
		    !(cs_actor_at(f->actors, held.office_actor)->posts & CS_HEADS))
			continue;
		if (found != CS_NONE) {
			found = CS_NONE;
			break;
		}
		found = i;
	}
	if (found != CS_NONE)
		return found;
	uint32_t who = cs_post_holder(f->actors, country, CS_POST_LEADER, f->day);
	return who == CS_NONE ? CS_NONE : cs_actor_entity(f, who);
}

/* "the president", nobody's in particular, in a text about one country: who holds the office
 * there. */
static uint32_t implied_holder(cs_finder_t *f, const cs_phrase_t *p)
{
	uint32_t country = cs_country_of_noun(f, p);
	cs_title_walk_t walk = cs_titles(f, p->node);

	if (country == CS_NONE)
		return CS_NONE;
	for (const cs_alias_t *al; (al = cs_title_next(f, &walk));) {
		if ((al->flags & CS_AL_WEAK) || cs_actor_country(f->actors, al->ref) != country)
			continue;
		const cs_actor_t *o = cs_actor_at(f->actors, al->ref);
		bool clear = (o->posts & CS_HEADS) || p->core_end - p->core > 1 ||
		             cs_is_upper((uint8_t)f->doc->words.p[p->core].form.p[0]);
		if (!clear || o->of != country)
			continue;
		uint32_t holder = cs_office_holder(f->actors, al->ref, f->day);
		return cs_actor_entity(f, holder != CS_NONE ? holder : al->ref);
	}
	return CS_NONE;
}

/* "the Foreign Ministry … the Interior Ministry" are two; "the prime minister" is the prime
 * minister named before. */
static bool same_noun(cs_finder_t *f, const cs_phrase_t *p, uint32_t e)
{
	const cs_entity_t *x = &f->doc->entities.p[e];

	if (p->core_end - p->core == 1 || x->agent == p->agent || x->actor == CS_NONE)
		return p->core_end - p->core == 1 || x->agent == p->agent;
	const cs_actor_t *a = cs_actor_at(f->actors, x->actor);
	int32_t day = f->day;
	for (uint32_t k = 0; a->kind == CS_A_PERSON && k < a->n_tenures; k++) {
		const cs_tenure_t *t = cs_tenure_at(f->actors, a, k);
		if (t->office != CS_NONE && cs_title_has(f, p->node, t->office) &&
		    (day == CS_NO_DAY || (t->from <= day && day <= t->to)))
			return true;
	}
	return a->kind == CS_A_OFFICE && cs_title_has(f, p->node, x->actor);
}

/* "the party" behind "the GOP": the one party that the sentences before name, whatever it is
 * called; CS_NONE where there are two. */
static uint32_t party_named(const cs_finder_t *f, uint32_t i)
{
	const cs_phrase_t *p = &f->ph.p[i];
	const cs_agent_t *g = p->agent == CS_NONE ? NULL : cs_agent_at(f->actors, p->agent);
	uint32_t sent = f->doc->words.p[p->head].sent, found = CS_NONE;

	if (!g || !g->collective || p->plural || strcmp(g->code, "PTY") != 0)
		return CS_NONE;
	for (uint32_t n = 0; n < PARTY_LOOK && i-- > 0; n++) {
		const cs_phrase_t *q = &f->ph.p[i];
		const cs_entity_t *e = q->entity == CS_NONE ? NULL : &f->doc->entities.p[q->entity];
		if (f->doc->words.p[q->head].sent + PARTY_SENTENCES < sent)
			break;
		if (!e || q->dropped || q->sort == CS_PH_PRONOUN || e->actor == CS_NONE ||
		    e->type != CS_ENT_ORG || !e->roles || !strstr(e->roles, g->code))
			continue;
		if (found != CS_NONE && found != q->entity)
			return CS_NONE;
		found = q->entity;
	}
	return found;
}

/* Somebody whom the text calls by a noun alone. */
static bool nameless(const cs_finder_t *f, uint32_t e)
{
	const cs_entity_t *x = &f->doc->entities.p[e];

	return x->actor == CS_NONE && x->agent != CS_NONE && x->type == CS_ENT_PERSON && !x->plural;
}

uint32_t cs_resolve_agent(cs_finder_t *f, uint32_t i, int depth)
{
	cs_phrase_t *p = &f->ph.p[i];
	const char *base;
	uint32_t country, o, e;

	if (p->same_as != CS_NONE) {
		e = cs_resolve(f, p->same_as, depth + 1);
		p = &f->ph.p[i];
		if (e != CS_NONE) {
			cs_take_role(f, e, p, depth);
			cs_last_noun(f, &f->ph.p[i], e);
			return e;
		}
	}
	o = p->owner == CS_NONE ? CS_NONE : cs_resolve(f, p->owner, depth + 1);
	p = &f->ph.p[i];
	uint64_t key = cs_owner_of(f, o, &base, &country);
	if (o == CS_NONE && (p->former || p->lower_rank || p->plural || p->indefinite)) {
		/* "former US president": the title says whose */
		uint32_t office = find_office(f, p, CS_NONE, CS_NONE);
		country = office == CS_NONE ? CS_NONE : cs_actor_country(f->actors, office);
		if (country != CS_NONE)
			base = cs_actor_at(f->actors, country)->code;
	}
	if (!p->plural && !p->former && !p->lower_rank && p->modifier == CS_NONE && !p->indefinite) {
		uint32_t actor = o == CS_NONE ? CS_NONE : f->doc->entities.p[o].actor;
		if (actor != CS_NONE && cs_actor_at(f->actors, actor)->kind == CS_A_PERSON)
			actor = CS_NONE;
		/* A title that belongs to the state goes with the state alone, or its government: the
		 * president of a club in France is not the French president. */
		bool whole = o == CS_NONE || actor == country ||
		             (f->government != CS_NONE && f->doc->entities.p[o].agent == f->government) ||
		             !f->doc->entities.p[o].acts;
		uint32_t office = find_office(f, p, actor, whole ? country : CS_NONE);
		if (office != CS_NONE) {
			uint32_t holder = cs_office_holder(f->actors, office, f->day);
			e = cs_actor_entity(f, holder != CS_NONE ? holder : office);
			cs_last_noun(f, p, e);
			return e;
		}
		if (o == CS_NONE && (e = introduced_holder(f, p)) != CS_NONE)
			return e;
		if (o == CS_NONE && (e = implied_holder(f, p)) != CS_NONE) {
			cs_last_noun(f, &f->ph.p[i], e);
			return e;
		}
		if (whole && country != CS_NONE && (e = head_of(f, p, country)) != CS_NONE) {
			cs_last_noun(f, p, e);
			return e;
		}
	}
	const cs_word_t *noun = &f->doc->words.p[p->core_end - 1];
	bool whole_phrase =
	    f->doc->words.p[p->head].deprel != CS_REL_COMPOUND; /* not "the candidate field" */
	if (o == CS_NONE && (p->former || p->modifier != CS_NONE) &&
	    (e = cs_definite(f, i)) != CS_NONE) {
		cs_last_noun(f, p, e);
		return e;
	}
	if (p->definite && o == CS_NONE && p->modifier == CS_NONE && !p->former && whole_phrase) {
		if (!p->lower_rank && cs_linked_entity(f, i, &e) == CS_LINK_FOUND) {
			uint32_t named = nameless(f, e) ? cs_definite(f, i) : CS_NONE;
			e = named == CS_NONE ? e : named;
			cs_last_noun(f, p, e);
			return e;
		}
		if ((e = party_named(f, i)) != CS_NONE) {
			cs_last_noun(f, p, e);
			return e;
		}
		if ((e = cs_definite(f, i)) != CS_NONE) {
			cs_last_noun(f, p, e);
			return e;
		}
		uint32_t id = cs_intern_find(&f->local, cs_fold(f->scratch, noun->form));
		e = id == CS_NONE ? CS_NONE : cs_map_get(&f->last_agent, id);
		if (e != CS_NONE && same_noun(f, p, e) &&
		    (p->plural == (f->doc->entities.p[e].plural != 0) || !p->plural) &&
		    (f->doc->entities.p[e].code || p->owned || p->agent == CS_NONE))
			return e;
	}
	if (o == CS_NONE && country == CS_NONE) {
		cs_imply(f, p, &base, &country);
		if (country != CS_NONE)
			key = country;
	}
	if (o == CS_NONE || f->doc->entities.p[o].type == CS_ENT_PERSON) {
		/* "his party": the one named */
		const cs_agent_t *g = p->agent == CS_NONE ? NULL : cs_agent_at(f->actors, p->agent);
		if (g && g->collective && strcmp(g->code, "PTY") == 0 && !p->personal && !p->plural &&
		    p->owner != CS_NONE && f->ph.p[p->owner].sort == CS_PH_PRONOUN &&
		    (e = cs_body_before(f, i)) != CS_NONE)
			return e;
	}
	bool several =
	    p->plural || (p->agent != CS_NONE && cs_agent_at(f->actors, p->agent)->collective);
	/* Voters and supporters are not the same people, though both are civilians; a state's
	 * government and its regime are. */
	bool body = p->agent != CS_NONE && cs_agent_at(f->actors, p->agent)->collective;
	uint64_t k =
	    cs_agent_key(key, body ? p->agent : ~p->node, p->modifier, p->former) ^ (uint64_t)p->plural;
	bool fresh = p->indefinite && !several;
	e = fresh ? CS_NONE : cs_map_get(&f->by_agent, k);
	if (e == CS_NONE && o != CS_NONE && p->agent != CS_NONE && p->agent == f->government &&
	    !p->former && p->modifier == CS_NONE && f->doc->entities.p[o].actor == country &&
	    country != CS_NONE)
		e = cs_government(f, country, cs_words_of(f, p));
	if (e == CS_NONE) {
		const char *code = cs_foreign_to_state(f, o, p) || cs_says_nothing(f, o, base, p)
		                       ? NULL
		                       : cs_agent_code(f, cs_base_for(f, o, base, p), p->agent, p->node,
		                                       p->modifier, p->former);
		e = cs_agent_new(f, p->agent, p->plural, code, country, cs_words_of(f, p));
		if (cs_says_nothing(f, o, base, p))
			f->doc->entities.p[e].acts = 0;
		cs_map_put(f->scratch, &f->by_agent, k, e);
	}
	cs_last_noun(f, p, e);
	return e;
}
