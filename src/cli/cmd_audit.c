/* cmd_audit.c - `casus audit`: a sample of coded sentences as a sheet for people to judge, and what
 * the judged sheet says.
 *
 * Strata: the PLOVER type of a sentence's first event, and the sentences without an event. Of each stratum the
 * sentences with the smallest hash of seed and place are taken, so that a sheet can be drawn again,
 * in one pass, with memory for the sample alone. Half of the sheet is of sentences with events, in equal parts for
 * each type (what is rare is seen too), half of those without; the estimates weigh each stratum by its share.
 *
 * Precision: of the events, how many are right. Recall: of those that the sentences tell (right
 * ones and missed ones), how many are there. Intervals: Wilson's for a stratum; for the whole the normal one
 * of a stratified sample (Cochran 1977, ch. 5). Cost: the coding. */
#include "cli/cli.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STRATA = 24, WORDS_MIN = 4 };

typedef struct item { /* a sentence of the sample */
	uint64_t order;
	char *rows; /* lines of the sheet, without number and stratum */
} item_t;

typedef struct stratum {
	char name[24];
	unsigned long sentences, events; /* in the corpus */
	item_t *item;                    /* a heap by order: the greatest first */
	unsigned n, most;
} stratum_t;

typedef struct audit {
	const char *input_format, *date;
	uint64_t seed;
	unsigned n;
	stratum_t stratum[STRATA];
	unsigned n_strata;
	unsigned long documents;
	bool oom;
} audit_t;

/* ---- drawing --------------------------------------------------------------------------------- */

static uint64_t mix(uint64_t h, const char *p, size_t n) /* FNV-1a, then spread */
{
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)p[i]) * 0x100000001b3u;
	return h;
}

static stratum_t *of_type(audit_t *a, const char *name)
{
	for (unsigned i = 0; i < a->n_strata; i++)
		if (strcmp(a->stratum[i].name, name) == 0)
			return &a->stratum[i];
	if (a->n_strata == STRATA)
		return NULL;
	stratum_t *s = &a->stratum[a->n_strata++];
	(void)snprintf(s->name, sizeof s->name, "%s", name);
	s->most = a->n;
	s->item = calloc(a->n, sizeof *s->item);
	a->oom |= !s->item;
	return s->item ? s : NULL;
}

static void sift(stratum_t *s, unsigned i)
{
	for (;;) {
		unsigned l = 2 * i + 1, top = i;
		for (unsigned k = l; k <= l + 1 && k < s->n; k++)
			top = s->item[k].order > s->item[top].order ? k : top;
		if (top == i)
			return;
		item_t t = s->item[i];
		s->item[i] = s->item[top];
		s->item[top] = t;
		i = top;
	}
}

static void keep(stratum_t *s, item_t x)
{
	if (s->n < s->most) {
		unsigned i = s->n++;
		s->item[i] = x;
		while (i && s->item[i].order > s->item[(i - 1) / 2].order) {
			item_t t = s->item[i];
			s->item[i] = s->item[(i - 1) / 2];
			s->item[(i - 1) / 2] = t;
			i = (i - 1) / 2;
		}
		return;
	}
	free(s->item[0].rows);
	s->item[0] = x;
	sift(s, 0);
}

static void put_clean(FILE *f, const char *p, size_t n) /* no tabs and line breaks in a cell */
{
	for (size_t i = 0; i < n; i++)
		fputc((unsigned char)p[i] < 0x20 ? ' ' : p[i], f);
}

static void put_sides(FILE *f, const char *text, const casus_participant_t *p, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		if (i)
			fputs(" + ", f);
		put_clean(f, text + p[i].span.begin, p[i].span.end - p[i].span.begin);
		if (p[i].code)
			fprintf(f, "%s=%s", p[i].span.end > p[i].span.begin ? " " : "", p[i].code);
	}
	if (!n)
		fputc('-', f);
}

/* The lines of one sentence; NULL where memory ends. */
static char *rows_of(const casus_doc_t *d, uint32_t sent, const char *text, casus_span_t s)
{
	char *out = NULL;
	size_t len = 0;
	unsigned shown = 0;
	FILE *f = open_memstream(&out, &len);
	if (!f)
		return NULL;
	for (uint32_t k = 0; k <= casus_event_count(d); k++) {
		const casus_event_t *e = k < casus_event_count(d) ? casus_event_at(d, k) : NULL;
		if (e ? e->sentence != sent : shown > 0)
			continue;
		put_clean(f, casus_doc_id(d), strlen(casus_doc_id(d)));
		fprintf(f, "\t%u\t%u\t", s.begin, s.end);
		if (e) {
			fprintf(f, "%s\t%s\t%s\t", e->id, e->cameo, e->plover ? e->plover : "-");
			put_sides(f, text, e->source, e->n_source);
			fputc('\t', f);
			put_sides(f, text, e->target, e->n_target);
			fprintf(f, "\t%s %s\t", e->polarity, e->reality);
			put_clean(f, text + e->trigger.begin, e->trigger.end - e->trigger.begin);
		} else {
			fputs("-\t-\t-\t-\t-\t-\t-", f);
		}
		/* right: of an event, y or n; missed: how many events of the sentence are not there */
		fprintf(f, "\t\t\t");
		put_clean(f, text + s.begin, s.end - s.begin);
		fputc('\n', f);
		shown++;
	}
	if (fclose(f) != 0) {
		free(out);
		return NULL;
	}
	return out;
}

static void take(audit_t *a, const casus_doc_t *d)
{
	size_t n;
	const char *text = casus_doc_text(d, &n), *id = casus_doc_id(d);
	a->documents++;
	for (uint32_t i = 0; i < casus_sentence_count(d) && !a->oom; i++) {
		casus_span_t s = casus_sentence_at(d, i);
		const char *type = NULL;
		unsigned events = 0, blanks = 0;
		if (s.in_title || s.end > n)
			continue;
		for (uint32_t k = s.begin; k < s.end; k++)
			blanks += text[k] == ' ';
		for (uint32_t k = 0; k < casus_event_count(d); k++) {
			const casus_event_t *e = casus_event_at(d, k);
			if (e->sentence != i)
				continue;
			events++;
			type = type ? type : e->plover ? e->plover : "none";
		}
		if (!events && blanks + 1 < WORDS_MIN)
			continue; /* a heading, a name */
		stratum_t *st = of_type(a, events ? type : "silent");
		if (!st)
			continue;
		st->sentences++;
		st->events += events;
		uint64_t h = mix(0xcbf29ce484222325u ^ a->seed * 0x9e3779b97f4a7c15u, id, strlen(id));
		h = mix(h, (const char *)&s.begin, sizeof s.begin);
		h = (h ^ h >> 29) * 0xbf58476d1ce4e5b9u;
		h ^= h >> 32;
		if (st->n == st->most && h >= st->item[0].order)
			continue;
		char *rows = rows_of(d, i, text, s);
		a->oom |= !rows;
		if (rows)
			keep(st, (item_t){h, rows});
	}
}

static int one_file(audit_t *a, casus_ctx_t *ctx, const char *path)
{
	cs_input_t *in = NULL;
	casus_error_t err;
	int status = EXIT_FINE;
	if (cs_input_open(&in, path, a->input_format, &err) != CASUS_OK) {
		cli_error(&err, NULL);
		return EXIT_SOME_FAILED;
	}
	for (bool more = true; more && !a->oom;) {
		cs_input_doc_t doc = {0};
		casus_doc_t *coded = NULL;
		cs_input_got_t got = cs_input_next(in, &doc, &err);
		if (got == CS_GOT_END)
			break;
		more = got == CS_GOT_DOC || got == CS_GOT_BAD;
		casus_article_t article = doc.article;
		article.date = article.date ? article.date : a->date;
		if (got == CS_GOT_DOC &&
		    casus_code(&coded, ctx, &article, CASUS_DEPTH_EVENTS, &err) == CASUS_OK) {
			take(a, coded);
		} else {
			cli_error(&err, doc.article.id);
			status = EXIT_SOME_FAILED;
		}
		casus_doc_free(coded);
		cs_input_doc_clear(&doc);
	}
	cs_input_close(in);
	return status;
}

static int by_order(const void *a, const void *b)
{
	const item_t *x = a, *y = b;
	return (x->order > y->order) - (x->order < y->order);
}

static int by_weight(const void *a, const void *b) /* the most events first */
{
	const stratum_t *x = a, *y = b;
	return x->events != y->events ? (x->events < y->events ? 1 : -1) : strcmp(x->name, y->name);
}

static void print_sheet(audit_t *a)
{
	unsigned number = 0, half = (a->n + 1) / 2;
	qsort(a->stratum, a->n_strata, sizeof *a->stratum, by_weight);
	printf("# casus audit: seed %llu, %lu documents. right: y or n (type and both sides); missed: "
	       "events "
	       "of the sentence that are not there. Then: casus audit --read SHEET\n",
	       (unsigned long long)a->seed, a->documents);
	/* each type an equal part; what a rare one leaves goes to the others */
	unsigned part[STRATA] = {0}, left = half;
	for (bool moved = true; left && moved;) {
		moved = false;
		for (unsigned i = 0; i < a->n_strata && left; i++) {
			stratum_t *s = &a->stratum[i];
			if (strcmp(s->name, "silent") == 0 || part[i] == s->n)
				continue;
			part[i]++;
			left--;
			moved = true;
		}
	}
	for (unsigned i = 0; i < a->n_strata; i++) {
		stratum_t *s = &a->stratum[i];
		if (strcmp(s->name, "silent") == 0)
			part[i] = s->n < a->n - half ? s->n : a->n - half;
		printf("# stratum %s: %lu sentences, %lu events, %u drawn\n", s->name, s->sentences,
		       s->events, part[i]);
	}
	puts("number\tstratum\tdocument\tbegin\tend\tevent\tcameo\tplover\tsource\ttarget\treality\t"
	     "trigger\tright\tmissed\tsentence");
	for (unsigned i = 0; i < a->n_strata; i++) {
		stratum_t *s = &a->stratum[i];
		if (s->n)
			qsort(s->item, s->n, sizeof *s->item, by_order);
		for (unsigned k = 0; k < part[i]; k++) {
			number++;
			for (char *p = s->item[k].rows, *end; *p; p = end + 1) {
				end = strchr(p, '\n');
				printf("%u\t%s\t%.*s\n", number, s->name, (int)(end - p), p);
			}
		}
	}
}

static int draw(audit_t *a, cli_engine_t *engine, char **files, int n_files)
{
	int status = EXIT_FINE;
	casus_t *e = cli_open(engine);
	if (!e)
		return EXIT_SOME_FAILED;
	casus_ctx_t *ctx = casus_ctx_new(e);
	a->oom = !ctx;
	for (int i = 0; i < n_files && !a->oom; i++)
		if (one_file(a, ctx, files[i]) != EXIT_FINE)
			status = EXIT_SOME_FAILED;
	if (a->oom) {
		fputs("casus: out of memory\n", stderr);
		status = EXIT_SOME_FAILED;
	} else {
		print_sheet(a);
	}
	for (unsigned i = 0; i < a->n_strata; i++) {
		for (unsigned k = 0; k < a->stratum[i].n; k++)
			free(a->stratum[i].item[k].rows);
		free(a->stratum[i].item);
	}
	casus_ctx_free(ctx);
	casus_close(e);
	return status;
}

/* ---- reading back ---------------------------------------------------------------------------- */

typedef struct judged {
	char name[24];
	double sentences, events; /* in the corpus */
	unsigned n_sentences, n_events, right, missed;
	double sum_missed, sum_missed2; /* of each sentence */
} judged_t;

static void wilson(double k, double n, double *low, double *high)
{
	double z = 1.96, p = n > 0 ? k / n : 0, d = 1 + z * z / (n > 0 ? n : 1);
	double c = p + z * z / (2 * (n > 0 ? n : 1));
	double w = n > 0 ? z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) : 1;
	*low = n > 0 ? (c - w) / d : 0;
	*high = n > 0 ? (c + w) / d : 1;
}

static void tell_share(const char *name, double share, double low, double high, const char *behind)
{
	printf("%s: %.1f %% [%.1f, %.1f]%s\n", name, 100 * share, 100 * (low > 0 ? low : 0),
	       100 * (high < 1 ? high : 1), behind);
}

static void estimate(const judged_t *j, unsigned n)
{
	double events = 0, right = 0, var = 0, missed = 0, var_missed = 0;
	for (unsigned i = 0; i < n; i++) {
		const judged_t *s = &j[i];
		double m = s->n_events, share = m > 0 ? s->right / m : 0;
		if (m > 0) {
			events += s->events;
			right += s->events * share;
			var += s->events * s->events * share * (1 - share) / m;
		}
		if (s->n_sentences) {
			double k = s->n_sentences, mean = s->sum_missed / k;
			missed += s->sentences * mean;
			if (k > 1)
				var_missed += s->sentences * s->sentences *
				              ((s->sum_missed2 - k * mean * mean) / (k - 1)) / k;
		}
	}
	if (events > 0) {
		double p = right / events, w = 1.96 * sqrt(var) / events;
		tell_share("precision, each type by its share", p, p - w, p + w, "");
		if (right > 0)
			printf("wrong events for each right one: %.2f\n", (events - right) / right);
	}
	if (right + missed > 0) { /* the ratio's variance by its first terms */
		double all = right + missed, r = right / all;
		double v = (missed * missed * var + right * right * var_missed) / (all * all * all * all);
		tell_share("recall", r, r - 1.96 * sqrt(v), r + 1.96 * sqrt(v), "");
	}
}

/* The cells of a line, cut at tabs; how many. */
static unsigned cells(char *line, char **cell, unsigned most)
{
	unsigned n = 0;
	line[strcspn(line, "\r\n")] = 0;
	for (char *p = line; p && n < most;) {
		cell[n++] = p;
		p = strchr(p, '\t');
		if (p)
			*p++ = 0;
	}
	return n;
}

/* "ACCUSE: 140 sentences, 180 events, 3 drawn" */
static bool read_stratum(const char *text, judged_t *j)
{
	size_t len = strcspn(text, ":");
	char *end;
	if (!len || len >= sizeof j->name || text[len] != ':')
		return false;
	memcpy(j->name, text, len);
	j->name[len] = 0;
	j->sentences = (double)strtoul(text + len + 1, &end, 10);
	if (strncmp(end, " sentences, ", 12) != 0)
		return false;
	j->events = (double)strtoul(end + 12, &end, 10);
	return strncmp(end, " events", 7) == 0;
}

static int read_back(const char *path)
{
	judged_t j[STRATA] = {{{0}, 0, 0, 0, 0, 0, 0, 0, 0}};
	unsigned n = 0, line = 0, open = 0, last = 0;
	char *text = NULL, *cell[16];
	size_t cap = 0;
	int status = EXIT_FINE;
	FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
	if (!f) {
		fprintf(stderr, "casus: %s: cannot be read\n", path);
		return EXIT_SOME_FAILED;
	}
	while (getline(&text, &cap, f) > 0) {
		line++;
		if (strncmp(text, "# stratum ", 10) == 0) {
			if (n == STRATA || !read_stratum(text + 10, &j[n])) {
				fprintf(stderr, "casus: %s:%u: not a stratum of an audit sheet\n", path, line);
				status = EXIT_SOME_FAILED;
				break;
			}
			n++;
			continue;
		}
		if (text[0] == '#' || strncmp(text, "number\t", 7) == 0)
			continue;
		unsigned k = 0, n_cells = cells(text, cell, 16), number = 0;
		if (n_cells == 15)
			number = (unsigned)strtoul(cell[0], NULL, 10);
		while (n_cells == 15 && k < n && strcmp(j[k].name, cell[1]) != 0)
			k++;
		if (n_cells != 15 || k == n || !number) {
			fprintf(stderr, "casus: %s:%u: not a line of an audit sheet\n", path, line);
			status = EXIT_SOME_FAILED;
			continue;
		}
		char *end;
		double missed = strtod(cell[13], &end);
		bool event = strcmp(cell[5], "-") != 0, told = cell[13][0] != 0;
		char verdict = cell[12][0];
		if (*end || missed < 0 || missed > 99 || (event && verdict && !strchr("yn", verdict))) {
			fprintf(stderr, "casus: %s:%u: right is y or n, missed a number\n", path, line);
			status = EXIT_SOME_FAILED;
			continue;
		}
		if (event && verdict) {
			j[k].n_events++;
			j[k].right += verdict == 'y';
		}
		open += event && !verdict;
		/* missed counts once a sentence, on whichever of its lines it stands */
		if (number != last && (event ? verdict || told : told)) {
			j[k].n_sentences++;
			last = number;
		} else if (number != last) {
			open += !event;
		}
		if (told) {
			j[k].missed += (unsigned)missed;
			j[k].sum_missed += missed;
			j[k].sum_missed2 += missed * missed;
		}
	}
	free(text);
	if (f != stdin)
		fclose(f);
	if (!n) {
		fprintf(stderr, "casus: %s: no sheet of casus audit\n", path);
		return EXIT_SOME_FAILED;
	}
	if (open)
		printf("%u rows are not judged yet; they are left out\n", open);
	for (unsigned i = 0; i < n; i++) {
		char behind[96];
		double low, high;
		wilson(j[i].right, j[i].n_events, &low, &high);
		(void)snprintf(behind, sizeof behind, " (%u of %u; %u missed in %u sentences)", j[i].right,
		               j[i].n_events, j[i].missed, j[i].n_sentences);
		if (j[i].n_events)
			tell_share(j[i].name, (double)j[i].right / j[i].n_events, low, high, behind);
		else
			printf("%s:%s\n", j[i].name, behind);
	}
	estimate(j, n);
	return status;
}

/* ---- the command ------------------------------------------------------------------------------ */

static bool whole_number(const char *s, unsigned long most, unsigned long *out)
{
	char *end;
	if (!s)
		return true;
	*out = strtoul(s, &end, 10);
	return *s && !*end && *s != '-' && *out <= most;
}

static int run_audit(int argc, char **argv)
{
	cli_engine_t engine = {0};
	audit_t a = {0};
	const char *seed = NULL, *n = NULL, *sheet = NULL;
	unsigned long v_seed = 1, v_n = 100;
	char **files = calloc((size_t)argc + 1, sizeof *files);
	int n_files = 0, status = files ? EXIT_FINE : EXIT_SOME_FAILED;
	for (int i = 1; i < argc && status == EXIT_FINE; i++) {
		int taken = cli_engine_option(&engine, argc, argv, &i);
		const char **to = cli_is_option(argv[i], "--seed")           ? &seed
		                  : cli_is_option(argv[i], "--n")            ? &n
		                  : cli_is_option(argv[i], "--read")         ? &sheet
		                  : cli_is_option(argv[i], "--date")         ? &a.date
		                  : cli_is_option(argv[i], "--input-format") ? &a.input_format
		                                                             : NULL;
		if (taken < 0)
			status = EXIT_USAGE;
		else if (taken)
			continue;
		else if (argv[i][0] != '-' || !argv[i][1])
			files[n_files++] = argv[i];
		else if (!to)
			status = cli_usage(argv[0], "there is no option", argv[i]);
		else if (!(*to = cli_value(argc, argv, &i)))
			status = EXIT_USAGE;
	}
	if (status == EXIT_FINE) {
		if (!whole_number(seed, UINT32_MAX, &v_seed))
			status = cli_usage(argv[0], "--seed is a number, not", seed);
		else if (!whole_number(n, 100000, &v_n) || v_n < 2)
			status = cli_usage(argv[0], "--n is a number of sentences from 2 on, not", n);
		else if (a.date && !cli_is_date(a.date))
			status = cli_usage(argv[0], "--date is YYYY-MM-DD, not", a.date);
		else if (sheet && n_files)
			status = cli_usage(argv[0], "--read takes the sheet alone, not", files[0]);
		else if (!sheet && !n_files)
			status = cli_usage(argv[0], "say which documents", NULL);
	}
	a.seed = v_seed;
	a.n = (unsigned)v_n;
	if (status == EXIT_FINE)
		status = sheet ? read_back(sheet) : draw(&a, &engine, files, n_files);
	free(files);
	return status;
}

const cli_command_t cmd_audit = {
    "audit", "a sample of coded sentences for people to judge, and what they found",
    "usage: casus audit [OPTION…] FILE… > sheet.tsv\n"
    "       casus audit --read sheet.tsv\n\n"
    "Codes the documents and draws sentences: half of them with events, in equal parts for each "
    "PLOVER\n"
    "type, half without. The sheet has a row for each event, and one for a sentence without. "
    "Judge it in\n"
    "any editor or spreadsheet: `right` is y or n (type and both sides), `missed` how many events "
    "the sentence\n"
    "tells that are not there (once a sentence; 0 where none is). Read back, it gives precision "
    "and recall\n"
    "of the whole corpus, with intervals at 95 %.\n\n"
    "  --n N                  sentences (100)\n"
    "  --seed N               another sample (1); the same seed draws the same sentences\n"
    "  --date YYYY-MM-DD      publication date of documents that have none\n"
    "  --input-format FORMAT  jsonl or txt\n"
    "  --lexicon DIR, --overlay DIR, --model FILE, --data DIR   as for casus code\n"
    "\nexit status: 0; 1 where something could not be read; 2 for wrong use\n\n"
    "examples:\n"
    "  casus audit --n 200 --seed 7 news.jsonl.gz > sheet.tsv\n"
    "  casus audit --read sheet.tsv\n",
    run_audit};
