/* effect.c - `casus lexicon effect`: what a change of the dictionaries does to the events of a corpus.
 *
 * Each document is coded twice, with the lexicon as it was and as it is. Events of the same trigger in
 * the same sentence are one; what differs of it (codes, sides, whether it took place) is an
 * alteration, the rest is added or dropped. Cost: twice the coding, and two engines in memory. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

typedef struct tally {
	char *rule;
	unsigned added, dropped, altered;
} tally_t;

typedef struct effect {
	unsigned before, after, added, dropped, altered, documents, shown, top;
	tally_t *rule;
	size_t n, cap;
	bool oom;
} effect_t;

static tally_t *of_rule(effect_t *x, const char *rule)
{
	for (size_t i = 0; i < x->n; i++)
		if (strcmp(x->rule[i].rule, rule) == 0)
			return &x->rule[i];
	if (x->n == x->cap) {
		size_t cap = x->cap ? 2 * x->cap : 64;
		tally_t *more = realloc(x->rule, cap * sizeof *more);
		if (!more) {
			x->oom = true;
			return NULL;
		}
		x->rule = more;
		x->cap = cap;
	}
	x->rule[x->n] = (tally_t){.rule = strdup(rule)};
	if (!x->rule[x->n].rule) {
		x->oom = true;
		return NULL;
	}
	return &x->rule[x->n++];
}

static void sides(char *out, size_t n, const casus_participant_t *p, uint32_t n_p)
{
	size_t at = 0;
	out[0] = 0;
	for (uint32_t i = 0; i < n_p && at + 1 < n; i++) {
		int put = snprintf(out + at, n - at, "%s%s", i ? "+" : "", p[i].code ? p[i].code : "?");
		at += put > 0 ? (size_t)put : 0;
	}
	if (!n_p)
		(void)snprintf(out, n, "-");
}

/* "190 ASSAULT SYR > SYRREB, negated" */
static void words_of(char *out, size_t n, const casus_event_t *e)
{
	char s[256], t[256];
	sides(s, sizeof s, e->source, e->n_source);
	sides(t, sizeof t, e->target, e->n_target);
	(void)snprintf(out, n, "%s %s %s > %s%s%s", e->cameo, e->plover ? e->plover : "-", s, t,
	               strcmp(e->polarity, "negated") == 0 ? ", negated" : "",
	               strcmp(e->reality, "actual") != 0 ? e->reality[0] == 0 ? "" : " (not actual)"
	                                                 : "");
}

static void sentence(const casus_doc_t *d, uint32_t i)
{
	size_t n = 0;
	casus_span_t s = casus_sentence_at(d, i);
	const char *text = s.in_title ? casus_doc_title(d, &n) : casus_doc_text(d, &n);
	if (!text || s.end > n)
		return;
	fputs("      ", stdout);
	for (uint32_t k = s.begin; k < s.end && k < s.begin + 300; k++)
		putchar((unsigned char)text[k] < 0x20 ? ' ' : text[k]);
	putchar('\n');
}

static bool same_place(const casus_event_t *a, const casus_event_t *b)
{
	return a->trigger.in_title == b->trigger.in_title && a->trigger.begin < b->trigger.end &&
	       b->trigger.begin < a->trigger.end;
}

static void tell(effect_t *x, const casus_doc_t *d, const char *what, const casus_event_t *e,
                 const casus_event_t *was)
{
	char now[640], before[640];
	if (x->shown >= x->top)
		return;
	x->shown++;
	words_of(now, sizeof now, e);
	if (was) {
		words_of(before, sizeof before, was);
		printf("%-8s %s: %s [%s] -> %s [%s]\n", what, casus_doc_id(d), before, was->rule, now,
		       e->rule);
	} else {
		printf("%-8s %s: %s [%s]\n", what, casus_doc_id(d), now, e->rule);
	}
	sentence(d, e->sentence);
}

/* The event of the other coding at the same trigger, by the same rule if there is one. */
static const casus_event_t *partner(const casus_doc_t *d, const casus_event_t *e)
{
	const casus_event_t *found = NULL;
	for (uint32_t i = 0; i < casus_event_count(d); i++) {
		const casus_event_t *o = casus_event_at(d, i);
		if (!same_place(o, e))
			continue;
		if (strcmp(o->rule, e->rule) == 0)
			return o;
		found = found ? found : o;
	}
	return found;
}

static void compare(effect_t *x, const casus_doc_t *old, const casus_doc_t *now)
{
	x->documents++;
	x->before += casus_event_count(old);
	x->after += casus_event_count(now);
	for (uint32_t i = 0; i < casus_event_count(now) && !x->oom; i++) {
		const casus_event_t *e = casus_event_at(now, i), *was = partner(old, e);
		char a[640], b[640];
		tally_t *t = of_rule(x, e->rule);
		if (!t)
			return;
		if (!was) {
			x->added++;
			t->added++;
			tell(x, now, "added", e, NULL);
			continue;
		}
		words_of(a, sizeof a, e);
		words_of(b, sizeof b, was);
		if (strcmp(a, b) == 0 && strcmp(e->rule, was->rule) == 0)
			continue;
		x->altered++;
		t->altered++;
		tell(x, now, "altered", e, was);
	}
	for (uint32_t i = 0; i < casus_event_count(old) && !x->oom; i++) {
		const casus_event_t *e = casus_event_at(old, i);
		tally_t *t = partner(now, e) ? NULL : of_rule(x, e->rule);
		if (!t)
			continue;
		x->dropped++;
		t->dropped++;
		tell(x, old, "dropped", e, NULL);
	}
}

static int by_weight(const void *a, const void *b)
{
	const tally_t *x = a, *y = b;
	unsigned n = x->added + x->dropped + x->altered, m = y->added + y->dropped + y->altered;
	return n != m ? (n < m ? 1 : -1) : strcmp(x->rule, y->rule);
}

static int one_file(effect_t *x, casus_ctx_t *old, casus_ctx_t *now, const char *path,
                    const cli_effect_t *o)
{
	cs_input_t *in = NULL;
	casus_error_t err;
	int status = EXIT_FINE;
	if (cs_input_open(&in, path, o->input_format, &err) != CASUS_OK) {
		cli_error(&err, NULL);
		return EXIT_SOME_FAILED;
	}
	for (bool more = true; more && !x->oom;) {
		cs_input_doc_t doc = {0};
		casus_doc_t *a = NULL, *b = NULL;
		cs_input_got_t got = cs_input_next(in, &doc, &err);
		if (got == CS_GOT_END)
			break;
		more = got == CS_GOT_DOC || got == CS_GOT_BAD;
		casus_article_t article = doc.article;
		article.date = article.date ? article.date : o->date;
		if (got == CS_GOT_DOC &&
		    casus_code(&a, old, &article, CASUS_DEPTH_EVENTS, &err) == CASUS_OK &&
		    casus_code(&b, now, &article, CASUS_DEPTH_EVENTS, &err) == CASUS_OK) {
			compare(x, a, b);
		} else {
			cli_error(&err, doc.article.id);
			status = EXIT_SOME_FAILED;
		}
		casus_doc_free(a);
		casus_doc_free(b);
		cs_input_doc_clear(&doc);
	}
	cs_input_close(in);
	return status;
}

int cli_effect(const casus_t *old, const casus_t *now, char **files, int n_files,
               const cli_effect_t *o)
{
	effect_t x = {.top = o->top};
	int status = EXIT_FINE;
	casus_ctx_t *a = casus_ctx_new(old), *b = casus_ctx_new(now);
	x.oom = !a || !b;
	for (int i = 0; i < n_files && !x.oom; i++)
		if (one_file(&x, a, b, files[i], o) != EXIT_FINE)
			status = EXIT_SOME_FAILED;
	casus_ctx_free(a);
	casus_ctx_free(b);
	if (x.oom) {
		fputs("casus: out of memory\n", stderr);
		status = EXIT_SOME_FAILED;
	}
	unsigned moved = x.added + x.dropped + x.altered;
	if (moved > x.shown)
		printf("… %u more (--top)\n", moved - x.shown);
	if (x.n)
		qsort(x.rule, x.n, sizeof *x.rule, by_weight);
	printf("\n%u documents, %u events before, %u now: %u added, %u dropped, %u altered\n",
	       x.documents, x.before, x.after, x.added, x.dropped, x.altered);
	for (size_t i = 0; i < x.n; i++) {
		const tally_t *t = &x.rule[i];
		if (t->added + t->dropped + t->altered)
			printf("  %-32s +%u -%u ~%u\n", t->rule, t->added, t->dropped, t->altered);
		free(x.rule[i].rule);
	}
	free(x.rule);
	return status;
}
