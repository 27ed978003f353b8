/* trace.c - writes the stories of trace.h down. Of each candidate it asks the matcher once more
 * which word made a test hold, or what stands in its slots instead; it decides nothing.
 *
 * Cost: where there is no trace, a comparison a call. Else all candidates of a predicate are kept,
 * some hundred at most, each with its tests. What the caller's own pairs of actors lead to
 * (pairs.c, cs_choose_given) has no story. */
#include "event/trace.h"

void cs_trace_begin(const cs_coding_t *c)
{
	cs_doc_t *d = c->d;
	if (!d->trace)
		return;
	d->trace->n = d->frames.n;
	d->trace->story = CS_NEW_N(&d->arena, cs_story_t, d->frames.n);
	for (uint32_t i = 0; i < d->frames.n; i++)
		d->trace->story[i].twin = d->trace->story[i].gone_with = CS_NONE;
}

cs_story_t *cs_trace_story(const cs_coding_t *c, uint32_t frame)
{
	cs_trace_t *t = c->d->trace;
	return t && frame < t->n ? &t->story[frame] : NULL;
}

/* ---- sides ------------------------------------------------------------------------------ */

static cs_part_t *copy_parts(cs_arena_t *a, const cs_part_t *p, uint32_t n)
{
	cs_part_t *to = CS_NEW_N(a, cs_part_t, n);
	if (n)
		memcpy(to, p, n * sizeof *p);
	return to;
}

void cs_trace_sides_begin(const cs_coding_t *c)
{
	cs_trace_t *t = c->d->trace;
	if (t)
		memset(t->side, 0, sizeof t->side);
}

void cs_trace_path(const cs_coding_t *c, const cs_path_t *path, bool deep)
{
	cs_trace_t *t = c->d->trace;
	if (!t)
		return;
	t->path = path;
	t->deep = deep;
}

void cs_trace_side(const cs_coding_t *c, int side, const cs_parts_t *parts, cs_way_t way)
{
	cs_trace_t *t = c->d->trace;
	if (!t || parts->n == 0 || t->side[side].way != CS_WAY_NONE)
		return;
	bool slot = way == CS_WAY_SLOT;
	t->side[side] = (cs_trace_side_t){.way = (uint8_t)(slot && t->deep ? CS_WAY_DEEP : way),
	                                  .path = slot ? t->path : NULL,
	                                  .part = copy_parts(&c->d->arena, parts->p, parts->n),
	                                  .n = parts->n};
}

void cs_trace_reverse(const cs_coding_t *c)
{
	cs_trace_t *t = c->d->trace;
	if (!t)
		return;
	cs_trace_side_t source = t->side[0];
	t->side[0] = t->side[1];
	t->side[1] = source;
}

/* ---- candidates --------------------------------------------------------------------------- */

static void add_word(uint32_t word[4], uint32_t *n, uint32_t add)
{
	for (uint32_t i = 0; i < *n; i++)
		if (word[i] == add)
			return;
	if (*n < 4)
		word[(*n)++] = add;
}

static void add_words(const cs_coding_t *c, const cs_view_of_t *v, const cs_paths_t *paths,
                      uint32_t word[4], uint32_t *n)
{
	for (uint32_t i = 0; i < paths->n; i++) {
		cs_hits_t hits;
		cs_path_hits(c, v, &paths->p[i], &hits);
		for (uint32_t k = 0; k < hits.n; k++)
			add_word(word, n, hits.p[k].head);
	}
}

static cs_tested_t tested(const cs_coding_t *c, const cs_view_of_t *v, const cs_test_t *t)
{
	uint32_t word = cs_test_word(c, v, t, NULL);
	cs_tested_t x = {.test = t, .found = word != CS_NONE};
	x.holds = x.found != t->negated;
	if (x.found)
		add_word(x.word, &x.n, word);
	else
		add_words(c, v, &t->at, x.word, &x.n);
	return x;
}

/* What stands where a rule looks for actors, and is none. */
static void strangers(const cs_coding_t *c, const cs_view_of_t *v, const cs_rule_t *r, cs_try_t *x)
{
	const cs_rules_t *rules = c->lex->rules;
	const cs_paths_t *source = r->has_source ? &r->source : cs_rules_usual_source(rules);
	const cs_paths_t *target = r->has_target ? &r->target : cs_rules_usual_target(rules);
	if (!r->no_source)
		add_words(c, v, source, x->side[0].word, &x->side[0].n_words);
	if (!r->no_target)
		add_words(c, v, target, x->side[1].word, &x->side[1].n_words);
	for (uint32_t i = 0; i < r->pairs.n; i++)
		add_words(c, v, &r->pairs.p[i].at, x->side[0].word, &x->side[0].n_words);
}

void cs_trace_try(const cs_coding_t *c, const cs_pred_t *p, const cs_view_of_t *v, cs_fit_t fit)
{
	cs_story_t *s = cs_trace_story(c, v->frame);
	if (!s)
		return;
	const cs_rule_t *rule = cs_rule_at(c->lex->rules, p->rule);
	cs_arena_t *a = &c->d->arena;
	cs_try_t *x = CS_PUSH(a, &s->tries);
	*x = (cs_try_t){.pred = p, .fit = (uint8_t)fit};
	if (fit <= CS_FIT_ONE)
		memcpy(x->side, c->d->trace->side, sizeof x->side);
	if (fit == CS_FIT_NOBODY)
		strangers(c, v, rule, x);
	for (uint32_t i = 0; i < rule->tests.n && fit <= CS_FIT_TEST; i++) {
		cs_tested_t *t = CS_PUSH(a, &x->tests);
		*t = tested(c, v, &rule->tests.p[i]);
		x->n_failed += !t->holds;
	}
}

void cs_trace_chosen(const cs_coding_t *c, uint32_t frame, const cs_pred_t *p)
{
	cs_story_t *s = cs_trace_story(c, frame);
	if (s)
		s->chosen = p;
}

/* ---- events ------------------------------------------------------------------------------- */

void cs_trace_when(const cs_coding_t *c, const cs_view_of_t *v, const cs_when_t *w)
{
	if (c->d->trace)
		c->d->trace->when = tested(c, v, &w->test);
}

static cs_event_t *copy_event(cs_arena_t *a, const cs_event_t *e)
{
	cs_event_t *to = CS_NEW(a, cs_event_t);
	*to = *e;
	to->source.p = copy_parts(a, e->source.p, e->source.n);
	to->target.p = copy_parts(a, e->target.p, e->target.n);
	return to;
}

void cs_trace_event(const cs_coding_t *c, const cs_event_t *e)
{
	cs_story_t *s = cs_trace_story(c, e->frame);
	if (!s)
		return;
	s->event = copy_event(&c->d->arena, e);
	if (c->d->trace->when.test)
		s->when = c->d->trace->when;
	c->d->trace->when.test = NULL;
}

void cs_trace_lent(const cs_coding_t *c, const cs_event_t *e)
{
	cs_story_t *s = cs_trace_story(c, e->frame);
	if (s)
		s->lent = (cs_trace_side_t){.way = CS_WAY_LENT,
		                            .part = copy_parts(&c->d->arena, e->source.p, e->source.n),
		                            .n = e->source.n};
}

void cs_trace_twin(const cs_coding_t *c, const cs_event_t *gone, const cs_event_t *kept,
                   bool around)
{
	cs_story_t *s = cs_trace_story(c, gone->frame);
	if (!s)
		return;
	s->twin = kept->frame;
	s->twin_around = around;
}

void cs_trace_verdict(const cs_coding_t *c, uint32_t frame, const cs_verdict_t *v)
{
	cs_story_t *s = cs_trace_story(c, frame);
	if (!s)
		return;
	cs_arena_t *a = &c->d->arena;
	cs_rank_score_t *score = CS_NEW(a, cs_rank_score_t);
	*score = *v->score;
	s->verdict = CS_NEW(a, cs_verdict_t);
	*s->verdict = *v;
	s->verdict->score = score;
}
