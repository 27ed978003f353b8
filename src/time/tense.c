/* tense.c - is what stands around a time told as past or as to come? Climbs from the word to the
 * first verb whose form says so. At most UP_MAX steps. */
#include "time/time_int.h"

enum { UP_MAX = 12 };

static bool lemma_in(const cs_doc_t *d, uint32_t w, const char *list)
{
	return cs_listed(d->words.p[w].lemma, list);
}

static const char PLANS[] =
    " schedule plan slate expect set due prepare intend hope vow pledge promise ";
/* infinitives behind these take place with them */
static const char PHASES[] =
    " begin start continue manage fail refuse try appear seem force come get help "
    "have cease stop decline attempt proceed lead cause allow enable use ";

static bool predicate(const cs_word_t *w)
{
	return w->upos == CS_POS_VERB || w->upos == CS_POS_AUX;
}

enum { PAST = -1, OPEN = 0, PRESENT = 1, FUTURE = 2, ASK_ABOVE = 3 };

static bool is_to(const cs_doc_t *d, uint32_t v)
{
	for (uint32_t k = d->words.p[v].child; k != CS_NONE; k = d->words.p[k].next)
		if (d->words.p[k].deprel == CS_REL_MARK && d->words.p[k].xpos == CS_XP_TO)
			return true;
	return false;
}

/* Of a word with its auxiliaries. */
static int told(const cs_doc_t *d, uint32_t v)
{
	const cs_word_t *w = &d->words.p[v];
	bool cop = false, be = false, to = false;
	for (uint32_t k = w->child; k != CS_NONE; k = d->words.p[k].next) {
		const cs_word_t *x = &d->words.p[k];
		cs_deprel_t rel = cs_rel_base((cs_deprel_t)x->deprel);
		if (rel == CS_REL_MARK && x->xpos == CS_XP_TO)
			to = true;
		if (rel != CS_REL_AUX && rel != CS_REL_COP)
			continue;
		cop |= rel == CS_REL_COP;
		if (x->xpos == CS_XP_MD)
			return FUTURE;
		if (x->xpos == CS_XP_VBD && lemma_in(d, k, " be ") && w->xpos == CS_XP_VB && is_to(d, v))
			return FUTURE; /* "was to appear in court" */
		if (x->xpos == CS_XP_VBD || lemma_in(d, k, " have "))
			return PAST;
		if (lemma_in(d, k, " be ") && (x->xpos == CS_XP_VBZ || x->xpos == CS_XP_VBP))
			be = true;
	}
	if (be) /* "is Tuesday", "is meeting", "is expected" */
		return w->xpos != CS_XP_VBN ? PRESENT : lemma_in(d, v, PLANS) ? FUTURE : ASK_ABOVE;
	if (to) {
		cs_deprel_t rel = cs_rel_base((cs_deprel_t)w->deprel);
		bool with = rel == CS_REL_ADVCL || rel == CS_REL_CSUBJ ||
		            (w->head != CS_NONE && lemma_in(d, w->head, PHASES));
		return rel != CS_REL_ROOT && with ? ASK_ABOVE : FUTURE;
	}
	if (!predicate(w))
		return cop ? OPEN : lemma_in(d, v, " due ") ? FUTURE : ASK_ABOVE;
	switch (w->xpos) {
	case CS_XP_VBD:
		return PAST;
	case CS_XP_VBN:
		return lemma_in(d, v, PLANS) ? FUTURE : PAST;
	case CS_XP_VBZ:
	case CS_XP_VBP:
		if (d->sents.p[w->sent].flags & CS_S_HEADLINE)
			return PAST;
		return lemma_in(d, v, " say tell report write ") ? PAST : PRESENT;
	case CS_XP_VB:
		return w->deprel == CS_REL_ROOT ? FUTURE : ASK_ABOVE;
	default:
		return ASK_ABOVE;
	}
}

/* "ahead of Monday's vote", "the upcoming May talks" */
static bool to_come(const cs_doc_t *d, uint32_t noun)
{
	for (uint32_t k = d->words.p[noun].child; k != CS_NONE; k = d->words.p[k].next) {
		const cs_word_t *x = &d->words.p[k];
		if (x->deprel == CS_REL_CASE && lemma_in(d, k, " ahead until till "))
			return true;
		if (x->deprel == CS_REL_AMOD &&
		    lemma_in(d, k, " upcoming coming next forthcoming planned "))
			return true;
	}
	return false;
}

int cs_tense(const cs_timing_t *c, uint32_t w)
{
	const cs_doc_t *d = c->d;
	uint32_t h = d->words.p[w].head;
	bool first = true;
	for (int up = 0; h != CS_NONE && up < UP_MAX; up++, first = false) {
		int t = told(d, h);
		if (t != ASK_ABOVE)
			return t;
		if (!predicate(&d->words.p[h]) && to_come(d, h))
			return FUTURE;
		h = d->words.p[h].head;
	}
	int t = first && predicate(&d->words.p[w]) ? told(d, w) : OPEN;
	return t == ASK_ABOVE ? OPEN : t;
}

bool cs_is_perfect(const cs_timing_t *c, uint32_t w)
{
	const cs_doc_t *d = c->d;
	uint32_t h = d->words.p[w].head;
	for (int up = 0; h != CS_NONE && up < 3; up++, h = d->words.p[h].head)
		for (uint32_t k = d->words.p[h].child; k != CS_NONE; k = d->words.p[k].next)
			if (cs_rel_base((cs_deprel_t)d->words.p[k].deprel) == CS_REL_AUX &&
			    lemma_in(d, k, " have ") &&
			    (d->words.p[k].xpos == CS_XP_VBZ || d->words.p[k].xpos == CS_XP_VBP))
				return true;
	return false;
}
