/* to.c - to whom a statement is said: "told the envoy that …", "asked Poland to …", "said to the
 * court". The hearer is the object of a verb that takes one beside what is said, or the phrase
 * behind "to" of any verb of saying; only actors, and nobody is guessed. A rule of our own. Cost:
 * linear in the statements and their frames' arguments. */
#include "said/said_int.h"

#include "lex/cues.h"

/* Verbs whose object is the one who is told. */
bool cs_said_takes_hearer(const cs_doc_t *d, uint32_t frame)
{
	cs_str_t lemma = cs_w(d, d->frames.p[frame].head)->lemma;
	return cs_listed(lemma,
	                 " tell ask inform assure remind warn urge advise beg order implore notify "
	                 "brief caution persuade promise pledge reassure instruct ");
}

/* Is the phrase inside what is said? Not where it only stands first: "urged Estavia to leave". */
static bool in_content(const cs_doc_t *d, const cs_said_t *s, uint32_t word)
{
	for (uint32_t c = 0; c < s->content.n; c++)
		if (cs_w(d, cs_w(d, word)->left)->begin > s->content.p[c].begin &&
		    cs_w(d, word)->end <= s->content.p[c].end)
			return true;
	return false;
}

static void add_hearer(cs_doc_t *d, cs_said_t *s, uint32_t word)
{
	for (uint32_t w = word, c = cs_w(d, word)->child;;) { /* and what is joined to it */
		uint32_t m = d->mention_of ? d->mention_of[w] : CS_NONE;
		uint32_t entity = m == CS_NONE ? CS_NONE : d->mentions.p[m].entity;
		bool have = entity == CS_NONE;

		for (uint32_t i = 0; i < s->addressees.n; i++)
			have |= s->addressees.p[i] == entity;
		for (uint32_t i = 0; i < s->speakers.n; i++)
			have |= s->speakers.p[i] == entity;
		if (!have)
			*CS_PUSH(&d->arena, &s->addressees) = entity;
		while (c != CS_NONE && cs_w(d, c)->deprel != CS_REL_CONJ)
			c = cs_w(d, c)->next;
		if (c == CS_NONE)
			return;
		w = c;
		c = cs_w(d, c)->next;
	}
}

void cs_said_addressees(const cs_lex_t *lex, cs_doc_t *d)
{
	for (uint32_t k = 0; k < d->said.n; k++) {
		cs_said_t *s = &d->said.p[k];
		const cs_frame_t *f = s->frame == CS_NONE ? NULL : &d->frames.p[s->frame];
		bool hearer, says;

		if (!f || f->kind != CS_PRED_VERB || s->stance == CS_NONE)
			continue;
		hearer = cs_said_takes_hearer(d, s->frame);
		says = !lex->cues->cls.p[s->stance].attitude;
		for (uint32_t i = f->arg_begin; i < f->arg_end; i++) {
			const cs_arg_t *a = &d->args.p[i];
			bool to = a->slot == CS_SLOT_PREP && cs_eqz(a->prep, "to") && says;

			if (((hearer && (a->slot == CS_SLOT_OBJ || a->slot == CS_SLOT_IOBJ)) || to) &&
			    !a->inherited && !in_content(d, s, a->head))
				add_hearer(d, s, a->head);
		}
	}
}
