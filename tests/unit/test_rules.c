/* Rules: what compiles to what, in which order candidates come, and mistakes with their places;
 * examples and the ledger of ids. */
#include "unit.h"

#include "lex/check.h"
#include "lex/ontology.h"
#include "lex/rules.h"

#include <stdio.h>

static jmp_buf oom;
static cs_lex_t lex;
static char told[4096];

static const char ontology[] =
    "[type.harm]\nname HARM\nmode bomb\n[type.talk]\nname TALK\n"
    "[cameo.04]\nname Meet\nplover TALK\n[cameo.18]\nname Attack\nplover HARM\n"
    "[cameo.183]\nname Bomb\nplover HARM\nmode bomb\n[context.war]\nname war\n";

static void hear(void *user, const casus_finding_t *f)
{
	size_t n = strlen(told);
	(void)user;
	(void)snprintf(told + n, sizeof told - n, "%s:%u:%u [%s] %s|", f->file, f->line, f->col, f->id,
	               f->msg);
}

static void read_as(const char *text, const char *folder, cs_diag_t *diag)
{
	uint32_t before = lex.blocks.n;
	cs_block_read(&lex.arena, &lex.blocks, cs_strz(text), "r.txt", diag);
	for (uint32_t i = before; i < lex.blocks.n; i++)
		lex.blocks.p[i].folder = folder;
}

static uint32_t compile(const char *rules)
{
	cs_diag_t diag = {.fn = hear};
	cs_lex_close(&lex);
	told[0] = 0;
	cs_arena_init(&lex.arena, &oom);
	read_as(ontology, "ontology/o.txt", &diag);
	read_as(rules, "rules/r.txt", &diag);
	cs_ontology_compile(&lex, &diag);
	cs_rules_compile(&lex, &diag);
	return diag.n_errors;
}

/* The ids of a word's candidates, best first. */
static const char *candidates(const char *word, uint8_t kind)
{
	cs_buf_t b = {.arena = &lex.arena};
	uint32_t id = cs_intern_find(&lex.words, cs_strz(word));
	for (const cs_pred_t *p = cs_rules_first(lex.rules, id, kind); p;
	     p = cs_rules_next(lex.rules, p)) {
		cs_str_t name = cs_rule_at(lex.rules, p->rule)->id;
		cs_buf_printf(&b, "%s%.*s", b.n ? " " : "", (int)name.n, name.p);
	}
	cs_buf_add(&b, "", 1);
	return b.p;
}

static void test_order_of_candidates(void **state)
{
	(void)state;
	assert_int_equal(compile("[a]\nverb carry\ncode 18\n"
	                         "[b]\nverb carry out\ncode 18\n"
	                         "[c]\nverb carry\nneed obj: any\ncode 18\n"
	                         "[d]\nverb carry\nweight 2\ncode 18\n"
	                         "[e]\nverb carry\nweight -1\nnot obj: any\ncode 18\n"
	                         "[f]\nnoun carry\ncode 18\n"),
	                 0);
	assert_string_equal(candidates("carry", 0), "c b d a e");
	assert_string_equal(candidates("carry", 1), "f");
	assert_string_equal(candidates("out", 0), "");
	assert_true(cs_rules_noun_pred(lex.rules, cs_intern_find(&lex.words, CS_STR("carry"))));
	assert_false(cs_rules_noun_pred(lex.rules, cs_intern_find(&lex.words, CS_STR("out"))));
	assert_false(cs_rules_noun_pred(lex.rules, CS_NONE));
}

static void test_phrases(void **state)
{
	(void)state;
	assert_int_equal(compile("[class.x]\nwords air strike | state of emergency | sit-in\n"
	                         "[a]\nnoun @x\ncode 18\n"),
	                 0);
	assert_string_equal(candidates("strike", 1), "a");
	assert_string_equal(candidates("state", 1), "a");
	assert_string_equal(candidates("emergency", 1), "");
	assert_string_equal(candidates("sit-in", 1), "a"); /* as written */
	assert_string_equal(candidates("sit", 1), "a");    /* as the tokeniser cuts it: sit - in */
}

static void test_codes_and_types(void **state)
{
	(void)state;
	assert_int_equal(compile("[a]\nverb x\ncode 183\n[b]\nverb x\ncode 04\nplover HARM bomb\n"
	                         "[c]\nverb x\ncode TALK\n[d]\nverb x\ncode 18\nplover -\n"
	                         "when comp 18x => 183\nwhen obj: x | y => 04 HARM bomb\n"),
	                 0);
	const cs_rule_t *b = cs_rule_at(lex.rules, 1), *c = cs_rule_at(lex.rules, 2),
	                *d = cs_rule_at(lex.rules, 3);
	assert_false(cs_rule_at(lex.rules, 0)->typed);
	assert_true(b->typed);
	assert_string_equal(b->mode, "bomb");
	assert_int_equal(c->code, CS_NONE);
	assert_int_equal(c->type, cs_type_find(lex.ontology, CS_STR("TALK")));
	assert_true(d->typed);
	assert_int_equal(d->type, CS_NONE);
	assert_int_equal(d->whens.n, 2);
	assert_int_equal(d->whens.p[0].test.codes.n, 1);
	assert_true(d->whens.p[1].typed);
}

static void test_mistakes_have_places(void **state)
{
	static const struct {
		const char *text, *says;
	} wrong[] = {
	    {"[a]\nverb x\ncode 99\n", "r.txt:3:6 [a] unknown code '99'"},
	    {"[a]\nverb x\ncode 18\nneed sbj: any\n", "r.txt:4:6 [a] unknown slot 'sbj'"},
	    {"[a]\nverb x\ncode 18\ntarget obj | wiht\n", "r.txt:4:14 [a] unknown slot 'wiht'"},
	    {"[a]\nverb x\ncode 18\nneed obj: @no\n", "r.txt:4:11 [a] unknown class '@no'"},
	    {"[a]\nverb x\ncode 18\nneed obj any\n", "expected SLOT: WORDS"},
	    {"[a]\nverb x\ncode 18\nneed obj: event WAR\n",
	     "r.txt:4:17 [a] expected an event type or a code, found 'WAR'"},
	    {"[a]\nverb x\ncode 18\nwhen comp HARM 183\n", "expected SLOT"},
	    {"[a]\nverb x\ncode 18\nplover WAR\n", "unknown type 'WAR'"},
	    {"[a]\nverb x\ncode 18\nplover HARM gun\n", "this type has no mode 'gun'"},
	    {"[a]\nverb x\ncode 18\nweight x\n", "expected a whole number"},
	    {"[a]\nverb x\ncode 18\ncontext peace\n", "unknown context 'peace'"},
	    {"[a]\nverb x\ncode 18\nsource subj.a.b.c\n", "unknown slot 'a'"},
	    {"[a]\nverb x\ncode 18\nneeds obj: x\nfoo bar\n", "r.txt:5:1 [a] unknown key 'foo'"},
	    {"[a]\ncode 18\n", "r.txt:1:1 [a] a rule needs a predicate"},
	    {"[a]\nverb x\n", "r.txt:1:1 [a] a rule needs a code"},
	    {"[class.a]\nwords @b\n[class.b]\nwords @a\n", "in a circle"},
	};
	(void)state;
	for (size_t i = 0; i < CS_COUNT(wrong); i++) {
		assert_true(compile(wrong[i].text) > 0);
		if (!strstr(told, wrong[i].says))
			fail_msg("expected '%s', found '%s'", wrong[i].says, told);
	}
}

static void test_examples(void **state)
{
	cs_expect_t e;
	cs_str_t bad;
	(void)state;
	assert_true(cs_expect_read(
	    CS_STR("source=\"The A\"+B target=none code=04 plover=HARM polarity=negated"), &e, &bad));
	assert_int_equal(e.source.n, 2);
	assert_true(cs_eqz(e.source.words[0], "The A") && cs_eqz(e.source.words[1], "B"));
	assert_true(e.target.told && e.target.none);
	assert_true(cs_eqz(e.code, "04") && cs_eqz(e.plover, "HARM"));
	assert_int_equal(e.polarity, 2);
	assert_true(cs_expect_read((cs_str_t){0}, &e, &bad));
	assert_false(e.source.told);
	assert_false(cs_expect_read(CS_STR("code=04 colour=red"), &e, &bad));
	assert_true(cs_eqz(bad, "colour=red"));
	assert_false(cs_expect_read(CS_STR("source=\"A target=B"), &e, &bad));
	uint32_t begin, end;
	assert_true(cs_expect_find(CS_STR("Chadian and Chad's"), CS_STR("Chad"), &begin, &end));
	assert_int_equal(begin, 12);
	assert_false(cs_expect_find(CS_STR("Chadian"), CS_STR("Chad"), &begin, &end));
}

static void write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void test_ledger(void **state)
{
	cs_diag_t diag = {.fn = hear};
	(void)state;
	assert_int_equal(compile("[a]\nverb x\ncode 18\n[b]\nverb x\ncode 18\n[c]\nverb x\ncode 18\n"),
	                 0);
	for (uint32_t i = 0; i < lex.blocks.n; i++)
		(void)cs_intern(&lex.arena, &lex.ids, lex.blocks.p[i].id);
	write_file("ids.txt",
	           "# all ids\na\t2026-01-01\nb\t2026-01-01\nd\t2026-01-01\ne\t2026-01-01\nf\tsoon\n"
	           "type.harm\t2026-01-01\ntype.talk\t2026-01-01\ncameo.04\t2026-01-01\n"
	           "cameo.18\t2026-01-01\ncameo.183\t2026-01-01\ncontext.war\t2026-01-01\n");
	write_file("retired.txt", "b\t2026-02-01\nd\t2026-02-01\n");
	told[0] = 0;
	cs_ledger_check(&lex, &lex.arena, ".", &diag);
	assert_non_null(strstr(told, "[b] this id was retired"));
	assert_non_null(strstr(told, "[c] this id does not stand in ids.txt yet"));
	assert_non_null(strstr(told, "[e] this id is gone"));
	assert_non_null(strstr(told, "ids.txt:6:1 [f] expected an id, a tab and a date"));
	assert_null(strstr(told, "[d]"));
	assert_null(strstr(told, "[a]"));
	(void)remove("ids.txt");
	(void)remove("retired.txt");
}

static int teardown(void **state)
{
	(void)state;
	cs_lex_close(&lex);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_order_of_candidates),
	    cmocka_unit_test(test_phrases),
	    cmocka_unit_test(test_codes_and_types),
	    cmocka_unit_test(test_mistakes_have_places),
	    cmocka_unit_test(test_examples),
	    cmocka_unit_test(test_ledger),
	};
	return setjmp(oom) ? 1 : cmocka_run_group_tests(tests, NULL, teardown);
}
