/* sources.c - articles that are stitched together of several.
 *
 * Strong signs, one of which is enough: a dateline or a byline in the middle, a credit line of an
 * agency with more text behind it, another "told" to me than to an outlet. Weak signs, three kinds of
 * which are needed: words of saying in the present tense beside others in the past, tags of social media,
 * a speaker's label before a colon, a paragraph's first person outside of quotations. Cost: linear in
 * words. It cannot see seams between two texts of one style. */
#include "health/health_int.h"

enum { HEAD_PARS = 3, TENSE_MIN = 2 };

static bool lower_is(cs_str_t s, const char *z)
{
	if (s.n != strlen(z))
		return false;
	for (uint32_t i = 0; i < s.n; i++)
		if ((s.p[i] | 32) != z[i])
			return false;
	return true;
}

static bool any_lemma(cs_str_t s, const char *const *list)
{
	for (; *list; list++)
		if (cs_eqz(s, *list))
			return true;
	return false;
}

/* "By Jane Roe", alone in its paragraph. */
static bool is_byline(const cs_doc_t *d, uint32_t si)
{
	const cs_sent_t *s = &d->sents.p[si];
	uint32_t n = s->words.end - s->words.begin;
	bool alone =
	    (s->flags & CS_S_PAR_BEGIN) && (si + 1 == d->sents.n || d->sents.p[si + 1].par != s->par);
	if (!alone || n < 3 || n > 8 || !lower_is(d->words.p[s->words.begin].form, "by"))
		return false;
	for (uint32_t i = s->words.begin + 1; i < s->words.begin + 3; i++)
		if (d->words.p[i].upos != CS_POS_PROPN)
			return false;
	return d->words.p[s->words.end - 1].upos == CS_POS_PROPN;
}

/* "Reporting by …; editing by …", "The Associated Press contributed to this report." */
static bool is_credit(const cs_doc_t *d, uint32_t si)
{
	const cs_sent_t *s = &d->sents.p[si];
	uint32_t n = s->words.end - s->words.begin;
	for (uint32_t i = s->words.begin; n <= 40 && i + 3 < s->words.end; i++) {
		const cs_word_t *w = &d->words.p[i];
		if ((lower_is(w->form, "reporting") || lower_is(w->form, "editing")) &&
		    cs_eqz(d->words.p[i + 1].lemma, "by") && i <= s->words.begin + 2)
			return true;
		if (cs_eqz(w->lemma, "contribute") && cs_eqz(d->words.p[i + 1].lemma, "to") &&
		    cs_eqz(d->words.p[i + 2].lemma, "this") &&
		    (cs_eqz(d->words.p[i + 3].lemma, "report") ||
		     cs_eqz(d->words.p[i + 3].lemma, "story") ||
		     cs_eqz(d->words.p[i + 3].lemma, "article")))
			return true;
	}
	return false;
}

/* A place, and a date or an agency in brackets; a heading in capitals is none. */
static bool is_dateline(const cs_doc_t *d, const cs_sent_t *s)
{
	static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
	                                     "jul", "aug", "sep", "oct", "nov", "dec"};
	if (!(s->flags & CS_S_DATELINE) || s->dateline_end - s->words.begin > 12)
		return false;
	for (uint32_t i = s->words.begin; i < s->dateline_end; i++) {
		cs_str_t f = d->words.p[i].form;
		if (cs_eqz(f, "("))
			return true;
		for (size_t k = 0; k < CS_COUNT(months) && f.n >= 3 && i > s->words.begin; k++)
			if ((f.p[0] | 32) == months[k][0] && f.p[1] == months[k][1] && f.p[2] == months[k][2])
				return true;
	}
	return false;
}

static void seams(cs_checkup_t *c)
{
	const cs_doc_t *d = c->d;
	uint32_t first = CS_NONE, last_par = d->sents.p[d->sents.n - 1].par;
	for (uint32_t i = 0; i < d->sents.n; i++) {
		const cs_sent_t *s = &d->sents.p[i];
		if (s->flags & CS_S_TITLE)
			continue;
		if (first == CS_NONE)
			first = s->par;
		bool middle = s->par > first + HEAD_PARS && last_par > s->par + 1;
		if (!middle)
			continue;
		if (is_dateline(d, s))
			cs_note_words(c, CS_FLAG_SOURCES, s->words.begin, s->dateline_end);
		else if (is_byline(d, i) || is_credit(d, i))
			cs_note(c, CS_FLAG_SOURCES, s->begin, s->end);
	}
}

/* ---- who was told --------------------------------------------------------------------------- */

/* "told me" outside of quotations, "told NPR": a narrator who was there, and one who was not. */
static void told(cs_checkup_t *c)
{
	const cs_doc_t *d = c->d;
	uint32_t me = CS_NONE, outlet = CS_NONE;
	for (uint32_t i = 0; i + 1 < d->words.n; i++) {
		const cs_word_t *w = &d->words.p[i], *to = &d->words.p[i + 1];
		if (!cs_eqz(w->lemma, "tell") || (w->flags & CS_W_QUOTED) || to->sent != w->sent)
			continue;
		uint32_t m = d->mention_of ? d->mention_of[i + 1] : CS_NONE;
		const char *code = m == CS_NONE || d->mentions.p[m].entity == CS_NONE
		                       ? NULL
		                       : d->entities.p[d->mentions.p[m].entity].code;
		if (cs_eqz(to->form, "me") && w->xpos == CS_XP_VBD)
			me = i;
		else if (code && strstr(code, "MED") && d->mentions.p[m].type == CS_M_NAME)
			outlet = i;
	}
	if (me != CS_NONE && outlet != CS_NONE) {
		cs_note_words(c, CS_FLAG_SOURCES, me, me + 2);
		cs_note_words(c, CS_FLAG_SOURCES, outlet, outlet + 2);
	}
}

/* ---- weak signs ----------------------------------------------------------------------------- */

typedef struct sign {
	uint32_t word[4], n;
} sign_t;

static void see(sign_t *s, uint32_t word)
{
	if (s->n < CS_COUNT(s->word))
		s->word[s->n] = word;
	s->n++;
}

static void weak(cs_checkup_t *c)
{
	static const char *const say[] = {"say",   "add",   "note", "comment",
	                                  "argue", "write", "tell", NULL};
	const cs_doc_t *d = c->d;
	sign_t now = {.n = 0}, then = {.n = 0}, tag = {.n = 0}, label = {.n = 0}, we = {.n = 0};
	for (uint32_t i = 0; i < d->said.n; i++) {
		const cs_said_t *s = &d->said.p[i];
		if (s->frame != CS_NONE && s->parent == CS_NONE) {
			uint32_t h = d->frames.p[s->frame].head;
			const cs_word_t *w = &d->words.p[h];
			if (!any_lemma(w->lemma, say) ||
			    (d->sents.p[w->sent].flags & (CS_S_TITLE | CS_S_HEADLINE)))
				continue;
			if (w->xpos == CS_XP_VBZ || w->xpos == CS_XP_VBP)
				see(&now, h);
			else if (w->xpos == CS_XP_VBD)
				see(&then, h);
		} else if (s->frame == CS_NONE && s->cue.end == s->cue.begin + 1 &&
		           d->buf.p[s->cue.begin] == ':') {
			see(&label, d->sents.p[s->sent].words.begin);
		}
	}
	for (uint32_t i = 0; i < d->words.n; i++) {
		const cs_word_t *w = &d->words.p[i];
		if (w->form.n > 1 && w->form.p[0] == '#' && cs_is_alpha((uint8_t)w->form.p[1]))
			see(&tag, i);
		else if (cs_eqz(w->form, "#") && i + 1 < d->words.n && d->words.p[i + 1].begin == w->end &&
		         d->words.p[i + 1].upos != CS_POS_NUM)
			see(&tag, i);
		if ((cs_eqz(w->form, "I") || cs_eqz(w->form, "my")) && !(w->flags & CS_W_QUOTED))
			see(&we, i);
	}
	bool mixed =
	    now.n >= TENSE_MIN && then.n >= TENSE_MIN && now.n * 4 >= then.n && then.n * 4 >= now.n;
	/* a transcript or a diary is one source */
	bool some_labels = label.n && label.n * 4 < d->said.n, some_we = we.n && we.n < 4;
	int kinds = mixed + (tag.n > 0) + some_labels + some_we;
	if (kinds < 3)
		return;
	const sign_t *signs[] = {mixed ? &now : NULL, tag.n ? &tag : NULL, some_labels ? &label : NULL,
	                         some_we ? &we : NULL};
	for (size_t k = 0; k < CS_COUNT(signs); k++)
		for (uint32_t i = 0; signs[k] && i < signs[k]->n && i < CS_COUNT(signs[k]->word); i++)
			cs_note_words(c, CS_FLAG_SOURCES, signs[k]->word[i], signs[k]->word[i] + 1);
}

void cs_check_sources(cs_checkup_t *c)
{
	seams(c);
	told(c);
	weak(c);
}
