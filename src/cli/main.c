/* main.c - the casus program: a table of commands. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const cli_command_t *const commands[] = {&cmd_code,  &cmd_parse,   &cmd_accounts, &cmd_why,
                                                &cmd_actor, &cmd_lexicon, &cmd_audit};
enum { N_COMMANDS = sizeof commands / sizeof *commands };

static void overview(FILE *f)
{
	fputs("casus: news text in, political event data out\n\n"
	      "usage: casus COMMAND [OPTION…] [FILE…]\n\n",
	      f);
	for (size_t i = 0; i < N_COMMANDS; i++)
		fprintf(f, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
	fputs(
	    "\n  casus COMMAND --help   says more, with examples\n"
	    "  casus --version\n\n"
	    "examples:\n"
	    "  casus code article.txt                       a table of events on the terminal\n"
	    "  casus code --date 2017-04-13 < article.txt   a publication date, for offices and times\n"
	    "  casus code news.jsonl.gz > records.jsonl     a record a document\n"
	    "  casus parse article.txt                      tags and trees as CoNLL-U\n"
	    "  casus accounts article.txt                   who contradicts whom, and about what\n"
	    "  casus why 'Norway expelled two diplomats.'   why a sentence is coded so, or not at all\n"
	    "  casus actor Kerry --date 2014-05-01          what a name means on a day, and why\n"
	    "  casus lexicon check                          every entry, rule and example\n"
	    "  casus lexicon missing news.jsonl.gz          names that look like actors and are none\n",
	    f);
}

void cli_error(const casus_error_t *e, const char *id)
{
	fputs("casus: ", stderr);
	if (e->file[0]) {
		fputs(e->file, stderr);
		if (e->line)
			fprintf(stderr, ":%u", e->line);
		if (e->line && e->col)
			fprintf(stderr, ":%u", e->col);
		fputs(": ", stderr);
	}
	if (id)
		fprintf(stderr, "document %s: ", id);
	fprintf(stderr, "%s\n", e->msg);
}

int cli_usage(const char *command, const char *what, const char *arg)
{
	fprintf(stderr, "casus %s: %s%s%s%s\nTry 'casus %s --help'.\n", command, what, arg ? " '" : "",
	        arg ? arg : "", arg ? "'" : "", command);
	return EXIT_USAGE;
}

const char *cli_value(int argc, char **argv, int *i)
{
	const char *eq = strchr(argv[*i], '=');
	if (eq && argv[*i][0] == '-' && argv[*i][1] == '-')
		return eq + 1;
	if (*i + 1 >= argc) {
		fprintf(stderr, "casus: option '%s' needs a value\n", argv[*i]);
		return NULL;
	}
	return argv[++*i];
}

bool cli_is_option(const char *arg, const char *name)
{
	size_t n = strlen(name);
	return strncmp(arg, name, n) == 0 && (arg[n] == 0 || arg[n] == '=');
}

int cli_engine_option(cli_engine_t *e, int argc, char **argv, int *i)
{
	const char **to = cli_is_option(argv[*i], "--data")      ? &e->options.data_dir
	                  : cli_is_option(argv[*i], "--lexicon") ? &e->options.lexicon_dir
	                  : cli_is_option(argv[*i], "--model")   ? &e->options.model
	                  : cli_is_option(argv[*i], "--overlay") ? &e->options.overlay_dir
	                  : cli_is_option(argv[*i], "--places")  ? &e->options.gazetteer
	                                                         : NULL;
	if (!to)
		return 0;
	*to = cli_value(argc, argv, i);
	return *to ? 1 : -1;
}

/* Where lexicon/ and models/ are: $CASUS_DATA, beside the program (build/casus in a checkout,
 * bin/casus of an installation), else what the library was built with. */
void cli_find_data(cli_engine_t *e)
{
	static const char *const beside[] = {"..", "../share/casus", "."};
	const char *env = getenv("CASUS_DATA");
	if (e->options.data_dir)
		return;
	if (env && *env) {
		e->options.data_dir = env;
		return;
	}
	char exe[2048];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
	if (n <= 0)
		return;
	exe[n] = 0;
	char *slash = strrchr(exe, '/');
	if (!slash)
		return;
	*slash = 0;
	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
		char probe[4200];
		(void)snprintf(e->data_dir, sizeof e->data_dir, "%s/%s", exe, beside[i]);
		(void)snprintf(probe, sizeof probe, "%s/lexicon/ontology", e->data_dir);
		if (access(probe, R_OK) == 0) {
			e->options.data_dir = e->data_dir;
			return;
		}
	}
}

casus_t *cli_open(cli_engine_t *e)
{
	casus_t *engine;
	casus_error_t err;
	cli_find_data(e);
	if (casus_open(&engine, &e->options, &err) != CASUS_OK) {
		cli_error(&err, NULL);
		return NULL;
	}
	return engine;
}

bool cli_is_date(const char *s)
{
	for (int i = 0; i < 10; i++)
		if (i == 4 || i == 7 ? s[i] != '-' : !(s[i] >= '0' && s[i] <= '9'))
			return false;
	return s[10] == 0 || s[10] == 'T' || s[10] == ' ';
}

bool cli_colour(FILE *f, const char *when)
{
	if (when && strcmp(when, "always") == 0)
		return true;
	if (when && strcmp(when, "never") == 0)
		return false;
	const char *term = getenv("TERM"), *no = getenv("NO_COLOR");
	return isatty(fileno(f)) && !(no && *no) && term && strcmp(term, "dumb") != 0;
}

int cli_put(void *file, const char *bytes, size_t n)
{
	return fwrite(bytes, 1, n, file) != n;
}

int main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : "--help";
	if (argc < 2) {
		overview(stderr);
		return EXIT_USAGE;
	}
	if (strcmp(name, "--version") == 0 || strcmp(name, "version") == 0) {
		printf("casus %s\n", casus_version());
		return EXIT_FINE;
	}
	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
		overview(stdout);
		return EXIT_FINE;
	}
	bool help = strcmp(name, "help") == 0;
	if (help) {
		if (argc < 3) {
			overview(stdout);
			return EXIT_FINE;
		}
		name = argv[2];
	}
	for (size_t i = 0; i < N_COMMANDS; i++) {
		if (strcmp(name, commands[i]->name) != 0)
			continue;
		for (int k = 2; k < argc && strcmp(argv[k], "--") != 0; k++)
			help |= strcmp(argv[k], "--help") == 0 || strcmp(argv[k], "-h") == 0;
		if (help) {
			fputs(commands[i]->help, stdout);
			return EXIT_FINE;
		}
		return commands[i]->run(argc - 1, argv + 1);
	}
	fprintf(stderr, "casus: there is no command '%s'\nTry 'casus --help'.\n", name);
	return EXIT_USAGE;
}
