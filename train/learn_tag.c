/* learn_tag.c - learns joint tags and lemma rules.
 *
 * Tags: an averaged perceptron over the features of src/tag, several rounds over the shuffled
 * sentences. Now and then a sentence is shown in capitals, in the case of a headline or without
 * capitals, so that the model learns to do without case. For the parser's training each sentence
 * is also tagged by a model that never saw it (jackknifing): the parser must learn to live with
 * the tagger's real errors.
 * Lemmas: for each XPOS, the commonest edit of each ending and whole form; only those are kept
 * whose answer differs from that of the next shorter ending. */
#include "common.h"

#include "model/word.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct sentence {
	const cs_doc_t *doc;
	uint32_t doc_index, begin, n;
} sentence_t;

typedef struct corpus {
	sentence_t *sent;
	uint32_t n;
	uint8_t **label; /* by document and word */
	cs_tag_label_t names[CS_LABELS_MAX];
	uint32_t n_labels, longest;
} corpus_t;

static void collect(corpus_t *c, cs_doc_t *const *docs, uint32_t n_docs)
{
	static uint32_t count[CS_N_UPOS + 1][CS_N_XPOS + 1];
	uint8_t index[CS_N_UPOS + 1][CS_N_XPOS + 1];
	uint32_t n_sents = 0, floor = 1;

	memset(count, 0, sizeof count);
	memset(index, 0xff, sizeof index);
	for (uint32_t d = 0; d < n_docs; d++) {
		n_sents += docs[d]->sents.n;
		for (uint32_t i = 0; i < docs[d]->words.n; i++)
			count[docs[d]->words.p[i].upos][docs[d]->words.p[i].xpos]++;
	}
	/* the rarest pairs are slips of annotation */
	do {
		floor++;
		c->n_labels = 0;
		for (uint32_t u = 0; u < CS_N_UPOS; u++)
			for (uint32_t x = 0; x < CS_N_XPOS; x++)
				if (count[u][x] >= (n_sents > 1000 ? floor : 1) && c->n_labels < CS_LABELS_MAX) {
					index[u][x] = (uint8_t)c->n_labels;
					c->names[c->n_labels++] = (cs_tag_label_t){(uint8_t)u, (uint8_t)x};
				}
	} while (c->n_labels == CS_LABELS_MAX);
	c->sent = calloc(n_sents + 1, sizeof *c->sent);
	c->label = calloc(n_docs, sizeof *c->label);
	if (!c->sent || !c->label)
		die("out of memory");
	for (uint32_t d = 0; d < n_docs; d++) {
		const cs_doc_t *doc = docs[d];

		c->label[d] = calloc(doc->words.n + 1, 1);
		if (!c->label[d])
			die("out of memory");
		for (uint32_t i = 0; i < doc->words.n; i++) {
			const cs_word_t *w = &doc->words.p[i];
			uint8_t l = index[w->upos][w->xpos];
			uint32_t most = 0;

			for (uint32_t k = 0; l == 0xff && w->xpos < CS_N_XPOS && k < c->n_labels; k++)
				if (c->names[k].xpos == w->xpos && count[c->names[k].upos][w->xpos] > most) {
					most = count[c->names[k].upos][w->xpos];
					c->label[d][i] = (uint8_t)k;
				}
			if (l != 0xff)
				c->label[d][i] = l;
		}
		for (uint32_t s = 0; s < doc->sents.n; s++) {
			cs_range_t in = doc->sents.p[s].words;

			c->sent[c->n++] = (sentence_t){doc, d, in.begin, in.end - in.begin};
			if (in.end - in.begin > c->longest)
				c->longest = in.end - in.begin;
		}
	}
}

/* A form as it would stand in capitals, in a headline, or without capitals. */
static cs_str_t disguise(cs_arena_t *a, cs_str_t form, uint8_t how)
{
	char *p = cs_strndup(a, form.p, form.n);

	for (uint32_t i = 0; i < form.n; i++) {
		if (how == CS_CASE_CAPS && cs_is_lower((uint8_t)p[i]))
			p[i] = (char)(p[i] - 32);
		else if (how == CS_CASE_LOWER && cs_is_upper((uint8_t)p[i]))
			p[i] = (char)(p[i] + 32);
		else if (how == CS_CASE_TITLE && i == 0 && form.n > 3 && cs_is_lower((uint8_t)p[i]))
			p[i] = (char)(p[i] - 32);
	}
	return cs_str(p, form.n);
}

static learner_t *learn(const corpus_t *c, const uint32_t *in, uint32_t n_in, uint32_t epochs,
                        uint64_t seed)
{
	learner_t *l = learner_new(c->n_labels, n_in > 1000 ? 3 : 1);
	uint32_t *order = malloc((n_in + 1) * sizeof *order);
	cs_tag_word_t *w = calloc(c->longest + 1, sizeof *w);
	cs_doc_t *scratch = doc_new();
	rng_t rng = {seed};

	if (!order || !w)
		die("out of memory");
	memcpy(order, in, n_in * sizeof *order);
	for (uint32_t e = 0; e < epochs; e++) {
		rng_shuffle(&rng, order, n_in);
		for (uint32_t k = 0; k < n_in; k++) {
			const sentence_t *s = &c->sent[order[k]];
			const uint8_t *gold = c->label[s->doc_index] + s->begin;
			uint32_t t1 = CS_LABELS_MAX, t2 = CS_LABELS_MAX, dice = rng_below(&rng, 100);
			uint8_t how = dice < 4    ? CS_CASE_CAPS
			              : dice < 10 ? CS_CASE_TITLE
			              : dice < 12 ? CS_CASE_LOWER
			                          : CS_CASE_PLAIN;

			for (uint32_t i = 0; i < s->n; i++) {
				cs_str_t form = s->doc->words.p[s->begin + i].form;

				cs_tag_look(&w[i], how ? disguise(&scratch->arena, form, how) : form);
			}
			cs_arena_reset(&scratch->arena);
			how = cs_tag_case(w, s->n);
			for (uint32_t i = 0; i < s->n; i++) {
				uint64_t key[CS_TAG_FEATURES];
				int32_t score[CS_LABELS_MAX];
				uint32_t n = cs_tag_features(w, s->n, i, how, t1, t2, key), best = 0;

				learner_score(l, key, n, score);
				learner_tick(l);
				for (uint32_t t = 1; t < c->n_labels; t++)
					if (score[t] > score[best])
						best = t;
				if (best != gold[i]) {
					learner_add(l, key, n, gold[i], 1);
					learner_add(l, key, n, best, -1);
				}
				t2 = t1;
				t1 = best;
			}
		}
	}
	doc_free(scratch);
	free(order);
	free(w);
	return l;
}

static void tag_held_out(const corpus_t *c, learner_t *l, const uint32_t *in, uint32_t n_in,
                         cs_tag_label_t **tags, uint32_t *right, uint32_t *all)
{
	cs_tag_word_t *w = calloc(c->longest + 1, sizeof *w);

	if (!w)
		die("out of memory");
	learner_average(l);
	for (uint32_t k = 0; k < n_in; k++) {
		const sentence_t *s = &c->sent[in[k]];
		uint32_t t1 = CS_LABELS_MAX, t2 = CS_LABELS_MAX;
		uint8_t how;

		for (uint32_t i = 0; i < s->n; i++)
			cs_tag_look(&w[i], s->doc->words.p[s->begin + i].form);
		how = cs_tag_case(w, s->n);
		for (uint32_t i = 0; i < s->n; i++) {
			uint64_t key[CS_TAG_FEATURES];
			int32_t score[CS_LABELS_MAX];
			uint32_t best = 0;

			learner_score(l, key, cs_tag_features(w, s->n, i, how, t1, t2, key), score);
			for (uint32_t t = 1; t < c->n_labels; t++)
				if (score[t] > score[best])
					best = t;
			tags[s->doc_index][s->begin + i] = c->names[best];
			*right += best == c->label[s->doc_index][s->begin + i];
			++*all;
			t2 = t1;
			t1 = best;
		}
	}
	free(w);
}

/* ---- lemmas -------------------------------------------------------------------------------- */

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

static void learn_lemmas(writer_t *w, cs_doc_t *const *docs, uint32_t n_docs)
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

/* ---- forms that need no thought -------------------------------------------------------------- */

typedef struct seen {
	uint64_t low;
	uint32_t label;
} seen_t;

static int by_low(const void *a, const void *b)
{
	const seen_t *x = a, *y = b;

	if (x->low != y->low)
		return x->low < y->low ? -1 : 1;
	return (x->label > y->label) - (x->label < y->label);
}

static void learn_only(writer_t *w, const corpus_t *c)
{
	uint32_t n = 0, n_out = 0, cap = 0;
	uint64_t key[2048];
	uint32_t value[2048];
	seen_t *s;

	for (uint32_t i = 0; i < c->n; i++)
		cap += c->sent[i].n;
	s = calloc(cap + 1, sizeof *s);
	if (!s)
		die("out of memory");
	for (uint32_t i = 0; i < c->n; i++)
		for (uint32_t k = 0; k < c->sent[i].n; k++) {
			cs_tag_word_t x;

			cs_tag_look(&x, c->sent[i].doc->words.p[c->sent[i].begin + k].form);
			s[n++] = (seen_t){x.low, c->label[c->sent[i].doc_index][c->sent[i].begin + k]};
		}
	qsort(s, n, sizeof *s, by_low);
	for (uint32_t i = 0, j; i < n; i = j) {
		uint32_t most = 0, label = 0, run = 0;

		for (j = i; j < n && s[j].low == s[i].low; j++) {
			run = j > i && s[j].label == s[j - 1].label ? run + 1 : 1;
			if (run > most) {
				most = run;
				label = s[j].label;
			}
		}
		if (j - i >= 200 && most >= (j - i) - (j - i) / 500 && n_out < CS_COUNT(key)) {
			key[n_out] = s[i].low;
			value[n_out++] = label;
		}
	}
	writer_table(w, "tag.only", key, value, n_out, c->n_labels);
	if (!w->quiet)
		fprintf(stderr, "  tag.only: %u forms\n", n_out);
	free(s);
}

void learn_tag(writer_t *w, cs_doc_t *const *docs, uint32_t n_docs, const plan_t *plan,
               cs_tag_label_t **tags)
{
	corpus_t c = {0};
	uint32_t *in, *out, right = 0, all = 0;
	learner_t *l;

	collect(&c, docs, n_docs);
	in = calloc(c.n + 1, sizeof *in);
	out = calloc(c.n + 1, sizeof *out);
	if (!in || !out)
		die("out of memory");
	for (uint32_t f = 0; f < plan->folds; f++) {
		uint32_t n_in = 0, n_out = 0;

		for (uint32_t i = 0; i < c.n; i++) {
			if (i / 25 % plan->folds == f || (c.n < 500 && i % plan->folds == f))
				out[n_out++] = i;
			else
				in[n_in++] = i;
		}
		l = learn(&c, in, n_in, plan->tag_epochs > 2 ? plan->tag_epochs - 2 : plan->tag_epochs,
		          plan->seed + 100 + f);
		tag_held_out(&c, l, out, n_out, tags, &right, &all);
		learner_free(l);
	}
	if (!plan->quiet)
		fprintf(stderr, "tag: %u labels, jackknifed accuracy %.2f %%\n", c.n_labels,
		        100.0 * right / (all ? all : 1));
	for (uint32_t i = 0; i < c.n; i++)
		in[i] = i;
	l = learn(&c, in, c.n, plan->tag_epochs, plan->seed + 99);
	writer_linear(w, "tag.linear", l, plan->tag_bytes);
	learner_free(l);
	writer_add(w, "tag.labels", c.names, c.n_labels * sizeof *c.names);
	learn_only(w, &c);
	learn_lemmas(w, docs, n_docs);
	for (uint32_t d = 0; d < n_docs; d++)
		free(c.label[d]);
	free(c.label);
	free(c.sent);
	free(in);
	free(out);
}
