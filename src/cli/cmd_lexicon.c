/* cmd_lexicon.c - `casus lexicon`: check, coverage, missing, find, effect. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

typedef struct tally {
	bool quiet;
	unsigned errors, warnings;
} tally_t;

static void hear(void *user, const casus_finding_t *f)
{
	tally_t *t = user;
	t->errors += f->is_error == 1;
	t->warnings += f->is_error == 0 && f->file && *f->file;
	if (t->quiet && f->is_error != 1)
		return;
	if (f->file && *f->file) {
		printf("%s", f->file);
		if (f->line)
			printf(":%u", f->line);
		if (f->line && f->col)
			printf(":%u", f->col);
		printf(": %s: ", f->is_error ? "error" : "warning");
		if (f->id && *f->id)
			printf("[%s] ", f->id);
	}
	printf("%s\n", f->msg);
}

typedef struct lexicon_args {
	cli_engine_t engine;
	const char *what, *format, *years, *states, *min, *top, *corpus, *against;
	cli_missing_t missing;
	bool quiet;
	char **files;
	int n_files;
} lexicon_args_t;

static int check(lexicon_args_t *a)
{
	tally_t tally = {.quiet = a->quiet};
	uint32_t n_errors = 0;
	casus_error_t err;
	if (a->n_files)
		a->engine.options.lexicon_dir = a->files[0];
	cli_find_data(&a->engine);
	if (casus_lexicon_check(&a->engine.options, hear, &tally, &n_errors, &err) != CASUS_OK) {
		cli_error(&err, NULL);
		return EXIT_SOME_FAILED;
	}
	printf("%u errors, %u warnings\n", n_errors, tally.warnings);
	return n_errors ? EXIT_SOME_FAILED : EXIT_FINE;
}

/* "1990..2026" */
static bool years(const char *s, int *first, int *last)
{
	char *dots, *end;
	long a = strtol(s, &dots, 10);
	if (dots == s || strncmp(dots, "..", 2) != 0 || a < 0 || a > 9999)
		return false;
	long b = strtol(dots + 2, &end, 10);
	if (end == dots + 2 || *end || b < 0 || b > 9999)
		return false;
	*first = (int)a;
	*last = (int)b;
	return true;
}

static int coverage(lexicon_args_t *a)
{
	int first = 1990, last = 2026;
	const char *format = a->format ? a->format : "text";
	if (a->years && !years(a->years, &first, &last))
		return cli_usage("lexicon", "--years is FIRST..LAST, not", a->years);
	if (strcmp(format, "text") != 0 && strcmp(format, "tsv") != 0 && strcmp(format, "html") != 0)
		return cli_usage("lexicon", "coverage has the formats text, tsv and html, not", format);
	if (a->n_files)
		return cli_usage("lexicon", "coverage reads no file", a->files[0]);
	casus_t *e = cli_open(&a->engine);
	casus_error_t err;
	if (!e)
		return EXIT_SOME_FAILED;
	casus_rc_t rc = casus_coverage_write(e, a->states, first, last, format, cli_put, stdout, &err);
	if (rc != CASUS_OK)
		cli_error(&err, NULL);
	casus_close(e);
	return rc == CASUS_OK ? EXIT_FINE : rc == CASUS_EARG ? EXIT_USAGE : EXIT_SOME_FAILED;
}

static bool number(const char *s, unsigned *out)
{
	char *end;
	unsigned long v = s ? strtoul(s, &end, 10) : *out;
	if (s && (*end || v < 1 || v > 1000000))
		return false;
	*out = (unsigned)v;
	return true;
}

static int missing(lexicon_args_t *a)
{
	a->missing.min = 2;
	a->missing.top = 200;
	if (!number(a->min, &a->missing.min))
		return cli_usage("lexicon", "--min is a number from 1 on, not", a->min);
	if (!number(a->top, &a->missing.top))
		return cli_usage("lexicon", "--top is a number from 1 on, not", a->top);
	if (a->format && strcmp(a->format, "text") != 0 && strcmp(a->format, "tsv") != 0)
		return cli_usage("lexicon", "missing has the formats text and tsv, not", a->format);
	if (a->missing.date && !cli_is_date(a->missing.date))
		return cli_usage("lexicon", "--date is YYYY-MM-DD, not", a->missing.date);
	if (!a->n_files)
		return cli_usage("lexicon", "missing needs a file", NULL);
	a->missing.tsv = a->format && strcmp(a->format, "tsv") == 0;
	casus_t *e = cli_open(&a->engine);
	if (!e)
		return EXIT_SOME_FAILED;
	int status = cli_missing(e, a->files, a->n_files, &a->missing);
	casus_close(e);
	return status;
}

static int find(lexicon_args_t *a)
{
	if (a->n_files != 1)
		return cli_usage("lexicon", "find needs one word, or several in quotation marks", NULL);
	if (!a->files[0][0])
		return cli_usage("lexicon", "find needs a word", NULL);
	cli_find_data(&a->engine);
	return cli_find(&a->engine, a->files[0]);
}

static int effect(lexicon_args_t *a)
{
	cli_effect_t o = {.input_format = a->missing.input_format, .date = a->missing.date, .top = 50};
	cli_engine_t before = a->engine;
	if (!number(a->top, &o.top))
		return cli_usage("lexicon", "--top is a number from 1 on, not", a->top);
	if (o.date && !cli_is_date(o.date))
		return cli_usage("lexicon", "--date is YYYY-MM-DD, not", o.date);
	if (!a->corpus && !a->n_files)
		return cli_usage("lexicon", "effect needs --corpus FILE", NULL);
	if (!a->engine.options.lexicon_dir && !a->engine.options.overlay_dir)
		return cli_usage("lexicon", "effect compares with --lexicon DIR or --overlay DIR: give one",
		                 NULL);
	before.options.lexicon_dir = a->against;
	before.options.overlay_dir = NULL;
	if (a->corpus)
		a->files[a->n_files++] = (char *)(uintptr_t)a->corpus;
	casus_t *old = cli_open(&before), *now = old ? cli_open(&a->engine) : NULL;
	int status = now ? cli_effect(old, now, a->files, a->n_files, &o) : EXIT_SOME_FAILED;
	casus_close(now);
	casus_close(old);
	return status;
}

static int read_args(lexicon_args_t *a, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		const char **to = NULL;
		int taken = cli_engine_option(&a->engine, argc, argv, &i);
		if (taken < 0)
			return EXIT_USAGE;
		if (taken)
			continue;
		if (strcmp(argv[i], "--quiet") == 0 || strcmp(argv[i], "-q") == 0) {
			a->quiet = true;
			continue;
		}
		if (argv[i][0] != '-' || argv[i][1] == 0) {
			if (!a->what)
				a->what = argv[i];
			else
				a->files[a->n_files++] = argv[i];
			continue;
		}
		to = cli_is_option(argv[i], "--format")         ? &a->format
		     : cli_is_option(argv[i], "--years")        ? &a->years
		     : cli_is_option(argv[i], "--states")       ? &a->states
		     : cli_is_option(argv[i], "--min")          ? &a->min
		     : cli_is_option(argv[i], "--top")          ? &a->top
		     : cli_is_option(argv[i], "--corpus")       ? &a->corpus
		     : cli_is_option(argv[i], "--against")      ? &a->against
		     : cli_is_option(argv[i], "--date")         ? &a->missing.date
		     : cli_is_option(argv[i], "--input-format") ? &a->missing.input_format
		                                                : NULL;
		if (!to)
			return cli_usage(argv[0], "there is no option", argv[i]);
		*to = cli_value(argc, argv, &i);
		if (!*to)
			return EXIT_USAGE;
	}
	return EXIT_FINE;
}

static int run_lexicon(int argc, char **argv)
{
	static const struct {
		const char *name;
		int (*run)(lexicon_args_t *);
	} what[] = {{"check", check},
	            {"coverage", coverage},
	            {"missing", missing},
	            {"find", find},
	            {"effect", effect}};
	lexicon_args_t a = {.files = calloc((size_t)argc + 1, sizeof(char *))};
	int status = a.files ? read_args(&a, argc, argv) : EXIT_SOME_FAILED;
	if (status == EXIT_FINE) {
		size_t i = 0;
		while (a.what && i < sizeof what / sizeof *what && strcmp(what[i].name, a.what) != 0)
			i++;
		if (!a.what || i == sizeof what / sizeof *what)
			status = cli_usage(argv[0],
			                   a.what ? "there is no"
			                          : "say what to do: check, coverage, missing, find, effect",
			                   a.what);
		else
			status = what[i].run(&a);
	}
	free(a.files);
	return status;
}

const cli_command_t cmd_lexicon = {
    "lexicon", "checks what casus knows, and tells what it does not",
    "usage: casus lexicon check [OPTION…] [DIR]\n"
    "       casus lexicon coverage [OPTION…]\n"
    "       casus lexicon missing [OPTION…] FILE…\n"
    "       casus lexicon find [OPTION…] WORD\n"
    "       casus lexicon effect --corpus FILE --lexicon DIR | --overlay DIR [--against DIR]\n\n"
    "check reads the whole lexicon (or the one in DIR) and names every mistake with file, line "
    "and\n"
    "column: syntax, ids, codes, dates, terms that overlap, aliases that nothing can reach. Then "
    "it\n"
    "codes the examples of every rule, on their reviewed trees, where all have to hold, and with "
    "the\n"
    "live parser, where the rate is reported.\n\n"
    "coverage tells how much of the time the offices of heads of state and government and of "
    "foreign,\n"
    "defence, interior and finance ministers are held by somebody known, with the gaps.\n\n"
    "missing codes documents and lists the names that look like actors and have no entry: with\n"
    "counts, contexts and a proposed entry. What it writes is a draft for an overlay.\n\n"
    "find lists the entries and rules that have a word, with file and line.\n\n"
    "effect codes a corpus with the lexicon as it was (the one that came with casus, or --against) "
    "and with\n"
    "yours, and lists the events that come, go or change, and by which rules.\n\n"
    "  --quiet                check: errors only\n"
    "  --format FORMAT        coverage: text, tsv, html; missing: text, tsv\n"
    "  --years FIRST..LAST    coverage (1990..2026)\n"
    "  --states ID,ID         coverage: of these, or of their members (g20,irn); else the members "
    "of the\n"
    "                         United Nations\n"
    "  --min N, --top N       missing: documents a name has at least (2); names at most (200); "
    "effect:\n"
    "                         examples at most (50)\n"
    "  --corpus FILE          effect: documents, as for casus code\n"
    "  --against DIR          effect: the lexicon to compare with\n"
    "  --date YYYY-MM-DD      missing, effect: of documents that have none\n"
    "  --input-format FORMAT  missing, effect: jsonl or txt, whatever the file's name says\n"
    "  --lexicon DIR          another lexicon than the one that came with casus\n"
    "  --overlay DIR          entries of your own, read after the lexicon\n"
    "  --model FILE           another model\n"
    "  --data DIR             the folder that holds lexicon/ and models/ (also: $CASUS_DATA)\n"
    "\nexit status: 0; 1 where there are errors; 2 for wrong use\n\n"
    "examples:\n"
    "  casus lexicon check --quiet my-lexicon\n"
    "  casus lexicon coverage --format html > coverage.html\n"
    "  casus lexicon missing --min 3 news.jsonl.gz > overlay/actors/new.txt\n"
    "  casus lexicon find attack\n"
    "  casus lexicon effect --overlay mine --corpus news.jsonl.gz\n",
    run_lexicon};
