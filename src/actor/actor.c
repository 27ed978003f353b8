/* actor.c - the stage: sentence by sentence, phrases are found, linked and resolved; then they
 * become the document's mentions, and entities are numbered in order of their first mention. A
 * phrase that stands for nobody is no mention, except a pronoun: a later stage may know who speaks.
 * Cost: linear in the words, but for sorting the mentions of each sentence. */
#include "actor/actor_int.h"

#include <stdlib.h>

/* The caller's mentions in [words) of this sentence: a phrase with the same head takes the mark and
 * the span; where there is none, a phrase of its own is made. */
static void take_given(cs_finder_t *f, uint32_t sent, uint32_t from, uint32_t *next)
{
	cs_doc_t *doc = f->doc;
	const cs_sent_t *s = &doc->sents.p[sent];

	for (; *next < doc->known.n; (*next)++) {
		const cs_known_t *k = &doc->known.p[*next];
		if (k->begin >= s->end)
			break;
		uint32_t begin = s->words.begin, end;
		while (begin < s->words.end && doc->words.p[begin].end <= k->begin)
			begin++;
		end = begin;
		while (end < s->words.end && doc->words.p[end].begin < k->end)
			end++;
		if (begin == end)
			continue;
		uint32_t head = cs_phrase_head(doc, begin, end), found = CS_NONE;
		for (uint32_t i = from; i < f->ph.n; i++) {
			const cs_phrase_t *p = &f->ph.p[i];
			if (p->dropped || p->given)
				continue;
			bool same = p->head == head || (p->core >= begin && p->core_end <= end &&
			                                head >= p->core && head < p->core_end);
			bool wider =
			    found != CS_NONE && f->ph.p[found].end - f->ph.p[found].begin >= p->end - p->begin;
			if (same && !wider)
				found = i;
		}
		if (found == CS_NONE) {
			(void)cs_phrase_new(f, begin, end, CS_PH_GIVEN);
			found = f->ph.n - 1;
		}
		cs_phrase_t *p = &f->ph.p[found];
		p->given = true;
		p->code = k->code;
		p->begin = begin;
		p->end = end;
		p->head = head;
		p->inside = CS_NONE; /* the caller says that it counts by itself */
		for (uint32_t i = from; i < f->ph.n; i++) {
			cs_phrase_t *q = &f->ph.p[i];
			if (i != found && !q->dropped && !q->given && q->inside == CS_NONE &&
			    q->begin >= begin && q->end <= end)
				q->inside = found;
		}
	}
}

typedef struct order {
	uint32_t begin, end, phrase;
} order_t;

static int by_place(const void *a, const void *b)
{
	const order_t *x = a, *y = b;
	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	return x->phrase < y->phrase ? -1 : x->phrase > y->phrase;
}

static int known_by_place(const void *a, const void *b)
{
	const cs_known_t *x = a, *y = b;
	return x->begin != y->begin ? (x->begin < y->begin ? -1 : 1)
	                            : (x->end > y->end) - (x->end < y->end);
}

/* "the House Committee on Trade": a noun of the lexicon for a body, but written and used as a name. */
static bool named_by_noun(const cs_finder_t *f, const cs_phrase_t *p)
{
	const cs_doc_t *doc = f->doc;
	uint32_t names = 0, n = 0;

	for (uint32_t i = p->begin; i < p->end; i++) {
		const cs_word_t *w = &doc->words.p[i];
		if (w->upos == CS_POS_ADP || w->upos == CS_POS_DET || w->upos == CS_POS_CCONJ)
			continue;
		if (!cs_is_upper((uint8_t)w->form.p[0]))
			return false;
		n++;
		names += w->name != CS_NAME_NONE && cs_name_type(w->name) == CS_ENT_ORG;
	}
	if (n > 1 && names == n)
		return true;
	bool body = p->agent != CS_NONE && cs_agent_at(f->actors, p->agent)->collective;
	return n > 1 && body && !p->plural && doc->words.p[p->head].upos == CS_POS_PROPN;
}

static void publish(cs_finder_t *f)
{
	cs_doc_t *doc = f->doc;
	order_t *order = CS_NEW_N(f->scratch, order_t, f->ph.n);
	uint32_t *mention = CS_NEW_N(f->scratch, uint32_t, f->ph.n);
	uint32_t n = 0;

	for (uint32_t i = 0; i < f->ph.n; i++) {
		const cs_phrase_t *p = &f->ph.p[i];
		mention[i] = CS_NONE;
		if (!p->dropped && (p->entity != CS_NONE || p->sort == CS_PH_PRONOUN))
			order[n++] = (order_t){p->begin, p->end, i};
	}
	if (n)
		qsort(order, n, sizeof *order, by_place);
	for (uint32_t k = 0; k < n; k++) {
		const cs_phrase_t *p = &f->ph.p[order[k].phrase];
		mention[order[k].phrase] = k;
		uint8_t type = p->sort == CS_PH_PRONOUN                             ? CS_M_PRONOUN
		               : p->sort == CS_PH_AGENT || p->sort == CS_PH_GENERAL ? CS_M_NOMINAL
		                                                                    : CS_M_NAME;
		if (p->sort == CS_PH_AGENT && named_by_noun(f, p))
			type = CS_M_NAME;
		if (p->sort == CS_PH_GIVEN) {
			uint8_t pos = doc->words.p[p->head].upos;
			type = pos == CS_POS_PRON    ? CS_M_PRONOUN
			       : pos == CS_POS_PROPN ? CS_M_NAME
			                             : CS_M_NOMINAL;
		}
		bool whole = p->core < p->begin || p->core_end > p->end || p->core >= p->core_end;
		*CS_PUSH(&doc->arena, &doc->mentions) =
		    (cs_mention_t){.begin = p->begin,
		                   .end = p->end,
		                   .core = whole ? p->begin : p->core,
		                   .core_end = whole ? p->end : p->core_end,
		                   .head = p->head,
		                   .entity = p->entity,
		                   .type = type,
		                   .given = p->given,
		                   .modifier_of = CS_NONE,
		                   .with = CS_NONE};
	}
	for (uint32_t k = 0; k < n; k++) {
		uint32_t in = f->ph.p[order[k].phrase].inside;
		if (in != CS_NONE && mention[in] != k)
			doc->mentions.p[k].modifier_of = mention[in];
		uint32_t with = f->ph.p[order[k].phrase].with;
		if (with != CS_NONE && !f->ph.p[with].dropped)
			doc->mentions.p[k].with = mention[with];
	}
	doc->mention_of = CS_NEW_N(&doc->arena, uint32_t, doc->words.n);
	memset(doc->mention_of, 0xff, (size_t)doc->words.n * sizeof *doc->mention_of);
	for (uint32_t k = 0; k < doc->mentions.n; k++) {
		const cs_mention_t *m = &doc->mentions.p[k];
		uint32_t *at = &doc->mention_of[m->head];
		if (*at == CS_NONE || (m->given && !doc->mentions.p[*at].given) ||
		    (m->given == doc->mentions.p[*at].given &&
		     (m->end - m->begin > doc->mentions.p[*at].end - doc->mentions.p[*at].begin ||
		      doc->mentions.p[*at].modifier_of == k)))
			*at = k;
	}
}

/* Entities in order of their first mention; one that nothing mentions is dropped. */
static void number(cs_finder_t *f)
{
	cs_doc_t *doc = f->doc;
	uint32_t *now = CS_NEW_N(f->scratch, uint32_t, doc->entities.n), n = 0;
	cs_entity_t *old = CS_NEW_N(f->scratch, cs_entity_t, doc->entities.n);

	if (doc->entities.n)
		memcpy(old, doc->entities.p, doc->entities.n * sizeof *old);
	for (uint32_t i = 0; i < doc->entities.n; i++)
		now[i] = CS_NONE;
	for (uint32_t k = 0; k < doc->mentions.n; k++) {
		cs_mention_t *m = &doc->mentions.p[k];
		if (m->entity == CS_NONE)
			continue;
		if (now[m->entity] == CS_NONE) {
			now[m->entity] = n;
			doc->entities.p[n] = old[m->entity];
			doc->entities.p[n].first = k;
			n++;
		}
		m->entity = now[m->entity];
	}
	doc->entities.n = n;
}

void cs_actor_run(const cs_lex_t *lex, cs_doc_t *doc, cs_arena_t *scratch)
{
	cs_finder_t *f = CS_NEW(scratch, cs_finder_t);
	uint32_t given = 0;

	*f = (cs_finder_t){.lex = lex, .actors = lex->actors, .doc = doc, .scratch = scratch};
	f->cover = CS_NEW_N(scratch, uint32_t, doc->words.n);
	memset(f->cover, 0xff, (size_t)doc->words.n * sizeof *f->cover);
	if (doc->known.n)
		qsort(doc->known.p, doc->known.n, sizeof *doc->known.p, known_by_place);
	cs_resolve_init(f);
	cs_find_home(f);
	f->day = doc->day;
	cs_match_document(f);
	if (f->day == CS_NO_DAY)
		cs_find_day(f);
	cs_weigh_countries(f);
	for (uint32_t s = 0; s < doc->sents.n; s++) {
		uint32_t from = f->ph.n;
		cs_find_sentence(f, s);
		cs_link_sentence(f, s, from, f->ph.n);
		take_given(f, s, from, &given);
		cs_resolve_sentence(f, s, from, f->ph.n);
	}
	publish(f);
	number(f);
}
