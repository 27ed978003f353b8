/* entity.c - whom a phrase stands for. Phrases are resolved in text order, a phrase's owner before
 * it, so that what the document has introduced is known when it comes back:
 *
 *   an alias           the actor, by what fits: introduced already, in office, not weak, listed first
 *   title and country  who holds the office on the document's date, if one person does
 *   agent and owner    one entity for the same pair ("Syrian troops"); "the rebels" is the last rebels
 *   an unknown name    the same text, a surname or an acronym introduced before; else a new entity
 *
 *   who stands without a country the country that the document is about (context.c)
 *
 * Where two persons fit equally, nobody is meant: the name stays open.
 * Sources: dated offices as in the lexicon; the rest is plain practice of news style (full name
 * first, surname later). Cost: a few probes a phrase; chains of meanings are bounded. */
#include "actor/actor_int.h"

enum { MAX_MEANINGS = 400, MAX_SAME_NAME = 16, MAX_SURNAMES = 512, MAX_DEPTH = 8 };
enum { HEADS = 1 << CS_POST_HEAD_OF_STATE | 1 << CS_POST_HEAD_OF_GOVERNMENT | 1 << CS_POST_LEADER };

static uint32_t resolve(cs_finder_t *f, uint32_t i, int depth);

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

/* The words as they are written, a line break between them made a blank. */
static cs_str_t text_of(cs_doc_t *doc, uint32_t begin, uint32_t end)
{
	uint32_t a = doc->words.p[begin].begin, b = doc->words.p[end - 1].end;
	cs_str_t s = cs_str(doc->buf.p + a, b - a);
	if (!memchr(s.p, '\n', s.n))
		return s;
	char *z = cs_strndup(&doc->arena, s.p, s.n);
	for (uint32_t i = 0; i < s.n; i++)
		if (z[i] == '\n' || z[i] == '\r')
			z[i] = ' ';
	return cs_str(z, s.n);
}

/* The words of a phrase; "Russian … troops" where it shares its noun with another. */
static cs_str_t words_of(cs_finder_t *f, const cs_phrase_t *p)
{
	cs_str_t a = text_of(f->doc, p->begin, p->end), b = text_of(f->doc, p->core, p->core_end);
	if (p->end > p->core)
		return a;
	return cs_strz(cs_sprintf(&f->doc->arena, "%.*s %.*s", (int)a.n, a.p, (int)b.n, b.p));
}

static uint32_t entity_new(cs_finder_t *f, uint8_t type, cs_str_t name)
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

static void set_code(cs_finder_t *f, uint32_t e, const char *code)
{
	cs_entity_t *x = &f->doc->entities.p[e];
	if (!code || !*code)
		return;
	x->code = code;
	x->roles = cs_code_roles(&f->doc->arena, code);
	x->sectors = cs_code_sectors(f->actors, &f->doc->arena, code);
}

/* From now on the document may call it by the last part of its name, or by its first name. */
static void introduce(cs_finder_t *f, uint32_t e, cs_str_t full, bool given)
{
	uint32_t space = full.n;

	while (space > 0 && full.p[space - 1] != ' ')
		space--;
	uint32_t id = cs_local_id(f, cs_str(full.p + space, full.n - space));
	uint32_t older = cs_map_get(&f->by_surname, id);
	for (uint32_t k = older, n = 0; k != CS_NONE && n < MAX_SAME_NAME; k = f->names.p[k].next, n++)
		if (f->names.p[k].entity == e)
			return;
	*CS_PUSH(f->scratch, &f->names) = (cs_doc_name_t){e, full, older, given};
	cs_map_put(f->scratch, &f->by_surname, id, f->names.n - 1);
}

static cs_str_t folded_atoms(cs_finder_t *f, const char *name)
{
	cs_str_t rest = cs_fold_name(f->scratch, cs_strz(name)), atom;
	cs_buf_t out = {.arena = f->scratch};
	bool gap;

	while (cs_atom_next(&rest, &atom, &gap)) {
		if (out.n)
			cs_buf_add(&out, " ", 1);
		cs_buf_add(&out, atom.p, atom.n);
	}
	return cs_str(out.p ? out.p : "", out.n);
}

/* An unknown name of one word that a longer one ends in: "Clinton" in the headline, before
 * "Hillary Clinton". CS_NONE where there is none. */
static uint32_t shorter(cs_finder_t *f, cs_str_t full)
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

static uint32_t actor_entity(cs_finder_t *f, uint32_t actor)
{
	uint32_t e = cs_map_get(&f->by_actor, actor);
	if (e != CS_NONE)
		return e;
	const cs_actor_t *a = cs_actor_at(f->actors, actor);
	cs_held_t held;
	e = a->kind == CS_A_PERSON ? shorter(f, folded_atoms(f, a->name)) : CS_NONE;
	if (e == CS_NONE) {
		e = entity_new(f, type_by_name(a->type), cs_strz(a->name));
	} else {
		f->doc->entities.p[e].type = CS_ENT_PERSON;
		f->doc->entities.p[e].acts = 1;
		f->doc->entities.p[e].name = cs_strz(a->name);
	}
	cs_map_put(f->scratch, &f->by_actor, actor, e);
	cs_actor_on(f->actors, &f->doc->arena, actor, f->doc->day, &held);
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
	cs_str_t full = folded_atoms(f, a->name), rest = full, first = full;
	if (cs_split(&rest, ' ', &first) && rest.n) { /* "Kim" of Kim Jong-un */
		uint32_t n = 0, id = cs_intern_find(&f->lex->words, first);
		const uint32_t *who = id == CS_NONE ? NULL : cs_actor_surname(f->actors, id, &n);
		bool swapped = false;
		for (uint32_t i = 0; i < n && i < MAX_SURNAMES; i++)
			swapped |= who[i] == actor;
		if (swapped)
			full = first;
		else if (first.n > 2)
			introduce(f, e, first, true);
	}
	introduce(f, e, full, false);
	if (held.office_actor != CS_NONE) {
		uint32_t other = cs_map_get(&f->by_office, held.office_actor);
		cs_map_put(f->scratch, &f->by_office, held.office_actor,
		           other == CS_NONE || other == e ? e : CS_NONE - 1); /* NONE - 1: several */
	}
	return e;
}

/* ---- agents -------------------------------------------------------------------------------- */

static uint64_t agent_key(uint64_t owner, uint32_t agent, uint32_t modifier, bool former)
{
	uint64_t k[4] = {owner, agent, modifier, former};
	return cs_hash(k, sizeof k, 0) >> 1;
}

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
static const char *agent_code(cs_finder_t *f, const char *base, uint32_t agent, uint32_t node,
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
static uint64_t owner_of(cs_finder_t *f, uint32_t owner, const char **base, uint32_t *country)
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

static uint32_t agent_new(cs_finder_t *f, uint32_t agent, bool plural, const char *code,
                          uint32_t country, cs_str_t name)
{
	const cs_agent_t *g = agent == CS_NONE ? NULL : cs_agent_at(f->actors, agent);
	bool several = plural || (g && g->collective);
	uint32_t e = entity_new(f,
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
		set_code(f, e, code);
	return e;
}

/* A state's government, under whatever name: Moscow, the Kremlin, the Russian government. */
static uint32_t government(cs_finder_t *f, uint32_t country, cs_str_t name)
{
	uint64_t key = agent_key(country, f->government, CS_NONE, false);
	uint32_t e = cs_map_get(&f->by_agent, key);
	if (e == CS_NONE) {
		const char *base = cs_actor_at(f->actors, country)->code;
		e = agent_new(f, f->government, false,
		              agent_code(f, base, f->government, CS_NONE, CS_NONE, false), country, name);
		f->doc->entities.p[e].type = CS_ENT_ORG;
		f->doc->entities.p[e].plural = 1;
		cs_map_put(f->scratch, &f->by_agent, key, e);
	}
	return e;
}

/* ---- names ---------------------------------------------------------------------------------- */

static uint32_t place(cs_finder_t *f, uint32_t actor, const cs_alias_t *al)
{
	uint64_t key = cs_hash(al->text.p, al->text.n, actor) >> 1;
	uint32_t e = cs_map_get(&f->by_agent, key);
	if (e == CS_NONE) {
		e = entity_new(f, CS_ENT_LOC, al->text);
		f->doc->entities.p[e].acts = 0;
		f->doc->entities.p[e].country = cs_actor_country(f->actors, actor);
		cs_map_put(f->scratch, &f->by_agent, key, e);
	}
	return e;
}

/* Does the name of a place stand for those who govern there? Not after a preposition of place,
 * not in a dateline, not as a modifier. */
static bool acting(const cs_finder_t *f, const cs_phrase_t *p)
{
	const cs_doc_t *doc = f->doc;
	uint32_t h = p->head;

	if (p->given)
		return true;
	const cs_sent_t *s = &doc->sents.p[doc->words.p[h].sent];
	if ((s->flags & CS_S_DATELINE) && h < s->dateline_end)
		return false;
	for (int i = 0;
	     i < 4 && doc->words.p[h].deprel == CS_REL_CONJ && doc->words.p[h].head != CS_NONE; i++)
		h = doc->words.p[h].head;
	switch ((cs_deprel_t)doc->words.p[h].deprel) {
	case CS_REL_COMPOUND:
	case CS_REL_AMOD:
	case CS_REL_NUMMOD:
	case CS_REL_LIST:
		return false;
	default:
		break;
	}
	uint32_t c = cs_child(doc, h, CS_REL_CASE);
	if (c == CS_NONE && p->begin > s->words.begin && doc->words.p[p->begin - 1].upos == CS_POS_ADP)
		c = p->begin - 1;
	if (c != CS_NONE && cs_word_is(&doc->words.p[c], "from"))
		return cs_rel_base((cs_deprel_t)doc->words.p[h].deprel) ==
		       CS_REL_NMOD; /* "pressure from Moscow" */
	if (c != CS_NONE && cs_word_is(&doc->words.p[c], "of") && doc->words.p[h].head != CS_NONE) {
		/* "the anger of Beijing" is the government's, "the streets of Beijing" are the city's. */
		const cs_word_t of = {.form = doc->words.p[doc->words.p[h].head].lemma};
		return cs_word_in(
		    &of, " anger ire wrath fury patience support approval backing blessing help view "
		         "position policy demand request refusal behest consent ally friend enemy foe "
		         "critic hand influence intention warning claim accusation protest objection "
		         "decision response reaction offer promise pressure part side ");
	}
	return c == CS_NONE ||
	       !cs_word_in(&doc->words.p[c],
	                   " in at near outside inside around across through over into within "
	                   "throughout along beyond off above below amid around of ");
}

static uint32_t by_title_and_surname(cs_finder_t *f, const cs_phrase_t *p, uint32_t country);

static bool title_has(const cs_finder_t *f, uint32_t node, uint32_t office)
{
	uint32_t n = 0;
	for (uint32_t i = cs_alias_first(f->actors, node); i != CS_NONE && n < MAX_MEANINGS; n++) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		if (al->kind == CS_AL_TITLE && al->ref == office)
			return true;
		i = al->next;
	}
	return false;
}

/* How well an actor fits here; -1: not at all. country: of the phrase's owner, or CS_NONE. */
static int fitness(cs_finder_t *f, const cs_phrase_t *p, const cs_alias_t *al, uint32_t country)
{
	const cs_actor_t *a = cs_actor_at(f->actors, al->ref);
	int32_t day = f->doc->day;
	int score = al->flags & CS_AL_WEAK ? 0 : al->flags & CS_AL_NAMED ? 12 : 8;
	uint32_t c = cs_actor_country(f->actors, al->ref);

	/* The country that the text speaks of: what it is about settles even a weak name (Georgia, in a text
	 * on the United States), if nothing else of the other's country stands there. */
	if (country != CS_NONE)
		score += c == country ? 6 : -6;
	if (c != CS_NONE && c == f->context)
		score += 9;
	else if (cs_country_seen(f, c))
		score += cs_country_seen(f, c) >= 3 ? 9 : 3;
	if (p->sex && a->kind == CS_A_PERSON && a->sex && a->sex != p->sex)
		return -1;
	if (day != CS_NO_DAY && (day < a->from || day > a->to))
		score -= 6;
	if (al->kind != CS_AL_CITY && cs_map_get(&f->by_actor, al->ref) != CS_NONE)
		score += 4;
	if (al->kind == CS_AL_CITY || a->kind == CS_A_PLACE)
		score -= 2;
	if (a->kind == CS_A_PERSON) {
		cs_held_t held;
		cs_actor_on(f->actors, f->scratch, al->ref, day, &held);
		score += held.office ? 3 : held.former ? 1 : 0;
		if (p->title != CS_NONE && held.office_actor != CS_NONE &&
		    title_has(f, f->ph.p[p->title].node, held.office_actor))
			score += 4;
	}
	return score;
}

/* Of aliases that have to be written as given, one word: "VA" is not "Va.". */
static bool written_as(const cs_finder_t *f, const cs_phrase_t *p, const cs_alias_t *al)
{
	if (!(al->flags & (CS_AL_CASE | CS_AL_WORD)) || p->core + 1 != p->core_end)
		return true;
	cs_case_t written = cs_case(f->doc->words.p[p->core].form);
	return written == cs_case(al->text) || written == CS_LOWER || f->lower;
}

/* A town that stands for a body in it: it does something, or has the body's judges ("judges in Strasbourg"), and the text names the
 * body, or people of its kind (judges, bankers, officers); of a place that is nothing else to us ("Langley"), its country. */
static bool stands_for(const cs_finder_t *f, const cs_phrase_t *p, const cs_alias_t *al)
{
	const char *code = cs_actor_at(f->actors, al->ref)->code;
	size_t n = code ? strlen(code) : 0;
	const cs_alias_t *first = cs_alias_at(f->actors, cs_alias_first(f->actors, p->node));
	bool alone = first == al && al->next == CS_NONE;
	bool spoken_of = cs_map_get(&f->named, al->ref) != CS_NONE ||
	                 (n >= 6 && cs_map_get(&f->roles, cs_role_key(code + n - 3)) != CS_NONE) ||
	                 (alone && cs_country_seen(f, cs_actor_country(f->actors, al->ref)));
	uint32_t in = p->inside == CS_NONE ? CS_NONE : f->ph.p[p->inside].agent;
	bool court = in != CS_NONE && strcmp(cs_agent_at(f->actors, in)->code, "JUD") == 0;
	return spoken_of && ((court && code && strstr(code, "JUD")) || acting(f, p));
}

/* The meaning that fits best; NULL with *tie where two persons fit equally. */
static const cs_alias_t *choose(cs_finder_t *f, const cs_phrase_t *p, uint32_t country, bool *tie)
{
	const cs_alias_t *best = NULL;
	int best_score = -1;
	*tie = false;
	uint32_t first = cs_alias_first(f->actors, p->node), n = 0;
	bool only = first != CS_NONE && cs_alias_at(f->actors, first)->next == CS_NONE;

	for (uint32_t i = first; i != CS_NONE && n < MAX_MEANINGS; n++) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		i = al->next;
		if (al->kind >= CS_AL_TITLE)
			continue;
		if (!only && !written_as(f, p, al))
			continue;
		if ((al->flags & CS_AL_CONTEXT) &&
		    !cs_country_seen(f, cs_actor_country(f->actors, al->ref)))
			continue;
		if ((al->flags & CS_AL_NAMED) && !stands_for(f, p, al))
			continue;
		if (only && !p->sex)
			return al;
		int score = fitness(f, p, al, country);
		if (best && score == best_score && al->ref != best->ref &&
		    cs_actor_at(f->actors, al->ref)->kind == CS_A_PERSON &&
		    cs_actor_at(f->actors, best->ref)->kind == CS_A_PERSON)
			*tie = true;
		if (score > best_score) {
			best = al;
			best_score = score;
			*tie = false;
		}
	}
	return *tie ? NULL : best;
}

/* An entity of the document whose name ends in these words, the newest that sex allows. */
static uint32_t by_surname(cs_finder_t *f, cs_str_t words, char sex, bool person)
{
	uint32_t space = words.n;
	while (space > 0 && words.p[space - 1] != ' ')
		space--;
	uint32_t id = cs_intern_find(&f->local, cs_str(words.p + space, words.n - space));
	uint32_t k = id == CS_NONE ? CS_NONE : cs_map_get(&f->by_surname, id), by_given = CS_NONE;
	for (uint32_t n = 0; k != CS_NONE && n < MAX_SAME_NAME; n++) {
		const cs_doc_name_t *x = &f->names.p[k];
		const cs_entity_t *e = &f->doc->entities.p[x->entity];
		bool tail = x->full.n >= words.n &&
		            memcmp(x->full.p + x->full.n - words.n, words.p, words.n) == 0 &&
		            (x->full.n == words.n || x->full.p[x->full.n - words.n - 1] == ' ');
		if (tail && !(sex && e->sex && e->sex != sex) && (!person || e->type == CS_ENT_PERSON)) {
			if (!x->given)
				return x->entity;
			/* A first name that two have is nobody's. */
			by_given = by_given == CS_NONE || by_given == x->entity ? x->entity : CS_NONE - 1;
		}
		k = x->next;
	}
	return by_given == CS_NONE - 1 ? CS_NONE : by_given;
}

/* A surname alone: the one person of this name who holds, on the day, an office that counts (a post), if the text speaks of
 * that country. "Kerry" in 2014, in a text on the United States. */
static uint32_t in_office(cs_finder_t *f, const cs_phrase_t *p)
{
	uint32_t n = 0, found = CS_NONE, lesser = CS_NONE, top = CS_NONE;
	/* lesser: in politics without a post, in the country of the text; top: leads a state, or its diplomacy, while the text
	 * speaks of no country above all others */
	const cs_word_t *w = &f->doc->words.p[p->core];
	const uint32_t *who =
	    w->norm_id == CS_NONE ? NULL : cs_actor_surname(f->actors, w->norm_id, &n);

	if (p->core + 1 != p->core_end || f->doc->day == CS_NO_DAY)
		return CS_NONE;
	for (uint32_t i = 0; who && i < n && i < MAX_SURNAMES; i++) {
		const cs_actor_t *a = cs_actor_at(f->actors, who[i]);
		cs_held_t held;
		if (p->sex && a->sex && p->sex != a->sex)
			continue;
		bool seen = cs_country_seen(f, cs_actor_country(f->actors, who[i])) != 0;
		if (!seen && f->context != CS_NONE)
			continue;
		cs_actor_on(f->actors, f->scratch, who[i], f->doc->day, &held);
		if (!seen) {
			uint32_t posts =
			    held.office_actor == CS_NONE ? 0 : cs_actor_at(f->actors, held.office_actor)->posts;
			if (posts & (HEADS | 1 << CS_POST_FOREIGN))
				top = top == CS_NONE ? who[i] : CS_NONE - 1;
			continue;
		}
		if (held.office_actor == CS_NONE || !cs_actor_at(f->actors, held.office_actor)->posts) {
			bool politics = held.roles && (strstr(held.roles, "GOV") || strstr(held.roles, "LEG") ||
			                               strstr(held.roles, "OPP") || strstr(held.roles, "PTY"));
			if (politics && cs_actor_country(f->actors, who[i]) == f->context)
				lesser = lesser == CS_NONE ? who[i] : CS_NONE - 1;
			continue;
		}
		if (found != CS_NONE)
			return CS_NONE;
		found = who[i];
	}
	if (found != CS_NONE)
		return found;
	if (lesser != CS_NONE)
		return lesser == CS_NONE - 1 ? CS_NONE : lesser;
	return top == CS_NONE - 1 ? CS_NONE : top;
}

/* Has it no meanings but those that need a certain text? */
static bool context_only(const cs_finder_t *f, const cs_phrase_t *p, uint8_t flags)
{
	uint32_t n = 0;
	for (uint32_t i = cs_alias_first(f->actors, p->node); i != CS_NONE && n < MAX_MEANINGS; n++) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		if (al->kind < CS_AL_TITLE && !(al->flags & flags))
			return false;
		i = al->next;
	}
	return true;
}

static uint32_t resolve_name(cs_finder_t *f, uint32_t i, int depth)
{
	cs_phrase_t *p = &f->ph.p[i];
	uint32_t e, owner_country = CS_NONE;
	bool tie;

	if (p->owner != CS_NONE && (e = resolve(f, p->owner, depth + 1)) != CS_NONE) {
		owner_country = f->doc->entities.p[e].country;
		p = &f->ph.p[i];
	}
	const cs_alias_t *al = choose(f, p, owner_country, &tie);

	if (p->core + 1 == p->core_end && f->by_surname.n &&
	    (!al || cs_case(f->doc->words.p[p->core].form) != CS_UPPER)) {
		/* After "Michael Jordan", "Jordan" is he; after "Hillary Clinton", "Mrs Clinton" is she. */
		const cs_actor_t *a = al ? cs_actor_at(f->actors, al->ref) : NULL;
		bool other = !a || (a->kind != CS_A_PERSON && al->kind == CS_AL_NAME);
		if (a && a->kind == CS_A_PERSON && cs_map_get(&f->by_actor, al->ref) == CS_NONE) {
			/* A surname that the lexicon lists goes to who is in office, whatever relatives the
			 * text has named; somebody less known yields to a namesake of the document. */
			cs_held_t held;
			cs_actor_on(f->actors, f->scratch, al->ref, f->doc->day, &held);
			other = !held.office || !cs_country_seen(f, cs_actor_country(f->actors, al->ref));
		}
		if (other) {
			e = by_surname(f, cs_folded_words(f, p->core, p->core_end), p->sex, true);
			if (e != CS_NONE)
				return e;
		}
	}
	if (!al && !tie &&
	    (context_only(f, p, CS_AL_NAMED) ||
	     (p->core + 1 == p->core_end && context_only(f, p, CS_AL_CONTEXT | CS_AL_NAMED))))
		return CS_NONE;
	if (!al) {
		uint32_t actor =
		    tie && p->title != CS_NONE ? by_title_and_surname(f, p, owner_country) : CS_NONE;
		if (actor == CS_NONE && p->title == CS_NONE && p->core + 1 == p->core_end) {
			actor = cs_named_as(f, f->doc->words.p[p->core].norm_id);
			actor = actor == CS_NONE ? in_office(f, p) : actor;
		}
		if (actor != CS_NONE)
			return actor_entity(f, actor);
		cs_str_t words = cs_folded_words(f, p->core, p->core_end);
		uint32_t id = cs_local_id(f, words);
		if ((e = cs_map_get(&f->by_text, id)) != CS_NONE)
			return e;
		e = entity_new(f, CS_ENT_PERSON, text_of(f->doc, p->core, p->core_end));
		cs_map_put(f->scratch, &f->by_text, id, e);
		introduce(f, e, words, false);
		return e;
	}
	p->alias = (uint32_t)(al - cs_alias_at(f->actors, 0));
	const cs_actor_t *a = cs_actor_at(f->actors, al->ref);
	uint32_t country = cs_actor_country(f->actors, al->ref);
	switch ((cs_alias_kind_t)al->kind) {
	case CS_AL_CITY:
		return place(f, al->ref, al);
	case CS_AL_CAPITAL:
		return acting(f, p) && country != CS_NONE ? government(f, country, al->text)
		                                          : place(f, al->ref, al);
	case CS_AL_SEAT:
		if (a->kind == CS_A_STATE || a->kind == CS_A_TERRITORY)
			return government(f, al->ref, al->text);
		return actor_entity(f, al->ref);
	default:
		break;
	}
	if (a->kind == CS_A_PLACE)
		return acting(f, p) && country != CS_NONE && !a->code ? government(f, country, al->text)
		                                                      : place(f, al->ref, al);
	return actor_entity(f, al->ref);
}

/* "Harry M. Reid" of Harry Reid: the first and the last word are the same, one of them has one letter more between. */
static bool same_but_middle(cs_str_t full, cs_str_t words)
{
	cs_str_t first, second, middle, last = words, rest = full;
	return cs_split(&rest, ' ', &first) && cs_split(&last, ' ', &second) && cs_eq(first, second) &&
	       cs_split(&last, ' ', &middle) && middle.n == 1 && rest.n && cs_eq(rest, last);
}

/* "President Macron": a surname of the lexicon behind a title of an office the person held. Who holds it on the day
 * goes before who held it, then whose country the text speaks of; two that fit equally are nobody. */
static uint32_t by_title_and_surname(cs_finder_t *f, const cs_phrase_t *p, uint32_t country)
{
	uint32_t n = 0, best = CS_NONE;
	int best_score = 0;
	bool tie = false;
	const cs_word_t *w = &f->doc->words.p[p->core_end - 1];
	const uint32_t *who =
	    w->norm_id == CS_NONE ? NULL : cs_actor_surname(f->actors, w->norm_id, &n);
	cs_str_t words = cs_folded_words(f, p->core, p->core_end);

	for (uint32_t i = 0; who && i < n && i < MAX_SURNAMES; i++) {
		const cs_actor_t *a = cs_actor_at(f->actors, who[i]);
		cs_str_t full = folded_atoms(f, a->name);
		bool tail = full.n >= words.n && memcmp(full.p + full.n - words.n, words.p, words.n) == 0;
		bool front = (full.n >= words.n && memcmp(full.p, words.p, words.n) == 0) ||
		             same_but_middle(full, words);
		if ((!tail && !front) || (p->sex && a->sex && p->sex != a->sex))
			continue;
		for (uint32_t k = 0; k < a->n_tenures; k++) {
			const cs_tenure_t *t = cs_tenure_at(f->actors, a, k);
			if (t->office == CS_NONE || !title_has(f, f->ph.p[p->title].node, t->office))
				continue;
			uint32_t c = cs_actor_country(f->actors, t->office);
			if (country != CS_NONE && c != country)
				continue;
			int32_t day = f->doc->day;
			int score = day == CS_NO_DAY                 ? 10 + 10 * (t->to == CS_DAY_MAX)
			            : t->from <= day && day <= t->to ? 30
			            : t->to < day                    ? 20
			                                             : 10;
			score += c == f->context ? 4 : cs_country_seen(f, c) ? 2 : 0;
			if (score == best_score && best != who[i])
				tie = true;
			if (score > best_score) {
				best = who[i];
				best_score = score;
				tie = false;
			}
		}
	}
	return tie ? CS_NONE : best;
}

static void last_noun(cs_finder_t *f, const cs_phrase_t *agent, uint32_t e)
{
	const cs_word_t *w = &f->doc->words.p[agent->core_end - 1];
	uint32_t id = cs_local_id(f, cs_fold(f->scratch, w->form));
	cs_map_put(f->scratch, &f->last_agent, id, e);
}

/* An office of a body that we know nothing of: no code follows. */
static bool foreign_to_state(const cs_finder_t *f, uint32_t owner, const cs_phrase_t *agent)
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
static bool says_nothing(const cs_finder_t *f, uint32_t owner, const char *base,
                         const cs_phrase_t *agent)
{
	const cs_entity_t *o = owner == CS_NONE ? NULL : &f->doc->entities.p[owner];
	const cs_phrase_t *p = agent->owner == CS_NONE ? NULL : &f->ph.p[agent->owner];
	bool ours = p && p->sort == CS_PH_PRONOUN && p->plural; /* "our children" are everybody's */
	bool of_person = !ours && (o ? o->type == CS_ENT_PERSON : p != NULL);

	if (agent->kin && of_person)
		return true;
	if (agent->personal)
		return !o || !of_person || o->country == CS_NONE;
	return agent->owned && !base && agent->modifier == CS_NONE;
}

/* The code that a phrase's own is joined to: of a person's campaign, allies and nominee the country alone. */
static const char *base_for(const cs_finder_t *f, uint32_t owner, const char *base,
                            const cs_phrase_t *agent)
{
	const cs_entity_t *o = owner == CS_NONE ? NULL : &f->doc->entities.p[owner];
	const char *code = agent->agent == CS_NONE ? "" : cs_agent_at(f->actors, agent->agent)->code;
	bool own = agent->personal || strcmp(code, "PTY") == 0 || strcmp(code, "ELI") == 0;
	return own && o && o->type == CS_ENT_PERSON && o->country != CS_NONE
	           ? cs_actor_at(f->actors, o->country)->code
	           : base;
}

/* Who stands without a country belongs to the one that the text is about; militants, only where it is about hardly
 * anything else. */
static void imply(const cs_finder_t *f, const cs_phrase_t *agent, const char **base,
                  uint32_t *country)
{
	const cs_agent_t *g = agent->agent == CS_NONE ? NULL : cs_agent_at(f->actors, agent->agent);

	if (*country != CS_NONE || agent->owned || agent->personal ||
	    (g && (g->prefix || !g->acts || g->unplaced)))
		return;
	/* Armies go abroad: officers and troops in a text on a war are not those of the country it is fought in, but
	 * of the one whose forces are named. */
	if (g && strcmp(g->code, "MIL") == 0 && (agent->plural || !g->collective)) {
		*country = f->army;
		if (*country != CS_NONE)
			*base = cs_actor_at(f->actors, *country)->code;
		return;
	}
	uint32_t sent = f->doc->words.p[agent->head].sent;
	*country = cs_country_implied(f, sent);
	if (*country != CS_NONE && !f->alone && g && g->abroad)
		*country = CS_NONE;
	if (*country == CS_NONE)
		*country = cs_country_opening(f, sent);
	if (*country != CS_NONE)
		*base = cs_actor_at(f->actors, *country)->code;
}

/* What a title before a name, or an apposition behind it, tells of somebody unknown. */
static void take_role(cs_finder_t *f, uint32_t e, const cs_phrase_t *agent, int depth)
{
	const char *base;
	uint32_t country, owner = agent->owner;

	const cs_entity_t *known = &f->doc->entities.p[e];
	if (known->actor != CS_NONE && !known->office && !agent->former && agent->agent != CS_NONE &&
	    !agent->owned) {
		/* The lexicon knows the person, but nothing of that day: the text says what he is. */
		cs_held_t held;
		cs_actor_on(f->actors, f->scratch, known->actor, f->doc->day, &held);
		const char *role = cs_agent_at(f->actors, agent->agent)->code;
		if (held.unknown && known->country != CS_NONE && strcmp(role, "ELI") != 0)
			set_code(f, e,
			         cs_code_join(&f->doc->arena, cs_actor_at(f->actors, known->country)->code,
			                      role, false));
		return;
	}
	if (known->actor != CS_NONE || known->code)
		return;
	uint32_t o = owner == CS_NONE ? CS_NONE : resolve(f, owner, depth + 1);
	if (o == e)
		o = CS_NONE;
	(void)owner_of(f, o, &base, &country);
	if (foreign_to_state(f, o, agent) || says_nothing(f, o, base, agent) || agent->personal)
		return; /* the chairman of an unknown body is nobody's government */
	if (o == CS_NONE && f->doc->entities.p[e].type == CS_ENT_PERSON)
		imply(f, agent, &base, &country);
	if (o == CS_NONE && agent->definite && agent->modifier == CS_NONE) {
		/* "The Chinese minister … The minister, Lou Jiwei, …": what was said of the minister */
		uint32_t id = cs_intern_find(
		    &f->local, cs_fold(f->scratch, f->doc->words.p[agent->core_end - 1].form));
		uint32_t last = id == CS_NONE ? CS_NONE : cs_map_get(&f->last_agent, id);
		if (last != CS_NONE && last != e && f->doc->entities.p[last].code &&
		    !f->doc->entities.p[last].plural) {
			set_code(f, e, f->doc->entities.p[last].code);
			f->doc->entities.p[e].country = f->doc->entities.p[last].country;
			f->doc->entities.p[e].agent = agent->agent;
			return;
		}
	}
	set_code(f, e,
	         agent_code(f, base_for(f, o, base, agent), agent->agent, agent->node, agent->modifier,
	                    agent->former));
	cs_entity_t *x = &f->doc->entities.p[e];
	x->agent = agent->agent;
	if (x->country == CS_NONE)
		x->country = country;
	if (!x->sex && agent->agent != CS_NONE)
		x->sex = cs_agent_at(f->actors, agent->agent)->sex;
}

/* Another spelling of a first name before a surname of the lexicon: "Gennadi" for Gennady. The one such person, if the
 * text speaks of the country. */
static uint32_t other_spelling(cs_finder_t *f, const cs_phrase_t *p, cs_str_t words)
{
	uint32_t n = 0, found = CS_NONE;
	const cs_word_t *w = &f->doc->words.p[p->core_end - 1];
	const uint32_t *who = w->norm_id == CS_NONE || p->core_end - p->core < 2
	                          ? NULL
	                          : cs_actor_surname(f->actors, w->norm_id, &n);
	cs_str_t rest = words, given;

	if (!who || !cs_split(&rest, ' ', &given) || given.n < 4)
		return CS_NONE;
	for (uint32_t i = 0; i < n && i < MAX_SURNAMES; i++) {
		const cs_actor_t *a = cs_actor_at(f->actors, who[i]);
		cs_str_t full = folded_atoms(f, a->name), first;
		if (!cs_country_seen(f, cs_actor_country(f->actors, who[i])) ||
		    !cs_split(&full, ' ', &first) || first.n < 4 || memcmp(first.p, given.p, 4) != 0 ||
		    first.n > given.n + 2u || given.n > first.n + 2u ||
		    (p->sex && a->sex && p->sex != a->sex))
			continue;
		if (found != CS_NONE)
			return CS_NONE;
		found = who[i];
	}
	return found;
}

/* What the words at the end of a body's name say that it is, or those before its "of" or "for": "Club", "Country Club",
 * "Board". */
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

/* A body that no entry knows: what it is, by its name, and where, by its owner or by what the text is about. */
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
	set_code(f, e, agent_code(f, base, agent, CS_NONE, CS_NONE, false));
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

static uint32_t resolve_unknown(cs_finder_t *f, uint32_t i, int depth)
{
	cs_phrase_t *p = &f->ph.p[i];
	cs_str_t words = f->local.str[p->text];
	uint32_t o = p->owner == CS_NONE ? CS_NONE : resolve(f, p->owner, depth + 1);
	const char *base;
	uint32_t country, body;

	p = &f->ph.p[i];
	(void)owner_of(f, o, &base, &country);
	if (p->same_as != CS_NONE && p->same_as != i) {
		uint32_t e = resolve(f, p->same_as, depth + 1);
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
		e = by_surname(f, words, p->sex, false);
		/* The Solanian president is not the Ruvanian one, though both are called Marek. */
		uint32_t c = e == CS_NONE ? CS_NONE : f->doc->entities.p[e].country;
		if (p->title != CS_NONE && o != CS_NONE && country != CS_NONE && c != CS_NONE &&
		    c != country)
			e = CS_NONE;
	}
	if (e == CS_NONE && p->title != CS_NONE) {
		uint32_t actor = by_title_and_surname(f, p, country);
		if (actor != CS_NONE)
			e = actor_entity(f, actor);
	}
	if (e == CS_NONE && p->title == CS_NONE && o == CS_NONE &&
	    (p->type == CS_ENT_PERSON || p->type == CS_ENT_OTHER)) {
		uint32_t actor =
		    p->core + 1 == p->core_end ? cs_named_as(f, f->doc->words.p[p->core].norm_id) : CS_NONE;
		if (actor == CS_NONE)
			actor = in_office(f, p);
		if (actor == CS_NONE)
			actor = other_spelling(f, p, words);
		if (actor != CS_NONE)
			e = actor_entity(f, actor);
	}
	if (e == CS_NONE) {
		if (p->type == CS_ENT_PERSON || p->type == CS_ENT_OTHER)
			e = shorter(f, words);
		if (e == CS_NONE)
			e = entity_new(f, p->type, text_of(f->doc, p->core, p->core_end));
		cs_map_put(f->scratch, &f->by_text, p->text, e);
		cs_entity_t *x = &f->doc->entities.p[e];
		x->name = text_of(f->doc, p->core, p->core_end);
		x->country = country;
		x->sex = p->sex;
		x->plural = p->type == CS_ENT_ORG;
		/* "Roe-Poe", a ticket or a bill of two who are named before, takes neither's name. */
		bool pair = p->core_end - p->core == 3 && cs_word_is(&f->doc->words.p[p->core + 1], "-") &&
		            by_surname(f, words_after_dash(f, p), 0, true) != CS_NONE;
		if (!pair &&
		    (p->type == CS_ENT_PERSON || (p->type == CS_ENT_OTHER && p->core_end - p->core > 1) ||
		     (p->type == CS_ENT_ORG && cs_body_of(f, p) != CS_NONE)))
			introduce(f, e, words, false);
		cs_str_t rest = words, first;
		if (p->type == CS_ENT_PERSON && cs_split(&rest, ' ', &first) && rest.n &&
		    !names_state(f, first))
			introduce(f, e, first, true); /* "Lou" of Lou Jiwei, "Jane" of Jane Roe */
		const cs_agent_t *g = p->by_agent == CS_NONE ? NULL : cs_agent_at(f->actors, p->by_agent);
		body = p->title == CS_NONE && (p->type == CS_ENT_ORG || p->type == CS_ENT_OTHER)
		           ? cs_body_of(f, p)
		           : CS_NONE;
		if (g && (body == CS_NONE || (g->acts && strcmp(g->code, "GOV") != 0))) {
			x->agent = p->by_agent;
			x->acts = cs_agent_at(f->actors, p->by_agent)->acts;
			set_code(f, e, agent_code(f, base, p->by_agent, CS_NONE, CS_NONE, false));
		} else if (body != CS_NONE) {
			code_body(f, e, p, body);
			/* A party's association is the party, a militant group's committee the group. */
			if (base && (strncmp(base, "IMG", 3) == 0 ||
			             (strlen(base) == 6 && strcmp(base + 3, "PTY") == 0)))
				set_code(f, e, base);
		} else if (p->type == CS_ENT_ORG && p->title == CS_NONE && o != CS_NONE &&
		           f->doc->entities.p[o].type != CS_ENT_PERSON) {
			set_code(f, e, base);
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

/* ---- titles and agents ---------------------------------------------------------------------- */

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
	uint32_t direct = CS_NONE, of_state = CS_NONE, any = CS_NONE, n_any = 0, n = 0;
	const cs_alias_t *title = NULL;

	for (uint32_t i = cs_alias_first(f->actors, p->node); i != CS_NONE && n < MAX_MEANINGS; n++) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		i = al->next;
		if (al->kind != CS_AL_TITLE)
			continue;
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
	uint32_t found = CS_NONE, n = 0;

	if (f->by_office.n == 0)
		return CS_NONE;
	for (uint32_t i = cs_alias_first(f->actors, p->node); i != CS_NONE && n < MAX_MEANINGS; n++) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		i = al->next;
		if (al->kind != CS_AL_TITLE)
			continue;
		uint32_t e = cs_map_get(&f->by_office, al->ref);
		if (e == CS_NONE || e == found)
			continue;
		if (e == CS_NONE - 1 || found != CS_NONE)
			return CS_NONE;
		found = e;
	}
	return found;
}

/* "the Syrian leader": who leads that state on the day; else the one person already introduced who leads it. */
static uint32_t head_of(cs_finder_t *f, const cs_phrase_t *p, uint32_t country)
{
	uint32_t found = CS_NONE;

	if (!cs_word_is(&f->doc->words.p[p->core_end - 1], "leader") || p->core_end - p->core > 1)
		return CS_NONE;
	for (uint32_t i = 0; i < f->doc->entities.n && i < MAX_MEANINGS; i++) {
		const cs_entity_t *x = &f->doc->entities.p[i];
		cs_held_t held;
		if (x->type != CS_ENT_PERSON || x->country != country || !x->office || x->actor == CS_NONE)
			continue;
		cs_actor_on(f->actors, f->scratch, x->actor, f->doc->day, &held);
		if (held.office_actor == CS_NONE ||
		    !(cs_actor_at(f->actors, held.office_actor)->posts & HEADS))
			continue;
		if (found != CS_NONE) {
			found = CS_NONE;
			break;
		}
		found = i;
	}
	if (found != CS_NONE)
		return found;
	uint32_t who = cs_post_holder(f->actors, country, CS_POST_LEADER, f->doc->day);
	return who == CS_NONE ? CS_NONE : actor_entity(f, who);
}

/* "the president", nobody's in particular, in a text about one country: who holds the office there. */
static uint32_t implied_holder(cs_finder_t *f, const cs_phrase_t *p)
{
	uint32_t country = cs_country_implied(f, f->doc->words.p[p->head].sent), n = 0;

	if (country == CS_NONE)
		return CS_NONE;
	for (uint32_t i = cs_alias_first(f->actors, p->node); i != CS_NONE && n < MAX_MEANINGS; n++) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		i = al->next;
		if (al->kind != CS_AL_TITLE || (al->flags & CS_AL_WEAK) ||
		    cs_actor_country(f->actors, al->ref) != country)
			continue;
		const cs_actor_t *o = cs_actor_at(f->actors, al->ref);
		bool clear = (o->posts & HEADS) || p->core_end - p->core > 1 ||
		             cs_is_upper((uint8_t)f->doc->words.p[p->core].form.p[0]);
		if (!clear || o->of != country)
			continue;
		uint32_t holder = cs_office_holder(f->actors, al->ref, f->doc->day);
		return actor_entity(f, holder != CS_NONE ? holder : al->ref);
	}
	return CS_NONE;
}

/* "the Foreign Ministry … the Interior Ministry" are two; "the prime minister" is the prime minister named before. */
static bool same_noun(cs_finder_t *f, const cs_phrase_t *p, uint32_t e)
{
	const cs_entity_t *x = &f->doc->entities.p[e];

	if (p->core_end - p->core == 1 || x->agent == p->agent || x->actor == CS_NONE)
		return p->core_end - p->core == 1 || x->agent == p->agent;
	const cs_actor_t *a = cs_actor_at(f->actors, x->actor);
	int32_t day = f->doc->day;
	for (uint32_t k = 0; a->kind == CS_A_PERSON && k < a->n_tenures; k++) {
		const cs_tenure_t *t = cs_tenure_at(f->actors, a, k);
		if (t->office != CS_NONE && title_has(f, p->node, t->office) &&
		    (day == CS_NO_DAY || (t->from <= day && day <= t->to)))
			return true;
	}
	return a->kind == CS_A_OFFICE && title_has(f, p->node, x->actor);
}

static uint32_t resolve_agent(cs_finder_t *f, uint32_t i, int depth)
{
	cs_phrase_t *p = &f->ph.p[i];
	const char *base;
	uint32_t country, o, e;

	if (p->same_as != CS_NONE) {
		e = resolve(f, p->same_as, depth + 1);
		p = &f->ph.p[i];
		if (e != CS_NONE) {
			take_role(f, e, p, depth);
			last_noun(f, &f->ph.p[i], e);
			return e;
		}
	}
	o = p->owner == CS_NONE ? CS_NONE : resolve(f, p->owner, depth + 1);
	p = &f->ph.p[i];
	uint64_t key = owner_of(f, o, &base, &country);
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
			uint32_t holder = cs_office_holder(f->actors, office, f->doc->day);
			e = actor_entity(f, holder != CS_NONE ? holder : office);
			last_noun(f, p, e);
			return e;
		}
		if (o == CS_NONE && (e = introduced_holder(f, p)) != CS_NONE)
			return e;
		if (o == CS_NONE && (e = implied_holder(f, p)) != CS_NONE) {
			last_noun(f, &f->ph.p[i], e);
			return e;
		}
		if (whole && country != CS_NONE && (e = head_of(f, p, country)) != CS_NONE) {
			last_noun(f, p, e);
			return e;
		}
	}
	const cs_word_t *noun = &f->doc->words.p[p->core_end - 1];
	bool whole_phrase =
	    f->doc->words.p[p->head].deprel != CS_REL_COMPOUND; /* not "the candidate field" */
	if (p->definite && o == CS_NONE && p->modifier == CS_NONE && !p->former && whole_phrase) {
		if (!p->lower_rank && cs_linked_entity(f, i, &e) == CS_LINK_FOUND) {
			last_noun(f, p, e);
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
		imply(f, p, &base, &country);
		if (country != CS_NONE)
			key = country;
	}
	bool several =
	    p->plural || (p->agent != CS_NONE && cs_agent_at(f->actors, p->agent)->collective);
	/* Voters and supporters are not the same people, though both are civilians; a state's
	 * government and its regime are. */
	bool body = p->agent != CS_NONE && cs_agent_at(f->actors, p->agent)->collective;
	uint64_t k =
	    agent_key(key, body ? p->agent : ~p->node, p->modifier, p->former) ^ (uint64_t)p->plural;
	bool fresh = p->indefinite && !several;
	e = fresh ? CS_NONE : cs_map_get(&f->by_agent, k);
	if (e == CS_NONE && o != CS_NONE && p->agent != CS_NONE && p->agent == f->government &&
	    !p->former && p->modifier == CS_NONE && f->doc->entities.p[o].actor == country &&
	    country != CS_NONE)
		e = government(f, country, words_of(f, p));
	if (e == CS_NONE) {
		const char *code =
		    foreign_to_state(f, o, p) || says_nothing(f, o, base, p)
		        ? NULL
		        : agent_code(f, base_for(f, o, base, p), p->agent, p->node, p->modifier, p->former);
		e = agent_new(f, p->agent, p->plural, code, country, words_of(f, p));
		if (says_nothing(f, o, base, p))
			f->doc->entities.p[e].acts = 0;
		cs_map_put(f->scratch, &f->by_agent, k, e);
	}
	last_noun(f, p, e);
	return e;
}

/* ---- one sentence ---------------------------------------------------------------------------- */

static uint32_t resolve(cs_finder_t *f, uint32_t i, int depth)
{
	cs_phrase_t *p = &f->ph.p[i];
	uint32_t e = p->entity;

	if (e != CS_NONE || depth > MAX_DEPTH)
		return e;
	if (p->dropped && p->inside != CS_NONE)
		return CS_NONE;
	switch ((cs_phrase_sort_t)p->sort) {
	case CS_PH_NAME:
		e = resolve_name(f, i, depth);
		break;
	case CS_PH_UNKNOWN:
		e = resolve_unknown(f, i, depth);
		break;
	case CS_PH_AGENT:
		e = resolve_agent(f, i, depth);
		break;
	case CS_PH_PRONOUN:
		cs_resolve_pronoun(f, i);
		return f->ph.p[i].entity;
	case CS_PH_GIVEN:
		e = entity_new(f, CS_ENT_OTHER, text_of(f->doc, p->begin, p->end));
		break;
	}
	p = &f->ph.p[i];
	p->entity = e;
	/* "the Iraqi Army … the army", "the Security Council … the council" */
	if (e != CS_NONE && p->core_end - p->core > 1 && f->doc->entities.p[e].type == CS_ENT_ORG &&
	    (p->sort == CS_PH_NAME || p->sort == CS_PH_UNKNOWN))
		last_noun(f, p, e);
	if (e != CS_NONE && p->title != CS_NONE &&
	    (p->sort == CS_PH_NAME || p->sort == CS_PH_UNKNOWN)) {
		take_role(f, e, &f->ph.p[p->title], depth);
		last_noun(f, &f->ph.p[f->ph.p[i].title], e);
	}
	return e;
}

void cs_resolve_sentence(cs_finder_t *f, uint32_t sent, uint32_t from, uint32_t to)
{
	(void)sent;
	for (uint32_t i = from; i < to; i++)
		if (!f->ph.p[i].dropped)
			(void)resolve(f, i, 0);
	/* Marked by the caller: it acts, whatever else it is. */
	for (uint32_t i = from; i < to; i++) {
		cs_phrase_t *p = &f->ph.p[i];
		if (!p->given || p->dropped)
			continue;
		if (p->entity == CS_NONE)
			p->entity = entity_new(f, CS_ENT_OTHER, text_of(f->doc, p->begin, p->end));
		cs_entity_t *e = &f->doc->entities.p[p->entity];
		e->acts = 1;
		if (p->code)
			set_code(f, p->entity, p->code);
		for (uint32_t k = from; k < to && !f->doc->entities.p[p->entity].code; k++) {
			/* the code of what stands inside: "Syrian" in "the Syrian coast" */
			const cs_phrase_t *q = &f->ph.p[k];
			if (k == i || q->dropped || q->begin < p->begin || q->end > p->end ||
			    q->entity == CS_NONE)
				continue;
			const cs_entity_t *x = &f->doc->entities.p[q->entity];
			const char *code = x->code                 ? x->code
			                   : x->country != CS_NONE ? cs_actor_at(f->actors, x->country)->code
			                                           : NULL;
			set_code(f, p->entity, code);
			f->doc->entities.p[p->entity].country = x->country;
		}
		e = &f->doc->entities.p[p->entity];
		if (!e->code && e->country != CS_NONE)
			set_code(f, p->entity, cs_actor_at(f->actors, e->country)->code);
	}
}

void cs_resolve_init(cs_finder_t *f)
{
	uint32_t id = cs_intern_find(&f->lex->words, CS_STR("government"));
	uint32_t node = id == CS_NONE ? CS_NONE : cs_alias_step(f->actors, 0, id);

	f->government = CS_NONE;
	for (uint32_t i = node == CS_NONE ? CS_NONE : cs_alias_first(f->actors, node); i != CS_NONE;) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		if (al->kind == CS_AL_NOUN)
			f->government = al->ref;
		i = al->next;
	}
}
