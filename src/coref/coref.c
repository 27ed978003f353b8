/* coref.c - links each mention to an antecedent, or to none.
 *
 * Method: mention ranking. The mentions are walked in text order; for each, a linear model scores
 * "stands for nothing before it" and a bounded number of candidates: of a pronoun the mentions of
 * the sentences before it that fit in number and sex, of a noun or name those anywhere that share a
 * word with it or its initials, and the nearest. The best wins; links make chains. A chain keeps
 * one sex and number: a pronoun does not join where an earlier member rules it out. Sources: Denis
 * and Baldridge 2008 (ranking), Durrett and Klein 2013 (features, loss). Cost: linear; at most
 * CS_COREF_CHOICES candidates a mention, each of some 80 features. Left out: verbs as antecedents
 * ("this"), bridging, split antecedents ("Roe met Doe. They …"). */
#include "coref/coref_int.h"

#define SHORT (UINT64_C(1) << 40) /* initials are filed apart from words */

typedef struct posting { /* a mention under one of its words */
	uint32_t mention, before;
} posting_t;

typedef struct walk {
	const cs_doc_t *d;
	cs_arena_t *scratch;
	cs_seen_vec_t seen;
	cs_map_t newest; /* word -> newest posting */
	CS_VEC(posting_t) postings;
	cs_map_t times;         /* lemma -> how often */
	cs_map_t wholes;        /* whole name or noun -> newest */
	uint32_t *stamp;        /* mention -> the mention for which it is a candidate already, + 1 */
	uint32_t *link, *chain; /* mention -> antecedent; the first of its chain */
	uint8_t *sex, *number;  /* of the chain, at its first */
	uint32_t cand[CS_COREF_CHOICES];
	bool match[CS_COREF_CHOICES]; /* shares a word */
	uint32_t n_cands;
} walk_t;

static bool third(uint8_t pron)
{
	return pron >= CS_PRON_HE && pron <= CS_PRON_THEY;
}

static bool speaks(uint8_t pron)
{
	return pron >= CS_PRON_I && pron <= CS_PRON_YOU;
}

/* May a stand for b, by what is sure? */
static bool fits(const walk_t *w, const cs_seen_t *a, uint32_t k)
{
	const cs_seen_t *b = &w->seen.p[k];

	if (a->type != CS_M_PRONOUN && b->type != CS_M_PRONOUN)
		return a->joined == b->joined || a->number == 'p' || b->number == 'p';
	if (speaks(a->pron) != speaks(b->pron) && a->type == CS_M_PRONOUN && b->type == CS_M_PRONOUN)
		return false;
	if (third(a->pron) && third(b->pron) && a->pron != b->pron)
		return false;
	if (a->pron >= CS_PRON_THIS && third(b->pron) && b->pron <= CS_PRON_SHE)
		return false;
	uint32_t c = w->chain[k];
	uint8_t sex = w->sex[c], number = w->number[c];
	if (a->sex && sex && a->sex != sex)
		return false;
	if (a->pron == CS_PRON_HE || a->pron == CS_PRON_SHE)
		return !b->joined && number != 'p' && b->number != 'p';
	if (a->pron == CS_PRON_IT)
		return !b->joined && !sex && b->kind != 1 + CS_ENT_PERSON && b->number != 'p';
	return true;
}

static void offer(walk_t *w, uint32_t i, uint32_t k, bool match)
{
	if (w->n_cands == CS_COREF_CHOICES - 1 || w->stamp[k] == i + 1 || !fits(w, &w->seen.p[i], k))
		return;
	w->stamp[k] = i + 1;
	w->match[w->n_cands] = match;
	w->cand[w->n_cands++] = k;
}

static void by_word(walk_t *w, uint32_t i, uint64_t word, uint32_t most)
{
	uint32_t p = cs_map_get(&w->newest, word >> 1);

	for (uint32_t n = 0; p != CS_NONE && n < most; n++, p = w->postings.p[p].before)
		offer(w, i, w->postings.p[p].mention, true);
}

static void nearest(walk_t *w, uint32_t i, uint32_t sents, uint32_t most)
{
	const cs_seen_t *a = &w->seen.p[i];

	for (uint32_t k = i, n = 0; k-- > 0 && n < 3 * most && w->n_cands < most; n++) {
		const cs_seen_t *b = &w->seen.p[k];
		if (b->sent + sents < a->sent)
			break;
		if (a->type != CS_M_PRONOUN && b->type == CS_M_PRONOUN && b->sent != a->sent)
			continue;
		offer(w, i, k, false);
	}
}

/* I, we, you: others of their kind, and who is said to speak nearby. */
static void speakers(walk_t *w, uint32_t i)
{
	const cs_seen_t *a = &w->seen.p[i];
	uint32_t same = 0, other = 0, names = 0;

	for (uint32_t k = i, n = 0; k-- > 0 && n < 160; n++) {
		const cs_seen_t *b = &w->seen.p[k];
		if (b->pron == a->pron && same < 4)
			same++;
		else if (speaks(b->pron) && other < 6 && b->pron != a->pron)
			other++;
		else if (b->type != CS_M_PRONOUN && b->sent + 3 >= a->sent && names < 14 &&
		         (b->says || b->kind == 1 + CS_ENT_PERSON || b->kind == 1 + CS_ENT_ORG ||
		          b->kind == 1 + CS_ENT_GPE || b->sent + 1 >= a->sent))
			names++;
		else
			continue;
		offer(w, i, k, false);
	}
}

static void candidates(walk_t *w, uint32_t i)
{
	const cs_seen_t *a = &w->seen.p[i];

	w->n_cands = 0;
	if (speaks(a->pron)) {
		speakers(w, i);
	} else if (a->type == CS_M_PRONOUN) {
		nearest(w, i, third(a->pron) ? 4 : 2, third(a->pron) ? 32 : 20);
	} else {
		for (uint32_t k = 0; k < a->n_keys; k++)
			by_word(w, i, a->key[k], 6);
		if (a->capitals)
			by_word(w, i, a->head ^ SHORT, 3);
		if (a->initials)
			by_word(w, i, a->initials, 3);
		nearest(w, i, a->det == CS_DET_THE || a->det == CS_DET_THIS ? 2 : 1, w->n_cands + 14);
	}
}

static void file_under(walk_t *w, uint32_t i, uint64_t word)
{
	uint32_t *at = cs_map_at(w->scratch, &w->newest, word >> 1);
	uint32_t before = *at;

	*at = w->postings.n;
	*CS_PUSH(w->scratch, &w->postings) = (posting_t){i, before};
}

/* What later mentions are told of this one. */
static void remember(walk_t *w, uint32_t i)
{
	const cs_seen_t *m = &w->seen.p[i];

	if (m->type == CS_M_PRONOUN)
		return;
	for (uint32_t k = 0; k < m->n_keys; k++)
		file_under(w, i, m->key[k]);
	if (m->initials)
		file_under(w, i, m->initials ^ SHORT);
	uint32_t *times = cs_map_at(w->scratch, &w->times, m->lemma >> 1);
	*times = *times == CS_NONE ? 1 : *times + 1;
	cs_map_put(w->scratch, &w->wholes, m->whole >> 1, i);
}

static void join(walk_t *w, uint32_t i, uint32_t k)
{
	const cs_seen_t *m = &w->seen.p[i];
	uint32_t c = k == CS_NONE ? i : w->chain[k];

	w->link[i] = k;
	w->chain[i] = c;
	if (m->sex)
		w->sex[c] = m->sex;
	if (m->number && (m->type == CS_M_PRONOUN || k == CS_NONE))
		w->number[c] = m->number;
}

static uint32_t times_of(const walk_t *w, const cs_seen_t *m)
{
	uint32_t n = m->type == CS_M_PRONOUN ? CS_NONE : cs_map_get(&w->times, m->lemma >> 1);
	return n == CS_NONE ? 0 : n;
}

/* The chain of who owns it: "his campaign", "Roe's campaign". Owners stand before what they own, so
 * theirs is known. CS_NONE: nobody, or nobody that is a mention. */
static uint32_t owner_of(const walk_t *w, const cs_seen_t *m)
{
	uint32_t c = m->type == CS_M_PRONOUN ? CS_NONE : cs_child(w->d, m->word, CS_REL_NMOD_POSS);
	uint32_t ref = c == CS_NONE || c > m->word ? CS_NONE : w->d->ref_of[c];
	return ref == CS_NONE ? CS_NONE : w->chain[ref];
}

static cs_owners_t owners(uint32_t later, uint32_t first)
{
	if (later == CS_NONE || first == CS_NONE)
		return later != CS_NONE   ? CS_OWNERS_LATER
		       : first != CS_NONE ? CS_OWNERS_FIRST
		                          : CS_OWNERS_NONE;
	return later == first ? CS_OWNERS_SAME : CS_OWNERS_OTHER;
}

/* features: room for all choices. */
static uint32_t choices(walk_t *w, uint32_t i, cs_coref_choice_t *out, uint32_t *features,
                        uint32_t bits)
{
	const cs_seen_t *a = &w->seen.p[i];
	cs_put_t put = {features, 0, bits};
	cs_pair_facts_t facts = {0};
	bool matched = false;
	uint32_t owner = owner_of(w, a);

	cs_coref_none(&put, w->d, a, times_of(w, a),
	              a->type != CS_M_PRONOUN && cs_map_get(&w->wholes, a->whole >> 1) != CS_NONE);
	out[0] = (cs_coref_choice_t){CS_NONE, CS_NONE, put.n, put.at};
	for (uint32_t c = 0; c < w->n_cands; c++) {
		const cs_seen_t *b = &w->seen.p[w->cand[c]];
		facts.times = times_of(w, b);
		facts.last = w->match[c] && !matched;
		facts.owners = a->type == CS_M_PRONOUN ? 0 : (uint8_t)owners(owner, owner_of(w, b));
		matched |= w->match[c];
		put.at += put.n;
		put.n = 0;
		cs_coref_pair(&put, w->d, a, b, &facts);
		out[c + 1] = (cs_coref_choice_t){w->cand[c], w->chain[w->cand[c]], put.n, put.at};
		facts.nearer++;
		facts.nearer_subj += b->role == CS_REL_NSUBJ || b->role == CS_REL_NSUBJ_PASS;
	}
	return w->n_cands + 1;
}

static void start(walk_t *w, const cs_lex_t *lex, cs_doc_t *d, cs_arena_t *scratch)
{
	*w = (walk_t){.d = d, .scratch = scratch};
	cs_coref_mentions(lex, d, scratch, &w->seen);
	w->stamp = CS_NEW_N(scratch, uint32_t, w->seen.n);
	w->link = CS_NEW_N(scratch, uint32_t, w->seen.n);
	w->chain = CS_NEW_N(scratch, uint32_t, w->seen.n);
	w->sex = CS_NEW_N(scratch, uint8_t, w->seen.n);
	w->number = CS_NEW_N(scratch, uint8_t, w->seen.n);
	d->ref_of = CS_NEW_N(&d->arena, uint32_t, d->words.n);
	memset(d->ref_of, 0xff, (size_t)d->words.n * sizeof *d->ref_of);
	CS_RESERVE(&d->arena, &d->refs, w->seen.n);
	for (uint32_t i = 0; i < w->seen.n; i++) {
		const cs_seen_t *m = &w->seen.p[i];
		*CS_PUSH(&d->arena, &d->refs) =
		    (cs_ref_t){.word = m->word, .antecedent = CS_NONE, .chain = CS_NONE, .type = m->type};
		d->ref_of[m->word] = i;
	}
}

/* Links as chains, numbered by their first mention. */
static void finish(const walk_t *w, cs_doc_t *d)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < d->refs.n; i++) {
		cs_ref_t *r = &d->refs.p[i];
		r->antecedent = w->link[i];
		if (r->antecedent == CS_NONE)
			continue;
		d->refs.p[w->chain[i]].chain = 0; /* not alone */
		r->chain = w->chain[i];
	}
	for (uint32_t i = 0; i < d->refs.n; i++) {
		cs_ref_t *r = &d->refs.p[i];
		if (r->antecedent != CS_NONE)
			r->chain = d->refs.p[r->chain].chain;
		else if (r->chain != CS_NONE)
			r->chain = n++;
	}
	d->n_chains = n;
}

void cs_coref_run_with(const cs_lex_t *lex, cs_doc_t *d, cs_arena_t *scratch, uint32_t bits,
                       cs_coref_choose_t choose, void *user)
{
	cs_coref_choice_t choice[CS_COREF_CHOICES];
	uint32_t *features = CS_NEW_N(scratch, uint32_t, CS_COREF_CHOICES * CS_COREF_FEATURES);
	walk_t *w = CS_NEW(scratch, walk_t);

	start(w, lex, d, scratch);
	for (uint32_t i = 0; i < w->seen.n; i++) {
		candidates(w, i);
		uint32_t n = choices(w, i, choice, features, bits);
		join(w, i, choice[choose(user, d, i, choice, n)].ref);
		remember(w, i);
	}
	finish(w, d);
}

/* ---- with the model ------------------------------------------------------------------------ */

typedef struct use {
	const cs_coref_t *c;
	cs_doc_t *d;
} use_t;

static uint32_t best(void *user, const cs_doc_t *doc, uint32_t ref, const cs_coref_choice_t *choice,
                     uint32_t n)
{
	const use_t *u = user;
	int32_t score[CS_COREF_CHOICES] = {0}, second = INT32_MIN / 2;
	uint32_t at = 0;

	(void)doc;
	for (uint32_t k = 0; k < n; k++) {
		for (uint32_t i = 0; i < choice[k].n; i++)
			score[k] += u->c->weight[choice[k].at[i]];
		at = score[k] > score[at] ? k : at;
	}
	for (uint32_t k = 0; k < n; k++)
		if (choice[k].chain != choice[at].chain && score[k] > second)
			second = score[k];
	int32_t margin = score[at] - second;
	u->d->refs.p[ref].margin = (int16_t)(margin < INT16_MAX ? margin : INT16_MAX);
	return at;
}

void cs_coref_run(const cs_coref_t *c, const cs_lex_t *lex, cs_doc_t *d, cs_arena_t *scratch)
{
	use_t use = {c, d};

	if (c->there && d->words.n)
		cs_coref_run_with(lex, d, scratch, c->bits, best, &use);
}

casus_rc_t cs_coref_bind(cs_coref_t *c, const cs_model_t *m, casus_error_t *err)
{
	size_t n;
	const int8_t *p = cs_model_section(m, "coref.weights", &n);

	memset(c, 0, sizeof *c);
	if (!p)
		return CASUS_OK;
	while (c->bits < CS_COREF_BITS_MAX && (size_t)1 << c->bits < n)
		c->bits++;
	if (c->bits < 8 || (size_t)1 << c->bits != n)
		return cs_model_fail(m, "coref.weights", 0, "its size is no power of two in range", err);
	c->weight = p;
	c->there = true;
	return CASUS_OK;
}
