/* pairs.c - where the caller marked exactly two actors, what joins these two?
 *
 * An event that has both already is left alone. Else the predicates on the tree path between the
 * two are tried, the highest first: an event there that has one of them gets the other on its free
 * side; a rule that fits without caring who takes part takes both. Who stands in subject position,
 * or first in the text, is the source. The price is a lower confidence. Bounded by the length of
 * the path. */
#include "event/event_int.h"

enum { PATH_MAX_WORDS = 64 };

typedef struct ends {
	uint32_t mention[2]; /* in text order */
	cs_part_t part[2];
} ends_t;

static bool find_ends(const cs_coding_t *c, ends_t *e)
{
	const cs_doc_t *d = c->d;
	uint32_t n = 0;
	for (uint32_t i = 0; i < d->mentions.n; i++) {
		const cs_mention_t *m = &d->mentions.p[i];
		if (!m->given)
			continue;
		if (n == 2)
			return false;
		e->mention[n] = i;
		e->part[n] =
		    (cs_part_t){.begin = d->words.p[m->begin].begin,
		                .end = d->words.p[m->end - 1].end,
		                .head_begin = d->words.p[m->head].begin,
		                .head_end = d->words.p[m->head].end,
		                .entity = m->entity,
		                .code = m->entity == CS_NONE ? NULL : d->entities.p[m->entity].code,
		                .via = m->type == CS_M_NAME ? CS_VIA_NAME : CS_VIA_NOMINAL};
		n++;
	}
	return n == 2 && d->words.p[d->mentions.p[e->mention[0]].head].sent ==
	                     d->words.p[d->mentions.p[e->mention[1]].head].sent;
}

static bool covers(const cs_part_t *p, uint32_t n, const cs_part_t *end)
{
	for (uint32_t i = 0; i < n; i++)
		if ((p[i].begin < end->end && end->begin < p[i].end) ||
		    (p[i].entity != CS_NONE && p[i].entity == end->entity))
			return true;
	return false;
}

static bool joins(const cs_event_t *e, const ends_t *x)
{
	for (int k = 0; k < 2; k++)
		if (covers(e->source.p, e->source.n, &x->part[k]) &&
		    covers(e->target.p, e->target.n, &x->part[1 - k]))
			return true;
	return false;
}

/* The words on the tree path between the two heads, the highest first. */
static uint32_t path_words(const cs_doc_t *d, uint32_t a, uint32_t b, uint32_t *out)
{
	uint32_t up[2][PATH_MAX_WORDS], n[2] = {0, 0}, at[2] = {a, b};
	for (int k = 0; k < 2; k++)
		for (uint32_t w = at[k]; w != CS_NONE && n[k] < PATH_MAX_WORDS; w = d->words.p[w].head)
			up[k][n[k]++] = w;
	uint32_t i = n[0], j = n[1], top = CS_NONE;
	while (i > 0 && j > 0 && up[0][i - 1] == up[1][j - 1]) {
		top = up[0][i - 1];
		i--;
		j--;
	}
	uint32_t count = 0;
	if (top == CS_NONE)
		return 0;
	out[count++] = top;
	while (i > 0 || j > 0) {
		if (i > 0)
			out[count++] = up[0][--i];
		if (j > 0)
			out[count++] = up[1][--j];
	}
	return count;
}

/* Which of the two acts: the one inside the frame's subject; -1 where neither or both are. */
static int subject_of(const cs_doc_t *d, uint32_t frame, const ends_t *x)
{
	const cs_frame_t *f = &d->frames.p[frame];
	for (int target = 0; target < 2; target++)
		for (uint32_t i = f->arg_begin; i < f->arg_end; i++) {
			const cs_arg_t *a = &d->args.p[i];
			bool wanted = target ? a->slot == CS_SLOT_OBJ || a->slot == CS_SLOT_IOBJ
			                     : a->slot == CS_SLOT_SUBJ;
			if (!wanted)
				continue;
			const cs_word_t *h = &d->words.p[a->head];
			bool in[2];
			for (int k = 0; k < 2; k++) {
				uint32_t w = d->mentions.p[x->mention[k]].head;
				in[k] = w >= h->left && w < h->right;
			}
			if (in[0] != in[1])
				return target ? !in[1] ? 1 : 0 : in[0] ? 0 : 1;
		}
	return -1;
}

static void set_side(cs_coding_t *c, cs_part_t **p, uint32_t *n, const cs_part_t *part)
{
	*p = CS_NEW(&c->d->arena, cs_part_t);
	**p = *part;
	*n = 1;
}

/* An event that has one of the two, with nobody, or only a modifier, on the other side. */
static bool complete(cs_coding_t *c, cs_event_t *e, const ends_t *x)
{
	for (int k = 0; k < 2; k++) {
		const cs_part_t *missing = &x->part[1 - k];
		if (covers(e->source.p, e->source.n, &x->part[k]) &&
		    !covers(e->source.p, e->source.n, missing)) {
			set_side(c, &e->target.p, &e->target.n, missing);
			e->confidence *= 0.8F;
			return true;
		}
		if (covers(e->target.p, e->target.n, &x->part[k]) &&
		    !covers(e->target.p, e->target.n, missing)) {
			set_side(c, &e->source.p, &e->source.n, missing);
			e->confidence *= 0.8F;
			return true;
		}
	}
	return false;
}

static bool new_event(cs_coding_t *c, uint32_t frame, const ends_t *x)
{
	cs_view_of_t view;
	uint32_t rule = cs_rule_for(c, frame, true, &view);
	if (rule == CS_NONE)
		return false;
	int first = subject_of(c->d, frame, x);
	if (cs_rule_at(c->lex->rules, rule)->reverse)
		first = first < 0 ? 1 : 1 - first;
	first = first < 0 ? 0 : first;
	cs_parts_t source = {0}, target = {0};
	*CS_PUSH(c->scratch, &source) = x->part[first];
	*CS_PUSH(c->scratch, &target) = x->part[1 - first];
	uint32_t e =
	    cs_event_add(c, &view, rule, source, target, cs_rule_at(c->lex->rules, rule)->pairs.n > 0);
	c->d->events.p[e].confidence *= 0.7F;
	c->of_frame[frame] = e;
	return true;
}

/* Events are in text order; a new one at the end goes to its place. */
uint32_t cs_event_sift(cs_coding_t *c)
{
	cs_doc_t *d = c->d;
	uint32_t i = d->events.n - 1;
	cs_event_t e = d->events.p[i];
	while (i > 0 && d->events.p[i - 1].trigger.begin > e.trigger.begin) {
		d->events.p[i] = d->events.p[i - 1];
		i--;
	}
	d->events.p[i] = e;
	for (uint32_t k = 0; k < d->events.n; k++) {
		uint32_t *about = &d->events.p[k].about;
		if (*about == d->events.n - 1)
			*about = i;
		else if (*about != CS_NONE && *about >= i)
			++*about;
	}
	return i;
}

void cs_join_pair(cs_coding_t *c)
{
	cs_doc_t *d = c->d;
	ends_t x;
	if (d->known.n != 2 || d->known_only || !find_ends(c, &x))
		return;
	for (uint32_t i = 0; i < d->events.n; i++)
		if (joins(&d->events.p[i], &x))
			return;
	uint32_t words[2 * PATH_MAX_WORDS], n, sent = d->words.p[d->mentions.p[x.mention[0]].head].sent;
	c->given = true;
	n = path_words(d, d->mentions.p[x.mention[0]].head, d->mentions.p[x.mention[1]].head, words);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t f = d->frame_of[words[i]];
		if (f == CS_NONE)
			continue;
		if (c->of_frame[f] != CS_NONE && complete(c, &d->events.p[c->of_frame[f]], &x))
			return;
		if (c->of_frame[f] == CS_NONE && new_event(c, f, &x)) {
			cs_event_sift(c);
			return;
		}
	}
	/* no predicate between them: an act of the sentence in which one of them takes part; else the
	 * first act that the sentence has words for */
	for (uint32_t i = 0; i < d->events.n; i++)
		if (d->events.p[i].sent == sent && complete(c, &d->events.p[i], &x))
			return;
	for (uint32_t f = 0; f < d->frames.n; f++)
		if (d->frames.p[f].sent == sent && c->of_frame[f] == CS_NONE && new_event(c, f, &x)) {
			d->events.p[c->of_frame[f]].confidence *= 0.7F;
			cs_event_sift(c);
			return;
		}
}
