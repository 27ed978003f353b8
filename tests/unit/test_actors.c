/* Actors and agents as the lexicon compiles them: mistakes and where they are told, what holds on a
 * day, and how codes are joined. */
#include "unit.h"

#include "lex/actor_int.h"
#include "lex/check.h"

#include <stdio.h>

static jmp_buf oom;
static cs_lex_t lex;
static cs_arena_t scratch;
static char told[8192];

static void hear(void *user, const casus_finding_t *f)
{
	(void)user;
	size_t n = strlen(told);
	(void)snprintf(told + n, sizeof told - n, "%s%s:%u:%u [%s] %s\n", f->is_error ? "" : "warning ",
	               f->file, f->line, f->col, f->id, f->msg);
}

/* Compiles one text as if it were actors/t.txt, and another as agents/a.txt. */
static void compile(const char *actors, const char *agents, cs_diag_t *d)
{
	cs_arena_clear(&lex.arena);
	memset(&lex, 0, sizeof lex);
	cs_arena_init(&lex.arena, &oom);
	told[0] = 0;
	*d = (cs_diag_t){.fn = hear};
	cs_block_read(&lex.arena, &lex.blocks, cs_strz(actors), "t.txt", d);
	uint32_t n = lex.blocks.n;
	cs_block_read(&lex.arena, &lex.blocks, cs_strz(agents), "a.txt", d);
	for (uint32_t i = 0; i < lex.blocks.n; i++) {
		lex.blocks.p[i].folder = i < n ? "actors/t.txt" : "agents/a.txt";
		(void)cs_intern(&lex.arena, &lex.ids, lex.blocks.p[i].id);
	}
	cs_actors_compile(&lex, d);
}

static uint32_t actor(const char *id)
{
	uint32_t i = cs_actor_find(lex.actors, cs_strz(id));
	assert_int_not_equal(i, CS_NONE);
	return i;
}

static int32_t day(const char *iso)
{
	int32_t first, last;
	assert_true(cs_day_read(cs_strz(iso), &first, &last));
	return first;
}

static const char world[] =
    "[ru]\nkind state\nname Ruritania\ncode RUR\nadj Ruritanian\n"
    "[ru.king]\nkind office\ntitle King | Monarch\nof ru\ncode RURGOV\n"
    "holder rudolf {1990-01-01..1999-12-31}\n       michael {2000-01-01..}\n"
    "[ru.foreign]\nkind office\ntitle Foreign Minister\nof ru\ncode RURGOV\n"
    "holder sapt {1994-05-01..1994-05-31, open}\n       tarlenheim {1996..1998}\n       helga "
    "{1996..1998}\n"
    "[rudolf]\nkind person\nname Rudolf Elphberg\nsex m\nrole RURBUS {1980..1985}\n"
    "[michael]\nkind person\nname Michael Elphberg\n"
    "[sapt]\nkind person\nname Fritz Sapt\n"
    "[tarlenheim]\nkind person\nname Otto Tarlenheim\n"
    "[helga]\nkind person\nname Helga Tarlenheim\n"
    "[army]\nkind org\nname Royal Guard\nof ru\ncode RURMIL\nmembers ru {1990..1995}\n";

static void expect_on(const char *who, const char *when, const char *code, const char *office,
                      int former)
{
	cs_held_t h;
	cs_actor_on(lex.actors, &scratch, actor(who), when ? day(when) : CS_NO_DAY, &h);
	if (code)
		assert_string_equal(h.code, code);
	else
		assert_null(h.code);
	if (office)
		assert_string_equal(h.office, office);
	else
		assert_null(h.office);
	assert_int_equal(h.former, former);
}

static void test_days(void **state)
{
	(void)state;
	cs_diag_t d;
	compile(world, "", &d);
	assert_string_equal(told, "");
	expect_on("rudolf", "1995-06-01", "RURGOV", "King", 0);
	expect_on("rudolf", "1982-06-01", "RURBUS", NULL, 0);
	expect_on("rudolf", "1987-06-01", "RURELI", NULL, 1);
	expect_on("rudolf", "2005-06-01", "RURELI", NULL, 1);
	expect_on("michael", NULL, "RURGOV", "King", 0);
	expect_on("sapt", "1994-09-01", "RURGOV", "Foreign Minister",
	          0); /* open: near is good enough */
	expect_on("sapt", "1997-09-01", "RURELI", NULL, 1);
	uint32_t king = actor("ru.king"), foreign = actor("ru.foreign");
	assert_int_equal(cs_office_holder(lex.actors, king, day("1999-12-31")), actor("rudolf"));
	assert_int_equal(cs_office_holder(lex.actors, king, CS_NO_DAY), actor("michael"));
	assert_int_equal(cs_office_holder(lex.actors, foreign, day("1994-09-01")), CS_NONE);
	assert_int_equal(cs_office_holder(lex.actors, foreign, day("1997-01-01")), CS_NONE); /* two */
	assert_int_equal(cs_actor_country(lex.actors, actor("army")), actor("ru"));
	assert_int_equal(cs_actor_country(lex.actors, actor("rudolf")), actor("ru"));
	assert_true(cs_actor_member(lex.actors, actor("army"), actor("ru"), day("1992-01-01")));
	assert_false(cs_actor_member(lex.actors, actor("army"), actor("ru"), day("1996-01-01")));
}

static void test_join(void **state)
{
	(void)state;
	static const struct {
		const char *base, *code, *want;
		bool prefix;
	} t[] = {
	    {"SYR", "MIL", "SYRMIL", false},       {"SYR", "SYR", "SYR", false},
	    {"SYRGOV", "MIL", "SYRMIL", false},    {"SYRREB", "GOV", "SYRREB", false},
	    {"SYRREB", "MIL", "SYRREB", false},    {"IGOUNO", "GOV", "IGOUNO", false},
	    {"IGOUNO", "MIL", "IGOUNOMIL", false}, {"USAGOV", "GOV", "USAGOV", false},
	    {"USAGOV", "MED", "USAGOVMED", false}, {"SYRMOS", "REB", "SYRREBMOS", false},
	    {"SYRMED", "OPP", "SYROPPMED", false}, {"KEN", "NGO", "NGOKEN", true},
	    {"USAPTY", "CVL", "USACVL", false},    {NULL, "COP", "COP", false},
	    {"REB", "GOV", "REB", false},
	};
	for (size_t i = 0; i < CS_COUNT(t); i++) {
		const char *got = cs_code_join(&scratch, t[i].base, t[i].code, t[i].prefix);
		assert_string_equal(got, t[i].want);
	}
	assert_string_equal(cs_code_roles(&scratch, "SYRREBMOS"), "REB MOS");
	assert_null(cs_code_roles(&scratch, "SYR"));
	assert_string_equal(cs_code_roles(&scratch, "COP"), "COP");
}

static void test_mistakes(void **state)
{
	(void)state;
	cs_diag_t d;
	compile("[a]\nkind stat\n"
	        "[b]\nkind state\nname Beta\nname Beta\ncode Be\n"
	        "[c]\nkind state\ncolour blue\ncode CCC\n"
	        "[d]\nkind office\ntitle Duke\nof nowhere\ncode CCCGOV\nholder b\n"
	        "[e]\nkind person\nname Edda\nsex x\nrole EEE {2001-13-01..}\ntitle Duchess\nfrom "
	        "2001\nto 1999\n"
	        "[f]\nkind place\nname Foo\nof f\n"
	        "[g]\nkind org\nname Gee !\ntype THING\n",
	        "[agent.x]\nnoun x-man\ncode X\n[agent.y]\ncode YYY\nsort y\n", &d);
	static const char want[] =
	    "t.txt:1:1 [a] unknown kind 'stat'\n"
	    "warning t.txt:6:6 [b] 'Beta' stands here already\n"
	    "t.txt:7:6 [b] a code is groups of three capitals, found 'Be'\n"
	    "t.txt:10:1 [c] unknown key 'colour'\n"
	    "t.txt:8:1 [c] kind state needs a name\n"
	    "t.txt:15:4 [d] expected the id of an actor, found 'nowhere'\n"
	    "t.txt:17:8 [d] a holder is a person: 'b' is not\n"
	    "t.txt:21:5 [e] sex is m or f\n"
	    "t.txt:22:6 [e] expected a term FROM..TO of ISO dates, found '2001-13-01..'\n"
	    "t.txt:23:1 [e] kind person has no 'title'\n"
	    "t.txt:18:1 [e] it ends before it begins\n"
	    "t.txt:33:6 [g] unknown entity type 'THING'\n"
	    "t.txt:30:1 [g] kind org needs a code\n"
	    "t.txt:26:1 [f] its 'of' leads in a circle, or too far\n"
	    "a.txt:3:6 [agent.x] a code is groups of three capitals, found 'X'\n"
	    "a.txt:6:1 [agent.y] unknown key 'sort'\n"
	    "a.txt:4:1 [agent.y] an agent needs a noun\n";
	assert_string_equal(told, want);
}

static void test_terms(void **state)
{
	(void)state;
	cs_diag_t d;
	compile("[a]\nkind state\nname Aland\ncode AAA\nto 2005-12-31\n[b]\nkind state\nname "
	        "Bland\ncode BBB\n"
	        "[a.k]\nkind office\ntitle King\nof a\ncode AAAGOV\nholder p {2001..2005}\n p "
	        "{2004..2006}\n"
	        "[b.k]\nkind office\ntitle King\npost head-of-state\nof b\ncode BBBGOV\nholder p "
	        "{2003..2010}\n"
	        " q {2010-06-01..}\n r {2010-12-15..2011, also}\n s {2011, open}\n"
	        "[b.f]\nkind office\ntitle Foreign Minister\npost foreign\nof b\ncode BBBGOV\n"
	        "[p]\nkind person\nname Paul Person\n[q]\nkind person\nname Quentin Person\n"
	        "[r]\nkind person\nname Rita Person\n[s]\nkind person\nname Sam Person\n",
	        "", &d);
	assert_int_equal(d.n_errors, 0);
	cs_actors_check(&lex, &scratch, &d);
	assert_non_null(strstr(told, "t.txt:16:1 [a.k] two terms of Paul Person overlap here\n"));
	assert_non_null(
	    strstr(told, "[b.k] Paul Person holds a.k (t.txt, line 15) at the same time\n"));
	assert_non_null(strstr(told, "t.txt:16:1 [a.k] Paul Person holds it after Aland is a state\n"));
	assert_non_null(strstr(
	    told,
	    "t.txt:24:1 [b.k] Quentin Person and Paul Person (line 23) hold it at the same time\n"));
	assert_non_null(strstr(told, "[b.f] nobody holds or ever held it\n"));
	assert_null(strstr(told, "Rita"));
	assert_null(strstr(told, "Sam"));
}

static void test_names_and_codes(void **state)
{
	(void)state;
	cs_diag_t d;
	compile("[a]\nkind state\nname Aland\ncode AAA\ncapital Alburg\n"
	        "[b]\nkind org\nname Alburg | Beta\ncode AAAQQQ\nof a\n"
	        "[c]\nkind org\nname Beta {weak} | Gamma\ncode ZZZ\n"
	        "[d]\nkind org\nname Gamma\nto 1999\ncode AAA\n[e]\nkind org\nname Gamma\nfrom "
	        "2000\ncode AAAAAA\n",
	        "", &d);
	cs_actors_check(&lex, &scratch, &d);
	assert_non_null(strstr(
	    told,
	    "[b] 'Alburg' is a name of a too (t.txt, line 1), which stands first: mark one {weak}"));
	assert_null(strstr(told, "'Beta'"));
	assert_non_null(strstr(told, "[d] 'Gamma' is a name of c too"));
	assert_non_null(strstr(told, "[e] 'Gamma' is a name of c too"));
	assert_null(strstr(told, "is a name of d too"));
	assert_non_null(strstr(told, "[b] the code AAAQQQ has 'QQQ'"));
	assert_non_null(strstr(told, "[c] the code ZZZ has 'ZZZ'"));
	assert_null(strstr(told, "AAAAAA has"));
	assert_int_equal(d.n_errors, 2);
}

static void test_atoms(void **state)
{
	(void)state;
	cs_str_t rest = CS_STR("kim jong-un, u.s. (at&t) x!y"), atom;
	cs_buf_t out = {.arena = &scratch};
	bool gap;
	while (cs_atom_next(&rest, &atom, &gap))
		cs_buf_printf(&out, "%s%.*s|", gap ? "!" : "", (int)atom.n, atom.p);
	assert_string_equal(cs_strndup(&scratch, out.p, out.n), "kim|jong|un|,|u|s|(|at|t|)|x|!y|");
	assert_true(cs_code_ok(CS_STR("USAGOV")));
	assert_false(cs_code_ok(CS_STR("USAGO")));
	assert_false(cs_code_ok(CS_STR("usagov")));
}

/* A name as the trie has it is what folding and cutting make of it, whichever way it went. */
static void test_names_of_all_shapes(void **state)
{
	(void)state;
	static const char *const names[] = {
	    "Abel",
	    "A.B. O'Neill-Smith",
	    "Kim Jong-un",
	    "AT&T",
	    "Èlite Ôrder",
	    "Straße 7",
	    "d’Ivoire",
	    "Ministry of Peace (East)",
	    "Peace, Love",
	    "X",
	    "9/11",
	    "Twelve345",
	    "  Two   Blanks ",
	    "One Name Of Sixty-Three Letters Or So Which Goes The Quick Way In.",
	    "One Name Of More Than Sixty-Four Letters Which Goes The Long Way In, Too",
	    "--Dashed--",
	    "a b c d e f g h i j k l m n o p q r s t u v w"};
	for (size_t i = 0; i < CS_COUNT(names); i++) {
		cs_diag_t d;
		cs_str_t atom, rest;
		uint32_t node = 0;
		bool gap;
		compile(cs_sprintf(&scratch, "[p]\nkind person\nname Some One | %s\n", names[i]), "", &d);
		assert_int_equal(d.n_errors, 0);
		rest = cs_fold_name(&scratch, cs_strz(names[i]));
		while (cs_atom_next(&rest, &atom, &gap)) {
			uint32_t word = cs_intern_find(&lex.words, atom);
			assert_int_not_equal(word, CS_NONE);
			node = cs_alias_step(lex.actors, node, word);
			assert_int_not_equal(node, CS_NONE);
		}
		assert_int_not_equal(cs_alias_first(lex.actors, node), CS_NONE);
	}
	cs_diag_t d;
	compile("[p]\nkind person\nname Foo! Bar | Foo Bar! | ! | \n"
	        "     a b c d e f g h i j k l m n o p q r s t u v w x\n",
	        "", &d);
	assert_int_equal(d.n_errors, 3); /* "Bar!": what stands behind a name is not looked at */
}

static void test_surnames(void **state)
{
	(void)state;
	cs_diag_t d;
	uint32_t n;
	compile("[cn]\nkind state\nname Cathay\ncode CHN\n[us]\nkind state\nname Union\ncode USA\n"
	        "[a]\nkind person\nname Ann Lee Jr.\nof us\n[b]\nkind person\nname Lee Wei\nof cn\n"
	        "[c]\nkind person\nname Lee\n[e]\nkind person\nname C. Poe | Wei Lee\nof us\n"
	        "[f]\nkind person\nname Wei Lee III\n[g]\nkind person\nname Jr II\n",
	        "", &d);
	const cs_actors_t *x = lex.actors;
	assert_int_equal(d.n_errors, 0);
	const uint32_t *who = cs_actor_surname(x, cs_intern_find(&lex.words, CS_STR("lee")), &n);
	assert_int_equal(n, 3);
	assert_int_equal(who[0], actor("a"));
	assert_int_equal(who[1], actor("b"));
	assert_int_equal(who[2], actor("f"));
	who = cs_actor_surname(x, cs_intern_find(&lex.words, CS_STR("wei")), &n);
	assert_int_equal(n, 1);
	assert_int_equal(who[0], actor("b"));
	(void)cs_actor_surname(x, cs_intern_find(&lex.words, CS_STR("jr")), &n);
	assert_int_equal(n, 0);
	assert_null(cs_actor_surname(x, CS_NONE, &n));
	assert_int_equal(n, 0);
	assert_true(cs_actor_given_name(x, cs_intern_find(&lex.words, CS_STR("ann"))));
	assert_true(cs_actor_given_name(x, cs_intern_find(&lex.words, CS_STR("wei"))));
	assert_false(cs_actor_given_name(x, cs_intern_find(&lex.words, CS_STR("lee"))));
	assert_false(cs_actor_given_name(x, cs_intern_find(&lex.words, CS_STR("c"))));
	assert_false(cs_actor_given_name(x, CS_NONE));
}

static const char *folded(const char *z)
{
	cs_str_t s = cs_fold_name(&scratch, cs_strz(z));
	return cs_strndup(&scratch, s.p, s.n);
}

static void test_spellings(void **state)
{
	(void)state;
	static const char *const one[][2] = {{"Ja'afari", "jaafari"},
	                                     {"Ja’afari", "jaafari"},
	                                     {"Khamene`i", "khamenei"},
	                                     {"Khameneʾi", "khamenei"},
	                                     {"Sana‘a", "sanaa"},
	                                     {"ʿAbbas", "abbas"},
	                                     {"Da'esh", "daesh"},
	                                     {"Ra´anana", "raanana"},
	                                     {"N'Djamena", "ndjamena"},
	                                     {"Côte d’Ivoire", "cote divoire"},
	                                     {"Ma'ale-Z'ev", "maale-zev"},
	                                     {"Kyiv", "kyiv"},
	                                     {"", ""}};
	for (size_t i = 0; i < CS_COUNT(one); i++)
		assert_string_equal(folded(one[i][0]), one[i][1]);
	/* "'s" is a word of its own; an apostrophe at an end is a quotation mark. */
	assert_string_equal(folded("Ruritania's King"), "ruritania's king");
	assert_string_equal(folded("Ruritania’s"), "ruritania's");
	assert_string_equal(folded("the 'king'"), "the 'king'");
	assert_string_equal(folded("Hamas'"), "hamas'");
	cs_str_t plain = CS_STR("Kim Jong-un");
	assert_ptr_equal(cs_plain_name(&scratch, plain).p, plain.p); /* copies nothing */
	cs_str_t spelt = cs_spelt_out(&scratch, CS_STR("Öre Sjömåg"));
	assert_string_equal(cs_strndup(&scratch, spelt.p, spelt.n), "Oere Sjoemaag");
	assert_int_equal(cs_spelt_out(&scratch, CS_STR("José")).n, 0);

	cs_diag_t d;
	compile("[a]\nkind org\nname Za'ari | L'Obs | Möller\ncode AAA\n", "", &d);
	assert_int_equal(d.n_errors, 0);
	static const char *const same[] = {"Zaari", "Za’ari", "ZA'ARI", "Möller", "Moller", "Moeller"};
	for (size_t i = 0; i < CS_COUNT(same); i++) {
		uint32_t id = cs_name_find(&lex.words, &scratch, cs_strz(same[i]));
		assert_int_not_equal(id, CS_NONE);
		assert_int_not_equal(cs_alias_step(lex.actors, 0, id), CS_NONE);
	}
	uint32_t id = cs_name_find(&lex.words, &scratch, CS_STR("l’Obs"));
	uint32_t first = cs_alias_first(lex.actors, cs_alias_step(lex.actors, 0, id));
	assert_true(cs_alias_at(lex.actors, first)->flags & CS_AL_PROPER);
}

static int teardown(void **state)
{
	(void)state;
	cs_arena_clear(&lex.arena);
	cs_arena_clear(&scratch);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_days),
	    cmocka_unit_test(test_join),
	    cmocka_unit_test(test_mistakes),
	    cmocka_unit_test(test_terms),
	    cmocka_unit_test(test_names_and_codes),
	    cmocka_unit_test(test_atoms),
	    cmocka_unit_test(test_names_of_all_shapes),
	    cmocka_unit_test(test_surnames),
	    cmocka_unit_test(test_spellings),
	};
	cs_arena_init(&lex.arena, &oom);
	cs_arena_init(&scratch, &oom);
	if (setjmp(oom))
		return 1;
	return cmocka_run_group_tests(tests, NULL, teardown);
}
