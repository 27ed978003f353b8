/* parse.c - trees from the encoder's vectors.
 *
 * Method. An arc's score is the product of the dependent's vector with the sum of the head's vector
 * and a vector of their distance (after Dozat and Manning 2017, without their matrix, which the two
 * layers before can hold); the best projective tree wins (eisner.c). The relation of each arc is
 * read off the two words' vectors and their distance by a layer with one hidden layer (Kiperwasser
 * and Goldberg 2016).
 *
 * Trees are projective and have one root. */
#include "parse/parse.h"

#define HIDDEN_SHIFT 4 /* of the hidden layer of relations: its parts are 16 times as fine */

/* The bucket of the distance from a dependent to its head. */
static uint32_t bucket(const cs_parse_t *p, uint32_t dep, uint32_t head)
{
	uint32_t by = head > dep ? head - dep : dep - head, k = 0;

	while (k + 1 < p->n_steps && by >= p->step[k + 1])
		k++;
	return k + (head < dep ? p->n_steps : 0);
}

/* Of the words [from, from + n) of a span, among themselves. */
static void score_arcs(const cs_parse_t *p, cs_simd_t simd, const int8_t *dep, const int8_t *head,
                       uint32_t from, uint32_t n, int32_t *score, int32_t *far)
{
	uint32_t a = p->dep.out;

	dep += (size_t)from * a;
	head += (size_t)from * a;
	for (uint32_t i = 0; i < n; i++) {
		const int8_t *d = dep + (size_t)i * a;
		int32_t *row = score + (size_t)i * (n + 1);

		for (uint32_t k = 0; k < 2 * p->n_steps; k++)
			far[k] = cs_dot(simd, d, p->far + (size_t)k * a, a);
		row[0] = cs_dot(simd, d, p->root, a);
		for (uint32_t h = 0; h < n; h++)
			row[h + 1] =
			    h == i ? 0 : cs_dot(simd, d, head + (size_t)h * a, a) + far[bucket(p, i, h)];
	}
}

/* The heads of a span's words. What is longer than any sentence is parsed in pieces, whose roots hang
 * on the first one's: n^3 would be felt. */
static void find_heads(const cs_parse_t *p, cs_simd_t simd, const int8_t *dep, const int8_t *head,
                       uint32_t n, uint16_t *top, cs_arena_t *scratch)
{
	uint32_t most = n < CS_PARSE_PIECE ? n : CS_PARSE_PIECE, first = 0;
	int32_t *score = CS_NEW_N(scratch, int32_t, (size_t)most * (most + 1));
	int32_t *far = CS_NEW_N(scratch, int32_t, (size_t)2 * p->n_steps);

	for (uint32_t from = 0; from < n; from += most) {
		uint32_t m = n - from < most ? n - from : most;

		score_arcs(p, simd, dep, head, from, m, score, far);
		cs_eisner(score, m, top + from, scratch);
		for (uint32_t i = from; i < from + m; i++) {
			if (top[i])
				top[i] = (uint16_t)(top[i] + from);
			else if (from == 0)
				first = i;
			else
				top[i] = (uint16_t)(first + 1);
		}
	}
}

static uint32_t best_relation(const cs_parse_t *p, const int16_t *score)
{
	uint32_t best = CS_NONE;

	for (uint32_t r = 0; r < p->rel_out.used; r++)
		if (p->rel[r] != CS_REL_ROOT && (best == CS_NONE || score[r] > score[best]))
			best = r;
	return best;
}

uint32_t cs_parse_span(const cs_parse_t *p, cs_simd_t simd, const cs_net_span_t *span, cs_word_t *w,
                       uint32_t begin, cs_arena_t *scratch)
{
	uint32_t n = span->n, a = p->dep.out, m = p->rel_dep.out, root = begin;
	int16_t *y, *rel_dep, *rel_head;
	int8_t *dep, *head, *hidden;
	uint16_t *top;

	if (n > CS_PARSE_WORDS_MAX) { /* only a document that tok did not make: flat rather than none */
		for (uint32_t i = 0; i < n; i++) {
			w[i].head = i ? begin : CS_NONE;
			w[i].deprel = i ? CS_REL_DEP : CS_REL_ROOT;
		}
		return begin;
	}
	y = CS_NEW_N(scratch, int16_t, (size_t)n * (a > p->rel_out.out ? a : p->rel_out.out));
	dep = cs_alloc(scratch, (size_t)n * a);
	head = cs_alloc(scratch, (size_t)n * a);
	cs_dense_run(&p->dep, simd, span->top, p->dep.in, n, y, a);
	cs_narrow(y, dep, (size_t)n * a);
	cs_dense_run(&p->head, simd, span->top, p->head.in, n, y, a);
	cs_narrow(y, head, (size_t)n * a);
	top = CS_NEW_N(scratch, uint16_t, n);
	find_heads(p, simd, dep, head, n, top, scratch);

	rel_dep = CS_NEW_N(scratch, int16_t, (size_t)n * m);
	rel_head = CS_NEW_N(scratch, int16_t, (size_t)n * m);
	hidden = cs_alloc(scratch, (size_t)n * m);
	cs_dense_run(&p->rel_dep, simd, span->top, p->rel_dep.in, n, rel_dep, m);
	cs_dense_run(&p->rel_head, simd, span->top, p->rel_head.in, n, rel_head, m);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t b = top[i] ? bucket(p, i, top[i] - 1u) : 2 * p->n_steps;
		const int16_t *x = rel_dep + (size_t)i * m, *far = p->rel_far + (size_t)b * m;
		const int16_t *of = top[i] ? rel_head + (size_t)(top[i] - 1) * m : NULL;

		for (uint32_t k = 0; k < m; k++) {
			int v = (x[k] + far[k] + (of ? of[k] : 0) + (1 << (HIDDEN_SHIFT - 1))) >> HIDDEN_SHIFT;

			hidden[(size_t)i * m + k] = (int8_t)(v < 0 ? 0 : v > 127 ? 127 : v);
		}
	}
	cs_dense_run(&p->rel_out, simd, hidden, m, n, y, p->rel_out.out);
	for (uint32_t i = 0; i < n; i++) {
		if (top[i] == 0) {
			w[i].head = CS_NONE;
			w[i].deprel = CS_REL_ROOT;
			root = begin + i;
		} else {
			w[i].head = begin + top[i] - 1;
			w[i].deprel = p->rel[best_relation(p, y + (size_t)i * p->rel_out.out)];
		}
	}
	return root;
}

static casus_rc_t limits(const cs_dense_t *l, const cs_model_t *m, const char *section, uint32_t in,
                         casus_error_t *err)
{
	if (l->in != in)
		return cs_model_fail(m, section, 0, "its sizes do not fit the layer before", err);
	for (uint32_t i = 0; i < l->out; i++)
		if (l->low[i] < -127 || l->high[i] > 127)
			return cs_model_fail(m, section, 0, "a limit is out of range", err);
	return CASUS_OK;
}

static casus_rc_t bind_arcs(cs_parse_t *p, const cs_model_t *m, const cs_net_t *net,
                            casus_error_t *err)
{
	size_t n;
	casus_rc_t rc = cs_dense_bind(&p->dep, m, "parse.dep", err);

	if (rc == CASUS_OK)
		rc = cs_dense_bind(&p->head, m, "parse.head", err);
	if (rc == CASUS_OK)
		rc = limits(&p->dep, m, "parse.dep", net->d, err);
	if (rc == CASUS_OK)
		rc = limits(&p->head, m, "parse.head", net->d, err);
	if (rc == CASUS_OK && (p->dep.out != p->head.out || p->dep.out > 128))
		rc = cs_model_fail(m, "parse.dep", 0, "its size does not fit parse.head, or is above 128",
		                   err);
	if (rc != CASUS_OK)
		return rc;
	p->step = cs_model_section(m, "parse.steps", &n);
	p->n_steps = (uint32_t)(n / sizeof *p->step);
	if (!p->step || n == 0 || n % sizeof *p->step || p->n_steps > 64)
		return cs_model_fail(m, "parse.steps", 0, "its length is out of range", err);
	p->far = cs_model_section(m, "parse.far", &n);
	if (!p->far || n != (size_t)2 * p->n_steps * p->dep.out)
		return cs_model_fail(m, "parse.far", 0, "its length does not fit parse.steps", err);
	p->root = cs_model_section(m, "parse.root", &n);
	if (!p->root || n != p->dep.out)
		return cs_model_fail(m, "parse.root", 0, "its length does not fit parse.dep", err);
	return CASUS_OK;
}

casus_rc_t cs_parse_bind(cs_parse_t *p, const cs_model_t *m, const cs_net_t *net,
                         casus_error_t *err)
{
	size_t n;
	casus_rc_t rc = bind_arcs(p, m, net, err);
	uint32_t others = 0;

	if (rc == CASUS_OK)
		rc = cs_dense_bind(&p->rel_dep, m, "parse.reldep", err);
	if (rc == CASUS_OK)
		rc = cs_dense_bind(&p->rel_head, m, "parse.relhead", err);
	if (rc == CASUS_OK)
		rc = cs_dense_bind(&p->rel_out, m, "parse.relout", err);
	if (rc != CASUS_OK)
		return rc;
	if (p->rel_dep.in != net->d || p->rel_head.in != net->d || p->rel_dep.out != p->rel_head.out ||
	    p->rel_out.in != p->rel_dep.out)
		return cs_model_fail(m, "parse.reldep", 0, "its sizes do not fit", err);
	p->rel_far = cs_model_section(m, "parse.relfar", &n);
	if (!p->rel_far || n != (size_t)(2 * p->n_steps + 1) * p->rel_dep.out * sizeof *p->rel_far)
		return cs_model_fail(m, "parse.relfar", 0, "its length does not fit parse.steps", err);
	p->rel = cs_model_section(m, "parse.rels", &n);
	if (!p->rel || n != p->rel_out.used)
		return cs_model_fail(m, "parse.rels", 0, "there should be one for each output", err);
	for (uint32_t i = 0; i < n; i++) {
		if (p->rel[i] >= CS_N_DEPREL)
			return cs_model_fail(m, "parse.rels", i, "a relation is out of range", err);
		others += p->rel[i] != CS_REL_ROOT;
	}
	if (!others)
		return cs_model_fail(m, "parse.rels", 0, "there is none beside root", err);
	return CASUS_OK;
}
