/* chain.c - whom a pronoun or a definite noun stands for, by the links of src/coref.
 *
 * The link is followed from antecedent to antecedent to the first that is an actor's phrase; what
 * the dictionaries know of that actor decides whether it may be: sex, number, kind. A step that the
 * model is hardly sure of ends the walk, and the older rules or nobody has the word. Cost: at most
 * STEPS a phrase. */
#include "actor/actor_int.h"

enum { STEPS = 24, SURE = 1 };

/* The phrase whose head or core a word is, or CS_NONE. */
static uint32_t phrase_at(const cs_finder_t *f, uint32_t word)
{
	uint32_t k = f->cover[word];

	if (k == CS_NONE || f->ph.p[k].dropped || f->ph.p[k].entity == CS_NONE)
		return CS_NONE;
	const cs_phrase_t *p = &f->ph.p[k];
	return p->head == word || (word >= p->core && word < p->core_end) ? k : CS_NONE;
}

/* "the general" is nobody of whom the text or the lexicon says that he is a minister. */
static bool same_role(const cs_finder_t *f, const cs_entity_t *e, const cs_phrase_t *p)
{
	const cs_agent_t *g = p->agent == CS_NONE ? NULL : cs_agent_at(f->actors, p->agent);
	const char *roles = e->code ? e->roles : NULL;

	if (g && g->sex && e->sex && g->sex != e->sex)
		return false;
	if (p->agent == e->agent && p->agent != CS_NONE)
		return true;
	if (!roles || !g || strcmp(g->code, "CVL") == 0 || strcmp(g->code, "ELI") == 0)
		return g && !roles;
	return strstr(roles, g->code) != NULL;
}

static bool may_be(const cs_finder_t *f, const cs_entity_t *e, const cs_phrase_t *p)
{
	if (!e->acts)
		return false;
	if (p->sort == CS_PH_AGENT) {
		bool several =
		    p->plural || (p->agent != CS_NONE && cs_agent_at(f->actors, p->agent)->collective);
		return (e->plural != 0) == several && (e->type == CS_ENT_PERSON || several) &&
		       same_role(f, e, p);
	}
	if (p->sort == CS_PH_GENERAL && p->type == CS_ENT_PERSON)
		return e->type == CS_ENT_PERSON && !e->plural;
	if (p->sort == CS_PH_GENERAL)
		return e->type == p->type && (p->type == CS_ENT_GPE || e->agent == CS_NONE);
	if (p->sex)
		return e->type == CS_ENT_PERSON && !e->plural && (!e->sex || e->sex == p->sex);
	if (p->plural)
		return e->plural || e->type != CS_ENT_PERSON;
	return e->type != CS_ENT_PERSON && (!e->plural || e->type == CS_ENT_ORG);
}

cs_linked_t cs_linked_entity(const cs_finder_t *f, uint32_t phrase, uint32_t *entity)
{
	const cs_doc_t *doc = f->doc;
	const cs_phrase_t *p = &f->ph.p[phrase];
	uint32_t ref = doc->ref_of ? doc->ref_of[p->head] : CS_NONE;

	if (!doc->ref_of)
		return CS_LINK_OPEN;
	if (ref == CS_NONE)
		return CS_LINK_NONE;
	for (uint32_t n = 0; n < STEPS; n++) {
		const cs_ref_t *r = &doc->refs.p[ref];
		if (r->antecedent == CS_NONE || r->margin < SURE)
			break;
		ref = r->antecedent;
		uint32_t k = phrase_at(f, doc->refs.p[ref].word);
		if (k == CS_NONE || k == phrase)
			continue;
		if (!may_be(f, &doc->entities.p[f->ph.p[k].entity], p))
			break;
		*entity = f->ph.p[k].entity;
		return CS_LINK_FOUND;
	}
	/* Of he and she, sex leaves so few that the plain rule does well where the model is in doubt.
	 * */
	return p->sex ? CS_LINK_OPEN : CS_LINK_NONE;
}

/* The actors of the nouns that are joined at this "and"; 0 where one of them is none. */
static uint32_t joined(const cs_finder_t *f, uint32_t cc, uint32_t *out)
{
	const cs_word_t *w = f->doc->words.p;
	uint32_t top = w[cc].head == CS_NONE ? CS_NONE : w[w[cc].head].head, n = 0;

	if (w[cc].deprel != CS_REL_CC || top == CS_NONE || w[w[cc].head].deprel != CS_REL_CONJ)
		return 0;
	for (uint32_t c = top; c != CS_NONE; c = c == top ? w[top].child : w[c].next) {
		if (c != top && w[c].deprel != CS_REL_CONJ)
			continue;
		uint32_t k = phrase_at(f, c);
		if (k == CS_NONE || n == CS_MAX_MEMBERS || !f->doc->entities.p[f->ph.p[k].entity].acts)
			return 0;
		bool there = false;
		for (uint32_t i = 0; i < n; i++)
			there |= out[i] == f->ph.p[k].entity;
		if (!there)
			out[n++] = f->ph.p[k].entity;
	}
	return n;
}

uint32_t cs_linked_group(const cs_finder_t *f, uint32_t phrase, uint32_t *out)
{
	const cs_doc_t *doc = f->doc;
	uint32_t ref = doc->ref_of ? doc->ref_of[f->ph.p[phrase].head] : CS_NONE;

	for (uint32_t n = 0; ref != CS_NONE && n < STEPS; n++) {
		const cs_ref_t *r = &doc->refs.p[ref];
		if (r->antecedent == CS_NONE || r->margin < SURE)
			break;
		ref = r->antecedent;
		uint32_t word = doc->refs.p[ref].word;
		if (doc->words.p[word].deprel == CS_REL_CC)
			return joined(f, word, out);
		uint32_t k = phrase_at(f, word);
		if (k != CS_NONE && f->ph.p[k].with != CS_NONE) { /* "both countries … they" */
			uint32_t m = 0;
			for (; k != CS_NONE && m < CS_MAX_MEMBERS; k = f->ph.p[k].with)
				out[m++] = f->ph.p[k].entity;
			return m;
		}
		if (k != CS_NONE && k != phrase)
			break; /* one actor: cs_linked_entity */
	}
	return 0;
}
