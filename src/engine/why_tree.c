/* why_tree.c - the tree of a sentence, a word a line: each under the word that it hangs on, in the
 * order of the text, with its part of speech, its relation, and what that means. Walked without
 * recursion; lines of what lies deep are moved to the left. Cost: linear in words, times SHOWN. */
#include "engine/why.h"

enum { SHOWN = 12, WIDE = 34 }; /* levels that are drawn; columns of the words */

/* The relations that a reader meets most; universaldependencies.org has the others. */
static const char *gloss(uint8_t rel)
{
	static const char *const words[CS_N_DEPREL] = {
	    [CS_REL_ROOT] = "the main word",
	    [CS_REL_NSUBJ] = "subject",
	    [CS_REL_NSUBJ_PASS] = "subject of a passive",
	    [CS_REL_OBJ] = "object",
	    [CS_REL_IOBJ] = "indirect object",
	    [CS_REL_OBL] = "phrase with a preposition",
	    [CS_REL_OBL_AGENT] = "who does it, in a passive",
	    [CS_REL_OBL_UNMARKED] = "time or measure",
	    [CS_REL_NMOD] = "phrase that belongs to a noun",
	    [CS_REL_NMOD_POSS] = "owner",
	    [CS_REL_AMOD] = "adjective of a noun",
	    [CS_REL_COMPOUND] = "noun before a noun",
	    [CS_REL_COMPOUND_PRT] = "particle of a verb",
	    [CS_REL_NUMMOD] = "number",
	    [CS_REL_ADVMOD] = "adverb",
	    [CS_REL_APPOS] = "apposition",
	    [CS_REL_ACL] = "clause that describes a noun",
	    [CS_REL_ACL_RELCL] = "relative clause",
	    [CS_REL_ADVCL] = "clause of time, reason, condition",
	    [CS_REL_CCOMP] = "clause as object",
	    [CS_REL_XCOMP] = "clause that shares its subject",
	    [CS_REL_CONJ] = "joined by \"and\", \"or\"",
	    [CS_REL_CC] = "\"and\", \"or\"",
	    [CS_REL_CASE] = "preposition",
	    [CS_REL_MARK] = "mark of a clause",
	    [CS_REL_AUX] = "auxiliary",
	    [CS_REL_AUX_PASS] = "auxiliary of a passive",
	    [CS_REL_COP] = "\"be\"",
	    [CS_REL_DET] = "article",
	    [CS_REL_FLAT] = "part of a name",
	};
	return rel < CS_N_DEPREL && words[rel] ? words[rel] : "";
}

static uint32_t depth_of(const cs_doc_t *d, uint32_t word)
{
	uint32_t n = 0;
	for (uint32_t w = d->words.p[word].head; w != CS_NONE && n < d->words.n; w = d->words.p[w].head)
		n++;
	return n;
}

/* "│  ├─ " in front of a word; the columns it takes. */
static uint32_t branch(const cs_doc_t *d, uint32_t word, uint32_t depth, cs_buf_t *b)
{
	bool open[SHOWN] = {false}; /* of each ancestor drawn: has it a later sibling? */
	uint32_t shown = depth < SHOWN ? depth : SHOWN, w = word;
	for (uint32_t i = shown; i-- > 0; w = d->words.p[w].head)
		open[i] = d->words.p[w].next != CS_NONE;
	for (uint32_t i = 0; i < shown; i++) {
		bool last = i + 1 == shown;
		cs_buf_str(b, last ? (open[i] ? "├─ " : "└─ ") : (open[i] ? "│  " : "   "));
	}
	return 3 * shown;
}

static void line(const why_t *w, uint32_t word, cs_buf_t *b)
{
	const cs_word_t *x = &w->d->words.p[word];
	const char *form = why_word(w, word), *means = gloss(x->deprel);
	cs_buf_str(b, "  ");
	uint32_t used = branch(w->d, word, depth_of(w->d, word), b) + why_width(form);
	cs_buf_printf(b, "%s%*s %-5s  %s%*s%s\n", form, used < WIDE ? (int)(WIDE - used) : 0, "",
	              cs_upos_name((cs_upos_t)x->upos), cs_deprel_name((cs_deprel_t)x->deprel),
	              *means ? 14 - (int)strlen(cs_deprel_name((cs_deprel_t)x->deprel)) : 0, "", means);
}

void why_tree(const why_t *w, uint32_t sent, cs_buf_t *b)
{
	const cs_doc_t *d = w->d;
	cs_range_t in = d->sents.p[sent].words;
	for (uint32_t root = in.begin; root < in.end; root++) {
		if (d->words.p[root].head != CS_NONE)
			continue;
		/* down to the first child, else on to the next sibling of it or of one above */
		for (uint32_t at = root; at != CS_NONE;) {
			line(w, at, b);
			if (d->words.p[at].child != CS_NONE) {
				at = d->words.p[at].child;
				continue;
			}
			while (at != root && d->words.p[at].next == CS_NONE)
				at = d->words.p[at].head;
			at = at == root ? CS_NONE : d->words.p[at].next;
		}
	}
}
