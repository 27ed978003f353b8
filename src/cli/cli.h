/* cli.h - what the subcommands share. The program uses the public header and src/input only. */
#ifndef CS_CLI_H
#define CS_CLI_H
#include "casus.h"
#include "input/input.h"

#include <stdbool.h>
#include <stdio.h>

enum { EXIT_FINE = 0, EXIT_SOME_FAILED = 1, EXIT_USAGE = 2 };

typedef struct cli_command {
	const char *name, *summary, *help;
	int (*run)(int argc, char **argv); /* argv[0] is the command's name */
} cli_command_t;
extern const cli_command_t cmd_code, cmd_parse, cmd_accounts, cmd_why, cmd_actor, cmd_lexicon,
    cmd_audit;

/* Options that every command which opens an engine takes; see cli_option. */
typedef struct cli_engine {
	casus_options_t options;
	char data_dir[4096];
} cli_engine_t;
/* Takes argv[*i] (and its value) if it is one of --data, --lexicon, --model, --overlay: 1 taken, 0 not
 * one of them, -1 its value is missing (told on standard error). */
int cli_engine_option(cli_engine_t *, int argc, char **argv, int *i);
/* The value of the option at argv[*i]; NULL, and told, where it is missing. */
const char *cli_value(int argc, char **argv, int *i);
/* Settles where the data are, where no option says so. */
void cli_find_data(cli_engine_t *);
/* Opens the engine, or says why not on standard error and returns NULL. */
casus_t *cli_open(cli_engine_t *);
/* "casus: FILE:LINE:COL: message" on standard error. */
void cli_error(const casus_error_t *, const char *id);
int cli_usage(const char *command, const char *what, const char *arg);
/* Is it YYYY-MM-DD, with or without a time behind it? */
bool cli_is_date(const char *);
/* Does arg say --name or --name=value? */
bool cli_is_option(const char *arg, const char *name);
bool cli_colour(FILE *, const char *when); /* when: auto, always, never */
/* Streams a record to a FILE. */
int cli_put(void *file, const char *bytes, size_t n);

/* missing.c: codes the files and prints the names without an actor. */
typedef struct cli_missing {
	const char *input_format, *date;
	unsigned min, top; /* documents a name has at least; names at most */
	bool tsv;
} cli_missing_t;
int cli_missing(const casus_t *, char **files, int n_files, const cli_missing_t *);

/* find.c: lists the lines of the lexicon (and overlay) that have the word. */
int cli_find(const cli_engine_t *, const char *word);

/* effect.c: codes the files with both engines and prints what differs. */
typedef struct cli_effect {
	const char *input_format, *date;
	unsigned top; /* examples at most */
} cli_effect_t;
int cli_effect(const casus_t *old, const casus_t *now, char **files, int n_files,
               const cli_effect_t *);

/* table.c */
void cli_table(FILE *, const casus_doc_t *, bool colour);
void cli_accounts(FILE *, const casus_doc_t *, bool colour);
#endif
