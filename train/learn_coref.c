/* learn_coref.c - learns which mention stands for which.
 *
 * Each document is cut, tagged and parsed by the model that will use the result, and walked by the
 * code that will use it (cs_coref_run_with); at each mention the choices are noted with the gold
 * answer. A log-linear model with a softmax margin (Gimpel and Smith 2010; Durrett and Klein 2013)
 * learns from these notes by AdaGrad: all antecedents of the gold chain are right, whichever the
 * model likes best. Each feature has a place in one table; the table is the model, in bytes. The
 * same input gives the same bytes. */
#include "common.h"

#include "coref/coref.h"
#include "engine/engine.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { BITS = 19 }; /* of the table's size */

typedef struct notes {
	uint32_t *at; /* places of weights, choice by choice */
	size_t n_at, cap_at;
	struct choice {
		size_t begin;
		uint32_t n;
		bool right;
	} * choice;
	size_t n_choices, cap_choices;
	struct decision {
		size_t begin;
		uint32_t n;
		bool old; /* it stands for one of its candidates */
	} * decision;
	size_t n, cap;
} notes_t;

typedef struct text {      /* a document while it is walked */
	const uint32_t *chain; /* word -> gold chain, or CS_NONE */
	notes_t *notes;
} text_t;

static void *more(void *p, size_t n, size_t *cap, size_t size)
{
	if (n <= *cap)
		return p;
	*cap = n * 2;
	p = realloc(p, *cap * size);
	if (!p)
		die("out of memory");
	return p;
}

static uint32_t note(void *user, const cs_doc_t *d, uint32_t ref, const cs_coref_choice_t *choice,
                     uint32_t n)
{
	text_t *t = user;
	notes_t *s = t->notes;
	uint32_t gold = t->chain[d->refs.p[ref].word], take = 0;
	bool found = false;

	s->decision = more(s->decision, s->n + 1, &s->cap, sizeof *s->decision);
	s->choice = more(s->choice, s->n_choices + n, &s->cap_choices, sizeof *s->choice);
	for (uint32_t k = 1; k < n; k++) {
		bool right = gold != CS_NONE && t->chain[d->refs.p[choice[k].ref].word] == gold;
		s->choice[s->n_choices + k].right = right;
		if (right && !found)
			take = k;
		found |= right;
	}
	s->choice[s->n_choices].right = !found;
	for (uint32_t k = 0; k < n; k++) {
		struct choice *c = &s->choice[s->n_choices + k];
		s->at = more(s->at, s->n_at + choice[k].n, &s->cap_at, sizeof *s->at);
		memcpy(s->at + s->n_at, choice[k].at, choice[k].n * sizeof *s->at);
		c->begin = s->n_at;
		c->n = choice[k].n;
		s->n_at += choice[k].n;
	}
	s->decision[s->n++] = (struct decision){s->n_choices, n, found};
	s->n_choices += n;
	return take;
}

/* ---- the gold chains of a document --------------------------------------------------------- */

typedef struct open { /* a bracket that is open */
	uint32_t entity, begin;
} open_t;

typedef struct gold {
	const cs_doc_t *d;
	uint32_t *chain; /* word -> entity, or CS_NONE */
	open_t open[64];
	uint32_t n_open, n_entities;
} gold_t;

/* The word at which words [b, e) count: their head; of several that are joined, the "and". */
static uint32_t counts_at(const cs_doc_t *d, uint32_t b, uint32_t e)
{
	uint32_t h = b;

	while (h + 1 < e && d->words.p[h].head != CS_NONE && d->words.p[h].head >= b &&
	       d->words.p[h].head < e)
		h++;
	for (uint32_t c = d->words.p[h].child; c != CS_NONE; c = d->words.p[c].next) {
		uint32_t cc = CS_NONE;
		if (c >= b && c < e && d->words.p[c].deprel == CS_REL_CONJ)
			cc = cs_child(d, c, CS_REL_CC);
		if (cc != CS_NONE && cc >= b && cc < e)
			return cc;
	}
	return h;
}

static void close_bracket(gold_t *g, uint32_t entity, uint32_t word)
{
	for (uint32_t k = g->n_open; k-- > 0;) {
		if (g->open[k].entity != entity)
			continue;
		uint32_t h = counts_at(g->d, g->open[k].begin, word + 1);
		uint8_t pos = g->d->words.p[h].upos;
		if (pos != CS_POS_VERB && pos != CS_POS_AUX && g->chain[h] == CS_NONE)
			g->chain[h] = entity;
		g->n_open--;
		memmove(&g->open[k], &g->open[k + 1], (g->n_open - k) * sizeof *g->open);
		return;
	}
}

/* "(3-person-new-…(4-…)3)": brackets that open and close at this word. */
static void brackets(gold_t *g, cs_str_t s, uint32_t word)
{
	for (uint32_t i = 0; i < s.n;) {
		bool opens = s.p[i] == '(';
		uint32_t id = 0;
		i += opens;
		uint32_t from = i;
		for (; i < s.n && cs_is_digit((uint8_t)s.p[i]) && id < 1000000; i++)
			id = id * 10 + (uint32_t)(s.p[i] - '0');
		if (i == from) {
			i++;
			continue;
		}
		while (i < s.n && s.p[i] != '(' && s.p[i] != ')')
			i++;
		if (id >= g->n_entities)
			g->n_entities = id + 1;
		if (opens && g->n_open < CS_COUNT(g->open))
			g->open[g->n_open++] = (open_t){id, word};
		if (i < s.n && s.p[i] == ')') {
			close_bracket(g, id, word);
			i++;
		}
	}
}

/* Reads the brackets of the rows; the words are d's, in order. */
static void read_gold(gold_t *g, cs_str_t chunk)
{
	cs_str_t line;
	uint32_t word = 0;

	while (chunk.n) {
		const char *nl = memchr(chunk.p, '\n', chunk.n);
		line = cs_str(chunk.p, nl ? (size_t)(nl - chunk.p) : chunk.n);
		chunk = nl ? cs_str(nl + 1, chunk.n - line.n - 1) : cs_str(chunk.p, 0);
		if (line.n == 0 || !cs_is_digit((uint8_t)line.p[0])) {
			if (line.n == 0)
				g->n_open = 0;
			continue;
		}
		const char *tab = memchr(line.p, '\t', line.n);
		if (!tab || memchr(line.p, '-', (size_t)(tab - line.p)) ||
		    memchr(line.p, '.', (size_t)(tab - line.p)))
			continue;
		const char *misc = line.p + line.n;
		while (misc > line.p && misc[-1] != '\t')
			misc--;
		cs_str_t rest = cs_str(misc, (size_t)(line.p + line.n - misc)), item;
		while (cs_split(&rest, '|', &item))
			if (cs_starts(item, "Entity="))
				brackets(g, cs_str(item.p + 7, item.n - 7), word);
		word++;
	}
	if (word != g->d->words.n)
		die("coreference: %u rows for %u words", word, g->d->words.n);
}

typedef struct tools {
	cs_model_t model;
	cs_tok_t tok;
	cs_syntax_t syntax;
	cs_lex_t lex;
	jmp_buf oom;
} tools_t;

/* The gold chain of each word of d, CS_NONE where the word stands alone. Both hold the same bytes.
 * */
static uint32_t *onto(const gold_t *g, const cs_doc_t *d, cs_arena_t *a)
{
	uint32_t *at_byte = CS_NEW_N(a, uint32_t, g->d->buf.n + 1);
	uint32_t *count = CS_NEW_N(a, uint32_t, g->n_entities + 1);
	uint32_t *chain = CS_NEW_N(a, uint32_t, d->words.n + 1);

	for (uint32_t i = 0; i < g->d->words.n; i++) {
		at_byte[g->d->words.p[i].begin] = i + 1;
		if (g->chain[i] != CS_NONE)
			count[g->chain[i]]++;
	}
	for (uint32_t i = 0; i < d->words.n; i++) {
		uint32_t k = at_byte[d->words.p[i].begin];
		uint32_t c = k ? g->chain[k - 1] : CS_NONE;
		chain[i] = c != CS_NONE && count[c] > 1 ? c : CS_NONE;
	}
	return chain;
}

static void one_document(const tools_t *t, cs_str_t chunk, const char *path, notes_t *notes)
{
	cs_doc_t *gold = doc_new(), *d = doc_new(), *scratch = doc_new();
	gold_t g = {.d = gold};
	text_t text = {.notes = notes};
	casus_error_t err;

	if (cs_conllu_read(gold, chunk, path, &err) != CASUS_OK)
		die("%s:%u: %s", path, err.line, err.msg);
	g.chain = CS_NEW_N(&gold->arena, uint32_t, gold->words.n);
	memset(g.chain, 0xff, gold->words.n * sizeof *g.chain);
	read_gold(&g, chunk);
	d->buf = gold->buf;
	cs_tok_run(&t->tok, d, &scratch->arena);
	cs_arena_reset(&scratch->arena);
	cs_syntax_run(&t->syntax, d, &scratch->arena);
	cs_arena_reset(&scratch->arena);
	cs_engine_look_up(&t->lex, d, &scratch->arena);
	cs_arena_reset(&scratch->arena);
	text.chain = onto(&g, d, &d->arena);
	cs_coref_run_with(&t->lex, d, &scratch->arena, BITS, note, &text);
	doc_free(d);
	doc_free(gold);
	doc_free(scratch);
}

/* ---- learning ------------------------------------------------------------------------------ */

typedef struct table {
	float *w, *g; /* weights; sums of squared gradients */
} table_t;

static float score_of(const table_t *t, const notes_t *s, const struct choice *c)
{
	float sum = 0;

	for (uint32_t i = 0; i < c->n; i++)
		sum += t->w[s->at[c->begin + i]];
	return sum;
}

/* What a wrong choice costs beside being wrong. */
static float cost_of(const plan_t *plan, const struct decision *d, uint32_t k, bool right)
{
	return right ? 0 : !d->old ? plan->coref_alarm : k == 0 ? plan->coref_missed : 1;
}

static double learn_one(table_t *t, const notes_t *s, const struct decision *d, const plan_t *plan)
{
	const struct choice *c = s->choice + d->begin;
	double p[CS_COREF_CHOICES], q[CS_COREF_CHOICES], sum_p = 0, sum_q = 0, top = -1e30;

	for (uint32_t k = 0; k < d->n; k++) {
		p[k] = (double)score_of(t, s, &c[k]);
		q[k] = p[k];
		p[k] += (double)cost_of(plan, d, k, c[k].right);
		top = p[k] > top ? p[k] : top;
	}
	for (uint32_t k = 0; k < d->n; k++) {
		sum_p += p[k] = exp(p[k] - top);
		sum_q += q[k] = c[k].right ? exp(q[k] - top) : 0;
	}
	for (uint32_t k = 0; k < d->n; k++) {
		float g = (float)(p[k] / sum_p - q[k] / sum_q);
		if (fabsf(g) < 1e-4f)
			continue;
		for (uint32_t i = 0; i < c[k].n; i++) {
			uint32_t at = s->at[c[k].begin + i];
			t->g[at] += g * g;
			t->w[at] -= plan->coref_rate * g / (1e-3f + sqrtf(t->g[at]));
		}
	}
	return log(sum_p) - log(sum_q);
}

static void learn(table_t *t, const notes_t *s, const plan_t *plan)
{
	uint32_t *order = malloc((s->n + 1) * sizeof *order);
	rng_t rng = {plan->seed};

	if (!order)
		die("out of memory");
	for (uint32_t i = 0; i < s->n; i++)
		order[i] = i;
	for (uint32_t e = 0; e < plan->coref_epochs; e++) {
		double loss = 0;
		rng_shuffle(&rng, order, (uint32_t)s->n);
		for (uint32_t k = 0; k < s->n; k++)
			loss += learn_one(t, s, &s->decision[order[k]], plan);
		for (uint32_t i = 0; i < 1u << BITS; i++) /* what is rarely confirmed fades */
			t->w[i] *= 1 - plan->coref_decay / (1 + sqrtf(t->g[i]));
		if (!plan->quiet)
			fprintf(stderr, "  coref: round %u, loss %.4f\n", e + 1, loss / (double)s->n);
	}
	free(order);
}

static void open_tools(tools_t *t, const char *model, const char *lexicon)
{
	casus_error_t err = {0};
	cs_diag_t diag = {.first = &err};

	if (setjmp(t->oom))
		die("out of memory");
	cs_arena_init(&t->lex.arena, &t->oom);
	if (cs_model_open(&t->model, model, &err) != CASUS_OK ||
	    cs_tok_bind(&t->tok, &t->model, &err) != CASUS_OK ||
	    cs_syntax_bind(&t->syntax, &t->model, &err) != CASUS_OK ||
	    !cs_lex_open(&t->lex, lexicon, NULL, &diag))
		die("%s: %s", err.file, err.msg);
	t->lex.arena.oom = NULL; /* it does not grow from here on */
}

void learn_coref(writer_t *w, const char *model, const char *lexicon, const char *path,
                 const plan_t *plan)
{
	tools_t *t = calloc(1, sizeof *t);
	notes_t notes = {0};
	table_t table = {calloc(1u << BITS, sizeof(float)), calloc(1u << BITS, sizeof(float))};
	int8_t *out = calloc(1u << BITS, 1);
	casus_error_t err;
	cs_file_t file;
	uint32_t n_docs = 0, n_old = 0;

	if (!t || !table.w || !table.g || !out)
		die("out of memory");
	open_tools(t, model, lexicon);
	if (cs_file_open(&file, path, &err) != CASUS_OK)
		die("%s: %s", path, err.msg);
	for (size_t at = 0; at < file.n;) {
		const char *next = memmem(file.data + at + 1, file.n - at - 1, "\n# newdoc", 9);
		size_t end = next ? (size_t)(next - file.data) + 1 : file.n;
		one_document(t, cs_str(file.data + at, end - at), path, &notes);
		n_docs++;
		at = end;
	}
	for (size_t i = 0; i < notes.n; i++)
		n_old += notes.decision[i].old;
	if (!plan->quiet)
		fprintf(stderr,
		        "coref: %u documents, %zu mentions, %u of them linked, %zu choices, %zu features\n",
		        n_docs, notes.n, n_old, notes.n_choices, notes.n_at);
	learn(&table, &notes, plan);
	for (uint32_t i = 0; i < 1u << BITS; i++) {
		float v = roundf(table.w[i] * CS_REF_UNIT);
		out[i] = (int8_t)(v > 127 ? 127 : v < -127 ? -127 : v);
	}
	writer_add(w, "coref.weights", out, 1u << BITS);
	free(out);
	free(table.w);
	free(table.g);
	free(notes.at);
	free(notes.choice);
	free(notes.decision);
	cs_file_close(&file);
	cs_lex_close(&t->lex);
	cs_model_close(&t->model);
	free(t);
}
