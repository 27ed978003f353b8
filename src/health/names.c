/* names.c - speakers whom nobody introduces, and names that were put in place of others.
 *
 * A speaker is unknown who is one word, has no code, and whose word nowhere in the text stands beside
 * another name, a title, an apposition or an office. A name was replaced where a long form that wants
 * an article stands without one in running text ("Russian Federation has vetoed"), and the short form
 * stands elsewhere: programs that reword articles leave that. Cost: linear in words and in the
 * mentions of speakers. */
#include "health/health_int.h"

enum { REPLACED_MIN = 2 };

static bool is_name(const cs_word_t *w)
{
	return w->upos == CS_POS_PROPN || w->name != CS_NAME_NONE;
}

/* Does anything at this word say who it is? */
static bool introduced_at(const cs_doc_t *d, uint32_t i)
{
	const cs_word_t *w = &d->words.p[i];
	const cs_sent_t *s = &d->sents.p[w->sent];
	/* another name or a title right beside it */
	if (i > s->words.begin && is_name(&d->words.p[i - 1]))
		return true;
	if (i + 1 < s->words.end && d->words.p[i + 1].upos == CS_POS_PROPN)
		return true;
	/* a nickname between: `Ann "Bee" Roe` */
	if (i > s->words.begin + 1 && d->words.p[i - 1].upos == CS_POS_PUNCT &&
	    is_name(&d->words.p[i - 2]))
		return true;
	if (i > s->words.begin && (d->words.p[i - 1].upos == CS_POS_NOUN ||
	                           d->words.p[i - 1].upos == CS_POS_DET || w->xpos == CS_XP_NNPS))
		return true;
	if (w->deprel == CS_REL_APPOS || w->deprel == CS_REL_FLAT || w->deprel == CS_REL_COMPOUND)
		return true;
	for (uint32_t k = w->child; k != CS_NONE; k = d->words.p[k].next) {
		cs_deprel_t r = cs_rel_base((cs_deprel_t)d->words.p[k].deprel);
		if (r == CS_REL_APPOS || r == CS_REL_FLAT || r == CS_REL_COMPOUND || r == CS_REL_AMOD ||
		    r == CS_REL_COP || d->words.p[k].deprel == CS_REL_ACL_RELCL || r == CS_REL_NMOD)
			return true;
	}
	/* "White is a lecturer" */
	return w->head != CS_NONE && cs_child(d, w->head, CS_REL_COP) != CS_NONE;
}

static uint64_t form_key(const cs_word_t *w)
{
	uint64_t h = cs_hash(w->form.p, w->form.n, 5);
	return h - (h == UINT64_MAX);
}

/* All forms that something in the text says more of. */
static void introduce(const cs_checkup_t *c, cs_map_t *known)
{
	const cs_doc_t *d = c->d;
	/* "White House" introduces no White */
	uint8_t *other = cs_alloc(c->scratch, d->words.n + 1);
	for (uint32_t i = 0; i < d->mentions.n; i++) {
		const cs_mention_t *m = &d->mentions.p[i];
		if (m->type == CS_M_NAME && m->entity != CS_NONE && m->core < m->core_end &&
		    d->entities.p[m->entity].type != CS_ENT_PERSON)
			memset(other + m->core, 1, m->core_end - m->core);
	}
	for (uint32_t i = 0; i < d->words.n; i++)
		if (is_name(&d->words.p[i]) && !other[i] && introduced_at(d, i))
			cs_map_put(c->scratch, known, form_key(&d->words.p[i]), 1);
}

/* A word of speaking, not of finding or publishing. */
static bool speaks(const cs_doc_t *d, const cs_said_t *s)
{
	static const char *const not_speaking[] = {"find", "show",  "report",   "rule",    "publish",
	                                           "read", "write", "indicate", "suggest", "reveal"};
	if (s->frame == CS_NONE || d->frames.p[s->frame].kind != CS_PRED_VERB)
		return false;
	cs_str_t lemma = d->words.p[d->frames.p[s->frame].head].lemma;
	for (size_t i = 0; i < CS_COUNT(not_speaking); i++)
		if (cs_eqz(lemma, not_speaking[i]))
			return false;
	return !(d->sents.p[s->sent].flags & (CS_S_TITLE | CS_S_HEADLINE));
}

void cs_check_speakers(cs_checkup_t *c)
{
	const cs_doc_t *d = c->d;
	uint8_t *asked = cs_alloc(c->scratch, d->entities.n + 1);
	cs_map_t known = {0};
	bool read = false;
	for (uint32_t i = 0; i < d->said.n; i++) {
		const cs_said_t *s = &d->said.p[i];
		/* in words of somebody's own, and by a name that stands there */
		if (s->by != CS_BY_EXPLICIT || s->parent != CS_NONE || !speaks(d, s))
			continue;
		for (uint32_t k = 0; k < s->speakers.n && k < s->speaker_spans.n; k++) {
			uint32_t who = s->speakers.p[k];
			if (who == CS_NONE || asked[who])
				continue;
			asked[who] = 1;
			const cs_entity_t *e = &d->entities.p[who];
			const cs_mention_t *m = &d->mentions.p[e->first];
			if (e->type != CS_ENT_PERSON || e->code || e->actor != CS_NONE || e->agent != CS_NONE ||
			    m->type != CS_M_NAME || m->end - m->begin != 1 || !is_name(&d->words.p[m->head]) ||
			    cs_case(d->words.p[m->head].form) != CS_TITLE)
				continue;
			if (!read)
				introduce(c, &known);
			read = true;
			if (cs_map_get(&known, form_key(&d->words.p[m->head])) == CS_NONE)
				cs_note_words(c, CS_FLAG_SPEAKER, m->begin, m->end);
		}
	}
}

/* ---- names in place of others --------------------------------------------------------------- */

static bool wants_article(cs_str_t s)
{
	return cs_eqz(s, "Federation") || cs_eqz(s, "Republic") || cs_eqz(s, "Kingdom") ||
	       cs_eqz(s, "States") || cs_eqz(s, "Emirates") || cs_eqz(s, "Union") ||
	       cs_eqz(s, "Confederation");
}

/* Is the name in running text, by itself and without article? */
static bool bare(const cs_doc_t *d, const cs_mention_t *m)
{
	const cs_word_t *h = &d->words.p[m->head];
	const cs_sent_t *s = &d->sents.p[h->sent];
	cs_deprel_t r = cs_rel_base((cs_deprel_t)h->deprel);
	if ((s->flags & (CS_S_TITLE | CS_S_HEADLINE)) || s->words.end - s->words.begin < 8)
		return false;
	if (r != CS_REL_NSUBJ && r != CS_REL_OBJ && r != CS_REL_OBL && r != CS_REL_NMOD &&
	    r != CS_REL_IOBJ)
		return false;
	if (h->deprel == CS_REL_NMOD_POSS)
		return false;
	/* a modifier of what follows, an item of a list */
	if (m->core_end < s->words.end) {
		const cs_word_t *after = &d->words.p[m->core_end];
		if (is_name(after) || after->upos == CS_POS_NOUN || after->xpos == CS_XP_POS ||
		    cs_eqz(after->form, ",") || cs_eqz(after->form, "-"))
			return false;
	}
	if (m->core == s->words.begin)
		return true;
	const cs_word_t *before = &d->words.p[m->core - 1];
	return before->upos != CS_POS_DET && before->upos != CS_POS_ADJ && !is_name(before) &&
	       !cs_eqz(before->form, ",") && before->upos != CS_POS_CCONJ &&
	       !cs_eqz(before->lemma, "the") && before->xpos != CS_XP_POS;
}

void cs_check_names(cs_checkup_t *c)
{
	const cs_doc_t *d = c->d;
	uint32_t *bare_n = CS_NEW_N(c->scratch, uint32_t, d->entities.n + 1);
	uint8_t *shorter = cs_alloc(c->scratch, d->entities.n + 1);
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < d->mentions.n; i++) {
			const cs_mention_t *m = &d->mentions.p[i];
			if (m->type != CS_M_NAME || m->entity == CS_NONE || m->core >= m->core_end)
				continue;
			cs_str_t last = d->words.p[m->core_end - 1].form;
			bool is_long = m->core_end - m->core >= 2 && wants_article(last);
			if (!is_long) {
				shorter[m->entity] |= pass == 0 && m->core_end - m->core == 1;
				continue;
			}
			if (!bare(d, m))
				continue;
			if (pass == 0)
				bare_n[m->entity]++;
			else if (bare_n[m->entity] >= REPLACED_MIN && shorter[m->entity])
				cs_note_words(c, CS_FLAG_REPLACED, m->core, m->core_end);
		}
}
