/* check.c - `casus lexicon check`: compiles the lexicon and tells everything that is wrong with it,
 * then codes the examples that rules and agents carry.
 *
 * Each rule's examples are coded twice: on the reviewed tree of the sentence (rules/trees/, found
 * by its text), where all of them have to hold, and with the live parser, where the rate is told.
 * The words that an example names as participants are handed over as marked mentions, so that an
 * invented country acts like a real one; what joins two marked mentions is not searched for. Cost:
 * one pass of the pipeline a sentence. */
#include "engine/engine.h"

#include "lex/actors.h"
#include "lex/check.h"
#include "lex/ontology.h"
#include "lex/rules.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#ifndef CASUS_DATA_DIR
#define CASUS_DATA_DIR "/usr/local/share/casus"
#endif

typedef struct check {
	casus_t *e;
	cs_arena_t arena, scratch; /* of the check; of the stages */
	jmp_buf oom;
	cs_diag_t diag;
	casus_finding_fn *fn;
	void *user;
	cs_intern_t tree_of; /* text -> index into trees */
	CS_VEC(cs_str_t) trees;
	CS_VEC(cs_file_t) files;
	bool live;
	uint32_t n[2], held[2], missing; /* 0 on trees, 1 live */
	casus_doc_t *doc;                /* the one at work */
} check_t;

static void inform(check_t *k, const char *msg)
{
	if (k->fn) {
		casus_finding_t f = {0, "", 0, 0, "", msg};
		k->fn(k->user, &f);
	}
}

/* ---- trees -------------------------------------------------------------------------------- */

/* Cuts a file of CoNLL-U into its sentences and enters each by its "# text". */
static void enter_trees(check_t *k, cs_str_t file)
{
	uint32_t at = 0;
	while (at < file.n) {
		uint32_t end = at;
		cs_str_t text = {0};
		while (end < file.n && file.p[end] != '\n' && file.p[end] != '\r') {
			const char *nl = memchr(file.p + end, '\n', file.n - end);
			uint32_t next = nl ? (uint32_t)(nl - file.p) + 1 : file.n;
			cs_str_t line = cs_str(file.p + end, next - end);
			if (cs_starts(line, "# text = "))
				text = cs_trim(cs_str(line.p + 9, line.n - 9));
			end = next;
		}
		if (text.n && cs_intern(&k->arena, &k->tree_of, text) == k->trees.n)
			*CS_PUSH(&k->arena, &k->trees) = cs_str(file.p + at, end - at);
		at = end == at ? at + 1 : end;
	}
}

enum { MAX_TREES = 256 };
typedef struct tree_file {
	char name[128];
} tree_file_t;

static int by_name(const void *a, const void *b)
{
	return strcmp(((const tree_file_t *)a)->name, ((const tree_file_t *)b)->name);
}

static void read_trees(check_t *k, const char *dir)
{
	const char *path = cs_sprintf(&k->arena, "%s/rules/trees", dir);
	/* names first, into a table of fixed size: the handle must not be open when the arena jumps
	 * away */
	tree_file_t *names = CS_NEW_N(&k->arena, tree_file_t, MAX_TREES);
	uint32_t n = 0;
	DIR *h = opendir(path);
	if (!h)
		return;
	for (struct dirent *e; (e = readdir(h)) && n < MAX_TREES;) {
		size_t len = strlen(e->d_name);
		if (len < sizeof names->name && cs_ends(cs_strz(e->d_name), ".conllu"))
			memcpy(names[n++].name, e->d_name, len + 1);
	}
	closedir(h);
	if (n)
		qsort(names, n, sizeof *names, by_name);
	for (uint32_t i = 0; i < n; i++) {
		const char *file = cs_sprintf(&k->arena, "%s/%s", path, names[i].name);
		casus_error_t err;
		cs_file_t *f = CS_PUSH(&k->arena, &k->files);
		if (cs_file_open(f, file, &err) != CASUS_OK) {
			k->files.n--;
			cs_diag_error(&k->diag, file, 0, 0, (cs_str_t){0}, "%s", err.msg);
			continue;
		}
		enter_trees(k, cs_str(f->data, f->n));
	}
}

/* ---- coding one example --------------------------------------------------------------------- */

static casus_doc_t *new_doc(check_t *k)
{
	casus_doc_free(k->doc);
	k->doc = calloc(1, sizeof *k->doc);
	if (!k->doc)
		longjmp(k->oom, 1);
	cs_arena_init(&k->doc->arena, &k->oom);
	k->doc->engine = k->e;
	k->doc->day = CS_NO_DAY;
	k->doc->depth = CASUS_DEPTH_EVENTS;
	k->doc->known_only = true;
	return k->doc;
}

static void mark_words(check_t *k, const cs_side_t *side)
{
	casus_doc_t *d = k->doc;
	for (uint32_t i = 0; i < side->n; i++) {
		uint32_t begin, end, at = 0;
		if (!cs_expect_find(d->buf, side->words[i], &begin, &end))
			continue;
		while (at < d->known.n && d->known.p[at].begin < begin)
			at++;
		(void)CS_PUSH(&d->arena, &d->known);
		for (uint32_t m = d->known.n - 1; m > at; m--)
			d->known.p[m] = d->known.p[m - 1];
		d->known.p[at] = (cs_known_t){begin, end, NULL};
	}
}

/* Codes a sentence, live or on its tree; NULL where there is none. */
static const casus_doc_t *code(check_t *k, cs_str_t text, cs_str_t day, const cs_expect_t *expect,
                               bool live, const char *file)
{
	casus_doc_t *d = new_doc(k);
	int32_t last;
	if (day.n && !cs_day_read(day, &d->day, &last))
		d->day = CS_NO_DAY;
	if (live) {
		d->buf = cs_str(cs_strndup(&d->arena, text.p, text.n), text.n);
	} else {
		uint32_t i = cs_intern_find(&k->tree_of, text);
		casus_error_t err;
		if (i == CS_NONE)
			return NULL;
		if (cs_conllu_read(d, k->trees.p[i], file, &err) != CASUS_OK) {
			cs_diag_error(&k->diag, file, 0, 0, (cs_str_t){0}, "the tree of '%.*s': %s",
			              (int)text.n, text.p, err.msg);
			return NULL;
		}
	}
	if (expect) {
		mark_words(k, &expect->source);
		mark_words(k, &expect->target);
	}
	cs_engine_run(k->e, d, &k->scratch, live ? CS_FROM_TEXT : CS_FROM_LAYER);
	return d;
}

/* ---- comparing ------------------------------------------------------------------------------ */

/* Without the article and the blanks before a name: "the Kremlin" is "Kremlin". */
static cs_str_t bare(cs_str_t s)
{
	static const char *const articles[] = {"the ", "The ", "a ", "A ", "an ", "An "};
	for (size_t i = 0; i < CS_COUNT(articles); i++)
		if (cs_starts(s, articles[i]))
			return cs_str(s.p + strlen(articles[i]), s.n - strlen(articles[i]));
	return s;
}

static bool side_holds(const casus_doc_t *d, const cs_side_t *want, const cs_part_t *p, uint32_t n)
{
	if (!want->told)
		return true;
	if (want->none)
		return n == 0;
	if (n != want->n)
		return false;
	for (uint32_t i = 0; i < want->n; i++) {
		bool found = false;
		for (uint32_t m = 0; m < n && !found; m++)
			found = cs_eq(bare(cs_str(d->buf.p + p[m].begin, p[m].end - p[m].begin)),
			              bare(want->words[i]));
		if (!found)
			return false;
	}
	return true;
}

static const char *type_name(const check_t *k, uint32_t type)
{
	return type == CS_NONE ? "-" : cs_type_at(k->e->lex.ontology, type)->name;
}

static const char *code_name(const check_t *k, uint32_t c)
{
	return c == CS_NONE ? "-" : cs_code_at(k->e->lex.ontology, c)->code;
}

static bool event_holds(const check_t *k, const casus_doc_t *d, const cs_event_t *e,
                        const cs_expect_t *want)
{
	static const char *const realities[] = {"actual",      "attempted",    "prevented", "future",
	                                        "conditional", "hypothetical", "generic"};
	if (want->code.n && !cs_eqz(want->code, code_name(k, e->cameo)))
		return false;
	if (want->plover.n && !cs_eqz(want->plover, type_name(k, e->plover)))
		return false;
	if (want->polarity && want->polarity != e->negated + 1)
		return false;
	if (want->reality.n && !cs_eqz(want->reality, realities[e->reality]))
		return false;
	return side_holds(d, &want->source, e->source.p, e->source.n) &&
	       side_holds(d, &want->target, e->target.p, e->target.n);
}

static void put_side(cs_buf_t *b, const casus_doc_t *d, const cs_part_t *p, uint32_t n)
{
	if (n == 0)
		cs_buf_str(b, "none");
	for (uint32_t i = 0; i < n; i++)
		cs_buf_printf(b, "%s\"%.*s\"", i ? "+" : "", (int)(p[i].end - p[i].begin),
		              d->buf.p + p[i].begin);
}

static const char *what_came(check_t *k, const casus_doc_t *d)
{
	cs_buf_t b = {.arena = &k->arena};
	for (uint32_t i = 0; i < d->events.n && i < 3; i++) {
		const cs_event_t *e = &d->events.p[i];
		cs_buf_str(&b, i ? "; " : "");
		cs_buf_str(&b, "source=");
		put_side(&b, d, e->source.p, e->source.n);
		cs_buf_str(&b, " target=");
		put_side(&b, d, e->target.p, e->target.n);
		cs_str_t id = cs_rule_at(k->e->lex.rules, e->rule)->id;
		cs_buf_printf(&b, " code=%s plover=%s%s [%.*s]", code_name(k, e->cameo),
		              type_name(k, e->plover), e->negated ? " polarity=negated" : "", (int)id.n,
		              id.p);
	}
	return b.n ? cs_strndup(&k->arena, b.p, b.n) : "no event";
}

static void one_example(check_t *k, uint32_t rule_index, const cs_example_t *x, bool live)
{
	const cs_rule_t *rule = cs_rule_at(k->e->lex.rules, rule_index);
	cs_expect_t want = {0};
	cs_str_t bad;
	if (!cs_expect_read(x->expect, &want, &bad)) {
		if (!live)
			cs_diag_error(&k->diag, rule->file, x->line, x->col, rule->id,
			              "expected source=, target=, code= or plover=, found '%.*s'", (int)bad.n,
			              bad.p);
		return;
	}
	const casus_doc_t *d = code(k, x->text, (cs_str_t){0}, x->yes ? &want : NULL, live, rule->file);
	if (!d) {
		k->missing++;
		return;
	}
	bool holds = !x->yes;
	for (uint32_t i = 0; i < d->events.n; i++) {
		if (x->yes)
			holds |= event_holds(k, d, &d->events.p[i], &want);
		else if (d->events.p[i].rule == rule_index)
			holds = false;
	}
	k->n[live]++;
	k->held[live] += holds;
	if (holds)
		return;
	const char *what =
	    cs_sprintf(&k->arena, "%s%.*s: expected %s%.*s, found %s", live ? "live: " : "",
	               (int)x->text.n, x->text.p, x->yes ? "" : "nothing from this rule",
	               (int)x->expect.n, x->expect.n ? x->expect.p : "", what_came(k, d));
	if (live)
		cs_diag_warn(&k->diag, rule->file, x->line, x->col, rule->id, "%s", what);
	else
		cs_diag_error(&k->diag, rule->file, x->line, x->col, rule->id, "%s", what);
}

static void rule_examples(check_t *k)
{
	const cs_rules_t *rules = k->e->lex.rules;
	for (int live = 0; live <= (k->live ? 1 : 0); live++)
		for (uint32_t i = 0; i < cs_rule_count(rules); i++) {
			const cs_rule_t *rule = cs_rule_at(rules, i);
			uint32_t yes = 0, no = 0;
			for (uint32_t m = 0; m < rule->examples.n; m++) {
				yes += rule->examples.p[m].yes;
				no += !rule->examples.p[m].yes;
				one_example(k, i, &rule->examples.p[m], live);
			}
			if (!live && (yes == 0 || no == 0))
				cs_diag_error(&k->diag, rule->file, rule->line, 1, rule->id,
				              "a rule needs an example that must give the event (yes) and one that "
				              "must not (no)");
		}
}

/* "Kenyan police => KENCOP", "The Kremlin denied it. {2019-05-01} => RUSGOV": the phrase gives an actor with this code;
 * a `no` gives none of this entry. A state also counts where its government acts under the name of a place. */
static bool entry_example(check_t *k, const cs_lex_block_t *b, const cs_lex_line_t *l,
                          uint32_t agent, uint32_t actor)
{
	bool yes = cs_eqz(l->key, "yes"), holds = !yes;
	cs_str_t text = l->value, want = {0}, day = {0};

	for (uint32_t at = 0; at + 1 < text.n; at++)
		if (text.p[at] == '=' && text.p[at + 1] == '>') {
			want = cs_trim(cs_str(text.p + at + 2, text.n - at - 2));
			text = cs_trim(cs_str(text.p, at));
			break;
		}
	if (text.n && text.p[text.n - 1] == '}') {
		uint32_t open = text.n;
		while (open > 0 && text.p[open - 1] != '{')
			open--;
		day = cs_trim(cs_str(text.p + open, text.n - 1 - open));
		text = cs_trim(cs_str(text.p, open ? open - 1 : 0));
		int32_t first, last;
		if (!cs_day_read(day, &first, &last))
			cs_diag_error(&k->diag, b->file, l->line, l->col, b->id,
			              "expected an ISO date in braces, found '%.*s'", (int)day.n, day.p);
	}
	if (yes && !want.n)
		cs_diag_error(&k->diag, b->file, l->line, l->col, b->id,
		              "an example that must match says which code it gives: TEXT => CODE");
	const casus_doc_t *d = code(k, text, day, NULL, true, b->file);
	for (uint32_t x = 0; d && x < d->entities.n; x++) {
		const cs_entity_t *e = &d->entities.p[x];
		bool mine = agent != CS_NONE ? yes || (e->agent == agent && e->acts)
		                             : e->actor == actor || (yes && e->country == actor);
		if (yes)
			holds |= mine && e->code && cs_eqz(want, e->code);
		else if (mine)
			holds = false;
	}
	if (!holds)
		cs_diag_warn(
		    &k->diag, b->file, l->line, l->col, b->id, "live: %.*s: expected %.*s, found %s",
		    (int)text.n, text.p, (int)(yes ? want.n : 21), yes ? want.p : "nobody of this entry",
		    d && d->entities.n && d->entities.p[0].code ? d->entities.p[0].code : "nothing");
	return holds;
}

static void entry_examples(check_t *k)
{
	const cs_lex_t *lex = &k->e->lex;
	uint32_t n[2] = {0}, held[2] = {0}, whole[2] = {0}, all[2] = {0}; /* agents, actors */

	for (uint32_t i = 0; i < lex->blocks.n && k->live; i++) {
		const cs_lex_block_t *b = &lex->blocks.p[i];
		bool is_actor = cs_lex_in(b, "actors/");
		uint32_t agent = cs_lex_in(b, "agents/") ? cs_agent_find(lex->actors, b->id) : CS_NONE;
		uint32_t actor = is_actor ? cs_actor_find(lex->actors, b->id) : CS_NONE;
		if (agent == CS_NONE && actor == CS_NONE)
			continue;
		bool good[2] = {false, false};
		all[is_actor]++;
		for (uint32_t m = 0; m < b->lines.n; m++) {
			const cs_lex_line_t *l = &b->lines.p[m];
			if (!cs_eqz(l->key, "yes") && !cs_eqz(l->key, "no"))
				continue;
			bool holds = entry_example(k, b, l, agent, actor);
			n[is_actor]++;
			held[is_actor] += holds;
			good[cs_eqz(l->key, "yes")] |= holds;
		}
		whole[is_actor] += good[0] && good[1];
	}
	for (int x = 0; x < 2 && k->live; x++)
		inform(k, cs_sprintf(
		              &k->arena,
		              "examples of %s: %u of %u hold; %u of %u entries have one of each that holds",
		              x ? "actors" : "agents", held[x], n[x], whole[x], all[x]));
}

/* ---------------------------------------------------------------------------------------------- */

static void run(check_t *k, const casus_options_t *o)
{
	casus_t *e = k->e;
	casus_error_t err = {0};
	const char *data = o->data_dir ? o->data_dir : CASUS_DATA_DIR;
	const char *model = o->model ? o->model : cs_sprintf(&k->arena, "%s/models/en.casus", data);
	const char *dir = o->lexicon_dir ? o->lexicon_dir : cs_sprintf(&k->arena, "%s/lexicon", data);
	k->live = cs_model_open(&e->model, model, &err) == CASUS_OK &&
	          cs_tok_bind(&e->tok, &e->model, &err) == CASUS_OK &&
	          cs_syntax_bind(&e->syntax, &e->model, &err) == CASUS_OK;
	if (!k->live)
		cs_diag_warn(&k->diag, model, 0, 0, (cs_str_t){0}, "no live parser: %s", err.msg);
	bool fine = cs_lex_open(&e->lex, dir, o->overlay_dir, &k->diag);
	cs_ledger_check(&e->lex, &k->arena, dir, &k->diag);
	if (!fine) {
		inform(k, "the examples were not coded: the lexicon does not compile");
		return;
	}
	if (cs_engine_open_places(e, o, data, &err) != CASUS_OK) {
		cs_diag_error(&k->diag, err.file, 0, 0, (cs_str_t){0}, "%s", err.msg);
		return;
	}
	cs_actors_check(&e->lex, &k->arena, &k->diag);
	read_trees(k, dir);
	rule_examples(k);
	entry_examples(k);
	if (k->missing)
		cs_diag_error(&k->diag, "rules/trees", 0, 0, (cs_str_t){0},
		              "%u examples without a reviewed tree", k->missing);
	inform(k, cs_sprintf(&k->arena, "%u rules; examples on reviewed trees: %u of %u hold",
	                     cs_rule_count(e->lex.rules), k->held[0], k->n[0]));
	if (k->live)
		inform(k, cs_sprintf(&k->arena, "examples with the live parser: %u of %u hold", k->held[1],
		                     k->n[1]));
}

casus_rc_t casus_lexicon_check(const casus_options_t *options, casus_finding_fn *fn, void *user,
                               uint32_t *n_errors, casus_error_t *err)
{
	static const casus_options_t defaults;
	if (err)
		memset(err, 0, sizeof *err);
	if (!n_errors)
		return cs_fail(err, CASUS_EARG, NULL, 0, 0, "casus_lexicon_check: n_errors is NULL");
	*n_errors = 0;
	check_t *k = calloc(1, sizeof *k);
	casus_t *e = calloc(1, sizeof *e);
	casus_rc_t rc = CASUS_OK;
	if (!k || !e) {
		free(k);
		free(e);
		return cs_fail(err, CASUS_ENOMEM, NULL, 0, 0, "out of memory");
	}
	k->e = e;
	k->fn = fn;
	k->user = user;
	k->diag = (cs_diag_t){.fn = fn, .user = user};
	cs_arena_init(&k->arena, &k->oom);
	cs_arena_init(&k->scratch, &k->oom);
	cs_arena_init(&e->lex.arena, &k->oom);
	if (setjmp(k->oom))
		rc = cs_fail(err, CASUS_ENOMEM, NULL, 0, 0, "out of memory");
	else
		run(k, options ? options : &defaults);
	*n_errors = k->diag.n_errors;
	casus_doc_free(k->doc);
	for (uint32_t i = 0; i < k->files.n; i++)
		cs_file_close(&k->files.p[i]);
	cs_arena_clear(&k->scratch);
	cs_arena_clear(&k->arena);
	casus_close(e);
	free(k);
	return rc;
}
