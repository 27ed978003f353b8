/* group.c - several meant by one word: "both countries", "the two leaders", "they".
 *
 *   a link of src/coref   to nouns that are joined ("Ruritania and Borduria … they"): their actors
 *   "both", "the two"     as many actors of the kind as it says, where the sentences before name just
 *                         so many: persons for leaders, states for countries, parties for parties
 *
 * The phrase stands for the first, and a copy of it for each other one, joined by `with`, as
 * "Russian and Syrian troops" are. A split antecedent by rule, of our own. Cost: at most LOOK phrases.
 * "The three of them", groups that the text counts and never names, are left. */
#include "actor/actor_int.h"

enum { LOOK = 60, SENTENCES = 4 };

typedef struct members {
	uint32_t n, e[CS_MAX_MEMBERS];
} members_t;

static bool add(members_t *m, uint32_t e) /* false: too many */
{
	for (uint32_t i = 0; i < m->n; i++)
		if (m->e[i] == e)
			return true;
	if (m->n == CS_MAX_MEMBERS)
		return false;
	m->e[m->n++] = e;
	return true;
}

/* How many it says: "both parties", "the two leaders"; 0: it does not. */
static uint32_t told_number(const cs_doc_t *doc, uint32_t head)
{
	uint32_t n = 0;
	bool definite = false;

	for (uint32_t c = doc->words.p[head].child; c != CS_NONE; c = doc->words.p[c].next) {
		const cs_word_t *w = &doc->words.p[c];
		if (c > head)
			break;
		if (cs_word_in(w, " both "))
			return 2;
		definite |= cs_word_in(w, " the these those ") || w->deprel == CS_REL_NMOD_POSS;
		n = cs_word_in(w, " two 2 ")     ? 2
		    : cs_word_in(w, " three 3 ") ? 3
		    : cs_word_in(w, " four 4 ")  ? 4
		                                 : n;
	}
	return definite ? n : 0;
}

typedef enum kind { K_NOBODY, K_STATE, K_PERSON, K_CANDIDATE, K_PARTY, K_SIDE } kind_t;

static kind_t kind_of(const cs_finder_t *f, const cs_phrase_t *p)
{
	const cs_word_t *w = &f->doc->words.p[p->core_end - 1];
	const cs_agent_t *g =
	    p->sort == CS_PH_AGENT && p->agent != CS_NONE ? cs_agent_at(f->actors, p->agent) : NULL;

	if (cs_word_in(w,
	               " countries nations states governments capitals neighbours neighbors powers "))
		return K_STATE;
	if (cs_word_in(w, " sides "))
		return K_SIDE;
	if (g && g->collective)
		return strcmp(g->code, "PTY") == 0 ? K_PARTY : K_NOBODY;
	if (g && (strcmp(g->code, "PTY") == 0 || strcmp(g->code, "ELI") == 0))
		return K_CANDIDATE;
	if (cs_word_in(w, " men women rivals contenders front-runners frontrunners ") ||
	    (g && strcmp(g->code, "CVL") != 0 && strcmp(g->code, "MIL") != 0 &&
	     strcmp(g->code, "UAF") != 0) ||
	    (p->sort == CS_PH_AGENT && p->agent == CS_NONE))
		return K_PERSON;
	return K_NOBODY;
}

/* Adds whom a phrase stands for, if that is of the kind. false: too many */
static bool take(cs_finder_t *f, members_t *m, const cs_phrase_t *q, kind_t kind)
{
	const cs_entity_t *e = &f->doc->entities.p[q->entity];

	switch (kind) {
	case K_STATE: {
		bool of_state = e->type == CS_ENT_GPE || e->type == CS_ENT_NORP ||
		                (e->agent == f->government && f->government != CS_NONE);
		uint32_t country = e->country;
		return !of_state || country == CS_NONE || add(m, cs_actor_entity(f, country));
	}
	case K_CANDIDATE:
		return e->type != CS_ENT_PERSON || e->plural || e->actor == CS_NONE || !cs_may_run(e) ||
		       add(m, q->entity);
	case K_PERSON:
		return e->type != CS_ENT_PERSON || e->plural || q->sort == CS_PH_AGENT || add(m, q->entity);
	case K_PARTY:
		return e->type != CS_ENT_ORG || !e->roles || !strstr(e->roles, "PTY") ||
		       e->actor == CS_NONE || add(m, q->entity);
	default: {
		bool side = e->acts && q->inside == CS_NONE && e->code &&
		            (e->type == CS_ENT_GPE || e->type == CS_ENT_ORG || e->type == CS_ENT_NORP);
		return !side || add(m, q->entity);
	}
	}
}

/* Leaves the `want` members that the text names most; nobody where that is a tie. */
static void most_often(const cs_finder_t *f, uint32_t i, members_t *m, uint32_t want)
{
	uint32_t times[CS_MAX_MEMBERS] = {0}, out = 0, kept[CS_MAX_MEMBERS] = {0};

	for (uint32_t k = 0; k < m->n; k++)
		times[k] = cs_often(f, i, m->e[k]);
	for (uint32_t k = 0; k < m->n; k++) {
		uint32_t better = 0, same = 0;
		for (uint32_t j = 0; j < m->n; j++) {
			better += times[j] > times[k];
			same += j != k && times[j] == times[k];
		}
		if (better < want && better + same >= want)
			same = want; /* a tie at the edge */
		if (better + same < want)
			kept[out++] = m->e[k];
	}
	m->n = out;
	memcpy(m->e, kept, out * sizeof *kept);
}

static void by_number(cs_finder_t *f, uint32_t i, members_t *m)
{
	const cs_doc_t *doc = f->doc;
	kind_t kind = kind_of(f, &f->ph.p[i]);
	uint32_t want = kind == K_NOBODY ? 0 : told_number(doc, f->ph.p[i].head);
	uint32_t at = doc->words.p[f->ph.p[i].head].sent, sent = at, begin = f->ph.p[i].begin;

	if (!want)
		return;
	for (uint32_t k = i, n = 0; k-- > 0 && n < LOOK; n++) {
		const cs_phrase_t *q = &f->ph.p[k];
		uint32_t s = doc->words.p[q->head].sent;
		if (s != sent && m->n >= want)
			break; /* the nearest sentences that name enough */
		sent = s;
		if (s + SENTENCES < at)
			break;
		if (q->dropped || q->entity == CS_NONE || (s == at && q->end > begin) ||
		    (q->sort == CS_PH_PRONOUN && kind != K_PERSON && kind != K_CANDIDATE))
			continue;
		if (!take(f, m, q, kind))
			break;
	}
	if (m->n > want) /* those whom the text goes on about */
		most_often(f, i, m, want);
	if (m->n != want)
		m->n = 0;
	for (uint32_t a = 0, b = m->n; a + 1 < b; a++) { /* in the order of the text */
		uint32_t e = m->e[a];
		m->e[a] = m->e[--b];
		m->e[b] = e;
	}
}

uint32_t cs_resolve_group(cs_finder_t *f, uint32_t i)
{
	members_t m = {0};
	const cs_phrase_t *p = &f->ph.p[i];
	const cs_word_t *w = &f->doc->words.p[p->head];
	bool they = p->sort == CS_PH_PRONOUN && p->plural;

	if (!they && !(p->plural && p->definite && p->owner == CS_NONE && p->modifier == CS_NONE &&
	               p->with == CS_NONE && p->title == CS_NONE))
		return CS_NONE;
	if (w->deprel == CS_REL_COMPOUND)
		return CS_NONE;
	if (!they)
		by_number(f, i, &m);
	if (m.n < 2)
		m.n = cs_linked_group(f, i, m.e);
	if (m.n < 2)
		return CS_NONE;
	for (uint32_t k = 1, last = i; k < m.n; k++) {
		cs_phrase_t copy = f->ph.p[i];
		copy.entity = m.e[k];
		copy.with = CS_NONE;
		*CS_PUSH(f->scratch, &f->ph) = copy;
		f->ph.p[last].with = f->ph.n - 1;
		last = f->ph.n - 1;
	}
	return m.e[0];
}
