/* common.c - averaged perceptron, model writer and small things for the training programs. */
#include "common.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

void die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

static void *must(void *p)
{
	if (!p)
		die("out of memory");
	return p;
}

uint64_t rng_next(rng_t *r)
{
	uint64_t z = r->state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

uint32_t rng_below(rng_t *r, uint32_t n)
{
	return (uint32_t)((rng_next(r) >> 32) * n >> 32);
}

void rng_shuffle(rng_t *r, uint32_t *p, uint32_t n)
{
	for (uint32_t i = n; i > 1; i--) {
		uint32_t k = rng_below(r, i), t = p[k];

		p[k] = p[i - 1];
		p[i - 1] = t;
	}
}

/* ---- the perceptron ------------------------------------------------------------------------ */

typedef struct weight {
	int64_t sum;
	int32_t w;
	uint32_t stamp;
	uint32_t label;
} weight_t;

typedef struct row {
	uint64_t key;
	uint32_t updates, n, cap;
	weight_t *w;
} row_t;

struct learner {
	uint32_t n_labels, min_updates, now;
	row_t *row; /* open addressing; key 0 is free */
	size_t mask, n_rows;
	bool averaged;
};

learner_t *learner_new(uint32_t n_labels, uint32_t min_updates)
{
	learner_t *l = must(calloc(1, sizeof *l));

	l->n_labels = n_labels;
	l->min_updates = min_updates;
	l->mask = (1u << 16) - 1;
	l->row = must(calloc(l->mask + 1, sizeof *l->row));
	return l;
}

void learner_free(learner_t *l)
{
	if (!l)
		return;
	for (size_t i = 0; i <= l->mask; i++)
		free(l->row[i].w);
	free(l->row);
	free(l);
}

static row_t *find(const learner_t *l, uint64_t key)
{
	size_t at = (size_t)(key ^ key >> 31) & l->mask;

	key = key ? key : 1;
	while (l->row[at].key && l->row[at].key != key)
		at = (at + 1) & l->mask;
	return &l->row[at];
}

static void grow(learner_t *l)
{
	size_t old = l->mask + 1;
	row_t *rows = l->row;

	l->mask = old * 2 - 1;
	l->row = must(calloc(l->mask + 1, sizeof *l->row));
	for (size_t i = 0; i < old; i++)
		if (rows[i].key)
			*find(l, rows[i].key) = rows[i];
	free(rows);
}

void learner_score(learner_t *l, const uint64_t *key, uint32_t n, int32_t *score)
{
	memset(score, 0, l->n_labels * sizeof *score);
	for (uint32_t i = 0; i < n; i++)
		__builtin_prefetch(&l->row[(size_t)(key[i] ^ key[i] >> 31) & l->mask]);
	for (uint32_t i = 0; i < n; i++) {
		const row_t *r = find(l, key[i]);

		if (!r->key || r->updates < l->min_updates)
			continue;
		for (uint32_t k = 0; k < r->n; k++)
			score[r->w[k].label] += r->w[k].w;
	}
}

void learner_tick(learner_t *l)
{
	l->now++;
}

void learner_add(learner_t *l, const uint64_t *key, uint32_t n, uint32_t label, int32_t by)
{
	for (uint32_t i = 0; i < n; i++) {
		row_t *r = find(l, key[i]);
		weight_t *w = NULL;

		if (!r->key) {
			if ((l->n_rows + 1) * 2 > l->mask) {
				grow(l);
				r = find(l, key[i]);
			}
			r->key = key[i] ? key[i] : 1;
			l->n_rows++;
		}
		r->updates++;
		for (uint32_t k = 0; k < r->n && !w; k++)
			if (r->w[k].label == label)
				w = &r->w[k];
		if (!w) {
			if (r->n == r->cap) {
				r->cap = r->cap ? r->cap * 2 : 2;
				r->w = must(realloc(r->w, r->cap * sizeof *r->w));
			}
			w = &r->w[r->n++];
			*w = (weight_t){.label = label, .stamp = l->now};
		}
		w->sum += (int64_t)w->w * (l->now - w->stamp);
		w->stamp = l->now;
		w->w += by;
	}
}

static double average(const learner_t *l, const weight_t *w)
{
	if (l->averaged)
		return w->w / 256.0;
	return (double)(w->sum + (int64_t)w->w * (l->now - w->stamp)) / (l->now ? l->now : 1);
}

void learner_average(learner_t *l)
{
	for (size_t i = 0; i <= l->mask; i++)
		for (uint32_t k = 0; k < l->row[i].n; k++)
			l->row[i].w[k].w = (int32_t)lround(256 * average(l, &l->row[i].w[k]));
	l->averaged = true;
}

/* ---- model files --------------------------------------------------------------------------- */

void writer_add(writer_t *w, const char *name, const void *bytes, size_t n)
{
	cs_model_section_t *s = &w->section[w->n];

	if (w->n == CS_MODEL_SECTIONS_MAX || strlen(name) >= sizeof s->name)
		die("section %s: too many sections, or too long a name", name);
	memset(s, 0, sizeof *s);
	snprintf(s->name, sizeof s->name, "%s", name);
	s->n = n;
	s->check = cs_hash(bytes, n, 0);
	w->bytes[w->n] = must(malloc(n + 1));
	memcpy(w->bytes[w->n++], bytes, n);
}

static int by_size(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return (x > y) - (x < y);
}

static int quantised(double v, double scale)
{
	double q = v * scale;

	q = q > 127 ? 127 : q < -127 ? -127 : q;
	return fabs(q) < 1.5 ? 0 : (int)lround(q);
}

/* The sum of squared weights says how much a feature ever moves a score. */
typedef struct pick {
	uint32_t at;
	float force;
} pick_t;

static int by_force(const void *a, const void *b)
{
	const pick_t *x = a, *y = b;

	if (x->force < y->force || x->force > y->force)
		return x->force < y->force ? 1 : -1;
	return (x->at > y->at) - (x->at < y->at);
}

/* Room for a row in the pool; weights that round to nothing are left out. */
static uint32_t row_units(const learner_t *l, const row_t *r, double scale, uint32_t width,
                          bool *as_row)
{
	uint32_t n = 0;

	for (uint32_t k = 0; k < r->n; k++)
		n += quantised(average(l, &r->w[k]), scale) != 0;
	*as_row = l->n_labels > 1 && n * 6 >= width;
	return *as_row ? width / 2 : n;
}

void writer_linear(writer_t *w, const char *name, const learner_t *l, size_t max_bytes)
{
	cs_linear_head_t head = {.n_labels = l->n_labels, .width = (l->n_labels + 15u) & ~15u};
	float *all = must(malloc(sizeof *all * (l->n_rows * l->n_labels + 1)));
	pick_t *pick = must(malloc(sizeof *pick * (l->n_rows + 1)));
	size_t n_all = 0, n_pick = 0, n_all_rows, pool_cap = 0, size, dense = 0;
	bool as_row;
	uint8_t *pool, *out;
	cs_linear_slot_t *slot;
	double scale;

	for (size_t i = 0; i <= l->mask; i++)
		for (uint32_t k = 0; l->row[i].updates >= l->min_updates && k < l->row[i].n; k++) {
			float v = (float)fabs(average(l, &l->row[i].w[k]));

			if (v > 0)
				all[n_all++] = v;
		}
	qsort(all, n_all, sizeof *all, by_size);
	scale = n_all ? 127.0 / all[(size_t)((double)(n_all - 1) * 0.9997)] : 1;
	for (size_t i = 0; i <= l->mask; i++) {
		double force = 0;

		if (!l->row[i].key || l->row[i].updates < l->min_updates)
			continue;
		for (uint32_t k = 0; k < l->row[i].n; k++) {
			int q = quantised(average(l, &l->row[i].w[k]), scale);

			force += q * q;
		}
		if (force > 0)
			pick[n_pick++] = (pick_t){(uint32_t)i, (float)(force * l->row[i].updates)};
	}
	n_all_rows = n_pick;
	qsort(pick, n_pick, sizeof *pick, by_force);
	/* as many of the strongest as fit, in a table that is little more than half full: there, an
	 * unknown feature is found missing after two or three places */
	for (size_t i = 0; i < n_pick; i++) {
		uint32_t units = row_units(l, &l->row[pick[i].at], scale, head.width, &as_row);

		if (sizeof head + ((i + 1) * 9 / 5 + 16) * sizeof *slot + 2 * (pool_cap + units) >
		        max_bytes ||
		    pool_cap + units >= 1u << 24) {
			n_pick = i;
			break;
		}
		pool_cap += units;
	}
	pool = must(calloc(1, 2 * pool_cap + 2));
	head.n_slots = (uint32_t)(n_pick * 9 / 5 + 16);
	slot = must(calloc(head.n_slots, sizeof *slot));
	size = sizeof head + (size_t)head.n_slots * sizeof *slot;
	for (size_t i = 0; i < n_pick; i++) {
		const row_t *r = &l->row[pick[i].at];
		uint32_t at = cs_feat_slot(r->key, head.n_slots);
		uint32_t units = row_units(l, r, scale, head.width, &as_row);
		uint8_t *p = pool + 2 * (size_t)head.n_pool;

		for (uint32_t k = 0, j = 0; k < r->n; k++) {
			int q = quantised(average(l, &r->w[k]), scale);

			if (!q)
				continue;
			if (as_row) {
				p[r->w[k].label] = (uint8_t)q;
			} else {
				p[2 * j] = (uint8_t)r->w[k].label;
				p[2 * j++ + 1] = (uint8_t)q;
			}
		}
		while (slot[at].tag)
			at = at + 1 < head.n_slots ? at + 1 : 0;
		slot[at].tag = cs_feat_tag(r->key);
		slot[at].row = head.n_pool << 8 | (as_row ? CS_ROW_DENSE : units);
		head.n_pool += units;
		dense += as_row;
	}
	size += 2 * (size_t)head.n_pool;
	if (!w->quiet)
		fprintf(stderr, "  %s: %zu of %zu features, %zu dense, %u weights, %zu KB\n", name, n_pick,
		        n_all_rows, dense, head.n_pool, size >> 10);
	out = must(calloc(1, size));
	memcpy(out, &head, sizeof head);
	memcpy(out + sizeof head, slot, head.n_slots * sizeof *slot);
	memcpy(out + sizeof head + head.n_slots * sizeof *slot, pool, 2 * (size_t)head.n_pool);
	writer_add(w, name, out, size);
	free(out);
	free(slot);
	free(pool);
	free(pick);
	free(all);
}

void writer_table(writer_t *w, const char *name, const uint64_t *key, const uint32_t *value,
                  uint32_t n, uint32_t n_values)
{
	uint32_t head[4] = {2, n_values, 0, 0};
	cs_table_slot_t *slot;
	uint8_t *out;
	size_t size;

	while (head[0] < n + n / 2 + 1)
		head[0] *= 2;
	size = sizeof head + head[0] * sizeof *slot;
	out = must(calloc(1, size));
	memcpy(out, head, sizeof head);
	slot = (cs_table_slot_t *)(void *)(out + sizeof head);
	for (uint32_t i = 0; i < n; i++) {
		uint64_t k = key[i] ? key[i] : 1;
		uint32_t at = (uint32_t)(key[i] >> 7) & (head[0] - 1);

		while (slot[at].key && slot[at].key != k)
			at = (at + 1) & (head[0] - 1);
		slot[at] = (cs_table_slot_t){k, value[i], 0};
	}
	writer_add(w, name, out, size);
	free(out);
}

char *writer_bytes(const writer_t *w, size_t *n)
{
	size_t at = 32 + w->n * sizeof(cs_model_section_t);
	cs_model_section_t table[CS_MODEL_SECTIONS_MAX];
	uint32_t version = CS_MODEL_VERSION;
	uint64_t whole, check;
	char *out;

	memcpy(table, w->section, sizeof table);
	for (uint32_t i = 0; i < w->n; i++) {
		at = (at + CS_MODEL_ALIGN - 1) / CS_MODEL_ALIGN * CS_MODEL_ALIGN;
		table[i].at = at;
		at += table[i].n;
	}
	whole = at;
	out = must(
	    aligned_alloc(CS_MODEL_ALIGN, (at + CS_MODEL_ALIGN) / CS_MODEL_ALIGN * CS_MODEL_ALIGN));
	memset(out, 0, at);
	check = cs_hash(table, w->n * sizeof *table, 0);
	memcpy(out, CS_MODEL_MAGIC, 8);
	memcpy(out + 8, &version, 4);
	memcpy(out + 12, &w->n, 4);
	memcpy(out + 16, &whole, 8);
	memcpy(out + 24, &check, 8);
	memcpy(out + 32, table, w->n * sizeof *table);
	for (uint32_t i = 0; i < w->n; i++)
		memcpy(out + table[i].at, w->bytes[i], table[i].n);
	*n = whole;
	return out;
}

void writer_save(const writer_t *w, const char *path)
{
	size_t n;
	char *bytes = writer_bytes(w, &n);
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
		die("%s: cannot be written", path);
	free(bytes);
}

void writer_free(writer_t *w)
{
	for (uint32_t i = 0; i < w->n; i++)
		free(w->bytes[i]);
	memset(w, 0, sizeof *w);
}

/* ---- documents ----------------------------------------------------------------------------- */

typedef struct owned {
	cs_doc_t doc;
	jmp_buf oom;
} owned_t;

cs_doc_t *doc_new(void)
{
	owned_t *o = must(calloc(1, sizeof *o));

	if (setjmp(o->oom))
		die("out of memory");
	cs_arena_init(&o->doc.arena, &o->oom);
	return &o->doc;
}

void doc_free(cs_doc_t *d)
{
	cs_arena_clear(&d->arena);
	free(d);
}
