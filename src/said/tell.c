/* tell.c - statements from what was heard: spans of labels become sources, cues and contents, and
 * these become statements with speakers, kind and frame. What the rules found stays where nothing
 * was heard against it: statements within statements, which the layer never learned, and
 * statements of which it says nothing.
 *
 * A cue takes the nearest source on the side that its label names; content goes to the nearest cue
 * on the side that its label names. Cost: linear, but for the search among neighbours. */
#include "said/said_int.h"

#include "lex/cues.h"

typedef struct span {
	uint32_t begin, end; /* words */
	uint8_t role;
	uint32_t said; /* of a cue: its statement */
	uint32_t last; /* of a cue: the last sentence of what it brought in */
} span_t;
typedef CS_VEC(span_t) spans_t;

#define CUE (CS_NONE - 1) /* in the cue of a heard statement */

typedef struct tell {
	const cs_lex_t *lex;
	cs_doc_t *d;
	const cs_quotes_t *quotes;
	uint32_t *quote_of; /* word -> outermost quotation, or CS_NONE */
	uint32_t *told;     /* word -> the heard statement whose content has it, CUE, or CS_NONE */
	uint32_t *rule_cue; /* word -> a statement by rule whose cue has it, or CS_NONE */
	CS_VEC(cs_said_t) rule;
} tell_t;

static bool punct(const cs_doc_t *d, uint32_t i)
{
	return cs_w(d, i)->upos == CS_POS_PUNCT;
}

static cs_range_t bytes(const cs_doc_t *d, uint32_t begin, uint32_t end)
{
	return (cs_range_t){cs_w(d, begin)->begin, cs_w(d, end - 1)->end};
}

static bool is_cue(uint8_t role)
{
	return role == CS_HEAR_CUE || role == CS_HEAR_CUE_L || role == CS_HEAR_CUE_R;
}

/* The word of a span that hangs on a word outside it; the first, where there are several, that is
 * no punctuation. */
static uint32_t head_of(const cs_doc_t *d, uint32_t begin, uint32_t end)
{
	for (uint32_t i = begin; i < end; i++) {
		uint32_t h = cs_w(d, i)->head;
		if (!punct(d, i) && cs_w(d, i)->deprel != CS_REL_CASE &&
		    (h == CS_NONE || h < begin || h >= end))
			return i;
	}
	return begin;
}

static void add_entity(cs_doc_t *d, cs_said_t *s, uint32_t word)
{
	uint32_t m = d->mention_of ? d->mention_of[word] : CS_NONE;
	uint32_t entity = m == CS_NONE ? CS_NONE : d->mentions.p[m].entity;
	if (entity == CS_NONE)
		return;
	for (uint32_t i = 0; i < s->speakers.n; i++)
		if (s->speakers.p[i] == entity)
			return;
	*CS_PUSH(&d->arena, &s->speakers) = entity;
}

static void add_source(cs_doc_t *d, cs_said_t *s, const span_t *x)
{
	uint32_t head = head_of(d, x->begin, x->end);
	*CS_PUSH(&d->arena, &s->speaker_spans) = bytes(d, x->begin, x->end);
	s->by = cs_w(d, head)->upos == CS_POS_PRON ? CS_BY_COREF : CS_BY_EXPLICIT;
	add_entity(d, s, head);
	for (uint32_t c = cs_w(d, head)->child; c != CS_NONE; c = cs_w(d, c)->next)
		if (cs_w(d, c)->deprel == CS_REL_CONJ && c < x->end && c > x->begin)
			add_entity(d, s, c);
}

/* Frame and stance: as the rules have it, else by the lexicon, else by the first predicate. */
static void add_frame(const tell_t *t, cs_said_t *s, const span_t *cue)
{
	static const cs_cue_pos_t pos_of[] = {
	    [CS_PRED_VERB] = CS_CUE_VERB, [CS_PRED_NOUN] = CS_CUE_NOUN, [CS_PRED_ADJ] = CS_CUE_ADJ};
	const cs_doc_t *d = t->d;
	const cs_cues_t *cues = t->lex->cues;
	for (uint32_t i = cue->begin; i < cue->end; i++)
		if (t->rule_cue[i] != CS_NONE) {
			const cs_said_t *r = &t->rule.p[t->rule_cue[i]];
			s->frame = r->frame;
			s->stance = r->stance;
			s->kind = r->kind; /* for kind_of */
			return;
		}
	for (uint32_t i = cue->begin; i < cue->end; i++) {
		uint32_t f = d->frame_of[i];
		if (f == CS_NONE)
			continue;
		if (s->frame == CS_NONE)
			s->frame = f;
		uint32_t c =
		    cs_cues_find(cues, pos_of[d->frames.p[f].kind], cs_w(d, d->frames.p[f].head)->lemma_id);
		for (; c != CS_NONE; c = cues->cue.p[c].next)
			if (cues->cue.p[c].second == CS_NONE ||
			    (i + 1 < d->words.n && cs_w(d, i + 1)->norm_id == cues->cue.p[c].second)) {
				s->frame = f;
				s->stance = cues->cue.p[c].cls;
				return;
			}
	}
}

/* direct: all quoted; mixed: some; else indirect or attitude. A cue that the lexicon does not know
 * is an attitude where what it takes is no clause ("fiercely at odds with the plan"). */
static uint8_t kind_of(const tell_t *t, const cs_said_t *s, uint32_t cue)
{
	const cs_doc_t *d = t->d;
	uint32_t quoted = 0, plain = 0, own = cue == CS_NONE ? CS_NONE : t->quote_of[cue];
	bool verb = false;
	for (uint32_t k = 0; k < s->content.n; k++)
		for (uint32_t i = cs_said_word_at(d, s->content.p[k].begin);
		     i < d->words.n && cs_w(d, i)->end <= s->content.p[k].end; i++) {
			uint8_t upos = cs_w(d, i)->upos;
			verb |= upos == CS_POS_VERB || upos == CS_POS_AUX;
			if (upos == CS_POS_PUNCT)
				continue;
			if (t->quote_of[i] != CS_NONE && t->quote_of[i] != own)
				quoted++;
			else
				plain++;
		}
	if ((quoted && !plain) || (cue != CS_NONE && cs_eqz(cs_w(d, cue)->form, ":"))) /* "Roe: …" */
		return CS_SAID_DIRECT;
	if (s->stance == CS_NONE && s->kind == CS_SAID_ATTITUDE)
		return CS_SAID_ATTITUDE;
	if (s->stance != CS_NONE ? t->lex->cues->cls.p[s->stance].attitude : !quoted && !verb)
		return CS_SAID_ATTITUDE;
	return quoted ? CS_SAID_MIXED : CS_SAID_INDIRECT;
}

static void spans_of(const uint8_t *label, uint32_t n, cs_arena_t *scratch, spans_t *out)
{
	for (uint32_t i = 0; i < n;) {
		uint32_t b = i++;
		if (!label[b])
			continue;
		while (i < n && label[i] && !cs_hear_begins(label[i]))
			i++;
		*CS_PUSH(scratch, out) = (span_t){b, i, cs_hear_role(label[b]), CS_NONE, 0};
	}
}

/* The nearest span of a kind to the left (step -1) or right; CS_NONE. */
static uint32_t nearest(const spans_t *s, uint32_t from, int step, bool cue)
{
	for (uint32_t k = from; step > 0 ? k + 1 < s->n : k > 0;) {
		k = step > 0 ? k + 1 : k - 1;
		if (cue ? is_cue(s->p[k].role) : s->p[k].role == CS_HEAR_SOURCE)
			return k;
	}
	return CS_NONE;
}

/* "The paper quoted Roe as saying …": Roe said it. */
static uint32_t quoted_one(const cs_doc_t *d, const span_t *cue)
{
	for (uint32_t i = cue->begin; i < cue->end; i++) {
		uint32_t f = d->frame_of[i];
		if (f == CS_NONE ||
		    !(cs_eqz(cs_w(d, i)->lemma, "quote") || cs_eqz(cs_w(d, i)->lemma, "cite")))
			continue;
		for (uint32_t k = d->frames.p[f].arg_begin; k < d->frames.p[f].arg_end; k++) {
			const cs_arg_t *a = &d->args.p[k];
			uint32_t next = a->slot == CS_SLOT_OBJ ? cs_w(d, a->head)->right : CS_NONE;
			for (uint32_t j = a->head + 1; next != CS_NONE && j < next + 2 && j < d->words.n; j++)
				if (cs_eqz(cs_w(d, j)->form, "saying"))
					return a->head;
		}
	}
	return CS_NONE;
}

/* "The court was told by a witness that …", heard without a source: the witness. */
static uint32_t agent(const cs_doc_t *d, uint32_t frame)
{
	const cs_frame_t *f = &d->frames.p[frame];
	for (uint32_t k = f->arg_begin; k < f->arg_end && (f->flags & CS_F_PASSIVE); k++) {
		uint32_t w = d->args.p[k].head;
		if (d->args.p[k].slot == CS_SLOT_SUBJ && w > f->head && !d->args.p[k].inherited &&
		    cs_w(d, w)->deprel == CS_REL_OBL_AGENT)
			return w;
	}
	return CS_NONE;
}

/* Names the agent of a passive cue as the source and takes him out of the contents. */
static void add_agent(cs_doc_t *d, cs_said_t *s)
{
	uint32_t who = agent(d, s->frame);
	if (who == CS_NONE)
		return;
	uint32_t b = cs_w(d, who)->left, e = who + 1;
	while (b < who && cs_w(d, b)->deprel == CS_REL_CASE)
		b++;
	while (e < cs_w(d, who)->right && cs_w(d, e)->upos != CS_POS_PUNCT &&
	       !cs_eqz(cs_w(d, e)->lemma, "that"))
		e++;
	cs_range_t at = bytes(d, b, e);
	if (s->cue.end > at.begin)
		return;
	for (uint32_t c = 0; c < s->content.n; c++) {
		cs_range_t *x = &s->content.p[c];
		if (x->begin >= at.end || x->end <= at.begin)
			continue;
		if (x->begin < at.begin || x->end <= at.end || e >= d->words.n)
			return;
		x->begin = cs_w(d, e)->begin;
	}
	add_source(d, s, &(span_t){b, e, CS_HEAR_SOURCE, CS_NONE, 0});
}

/* "Reporters were told that …": those who are told are not what is said, though annotators mark
 * them. */
static void drop_hearer(const cs_doc_t *d, cs_said_t *s)
{
	const cs_frame_t *f = &d->frames.p[s->frame];
	if (!(f->flags & CS_F_PASSIVE) || s->content.n < 2 || !cs_said_takes_hearer(d, s->frame))
		return;
	for (uint32_t k = f->arg_begin; k < f->arg_end; k++) {
		const cs_word_t *w = cs_w(d, d->args.p[k].head);
		cs_range_t x = s->content.p[0];
		if (d->args.p[k].slot == CS_SLOT_OBJ && w->begin >= x.begin && w->end <= x.end &&
		    x.end <= s->cue.begin) {
			s->content.n--;
			memmove(s->content.p, s->content.p + 1, s->content.n * sizeof *s->content.p);
			return;
		}
	}
}

/* Gives a statement more content. In a later paragraph than its cue, where it has some already,
 * that is a statement of its own: by the same, where no sentence stands between and he is one (a
 * quotation is no more of what two say together), else nobody's.
 * *end: the last sentence of what this cue brought in so far. */
static void add_content(cs_doc_t *d, uint32_t at, const span_t *x, uint32_t *end)
{
	cs_said_t *s = &d->said.p[at];
	uint32_t sent = cs_w(d, x->begin)->sent, last = cs_w(d, x->end - 1)->sent;
	bool goes_on = sent <= *end + 1 && s->speakers.n == 1;
	*end = last > *end ? last : *end;
	if (!s->content.n || d->sents.p[sent].par <= d->sents.p[s->sent].par) {
		*CS_PUSH(&d->arena, &s->content) = bytes(d, x->begin, x->end);
		return;
	}
	cs_said_t more = {.sent = sent,
	                  .by = goes_on ? CS_BY_PREVIOUS : CS_BY_NONE,
	                  .parent = CS_NONE,
	                  .frame = CS_NONE,
	                  .stance = s->stance};
	if (goes_on)
		*CS_PUSH(&d->arena, &more.speakers) = s->speakers.p[0];
	*CS_PUSH(&d->arena, &more.content) = bytes(d, x->begin, x->end);
	*CS_PUSH(&d->arena, &d->said) = more;
}

/* A source that was heard from the middle of a name on, or in two: "General [Ostrov] said". */
static void whole_name(const cs_doc_t *d, const spans_t *spans, uint32_t k)
{
	span_t *x = &spans->p[k];
	uint32_t from = !k                                ? 0
	                : spans->p[k - 1].role == x->role ? spans->p[k - 1].begin
	                                                  : spans->p[k - 1].end;
	while (x->begin > from && cs_w(d, x->begin)->upos == CS_POS_PROPN &&
	       cs_w(d, x->begin - 1)->upos == CS_POS_PROPN &&
	       cs_w(d, x->begin - 1)->sent == cs_w(d, x->begin)->sent)
		x->begin--;
}

static void statements(tell_t *t, spans_t *spans)
{
	cs_doc_t *d = t->d;
	for (uint32_t k = 0; k < spans->n; k++) {
		span_t *x = &spans->p[k];
		if (!is_cue(x->role))
			continue;
		cs_said_t s = {.sent = cs_w(d, x->begin)->sent,
		               .by = CS_BY_NONE,
		               .parent = CS_NONE,
		               .frame = CS_NONE,
		               .stance = CS_NONE,
		               .cue = bytes(d, x->begin, x->end)};
		uint32_t source = x->role == CS_HEAR_CUE
		                      ? CS_NONE
		                      : nearest(spans, k, x->role == CS_HEAR_CUE_L ? -1 : 1, false);
		uint32_t other = quoted_one(d, x);
		if (other != CS_NONE) {
			uint32_t end = other + 1; /* "the spokesman", without "as saying" */
			while (end < cs_w(d, other)->right && !cs_eqz(cs_w(d, end)->form, "as") &&
			       !cs_eqz(cs_w(d, end)->form, "saying"))
				end++;
			add_source(d, &s, &(span_t){cs_w(d, other)->left, end, CS_HEAR_SOURCE, CS_NONE, 0});
		} else if (source != CS_NONE) {
			whole_name(d, spans, source);
			add_source(d, &s, &spans->p[source]);
		}
		add_frame(t, &s, x);
		x->said = d->said.n;
		x->last = cs_w(d, x->end - 1)->sent;
		*CS_PUSH(&d->arena, &d->said) = s;
	}
	for (uint32_t k = 0; k < spans->n; k++) {
		const span_t *x = &spans->p[k];
		if (x->role != CS_HEAR_CONTENT_L && x->role != CS_HEAR_CONTENT_R)
			continue;
		int step = x->role == CS_HEAR_CONTENT_L ? -1 : 1;
		uint32_t cue = nearest(spans, k, step, true);
		if (cue == CS_NONE)
			cue = nearest(spans, k, -step, true);
		if (cue != CS_NONE)
			add_content(d, spans->p[cue].said, x, &spans->p[cue].last);
	}
	uint32_t kept = 0;
	for (uint32_t k = 0; k < d->said.n; k++) {
		cs_said_t *s = &d->said.p[k];
		if (!s->content.n)
			continue;
		if (!s->speaker_spans.n && s->frame != CS_NONE)
			add_agent(d, s);
		if (s->frame != CS_NONE)
			drop_hearer(d, s);
		s->kind =
		    kind_of(t, s, s->cue.end > s->cue.begin ? cs_said_word_at(d, s->cue.begin) : CS_NONE);
		d->said.p[kept++] = *s;
	}
	d->said.n = kept;
}

/* Where heard statements have their words. */
static void mark_heard(const tell_t *t)
{
	const cs_doc_t *d = t->d;
	for (uint32_t k = 0; k < d->said.n; k++) {
		const cs_said_t *s = &d->said.p[k];
		for (uint32_t c = 0; c < s->content.n; c++)
			for (uint32_t i = cs_said_word_at(d, s->content.p[c].begin);
			     i < d->words.n && cs_w(d, i)->end <= s->content.p[c].end; i++)
				t->told[i] = k;
		for (uint32_t i = cs_said_word_at(d, s->cue.begin);
		     i < d->words.n && cs_w(d, i)->end <= s->cue.end; i++) /* none where it has no cue */
			t->told[i] = CUE;
	}
}

/* Is a statement by rule told inside one that was heard, or apart from all of them, by somebody who
 * is named or in quotation marks? Else it is at odds with what was heard, or too weak alone. */
static bool fits(const tell_t *t, const cs_said_t *r)
{
	const cs_doc_t *d = t->d;
	uint32_t inside = t->told[cs_said_word_at(
	    d, r->cue.end > r->cue.begin ? r->cue.begin : r->content.p[0].begin)];
	if (inside == CUE)
		return false;
	for (uint32_t i = cs_said_word_at(d, r->cue.begin);
	     i < d->words.n && cs_w(d, i)->end <= r->cue.end; i++)
		if (t->told[i] != inside)
			return false;
	for (uint32_t c = 0; c < r->content.n; c++)
		for (uint32_t i = cs_said_word_at(d, r->content.p[c].begin);
		     i < d->words.n && cs_w(d, i)->end <= r->content.p[c].end; i++)
			if (t->told[i] != inside)
				return false;
	/* "vowed to denounce the plan": inside what is said, nothing is said by this yet */
	if (inside != CS_NONE && r->frame != CS_NONE && d->frames.p[r->frame].flags & CS_F_INFINITIVE)
		return false;
	return inside != CS_NONE
	           ? r->cue.end > r->cue.begin
	           : r->speaker_spans.n || r->kind == CS_SAID_DIRECT || r->frame == CS_NONE;
}

void cs_said_tell(const cs_lex_t *lex, cs_doc_t *d, const cs_quotes_t *quotes, const uint8_t *label,
                  cs_arena_t *scratch)
{
	tell_t t = {.lex = lex, .d = d, .quotes = quotes};
	spans_t spans = {0};

	memcpy(&t.rule, &d->said, sizeof t.rule);
	memset(&d->said, 0, sizeof d->said);
	t.quote_of = CS_NEW_N(scratch, uint32_t, d->words.n);
	t.rule_cue = CS_NEW_N(scratch, uint32_t, d->words.n);
	memset(t.quote_of, 0xff, d->words.n * sizeof *t.quote_of);
	t.told = CS_NEW_N(scratch, uint32_t, d->words.n);
	memset(t.told, 0xff, d->words.n * sizeof *t.told);
	memset(t.rule_cue, 0xff, d->words.n * sizeof *t.rule_cue);
	for (uint32_t q = 0; q < quotes->n; q++)
		if (quotes->p[q].depth == 0)
			for (uint32_t i = quotes->p[q].begin; i < quotes->p[q].end; i++)
				t.quote_of[i] = q;
	for (uint32_t k = 0; k < t.rule.n; k++)
		for (uint32_t i = cs_said_word_at(d, t.rule.p[k].cue.begin);
		     i < d->words.n && cs_w(d, i)->end <= t.rule.p[k].cue.end; i++)
			t.rule_cue[i] = k;
	spans_of(label, d->words.n, scratch, &spans);
	statements(&t, &spans);
	mark_heard(&t);
	for (uint32_t k = 0; k < t.rule.n; k++)
		if (fits(&t, &t.rule.p[k]))
			*CS_PUSH(&d->arena, &d->said) = t.rule.p[k];
	cs_said_order(d);
}
