/* learn_lemma.c - learns lemma rules.
 *
 * For each XPOS, the commonest edit of each ending and whole form; only those are kept
 * whose answer differs from that of the next shorter ending. */
#include "common.h"

#include "model/word.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct edit { /* how often an ending, or a form, takes a rule */
	uint64_t key;
	uint32_t rule, count;
	uint8_t len, whole; /* of the ending */
	uint64_t parent;    /* key of the next shorter ending */
} edit_t;

typedef struct lemmas {
	cs_lemma_rule_t rule[4096];
	uint32_t n_rules;
	edit_t *edit;
	uint32_t n, cap;
} lemmas_t;

static bool rule_of(cs_str_t form, const char *low, uint32_t n, cs_str_t lemma, cs_lemma_rule_t *r)
{
	bool upper = false;
	cs_str_t base = cs_str(low, n);
	uint32_t same = 0;

	for (uint32_t i = 0; i < lemma.n; i++)
		upper |= cs_is_upper((uint8_t)lemma.p[i]);
	memset(r, 0, sizeof *r);
	if (cs_eqz(lemma, "I")) { /* of "me" and of a small "i" too */
		r->cut = (uint8_t)n;
		r->n = 1;
		r->add[0] = 'I';
		return true;
	}
	if (upper) {
		base = form;
		r->keep_case = 1;
	}
	while (same < base.n && same < lemma.n && base.p[same] == lemma.p[same])
		same++;
	while (same > 0 && same < lemma.n && ((uint8_t)lemma.p[same] & 0xc0) == 0x80)
		same--;
	if (lemma.n - same > sizeof r->add || base.n - same > 60)
		return false;
	r->cut = (uint8_t)(base.n - same);
	r->n = (uint8_t)(lemma.n - same);
	memcpy(r->add, lemma.p + same, r->n);
	return true;
}

static uint32_t rule_index(lemmas_t *l, const cs_lemma_rule_t *r)
{
	uint32_t i = 0;

	while (i < l->n_rules && memcmp(&l->rule[i], r, sizeof *r) != 0)
		i++;
	if (i == CS_COUNT(l->rule))
		return CS_NONE;
	if (i == l->n_rules)
		l->rule[l->n_rules++] = *r;
	return i;
}

static void put_edit(lemmas_t *l, edit_t e)
{
	if (l->n == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 65536;
		l->edit = realloc(l->edit, l->cap * sizeof *l->edit);
		if (!l->edit)
			die("out of memory");
	}
	l->edit[l->n++] = e;
}

static int by_whole(const void *a, const void *b)
{
	const edit_t *x = a, *y = b;

	if (x->whole != y->whole)
		return x->whole - y->whole;
	if (!x->whole && x->len != y->len)
		return x->len - y->len;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->rule > y->rule) - (x->rule < y->rule);
}

void learn_lemma(writer_t *w, cs_doc_t *const *docs, uint32_t n_docs)
{
	lemmas_t *l = calloc(1, sizeof *l);
	cs_doc_t *scratch = doc_new();
	uint64_t *key;
	uint32_t *value, n_out = 0, n = 0;
	cs_map_t chosen = {0};

	if (!l)
		die("out of memory");
	for (uint32_t d = 0; d < n_docs; d++) {
		for (uint32_t i = 0; i < docs[d]->words.n; i++) {
			const cs_word_t *x = &docs[d]->words.p[i];
			char low[CS_LOWER_MAX];
			uint32_t len = cs_lower(x->form, low), rule;
			cs_lemma_rule_t r;

			if (!x->lemma.n || x->form.n >= CS_LOWER_MAX || x->xpos >= CS_N_XPOS ||
			    cs_eqz(x->lemma, "_") || !rule_of(x->form, low, len, x->lemma, &r))
				continue;
			if (x->xpos == CS_XP_NNP && (r.cut || r.n))
				continue; /* a name is its own lemma: not "Unite" for "United" */
			rule = rule_index(l, &r);
			if (rule != CS_NONE)
				put_edit(l, (edit_t){cs_lemma_key(x->xpos, low, len, len, true), rule, 1,
				                     (uint8_t)len, 1, (uint64_t)d << 32 | i});
		}
	}
	/* whole forms first: one entry for each form and rule; then its endings, each form once */
	if (l->n)
		qsort(l->edit, l->n, sizeof *l->edit, by_whole);
	for (uint32_t i = 0; i < l->n; i++) {
		if (n && l->edit[n - 1].key == l->edit[i].key && l->edit[n - 1].rule == l->edit[i].rule)
			l->edit[n - 1].count++;
		else
			l->edit[n++] = l->edit[i];
	}
	l->n = n;
	for (uint32_t i = 0; i < n; i++) {
		uint64_t where = l->edit[i].parent;
		const cs_word_t *x = &docs[where >> 32]->words.p[(uint32_t)where];
		char low[CS_LOWER_MAX];
		uint32_t len = cs_lower(x->form, low), rule = l->edit[i].rule;
		uint64_t parent = 0;

		for (uint32_t k = 0; k <= len && k <= CS_LEMMA_END_MAX; k++) {
			uint64_t h = cs_lemma_key(x->xpos, low, len, k, false);

			put_edit(l, (edit_t){h, rule, 1, (uint8_t)k, 0, parent});
			parent = h;
		}
		l->edit[i].parent = parent;
	}
	if (l->n)
		qsort(l->edit, l->n, sizeof *l->edit, by_whole);
	key = calloc(l->n + 1, sizeof *key);
	value = calloc(l->n + 1, sizeof *value);
	if (!key || !value)
		die("out of memory");
	/* short endings come before long ones, and endings before whole forms */
	for (uint32_t i = 0; i < l->n;) {
		uint32_t best = CS_NONE, best_count = 0, total = 0, j = i;
		uint32_t above;

		while (j < l->n && l->edit[j].key == l->edit[i].key &&
		       l->edit[j].whole == l->edit[i].whole) {
			uint32_t count = 0, r = l->edit[j].rule;

			while (j < l->n && l->edit[j].key == l->edit[i].key &&
			       l->edit[j].whole == l->edit[i].whole && l->edit[j].rule == r)
				count += l->edit[j++].count;
			total += count;
			if (count > best_count) {
				best_count = count;
				best = r;
			}
		}
		above = l->edit[i].len == 0 && !l->edit[i].whole ? CS_NONE
		                                                 : cs_map_get(&chosen, l->edit[i].parent);
		if (!l->edit[i].whole && total < 2 && l->edit[i].len > 0)
			best = above; /* one form is no pattern */
		if (best != above) {
			key[n_out] = l->edit[i].key;
			value[n_out++] = best;
		}
		if (!l->edit[i].whole)
			cs_map_put(&scratch->arena, &chosen, l->edit[i].key, best);
		i = j;
	}
	writer_table(w, "tag.lemma", key, value, n_out, l->n_rules ? l->n_rules : 1);
	writer_add(w, "tag.rules", l->rule, (l->n_rules ? l->n_rules : 1) * sizeof *l->rule);
	if (!w->quiet)
		fprintf(stderr, "  tag.lemma: %u rules, %u endings and forms\n", l->n_rules, n_out);
	doc_free(scratch);
	free(key);
	free(value);
	free(l->edit);
	free(l);
}
