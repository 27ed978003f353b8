/* hear.c - sources, cues and contents, as learned.
 *
 * Method. A small layer over the encoder's vector, the word's own row and what the rules, the tree,
 * the quotation marks and the lexicon say of the word (input.c: a row for each bit); two recurrent
 * layers (net/dense.h), which run over whole paragraphs, since a quotation does not end with its
 * sentence; a score for each label; and the best sequence of labels under learned scores for their
 * neighbourhood (Viterbi, without labels far behind the best). Trained by train/neural/said.py as a
 * conditional random field (Lafferty, McCallum and Pereira 2001); docs/adr/0016-statements.md.
 *
 * Cost: (in x D + 3 D x D x depth + D x labels) byte multiplications and labels squared additions a
 * word. A text is read in stretches of whole paragraphs, STRETCH words or a little more each; a
 * longer paragraph is cut. */
#include "said/said_int.h"

#include <stdio.h>

#define STRETCH 512u
#define NEVER (INT32_MIN / 2)
#define BEAM 2048 /* 8 nats: a label so far behind the best is given up */
#define M CS_HEAR_LABELS

/* Labels of words [from, to) by their scores; no span goes on where a paragraph begins. */
static void best_labels(const cs_said_net_t *net, const cs_doc_t *d, uint32_t from, uint32_t to,
                        const int16_t *score, uint8_t *label, uint8_t (*back)[M])
{
	uint32_t n = to - from, at = 0, par = CS_NONE, n_open = 0;
	int32_t sum[M], next[M];
	uint8_t open[M] = {0}; /* labels of the word before that are not given up */

	for (uint32_t b = 0; b < M; b++)
		sum[b] = NEVER;
	for (uint32_t i = 0; i < n; i++) {
		const int16_t *y = score + (size_t)i * net->out.out;
		uint32_t p = d->sents.p[cs_w(d, from + i)->sent].par;
		int32_t most = NEVER;

		for (uint32_t b = 0; b < M; b += b ? 2 : 1) { /* none, and first words: behind any label */
			const int16_t *move = net->move + b;      /* from a: move[a * M] */
			int32_t best = i ? NEVER : 0;

			back[i][b] = 0;
			for (uint32_t k = 0; k < n_open; k++) {
				int32_t v = sum[open[k]] + move[open[k] * M];

				if (v > best) {
					best = v;
					back[i][b] = open[k];
				}
			}
			next[b] = best + y[b];
			most = next[b] > most ? next[b] : most;
		}
		for (uint32_t b = 2; b < M; b += 2) { /* further words: behind a word of the same */
			int32_t one = sum[b - 1] + net->move[(b - 1) * M + b];
			int32_t more = sum[b] + net->move[b * M + b], best = more > one ? more : one;

			back[i][b] = (uint8_t)(more > one ? b : b - 1);
			next[b] = p == par && best > NEVER / 2 ? best + y[b] : NEVER;
			most = next[b] > most ? next[b] : most;
		}
		par = p;
		n_open = 0;
		for (uint32_t b = 0; b < M; b++) {
			sum[b] = next[b] < most - BEAM ? NEVER : next[b] - most; /* and none grows for ever */
			if (sum[b] > NEVER)
				open[n_open++] = (uint8_t)b;
		}
	}
	for (uint32_t k = 0; k < n_open; k++)
		at = sum[open[k]] > sum[at] ? open[k] : at;
	for (uint32_t i = n; i-- > 0;) {
		label[from + i] = (uint8_t)at;
		at = i ? back[i][at] : 0;
	}
}

typedef struct room { /* for the words of a stretch; used again by the next */
	int8_t *x, *h;
	int16_t *y, *c;
	uint8_t (*back)[M];
} room_t;

static void make_room(room_t *r, const cs_said_net_t *net, uint32_t n, cs_arena_t *scratch)
{
	uint32_t w = net->d;

	r->x = cs_alloc_n(scratch, n, w);
	r->h = cs_alloc_n(scratch, n, w);
	r->y = CS_NEW_N(scratch, int16_t, (size_t)n * 3 * w);
	r->c = CS_NEW_N(scratch, int16_t, w);
	r->back = cs_alloc_n(scratch, n, sizeof *r->back);
}

static void recur(const cs_said_net_t *net, const room_t *r, uint32_t n)
{
	uint32_t w = net->d, half = w / 2;

	memset(r->c, 0, half * sizeof *r->c);
	for (uint32_t i = 0; i < n; i++) {
		const int16_t *g = r->y + (size_t)i * 3 * w;
		size_t at = (size_t)i * w;

		cs_recur(net->simd, g, g + w, g + 2 * w, r->x + at, r->c, r->h + at, half);
	}
	memset(r->c, 0, half * sizeof *r->c);
	for (uint32_t i = n; i-- > 0;) {
		const int16_t *g = r->y + (size_t)i * 3 * w + half;
		size_t at = (size_t)i * w + half;

		cs_recur(net->simd, g, g + w, g + 2 * w, r->x + at, r->c, r->h + at, half);
	}
}

static void stretch(const cs_said_net_t *net, const cs_said_view_t *view, const cs_doc_t *d,
                    uint32_t from, uint32_t to, room_t *r, uint8_t *label)
{
	uint32_t n = to - from, w = net->d;

	cs_dense_run(&net->in, net->simd, d->vec + (size_t)from * d->vec_size, d->vec_size, n, r->y, w);
	cs_narrow(r->y, r->h, (size_t)n * w);
	for (uint32_t i = 0; i < n; i++) {
		uint8_t bit[CS_SAID_BITS_SET];
		const int8_t *row[CS_SAID_BITS_SET + 1];
		uint32_t n_rows = cs_said_input(view, from + i, bit);

		for (uint32_t k = 0; k < n_rows; k++)
			row[k] = net->bits + (size_t)bit[k] * w;
		row[n_rows] = r->h + (size_t)i * w;
		cs_sum_rows(net->simd, row, n_rows + 1, w, r->x + (size_t)i * w);
	}
	for (uint32_t k = 0; k < net->depth; k++) {
		int8_t *done = r->x;

		cs_dense_run(&net->layer[k], net->simd, r->x, w, n, r->y, (size_t)3 * w);
		recur(net, r, n);
		r->x = r->h;
		r->h = done;
	}
	cs_dense_run(&net->out, net->simd, r->x, w, n, r->y, net->out.out);
	best_labels(net, d, from, to, r->y, label, r->back);
}

/* The end of the stretch that begins with sentence s. */
static uint32_t stretch_end(const cs_doc_t *d, uint32_t *s)
{
	uint32_t from = d->sents.p[*s].words.begin;

	for (++*s; *s < d->sents.n; ++*s) {
		const cs_sent_t *x = &d->sents.p[*s];
		uint32_t n = x->words.begin - from;

		if ((n >= STRETCH && x->par != x[-1].par) || n >= 4 * STRETCH)
			break;
	}
	return *s < d->sents.n ? d->sents.p[*s].words.begin : d->words.n;
}

uint8_t *cs_said_hear(const cs_said_net_t *net, const cs_doc_t *d, const cs_said_view_t *view,
                      cs_arena_t *scratch)
{
	uint8_t *label = cs_alloc(scratch, d->words.n);
	room_t room;
	uint32_t most = 0;

	for (uint32_t s = 0, from = 0; s < d->sents.n;) {
		uint32_t to = stretch_end(d, &s);

		most = to - from > most ? to - from : most;
		from = to;
	}
	make_room(&room, net, most, scratch);
	for (uint32_t s = 0, from = 0; s < d->sents.n;) {
		uint32_t to = stretch_end(d, &s);

		if (to > from)
			stretch(net, view, d, from, to, &room, label);
		from = to;
	}
	return label;
}

/* ---- the model's sections ---------------------------------------------------------------- */

typedef struct dims { /* section "said.dims" */
	uint32_t in, d, depth, labels;
} dims_t;

static casus_rc_t bind_layers(cs_said_net_t *net, const cs_model_t *m, casus_error_t *err)
{
	casus_rc_t rc = cs_dense_bind(&net->in, m, "said.in", err);
	char name[24];

	if (rc != CASUS_OK)
		return rc;
	if (net->in.out != net->d)
		return cs_model_fail(m, "said.in", 0, "its sizes do not fit said.dims", err);
	for (uint32_t k = 0; k < net->d; k++)
		if (net->in.low[k] < -127 || net->in.high[k] > 127)
			return cs_model_fail(m, "said.in", 0, "a limit is out of range", err);
	for (uint32_t i = 0; i < net->depth; i++) {
		cs_dense_t *l = &net->layer[i];

		snprintf(name, sizeof name, "said.layer%u", i);
		rc = cs_dense_bind(l, m, name, err);
		if (rc != CASUS_OK)
			return rc;
		if (l->in != net->d || l->out != 3 * net->d)
			return cs_model_fail(m, name, 0, "its sizes do not fit said.dims", err);
		for (uint32_t k = 0; k < l->out; k++) /* the steps of cs_recur must stay within 16 bits */
			if (k < net->d ? l->low[k] < -CS_NET_UNIT_Z || l->high[k] > CS_NET_UNIT_Z
			               : l->low[k] < 0)
				return cs_model_fail(m, name, 0, "a limit is out of range", err);
	}
	rc = cs_dense_bind(&net->out, m, "said.out", err);
	if (rc == CASUS_OK && (net->out.in != net->d || net->out.used != CS_HEAR_LABELS))
		rc = cs_model_fail(m, "said.out", 0, "its sizes do not fit said.dims", err);
	return rc;
}

casus_rc_t cs_said_bind(cs_said_net_t *net, const cs_model_t *m, const cs_net_t *enc,
                        casus_error_t *err)
{
	size_t n;
	const dims_t *dims = cs_model_section(m, "said.dims", &n);
	casus_rc_t rc;

	*net = (cs_said_net_t){0};
	if (!dims)
		return CASUS_OK;
	if (n != sizeof *dims)
		return cs_model_fail(m, "said.dims", 0, "its length is out of range", err);
	if (dims->in != enc->d + enc->e || dims->labels != CS_HEAR_LABELS || dims->d == 0 ||
	    dims->d % 32 || dims->d > 256 || dims->depth == 0 || dims->depth > CS_SAID_LAYERS_MAX)
		return cs_model_fail(m, "said.dims", 0, "a size is out of range", err);
	net->d = dims->d;
	net->depth = dims->depth;
	net->simd = enc->simd;
	rc = bind_layers(net, m, err);
	if (rc != CASUS_OK)
		return rc;
	if (net->in.in != dims->in)
		return cs_model_fail(m, "said.in", 0, "its sizes do not fit said.dims", err);
	net->bits = cs_model_section(m, "said.bits", &n);
	if (!net->bits || n != (size_t)CS_SAID_BITS * net->d)
		return cs_model_fail(m, "said.bits", 0, "its length is out of range", err);
	net->move = cs_model_section(m, "said.moves", &n);
	if (!net->move || n != (size_t)CS_HEAR_LABELS * CS_HEAR_LABELS * sizeof *net->move)
		return cs_model_fail(m, "said.moves", 0, "its length is out of range", err);
	net->there = true;
	return CASUS_OK;
}
