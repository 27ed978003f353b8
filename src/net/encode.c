/* encode.c - the encoder. Cost: some 2E x 3D + 3D x D x depth byte multiplications a word. */
#include "net/encode.h"

#include <stdio.h>

typedef struct dims { /* section "net.dims" */
	uint32_t n_words, n_rows, e, d, depth, low, zero[2];
} dims_t;

static casus_rc_t bind_rows(const cs_model_t *m, const char *name, uint32_t n, uint32_t e,
                            const int8_t **out, casus_error_t *err)
{
	size_t size;

	*out = cs_model_section(m, name, &size);
	if (!*out || size != (size_t)n * e)
		return cs_model_fail(m, name, 0, "its length does not fit net.dims", err);
	return CASUS_OK;
}

static casus_rc_t bind_layer(cs_net_t *net, const cs_model_t *m, uint32_t i, casus_error_t *err)
{
	char name[16];
	cs_dense_t *l = &net->layer[i];
	casus_rc_t rc;

	snprintf(name, sizeof name, "net.layer%u", i);
	rc = cs_dense_bind(l, m, name, err);
	if (rc != CASUS_OK)
		return rc;
	if (l->in != net->d || l->out != 3 * net->d)
		return cs_model_fail(m, name, 0, "its sizes do not fit net.dims", err);
	for (uint32_t k = 0; k < l->out; k++) /* the steps of cs_recur must stay within 16 bits */
		if (k < net->d ? l->low[k] < -CS_NET_UNIT_Z || l->high[k] > CS_NET_UNIT_Z : l->low[k] < 0)
			return cs_model_fail(m, name, 0, "a limit is out of range", err);
	return CASUS_OK;
}

casus_rc_t cs_net_bind(cs_net_t *net, const cs_model_t *m, casus_error_t *err)
{
	size_t n;
	const dims_t *dims = cs_model_section(m, "net.dims", &n);
	casus_rc_t rc;
	uint32_t free_slots = 0;

	if (!dims || n != sizeof *dims)
		return cs_model_fail(m, "net.dims", 0, "it is missing", err);
	if (dims->n_words == 0 || dims->n_words > 1u << 24 || dims->n_rows == 0 ||
	    dims->n_rows > 1u << 24 || (dims->n_rows & (dims->n_rows - 1)) || dims->e == 0 ||
	    dims->e % 16 || dims->e > 256 || dims->d == 0 || dims->d % 32 || dims->d > 1024 ||
	    dims->depth == 0 || dims->depth > CS_NET_LAYERS_MAX || dims->low == 0 ||
	    dims->low > dims->depth)
		return cs_model_fail(m, "net.dims", 0, "a size is out of range", err);
	net->e = dims->e;
	net->d = dims->d;
	net->depth = dims->depth;
	net->low = dims->low;
	net->n_words = dims->n_words;
	net->n_rows = dims->n_rows;
	net->simd = cs_simd_best();
	rc = bind_rows(m, "net.word", net->n_words, net->e, &net->word, err);
	if (rc == CASUS_OK)
		rc = bind_rows(m, "net.part", net->n_rows, net->e, &net->part, err);
	if (rc == CASUS_OK)
		rc = cs_dense_bind(&net->window, m, "net.window", err);
	if (rc == CASUS_OK && (net->window.in != 6 * net->e || net->window.out != net->d))
		rc = cs_model_fail(m, "net.window", 0, "its sizes do not fit net.dims", err);
	for (uint32_t i = 0; rc == CASUS_OK && i < net->d; i++)
		if (net->window.low[i] < -127 || net->window.high[i] > 127)
			rc = cs_model_fail(m, "net.window", 0, "a limit is out of range", err);
	for (uint32_t i = 0; rc == CASUS_OK && i < net->depth; i++)
		rc = bind_layer(net, m, i, err);
	if (rc != CASUS_OK)
		return rc;
	net->slot = cs_model_section(m, "net.keys", &n);
	net->n_slots = (uint32_t)(n / sizeof *net->slot);
	if (!net->slot || n == 0 || n % sizeof *net->slot || n / sizeof *net->slot > 1u << 26)
		return cs_model_fail(m, "net.keys", 0, "its length is out of range", err);
	for (uint32_t i = 0; i < net->n_slots; i++) {
		free_slots += net->slot[i].tag == 0;
		if (net->slot[i].tag && net->slot[i].row >= net->n_words)
			return cs_model_fail(m, "net.keys", i * sizeof *net->slot, "a row is out of range",
			                     err);
	}
	if (!free_slots)
		return cs_model_fail(m, "net.keys", 0, "a search would not end", err);
	return CASUS_OK;
}

const int8_t *cs_net_row(const cs_net_t *net, uint64_t key)
{
	uint32_t at = cs_feat_slot(key, net->n_slots), tag = cs_feat_tag(key);

	while (net->slot[at].tag && net->slot[at].tag != tag)
		at = at + 1 == net->n_slots ? 0 : at + 1;
	return net->word + (size_t)(net->slot[at].tag ? net->slot[at].row : 0) * net->e;
}

static void clip_word(const int8_t *row, uint32_t e, int8_t *out)
{
	for (uint32_t i = 0; i < e; i++)
		out[i] = row[i] < -127 ? -127 : row[i];
}

/* A recurrent layer over n rows: x and h of D bytes, y the sums of the three gates for each. */
static void recur(const cs_net_t *net, const int16_t *y, const int8_t *x, int8_t *h, uint32_t n,
                  int16_t *c)
{
	uint32_t d = net->d, half = d / 2;

	memset(c, 0, half * sizeof *c);
	for (uint32_t i = 0; i < n; i++) {
		const int16_t *g = y + (size_t)i * 3 * d;

		cs_recur(net->simd, g, g + d, g + 2 * d, x + (size_t)i * d, c, h + (size_t)i * d, half);
	}
	memset(c, 0, half * sizeof *c);
	for (uint32_t i = n; i-- > 0;) {
		const int16_t *g = y + (size_t)i * 3 * d + half;

		cs_recur(net->simd, g, g + d, g + 2 * d, x + (size_t)i * d + half, c,
		         h + (size_t)i * d + half, half);
	}
}

cs_net_span_t cs_net_encode(const cs_net_t *net, cs_look_t *look, uint32_t n, cs_arena_t *scratch)
{
	uint32_t e = net->e, d = net->d;
	int8_t *in = cs_alloc(scratch, (size_t)(n + 2) * 2 * e); /* a row of zeros before and after */
	int16_t *y = CS_NEW_N(scratch, int16_t, (size_t)(n + 1) * 3 * d);
	int16_t *c = CS_NEW_N(scratch, int16_t, d);
	int8_t *x = cs_alloc(scratch, (size_t)(n + 1) * d), *h;
	cs_net_span_t out = {.n = n, .in = in + (size_t)2 * e};

	memset(in, 0, (size_t)2 * e);
	memset(in + (size_t)(n + 1) * 2 * e, 0, (size_t)2 * e);
	cs_look_sentence(look, n);
	for (uint32_t i = 0; i < n; i++) {
		const int8_t *row[CS_LOOK_PARTS];
		int8_t *to = in + (size_t)(i + 1) * 2 * e;

		for (uint32_t k = 0; k < CS_LOOK_PARTS; k++)
			row[k] = net->part + (size_t)(look[i].part[k] & (net->n_rows - 1)) * e;
		clip_word(cs_net_row(net, look[i].key), e, to);
		cs_sum_rows(net->simd, row, CS_LOOK_PARTS, e, to + e);
	}
	cs_dense_run(&net->window, net->simd, in, (size_t)2 * e, n, y, d);
	cs_narrow(y, x, (size_t)n * d);
	for (uint32_t i = 0; i < net->depth; i++) {
		h = cs_alloc(scratch, (size_t)(n + 1) * d);
		cs_dense_run(&net->layer[i], net->simd, x, d, n, y, (size_t)3 * d);
		recur(net, y, x, h, n, c);
		x = h;
		if (i + 1 == net->low)
			out.low = x;
	}
	out.top = x;
	return out;
}
