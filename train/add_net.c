/* add_net.c - the trained network as sections of a model file: names become numbers, weights are
 * laid out for the inner loops, words are put into a table. */
#include "common.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct raw { /* the file: items of name (24 bytes), length (u64), bytes */
	cs_file_t file;
	void *copy[128]; /* of the items that were looked at, aligned */
	uint32_t n_copies;
} raw_t;

static const void *look(raw_t *r, const char *name, size_t *n) /* NULL: there is none */
{
	size_t at = 0;

	while (at + 32 <= r->file.n) {
		uint64_t size;

		memcpy(&size, r->file.data + at + 24, 8);
		if (size > r->file.n - at - 32)
			break;
		if (strncmp(r->file.data + at, name, 24) == 0) {
			void *copy = malloc(size ? size : 1);

			if (!copy || r->n_copies == CS_COUNT(r->copy))
				die("out of memory");
			r->copy[r->n_copies++] = copy;
			memcpy(copy, r->file.data + at + 32, size);
			*n = size;
			return copy;
		}
		at += 32 + size;
	}
	return NULL;
}

static const void *find(raw_t *r, const char *name, size_t *n)
{
	const void *p = look(r, name, n);

	if (!p)
		die("the network has no item %s", name);
	return p;
}

static uint32_t up(uint32_t n, uint32_t by)
{
	return (n + by - 1) / by * by;
}

typedef struct part { /* outputs [begin, end): how they are scaled and clipped */
	uint32_t begin, end;
	double unit, gain, offset; /* y = unit * (gain * sum + offset) */
	int32_t low, high;
} part_t;

static void add_dense(writer_t *w, raw_t *r, const char *from, const char *to, uint32_t in,
                      const part_t *part, uint32_t n_parts)
{
	char name[32];
	size_t n;
	const int8_t *weight;
	const float *scale, *bias;
	uint32_t used, out, in_up = up(in, 4);
	cs_dense_head_t head;
	uint8_t *bytes;
	int8_t *to_w;
	float *to_s, *to_b;
	int32_t *sum, *low, *high;
	size_t size;

	snprintf(name, sizeof name, "%s.w", from);
	weight = find(r, name, &n);
	used = (uint32_t)(n / in);
	if (n % in || used != part[n_parts - 1].end)
		die("%s: %zu weights, %u inputs", from, n, in);
	snprintf(name, sizeof name, "%s.s", from);
	scale = find(r, name, &n);
	snprintf(name, sizeof name, "%s.b", from);
	bias = find(r, name, &n);
	out = up(used, 16);
	head = (cs_dense_head_t){in_up, out, used, 0};
	size = sizeof head + (size_t)in_up * out + (size_t)out * 20;
	bytes = calloc(1, size);
	if (!bytes)
		die("out of memory");
	memcpy(bytes, &head, sizeof head);
	to_w = (int8_t *)bytes + sizeof head;
	to_s = (float *)(void *)(to_w + (size_t)in_up * out);
	to_b = to_s + out;
	sum = (int32_t *)(void *)(to_b + out);
	low = sum + out;
	high = low + out;
	for (uint32_t p = 0; p < n_parts; p++)
		for (uint32_t o = part[p].begin; o < part[p].end; o++) {
			int32_t s = 0;

			for (uint32_t k = 0; k < in; k++) {
				int8_t v = weight[(size_t)o * in + k];

				to_w[(size_t)(o / 16) * 16 * in_up + (size_t)(k / 4) * 64 + (o % 16) * 4 + k % 4] =
				    v;
				s += v;
			}
			to_s[o] = (float)(scale[o] * part[p].unit * part[p].gain);
			to_b[o] = (float)((bias[o] * part[p].gain + part[p].offset) * part[p].unit);
			sum[o] = -128 * s;
			low[o] = part[p].low;
			high[o] = part[p].high;
		}
	writer_add(w, to, bytes, size);
	free(bytes);
}

static void add_keys(writer_t *w, raw_t *r)
{
	size_t n;
	const uint64_t *key = find(r, "keys", &n);
	uint32_t n_keys = (uint32_t)(n / 8), n_slots = n_keys / 3 * 4 + 16;
	cs_linear_slot_t *slot = calloc(n_slots, sizeof *slot);

	if (!slot)
		die("out of memory");
	for (uint32_t i = 1; i < n_keys; i++) { /* row 0: unknown */
		uint32_t at = cs_feat_slot(key[i], n_slots);

		while (slot[at].tag)
			at = at + 1 == n_slots ? 0 : at + 1;
		slot[at] = (cs_linear_slot_t){cs_feat_tag(key[i]), i};
	}
	writer_add(w, "net.keys", slot, n_slots * sizeof *slot);
	free(slot);
}

static void copy(writer_t *w, raw_t *r, const char *from, const char *to)
{
	size_t n;
	const void *p = find(r, from, &n);

	writer_add(w, to, p, n);
}

static void add_labels(writer_t *w, raw_t *r)
{
	size_t n;
	const char *p = find(r, "tags", &n), *end = p + n;
	cs_tag_label_t label[256];
	uint8_t rel[256];
	uint32_t k = 0;

	for (; p < end; p = memchr(p, '\n', (size_t)(end - p)), p++, k++) {
		const char *blank = memchr(p, ' ', (size_t)(end - p)),
		           *stop = memchr(p, '\n', (size_t)(end - p));

		if (k == CS_COUNT(label) || !blank || !stop)
			die("the list of tags is damaged");
		label[k].upos = (uint8_t)cs_upos_of(cs_str(p, (size_t)(blank - p)));
		label[k].xpos = (uint8_t)cs_xpos_of(cs_str(blank + 1, (size_t)(stop - blank - 1)));
		if (label[k].upos >= CS_N_UPOS || label[k].xpos >= CS_N_XPOS)
			die("unknown tag: %.*s", (int)(stop - p), p);
	}
	writer_add(w, "tag.labels", label, k * sizeof *label);
	p = find(r, "rels", &n);
	end = p + n;
	for (k = 0; p < end; p = memchr(p, '\n', (size_t)(end - p)), p++, k++) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));

		if (k == CS_COUNT(rel) || !stop)
			die("the list of relations is damaged");
		rel[k] = (uint8_t)cs_deprel_of(cs_str(p, (size_t)(stop - p)));
		if (rel[k] >= CS_N_DEPREL)
			die("unknown relation: %.*s", (int)(stop - p), p);
	}
	writer_add(w, "parse.rels", rel, k);
}

/* "O", "B-PERSON", "I-PERSON" … */
static void add_names(writer_t *w, raw_t *r, uint32_t d, uint32_t e)
{
	static const char *const types[] = {
#define X(a) #a,
	    CS_ENTITY_LIST(X)
#undef X
	};
	size_t n;
	const char *p = look(r, "namelabels", &n), *end;
	uint8_t label[64];
	uint32_t k = 0, hidden;
	part_t inner = {0, 0, 63.5 * 16, 1, 0, -32767, 32767};
	part_t score = {0, 0, 256, 1, 0, -32767, 32767};

	if (!p)
		return;
	for (end = p + n; p < end; k++) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		uint32_t t = 0;

		if (k == CS_COUNT(label) || !stop)
			die("the list of names' labels is damaged");
		while (t < CS_N_ENT &&
		       !(stop > p + 2 && cs_eqz(cs_str(p + 2, (size_t)(stop - p - 2)), types[t])))
			t++;
		label[k] = stop == p + 1 ? CS_NAME_NONE : cs_name_label((uint8_t)t, *p == 'B');
		if (stop != p + 1 && t == CS_N_ENT)
			die("unknown type of names: %.*s", (int)(stop - p), p);
		p = stop + 1;
	}
	(void)find(r, "namewindow.s", &n);
	hidden = (uint32_t)(n / sizeof(float));
	inner.end = hidden;
	score.end = k;
	add_dense(w, r, "namewindow", "name.window", 3 * d, &inner, 1);
	add_dense(w, r, "nameown", "name.own", 2 * e, &inner, 1);
	add_dense(w, r, "nameout", "name.out", hidden, &score, 1);
	writer_add(w, "name.labels", label, k);
}

/* The layer of statements, for whatever network: it says itself how many inputs it has. */
static void add_said(writer_t *w, raw_t *r)
{
	size_t n;
	const uint32_t *dims = look(r, "saiddims", &n); /* inputs, units, layers, labels */
	part_t byte = {0, 0, 127, 1, 0, -127, 127};
	part_t gates[2] = {{0, 0, 16256, 1, 0, -16256, 16256}, {0, 0, 32767, 0.25, 0.5, 0, 32767}};
	part_t score = {0, 0, 256, 1, 0, -32767, 32767};
	uint32_t d;

	if (!dims)
		return;
	if (n != 4 * sizeof *dims)
		die("the sizes of the layer of statements are damaged");
	d = dims[1];
	byte.end = gates[0].end = gates[1].begin = d;
	gates[1].end = 3 * d;
	score.end = dims[3];
	writer_add(w, "said.dims", dims, n);
	add_dense(w, r, "saidin", "said.in", dims[0], &byte, 1);
	for (uint32_t i = 0; i < dims[2]; i++) {
		char from[24], to[24];

		snprintf(from, sizeof from, "saidlayer%u", i);
		snprintf(to, sizeof to, "said.layer%u", i);
		add_dense(w, r, from, to, d, gates, 2);
	}
	add_dense(w, r, "saidout", "said.out", d, &score, 1);
	copy(w, r, "saidbits", "said.bits");
	copy(w, r, "saidmoves", "said.moves");
}

void add_net(writer_t *w, const char *path, const cs_model_t *kept)
{
	raw_t r = {.n_copies = 0};
	casus_error_t err;
	size_t n;
	const uint32_t *dims;
	uint32_t words, rows, e, d, depth, low, arc, rel, tags, rels, buckets;

	if (cs_file_open(&r.file, path, &err) != CASUS_OK)
		die("%s: %s", path, err.msg);
	dims = look(&r, "dims", &n);
	if (!dims && kept) { /* a layer of names or of statements alone, for the network of a model */
		dims = cs_model_section(kept, "net.dims", &n);
		if (!dims || n < 4 * sizeof *dims)
			die("the model has no network for %s", path);
		add_names(w, &r, dims[3], dims[2]);
		add_said(w, &r);
		for (uint32_t i = 0; i < r.n_copies; i++)
			free(r.copy[i]);
		cs_file_close(&r.file);
		return;
	}
	if (!dims || n < 11 * sizeof *dims)
		die("%s: dims are damaged", path);
	words = dims[0], rows = dims[1], e = dims[2], d = dims[3], depth = dims[4], low = dims[5];
	arc = dims[6], rel = dims[7], tags = dims[8], rels = dims[9], buckets = dims[10];
	{
		uint32_t out[8] = {words, rows, e, d, depth, low, 0, 0};
		part_t byte = {0, d, 127, 1, 0, -127, 127};
		part_t arcs = {0, arc, 127, 1, 0, -127, 127};
		part_t score = {0, tags, 256, 1, 0, -32767, 32767};
		part_t hidden = {0, rel, 63.5 * 16, 1, 0, -32767, 32767};
		const float *far;
		int16_t *fine;

		writer_add(w, "net.dims", out, sizeof out);
		add_keys(w, &r);
		copy(w, &r, "word", "net.word");
		copy(w, &r, "part", "net.part");
		add_dense(w, &r, "window", "net.window", 6 * e, &byte, 1);
		for (uint32_t i = 0; i < depth; i++) {
			part_t gates[2] = {{0, d, 16256, 1, 0, -16256, 16256},
			                   {d, 3 * d, 32767, 0.25, 0.5, 0, 32767}};
			char from[16], to[24];

			snprintf(from, sizeof from, "layer%u", i);
			snprintf(to, sizeof to, "net.layer%u", i);
			add_dense(w, &r, from, to, d, gates, 2);
		}
		add_dense(w, &r, "tag", "tag.out", d, &score, 1);
		add_dense(w, &r, "dep", "parse.dep", d, &arcs, 1);
		add_dense(w, &r, "head", "parse.head", d, &arcs, 1);
		add_dense(w, &r, "reldep", "parse.reldep", d, &hidden, 1);
		add_dense(w, &r, "relhead", "parse.relhead", d, &hidden, 1);
		score.end = rels;
		add_dense(w, &r, "relout", "parse.relout", rel, &score, 1);
		copy(w, &r, "far", "parse.far");
		copy(w, &r, "root", "parse.root");
		copy(w, &r, "steps", "parse.steps");
		far = find(&r, "relfar", &n);
		fine = calloc((size_t)(buckets + 1) * rel, sizeof *fine);
		if (!fine || n != (size_t)(buckets + 1) * rel * sizeof *far)
			die("%s: relfar is damaged", path);
		for (uint32_t i = 0; i < (buckets + 1) * rel; i++)
			fine[i] = (int16_t)fmax(-32767, fmin(32767, rint(far[i] * 63.5 * 16)));
		writer_add(w, "parse.relfar", fine, n / 2);
		free(fine);
	}
	add_labels(w, &r);
	add_names(w, &r, d, e);
	for (uint32_t i = 0; i < r.n_copies; i++)
		free(r.copy[i]);
	cs_file_close(&r.file);
}
