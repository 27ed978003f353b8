/* actors.c - compiles the blocks of actors/ into flat arrays and a trie of aliases.
 *
 * Two passes over the blocks: the first gives every block its index, so that the second can look
 * up ids that stand in later files. Tenures are then grouped by person and by office (counting
 * sort, so their order in the files is kept), and persons by surname.
 *
 * The trie is a hash table of edges (node, atom) -> node; a state needs no table of its own, and
 * only the first step, tried at every word of a text, has an array. A node's aliases form a chain
 * in order of the lexicon: ambiguity is kept, and settled in the document (src/actor/).
 *
 * Cost: linear in the lexicon; a step of a match is one probe. It does not judge whether a fact is
 * true, only whether it can be: ids that exist, codes of the right shape, days that do. */
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
		return atom < a->n_start ? a->start[atom] : CS_NONE;
	return cs_map_get(&a->edges, (uint64_t)node << 32 | atom);
}

uint32_t cs_alias_first(const cs_actors_t *a, uint32_t node)
{
	return a->nodes.p[node].first;
}

const uint32_t *cs_actor_surname(const cs_actors_t *a, uint32_t atom, uint32_t *n)
{
	uint32_t at = cs_map_get(&a->surname, atom);

	*n = at == CS_NONE ? 0 : a->surnames[at];
	return at == CS_NONE ? NULL : &a->surnames[at + 1];
}

bool cs_actor_given_name(const cs_actors_t *a, uint32_t atom)
{
	return atom < a->n_start && (a->given[atom >> 3] >> (atom & 7) & 1);
}

/* ---- aliases ------------------------------------------------------------------------------ */

enum { MAX_ATOMS = 24 };

static bool all_ordinary(const cs_actors_t *a, const cs_str_t *atom, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (cs_intern_find(&a->ordinary, atom[i]) == CS_NONE)
			return false;
	return true;
}

void cs_alias_add(cs_actors_t *a, cs_lex_t *lex, const cs_lex_block_t *b, const cs_lex_item_t *item,
                  uint32_t ref, uint8_t kind, uint16_t flags, cs_diag_t *d)
{
	cs_arena_t *arena = &lex->arena;
	cs_str_t rest = cs_fold(arena, item->text), atom[MAX_ATOMS];
	uint32_t n = 0, letters = 0, node = 0;
	cs_str_t no;
	bool gap;

	while (n < MAX_ATOMS && cs_atom_next(&rest, &atom[n], &gap)) {
		if (gap)
			cs_diag_error(d, b->file, item->line, item->col, b->id,
			              "a name has letters, digits, blanks and , ( ) - ' . / & only: '%.*s'",
			              (int)item->text.n, item->text.p);
		letters += atom[n].n;
		n++;
	}
	if (n == 0 || n == MAX_ATOMS) {
		cs_diag_error(d, b->file, item->line, item->col, b->id,
		              "a name has one word at least and %d at most", MAX_ATOMS - 1);
		return;
	}
	if (cs_item_attr(item, "weak", &no))
		flags |= CS_AL_WEAK;
	if (cs_item_attr(item, "case", &no))
		flags |= CS_AL_CASE;
	if (cs_item_attr(item, "context", &no))
		flags |= CS_AL_CONTEXT;
	if (kind >= CS_AL_NOUN && cs_item_attr(item, "before", &no))
		flags |= CS_AL_BEFORE;
	if (kind >= CS_AL_NOUN && cs_item_attr(item, "owned", &no))
		flags |= CS_AL_OWNED;
	if (kind >= CS_AL_NOUN && cs_item_attr(item, "personal", &no))
		flags |= CS_AL_PERSONAL;
	if (kind >= CS_AL_NOUN && cs_item_attr(item, "kin", &no))
		flags |= CS_AL_KIN;
	if (kind < CS_AL_TITLE && !(flags & CS_AL_CASE)) {
		cs_case_t shape = cs_case(item->text);
		if (all_ordinary(a, atom, n))
			flags |= n == 1 ? CS_AL_WORD : CS_AL_PROPER;
		else if (shape == CS_UPPER && letters <= 6)
			flags |= CS_AL_ACRONYM;
	}
	for (uint32_t i = 0; i < n; i++) {
		uint64_t key =
		    (uint64_t)node << 32 | cs_intern(arena, &lex->words, atom[i]); /* folded already */
		uint32_t next = cs_map_get(&a->edges, key);
		if (next == CS_NONE) {
			next = a->nodes.n;
			*CS_PUSH(arena, &a->nodes) = (cs_alias_node_t){CS_NONE, CS_NONE};
			cs_map_put(arena, &a->edges, key, next);
		}
		node = next;
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
    KEY("kind", KEY_KIND, K_ALL),
    KEY("name", KEY_NAME, K_ALL),
    KEY("code", KEY_CODE, K_ALL),
    KEY("of", KEY_OF, K_ALL),
    KEY("adj", KEY_ADJ, K_STATE | K_TERR | K_GROUP | K_ORG | K_PLACE),
    KEY("people", KEY_PEOPLE, K_STATE | K_TERR | K_GROUP | K_ORG | K_PLACE),
    KEY("capital", KEY_CAPITAL, K_STATE | K_TERR),
    KEY("seat", KEY_SEAT, K_STATE | K_TERR | K_ORG | K_GROUP),
    KEY("cities", KEY_CITIES, K_STATE | K_TERR),
    KEY("sectors", KEY_SECTORS, K_ALL),
    KEY("iso2", KEY_ISO2, K_ALL),
    KEY("iso3", KEY_ISO3, K_ALL),
    KEY("cow", KEY_OTHER_ID, K_ALL),
    KEY("fips", KEY_OTHER_ID, K_ALL),
    KEY("wikidata", KEY_WIKIDATA, K_ALL),
    KEY("title", KEY_TITLE, K_OFFICE),
    KEY("holder", KEY_HOLDER, K_OFFICE),
    KEY("sex", KEY_SEX, K_PERSON),
    KEY("role", KEY_ROLE, K_PERSON),
    KEY("was", KEY_WAS, K_ALL),
    KEY("from", KEY_FROM, K_ALL),
    KEY("to", KEY_TO, K_ALL),
    KEY("members", KEY_MEMBERS, K_STATE | K_ORG | K_GROUP),
    KEY("type", KEY_TYPE, K_ALL),
    KEY("source", KEY_NOTE, K_ALL),
    KEY("checked", KEY_NOTE, K_ALL),
    KEY("note", KEY_NOTE, K_ALL),
    KEY("post", KEY_POST, K_OFFICE),
    KEY("yes", KEY_NOTE, K_ALL), /* examples: engine/check.c codes them */
    KEY("no", KEY_NOTE, K_ALL),
};

static size_t find_key(cs_str_t s)
{
	size_t k = 0;
	while (k < CS_COUNT(keys) &&
	       (keys[k].n != s.n || keys[k].name[0] != s.p[0] || memcmp(keys[k].name, s.p, s.n) != 0))
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

static void value(cs_actors_t *a, cs_lex_t *lex, const cs_lex_block_t *b, const cs_lex_line_t *l,
                  enum key key, uint32_t self, cs_diag_t *d)
{
	cs_actor_t *me = &a->actors.p[self];
	cs_arena_t *arena = &lex->arena;
	cs_str_t rest = l->value, no;
	cs_lex_item_t item;

	if (key == KEY_FROM || key == KEY_TO) {
		day_line(b, l, key == KEY_TO, key == KEY_TO ? &me->to : &me->from, d);
		return;
	}
	while (key != KEY_NOTE && cs_block_item(b, l, &rest, &item, d)) {
		uint32_t other;
		if (item.text.n == 0)
			continue;
		switch (key) {
		case KEY_NAME:
			if (!me->name)
				me->name = terminated(arena, item.text);
			cs_alias_add(a, lex, b, &item, self, CS_AL_NAME,
			             me->kind == CS_A_PERSON ? CS_AL_PROPER : 0, d);
			break;
		case KEY_ADJ:
			cs_alias_add(a, lex, b, &item, self, CS_AL_ADJ, 0, d);
			break;
		case KEY_PEOPLE:
			cs_alias_add(a, lex, b, &item, self, CS_AL_PEOPLE, 0, d);
			break;
		case KEY_CAPITAL:
			cs_alias_add(a, lex, b, &item, self, CS_AL_CAPITAL, 0, d);
			break;
		case KEY_SEAT:
			cs_alias_add(a, lex, b, &item, self, CS_AL_SEAT, 0, d);
			break;
		case KEY_CITIES:
			cs_alias_add(a, lex, b, &item, self, CS_AL_CITY, CS_AL_PROPER, d);
			break;
		case KEY_TITLE:
			if (!me->name)
				me->name = terminated(arena, item.text);
			cs_alias_add(a, lex, b, &item, self, CS_AL_TITLE, 0, d);
			break;
		case KEY_CODE:
			me->code = code_of(lex, b, &item, d);
			break;
		case KEY_OF:
			me->of = id_of(a, b, l, item.text, item.col, d);
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
			                                             cs_item_attr(&item, "open", &no),
			                                             cs_item_attr(&item, "also", &no),
			                                             l->line};
			break;
		case KEY_ROLE:
			*CS_PUSH(arena, &a->tenures) =
			    (cs_tenure_t){self,      CS_NONE, code_of(lex, b, &item, d),
			                  item.from, item.to, cs_item_attr(&item, "open", &no),
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

static void block(cs_actors_t *a, cs_lex_t *lex, const cs_lex_block_t *b, uint32_t self,
                  cs_diag_t *d)
{
	cs_actor_t *me = &a->actors.p[self];
	size_t k = 0;

	me->member = a->members.n;
	for (uint32_t i = 0; i < b->lines.n; i++) {
		const cs_lex_line_t *l = &b->lines.p[i];
		if (i == 0 || l->key.p != l[-1].key.p) /* a line that goes on has the same key */
			k = find_key(l->key);
		if (k == CS_COUNT(keys))
			cs_diag_error(d, b->file, l->line, 1, b->id, "unknown key '%.*s'", (int)l->key.n,
			              l->key.p);
		else if (!(keys[k].kinds >> me->kind & 1))
			cs_diag_error(d, b->file, l->line, 1, b->id, "kind %s has no '%s'", kind_name[me->kind],
			              keys[k].name);
		else
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

/* States whose persons are named surname first. */
static bool surname_first(const cs_actors_t *a, uint32_t person)
{
	static const char *const codes[] = {"CHN", "TWN", "HKG", "PRK", "KOR", "VNM", "KHM", "MAC"};
	uint32_t c = cs_actor_country(a, person);
	for (size_t i = 0; c != CS_NONE && i < CS_COUNT(codes); i++)
		if (a->actors.p[c].code && strcmp(a->actors.p[c].code, codes[i]) == 0)
			return true;
	return false;
}

static bool suffix(cs_str_t s)
{
	return cs_eqz(s, "jr") || cs_eqz(s, "sr") || cs_eqz(s, "ii") || cs_eqz(s, "iii") ||
	       cs_eqz(s, "iv");
}

static void index_surnames(cs_actors_t *a, cs_lex_t *lex)
{
	typedef struct {
		uint32_t atom, person;
	} pair_t;
	CS_VEC(pair_t) pairs = {0};
	cs_arena_t *arena = &lex->arena;

	a->given = CS_NEW_N(arena, uint8_t, (lex->words.n >> 3) + 1u);
	for (uint32_t i = 0; i < a->actors.n; i++) {
		if (a->actors.p[i].kind != CS_A_PERSON)
			continue;
		cs_str_t rest = cs_fold(arena, cs_strz(a->actors.p[i].name)), atom, first = {0}, last = {0};
		uint32_t n = 0;
		bool gap;
		while (cs_atom_next(&rest, &atom, &gap)) {
			if (n++ == 0)
				first = atom;
			if (!suffix(atom))
				last = atom;
		}
		if (n < 2)
			continue;
		bool swapped = surname_first(a, i);
		uint32_t f = cs_intern(arena, &lex->words, first), l = cs_intern(arena, &lex->words, last);
		if (swapped)
			*CS_PUSH(arena, &pairs) = (pair_t){f, i};
		else if (first.n > 1 && f >> 3 <= lex->words.n >> 3)
			a->given[f >> 3] |= (uint8_t)(1 << (f & 7));
		if (!swapped || l != f)
			*CS_PUSH(arena, &pairs) = (pair_t){l, i};
	}
	/* Lists of the same atom, in order of persons: count, place, fill. */
	cs_map_t count = {0};
	for (uint32_t i = 0; i < pairs.n; i++) {
		uint32_t c = cs_map_get(&count, pairs.p[i].atom);
		cs_map_put(arena, &count, pairs.p[i].atom, c == CS_NONE ? 1 : c + 1);
	}
	uint32_t at = 0;
	a->surnames = CS_NEW_N(arena, uint32_t, (size_t)pairs.n * 2);
	for (uint32_t i = 0; i < pairs.n; i++) {
		uint32_t list = cs_map_get(&a->surname, pairs.p[i].atom);
		if (list == CS_NONE) {
			list = at;
			cs_map_put(arena, &a->surname, pairs.p[i].atom, list);
			at += 1 + cs_map_get(&count, pairs.p[i].atom);
		}
		a->surnames[list + 1 + a->surnames[list]++] = pairs.p[i].person;
	}
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

void cs_actors_compile(cs_lex_t *lex, cs_diag_t *d)
{
	cs_arena_t *arena = &lex->arena;
	cs_actors_t *a = CS_NEW(arena, cs_actors_t);

	lex->actors = a;
	a->lex = lex;
	a->n_blocks = lex->blocks.n;
	a->of_block = CS_NEW_N(arena, uint32_t, lex->blocks.n);
	a->agent_of_block = CS_NEW_N(arena, uint32_t, lex->blocks.n);
	*CS_PUSH(arena, &a->nodes) = (cs_alias_node_t){CS_NONE, CS_NONE};
	cs_ordinary_words(arena, &a->ordinary);
	read_sectors(a, lex);
	for (uint32_t i = 0; i < lex->blocks.n; i++) {
		const cs_lex_block_t *b = &lex->blocks.p[i];
		a->of_block[i] = a->agent_of_block[i] = CS_NONE;
		if (!cs_lex_in(b, "actors/"))
			continue;
		cs_str_t kind = cs_block_get(b, "kind");
		uint8_t k = 0;
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
		                                           .from = CS_DAY_MIN,
		                                           .to = CS_DAY_MAX,
		                                           .file = b->file,
		                                           .line = b->line};
	}
	for (uint32_t i = 0; i < lex->blocks.n; i++)
		if (a->of_block[i] != CS_NONE)
			block(a, lex, &lex->blocks.p[i], a->of_block[i], d);
	check_of(a, d);
	group_tenures(a, arena);
	group_posts(a, arena);
	cs_agents_compile(a, lex, d);
	a->n_start = lex->words.n;
	a->start = CS_NEW_N(arena, uint32_t, a->n_start);
	for (uint32_t i = 0; i < a->n_start; i++)
		a->start[i] = cs_map_get(&a->edges, i);
	index_surnames(a, lex);
}
