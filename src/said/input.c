/* input.c - what the layer of statements sees of a word besides the encoder's vectors: what the
 * rules make of it, quotations, the lexicon's cues, its place in the tree, whether it is a name.
 *
 * Cost: linear in words; a word looks at no more than eight words above it in its tree. The places
 * of the bits are part of the model format. */
#include "said/said_int.h"

#include "lex/cues.h"

enum {             /* first bit of each group */
	   RULE = 0,   /* none, and first and further words of source, cue, content: 7 */
	   INNER = 7,  /* the same of a statement in a statement, without first and further: 3 */
	   SIDE = 10,  /* of a cue: its source left, right, none; of content: its cue left, right: 5 */
	   QUOTE = 15, /* 8 */
	   CUE = 23,   /* 4 parts of speech, 4 flags, 16 classes */
	   UNDER = 47, /* head is a cue …: 10 */
	   REL = 57,   /* 57 */
	   POS = 114,  /* 17 */
	   NAME = 131, /* 9 types and none */
	   MENTION = 141, /* 3 */
	   PLACE = 144,   /* 7 */
	   EDGE = 151,    /* 4 */
	   SLOT = 155,    /* 5 */
	   END = 160
};

_Static_assert(END == CS_SAID_BITS, "the bits are part of the model format");
_Static_assert(CS_N_DEPREL <= POS - REL && CS_N_UPOS <= NAME - POS, "room for relations and tags");

struct cs_said_view { /* arrays by word */
	const cs_lex_t *lex;
	const cs_doc_t *d;
	uint8_t *rule; /* role in an outermost statement: 0, or 1 + 2 x role + further */
	uint8_t *inner, *side;
	uint8_t *quote, *mention, *slot, *place; /* a bit each */
	uint32_t *cue_of;                        /* the lexicon's cue, or CS_NONE */
};
typedef struct cs_said_view view_t;

enum { IN = 1, DEEP = 2, FIRST = 4, LAST = 8, OPEN = 16, LONG = 32, VERB = 64, EARLIER = 128 };

typedef struct bits { /* those that are set */
	uint8_t *at;
	uint32_t n;
} bits_t;

static void set(bits_t *b, uint32_t i)
{
	b->at[b->n++] = (uint8_t)i;
}

/* The words of a span of bytes: [*b, *e). */
static void words_of(const cs_doc_t *d, cs_range_t span, uint32_t *b, uint32_t *e)
{
	*b = cs_said_word_at(d, span.begin);
	*e = *b;
	while (*e < d->words.n && cs_w(d, *e)->end <= span.end)
		++*e;
}

static void label(view_t *v, const cs_said_t *s, cs_range_t span, uint8_t role, uint8_t side)
{
	uint32_t b, e;
	words_of(v->d, span, &b, &e);
	for (uint32_t i = b; i < e; i++)
		if (s->parent == CS_NONE) {
			v->rule[i] = (uint8_t)(1 + 2 * role + (i > b));
			v->side[i] = side;
		} else {
			v->inner[i] = (uint8_t)(1 + role);
		}
}

static void see_rules(view_t *v)
{
	for (uint32_t k = 0; k < v->d->said.n; k++) {
		const cs_said_t *s = &v->d->said.p[k];
		bool cue = s->cue.end > s->cue.begin;
		for (uint32_t i = 0; i < s->content.n; i++)
			label(v, s, s->content.p[i], 2,
			      !cue                                   ? 0
			      : s->content.p[i].begin < s->cue.begin ? 5
			                                             : 4);
		for (uint32_t i = 0; i < s->speaker_spans.n; i++)
			label(v, s, s->speaker_spans.p[i], 0, 0);
		if (cue)
			label(v, s, s->cue, 1,
			      !s->speaker_spans.n                          ? 3
			      : s->speaker_spans.p[0].begin < s->cue.begin ? 1
			                                                   : 2);
	}
}

static void see_quotes(view_t *v, const cs_quotes_t *quotes)
{
	const cs_doc_t *d = v->d;
	for (uint32_t q = 0; q < quotes->n; q++) {
		const cs_quote_t *x = &quotes->p[q];
		uint32_t words = 0;
		uint8_t all = x->closed ? 0 : OPEN;
		for (uint32_t i = x->begin; i < x->end; i++) {
			const cs_word_t *w = cs_w(d, i);
			words += w->upos != CS_POS_PUNCT;
			if (w->upos == CS_POS_VERB || w->upos == CS_POS_AUX)
				all |= VERB;
		}
		if (words >= 4)
			all |= LONG;
		for (uint32_t i = x->begin; i < x->end; i++) {
			if (x->depth > 0) {
				v->quote[i] |= DEEP;
				continue;
			}
			v->quote[i] =
			    (uint8_t)(IN | all | (i == x->begin ? FIRST : 0) | (i + 1 == x->end ? LAST : 0) |
			              (cs_w(d, i)->sent != cs_w(d, x->begin)->sent ? EARLIER : 0));
		}
	}
}

static void see_cues(view_t *v)
{
	const cs_cues_t *cues = v->lex->cues;
	for (uint32_t i = 0; i < v->d->words.n; i++) {
		const cs_word_t *w = cs_w(v->d, i);
		cs_cue_pos_t pos;
		v->cue_of[i] = CS_NONE;
		if (w->upos == CS_POS_VERB || w->upos == CS_POS_AUX)
			pos = CS_CUE_VERB;
		else if (w->upos == CS_POS_NOUN)
			pos = CS_CUE_NOUN;
		else if (w->upos == CS_POS_ADJ)
			pos = CS_CUE_ADJ;
		else
			continue;
		if (!cues || w->lemma_id == CS_NONE)
			continue;
		uint32_t c = cs_cues_find(cues, pos, w->lemma_id);
		for (; c != CS_NONE; c = cues->cue.p[c].next)
			if (cues->cue.p[c].second == CS_NONE ||
			    (i + 1 < v->d->words.n && cs_w(v->d, i + 1)->norm_id == cues->cue.p[c].second))
				break;
		v->cue_of[i] = c;
	}
}

/* The cues above a word in its tree. */
static void see_above(const view_t *v, uint32_t i, bits_t *bit)
{
	const cs_doc_t *d = v->d;
	uint32_t up = cs_w(d, i)->head, hops = 1;
	if (up != CS_NONE && v->cue_of[up] != CS_NONE)
		set(bit, UNDER + (cs_w(d, up)->upos == CS_POS_VERB ? 0 : 1));
	if (up != CS_NONE && cs_w(d, up)->head != CS_NONE && v->cue_of[cs_w(d, up)->head] != CS_NONE)
		set(bit, UNDER + 2);
	while (up != CS_NONE && hops <= 8 && v->cue_of[up] == CS_NONE) {
		up = cs_w(d, up)->head;
		hops++;
	}
	if (up == CS_NONE || hops > 8) {
		set(bit, UNDER + 9);
		return;
	}
	set(bit, UNDER + 3 + (hops < 4 ? hops - 1 : 3));
	set(bit, UNDER + (up < i ? 7 : 8));
}

static void see_tree(const view_t *v, uint32_t i, bits_t *bit)
{
	const cs_doc_t *d = v->d;
	const cs_word_t *w = cs_w(d, i);
	set(bit, REL + w->deprel);
	set(bit, POS + w->upos);
	/* where a clause or a subject begins and ends: a phrase up to the widest that has this edge */
	for (uint32_t side = 0; side < 2; side++) {
		uint32_t at = i, clause = 0, subject = 0;
		for (uint32_t hops = 0; hops < 8; hops++) {
			const cs_word_t *x = cs_w(d, at);
			if (side ? x->right != i + 1 : x->left != i)
				break;
			cs_deprel_t rel = cs_rel_base(x->deprel);
			if (rel == CS_REL_CCOMP || rel == CS_REL_ADVCL || rel == CS_REL_ACL ||
			    rel == CS_REL_PARATAXIS || rel == CS_REL_XCOMP)
				clause = 1;
			if (rel == CS_REL_NSUBJ)
				subject = 1;
			if (x->head == CS_NONE)
				break;
			at = x->head;
		}
		if (clause)
			set(bit, EDGE + side);
		if (subject)
			set(bit, EDGE + 2 + side);
	}
}

static void see_slots(view_t *v)
{
	const cs_doc_t *d = v->d;
	for (uint32_t f = 0; f < d->frames.n; f++) {
		const cs_frame_t *x = &d->frames.p[f];
		bool cue = v->cue_of[x->head] != CS_NONE;
		for (uint32_t k = x->arg_begin; k < x->arg_end; k++) {
			const cs_arg_t *a = &d->args.p[k];
			if (a->slot == CS_SLOT_SUBJ)
				v->slot[a->head] |= cue ? 2 : 1;
			else if (cue && a->slot == CS_SLOT_OBJ)
				v->slot[a->head] |= 4;
			else if (cue && a->slot == CS_SLOT_COMP)
				v->slot[a->head] |= 8;
		}
	}
}

static void see_mentions(view_t *v)
{
	for (uint32_t m = 0; m < v->d->mentions.n; m++) {
		const cs_mention_t *x = &v->d->mentions.p[m];
		for (uint32_t i = x->begin; i < x->end; i++)
			v->mention[i] |= 1;
		v->mention[x->head] |= x->type == CS_M_PRONOUN ? 6 : 2;
	}
}

static void see_sentence(view_t *v, const cs_sent_t *s)
{
	const cs_doc_t *d = v->d;
	uint32_t b = s->words.begin, e = s->words.end, colon = b;
	uint8_t all = 0;
	while (colon < e && colon < b + 8 && !cs_eqz(cs_w(d, colon)->form, ":"))
		colon++;
	bool labelled = colon > b && colon < e && colon < b + 8;
	if (s->flags & CS_S_PAR_BEGIN)
		all |= 4;
	if (s->flags & CS_S_HEADLINE)
		all |= 8;
	for (uint32_t i = b; i < e; i++)
		if (v->quote[i] & IN)
			all |= 64;
	for (uint32_t i = b; i < e; i++)
		v->place[i] =
		    (uint8_t)(all | (i == b) | (i + 1 == e) << 1 | (labelled ? i <= colon ? 16 : 32 : 0));
}

cs_said_view_t *cs_said_view(const cs_lex_t *lex, const cs_doc_t *d, const cs_quotes_t *quotes,
                             cs_arena_t *scratch)
{
	uint32_t n = d->words.n;
	view_t *v = CS_NEW(scratch, view_t);

	v->lex = lex;
	v->d = d;
	v->rule = cs_alloc(scratch, n);
	v->inner = cs_alloc(scratch, n);
	v->side = cs_alloc(scratch, n);
	v->quote = cs_alloc(scratch, n);
	v->mention = cs_alloc(scratch, n);
	v->slot = cs_alloc(scratch, n);
	v->place = cs_alloc(scratch, n);
	v->cue_of = CS_NEW_N(scratch, uint32_t, n);
	see_rules(v);
	see_quotes(v, quotes);
	see_cues(v);
	see_mentions(v);
	see_slots(v);
	for (uint32_t s = 0; s < d->sents.n; s++)
		see_sentence(v, &d->sents.p[s]);
	return v;
}

static void set_all(bits_t *b, uint32_t from, uint32_t mask)
{
	for (uint32_t k = 0; mask >> k; k++)
		if (mask >> k & 1)
			set(b, from + k);
}

uint32_t cs_said_input(const cs_said_view_t *v, uint32_t i, uint8_t *bit)
{
	bits_t b = {bit, 0};
	uint8_t name = cs_w(v->d, i)->name;

	set(&b, RULE + v->rule[i]);
	if (v->inner[i])
		set(&b, INNER + v->inner[i] - 1u);
	if (v->side[i])
		set(&b, SIDE + v->side[i] - 1u);
	set_all(&b, QUOTE, v->quote[i]);
	if (v->cue_of[i] != CS_NONE) {
		const cs_cue_t *c = &v->lex->cues->cue.p[v->cue_of[i]];
		set(&b, CUE + c->pos);
		set_all(&b, CUE + 4, c->flags & 15u);
		set(&b, CUE + 8 + (c->cls < 16 ? c->cls : 15));
	}
	see_above(v, i, &b);
	see_tree(v, i, &b);
	set(&b, NAME + (name == CS_NAME_NONE ? 9u : cs_name_type(name)));
	set_all(&b, MENTION, v->mention[i]);
	set_all(&b, PLACE, v->place[i]);
	set_all(&b, SLOT, v->slot[i]);
	assert(b.n <= CS_SAID_BITS_SET);
	return b.n;
}
