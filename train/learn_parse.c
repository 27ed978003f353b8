/* learn_parse.c - learns the actions of the arc-hybrid parser.
 *
 * Method: an averaged perceptron with the dynamic oracle and exploration of Goldberg and Nivre
 * (2013): from the second round on the parser mostly follows its own best action, and whatever
 * state that leads to, it learns the action that loses fewest arcs of the gold tree from there.
 * Trees that are not projective are lifted first (the arc goes to the head's head, the shortest
 * ones first). Tags are those of a tagger that never saw the sentence. */
#include "common.h"

#include "model/word.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct tree {
	uint32_t n;
	cs_parse_word_t *w;
	uint16_t *head; /* n: the root */
	uint8_t *rel;   /* index of the relation; of the root, 0 */
} tree_t;

static bool crosses(const uint16_t *head, uint32_t n, uint32_t i)
{
	uint32_t a = i, b = head[i];

	if (b == n)
		return false;
	if (a > b) {
		uint32_t t = a;

		a = b;
		b = t;
	}
	/* an arc is projective where its head is an ancestor of every word under it */
	for (uint32_t k = a + 1; k < b; k++) {
		uint32_t at = k, steps = 0;

		while (at != head[i] && at != n && steps++ < n)
			at = head[at];
		if (at != head[i])
			return true;
	}
	return false;
}

static uint32_t lift(tree_t *t)
{
	uint32_t lifted = 0;

	for (;;) {
		uint32_t best = CS_NONE, length = CS_NONE;

		for (uint32_t i = 0; i < t->n; i++) {
			uint32_t d;

			if (t->head[i] == t->n)
				continue;
			d = i > t->head[i] ? i - t->head[i] : t->head[i] - i;
			if (d > 1 && d < length && crosses(t->head, t->n, i)) {
				best = i;
				length = d;
			}
		}
		if (best == CS_NONE || t->head[t->head[best]] == t->n)
			return lifted;
		t->head[best] = t->head[t->head[best]];
		lifted++;
	}
}

typedef struct gold {
	const tree_t *t;
	uint8_t *on_stack;
	uint16_t *kid, *kid_at; /* children of each word in order; kid_at[n + 1] */
} gold_t;

/* Arcs of the gold tree that can no longer be made after each kind of action. */
static void costs(const gold_t *g, const cs_parse_state_t *s, uint32_t cost[3])
{
	const tree_t *t = g->t;
	uint32_t s0 = s->depth ? s->stack[s->depth - 1] : CS_NONE;
	uint32_t s1 = s->depth > 1 ? s->stack[s->depth - 2] : CS_NONE;
	uint32_t b0 = s->next;

	cost[0] = cost[1] = cost[2] = CS_NONE;
	if (cs_parse_may(s, 0)) {
		cost[0] = 0;
		for (uint32_t k = g->kid_at[b0]; k < g->kid_at[b0 + 1]; k++)
			cost[0] += g->kid[k] < b0 && g->on_stack[g->kid[k]];
		cost[0] += t->head[b0] < b0 && t->head[b0] != s0 && g->on_stack[t->head[b0]];
	}
	if (s0 != CS_NONE) {
		uint32_t lost = 0;

		for (uint32_t k = g->kid_at[s0]; k < g->kid_at[s0 + 1]; k++)
			lost += g->kid[k] >= b0;
		if (cs_parse_may(s, 1))
			cost[1] = lost + (t->head[s0] > b0 || (s1 != CS_NONE && t->head[s0] == s1));
		if (cs_parse_may(s, 2))
			cost[2] = lost + (t->head[s0] >= b0);
	}
}

static void train_one(learner_t *l, const tree_t *t, cs_parse_state_t *s, gold_t *g, rng_t *rng,
                      bool explore, uint32_t n_actions, uint64_t *wrong, uint64_t *all)
{
	uint32_t n = t->n;

	memcpy(s->w, t->w, n * sizeof *t->w);
	cs_parse_begin(s, n);
	memset(g->on_stack, 0, n + 1);
	g->t = t;
	memset(g->kid_at, 0, (n + 2) * sizeof *g->kid_at);
	for (uint32_t i = 0; i < n; i++)
		if (t->head[i] < n)
			g->kid_at[t->head[i] + 1]++;
	for (uint32_t i = 0; i < n; i++)
		g->kid_at[i + 1] = (uint16_t)(g->kid_at[i + 1] + g->kid_at[i]);
	for (uint32_t i = n; i-- > 0;) /* filled from the back, so that begins end where they belong */
		if (t->head[i] < n)
			g->kid[--g->kid_at[t->head[i] + 1]] = (uint16_t)i;
	for (uint32_t i = 0; i < n; i++)
		g->kid_at[i] = g->kid_at[i + 1];
	/* kid_at[i] is now the begin of i; the end of the last is the number of arcs */
	{
		uint32_t arcs = 0;

		for (uint32_t i = 0; i < n; i++)
			arcs += t->head[i] < n;
		g->kid_at[n] = (uint16_t)arcs;
	}
	while (!cs_parse_done(s)) {
		uint64_t key[CS_PARSE_FEATURES];
		int32_t score[CS_LABELS_MAX];
		uint32_t n_keys, best = CS_NONE, good = CS_NONE, cost[3], least, a, kind;

		if (s->depth == 0) {
			g->on_stack[s->next] = 1;
			cs_parse_apply(s, 0);
			continue;
		}
		n_keys = cs_parse_features(s, key);
		learner_score(l, key, n_keys, score);
		learner_tick(l);
		costs(g, s, cost);
		least = cost[0] < cost[1] ? cost[0] : cost[1];
		least = cost[2] < least ? cost[2] : least;
		for (a = 0; a < n_actions; a++) {
			uint32_t c = s->stack[s->depth - 1], h;
			bool right_label = true;

			kind = cs_action_kind(a);
			if (cost[kind] == CS_NONE)
				continue;
			if (best == CS_NONE || score[a] > score[best])
				best = a;
			if (cost[kind] != least)
				continue;
			if (kind) {
				h = kind == 1 ? s->next : s->stack[s->depth - 2];
				right_label = t->head[c] != h || t->rel[c] == (a - 1) / 2;
			}
			if (right_label && (good == CS_NONE || score[a] > score[good]))
				good = a;
		}
		++*all;
		{
			/* best may be as good as good: then nothing is to be learned */
			uint32_t c = s->stack[s->depth - 1], h;
			bool fine;

			kind = cs_action_kind(best);
			fine = cost[kind] == least;
			if (fine && kind) {
				h = kind == 1 ? s->next : s->stack[s->depth - 2];
				fine = t->head[c] != h || t->rel[c] == (best - 1) / 2;
			}
			if (!fine) {
				++*wrong;
				learner_add(l, key, n_keys, good, 1);
				learner_add(l, key, n_keys, best, -1);
			}
			a = fine || (explore && rng_below(rng, 100) < 90) ? best : good;
		}
		kind = cs_action_kind(a);
		if (kind == 0)
			g->on_stack[s->next] = 1;
		else
			g->on_stack[s->stack[s->depth - 1]] = 0;
		cs_parse_apply(s, a);
	}
}

void learn_parse(writer_t *w, cs_doc_t *const *docs, uint32_t n_docs, const plan_t *plan,
                 cs_tag_label_t *const *tags)
{
	uint8_t index[CS_N_DEPREL], rels[CS_N_DEPREL];
	uint32_t count[CS_N_DEPREL + 1] = {0}, n_rel = 0, n = 0, cap = 0, *order, lifted = 0;
	cs_parse_state_t *state = calloc(1, sizeof *state);
	gold_t g = {0};
	tree_t *tree;
	learner_t *l;
	rng_t rng = {plan->seed + 7};

	for (uint32_t d = 0; d < n_docs; d++) {
		cap += docs[d]->sents.n;
		for (uint32_t i = 0; i < docs[d]->words.n; i++)
			count[docs[d]->words.p[i].deprel]++;
	}
	memset(index, 0, sizeof index);
	for (uint32_t r = 0; r < CS_N_DEPREL; r++)
		if (r != CS_REL_ROOT && (count[r] || r == CS_REL_DEP) && n_rel < CS_LABELS_MAX / 2 - 1) {
			index[r] = (uint8_t)n_rel;
			rels[n_rel++] = (uint8_t)r;
		}
	tree = calloc(cap + 1, sizeof *tree);
	order = calloc(cap + 1, sizeof *order);
	g.on_stack = calloc(CS_PARSE_MAX + 2, 1);
	g.kid = calloc(CS_PARSE_MAX + 2, sizeof *g.kid);
	g.kid_at = calloc(CS_PARSE_MAX + 4, sizeof *g.kid_at);
	if (!tree || !order || !state || !g.on_stack || !g.kid || !g.kid_at)
		die("out of memory");
	for (uint32_t d = 0; d < n_docs; d++)
		for (uint32_t i = 0; i < docs[d]->sents.n; i++) {
			cs_range_t in = docs[d]->sents.p[i].words;
			tree_t *t = &tree[n];
			bool whole = true;

			t->n = in.end - in.begin;
			if (t->n > CS_PARSE_MAX)
				continue;
			t->w = calloc(t->n, sizeof *t->w);
			t->head = calloc(t->n, sizeof *t->head);
			t->rel = calloc(t->n, 1);
			if (!t->w || !t->head || !t->rel)
				die("out of memory");
			for (uint32_t k = 0; k < t->n; k++) {
				const cs_word_t *x = &docs[d]->words.p[in.begin + k];

				whole &= x->deprel < CS_N_DEPREL;
				t->w[k].low = cs_hash_lower(x->form);
				t->w[k].lemma = cs_hash_lower(x->lemma);
				t->w[k].p = cs_parse_tag(tags[d][in.begin + k].upos, tags[d][in.begin + k].xpos);
				t->head[k] = (uint16_t)(x->head == CS_NONE ? t->n : x->head - in.begin);
				t->rel[k] = x->deprel < CS_N_DEPREL ? index[x->deprel] : 0;
			}
			if (!whole)
				continue; /* without a tree */
			lifted += lift(t);
			n++;
		}
	for (uint32_t i = 0; i < n; i++)
		order[i] = i;
	l = learner_new(1 + 2 * n_rel, n > 1000 ? 20 : 1);
	for (uint32_t e = 0; e < plan->parse_epochs; e++) {
		uint64_t wrong = 0, all = 0;

		rng_shuffle(&rng, order, n);
		for (uint32_t i = 0; i < n; i++)
			train_one(l, &tree[order[i]], state, &g, &rng, e > 0, 1 + 2 * n_rel, &wrong, &all);
		if (!plan->quiet)
			fprintf(stderr, "parse: round %u, %.2f %% of the actions wrong\n", e + 1,
			        100.0 * (double)wrong / (double)(all ? all : 1));
	}
	if (!plan->quiet)
		fprintf(stderr, "parse: %u trees, %u arcs lifted\n", n, lifted);
	writer_linear(w, "parse.linear", l, plan->parse_bytes);
	writer_add(w, "parse.rels", rels, n_rel);
	learner_free(l);
	for (uint32_t i = 0; i < cap; i++) {
		free(tree[i].w);
		free(tree[i].head);
		free(tree[i].rel);
	}
	free(tree);
	free(order);
	free(state);
	free(g.on_stack);
	free(g.kid);
	free(g.kid_at);
}
