/* Golden cases of the actor stage (tests/golden/actor/README.md): trees written by hand, a small
 * lexicon, the mentions and entities expected. With CASUS_GOLDEN_UPDATE set, files are rewritten. */
#include "unit.h"

#include "actor/actor.h"
#include "lex/actors.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

static jmp_buf oom;
static cs_arena_t arena, scratch;
static cs_lex_t lex;

static void tell(void *user, const casus_finding_t *f)
{
	(void)user;
	print_message("%s:%u:%u [%s] %s\n", f->file, f->line, f->col, f->id, f->msg);
}

static int open_lexicon(void **state)
{
	(void)state;
	cs_arena_init(&lex.arena, &oom);
	cs_arena_init(&arena, &oom);
	cs_arena_init(&scratch, &oom);
	if (setjmp(oom))
		return 1;
	cs_diag_t d = {.fn = tell};
	return !cs_lex_open(&lex, CASUS_SOURCE_DIR "/tests/fixtures/lexicon-actors", NULL, &d);
}

static int close_lexicon(void **state)
{
	(void)state;
	cs_lex_close(&lex);
	cs_arena_clear(&arena);
	cs_arena_clear(&scratch);
	return 0;
}

static const char *upos_of(const char *x, const char *rel)
{
	if (strncmp(rel, "aux", 3) == 0 || strcmp(rel, "cop") == 0)
		return "AUX";
	static const char *const map[][2] = {
	    {"NNPS", "PROPN"}, {"NNP", "PROPN"}, {"NN", "NOUN"}, {"JJ", "ADJ"},   {"VB", "VERB"},
	    {"MD", "AUX"},     {"IN", "ADP"},    {"DT", "DET"},  {"PRP", "PRON"}, {"WP", "PRON"},
	    {"CD", "NUM"},     {"CC", "CCONJ"},  {"TO", "PART"}, {"POS", "PART"}, {"RB", "ADV"},
	    {"EX", "PRON"},    {"RP", "ADP"}};
	for (size_t i = 0; i < CS_COUNT(map); i++)
		if (strncmp(x, map[i][0], strlen(map[i][0])) == 0)
			return map[i][1];
	return "PUNCT";
}

/* "word/XPOS/HEAD/deprel …" as CoNLL-U. No space stands before closing punctuation and clitics. */
static void sentence(cs_buf_t *out, char *line)
{
	int n = 0;
	char *save = NULL;
	cs_buf_str(out, "# newpar\n");
	char *words[200];
	for (char *w = strtok_r(line, " ", &save); w && n < 200; w = strtok_r(NULL, " ", &save))
		words[n++] = w;
	for (int i = 0; i < n; i++) {
		char *rel = strrchr(words[i], '/');
		*rel++ = 0;
		char *head = strrchr(words[i], '/');
		*head++ = 0;
		char *x = strrchr(words[i], '/');
		*x++ = 0;
		const char *next = i + 1 < n ? words[i + 1] : "";
		bool glued =
		    (next[0] && strchr(",.;:)-'", next[0])) || words[i][0] == '(' || words[i][0] == '-';
		cs_buf_printf(out, "%d\t%s\t%s\t%s\t%s\t_\t%s\t%s\t_\t%s\n", i + 1, words[i], words[i],
		              upos_of(x, rel), x, head, rel, glued ? "SpaceAfter=No" : "_");
	}
	cs_buf_str(out, "\n");
}

static void describe(const cs_doc_t *doc, cs_buf_t *out)
{
	static const char *const type[] = {"name", "nominal", "pronoun"};
	for (uint32_t i = 0; i < doc->mentions.n; i++) {
		const cs_mention_t *m = &doc->mentions.p[i];
		uint32_t a = doc->words.p[m->begin].begin, b = doc->words.p[m->end - 1].end;
		cs_buf_printf(out, "%-8s %.*s -> ", type[m->type], (int)(b - a), doc->buf.p + a);
		if (m->entity == CS_NONE) {
			cs_buf_str(out, "?");
		} else {
			const cs_entity_t *e = &doc->entities.p[m->entity];
			cs_buf_printf(out, "%.*s %s", (int)e->name.n, e->name.p, e->code ? e->code : "-");
			if (!e->acts)
				cs_buf_str(out, " (acts not)");
			if (e->office && m->type != CS_M_PRONOUN)
				cs_buf_printf(out, " (%s)", e->office);
		}
		if (m->given)
			cs_buf_str(out, " given");
		if (m->modifier_of != CS_NONE)
			cs_buf_printf(out, " in %u", m->modifier_of + 1);
		if (m->with != CS_NONE)
			cs_buf_printf(out, " with %u", m->with + 1);
		cs_buf_str(out, "\n");
	}
}

/* Runs one case; what it gives goes to out. */
static void run_case(cs_str_t body, cs_buf_t *out)
{
	cs_buf_t text = {.arena = &arena};
	cs_str_t rest = body, line, known[16];
	uint32_t n_known = 0;
	const char *publisher = NULL;
	cs_doc_t *doc = CS_NEW(&arena, cs_doc_t);
	int32_t last;

	cs_arena_init(&doc->arena, &oom);
	doc->day = CS_NO_DAY;
	while (cs_split(&rest, '\n', &line)) {
		if (line.n == 0)
			continue;
		if (cs_starts(line, ":date "))
			assert_true(cs_day_read(cs_str(line.p + 6, line.n - 6), &doc->day, &last));
		else if (cs_starts(line, ":publisher "))
			publisher = cs_strndup(&arena, line.p + 11, line.n - 11);
		else if (cs_starts(line, ":known "))
			known[n_known++] = cs_str(line.p + 7, line.n - 7);
		else
			sentence(&text, cs_strndup(&arena, line.p, line.n));
	}
	int32_t day = doc->day;
	casus_error_t err = {0};
	if (cs_conllu_read(doc, cs_str(text.p, text.n), "case", &err) != CASUS_OK)
		fail_msg("%s:%u %s", err.file, err.line, err.msg);
	doc->day = day;
	doc->publisher = publisher;
	for (uint32_t i = 0; i < doc->words.n; i++) {
		cs_word_t *w = &doc->words.p[i];
		w->norm_id = cs_intern_find(&lex.words, cs_fold(&scratch, w->form));
		w->lemma_id = w->norm_id;
	}
	for (uint32_t i = 0; i < n_known; i++)
		for (uint32_t at = 0; at + known[i].n <= doc->buf.n; at++)
			if (memcmp(doc->buf.p + at, known[i].p, known[i].n) == 0) {
				*CS_PUSH(&doc->arena, &doc->known) = (cs_known_t){at, at + known[i].n, NULL};
				break;
			}
	cs_actor_run(&lex, doc, &scratch);
	describe(doc, out);
	cs_arena_clear(&doc->arena);
	cs_arena_reset(&scratch);
}

static cs_str_t trimmed(cs_str_t s)
{
	return cs_trim(s);
}

static int golden_file(const char *path)
{
	cs_file_t f;
	casus_error_t err;
	int wrong = 0;
	cs_buf_t now = {.arena = &arena};

	assert_int_equal(cs_file_open(&f, path, &err), CASUS_OK);
	cs_str_t all = cs_str(cs_strndup(&arena, f.data, f.n), f.n);
	cs_file_close(&f);
	const char *p = all.p, *end = all.p + all.n;
	while (p < end) {
		const char *head_end = strchr(p, '\n');
		const char *sep = strstr(p, "\n---\n");
		const char *next = sep ? strstr(sep, "\n=== ") : NULL;
		if (!head_end || !sep)
			break;
		const char *stop = next ? next + 1 : end;
		cs_str_t body = cs_str(head_end + 1, (size_t)(sep + 1 - (head_end + 1)));
		cs_str_t want = trimmed(cs_str(sep + 5, (size_t)(stop - (sep + 5))));
		cs_buf_t got = {.arena = &arena};
		run_case(body, &got);
		cs_str_t have = trimmed(cs_str(got.p ? got.p : "", got.n));
		if (!cs_eq(want, have)) {
			wrong++;
			print_message("%s: %.*s\nexpected:\n%.*s\ngot:\n%.*s\n\n", path, (int)(head_end - p), p,
			              (int)want.n, want.p, (int)have.n, have.p);
		}
		cs_buf_printf(&now, "%.*s---\n%.*s\n\n", (int)(sep + 1 - p), p, (int)have.n, have.p);
		p = stop;
	}
	if (wrong && getenv("CASUS_GOLDEN_UPDATE")) {
		FILE *o = fopen(path, "w");
		assert_non_null(o);
		fwrite(now.p, 1, now.n ? now.n - 1 : 0, o);
		fclose(o);
	}
	return wrong;
}

static void test_golden(void **state)
{
	(void)state;
	const char *dir = CASUS_SOURCE_DIR "/tests/golden/actor";
	DIR *h = opendir(dir);
	int wrong = 0, files = 0;
	assert_non_null(h);
	for (struct dirent *e; (e = readdir(h));) {
		if (!cs_ends(cs_strz(e->d_name), ".txt"))
			continue;
		files++;
		wrong += golden_file(cs_sprintf(&arena, "%s/%s", dir, e->d_name));
	}
	closedir(h);
	assert_true(files > 0);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_golden)};
	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
