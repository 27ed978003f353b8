/* The predicate-argument layer against hand-checked trees (tests/golden/prop), and against trees
 * that are nonsense. A golden file holds cases: a title, a tree in CoNLL-U, and the layer's dump.
 * CASUS_GOLDEN_UPDATE=1 rewrites the dumps; the difference is for people to review. */
#include "unit.h"

#include "lex/light.h"
#include "lex/rules.h"
#include "prop/prop.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#define FOLDER CASUS_SOURCE_DIR "/tests/golden/prop"

static jmp_buf oom;
static cs_arena_t files;
static cs_lex_t lex;

static cs_str_t read_file(const char *path)
{
	cs_file_t f;
	casus_error_t err;
	cs_str_t s;

	if (cs_file_open(&f, path, &err) != CASUS_OK)
		fail_msg("%s: %s", path, err.msg);
	s = cs_str(cs_strndup(&files, f.data, f.n), f.n);
	cs_file_close(&f);
	return s;
}

/* Light verbs from a lexicon file, and the nouns that count as predicates: one on each line. */
static int setup(void **state)
{
	cs_diag_t diag = {0};
	cs_lex_blocks_t blocks = {0};
	cs_str_t nouns, line;

	(void)state;
	if (setjmp(oom))
		return 1;
	cs_arena_init(&files, &oom);
	cs_arena_init(&lex.arena, &oom);
	cs_block_read(&lex.arena, &blocks, read_file(FOLDER "/light.lexicon"), "light.lexicon", &diag);
	for (uint32_t i = 0; i < blocks.n; i++) {
		blocks.p[i].folder = "rules/light.txt";
		*CS_PUSH(&lex.arena, &lex.blocks) = blocks.p[i];
	}
	cs_rules_compile(&lex, &diag);
	assert_int_equal(diag.n_errors, 0);
	nouns = read_file(FOLDER "/nouns.lexicon");
	while (cs_split(&nouns, '\n', &line))
		if (line.n && line.p[0] != '#')
			cs_rules_add_noun_pred(&lex, cs_lex_word(&lex, line));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	cs_arena_clear(&files);
	cs_lex_close(&lex);
	return 0;
}

static void run(cs_doc_t *d, cs_arena_t *scratch)
{
	for (uint32_t i = 0; i < d->words.n; i++) {
		cs_word_t *w = cs_w(d, i);
		w->norm_id = cs_intern_find(&lex.words, cs_fold(scratch, w->form));
		w->lemma_id = cs_intern_find(&lex.words, cs_fold(scratch, w->lemma));
	}
	cs_prop_run(&lex, d, scratch);
}

/* ---- golden files ------------------------------------------------------------------------- */

static cs_str_t dump(cs_str_t tree, bool headline, const char *name)
{
	cs_doc_t d = {0};
	cs_arena_t scratch;
	casus_error_t err;
	cs_buf_t b = {.arena = &files};

	cs_arena_init(&d.arena, &oom);
	cs_arena_init(&scratch, &oom);
	if (cs_conllu_read(&d, tree, name, &err) != CASUS_OK)
		fail_msg("%s: line %u: %s", name, err.line, err.msg);
	for (uint32_t i = 0; headline && i < d.sents.n; i++)
		d.sents.p[i].flags |= CS_S_HEADLINE;
	run(&d, &scratch);
	cs_buf_add(&b, "", 0);
	cs_prop_write(&d, &b);
	cs_arena_clear(&scratch);
	cs_arena_clear(&d.arena);
	return cs_str(b.p, b.n);
}

static bool next_line(cs_str_t *rest, cs_str_t *line)
{
	const char *nl;

	if (!rest->n)
		return false;
	nl = memchr(rest->p, '\n', rest->n);
	*line = cs_str(rest->p, nl ? (size_t)(nl - rest->p) : rest->n);
	rest->n -= line->n + (nl ? 1 : 0);
	rest->p += line->n + (nl ? 1 : 0);
	return true;
}

/* Runs the cases of one file; returns how many failed. */
static uint32_t run_file(const char *name, uint32_t *cases)
{
	const char *path = cs_sprintf(&files, "%s/%s", FOLDER, name);
	const char *update = getenv("CASUS_GOLDEN_UPDATE");
	cs_str_t rest = read_file(path), line;
	cs_buf_t out = {.arena = &files};
	uint32_t failed = 0;
	bool more = next_line(&rest, &line);

	while (more) {
		cs_buf_t tree = {.arena = &files}, want = {.arena = &files};
		cs_str_t title = line, got;
		bool headline = false;

		if (!cs_starts(line, "=== ")) {
			more = next_line(&rest, &line);
			continue;
		}
		cs_buf_printf(&out, "%.*s\n", (int)title.n, title.p);
		while ((more = next_line(&rest, &line)) && !cs_eqz(line, "---")) {
			if (cs_eqz(line, ":headline"))
				headline = true;
			else
				cs_buf_printf(&tree, "%.*s\n", (int)line.n, line.p);
		}
		while ((more = next_line(&rest, &line)) && !cs_starts(line, "=== "))
			cs_buf_printf(&want, "%.*s\n", (int)line.n, line.p);
		got = dump(cs_str(tree.p, tree.n), headline, path);
		cs_buf_printf(&out, "%s%.*s---\n%.*s", headline ? ":headline\n" : "", (int)tree.n, tree.p,
		              (int)got.n, got.p);
		(*cases)++;
		if (!cs_eq(cs_trim(got), cs_trim(cs_str(want.p, want.n))) && !update) {
			failed++;
			print_error("%s: %.*s\n  expected\n%.*s  found\n%.*s", name, (int)title.n, title.p,
			            (int)want.n, want.p, (int)got.n, got.p);
		}
	}
	if (update) {
		FILE *f = fopen(path, "w");
		assert_non_null(f);
		assert_int_equal(fwrite(out.p, 1, out.n, f), out.n);
		assert_int_equal(fclose(f), 0);
	}
	return failed;
}

static void golden(void **state)
{
	DIR *dir = opendir(FOLDER);
	uint32_t cases = 0, failed = 0;

	(void)state;
	assert_non_null(dir);
	for (struct dirent *e; (e = readdir(dir));)
		if (cs_ends(cs_strz(e->d_name), ".txt"))
			failed += run_file(e->d_name, &cases);
	closedir(dir);
	assert_int_equal(failed, 0);
	assert_true(cases >= 40);
}

/* ---- what holds whatever the tree --------------------------------------------------------- */

static void check_frames(const cs_doc_t *d)
{
	for (uint32_t i = 0; i < d->frames.n; i++) {
		const cs_frame_t *f = &d->frames.p[i];
		uint32_t up = i, steps = 0;

		assert_true(f->head < d->words.n);
		assert_int_equal(d->frame_of[f->head], i);
		assert_true(i == 0 || d->frames.p[i - 1].head < f->head);
		while (up != CS_NONE && steps <= d->frames.n) {
			up = d->frames.p[up].parent;
			steps++;
		}
		assert_true(steps <= d->frames.n);
		for (uint32_t k = f->arg_begin; k < f->arg_end; k++) {
			assert_true(d->args.p[k].head < d->words.n);
			assert_true(d->args.p[k].frame == CS_NONE || d->args.p[k].frame < d->frames.n);
		}
	}
}

/* Arguments that stand in their place must not lead in a circle: peel off frames without inner
 * ones. */
static void check_circles(const cs_doc_t *d, cs_arena_t *scratch)
{
	bool *done = CS_NEW_N(scratch, bool, d->frames.n);
	uint32_t left = d->frames.n;

	for (bool moved = true; moved && left;) {
		moved = false;
		for (uint32_t i = 0; i < d->frames.n; i++) {
			bool inner = false;

			if (done[i])
				continue;
			for (uint32_t k = d->frames.p[i].arg_begin; k < d->frames.p[i].arg_end; k++) {
				const cs_arg_t *a = &d->args.p[k];
				inner = inner || (!a->inherited && a->frame != CS_NONE && !done[a->frame]);
			}
			if (inner)
				continue;
			done[i] = moved = true;
			left--;
		}
	}
	assert_int_equal(left, 0);
}

static uint32_t dice(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33);
}

/* Real words, random heads and relations: circles, several roots, none, and heads in other
 * sentences. */
static void nonsense(void **state)
{
	cs_str_t file = read_file(FOLDER "/light.txt"), line;
	cs_buf_t trees = {.arena = &files};
	uint64_t seed = 20170413;
	bool tree = false;

	(void)state;
	while (next_line(&file, &line)) {
		if (cs_starts(line, "=== "))
			tree = true;
		else if (cs_eqz(line, "---"))
			tree = false, cs_buf_str(&trees, "\n");
		else if (tree)
			cs_buf_printf(&trees, "%.*s\n", (int)line.n, line.p);
	}
	for (int round = 0; round < 3000; round++) {
		cs_doc_t d = {0};
		cs_arena_t scratch;
		casus_error_t err;

		cs_arena_init(&d.arena, &oom);
		cs_arena_init(&scratch, &oom);
		assert_int_equal(cs_conllu_read(&d, cs_str(trees.p, trees.n), "trees", &err), CASUS_OK);
		for (uint32_t s = 0; s < d.sents.n; s++) {
			cs_range_t in = d.sents.p[s].words;

			for (uint32_t i = in.begin; i < in.end; i++) {
				cs_word_t *w = cs_w(&d, i);
				uint32_t r = dice(&seed) % 16;

				/* some rounds keep most of the tree, some none of it */
				if (round % 2 && r > 3)
					continue;
				w->head = r == 0   ? CS_NONE
				          : r == 1 ? dice(&seed) % d.words.n
				                   : in.begin + dice(&seed) % (in.end - in.begin);
				w->deprel = (uint8_t)(dice(&seed) % CS_N_DEPREL);
				if (r == 2)
					w->xpos = (uint8_t)(dice(&seed) % (CS_N_XPOS + 1));
				if (r == 3)
					w->upos = (uint8_t)(dice(&seed) % (CS_N_UPOS + 1));
			}
		}
		for (uint32_t s = 0; s < d.sents.n; s++)
			cs_tree_link(&d, s);
		run(&d, &scratch);
		check_frames(&d);
		check_circles(&d, &scratch);
		cs_arena_clear(&scratch);
		cs_arena_clear(&d.arena);
	}
}

static void light_lexicon(void **state)
{
	const cs_light_verb_t *v;

	(void)state;
	v = cs_light_find(lex.light, cs_intern_find(&lex.words, CS_STR("come")));
	assert_non_null(v);
	assert_int_equal(v->part, cs_intern_find(&lex.words, CS_STR("under")));
	assert_int_equal(lex.light->blocks.p[v->block].kind, CS_LIGHT_PASSIVE);
	assert_null(cs_light_find(lex.light, CS_NONE));
	assert_null(cs_light_find(lex.light, cs_intern_find(&lex.words, CS_STR("attack"))));
}

static void light_mistakes(void **state)
{
	static const char *const text[] = {
	    "[light.a]\nverb hold\nkind odd\n", "[light.a]\nkind active\n",
	    "[light.a]\nverb hold\nwhat ever\n", "[light.a]\nverb a b c d e\n",
	    "[light.a]\nverb hold\nnoun a b c d e\n"};

	(void)state;
	for (size_t i = 0; i < CS_COUNT(text); i++) {
		cs_lex_t bad = {0};
		casus_error_t err = {0};
		cs_diag_t diag = {.first = &err};

		cs_arena_init(&bad.arena, &oom);
		cs_block_read(&bad.arena, &bad.blocks, cs_strz(text[i]), "light.txt", &diag);
		for (uint32_t k = 0; k < bad.blocks.n; k++)
			bad.blocks.p[k].folder = "rules/light.txt";
		cs_light_compile(&bad, &diag);
		assert_int_equal(diag.n_errors, 1);
		assert_string_equal(err.file, "light.txt");
		assert_true(err.line >= 1);
		cs_lex_close(&bad);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(golden),
	    cmocka_unit_test(nonsense),
	    cmocka_unit_test(light_lexicon),
	    cmocka_unit_test(light_mistakes),
	};

	return cmocka_run_group_tests_name("prop", tests, setup, teardown);
}
