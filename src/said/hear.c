/* hear.c - sources, cues and contents, as learned.
 *
 * Method. A small layer over the encoder's vectors, the word's own rows and what the rules, the tree,
 * the quotation marks and the lexicon say of the word (input.c); two recurrent layers (net/dense.h),
 * which run over whole paragraphs, since a quotation does not end with its sentence; a score for each
 * label; and the best sequence of labels under learned scores for their neighbourhood (Viterbi).
 * Trained by train/neural/said.py as a conditional random field (Lafferty, McCallum and Pereira 2001);
 * docs/adr/0016-statements.md.
 *
 * Cost: (in x D + 3 D x D x depth + D x labels) byte multiplications and labels squared additions a
 * word. A text is read in stretches of whole paragraphs, STRETCH words or a little more each; a
 * longer paragraph is cut. */
#include "said/said_int.h"

#include <stdio.h>

#define STRETCH 1024u
#define NEVER (INT32_MIN / 4)
#define M CS_HEAR_LABELS

/* Labels of words [from, to) by their scores; no span goes on where a paragraph begins. */
static void best_labels(const cs_said_net_t *net, const cs_doc_t *d, uint32_t from, uint32_t to,
                        const int16_t *score, uint8_t *label, uint8_t (*back)[M])
{
	uint32_t n = to - from, at = 0, par = CS_NONE;
	int32_t sum[M], next[M];

	for (uint32_t i = 0; i < n; i++) {
		const int16_t *y = score + (size_t)i * net->out.out;
		uint32_t p = d->sents.p[cs_w(d, from + i)->sent].par;
		bool fresh = p != par;

		par = p;
		for (uint32_t b = 0; b < M; b++) {
			bool further = b && !cs_hear_begins((uint8_t)b);
			uint32_t top = 0;
			int32_t best = NEVER;

			if (i == 0) {
				next[b] = further ? NEVER : y[b];
				continue;
			}
			if (further) { /* behind the first or a further word of the same */
				for (uint32_t a = b - 1; a <= b; a++)
					if (!fresh && sum[a] + net->move[a * M + b] > best) {
						best = sum[a] + net->move[a * M + b];
						top = a;
					}
			} else {
				for (uint32_t a = 0; a < M; a++)
					if (sum[a] + net->move[a * M + b] > best) {
						best = sum[a] + net->move[a * M + b];
						top = a;
					}
			}
			back[i][b] = (uint8_t)top;
			next[b] = best <= NEVER ? NEVER : best + y[b];
		}
		memcpy(sum, next, sizeof sum);
	}
	for (uint32_t b = 1; b < M; b++)
		if (sum[b] > sum[at])
			at = b;
	for (uint32_t i = n; i-- > 0;) {
		label[from + i] = (uint8_t)at;
		at = i ? back[i][at] : 0;
	}
}

typedef struct room { /* for the words of a stretch; used again by the next */
	uint32_t words;
	int8_t *in, *x, *h;
	int16_t *y, *c;
	uint8_t (*back)[M];
} room_t;

static void make_room(room_t *r, const cs_said_net_t *net, uint32_t n, cs_arena_t *scratch)
{
	uint32_t w = net->d;

	if (n <= r->words)
		return;
	r->words = n;
	r->in = cs_alloc_n(scratch, n, net->in.in);
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
	uint32_t n = to - from, w = net->d, step = net->in.in;

	for (uint32_t i = 0; i < n; i++)
		cs_said_input(view, from + i, r->in + (size_t)i * step);
	cs_dense_run(&net->in, net->simd, r->in, step, n, r->y, w);
	cs_narrow(r->y, r->x, (size_t)n * w);
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
	room_t room = {0};

	for (uint32_t s = 0, from = 0; s < d->sents.n;) {
		uint32_t to = stretch_end(d, &s);

		if (to > from) {
			make_room(&room, net, to - from, scratch);
			stretch(net, view, d, from, to, &room, label);
		}
		from = to;
	}
	return label;
}

/* ---- the model's sections --------------------------------------------------------------------- */

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
	if (dims->in != enc->d + 2 * enc->e + CS_SAID_BITS || dims->labels != CS_HEAR_LABELS ||
	    dims->d == 0 || dims->d % 32 || dims->d > 512 || dims->depth == 0 ||
	    dims->depth > CS_SAID_LAYERS_MAX)
		return cs_model_fail(m, "said.dims", 0, "a size is out of range", err);
	net->d = dims->d;
	net->depth = dims->depth;
	net->simd = enc->simd;
	rc = bind_layers(net, m, err);
	if (rc != CASUS_OK)
		return rc;
	if (net->in.in != dims->in)
		return cs_model_fail(m, "said.in", 0, "its sizes do not fit said.dims", err);
	net->move = cs_model_section(m, "said.moves", &n);
	if (!net->move || n != (size_t)CS_HEAR_LABELS * CS_HEAR_LABELS * sizeof *net->move)
		return cs_model_fail(m, "said.moves", 0, "its length is out of range", err);
	net->there = true;
	return CASUS_OK;
}
