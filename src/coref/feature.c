/* feature.c - what speaks for a pair of mentions, and for a mention's standing for nothing before
 * it.
 *
 * After Durrett and Klein, "Easy Victories and Uphill Battles in Coreference Resolution" (EMNLP
 * 2013): plain features of both mentions and of the pair, each also joined with the types of the
 * mentions, where a pronoun's type is the pronoun. A weight's place is a hash of the feature; two
 * that fall together share it. Part of the model format: a change needs coref.weights anew
 * (train/README.md). */
#include "coref/coref_int.h"

static uint64_t type_of(const cs_seen_t *m)
{
	return m->type == CS_M_PRONOUN ? 8u + m->pron : m->joined ? 3u : m->type;
}

typedef struct to { /* where a feature goes, and what it is joined with */
	cs_put_t *put;
	uint64_t one, two; /* two 0: no pair */
} to_t;

static void add(cs_put_t *p, uint64_t h)
{
	assert(p->n < CS_COREF_FEATURES);
	p->at[p->n++] = (uint32_t)((h * 0xd6e8feb86659fd93u) >> (64 - p->bits));
}

static void put(const to_t *t, uint32_t what, uint64_t value)
{
	uint64_t h = cs_feat_mix(what + 1u, value);

	add(t->put, cs_feat_mix(h, t->one));
	if (t->two)
		add(t->put, cs_feat_mix(h, t->two));
}

/* For what is rare as it is: with the first type alone. */
static void put1(const to_t *t, uint32_t what, uint64_t value)
{
	add(t->put, cs_feat_mix(cs_feat_mix(what + 1u, value), t->one));
}

static uint32_t bucket(uint32_t n)
{
	return n < 4     ? n
	       : n < 6   ? 4
	       : n < 9   ? 5
	       : n < 16  ? 6
	       : n < 32  ? 7
	       : n < 64  ? 8
	       : n < 128 ? 9
	                 : 10;
}

static uint64_t word_or(const cs_doc_t *d, uint32_t i, uint32_t sent)
{
	const cs_sent_t *s = &d->sents.p[sent];
	return i >= s->words.begin && i < s->words.end ? cs_hash_lower(d->words.p[i].form) : 1;
}

void cs_coref_none(cs_put_t *p, const cs_doc_t *d, const cs_seen_t *m, uint32_t times,
                   bool whole_seen)
{
	to_t t = {p, 64 + type_of(m), 0};
	uint32_t size = m->end - m->begin;
	uint64_t seen = (times < 3 ? times : 3) * 2 + whole_seen;

	put(&t, 100, 0);
	put(&t, 101, m->head);
	put(&t, 102, m->det);
	put(&t, 103, m->role);
	put(&t, 104, (uint64_t)m->role << 8 | m->det);
	put(&t, 105, m->kind);
	put(&t, 106, (uint64_t)m->kind << 16 | (uint64_t)m->number << 8 | m->det);
	put(&t, 107, seen);
	put(&t, 108, seen << 8 | m->det);
	put(&t, 109, cs_feat_mix(m->lemma, seen));
	put(&t, 110, cs_feat_mix(m->lemma, m->det));
	put(&t, 111, bucket(m->sent));
	put(&t, 112, m->quote != 0);
	put(&t, 113, bucket(size));
	put(&t, 114, m->n_mods);
	put(&t, 115, m->gov_lemma);
	put(&t, 116, cs_feat_mix(m->gov_lemma, m->role));
	put(&t, 117, word_or(d, m->word - 1, m->sent));
	put(&t, 118, word_or(d, m->word + 1, m->sent));
	put(&t, 119, (uint64_t)m->n_keys << 8 | seen);
	if (m->pron == CS_PRON_IT || m->pron == CS_PRON_THAT || m->pron == CS_PRON_THIS) {
		bool clause = m->gov != CS_NONE && (cs_child(d, m->gov, CS_REL_CSUBJ) != CS_NONE ||
		                                    cs_child(d, m->gov, CS_REL_CCOMP) != CS_NONE ||
		                                    cs_child(d, m->gov, CS_REL_ADVCL) != CS_NONE);
		bool cop = m->gov != CS_NONE && cs_child(d, m->gov, CS_REL_COP) != CS_NONE;
		uint64_t pos = m->gov == CS_NONE ? 99 : d->words.p[m->gov].upos;
		put(&t, 120, pos << 4 | (uint64_t)clause << 1 | cop);
	}
	if (m->n_mods)
		put(&t, 121, cs_feat_mix(m->mod[0], m->det));
	put(&t, 122, (uint64_t)m->says << 2 | (uint64_t)m->copula << 1 | m->conjunct);
}

static bool has(const uint64_t *p, uint32_t n, uint64_t v)
{
	for (uint32_t i = 0; i < n; i++)
		if (p[i] == v)
			return true;
	return false;
}

/* How many of a's lie in b: 0 none, 1 some, 2 all; 3 there are none. */
static uint32_t covered(const uint64_t *a, uint32_t na, const uint64_t *b, uint32_t nb)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < na; i++)
		n += has(b, nb, a[i]);
	return na == 0 ? 3 : n == na ? 2 : n > 0;
}

static void strings(const to_t *t, const cs_seen_t *a, const cs_seen_t *b, bool last)
{
	uint32_t a_in_b = covered(a->key, a->n_keys, b->key, b->n_keys);
	uint32_t b_in_a = covered(b->key, b->n_keys, a->key, a->n_keys);
	uint32_t mods = covered(a->mod, a->n_mods, b->mod, b->n_mods) << 2 |
	                covered(b->mod, b->n_mods, a->mod, a->n_mods);
	bool lemma = a->lemma == b->lemma, whole = a->whole == b->whole;
	uint64_t match = (uint64_t)whole << 5 | (uint64_t)lemma << 4 | a_in_b << 2 | b_in_a;

	put(t, 1, match);
	put(t, 2, match << 4 | mods);
	put(t, 3, (match << 4 | a->det) << 4 | b->det);
	put(t, 26, match << 1 | last);
	if (lemma || a->head == b->head) {
		put1(t, 4, cs_feat_mix(a->lemma, a->det));
		put(t, 5,
		    (uint64_t)(a->head == b->head) << 9 |
		        (uint64_t)(a->number_word == b->number_word) << 8 |
		        (uint64_t)(!a->number_word) << 1 | !b->number_word);
		put1(t, 27, a->n_mods ? cs_feat_mix(a->lemma, mods) : 0);
	} else if (a->type != CS_M_PRONOUN && b->type != CS_M_PRONOUN) {
		put1(t, 6, cs_feat_mix(a->lemma, b->lemma));
		put(t, 7,
		    (uint64_t)has(b->mod, b->n_mods, a->lemma) << 1 | has(a->mod, a->n_mods, b->lemma));
		put(t, 28, mods);
	}
	if (a->capitals && b->initials)
		put(t, 8, a->initials != b->initials);
	put(t, 9,
	    (uint64_t)(b->initials && a->head == b->initials) << 1 |
	        (a->initials && b->head == a->initials));
}

static void places(const to_t *t, const cs_seen_t *a, const cs_seen_t *b, const cs_pair_facts_t *f)
{
	uint32_t sents = a->sent - b->sent, far = bucket(sents);
	bool same = sents == 0;
	uint32_t nested = b->begin <= a->word && a->word < b->end   ? 1
	                  : a->begin <= b->word && b->word < a->end ? 2
	                                                            : 0;
	bool clause = same && a->gov != CS_NONE && a->gov == b->gov;
	uint32_t joint = 0; /* apposition, "X is a Y" */

	if (a->gov == b->word)
		joint = a->role == CS_REL_APPOS ? 1 : a->role == CS_REL_NMOD_POSS ? 2 : 3;
	else if (b->gov == a->word)
		joint = a->copula && cs_rel_base((cs_deprel_t)b->role) == CS_REL_NSUBJ ? 4
		        : b->role == CS_REL_NMOD_POSS                                  ? 5
		        : b->role == CS_REL_APPOS                                      ? 6
		                                                                       : 7;
	else if (clause)
		joint = a->copula || b->copula ? 9 : 8;
	put(t, 10, far);
	put(t, 11, far << 4 | (f->nearer < 6 ? f->nearer : 6));
	put(t, 12, (uint64_t)b->role << 4 | (far < 4 ? far : 4));
	put(t, 13, (uint64_t)a->role << 8 | b->role);
	put(t, 14, joint);
	put(t, 15, (uint64_t)joint << 16 | (uint64_t)a->role << 8 | b->role);
	put(t, 16, nested << 1 | same);
	put(t, 17, (uint64_t)a->own << 2 | (uint64_t)clause << 1 | (b->gov == a->gov));
	put(t, 18, (uint64_t)(f->nearer_subj < 4 ? f->nearer_subj : 4) << 8 | b->role);
	put(t, 19,
	    (uint64_t)(!a->quote) << 3 | (uint64_t)(!b->quote) << 2 |
	        (uint64_t)(a->quote == b->quote) << 1 | b->says);
	put(t, 29, bucket(a->par - b->par) << 1 | (a->sent == b->sent));
	if (same)
		put(t, 30, bucket(a->word - b->word));
	if (a->gov != CS_NONE && b->gov != CS_NONE && a->gov_lemma == b->gov_lemma && !clause)
		put(t, 31, a->role == b->role);
}

/* How many words the clause of b stands above a: 0 where it does not. */
static uint32_t above(const cs_doc_t *d, const cs_seen_t *a, const cs_seen_t *b)
{
	uint32_t i = a->word;

	for (uint32_t n = 1; n < 8 && a->sent == b->sent && b->gov != CS_NONE; n++) {
		i = d->words.p[i].head;
		if (i == CS_NONE)
			break;
		if (i == b->gov)
			return n;
	}
	return 0;
}

/* Who rules the clause, and how near it stands, for pronouns. */
static void clauses(const to_t *t, const cs_doc_t *d, const cs_seen_t *a, const cs_seen_t *b)
{
	uint32_t up = above(d, a, b), far = a->sent - b->sent;
	bool main = b->gov != CS_NONE && d->words.p[b->gov].head == CS_NONE;
	uint64_t place = (uint64_t)(far < 3 ? far : 3) << 1 | main;
	uint64_t of = a->gov == CS_NONE ? 0 : d->words.p[a->gov].deprel;

	put(t, 40, (uint64_t)up << 8 | b->role);
	put(t, 41, (uint64_t)(up < 4 ? up : 4) << 16 | (uint64_t)a->role << 8 | b->role);
	put(t, 42, place << 8 | b->role);
	put(t, 43, (place << 8 | b->role) << 8 | a->role);
	if (a->role == CS_REL_NMOD_POSS)
		put(t, 44, (of << 8 | b->role) << 4 | (up < 4 ? up : 4));
}

/* The last letters of a noun: they tell people ("-er", "-ist") from matters ("-ion", "-ence"). */
static uint64_t ending(const cs_doc_t *d, uint32_t i, uint32_t n)
{
	cs_str_t lemma = d->words.p[i].lemma;
	return lemma.n < n ? n : cs_hash_lower((cs_str_t){lemma.p + lemma.n - n, n}) + n;
}

void cs_coref_pair(cs_put_t *p, const cs_doc_t *d, const cs_seen_t *a, const cs_seen_t *b,
                   const cs_pair_facts_t *f)
{
	uint64_t ta = 1 + type_of(a), tb = 1 + type_of(b);
	to_t t = {p, ta, ta << 8 | tb};

	put(&t, 0, 0);
	if (a->type == CS_M_PRONOUN || b->type == CS_M_PRONOUN)
		put(&t, 20, a->head == b->head);
	else
		strings(&t, a, b, f->last);
	places(&t, a, b, f);
	put(&t, 21, (uint64_t)a->number << 8 | b->number);
	put(&t, 22, (uint64_t)a->sex << 8 | b->sex);
	put(&t, 23, (uint64_t)a->kind << 8 | b->kind);
	put(&t, 24, (uint64_t)b->det << 8 | b->kind);
	put(&t, 25, (uint64_t)(f->times < 8 ? f->times : 8));
	put1(&t, 32, b->lemma);
	put1(&t, 33, cs_feat_mix(a->gov_lemma, b->lemma));
	put(&t, 34, b->conjunct);
	if (f->owners)
		put(&t, 45, (uint64_t)f->owners << 1 | (a->lemma == b->lemma));
	if (a->type == CS_M_PRONOUN && b->type != CS_M_PRONOUN && !b->kind) {
		put1(&t, 46, ending(d, b->word, 2));
		put1(&t, 47, ending(d, b->word, 3));
	}
	if (a->type == CS_M_PRONOUN) {
		put(&t, 35, (uint64_t)b->det << 8 | b->role);
		clauses(&t, d, a, b);
	}
}
