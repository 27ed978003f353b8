/* definite.c - "the businessman", "the former secretary of state", "the company": a definite noun that
 * tells what somebody is who has been named before.
 *
 *   persons   of the sentences before, those of whom the lexicon or the text says that they are, or once
 *             were, what the noun says; the nearer sentence first, subjects before the rest
 *   former    of the whole text before, who held such an office and holds it no more
 *   bodies    of the sentences before, the last named one of the noun's kind
 *
 * News names a person and varies the noun ("Roe … the senator … the former governor"); what the noun adds
 * is what the reader is taken to know. The older word of src/coref goes first (office.c). A rule of our own.
 * Cost: at most LOOK phrases a noun, and the tenures of each person among them. */
#include "actor/actor_int.h"

enum { LOOK = 64, SENTENCES = 4, GENERIC_SENTENCES = 2, MAX_PERSONS = 200, OFTEN = 8 };

static bool former_noun(const cs_finder_t *f, const cs_phrase_t *p)
{
	return p->core_end - p->core > 1 && cs_word_in(&f->doc->words.p[p->core], " former ex ");
}

/* Did the person ever have this role, or hold an office of this title? over: and has it no more. */
static bool known_as(const cs_finder_t *f, uint32_t actor, const cs_phrase_t *p, uint32_t node,
                     bool over)
{
	const cs_actor_t *a = cs_actor_at(f->actors, actor);
	const char *role = p->agent == CS_NONE ? "" : cs_agent_at(f->actors, p->agent)->code;
	size_t n = strlen(role);

	for (uint32_t k = 0; a->kind == CS_A_PERSON && k < a->n_tenures; k++) {
		const cs_tenure_t *t = cs_tenure_at(f->actors, a, k);
		if (f->day != CS_NO_DAY && (t->from > f->day || (over && t->to >= f->day)))
			continue;
		if (t->office != CS_NONE && cs_title_has(f, node, t->office))
			return true;
		if (!over && t->role && n && strlen(t->role) >= n + 3 && strstr(t->role + 3, role))
			return true;
	}
	return false;
}

/* One who may stand for election: who leads, or led. */
bool cs_may_run(const cs_entity_t *e)
{
	return e->roles &&
	       (strstr(e->roles, "ELI") || strstr(e->roles, "LEG") || strstr(e->roles, "GOV"));
}

static bool is_candidate(const cs_agent_t *g)
{
	return strcmp(g->code, "PTY") == 0 || strcmp(g->code, "ELI") == 0;
}

static bool fits(const cs_finder_t *f, const cs_entity_t *e, const cs_phrase_t *p)
{
	const cs_agent_t *g = p->agent == CS_NONE ? NULL : cs_agent_at(f->actors, p->agent);

	if (e->type != CS_ENT_PERSON || e->plural || !e->acts ||
	    (g && g->sex && e->sex && g->sex != e->sex))
		return false;
	if (p->sort == CS_PH_GENERAL)
		return e->actor != CS_NONE && cs_may_run(e);
	if (p->agent != CS_NONE && e->agent == p->agent)
		return true;
	if (g && is_candidate(g))
		return e->actor != CS_NONE && cs_may_run(e);
	if (e->actor != CS_NONE && known_as(f, e->actor, p, p->node, false))
		return true;
	return g && *g->code && strcmp(g->code, "CVL") != 0 && strcmp(g->code, "GOV") != 0 &&
	       e->roles && strstr(e->roles, g->code);
}

/* How often the text has named somebody so far: OFTEN and more count alike. */
uint32_t cs_often(const cs_finder_t *f, uint32_t i, uint32_t e)
{
	uint32_t n = 0;

	for (uint32_t k = i, seen = 0; k-- > 0 && seen < MAX_PERSONS && n < OFTEN; seen++)
		n += !f->ph.p[k].dropped && f->ph.p[k].entity == e;
	return n;
}

/* The person among the phrases before whom the noun fits best; two that fit as well leave it open. */
uint32_t cs_person_before(const cs_finder_t *f, uint32_t i)
{
	const cs_doc_t *doc = f->doc;
	const cs_phrase_t *p = &f->ph.p[i];
	const cs_word_t *w = &doc->words.p[p->head];
	uint32_t best = CS_NONE;
	int best_score = -1000;
	bool tie = false;

	for (uint32_t k = i, n = 0; k-- > 0 && n < LOOK; n++) {
		const cs_phrase_t *q = &f->ph.p[k];
		const cs_word_t *h = &doc->words.p[q->head];
		if (h->sent + SENTENCES < w->sent)
			break;
		if (q->dropped || q->entity == CS_NONE || (h->sent == w->sent && q->end > p->begin) ||
		    q->sort == CS_PH_AGENT)
			continue;
		bool clause = h->sent == w->sent && h->head == w->head && h->deprel != CS_REL_NMOD_POSS;
		if (clause || !fits(f, &doc->entities.p[q->entity], p))
			continue; /* "Roe met the senator": not Roe */
		int score = -4 * (int)(w->sent - h->sent) + (cs_is_subject(h) ? 3 : 0) -
		            (q->inside != CS_NONE ? 1 : 0);
		score += (int)cs_often(f, i, q->entity) / 2;
		if (q->entity == best) {
			best_score = score > best_score ? score : best_score;
			continue;
		}
		tie = score == best_score || (tie && score < best_score);
		if (score > best_score) {
			best_score = score;
			best = q->entity;
		}
	}
	return tie ? CS_NONE : best;
}

/* Where "former secretary of state" is one noun of the lexicon: the title in it. */
static uint32_t title_behind_former(const cs_finder_t *f, const cs_phrase_t *p)
{
	const cs_word_t *w = f->doc->words.p;
	uint32_t node = 0;

	if (!former_noun(f, p))
		return p->node;
	for (uint32_t k = p->core + 1; k < p->core_end && node != CS_NONE; k++) {
		uint32_t id = cs_intern_find(&f->lex->words, cs_fold(f->scratch, w[k].form));
		node = id == CS_NONE ? CS_NONE : cs_alias_step(f->actors, node, id);
	}
	return node;
}

/* "the former governor": who of those named so far held such an office; the last named of several. */
static uint32_t former_holder(const cs_finder_t *f, uint32_t i)
{
	const cs_phrase_t *p = &f->ph.p[i];
	uint32_t node = title_behind_former(f, p);

	for (uint32_t k = i, n = 0; k-- > 0 && n < MAX_PERSONS; n++) {
		const cs_phrase_t *q = &f->ph.p[k];
		const cs_entity_t *e = q->entity == CS_NONE ? NULL : &f->doc->entities.p[q->entity];
		if (!e || q->dropped || e->type != CS_ENT_PERSON || e->actor == CS_NONE)
			continue;
		if (known_as(f, e->actor, p, node, true))
			return q->entity;
	}
	return CS_NONE;
}

/* Is a body what the noun says: a company, a party, a ministry? */
static bool of_kind(const cs_finder_t *f, const cs_entity_t *e, const cs_phrase_t *q,
                    const cs_phrase_t *p)
{
	const cs_agent_t *g =
	    p->sort == CS_PH_AGENT && p->agent != CS_NONE ? cs_agent_at(f->actors, p->agent) : NULL;

	if (e->type != CS_ENT_ORG || !e->acts || (q->sort != CS_PH_NAME && q->sort != CS_PH_UNKNOWN))
		return false;
	if (!g)
		return e->agent == CS_NONE;
	if (e->agent == p->agent)
		return true;
	const char *m = p->modifier == CS_NONE ? g->code : cs_agent_at(f->actors, p->modifier)->code;
	if (strcmp(m, "UAF") == 0 || strcmp(m, "REB") == 0 ||
	    strcmp(m, "INS") == 0) /* "militant group" */
		return e->code && (strncmp(e->code, "IMG", 3) == 0 ||
		                   (e->roles && (strstr(e->roles, "UAF") || strstr(e->roles, "REB") ||
		                                 strstr(e->roles, "INS"))));
	if (strcmp(g->code, "BUS") == 0 && !e->code)
		return true;
	/* "the agency": an organ of the state, not its government */
	if (strncmp(g->code, "GOV", 3) == 0)
		return p->agent != f->government && e->agent != f->government && e->actor != CS_NONE &&
		       e->roles && strstr(e->roles, "GOV");
	return *g->code && strcmp(g->code, "CVL") != 0 && e->roles && strstr(e->roles, g->code);
}

uint32_t cs_body_before(const cs_finder_t *f, uint32_t i)
{
	const cs_doc_t *doc = f->doc;
	const cs_phrase_t *p = &f->ph.p[i];
	uint32_t at = doc->words.p[p->head].sent, best = CS_NONE;
	int best_score = -1000;
	bool tie = false;

	for (uint32_t k = i, n = 0; k-- > 0 && n < LOOK; n++) {
		const cs_phrase_t *q = &f->ph.p[k];
		const cs_word_t *h = &doc->words.p[q->head];
		if (h->sent + SENTENCES < at)
			break;
		if (q->dropped || q->entity == CS_NONE || (h->sent == at && q->end > p->begin) ||
		    !of_kind(f, &doc->entities.p[q->entity], q, p))
			continue;
		int score =
		    -4 * (int)(at - h->sent) + (cs_is_subject(h) ? 3 : 0) - (q->inside != CS_NONE ? 1 : 0);
		if (q->entity == best)
			continue;
		tie = score == best_score || (tie && score < best_score);
		if (score > best_score) {
			best_score = score;
			best = q->entity;
		}
	}
	return tie ? CS_NONE : best;
}

uint32_t cs_definite(cs_finder_t *f, uint32_t i)
{
	const cs_phrase_t *p = &f->ph.p[i];
	const cs_agent_t *g = p->agent == CS_NONE ? NULL : cs_agent_at(f->actors, p->agent);
	const cs_word_t *w = f->doc->words.p;

	if (!p->definite || p->plural || p->owner != CS_NONE || p->lower_rank || p->personal ||
	    w[p->head].deprel == CS_REL_COMPOUND)
		return CS_NONE;
	if (p->former || former_noun(f, p))
		return former_holder(f, i);
	if ((g && g->collective) ||
	    cs_word_in(&w[p->core_end - 1], " group organisation organization network movement "))
		return cs_body_before(f, i);
	/* "A judge ruled … the judge": the one without a name, where it stands near */
	uint32_t id = cs_intern_find(&f->local, cs_fold(f->scratch, w[p->core_end - 1].form));
	uint32_t last = id == CS_NONE ? CS_NONE : cs_map_get(&f->last_agent, id);
	const cs_entity_t *x = last == CS_NONE ? NULL : &f->doc->entities.p[last];
	if (x && x->type == CS_ENT_PERSON && !x->plural && !(g && is_candidate(g))) {
		if (x->actor != CS_NONE)
			return last; /* "the minister, Roe, … the minister" */
		for (uint32_t k = i, n = 0; k-- > 0 && n < LOOK; n++) {
			const cs_phrase_t *q = &f->ph.p[k];
			if (w[q->head].sent + GENERIC_SENTENCES < w[p->head].sent)
				break;
			if (!q->dropped && q->entity == last && q->sort == CS_PH_AGENT && q->indefinite)
				return last;
		}
	}
	return cs_person_before(f, i);
}
