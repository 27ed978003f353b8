/* tag.c - one tag for each word (UPOS and XPOS together) and its lemma.
 *
 * Method. Tags: left to right, greedy, the best sum of an averaged perceptron's weights over the
 * word, its endings, its neighbours and the two tags before (after Collins 2002, with hashed
 * features). Sentences in capitals and headlines in title case are recognised first, and features
 * of case carry that mark, so that case counts only where it means something.
 * Lemmas: the longest known ending (or the whole form) for the word's XPOS names an edit: cut so
 * many bytes, add these. Learned from the treebanks (the suffix part after Chrupała 2006).
 *
 * Cost: about 45 look-ups a word. No second look: a tag once given stays. */
#include "tag/tag.h"

#include "model/word.h"

static uint64_t pack(const char *p, uint32_t n)
{
	uint64_t v = 0;

	memcpy(&v, p, n);
	return v | (uint64_t)n << 56;
}

void cs_tag_look(cs_tag_word_t *w, cs_str_t form)
{
	char low[CS_LOWER_MAX] = {0};
	uint32_t n = cs_lower(form, low);
	bool lower = false, upper = false;

	w->low = cs_hash(low, n, 1);
	w->shape = cs_shape(form);
	w->flags = 0;
	for (uint32_t i = 0; i < form.n && i < 128; i++) {
		uint8_t c = (uint8_t)form.p[i];

		if (cs_is_upper(c))
			upper = true;
		else if (cs_is_lower(c))
			lower = true;
		else if (cs_is_digit(c))
			w->flags |= CS_TW_DIGIT;
		else if (c == '-')
			w->flags |= CS_TW_HYPHEN;
		else if (c == 0xc3 && i + 1 < form.n && (uint8_t)form.p[i + 1] <= 0x9e)
			upper = true;
	}
	if (form.n && (cs_is_upper((uint8_t)form.p[0]) ||
	               ((uint8_t)form.p[0] == 0xc3 && form.n > 1 && (uint8_t)form.p[1] <= 0x9e)))
		w->flags |= CS_TW_UPPER;
	if (upper && !lower)
		w->flags |= CS_TW_CAPS;
	if (upper || lower)
		w->flags |= CS_TW_LETTER;
	for (uint32_t k = 0; k < 4; k++) {
		uint32_t m = k + 1 < n ? k + 1 : n;

		w->suf[k] = pack(low + n - m, m);
		w->pre[k] = pack(low, m);
	}
}

uint8_t cs_tag_case(const cs_tag_word_t *w, uint32_t n)
{
	uint32_t words = 0, upper = 0, caps = 0;

	for (uint32_t i = 0; i < n; i++) {
		if (!(w[i].flags & CS_TW_LETTER) || !w[i].suf[2] || (w[i].suf[2] >> 56) < 3)
			continue; /* short words are small in headlines too */
		words++;
		upper += (w[i].flags & CS_TW_UPPER) != 0;
		caps += (w[i].flags & CS_TW_CAPS) != 0;
	}
	if (words >= 2 && caps * 10 >= words * 8)
		return CS_CASE_CAPS;
	if (words >= 4 && upper * 10 >= words * 8)
		return CS_CASE_TITLE;
	if (words >= 4 && upper == 0)
		return CS_CASE_LOWER;
	return CS_CASE_PLAIN;
}

static const cs_tag_word_t outside[2] = {{.low = 2, .shape = 2}, {.low = 3, .shape = 3}};

static const cs_tag_word_t *at(const cs_tag_word_t *w, uint32_t n, uint32_t i, int by)
{
	int64_t k = (int64_t)i + by;

	return k < 0 ? &outside[0] : k >= n ? &outside[1] : &w[k];
}

uint32_t cs_tag_features(const cs_tag_word_t *w, uint32_t n, uint32_t i, uint8_t how, uint32_t t1,
                         uint32_t t2, uint64_t *key)
{
	const cs_tag_word_t *a2 = at(w, n, i, -2), *a = at(w, n, i, -1), *c = &w[i];
	const cs_tag_word_t *b = at(w, n, i, 1), *b2 = at(w, n, i, 2);
	bool cased = how == CS_CASE_PLAIN || how == CS_CASE_LOWER;
	uint64_t shape = (cased ? c->shape : c->shape & 0xffffu) << 2 | how;
	uint64_t first = i == 0,
	         fl = (uint64_t)(cased ? c->flags : c->flags & ~(CS_TW_UPPER | CS_TW_CAPS));
	uint64_t ashape = cased ? a->shape : 0, bshape = cased ? b->shape : 0;
	uint32_t k = 0, t = 0;

	key[k++] = cs_feat1(t++, how);
	key[k++] = cs_feat1(t++, c->low);
	key[k++] = cs_feat3(t++, c->low, fl, how);
	for (uint32_t j = 0; j < 4; j++)
		key[k++] = cs_feat1(t++, c->suf[j]);
	for (uint32_t j = 0; j < 4; j++)
		key[k++] = cs_feat1(t++, c->pre[j]);
	key[k++] = cs_feat2(t++, c->suf[2], fl << 1 | first);
	key[k++] = cs_feat2(t++, c->suf[1], shape);
	key[k++] = cs_feat2(t++, shape, first);
	key[k++] = cs_feat3(t++, shape, t1, first);
	key[k++] = cs_feat3(t++, shape, ashape, bshape);
	key[k++] = cs_feat1(t++, t1);
	key[k++] = cs_feat2(t++, t1, t2);
	key[k++] = cs_feat2(t++, c->low, t1);
	key[k++] = cs_feat3(t++, c->low, t1, t2);
	key[k++] = cs_feat2(t++, c->suf[2], t1);
	key[k++] = cs_feat3(t++, c->suf[1], t1, t2);
	key[k++] = cs_feat1(t++, a->low);
	key[k++] = cs_feat1(t++, b->low);
	key[k++] = cs_feat1(t++, a2->low);
	key[k++] = cs_feat1(t++, b2->low);
	key[k++] = cs_feat1(t++, a->suf[2]);
	key[k++] = cs_feat1(t++, b->suf[2]);
	key[k++] = cs_feat2(t++, b->suf[1], bshape);
	key[k++] = cs_feat2(t++, c->low, a->low);
	key[k++] = cs_feat2(t++, c->low, b->low);
	key[k++] = cs_feat3(t++, c->low, a->low, b->low);
	key[k++] = cs_feat2(t++, c->low, b->suf[2]);
	key[k++] = cs_feat2(t++, c->suf[2], b->low);
	key[k++] = cs_feat2(t++, c->suf[2], b->suf[2]);
	key[k++] = cs_feat2(t++, t1, b->low);
	key[k++] = cs_feat3(t++, t1, b->suf[2], fl);
	key[k++] = cs_feat2(t++, a->low, t2);
	key[k++] = cs_feat2(t++, b->low, b2->low);
	key[k++] = cs_feat3(t++, c->low, b->suf[1], b2->suf[1]);
	key[k++] = cs_feat2(t++, a->low, a2->low);
	key[k++] = cs_feat3(t++, bshape, b2->shape, fl);
	return k;
}

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

void cs_tag_run(const cs_tag_t *tag, cs_doc_t *d, cs_arena_t *scratch)
{
	uint32_t longest = 1;
	cs_tag_word_t *w;

	for (uint32_t s = 0; s < d->sents.n; s++) {
		uint32_t n = d->sents.p[s].words.end - d->sents.p[s].words.begin;

		longest = n > longest ? n : longest;
	}
	w = CS_NEW_N(scratch, cs_tag_word_t, longest);
	for (uint32_t s = 0; s < d->sents.n; s++) {
		cs_range_t in = d->sents.p[s].words;
		cs_word_t *word = d->words.p + in.begin;
		uint32_t n = in.end - in.begin, t1 = CS_LABELS_MAX, t2 = CS_LABELS_MAX;
		uint8_t how;

		for (uint32_t i = 0; i < n; i++)
			cs_tag_look(&w[i], word[i].form);
		how = cs_tag_case(w, n);
		for (uint32_t i = 0; i < n; i++) {
			uint64_t key[CS_TAG_FEATURES];
			int16_t score[CS_SCORES];
			uint32_t t = cs_table_get(&tag->only, w[i].low);

			if (t == CS_NONE) {
				cs_linear_score(&tag->linear, key, cs_tag_features(w, n, i, how, t1, t2, key),
				                score);
				t = best(score, tag->linear.n_labels);
			}
			word[i].upos = tag->label[t].upos;
			word[i].xpos = tag->label[t].xpos;
			t2 = t1;
			t1 = t;
			cs_tag_lemma(tag, &word[i], &d->arena);
		}
	}
}

casus_rc_t cs_tag_bind(cs_tag_t *t, const cs_model_t *m, casus_error_t *err)
{
	size_t n;
	casus_rc_t rc = cs_linear_bind(&t->linear, m, "tag.linear", err);

	if (rc == CASUS_OK)
		rc = cs_table_bind(&t->lemma, m, "tag.lemma", err);
	if (rc == CASUS_OK)
		rc = cs_table_bind(&t->only, m, "tag.only", err);
	if (rc != CASUS_OK)
		return rc;
	t->label = cs_model_section(m, "tag.labels", &n);
	if (!t->label || n != t->linear.n_labels * sizeof *t->label)
		return cs_model_fail(m, "tag.labels", 0, "there should be one for each label", err);
	for (uint32_t i = 0; i < t->linear.n_labels; i++)
		if (t->label[i].upos >= CS_N_UPOS || t->label[i].xpos >= CS_N_XPOS)
			return cs_model_fail(m, "tag.labels", i * sizeof *t->label, "a tag is out of range",
			                     err);
	if (t->only.n_values > t->linear.n_labels)
		return cs_model_fail(m, "tag.only", 4, "a label is out of range", err);
	t->rule = cs_model_section(m, "tag.rules", &n);
	if (!t->rule || n / sizeof *t->rule < t->lemma.n_values || n % sizeof *t->rule)
		return cs_model_fail(m, "tag.rules", 0, "there should be one for each value", err);
	for (uint32_t i = 0; i < n / sizeof *t->rule; i++)
		if (t->rule[i].n > sizeof t->rule[i].add ||
		    cs_utf8_check(t->rule[i].add, t->rule[i].n) != t->rule[i].n)
			return cs_model_fail(m, "tag.rules", i * sizeof *t->rule, "an ending is damaged", err);
	return CASUS_OK;
}
