/* learn_rank.c - learns what two actors of a sentence do to each other.
 *
 * Each example (train/events/examples.py) is coded by the engine that will use the result, with the
 * rules alone; the features of src/event/rank.c are noted with the label. A log-linear model with a
 * softmax margin learns from these notes by AdaGrad: where several labels are allowed, whichever of
 * them the model likes best is right. The direction is learned beside it, by two labels more. The
 * same input gives the same bytes. */
#include "common.h"

#include "engine/engine.h"
#include "event/event_int.h"
#include "lex/ontology.h"
#include "lex/rules.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define N_TYPES 16u
#define LEAST_WEIGHT 2 /* smaller ones are left out */
#define OWN (N_TYPES + 2u)
#define N_LABELS (N_TYPES + CS_RANK_EXTRA)

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
	uint32_t right;   /* those that are right with both sides */
	int8_t order;     /* 0 the first acts, 1 the second, -1 nobody or not asked */
	uint8_t kind;     /* cs_rank_kind_t; CS_N_RANK: lent */
	uint8_t own;      /* the label that the rules say; 0 none */
	bool unread;      /* taken for nothing */
	bool rule;        /* of a rule's own example */
	bool whole;       /* nothing else is told in its sentence */
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

/* ---- reading ------------------------------------------------------------------------------- */

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

static uint8_t label_of_type(const cs_ontology_t *o, uint32_t type)
{
	const char *name = cs_type_at(o, type)->name;

	for (uint32_t l = 1; l < N_TYPES; l++) {
		cs_str_t rest = cs_strz(names[l][1]), one;
		while (rest.n && cs_split(&rest, ' ', &one))
			if (cs_eqz(one, name))
				return (uint8_t)l;
	}
	return 0;
}

static void note_features(set_t *s, const cs_ontology_t *o, example_t *e,
                          const cs_rank_look_t *look)
{
	e->own = look->own == CS_NONE ? 0 : label_of_type(o, look->own);
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

static example_t *new_example(set_t *s, const char *id)
{
	example_t *e;

	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 1024;
		s->p = must(realloc(s->p, s->cap * sizeof *s->p));
	}
	e = &s->p[s->n++];
	memset(e, 0, sizeof *e);
	snprintf(e->id, sizeof e->id, "%s", id);
	e->order = -1;
	return e;
}

/* Two actors of a sentence, by bytes, in text order: as marked, and as if they were not. */
static void one_pair(set_t *s, const casus_t *engine, casus_ctx_t *ctx, const char *id,
                     cs_str_t text, const uint32_t at[4], uint32_t allowed, int8_t order)
{
	example_t *e = new_example(s, id);
	casus_doc_t *d;
	casus_error_t err;
	cs_rank_pair_t pair;
	static cs_rank_look_t look;

	e->allowed = allowed;
	e->right = allowed & ~1u;
	e->order = order;
	casus_known_t known[2] = {{at[0], at[1], NULL}, {at[2], at[3], NULL}};
	casus_article_t in = {.id = id,
	                      .date = "2015-06-01",
	                      .text = text.p,
	                      .len = text.n,
	                      .known = known,
	                      .n_known = 2};
	if (casus_code(&d, ctx, &in, CASUS_DEPTH_EVENTS, &err) != CASUS_OK)
		die("%s: %s", id, err.msg);
	e->found = cs_rank_given(d, &pair);
	if (e->found) {
		cs_rank_look(&engine->syntax.net, &engine->lex, d, &pair, &look);
		note_features(s, engine->lex.ontology, e, &look);
		if (e->order == 1) { /* source first */
			cs_rank_pair_t p = pair;
			for (int k = 0; k < 2; k++) {
				pair.at[k] = p.at[1 - k];
				pair.head[k] = p.head[1 - k];
				pair.entity[k] = p.entity[1 - k];
			}
		}
		pair.lent = true; /* what joins two actors is worth knowing where nobody is marked, too */
		example_t *again = new_example(s, id);
		e = again - 1;
		again->allowed = e->allowed;
		again->found = true;
		again->kind = CS_N_RANK;
		cs_rank_look(&engine->syntax.net, &engine->lex, d, &pair, &look);
		note_features(s, engine->lex.ontology, again, &look);
	}
	casus_doc_free(d);
}

static void one_example(set_t *s, const casus_t *engine, casus_ctx_t *ctx, cs_str_t line)
{
	cs_str_t cell[7], rest = line, labels, one;
	uint32_t at[4], n = 0, allowed = 0;
	int8_t order = -1;
	char id[32];

	while (n < CS_COUNT(cell) && cs_split(&rest, '\t', &cell[n]))
		n++;
	if (n < 7)
		die("examples: a line of %u cells", n);
	for (uint32_t i = 0; i < 4; i++)
		at[i] = (uint32_t)strtoul(cell[i + 1].p, NULL, 10);
	snprintf(id, sizeof id, "%.*s", (int)cell[0].n, cell[0].p);
	labels = cell[5];
	while (labels.n && cs_split(&labels, '|', &one))
		allowed |= 1u << label_of(one, &order);
	one_pair(s, engine, ctx, id, cell[6], at, allowed, order);
}

/* ---- sentences in which nobody is marked --------------------------------------------------- */

typedef struct act {
	uint32_t type, source[2], target[2]; /* bytes; equal: nobody named */
} act_t;

typedef struct told { /* a sentence while its offers are looked at */
	set_t *s;
	const casus_t *engine;
	const cs_doc_t *d;
	const char *id;
	act_t act[32];
	uint32_t n;
	bool whole;  /* nothing else is told */
	bool unread; /* nobody knows what is told */
} told_t;

/* As eval/common.py has it: the part lies inside the gold span, or shares half of both. */
static bool names_it(const cs_part_t *p, const uint32_t *gold)
{
	uint32_t from = p->begin > gold[0] ? p->begin : gold[0];
	uint32_t to = p->end < gold[1] ? p->end : gold[1];
	uint32_t whole =
	    (p->end > gold[1] ? p->end : gold[1]) - (p->begin < gold[0] ? p->begin : gold[0]);

	return from < to && (to - from == p->end - p->begin || (to - from) * 2 >= whole);
}

static bool side_fits(bool has, const cs_part_t *p, const uint32_t *gold)
{
	return gold[0] == gold[1] ? !has : has && names_it(p, gold);
}

static void note_offer(void *user, const cs_offer_t *o)
{
	told_t *t = user;
	static cs_rank_look_t look;
	uint32_t allowed = 0, right = 0;
	bool source = false, target = false;

	if (t->unread && o->pair.kind != CS_RANK_NEW)
		return;

	for (uint32_t i = 0; i < t->n; i++) {
		const act_t *a = &t->act[i];
		bool s = side_fits(o->has_source, &o->source, a->source);
		bool g = side_fits(o->has_target, &o->target, a->target);
		bool two_way = a->type == 1 || a->type == 2 || a->type == 4; /* AGREE, CONSULT, COOPERATE */
		if (two_way && o->has_source && o->has_target && names_it(&o->source, a->target) &&
		    names_it(&o->target, a->source))
			s = g = true;
		if (s && g) {
			allowed |= 1u << a->type;
			right |= 1u << a->type;
		}
		/* an event that lacks a side is still that event */
		if (o->pair.kind == CS_RANK_SOURCE && s)
			allowed |= 1u << a->type;
		if (o->pair.kind == CS_RANK_TARGET && g)
			allowed |= 1u << a->type;
		source |= s;
		target |= g;
	}
	if (!allowed && (t->whole || t->unread || ((source || target) && o->pair.kind >= CS_RANK_FILL)))
		allowed = 1; /* nothing */
	example_t *e = new_example(t->s, t->id);
	e->allowed = allowed;
	e->right = right;
	e->whole = t->whole;
	e->unread = t->unread;
	e->kind = o->pair.kind;
	e->found = true;
	cs_rank_look(&t->engine->syntax.net, &t->engine->lex, t->d, &o->pair, &look);
	note_features(t->s, t->engine->lex.ontology, e, &look);
}

static void read_act(told_t *t, cs_str_t text)
{
	char z[128], name[32];
	int b[4];
	act_t *a = &t->act[t->n];

	snprintf(z, sizeof z, "%.*s", (int)text.n, text.p);
	if (t->n == CS_COUNT(t->act) ||
	    sscanf(z, "%31s %d %d %d %d", name, &b[0], &b[1], &b[2], &b[3]) != 5)
		die("%s: an act is damaged: %s", t->id, z);
	int8_t order;
	a->type = label_of(cs_strz(name), &order);
	for (int k = 0; k < 2; k++) {
		a->source[k] = b[0] < 0 ? 0 : (uint32_t)b[k];
		a->target[k] = b[2] < 0 ? 0 : (uint32_t)b[2 + k];
	}
	t->n++;
}

/* A coded sentence of which some acts are known: its offers. */
static void offers_of(told_t *t, cs_doc_t *d)
{
	jmp_buf oom;
	cs_arena_t scratch;

	if (setjmp(oom))
		die("out of memory");
	cs_arena_init(&scratch, &oom);
	cs_coding_t c = {.lex = &t->engine->lex, .d = d, .scratch = &scratch};
	c.of_frame = CS_NEW_N(&scratch, uint32_t, d->frames.n + 1);
	memset(c.of_frame, 0xff, (d->frames.n + 1) * sizeof *c.of_frame);
	for (uint32_t i = 0; i < d->events.n; i++)
		c.of_frame[d->events.p[i].frame] = i;
	t->d = d;
	d->arena.oom = &oom;
	cs_choose_walk(&c, note_offer, t);
	cs_arena_clear(&scratch);
}

static void one_sentence(set_t *s, const casus_t *engine, casus_ctx_t *ctx, cs_str_t line)
{
	cs_str_t cell[4], rest = line, one;
	uint32_t n = 0;
	char id[32];
	casus_doc_t *d;
	casus_error_t err;

	while (n < CS_COUNT(cell) && cs_split(&rest, '\t', &cell[n]))
		n++;
	if (n < 4)
		die("sentences: a line of %u cells", n);
	snprintf(id, sizeof id, "%.*s", (int)cell[0].n, cell[0].p);
	told_t t = {.s = s,
	            .engine = engine,
	            .id = id,
	            .whole = cs_eqz(cell[1], "1"),
	            .unread = cs_eqz(cell[1], "2")};
	while (!cs_eqz(cell[2], "-") && cell[2].n && cs_split(&cell[2], ';', &one))
		read_act(&t, one);
	casus_article_t in = {.id = id, .date = "2015-06-01", .text = cell[3].p, .len = cell[3].n};
	if (casus_code(&d, ctx, &in, CASUS_DEPTH_EVENTS, &err) != CASUS_OK)
		die("%s: %s", id, err.msg);
	offers_of(&t, d);
	casus_doc_free(d);
}

/* The lexicon's own examples of what each rule must find, as far as it does: the event is right. */
static void read_rules(set_t *s, const casus_t *engine, const plan_t *plan)
{
	const cs_rules_t *rules = engine->lex.rules;
	casus_ctx_t *ctx = must(casus_ctx_new(engine));

	for (uint32_t r = 0; r < cs_rule_count(rules) && plan->rank_rules > 0; r++) {
		const cs_rule_t *rule = cs_rule_at(rules, r);
		for (uint32_t x = 0; x < rule->examples.n; x++) {
			cs_str_t text = rule->examples.p[x].text;
			casus_doc_t *d;
			casus_error_t err;
			char id[32];
			casus_article_t in = {.id = id, .date = "2015-06-01", .text = text.p, .len = text.n};
			told_t t = {.s = s, .engine = engine, .id = id};
			uint32_t first = s->n;

			if (!rule->examples.p[x].yes)
				continue;
			snprintf(id, sizeof id, "rule:%u:%u", r, x);
			if (casus_code(&d, ctx, &in, CASUS_DEPTH_EVENTS, &err) != CASUS_OK)
				die("%s: %s", id, err.msg);
			for (uint32_t i = 0; i < d->events.n; i++) {
				const cs_event_t *e = &d->events.p[i];
				uint32_t n_s = e->source.n ? e->source.n : 1, n_t = e->target.n ? e->target.n : 1;
				if (e->rule != r || e->plover == CS_NONE)
					continue;
				for (uint32_t a = 0; a < n_s * n_t && t.n < CS_COUNT(t.act); a++) {
					act_t *act = &t.act[t.n++];
					*act = (act_t){.type = label_of_type(engine->lex.ontology, e->plover)};
					if (e->source.n) {
						act->source[0] = e->source.p[a / n_t].begin;
						act->source[1] = e->source.p[a / n_t].end;
					}
					if (e->target.n) {
						act->target[0] = e->target.p[a % n_t].begin;
						act->target[1] = e->target.p[a % n_t].end;
					}
				}
			}
			if (t.n)
				offers_of(&t, d);
			const act_t *a = t.act;
			if (t.n && plan->rank_rule_pairs && a->source[1] && a->target[1] &&
			    (a->source[1] <= a->target[0] || a->target[1] <= a->source[0])) {
				bool back = a->target[0] < a->source[0];
				const uint32_t *one = back ? a->target : a->source,
				               *two = back ? a->source : a->target;
				uint32_t at[4] = {one[0], one[1], two[0], two[1]};
				one_pair(s, engine, ctx, id, text, at, 1u << a->type, back);
			}
			for (uint32_t i = first; i < s->n; i++) {
				s->p[i].rule = true;
				snprintf(s->p[i].fold, sizeof s->p[i].fold, "%c",
				         '0' + (int)(cs_hash(text.p, text.n, 1) % 5));
			}
			casus_doc_free(d);
		}
	}
	casus_ctx_free(ctx);
}

typedef void line_fn(set_t *, const casus_t *, casus_ctx_t *, cs_str_t line);

static void read_lines(set_t *s, const casus_t *engine, const char *path, line_fn *f)
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
			f(s, engine, ctx, cs_str(rest.p, n));
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
		for (uint32_t i = cs_map_get(&chain, cs_hash(id.p, id.n, 3) >> 1); i != CS_NONE;
		     i = next[i])
			snprintf(s->p[i].fold, sizeof s->p[i].fold, "%.*s", (int)fold.n, fold.p);
	}
	for (uint32_t i = 0; i < s->n; i++)
		if (s->p[i].unread)
			snprintf(s->p[i].fold, sizeof s->p[i].fold, "%c",
			         '0' + (int)(cs_hash(s->p[i].id, strlen(s->p[i].id), 5) % 5));
	free(next);
	cs_file_close(&file);
}

/* ---- learning ------------------------------------------------------------------------------ */

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
	if (e->own)
		out[e->own] += out[OWN];
}

static void push(const set_t *s, table_t *t, const example_t *e, const float *g, const plan_t *plan)
{
	uint32_t label[N_LABELS], n = 0; /* those that move */

	for (uint32_t l = 0; l < N_LABELS; l++)
		if (fabsf(g[l]) >= 1e-3f)
			label[n++] = l;
	for (uint32_t i = 0; i < e->n && n; i++) {
		size_t at = (size_t)e->feature[i] * N_LABELS;
		if (s->count[e->feature[i]] < plan->rank_least)
			continue;
		for (uint32_t k = 0; k < n; k++) {
			float d = g[label[k]], *sum = &t->g[at + label[k]];
			*sum += d * d;
			t->w[at + label[k]] -= plan->rank_rate * d / (1e-3f + sqrtf(*sum));
		}
	}
	for (uint32_t j = 0; j < n; j++) {
		size_t at = (size_t)label[j] * s->n_dense;
		for (uint32_t k = 0; k < s->n_dense; k++) {
			float d = g[label[j]] * (float)e->dense[k] / 127;
			t->dg[at + k] += d * d;
			t->dw[at + k] -= plan->rank_dense_rate * d / (1e-2f + sqrtf(t->dg[at + k]));
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
	if (e->own)
		g[OWN] = g[e->own];
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

/* without: folds that are left out, a letter each, or NULL */
static bool held(const example_t *e, const char *without)
{
	return strcmp(e->fold, "hidden") == 0 || (without && *e->fold && strchr(without, *e->fold));
}

static void learn(set_t *s, table_t *t, const char *without, const plan_t *plan)
{
	uint32_t *order = must(malloc((s->n + 1) * sizeof *order)), n = 0, times[N_TYPES] = {0};
	rng_t rng = {plan->seed};

	memset(s->count, 0, s->n_keys * sizeof *s->count);
	for (uint32_t i = 0; i < s->n; i++) {
		example_t *e = &s->p[i];
		if (held(e, without) || !e->found || !e->allowed)
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
				e->weight = l ? powf(100.0f / (float)times[l], plan->rank_rare)
				            : e->kind == CS_RANK_GIVEN || e->kind == CS_N_RANK ? plan->rank_none
				                                                               : plan->rank_nothing;
	}
	for (uint32_t i = 0; i < n; i++)
		if (s->p[order[i]].unread)
			s->p[order[i]].weight *= 0.4f;
	for (uint32_t i = 0; i < n; i++)
		if (s->p[order[i]].rule)
			s->p[order[i]].weight *= plan->rank_rules;
	for (uint32_t r = 0; r < plan->rank_epochs; r++) {
		double loss = 0;
		rng_shuffle(&rng, order, n);
		for (uint32_t i = 0; i < n; i++)
			loss += learn_one(s, t, &s->p[order[i]], plan);
		for (size_t i = 0; i < (size_t)s->n_keys * N_LABELS; i++)
			if (t->w[i] != 0)
				t->w[i] *= 1 - plan->rank_decay / (1 + sqrtf(t->g[i]));
		for (size_t i = 0; i < (size_t)N_LABELS * s->n_dense; i++)
			t->dw[i] *= 1 - plan->rank_decay / (1 + sqrtf(t->dg[i]));
		if (!plan->quiet)
			fprintf(stderr, "  rank: round %u, loss %.4f\n", r + 1, loss / n);
	}
	free(order);
}

/* ---- writing ------------------------------------------------------------------------------- */

static int8_t byte(float v)
{
	v = roundf(v);
	return (int8_t)(v > 127 ? 127 : v < -127 ? -127 : v);
}

/* A row lists the labels whose weight counts; one that would be longer so is written out. */
static void add_linear(writer_t *w, const set_t *s, const table_t *t)
{
	const uint32_t width = (N_LABELS + 15u) & ~15u;
	uint32_t kept = 0, used = 0;
	int8_t *pool = must(calloc(s->n_keys + 1, width));
	cs_linear_slot_t *row = must(calloc(s->n_keys + 1, sizeof *row));

	for (uint32_t i = 0; i < s->n_keys; i++) {
		int8_t v[CS_RANK_LABELS] = {0};
		uint32_t n = 0;
		for (uint32_t l = 0; l < N_LABELS; l++) {
			v[l] = byte(t->w[(size_t)i * N_LABELS + l] * CS_RANK_UNIT);
			v[l] = abs(v[l]) < LEAST_WEIGHT ? 0 : v[l];
			n += v[l] != 0;
		}
		if (n == 0)
			continue;
		row[kept].tag = i;
		row[kept++].row = used << 8 | (n * 2 < width ? n : CS_ROW_DENSE);
		if (n * 2 >= width) {
			memcpy(pool + (size_t)used * 2, v, width);
			used += width / 2;
			continue;
		}
		for (uint32_t l = 0; l < N_LABELS; l++)
			if (v[l]) {
				pool[(size_t)used * 2] = (int8_t)l;
				pool[(size_t)used++ * 2 + 1] = v[l];
			}
	}
	cs_linear_head_t h = {N_LABELS, width, kept / 3 * 4 + 16, used, {0}};
	size_t size = sizeof h + (size_t)h.n_slots * sizeof(cs_linear_slot_t) + (size_t)h.n_pool * 2;
	uint8_t *out = must(calloc(1, size));
	cs_linear_slot_t *slot = (cs_linear_slot_t *)(void *)(out + sizeof h);
	memcpy(out, &h, sizeof h);
	for (uint32_t i = 0; i < kept; i++) {
		uint64_t key = s->key[row[i].tag];
		uint32_t at = cs_feat_slot(key, h.n_slots);
		while (slot[at].tag)
			at = at + 1 == h.n_slots ? 0 : at + 1;
		slot[at] = (cs_linear_slot_t){cs_feat_tag(key), row[i].row};
	}
	memcpy(out + size - (size_t)h.n_pool * 2, pool, (size_t)used * 2);
	writer_add(w, "rank.linear", out, size);
	free(out);
	free(pool);
	free(row);
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

/* ---- how sure ------------------------------------------------------------------------------ */

typedef struct bin {
	double right, n;
} bin_t;

/* Of each kind and lead: how often type and both sides are right, where a model that did not learn
 * from the sentence says so; never less for a greater lead (pool adjacent violators). */
static void add_sure(writer_t *w, set_t *s, const char *without, const plan_t *plan)
{
	bin_t bin[CS_N_RANK][CS_RANK_STEPS] = {{{0, 0}}};
	uint8_t out[CS_N_RANK][CS_RANK_STEPS];
	table_t t;

	for (char k = '0'; k < '5' && plan->rank_sure; k++) {
		char left_out[3] = {k, without ? *without : 0, 0};
		if (without && *without == k)
			continue;
		table_init(s, &t);
		learn(s, &t, left_out, plan);
		for (uint32_t i = 0; i < s->n; i++) {
			const example_t *e = &s->p[i];
			float y[N_LABELS], second = -1e9f;
			uint32_t best = 1;

			if (!e->found || e->rule || e->kind == CS_N_RANK || *e->fold != k)
				continue;
			/* where there may be more, somebody is known on both sides: what has one cannot be right */
			if ((e->kind == CS_RANK_SOURCE || e->kind == CS_RANK_TARGET) && !e->whole)
				continue;
			score(s, &t, e, y);
			for (uint32_t l = 2; l < N_TYPES; l++)
				best = y[l] > y[best] ? l : best;
			for (uint32_t l = 0; l < N_TYPES; l++)
				second = l != best && y[l] > second ? y[l] : second;
			int32_t step = (int32_t)((y[best] - second) * 2) + (int32_t)CS_RANK_STEPS / 2;
			step = step < 0                         ? 0
			       : step >= (int32_t)CS_RANK_STEPS ? (int32_t)CS_RANK_STEPS - 1
			                                        : step;
			bin[e->kind][step].n += 1;
			bin[e->kind][step].right += e->right >> best & 1;
		}
		table_free(&t);
	}
	for (uint32_t kind = 0; kind < CS_N_RANK; kind++) {
		bin_t pool[CS_RANK_STEPS];
		uint32_t size[CS_RANK_STEPS], n = 0, at = 0;
		double all = 1, right = 0.5;
		for (uint32_t i = 0; i < CS_RANK_STEPS; i++) {
			all += bin[kind][i].n;
			right += bin[kind][i].right;
		}
		for (uint32_t i = 0; i < CS_RANK_STEPS; i++) {
			pool[n] = (bin_t){bin[kind][i].right + 0.5 * right / all, bin[kind][i].n + 0.5};
			size[n++] = 1;
			while (n > 1 && pool[n - 2].right * pool[n - 1].n > pool[n - 1].right * pool[n - 2].n) {
				pool[n - 2].right += pool[n - 1].right;
				pool[n - 2].n += pool[n - 1].n;
				size[n - 2] += size[n - 1];
				n--;
			}
		}
		for (uint32_t i = 0; i < n; i++)
			for (uint32_t k = 0; k < size[i]; k++)
				out[kind][at++] = (uint8_t)lrint(100 * pool[i].right / pool[i].n);
		for (uint32_t i = 0; i < CS_RANK_STEPS && !plan->rank_sure; i++)
			out[kind][i] = (uint8_t)lrint(100 / (1 + exp(((double)CS_RANK_STEPS / 2 - i) / 2)));
	}
	writer_add(w, "rank.sure", out, sizeof out);
}

/* ---- cross-validation ---------------------------------------------------------------------- */

typedef struct tally {
	uint32_t right[N_TYPES], gold[N_TYPES], said[N_TYPES], n, hits, order, silent, none, quiet;
} tally_t;

static void ask(const set_t *s, const table_t *t, const char *fold, uint32_t kind, tally_t *y)
{
	for (uint32_t i = 0; i < s->n; i++) {
		const example_t *e = &s->p[i];
		float v[N_LABELS];
		uint32_t best = 1, gold = CS_NONE;

		if (strcmp(e->fold, fold) != 0 || e->kind != kind || e->rule)
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

static void show_tally(uint32_t kind, const tally_t *y)
{
	static const char *const kinds[CS_N_RANK] = {
	    "given", "event", "source alone", "target alone", "filled", "swapped", "new"};
	double sum = 0;
	uint32_t n = 0;
	for (uint32_t l = 1; l < N_TYPES; l++) {
		if (!y->gold[l])
			continue;
		double f = 200.0 * y->right[l] / (y->gold[l] + y->said[l]);
		if (kind == CS_RANK_GIVEN)
			printf("%s %.0f ", names[l][0], f);
		sum += f;
		n++;
	}
	printf("\n%s: macro-F1 %.2f accuracy %.2f of %u; direction %.2f; taken for none %.1f %%; none "
	       "found %.1f %% of %u\n",
	       kinds[kind], sum / n, 100.0 * y->hits / y->n, y->n, 100.0 * y->order / y->n,
	       100.0 * y->silent / y->n, 100.0 * y->quiet / (y->none ? y->none : 1), y->none);
}

/* ---- the whole ----------------------------------------------------------------------------- */

void learn_rank(writer_t *w, const char *model, const char *lexicon, const char *pairs,
                const char *sentences, const char *folds, const char *without, const plan_t *plan)
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
	read_lines(s, engine, pairs, one_example);
	if (sentences)
		read_lines(s, engine, sentences, one_sentence);
	read_rules(s, engine, plan);
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
		add_sure(w, s, without, plan);
		table_free(&t);
	} else {
		tally_t y[CS_N_RANK] = {0};
		for (char k = '0'; k < '5'; k++) {
			char fold[2] = {k, 0};
			table_init(s, &t);
			learn(s, &t, fold, plan);
			for (uint32_t kind = 0; kind < CS_N_RANK; kind++)
				ask(s, &t, fold, kind, &y[kind]);
			table_free(&t);
		}
		for (uint32_t kind = 0; kind < CS_N_RANK; kind++)
			show_tally(kind, &y[kind]);
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
