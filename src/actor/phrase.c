/* phrase.c - phrases, and the words that they are made of.
 *
 * What every other file of this folder needs of words and phrases: a word in a list, the head of a
 * span, its words folded as the lexicon folds names. Plain code without a source; linear in the
 * words. */
#include "actor/actor_int.h"

bool cs_word_in(const cs_word_t *w, const char *list)
{
	cs_str_t form = w->form;
	if (form.n && form.p[form.n - 1] == '.')
		form.n--; /* "Mr." */
	return cs_listed(form, list);
}

cs_phrase_t *cs_phrase_new(cs_finder_t *f, uint32_t begin, uint32_t end, cs_phrase_sort_t sort)
{
	cs_phrase_t *p = CS_PUSH(f->scratch, &f->ph);
	*p = (cs_phrase_t){.begin = begin,
	                   .end = end,
	                   .core = begin,
	                   .core_end = end,
	                   .head = cs_phrase_head(f->doc, begin, end),
	                   .sort = (uint8_t)sort,
	                   .node = CS_NONE,
	                   .agent = CS_NONE,
	                   .by_agent = CS_NONE,
	                   .modifier = CS_NONE,
	                   .owner = CS_NONE,
	                   .title = CS_NONE,
	                   .same_as = CS_NONE,
	                   .inside = CS_NONE,
	                   .with = CS_NONE,
	                   .text = CS_NONE,
	                   .alias = CS_NONE,
	                   .entity = CS_NONE};
	return p;
}

/* The first word that hangs on one outside; a word that only marks another ("Save" of "Save the
 * Children", taken for a conjunction) where there is none better. */
uint32_t cs_phrase_head(const cs_doc_t *doc, uint32_t begin, uint32_t end)
{
	uint32_t mark = CS_NONE;

	for (uint32_t i = begin; i < end; i++) {
		const cs_word_t *w = &doc->words.p[i];
		if (w->upos == CS_POS_PUNCT || (w->head != CS_NONE && w->head >= begin && w->head < end))
			continue;
		if (w->deprel != CS_REL_MARK && w->deprel != CS_REL_AUX && w->deprel != CS_REL_CASE &&
		    w->deprel != CS_REL_CC && w->deprel != CS_REL_DET)
			return i;
		mark = mark == CS_NONE ? i : mark;
	}
	return mark != CS_NONE ? mark : end > begin ? end - 1 : begin;
}

uint32_t cs_local_id(cs_finder_t *f, cs_str_t folded)
{
	return cs_intern(f->scratch, &f->local, folded);
}

/* The atoms of a name, folded, behind what is there. */
static void fold_onto(cs_finder_t *f, cs_buf_t *out, cs_str_t name)
{
	cs_str_t rest = cs_fold_name(f->scratch, name), atom;
	bool gap;

	while (cs_atom_next(&rest, &atom, &gap)) {
		if (out->n)
			cs_buf_add(out, " ", 1);
		cs_buf_add(out, atom.p, atom.n);
	}
}

cs_str_t cs_folded_words(cs_finder_t *f, uint32_t begin, uint32_t end)
{
	cs_buf_t out = {.arena = f->scratch};

	for (uint32_t i = begin; i < end; i++)
		fold_onto(f, &out, f->doc->words.p[i].form);
	return cs_str(out.p ? out.p : "", out.n);
}

cs_str_t cs_folded_atoms(cs_finder_t *f, const char *name)
{
	cs_buf_t out = {.arena = f->scratch};

	fold_onto(f, &out, cs_strz(name));
	return cs_str(out.p ? out.p : "", out.n);
}

/* The words as they are written, a line break between them made a blank. */
cs_str_t cs_text_of(cs_doc_t *doc, uint32_t begin, uint32_t end)
{
	uint32_t a = doc->words.p[begin].begin, b = doc->words.p[end - 1].end;
	cs_str_t s = cs_str(doc->buf.p + a, b - a);
	if (!memchr(s.p, '\n', s.n))
		return s;
	char *z = cs_strndup(&doc->arena, s.p, s.n);
	for (uint32_t i = 0; i < s.n; i++)
		if (z[i] == '\n' || z[i] == '\r')
			z[i] = ' ';
	return cs_str(z, s.n);
}

/* The words of a phrase; "Russian … troops" where it shares its noun with another. */
cs_str_t cs_words_of(cs_finder_t *f, const cs_phrase_t *p)
{
	cs_str_t a = cs_text_of(f->doc, p->begin, p->end), b = cs_text_of(f->doc, p->core, p->core_end);
	if (p->end > p->core)
		return a;
	return cs_strz(cs_sprintf(&f->doc->arena, "%.*s %.*s", (int)a.n, a.p, (int)b.n, b.p));
}
