/* learn_tok.c - learns token boundaries and sentence ends.
 *
 * The treebank's text is laid out with its paragraphs and walked by the very code that will later
 * read news (cs_tok_run_with); at each open question the gold answer is noted with the features.
 * Two averaged perceptrons with a margin then learn from these notes. Abbreviations come from a
 * list, fused contractions ("cannot", "gonna") from the treebank. */
#include "common.h"

#include "model/word.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct notes {
	uint64_t *key;
	uint32_t *begin; /* of example i's keys; n + 1 of them */
	uint8_t *yes;
	size_t n_keys, cap_keys;
	uint32_t n, cap;
} notes_t;

typedef struct gold {
	uint8_t *token_end, *sent_end; /* by byte */
	notes_t splits, ends;
} gold_t;

static void note(notes_t *s, const uint64_t *key, uint32_t n, bool yes)
{
	if (s->n + 2 > s->cap) {
		s->cap = s->cap ? s->cap * 2 : 4096;
		s->begin = realloc(s->begin, s->cap * sizeof *s->begin);
		s->yes = realloc(s->yes, s->cap);
	}
	if (s->n_keys + n > s->cap_keys) {
		s->cap_keys = (s->cap_keys + n) * 2;
		s->key = realloc(s->key, s->cap_keys * sizeof *s->key);
	}
	if (!s->begin || !s->yes || !s->key)
		die("out of memory");
	memcpy(s->key + s->n_keys, key, n * sizeof *key);
	s->begin[s->n] = (uint32_t)s->n_keys;
	s->n_keys += n;
	s->yes[s->n++] = yes;
	s->begin[s->n] = (uint32_t)s->n_keys;
}

static bool split_gold(void *user, const uint64_t *key, uint32_t n, uint32_t pos)
{
	gold_t *g = user;

	note(&g->splits, key, n, g->token_end[pos]);
	return g->token_end[pos];
}

static bool end_gold(void *user, const uint64_t *key, uint32_t n, uint32_t pos)
{
	gold_t *g = user;

	note(&g->ends, key, n, g->sent_end[pos]);
	return g->sent_end[pos];
}

static learner_t *learn(const notes_t *s, uint32_t epochs, uint32_t min_updates, int margin,
                        uint64_t seed)
{
	learner_t *l = learner_new(1, min_updates);
	uint32_t *order = malloc((s->n + 1) * sizeof *order);
	rng_t rng = {seed};

	if (!order)
		die("out of memory");
	for (uint32_t i = 0; i < s->n; i++)
		order[i] = i;
	for (uint32_t e = 0; e < epochs; e++) {
		rng_shuffle(&rng, order, s->n);
		for (uint32_t k = 0; k < s->n; k++) {
			uint32_t i = order[k], n = s->begin[i + 1] - s->begin[i];
			const uint64_t *key = s->key + s->begin[i];
			int32_t score;

			learner_score(l, key, n, &score);
			learner_tick(l);
			if (s->yes[i] ? score <= margin : score >= -margin)
				learner_add(l, key, n, 0, s->yes[i] ? 1 : -1);
		}
	}
	free(order);
	return l;
}

/* "T Mr." or "A Inc.", one a line; '#' begins a comment. */
static void abbreviations(writer_t *w, const char *path)
{
	uint64_t key[2048];
	uint32_t value[2048], n = 0;
	casus_error_t err;
	cs_file_t file = {0};
	cs_str_t rest, line;
	bool title;

	if (path) {
		if (cs_file_open(&file, path, &err) != CASUS_OK)
			die("%s: %s", path, err.msg);
		rest = cs_str(file.data, file.n);
		while (cs_split(&rest, '\n', &line)) {
			if (line.n < 3 || line.p[0] == '#')
				continue;
			if ((line.p[0] != 'T' && line.p[0] != 'A') || line.p[1] != ' ' || n == CS_COUNT(key))
				die("%s: expected \"T abbreviation\" or \"A abbreviation\"", path);
			title = line.p[0] == 'T';
			line = cs_trim(cs_str(line.p + 2, line.n - 2));
			key[n] = cs_hash(line.p, line.n, 1);
			value[n++] = title ? CS_ABBR_TITLE : CS_ABBR_COMMON;
		}
	}
	writer_table(w, "tok.abbr", key, value, n, CS_N_ABBR);
	cs_file_close(&file);
}

typedef struct fused {
	uint64_t key;
	uint32_t first, as_multi, as_one;
} fused_t;

/* What the treebanks have of a token with two words, its apostrophe left out or not, before a word:
 * "it's not" and "its not", against "its not" of one word. next 0: before any word. */
typedef struct slip {
	uint64_t low, next;
	uint32_t first;              /* bytes of the first word */
	uint32_t fused, parted, one; /* without and with apostrophe; of one word */
	bool grammar; /* the word behind it is none that a possessor or verb stands before */
	bool nt;
} slip_t;

enum { SLIPS = 1 << 15 };

static slip_t *slip_at(slip_t *f, uint64_t low, uint64_t next)
{
	uint32_t at = (uint32_t)(cs_feat2(0, low, next) >> 11) & (SLIPS - 1), steps = 0;

	while (f[at].low && (f[at].low != low || f[at].next != next)) {
		at = (at + 1) & (SLIPS - 1);
		if (++steps == SLIPS)
			die("too many contractions for learn_tok.c's table");
	}
	f[at].low = low;
	f[at].next = next;
	return &f[at];
}

/* Determiners, adverbs, prepositions, pronouns, bare verbs: what follows "it's" and "let's", but
 * hardly "its" and "lets". */
static bool grammatical(const cs_word_t *w)
{
	return w->xpos == CS_XP_DT || w->xpos == CS_XP_RB || w->xpos == CS_XP_IN ||
	       w->xpos == CS_XP_PRP || w->xpos == CS_XP_PRPS || w->xpos == CS_XP_VB ||
	       w->xpos == CS_XP_TO;
}

/* A token of at most two words: as it is written, but for its apostrophe. */
typedef struct token_seen {
	uint32_t last; /* its last word; where it is one word, that */
	bool apostrophe;
	uint64_t low;
	const cs_word_t *behind; /* the next word of the sentence, or NULL */
} token_seen_t;

static bool look_at(const cs_doc_t *doc, uint32_t i, token_seen_t *t)
{
	const cs_word_t *x = &doc->words.p[i];
	uint32_t end = x->end, sent_end = doc->sents.p[x->sent].words.end, m = 0;
	const char *buf = doc->buf.p;
	char plain[32];

	*t = (token_seen_t){.last = i};
	if (x->flags & CS_W_MWT_MORE)
		return false;
	while (t->last + 1 < sent_end && (doc->words.p[t->last + 1].flags & CS_W_MWT_MORE))
		end = doc->words.p[++t->last].end;
	if (end - x->begin >= sizeof plain || t->last > i + 1)
		return false;
	for (uint32_t at = x->begin; at < end; at++) {
		if (buf[at] == '\'' || (uint8_t)buf[at] == 0x99)
			t->apostrophe = true;
		else if (!((uint8_t)buf[at] & 0x80))
			plain[m++] = buf[at];
	}
	t->low = cs_hash_lower(cs_str(plain, m));
	t->behind = t->last + 1 < sent_end ? &doc->words.p[t->last + 1] : NULL;
	return true;
}

static void count_contraction(slip_t *e, const cs_doc_t *doc, uint32_t i, const token_seen_t *t)
{
	const cs_word_t *last = &doc->words.p[t->last];

	e->fused += !t->apostrophe;
	e->parted += t->apostrophe;
	e->first = doc->words.p[i].form.n;
	e->grammar = t->behind && grammatical(t->behind);
	e->nt = t->apostrophe && last->form.n > 1 && (last->form.p[0] | 32) == 'n';
}

/* The contractions first, then the tokens of one word that look like them: each before the word
 * behind it, and before any. */
static void count_slips(slip_t *f, const cs_doc_t *doc, bool contractions)
{
	for (uint32_t i = 0; i < doc->words.n; i++) {
		token_seen_t t;

		if (!look_at(doc, i, &t) || contractions != (t.last > i))
			continue;
		if (!contractions && (t.apostrophe || !slip_at(f, t.low, 0)->first))
			continue;
		const cs_word_t *y = t.behind;
		uint64_t next = y ? cs_hash_lower(cs_str(doc->buf.p + y->begin, y->end - y->begin)) : 1;
		for (int any = 0; any < 2; any++) {
			slip_t *e = slip_at(f, t.low, any ? 0 : next);
			if (contractions)
				count_contraction(e, doc, i, &t);
			else
				e->one++;
		}
	}
}

/* Apostrophes left out: "its not", "havent". A token that is seldom two words is so before a word
 * that follows the form with an apostrophe and never the one of one word. */
static uint32_t slips(cs_doc_t *const *docs, uint32_t n_docs, uint64_t *key, uint32_t *value,
                      uint32_t n, uint32_t most)
{
	slip_t *f = calloc(SLIPS, sizeof *f);

	if (!f)
		die("out of memory");
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t d = 0; d < n_docs; d++)
			count_slips(f, docs[d], pass == 0);
	for (uint32_t k = 0; k < SLIPS; k++) {
		const slip_t *e = &f[k];

		if (!e->low || e->first == 0 || e->first > 62)
			continue;
		const slip_t *all = slip_at(f, e->low, 0);
		bool always = e->next == 0 && e->nt && e->parted > 1 && e->one + e->fused == 0;
		bool here = e->next != 0 && all->fused && all->one && e->one == 0 && e->grammar &&
		            e->fused + e->parted > 1;
		if (!always && !here)
			continue;
		if (n == most)
			die("too many contractions for learn_tok.c's list");
		key[n] = e->next ? cs_tok_before(e->low, e->next) : e->low;
		value[n++] = e->first;
	}
	free(f);
	return n;
}

/* Tokens without an apostrophe that are mostly two words. */
static void fused_words(writer_t *w, cs_doc_t *const *docs, uint32_t n_docs)
{
	fused_t *f = calloc(4096, sizeof *f);
	uint64_t key[2048];
	uint32_t value[2048], n = 0, n_fused = 0, n_words = 0;

	if (!f)
		die("out of memory");
	for (uint32_t d = 0; d < n_docs; d++)
		n_words += docs[d]->words.n;
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t d = 0; d < n_docs; d++) {
			const cs_doc_t *doc = docs[d];

			for (uint32_t i = 0; i < doc->words.n; i++) {
				const cs_word_t *x = &doc->words.p[i];
				bool multi = x->flags & CS_W_MWT_FIRST;
				uint32_t end = x->end, last = i;
				uint64_t h;

				if (x->flags & CS_W_MWT_MORE)
					continue;
				while (multi && last + 1 < doc->words.n &&
				       (doc->words.p[last + 1].flags & CS_W_MWT_MORE))
					end = doc->words.p[++last].end;
				if (pass == 0 && (!multi || last != i + 1 || x->end - x->begin != x->form.n ||
				                  doc->words.p[last].end == doc->words.p[last].begin ||
				                  memchr(doc->buf.p + x->begin, '\'', end - x->begin) ||
				                  memchr(doc->buf.p + x->begin, '\x99', end - x->begin)))
					continue;
				h = cs_hash_lower(cs_str(doc->buf.p + x->begin, end - x->begin));
				for (uint32_t k = 0; k <= n_fused && k < 4095; k++) {
					if (k == n_fused) {
						if (pass == 0)
							f[n_fused++] = (fused_t){h, x->form.n, 0, 0};
						break;
					}
					if (f[k].key != h)
						continue;
					if (pass == 1 && multi)
						f[k].as_multi++;
					else if (pass == 1)
						f[k].as_one++;
					break;
				}
			}
		}
	}
	for (uint32_t k = 0; k < n_fused && n < CS_COUNT(key); k++) {
		/* often enough to be usage and no slip: five "lets" for "let's" would split the verb */
		if (f[k].as_multi >= (n_words > 10000 ? 2 : 1) && f[k].as_multi > 4 * f[k].as_one &&
		    f[k].first < 64) {
			key[n] = f[k].key;
			value[n++] = f[k].first;
		}
	}
	n = slips(docs, n_docs, key, value, n, CS_COUNT(key));
	writer_table(w, "tok.multi", key, value, n, 64);
	if (!w->quiet)
		fprintf(stderr, "tok: %u tokens without apostrophe that are two words\n", n);
	free(f);
}

void learn_tok(writer_t *w, cs_doc_t *const *docs, uint32_t n_docs, const plan_t *plan)
{
	gold_t g = {0};
	writer_t lists = {.quiet = plan->quiet};
	cs_model_t m;
	cs_tok_t tok = {0};
	casus_error_t err;
	learner_t *l;
	char *bytes;
	size_t n_bytes;

	abbreviations(&lists, plan->abbreviations);
	fused_words(&lists, docs, n_docs);
	bytes = writer_bytes(&lists, &n_bytes);
	if (cs_model_open_bytes(&m, bytes, n_bytes, "lists", &err) != CASUS_OK ||
	    cs_table_bind(&tok.abbr, &m, "tok.abbr", &err) != CASUS_OK ||
	    cs_table_bind(&tok.multi, &m, "tok.multi", &err) != CASUS_OK)
		die("%s", err.msg);
	for (uint32_t d = 0; d < n_docs; d++) {
		cs_doc_t *scratch = doc_new(), *doc = doc_new();
		cs_tok_hooks_t hooks = {split_gold, end_gold, &g};
		const cs_doc_t *gold = docs[d];

		g.token_end = calloc(gold->buf.n + 1, 1);
		g.sent_end = calloc(gold->buf.n + 1, 1);
		if (!g.token_end || !g.sent_end)
			die("out of memory");
		for (uint32_t i = 0; i < gold->words.n; i++)
			if (i + 1 == gold->words.n || !(gold->words.p[i + 1].flags & CS_W_MWT_MORE))
				g.token_end[gold->words.p[i].end] = 1;
		for (uint32_t i = 0; i < gold->sents.n; i++)
			g.sent_end[gold->sents.p[i].end] = 1;
		doc->buf = gold->buf;
		cs_tok_run_with(&tok, doc, &scratch->arena, &hooks);
		free(g.token_end);
		free(g.sent_end);
		doc_free(doc);
		doc_free(scratch);
	}
	if (!plan->quiet)
		fprintf(stderr, "tok: %u places to split, %u ends\n", g.splits.n, g.ends.n);
	l = learn(&g.splits, plan->tok_epochs, 1, 4, plan->seed);
	writer_linear(w, "tok.split", l, plan->tok_bytes);
	learner_free(l);
	l = learn(&g.ends, plan->tok_epochs, 1, 8, plan->seed + 1);
	writer_linear(w, "tok.ends", l, plan->tok_bytes);
	learner_free(l);
	for (uint32_t i = 0; i < lists.n; i++)
		writer_add(w, lists.section[i].name, lists.bytes[i], lists.section[i].n);
	writer_free(&lists);
	free(bytes);
	free(g.splits.key);
	free(g.splits.begin);
	free(g.splits.yes);
	free(g.ends.key);
	free(g.ends.begin);
	free(g.ends.yes);
}
