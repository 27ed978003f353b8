/* first.c - "I" and "we" in a quotation: whoever speaks.
 *
 * By the smallest direct or mixed statement around the word, where it has one speaker ("what I
 * want" within a quotation is told by the same): "I" is that person, "we" and "our" his side, for
 * which he stands here, since a text seldom says which side. Outside quotation marks they are the
 * narrator's and stay open; so do those of several speakers, and of one who is no actor.
 *
 * A rule of our own. Cost: linear in the words of the statements, nested ones counted as often as
 * they nest. Who is addressed ("you") is left. */
#include "said/first.h"

#define UNKNOWN (CS_NONE - 1)

#include "said/said_int.h"

/* 1: "I", 2: "we", 0: no first person. */
static int first_person(cs_str_t w)
{
	if (cs_listed(w, " we us our ours ourselves "))
		return w.n == 2 && w.p[0] == 'U' && w.p[1] == 'S' ? 0 : 2; /* the country */
	return cs_listed(w, " i me my mine myself ");
}

/* "our nation", "our troops": said of everybody's state, not of the speaker's party. */
static bool of_everybody(const cs_doc_t *d, uint32_t i)
{
	static const char shared[] =
	    " nation country homeland people citizens constitution democracy flag borders border soil "
	    "troops military soldiers servicemen veterans army navy allies enemies adversaries economy "
	    "security children grandchildren republic history freedom freedoms sovereignty government ";
	const cs_word_t *w = &d->words.p[i];
	uint32_t h = w->deprel == CS_REL_NMOD_POSS ? w->head : CS_NONE;

	return h != CS_NONE && h > i && cs_listed(d->words.p[h].form, shared);
}

/* The state of somebody, where the document speaks of it; or CS_NONE. */
static uint32_t state_of(const cs_doc_t *d, const cs_entity_t *who)
{
	for (uint32_t e = 0; e < d->entities.n && who->country != CS_NONE; e++)
		if (d->entities.p[e].actor == who->country && d->entities.p[e].type == CS_ENT_GPE)
			return e;
	return CS_NONE;
}

uint32_t cs_said_word_at(const cs_doc_t *d, uint32_t byte)
{
	uint32_t low = 0, high = d->words.n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (d->words.p[mid].begin < byte)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* The state that the document speaks of most; CS_NONE where two are as much. */
static uint32_t state_most(const cs_doc_t *d, cs_arena_t *scratch)
{
	uint32_t *times = CS_NEW_N(scratch, uint32_t, d->entities.n), best = CS_NONE, most = 0;
	bool tie = false;

	for (uint32_t m = 0; m < d->mentions.n; m++)
		if (d->mentions.p[m].entity != CS_NONE)
			times[d->mentions.p[m].entity]++;
	for (uint32_t e = 0; e < d->entities.n; e++) {
		const cs_entity_t *x = &d->entities.p[e];
		if (x->type != CS_ENT_GPE || x->actor == CS_NONE || x->actor != x->country)
			continue;
		tie = times[e] == most ? true : times[e] > most ? false : tie;
		if (times[e] > most) {
			most = times[e];
			best = e;
		}
	}
	return tie ? CS_NONE : best;
}

void cs_said_first_persons(cs_doc_t *d, cs_arena_t *scratch)
{
	uint32_t *of, *size, most = UNKNOWN;

	if (!d->said.n || !d->mentions.n)
		return;
	of = CS_NEW_N(scratch, uint32_t, d->words.n);
	size = CS_NEW_N(scratch, uint32_t, d->words.n);
	memset(of, 0xff, d->words.n * sizeof *of);
	for (uint32_t k = 0; k < d->said.n; k++) {
		const cs_said_t *s = &d->said.p[k];
		if (s->kind != CS_SAID_DIRECT && s->kind != CS_SAID_MIXED)
			continue;
		uint32_t all = 0; /* a statement's pieces count together: "…", he said, "…" */

		for (uint32_t c = 0; c < s->content.n; c++)
			all += s->content.p[c].end - s->content.p[c].begin;
		for (uint32_t c = 0; c < s->content.n; c++)
			for (uint32_t i = cs_said_word_at(d, s->content.p[c].begin);
			     i < d->words.n && d->words.p[i].end <= s->content.p[c].end; i++)
				if (s->kind == CS_SAID_DIRECT || (d->words.p[i].flags & CS_W_QUOTED))
					if (of[i] == CS_NONE || all < size[i]) {
						of[i] = k;
						size[i] = all;
					}
	}
	for (uint32_t m = 0; m < d->mentions.n; m++) {
		cs_mention_t *x = &d->mentions.p[m];
		int person = x->type == CS_M_PRONOUN && x->entity == CS_NONE && !x->given
		                 ? first_person(d->words.p[x->head].form)
		                 : 0;
		const cs_said_t *s = person && of[x->head] != CS_NONE ? &d->said.p[of[x->head]] : NULL;

		if (s && person == 2 && of_everybody(d, x->head) &&
		    (s->speakers.n == 0 || d->entities.p[s->speakers.p[0]].country == CS_NONE))
			x->entity = most = most == UNKNOWN ? state_most(d, scratch)
			                                   : most; /* somebody's of whom no country is told */
		if (!s || s->speakers.n != 1 || x->entity != CS_NONE)
			continue;
		const cs_entity_t *who = &d->entities.p[s->speakers.p[0]];
		uint32_t state = person == 2 && of_everybody(d, x->head) ? state_of(d, who) : CS_NONE;
		if (state != CS_NONE)
			x->entity = state;
		else if (who->acts && (person == 2 || who->type == CS_ENT_PERSON))
			x->entity = s->speakers.p[0];
	}
}

/* "I think …" within a quotation: said by whom the "I" is. */
void cs_said_own_views(cs_doc_t *d)
{
	for (uint32_t k = 0; k < d->said.n; k++) {
		cs_said_t *s = &d->said.p[k];
		if (s->speakers.n || s->speaker_spans.n != 1)
			continue;
		uint32_t i = cs_said_word_at(d, s->speaker_spans.p[0].begin);
		if (i >= d->words.n || d->words.p[i].end != s->speaker_spans.p[0].end ||
		    !first_person(d->words.p[i].form) || d->mention_of[i] == CS_NONE)
			continue;
		uint32_t e = d->mentions.p[d->mention_of[i]].entity;
		if (e == CS_NONE)
			continue;
		*CS_PUSH(&d->arena, &s->speakers) = e;
		s->by = CS_BY_COREF;
	}
}
