/* rank.c - what is known of two actors in a sentence, as features, and what a linear model makes of
 * it.
 *
 * Features: words and their neighbours before, between and behind the two; the predicates on the
 * tree path between them with the slots in which they stand; what the rules coded in the sentence
 * and whether it joins the two; codes of both; and, as numbers, mean vectors of words from the
 * encoder's own table. Names do not count as words, so that nothing is learned about a country.
 * Marked pairs have weights of their own; what the rules found and what they did not has others.
 * Part of the model format: a change needs rank.* anew (train/README.md). Cost: linear in the words
 * of the sentence; some 200 look-ups. Integers only. */
#include "event/rank.h"

#include "lex/ontology.h"
#include "lex/rules.h"
#include "model/word.h"

enum { PATH_MAX = 64, WINDOW = 12, SEQUENCE_MAX = 96, OTHERS_MAX = 8 };
enum { IS_A = 11, IS_B, IS_NAME, IS_NUMBER, IS_EDGE }; /* in the place of words */
enum { OFFERED = 77 };                                 /* tells the two sets of weights apart */

typedef struct look {
	const cs_net_t *net;
	const cs_lex_t *lex;
	const cs_doc_t *d;
	const cs_rank_pair_t *pair;
	cs_rank_look_t *out;
	cs_range_t sent;
} look_t;

static void put(look_t *k, uint64_t key)
{
	if (k->pair->kind != CS_RANK_GIVEN || k->pair->lent)
		key = cs_feat_mix(key, OFFERED);
	if (k->out->n < CS_RANK_FEATURES)
		k->out->key[k->out->n++] = key;
}

static void put1(look_t *k, uint32_t t, uint64_t a)
{
	put(k, cs_feat1(t, a));
}

static void put2(look_t *k, uint32_t t, uint64_t a, uint64_t b)
{
	put(k, cs_feat2(t, a, b));
}

static void put3(look_t *k, uint32_t t, uint64_t a, uint64_t b, uint64_t c)
{
	put(k, cs_feat3(t, a, b, c));
}

static bool in_range(cs_range_t r, uint32_t w)
{
	return w >= r.begin && w < r.end;
}

/* A word as features see it: its lemma, unless it is a name or a number. */
static uint64_t word_of(const look_t *k, uint32_t w)
{
	const cs_word_t *x = &k->d->words.p[w];

	if (w < k->sent.begin || w >= k->sent.end)
		return IS_EDGE;
	if (in_range(k->pair->at[0], w))
		return IS_A;
	if (in_range(k->pair->at[1], w))
		return IS_B;
	if (x->upos == CS_POS_PROPN)
		return IS_NAME;
	if (x->upos == CS_POS_NUM)
		return IS_NUMBER;
	return cs_hash_lower(x->lemma.n ? x->lemma : x->form);
}

static bool has_content(const cs_word_t *w)
{
	return w->upos == CS_POS_VERB || w->upos == CS_POS_NOUN || w->upos == CS_POS_ADJ ||
	       w->upos == CS_POS_ADV;
}

bool cs_rank_given(const cs_doc_t *d, cs_rank_pair_t *p)
{
	uint32_t n = 0;

	if (d->known.n != 2 || d->known_only)
		return false;
	for (uint32_t i = 0; i < d->mentions.n; i++) {
		const cs_mention_t *m = &d->mentions.p[i];
		if (!m->given)
			continue;
		if (n == 2)
			return false;
		p->at[n] = (cs_range_t){m->begin, m->end};
		p->head[n] = m->head;
		p->entity[n++] = m->entity;
	}
	p->kind = CS_RANK_GIVEN;
	p->lent = false;
	p->event = p->frame = CS_NONE;
	return n == 2 && d->words.p[p->head[0]].sent == d->words.p[p->head[1]].sent;
}

/* ---- words --------------------------------------------------------------------------------- */

/* The two by their place in the text; nobody stands at the sentence's end. */
static void ends(const look_t *k, cs_range_t at[2])
{
	uint32_t first = k->pair->at[1].begin < k->pair->at[0].begin;

	at[0] = k->pair->at[first];
	at[1] = k->pair->at[1 - first];
}

static void words(look_t *k)
{
	uint64_t seq[SEQUENCE_MAX];
	uint8_t zone[SEQUENCE_MAX];
	uint32_t n = 0, from = k->sent.begin, to = k->sent.end;
	cs_range_t at[2];

	ends(k, at);
	if (at[0].begin > from + WINDOW * 2)
		from = at[0].begin - WINDOW * 2;
	if (at[1].end + WINDOW * 2 < to)
		to = at[1].end + WINDOW * 2;
	for (uint32_t w = from; w < to && n < SEQUENCE_MAX; w++) {
		uint64_t v = word_of(k, w);

		if (k->d->words.p[w].upos == CS_POS_PUNCT && v != IS_A && v != IS_B &&
		    !cs_eqz(k->d->words.p[w].form, ","))
			continue;
		if (n && (v == IS_A || v == IS_B || v == IS_NAME) && seq[n - 1] == v)
			continue;
		zone[n] = w < at[0].begin ? 0 : w < at[1].begin ? 1 : 2;
		seq[n++] = v;
	}
	for (uint32_t i = 0; i < n; i++) {
		uint64_t next = i + 1 < n ? seq[i + 1] : IS_EDGE, last = i ? seq[i - 1] : IS_EDGE;

		if (seq[i] > IS_EDGE) {
			put1(k, 1, seq[i]);
			put2(k, 2, seq[i], zone[i]);
		}
		put2(k, 3, seq[i], next);
		if (zone[i] == 1)
			put3(k, 4, last, seq[i], next);
		if (i + 2 < n && seq[i] > IS_EDGE && seq[i + 2] > IS_EDGE)
			put2(k, 5, seq[i], seq[i + 2]);
	}
}

/* ---- predicates ---------------------------------------------------------------------------- */

uint32_t cs_rank_path(const cs_doc_t *d, uint32_t a, uint32_t b, uint32_t out[CS_RANK_PATH])
{
	uint32_t up[2][PATH_MAX], n[2] = {0, 0}, at[2] = {a, b}, top = CS_NONE, count = 0;

	for (int s = 0; s < 2; s++)
		for (uint32_t w = at[s]; w != CS_NONE && n[s] < PATH_MAX; w = d->words.p[w].head)
			up[s][n[s]++] = w;
	uint32_t i = n[0], j = n[1];
	while (i > 0 && j > 0 && up[0][i - 1] == up[1][j - 1]) {
		top = up[0][i - 1];
		i--;
		j--;
	}
	if (top == CS_NONE)
		return 0;
	out[count++] = top;
	while (i > 0 || j > 0) {
		if (i > 0)
			out[count++] = up[0][--i];
		if (j > 0)
			out[count++] = up[1][--j];
	}
	return count;
}

/* The slot of a frame in which an actor stands: 0 none, else 1 + slot and the preposition. */
static uint64_t slot_of(const look_t *k, const cs_frame_t *f, uint32_t side)
{
	const cs_doc_t *d = k->d;
	uint32_t w = k->pair->head[side];
	uint64_t best = 0;
	uint32_t size = UINT32_MAX;

	if (w == CS_NONE)
		return 99;

	for (uint32_t i = f->arg_begin; i < f->arg_end; i++) {
		const cs_arg_t *a = &d->args.p[i];
		const cs_word_t *h = &d->words.p[a->head];

		if (w < h->left || w >= h->right || h->right - h->left >= size)
			continue;
		size = h->right - h->left;
		best = 1u + a->slot + (a->head == w ? 16u : 0);
		if (a->prep.n)
			best = cs_feat_mix(best, cs_hash_lower(a->prep));
	}
	return best;
}

static uint64_t lemma_of(const look_t *k, const cs_frame_t *f)
{
	uint64_t h = cs_hash_lower(k->d->words.p[f->head].lemma);

	if (f->particle != CS_NONE)
		h = cs_feat_mix(h, cs_hash_lower(k->d->words.p[f->particle].lemma));
	return h;
}

static uint32_t arg_in(const cs_doc_t *d, const cs_frame_t *f, cs_slot_t slot)
{
	for (uint32_t i = f->arg_begin; i < f->arg_end; i++)
		if (d->args.p[i].slot == slot)
			return d->args.p[i].head;
	return CS_NONE;
}

static void frame(look_t *k, const cs_frame_t *f, uint32_t rank)
{
	const cs_doc_t *d = k->d;
	uint64_t lemma = lemma_of(k, f), a = slot_of(k, f, 0), b = slot_of(k, f, 1);
	uint64_t slots = cs_feat_mix(a, b), how = (uint64_t)f->kind << 4;
	uint32_t first = rank == 0, obj = arg_in(d, f, CS_SLOT_OBJ), comp = arg_in(d, f, CS_SLOT_COMP);

	how |= (uint64_t)(f->neg != CS_NONE) | (uint64_t)(f->modal != CS_NONE) << 1 |
	       (uint64_t)((f->flags & CS_F_INFINITIVE) != 0) << 2 |
	       (uint64_t)((f->flags & CS_F_PASSIVE) != 0) << 3;
	put2(k, 10, lemma, first);
	put3(k, 11, lemma, slots, 0);
	put2(k, 12, slots, first);
	put3(k, 13, lemma, f->neg != CS_NONE, f->modal != CS_NONE);
	put3(k, 14, lemma, f->kind, how);
	put2(k, 15, how, first);
	if (f->light != CS_NONE)
		put2(k, 16, lemma, cs_hash_lower(d->words.p[f->light].lemma));
	if (obj != CS_NONE) {
		put2(k, 17, lemma, word_of(k, obj));
		put2(k, 18, word_of(k, obj), first);
	}
	if (comp != CS_NONE) {
		put2(k, 19, lemma, word_of(k, comp));
		put2(k, 20, word_of(k, comp), first);
	}
	for (uint32_t i = f->arg_begin; i < f->arg_end; i++)
		if (d->args.p[i].slot == CS_SLOT_PREP)
			put3(k, 21, lemma, cs_hash_lower(d->args.p[i].prep), 0);
	if (f->parent != CS_NONE) {
		const cs_frame_t *p = &d->frames.p[f->parent];
		put3(k, 22, lemma_of(k, p), f->parent_slot, first);
		put3(k, 23, lemma_of(k, p), f->parent_slot, lemma);
	}
}

/* Where the path between the two ends: at the predicate, where nobody stands. */
static uint32_t end_of(const look_t *k, uint32_t side)
{
	return k->pair->head[side] != CS_NONE ? k->pair->head[side]
	                                      : k->d->frames.p[k->pair->frame].head;
}

static void predicates(look_t *k)
{
	const cs_doc_t *d = k->d;
	uint32_t path[CS_RANK_PATH], n = cs_rank_path(d, end_of(k, 0), end_of(k, 1), path);
	uint32_t seen = 0;
	uint64_t all = 0;

	for (uint32_t i = 0; i < n && seen < 6; i++) {
		uint32_t f = d->frame_of ? d->frame_of[path[i]] : CS_NONE;

		all = cs_feat_mix(all, d->words.p[path[i]].deprel);
		if (f == CS_NONE)
			continue;
		frame(k, &d->frames.p[f], seen++);
	}
	put1(k, 24, seen);
	put1(k, 25, n < 10 ? n : 10);
	put1(k, 26, all);
}

/* ---- what the rules say -------------------------------------------------------------------- */

/* Is one of the two among these? 1 the first, 2 the second, 3 both. */
static uint32_t who(const look_t *k, const cs_part_t *p, uint32_t n)
{
	const cs_doc_t *d = k->d;
	uint32_t out = 0;

	for (uint32_t i = 0; i < n; i++)
		for (uint32_t s = 0; s < 2; s++) {
			if (k->pair->head[s] == CS_NONE)
				continue;
			uint32_t b = d->words.p[k->pair->at[s].begin].begin,
			         e = d->words.p[k->pair->at[s].end - 1].end;
			if ((p[i].begin < e && b < p[i].end) ||
			    (p[i].entity != CS_NONE && p[i].entity == k->pair->entity[s]))
				out |= 1u << s;
		}
	return out;
}

static void coded(look_t *k)
{
	const cs_doc_t *d = k->d;
	const cs_ontology_t *o = k->lex->ontology;
	uint32_t sent = d->words.p[end_of(k, 0)].sent, others = 0, joined = 0;

	for (uint32_t i = 0; i < d->events.n; i++) {
		const cs_event_t *e = &d->events.p[i];
		uint64_t root, rule, way, type, base;

		if (e->sent != sent)
			continue;
		uint32_t s = who(k, e->source.p, e->source.n), t = who(k, e->target.p, e->target.n);
		way = (uint64_t)s << 2 | t;
		root = e->cameo == CS_NONE ? 0 : cs_hash(cs_code_at(o, e->cameo)->code, 2, 5);
		rule = e->rule == CS_NONE ? 0
		                          : cs_hash(cs_rule_at(k->lex->rules, e->rule)->id.p,
		                                    cs_rule_at(k->lex->rules, e->rule)->id.n, 6);
		bool told = false;
		for (uint32_t j = 0; j < d->events.n; j++)
			told |= d->events.p[j].about == i;
		uint64_t state = (uint64_t)e->reality << 2 | (uint64_t)e->negated << 1 | told;
		bool both = (s & 1 && t & 2) || (s & 2 && t & 1);

		joined += both && !told && e->plover != CS_NONE;
		type = e->plover == CS_NONE ? 99
		                            : cs_hash(cs_type_at(o, e->plover)->name,
		                                      strlen(cs_type_at(o, e->plover)->name), 7);
		base = e->base == CS_NONE
		           ? 99
		           : cs_hash(cs_type_at(o, e->base)->name, strlen(cs_type_at(o, e->base)->name), 7);
		put3(k, 30, type, way, told);
		put3(k, 31, base, way, state);
		put2(k, 32, rule, both);
		put2(k, 33, root, both);
		put3(k, 34, type, both, told);
		put2(k, 35, rule, type);
		if (both && !told)
			put2(k, 36, type, (uint64_t)(e->confidence * 10));
		if (++others == OTHERS_MAX)
			break;
	}
	put1(k, 37, joined < 3 ? joined : 3);
	put2(k, 38, others < 4 ? others : 4, joined != 0);
}

/* ---- who they are -------------------------------------------------------------------------- */

static uint64_t kind_of(const look_t *k, uint32_t side, uint64_t *country)
{
	const cs_doc_t *d = k->d;
	uint32_t e = k->pair->entity[side];

	*country = 0;
	if (k->pair->head[side] == CS_NONE)
		return 4;
	if (e == CS_NONE)
		return 1;
	const cs_entity_t *ent = &d->entities.p[e];
	if (!ent->code)
		return 2;
	size_t n = strlen(ent->code);
	*country = n >= 3 ? cs_hash(ent->code, 3, 8) : 0;
	return n > 3 ? cs_hash(ent->code + 3, n < 6 ? n - 3 : 3, 9) : 3;
}

static void actors(look_t *k)
{
	const cs_word_t *w = k->d->words.p;
	uint64_t c[2], r[2] = {kind_of(k, 0, &c[0]), kind_of(k, 1, &c[1])};
	uint64_t same = !c[0] || !c[1] ? 2 : c[0] == c[1];
	uint32_t one = end_of(k, 0), other = end_of(k, 1), far;
	cs_range_t at[2];
	cs_range_t in = k->sent;

	ends(k, at);
	far = at[1].begin - at[0].end;
	put1(k, 40, r[0]);
	put1(k, 41, r[1]);
	put2(k, 42, r[0], r[1]);
	put1(k, 43, same);
	put3(k, 44, r[0], r[1], same);
	put1(k, 45, far < 8 ? far : far < 16 ? 8 : 9);
	put2(k, 46, w[one].deprel, w[other].deprel);
	put2(k, 47, (w[one].flags & CS_W_QUOTED) != 0, (w[other].flags & CS_W_QUOTED) != 0);
	put1(k, 48, in.end > in.begin && w[in.end - 1].form.n ? (uint64_t)w[in.end - 1].form.p[0] : 0);
	/* the nouns that the two stand at: "officials", "forces" */
	for (uint32_t s = 0; s < 2; s++)
		if (k->pair->head[s] != CS_NONE && w[k->pair->head[s]].upos == CS_POS_NOUN)
			put2(k, 49, cs_hash_lower(w[k->pair->head[s]].lemma), s);
}

/* ---- the event or the predicate that is asked about ---------------------------------------- */

static uint64_t hash_z(const char *z, uint64_t seed)
{
	return cs_hash(z, strlen(z), seed);
}

static uint64_t via_of(const cs_part_t *p, uint32_t n)
{
	return n ? 1u + p[0].via + (n > 1 ? 8u : 0) + (p[0].code ? 0 : 16u) : 0;
}

static void asked(look_t *k)
{
	const cs_doc_t *d = k->d;
	const cs_rank_pair_t *p = k->pair;
	const cs_frame_t *f = &d->frames.p[p->frame];
	uint64_t kind = p->kind, lemma = lemma_of(k, f), base = 0, rule = 0;
	uint64_t slots = cs_feat_mix(slot_of(k, f, 0), slot_of(k, f, 1));
	uint32_t path[CS_RANK_PATH], n = cs_rank_path(d, end_of(k, 0), end_of(k, 1), path), place = 0;
	uint32_t obj = arg_in(d, f, CS_SLOT_OBJ), comp = arg_in(d, f, CS_SLOT_COMP);
	uint8_t flags = d->sents.p[f->sent].flags & (CS_S_TITLE | CS_S_HEADLINE);

	while (place < n && d->frame_of[path[place]] != p->frame)
		place++;
	place = place == n ? 9 : place < 4 ? place : 4;
	put1(k, 50, kind);
	put2(k, 51, kind, lemma);
	put3(k, 52, kind, lemma, slots);
	put3(k, 53, kind, slots, f->kind);
	put2(k, 54, kind, place);
	put3(k, 55, kind, f->kind, (f->flags & CS_F_PASSIVE) != 0);
	put2(k, 56, kind, flags);
	put3(k, 57, kind, obj == CS_NONE ? 0 : word_of(k, obj), lemma);
	put3(k, 58, kind, comp == CS_NONE ? 0 : word_of(k, comp), lemma);
	if (f->parent != CS_NONE)
		put2(k, 59, kind, lemma_of(k, &d->frames.p[f->parent]));
	for (uint32_t s = 0; s < 2; s++) {
		if (p->head[s] == CS_NONE)
			continue;
		const cs_word_t *w = &d->words.p[p->head[s]];
		uint64_t c, role = kind_of(k, s, &c), how = (uint64_t)w->upos << 8 | w->deprel;
		put3(k, 69, kind, s, how);
		put3(k, 70, kind, s, role);
		put3(k, 71, how, s, lemma);
	}
	if (p->event == CS_NONE)
		return;
	const cs_event_t *e = &d->events.p[p->event];
	k->out->own = e->plover;
	if (e->plover != CS_NONE)
		base = hash_z(cs_type_at(k->lex->ontology, e->plover)->name, 7);
	if (e->rule != CS_NONE)
		rule = cs_hash(cs_rule_at(k->lex->rules, e->rule)->id.p,
		               cs_rule_at(k->lex->rules, e->rule)->id.n, 6);
	put2(k, 60, kind, base);
	put2(k, 61, kind, rule);
	put3(k, 62, kind, base, (uint64_t)e->reality << 1 | e->negated);
	put3(k, 63, kind, via_of(e->source.p, e->source.n), via_of(e->target.p, e->target.n));
	put3(k, 64, kind, base, e->said != CS_NONE);
	put2(k, 65, kind, (uint64_t)(e->confidence * 20));
	put3(k, 66, kind, base, slots);
	put3(k, 67, kind, base, place);
	put3(k, 68, kind, rule, obj == CS_NONE ? 0 : word_of(k, obj));
}

/* ---- vectors ------------------------------------------------------------------------------- */

static const int8_t *row_of(const cs_net_t *net, cs_str_t form)
{
	cs_look_t look;
	cs_look_word(&look, form);
	return cs_net_row(net, look.key);
}

typedef struct mean {
	int32_t sum[256];
	int32_t n;
} mean_t;

static void add_row(mean_t *m, const int8_t *row, uint32_t e)
{
	for (uint32_t i = 0; i < e; i++)
		m->sum[i] += row[i];
	m->n++;
}

static void keep_mean(look_t *k, const mean_t *m, uint32_t slot)
{
	uint32_t e = k->net->e;
	int8_t *to = k->out->dense + (size_t)slot * e;

	for (uint32_t i = 0; i < e; i++) {
		int32_t v = m->n ? m->sum[i] * 2 / m->n : 0;
		to[i] = (int8_t)(v > 127 ? 127 : v < -127 ? -127 : v);
	}
}

static void vectors(look_t *k)
{
	const cs_doc_t *d = k->d;
	uint32_t e = k->net->e, path[CS_RANK_PATH], seen = 0;
	mean_t m[CS_RANK_SLOTS];
	cs_range_t at[2];

	ends(k, at);
	memset(m, 0, sizeof m);
	k->out->n_dense = CS_RANK_SLOTS * e;
	for (uint32_t w = k->sent.begin; w < k->sent.end; w++) {
		const cs_word_t *x = &d->words.p[w];
		if (!has_content(x) || in_range(k->pair->at[0], w) || in_range(k->pair->at[1], w))
			continue;
		const int8_t *row = row_of(k->net, x->lemma.n ? x->lemma : x->form);
		add_row(&m[0], row, e);
		if (w >= at[0].end && w < at[1].begin)
			add_row(&m[1], row, e);
		if (x->upos == CS_POS_VERB)
			add_row(&m[2], row, e);
	}
	uint32_t n = cs_rank_path(d, end_of(k, 0), end_of(k, 1), path);
	for (uint32_t i = 0; i < n && seen < 6; i++) {
		uint32_t f = d->frame_of ? d->frame_of[path[i]] : CS_NONE;
		if (f == CS_NONE)
			continue;
		const cs_frame_t *fr = &d->frames.p[f];
		const int8_t *row = row_of(k->net, d->words.p[fr->head].lemma);
		add_row(&m[3], row, e);
		if (seen++ == 0) {
			uint32_t obj = arg_in(d, fr, CS_SLOT_OBJ), comp = arg_in(d, fr, CS_SLOT_COMP);
			add_row(&m[4], row, e);
			if (obj != CS_NONE && d->words.p[obj].upos == CS_POS_NOUN)
				add_row(&m[5], row_of(k->net, d->words.p[obj].lemma), e);
			if (comp != CS_NONE && d->words.p[comp].upos != CS_POS_PROPN)
				add_row(&m[5], row_of(k->net, d->words.p[comp].lemma), e);
		}
	}
	for (uint32_t s = 0; s < CS_RANK_SLOTS; s++)
		keep_mean(k, &m[s], s);
}

void cs_rank_look(const cs_net_t *net, const cs_lex_t *lex, const cs_doc_t *d,
                  const cs_rank_pair_t *pair, cs_rank_look_t *out)
{
	look_t k = {net, lex, d, pair, out, {0, 0}};

	k.sent = d->sents.p[d->words.p[end_of(&k, 0)].sent].words;
	out->n = 0;
	out->own = CS_NONE;
	put1(&k, 0, 0);
	coded(&k);
	if (pair->kind != CS_RANK_GIVEN)
		asked(&k);
	actors(&k);
	predicates(&k);
	words(&k);
	vectors(&k);
}

/* ---- the model ----------------------------------------------------------------------------- */

void cs_rank_score(const cs_rank_t *r, const cs_lex_t *lex, const cs_doc_t *d,
                   const cs_rank_pair_t *pair, cs_rank_score_t *out)
{
	cs_rank_look_t look = {.n = 0};
	int16_t score[CS_SCORES], dense[CS_RANK_LABELS];
	uint32_t n = r->n_types + CS_RANK_EXTRA;

	memset(out, 0, sizeof *out);
	cs_rank_look(r->net, lex, d, pair, &look);
	int32_t sum[CS_RANK_LABELS] = {0};
	for (uint32_t at = 0; at < look.n; at += CS_FEATURES_MAX) {
		uint32_t some = look.n - at < CS_FEATURES_MAX ? look.n - at : CS_FEATURES_MAX;
		cs_linear_score(&r->linear, look.key + at, some, score);
		for (uint32_t i = 0; i < n; i++)
			sum[i] += score[i];
	}
	cs_dense_run(&r->dense, r->net->simd, look.dense, look.n_dense, 1, dense, r->dense.out);
	for (uint32_t i = 0; i < n; i++)
		sum[i] += dense[i];
	for (uint32_t i = 0; i < r->n_types; i++)
		out->label[i] = sum[i];
	for (uint32_t l = 1; l < r->n_types && look.own != CS_NONE; l++)
		for (uint32_t i = 0; i < CS_RANK_TYPES; i++)
			if (r->type[l][i] == look.own) {
				out->label[l] += sum[r->n_types + 2];
				look.own = CS_NONE;
				break;
			}
	out->forward = sum[r->n_types];
	out->backward = sum[r->n_types + 1];
}

float cs_rank_sure(const cs_rank_t *r, uint32_t kind, int32_t lead)
{
	int32_t step = lead / (CS_RANK_UNIT / 2) + (int32_t)CS_RANK_STEPS / 2;

	step = step < 0 ? 0 : step >= (int32_t)CS_RANK_STEPS ? (int32_t)CS_RANK_STEPS - 1 : step;
	return (float)r->sure[kind * CS_RANK_STEPS + (uint32_t)step] / 100;
}

/* rank.labels: a line a label, "NONE" first; a line may name several types, apart by blanks. */
static casus_rc_t bind_labels(cs_rank_t *r, const cs_model_t *m, const cs_lex_t *lex,
                              casus_error_t *err)
{
	size_t n;
	const char *p = cs_model_section(m, "rank.labels", &n);
	cs_str_t rest = cs_str(p, p ? n : 0), line;

	while (rest.n && cs_split(&rest, '\n', &line)) {
		cs_str_t name;
		uint32_t k = 0;

		if (line.n == 0)
			continue;
		if (r->n_types + CS_RANK_EXTRA == CS_RANK_LABELS)
			return cs_model_fail(m, "rank.labels", 0, "too many labels", err);
		for (uint32_t i = 0; i < CS_RANK_TYPES; i++)
			r->type[r->n_types][i] = CS_NONE;
		while (line.n && cs_split(&line, ' ', &name))
			if (name.n && k < CS_RANK_TYPES && lex->ontology) {
				uint32_t t = cs_type_find(lex->ontology, name);
				if (t != CS_NONE)
					r->type[r->n_types][k++] = t;
			}
		r->n_types++;
	}
	if (r->n_types < 2)
		return cs_model_fail(m, "rank.labels", 0, "no labels", err);
	return CASUS_OK;
}

casus_rc_t cs_rank_bind(cs_rank_t *r, const cs_model_t *m, const cs_net_t *net, const cs_lex_t *lex,
                        casus_error_t *err)
{
	size_t n;
	casus_rc_t rc;

	memset(r, 0, sizeof *r);
	if (!cs_model_section(m, "rank.labels", &n))
		return CASUS_OK;
	rc = bind_labels(r, m, lex, err);
	if (rc == CASUS_OK)
		rc = cs_linear_bind(&r->linear, m, "rank.linear", err);
	if (rc == CASUS_OK)
		rc = cs_dense_bind(&r->dense, m, "rank.dense", err);
	if (rc != CASUS_OK)
		return rc;
	if (r->linear.n_labels != r->n_types + CS_RANK_EXTRA ||
	    r->dense.used != r->n_types + CS_RANK_EXTRA || r->dense.out > CS_RANK_LABELS ||
	    r->dense.in != CS_RANK_SLOTS * net->e)
		return cs_model_fail(m, "rank.dense", 0, "its sizes do not fit", err);
	r->sure = cs_model_section(m, "rank.sure", &n);
	if (!r->sure || n != (size_t)CS_N_RANK * CS_RANK_STEPS)
		return cs_model_fail(m, "rank.sure", 0, "its length is out of range", err);
	for (size_t i = 0; i < n; i++)
		if (r->sure[i] > 100)
			return cs_model_fail(m, "rank.sure", i, "more than sure", err);
	r->net = net;
	r->there = true;
	return CASUS_OK;
}
