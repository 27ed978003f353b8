/* pronoun.c - whom a pronoun of the third person stands for: what the links of src/coref say, where
 * the model has them (chain.c); else a plain, careful rule.
 *
 * Its candidates are the mentions of this sentence before the pronoun and of the three sentences
 * before it that fit in number, kind and sex. Nearer sentences go first, subjects before the rest,
 * the subject of the main clause before others (centering, in its simplest form: the subject is
 * what the text goes on about). Two that fit equally leave the pronoun open. First persons belong
 * to whoever speaks, which only the statements tell. Cost: at most LOOK candidates a pronoun. */
#include "actor/actor_int.h"

enum { LOOK = 48, SENTENCES = 3 };
#define BOTH (CS_NONE - 1)

static bool above(const cs_doc_t *doc, uint32_t high, uint32_t low)
{
	for (int i = 0; i < 6 && low != CS_NONE; i++) {
		low = doc->words.p[low].head;
		if (low == high)
			return high != CS_NONE;
	}
	return false;
}

static void stands_for(cs_finder_t *f, cs_phrase_t *p, uint32_t entity)
{
	cs_entity_t *e = &f->doc->entities.p[entity];

	p->entity = entity;
	if (p->sex && !e->sex)
		e->sex = p->sex;
}

static bool fits(const cs_entity_t *e, const cs_phrase_t *p, const cs_word_t *w)
{
	if (!e->acts)
		return false;
	if (p->sex)
		return e->type == CS_ENT_PERSON && !e->plural && (!e->sex || e->sex == p->sex);
	if (p->plural)
		return e->plural || e->type == CS_ENT_NORP;
	(void)w;
	return e->type == CS_ENT_GPE || (e->type == CS_ENT_ORG && e->agent == CS_NONE) ||
	       (e->type == CS_ENT_ORG && e->plural);
}

/* "It is clear that …", "it emerged that …", "it rained": stands for nothing. */
static bool empty_it(const cs_doc_t *doc, uint32_t i)
{
	const cs_word_t *w = &doc->words.p[i];
	if (!cs_word_is(w, "it") || w->head == CS_NONE)
		return false;
	const cs_word_t *h = &doc->words.p[w->head];
	static const char empty[] = " appear seem emerge happen transpire matter rain snow follow ";
	bool before = i + 1 < doc->words.n && doc->words.p[i + 1].upos == CS_POS_VERB &&
	              cs_word_in(&(cs_word_t){.form = doc->words.p[i + 1].lemma}, empty);
	if (before || (h->upos == CS_POS_VERB && cs_word_in(&(cs_word_t){.form = h->lemma}, empty)))
		return true;
	bool clause = cs_child(doc, w->head, CS_REL_CSUBJ) != CS_NONE ||
	              ((cs_child(doc, w->head, CS_REL_CCOMP) != CS_NONE ||
	                cs_child(doc, w->head, CS_REL_ADVCL) != CS_NONE ||
	                cs_child(doc, w->head, CS_REL_XCOMP) != CS_NONE) &&
	               h->upos != CS_POS_VERB);
	return clause || cs_child(doc, w->head, CS_REL_COP) != CS_NONE ||
	       w->deprel == CS_REL_NSUBJ_PASS;
}

void cs_resolve_pronoun(cs_finder_t *f, uint32_t i)
{
	const cs_doc_t *doc = f->doc;
	cs_phrase_t *p = &f->ph.p[i];
	const cs_word_t *w = &doc->words.p[p->head];
	bool own = cs_word_in(w, " himself herself itself themselves ");
	uint32_t best = CS_NONE;
	int best_score = -1000;
	bool tie = false;

	if (cs_word_in(w, " i me my mine myself we us our ours ourselves ") || empty_it(doc, p->head))
		return;
	uint32_t linked;
	switch (cs_linked_entity(f, i, &linked)) {
	case CS_LINK_FOUND:
		stands_for(f, p, linked);
		return;
	case CS_LINK_NONE:
		return;
	case CS_LINK_OPEN:
		break;
	}
	bool possessive = w->deprel == CS_REL_NMOD_POSS;
	bool subject = cs_is_subject(w);
	uint32_t lowest = i > LOOK ? i - LOOK : 0;
	for (uint32_t k = i; k-- > lowest;) {
		const cs_phrase_t *q = &f->ph.p[k];
		const cs_word_t *h = &doc->words.p[q->head];
		if (h->sent + SENTENCES < w->sent)
			break;
		if (q->dropped || q->entity == CS_NONE || h->sent > w->sent ||
		    (h->sent == w->sent && q->begin >= p->begin) || q->end > p->begin)
			continue;
		/* "Russia and Iran … they": both, which no single entity is; it stays open. */
		bool both = p->plural && cs_child(doc, q->head, CS_REL_CONJ) != CS_NONE;
		uint32_t who = both ? BOTH : q->entity;
		if (both ? !doc->entities.p[q->entity].acts : !fits(&doc->entities.p[q->entity], p, w))
			continue;
		bool same_clause = h->sent == w->sent && h->head == w->head && !possessive;
		bool q_subject = cs_is_subject(h);
		if (!p->sex && !q_subject && !both)
			continue; /* things go on being talked of as subjects; all else is too uncertain */
		if (!p->sex && !p->plural && (h->xpos == CS_XP_NNPS || h->upos == CS_POS_ADJ))
			continue; /* "Americans" are no "it" */
		if (own) {
			if (q_subject && h->sent == w->sent && (h->head == w->head || best == CS_NONE)) {
				best = q->entity;
				if (h->head == w->head)
					break;
			}
			continue;
		}
		if (same_clause)
			continue; /* "Lavrov met him": not Lavrov */
		if (q->inside != CS_NONE && !p->sex)
			continue; /* "the Kenyan ministry … it": not Kenya */
		int score = -10 * (int)(w->sent - h->sent);
		if (q_subject)
			score += 5;
		if (q_subject && h->head != CS_NONE && doc->words.p[h->head].head == CS_NONE)
			score += 2;
		if (q->inside != CS_NONE)
			score -= 3;
		if (possessive && h->deprel == CS_REL_NMOD_POSS && above(doc, h->head, p->head))
			score += 8; /* "Assad's attack on his people" */
		if (q_subject && subject)
			score += 1;
		if (who == best) {
			if (score > best_score) {
				best_score = score;
				tie = false;
			}
			continue;
		}
		if (score > best_score) {
			best = who;
			best_score = score;
			tie = false;
		} else if (score == best_score) {
			tie = true;
		}
	}
	if (best == CS_NONE || best == BOTH || tie)
		return;
	stands_for(f, p, best);
}
