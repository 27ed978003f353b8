/* rules.c - who says, thinks, wants what, by rules over trees.
 *
 * Cues come from the lexicon (lexicon/cues). A statement is found at a frame whose predicate is a
 * cue: its content is the clause in its comp, or the sentence in which the cue stands as a
 * parenthesis ("…, he said"), or the noun phrase that it takes ({obj}), or the quotation beside it;
 * its speakers are the actors in its subj. Quotations that no cue claims go to the statement of the
 * sentence before, inside one paragraph or where the quotation runs over paragraphs; else nobody is
 * named.
 *
 * The annotation scheme that content, cue and source follow is that of PolNeAR (Newell, Margolin,
 * Ruths, LREC 2018). Cost: linear in words but for one sort of the statements; a statement's parent
 * is looked for among its 128 neighbours only. It does not join statements told twice. */
#include "said/said_int.h"

#include "lex/cues.h"

#include <stdlib.h>

typedef struct run {
	const cs_lex_t *lex;
	cs_doc_t *d;
	cs_arena_t *scratch;
	const cs_quotes_t *quotes;
	uint8_t *claimed;    /* quote -> 1: some statement has it */
	uint8_t *mark;       /* word -> 1: content of the statement being built */
	uint32_t *quote_of;  /* word -> outermost quotation it lies in, or CS_NONE */
	uint32_t *last_said; /* sentence -> its last statement that a quotation may go on with */
	uint32_t according;  /* vocabulary id */
} run_t;

static bool is_punct(const cs_doc_t *d, uint32_t i)
{
	return cs_w(d, i)->upos == CS_POS_PUNCT;
}

static bool in_subtree(const cs_doc_t *d, uint32_t w, uint32_t root)
{
	return w >= cs_w(d, root)->left && w < cs_w(d, root)->right;
}

static bool is_quote_mark(const cs_doc_t *d, uint32_t i)
{
	const cs_word_t *w = cs_w(d, i);
	return w->xpos == CS_XP_OPENQ || w->xpos == CS_XP_CLOSEQ;
}

/* ---- pieces of a statement ------------------------------------------------------------- */

static void mark_range(run_t *r, uint32_t begin, uint32_t end, uint8_t to)
{
	if (begin < end)
		memset(r->mark + begin, to, end - begin);
}

/* Turns the marked words of [from, to) into spans: a gap splits, punctuation at the ends goes. */
static void add_content(run_t *r, cs_said_t *s, uint32_t from, uint32_t to)
{
	const cs_doc_t *d = r->d;
	for (uint32_t i = from; i < to;) {
		if (!r->mark[i]) {
			i++;
			continue;
		}
		uint32_t b = i;
		while (i < to && r->mark[i])
			i++;
		uint32_t e = i;
		while (b < e && is_punct(d, b) && !is_quote_mark(d, b) && cs_w(d, b)->xpos != CS_XP_LRB)
			b++;
		while (e > b && is_punct(d, e - 1) && !is_quote_mark(d, e - 1) &&
		       cs_w(d, e - 1)->xpos != CS_XP_RRB)
			e--;
		bool word = false;
		for (uint32_t k = b; k < e; k++)
			word |= !is_punct(d, k);
		if (!word)
			continue;
		cs_range_t span = {cs_w(d, b)->begin, cs_w(d, e - 1)->end};
		*CS_PUSH(&r->d->arena, &s->content) = span;
	}
}

/* Pulls whole quotations into the marks, where they touch them, and claims them; not the one in
 * which the cue itself stands, for that is somebody else's. Returns one past the last word that may
 * be marked now, and the first in *first. */
static uint32_t pull_quotes(run_t *r, uint32_t from, uint32_t to, uint32_t own, uint32_t *first)
{
	uint32_t last = to;
	*first = from;
	for (uint32_t i = from; i < to; i++) {
		uint32_t q = r->quote_of[i];
		if (!r->mark[i] || q == CS_NONE || q == own)
			continue;
		const cs_quote_t *quote = &r->quotes->p[q];
		if (!r->claimed[q]) {
			r->claimed[q] = 1;
			mark_range(r, quote->begin, quote->end, 1);
			if (quote->begin < *first)
				*first = quote->begin;
			if (quote->end > last)
				last = quote->end;
		}
		if (quote->end > i)
			i = quote->end - 1;
	}
	return last;
}

/* The verb with its auxiliaries, adverbs between them, and particle. */
static cs_range_t cue_span(const cs_doc_t *d, uint32_t v, uint32_t second)
{
	uint32_t b = v, e = v + 1;
	const cs_sent_t *s = &d->sents.p[cs_w(d, v)->sent];
	while (b > s->words.begin) {
		const cs_word_t *w = cs_w(d, b - 1);
		bool part =
		    w->head == v &&
		    (w->deprel == CS_REL_AUX || w->deprel == CS_REL_AUX_PASS || w->deprel == CS_REL_COP ||
		     (w->deprel == CS_REL_ADVMOD && b - 1 > s->words.begin &&
		      (cs_w(d, b - 2)->deprel == CS_REL_AUX || w->upos == CS_POS_PART)));
		if (!part)
			break;
		b--;
	}
	if (second != CS_NONE && second == e)
		e++;
	for (uint32_t c = cs_w(d, v)->child; c != CS_NONE; c = cs_w(d, c)->next)
		if (cs_w(d, c)->deprel == CS_REL_COMPOUND_PRT && c == e)
			e++;
	return (cs_range_t){cs_w(d, b)->begin, cs_w(d, e - 1)->end};
}

static void add_speaker(run_t *r, cs_said_t *s, uint32_t head)
{
	cs_doc_t *d = r->d;
	const cs_word_t *w = cs_w(d, head);
	uint32_t m = d->mention_of ? d->mention_of[head] : CS_NONE;
	/* The phrase, without what the statement itself claims as content or cue. */
	uint32_t b = w->left, e = w->right;
	if (m != CS_NONE) {
		if (d->mentions.p[m].begin < b)
			b = d->mentions.p[m].begin;
		if (d->mentions.p[m].end > e)
			e = d->mentions.p[m].end;
	}
	for (uint32_t i = head; i > b; i--)
		if (r->mark[i - 1]) {
			b = i;
			break;
		}
	for (uint32_t i = head; i < e; i++)
		if (r->mark[i]) {
			e = i;
			break;
		}
	uint32_t cue_at = CS_NONE;
	for (uint32_t i = b; i < e; i++)
		if (cs_w(d, i)->begin >= s->cue.begin && cs_w(d, i)->end <= s->cue.end &&
		    s->cue.end > s->cue.begin)
			cue_at = i;
	if (cue_at != CS_NONE && cue_at > head)
		e = cue_at;
	else if (cue_at != CS_NONE)
		b = cue_at + 1;
	while (b < head && (is_punct(d, b) || cs_w(d, b)->deprel == CS_REL_CASE))
		b++;
	while (e > head + 1 && is_punct(d, e - 1) && cs_w(d, e - 1)->xpos != CS_XP_RRB)
		e--;
	*CS_PUSH(&d->arena, &s->speaker_spans) = (cs_range_t){cs_w(d, b)->begin, cs_w(d, e - 1)->end};
	bool pronoun = w->upos == CS_POS_PRON;
	if (s->by != CS_BY_COREF)
		s->by = pronoun ? CS_BY_COREF : CS_BY_EXPLICIT;
	for (uint32_t h = head, hops = 0; h != CS_NONE && hops < 16; hops++) {
		uint32_t mh = d->mention_of ? d->mention_of[h] : CS_NONE;
		uint32_t entity = mh == CS_NONE ? CS_NONE : d->mentions.p[mh].entity;
		bool have = entity == CS_NONE;
		for (uint32_t i = 0; i < s->speakers.n; i++)
			have |= s->speakers.p[i] == entity;
		if (!have)
			*CS_PUSH(&d->arena, &s->speakers) = entity;
		/* the next conjunct */
		uint32_t c = cs_w(d, head)->child;
		uint32_t next = CS_NONE;
		for (; c != CS_NONE; c = cs_w(d, c)->next)
			if (cs_w(d, c)->deprel == CS_REL_CONJ && c > h) {
				next = c;
				break;
			}
		h = next;
	}
}

/* direct: all quoted; mixed: some; else indirect (or attitude). */
static uint8_t kind_of(const run_t *r, uint32_t from, uint32_t to, uint32_t own, bool attitude)
{
	uint32_t quoted = 0, plain = 0;
	for (uint32_t i = from; i < to; i++) {
		if (!r->mark[i] || is_punct(r->d, i))
			continue;
		if (r->quote_of[i] != CS_NONE && r->quote_of[i] != own)
			quoted++;
		else
			plain++;
	}
	if (quoted && !plain)
		return CS_SAID_DIRECT;
	if (attitude)
		return CS_SAID_ATTITUDE;
	return quoted ? CS_SAID_MIXED : CS_SAID_INDIRECT;
}

static bool closed_class(const cs_doc_t *d, uint32_t i)
{
	uint8_t u = cs_w(d, i)->upos;
	return u == CS_POS_PRON || u == CS_POS_DET || u == CS_POS_SCONJ || u == CS_POS_ADP;
}

/* Closes the statement whose content is marked within [from, to); drops it where nothing is. cue:
 * its word, or CS_NONE. */
static bool finish(run_t *r, cs_said_t *s, uint32_t from, uint32_t to, uint32_t cue, bool attitude,
                   uint32_t speaker)
{
	uint32_t first, own = cue == CS_NONE ? CS_NONE : r->quote_of[cue];
	uint32_t last = pull_quotes(r, from, to, own, &first);
	/* the cue itself is never content */
	uint32_t words = 0, only = CS_NONE;
	for (uint32_t i = first; i < last; i++) {
		if (s->cue.end > s->cue.begin && cs_w(r->d, i)->begin >= s->cue.begin &&
		    cs_w(r->d, i)->end <= s->cue.end)
			r->mark[i] = 0;
		if (r->mark[i] && !is_punct(r->d, i)) {
			words++;
			only = i;
		}
	}
	s->kind = kind_of(r, first, last, own, attitude);
	if (speaker != CS_NONE)
		add_speaker(r, s, speaker);
	if (words > 1 || (words == 1 && !closed_class(r->d, only))) /* "denied it" says nothing */
		add_content(r, s, first, last);
	mark_range(r, first, last, 0);
	if (s->content.n == 0)
		return false;
	*CS_PUSH(&r->d->arena, &r->d->said) = *s;
	return true;
}

/* ---- finding them ------------------------------------------------------------------------ */

static cs_cue_pos_t pos_of(const cs_frame_t *f)
{
	return f->kind == CS_PRED_NOUN  ? CS_CUE_NOUN
	       : f->kind == CS_PRED_ADJ ? CS_CUE_ADJ
	                                : CS_CUE_VERB;
}

/* The cue of a frame, its second word included; *second gets that word or CS_NONE. */
static const cs_cue_t *cue_of(const run_t *r, const cs_frame_t *f, uint32_t *second)
{
	const cs_cues_t *cues = r->lex->cues;
	const cs_doc_t *d = r->d;
	const cs_cue_t *plain = NULL;
	*second = CS_NONE;
	for (uint32_t c = cs_cues_find(cues, pos_of(f), cs_w(d, f->head)->lemma_id); c != CS_NONE;
	     c = cues->cue.p[c].next) {
		const cs_cue_t *cue = &cues->cue.p[c];
		if (cue->second == CS_NONE) {
			if (!plain)
				plain = cue;
			continue;
		}
		uint32_t next = f->head + 1;
		bool fits = f->particle != CS_NONE && cs_w(d, f->particle)->norm_id == cue->second;
		if (fits)
			next = f->particle;
		else if (next < d->words.n && cs_w(d, next)->sent == f->sent)
			fits = cs_w(d, next)->norm_id == cue->second;
		if (fits) {
			*second = next;
			return cue;
		}
	}
	return plain;
}

static const cs_arg_t *arg_of(const cs_doc_t *d, const cs_frame_t *f, cs_slot_t slot)
{
	for (uint32_t i = f->arg_begin; i < f->arg_end; i++)
		if (d->args.p[i].slot == slot)
			return &d->args.p[i];
	return NULL;
}

/* An unclaimed quotation that touches the sentence, outside [b, e); the longest. */
static uint32_t free_quote(const run_t *r, const cs_sent_t *sent, uint32_t b, uint32_t e)
{
	uint32_t best = CS_NONE, size = 0;
	for (uint32_t i = sent->words.begin; i < sent->words.end; i++) {
		uint32_t q = r->quote_of[i];
		if (q == CS_NONE)
			continue;
		const cs_quote_t *quote = &r->quotes->p[q];
		uint32_t n = quote->end - quote->begin;
		if (!r->claimed[q] && !(quote->begin >= b && quote->end <= e) && n > size) {
			best = q;
			size = n;
		}
		if (quote->end > i)
			i = quote->end - 1;
	}
	return best;
}

static uint32_t words_in(const run_t *r, const cs_quote_t *q)
{
	uint32_t n = 0;
	for (uint32_t i = q->begin; i < q->end && n < 5; i++)
		n += !is_punct(r->d, i);
	return n;
}

/* A noun, a name, a pronoun; or what was taken for an adjective but is written like a name. */
static bool nominal(const cs_doc_t *d, uint32_t i)
{
	const cs_word_t *w = cs_w(d, i);
	return w->upos == CS_POS_NOUN || w->upos == CS_POS_PROPN || w->upos == CS_POS_PRON ||
	       (w->upos == CS_POS_ADJ && cs_case(w->form) == CS_TITLE);
}

/* May this word stand in a plain noun phrase, at any place? */
static bool in_phrase(const cs_doc_t *d, uint32_t i)
{
	const cs_word_t *w = cs_w(d, i);
	return nominal(d, i) || w->upos == CS_POS_DET || w->upos == CS_POS_ADJ ||
	       w->upos == CS_POS_NUM || w->xpos == CS_XP_HYPH || w->xpos == CS_XP_POS ||
	       w->upos == CS_POS_X;
}

/* Who stands beside a word of saying next to a quotation, whatever the tree makes of it:
 *     "…", X said    "…", said X    X said, "…"
 * Returns the head word of the phrase, or CS_NONE. */
static uint32_t beside(const run_t *r, const cs_sent_t *sent, const cs_quote_t *q, uint32_t v)
{
	const cs_doc_t *d = r->d;
	uint32_t from = sent->words.begin, to = v;
	if (q->end <= v && q->end > from)
		from = q->end;
	uint32_t best = CS_NONE;
	for (uint32_t i = from; i < to && to - from <= 14; i++) { /* before the verb */
		if (nominal(d, i))
			best = i;
		else if (cs_w(d, i)->upos == CS_POS_VERB)
			best = CS_NONE;
		else if (is_punct(d, i) && best != CS_NONE && cs_w(d, i)->xpos != CS_XP_HYPH &&
		         i + 1 < to && !nominal(d, to - 1))
			break;
	}
	if (best == CS_NONE && q->end <= v)
		for (uint32_t i = v + 1; i < sent->words.end && i < v + 12 && in_phrase(d, i); i++)
			if (nominal(d, i))
				best = i;
	if (best == CS_NONE)
		return CS_NONE;
	/* up to the head of the phrase, while it stays a phrase beside the verb */
	for (uint32_t hops = 0; hops < 8; hops++) {
		uint32_t h = cs_w(d, best)->head;
		if (h == CS_NONE || h == v || !nominal(d, h) || (h < v) != (best < v) ||
		    (q->begin <= h && h < q->end) || cs_w(d, h)->sent != cs_w(d, v)->sent)
			break;
		best = h;
	}
	return best;
}

/* Is the quotation near enough that this word of saying can have brought it in? No more than one
 * other verb, and not half a page, may stand between them. */
static bool near(const run_t *r, const cs_quote_t *q, uint32_t v)
{
	uint32_t from = q->end <= v ? q->end : v + 1, to = q->end <= v ? v : q->begin, verbs = 0;
	for (uint32_t i = from; i < to; i++)
		verbs += cs_w(r->d, i)->upos == CS_POS_VERB;
	return to - from <= 24 && verbs <= 1;
}

static bool marked_verb(const run_t *r, const cs_sent_t *sent)
{
	for (uint32_t i = sent->words.begin; i < sent->words.end; i++)
		if (r->mark[i] && (cs_w(r->d, i)->upos == CS_POS_VERB || cs_w(r->d, i)->upos == CS_POS_AUX))
			return true;
	return false;
}

/* Marks the part of a quotation that lies in this sentence; the rest is pulled in later. */
static void mark_quote(run_t *r, const cs_sent_t *sent, const cs_quote_t *q)
{
	mark_range(r, q->begin > sent->words.begin ? q->begin : sent->words.begin,
	           q->end < sent->words.end ? q->end : sent->words.end, 1);
}

/* The word on which the clause in a comp hangs: of "talks would start", seen as the act "talks",
 * the verb. */
static uint32_t clause_head(const cs_doc_t *d, const cs_arg_t *comp)
{
	uint32_t light = comp->frame == CS_NONE ? CS_NONE : d->frames.p[comp->frame].light;
	return light != CS_NONE && in_subtree(d, comp->head, light) ? light : comp->head;
}

static void at_frame(run_t *r, uint32_t fi)
{
	cs_doc_t *d = r->d;
	const cs_frame_t *f = &d->frames.p[fi];
	uint32_t second;
	const cs_cue_t *cue = cue_of(r, f, &second);
	if (!cue)
		return;
	const cs_cue_class_t *cls = &r->lex->cues->cls.p[cue->cls];
	const cs_sent_t *sent = &d->sents.p[f->sent];
	uint32_t v = f->head;
	const cs_word_t *w = cs_w(d, v);
	const cs_arg_t *subj = arg_of(d, f, CS_SLOT_SUBJ), *comp = arg_of(d, f, CS_SLOT_COMP);
	cs_said_t s = {
	    .sent = f->sent, .by = CS_BY_NONE, .parent = CS_NONE, .frame = fi, .stance = cue->cls};
	s.cue = cue_span(d, v, second);
	bool found = false;
	uint32_t q = CS_NONE; /* a quotation beside the cue */
	if (f->kind == CS_PRED_VERB && r->quote_of[v] == CS_NONE) {
		q = free_quote(r, sent, subj ? cs_w(d, subj->head)->left : v,
		               subj ? cs_w(d, subj->head)->right : v);
		if (q != CS_NONE && (words_in(r, &r->quotes->p[q]) < 4 || !near(r, &r->quotes->p[q], v)))
			q = CS_NONE;
	}
	if ((cue->flags & CS_CUE_QUOTE) && q == CS_NONE)
		return;
	/* what is said inside a quotation stays inside it */
	if (comp && r->quote_of[v] != CS_NONE && r->quote_of[comp->head] != r->quote_of[v])
		comp = NULL;
	/* 1. a clause as its complement; "accused X of …": the one accused belongs to it */
	if (comp && comp->head != v && !in_subtree(d, v, comp->head) &&
	    cs_w(d, comp->head)->sent == f->sent) {
		const cs_arg_t *obj = arg_of(d, f, CS_SLOT_OBJ);
		uint32_t top = clause_head(d, comp);
		uint32_t left = cs_w(d, top)->left, right = cs_w(d, top)->right;
		if (((comp->prep.n && (cue->flags & CS_CUE_OBJ)) || cls->attitude) && obj &&
		    obj->head > v && obj->head < left) /* "wants Roe to go": Roe, too */
			left = cs_w(d, obj->head)->left > v ? cs_w(d, obj->head)->left : v + 1;
		mark_range(r, left, right, 1);
		found = true;
		/* a phrase that the tree took for a clause, while a quotation stands there */
		if (q != CS_NONE && !(cue->flags & CS_CUE_ATTITUDE) && !marked_verb(r, sent)) {
			mark_range(r, sent->words.begin, sent->words.end, 0);
			found = false;
		}
	}
	/* 2. a parenthesis in what is said */
	if (!found && f->kind == CS_PRED_VERB && w->head != CS_NONE && subj && q == CS_NONE &&
	    (w->deprel == CS_REL_PARATAXIS || (comp && in_subtree(d, v, comp->head))) &&
	    !(cue->flags & CS_CUE_ATTITUDE)) {
		uint32_t top = comp && in_subtree(d, v, comp->head) ? comp->head : w->head;
		const cs_word_t *t = cs_w(d, top);
		if (t->sent == f->sent && r->quote_of[top] == r->quote_of[v]) {
			mark_range(r, t->left, t->right, 1);
			mark_range(r, w->left, w->right, 0);
			found = true;
		}
	}
	/* 3. the quotation beside it */
	uint32_t by = subj && cs_w(d, subj->head)->sent == f->sent ? subj->head : CS_NONE;
	if (!found && q != CS_NONE && !(cue->flags & CS_CUE_ATTITUDE)) {
		const cs_quote_t *quote = &r->quotes->p[q];
		if (by == CS_NONE || (by >= quote->begin && by < quote->end))
			by = beside(r, sent, quote, v);
		if (by != CS_NONE) {
			mark_quote(r, sent, quote);
			found = true;
		}
	} else if (found && q != CS_NONE) {
		const cs_quote_t *quote = &r->quotes->p[q];
		if (by == CS_NONE || (by >= quote->begin && by < quote->end))
			by = beside(r, sent, quote, v);
	}
	/* 4. a noun phrase that it takes */
	if (!found && (cue->flags & CS_CUE_OBJ)) {
		const cs_arg_t *obj = arg_of(d, f, CS_SLOT_OBJ);
		if (obj && !obj->inherited && cs_w(d, obj->head)->sent == f->sent &&
		    !in_subtree(d, v, obj->head)) {
			mark_range(r, cs_w(d, obj->head)->left, cs_w(d, obj->head)->right, 1);
			found = true;
		} else if (second != CS_NONE) {
			for (uint32_t i = f->arg_begin; i < f->arg_end && !found; i++) {
				const cs_arg_t *a = &d->args.p[i];
				if (a->slot == CS_SLOT_PREP && a->head > second &&
				    cs_w(d, a->head)->left <= second && !in_subtree(d, v, a->head)) {
					mark_range(r, second + 1, cs_w(d, a->head)->right, 1);
					found = true;
				}
			}
		}
	}
	/* 5. a clause that the tree hung on a noun between: "said to Roe that …" */
	for (uint32_t i = f->arg_begin; i < f->arg_end && !found; i++) {
		const cs_arg_t *a = &d->args.p[i];
		bool to = a->slot == CS_SLOT_PREP && !cls->attitude && cs_eqz(a->prep, "to");
		bool obj = a->slot == CS_SLOT_OBJ && cls->attitude;
		if (f->kind != CS_PRED_VERB || (!to && !obj) || a->inherited || a->head < v ||
		    cs_w(d, a->head)->sent != f->sent)
			continue;
		for (uint32_t c = cs_w(d, a->head)->child; c != CS_NONE && !found; c = cs_w(d, c)->next) {
			const cs_word_t *x = cs_w(d, c);
			bool clause = cs_rel_base(x->deprel) == CS_REL_ACL && c > a->head;
			if (to ? clause && cs_eqz(cs_w(d, x->left)->lemma, "that")
			       : clause && cs_w(d, x->left)->xpos == CS_XP_TO) {
				mark_range(r, to ? x->left : cs_w(d, a->head)->left, x->right, 1);
				found = true;
			}
		}
	}
	if (!found)
		return;
	/* the speaker is never content */
	if (by != CS_NONE && !in_subtree(d, v, by) && !(subj && subj->inherited))
		mark_range(r, cs_w(d, by)->left, cs_w(d, by)->right, 0);
	(void)finish(r, &s, sent->words.begin, sent->words.end, v, cls->attitude, by);
}

/* "according to X": the clause it stands in, without it. */
static void at_according(run_t *r, uint32_t i)
{
	cs_doc_t *d = r->d;
	const cs_word_t *w = cs_w(d, i);
	const cs_sent_t *sent = &d->sents.p[w->sent];
	uint32_t to = i + 1;
	if (to >= sent->words.end || !cs_eqz(cs_w(d, to)->lemma, "to"))
		return;
	uint32_t x = w->head; /* UD: case of the speaker */
	if (x == CS_NONE || w->deprel == CS_REL_ROOT)
		return;
	if (x <= to) { /* the tree took it for a verb: its oblique is the speaker */
		x = CS_NONE;
		for (uint32_t c = w->child; c != CS_NONE; c = cs_w(d, c)->next)
			if (c > to && (cs_w(d, c)->deprel == CS_REL_OBL || cs_w(d, c)->deprel == CS_REL_OBJ))
				x = c;
		if (x == CS_NONE)
			return;
	}
	const cs_word_t *h = cs_w(d, x);
	uint32_t top = in_subtree(d, i, x) ? h->head : w->head;
	while (top != CS_NONE && cs_w(d, top)->head != CS_NONE && cs_w(d, top)->upos != CS_POS_VERB &&
	       cs_w(d, top)->upos != CS_POS_AUX && cs_w(d, top)->deprel != CS_REL_CCOMP)
		top = cs_w(d, top)->head;
	if (top == CS_NONE || in_subtree(d, top, x))
		return;
	cs_said_t s = {
	    .sent = w->sent, .by = CS_BY_NONE, .parent = CS_NONE, .frame = CS_NONE, .stance = CS_NONE};
	uint32_t c = cs_cues_find(r->lex->cues, CS_CUE_PREP, r->according);
	if (c != CS_NONE)
		s.stance = r->lex->cues->cue.p[c].cls;
	s.cue = (cs_range_t){w->begin, cs_w(d, to)->end};
	/* "met X and left, according to Y.": behind a comma at the end it speaks of the whole sentence */
	uint32_t last = h->right > i ? h->right : i;
	bool whole = i > sent->words.begin && cs_eqz(cs_w(d, i - 1)->form, ",") &&
	             (last >= sent->words.end || cs_w(d, last)->upos == CS_POS_PUNCT) &&
	             last + 2 > sent->words.end;
	if (whole)
		mark_range(r, sent->words.begin, i, 1);
	else
		mark_range(r, cs_w(d, top)->left, cs_w(d, top)->right, 1);
	mark_range(r, h->left < i ? h->left : i, h->right, 0);
	(void)finish(r, &s, sent->words.begin, sent->words.end, i, false, x);
}

/* The clause a word stands in: its nearest verb above, or the root. */
static uint32_t clause_above(const cs_doc_t *d, uint32_t i)
{
	uint32_t top = cs_w(d, i)->head;
	while (top != CS_NONE && cs_w(d, top)->head != CS_NONE && cs_w(d, top)->upos != CS_POS_VERB &&
	       cs_w(d, top)->deprel != CS_REL_CCOMP)
		top = cs_w(d, top)->head;
	return top;
}

/* "In the view of X, …": the clause it stands in, without it. */
static void at_view(run_t *r, uint32_t i)
{
	cs_doc_t *d = r->d;
	const cs_word_t *w = cs_w(d, i);
	uint32_t top = clause_above(d, i), who = CS_NONE;
	if (i < 2 || i + 2 >= d->words.n || top == CS_NONE || w->deprel != CS_REL_OBL ||
	    cs_w(d, w->left)->sent != w->sent || !cs_eqz(cs_w(d, w->left)->lemma, "in") ||
	    !cs_eqz(cs_w(d, i + 1)->form, "of"))
		return;
	for (uint32_t c = w->child; c != CS_NONE; c = cs_w(d, c)->next)
		if (cs_w(d, c)->deprel == CS_REL_NMOD && c > i + 1)
			who = c;
	if (who == CS_NONE)
		return;
	cs_said_t s = {.sent = w->sent,
	               .by = CS_BY_NONE,
	               .parent = CS_NONE,
	               .frame = CS_NONE,
	               .stance = CS_NONE,
	               .cue = {cs_w(d, w->left)->begin, cs_w(d, i + 1)->end}};
	mark_range(r, cs_w(d, top)->left, cs_w(d, top)->right, 1);
	mark_range(r, w->left, w->right, 0);
	const cs_sent_t *sent = &d->sents.p[w->sent];
	(void)finish(r, &s, sent->words.begin, sent->words.end, i, true, who);
}

/* "reportedly", "allegedly": the clause they stand in, and nobody is named. */
static void at_hearsay(run_t *r, uint32_t i)
{
	cs_doc_t *d = r->d;
	const cs_word_t *w = cs_w(d, i);
	uint32_t top = w->head;
	if (top == CS_NONE || w->deprel != CS_REL_ADVMOD || cs_w(d, top)->upos != CS_POS_VERB)
		return;
	cs_said_t s = {.sent = w->sent,
	               .by = CS_BY_NONE,
	               .parent = CS_NONE,
	               .frame = CS_NONE,
	               .stance = CS_NONE,
	               .cue = {w->begin, w->end}};
	const cs_sent_t *sent = &d->sents.p[w->sent];
	mark_range(r, cs_w(d, top)->left, cs_w(d, top)->right, 1);
	mark_range(r, i, i + 1, 0);
	(void)finish(r, &s, sent->words.begin, sent->words.end, i, false, CS_NONE);
}

/* "Mozambique: rebels vow …": a place over a report; it speaks where what follows is quoted. */
static bool is_heading(const cs_doc_t *d, const cs_entity_t *e, uint32_t colon, uint32_t end)
{
	return (e->type == CS_ENT_GPE || e->type == CS_ENT_LOC) &&
	       !(colon + 1 < end && is_quote_mark(d, colon + 1));
}

/* "Secretary X: …", at the beginning of a sentence. */
static void at_colon(run_t *r, const cs_sent_t *sent, uint32_t si)
{
	cs_doc_t *d = r->d;
	uint32_t b = sent->words.begin, e = sent->words.end;
	uint32_t colon = b;
	while (colon < e && colon < b + 8 && !cs_eqz(cs_w(d, colon)->form, ":"))
		colon++;
	if (colon == b || colon >= e || colon == b + 8)
		return;
	if (colon ==
	    e - 1) /* the label is a sentence of its own: up to the paragraph's end or the next one */
		for (uint32_t k = si + 1; k < d->sents.n && d->sents.p[k].par == sent->par; k++) {
			const cs_range_t words = d->sents.p[k].words;
			if (cs_eqz(cs_w(d, words.end - 1)->form, ":"))
				break;
			e = words.end;
		}
	if (e - colon < 4)
		return;
	for (uint32_t i = b; i < colon; i++) {
		uint32_t m = d->mention_of ? d->mention_of[i] : CS_NONE;
		if (m == CS_NONE)
			continue;
		const cs_mention_t *mention = &d->mentions.p[m];
		if (mention->begin > b + 1 || mention->end < colon || mention->type == CS_M_PRONOUN ||
		    mention->entity == CS_NONE || !d->entities.p[mention->entity].acts ||
		    is_heading(d, &d->entities.p[mention->entity], colon, e))
			continue;
		cs_said_t s = {.sent = si,
		               .by = CS_BY_EXPLICIT,
		               .parent = CS_NONE,
		               .frame = CS_NONE,
		               .stance = CS_NONE};
		s.cue = (cs_range_t){cs_w(d, colon)->begin, cs_w(d, colon)->end};
		*CS_PUSH(&d->arena, &s.speakers) = mention->entity;
		*CS_PUSH(&d->arena, &s.speaker_spans) =
		    (cs_range_t){cs_w(d, b)->begin, cs_w(d, colon - 1)->end};
		mark_range(r, colon + 1, e, 1);
		uint32_t first, last = pull_quotes(r, colon + 1, e, CS_NONE, &first);
		s.kind = CS_SAID_DIRECT;
		add_content(r, &s, first, last);
		mark_range(r, first, last, 0);
		if (s.content.n)
			*CS_PUSH(&d->arena, &d->said) = s;
		return;
	}
}

/* A cue of saying and its speaker at the end of a sentence, behind a comma: "…, says minister",
 * "…, the minister said". The cue's word, or CS_NONE; *comma and the speaker's words. */
static uint32_t tail_cue(const run_t *r, const cs_sent_t *sent, uint32_t *comma, cs_range_t *who)
{
	const cs_doc_t *d = r->d;
	uint32_t b = sent->words.begin, e = sent->words.end, v = CS_NONE, at;
	while (e > b && is_punct(d, e - 1) && cs_w(d, e - 1)->xpos != CS_XP_RRB)
		e--;
	bool last = e > b && cs_w(d, e - 1)->upos == CS_POS_VERB; /* "the minister said" */
	if (last)
		v = --e;
	bool behind = last; /* a comma may stand before an apposition: "said Roe, a teacher" */
	for (at = e; at > b && e - at < 12; at--) {
		if (in_phrase(d, at - 1) || (at < e && cs_w(d, at - 1)->upos == CS_POS_ADP))
			continue;
		if (behind || cs_w(d, at - 1)->xpos != CS_XP_COMMA || at < b + 4 || !nominal(d, at - 2))
			break;
		behind = true;
	}
	if (last && at < e && at > b)
		*who = (cs_range_t){at, e};
	else if (!last && at < e && at > b && cs_w(d, at - 1)->upos == CS_POS_VERB)
		*who = (cs_range_t){at, e}, v = --at;
	else
		return CS_NONE;
	if (at < b + 4 || cs_w(d, at - 1)->xpos != CS_XP_COMMA || !nominal(d, e - 1))
		return CS_NONE;
	*comma = at - 1;
	return v;
}

/* "Iran to answer, says minister": such a tail, whatever the tree makes of it. Where a statement
 * has this cue already, it is left. */
static void at_tail(run_t *r, const cs_sent_t *sent, uint32_t si, uint32_t from)
{
	cs_doc_t *d = r->d;
	uint32_t comma, second, v;
	cs_range_t words;
	v = tail_cue(r, sent, &comma, &words);
	uint32_t f = v == CS_NONE ? CS_NONE : d->frame_of[v];
	const cs_cue_t *cue = f == CS_NONE ? NULL : cue_of(r, &d->frames.p[f], &second);
	if (!cue || d->frames.p[f].head != v || second != CS_NONE ||
	    cue->flags & (CS_CUE_ATTITUDE | CS_CUE_QUOTE) || r->quote_of[v] != CS_NONE)
		return;
	cs_said_t s = {.sent = si,
	               .by = CS_BY_NONE,
	               .parent = CS_NONE,
	               .frame = f,
	               .stance = cue->cls,
	               .cue = {cs_w(d, v)->begin, cs_w(d, v)->end}};
	for (uint32_t k = from; k < d->said.n; k++)
		if (d->said.p[k].cue.begin == s.cue.begin)
			return;
	uint32_t who = CS_NONE;
	for (uint32_t i = words.begin; i < words.end && who == CS_NONE; i++) {
		uint32_t h = cs_w(d, i)->head;
		if (nominal(d, i) && (h == CS_NONE || h < words.begin || h >= words.end))
			who = i;
	}
	if (who == CS_NONE)
		return;
	mark_range(r, sent->words.begin, comma, 1);
	(void)finish(r, &s, sent->words.begin, sent->words.end, v, false, who);
}

/* A quotation whose closing mark is missing ends before "…, said Roe" of its first sentence. */
static void mend_open(run_t *r, cs_quotes_t *quotes)
{
	cs_doc_t *d = r->d;
	for (uint32_t q = 0; q < quotes->n; q++) {
		cs_quote_t *x = &quotes->p[q];
		uint32_t comma, v, second, f;
		cs_range_t who;
		if (x->closed || x->depth)
			continue;
		v = tail_cue(r, &d->sents.p[cs_w(d, x->begin)->sent], &comma, &who);
		f = v == CS_NONE ? CS_NONE : d->frame_of[v];
		if (f == CS_NONE || comma <= x->begin + 2 || !cue_of(r, &d->frames.p[f], &second))
			continue;
		for (uint32_t i = comma + 1; i < x->end; i++) {
			cs_w(d, i)->flags &= (uint8_t)~CS_W_QUOTED;
			r->quote_of[i] = CS_NONE;
		}
		x->end = comma + 1;
		x->closed = 1;
	}
}

static bool has_verb(const run_t *r, const cs_quote_t *q)
{
	for (uint32_t i = q->begin; i < q->end; i++)
		if (cs_w(r->d, i)->upos == CS_POS_VERB || cs_w(r->d, i)->upos == CS_POS_AUX)
			return true;
	return false;
}

/* "…", he said, "…": the second half of a split quotation: nothing but the speaker, a few words
 * and no other verb between the cue and it. */
static bool goes_on_behind(const run_t *r, const cs_said_t *s, const cs_quote_t *q)
{
	const cs_doc_t *d = r->d;
	uint32_t i = q->begin, n = 0;

	if (s->kind != CS_SAID_DIRECT || s->cue.end <= s->cue.begin || !s->content.n ||
	    s->content.p[0].begin > s->cue.begin || cs_w(d, q->begin)->begin < s->cue.end)
		return false;
	while (i > 0 && cs_w(d, i - 1)->begin >= s->cue.end) {
		const cs_word_t *w = cs_w(d, --i);
		if (w->upos == CS_POS_VERB || w->upos == CS_POS_AUX || r->quote_of[i] != CS_NONE)
			return false;
		n += w->upos != CS_POS_PUNCT;
	}
	return n <= 12;
}

/* The subject of a sentence, where it is a person and the sentence speaks of no other: "Roe was
 * blunt." before a quotation. CS_NONE where it is not so. */
static uint32_t lone_person(const run_t *r, const cs_sent_t *sent)
{
	const cs_doc_t *d = r->d;
	uint32_t who = CS_NONE, n = 0;
	for (uint32_t i = sent->words.begin; i < sent->words.end; i++) {
		uint32_t m = d->mention_of ? d->mention_of[i] : CS_NONE;
		uint32_t e = m == CS_NONE ? CS_NONE : d->mentions.p[m].entity;
		if (e == CS_NONE || d->entities.p[e].type != CS_ENT_PERSON || e == who)
			continue;
		const cs_word_t *w = cs_w(d, i);
		if (n++ || w->deprel != CS_REL_NSUBJ || w->head == CS_NONE ||
		    cs_w(d, w->head)->head != CS_NONE)
			return CS_NONE;
		who = e;
	}
	return who;
}

/* Quotations that no cue claimed: more of the statement before, or nobody's. */
static void leftover(run_t *r, uint32_t q)
{
	cs_doc_t *d = r->d;
	const cs_quote_t *quote = &r->quotes->p[q];
	if (words_in(r, quote) < 4 || !has_verb(r, quote))
		return; /* a scare quote, a title, a term */
	uint32_t si = cs_w(d, quote->begin)->sent;
	const cs_sent_t *sent = &d->sents.p[si];
	bool leads = true; /* does the sentence begin with it? else it is part of another clause */
	for (uint32_t i = sent->words.begin; i < quote->begin; i++)
		leads &= is_punct(d, i);
	const cs_said_t *before = NULL;
	for (uint32_t back = 0; back <= 3 && back <= si && !before; back++) {
		uint32_t at = r->last_said[si - back];
		uint32_t par = d->sents.p[si - back].par;
		bool runs_on =
		    q > 0 && !r->quotes->p[q - 1].closed && r->quotes->p[q - 1].par + 1 == quote->par;
		/* a paragraph that is a quotation, behind one that ends in words of somebody's */
		bool goes_on = back == 1 && (sent->flags & CS_S_PAR_BEGIN) && leads && at != CS_NONE &&
		               d->said.p[at].speakers.n == 1;
		if (par + 1 < sent->par)
			break;
		if (at != CS_NONE && (par == sent->par || ((runs_on || goes_on) && par + 1 == sent->par)))
			before = &d->said.p[at];
	}
	uint32_t same = r->last_said[si];
	if (!leads && same != CS_NONE && goes_on_behind(r, &d->said.p[same], quote)) {
		mark_range(r, quote->begin, quote->end, 1);
		r->claimed[q] = 1;
		add_content(r, &d->said.p[same], quote->begin, quote->end);
		mark_range(r, quote->begin, quote->end, 0);
		return;
	}
	cs_said_t s = {.sent = si,
	               .kind = CS_SAID_DIRECT,
	               .by = CS_BY_NONE,
	               .parent = CS_NONE,
	               .frame = CS_NONE,
	               .stance = CS_NONE};
	if (before && leads) {
		s.by = CS_BY_PREVIOUS;
		s.stance = before->stance;
		for (uint32_t i = 0; i < before->speakers.n; i++)
			*CS_PUSH(&d->arena, &s.speakers) = before->speakers.p[i];
	}
	/* "Roe was blunt. “…”": a quotation that is a sentence of its own */
	if (!before && leads && si > 0 && d->sents.p[si - 1].par == sent->par &&
	    quote->end + 1 >= sent->words.end) {
		uint32_t who = lone_person(r, &d->sents.p[si - 1]);
		if (who != CS_NONE) {
			s.by = CS_BY_PREVIOUS;
			*CS_PUSH(&d->arena, &s.speakers) = who;
		}
	}
	mark_range(r, quote->begin, quote->end, 1);
	r->claimed[q] = 1;
	add_content(r, &s, quote->begin, quote->end);
	mark_range(r, quote->begin, quote->end, 0);
	if (s.content.n) {
		*CS_PUSH(&d->arena, &d->said) = s;
		r->last_said[si] = d->said.n - 1;
	}
}

/* What a quotation in a later sentence may go on with: a quotation, or "X said:". */
static void note_last(run_t *r, uint32_t sent, uint32_t from)
{
	const cs_doc_t *d = r->d;
	bool colon = cs_eqz(cs_w(d, d->sents.p[sent].words.end - 1)->form, ":");
	for (uint32_t i = from; i < d->said.n; i++)
		if (d->said.p[i].kind == CS_SAID_DIRECT || d->said.p[i].kind == CS_SAID_MIXED || colon)
			r->last_said[sent] = i;
}

static int by_place(const void *va, const void *vb)
{
	const cs_said_t *a = va, *b = vb;
	if (a->sent != b->sent)
		return a->sent < b->sent ? -1 : 1;
	if (a->content.p[0].begin != b->content.p[0].begin)
		return a->content.p[0].begin < b->content.p[0].begin ? -1 : 1;
	return a->cue.begin < b->cue.begin ? -1 : a->cue.begin > b->cue.begin;
}

/* In the order of the text; then each one's parent: the smallest content around its cue. */
void cs_said_order(cs_doc_t *d)
{
	if (d->said.n)
		qsort(d->said.p, d->said.n, sizeof *d->said.p, by_place);
	for (uint32_t i = 0; i < d->said.n; i++) {
		cs_said_t *s = &d->said.p[i];
		s->parent = CS_NONE;
		cs_range_t at = s->cue.end > s->cue.begin ? s->cue : s->content.p[0];
		uint32_t best = UINT32_MAX, par = d->sents.p[s->sent].par;
		/* by distance: a paragraph may be a whole document */
		for (uint32_t step = 1; step <= 64; step++) {
			for (int side = 0; side < 2; side++) {
				uint32_t k = side ? i + step : i - step;
				if (side ? k >= d->said.n : step > i)
					continue;
				const cs_said_t *o = &d->said.p[k];
				if (d->sents.p[o->sent].par != par)
					continue;
				for (uint32_t c = 0; c < o->content.n; c++) {
					cs_range_t span = o->content.p[c];
					uint32_t size = span.end - span.begin;
					if (span.begin <= at.begin && at.end <= span.end && size < best &&
					    size > at.end - at.begin) {
						best = size;
						s->parent = k;
					}
				}
			}
		}
	}
}

void cs_said_rules(const cs_lex_t *lex, cs_doc_t *d, cs_quotes_t *quotes, cs_arena_t *scratch)
{
	run_t r = {.lex = lex, .d = d, .scratch = scratch, .quotes = quotes};
	r.according = cs_intern_find(&lex->words, CS_STR("according"));
	r.claimed = cs_alloc(scratch, r.quotes->n + 1);
	r.mark = cs_alloc(scratch, d->words.n + 1);
	r.quote_of = CS_NEW_N(scratch, uint32_t, d->words.n);
	memset(r.quote_of, 0xff, d->words.n * sizeof *r.quote_of);
	for (uint32_t q = 0; q < r.quotes->n; q++)
		if (r.quotes->p[q].depth == 0)
			for (uint32_t i = r.quotes->p[q].begin; i < r.quotes->p[q].end; i++)
				r.quote_of[i] = q;
	r.last_said = CS_NEW_N(scratch, uint32_t, d->sents.n);
	memset(r.last_said, 0xff, d->sents.n * sizeof *r.last_said);
	mend_open(&r, quotes);
	uint32_t f = 0;
	for (uint32_t s = 0; s < d->sents.n; s++) {
		const cs_sent_t *sent = &d->sents.p[s];
		uint32_t from = d->said.n;
		at_colon(&r, sent, s);
		/* Outer cues first, so that they get the quotation: frames are in text order, the cue that
		 * has the sentence's root comes first. */
		uint32_t f_end = f;
		while (f_end < d->frames.n && d->frames.p[f_end].sent == s)
			f_end++;
		for (uint32_t pass = 0; pass < 2; pass++)
			for (uint32_t k = f; k < f_end; k++) {
				uint32_t h = d->frames.p[k].head;
				bool root = cs_w(d, h)->head == CS_NONE || cs_w(d, h)->deprel == CS_REL_PARATAXIS;
				if (root == (pass == 0))
					at_frame(&r, k);
			}
		f = f_end;
		at_tail(&r, sent, s, from);
		if (r.according != CS_NONE)
			for (uint32_t i = sent->words.begin; i < sent->words.end; i++)
				if (cs_w(d, i)->norm_id == r.according)
					at_according(&r, i);
		for (uint32_t i = sent->words.begin; i < sent->words.end; i++)
			if (cs_w(d, i)->upos == CS_POS_ADV &&
			    cs_listed(cs_w(d, i)->form, " reportedly allegedly supposedly purportedly "))
				at_hearsay(&r, i);
			else if (cs_w(d, i)->upos == CS_POS_NOUN &&
			         cs_listed(cs_w(d, i)->form, " view opinion eyes words judgment "))
				at_view(&r, i);
		note_last(&r, s, from);
	}
	for (uint32_t q = 0; q < r.quotes->n; q++)
		if (r.quotes->p[q].depth == 0 && !r.claimed[q])
			leftover(&r, q);
	cs_said_order(d);
}
