/* ask.c - what a name can mean on a day, and why one meaning is taken: `casus actor`.
 *
 * The meanings are those of the automaton: names, titles with who holds them, agents; and persons who have the name
 * as their surname. Which one is taken is not computed again here: the name alone is coded as a
 * document of that date, so that the answer cannot differ from what coding does. Cost: one short document. */
#include "engine/engine.h"

#include "lex/actors.h"

#include <stdlib.h>

enum { MAX_SHOWN = 400 };

typedef struct ask {
	const casus_t *e;
	const cs_actors_t *actors;
	cs_arena_t *arena;
	cs_buf_t *b;
	int32_t day;
	bool json;
	uint32_t n; /* meanings told */
} ask_t;

static const char *const kinds[] = {"state",  "territory", "organisation", "group",
                                    "office", "person",    "place"};
static const char *const alias_kinds[] = {"name", "adjective", "people", "capital", "seat",
                                          "city", "region",    "title",  "noun",    "plural"};

static const char *term_of(ask_t *a, const cs_tenure_t *t)
{
	const char *from = t->from == CS_DAY_MIN ? "" : cs_day_iso(a->arena, t->from);
	const char *to = t->to == CS_DAY_MAX ? "" : cs_day_iso(a->arena, t->to);
	return cs_sprintf(a->arena, "%s..%s%s", from, to, t->open ? " (open)" : "");
}

static const char *conditions(ask_t *a, uint8_t flags, bool is_name)
{
	cs_buf_t b = {.arena = a->arena};
	if (flags & CS_AL_WEAK)
		cs_buf_str(&b, ", weak");
	if (flags & CS_AL_CONTEXT)
		cs_buf_str(&b, ", only in a text on its country");
	if (is_name && (flags & CS_AL_NAMED))
		cs_buf_str(&b, ", only where the text names it otherwise");
	if (!is_name && (flags & CS_AL_BEFORE))
		cs_buf_str(&b, ", only before a name");
	if (!is_name && (flags & CS_AL_PERSONAL))
		cs_buf_str(&b, ", only where a person owns it");
	if (flags & (CS_AL_CASE | CS_AL_WORD))
		cs_buf_str(&b, ", as written");
	else if (is_name && (flags & CS_AL_ACRONYM))
		cs_buf_str(&b, ", in capitals");
	return b.n ? cs_strndup(a->arena, b.p, b.n) : "";
}

static void json_field(ask_t *a, const char *key, const char *value)
{
	cs_buf_printf(a->b, ",\"%s\":", key);
	cs_buf_json(a->b, value);
}

/* Why it counts on the day, or does not. */
static const char *standing(ask_t *a, uint32_t actor)
{
	const cs_actor_t *x = cs_actor_at(a->actors, actor);
	cs_held_t held;

	if (a->day != CS_NO_DAY && a->day < x->from)
		return cs_sprintf(a->arena, "does not exist yet (from %s)", cs_day_iso(a->arena, x->from));
	if (a->day != CS_NO_DAY && a->day > x->to)
		return cs_sprintf(a->arena, "exists no more (to %s)", cs_day_iso(a->arena, x->to));
	if (x->kind == CS_A_OFFICE) {
		uint32_t who = cs_office_holder(a->actors, actor, a->day);
		return who == CS_NONE
		           ? "held by nobody that the lexicon knows, or by several"
		           : cs_sprintf(a->arena, "held by %s", cs_actor_at(a->actors, who)->name);
	}
	if (x->kind != CS_A_PERSON)
		return "";
	cs_actor_on(a->actors, a->arena, actor, a->day, &held);
	return held.office   ? cs_sprintf(a->arena, "in office: %s", held.office)
	       : held.former ? "all offices are over"
	       : held.roles  ? "by a role of that day"
	                     : "no office or role that day";
}

static void meaning(ask_t *a, uint32_t actor, const char *how, uint8_t flags)
{
	const cs_actor_t *x = cs_actor_at(a->actors, actor);
	cs_held_t held;

	if (a->n++ >= MAX_SHOWN)
		return;
	cs_actor_on(a->actors, a->arena, actor, a->day, &held);
	const char *why = standing(a, actor), *cond = conditions(a, flags, true);
	const char *entry = cs_sprintf(a->arena, "%s:%u", x->file, x->line);
	const char *id = cs_strndup(a->arena, x->id.p, x->id.n);
	if (a->json) {
		cs_buf_printf(a->b, "%s{\"id\":", a->n > 1 ? "," : "");
		cs_buf_json(a->b, id);
		json_field(a, "kind", kinds[x->kind]);
		json_field(a, "name", x->name);
		json_field(a, "code", held.code);
		json_field(a, "as", how);
		json_field(a, "conditions", *cond ? cond + 2 : NULL);
		json_field(a, "standing", *why ? why : NULL);
		json_field(a, "entry", entry);
		cs_buf_str(a->b, ",\"terms\":[");
	} else {
		cs_buf_printf(a->b, "  %-28s %-12s %-10s %s%s%s (%s%s)\n      %s\n", id, kinds[x->kind],
		              held.code ? held.code : "-", x->name, *why ? "; " : "", why, how, cond,
		              entry);
	}
	for (uint32_t i = 0; i < x->n_tenures && (x->kind == CS_A_PERSON || x->kind == CS_A_OFFICE);
	     i++) {
		const cs_tenure_t *t = cs_tenure_at(a->actors, x, i);
		const cs_actor_t *o = t->office == CS_NONE ? NULL : cs_actor_at(a->actors, t->office);
		const cs_actor_t *p = cs_actor_at(a->actors, t->person);
		bool now = a->day != CS_NO_DAY && t->from <= a->day && a->day <= t->to;
		if (x->kind == CS_A_OFFICE && !now && !a->json)
			continue; /* a title alone: who holds it, not who ever did */
		const char *code = o ? o->code : t->role;
		const char *label = x->kind == CS_A_OFFICE ? p->name : o ? o->name : "role";
		const char *of = x->kind == CS_A_OFFICE ? cs_strndup(a->arena, p->id.p, p->id.n)
		                 : o                    ? cs_strndup(a->arena, o->id.p, o->id.n)
		                                        : "";
		if (a->json) {
			cs_buf_printf(a->b, "%s{\"term\":", i ? "," : "");
			cs_buf_json(a->b, term_of(a, t));
			json_field(a, "code", code);
			json_field(a, "what", label);
			json_field(a, "id", of);
			cs_buf_printf(a->b, ",\"now\":%s}", now ? "true" : "false");
		} else {
			cs_buf_printf(a->b, "      %s %-24s %-8s %s %s\n", now ? "*" : " ", term_of(a, t),
			              code ? code : "-", label, of);
		}
	}
	if (a->json)
		cs_buf_str(a->b, "]}");
}

/* All that the automaton has for exactly these words. */
static void all_meanings(ask_t *a, cs_str_t name)
{
	cs_str_t rest = cs_fold_name(a->arena, name), atom;
	uint32_t node = 0, last = CS_NONE, n_atoms = 0;
	bool gap;

	while (cs_atom_next(&rest, &atom, &gap)) {
		last = cs_intern_find(&a->e->lex.words, atom);
		node = last == CS_NONE || node == CS_NONE ? CS_NONE : cs_alias_step(a->actors, node, last);
		n_atoms++;
	}
	for (uint32_t i = node == CS_NONE || node == 0 ? CS_NONE : cs_alias_first(a->actors, node);
	     i != CS_NONE;) {
		const cs_alias_t *al = cs_alias_at(a->actors, i);
		if (al->kind < CS_AL_NOUN) {
			meaning(a, al->ref, alias_kinds[al->kind], al->flags);
		} else if (a->n++ < MAX_SHOWN) {
			const cs_agent_t *g = cs_agent_at(a->actors, al->ref);
			const char *id = cs_strndup(a->arena, g->id.p, g->id.n);
			const char *entry = cs_sprintf(a->arena, "%s:%u", g->file, g->line);
			if (a->json) {
				cs_buf_printf(a->b, "%s{\"id\":", a->n > 1 ? "," : "");
				cs_buf_json(a->b, id);
				json_field(a, "kind", "agent");
				json_field(a, "name", g->name);
				json_field(a, "code", *g->code ? g->code : NULL);
				json_field(a, "as", alias_kinds[al->kind]);
				json_field(a, "conditions", NULL);
				json_field(a, "standing",
				           g->acts ? "joined to the country beside it" : "never an actor");
				json_field(a, "entry", entry);
				cs_buf_str(a->b, ",\"terms\":[]}");
			} else {
				cs_buf_printf(a->b, "  %-28s %-12s %-10s %s; %s (%s%s)\n      %s\n", id, "agent",
				              *g->code ? g->code : "-", g->name,
				              g->acts ? "joined to the country beside it" : "never an actor",
				              alias_kinds[al->kind], conditions(a, al->flags, false), entry);
			}
		}
		i = al->next;
	}
	if (n_atoms != 1 || last == CS_NONE)
		return;
	uint32_t n = 0;
	const uint32_t *who = cs_actor_surname(a->actors, last, &n);
	for (uint32_t i = 0; i < n; i++) {
		bool listed = false;
		for (uint32_t k = node == CS_NONE ? CS_NONE : cs_alias_first(a->actors, node); k != CS_NONE;
		     k = cs_alias_at(a->actors, k)->next)
			listed |= cs_alias_at(a->actors, k)->kind < CS_AL_NOUN &&
			          cs_alias_at(a->actors, k)->ref == who[i];
		if (!listed)
			meaning(a, who[i], "surname: behind a title, or once the text has the full name", 0);
	}
}

/* What coding took it for where it stood alone. */
static void taken(ask_t *a, const casus_doc_t *doc)
{
	const casus_entity_t *best = NULL;
	uint32_t best_len = 0;

	for (uint32_t i = 0; doc && i < casus_entity_count(doc); i++) {
		const casus_entity_t *x = casus_entity_at(doc, i);
		for (uint32_t m = 0; m < x->n_mentions; m++)
			if (x->mentions[m].span.end - x->mentions[m].span.begin > best_len) {
				best = x;
				best_len = x->mentions[m].span.end - x->mentions[m].span.begin;
			}
	}
	if (a->json) {
		cs_buf_str(a->b, "],\"taken\":");
		if (best) {
			cs_buf_str(a->b, "{\"id\":");
			cs_buf_json(a->b, best->actor_id);
			json_field(a, "code", best->actor_code);
			json_field(a, "type", best->type);
			cs_buf_str(a->b, "}");
		} else {
			cs_buf_str(a->b, "null");
		}
	} else if (best && (best->actor_id || best->actor_code)) {
		cs_buf_printf(a->b, "alone, it is taken for %s: %s\n",
		              best->actor_id ? best->actor_id : best->name,
		              best->actor_code ? best->actor_code : "no code");
	} else {
		cs_buf_str(a->b, a->n ? "alone, it stays open: nothing fits, or several fit equally\n"
		                      : "the lexicon has nothing of this name\n");
	}
}

static void answer(const casus_t *e, cs_buf_t *b, const char *name, const char *date, bool json,
                   const casus_doc_t *doc)
{
	ask_t a = {
	    .e = e, .actors = e->lex.actors, .arena = b->arena, .b = b, .day = CS_NO_DAY, .json = json};
	int32_t last;

	if (date && !cs_day_read(cs_strz(date), &a.day, &last))
		a.day = CS_NO_DAY;
	if (json) {
		cs_buf_str(b, "{\"name\":");
		cs_buf_json(b, name);
		json_field(&a, "date", date);
		cs_buf_str(b, ",\"meanings\":[");
	} else {
		cs_buf_printf(b, "%s%s%s\n", name,
		              a.day == CS_NO_DAY ? ", no date: the newest counts" : ", on ",
		              a.day == CS_NO_DAY ? "" : cs_day_iso(b->arena, a.day));
	}
	all_meanings(&a, cs_strz(name));
	taken(&a, doc);
	cs_buf_str(b, json ? "}\n" : "");
}

typedef struct question { /* on the heap: it outlives the jump when memory is out */
	cs_arena_t arena;
	jmp_buf oom;
	casus_ctx_t *ctx;
	casus_doc_t *doc;
} question_t;

static casus_rc_t ask_end(question_t *q, casus_rc_t rc)
{
	casus_doc_free(q->doc);
	casus_ctx_free(q->ctx);
	cs_arena_clear(&q->arena);
	free(q);
	return rc;
}

casus_rc_t casus_actor_write(const casus_t *e, const char *name, const char *date,
                             const char *format, casus_put_fn *put, void *user, casus_error_t *err)
{
	int32_t first, last;
	if (err)
		memset(err, 0, sizeof *err);
	if (!e || !name || !format || !put)
		return cs_fail(err, CASUS_EARG, NULL, 0, 0, "casus_actor_write: an argument is NULL");
	if (e->trees_only)
		return cs_fail(err, CASUS_EARG, NULL, 0, 0, "casus_actor_write: opened for trees only");
	bool json = strcmp(format, "json") == 0;
	if (!json && strcmp(format, "text") != 0)
		return cs_fail(err, CASUS_EARG, NULL, 0, 0, "there is no format '%s'", format);
	if (date && !cs_day_read(cs_strz(date), &first, &last))
		return cs_fail(err, CASUS_EARG, NULL, 0, 0, "'%s' is no ISO date", date);
	if (strlen(name) > 1000)
		return cs_fail(err, CASUS_ELIMIT, NULL, 0, 0, "a name has 1000 bytes at most");
	question_t *q = calloc(1, sizeof *q);
	if (!q)
		return cs_fail(err, CASUS_ENOMEM, NULL, 0, 0, "out of memory");
	cs_arena_init(&q->arena, &q->oom);
	if (setjmp(q->oom))
		return ask_end(q, cs_fail(err, CASUS_ENOMEM, NULL, 0, 0, "out of memory"));
	const char *text = cs_sprintf(&q->arena, "%s.", name);
	casus_article_t in = {.text = text, .len = strlen(text), .date = date};
	q->ctx = casus_ctx_new(e);
	casus_rc_t rc = q->ctx ? casus_code(&q->doc, q->ctx, &in, CASUS_DEPTH_EVENTS, err)
	                       : cs_fail(err, CASUS_ENOMEM, NULL, 0, 0, "out of memory");
	if (rc != CASUS_OK)
		return ask_end(q, rc);
	cs_buf_t b = {.arena = &q->arena};
	answer(e, &b, name, date, json, q->doc);
	if (put(user, b.p, b.n))
		rc = cs_fail(err, CASUS_ESTOP, NULL, 0, 0, "the output could not be written");
	return ask_end(q, rc);
}
