/* mend.c - two constructions that the trees get wrong.
 *
 * Who speaks in the midst of his own words.
 * "Israel, said Abbas, bombed Gaza": the parser takes Israel for who says it, since the treebanks hardly
 * have it. The shape is plain: a comma, a finite word of saying, a noun phrase, a comma, and the
 * predicate behind it has that phrase for its subject. Then the phrase speaks, the subject before
 * goes to the predicate, and the word of saying hangs on it (`parataxis`, as in the guidelines of
 * Universal Dependencies for reported speech).
 *
 * A name with two subjects: "Mevlut Cavusoglu smiled", "envoy Amos Hochstein sat down". Two words side
 * by side cannot both be the verb's subject: the second goes to the first (`flat` of a name, `appos`
 * of a noun).
 *
 * Cost: one pass over the words of a sentence. Nothing else is touched. */
#include "parse/parse.h"

enum { PHRASE_MAX = 14 };

static bool says(const cs_word_t *w)
{
	static const char list[] =
	    " say add report write reply argue insist note explain announce warn "
	    "declare claim admit concede maintain remark recall observe ";
	return w->upos == CS_POS_VERB && w->lemma.n && cs_listed(w->lemma, list) &&
	       (w->xpos == CS_XP_VBD || w->xpos == CS_XP_VBZ || w->xpos == CS_XP_VBN);
}

static bool is_subject_of(const cs_word_t *w, uint32_t head)
{
	return w->head == head && (w->deprel == CS_REL_NSUBJ || w->deprel == CS_REL_NSUBJ_PASS);
}

/* A comma more, and it closes an apposition: "Roe, the mayor, said that …". */
static bool first_comma(const cs_word_t *w, uint32_t begin, uint32_t comma)
{
	for (uint32_t i = begin; i < comma; i++)
		if (cs_eqz(w[i].form, ",") || w[i].deprel == CS_REL_APPOS)
			return false;
	return true;
}

/* The comma that closes the phrase behind v, or CS_NONE. */
static uint32_t comma_behind(const cs_word_t *w, uint32_t v, uint32_t end)
{
	for (uint32_t i = v + 2; i < end && i <= v + PHRASE_MAX; i++)
		if (cs_eqz(w[i].form, ","))
			return i;
	return CS_NONE;
}

static void turn(cs_word_t *w, uint32_t begin, uint32_t end, uint32_t v, uint32_t comma,
                 uint32_t subject, uint32_t speaker, uint32_t told)
{
	w[told].head = w[v].head;
	w[told].deprel = w[v].deprel;
	w[subject].deprel = w[speaker].deprel;
	w[speaker].head = v;
	w[speaker].deprel = CS_REL_NSUBJ;
	for (uint32_t i = begin; i < end; i++)
		if (w[i].head == v && i != speaker && (i < v - 1 || i > comma))
			w[i].head = told;
	w[v].head = told;
	w[v].deprel = CS_REL_PARATAXIS;
	w[v - 1].head = w[comma].head = v;
}

/* The clause behind the comma that hangs on v and has no subject of its own; or CS_NONE. */
static uint32_t clause_behind(const cs_word_t *w, uint32_t v, uint32_t comma, uint32_t end)
{
	uint32_t told = CS_NONE;
	for (uint32_t i = comma + 1; i < end && told == CS_NONE; i++)
		if (w[i].head == v && (w[i].deprel == CS_REL_CCOMP || w[i].deprel == CS_REL_PARATAXIS))
			told = i;
	for (uint32_t i = comma + 1; i < end && told != CS_NONE; i++)
		if (is_subject_of(&w[i], told))
			return CS_NONE;
	return told;
}

static void join_names(cs_word_t *w, uint32_t begin, uint32_t end)
{
	for (uint32_t i = begin; i + 2 < end; i++) {
		uint32_t v = w[i].head;
		if (v == CS_NONE || v <= i + 1 || w[i + 1].upos != CS_POS_PROPN ||
		    !is_subject_of(&w[i], v) || !is_subject_of(&w[i + 1], v) ||
		    (w[i].upos != CS_POS_PROPN && w[i].upos != CS_POS_NOUN))
			continue;
		bool flat = w[i].upos == CS_POS_PROPN;
		w[i + 1].head = i;
		w[i + 1].deprel = flat ? CS_REL_FLAT : CS_REL_APPOS;
		for (uint32_t k = i + 2; flat && k < v; k++)
			if (w[k].head == i + 1)
				w[k].head = i;
	}
}

uint32_t cs_parse_mend(cs_word_t *w, uint32_t begin, uint32_t end, uint32_t root)
{
	join_names(w, begin, end);
	for (uint32_t v = begin + 2; v + 3 < end; v++) {
		if (!cs_eqz(w[v - 1].form, ",") || !says(&w[v]) || cs_eqz(w[v + 1].form, "that") ||
		    !first_comma(w, begin, v - 1))
			continue;
		uint32_t comma = comma_behind(w, v, end), subject = CS_NONE, speaker = CS_NONE;
		if (comma == CS_NONE)
			continue;
		for (uint32_t i = begin; i < v - 1; i++)
			if (is_subject_of(&w[i], v))
				subject = i;
		for (uint32_t i = v + 1; i < comma && speaker == CS_NONE; i++)
			if (w[i].head != CS_NONE && (w[i].head > comma || w[i].head == v) &&
			    is_subject_of(&w[i], w[i].head))
				speaker = i;
		if (subject == CS_NONE || speaker == CS_NONE)
			continue;
		uint32_t told = w[speaker].head;
		if (told == v) /* the speaker stands right, and the subject too many */
			told = clause_behind(w, v, comma, end);
		if (told == CS_NONE || w[told].head != v ||
		    (w[told].deprel != CS_REL_CCOMP && w[told].deprel != CS_REL_PARATAXIS))
			continue;
		turn(w, begin, end, v, comma, subject, speaker, told);
		if (root == v)
			root = told;
	}
	return root;
}
