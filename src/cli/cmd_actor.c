/* cmd_actor.c - `casus actor`: what a name means on a day. */
#include "cli/cli.h"

#include <string.h>

static int run_actor(int argc, char **argv)
{
	cli_engine_t engine = {0};
	const char *date = NULL, *format = "text";
	char name[1024] = "";
	size_t n = 0;
	for (int i = 1; i < argc; i++) {
		int taken = cli_engine_option(&engine, argc, argv, &i);
		if (taken < 0)
			return EXIT_USAGE;
		if (taken)
			continue;
		if (argv[i][0] != '-') { /* words of one name, with or without quotation marks */
			int put = snprintf(name + n, sizeof name - n, "%s%s", n ? " " : "", argv[i]);
			if (put < 0 || (size_t)put >= sizeof name - n)
				return cli_usage(argv[0], "a name this long is nobody's", NULL);
			n += (size_t)put;
			continue;
		}
		const char **to = cli_is_option(argv[i], "--date")     ? &date
		                  : cli_is_option(argv[i], "--format") ? &format
		                                                       : NULL;
		if (!to)
			return cli_usage(argv[0], "there is no option", argv[i]);
		*to = cli_value(argc, argv, &i);
		if (!*to)
			return EXIT_USAGE;
	}
	if (n == 0)
		return cli_usage(argv[0], "say which name", NULL);
	if (date && !cli_is_date(date))
		return cli_usage(argv[0], "--date is YYYY-MM-DD, not", date);
	if (strcmp(format, "text") != 0 && strcmp(format, "json") != 0)
		return cli_usage(argv[0], "--format is text or json, not", format);
	casus_t *e = cli_open(&engine);
	casus_error_t err;
	if (!e)
		return EXIT_SOME_FAILED;
	casus_rc_t rc = casus_actor_write(e, name, date, format, cli_put, stdout, &err);
	if (rc != CASUS_OK)
		cli_error(&err, NULL);
	casus_close(e);
	return rc == CASUS_OK ? EXIT_FINE : EXIT_SOME_FAILED;
}

const cli_command_t cmd_actor = {
    "actor", "what a name means on a day, and why",
    "usage: casus actor [OPTION…] NAME\n\n"
    "Lists everything that the lexicon has under this name: states, bodies, persons with their "
    "dated\n"
    "offices, titles with who holds them, agents; each with its code on the day, its conditions "
    "and its\n"
    "entry; and what coding takes the name for where it stands alone. In a text, a title, a "
    "country beside it\n"
    "and what the text is about can settle what stays open here.\n\n"
    "  --date YYYY-MM-DD      the day (else the newest counts)\n"
    "  --format FORMAT        text or json\n"
    "  --lexicon DIR          another lexicon than the one that came with casus\n"
    "  --overlay DIR          entries of your own, read after the lexicon\n"
    "  --data DIR             the folder that holds lexicon/ and models/ (also: $CASUS_DATA)\n"
    "\nexamples:\n"
    "  casus actor Kerry --date 2014-05-01\n"
    "  casus actor 'President Kim' --date 2001-02-03\n"
    "  casus actor Georgia --format json\n",
    run_actor};
