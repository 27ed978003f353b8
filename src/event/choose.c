/* choose.c - what the learned layer makes of what the rules found.
 *
 * Where nobody is marked, each event of the rules is weighed with its sides, without them and with
 * others of its sentence: it stays, goes, or gets another type or side; a verb without a rule
 * between two actors may become an event.
 *
 * Where the caller marked two actors, the layer says what joins them: the event that joins them
 * keeps its rule where its type is the one that is chosen; else it gets another type, and where
 * nothing joins them an event is made of the predicate between them. The code is that of a rule of
 * the chosen type whose words and slots fit some predicate of the sentence, whoever takes part;
 * else the type's general code. Events that are coded so have no rule: the record calls them
 * "model.TYPE". Cost: one scoring a pair, some look-ups a predicate. */
#include "event/event_int.h"
#include "event/trace.h"

enum {
	GENERAL = 3,                     /* digits of a general code */
	SURE_OF_NONE = 2 * CS_RANK_UNIT, /* how sure that nothing joins two actors that were marked */
	BESIDE = 2 * CS_RANK_UNIT        /* how far behind what else joins them may be */
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

static uint32_t label_of_type(const cs_rank_t *r, uint32_t type)
{
	for (uint32_t l = 1; l < r->n_types; l++)
		if (is_type(r, l, type))
			return l;
	return CS_NONE;
}

/* How much a label is ahead of all others. */
static int32_t lead(const cs_rank_t *r, const cs_rank_score_t *s, uint32_t label)
{
	int32_t other = INT32_MIN / 2;
	for (uint32_t l = 0; l < r->n_types; l++)
		if (l != label && s->label[l] > other)
			other = s->label[l];
	return s->label[label] - other;
}

typedef struct choice {
	uint32_t label, type, code;
	uint32_t rule; /* whose code it is, or CS_NONE */
	const char *mode;
} choice_t;

static void take(choice_t *ch, const cs_ontology_t *o, uint32_t rule, uint32_t code, uint32_t type,
                 bool typed, const char *mode)
{
	ch->rule = rule;
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
			uint32_t type = w->typed          ? w->type
			                : code == CS_NONE ? CS_NONE
			                                  : cs_code_at(o, code)->type;
			if (code != CS_NONE && is_type(c->rank, ch->label, type) &&
			    cs_test_holds(c, &v, &w->test, NULL)) {
				take(ch, o, p->rule, code, type, w->typed, w->typed ? w->mode : NULL);
				return true;
			}
		}
		uint32_t type = rule->typed             ? rule->type
		                : rule->code == CS_NONE ? CS_NONE
		                                        : cs_code_at(o, rule->code)->type;
		if (rule->code != CS_NONE && is_type(c->rank, ch->label, type)) {
			take(ch, o, p->rule, rule->code, type, rule->typed, rule->mode);
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
	ch->rule = CS_NONE;
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

/* ---- two actors that the caller marked ----------------------------------------------------- */

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

void cs_choose_given(cs_coding_t *c)
{
	cs_doc_t *d = c->d;
	cs_rank_pair_t pair;
	cs_rank_score_t score;
	uint32_t best = 1, kept = CS_NONE, other = CS_NONE;

	if (!c->rank || !c->rank->there || !cs_rank_given(d, &pair))
		return;
	cs_rank_score(c->rank, c->lex, d, &pair, &score);
	for (uint32_t l = 1; l < c->rank->n_types; l++)
		if (c->rank->type[l][0] != CS_NONE && score.label[l] > score.label[best])
			best = l;
	if (score.label[0] > score.label[best] + SURE_OF_NONE)
		return;
	uint32_t first = score.forward >= score.backward ? 0 : 1;
	cs_part_t source = part_of(d, &pair, first), target = part_of(d, &pair, 1 - first);
	for (uint32_t i = 0; i < d->events.n; i++) {
		cs_event_t *e = &d->events.p[i];
		bool there =
		    covers(e->source.p, e->source.n, &source) && covers(e->target.p, e->target.n, &target);
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
			return;
		kept = other;
		if (kept == CS_NONE)
			kept = cs_event_add_plain(c, frame, &source, &target);
		retype(c, &d->events.p[kept], &ch);
		if (other == CS_NONE)
			kept = cs_event_sift(c);
	}
	/* what else joins the two is less likely, or goes */
	c->dead = CS_NEW_N(c->scratch, uint8_t, d->events.n);
	for (uint32_t i = 0; i < d->events.n; i++) {
		cs_event_t *e = &d->events.p[i];
		uint32_t own = e->plover == CS_NONE ? CS_NONE : label_of_type(c->rank, e->plover);
		if (i == kept) {
			e->confidence = cs_rank_sure(c->rank, CS_RANK_GIVEN, lead(c->rank, &score, best));
			continue;
		}
		if (own == CS_NONE || is_object(d, i) || !covers(e->source.p, e->source.n, &source) ||
		    !covers(e->target.p, e->target.n, &target))
			continue;
		e->confidence = cs_rank_sure(c->rank, CS_RANK_GIVEN, lead(c->rank, &score, own));
		c->dead[i] = own != best && score.label[best] - score.label[own] > BESIDE;
	}
	cs_events_in_order(c);
}

static bool joins(const cs_doc_t *d, const cs_event_t *e, const cs_rank_pair_t *p)
{
	cs_part_t a = part_of(d, p, 0), b = part_of(d, p, 1);
	return (covers(e->source.p, e->source.n, &a) && covers(e->target.p, e->target.n, &b)) ||
	       (covers(e->source.p, e->source.n, &b) && covers(e->target.p, e->target.n, &a));
}

/* ---- what may be an event ------------------------------------------------------------------ */

enum { OTHERS_MAX = 8, SLOTS_MAX = 4 };

/* The word that begins at this byte, or the last before it. */
static uint32_t word_at(const cs_doc_t *d, uint32_t byte)
{
	uint32_t lo = 0, hi = d->words.n;
	while (hi - lo > 1) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (d->words.p[mid].begin <= byte)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

static void set_pair(const cs_doc_t *d, cs_offer_t *o)
{
	const cs_part_t *p[2] = {o->has_source ? &o->source : NULL, o->has_target ? &o->target : NULL};
	cs_rank_pair_t *r = &o->pair;

	for (uint32_t k = 0; k < 2; k++) {
		if (!p[k]) {
			uint32_t end = d->sents.p[d->frames.p[r->frame].sent].words.end;
			r->at[k] = (cs_range_t){end, end};
			r->head[k] = r->entity[k] = CS_NONE;
			continue;
		}
		r->at[k] = (cs_range_t){word_at(d, p[k]->begin), word_at(d, p[k]->end - 1) + 1};
		r->head[k] = word_at(d, p[k]->head_begin);
		r->entity[k] = p[k]->entity;
	}
}

/* Do the sides lie in the sentence of the frame, apart from one another? */
static bool sound(const cs_doc_t *d, const cs_offer_t *o)
{
	const cs_sent_t *s = &d->sents.p[d->frames.p[o->pair.frame].sent];
	if (o->has_source &&
	    (o->source.begin < s->begin || o->source.end > s->end || o->source.begin == o->source.end))
		return false;
	if (o->has_target &&
	    (o->target.begin < s->begin || o->target.end > s->end || o->target.begin == o->target.end))
		return false;
	return !(o->has_source && o->has_target && o->source.begin < o->target.end &&
	         o->target.begin < o->source.end);
}

static void show(const cs_coding_t *c, cs_offer_t *o, cs_offer_fn *f, void *user)
{
	if (!sound(c->d, o))
		return;
	set_pair(c->d, o);
	f(user, o);
}

static cs_part_t part_of_mention(const cs_doc_t *d, uint32_t mention)
{
	const cs_mention_t *m = &d->mentions.p[mention];
	return (cs_part_t){.begin = d->words.p[m->begin].begin,
	                   .end = d->words.p[m->end - 1].end,
	                   .head_begin = d->words.p[m->head].begin,
	                   .head_end = d->words.p[m->head].end,
	                   .entity = m->entity,
	                   .code = d->entities.p[m->entity].code,
	                   .via = m->modifier_of != CS_NONE ? CS_VIA_MODIFIER
	                          : m->type == CS_M_NAME    ? CS_VIA_NAME
	                          : m->type == CS_M_PRONOUN ? CS_VIA_PRONOUN
	                                                    : CS_VIA_NOMINAL};
}

/* Is this the same as one of the event's parts? */
static bool takes_part(const cs_part_t *p, uint32_t n, const cs_part_t *x)
{
	for (uint32_t i = 0; i < n; i++)
		if (cs_same_actor(&p[i], x))
			return true;
	return false;
}

/* The predicate to whose clause a word belongs: the nearest above it that is no mere noun. */
static uint32_t clause_of(const cs_doc_t *d, uint32_t w)
{
	for (; w != CS_NONE; w = d->words.p[w].head) {
		uint32_t f = d->frame_of[w];
		if (f != CS_NONE &&
		    (d->frames.p[f].kind != CS_PRED_NOUN || d->frames.p[f].light != CS_NONE))
			return f;
	}
	return CS_NONE;
}

static uint32_t clause_above(const cs_doc_t *d, uint32_t clause)
{
	uint32_t up = clause == CS_NONE ? CS_NONE : d->words.p[d->frames.p[clause].head].head;
	return up == CS_NONE ? CS_NONE : clause_of(d, up);
}

/* Does a word stand in a predicate's clause, in the one above, or in one right below it? What stands
 * in a clause beside it takes no place that is filled: in "rammed a tug and captured 24 sailors"
 * those who were captured are the sailors. */
static bool is_near(const cs_doc_t *d, uint32_t frame, uint32_t w)
{
	const cs_frame_t *f = &d->frames.p[frame];
	uint32_t own = clause_of(d, f->head), at = clause_of(d, w);

	for (uint32_t i = f->arg_begin; i < f->arg_end; i++)
		if (d->args.p[i].head == w)
			return true;
	return own == CS_NONE || at == own || at == frame || at == clause_above(d, own) ||
	       clause_above(d, at) == own;
}

/* Whoever of an event's sentence could be its source, or its target, instead. */
static void others(const cs_coding_t *c, const cs_offer_t *self, bool source, cs_offer_fn *f,
                   void *user)
{
	const cs_doc_t *d = c->d;
	const cs_event_t *e = &d->events.p[self->pair.event];
	cs_range_t in = d->sents.p[d->frames.p[self->pair.frame].sent].words;
	uint32_t lo = 0, hi = d->mentions.n, n = 0;

	while (lo < hi) { /* mentions are by first word */
		uint32_t mid = lo + (hi - lo) / 2;
		if (d->mentions.p[mid].begin < in.begin)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (uint32_t i = lo; i < d->mentions.n && d->mentions.p[i].begin < in.end && n < OTHERS_MAX;
	     i++) {
		const cs_mention_t *m = &d->mentions.p[i];
		if (m->entity == CS_NONE || !d->entities.p[m->entity].acts || m->end > in.end ||
		    m->modifier_of != CS_NONE)
			continue;
		if (self->has_source && self->has_target && !is_near(d, self->pair.frame, m->head))
			continue;
		cs_offer_t o = *self;
		cs_part_t p = part_of_mention(d, i);
		/* one of several that act together may be the other side of an act without direction */
		bool beside =
		    !source && e->source.n > 1 && takes_part(e->source.p + 1, e->source.n - 1, &p);
		if (!beside &&
		    (takes_part(e->source.p, e->source.n, &p) || takes_part(e->target.p, e->target.n, &p)))
			continue;
		o.pair.kind = self->has_source && self->has_target ? CS_RANK_SWAP : CS_RANK_FILL;
		*(source ? &o.source : &o.target) = p;
		o.has_source = o.has_target = true;
		n++;
		show(c, &o, f, user);
	}
}

/* A predicate without an event: its subject, and whoever stands in another slot. */
static void predicate(const cs_coding_t *c, uint32_t frame, cs_offer_fn *f, void *user)
{
	static const cs_path_t subject = {{{CS_AT_SUBJ, {0}}}, 1};
	const cs_doc_t *d = c->d;
	const cs_frame_t *fr = &d->frames.p[frame];
	cs_view_of_t v = {frame, CS_NONE, {0}, CS_NONE, 0};
	cs_parts_t first = {0};
	uint32_t n = 0;

	cs_path_parts(c, &v, &subject, CS_OWNERS, &first);
	if (first.n == 0)
		return;
	for (uint32_t i = fr->arg_begin; i < fr->arg_end && n < SLOTS_MAX; i++) {
		const cs_arg_t *a = &d->args.p[i];
		cs_parts_t other = {0};
		if (a->slot == CS_SLOT_SUBJ || a->slot == CS_SLOT_COMP || a->slot == CS_SLOT_ADV ||
		    a->slot == CS_SLOT_TIME)
			continue;
		cs_phrase_parts(c, a->head, CS_MODIFIERS, &other);
		if (other.n == 0 || cs_same_actor(&other.p[0], &first.p[0]))
			continue;
		cs_offer_t o = {
		    .source = first.p[0], .target = other.p[0], .has_source = true, .has_target = true};
		o.pair.kind = CS_RANK_NEW;
		o.pair.frame = frame;
		o.pair.event = CS_NONE;
		n++;
		show(c, &o, f, user);
	}
}

void cs_choose_walk(const cs_coding_t *c, cs_offer_fn *f, void *user)
{
	const cs_doc_t *d = c->d;

	for (uint32_t i = 0; i < d->events.n; i++) {
		const cs_event_t *e = &d->events.p[i];
		cs_offer_t o = {.has_source = e->source.n > 0, .has_target = e->target.n > 0};
		if (e->plover == CS_NONE || is_object(d, i) || !(o.has_source || o.has_target))
			continue;
		o.pair.event = i;
		o.pair.frame = e->frame;
		if (o.has_source)
			o.source = e->source.p[0];
		if (o.has_target)
			o.target = e->target.p[0];
		o.pair.kind = !o.has_target   ? CS_RANK_SOURCE
		              : !o.has_source ? CS_RANK_TARGET
		                              : CS_RANK_EVENT;
		show(c, &o, f, user);
		if (o.has_source)
			others(c, &o, false, f, user);
		if (o.has_target)
			others(c, &o, true, f, user);
	}
	for (uint32_t i = 0; i < d->frames.n; i++)
		if (c->of_frame[i] == CS_NONE && d->frames.p[i].kind == CS_PRED_VERB)
			predicate(c, i, f, user);
}

/* ---- choosing ------------------------------------------------------------------------------ */

/* In CS_RANK_UNIT, found on sentences that are marked to develop on (eval/events/dev-*) and by folds:
 * how much "nothing" has to be ahead before an event goes; an act of another type, before it gets
 * that; somebody, before he becomes a side, or takes another's place; an act, before it is told
 * without a rule. An act with one side alone is rarely taken for one of two that it is not, and goes
 * only where nearly nothing speaks for it: its confidence is low anyway. */
enum { DROP = 80, DROP_HALF = 115, RETYPE = 48, FILL = 0, SWAP = 32, ADD = 32 };

typedef struct rated {
	cs_offer_t offer;
	cs_rank_score_t score;
	uint32_t best; /* label, other than none */
	int32_t over;  /* how much it is ahead of none */
} rated_t;

typedef struct table {
	const cs_coding_t *c;
	CS_VEC(rated_t) rated;
} table_t;

static void rate(void *user, const cs_offer_t *o)
{
	table_t *t = user;
	const cs_rank_t *r = t->c->rank;
	rated_t *x = CS_PUSH(t->c->scratch, &t->rated);

	x->offer = *o;
	cs_rank_score(r, t->c->lex, t->c->d, &o->pair, &x->score);
	for (uint32_t l = 1; l < r->n_types; l++)
		if (r->type[l][0] != CS_NONE && (!x->best || x->score.label[l] > x->score.label[x->best]))
			x->best = l;
	x->over = x->best ? x->score.label[x->best] - x->score.label[0] : 0;
}

static void drop(cs_coding_t *c, uint32_t event)
{
	for (int depth = 0; depth < 4 && event != CS_NONE && !c->dead[event]; depth++) {
		uint32_t object = c->d->events.p[event].about; /* it is told no more either */
		cs_story_t *story =
		    object == CS_NONE ? NULL : cs_trace_story(c, c->d->events.p[object].frame);
		if (story && !c->dead[object])
			story->gone_with = c->d->events.p[event].frame;
		c->dead[event] = 1;
		event = object;
	}
}

static void set_sides(cs_coding_t *c, cs_event_t *e, const cs_offer_t *o)
{
	cs_arena_t *a = &c->d->arena;

	if (takes_part(e->source.p, e->source.n, &o->target)) { /* they act on one another */
		uint32_t n = e->source.n;
		e->target.n = 0;
		for (uint32_t i = 1; i < n; i++)
			*CS_PUSH(a, &e->target) = e->source.p[i];
		e->source.n = 1;
		e->symmetric = 1;
		return;
	}
	if (!takes_part(e->source.p, e->source.n, &o->source)) {
		e->source.n = 0;
		*CS_PUSH(a, &e->source) = o->source;
	}
	if (!takes_part(e->target.p, e->target.n, &o->target)) {
		e->target.n = 0;
		*CS_PUSH(a, &e->target) = o->target;
	}
}

/* How much somebody else has to be ahead of "nothing" before he becomes a side. */
static int32_t fill_bar(uint8_t kind, const rated_t *self)
{
	return kind == CS_RANK_FILL ? FILL : SWAP + (self ? self->over : 0);
}

/* An event of the rules, by what was said of it and of its possible other sides. */
static void judge(cs_coding_t *c, uint32_t event, const rated_t *self, const rated_t *filled)
{
	cs_event_t *e = &c->d->events.p[event];
	const rated_t *by = filled ? filled : self;
	uint32_t own = label_of_type(c->rank, e->plover);

	if (own == CS_NONE || !by->best)
		return;
	/* What is denied, planned, feared or said by somebody is marked as that, not dropped: the
	 * sentences that it learned from have only what the sentence tells in the end. */
	bool plain = !e->negated && e->reality == CS_ACTUAL && e->said == CS_NONE;
	bool careful = !plain || self->offer.pair.kind != CS_RANK_EVENT;
	cs_verdict_t v = {.kind = by->offer.pair.kind,
	                  .filled = filled != NULL,
	                  .score = &by->score,
	                  .best = by->best,
	                  .own = own,
	                  .retype = RETYPE,
	                  .fill = filled ? fill_bar(filled->offer.pair.kind, self) : 0,
	                  .careful = careful,
	                  .bar = careful ? DROP_HALF : DROP};
	if (!filled && -by->over > v.bar) {
		drop(c, event);
		v.dropped = true;
		cs_trace_verdict(c, e->frame, &v);
		return;
	}
	if (filled)
		set_sides(c, e, &filled->offer);
	bool half = by->offer.pair.kind == CS_RANK_SOURCE || by->offer.pair.kind == CS_RANK_TARGET;
	if (!half && by->best != own && by->score.label[by->best] - by->score.label[own] > RETYPE) {
		choice_t ch = {.label = by->best};
		if (settle(c, e->frame, &ch)) {
			retype(c, e, &ch);
			own = by->best;
			v.retyped = true;
			v.code_by = ch.rule;
		}
	}
	e->confidence = cs_rank_sure(c->rank, by->offer.pair.kind, lead(c->rank, &by->score, own));
	v.sure = e->confidence;
	cs_trace_verdict(c, e->frame, &v);
}

/* An event of a predicate without a rule, where the layer is sure. */
static void add(cs_coding_t *c, uint32_t frame, const rated_t *best)
{
	cs_verdict_t v = {
	    .kind = CS_RANK_NEW, .score = &best->score, .best = best->best, .own = CS_NONE, .bar = ADD};
	choice_t ch = {.label = best->best};

	if (best->over > ADD && settle(c, frame, &ch)) {
		uint32_t i = cs_event_add_plain(c, frame, &best->offer.source, &best->offer.target);
		cs_event_t *e = &c->d->events.p[i];
		retype(c, e, &ch);
		e->confidence = cs_rank_sure(c->rank, CS_RANK_NEW, lead(c->rank, &best->score, best->best));
		v.added = true;
		v.code_by = ch.rule;
		v.sure = e->confidence;
	}
	cs_trace_verdict(c, frame, &v);
}

void cs_choose_events(cs_coding_t *c)
{
	cs_doc_t *d = c->d;
	table_t t = {.c = c};
	cs_rank_pair_t pair;

	if (!c->rank || !c->rank->there)
		return;
	bool given = cs_rank_given(d, &pair); /* what joins these two is settled */
	cs_choose_walk(c, rate, &t);
	c->dead = CS_NEW_N(c->scratch, uint8_t, d->events.n + t.rated.n);
	uint32_t i = 0;
	while (i < t.rated.n && t.rated.p[i].offer.pair.kind != CS_RANK_NEW) {
		uint32_t event = t.rated.p[i].offer.pair.event;
		const rated_t *self = NULL, *filled = NULL;
		for (; i < t.rated.n && t.rated.p[i].offer.pair.event == event; i++) {
			const rated_t *x = &t.rated.p[i];
			uint8_t kind = x->offer.pair.kind;
			if (kind != CS_RANK_FILL && kind != CS_RANK_SWAP)
				self = x;
			else if (x->best && x->over > fill_bar(kind, self) &&
			         (!filled || x->over > filled->over))
				filled = x;
		}
		if (self && !(given && joins(d, &d->events.p[event], &pair)))
			judge(c, event, self, given ? NULL : filled);
	}
	while (i < t.rated.n && !given) {
		uint32_t frame = t.rated.p[i].offer.pair.frame;
		const rated_t *best = NULL;
		for (; i < t.rated.n && t.rated.p[i].offer.pair.frame == frame; i++)
			if (t.rated.p[i].best && (!best || t.rated.p[i].over > best->over))
				best = &t.rated.p[i];
		if (best)
			add(c, frame, best);
	}
	cs_events_in_order(c);
}

void cs_choose_sure(cs_coding_t *c, float least)
{
	cs_doc_t *d = c->d;

	for (uint32_t i = 0; i < d->events.n; i++) {
		uint32_t in = d->events.p[i].about;
		float sure = d->events.p[i].confidence;
		if (is_object(d, i))
			continue;
		for (int depth = 0; depth < 4 && in != CS_NONE; depth++, in = d->events.p[in].about)
			d->events.p[in].confidence = sure;
	}
	if (least <= 0)
		return;
	c->dead = CS_NEW_N(c->scratch, uint8_t, d->events.n);
	for (uint32_t i = 0; i < d->events.n; i++) {
		cs_story_t *story = cs_trace_story(c, d->events.p[i].frame);
		c->dead[i] =
		    d->events.p[i].confidence + 0.005F <= least; /* as it is written: in hundredths */
		if (story)
			story->unsure = c->dead[i];
	}
	cs_events_in_order(c);
}
