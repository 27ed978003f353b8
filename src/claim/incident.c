/* incident.c - which events are told of one incident.
 *
 * In the order of the text, an event joins the last earlier event that it fits: one base type,
 * sides that are the same or not told, dates that do not exclude each other. Where a side is missing
 * the event has to be told as known ("the attack", "their raid"), or with the same noun, or stand in
 * the same chain of coreference. Told by different holders, two events of one kind against one target
 * are one incident with two accounts, even where they name another source, and where one says that it
 * did not take place.
 *
 * Cost: linear in events times WINDOW, plus one look-up by both sides for those further apart. It is a
 * heuristic after the usual features of event coreference (type, participants, time, head word); places
 * are not compared, since events have none yet. */
#include "claim/claim_int.h"

enum { WINDOW = 96, KEYS_MAX = 64 };

static bool begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static bool official(const char *role)
{
	return !*role || begins(role, "GOV") || begins(role, "MIL") || begins(role, "SPY") ||
	       begins(role, "COP");
}

/* Is whoever has this code likely the same wherever it stands: a government, an army, rebels, a group
 * with a code of its own? Civilians, parties and firms are many. */
static bool stands_for_one(const char *code)
{
	static const char *const many[] = {"CVL", "PTY", "ELI", "LEG", "BUS", "MED", "EDU",
	                                   "LAB", "NGO", "JUD", "AGR", "HLH", "REF"};
	const char *role = strlen(code) > 3 ? code + 3 : code;
	for (size_t i = 0; i < CS_COUNT(many); i++)
		if (begins(role, many[i]))
			return strlen(code) > 6;
	return true;
}

static bool is_person(const cs_doc_t *d, const cs_part_t *p)
{
	if (p->entity == CS_NONE || d->entities.p[p->entity].type != CS_ENT_PERSON)
		return false;
	return d->mentions.p[d->entities.p[p->entity].first].type == CS_M_NAME;
}

/* One actor, or a state and its government or forces. */
bool cs_same_part(const cs_doc_t *d, const cs_part_t *a, const cs_part_t *b)
{
	if (a->entity != CS_NONE && a->entity == b->entity)
		return true;
	/* two persons with one code are two */
	if (is_person(d, a) && is_person(d, b))
		return false;
	if (!a->code || !b->code)
		return false;
	if (strcmp(a->code, b->code) == 0)
		return stands_for_one(a->code);
	/* "a foreign government" may be any */
	if ((strlen(a->code) > 3 && begins(a->code + 3, b->code)) ||
	    (strlen(b->code) > 3 && begins(b->code + 3, a->code)))
		return true;
	return strlen(a->code) >= 3 && strncmp(a->code, b->code, 3) == 0 && official(a->code + 3) &&
	       official(b->code + 3);
}

cs_match_t cs_match_sides(const cs_doc_t *d, const cs_part_t *a, uint32_t n, const cs_part_t *b,
                          uint32_t m)
{
	if (!n || !m)
		return CS_SIDE_MISSING;
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < m; k++)
			if (cs_same_part(d, &a[i], &b[k]))
				return CS_SIDE_SAME;
	return CS_SIDE_OTHER;
}

static bool dates_fit(const cs_event_t *a, const cs_event_t *b)
{
	if (a->historical != b->historical)
		return false;
	if (!a->date_basis || !b->date_basis || a->from == CS_NO_DAY || b->from == CS_NO_DAY)
		return true;
	return a->from <= b->to && b->from <= a->to;
}

/* Told as having been tried or done, as to come or possible, or of no act in particular. */
static int mood(const cs_event_t *e)
{
	return e->reality == CS_ACTUAL || e->reality == CS_ATTEMPTED || e->reality == CS_PREVENTED ? 0
	       : e->reality == CS_GENERIC                                                          ? 2
	                                                                                           : 1;
}

static uint32_t head_of(const cs_doc_t *d, const cs_event_t *e)
{
	return d->frames.p[e->frame].head;
}

static bool one_chain(const cs_doc_t *d, const cs_event_t *a, const cs_event_t *b)
{
	uint32_t r, s;
	if (!d->ref_of)
		return false;
	r = d->ref_of[head_of(d, a)];
	s = d->ref_of[head_of(d, b)];
	return r != CS_NONE && s != CS_NONE && d->refs.p[r].chain != CS_NONE &&
	       d->refs.p[r].chain == d->refs.p[s].chain;
}

static bool one_head(const cs_doc_t *d, const cs_event_t *a, const cs_event_t *b)
{
	return cs_eq(d->words.p[head_of(d, a)].lemma, d->words.p[head_of(d, b)].lemma);
}

/* The thing that the act is done to: its object, or what it is "on" or "against". */
static uint32_t object_of(const cs_doc_t *d, const cs_event_t *e)
{
	const cs_frame_t *f = &d->frames.p[e->frame];
	for (uint32_t i = f->arg_begin; i < f->arg_end; i++) {
		const cs_arg_t *a = &d->args.p[i];
		if (a->slot == CS_SLOT_OBJ ||
		    (a->slot == CS_SLOT_PREP && (cs_eqz(a->prep, "on") || cs_eqz(a->prep, "against"))))
			return a->head;
	}
	return CS_NONE;
}

/* Is it one noun that both are done to ("the convoy"), whoever owns it? */
static bool one_object(const cs_doc_t *d, const cs_event_t *a, const cs_event_t *b)
{
	uint32_t x = object_of(d, a), y = object_of(d, b);
	return x != CS_NONE && y != CS_NONE && d->words.p[x].upos == CS_POS_NOUN &&
	       cs_eq(d->words.p[x].lemma, d->words.p[y].lemma);
}

static bool is_plural(const cs_doc_t *d, const cs_event_t *e)
{
	return d->words.p[head_of(d, e)].xpos == CS_XP_NNS;
}

/* Is one of them told in a statement that the other is not told in? */
static bool told_apart(const cs_event_t *a, const cs_event_t *b)
{
	return a->said != b->said;
}

static bool one_incident(const cs_doc_t *d, const cs_event_t *a, const cs_event_t *b)
{
	bool one_kind =
	    a->base != CS_NONE ? a->base == b->base : b->base == CS_NONE && a->cameo == b->cameo;
	if (!one_kind || !dates_fit(a, b) || mood(a) == 2 || mood(b) == 2)
		return false;
	if (a->negated != b->negated && !told_apart(a, b))
		return false;
	cs_match_t s = cs_match_sides(d, a->source.p, a->source.n, b->source.p, b->source.n);
	cs_match_t t = cs_match_sides(d, a->target.p, a->target.n, b->target.p, b->target.n);
	if (t == CS_SIDE_MISSING && one_head(d, a, b) && one_object(d, a, b))
		t = CS_SIDE_SAME;
	if (a->symmetric || b->symmetric) {
		cs_match_t x = cs_match_sides(d, a->source.p, a->source.n, b->target.p, b->target.n);
		cs_match_t y = cs_match_sides(d, a->target.p, a->target.n, b->source.p, b->source.n);
		if ((x == CS_SIDE_SAME) + (y == CS_SIDE_SAME) > (s == CS_SIDE_SAME) + (t == CS_SIDE_SAME)) {
			s = x;
			t = y;
		}
	}
	/* two demands or charges with other contents are two */
	if (a->about != CS_NONE && b->about != CS_NONE &&
	    d->events.p[a->about].base != d->events.p[b->about].base)
		return false;
	if (s == CS_SIDE_SAME && t == CS_SIDE_SAME)
		return true;
	if (one_chain(d, a, b))
		return s != CS_SIDE_OTHER || t != CS_SIDE_OTHER;
	if (mood(a) != mood(b))
		return false;
	bool known = cs_is_known_act(d, b) && !is_plural(d, b);
	/* told again with less said: b is the later one */
	if (s != CS_SIDE_OTHER && t != CS_SIDE_OTHER) {
		bool same = s == CS_SIDE_SAME || t == CS_SIDE_SAME;
		bool neither = (s == CS_SIDE_MISSING && !a->source.n && !b->source.n) ||
		               (t == CS_SIDE_MISSING && !a->target.n && !b->target.n);
		if (same && neither && one_head(d, a, b))
			return true;
		bool adds = (!a->source.n && b->source.n) || (!a->target.n && b->target.n);
		if (same)
			return (known && !adds) || (one_head(d, a, b) && !is_plural(d, a) && !is_plural(d, b));
		return known && one_head(d, a, b) && d->frames.p[a->frame].kind == CS_PRED_NOUN;
	}
	/* the same deed laid to another */
	return t == CS_SIDE_SAME && s == CS_SIDE_OTHER && told_apart(a, b) && one_head(d, a, b) &&
	       !a->symmetric &&
	       (cs_is_known_act(d, a) || cs_is_known_act(d, b) ||
	        d->frames.p[a->frame].kind != CS_PRED_NOUN);
}

static uint64_t side_key(const cs_doc_t *d, const cs_part_t *p)
{
	if (!p)
		return 1;
	if (p->code && !is_person(d, p))
		return cs_hash(p->code, strlen(p->code), 2);
	return cs_hash(&p->entity, sizeof p->entity, 3);
}

/* A key for each pair of source and target; where a side is not told, the other alone. */
static uint32_t keys_of(const cs_doc_t *d, const cs_event_t *e, uint64_t *keys)
{
	uint32_t n_s = e->source.n ? e->source.n : 1, n_t = e->target.n ? e->target.n : 1, k = 0;
	for (uint32_t s = 0; s < n_s && k < KEYS_MAX; s++)
		for (uint32_t t = 0; t < n_t && k < KEYS_MAX; t++) {
			uint64_t part[5] = {e->base == CS_NONE ? (uint64_t)e->cameo + (1ULL << 40) : e->base,
			                    e->negated, side_key(d, e->source.n ? &e->source.p[s] : NULL),
			                    side_key(d, e->target.n ? &e->target.p[t] : NULL), e->historical};
			if (e->symmetric && part[2] > part[3]) {
				uint64_t x = part[2];
				part[2] = part[3];
				part[3] = x;
			}
			keys[k] = cs_hash(part, sizeof part, 7);
			keys[k] -= keys[k] == UINT64_MAX;
			k++;
		}
	return k;
}

void cs_incidents(cs_claiming_t *c)
{
	cs_doc_t *d = c->d;
	cs_map_t map = {0};
	uint32_t n = 0;
	for (uint32_t i = 0; i < d->events.n; i++) {
		cs_event_t *e = &d->events.p[i];
		bool both = e->source.n && e->target.n;
		uint64_t keys[KEYS_MAX];
		uint32_t n_keys = keys_of(d, e, keys), number = CS_NONE;
		for (uint32_t back = 1; back <= WINDOW && back <= i && number == CS_NONE; back++)
			if (one_incident(d, &d->events.p[i - back], e))
				number = d->events.p[i - back].incident;
		for (uint32_t k = 0; k < n_keys && number == CS_NONE && both; k++) {
			uint32_t j = cs_map_get(&map, keys[k]);
			if (j != CS_NONE && dates_fit(&d->events.p[j], e))
				number = d->events.p[j].incident;
		}
		e->incident = number == CS_NONE ? n++ : number;
		for (uint32_t k = 0; k < n_keys; k++)
			if (cs_map_get(&map, keys[k]) == CS_NONE)
				cs_map_put(c->scratch, &map, keys[k], i);
	}
}
