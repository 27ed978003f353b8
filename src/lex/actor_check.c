/* actor_check.c - what `casus lexicon check` asks of actors beyond what has to be right for them to compile.
 *
 *   terms     one office, two persons at a time; a person in offices of two states; a term outside the
 *             life of its state; an office with a post that nobody ever held
 *   aliases   one name for two actors of other codes, neither marked: the first shadows the second
 *   codes     groups of letters that are neither a state nor in ontology/actorcodes.txt
 *
 * All are warnings but the last: the world has co-princes and rival governments. Cost: linear in terms and
 * aliases, but for the terms of one office and the meanings of one name, which are compared in pairs. */
#include "lex/actor_int.h"
#include "lex/check.h"

enum { MONTH = 31, MAX_PAIRS = 512 };

enum { /* posts of which a state has one holder at a time */
	   SINGLE = 1 << CS_POST_HEAD_OF_GOVERNMENT | 1 << CS_POST_FOREIGN | 1 << CS_POST_DEFENCE |
	            1 << CS_POST_INTERIOR | 1 << CS_POST_FINANCE | 1 << CS_POST_JUSTICE |
	            1 << CS_POST_HEAD_OF_STATE | 1 << CS_POST_CENTRAL_BANK | 1 << CS_POST_CHIEF_JUSTICE
};

static void one_holder(const cs_actors_t *a, const cs_actor_t *o, cs_diag_t *d)
{
	for (uint32_t k = 0; k < o->n_tenures && k < MAX_PAIRS; k++) {
		const cs_tenure_t *x = cs_tenure_at(a, o, k);
		for (uint32_t m = 0; m < k; m++) {
			const cs_tenure_t *y = cs_tenure_at(a, o, m);
			int64_t from = x->from > y->from ? x->from : y->from,
			        to = x->to < y->to ? x->to : y->to;
			if (x->person == y->person || x->open || y->open || x->also || y->also ||
			    to - from <= MONTH)
				continue;
			cs_diag_warn(d, o->file, x->line, 1, o->id,
			             "%s and %s (line %u) hold it at the same time",
			             a->actors.p[x->person].name, a->actors.p[y->person].name, y->line);
		}
	}
}

/* Two offices of different states at the same time: one of the terms is wrong, or the person. */
static void one_state(const cs_actors_t *a, const cs_actor_t *p, cs_diag_t *d)
{
	for (uint32_t k = 0; k < p->n_tenures && k < MAX_PAIRS; k++) {
		const cs_tenure_t *x = cs_tenure_at(a, p, k);
		for (uint32_t m = 0; m < k && x->office != CS_NONE; m++) {
			const cs_tenure_t *y = cs_tenure_at(a, p, m);
			if (y->office == CS_NONE || x->from >= y->to || y->from >= x->to || x->also || y->also)
				continue;
			const cs_actor_t *ox = &a->actors.p[x->office], *oy = &a->actors.p[y->office];
			uint32_t cx = cs_actor_country(a, x->office), cy = cs_actor_country(a, y->office);
			if (x->office == y->office)
				cs_diag_warn(d, ox->file, x->line, 1, ox->id, "two terms of %s overlap here",
				             p->name);
			else if (cx != CS_NONE && cy != CS_NONE && cx != cy)
				cs_diag_warn(d, ox->file, x->line, 1, ox->id,
				             "%s holds %.*s (%s, line %u) at the same time", p->name, (int)oy->id.n,
				             oy->id.p, oy->file, y->line);
		}
	}
}

static void life_of_state(const cs_actors_t *a, const cs_actor_t *o, cs_diag_t *d)
{
	if (o->of == CS_NONE)
		return;
	const cs_actor_t *s = &a->actors.p[o->of];
	for (uint32_t k = 0; k < o->n_tenures; k++) {
		const cs_tenure_t *t = cs_tenure_at(a, o, k);
		bool late =
		    s->to != CS_DAY_MAX && (t->from > s->to || (t->to > (int64_t)s->to + 2 * MONTH));
		bool early = s->from != CS_DAY_MIN && t->to < s->from;
		if (late || early)
			cs_diag_warn(d, o->file, t->line, 1, o->id, "%s holds it %s %s is a state",
			             a->actors.p[t->person].name, late ? "after" : "before", s->name);
	}
}

/* Could both be meant on one day, by one way of writing? */
static bool rivals(const cs_actors_t *a, const cs_alias_t *x, const cs_alias_t *y)
{
	const cs_actor_t *p = &a->actors.p[x->ref], *q = &a->actors.p[y->ref];
	uint8_t mild = CS_AL_WEAK | CS_AL_CONTEXT | CS_AL_NAMED; /* both are names here */

	if (x->ref == y->ref || (x->flags & mild) || (y->flags & mild) || p->from > q->to ||
	    q->from > p->to)
		return false;
	if ((x->flags ^ y->flags) & (CS_AL_CASE | CS_AL_WORD | CS_AL_ACRONYM))
		return false;
	if (p->kind == CS_A_PERSON || q->kind == CS_A_PERSON)
		return p->kind != q->kind; /* namesakes are settled by day, title and country */
	bool name_x = x->kind == CS_AL_NAME || x->kind == CS_AL_SEAT || x->kind == CS_AL_CAPITAL;
	bool name_y = y->kind == CS_AL_NAME || y->kind == CS_AL_SEAT || y->kind == CS_AL_CAPITAL;
	return name_x && name_y && p->code && q->code && strcmp(p->code, q->code) != 0;
}

static void aliases(const cs_actors_t *a, cs_diag_t *d)
{
	for (uint32_t n = 0; n < a->nodes.n; n++) {
		for (uint32_t i = a->nodes.p[n].first; i != CS_NONE; i = a->aliases.p[i].next) {
			const cs_alias_t *x = &a->aliases.p[i];
			if (x->kind >= CS_AL_TITLE)
				continue;
			for (uint32_t k = a->nodes.p[n].first; k != i; k = a->aliases.p[k].next) {
				const cs_alias_t *y = &a->aliases.p[k];
				if (y->kind >= CS_AL_TITLE || !rivals(a, x, y))
					continue;
				const cs_actor_t *p = &a->actors.p[x->ref], *q = &a->actors.p[y->ref];
				cs_diag_warn(d, p->file, p->line, 1, p->id,
				             "'%.*s' is a name of %.*s too (%s, line %u), which stands first: mark "
				             "one {weak}",
				             (int)x->text.n, x->text.p, (int)q->id.n, q->id.p, q->file, q->line);
				break;
			}
		}
	}
}

/* ---- codes ---------------------------------------------------------------------------------- */

typedef struct groups {
	cs_intern_t begin, follow; /* which may begin a code; which may stand behind */
} groups_t;

static void read_groups(const cs_lex_t *lex, cs_arena_t *arena, groups_t *g)
{
	for (uint32_t i = 0; i < lex->blocks.n; i++) {
		const cs_lex_block_t *b = &lex->blocks.p[i];
		bool state = cs_lex_in(b, "actors/") && (cs_eqz(cs_block_get(b, "kind"), "state") ||
		                                         cs_eqz(cs_block_get(b, "kind"), "territory"));
		if (state) {
			cs_str_t code = cs_block_get(b, "code");
			(void)cs_intern(arena, &g->begin, code);
			(void)cs_intern(arena, &g->follow, code);
		}
		if (!cs_lex_in(b, "ontology/actorcodes.txt"))
			continue;
		for (uint32_t k = 0; k < b->lines.n; k++) {
			const cs_lex_line_t *l = &b->lines.p[k];
			cs_str_t rest = l->value;
			cs_lex_item_t item;
			cs_diag_t quiet = {0};
			while (cs_eqz(l->key, "list") && cs_block_item(b, l, &rest, &item, &quiet)) {
				(void)cs_intern(arena, &g->follow, item.text);
				if (!cs_eqz(b->id, "actorcodes.organisations"))
					(void)cs_intern(arena, &g->begin, item.text);
			}
		}
	}
}

static void one_code(const groups_t *g, const char *code, const char *file, uint32_t line,
                     cs_str_t id, cs_diag_t *d)
{
	size_t n = code ? strlen(code) : 0;
	for (size_t i = 0; i + 3 <= n; i += 3)
		if (cs_intern_find(i ? &g->follow : &g->begin, cs_str(code + i, 3)) == CS_NONE) {
			cs_diag_error(d, file, line, 1, id,
			              "the code %s has '%.3s', which is no state and does not stand in "
			              "ontology/actorcodes.txt%s",
			              code, code + i, i ? "" : " as something that a code begins with");
			return;
		}
}

void cs_actors_check(const cs_lex_t *lex, cs_arena_t *scratch, cs_diag_t *d)
{
	const cs_actors_t *a = lex->actors;
	groups_t g = {0};

	read_groups(lex, scratch, &g);
	for (uint32_t i = 0; i < a->actors.n; i++) {
		const cs_actor_t *x = &a->actors.p[i];
		one_code(&g, x->code, x->file, x->line, x->id, d);
		if (x->kind == CS_A_PERSON) {
			one_state(a, x, d);
			for (uint32_t k = 0; k < x->n_tenures; k++) {
				const cs_tenure_t *t = cs_tenure_at(a, x, k);
				if (t->role)
					one_code(&g, t->role, x->file, t->line, x->id, d);
			}
		}
		if (x->kind != CS_A_OFFICE)
			continue;
		if (x->posts & SINGLE)
			one_holder(a, x, d);
		if (x->posts && x->n_tenures == 0)
			cs_diag_warn(d, x->file, x->line, 1, x->id, "nobody holds or ever held it");
		life_of_state(a, x, d);
	}
	for (uint32_t i = 0; i < a->agents.n; i++)
		if (*a->agents.p[i].code)
			one_code(&g, a->agents.p[i].code, a->agents.p[i].file, a->agents.p[i].line,
			         a->agents.p[i].id, d);
	aliases(a, d);
}
