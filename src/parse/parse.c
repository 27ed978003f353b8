/* parse.c - a transition parser.
 *
 * Method: the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011) with greedy search.
 *
 *   SHIFT     the buffer's first word goes on the stack
 *   LEFT(r)   the buffer's first word becomes head of the stack's top, which leaves
 *   RIGHT(r)  the stack's second word becomes head of its top, which leaves
 *
 * The word that is left is the root. The action is the one with the best sum of weights over some
 * hundred features of the words near the stack's top and the buffer's front (after Zhang and
 * Nivre 2011), learned with a dynamic oracle (Goldberg and Nivre 2013).
 *
 * Cost: 2n - 1 actions of about a hundred look-ups. Trees are projective and have one root.
 * There is no search: a wrong action is never taken back. */
#include "parse/parse.h"

#include "model/word.h"

static const uint16_t none = CS_PARSE_NIL;

void cs_parse_begin(cs_parse_state_t *s, uint32_t n)
{
	s->n = n;
	s->next = s->depth = 0;
	memset(s->head, 0xff, n * sizeof *s->head);
	memset(s->rel, 0xff, n * sizeof *s->rel);
	memset(s->left1, 0xff, (n + 1) * sizeof *s->left1);
	memset(s->left2, 0xff, (n + 1) * sizeof *s->left2);
	memset(s->right1, 0xff, (n + 1) * sizeof *s->right1);
	memset(s->right2, 0xff, (n + 1) * sizeof *s->right2);
	memset(s->n_left, 0, (n + 1) * sizeof *s->n_left);
	memset(s->n_right, 0, (n + 1) * sizeof *s->n_right);
	memset(s->set_left, 0, (n + 1) * sizeof *s->set_left);
	memset(s->set_right, 0, (n + 1) * sizeof *s->set_right);
	s->w[CS_PARSE_MAX] = (cs_parse_word_t){1, 1, 0xfff};
}

void cs_parse_apply(cs_parse_state_t *s, uint32_t a)
{
	uint32_t kind = cs_action_kind(a), rel = a ? (a - 1) / 2 : 0;
	uint16_t c, h;

	if (kind == 0) {
		s->stack[s->depth++] = (uint16_t)s->next++;
		return;
	}
	c = s->stack[--s->depth];
	h = kind == 1 ? (uint16_t)s->next : s->stack[s->depth - 1];
	s->head[c] = h;
	s->rel[c] = (uint8_t)rel;
	if (kind == 1) {
		s->left2[h] = s->left1[h];
		s->left1[h] = c;
		s->n_left[h] = (uint8_t)(s->n_left[h] + (s->n_left[h] < 7));
		s->set_left[h] |= (uint64_t)1 << (rel & 63);
	} else {
		s->right2[h] = s->right1[h];
		s->right1[h] = c;
		s->n_right[h] = (uint8_t)(s->n_right[h] + (s->n_right[h] < 7));
		s->set_right[h] |= (uint64_t)1 << (rel & 63);
	}
}

typedef struct seen { /* a word as the features see it */
	uint64_t w, m;
	uint32_t p, r;
	uint16_t i;
} seen_t;

static seen_t see(const cs_parse_state_t *s, uint16_t i)
{
	const cs_parse_word_t *w = &s->w[i == none ? CS_PARSE_MAX : i];

	return (seen_t){w->low, w->lemma, w->p, i == none ? 255u : s->rel[i], i};
}

static uint16_t kid(const cs_parse_state_t *s, const uint16_t *of, uint16_t i)
{
	(void)s;
	return i == none ? none : of[i];
}

static uint32_t gap(uint16_t a, uint16_t b)
{
	uint32_t d;

	if (a == none || b == none)
		return 0;
	d = (uint32_t)(b - a);
	return d <= 4 ? d : d <= 6 ? 5 : d <= 10 ? 6 : 7;
}

uint32_t cs_parse_features(const cs_parse_state_t *s, uint64_t *key)
{
	uint16_t is0 = s->depth > 0 ? s->stack[s->depth - 1] : none;
	uint16_t is1 = s->depth > 1 ? s->stack[s->depth - 2] : none;
	uint16_t is2 = s->depth > 2 ? s->stack[s->depth - 3] : none;
	uint16_t ib0 = s->next < s->n ? (uint16_t)s->next : none;
	uint16_t ib1 = s->next + 1 < s->n ? (uint16_t)(s->next + 1) : none;
	uint16_t ib2 = s->next + 2 < s->n ? (uint16_t)(s->next + 2) : none;
	seen_t s0 = see(s, is0), s1 = see(s, is1), s2 = see(s, is2);
	seen_t b0 = see(s, ib0), b1 = see(s, ib1), b2 = see(s, ib2);
	seen_t s0l = see(s, kid(s, s->left1, is0)), s0l2 = see(s, kid(s, s->left2, is0));
	seen_t s0r = see(s, kid(s, s->right1, is0)), s0r2 = see(s, kid(s, s->right2, is0));
	seen_t s1l = see(s, kid(s, s->left1, is1)), s1r = see(s, kid(s, s->right1, is1));
	seen_t s1r2 = see(s, kid(s, s->right2, is1));
	seen_t b0l = see(s, kid(s, s->left1, ib0)), b0l2 = see(s, kid(s, s->left2, ib0));
	seen_t s0rl = see(s, kid(s, s->left1, s0r.i)), s1rl = see(s, kid(s, s->left1, s1r.i));
	seen_t s0ll = see(s, kid(s, s->left1, s0l.i)), b0ll = see(s, kid(s, s->left1, b0l.i));
	seen_t prev = see(s, ib0 != none && ib0 > 0 ? (uint16_t)(ib0 - 1) : none);
	seen_t s0n = see(s, is0 != none && is0 + 1u < s->n ? (uint16_t)(is0 + 1) : none);
	seen_t s0p = see(s, is0 != none && is0 > 0 ? (uint16_t)(is0 - 1) : none);
	uint64_t v0 = is0 == none ? 0 : (uint64_t)(s->n_left[is0] << 3 | s->n_right[is0]);
	uint64_t v1 = is1 == none ? 0 : (uint64_t)s->n_right[is1] << 3 | s->n_left[is1];
	uint64_t vb = ib0 == none ? 0 : s->n_left[ib0];
	uint64_t d0 = gap(is0, ib0), d1 = gap(is1, is0);
	uint64_t set0l = is0 == none ? 0 : s->set_left[is0],
	         set0r = is0 == none ? 0 : s->set_right[is0];
	uint64_t set1r = is1 == none ? 0 : s->set_right[is1],
	         set1l = is1 == none ? 0 : s->set_left[is1];
	uint64_t setb = ib0 == none ? 0 : s->set_left[ib0];
	uint32_t k = 0, t = 0;

#define P2(a, b) ((uint64_t)(a).p << 12 | (b).p)
#define P3(a, b, c) ((uint64_t)(a).p << 24 | (uint64_t)(b).p << 12 | (c).p)
#define P4(a, b, c, d) ((uint64_t)(a).p << 36 | P3(b, c, d))
#define F1(x) key[k++] = cs_feat1(t++, (x))
#define F2(x, y) key[k++] = cs_feat2(t++, (x), (y))
#define F3(x, y, z) key[k++] = cs_feat3(t++, (x), (y), (z))
	/* single words */
	F1(s0.w);
	F1(s0.p);
	F2(s0.w, s0.p);
	F1(s1.w);
	F1(s1.p);
	F2(s1.w, s1.p);
	F1(b0.w);
	F1(b0.p);
	F2(b0.w, b0.p);
	F2(b1.w, b1.p);
	F1(b1.p);
	F2(b2.w, b2.p);
	F1(b2.p);
	F2(s2.w, s2.p);
	F1(s2.p);
	/* pairs */
	F2(s0.w, b0.w);
	F2(s0.m, b0.m);
	F3(s0.w, s0.p, b0.p);
	F3(b0.w, b0.p, s0.p);
	F1(P2(s0, b0));
	F2(s1.w, s0.w);
	F2(s1.m, s0.m);
	F3(s1.w, s1.p, s0.p);
	F3(s0.w, s0.p, s1.p);
	F1(P2(s1, s0));
	F2(s1.w, b0.w);
	F2(s1.p, b0.w);
	F2(s1.w, b0.p);
	F1(P2(s1, b0));
	F1(P2(b0, b1));
	F2(b0.w, b1.p);
	F2(b0.w, b1.w);
	F2(s0.w, b1.p);
	F1(P2(s0, b1));
	/* threes and fours */
	F1(P3(s0, b0, b1));
	F1(P4(s0, b0, b1, b2));
	F1(P3(s1, s0, b0));
	F1(P4(s1, s0, b0, b1));
	F1(P4(s2, s1, s0, b0));
	F1(P3(s2, s1, s0));
	F2(P2(s1, s0), b0.w);
	F2(P2(s1, b0), s0.w);
	F2(P2(s0, b0), s1.w);
	F3(s1.w, s0.w, b0.p);
	F3(s0.w, b0.w, s1.p);
	F3(s1.w, b0.w, s0.p);
	F3(s0.w, b0.p, b1.p);
	F3(b0.w, s0.p, b1.p);
	/* distance and valency */
	F2(s0.w, d0);
	F2(P2(s0, b0), d0);
	F3(s0.w, b0.p, d0);
	F3(b0.w, s0.p, d0);
	F2(P2(s1, s0), d1);
	F3(s1.w, s0.p, d1);
	F3(s0.w, s1.p, d1);
	F2(s0.w, v0);
	F3(P2(s0, b0), v0, vb);
	F3(P2(s1, s0), v1, v0);
	F2(b0.w, vb);
	F2(s1.w, v1);
	/* children */
	F2(P3(s0, s0l, b0), s0l.r);
	F2(P3(s0, s0r, b0), s0r.r);
	F2(P3(s1, s0, s0l), s0l.r);
	F2(P3(s1, s0, s0r), s0r.r);
	F2(P3(s1, s1r, s0), s1r.r);
	F2(P3(s1, s1l, s0), s1l.r);
	F2(P3(s0, b0, b0l), b0l.r);
	F2(P3(s1, s1r, b0), s1r.r);
	F3(P3(s0, b0l, b0l2), b0l.r, b0l2.r);
	F3(P3(s0, s0r, s0r2), s0r.r, s0r2.r);
	F3(P3(s0, s0l, s0l2), s0l.r, s0l2.r);
	F3(P3(s1, s1r, s1r2), s1r.r, s1r2.r);
	F2(s0l.w, s0.p);
	F2(s0r.w, s0.p);
	F2(s1r.w, P2(s1, s0));
	F2(b0l.w, P2(b0, s0));
	F3(s0.w, s0l.r, s0r.r);
	F3(b0.w, b0l.r, s0.p);
	F3(s1.w, s1l.r, s1r.r);
	F3(s0.w, s0r.w, b0.p);
	F3(s0.p, s0rl.w, b0.p);
	F3(P2(s1, s0), s0l.w, s0l.r);
	F3(P2(s1, s0), s0ll.p, s0l.r);
	F3(P2(s1, s0), s1rl.w, s1r.r);
	F3(P2(s0, b0), b0l.w, b0ll.p);
	F3(s1.w, s0.p, s0l.w);
	F3(s1.w, s0l.w, s0.w);
	F3(s0.w, b0.w, s0r.r);
	/* sets of relations already given */
	F2(s0.p, set0l);
	F2(s0.p, set0r);
	F3(P2(s0, b0), set0l, set0r);
	F3(s0.w, set0l, set0r);
	F3(P2(s1, s0), set1r, set1l);
	F3(s1.w, s0.p, set1r);
	F2(b0.w, setb);
	F3(P2(s0, b0), setb, 0);
	/* words in between */
	F3(P2(s0, b0), prev.p, s0n.p);
	F3(P2(s1, s0), s0p.p, s0n.p);
	F3(s0.w, prev.w, b0.p);
#undef F1
#undef F2
#undef F3
	return k;
}

/* The best action that is possible. */
static uint32_t choose(const cs_parse_t *p, const cs_parse_state_t *s, const int16_t *score)
{
	uint32_t best = CS_NONE;
	int best_score = INT32_MIN;
	bool left = cs_parse_may(s, 1), right = cs_parse_may(s, 2);

	if (cs_parse_may(s, 0)) {
		best = 0;
		best_score = score[0];
	}
	for (uint32_t a = 1; a < p->linear.n_labels; a++) {
		if (score[a] > best_score && ((a & 1) ? left : right)) {
			best = a;
			best_score = score[a];
		}
	}
	return best;
}

/* Parses the words [begin, end) as if they were a sentence; returns their root. */
static uint32_t parse_span(const cs_parse_t *p, cs_doc_t *d, uint32_t begin, uint32_t end,
                           cs_parse_state_t *s)
{
	cs_word_t *w = d->words.p + begin;
	uint32_t n = end - begin, root = begin;

	if (n > CS_PARSE_MAX) { /* only a document that tok did not make: flat rather than none */
		for (uint32_t i = 0; i < n; i++) {
			w[i].head = i ? begin : CS_NONE;
			w[i].deprel = i ? CS_REL_DEP : CS_REL_ROOT;
		}
		return begin;
	}
	for (uint32_t i = 0; i < n; i++) {
		s->w[i].low = cs_hash_lower(w[i].form);
		s->w[i].lemma = cs_hash_lower(w[i].lemma);
		s->w[i].p = cs_parse_tag(w[i].upos, w[i].xpos);
	}
	cs_parse_begin(s, n);
	while (!cs_parse_done(s)) {
		uint64_t key[CS_PARSE_FEATURES];
		int16_t score[CS_SCORES];

		if (s->depth == 0) {
			cs_parse_apply(s, 0);
			continue;
		}
		cs_linear_score(&p->linear, key, cs_parse_features(s, key), score);
		cs_parse_apply(s, choose(p, s, score));
	}
	for (uint32_t i = 0; i < n; i++) {
		w[i].head = s->head[i] == none ? CS_NONE : begin + s->head[i];
		w[i].deprel = s->head[i] == none ? CS_REL_ROOT : p->rel[s->rel[i]];
		if (s->head[i] == none)
			root = begin + i;
	}
	return root;
}

void cs_parse_run(const cs_parse_t *p, cs_doc_t *d, cs_arena_t *scratch)
{
	cs_parse_state_t *s = CS_NEW(scratch, cs_parse_state_t);

	for (uint32_t i = 0; i < d->sents.n; i++) {
		const cs_sent_t *sent = &d->sents.p[i];
		uint32_t begin = sent->words.begin, end = sent->words.end;
		bool cut =
		    (sent->flags & CS_S_DATELINE) && sent->dateline_end > begin && sent->dateline_end < end;
		uint32_t from = cut ? sent->dateline_end : begin, root;

		if (begin == end)
			continue;
		root = parse_span(p, d, from, end, s);
		if (cut) { /* the dateline hangs on the sentence and disturbs nothing in it */
			uint32_t place = parse_span(p, d, begin, from, s);

			d->words.p[place].head = root;
			d->words.p[place].deprel = CS_REL_PARATAXIS;
		}
		cs_tree_link(d, i);
	}
}

casus_rc_t cs_parse_bind(cs_parse_t *p, const cs_model_t *m, casus_error_t *err)
{
	size_t n;
	casus_rc_t rc = cs_linear_bind(&p->linear, m, "parse.linear", err);

	if (rc != CASUS_OK)
		return rc;
	p->rel = cs_model_section(m, "parse.rels", &n);
	if (!p->rel || n == 0 || p->linear.n_labels != 1 + 2 * n)
		return cs_model_fail(m, "parse.rels", 0, "there should be two actions for each", err);
	p->n_rel = (uint32_t)n;
	for (uint32_t i = 0; i < n; i++)
		if (p->rel[i] >= CS_N_DEPREL || p->rel[i] == CS_REL_ROOT)
			return cs_model_fail(m, "parse.rels", i, "a relation is out of range", err);
	return CASUS_OK;
}
