/* cmd_lexicon.c - `casus lexicon check`. */
#include "cli/cli.h"

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

static int run_lexicon(int argc, char **argv)
{
	cli_engine_t engine = {0};
	tally_t tally = {0};
	const char *what = NULL;
	for (int i = 1; i < argc; i++) {
		int taken = cli_engine_option(&engine, argc, argv, &i);
		if (taken < 0)
			return EXIT_USAGE;
		if (taken)
			continue;
		if (strcmp(argv[i], "--quiet") == 0 || strcmp(argv[i], "-q") == 0)
			tally.quiet = true;
		else if (argv[i][0] == '-')
			return cli_usage(argv[0], "there is no option", argv[i]);
		else if (!what)
			what = argv[i];
		else
			engine.options.lexicon_dir = argv[i];
	}
	if (!what || strcmp(what, "check") != 0)
		return cli_usage(argv[0], what ? "there is no" : "say what to do: check", what);
	cli_find_data(&engine);
	uint32_t n_errors = 0;
	casus_error_t err;
	if (casus_lexicon_check(&engine.options, hear, &tally, &n_errors, &err) != CASUS_OK) {
		cli_error(&err, NULL);
		return EXIT_SOME_FAILED;
	}
	printf("%u errors, %u warnings\n", n_errors, tally.warnings);
	return n_errors ? EXIT_SOME_FAILED : EXIT_FINE;
}

const cli_command_t cmd_lexicon = {
    "lexicon", "checks what casus knows: actors, rules, examples",
    "usage: casus lexicon check [OPTION…] [DIR]\n\n"
    "Reads the whole lexicon (or the one in DIR) and names every mistake with file, line and "
    "column:\n"
    "syntax, ids, codes, dates. Then it codes the examples of every rule, on their reviewed "
    "trees,\n"
    "where all have to hold, and with the live parser, where the rate is reported.\n\n"
    "  --quiet                errors only\n"
    "  --overlay DIR          entries of your own, read after the lexicon\n"
    "  --model FILE           another model\n"
    "  --data DIR             the folder that holds lexicon/ and models/ (also: $CASUS_DATA)\n"
    "\nexit status: 0; 1 where there are errors; 2 for wrong use\n\n"
    "examples:\n"
    "  casus lexicon check\n"
    "  casus lexicon check --quiet my-lexicon\n",
    run_lexicon};
