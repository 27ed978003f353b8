/* actors.c - compiles the blocks of actors/ into flat arrays and a trie of aliases.
 *
 * Two passes over the blocks: the first gives every block its index, so that the second can look
 * up ids that stand in later files. Tenures are then grouped by person and by office (counting
 * sort, so their order in the files is kept), and persons by surname.
 *
 * The trie is a hash table of edges (node, atom) -> node; a state needs no table of its own. The
 * first step, tried at every word of a text, has an array, and a node's first edge lies in the
 * node: most have no other. A node's aliases form a chain in order of the lexicon: ambiguity is
 * kept, and settled in the document (src/actor/).
 *
 * Half of start-up is this file: a name is folded, cut and hashed by words of eight bytes, tables
 * are sized by the number of blocks, and their places are asked for before they are read.
 *
 * Cost: linear in the lexicon; a step of a match is one probe at most. It does not judge whether a
 * fact is true, only whether it can be: ids that exist, codes of the right shape, days that do. */
#include "lex/actor_int.h"

static const char *const kind_name[] = {"state",  "territory", "org",  "group",
                                        "office", "person",    "place"};
static const char *const kind_type[] = {"GPE", "GPE", "ORG", "ORG", "PERSON", "PERSON", "LOC"};
static const char *const type_name[] = {"PERSON", "ORG",   "GPE",    "LOC",  "NORP",
                                        "FAC",    "EVENT", "WEAPON", "OTHER"};

static const char *const post_name[] = {
#define X(a, name) name,
    CS_POST_LIST(X)
#undef X
};

const char *cs_post_name(cs_post_t p)
{
	return post_name[p];
}

/* ---- atoms -------------------------------------------------------------------------------- */

bool cs_atom_next(cs_str_t *rest, cs_str_t *atom, bool *gap)
{
	const uint8_t *p = (const uint8_t *)rest->p;
	uint32_t i = 0, n = rest->n;

	*gap = false;
	while (i < n) {
		uint8_t c = p[i];
		if (cs_is_alpha(c) || cs_is_digit(c) ||
		    (c >= 0x80 && !(c == 0xe2 && i + 1 < n && p[i + 1] == 0x80)))
			break;
		if (c == ',' || c == '(' || c == ')') {
			*atom = cs_str(rest->p + i, 1);
			*rest = cs_str(rest->p + i + 1, n - i - 1);
			return true;
		}
		if (!cs_is_space(c) && c != '-' && c != '\'' && c != '.' && c != '/' && c != '&')
			*gap = true;
		i += c == 0xe2 ? 3 : 1; /* E2 80 xx: dashes, dots and quotation marks outside ASCII */
	}
	if (i >= n) {
		*rest = (cs_str_t){0};
		return false;
	}
	uint32_t begin = i;
	while (i < n && (cs_is_alpha(p[i]) || cs_is_digit(p[i]) ||
	                 (p[i] >= 0x80 && !(p[i] == 0xe2 && i + 1 < n && p[i + 1] == 0x80))))
		i++;
	*atom = cs_str(rest->p + begin, i - begin);
	*rest = cs_str(rest->p + i, n - i);
	return true;
}

/* ---- looking up --------------------------------------------------------------------------- */

uint32_t cs_actor_find(const cs_actors_t *a, cs_str_t id)
{
	uint32_t b = cs_intern_find(&a->lex->ids, id);
	return b == CS_NONE || b >= a->n_blocks ? CS_NONE : a->of_block[b];
}

uint32_t cs_agent_find(const cs_actors_t *a, cs_str_t id)
{
	uint32_t b = cs_intern_find(&a->lex->ids, id);
	return b == CS_NONE || b >= a->n_blocks ? CS_NONE : a->agent_of_block[b];
}

uint32_t cs_actor_count(const cs_actors_t *a)
{
	return a->actors.n;
}

uint32_t cs_agent_count(const cs_actors_t *a)
{
	return a->agents.n;
}

const cs_actor_t *cs_actor_at(const cs_actors_t *a, uint32_t i)
{
	return &a->actors.p[i];
}

const cs_agent_t *cs_agent_at(const cs_actors_t *a, uint32_t i)
{
	return &a->agents.p[i];
}

const cs_alias_t *cs_alias_at(const cs_actors_t *a, uint32_t i)
{
	return &a->aliases.p[i];
}

uint32_t cs_alias_step(const cs_actors_t *a, uint32_t node, uint32_t atom)
{
	if (node == 0)
		return atom < a->words.n ? a->words.p[atom].start : CS_NONE;
	const cs_alias_node_t *at = &a->nodes.p[node];
	if (at->atom == atom || at->atom == CS_NONE)
		return at->next;
	return cs_map_get(&a->edges, (uint64_t)node << 32 | atom);
}

uint32_t cs_alias_first(const cs_actors_t *a, uint32_t node)
{
	return a->nodes.p[node].first;
}

const uint32_t *cs_actor_surname(const cs_actors_t *a, uint32_t atom, uint32_t *n)
{
	bool some = atom < a->words.n && a->surname[atom] < a->surname[atom + 1];

	*n = some ? a->surname[atom + 1] - a->surname[atom] : 0;
	return some ? &a->surnames[a->surname[atom]] : NULL;
}

bool cs_actor_given_name(const cs_actors_t *a, uint32_t atom)
{
	return atom < a->words.n && a->words.p[atom].given;
}

char cs_actor_given_sex(const cs_actors_t *a, uint32_t atom)
{
	if (atom >= a->words.n || !a->words.p[atom].given)
		return 0;
	uint32_t men = a->words.p[atom].men, women = a->words.p[atom].women;
	return men > 8 * women ? 'm' : women > 8 * men ? 'f' : 0;
}

/* ---- aliases ------------------------------------------------------------------------------ */

enum { MAX_ATOMS = 24 };

/* Folds and cuts a name of ASCII into atoms, as cs_fold_name and cs_atom_next do, in one pass over words
 * of eight bytes: a bit a byte for letters and digits, whose runs are the atoms. They lie in low.
 * CS_NONE: the name is no such one (too long; letters outside ASCII; apostrophes, commas, parentheses, or what
 * ends a match), and has to go the long way. */
enum { LOW = 64 };
static uint32_t cut_ascii(cs_str_t s, char low[LOW], cs_str_t *atom)
{
	uint64_t run = 0, high = 0;
	uint32_t n = 0, at = 0;

	if (s.n >= LOW)
		return CS_NONE;
	for (uint32_t i = 0; i < s.n; i += 8) {
		uint64_t x = i + 8 <= s.n ? cs_load8(s.p + i) : cs_load_tail(s.p, s.n, i);
		high |= x;
		x &= CS_EACH(0x7f);
		uint64_t letter = cs_between(x | CS_EACH(0x20), 'a', 'z');
		x |= letter >> 2;
		memcpy(low + i, &x, 8);
		letter |= cs_between(x, '0', '9');
		run |= ((letter >> 7) * 0x0102040810204080u >> 56) << i;
	}
	if (high & CS_EACH(0x80))
		return CS_NONE;
	for (;;) {
		uint32_t begin = run ? (uint32_t)__builtin_ctzll(run) : s.n;
		for (; at < begin; at++) {
			char c = low[at];
			if (c != ' ' && c != '-' && c != '.' && c != '/' && c != '&')
				return CS_NONE; /* apostrophes: cs_fold_name knows which belong to a word */
		}
		if (!run || n == MAX_ATOMS)
			return n;
		at += (uint32_t)__builtin_ctzll(~(run >> begin));
		atom[n++] = cs_str(low + begin, at - begin);
		run &= ~(uint64_t)0 << at;
	}
}

static bool suffix(cs_str_t s)
{
	return s.n >= 2 && s.n <= 3 &&
	       (cs_eqz(s, "jr") || cs_eqz(s, "sr") || cs_eqz(s, "ii") || cs_eqz(s, "iii") ||
	        cs_eqz(s, "iv"));
}

/* What belongs to each word of the vocabulary, up to its newest. */
static inline void follow_words(cs_actors_t *a, cs_lex_t *lex)
{
	while (a->words.n < lex->words.n) {
		cs_str_t s = lex->words.str[a->words.n];
		bool ordinary = cs_intern_find(&a->ordinary, s) != CS_NONE;
		*CS_PUSH(&lex->arena, &a->words) =
		    (cs_alias_word_t){.start = CS_NONE, .ordinary = ordinary};
	}
}

/* Where the edge from a node along a word leads; CS_NONE at that place where it is new. */
static inline uint32_t *edge(cs_actors_t *a, cs_arena_t *arena, uint32_t node, uint32_t word)
{
	cs_alias_node_t *at = &a->nodes.p[node];
	if (node == 0)
		return &a->words.p[word].start;
	if (at->atom == CS_NONE)
		at->atom = word;
	if (at->atom == word)
		return &at->next;
	return cs_map_at(arena, &a->edges, (uint64_t)node << 32 | word);
}

static void add_alias(cs_actors_t *a, cs_lex_t *lex, const cs_lex_block_t *b,
                      const cs_lex_item_t *item, uint32_t ref, uint8_t kind, uint8_t flags,
                      cs_best_name_t *best, cs_diag_t *d)
{
	cs_arena_t *arena = &lex->arena;
	cs_str_t atom[MAX_ATOMS];
	char low[LOW];
	cs_str_t none;
	uint32_t word[MAX_ATOMS], letters = 0, node = 0, n = cut_ascii(item->text, low, atom);
	bool ordinary = true, any_ordinary = false;

	if (best)
		best->person = CS_NONE;
	if (n == CS_NONE) {
		cs_str_t rest = cs_fold_name(arena, item->text);
		bool gap;
		n = 0;
		while (n < MAX_ATOMS && cs_atom_next(&rest, &atom[n], &gap)) {
			if (gap)
				cs_diag_error(d, b->file, item->line, item->col, b->id,
				              "a name has letters, digits, blanks and , ( ) - ' . / & only: '%.*s'",
				              (int)item->text.n, item->text.p);
			n++;
		}
	}
	if (n == 0 || n == MAX_ATOMS) {
		cs_diag_error(d, b->file, item->line, item->col, b->id,
		              "a name has one word at least and %d at most", MAX_ATOMS - 1);
		return;
	}
	for (uint32_t i = 0; i < n; i++)
		word[i] = cs_intern_ask(&lex->words, atom[i]); /* folded already */
	for (uint32_t i = 0; i < n; i++) {
		word[i] = cs_intern_asked(arena, &lex->words, atom[i], word[i], true);
		letters += atom[i].n;
		follow_words(a, lex);
		uint32_t *next = edge(a, arena, node, word[i]);
		ordinary = ordinary && a->words.p[word[i]].ordinary;
		any_ordinary = any_ordinary || a->words.p[word[i]].ordinary;
		if (*next == CS_NONE) {
			node = *next = a->nodes.n; /* written before the nodes move */
			*CS_PUSH(arena, &a->nodes) = (cs_alias_node_t){CS_NONE, CS_NONE, CS_NONE, CS_NONE};
		} else {
			node = *next;
		}
	}
	if (best && n > 1) {
		uint32_t last = n;
		while (last > 0 && suffix(atom[last - 1]))
			last--;
		*best = (cs_best_name_t){ref, word[0], last ? word[last - 1] : CS_NONE, atom[0].n < 2};
	}
	if (item->flags & CS_IT_WEAK)
		flags |= CS_AL_WEAK;
	if (item->flags & CS_IT_CASE)
		flags |= CS_AL_CASE;
	if (item->flags & CS_IT_CONTEXT)
		flags |= CS_AL_CONTEXT;
	if (kind < CS_AL_TITLE && (item->flags & CS_IT_NAMED))
		flags |= CS_AL_NAMED;
	if (kind >= CS_AL_NOUN && (item->flags & CS_IT_BEFORE))
		flags |= CS_AL_BEFORE;
	if (kind >= CS_AL_NOUN && (item->flags & CS_IT_OWNED))
		flags |= CS_AL_OWNED;
	if (kind >= CS_AL_NOUN && cs_item_attr(item, "personal", &none))
		flags |= CS_AL_PERSONAL;
	if (kind >= CS_AL_NOUN && cs_item_attr(item, "kin", &none))
		flags |= CS_AL_KIN;
	if (kind < CS_AL_TITLE && !(flags & CS_AL_CASE)) {
		cs_case_t shape = cs_case(item->text);
		if (n == 1 && cs_plain_name(arena, item->text).n != item->text.n)
			flags |= CS_AL_PROPER; /* L'Obs is no "lobs" */
		if (n > 1 && shape != CS_LOWER && (kind == CS_AL_NAME || kind == CS_AL_SEAT) &&
		    any_ordinary)
			flags |= CS_AL_CAPITALS; /* Right Sector is no "right sector" */
		if (ordinary)
			flags |= n == 1 ? CS_AL_WORD : CS_AL_PROPER;
		else if (letters <= 6 && cs_case(item->text) == CS_UPPER)
			flags |= CS_AL_ACRONYM;
	}
	cs_alias_node_t *at = &a->nodes.p[node];
	/* The chain's newest entries belong to this block, if any do: blocks are added one by one. */
	bool mine = at->last != CS_NONE && a->aliases.p[at->last].ref == ref;
	for (uint32_t i = mine ? at->first : CS_NONE; i != CS_NONE; i = a->aliases.p[i].next) {
		const cs_alias_t *o = &a->aliases.p[i];
		if (o->ref != ref || (o->kind >= CS_AL_NOUN) != (kind >= CS_AL_NOUN))
			continue;
		bool both_plain = o->kind == kind;
		if (both_plain && cs_eq(o->text, item->text))
			cs_diag_warn(d, b->file, item->line, item->col, b->id, "'%.*s' stands here already",
			             (int)item->text.n, item->text.p);
		if (both_plain && (flags & ~CS_AL_WEAK) == (o->flags & ~CS_AL_WEAK))
			return; /* the same words, the same conditions */
	}
	uint32_t i = a->aliases.n;
	*CS_PUSH(arena, &a->aliases) = (cs_alias_t){ref, kind, flags, item->text, CS_NONE};
	if (at->first == CS_NONE)
		at->first = i;
	else
		a->aliases.p[at->last].next = i;
	at->last = i;
}

void cs_alias_add(cs_actors_t *a, cs_lex_t *lex, const cs_lex_block_t *b, const cs_lex_item_t *item,
                  uint32_t ref, uint8_t kind, uint8_t flags, cs_best_name_t *best, cs_diag_t *d)
{
	cs_lex_item_t other = *item;
	bool ascii = true;

	add_alias(a, lex, b, item, ref, kind, flags, best, d);
	for (uint32_t i = 0; i < item->text.n && ascii; i++)
		ascii = (uint8_t)item->text.p[i] < 0x80;
	if (ascii)
		return;
	other.text = cs_spelt_out(&lex->arena, item->text);
	if (other.text.n)
		add_alias(a, lex, b, &other, ref, kind, flags, NULL,
		          &(cs_diag_t){0}); /* may be listed too */
}

/* ---- one block ---------------------------------------------------------------------------- */

bool cs_code_ok(cs_str_t s)
{
	if (s.n == 0 || s.n % 3)
		return false;
	for (uint32_t i = 0; i < s.n; i++)
		if (!cs_is_upper((uint8_t)s.p[i]))
			return false;
	return true;
}

static uint32_t id_of(cs_actors_t *a, const cs_lex_block_t *b, const cs_lex_line_t *l, cs_str_t id,
                      uint32_t col, cs_diag_t *d)
{
	uint32_t i = cs_actor_find(a, id);
	if (i == CS_NONE)
		cs_diag_error(d, b->file, l->line, col, b->id, "expected the id of an actor, found '%.*s'",
		              (int)id.n, id.p);
	return i;
}

enum { /* kinds as sets */
	   K_STATE = 1 << CS_A_STATE,
	   K_TERR = 1 << CS_A_TERRITORY,
	   K_ORG = 1 << CS_A_ORG,
	   K_GROUP = 1 << CS_A_GROUP,
	   K_OFFICE = 1 << CS_A_OFFICE,
	   K_PERSON = 1 << CS_A_PERSON,
	   K_PLACE = 1 << CS_A_PLACE,
	   K_ALL = (1 << (CS_A_PLACE + 1)) - 1
};
enum key {
	KEY_KIND,
	KEY_NAME,
	KEY_CODE,
	KEY_OF,
	KEY_ADJ,
	KEY_PEOPLE,
	KEY_CAPITAL,
	KEY_SEAT,
	KEY_CITIES,
	KEY_REGIONS,
	KEY_SECTORS,
	KEY_ISO2,
	KEY_ISO3,
	KEY_WIKIDATA,
	KEY_OTHER_ID,
	KEY_TITLE,
	KEY_HOLDER,
	KEY_SEX,
	KEY_ROLE,
	KEY_WAS,
	KEY_FROM,
	KEY_TO,
	KEY_MEMBERS,
	KEY_TYPE,
	KEY_POST,
	KEY_PUBLISHER,
	KEY_BESIDE,
	KEY_NOTE
};
#define KEY(text, key, kinds)                                                                      \
	{                                                                                              \
		text, sizeof text - 1, key, kinds                                                          \
	}
static const struct {
	const char *name;
	uint8_t n, key, kinds;
} keys[] = {
    /* the most frequent first */
    KEY("source", KEY_NOTE, K_ALL),
    KEY("kind", KEY_KIND, K_ALL),
    KEY("of", KEY_OF, K_ALL),
    KEY("name", KEY_NAME, K_ALL),
    KEY("sex", KEY_SEX, K_PERSON),
    KEY("code", KEY_CODE, K_ALL),
    KEY("role", KEY_ROLE, K_PERSON),
    KEY("checked", KEY_NOTE, K_ALL),
    KEY("title", KEY_TITLE, K_OFFICE),
    KEY("holder", KEY_HOLDER, K_OFFICE),
    KEY("post", KEY_POST, K_OFFICE),
    KEY("adj", KEY_ADJ, K_STATE | K_TERR | K_GROUP | K_ORG | K_PLACE),
    KEY("people", KEY_PEOPLE, K_STATE | K_TERR | K_GROUP | K_ORG | K_PLACE),
    KEY("capital", KEY_CAPITAL, K_STATE | K_TERR),
    KEY("seat", KEY_SEAT, K_STATE | K_TERR | K_ORG | K_GROUP),
    KEY("cities", KEY_CITIES, K_STATE | K_TERR),
    KEY("regions", KEY_REGIONS, K_STATE | K_TERR),
    KEY("sectors", KEY_SECTORS, K_ALL),
    KEY("iso2", KEY_ISO2, K_ALL),
    KEY("iso3", KEY_ISO3, K_ALL),
    KEY("cow", KEY_OTHER_ID, K_ALL),
    KEY("fips", KEY_OTHER_ID, K_ALL),
    KEY("wikidata", KEY_WIKIDATA, K_ALL),
    KEY("was", KEY_WAS, K_ALL),
    KEY("from", KEY_FROM, K_ALL),
    KEY("to", KEY_TO, K_ALL),
    KEY("members", KEY_MEMBERS, K_STATE | K_ORG | K_GROUP),
    KEY("type", KEY_TYPE, K_ALL),
    KEY("beside", KEY_BESIDE, K_ORG | K_GROUP),
    KEY("imprint", KEY_PUBLISHER, K_STATE | K_TERR | K_ORG),
    KEY("note", KEY_NOTE, K_ALL),
    KEY("yes", KEY_NOTE, K_ALL), /* examples: engine/check.c codes them */
    KEY("no", KEY_NOTE, K_ALL),
};

/* A key as one number: all have eight letters at most. */
typedef struct key_words {
	uint64_t word[CS_COUNT(keys)];
} key_words_t;

static size_t find_key(const key_words_t *w, cs_str_t s)
{
	size_t k = 0;
	uint64_t x = cs_load_some(s.p, s.n);
	while (k < CS_COUNT(keys) && (w->word[k] != x || keys[k].n != s.n))
		k++;
	return k;
}

static void day_line(const cs_lex_block_t *b, const cs_lex_line_t *l, bool last, int32_t *day,
                     cs_diag_t *d)
{
	cs_lex_item_t item;
	cs_str_t rest = l->value;
	int32_t x, y;

	if (!cs_block_item(b, l, &rest, &item, d))
		return;
	if (!cs_day_read(item.text, &x, &y))
		cs_diag_error(d, b->file, l->line, l->col, b->id, "expected an ISO date, found '%.*s'",
		              (int)item.text.n, item.text.p);
	else
		*day = last ? y : x;
}

static const char *code_of(cs_lex_t *lex, const cs_lex_block_t *b, const cs_lex_item_t *item,
                           cs_diag_t *d)
{
	if (!cs_code_ok(item->text))
		cs_diag_error(d, b->file, item->line, item->col, b->id,
		              "a code is groups of three capitals, found '%.*s'", (int)item->text.n,
		              item->text.p);
	return cs_strndup(&lex->arena, item->text.p, item->text.n);
}

static char *terminated(cs_arena_t *arena, cs_str_t s)
{
	return cs_strndup(arena, s.p, s.n);
}

static void name(cs_actors_t *a, cs_lex_t *lex, const cs_lex_block_t *b, const cs_lex_item_t *item,
                 uint32_t self, cs_diag_t *d)
{
	cs_actor_t *me = &a->actors.p[self];
	bool person = me->kind == CS_A_PERSON, first = !me->name;
	cs_best_name_t best;

	if (first)
		me->name = terminated(&lex->arena, item->text);
	cs_alias_add(a, lex, b, item, self, CS_AL_NAME, person ? CS_AL_PROPER : 0, &best, d);
	if (person && first && best.person != CS_NONE)
		*CS_PUSH(&lex->arena, &a->best) = best;
}

/* Nearly all lines have one item and nothing in braces. Is it such a line, and of a key whose value
 * shows that at once? Then it is read here; else value() takes it apart and finds what is wrong. */
static bool plain_value(cs_actors_t *a, cs_lex_t *lex, const cs_lex_line_t *l, enum key key,
                        uint32_t self)
{
	cs_actor_t *me = &a->actors.p[self];
	cs_str_t v = l->value;

	switch (key) {
	case KEY_KIND: /* read already */
		return cs_eqz(v, kind_name[me->kind]);
	case KEY_OF: {
		uint32_t of = cs_actor_find(a, v);
		if (of != CS_NONE)
			me->of = of;
		return of != CS_NONE;
	}
	case KEY_SEX:
		if (v.n != 1 || (v.p[0] != 'm' && v.p[0] != 'f'))
			return false;
		me->sex = v.p[0];
		return true;
	case KEY_CODE:
		if (!cs_code_ok(v))
			return false;
		me->code = terminated(&lex->arena, v);
		return true;
	default:
		return false;
	}
}

/* Of its letters and digits alone: "NY-Times.com" is "nytimescom". */
static uint64_t publisher_key(cs_arena_t *arena, cs_str_t name)
{
	cs_str_t rest = cs_fold_name(arena, name), atom;
	cs_buf_t out = {.arena = arena};
	bool gap;

	while (cs_atom_next(&rest, &atom, &gap))
		cs_buf_add(&out, atom.p, atom.n);
	return cs_hash(out.p ? out.p : "", out.n, 0) >> 1;
}

uint32_t cs_actor_publisher(const cs_actors_t *a, cs_arena_t *scratch, cs_str_t name)
{
	return cs_map_get(&a->publisher, publisher_key(scratch, name));
}

static void value(cs_actors_t *a, cs_lex_t *lex, const cs_lex_block_t *b, const cs_lex_line_t *l,
                  enum key key, uint32_t self, cs_diag_t *d)
{
	cs_actor_t *me = &a->actors.p[self];
	cs_arena_t *arena = &lex->arena;
	cs_str_t rest = l->value;
	cs_lex_item_t item;

	if (plain_value(a, lex, l, key, self))
		return;
	if (key == KEY_FROM || key == KEY_TO) {
		day_line(b, l, key == KEY_TO, key == KEY_TO ? &me->to : &me->from, d);
		return;
	}
	while (cs_block_item(b, l, &rest, &item, d)) {
		uint32_t other;
		if (item.text.n == 0)
			continue;
		switch (key) {
		case KEY_NAME:
			name(a, lex, b, &item, self, d);
			break;
		case KEY_ADJ:
			cs_alias_add(a, lex, b, &item, self, CS_AL_ADJ, 0, NULL, d);
			break;
		case KEY_PEOPLE:
			cs_alias_add(a, lex, b, &item, self, CS_AL_PEOPLE, 0, NULL, d);
			break;
		case KEY_CAPITAL:
			cs_alias_add(a, lex, b, &item, self, CS_AL_CAPITAL, 0, NULL, d);
			break;
		case KEY_SEAT:
			cs_alias_add(a, lex, b, &item, self, CS_AL_SEAT, 0, NULL, d);
			break;
		case KEY_CITIES:
			cs_alias_add(a, lex, b, &item, self, CS_AL_CITY, CS_AL_PROPER, NULL, d);
			break;
		case KEY_REGIONS:
			cs_alias_add(a, lex, b, &item, self, CS_AL_REGION, CS_AL_PROPER, NULL, d);
			break;
		case KEY_TITLE:
			if (!me->name)
				me->name = terminated(arena, item.text);
			cs_alias_add(a, lex, b, &item, self, CS_AL_TITLE, 0, NULL, d);
			break;
		case KEY_CODE:
			me->code = code_of(lex, b, &item, d);
			break;
		case KEY_OF:
			me->of = id_of(a, b, l, item.text, item.col, d);
			break;
		case KEY_BESIDE:
			me->beside = id_of(a, b, l, item.text, item.col, d);
			break;
		case KEY_SECTORS:
			me->sectors =
			    me->sectors ? cs_sprintf(arena, "%s %s", me->sectors, terminated(arena, item.text))
			                : terminated(arena, item.text);
			break;
		case KEY_ISO2:
			me->iso2 = terminated(arena, item.text);
			break;
		case KEY_ISO3:
			me->iso3 = terminated(arena, item.text);
			break;
		case KEY_WIKIDATA:
			me->wikidata = terminated(arena, item.text);
			break;
		case KEY_SEX:
			if (!cs_eqz(item.text, "m") && !cs_eqz(item.text, "f") && !cs_eqz(item.text, "-"))
				cs_diag_error(d, b->file, l->line, item.col, b->id, "sex is m or f");
			else
				me->sex = item.text.p[0] == '-' ? 0 : item.text.p[0];
			break;
		case KEY_PUBLISHER: {
			uint64_t h = publisher_key(arena, item.text);
			if (cs_map_get(&a->publisher, h) == CS_NONE)
				cs_map_put(arena, &a->publisher, h, self);
			else
				cs_diag_warn(d, b->file, item.line, item.col, b->id,
				             "'%s' is another's imprint already", terminated(arena, item.text));
			break;
		}
		case KEY_TYPE: {
			size_t t = 0;
			while (t < CS_COUNT(type_name) && !cs_eqz(item.text, type_name[t]))
				t++;
			if (t == CS_COUNT(type_name))
				cs_diag_error(d, b->file, l->line, item.col, b->id, "unknown entity type '%s'",
				              terminated(arena, item.text));
			else
				me->type = type_name[t];
			break;
		}
		case KEY_POST: {
			uint32_t post = 0;
			while (post < CS_POST_COUNT && !cs_eqz(item.text, post_name[post]))
				post++;
			if (post == CS_POST_COUNT)
				cs_diag_error(d, b->file, l->line, item.col, b->id, "unknown post '%s'",
				              terminated(arena, item.text));
			else
				me->posts |= 1u << post;
			break;
		}
		case KEY_HOLDER:
			other = id_of(a, b, l, item.text, item.col, d);
			if (other == CS_NONE)
				break;
			if (a->actors.p[other].kind != CS_A_PERSON) {
				cs_diag_error(d, b->file, l->line, item.col, b->id,
				              "a holder is a person: '%s' is not", terminated(arena, item.text));
				break;
			}
			*CS_PUSH(arena, &a->tenures) = (cs_tenure_t){other,
			                                             self,
			                                             NULL,
			                                             item.from,
			                                             item.to,
			                                             item.flags & CS_IT_OPEN,
			                                             item.flags & CS_IT_ALSO,
			                                             l->line};
			break;
		case KEY_ROLE:
			*CS_PUSH(arena, &a->tenures) =
			    (cs_tenure_t){self,      CS_NONE, code_of(lex, b, &item, d),
			                  item.from, item.to, item.flags & CS_IT_OPEN,
			                  false,     l->line};
			break;
		case KEY_WAS:
			(void)id_of(a, b, l, item.text, item.col, d);
			break;
		case KEY_MEMBERS:
			other = id_of(a, b, l, item.text, item.col, d);
			if (other != CS_NONE) {
				*CS_PUSH(arena, &a->members) = (cs_member_t){other, item.from, item.to};
				me->n_members++;
			}
			break;
		default:
			break;
		}
	}
}

static void block(cs_actors_t *a, cs_lex_t *lex, const key_words_t *words, const cs_lex_block_t *b,
                  uint32_t self, cs_diag_t *d)
{
	cs_actor_t *me = &a->actors.p[self];
	size_t k = 0;

	me->member = a->members.n;
	for (uint32_t i = 0; i < b->lines.n; i++) {
		const cs_lex_line_t *l = &b->lines.p[i];
		if (i == 0 || l->key.p != l[-1].key.p) /* a line that goes on has the same key */
			k = find_key(words, l->key);
		if (k == CS_COUNT(keys))
			cs_diag_error(d, b->file, l->line, 1, b->id, "unknown key '%.*s'", (int)l->key.n,
			              l->key.p);
		else if (!(keys[k].kinds >> me->kind & 1))
			cs_diag_error(d, b->file, l->line, 1, b->id, "kind %s has no '%s'", kind_name[me->kind],
			              keys[k].name);
		else if (keys[k].key != KEY_NOTE && (i > 0 || keys[k].key != KEY_KIND)) /* read already */
			value(a, lex, b, l, (enum key)keys[k].key, self, d);
	}
	if (!me->code && me->kind != CS_A_PERSON && me->kind != CS_A_PLACE)
		cs_diag_error(d, b->file, b->line, 1, b->id, "kind %s needs a code", kind_name[me->kind]);
	if (me->of == CS_NONE && me->kind == CS_A_PLACE && !cs_block_get(b, "of").p)
		cs_diag_error(d, b->file, b->line, 1, b->id, "a place needs 'of'");
	if (!me->name) {
		cs_diag_error(d, b->file, b->line, 1, b->id, "kind %s needs a %s", kind_name[me->kind],
		              me->kind == CS_A_OFFICE ? "title" : "name");
		me->name = cs_strndup(&lex->arena, b->id.p, b->id.n);
	}
	if (me->from > me->to)
		cs_diag_error(d, b->file, b->line, 1, b->id, "it ends before it begins");
}

/* ---- what follows from all blocks ---------------------------------------------------------- */

/* A line "of" may lead in a circle: found once, here, so that nobody else has to look out. */
static void check_of(cs_actors_t *a, cs_diag_t *d)
{
	for (uint32_t i = 0; i < a->actors.n; i++) {
		uint32_t at = i, steps = 0;
		while (at != CS_NONE && steps++ < 16)
			at = a->actors.p[at].of;
		if (at == CS_NONE)
			continue;
		cs_actor_t *me = &a->actors.p[i];
		cs_diag_error(d, me->file, me->line, 1, me->id, "its 'of' leads in a circle, or too far");
		me->of = CS_NONE;
	}
}

static void group_tenures(cs_actors_t *a, cs_arena_t *arena)
{
	uint32_t n = a->actors.n, sum_p = 0, sum_o = 0;

	a->by_person = CS_NEW_N(arena, uint32_t, a->tenures.n);
	a->by_office = CS_NEW_N(arena, uint32_t, a->tenures.n);
	for (uint32_t i = 0; i < a->tenures.n; i++) {
		a->actors.p[a->tenures.p[i].person].n_tenures++;
		if (a->tenures.p[i].office != CS_NONE)
			a->actors.p[a->tenures.p[i].office].n_tenures++;
	}
	for (uint32_t i = 0; i < n; i++) {
		cs_actor_t *me = &a->actors.p[i];
		uint32_t *sum = me->kind == CS_A_OFFICE ? &sum_o : &sum_p;
		me->tenure = *sum;
		*sum += me->n_tenures;
		me->n_tenures = 0;
	}
	for (uint32_t i = 0; i < a->tenures.n; i++) {
		cs_actor_t *p = &a->actors.p[a->tenures.p[i].person];
		a->by_person[p->tenure + p->n_tenures++] = i;
		if (a->tenures.p[i].office != CS_NONE) {
			cs_actor_t *o = &a->actors.p[a->tenures.p[i].office];
			a->by_office[o->tenure + o->n_tenures++] = i;
		}
	}
}

static void group_posts(cs_actors_t *a, cs_arena_t *arena)
{
	uint32_t n = a->actors.n;

	a->posts_of = CS_NEW_N(arena, uint32_t, n);
	a->next_post = CS_NEW_N(arena, uint32_t, n);
	for (uint32_t i = 0; i < n; i++)
		a->posts_of[i] = a->next_post[i] = CS_NONE;
	for (uint32_t i = n; i-- > 0;) {
		uint32_t s = a->actors.p[i].of;
		if (!a->actors.p[i].posts || s == CS_NONE)
			continue;
		a->next_post[i] = a->posts_of[s];
		a->posts_of[s] = i;
	}
}

/* Is it a state whose persons are named surname first? */
static bool surname_first(const cs_actor_t *state)
{
	static const char *const codes[] = {"CHN", "TWN", "HKG", "PRK", "KOR", "VNM", "KHM", "MAC"};
	for (size_t i = 0; state->code && i < CS_COUNT(codes); i++)
		if (strcmp(state->code, codes[i]) == 0)
			return true;
	return false;
}

static void note_given(cs_alias_word_t *w, char sex)
{
	w->given = true;
	w->men = (uint8_t)(w->men + (sex == 'm' && w->men < UINT8_MAX));
	w->women = (uint8_t)(w->women + (sex == 'f' && w->women < UINT8_MAX));
}

/* Lists of persons by the same word, in order of persons: count, place, fill. */
static void index_surnames(cs_actors_t *a, cs_arena_t *arena)
{
	typedef struct {
		uint32_t atom, person;
	} pair_t;
	CS_VEC(pair_t) pairs = {0};
	uint8_t *swap = CS_NEW_N(arena, uint8_t, a->actors.n);
	uint32_t sum = 0;

	for (uint32_t i = 0; i < a->actors.n; i++)
		if (a->actors.p[i].kind == CS_A_STATE || a->actors.p[i].kind == CS_A_TERRITORY)
			swap[i] = surname_first(&a->actors.p[i]);
	CS_RESERVE(arena, &pairs, a->best.n * 2);
	a->surname = CS_NEW_N(arena, uint32_t, (size_t)a->words.n + 1);
	for (uint32_t i = 0; i < a->best.n; i++) {
		const cs_best_name_t *b = &a->best.p[i];
		uint32_t c = cs_actor_country(a, b->person);
		bool swapped = c != CS_NONE && swap[c];
		if (swapped)
			*CS_PUSH(arena, &pairs) = (pair_t){b->first, b->person};
		else if (!b->initial)
			note_given(&a->words.p[b->first], a->actors.p[b->person].sex);
		if (b->last != CS_NONE && (!swapped || b->last != b->first))
			*CS_PUSH(arena, &pairs) = (pair_t){b->last, b->person};
	}
	for (uint32_t i = 0; i < pairs.n; i++)
		a->surname[pairs.p[i].atom]++;
	for (uint32_t i = 0; i <= a->words.n; i++) {
		sum += a->surname[i];
		a->surname[i] = sum; /* the end of its list; its begin, once the list is filled backwards */
	}
	a->surnames = CS_NEW_N(arena, uint32_t, sum);
	for (uint32_t i = pairs.n; i-- > 0;)
		a->surnames[--a->surname[pairs.p[i].atom]] = pairs.p[i].person;
	a->best = (cs_best_names_t){0};
}

/* ontology/sectors.txt: which roles of CAMEO a sector of PLOVER stands for. */
static void read_sectors(cs_actors_t *a, cs_lex_t *lex)
{
	for (uint32_t i = 0; i < lex->blocks.n; i++) {
		const cs_lex_block_t *b = &lex->blocks.p[i];
		if (!cs_lex_in(b, "ontology/sectors.txt"))
			continue;
		cs_str_t name = cs_block_get(b, "name"), from = cs_block_get(b, "from"), role;
		if (!name.n)
			continue;
		*CS_PUSH(&lex->arena, &a->sectors) = cs_strndup(&lex->arena, name.p, name.n);
		while (cs_split(&from, '|', &role)) {
			if (role.n != 3)
				continue; /* the ontology's own compiler judges its blocks */
			const uint8_t *r = (const uint8_t *)role.p;
			uint32_t key = (uint32_t)r[0] << 16 | (uint32_t)r[1] << 8 | r[2];
			cs_map_put(&lex->arena, &a->sector, key, a->sectors.n - 1);
		}
	}
}

/* An office of the bare government (BRAGOV) whose title is an agent's noun with a finer code (health minister, GOVHLH) has that one: the
 * same words mean the same whether we know the office or not. */
static void refine_offices(cs_actors_t *a, cs_arena_t *arena)
{
	for (uint32_t n = 0; n < a->nodes.n; n++) {
		const char *fine = NULL;
		for (uint32_t i = a->nodes.p[n].first; i != CS_NONE; i = a->aliases.p[i].next) {
			const cs_alias_t *al = &a->aliases.p[i];
			const char *code = al->kind == CS_AL_NOUN ? a->agents.p[al->ref].code : "";
			if (strlen(code) == 6 && memcmp(code, "GOV", 3) == 0)
				fine = code + 3;
		}
		for (uint32_t i = fine ? a->nodes.p[n].first : CS_NONE; i != CS_NONE;
		     i = a->aliases.p[i].next) {
			const cs_alias_t *al = &a->aliases.p[i];
			cs_actor_t *o = &a->actors.p[al->ref];
			if (al->kind == CS_AL_TITLE && o->code && strlen(o->code) == 6 &&
			    memcmp(o->code + 3, "GOV", 3) == 0)
				o->code = cs_sprintf(arena, "%s%s", o->code, fine);
		}
	}
}

void cs_actors_compile(cs_lex_t *lex, cs_diag_t *d)
{
	cs_arena_t *arena = &lex->arena;
	cs_actors_t *a = CS_NEW(arena, cs_actors_t);

	lex->actors = a;
	a->lex = lex;
	a->n_blocks = lex->blocks.n;
	a->of_block = CS_NEW_N(arena, uint32_t, lex->blocks.n);
	a->agent_of_block = CS_NEW_N(arena, uint32_t, lex->blocks.n);
	*CS_PUSH(arena, &a->nodes) = (cs_alias_node_t){CS_NONE, CS_NONE, CS_NONE, CS_NONE};
	cs_ordinary_words(arena, &a->ordinary);
	read_sectors(a, lex);
	/* Nearly all blocks are actors, most of them persons with a name or two of two words. */
	uint32_t n = lex->blocks.n;
	CS_RESERVE(arena, &a->actors, n);
	CS_RESERVE(arena, &a->aliases, n * 3);
	CS_RESERVE(arena, &a->nodes, n * 3);
	CS_RESERVE(arena, &a->best, n);
	CS_RESERVE(arena, &a->tenures, n);
	CS_RESERVE(arena, &a->words, n + n / 4);
	cs_intern_reserve(arena, &lex->words, n + n / 4);
	cs_map_reserve(arena, &a->edges, n);
	for (uint32_t i = 0; i < n; i++) {
		const cs_lex_block_t *b = &lex->blocks.p[i];
		a->of_block[i] = a->agent_of_block[i] = CS_NONE;
		if (!cs_lex_in(b, "actors/"))
			continue;
		cs_str_t kind = b->lines.n && cs_eqz(b->lines.p[0].key, "kind") ? b->lines.p[0].value
		                                                                : cs_block_get(b, "kind");
		uint8_t k = cs_eqz(kind, "person") ? CS_A_PERSON : 0;
		while (k < CS_COUNT(kind_name) && !cs_eqz(kind, kind_name[k]))
			k++;
		if (k == CS_COUNT(kind_name)) {
			if (kind.p)
				cs_diag_error(d, b->file, b->line, 1, b->id, "unknown kind '%.*s'", (int)kind.n,
				              kind.p);
			else
				cs_diag_error(d, b->file, b->line, 1, b->id, "an actor needs a kind");
			continue;
		}
		a->of_block[i] = a->actors.n;
		*CS_PUSH(arena, &a->actors) = (cs_actor_t){.id = b->id,
		                                           .kind = k,
		                                           .type = kind_type[k],
		                                           .of = CS_NONE,
		                                           .beside = CS_NONE,
		                                           .from = CS_DAY_MIN,
		                                           .to = CS_DAY_MAX,
		                                           .file = b->file,
		                                           .line = b->line};
	}
	key_words_t words;
	for (size_t k = 0; k < CS_COUNT(keys); k++)
		words.word[k] = cs_load_some(keys[k].name, keys[k].n);
	for (uint32_t i = 0; i < lex->blocks.n; i++)
		if (a->of_block[i] != CS_NONE)
			block(a, lex, &words, &lex->blocks.p[i], a->of_block[i], d);
	check_of(a, d);
	group_tenures(a, arena);
	group_posts(a, arena);
	cs_agents_compile(a, lex, d);
	refine_offices(a, arena);
	follow_words(a, lex);
	index_surnames(a, arena);
}
