/* cmd_code.c - `casus code`, `casus accounts`, `casus parse`: documents in, records out, in the order of
 * the input.
 *
 *   reader thread ──▶ ring of slots ──▶ n workers ──▶ main thread writes, slot by slot
 *
 * A slot holds one document and, later, its output. The ring is the only queue, so memory stays
 * bounded, and the order of the output does not depend on the number of threads. A worker writes
 * what it coded into memory of the slot. */
#include "cli/cli.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef enum state { FREE, READY, TAKEN, DONE } state_t;

typedef struct slot {
	state_t state;
	bool bad, broken; /* err tells; no document, or no more of this file */
	const char *file;
	cs_input_doc_t doc;
	casus_error_t err;
	char *out; /* the record; or NULL */
	size_t out_len;
} slot_t;

typedef struct run {
	/* set before the threads start */
	const casus_t *engine;
	char **files;
	int n_files;
	const char *command, *format, *input_format, *date;
	casus_depth_t depth;
	bool colour, accounts;
	slot_t *ring;
	unsigned n_slots;
	/* under the lock */
	pthread_mutex_t lock;
	pthread_cond_t changed;
	unsigned long read, coded, written; /* counts of slots; read >= coded >= written */
	bool end, stop;
} run_t;

static void *reader(void *arg)
{
	run_t *run = arg;
	bool stop = false;
	for (int f = 0; f < run->n_files && !stop; f++) {
		cs_input_t *in = NULL;
		casus_error_t err;
		casus_rc_t rc = cs_input_open(&in, run->files[f], run->input_format, &err);
		for (bool more = true; more && !stop;) {
			pthread_mutex_lock(&run->lock);
			while (run->read - run->written >= run->n_slots && !run->stop)
				pthread_cond_wait(&run->changed, &run->lock);
			stop = run->stop;
			slot_t *s = &run->ring[run->read % run->n_slots];
			pthread_mutex_unlock(&run->lock);
			if (stop)
				break;
			memset(s, 0, sizeof *s);
			s->file = run->files[f];
			if (rc != CASUS_OK) {
				s->bad = true;
				s->broken = true;
				s->err = err;
				more = false;
			} else {
				switch (cs_input_next(in, &s->doc, &s->err)) {
				case CS_GOT_DOC:
					break;
				case CS_GOT_BAD:
					s->bad = true;
					break;
				case CS_GOT_BROKEN:
					s->bad = s->broken = true;
					more = false;
					break;
				case CS_GOT_END:
					more = false;
					continue; /* nothing in this slot */
				}
			}
			pthread_mutex_lock(&run->lock);
			s->state = s->bad ? DONE : READY;
			run->read++;
			pthread_cond_broadcast(&run->changed);
			pthread_mutex_unlock(&run->lock);
		}
		cs_input_close(in);
	}
	pthread_mutex_lock(&run->lock);
	run->end = true;
	pthread_cond_broadcast(&run->changed);
	pthread_mutex_unlock(&run->lock);
	return NULL;
}

static void code_slot(run_t *run, casus_ctx_t *ctx, slot_t *s)
{
	casus_doc_t *doc = NULL;
	casus_article_t a = s->doc.article;
	if (!a.date)
		a.date = run->date;
	casus_rc_t rc = casus_code(&doc, ctx, &a, run->depth, &s->err);
	FILE *mem = rc == CASUS_OK ? open_memstream(&s->out, &s->out_len) : NULL;
	if (rc == CASUS_OK && !mem) {
		rc = s->err.rc = CASUS_ENOMEM;
		(void)snprintf(s->err.msg, sizeof s->err.msg, "out of memory");
	}
	if (rc == CASUS_OK) {
		const char *format = run->accounts ? "accounts" : run->format;
		if (strcmp(run->format, "table") == 0)
			(run->accounts ? cli_accounts : cli_table)(mem, doc, run->colour);
		else
			rc = casus_write(doc, format, cli_put, mem, &s->err);
		if (fclose(mem) != 0 && rc == CASUS_OK) {
			rc = s->err.rc = CASUS_ENOMEM;
			(void)snprintf(s->err.msg, sizeof s->err.msg, "out of memory");
		}
	}
	s->bad = rc != CASUS_OK;
	if (s->bad && !s->err.file[0]) {
		(void)snprintf(s->err.file, sizeof s->err.file, "%s",
		               strcmp(s->file, "-") == 0 ? "(standard input)" : s->file);
		if (s->err.rc == CASUS_EUTF8) /* col is a byte offset of the text, not of the line */
			s->err.col = 0;
		s->err.line = s->doc.line;
	}
	casus_doc_free(doc);
}

static void *worker(void *arg)
{
	run_t *run = arg;
	casus_ctx_t *ctx = casus_ctx_new(run->engine);
	pthread_mutex_lock(&run->lock);
	for (;;) {
		slot_t *s = NULL;
		while (!s) {
			while (run->coded < run->read && run->ring[run->coded % run->n_slots].state != READY)
				run->coded++;
			if (run->coded < run->read) {
				s = &run->ring[run->coded++ % run->n_slots];
			} else if (run->end || run->stop) {
				pthread_mutex_unlock(&run->lock);
				casus_ctx_free(ctx);
				return NULL;
			} else {
				pthread_cond_wait(&run->changed, &run->lock);
			}
		}
		s->state = TAKEN;
		pthread_mutex_unlock(&run->lock);
		if (ctx) {
			code_slot(run, ctx, s);
		} else {
			s->bad = true;
			s->err.rc = CASUS_ENOMEM;
			(void)snprintf(s->err.msg, sizeof s->err.msg, "out of memory");
		}
		pthread_mutex_lock(&run->lock);
		s->state = DONE;
		pthread_cond_broadcast(&run->changed);
	}
}

static void put_json_string(FILE *f, const char *s)
{
	fputc('"', f);
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			fprintf(f, "\\%c", *s);
		else if ((unsigned char)*s < 0x20)
			fprintf(f, "\\u%04x", (unsigned)*s);
		else
			fputc(*s, f);
	}
	fputc('"', f);
}

/* Writes the finished slots in order. False where standard output cannot be written. */
static bool writer(run_t *run, bool error_records, int *failed)
{
	for (;;) {
		pthread_mutex_lock(&run->lock);
		slot_t *s = &run->ring[run->written % run->n_slots];
		while (!(run->written < run->read && s->state == DONE) &&
		       !(run->end && run->written == run->read)) {
			if (run->written == run->read || s->state != DONE) {
				pthread_mutex_unlock(&run->lock);
				fflush(stdout); /* nothing ready: let a waiting reader of ours have it */
				pthread_mutex_lock(&run->lock);
				if (!(run->written < run->read && s->state == DONE) &&
				    !(run->end && run->written == run->read))
					pthread_cond_wait(&run->changed, &run->lock);
			}
		}
		bool over = run->written == run->read;
		pthread_mutex_unlock(&run->lock);
		if (over)
			return fflush(stdout) == 0 && !ferror(stdout);
		const char *id = s->doc.article.id;
		if (s->bad) {
			*failed = 1;
			fflush(stdout);
			cli_error(&s->err, id);
			if (error_records && !s->broken) {
				fputs("{\"id\":", stdout);
				if (id)
					put_json_string(stdout, id);
				else
					fputs("null", stdout);
				fputs(",\"error\":", stdout);
				put_json_string(stdout, s->err.msg);
				fputs("}\n", stdout);
			}
		} else if (s->out_len && fwrite(s->out, 1, s->out_len, stdout) != s->out_len) {
			return false;
		}
		free(s->out);
		cs_input_doc_clear(&s->doc);
		pthread_mutex_lock(&run->lock);
		s->state = FREE;
		s->out = NULL;
		run->written++;
		pthread_cond_broadcast(&run->changed);
		pthread_mutex_unlock(&run->lock);
	}
}

static int run_all(run_t *run, unsigned n_threads, bool error_records)
{
	pthread_t reading, working[256];
	unsigned started = 0;
	int failed = 0;
	run->n_slots = 4 * n_threads + 4;
	run->ring = calloc(run->n_slots, sizeof *run->ring);
	if (!run->ring) {
		fputs("casus: out of memory\n", stderr);
		return EXIT_SOME_FAILED;
	}
	pthread_mutex_init(&run->lock, NULL);
	pthread_cond_init(&run->changed, NULL);
	bool reads = pthread_create(&reading, NULL, reader, run) == 0;
	while (reads && started < n_threads &&
	       pthread_create(&working[started], NULL, worker, run) == 0)
		started++;
	bool fine = started > 0;
	if (!fine)
		fputs("casus: cannot start a thread\n", stderr);
	else if (!writer(run, error_records, &failed)) {
		fprintf(stderr, "casus: standard output: %s\n", strerror(errno));
		fine = false;
	}
	pthread_mutex_lock(&run->lock);
	run->stop = true;
	pthread_cond_broadcast(&run->changed);
	pthread_mutex_unlock(&run->lock);
	if (reads)
		pthread_join(reading, NULL);
	for (unsigned i = 0; i < started; i++)
		pthread_join(working[i], NULL);
	for (unsigned i = 0; i < run->n_slots; i++) {
		free(run->ring[i].out);
		cs_input_doc_clear(&run->ring[i].doc);
	}
	pthread_cond_destroy(&run->changed);
	pthread_mutex_destroy(&run->lock);
	free(run->ring);
	return fine && !failed ? EXIT_FINE : EXIT_SOME_FAILED;
}

static bool one_of(const char *s, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(s, *list) == 0)
			return true;
	return false;
}

static int documents(int argc, char **argv, const char *const *formats, casus_depth_t depth,
                     bool accounts)
{
	cli_engine_t engine = {0};
	run_t run = {.command = argv[0], .depth = depth, .accounts = accounts};
	const char *threads = NULL, *errors = NULL, *colour = NULL, *least = NULL;
	char **files = calloc((size_t)argc + 1, sizeof *files);
	static char standard_input[] = "-";
	bool only_files = false;
	int status = EXIT_USAGE;
	if (!files)
		return EXIT_SOME_FAILED;
	run.files = files;
	for (int i = 1; i < argc; i++) {
		const char **to = NULL;
		if (only_files || argv[i][0] != '-' || argv[i][1] == 0) {
			files[run.n_files++] = argv[i];
			continue;
		}
		if (strcmp(argv[i], "--") == 0) {
			only_files = true;
			continue;
		}
		int taken = cli_engine_option(&engine, argc, argv, &i);
		if (taken < 0)
			goto out;
		if (taken)
			continue;
		if (cli_is_option(argv[i], "--format"))
			to = &run.format;
		else if (cli_is_option(argv[i], "--input-format"))
			to = &run.input_format;
		else if (cli_is_option(argv[i], "--date"))
			to = &run.date;
		else if (cli_is_option(argv[i], "--threads"))
			to = &threads;
		else if (cli_is_option(argv[i], "--errors"))
			to = &errors;
		else if (depth == CASUS_DEPTH_EVENTS && cli_is_option(argv[i], "--min-confidence"))
			to = &least;
		else if (cli_is_option(argv[i], "--colour") || cli_is_option(argv[i], "--color"))
			to = &colour;
		if (!to) {
			cli_usage(argv[0], "there is no option", argv[i]);
			goto out;
		}
		*to = cli_value(argc, argv, &i);
		if (!*to)
			goto out;
	}
	static const char *const inputs[] = {"jsonl", "txt", NULL};
	static const char *const whens[] = {"auto", "always", "never", NULL};
	if (!run.format)
		run.format = depth == CASUS_DEPTH_TREES ? "conllu"
		             : isatty(STDOUT_FILENO)    ? "table"
		                                        : "jsonl";
	if (!one_of(run.format, formats))
		cli_usage(argv[0], "--format does not know", run.format);
	else if (run.input_format && !one_of(run.input_format, inputs))
		cli_usage(argv[0], "--input-format is jsonl or txt, not", run.input_format);
	else if (run.date && !cli_is_date(run.date))
		cli_usage(argv[0], "--date is YYYY-MM-DD, not", run.date);
	else if (errors && strcmp(errors, "record") != 0 && strcmp(errors, "stderr") != 0)
		cli_usage(argv[0], "--errors is stderr or record, not", errors);
	else if (colour && !one_of(colour, whens))
		cli_usage(argv[0], "--colour is auto, always or never, not", colour);
	else
		status = EXIT_FINE;
	unsigned n = 1;
	if (status == EXIT_FINE && threads) {
		char *end;
		unsigned long v = strtoul(threads, &end, 10);
		if (*end || v < 1 || v > 256) {
			cli_usage(argv[0], "--threads is 1 to 256, not", threads);
			status = EXIT_USAGE;
		}
		n = (unsigned)v;
	}
	if (status == EXIT_FINE && least) {
		char *end;
		engine.options.min_confidence = strtof(least, &end);
		if (end == least || *end ||
		    !(engine.options.min_confidence >= 0 && engine.options.min_confidence <= 1)) {
			cli_usage(argv[0], "--min-confidence is 0 to 1, not", least);
			status = EXIT_USAGE;
		}
	}
	if (status != EXIT_FINE)
		goto out;
	if (run.n_files == 0)
		files[run.n_files++] = standard_input;
	if (run.n_files == 1 && strcmp(files[0], "-") == 0 && isatty(STDIN_FILENO))
		fputs("casus: reading standard input; end it with Ctrl-D\n", stderr);
	/* trees need no dictionaries; whoever names some wants to hear what is wrong with them */
	engine.options.trees_only =
	    depth == CASUS_DEPTH_TREES && !engine.options.overlay_dir && !engine.options.lexicon_dir;
	casus_t *e = cli_open(&engine);
	if (!e) {
		status = EXIT_SOME_FAILED;
		goto out;
	}
	run.engine = e;
	run.colour = cli_colour(stdout, colour);
	status = run_all(&run, n, errors && strcmp(errors, "record") == 0);
	casus_close(e);
out:
	free(files);
	return status;
}

static int run_code(int argc, char **argv)
{
	static const char *const formats[] = {"jsonl", "table", "prop", "conllu", NULL};
	return documents(argc, argv, formats, CASUS_DEPTH_EVENTS, false);
}

static int run_accounts(int argc, char **argv)
{
	static const char *const formats[] = {"jsonl", "table", NULL};
	return documents(argc, argv, formats, CASUS_DEPTH_EVENTS, true);
}

static int run_parse(int argc, char **argv)
{
	static const char *const formats[] = {"conllu", NULL};
	return documents(argc, argv, formats, CASUS_DEPTH_TREES, false);
}

#define ENGINE_HELP                                                                                \
	"  --lexicon DIR          another lexicon than the one that came with casus\n"                 \
	"  --overlay DIR          entries of your own, read after the lexicon\n"                       \
	"  --model FILE           another model\n"                                                     \
	"  --places FILE          another gazetteer; --places= for none\n"                             \
	"  --data DIR             the folder that holds lexicon/ and models/ (also: $CASUS_DATA)\n"

const cli_command_t cmd_code = {
    "code", "articles in, events, statements and actors out",
    "usage: casus code [OPTION…] [FILE…]\n\n"
    "Codes articles: plain text (a file an article) or JSON Lines (a document a line: text, and\n"
    "id, date, title, publisher, url where known). Standard input without a file. Files may be\n"
    "compressed (gz, zst, xz, bz2).\n\n"
    "  --format FORMAT        jsonl (a record a line), table (for reading), prop (the\n"
    "                         predicate-argument layer), conllu (trees, and chains of phrases "
    "that\n"
    "                         stand for the same); a terminal gets a table, all else jsonl\n"
    "  --date YYYY-MM-DD      publication date of documents that have none\n"
    "  --threads N            work on N documents at a time (1); the output stays the same\n"
    "  --min-confidence P     leave out events that are less sure than P (0 to 1)\n"
    "  --errors record        also write {\"id\",\"error\"} in the place of what cannot be coded\n"
    "  --input-format FORMAT  jsonl or txt, whatever the file's name says\n"
    "  --colour WHEN          auto, always, never\n" ENGINE_HELP
    "\nexit status: 0; 1 where some documents could not be coded (each is named on standard "
    "error,\n"
    "the others are coded); 2 for wrong use\n\n"
    "examples:\n"
    "  casus code --date 2017-04-13 article.txt\n"
    "  casus code --threads 4 news.jsonl.gz > records.jsonl\n"
    "  echo 'France recalled its ambassador from Turkey.' | casus code --format table\n"
    "  casus code news.jsonl | jq -r '.events[] | [.cameo, .plover] | @tsv'\n",
    run_code};

const cli_command_t cmd_accounts = {
    "accounts", "accounts in an article that contradict each other",
    "usage: casus accounts [OPTION…] [FILE…]\n\n"
    "Codes articles as `casus code` does and lists what their accounts disagree on: whether an act "
    "took\n"
    "place (one asserts it, another denies or doubts it), who did it (they name other actors for "
    "one\n"
    "deed), who is to blame (they accuse each other), whether an agreement was kept. Each account "
    "has its\n"
    "holder, stance and words.\n\n"
    "  --format FORMAT        table (for reading) or jsonl (a line a document: docs/records.md)\n"
    "  --date YYYY-MM-DD      publication date of documents that have none\n"
    "  --threads N            work on N documents at a time (1)\n"
    "  --errors record        also write {\"id\",\"error\"} in the place of what cannot be coded\n"
    "  --input-format FORMAT  jsonl or txt\n"
    "  --colour WHEN          auto, always, never\n" ENGINE_HELP
    "\nexit status: as of casus code; an article without contradictions is no error\n\n"
    "examples:\n"
    "  casus accounts --date 2017-04-13 article.txt\n"
    "  casus accounts --format jsonl news.jsonl.gz | jq -c 'select(.disputes != [])'\n",
    run_accounts};

const cli_command_t cmd_parse = {
    "parse", "tokens, tags, lemmas and dependencies as CoNLL-U",
    "usage: casus parse [OPTION…] [FILE…]\n\n"
    "Writes Universal Dependencies v2 as CoNLL-U. A blank line of a plain text begins a paragraph\n"
    "(# newpar); a single line break is a blank.\n\n"
    "  --threads N            work on N documents at a time (1)\n"
    "  --input-format FORMAT  jsonl or txt\n" ENGINE_HELP "\nexamples:\n"
    "  casus parse article.txt\n"
    "  echo 'Police arrested two men.' | casus parse\n",
    run_parse};
