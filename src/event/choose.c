/* choose.c - what the learned layer makes of what the rules found.
 *
 * Where the caller marked two actors, the layer says what joins them: the event that joins them
 * keeps its rule where its type is the one that is chosen; else it gets another type, and where
 * nothing joins them an event is made of the predicate between them. The code is that of a rule of
 * the chosen type whose words and slots fit some predicate of the sentence, whoever takes part; else
 * the type's general code. Events that are coded so have no rule: the record calls them
 * "model.TYPE". Cost: one scoring a pair, some look-ups a predicate. */
#include "event/event_int.h"

enum {
	GENERAL = 3,           /* digits of a general code */
	SURE_OF_NONE = 2 * CS_RANK_UNIT /* how sure that nothing joins two actors that were marked */
};

/* The first code of a type that is a general one ("120"); else the first of it at all. */
static uint32_t general_code(const cs_ontology_t *o, uint32_t type)
{
	uint32_t first = CS_NONE;

	for (uint32_t i = 0; i < cs_code_count(o); i++) {
		const cs_code_t *c = cs_code_at(o, i);
		if (c->type != type)
			continue;
		size_t n = strlen(c->code);
		if (n == GENERAL && c->code[GENERAL - 1] == '0')
			return i;
		if (first == CS_NONE && n >= GENERAL)
			first = i;
	}
	return first;
}

static bool is_type(const cs_rank_t *r, uint32_t label, uint32_t type)
{
	for (uint32_t i = 0; i < CS_RANK_TYPES; i++)
		if (type != CS_NONE && r->type[label][i] == type)
			return true;
	return false;
}

typedef struct choice {
	uint32_t label, type, code;
	const char *mode;
} choice_t;

static void take(choice_t *ch, const cs_ontology_t *o, uint32_t code, uint32_t type, bool typed,
                 const char *mode)
{
	ch->code = code;
	ch->type = typed ? type : cs_code_at(o, code)->type;
	ch->mode = mode ? mode
	           : code != CS_NONE && cs_code_at(o, code)->type == ch->type
	               ? cs_code_at(o, code)->mode
	               : "";
}

/* A rule of the chosen type that fits this frame, whoever takes part. */
static bool rule_of_type(const cs_coding_t *c, uint32_t frame, choice_t *ch)
{
	const cs_rules_t *rules = c->lex->rules;
	const cs_ontology_t *o = c->lex->ontology;
	const cs_frame_t *f = &c->d->frames.p[frame];
	cs_view_of_t v;

	for (const cs_pred_t *p = cs_rules_first(rules, c->d->words.p[f->head].lemma_id, f->kind); p;
	     p = cs_rules_next(rules, p)) {
		const cs_rule_t *rule = cs_rule_at(rules, p->rule);
		if (!cs_pred_fits(c, frame, p, false, &v) || !cs_tests_hold(c, &v, rule))
			continue;
		for (uint32_t i = 0; i < rule->whens.n; i++) {
			const cs_when_t *w = &rule->whens.p[i];
			uint32_t code = w->code == CS_NONE ? rule->code : w->code;
			uint32_t type = w->typed ? w->type : code == CS_NONE ? CS_NONE : cs_code_at(o, code)->type;
			if (code != CS_NONE && is_type(c->rank, ch->label, type) &&
			    cs_test_holds(c, &v, &w->test, NULL)) {
				take(ch, o, code, type, w->typed, w->typed ? w->mode : NULL);
				return true;
			}
		}
		uint32_t type = rule->typed           ? rule->type
		                : rule->code == CS_NONE ? CS_NONE
		                                        : cs_code_at(o, rule->code)->type;
		if (rule->code != CS_NONE && is_type(c->rank, ch->label, type)) {
			take(ch, o, rule->code, type, rule->typed, rule->mode);
			return true;
		}
	}
	return false;
}

/* The code and the very type for a label: by the frame's own rules, then by any of the sentence. */
static bool settle(const cs_coding_t *c, uint32_t frame, choice_t *ch)
{
	const cs_doc_t *d = c->d;

	if (frame != CS_NONE && rule_of_type(c, frame, ch))
		return true;
	for (uint32_t f = 0; f < d->frames.n; f++)
		if (frame != CS_NONE && d->frames.p[f].sent == d->frames.p[frame].sent && f != frame &&
		    rule_of_type(c, f, ch))
			return true;
	ch->type = c->rank->type[ch->label][0];
	ch->code = ch->type == CS_NONE ? CS_NONE : general_code(c->lex->ontology, ch->type);
	if (ch->code == CS_NONE)
		return false;
	ch->mode = cs_code_at(c->lex->ontology, ch->code)->mode;
	return true;
}

/* May some act, future, refused or possible, be told as this type? Then the type itself is done. */
static bool is_resolved(const cs_ontology_t *o, uint32_t type)
{
	for (uint32_t i = 0; i < cs_type_count(o); i++)
		for (int k = 0; k < CS_N_SHIFT; k++)
			if (i != type && cs_type_at(o, i)->shift[k].type == type)
				return true;
	return false;
}

/* Gives an event the chosen type. */
static void retype(const cs_coding_t *c, cs_event_t *e, const choice_t *ch)
{
	const cs_ontology_t *o = c->lex->ontology;

	e->cameo = ch->code;
	e->base = e->plover = ch->type;
	e->modes = ch->mode ? ch->mode : "";
	e->contexts = cs_code_at(o, ch->code)->contexts;
	e->rule = CS_NONE;
	e->negated = 0;
	e->polarity_cue = (cs_range_t){0, 0};
	if (is_resolved(o, ch->type)) {
		e->reality = CS_ACTUAL;
		e->reality_cue = (cs_range_t){0, 0};
	}
}

/* ---- two actors that the caller marked ------------------------------------------------------------ */

/* Is one of these the very words that were marked, or lies within them, or shares half of both? */
static bool covers(const cs_part_t *p, uint32_t n, const cs_part_t *end)
{
	for (uint32_t i = 0; i < n; i++) {
		uint32_t from = p[i].begin > end->begin ? p[i].begin : end->begin;
		uint32_t to = p[i].end < end->end ? p[i].end : end->end;
		uint32_t whole = (p[i].end > end->end ? p[i].end : end->end) -
		                 (p[i].begin < end->begin ? p[i].begin : end->begin);
		if (from < to && (to - from == p[i].end - p[i].begin || (to - from) * 2 >= whole))
			return true;
	}
	return false;
}

static cs_part_t part_of(const cs_doc_t *d, const cs_rank_pair_t *p, uint32_t k)
{
	return (cs_part_t){.begin = d->words.p[p->at[k].begin].begin,
	                   .end = d->words.p[p->at[k].end - 1].end,
	                   .head_begin = d->words.p[p->head[k]].begin,
	                   .head_end = d->words.p[p->head[k]].end,
	                   .entity = p->entity[k],
	                   .code = p->entity[k] == CS_NONE ? NULL : d->entities.p[p->entity[k]].code,
	                   .via = d->words.p[p->head[k]].upos == CS_POS_PROPN ? CS_VIA_NAME
	                                                                      : CS_VIA_NOMINAL};
}

static bool is_object(const cs_doc_t *d, uint32_t event)
{
	for (uint32_t i = 0; i < d->events.n; i++)
		if (d->events.p[i].about == event)
			return true;
	return false;
}

/* The predicate that the event is made of: the highest on the path between the two, a verb rather
 * than a noun; else the first of the sentence. */
static uint32_t frame_between(const cs_doc_t *d, const cs_rank_pair_t *p)
{
	uint32_t path[CS_RANK_PATH], n = cs_rank_path(d, p->head[0], p->head[1], path), noun = CS_NONE;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t f = d->frame_of[path[i]];
		if (f == CS_NONE)
			continue;
		if (d->frames.p[f].kind == CS_PRED_VERB)
			return f;
		noun = noun == CS_NONE ? f : noun;
	}
	for (uint32_t f = 0; f < d->frames.n && noun == CS_NONE; f++)
		if (d->frames.p[f].sent == d->words.p[p->head[0]].sent)
			noun = f;
	return noun;
}

bool cs_choose_given(cs_coding_t *c)
{
	cs_doc_t *d = c->d;
	cs_rank_pair_t pair;
	cs_rank_score_t score;
	uint32_t best = 1, kept = CS_NONE, other = CS_NONE, n = d->events.n;

	if (!c->rank || !c->rank->there || !cs_rank_given(d, &pair))
		return false;
	cs_rank_score(c->rank, c->lex, d, &pair, &score);
	for (uint32_t l = 1; l < c->rank->n_types; l++)
		if (c->rank->type[l][0] != CS_NONE && score.label[l] > score.label[best])
			best = l;
	if (score.label[0] > score.label[best] + SURE_OF_NONE)
		return false;
	uint32_t first = score.forward >= score.backward ? 0 : 1;
	cs_part_t source = part_of(d, &pair, first), target = part_of(d, &pair, 1 - first);
	for (uint32_t i = 0; i < d->events.n; i++) {
		cs_event_t *e = &d->events.p[i];
		bool there = covers(e->source.p, e->source.n, &source) &&
		             covers(e->target.p, e->target.n, &target);
		if (!there || is_object(d, i))
			continue;
		if (e->plover != CS_NONE && is_type(c->rank, best, e->plover)) {
			if (kept == CS_NONE || e->confidence > d->events.p[kept].confidence)
				kept = i;
		} else if (other == CS_NONE || e->confidence > d->events.p[other].confidence) {
			other = i;
		}
	}
	choice_t ch = {.label = best};
	if (kept == CS_NONE) {
		uint32_t frame = other == CS_NONE ? frame_between(d, &pair) : d->events.p[other].frame;
		if (frame == CS_NONE || !settle(c, frame, &ch))
			return false;
		kept = other;
		if (kept == CS_NONE)
			kept = cs_event_add_plain(c, frame, &source, &target);
		retype(c, &d->events.p[kept], &ch);
		if (other == CS_NONE)
			kept = cs_event_sift(c);
	}
	/* what else joins the two is less likely */
	for (uint32_t i = 0; i < d->events.n; i++) {
		cs_event_t *e = &d->events.p[i];
		if (i == kept)
			e->confidence = 0.9F;
		else if (covers(e->source.p, e->source.n, &source) &&
		         covers(e->target.p, e->target.n, &target) && e->confidence > 0.5F)
			e->confidence = 0.5F;
	}
	return d->events.n > n;
}
