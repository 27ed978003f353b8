/* unknown.c - whom a name stands for that the lexicon does not have.
 *
 * The same text, a surname or an acronym that the document has introduced; a person of the lexicon
 * under another spelling or by a title; else somebody new. What a body is its own name says
 * ("Fairview Country Club"), by the last words, or those before "of".
 *
 * Rules of our own, the lists of bodies the lexicon's. Cost: a few probes a name. Misspelt names of
 * the lexicon, but for first names, are left unknown. */
#include "actor/actor_int.h"

/* What the words at the end of a body's name say that it is, or those before its "of" or "for":
 * "Club", "Country Club", "Board". */
uint32_t cs_body_of(cs_finder_t *f, const cs_phrase_t *p)
{
	const cs_doc_t *doc = f->doc;
	uint32_t end = p->core;

	while (end < p->core_end && !cs_word_in(&doc->words.p[end], " of for "))
		end++;
	if (end - p->core == 1 && end == p->core_end)
		return CS_NONE; /* one word is no kind and name */
	for (uint32_t n = end - p->core > 1 ? 2 : 1; n > 0; n--) {
		uint32_t g = cs_body_agent(f->actors, cs_folded_words(f, end - n, end));
		if (g != CS_NONE)
			return g;
	}
	return CS_NONE;
}

/* A body that no entry knows: what it is, by its name, and where, by its owner or by what the text
 * is about. */
static void code_body(cs_finder_t *f, uint32_t e, const cs_phrase_t *p, uint32_t agent)
{
	const cs_agent_t *g = cs_agent_at(f->actors, agent);
	cs_entity_t *x = &f->doc->entities.p[e];
	bool anywhere =
	    cs_word_in(&f->doc->words.p[p->core],
	               " international world global european african asian arab islamic ") ||
	    strncmp(g->code, "UAF", 3) == 0 || strncmp(g->code, "MIL", 3) == 0;

	if (x->country == CS_NONE && !anywhere)
		x->country = cs_country_implied(f, f->doc->words.p[p->head].sent);
	x->agent = agent;
	x->acts = g->acts;
	x->type = CS_ENT_ORG;
	const char *base = x->country == CS_NONE ? NULL : cs_actor_at(f->actors, x->country)->code;
	cs_set_code(f, e, cs_agent_code(f, base, agent, CS_NONE, CS_NONE, false));
}

static cs_str_t words_after_dash(cs_finder_t *f, const cs_phrase_t *p)
{
	return cs_folded_words(f, p->core_end - 1, p->core_end);
}

/* "Jordan" of "Jordan Roe" goes on meaning the country. */
static bool names_state(const cs_finder_t *f, cs_str_t atom)
{
	uint32_t id = cs_intern_find(&f->lex->words, atom);
	uint32_t node = id == CS_NONE ? CS_NONE : cs_alias_step(f->actors, 0, id);
	uint32_t i = node == CS_NONE ? CS_NONE : cs_alias_first(f->actors, node);

	if (i == CS_NONE || cs_alias_at(f->actors, i)->kind >= CS_AL_TITLE)
		return false;
	uint8_t kind = cs_actor_at(f->actors, cs_alias_at(f->actors, i)->ref)->kind;
	return kind == CS_A_STATE || kind == CS_A_TERRITORY;
}

uint32_t cs_resolve_unknown(cs_finder_t *f, uint32_t i, int depth)
{
	cs_phrase_t *p = &f->ph.p[i];
	cs_str_t words = f->local.str[p->text];
	uint32_t o = p->owner == CS_NONE ? CS_NONE : cs_resolve(f, p->owner, depth + 1);
	const char *base;
	uint32_t country, body;

	p = &f->ph.p[i];
	(void)cs_owner_of(f, o, &base, &country);
	if (p->same_as != CS_NONE && p->same_as != i) {
		uint32_t e = cs_resolve(f, p->same_as, depth + 1);
		cs_map_put(f->scratch, &f->by_text, p->text, e); /* an acronym: good from here on */
		return e;
	}
	uint32_t e = cs_map_get(&f->by_text, p->text);
	if (e != CS_NONE && o != CS_NONE && f->doc->entities.p[e].country != country &&
	    country != CS_NONE)
		e = CS_NONE; /* the Kenyan Interior Ministry is not the Iraqi one */
	if (e != CS_NONE && p->sex && f->doc->entities.p[e].sex && p->sex != f->doc->entities.p[e].sex)
		e = CS_NONE;
	if (e == CS_NONE && p->type != CS_ENT_ORG) {
		e = cs_by_surname(f, words, p->sex, false);
		/* The Solanian president is not the Ruvanian one, though both are called Marek. */
		uint32_t c = e == CS_NONE ? CS_NONE : f->doc->entities.p[e].country;
		if (p->title != CS_NONE && o != CS_NONE && country != CS_NONE && c != CS_NONE &&
		    c != country)
			e = CS_NONE;
	}
	if (e == CS_NONE && p->title != CS_NONE) {
		uint32_t actor = cs_by_title_and_surname(f, p, country);
		if (actor != CS_NONE)
			e = cs_actor_entity(f, actor);
	}
	if (e == CS_NONE && p->title == CS_NONE && o == CS_NONE &&
	    (p->type == CS_ENT_PERSON || p->type == CS_ENT_OTHER)) {
		uint32_t actor =
		    p->core + 1 == p->core_end ? cs_named_as(f, f->doc->words.p[p->core].norm_id) : CS_NONE;
		if (actor == CS_NONE)
			actor = cs_in_office(f, p);
		if (actor == CS_NONE)
			actor = cs_other_spelling(f, p, words);
		if (actor != CS_NONE)
			e = cs_actor_entity(f, actor);
	}
	if (e == CS_NONE) {
		if (p->type == CS_ENT_PERSON || p->type == CS_ENT_OTHER)
			e = cs_shorter_name(f, words);
		if (e == CS_NONE)
			e = cs_entity_new(f, p->type, cs_text_of(f->doc, p->core, p->core_end));
		cs_map_put(f->scratch, &f->by_text, p->text, e);
		cs_entity_t *x = &f->doc->entities.p[e];
		x->name = cs_text_of(f->doc, p->core, p->core_end);
		x->country = country;
		x->sex = p->sex;
		x->plural = p->type == CS_ENT_ORG;
		/* "Roe-Poe", a ticket or a bill of two who are named before, takes neither's name. */
		bool pair = p->core_end - p->core == 3 && cs_word_is(&f->doc->words.p[p->core + 1], "-") &&
		            cs_by_surname(f, words_after_dash(f, p), 0, true) != CS_NONE;
		if (!pair &&
		    (p->type == CS_ENT_PERSON || (p->type == CS_ENT_OTHER && p->core_end - p->core > 1) ||
		     (p->type == CS_ENT_ORG && cs_body_of(f, p) != CS_NONE)))
			cs_introduce(f, e, words, false);
		cs_str_t rest = words, first;
		if (p->type == CS_ENT_PERSON && cs_split(&rest, ' ', &first) && rest.n &&
		    !names_state(f, first))
			cs_introduce(f, e, first, true); /* "Lou" of Lou Jiwei, "Jane" of Jane Roe */
		const cs_agent_t *g = p->by_agent == CS_NONE ? NULL : cs_agent_at(f->actors, p->by_agent);
		body = p->title == CS_NONE && (p->type == CS_ENT_ORG || p->type == CS_ENT_OTHER)
		           ? cs_body_of(f, p)
		           : CS_NONE;
		if (g && (body == CS_NONE || (g->acts && strcmp(g->code, "GOV") != 0))) {
			x->agent = p->by_agent;
			x->acts = cs_agent_at(f->actors, p->by_agent)->acts;
			cs_set_code(f, e, cs_agent_code(f, base, p->by_agent, CS_NONE, CS_NONE, false));
		} else if (body != CS_NONE) {
			code_body(f, e, p, body);
			/* A party's association is the party, a militant group's committee the group. */
			if (base && (strncmp(base, "IMG", 3) == 0 ||
			             (strlen(base) == 6 && strcmp(base + 3, "PTY") == 0)))
				cs_set_code(f, e, base);
		} else if (p->type == CS_ENT_ORG && p->title == CS_NONE && o != CS_NONE &&
		           f->doc->entities.p[o].type != CS_ENT_PERSON) {
			cs_set_code(f, e, base);
		}
	}
	cs_entity_t *x = &f->doc->entities.p[e];
	if (!x->sex && x->type == CS_ENT_PERSON)
		x->sex = p->sex;
	if (x->type == CS_ENT_OTHER && p->type != CS_ENT_OTHER) {
		x->type = p->type;
		x->acts = p->type == CS_ENT_PERSON || p->type == CS_ENT_ORG;
	}
	return e;
}
