/* name.c - names.
 *
 * Method. A hidden layer over the vectors of three words and the rows of the middle one; a score for
 * each label: none, or the first or a further word of a name of some type; and the best sequence in
 * which a further word follows a word of the same name (Viterbi). Learned from names that people
 * marked (train/names, docs/adr/0014-names.md). */
#include "name/name.h"

#define SHIFT 4 /* of the hidden layer: its parts are 16 times as fine */

/* May label b follow label a? */
static bool follows(uint8_t a, uint8_t b)
{
	return b == CS_NAME_NONE || cs_name_begins(b) ||
	       (a != CS_NAME_NONE && cs_name_type(a) == cs_name_type(b));
}

static void best_sequence(const cs_name_t *net, const int16_t *score, uint32_t n, cs_word_t *w,
                          cs_arena_t *scratch)
{
	uint32_t m = net->out.used, step = net->out.out, at = 0;
	int32_t *sum = CS_NEW_N(scratch, int32_t, (size_t)2 * m), *next = sum + m;
	uint8_t *from = cs_alloc(scratch, (size_t)n * m);
	uint8_t before[64][4], n_before[64];
	bool inner[64];

	for (uint32_t b = 0; b < m; b++)
		sum[b] = follows(CS_NAME_NONE, net->label[b]) ? score[b] : INT32_MIN / 2;
	for (uint32_t b = 0; b < m; b++) {
		inner[b] = !follows(CS_NAME_NONE, net->label[b]);
		n_before[b] = 0;
		for (uint32_t a = 0; inner[b] && a < m && n_before[b] < CS_COUNT(before[b]); a++)
			if (follows(net->label[a], net->label[b]))
				before[b][n_before[b]++] = (uint8_t)a;
	}
	for (uint32_t i = 1; i < n; i++) {
		uint32_t best = 0; /* of all: what none and a first word may follow */

		for (uint32_t a = 1; a < m; a++)
			if (sum[a] > sum[best])
				best = a;
		for (uint32_t b = 0; b < m; b++) {
			uint32_t top = best;

			if (inner[b]) { /* a further word, behind one of the same name */
				top = CS_NONE;
				for (uint32_t k = 0; k < n_before[b]; k++)
					if (top == CS_NONE || sum[before[b][k]] > sum[top])
						top = before[b][k];
			}
			from[(size_t)i * m + b] = (uint8_t)(top == CS_NONE ? best : top);
			next[b] = (top == CS_NONE ? INT32_MIN / 2 : sum[top]) + score[(size_t)i * step + b];
		}
		memcpy(sum, next, m * sizeof *sum);
	}
	for (uint32_t b = 1; b < m; b++)
		if (sum[b] > sum[at])
			at = b;
	for (uint32_t i = n; i-- > 0;) {
		w[i].name = net->label[at];
		at = i ? from[(size_t)i * m + at] : 0;
	}
}

void cs_name_span(const cs_name_t *net, cs_simd_t simd, const cs_net_span_t *span, cs_word_t *w,
                  cs_arena_t *scratch)
{
	uint32_t n = span->n, m = net->there ? net->window.out : 0,
	         d = net->there ? net->window.in / 3 : 0;
	int16_t *around, *own, *score;
	int8_t *row, *hidden;

	if (!net->there) {
		for (uint32_t i = 0; i < n; i++)
			w[i].name = CS_NAME_NONE;
		return;
	}
	row = cs_alloc(scratch, (size_t)(n + 2) * d); /* a row of zeros before and after */
	memset(row, 0, d);
	memcpy(row + d, span->top, (size_t)n * d);
	memset(row + (size_t)(n + 1) * d, 0, d);
	around = CS_NEW_N(scratch, int16_t, (size_t)n * m);
	own = CS_NEW_N(scratch, int16_t, (size_t)n * m);
	hidden = cs_alloc(scratch, (size_t)n * m);
	cs_dense_run(&net->window, simd, row, d, n, around, m);
	cs_dense_run(&net->own, simd, span->in, net->own.in, n, own, m);
	for (size_t i = 0; i < (size_t)n * m; i++) {
		int v = (around[i] + own[i] + (1 << (SHIFT - 1))) >> SHIFT;

		hidden[i] = (int8_t)(v < 0 ? 0 : v > 127 ? 127 : v);
	}
	score = CS_NEW_N(scratch, int16_t, (size_t)n * net->out.out);
	cs_dense_run(&net->out, simd, hidden, m, n, score, net->out.out);
	best_sequence(net, score, n, w, scratch);
}

casus_rc_t cs_name_bind(cs_name_t *net, const cs_model_t *m, const cs_net_t *enc,
                        casus_error_t *err)
{
	size_t n;
	casus_rc_t rc;

	*net = (cs_name_t){0};
	net->label = cs_model_section(m, "name.labels", &n);
	if (!net->label)
		return CASUS_OK;
	if (n == 0 || n > 64)
		return cs_model_fail(m, "name.labels", 0, "its length is out of range", err);
	for (uint32_t i = 0; i < n; i++)
		if (net->label[i] > CS_NAME_MAX)
			return cs_model_fail(m, "name.labels", i, "a label is out of range", err);
	if (net->label[0] != CS_NAME_NONE) /* from which all can be reached, and which follows all */
		return cs_model_fail(m, "name.labels", 0, "the first should be none", err);
	rc = cs_dense_bind(&net->window, m, "name.window", err);
	if (rc == CASUS_OK)
		rc = cs_dense_bind(&net->own, m, "name.own", err);
	if (rc == CASUS_OK)
		rc = cs_dense_bind(&net->out, m, "name.out", err);
	if (rc != CASUS_OK)
		return rc;
	if (net->window.in != 3 * enc->d || net->own.in != 2 * enc->e ||
	    net->own.out != net->window.out || net->out.in != net->window.out || net->out.used != n)
		return cs_model_fail(m, "name.window", 0, "its sizes do not fit", err);
	net->there = true;
	return CASUS_OK;
}
