/* actor_agents.c - compiles the blocks of agents/: people and bodies without a name. Their nouns go
 * into the trie of aliases beside the names; a plural is made from each noun by the rules of
 * English spelling, and `plural` adds the irregular ones. A block whose nouns name people and bodies
 * ("terrorist", "terrorist group") makes two agents, which differ in that alone. Linear in the
 * blocks. */
#include "lex/actor_int.h"

#include <stdio.h>

/* Nouns that name several even in the singular ("the government are …"). A closed, common set;
 * a noun marked {collective} joins it. */
static bool collective(cs_str_t noun)
{
	static const char *const last[] = {
	    "government", "administration", "regime",       "cabinet",    "army",      "navy",
	    "air force",  "military",       "police",       "force",      "troop",     "militia",
	    "guard",      "parliament",     "congress",     "senate",     "assembly",  "legislature",
	    "opposition", "crowd",          "mob",          "party",      "union",     "public",
	    "people",     "population",     "community",    "coalition",  "alliance",  "group",
	    "team",       "delegation",     "committee",    "commission", "council",   "court",
	    "ministry",   "agency",         "junta",        "leadership", "staff",     "personnel",
	    "media",      "press",          "insurgency",   "resistance", "infantry",  "cavalry",
	    "artillery",  "battalion",      "brigade",      "regiment",   "battalion", "division",
	    "fleet",      "clergy",         "youth",        "electorate", "diaspora",  "company",
	    "bank",       "embassy",        "faction",      "gang",       "cartel",    "tribe",
	    "family",     "minority",       "majority",     "side",       "bloc",      "camp",
	    "movement",   "organization",   "organisation", "network",    "campaign",  "unit",
	    "squad",      "convoy",         "column",       "patrol",     "cell",      "hospital",
	    "clinic",     "school",         "university",   "newspaper",  "station",   "channel",
	    "clan",       "band",           "league",       "federation", "institute", "foundation",
	    "firm",       "corporation",    "panel",        "tribunal",   "jury",      "board",
	    "department", "bureau",         "corps",        "squadron",   "flotilla",  "consortium",
	    "guild",      "association",    "caucus",       "front",      "society",   "charity",
	    "household",  "armada",         "church",       "industry",   "watchdog",  "command"};
	cs_str_t word = noun;
	for (uint32_t i = noun.n; i-- > 0;)
		if (noun.p[i] == ' ') {
			word = cs_str(noun.p + i + 1, noun.n - i - 1);
			break;
		}
	for (size_t i = 0; i < CS_COUNT(last); i++)
		if (cs_eqz(word, last[i]) || cs_eqz(noun, last[i]))
			return true;
	return false;
}

static uint64_t body_key(cs_str_t words)
{
	return cs_hash(words.p, words.n, 0) >> 1;
}

uint32_t cs_body_agent(const cs_actors_t *a, cs_str_t words)
{
	return cs_map_get(&a->body, body_key(words));
}

static cs_str_t plural_of(cs_arena_t *arena, cs_str_t s)
{
	if (s.n < 2)
		return s;
	char e = s.p[s.n - 1], f = s.p[s.n - 2];
	bool vowel = f == 'a' || f == 'e' || f == 'i' || f == 'o' || f == 'u';
	cs_str_t end = CS_STR("s");
	uint32_t keep = s.n;
	if (cs_ends(s, "man") && !cs_ends(s, "human") && !cs_ends(s, "german")) {
		keep -= 3;
		end = CS_STR("men");
	} else if (e == 'y' && !vowel) {
		keep -= 1;
		end = CS_STR("ies");
	} else if (e == 's' || e == 'x' || e == 'z' || (e == 'h' && (f == 'c' || f == 's'))) {
		end = CS_STR("es");
	}
	char *p = cs_alloc(arena, (size_t)keep + end.n + 1);
	memcpy(p, s.p, keep);
	memcpy(p + keep, end.p, end.n);
	return cs_str(p, keep + end.n);
}

/* The agent of the block that this noun is of: the block's own, or its twin, which is made with the
 * first noun that needs it. */
static uint32_t of_noun(cs_actors_t *a, cs_arena_t *arena, uint32_t self, uint32_t *twin,
                        const cs_lex_item_t *item)
{
	cs_str_t no;
	bool many = collective(item->text) || cs_item_attr(item, "collective", &no);
	cs_agent_t *me = &a->agents.p[self];

	if (!me->name) {
		me->name = cs_strndup(arena, item->text.p, item->text.n);
		me->collective = many;
	}
	if (many == me->collective)
		return self;
	if (*twin == CS_NONE) {
		cs_agent_t other = *me;
		other.name = cs_strndup(arena, item->text.p, item->text.n);
		other.collective = many;
		*twin = a->agents.n;
		*CS_PUSH(arena, &a->agents) = other;
	}
	return *twin;
}

static void agent(cs_actors_t *a, cs_lex_t *lex, const cs_lex_block_t *b, uint32_t self,
                  cs_diag_t *d)
{
	static const char *const known[] = {"noun", "plural", "code",   "sex",     "acts", "body",
	                                    "yes",  "no",     "source", "checked", "note", "sectors"};
	cs_arena_t *arena = &lex->arena;
	uint32_t twin = CS_NONE;
	bool has_code = false;

	for (uint32_t i = 0; i < b->lines.n; i++) {
		const cs_lex_line_t *l = &b->lines.p[i];
		size_t k = 0;
		while (k < CS_COUNT(known) && !cs_eqz(l->key, known[k]))
			k++;
		if (k == CS_COUNT(known)) {
			cs_diag_error(d, b->file, l->line, 1, b->id, "unknown key '%.*s'", (int)l->key.n,
			              l->key.p);
			continue;
		}
		if (k > 5)
			continue; /* examples are tried by the check, not here */
		cs_str_t rest = l->value, no;
		cs_lex_item_t item;
		while (cs_block_item(b, l, &rest, &item, d)) {
			if (item.text.n == 0)
				continue;
			uint32_t which = k == 0 ? of_noun(a, arena, self, &twin, &item) : self;
			cs_agent_t *me = &a->agents.p[self];
			if (k == 0) {
				cs_alias_add(a, lex, b, &item, which, CS_AL_NOUN, 0, NULL, d);
				cs_lex_item_t many = item;
				many.text = plural_of(arena, item.text);
				if (!(item.flags & CS_IT_BEFORE)) /* "Sen." has no plural of its own */
					cs_alias_add(a, lex, b, &many, which, CS_AL_PLURAL, 0, NULL, d);
			} else if (k == 1 && !cs_eqz(item.text, "-")) {
				cs_alias_add(a, lex, b, &item, self, CS_AL_PLURAL, 0, NULL, &(cs_diag_t){0});
			} else if (k == 2) {
				has_code = true;
				if (!cs_code_ok(item.text))
					cs_diag_error(d, b->file, l->line, item.col, b->id,
					              "a code is groups of three capitals, found '%.*s'",
					              (int)item.text.n, item.text.p);
				me->code = cs_strndup(arena, item.text.p, item.text.n);
				me->prefix = cs_item_attr(&item, "prefix", &no);
				me->unplaced = cs_item_attr(&item, "unplaced", &no);
				me->abroad = cs_item_attr(&item, "abroad", &no);
			} else if (k == 3) {
				me->sex = item.text.p[0] == 'm' || item.text.p[0] == 'f' ? item.text.p[0] : 0;
				if (!me->sex && !cs_eqz(item.text, "-"))
					cs_diag_error(d, b->file, l->line, item.col, b->id, "sex is m, f or -");
			} else if (k == 4) {
				me->acts = !cs_eqz(item.text, "no");
			} else if (k == 5) {
				cs_str_t words = cs_fold(arena, item.text);
				if (!me->name)
					me->name = cs_strndup(arena, item.text.p, item.text.n);
				if (cs_body_agent(a, words) != CS_NONE)
					cs_diag_error(d, b->file, l->line, item.col, b->id,
					              "'%.*s' is said of another body already", (int)item.text.n,
					              item.text.p);
				cs_map_put(arena, &a->body, body_key(words), self);
			}
		}
	}
	cs_agent_t *me = &a->agents.p[self];
	if (!me->name) {
		cs_diag_error(d, b->file, b->line, 1, b->id, "an agent needs a noun");
		me->name = cs_strndup(arena, b->id.p, b->id.n);
	}
	if (!has_code) {
		if (me->acts)
			cs_diag_error(d, b->file, b->line, 1, b->id, "an agent needs a code, or 'acts no'");
		me->code = "";
	}
	if (twin != CS_NONE) { /* what the lines behind its first noun told */
		cs_agent_t other = *me;
		other.name = a->agents.p[twin].name;
		other.collective = !me->collective;
		a->agents.p[twin] = other;
	}
}

void cs_agents_compile(cs_actors_t *a, cs_lex_t *lex, cs_diag_t *d)
{
	for (uint32_t i = 0; i < lex->blocks.n; i++) {
		const cs_lex_block_t *b = &lex->blocks.p[i];
		if (!cs_lex_in(b, "agents/"))
			continue;
		uint32_t self = a->agents.n;
		a->agent_of_block[i] = self;
		*CS_PUSH(&lex->arena, &a->agents) =
		    (cs_agent_t){.id = b->id, .acts = true, .file = b->file, .line = b->line};
		agent(a, lex, b, self, d);
	}
}
