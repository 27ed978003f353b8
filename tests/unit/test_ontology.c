/* Ontologies: any types, codes as strings, scales that stand on each other; mistakes with their
 * places. */
#include "unit.h"

#include "lex/ontology.h"

#include <math.h>
#include <stdio.h>

static jmp_buf oom;
static cs_lex_t lex;
static char told[4096];

static void hear(void *user, const casus_finding_t *f)
{
	size_t n = strlen(told);
	(void)user;
	(void)snprintf(told + n, sizeof told - n, "%s:%u:%u [%s] %s|", f->file, f->line, f->col, f->id,
	               f->msg);
}

/* Compiles an ontology given as text; the number of mistakes. */
static uint32_t compile(const char *text)
{
	cs_diag_t diag = {.fn = hear};
	cs_lex_close(&lex);
	told[0] = 0;
	cs_arena_init(&lex.arena, &oom);
	cs_block_read(&lex.arena, &lex.blocks, cs_strz(text), "o.txt", &diag);
	for (uint32_t i = 0; i < lex.blocks.n; i++)
		lex.blocks.p[i].folder = "ontology/o.txt";
	cs_ontology_compile(&lex, &diag);
	return diag.n_errors;
}

static uint32_t code(const char *z)
{
	return cs_code_find(lex.ontology, cs_strz(z));
}

static const char good[] =
    "[type.talk]\nname TALK\nquad 1\nfuture DEAL\nnegated SNUB {mode=talk}\nmode phone | visit\n"
    "[type.deal]\nname DEAL\n[type.snub]\nname SNUB\nmode talk\n"
    "[type.harm]\nname HARM\nmode bomb | jail {threat=talk}\nfuture SNUB {self}\n"
    "[cameo.01]\nname Say\nplover -\nquad 1\n[cameo.010]\nname More\nplover -\n"
    "[cameo.04]\nname Meet\nplover TALK\nquad 1\n[cameo.042]\nname Visit\nplover TALK\nmode visit\n"
    "[scale.a]\nof cameo\nin-force yes\nvalue 01 0.5\n      042 -1.25 {inherited}\n      04 2\n"
    "[scale.b]\nof plover\nin-force yes\nvalue TALK 1\n      TALK phone 2\n"
    "[scale.c]\nof cameo\nbase a\nvalue 04 9\n"
    "[sector.jrn]\nname JRN\nfrom MED | XYZ\n[context.arms]\nname arms\nwords cease-fire | gun\n";

static void test_reads(void **state)
{
	(void)state;
	assert_int_equal(compile(good), 0);
	const cs_ontology_t *o = lex.ontology;
	uint32_t talk = cs_type_find(o, CS_STR("TALK")), deal = cs_type_find(o, CS_STR("DEAL"));
	assert_int_not_equal(talk, CS_NONE);
	assert_int_equal(cs_type_find(o, CS_STR("talk")), CS_NONE);
	const cs_type_t *t = cs_type_at(o, talk);
	assert_int_equal(t->shift[CS_SHIFT_FUTURE].type, deal);
	assert_int_equal(t->shift[CS_SHIFT_HYPOTHETICAL].type, CS_NONE);
	assert_string_equal(t->shift[CS_SHIFT_NEGATED].mode, "talk");
	assert_false(t->shift[CS_SHIFT_NEGATED].self);
	const cs_type_t *harm = cs_type_at(o, cs_type_find(o, CS_STR("HARM")));
	assert_true(harm->shift[CS_SHIFT_FUTURE].self);
	assert_string_equal(cs_type_mode(harm, CS_STR("jail"))->threat, "talk");
	assert_null(cs_type_mode(harm, CS_STR("phone")));
	assert_string_equal(cs_ontology_sector(o, "MED"), "JRN");
	assert_null(cs_ontology_sector(o, "GOV"));
}

static void test_codes_are_strings(void **state)
{
	(void)state;
	assert_int_equal(compile(good), 0);
	assert_int_not_equal(code("01"), code("010"));
	assert_int_equal(code("1"), CS_NONE);
	assert_int_equal(cs_code_at(lex.ontology, code("042"))->parent, code("04"));
	assert_int_equal(cs_code_at(lex.ontology, code("042"))->quad, 1);
	assert_string_equal(cs_code_at(lex.ontology, code("042"))->mode, "visit");
	assert_int_equal(cs_code_at(lex.ontology, code("01"))->type, CS_NONE);
	assert_true(cs_code_within(lex.ontology, code("042"), code("04")));
	assert_true(cs_code_within(lex.ontology, code("04"), code("04")));
	assert_false(cs_code_within(lex.ontology, code("04"), code("042")));
}

static void test_scales(void **state)
{
	(void)state;
	assert_int_equal(compile(good), 0);
	const cs_ontology_t *o = lex.ontology;
	assert_true(cs_code_at(o, code("042"))->score == -1.25F);
	assert_true(cs_code_at(o, code("010"))->score == 0.5F); /* its root's */
	assert_true(cs_code_at(o, code("04"))->score == 2); /* of the scale in force, not of the last */
	const cs_type_t *t = cs_type_at(o, cs_type_find(o, CS_STR("TALK")));
	assert_true(cs_type_score(t, "visit phone") == 2);
	assert_true(cs_type_score(t, "visit") == 1);
	assert_true(0 != isnan(cs_type_score(cs_type_at(o, cs_type_find(o, CS_STR("DEAL"))), "")));
	assert_int_equal(cs_scale_count(o), 3);
	assert_string_equal(cs_scale_at(o, 0)->name, "a");
	assert_true(cs_scale_at(o, 0)->in_force);
	assert_false(cs_scale_at(o, 2)->in_force);
}

static void test_mistakes_have_places(void **state)
{
	static const struct {
		const char *text, *says;
	} wrong[] = {
	    {"[cameo.04]\nname Meet\nplover TALK\n", "o.txt:3:8 [cameo.04] unknown type 'TALK'"},
	    {"[cameo.041]\nplover -\n", "o.txt:1:1 [cameo.041] there is no code above '041'"},
	    {"[cameo.4x]\n", "a code has digits only"},
	    {"[type.a]\nname A\nfuture B\n", "o.txt:3:8 [type.a] unknown type 'B'"},
	    {"[type.a]\nname A\nfuture A {mode=m}\n", "o.txt:3:8 [type.a] this type has no mode 'm'"},
	    {"[type.a]\nname A\nquad 5\n", "expected a quad class of 1 to 4, found '5'"},
	    {"[type.a]\nname A\n[type.b]\nname A\n", "a second type with the name 'A'"},
	    {"[type.a]\nname A\n[cameo.04]\nplover A\nmode m\n", "its type has no mode 'm'"},
	    {"[scale.s]\nof cameo\nvalue 04 1\n", "o.txt:3:7 [scale.s] unknown code '04'"},
	    {"[scale.s]\nof cameo\nvalue 04 one\n", "expected NAME NUMBER"},
	    {"[scale.s]\nof cameo\nbase t\n", "no such scale to stand on: 't'"},
	    {"[scale.s]\nof cameo\nbase s\n", "no such scale to stand on: 's'"},
	    {"[type.a]\nname A\ncolour red\n", "o.txt:3:8 [type.a] unknown key 'colour'"},
	    {"[thing.a]\n", "expected cameo.*"},
	};
	(void)state;
	for (size_t i = 0; i < CS_COUNT(wrong); i++) {
		assert_true(compile(wrong[i].text) > 0);
		if (!strstr(told, wrong[i].says))
			fail_msg("expected '%s', found '%s'", wrong[i].says, told);
	}
}

/* The project's own: CAMEO 1.1b3 has 20 roots, 149 codes of three digits and 147 of four; PLOVER
 * has 16 types; every code but those of root 01 has a type, and every code and type has a score. */
static void test_own_ontology(void **state)
{
	cs_diag_t diag = {.fn = hear};
	uint32_t length[5] = {0};
	(void)state;
	cs_lex_close(&lex);
	told[0] = 0;
	cs_arena_init(&lex.arena, &oom);
	(void)cs_lex_open(&lex, CASUS_SOURCE_DIR "/lexicon", NULL, &diag);
	const cs_ontology_t *o = lex.ontology;
	for (uint32_t i = 0; i < cs_code_count(o); i++) {
		const cs_code_t *c = cs_code_at(o, i);
		length[strlen(c->code) < 5 ? strlen(c->code) : 0]++;
		assert_int_equal(c->type == CS_NONE, c->code[0] == '0' && c->code[1] == '1');
		assert_true(c->score >= -10 && c->score <= 10);
		assert_in_range(c->quad, 1, 4);
	}
	assert_int_equal(length[2], 20);
	assert_int_equal(length[3], 149);
	assert_int_equal(length[4], 147);
	assert_int_equal(cs_type_count(o), 16);
	for (uint32_t i = 0; i < cs_type_count(o); i++)
		assert_true(cs_type_at(o, i)->score >= -10 && cs_type_at(o, i)->score <= 10);
	assert_int_equal(cs_context_count(o), 37);
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
	    cmocka_unit_test(test_reads),        cmocka_unit_test(test_codes_are_strings),
	    cmocka_unit_test(test_scales),       cmocka_unit_test(test_mistakes_have_places),
	    cmocka_unit_test(test_own_ontology),
	};
	return setjmp(oom) ? 1 : cmocka_run_group_tests(tests, NULL, teardown);
}
