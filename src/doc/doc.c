/* doc.c - names of the closed vocabularies and walks over trees. Each is linear. */
#include "doc/doc.h"

#define X(a) #a,
static const char *const upos_name[] = {CS_UPOS_LIST(X) "_"};
#undef X
#define X(a, s) s,
static const char *const xpos_name[] = {CS_XPOS_LIST(X) "_"};
static const char *const deprel_name[] = {CS_DEPREL_LIST(X) "_"};
#undef X

const char *cs_upos_name(cs_upos_t v)
{
	return upos_name[v < CS_N_UPOS ? v : CS_N_UPOS];
}

const char *cs_xpos_name(cs_xpos_t v)
{
	return xpos_name[v < CS_N_XPOS ? v : CS_N_XPOS];
}

const char *cs_deprel_name(cs_deprel_t v)
{
	return deprel_name[v < CS_N_DEPREL ? v : CS_N_DEPREL];
}

static uint32_t look_up(const char *const *names, uint32_t n, cs_str_t s)
{
	uint32_t i = 0;

	while (i < n && !cs_eqz(s, names[i]))
		i++;
	return i;
}

cs_upos_t cs_upos_of(cs_str_t s)
{
	return (cs_upos_t)look_up(upos_name, CS_N_UPOS, s);
}

cs_xpos_t cs_xpos_of(cs_str_t s)
{
	return (cs_xpos_t)look_up(xpos_name, CS_N_XPOS, s);
}

cs_deprel_t cs_deprel_of(cs_str_t s)
{
	/* names of older releases of the guidelines, and what replaced them */
	static const struct {
		const char *old;
		cs_deprel_t now;
	} renamed[] = {
	    {"nmod:npmod", CS_REL_NMOD_UNMARKED}, {"nmod:tmod", CS_REL_NMOD_UNMARKED},
	    {"obl:npmod", CS_REL_OBL_UNMARKED},   {"obl:tmod", CS_REL_OBL_UNMARKED},
	    {"nsubjpass", CS_REL_NSUBJ_PASS},     {"csubjpass", CS_REL_CSUBJ_PASS},
	    {"auxpass", CS_REL_AUX_PASS},         {"dobj", CS_REL_OBJ},
	};
	uint32_t v = look_up(deprel_name, CS_N_DEPREL, s);

	for (size_t i = 0; v == CS_N_DEPREL && i < CS_COUNT(renamed); i++)
		if (cs_eqz(s, renamed[i].old))
			return renamed[i].now;
	return (cs_deprel_t)v;
}

cs_deprel_t cs_rel_base(cs_deprel_t rel)
{
	switch (rel) {
	case CS_REL_ACL_RELCL:
		return CS_REL_ACL;
	case CS_REL_ADVCL_RELCL:
		return CS_REL_ADVCL;
	case CS_REL_AUX_PASS:
		return CS_REL_AUX;
	case CS_REL_CC_PRECONJ:
		return CS_REL_CC;
	case CS_REL_COMPOUND_PRT:
		return CS_REL_COMPOUND;
	case CS_REL_CSUBJ_OUTER:
	case CS_REL_CSUBJ_PASS:
		return CS_REL_CSUBJ;
	case CS_REL_DET_PREDET:
		return CS_REL_DET;
	case CS_REL_NMOD_DESC:
	case CS_REL_NMOD_POSS:
	case CS_REL_NMOD_UNMARKED:
		return CS_REL_NMOD;
	case CS_REL_NSUBJ_OUTER:
	case CS_REL_NSUBJ_PASS:
		return CS_REL_NSUBJ;
	case CS_REL_OBL_AGENT:
	case CS_REL_OBL_UNMARKED:
		return CS_REL_OBL;
	default:
		return rel;
	}
}

uint32_t cs_child(const cs_doc_t *d, uint32_t w, cs_deprel_t rel)
{
	uint32_t c = d->words.p[w].child;

	while (c != CS_NONE && d->words.p[c].deprel != rel)
		c = d->words.p[c].next;
	return c;
}

void cs_tree_link(cs_doc_t *d, uint32_t sent)
{
	cs_word_t *w = d->words.p;
	cs_range_t in = d->sents.p[sent].words;

	for (uint32_t i = in.begin; i < in.end; i++) {
		w[i].child = w[i].next = CS_NONE;
		w[i].left = i;
		w[i].right = i + 1;
	}
	for (uint32_t i = in.end; i-- > in.begin;) {
		uint32_t h = w[i].head;

		if (h != CS_NONE) {
			w[i].next = w[h].child;
			w[h].child = i;
		}
	}
	/* From each root down the first children, and up again: a word's bounds are complete when it
	 * is left for the last time. Words on a cycle are never reached. */
	for (uint32_t root = in.begin; root < in.end; root++) {
		uint32_t at = root;

		if (w[root].head != CS_NONE)
			continue;
		while (w[at].child != CS_NONE)
			at = w[at].child;
		while (at != root) {
			cs_word_t *h = &w[w[at].head];

			if (w[at].left < h->left)
				h->left = w[at].left;
			if (w[at].right > h->right)
				h->right = w[at].right;
			if (w[at].next == CS_NONE) {
				at = w[at].head;
				continue;
			}
			at = w[at].next;
			while (w[at].child != CS_NONE)
				at = w[at].child;
		}
	}
}
