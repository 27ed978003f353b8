/* general.c - "the country", "the group": nouns that say of what kind somebody is, and no more.
 *
 * They are no actors by themselves, as the lexicon's agents are. With an article or "this" they
 * stand for what coreference links them to, where that is a state or a body; "the country" that is
 * linked to nothing is the one that the document is about, "the state" the one of a country's named
 * last. "His country" and "a group" are left; of several see group.c.
 *
 * A rule of our own; the links are those of src/coref. Cost: a few probes a noun. */
#include "actor/actor_int.h"

enum { LOOK = 64, SENTENCES = 4 };

static bool definite(const cs_doc_t *doc, const cs_sent_t *s, uint32_t i)
{
	uint32_t d = cs_child(doc, i, CS_REL_DET);

	return d != CS_NONE && d < i && d >= s->words.begin &&
	       cs_word_in(&doc->words.p[d], " the this that both these those ");
}

/* "the state of affairs", "a group of tourists" */
static bool filled(const cs_doc_t *doc, uint32_t i, bool clause_too)
{
	for (uint32_t k = doc->words.p[i].child; k != CS_NONE; k = doc->words.p[k].next) {
		uint8_t r = doc->words.p[k].deprel;
		if (r == CS_REL_NMOD || r == CS_REL_COMPOUND || r == CS_REL_APPOS ||
		    r == CS_REL_NMOD_POSS || (clause_too && r == CS_REL_ACL_RELCL))
			return true;
	}
	return false;
}

void cs_find_general(cs_finder_t *f, const cs_sent_t *s, uint32_t i)
{
	const cs_word_t *w = &f->doc->words.p[i];
	uint8_t type;

	bool several = w->xpos == CS_XP_NNS;
	if (!several && w->xpos != CS_XP_NN)
		return;
	if (cs_word_in(w, several ? " countries nations sides " : " country nation kingdom "))
		type = CS_ENT_GPE;
	else if (several)
		return;
	else if (cs_word_in(w, " state province "))
		type = CS_ENT_LOC;
	else if (cs_word_in(w, " contender incumbent rival successor foe adversary challenger "))
		type = CS_ENT_PERSON;
	else if (cs_word_in(w, " group organization organisation company firm agency body bloc network "
	                       "newspaper magazine union movement institution board panel department "
	                       "commission foundation association network outlet bureau "
	                       "coalition alliance faction watchdog "))
		type = CS_ENT_ORG;
	else
		return;
	if (!definite(f->doc, s, i) || filled(f->doc, i, type != CS_ENT_LOC) ||
	    w->deprel == CS_REL_COMPOUND)
		return;
	cs_phrase_t *p = cs_phrase_new(f, i, i + 1, CS_PH_GENERAL);
	p->type = type;
	p->definite = true;
	p->plural = several;
	f->cover[i] = f->ph.n - 1;
}

/* "the state" behind "Kansas": the part of a country named last, in the sentences before. */
static uint32_t region_named(const cs_finder_t *f, uint32_t i)
{
	uint32_t sent = f->doc->words.p[f->ph.p[i].head].sent;

	for (uint32_t n = 0; n < LOOK && i-- > 0; n++) {
		const cs_phrase_t *q = &f->ph.p[i];
		if (f->doc->words.p[q->head].sent + SENTENCES < sent)
			break;
		if (!q->dropped && q->entity != CS_NONE && f->doc->entities.p[q->entity].region)
			return q->entity;
	}
	return CS_NONE;
}

uint32_t cs_resolve_general(cs_finder_t *f, uint32_t i)
{
	uint32_t e = CS_NONE, country;

	if (f->ph.p[i].type == CS_ENT_LOC)
		return region_named(f, i);
	if (f->ph.p[i].type == CS_ENT_PERSON)
		return cs_linked_entity(f, i, &e) == CS_LINK_FOUND ? e : cs_person_before(f, i);
	if (f->ph.p[i].plural)
		return CS_NONE; /* "both sides" are several (group.c), or nobody */
	if (cs_linked_entity(f, i, &e) == CS_LINK_FOUND)
		return e;
	if (f->ph.p[i].type != CS_ENT_GPE) {
		uint32_t id =
		    cs_intern_find(&f->local, cs_fold(f->scratch, f->doc->words.p[f->ph.p[i].head].form));
		e = id == CS_NONE ? CS_NONE : cs_map_get(&f->last_agent, id);
		return e != CS_NONE && f->doc->entities.p[e].type == CS_ENT_ORG ? e : cs_body_before(f, i);
	}
	country = cs_country_implied(f, f->doc->words.p[f->ph.p[i].head].sent);
	return country == CS_NONE ? CS_NONE : cs_actor_entity(f, country);
}
