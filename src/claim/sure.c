/* sure.c - how certain, and on what grounds.
 *
 * Certainty: adverbs, adjectives and modals of the act, and the word above it ("appears to have
 * met", "is believed to have killed", "it is possible that"), all from lexicon/cues/claims.txt.
 * Evidence: a statement whose speakers are witnesses or things that can be looked at. Cost: linear in
 * the words that hang on the act. It does not read hedges that stand in another sentence. */
#include "claim/claim_int.h"

static uint8_t sure_word(const cs_cues_t *q, const cs_doc_t *d, uint32_t w, cs_cue_pos_t pos)
{
	uint8_t s = cs_cues_sure(q, pos, d->words.p[w].norm_id);
	return s ? s : cs_cues_sure(q, pos, d->words.p[w].lemma_id);
}

/* Words that hang on one word of the act; noun: adjectives count, else adverbs. */
static uint8_t beside(const cs_cues_t *q, const cs_doc_t *d, uint32_t of, bool noun, uint32_t *cue)
{
	for (uint32_t k = d->words.p[of].child; k != CS_NONE; k = d->words.p[k].next) {
		uint8_t rel = d->words.p[k].deprel;
		cs_cue_pos_t pos = rel == CS_REL_AMOD ? CS_CUE_ADJ : CS_CUE_ADV;
		if (rel != CS_REL_ADVMOD && !(noun && rel == CS_REL_AMOD))
			continue;
		uint8_t s = sure_word(q, d, k, pos);
		if (s) {
			*cue = k;
			return s;
		}
	}
	return 0;
}

/* The word above: a raising verb or a passive, an adjective with a clause. */
static uint8_t above(const cs_cues_t *q, const cs_doc_t *d, const cs_frame_t *f, uint32_t *cue)
{
	if (f->parent == CS_NONE || f->parent_slot != CS_SLOT_COMP)
		return 0;
	const cs_frame_t *p = &d->frames.p[f->parent];
	uint8_t s = 0;
	if (p->kind == CS_PRED_ADJ) {
		s = sure_word(q, d, p->head, CS_CUE_ADJ);
	} else if (p->kind == CS_PRED_VERB) {
		bool subject = false;
		for (uint32_t i = p->arg_begin; i < p->arg_end; i++)
			subject |= d->args.p[i].slot == CS_SLOT_SUBJ && !d->args.p[i].inherited;
		/* who appears to have done it is no one who holds it; of "say" only "is said to" */
		if ((p->flags & CS_F_PASSIVE) || cs_eqz(d->words.p[p->head].lemma, "appear") ||
		    cs_eqz(d->words.p[p->head].lemma, "seem"))
			s = (p->flags & CS_F_PASSIVE) && subject ? 0 : sure_word(q, d, p->head, CS_CUE_VERB);
	}
	if (s)
		*cue = p->head;
	return s;
}

uint8_t cs_sure_of(const cs_claiming_t *c, const cs_event_t *e, uint32_t *cue)
{
	const cs_doc_t *d = c->d;
	const cs_cues_t *q = c->lex->cues;
	const cs_frame_t *f = &d->frames.p[e->frame];
	bool noun = f->kind == CS_PRED_NOUN;
	*cue = CS_NONE;
	uint8_t s = beside(q, d, f->head, noun, cue);
	if (!s && f->light != CS_NONE)
		s = beside(q, d, f->light, false, cue);
	if (!s && f->modal != CS_NONE) {
		s = cs_cues_sure(q, CS_CUE_PREP, d->words.p[f->modal].lemma_id);
		/* "must withdraw" asks, "must have withdrawn" concludes */
		if (s == 1 && !(f->flags & CS_F_PERFECT))
			s = 0;
		if (s)
			*cue = f->modal;
	}
	return s ? s : above(q, d, f, cue);
}

/* The head of the phrase in these bytes of a sentence: the word whose own head lies outside. */
static uint32_t head_in(const cs_doc_t *d, uint32_t sent, cs_range_t at)
{
	cs_range_t in = d->sents.p[sent].words;
	for (uint32_t i = in.begin; i < in.end; i++) {
		const cs_word_t *w = &d->words.p[i];
		if (w->begin < at.begin || w->end > at.end)
			continue;
		if (w->head == CS_NONE || d->words.p[w->head].begin < at.begin ||
		    d->words.p[w->head].end > at.end)
			return i;
	}
	return CS_NONE;
}

cs_evidence_t cs_evidence_of(const cs_claiming_t *c, const cs_said_t *s, cs_range_t *words)
{
	const cs_doc_t *d = c->d;
	for (uint32_t i = 0; i < s->speaker_spans.n; i++) {
		cs_range_t at = s->speaker_spans.p[i];
		uint32_t head = head_in(d, s->sent, at);
		cs_evidence_t kind = head == CS_NONE
		                         ? CS_EV_NONE
		                         : cs_cues_evidence(c->lex->cues, d->words.p[head].lemma_id);
		if (kind == CS_EV_NONE)
			continue;
		*words = at;
		/* "witnesses said", "according to footage": with the cue where nothing stands between */
		if (s->cue.begin < s->cue.end) {
			uint32_t from = at.end < s->cue.begin ? at.end : s->cue.end;
			uint32_t to = at.end < s->cue.begin ? s->cue.begin : at.begin;
			if (from <= to && to - from <= 2) {
				words->begin = at.begin < s->cue.begin ? at.begin : s->cue.begin;
				words->end = at.end > s->cue.end ? at.end : s->cue.end;
			}
		}
		return kind;
	}
	return CS_EV_NONE;
}

bool cs_is_known_act(const cs_doc_t *d, const cs_event_t *e)
{
	const cs_frame_t *f = &d->frames.p[e->frame];
	if (f->kind != CS_PRED_NOUN || f->light != CS_NONE)
		return false;
	for (uint32_t k = d->words.p[f->head].child; k != CS_NONE && k < f->head;
	     k = d->words.p[k].next) {
		const cs_word_t *w = &d->words.p[k];
		if (w->deprel == CS_REL_NMOD_POSS)
			return true;
		if (w->deprel == CS_REL_DET &&
		    (cs_eqz(w->lemma, "the") || cs_eqz(w->lemma, "this") || cs_eqz(w->lemma, "that") ||
		     cs_eqz(w->lemma, "these") || cs_eqz(w->lemma, "those")))
			return true;
	}
	return false;
}
