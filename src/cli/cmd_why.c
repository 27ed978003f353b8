/* cmd_why.c - `casus why`: why a sentence was coded as it was. The words of the command line are the
 * text; or standard input is, where they are "-". */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

typedef struct why_args {
	cli_engine_t engine;
	const char *date, *format;
	char *text; /* the words, apart by blanks; there is room for all arguments */
	size_t len, n_words;
	bool from_stdin;
} why_args_t;

static void add_word(why_args_t *a, const char *word)
{
	size_t n = strlen(word);
	if (a->n_words++)
		a->text[a->len++] = ' ';
	memcpy(a->text + a->len, word, n);
	a->len += n;
}

static int read_args(why_args_t *a, int argc, char **argv)
{
	bool only_words = false;
	for (int i = 1; i < argc; i++) {
		if (only_words || argv[i][0] != '-') {
			add_word(a, argv[i]);
			continue;
		}
		if (strcmp(argv[i], "-") == 0) {
			a->from_stdin = true;
			continue;
		}
		if (strcmp(argv[i], "--") == 0) {
			only_words = true;
			continue;
		}
		int taken = cli_engine_option(&a->engine, argc, argv, &i);
		if (taken < 0)
			return EXIT_USAGE;
		if (taken)
			continue;
		const char **to = cli_is_option(argv[i], "--date")     ? &a->date
		                  : cli_is_option(argv[i], "--format") ? &a->format
		                                                       : NULL;
		if (!to)
			return cli_usage(argv[0], "there is no option", argv[i]);
		*to = cli_value(argc, argv, &i);
		if (!*to)
			return EXIT_USAGE;
	}
	if (!a->n_words && !a->from_stdin)
		return cli_usage(argv[0], "say which sentence, or - for standard input", NULL);
	if (a->n_words && a->from_stdin)
		return cli_usage(argv[0], "a sentence or -, not both", NULL);
	if (a->date && !cli_is_date(a->date))
		return cli_usage(argv[0], "--date is YYYY-MM-DD, not", a->date);
	if (strcmp(a->format, "text") != 0 && strcmp(a->format, "json") != 0)
		return cli_usage(argv[0], "--format is text or json, not", a->format);
	return EXIT_FINE;
}

/* The document of standard input, or the words as one. */
static casus_rc_t get_text(const why_args_t *a, cs_input_doc_t *doc, casus_error_t *err)
{
	cs_input_t *in = NULL;
	if (!a->from_stdin) {
		doc->article = (casus_article_t){.text = a->text, .len = a->len};
		return CASUS_OK;
	}
	casus_rc_t rc = cs_input_open(&in, "-", "txt", err);
	if (rc == CASUS_OK) {
		cs_input_got_t got = cs_input_next(in, doc, err);
		rc = got == CS_GOT_DOC || got == CS_GOT_END ? CASUS_OK : err->rc;
	}
	cs_input_close(in);
	return rc;
}

static int answer(why_args_t *a)
{
	cs_input_doc_t doc = {0};
	casus_error_t err = {0};
	casus_t *e = cli_open(&a->engine);
	if (!e)
		return EXIT_SOME_FAILED;
	casus_ctx_t *ctx = casus_ctx_new(e);
	casus_rc_t rc = ctx ? get_text(a, &doc, &err) : CASUS_ENOMEM;
	if (!ctx)
		(void)snprintf(err.msg, sizeof err.msg, "out of memory");
	if (rc == CASUS_OK) {
		doc.article.date = a->date;
		rc = casus_why_write(ctx, &doc.article, a->format, cli_put, stdout, &err);
	}
	if (rc != CASUS_OK)
		cli_error(&err, NULL);
	cs_input_doc_clear(&doc);
	casus_ctx_free(ctx);
	casus_close(e);
	return rc == CASUS_OK && fflush(stdout) == 0 ? EXIT_FINE : EXIT_SOME_FAILED;
}

static int run_why(int argc, char **argv)
{
	why_args_t a = {.format = "text"};
	size_t room = 1;
	for (int i = 1; i < argc; i++)
		room += strlen(argv[i]) + 1;
	a.text = calloc(1, room);
	if (!a.text) {
		fputs("casus: out of memory\n", stderr);
		return EXIT_SOME_FAILED;
	}
	int status = read_args(&a, argc, argv);
	if (status == EXIT_FINE)
		status = answer(&a);
	free(a.text);
	return status;
}

const cli_command_t cmd_why = {
    "why", "why a sentence is coded as it is, or not at all",
    "usage: casus why [OPTION…] SENTENCE…\n"
    "       casus why [OPTION…] - < FILE\n\n"
    "Codes the words of the command line, or plain text on standard input (-), as `casus code` "
    "does,\n"
    "and tells of each sentence: its tree; who is named, with code and office, and how that was\n"
    "settled; of each predicate the rule that fired with its file and line, those that fit too "
    "and\n"
    "why they are behind, those that nearly fired and what stopped them; what changed the act\n"
    "(negation, future, a condition); what the learned layer made of it, with its scores; the "
    "events,\n"
    "or why there is none.\n\n"
    "  --date YYYY-MM-DD      publication date: offices and times count from it\n"
    "  --format FORMAT        text or json (docs/records.md)\n"
    "  --lexicon DIR          another lexicon than the one that came with casus\n"
    "  --overlay DIR          entries of your own, read after the lexicon\n"
    "  --model FILE           another model\n"
    "  --places FILE          another gazetteer; --places= for none\n"
    "  --data DIR             the folder that holds lexicon/ and models/ (also: $CASUS_DATA)\n"
    "\nexit status: 0; 1 where the text cannot be coded; 2 for wrong use\n\n"
    "examples:\n"
    "  casus why 'Norway expelled two Russian diplomats on Thursday.' --date 2024-03-15\n"
    "  casus why --overlay mine 'Customs officers impounded a Ruritanian ship.'\n"
    "  casus why - < article.txt\n",
    run_why};
