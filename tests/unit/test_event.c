/* The event stage against hand-checked trees (tests/golden/event), on a lexicon with an ontology of
 * its own (tests/fixtures/lexicon-event). A golden file holds cases: a title, a tree in CoNLL-U,
 * the events. CASUS_GOLDEN_UPDATE=1 rewrites the events; the difference is for people to review. */
#include "unit.h"

#include "actor/actor.h"
#include "claim/claim.h"
#include "count/count.h"
#include "event/event.h"
#include "lex/check.h"
#include "lex/ontology.h"
#include "lex/rules.h"
#include "prop/prop.h"
#include "said/said.h"
#include "time/time.h"

#include <stdio.h>
#include <stdlib.h>

#define LEXICON CASUS_SOURCE_DIR "/tests/fixtures/lexicon-event"
#define GOLDEN CASUS_SOURCE_DIR "/tests/golden/event/acts.txt"

static jmp_buf oom;
static cs_arena_t files, scratch;
static cs_lex_t lex;
static cs_doc_t doc;

static void hear(void *user, const casus_finding_t *f)
{
	(void)user;
	print_message("%s:%u:%u: %s\n", f->file, f->line, f->col, f->msg);
}

static int setup(void **state)
{
	cs_diag_t diag = {.fn = hear};
	(void)state;
	if (setjmp(oom))
		return 1;
	cs_arena_init(&files, &oom);
	cs_arena_init(&scratch, &oom);
	cs_arena_init(&lex.arena, &oom);
	return cs_lex_open(&lex, LEXICON, NULL, &diag) ? 0 : 1;
}

static int teardown(void **state)
{
	(void)state;
	cs_arena_clear(&doc.arena);
	cs_arena_clear(&scratch);
	cs_arena_clear(&files);
	cs_lex_close(&lex);
	return 0;
}

/* Codes one tree; the marks are the text of given mentions, apart by '|'. */
static void code(cs_str_t tree, const char *marks, bool join)
{
	casus_error_t err;
	cs_str_t rest = cs_strz(marks), words;
	cs_arena_clear(&doc.arena);
	memset(&doc, 0, sizeof doc);
	cs_arena_init(&doc.arena, &oom);
	cs_arena_reset(&scratch);
	doc.day = cs_day(2015, 6, 3);
	doc.known_only = !join;
	if (cs_conllu_read(&doc, tree, "tree", &err) != CASUS_OK)
		fail_msg("line %u: %s", err.line, err.msg);
	while (marks && cs_split(&rest, '|', &words)) {
		cs_known_t *k = CS_PUSH(&doc.arena, &doc.known);
		assert_true(cs_expect_find(doc.buf, words, &k->begin, &k->end));
	}
	for (uint32_t i = 0; i < doc.words.n; i++) {
		cs_word_t *w = cs_w(&doc, i);
		w->norm_id = cs_intern_find(&lex.words, cs_fold(&scratch, w->form));
		w->lemma_id = cs_intern_find(&lex.words, cs_fold(&scratch, w->lemma));
	}
	cs_prop_run(&lex, &doc, &scratch);
	cs_actor_run(&lex, &doc, &scratch);
	cs_said_run(NULL, &lex, &doc, &scratch);
	cs_time_run(&lex, &doc, &scratch);
	cs_event_run(NULL, &lex, &doc, 0, &scratch);
	cs_claim_run(&lex, &doc, &scratch);
	cs_count_run(&lex, &doc, &scratch);
}

static void put_side(cs_buf_t *b, const char *name, const cs_part_t *p, uint32_t n)
{
	static const char *const via[] = {"name", "nominal", "pronoun", "modifier", "implied"};
	for (uint32_t i = 0; i < n; i++)
		cs_buf_printf(b, "%s\"%.*s\"[%s %s]", i ? "+" : name, (int)(p[i].end - p[i].begin),
		              doc.buf.p + p[i].begin, p[i].code ? p[i].code : "-", via[p[i].via]);
}

static void put_events(cs_buf_t *b)
{
	static const char *const reality[] = {"actual",      "attempted",    "prevented", "future",
	                                      "conditional", "hypothetical", "generic"};
	if (doc.events.n == 0)
		cs_buf_str(b, "nothing\n");
	for (uint32_t i = 0; i < doc.events.n; i++) {
		const cs_event_t *e = &doc.events.p[i];
		cs_str_t rule = cs_rule_at(lex.rules, e->rule)->id;
		cs_buf_printf(b, "%s",
		              e->cameo == CS_NONE ? "-" : cs_code_at(lex.ontology, e->cameo)->code);
		cs_buf_printf(b, " %s",
		              e->plover == CS_NONE ? "-" : cs_type_at(lex.ontology, e->plover)->name);
		if (*e->modes)
			cs_buf_printf(b, "/%s", e->modes);
		if (e->base != e->plover)
			cs_buf_printf(b, " base=%s",
			              e->base == CS_NONE ? "-" : cs_type_at(lex.ontology, e->base)->name);
		put_side(b, " source=", e->source.p, e->source.n);
		put_side(b, " target=", e->target.p, e->target.n);
		cs_buf_printf(b, " trigger=\"%.*s\"", (int)(e->trigger.end - e->trigger.begin),
		              doc.buf.p + e->trigger.begin);
		if (e->symmetric)
			cs_buf_str(b, " symmetric");
		if (e->negated)
			cs_buf_printf(b, " negated=\"%.*s\"",
			              (int)(e->polarity_cue.end - e->polarity_cue.begin),
			              doc.buf.p + e->polarity_cue.begin);
		if (e->reality != CS_ACTUAL)
			cs_buf_printf(b, " %s=\"%.*s\"", reality[e->reality],
			              (int)(e->reality_cue.end - e->reality_cue.begin),
			              doc.buf.p + e->reality_cue.begin);
		if (e->about != CS_NONE)
			cs_buf_printf(b, " about=%u", e->about);
		if (*e->contexts)
			cs_buf_printf(b, " contexts=%s", e->contexts);
		if (e->date_basis) {
			cs_buf_printf(b, " date=%s", cs_day_iso(&files, e->from));
			if (e->to != e->from)
				cs_buf_printf(b, "..%s", cs_day_iso(&files, e->to));
		}
		if (e->historical)
			cs_buf_str(b, " historical");
		if (e->incident != i)
			cs_buf_printf(b, " incident=%u", e->incident);
		cs_buf_printf(b, " rule=%.*s\n", (int)rule.n, rule.p);
	}
}

/* ---- golden files ------------------------------------------------------------------------- */

static void test_golden(void **state)
{
	(void)state;
	cs_file_t f;
	casus_error_t err;
	if (cs_file_open(&f, GOLDEN, &err) != CASUS_OK)
		fail_msg("%s", err.msg);
	cs_str_t rest = cs_str(cs_strndup(&files, f.data, f.n), f.n);
	cs_file_close(&f);
	bool update = getenv("CASUS_GOLDEN_UPDATE") != NULL;
	cs_buf_t out = {.arena = &files};
	uint32_t n = 0, wrong = 0;
	while (rest.n) {
		const char *next = strstr(rest.p + 1, "\n=== ");
		cs_str_t one = cs_str(rest.p, next ? (size_t)(next + 1 - rest.p) : rest.n);
		rest = cs_str(rest.p + one.n, rest.n - one.n);
		const char *tree = memchr(one.p, '\n', one.n), *dash = strstr(one.p, "\n---\n");
		assert_true(cs_starts(one, "=== ") && tree && dash && dash < one.p + one.n);
		cs_str_t title = cs_str(one.p, (size_t)(tree - one.p));
		cs_str_t want = cs_trim(cs_str(dash + 5, (size_t)(one.p + one.n - dash - 5)));
		cs_str_t text = cs_str(cs_sprintf(&files, "%.*s\n\n", (int)(dash - tree - 1), tree + 1),
		                       (size_t)(dash - tree - 1) + 2);
		cs_buf_t got = {.arena = &files};
		code(text, NULL, false);
		put_events(&got);
		n++;
		if (!cs_eq(want, cs_trim(cs_str(got.p, got.n)))) {
			wrong++;
			if (!update)
				print_message("%.*s\nexpected:\n%.*s\nfound:\n%.*s\n", (int)title.n, title.p,
				              (int)want.n, want.n ? want.p : "", (int)got.n, got.p);
		}
		cs_buf_printf(&out, "%.*s%.*s\n---\n%.*s\n", (int)title.n + 1, title.p,
		              (int)(dash - tree - 1), tree + 1, (int)got.n, got.p);
	}
	if (update) {
		FILE *h = fopen(GOLDEN, "w");
		assert_non_null(h);
		assert_int_equal(fwrite(out.p, 1, out.n - 1, h), out.n - 1);
		assert_int_equal(fclose(h), 0);
		return;
	}
	assert_true(n > 20);
	assert_int_equal(wrong, 0);
}

/* ---- marked mentions ------------------------------------------------------------------------ */

static const char strangers[] = "1\tOruba\tOruba\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n"
                                "2\tattacked\tattack\tVERB\tVBD\t_\t0\troot\t_\t_\n"
                                "3\tEstavia\tEstavia\tPROPN\tNNP\t_\t2\tobj\t_\t_\n\n";
static const char far_apart[] = "1\tOruba\tOruba\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n"
                                "2\tattacked\tattack\tVERB\tVBD\t_\t0\troot\t_\t_\n"
                                "3\thouses\thouse\tNOUN\tNNS\t_\t2\tobj\t_\t_\n"
                                "4\tnear\tnear\tADP\tIN\t_\t5\tcase\t_\t_\n"
                                "5\tEstavia\tEstavia\tPROPN\tNNP\t_\t2\tobl\t_\t_\n\n";

static void test_marked_mentions_act(void **state)
{
	(void)state;
	code(CS_STR(strangers), NULL, false);
	assert_int_equal(doc.events.n, 0);
	code(CS_STR(strangers), "Oruba|Estavia", false);
	assert_int_equal(doc.events.n, 1);
	assert_int_equal(doc.events.p[0].source.n, 1);
	assert_int_equal(doc.events.p[0].target.n, 1);
}

static void test_two_marked_mentions_are_joined(void **state)
{
	(void)state;
	code(CS_STR(far_apart), "Oruba|Estavia", false);
	assert_int_equal(doc.events.n, 1);
	assert_int_equal(doc.events.p[0].target.n, 0);
	float alone = doc.events.p[0].confidence;
	code(CS_STR(far_apart), "Oruba|Estavia", true);
	assert_int_equal(doc.events.n, 1);
	assert_int_equal(doc.events.p[0].source.n, 1);
	assert_int_equal(doc.events.p[0].target.n, 1);
	assert_true(doc.events.p[0].confidence < alone + 0.1F);
}

/* ---- nonsense ---------------------------------------------------------------------------------
 */

static uint32_t draw(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % n;
}

/* Words of the lexicon under trees that mean nothing: no crash, and what comes out points at words.
 */
static void test_any_tree(void **state)
{
	static const char *const words[] = {"attack",   "call",  "off",   "for",    "talk", "Norland",
	                                    "Sorland",  "agree", "to",    "meet",   "deny", "fail",
	                                    "threaten", "with",  "hold",  "and",    "2012", "Monday",
	                                    "two",      "days",  "after", "killed", "July", "since",
	                                    "last",     "week",  "the",   "before", "ago"};
	static const char *const rels[] = {
	    "nsubj", "obj", "obl",      "xcomp", "conj",      "nmod",  "case",         "advcl",
	    "ccomp", "acl", "compound", "amod",  "nmod:poss", "appos", "compound:prt", "mark"};
	static const char *const tags[] = {"VERB\tVBD", "NOUN\tNN", "PROPN\tNNP",
	                                   "ADP\tIN",   "ADJ\tJJ",  "VERB\tVBN"};
	uint32_t seed = 7;
	(void)state;
	for (uint32_t round = 0; round < 3000; round++) {
		cs_buf_t b = {.arena = &files};
		uint32_t n = 2 + draw(&seed, 14), root = draw(&seed, n) + 1;
		for (uint32_t i = 1; i <= n; i++) {
			/* heads lie nearer to the root: no cycle */
			uint32_t head = i == root  ? 0
			                : i < root ? i + 1 + draw(&seed, root - i)
			                           : root + draw(&seed, i - root);
			const char *w = words[draw(&seed, CS_COUNT(words))];
			cs_buf_printf(&b, "%u\t%s\t%s\t%s\t_\t%u\t%s\t_\t_\n", i, w, w,
			              tags[draw(&seed, CS_COUNT(tags))], head,
			              i == root ? "root" : rels[draw(&seed, CS_COUNT(rels))]);
		}
		cs_buf_str(&b, "\n");
		code(cs_str(b.p, b.n), NULL, false);
		for (uint32_t i = 0; i < doc.events.n; i++) {
			const cs_event_t *e = &doc.events.p[i];
			assert_true(e->trigger.begin < e->trigger.end && e->trigger.end <= doc.buf.n);
			assert_true(e->about == CS_NONE || (e->about < doc.events.n && e->about != i));
			assert_true(e->source.n + e->target.n > 0);
			assert_true(e->confidence >= 0.05F && e->confidence <= 0.95F);
			assert_true(i == 0 || doc.events.p[i - 1].trigger.begin <= e->trigger.begin);
		}
		for (uint32_t i = 0; i < doc.times.n; i++) {
			const cs_time_t *t = &doc.times.p[i];
			assert_true(t->begin < t->end && t->end <= doc.words.n && t->grain < CS_N_GRAIN);
			assert_true(t->head >= t->begin && t->head < t->end && t->from <= t->to);
			assert_true((t->from == CS_NO_DAY) == (t->to == CS_NO_DAY));
			assert_true(i == 0 || doc.times.p[i - 1].end <= t->begin);
		}
		for (uint32_t i = 0; i < doc.counts.n; i++) {
			const cs_count_t *t = &doc.counts.p[i];
			assert_true(t->begin < t->end && t->end <= doc.words.n && t->min <= t->max);
			assert_true(t->event == CS_NONE || t->event < doc.events.n);
			assert_true(t->claim == CS_NONE || doc.claims.p[t->claim].event == t->event);
		}
		cs_arena_reset(&files);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_golden),
	    cmocka_unit_test(test_marked_mentions_act),
	    cmocka_unit_test(test_two_marked_mentions_are_joined),
	    cmocka_unit_test(test_any_tree),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
