/* tag.c - one tag for each word (UPOS and XPOS together) and its lemma.
 *
 * Method. Tags: the label with the best score of a linear layer over the encoder's vector.
 * Lemmas: the longest known ending (or the whole form) for the word's XPOS names an edit: cut so
 * many bytes, add these. Learned from the treebanks (the suffix part after Chrupała 2006). */
#include "tag/tag.h"

#include "model/word.h"

uint64_t cs_lemma_key(uint8_t xpos, const char *low, uint32_t n, uint32_t len, bool whole)
{
	/* not as XXH3's seed: in strings of three bytes it would cancel out against the last */
	return cs_feat2(xpos, cs_hash(low + n - len, len, 1), whole);
}

void cs_tag_lemma(const cs_tag_t *tag, cs_word_t *w, cs_arena_t *arena)
{
	char low[CS_LOWER_MAX];
	uint32_t n = cs_lower(w->form, low), v, m;
	const cs_lemma_rule_t *r;
	char *out;

	w->lemma = w->form;
	if (w->form.n >= CS_LOWER_MAX)
		return; /* an address or worse */
	v = cs_table_get(&tag->lemma, cs_lemma_key(w->xpos, low, n, n, true));
	for (uint32_t len = n < CS_LEMMA_END_MAX ? n : CS_LEMMA_END_MAX; v == CS_NONE; len--) {
		v = cs_table_get(&tag->lemma, cs_lemma_key(w->xpos, low, n, len, false));
		if (len == 0)
			break;
	}
	if (v == CS_NONE)
		return;
	r = &tag->rule[v];
	m = r->cut > n ? n : r->cut;
	if (r->keep_case) {
		if (m == 0 && r->n == 0)
			return;
		if (m > w->form.n || (m == w->form.n && r->n == 0))
			m = 0;
		while (m > 0 && ((uint8_t)w->form.p[w->form.n - m] & 0xc0) == 0x80)
			m--;
		out = cs_alloc(arena, w->form.n - m + r->n + 1);
		memcpy(out, w->form.p, w->form.n - m);
		memcpy(out + w->form.n - m, r->add, r->n);
		w->lemma = cs_str(out, w->form.n - m + r->n);
		return;
	}
	if (m == 0 && r->n == 0 && n == w->form.n && memcmp(low, w->form.p, n) == 0)
		return; /* borrow the form */
	while (m > 0 && m < n && ((uint8_t)low[n - m] & 0xc0) == 0x80)
		m--; /* never half a character */
	out = cs_alloc(arena, n - m + r->n + 1);
	memcpy(out, low, n - m);
	memcpy(out + n - m, r->add, r->n);
	w->lemma = cs_str(out, n - m + r->n);
	if (w->lemma.n == 0)
		w->lemma = w->form;
}

static uint32_t best(const int16_t *score, uint32_t n)
{
	uint32_t b = 0;

	for (uint32_t i = 1; i < n; i++)
		if (score[i] > score[b])
			b = i;
	return b;
}

void cs_tag_span(const cs_tag_t *tag, cs_simd_t simd, const cs_net_span_t *span, cs_word_t *w,
                 cs_arena_t *arena, cs_arena_t *scratch)
{
	int16_t *score = CS_NEW_N(scratch, int16_t, (size_t)span->n * tag->out.out);

	cs_dense_run(&tag->out, simd, span->low, tag->out.in, span->n, score, tag->out.out);
	for (uint32_t i = 0; i < span->n; i++) {
		const cs_tag_label_t *l =
		    &tag->label[best(score + (size_t)i * tag->out.out, tag->out.used)];

		w[i].upos = l->upos;
		w[i].xpos = l->xpos;
		cs_tag_lemma(tag, &w[i], arena);
	}
}

casus_rc_t cs_lemma_bind(cs_tag_t *t, const cs_model_t *m, casus_error_t *err)
{
	size_t n;
	casus_rc_t rc = cs_table_bind(&t->lemma, m, "tag.lemma", err);

	if (rc != CASUS_OK)
		return rc;
	t->rule = cs_model_section(m, "tag.rules", &n);
	if (!t->rule || n / sizeof *t->rule < t->lemma.n_values || n % sizeof *t->rule)
		return cs_model_fail(m, "tag.rules", 0, "there should be one for each value", err);
	for (uint32_t i = 0; i < n / sizeof *t->rule; i++)
		if (t->rule[i].n > sizeof t->rule[i].add ||
		    cs_utf8_check(t->rule[i].add, t->rule[i].n) != t->rule[i].n)
			return cs_model_fail(m, "tag.rules", i * sizeof *t->rule, "an ending is damaged", err);
	return CASUS_OK;
}

casus_rc_t cs_tag_bind(cs_tag_t *t, const cs_model_t *m, const cs_net_t *net, casus_error_t *err)
{
	size_t n;
	casus_rc_t rc = cs_lemma_bind(t, m, err);

	if (rc == CASUS_OK)
		rc = cs_dense_bind(&t->out, m, "tag.out", err);
	if (rc != CASUS_OK)
		return rc;
	if (t->out.in != net->d || t->out.used == 0)
		return cs_model_fail(m, "tag.out", 0, "its sizes do not fit net.dims", err);
	t->label = cs_model_section(m, "tag.labels", &n);
	if (!t->label || n != t->out.used * sizeof *t->label)
		return cs_model_fail(m, "tag.labels", 0, "there should be one for each output", err);
	for (uint32_t i = 0; i < t->out.used; i++)
		if (t->label[i].upos >= CS_N_UPOS || t->label[i].xpos >= CS_N_XPOS)
			return cs_model_fail(m, "tag.labels", i * sizeof *t->label, "a tag is out of range",
			                     err);
	return CASUS_OK;
}
