/* missing.c - `casus lexicon missing`: names of a corpus that look like actors and resolve to nothing.
 *
 * Every document is coded; each entity that is mentioned by name and has no code is counted under its
 * name. What is written is a draft of a lexicon file: contexts as comments, an entry to be completed.
 * Memory: one entry a name. Order: documents, mentions, name. */
#include "cli/cli.h"

#include <ctype.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_CONTEXTS = 3, AROUND = 60, MAX_COUNTRIES = 4 };

typedef struct name {
	char *text;
	const char *type;
	unsigned docs, mentions;
	char first[11], last[11]; /* dates */
	char *context[MAX_CONTEXTS];
	unsigned n_contexts;
	char country[MAX_COUNTRIES][4]; /* what its documents are about */
	unsigned in_country[MAX_COUNTRIES];
} name_t;

typedef struct hunt {
	void *tree;
	name_t **all;
	size_t n, cap;
	bool oom;
} hunt_t;

static int by_text(const void *a, const void *b)
{
	return strcmp(((const name_t *)a)->text, ((const name_t *)b)->text);
}

static int by_weight(const void *a, const void *b)
{
	const name_t *x = *(name_t *const *)a, *y = *(name_t *const *)b;
	if (x->docs != y->docs)
		return x->docs > y->docs ? -1 : 1;
	if (x->mentions != y->mentions)
		return x->mentions > y->mentions ? -1 : 1;
	return strcmp(x->text, y->text);
}

static name_t *enter(hunt_t *h, const char *text, const char *type)
{
	name_t probe = {.text = (char *)(uintptr_t)text};
	void *at = tfind(&probe, &h->tree, by_text);
	if (at)
		return *(name_t **)at;
	name_t *x = calloc(1, sizeof *x);
	char *copy = strdup(text);
	if (h->n == h->cap) {
		size_t cap = h->cap ? 2 * h->cap : 256;
		name_t **more = realloc(h->all, cap * sizeof *more);
		if (more) {
			h->all = more;
			h->cap = cap;
		}
	}
	if (!x || !copy || h->n == h->cap) {
		free(x);
		free(copy);
		h->oom = true;
		return NULL;
	}
	x->text = copy;
	x->type = type;
	if (!tsearch(x, &h->tree, by_text)) {
		free(x);
		free(copy);
		h->oom = true;
		return NULL;
	}
	return h->all[h->n++] = x;
}

/* The words around a mention, cut at characters, white space folded. */
static char *around(const char *text, size_t len, uint32_t begin, uint32_t end)
{
	size_t a = begin > AROUND ? begin - AROUND : 0, b = end + AROUND < len ? end + AROUND : len,
	       n = 0;
	while (a > 0 && ((unsigned char)text[a] & 0xc0) == 0x80)
		a--;
	while (b < len && ((unsigned char)text[b] & 0xc0) == 0x80)
		b++;
	char *out = malloc(b - a + 1);
	for (size_t i = a; out && i < b; i++) {
		bool blank = isspace((unsigned char)text[i]) != 0;
		if (!blank || (n && out[n - 1] != ' '))
			out[n++] = blank ? ' ' : text[i];
	}
	if (out)
		out[n] = 0;
	return out;
}

static bool looks_like_an_actor(const casus_entity_t *e)
{
	if (e->actor_code || !e->name || strlen(e->name) < 2)
		return false;
	bool several = strchr(e->name, ' ') != NULL;
	if (strcmp(e->type, "PERSON") != 0 && strcmp(e->type, "ORG") != 0 &&
	    strcmp(e->type, "GPE") != 0 && strcmp(e->type, "NORP") != 0 &&
	    !(several && strcmp(e->type, "OTHER") == 0))
		return false;
	for (uint32_t i = 0; i < e->n_mentions; i++)
		if (strcmp(e->mentions[i].type, "name") == 0)
			return true;
	return false;
}

/* The country that most entities of a document belong to. */
static void about(const casus_doc_t *d, char out[4])
{
	char code[32][4];
	unsigned n[32], used = 0, best = 0;
	out[0] = 0;
	for (uint32_t i = 0; i < casus_entity_count(d); i++) {
		const casus_entity_t *e = casus_entity_at(d, i);
		if (!e->actor_country || strlen(e->actor_country) != 3)
			continue;
		unsigned k = 0;
		while (k < used && strcmp(code[k], e->actor_country) != 0)
			k++;
		if (k == 32)
			continue;
		if (k == used) {
			memcpy(code[k], e->actor_country, 4);
			n[used++] = 0;
		}
		n[k] += e->n_mentions;
		if (n[k] > best) {
			best = n[k];
			memcpy(out, code[k], 4);
		}
	}
}

static void take(hunt_t *h, const casus_doc_t *d, const char *date)
{
	char country[4];
	size_t len;
	const char *text = casus_doc_text(d, &len);
	about(d, country);
	for (uint32_t i = 0; i < casus_entity_count(d); i++) {
		const casus_entity_t *e = casus_entity_at(d, i);
		name_t *x = looks_like_an_actor(e) ? enter(h, e->name, e->type) : NULL;
		if (!x)
			continue;
		x->docs++;
		x->mentions += e->n_mentions;
		if (date && strlen(date) >= 10) {
			if (!*x->first || strncmp(date, x->first, 10) < 0)
				memcpy(x->first, date, 10);
			if (!*x->last || strncmp(date, x->last, 10) > 0)
				memcpy(x->last, date, 10);
		}
		for (unsigned k = 0; *country && k < MAX_COUNTRIES; k++) {
			if (*x->country[k] && strcmp(x->country[k], country) != 0)
				continue;
			memcpy(x->country[k], country, 4);
			x->in_country[k]++;
			break;
		}
		for (uint32_t m = 0; m < e->n_mentions && x->n_contexts < MAX_CONTEXTS; m++) {
			const casus_mention_t *y = &e->mentions[m];
			if (strcmp(y->type, "name") != 0 || y->span.in_title)
				continue;
			char *c = around(text, len, y->span.begin, y->span.end);
			if (c)
				x->context[x->n_contexts++] = c;
			break; /* one a document */
		}
	}
}

static void entry(const name_t *x)
{
	bool person = strcmp(x->type, "PERSON") == 0, dash = false;
	unsigned best = 0;
	for (unsigned k = 1; k < MAX_COUNTRIES; k++)
		if (x->in_country[k] > x->in_country[best])
			best = k;
	putchar('[');
	for (const char *p = x->text; *p; p++) {
		bool letter = isalnum((unsigned char)*p) != 0;
		if (letter && dash)
			putchar('-');
		if (letter)
			putchar(tolower((unsigned char)*p));
		dash = !letter;
	}
	printf("]\nkind     %s\nname     %s\n", person ? "person" : "org", x->text);
	if (*x->country[best]) {
		printf("of       ");
		for (const char *p = x->country[best]; *p; p++)
			putchar(tolower((unsigned char)*p));
		putchar('\n');
	}
	printf(person ? "role     XXX {%.4s..}  # put the code of what the person is for XXX\n"
	              : "code     XXX\n",
	       x->first);
	printf("source   uncited\n\n");
}

static void print(const hunt_t *h, unsigned min, unsigned top, bool tsv)
{
	unsigned shown = 0;
	if (tsv)
		puts("documents\tmentions\ttype\tname\tfirst\tlast\tcontext");
	else
		printf("# Names without an actor: %zu. Complete what is one (its code), take the rest out, "
		       "and use the "
		       "file with --overlay.\n\n",
		       h->n);
	for (size_t i = 0; i < h->n && shown < top; i++) {
		const name_t *x = h->all[i];
		if (x->docs < min)
			continue;
		shown++;
		if (tsv) {
			printf("%u\t%u\t%s\t%s\t%s\t%s\t%s\n", x->docs, x->mentions, x->type, x->text, x->first,
			       x->last, x->n_contexts ? x->context[0] : "");
			continue;
		}
		printf("# %u documents, %u times, %s%s%s%s%s\n", x->docs, x->mentions, x->type,
		       *x->first ? ", " : "", x->first, *x->last ? " to " : "", x->last);
		for (unsigned k = 0; k < x->n_contexts; k++)
			printf("#   … %s …\n", x->context[k]);
		entry(x);
	}
}

static int hunt_file(hunt_t *h, casus_ctx_t *ctx, const char *path, const char *format,
                     const char *date)
{
	cs_input_t *in = NULL;
	casus_error_t err;
	int status = EXIT_FINE;
	if (cs_input_open(&in, path, format, &err) != CASUS_OK) {
		cli_error(&err, NULL);
		return EXIT_SOME_FAILED;
	}
	for (bool more = true; more && !h->oom;) {
		cs_input_doc_t doc = {0};
		casus_doc_t *coded = NULL;
		cs_input_got_t got = cs_input_next(in, &doc, &err);
		more = got == CS_GOT_DOC || got == CS_GOT_BAD;
		if (got == CS_GOT_END)
			break;
		casus_article_t a = doc.article;
		a.date = a.date ? a.date : date;
		bool fine =
		    got == CS_GOT_DOC && casus_code(&coded, ctx, &a, CASUS_DEPTH_EVENTS, &err) == CASUS_OK;
		if (fine) {
			take(h, coded, a.date);
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

int cli_missing(const casus_t *engine, char **files, int n_files, const cli_missing_t *o)
{
	hunt_t h = {0};
	int status = EXIT_FINE;
	casus_ctx_t *ctx = casus_ctx_new(engine);
	if (!ctx)
		h.oom = true;
	for (int i = 0; i < n_files && !h.oom; i++)
		if (hunt_file(&h, ctx, files[i], o->input_format, o->date) != EXIT_FINE)
			status = EXIT_SOME_FAILED;
	casus_ctx_free(ctx);
	if (h.oom) {
		fputs("casus: out of memory\n", stderr);
		status = EXIT_SOME_FAILED;
	} else if (h.n) {
		qsort(h.all, h.n, sizeof *h.all, by_weight);
	}
	if (!h.oom)
		print(&h, o->min, o->top, o->tsv);
	for (size_t i = 0; i < h.n; i++) {
		tdelete(h.all[i], &h.tree, by_text);
		for (unsigned k = 0; k < h.all[i]->n_contexts; k++)
			free(h.all[i]->context[k]);
		free(h.all[i]->text);
		free(h.all[i]);
	}
	free(h.all);
	return status;
}
