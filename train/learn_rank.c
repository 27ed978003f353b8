/* learn_rank.c - learns what two actors of a sentence do to each other.
 *
 * Each example (train/events/examples.py) is coded by the engine that will use the result, with the
 * rules alone; the features of src/event/rank.c are noted with the label. A log-linear model with a
 * softmax margin learns from these notes by AdaGrad: where several labels are allowed, whichever of
 * them the model likes best is right. The direction is learned beside it, by two labels more. The
 * same input gives the same bytes. */
#include "common.h"

#include "engine/engine.h"
#include "event/rank.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define N_TYPES 16u
#define N_LABELS (N_TYPES + 2u)

/* As examples.py names them, and as the ontology does, the usual one first. */
static const char *const names[N_TYPES][2] = {{"NONE", "NONE"},
                                              {"AGREE", "AGREE"},
                                              {"CONSULT", "CONSULT"},
                                              {"SUPPORT", "SUPPORT"},
                                              {"COOPERATE", "COOPERATE"},
                                              {"AID", "AID"},
                                              {"YIELD", "CONCEDE RETREAT"},
                                              {"REQUEST", "REQUEST DEMAND"},
                                              {"ACCUSE", "ACCUSE DISAPPROVE INVESTIGATE"},
                                              {"REJECT", "REJECT"},
                                              {"THREATEN", "THREATEN"},
                                              {"PROTEST", "PROTEST"},
                                              {"SANCTION", "SANCTION"},
                                              {"MOBILIZE", "MOBILIZE"},
                                              {"COERCE", "COERCE"},
                                              {"ASSAULT", "ASSAULT"}};

typedef struct example {
	char id[32], fold[8];
	uint32_t allowed; /* a bit a type */
	int8_t order;     /* 0 the first acts, 1 the second, -1 nobody */
	bool found;       /* both actors were found again */
	uint32_t *feature, n;
	int8_t *dense;
	float weight;
} example_t;

typedef struct set {
	example_t *p;
	uint32_t n, cap, n_dense;
	cs_map_t index; /* feature -> number */
	uint64_t *key;
	uint32_t *count, n_keys, cap_keys;
	jmp_buf oom;
	cs_arena_t arena;
} set_t;

typedef struct table {
	float *w, *g;   /* [feature][label] */
	float *dw, *dg; /* [label][dense] */
} table_t;

static void *must(void *p)
{
	if (!p)
		die("out of memory");
	return p;
}

/* ---- reading ---------------------------------------------------------------------------------- */

static uint32_t label_of(cs_str_t s, int8_t *order)
{
	cs_str_t name = s;

	*order = -1;
	if (s.n && (s.p[s.n - 1] == '>' || s.p[s.n - 1] == '<')) {
		*order = s.p[s.n - 1] == '<';
		name.n--;
	}
	for (uint32_t i = 0; i < N_TYPES; i++)
		if (cs_eqz(name, names[i][0]))
			return i;
	die("unknown label: %.*s", (int)s.n, s.p);
}

static void note_features(set_t *s, example_t *e, const cs_rank_look_t *look)
{
	e->feature = must(malloc((look->n + 1) * sizeof *e->feature));
	for (uint32_t i = 0; i < look->n; i++) {
		uint64_t key = look->key[i] == UINT64_MAX ? 0 : look->key[i];
		uint32_t *at = cs_map_at(&s->arena, &s->index, key);
		bool again = false;

		if (*at == CS_NONE) {
			*at = s->n_keys;
			if (s->n_keys == s->cap_keys) {
				s->cap_keys = s->cap_keys ? s->cap_keys * 2 : 1 << 16;
				s->key = must(realloc(s->key, s->cap_keys * sizeof *s->key));
				s->count = must(realloc(s->count, s->cap_keys * sizeof *s->count));
			}
			s->count[s->n_keys] = 0;
			s->key[s->n_keys++] = key;
		}
		for (uint32_t k = 0; k < e->n && !again; k++)
			again = e->feature[k] == *at;
		if (!again)
			e->feature[e->n++] = *at;
	}
	e->dense = must(malloc(look->n_dense));
	memcpy(e->dense, look->dense, look->n_dense);
	s->n_dense = look->n_dense;
}

static void one_example(set_t *s, const casus_t *engine, casus_ctx_t *ctx, cs_str_t line)
{
	cs_str_t cell[7], rest = line;
	uint32_t at[4], n = 0;
	example_t *e;
	casus_doc_t *d;
	casus_error_t err;
	cs_rank_pair_t pair;
	static cs_rank_look_t look;

	while (n < CS_COUNT(cell) && cs_split(&rest, '\t', &cell[n]))
		n++;
	if (n < 7)
		die("examples: a line of %u cells", n);
	for (uint32_t i = 0; i < 4; i++)
		at[i] = (uint32_t)strtoul(cell[i + 1].p, NULL, 10);
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 1024;
		s->p = must(realloc(s->p, s->cap * sizeof *s->p));
	}
	e = &s->p[s->n++];
	memset(e, 0, sizeof *e);
	snprintf(e->id, sizeof e->id, "%.*s", (int)cell[0].n, cell[0].p);
	e->weight = 1;
	e->order = -1;
	cs_str_t labels = cell[5], one;
	while (labels.n && cs_split(&labels, '|', &one)) {
		int8_t order;
		e->allowed |= 1u << label_of(one, &order);
		e->order = order;
	}
	casus_known_t known[2] = {{at[0], at[1], NULL}, {at[2], at[3], NULL}};
	casus_article_t in = {.id = e->id,
	                      .date = "2015-06-01",
	                      .text = cell[6].p,
	                      .len = cell[6].n,
	                      .known = known,
	                      .n_known = 2};
	if (casus_code(&d, ctx, &in, CASUS_DEPTH_EVENTS, &err) != CASUS_OK)
		die("%s: %s", e->id, err.msg);
	e->found = cs_rank_given(d, &pair);
	if (e->found) {
		cs_rank_look(&engine->syntax.net, &engine->lex, d, &pair, &look);
		note_features(s, e, &look);
	}
	casus_doc_free(d);
}

static void read_examples(set_t *s, const casus_t *engine, const char *path)
{
	cs_file_t file;
	casus_error_t err;
	casus_ctx_t *ctx = must(casus_ctx_new(engine));
	cs_str_t rest;

	if (cs_file_open(&file, path, &err) != CASUS_OK)
		die("%s: %s", path, err.msg);
	rest = cs_str(file.data, file.n);
	while (rest.n) {
		const char *nl = memchr(rest.p, '\n', rest.n);
		size_t n = nl ? (size_t)(nl - rest.p) : rest.n;
		if (n)
			one_example(s, engine, ctx, cs_str(rest.p, n));
		rest = nl ? cs_str(nl + 1, rest.n - n - 1) : cs_str(rest.p, 0);
	}
	casus_ctx_free(ctx);
	cs_file_close(&file);
}

/* folds.tsv of eval/folds.py; what it does not name is in no fold. */
static void read_folds(set_t *s, const char *path)
{
	cs_file_t file;
	casus_error_t err;

	if (cs_file_open(&file, path, &err) != CASUS_OK)
		die("%s: %s", path, err.msg);
	cs_map_t of = {0};
	for (uint32_t i = 0; i < s->n; i++) /* several examples may have one id */
		cs_map_put(&s->arena, &of, cs_hash(s->p[i].id, strlen(s->p[i].id), 3) >> 1, i);
	uint32_t *next = must(calloc(s->n + 1, sizeof *next));
	cs_map_t chain = {0};
	for (uint32_t i = 0; i < s->n; i++) {
		uint64_t h = cs_hash(s->p[i].id, strlen(s->p[i].id), 3) >> 1;
		uint32_t was = cs_map_get(&chain, h);
		next[i] = was;
		cs_map_put(&s->arena, &chain, h, i);
	}
	cs_str_t rest = cs_str(file.data, file.n), line;
	while (rest.n && cs_split(&rest, '\n', &line)) {
		cs_str_t id, fold;
		if (!cs_split(&line, '\t', &id) || !cs_split(&line, '\t', &fold))
			continue;
		for (uint32_t i = cs_map_get(&chain, cs_hash(id.p, id.n, 3) >> 1); i != CS_NONE; i = next[i])
			snprintf(s->p[i].fold, sizeof s->p[i].fold, "%.*s", (int)fold.n, fold.p);
	}
	free(next);
	cs_file_close(&file);
}

/* ---- learning --------------------------------------------------------------------------------- */

static void score(const set_t *s, const table_t *t, const example_t *e, float *out)
{
	for (uint32_t l = 0; l < N_LABELS; l++)
		out[l] = 0;
	for (uint32_t i = 0; i < e->n; i++) {
		const float *w = t->w + (size_t)e->feature[i] * N_LABELS;
		for (uint32_t l = 0; l < N_LABELS; l++)
			out[l] += w[l];
	}
	for (uint32_t l = 0; l < N_LABELS; l++) {
		const float *w = t->dw + (size_t)l * s->n_dense;
		float sum = 0;
		for (uint32_t k = 0; k < s->n_dense; k++)
			sum += w[k] * (float)e->dense[k];
		out[l] += sum / 127;
	}
}

static void push(const set_t *s, table_t *t, const example_t *e, const float *g, const plan_t *plan)
{
	for (uint32_t i = 0; i < e->n; i++) {
		size_t at = (size_t)e->feature[i] * N_LABELS;
		if (s->count[e->feature[i]] < plan->rank_least)
			continue;
		for (uint32_t l = 0; l < N_LABELS; l++) {
			if (fabsf(g[l]) < 1e-4f)
				continue;
			t->g[at + l] += g[l] * g[l];
			t->w[at + l] -= plan->rank_rate * g[l] / (1e-3f + sqrtf(t->g[at + l]));
		}
	}
	for (uint32_t l = 0; l < N_LABELS; l++) {
		if (fabsf(g[l]) < 1e-4f)
			continue;
		for (uint32_t k = 0; k < s->n_dense; k++) {
			size_t at = (size_t)l * s->n_dense + k;
			float d = g[l] * (float)e->dense[k] / 127;
			t->dg[at] += d * d;
			t->dw[at] -= plan->rank_dense_rate * d / (1e-2f + sqrtf(t->dg[at]));
		}
	}
}

static double learn_one(const set_t *s, table_t *t, const example_t *e, const plan_t *plan)
{
	float y[N_LABELS], g[N_LABELS] = {0};
	double p[N_TYPES], q[N_TYPES], sum_p = 0, sum_q = 0, top = -1e30;

	score(s, t, e, y);
	for (uint32_t l = 0; l < N_TYPES; l++) {
		bool right = e->allowed >> l & 1;
		p[l] = (double)y[l] + (right ? 0 : (double)plan->rank_margin);
		q[l] = (double)y[l];
		top = p[l] > top ? p[l] : top;
	}
	for (uint32_t l = 0; l < N_TYPES; l++) {
		sum_p += p[l] = exp(p[l] - top);
		sum_q += q[l] = e->allowed >> l & 1 ? exp(q[l] - top) : 0;
	}
	for (uint32_t l = 0; l < N_TYPES; l++)
		g[l] = e->weight * (float)(p[l] / sum_p - q[l] / sum_q);
	if (e->order >= 0) {
		float a = y[N_TYPES + (uint32_t)e->order], b = y[N_TYPES + 1 - (uint32_t)e->order];
		float wrong = 1 / (1 + expf(a - b - plan->rank_margin));
		g[N_TYPES + (uint32_t)e->order] = -wrong;
		g[N_TYPES + 1 - (uint32_t)e->order] = wrong;
	}
	push(s, t, e, g, plan);
	return log(sum_p) - log(sum_q);
}

static void table_init(const set_t *s, table_t *t)
{
	size_t n = (size_t)s->n_keys * N_LABELS, m = (size_t)N_LABELS * s->n_dense;
	*t = (table_t){must(calloc(n, sizeof(float))), must(calloc(n, sizeof(float))),
	               must(calloc(m, sizeof(float))), must(calloc(m, sizeof(float)))};
}

static void table_free(table_t *t)
{
	free(t->w);
	free(t->g);
	free(t->dw);
	free(t->dg);
}

static bool held(const example_t *e, const char *fold)
{
	return strcmp(e->fold, "hidden") == 0 || (fold && strcmp(e->fold, fold) == 0);
}

static void learn(set_t *s, table_t *t, const char *without, const plan_t *plan)
{
	uint32_t *order = must(malloc((s->n + 1) * sizeof *order)), n = 0, times[N_TYPES] = {0};
	rng_t rng = {plan->seed};

	memset(s->count, 0, s->n_keys * sizeof *s->count);
	for (uint32_t i = 0; i < s->n; i++) {
		example_t *e = &s->p[i];
		if (held(e, without) || !e->found)
			continue;
		order[n++] = i;
		for (uint32_t k = 0; k < e->n; k++)
			s->count[e->feature[k]]++;
		for (uint32_t l = 0; l < N_TYPES; l++)
			times[l] += e->allowed == 1u << l;
	}
	for (uint32_t i = 0; i < n; i++) {
		example_t *e = &s->p[order[i]];
		e->weight = 1;
		for (uint32_t l = 0; l < N_TYPES; l++)
			if (e->allowed == 1u << l)
				e->weight = l ? powf(100.0f / (float)times[l], plan->rank_rare) : plan->rank_none;
	}
	for (uint32_t r = 0; r < plan->rank_epochs; r++) {
		double loss = 0;
		rng_shuffle(&rng, order, n);
		for (uint32_t i = 0; i < n; i++)
			loss += learn_one(s, t, &s->p[order[i]], plan);
		for (size_t i = 0; i < (size_t)s->n_keys * N_LABELS; i++)
			t->w[i] *= 1 - plan->rank_decay / (1 + sqrtf(t->g[i]));
		for (size_t i = 0; i < (size_t)N_LABELS * s->n_dense; i++)
			t->dw[i] *= 1 - plan->rank_decay / (1 + sqrtf(t->dg[i]));
		if (!plan->quiet)
			fprintf(stderr, "  rank: round %u, loss %.4f\n", r + 1, loss / n);
	}
	free(order);
}

/* ---- writing ---------------------------------------------------------------------------------- */

static int8_t byte(float v)
{
	v = roundf(v);
	return (int8_t)(v > 127 ? 127 : v < -127 ? -127 : v);
}

static void add_linear(writer_t *w, const set_t *s, const table_t *t)
{
	const uint32_t width = (N_LABELS + 15u) & ~15u;
	uint32_t kept = 0;
	int8_t *rows = must(calloc(s->n_keys + 1, width));
	uint32_t *of = must(calloc(s->n_keys + 1, sizeof *of));

	for (uint32_t i = 0; i < s->n_keys; i++) {
		bool any = false;
		for (uint32_t l = 0; l < N_LABELS; l++) {
			int8_t v = byte(t->w[(size_t)i * N_LABELS + l] * CS_RANK_UNIT);
			rows[(size_t)kept * width + l] = v;
			any |= v != 0;
		}
		if (any)
			of[kept++] = i;
	}
	cs_linear_head_t h = {N_LABELS, width, kept / 3 * 4 + 16, kept * (width / 2), {0}};
	size_t size = sizeof h + (size_t)h.n_slots * sizeof(cs_linear_slot_t) + (size_t)h.n_pool * 2;
	uint8_t *out = must(calloc(1, size));
	cs_linear_slot_t *slot = (cs_linear_slot_t *)(void *)(out + sizeof h);
	memcpy(out, &h, sizeof h);
	for (uint32_t i = 0; i < kept; i++) {
		uint64_t key = s->key[of[i]];
		uint32_t at = cs_feat_slot(key, h.n_slots);
		while (slot[at].tag)
			at = at + 1 == h.n_slots ? 0 : at + 1;
		slot[at] = (cs_linear_slot_t){cs_feat_tag(key), i * (width / 2) << 8 | CS_ROW_DENSE};
	}
	memcpy(out + size - (size_t)h.n_pool * 2, rows, (size_t)kept * width);
	writer_add(w, "rank.linear", out, size);
	free(out);
	free(rows);
	free(of);
}

static void add_dense(writer_t *w, const set_t *s, const table_t *t)
{
	const uint32_t out = (N_LABELS + 15u) & ~15u, in = s->n_dense;
	cs_dense_head_t h = {in, out, N_LABELS, 0};
	size_t size = sizeof h + (size_t)in * out + (size_t)out * 20;
	uint8_t *bytes = must(calloc(1, size));
	int8_t *to = (int8_t *)bytes + sizeof h;
	float *scale = (float *)(void *)(to + (size_t)in * out), *bias = scale + out;
	int32_t *sum = (int32_t *)(void *)(bias + out), *low = sum + out, *high = low + out;

	memcpy(bytes, &h, sizeof h);
	for (uint32_t o = 0; o < out; o++) {
		float most = 1e-6f;
		low[o] = -32767;
		high[o] = 32767;
		if (o >= N_LABELS)
			continue;
		for (uint32_t k = 0; k < in; k++)
			most = fmaxf(most, fabsf(t->dw[(size_t)o * in + k]));
		scale[o] = most / 127 * CS_RANK_UNIT / 127;
		for (uint32_t k = 0; k < in; k++) {
			int8_t v = byte(t->dw[(size_t)o * in + k] / most * 127);
			to[(size_t)(o / 16) * 16 * in + (size_t)(k / 4) * 64 + (o % 16) * 4 + k % 4] = v;
			sum[o] -= 128 * v;
		}
	}
	writer_add(w, "rank.dense", bytes, size);
	free(bytes);
}

static void add_labels(writer_t *w)
{
	char text[512] = "";
	for (uint32_t i = 0; i < N_TYPES; i++) {
		strcat(text, names[i][1]);
		strcat(text, "\n");
	}
	writer_add(w, "rank.labels", text, strlen(text));
}

/* ---- cross-validation ------------------------------------------------------------------------- */

typedef struct tally {
	uint32_t right[N_TYPES], gold[N_TYPES], said[N_TYPES], n, hits, order, silent, none, quiet;
} tally_t;

static void ask(const set_t *s, const table_t *t, const char *fold, tally_t *y)
{
	for (uint32_t i = 0; i < s->n; i++) {
		const example_t *e = &s->p[i];
		float v[N_LABELS];
		uint32_t best = 1, gold = CS_NONE;

		if (strcmp(e->fold, fold) != 0)
			continue;
		for (uint32_t l = 0; l < N_TYPES; l++)
			if (e->allowed == 1u << l)
				gold = l;
		if (gold == CS_NONE)
			continue;
		if (!e->found) {
			y->gold[gold]++;
			y->n += gold != 0;
			continue;
		}
		score(s, t, e, v);
		for (uint32_t l = 1; l < N_TYPES; l++)
			best = v[l] > v[best] ? l : best;
		if (gold == 0) {
			y->none++;
			y->quiet += v[0] > v[best];
			continue;
		}
		y->silent += v[0] > v[best];
		y->n++;
		y->gold[gold]++;
		bool dir = (v[N_TYPES] >= v[N_TYPES + 1]) == (e->order == 0);
		y->order += dir;
		y->said[best]++;
		y->right[gold] += best == gold;
		y->hits += best == gold;
	}
}

static void show(const tally_t *y)
{
	double sum = 0;
	uint32_t n = 0;
	for (uint32_t l = 1; l < N_TYPES; l++) {
		if (!y->gold[l])
			continue;
		double f = 200.0 * y->right[l] / (y->gold[l] + y->said[l]);
		printf("%s %.0f ", names[l][0], f);
		sum += f;
		n++;
	}
	printf("\ntypes: macro-F1 %.2f accuracy %.2f of %u; direction %.2f; taken for none %.1f %%; none "
	       "found %.1f %% of %u\n",
	       sum / n, 100.0 * y->hits / y->n, y->n, 100.0 * y->order / y->n, 100.0 * y->silent / y->n,
	       100.0 * y->quiet / (y->none ? y->none : 1), y->none);
}

/* ---- the whole -------------------------------------------------------------------------------- */

void learn_rank(writer_t *w, const char *model, const char *lexicon, const char *const *paths,
                uint32_t n_paths, const char *folds, const char *without, const plan_t *plan)
{
	set_t *s = must(calloc(1, sizeof *s));
	casus_t *engine;
	casus_error_t err;
	casus_options_t options = {.model = model, .lexicon_dir = lexicon};
	table_t t;

	if (setjmp(s->oom))
		die("out of memory");
	cs_arena_init(&s->arena, &s->oom);
	if (casus_open(&engine, &options, &err) != CASUS_OK)
		die("%s: %s", err.file, err.msg);
	engine->rank.there = false; /* features are of what the rules say */
	for (uint32_t i = 0; i < n_paths; i++)
		read_examples(s, engine, paths[i]);
	if (folds)
		read_folds(s, folds);
	if (!plan->quiet)
		fprintf(stderr, "rank: %u examples, %u features\n", s->n, s->n_keys);
	if (w) {
		table_init(s, &t);
		learn(s, &t, without, plan);
		add_labels(w);
		add_linear(w, s, &t);
		add_dense(w, s, &t);
		table_free(&t);
	} else {
		tally_t y = {0};
		for (char k = '0'; k < '5'; k++) {
			char fold[2] = {k, 0};
			table_init(s, &t);
			learn(s, &t, fold, plan);
			ask(s, &t, fold, &y);
			table_free(&t);
		}
		show(&y);
	}
	for (uint32_t i = 0; i < s->n; i++) {
		free(s->p[i].feature);
		free(s->p[i].dense);
	}
	free(s->p);
	free(s->key);
	free(s->count);
	cs_arena_clear(&s->arena);
	free(s);
	casus_close(engine);
}
