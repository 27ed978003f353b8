/* event.c - codes the acts of a document.
 *
 *   frames, inner ones first ──▶ best rule ──▶ event: code, sides, reality, date
 *     ──▶ duplicates out ──▶ text order ──▶ statement around it ──▶ resolution
 *     ──▶ contexts, confidence
 *
 * Inner frames come first, since rules look at the acts in their slots ("threatened to attack" has
 * another code than "threatened to sue"); the order is a walk with a stack of its own. The method
 * is that of TABARI and PETRARCH (a verb with its arguments is an act), on deep roles in place of
 * phrases; PLOVER's resolution of future, possible and negated acts is one table look-up at the
 * end, since it depends on who tells it and on what is told as the object of something else.
 *
 * Cost: linear in frames and words, times the rules that share a predicate; pairs of events are
 * only compared within a sentence, and at most NEAR apart. Deterministic: nothing depends on time,
 * threads or addresses. It does not guess: no rule, no event; no actor on either side, no event. */
#include "event/event.h"

#include "event/event_int.h"
#include "event/trace.h"
#include "lex/actors.h"
#include "lex/cues.h"

#include <stdlib.h>

enum { NEAR = 64, TRIGGER_WORDS = 6, CONTEXT_MAX = 64 };

/* ---- choosing a rule ---------------------------------------------------------------------- */

bool cs_tests_hold(const cs_coding_t *c, const cs_view_of_t *v, const cs_rule_t *rule)
{
	for (uint32_t i = 0; i < rule->tests.n; i++)
		if (!cs_test_holds(c, v, &rule->tests.p[i], NULL))
			return false;
	return true;
}

/* A phrasal verb is not its verb: "call off" is no call. But "moved tanks up to the border" is a
 * move. */
static bool whole_verb(const cs_coding_t *c, const cs_frame_t *f, const cs_pred_t *p)
{
	static const char *const ways[] = {"up", "in", "over", "down"};
	if (p->kind != CS_PRED_VERB || p->phrase.n > 1 || f->particle == CS_NONE)
		return true;
	const cs_word_set_t *motion = cs_rules_class(c->lex->rules, "motion");
	for (size_t i = 0; motion && i < CS_COUNT(ways); i++)
		if (cs_eqz(c->d->words.p[f->particle].lemma, ways[i]))
			return cs_in_set(c->d, motion, f->head);
	return false;
}

static bool same_rank(const cs_coding_t *c, const cs_pred_t *a, const cs_pred_t *b)
{
	return a->phrase.n == b->phrase.n && cs_rule_at(c->lex->rules, a->rule)->n_needs ==
	                                         cs_rule_at(c->lex->rules, b->rule)->n_needs;
}

static cs_fit_t try_one(const cs_coding_t *c, uint32_t frame, const cs_pred_t *p, bool by_light,
                        bool relaxed, cs_view_of_t *v)
{
	const cs_rule_t *rule = cs_rule_at(c->lex->rules, p->rule);
	cs_parts_t source, target;
	bool symmetric;
	if (!whole_verb(c, &c->d->frames.p[frame], p))
		return CS_FIT_PHRASAL;
	if (!cs_pred_fits(c, frame, p, by_light, v))
		return CS_FIT_WORDS;
	if (!cs_tests_hold(c, v, rule))
		return CS_FIT_TEST;
	if (relaxed)
		return CS_FIT_BOTH;
	if (!cs_participants(c, v, rule, &source, &target, &symmetric))
		return CS_FIT_NOBODY;
	return source.n && target.n ? CS_FIT_BOTH : CS_FIT_ONE;
}

/* The first candidate that fits; of those with as many needs and as long a predicate, the first
 * that finds somebody on both sides. Where somebody asks why, those behind it are tried too. */
static const cs_pred_t *try_list(const cs_coding_t *c, uint32_t frame, uint32_t lemma, uint8_t kind,
                                 bool by_light, bool relaxed, cs_view_of_t *view)
{
	const cs_rules_t *r = c->lex->rules;
	const cs_pred_t *best = NULL;
	bool settled = false;
	for (const cs_pred_t *p = cs_rules_first(r, lemma, kind); p; p = cs_rules_next(r, p)) {
		cs_view_of_t v = {.frame = frame};
		settled |= best && !same_rank(c, best, p);
		if (settled && !c->d->trace)
			break;
		cs_fit_t fit = try_one(c, frame, p, by_light, relaxed, &v);
		cs_trace_try(c, p, &v, fit);
		if (settled || fit > CS_FIT_ONE)
			continue;
		if (fit == CS_FIT_BOTH || !best) {
			best = p;
			*view = v;
		}
		settled = fit == CS_FIT_BOTH;
	}
	return best;
}

/* A gerund in the place of a noun that governs no object. */
static bool gerund_noun(const cs_doc_t *d, const cs_frame_t *f)
{
	const cs_word_t *w = &d->words.p[f->head];
	if (f->kind != CS_PRED_VERB || w->xpos != CS_XP_VBG ||
	    (w->deprel != CS_REL_CSUBJ && w->deprel != CS_REL_NSUBJ && w->deprel != CS_REL_OBJ &&
	     w->deprel != CS_REL_OBL && w->deprel != CS_REL_NMOD))
		return false;
	for (uint32_t i = f->arg_begin; i < f->arg_end; i++)
		if (d->args.p[i].slot == CS_SLOT_OBJ || d->args.p[i].slot == CS_SLOT_SUBJ)
			return false;
	return true;
}

uint32_t cs_rule_for(const cs_coding_t *c, uint32_t frame, bool relaxed, cs_view_of_t *view)
{
	const cs_doc_t *d = c->d;
	const cs_frame_t *f = &d->frames.p[frame];
	const cs_word_t *head = &d->words.p[f->head];
	cs_view_of_t other;
	const cs_pred_t *p = try_list(c, frame, head->lemma_id, f->kind, false, relaxed, view);
	if (!p && head->norm_id != head->lemma_id)
		p = try_list(c, frame, head->norm_id, f->kind, false, relaxed, view);
	/* a gerund that is a noun: "shelling from the hills killed a girl" */
	if (!p && gerund_noun(d, f))
		p = try_list(c, frame, head->norm_id, CS_PRED_NOUN, false, relaxed, view);
	if (f->light != CS_NONE && d->words.p[f->light].upos == CS_POS_VERB) {
		/* the verb with the noun as its object may say more than the noun */
		const cs_pred_t *q =
		    try_list(c, frame, d->words.p[f->light].lemma_id, CS_PRED_VERB, true, relaxed, &other);
		if (q && (!p || cs_rule_at(c->lex->rules, q->rule)->n_needs >
		                    cs_rule_at(c->lex->rules, p->rule)->n_needs)) {
			p = q;
			*view = other;
		}
	}
	cs_trace_chosen(c, frame, p);
	return p ? p->rule : CS_NONE;
}

/* ---- one event ---------------------------------------------------------------------------- */

static cs_range_t trigger_of(const cs_doc_t *d, const cs_view_of_t *v)
{
	const cs_frame_t *f = &d->frames.p[v->frame];
	uint32_t at[4] = {f->head, f->light, f->particle, v->last}, lo = f->head, hi = f->head;
	for (size_t i = 1; i < CS_COUNT(at); i++) {
		if (at[i] == CS_NONE || d->words.p[at[i]].sent != f->sent)
			continue;
		uint32_t a = at[i] < lo ? at[i] : lo, b = at[i] > hi ? at[i] : hi;
		if (b - a > TRIGGER_WORDS)
			continue;
		lo = a;
		hi = b;
	}
	return (cs_range_t){d->words.p[lo].begin, d->words.p[hi].end};
}

static void add_word(cs_arena_t *a, const char **list, const char *word)
{
	cs_str_t rest = cs_strz(*list), have;
	if (!word || !*word)
		return;
	while (rest.n && cs_split(&rest, ' ', &have))
		if (cs_eqz(have, word))
			return;
	*list = **list ? cs_sprintf(a, "%s %s", *list, word) : cs_strndup(a, word, strlen(word));
}

static void add_words(cs_arena_t *a, const char **list, const char *words)
{
	cs_str_t rest = cs_strz(words ? words : ""), word;
	while (rest.n && cs_split(&rest, ' ', &word))
		if (word.n)
			add_word(a, list, cs_strndup(a, word.p, word.n));
}

/* The act that this one is told of: the one that a `when` asked for; else in the slots of `about`;
 * else a clause in comp, or an act in a slot where the rule demands one. An adverbial clause is
 * another act ("overran the post, killing five"; "died when gunmen attacked"), but for a purpose
 * ("an ultimatum to withdraw"). */
static uint32_t about_of(const cs_coding_t *c, const cs_view_of_t *v, const cs_rule_t *rule,
                         uint32_t act)
{
	cs_hits_t hits;
	for (uint32_t i = 0; i < rule->about.n && act == CS_NONE; i++) {
		cs_path_hits(c, v, &rule->about.p[i], &hits);
		for (uint32_t k = 0; k < hits.n && act == CS_NONE; k++)
			act = cs_act_of(c, hits.p[k]);
	}
	for (uint32_t i = 0; i < rule->tests.n && act == CS_NONE; i++)
		if ((rule->tests.p[i].is & CS_IS_EVENT) && !rule->tests.p[i].negated)
			(void)cs_test_holds(c, v, &rule->tests.p[i], &act);
	const cs_frame_t *f = &c->d->frames.p[v->frame];
	for (uint32_t i = f->arg_begin; i < f->arg_end && act == CS_NONE && rule->about.n == 0; i++) {
		const cs_arg_t *a = &c->d->args.p[i];
		if (a->slot == CS_SLOT_COMP || (a->slot == CS_SLOT_ADV && cs_eqz(a->prep, "to")))
			act = cs_act_of(c, (cs_hit_t){a->head, a->frame});
	}
	return act;
}

static void code_parts(const cs_coding_t *c, const cs_event_t *e, cs_part_t *p, uint32_t n)
{
	/* what goes on is of today */
	int32_t on = e->to == CS_DAY_MAX ? c->d->day : e->to;
	if (on == c->d->day || e->from == CS_NO_DAY)
		return;
	for (uint32_t i = 0; i < n; i++) {
		const cs_entity_t *ent = p[i].entity == CS_NONE ? NULL : &c->d->entities.p[p[i].entity];
		cs_held_t held = {0};
		/* an agent's code ("Syrian troops") does not depend on the day */
		if (!ent || ent->actor == CS_NONE || ent->agent != CS_NONE)
			continue;
		cs_actor_on(c->lex->actors, c->scratch, ent->actor, on, &held);
		if (held.code)
			p[i].code = cs_strndup(&c->d->arena, held.code, strlen(held.code));
	}
}

static float confidence(const cs_doc_t *d, const cs_event_t *e)
{
	const cs_frame_t *f = &d->frames.p[e->frame];
	float v = 0.70F;
	bool named = e->source.n > 0 && e->target.n > 0;
	v += named ? 0.10F : -0.10F;
	for (int side = 0; side < 2; side++) {
		const cs_part_t *p = side ? e->target.p : e->source.p;
		uint32_t n = side ? e->target.n : e->source.n;
		if (n && p[0].via == CS_VIA_MODIFIER)
			v -= 0.08F;
		if (n && p[0].via == CS_VIA_PRONOUN)
			v -= 0.08F;
		if (n && !p[0].code)
			v -= 0.05F;
	}
	if (f->kind == CS_PRED_NOUN && f->light == CS_NONE)
		v -= 0.08F;
	if (e->reality != CS_ACTUAL)
		v -= 0.08F;
	if (e->negated)
		v -= 0.03F;
	return v < 0.05F ? 0.05F : v > 0.95F ? 0.95F : v;
}

static void keep_parts(cs_coding_t *c, const cs_parts_t *from, cs_part_t **p, uint32_t *n,
                       uint32_t *cap)
{
	*p = CS_NEW_N(&c->d->arena, cs_part_t, from->n);
	if (from->n)
		memcpy(*p, from->p, from->n * sizeof **p);
	*n = *cap = from->n;
}

uint32_t cs_event_add(cs_coding_t *c, const cs_view_of_t *v, uint32_t rule_index, cs_parts_t source,
                      cs_parts_t target, bool symmetric)
{
	cs_doc_t *d = c->d;
	const cs_ontology_t *o = c->lex->ontology;
	const cs_rule_t *rule = cs_rule_at(c->lex->rules, rule_index);
	uint32_t code = rule->code, type = rule->type, act = CS_NONE;
	bool typed = rule->typed;
	const char *mode = rule->mode;
	for (uint32_t i = 0; i < rule->whens.n; i++) {
		const cs_when_t *w = &rule->whens.p[i];
		uint32_t found = CS_NONE;
		if (!cs_test_holds(c, v, &w->test, &found))
			continue;
		act = found;
		cs_trace_when(c, v, w);
		if (w->code != CS_NONE)
			code = w->code;
		if (w->typed) {
			typed = true;
			type = w->type;
			mode = w->mode;
		} else if (w->code != CS_NONE) {
			/* another code has its own type and mode */
			typed = false;
			mode = NULL;
		}
		break;
	}
	uint32_t index = d->events.n;
	cs_event_t *e = CS_PUSH(&d->arena, &d->events);
	e->sent = d->frames.p[v->frame].sent;
	e->frame = v->frame;
	e->cameo = code;
	e->base = typed ? type : code != CS_NONE ? cs_code_at(o, code)->type : CS_NONE;
	e->plover = e->base;
	e->modes = e->contexts = "";
	if (mode)
		e->modes = mode;
	else if (code != CS_NONE && (!typed || cs_code_at(o, code)->type == type))
		e->modes = cs_code_at(o, code)->mode;
	if (code != CS_NONE)
		add_words(&d->arena, &e->contexts, cs_code_at(o, code)->contexts);
	add_words(&d->arena, &e->contexts, rule->contexts);
	e->rule = rule_index;
	e->symmetric = symmetric;
	e->negated = rule->negated;
	e->trigger = trigger_of(d, v);
	if (rule->negated)
		e->polarity_cue = e->trigger;
	e->said = CS_NONE;
	e->about = about_of(c, v, rule, act);
	if (e->about == index)
		e->about = CS_NONE;
	keep_parts(c, &source, &e->source.p, &e->source.n, &e->source.cap);
	keep_parts(c, &target, &e->target.p, &e->target.n, &e->target.cap);
	cs_tell_reality(c, v->frame, e);
	cs_tell_date(c, v->frame, e);
	code_parts(c, e, e->source.p, e->source.n);
	code_parts(c, e, e->target.p, e->target.n);
	e->confidence = confidence(d, e);
	cs_trace_event(c, e);
	return index;
}

uint32_t cs_event_add_plain(cs_coding_t *c, uint32_t frame, const cs_part_t *source,
                            const cs_part_t *target)
{
	cs_doc_t *d = c->d;
	cs_view_of_t v = {frame, CS_NONE, {0}, CS_NONE, 0};
	uint32_t index = d->events.n;
	cs_event_t *e = CS_PUSH(&d->arena, &d->events);
	e->sent = d->frames.p[frame].sent;
	e->frame = frame;
	e->cameo = e->base = e->plover = e->rule = e->said = e->about = CS_NONE;
	e->modes = e->contexts = "";
	e->trigger = trigger_of(d, &v);
	*CS_PUSH(&d->arena, &e->source) = *source;
	*CS_PUSH(&d->arena, &e->target) = *target;
	cs_tell_reality(c, frame, e);
	cs_tell_date(c, frame, e);
	code_parts(c, e, e->source.p, e->source.n);
	code_parts(c, e, e->target.p, e->target.n);
	e->confidence = confidence(d, e);
	return index;
}

/* A participle before its noun describes: "registered voters", "US-backed rebels", "a convicted
 * spy". Whatever happened is known already and is not what the sentence tells. */
static bool describes(const cs_doc_t *d, uint32_t frame)
{
	const cs_frame_t *f = &d->frames.p[frame];
	const cs_word_t *w = &d->words.p[f->head];
	return f->kind == CS_PRED_VERB && w->deprel == CS_REL_AMOD && w->head != CS_NONE &&
	       w->head > f->head;
}

/* A word of a known name of several tells no act: "Save the Children", "Human Rights Watch". */
static void mark_names(cs_coding_t *c)
{
	const cs_doc_t *d = c->d;
	c->named = CS_NEW_N(c->scratch, uint8_t, d->words.n);
	for (uint32_t i = 0; i < d->mentions.n; i++) {
		const cs_mention_t *m = &d->mentions.p[i];
		if (m->type != CS_M_NAME || m->entity == CS_NONE || m->core_end - m->core < 2 ||
		    d->entities.p[m->entity].actor == CS_NONE)
			continue;
		for (uint32_t w = m->core; w < m->core_end; w++)
			c->named[w] = 1;
	}
}

static void code_frame(cs_coding_t *c, uint32_t frame)
{
	cs_view_of_t view;
	cs_parts_t source, target;
	bool symmetric;
	cs_story_t *story = cs_trace_story(c, frame);
	if (c->named[c->d->frames.p[frame].head]) {
		if (story)
			story->named = true;
		return;
	}
	if (describes(c->d, frame)) {
		if (story)
			story->describes = true;
		return;
	}
	uint32_t rule = cs_rule_for(c, frame, false, &view);
	if (rule == CS_NONE ||
	    !cs_participants(c, &view, cs_rule_at(c->lex->rules, rule), &source, &target, &symmetric))
		return;
	if (source.n == 0 && cs_stranger_acts(c, &view, cs_rule_at(c->lex->rules, rule))) {
		if (story)
			story->stranger = true;
		return;
	}
	c->of_frame[frame] = cs_event_add(c, &view, rule, source, target, symmetric);
}

/* Inner frames before those in whose slots they stand. The stack holds a frame once while it is
 * open; a circle (which a wrong tree could make) finds its frame open and is cut there. */
static void code_frames(cs_coding_t *c)
{
	const cs_doc_t *d = c->d;
	uint32_t n = d->frames.n, top = 0;
	uint32_t *stack = CS_NEW_N(c->scratch, uint32_t, n);
	uint32_t *next_arg = CS_NEW_N(c->scratch, uint32_t, n);
	uint8_t *open = CS_NEW_N(c->scratch, uint8_t, n);
	for (uint32_t root = 0; root < n; root++) {
		if (open[root])
			continue;
		stack[top++] = root;
		open[root] = 1;
		next_arg[root] = d->frames.p[root].arg_begin;
		while (top) {
			uint32_t f = stack[top - 1];
			if (next_arg[f] < d->frames.p[f].arg_end) {
				uint32_t in = d->args.p[next_arg[f]++].frame;
				if (in != CS_NONE && !open[in]) {
					open[in] = 1;
					next_arg[in] = d->frames.p[in].arg_begin;
					stack[top++] = in;
				}
				continue;
			}
			code_frame(c, f);
			top--;
		}
	}
}

/* Who has, announces or signs something that is an act: "Ruritania announced a deal with Borduria".
 * An act without a source takes the subject of the verb that it is the object of, where that verb
 * tells no act of its own and is no word of saying or thinking. */
static void sources_of_objects(cs_coding_t *c)
{
	static const cs_path_t subject = {{{CS_AT_SUBJ, {0}}}, 1};
	cs_doc_t *d = c->d;
	const cs_cues_t *q = c->lex->cues;
	for (uint32_t i = 0; i < d->events.n; i++) {
		cs_event_t *e = &d->events.p[i];
		const cs_frame_t *f = &d->frames.p[e->frame];
		if (e->source.n || f->kind != CS_PRED_NOUN || f->light != CS_NONE || f->parent == CS_NONE ||
		    f->parent_slot != CS_SLOT_OBJ || c->of_frame[f->parent] != CS_NONE)
			continue;
		const cs_frame_t *p = &d->frames.p[f->parent];
		uint32_t lemma = d->words.p[p->head].lemma_id;
		if (p->kind != CS_PRED_VERB || (q && cs_cues_find(q, CS_CUE_VERB, lemma) != CS_NONE))
			continue;
		cs_view_of_t view = {f->parent, CS_NONE, {0}, 0, 0};
		cs_parts_t parts = {0}, kept = {0};
		cs_path_parts(c, &view, &subject, CS_OWNERS, &parts);
		for (uint32_t k = 0; k < parts.n; k++) {
			bool taken = false;
			for (uint32_t j = 0; j < e->target.n; j++)
				taken |= cs_same_actor(&e->target.p[j], &parts.p[k]);
			if (!taken)
				*CS_PUSH(c->scratch, &kept) = parts.p[k];
		}
		if (kept.n == 0)
			continue;
		keep_parts(c, &kept, &e->source.p, &e->source.n, &e->source.cap);
		code_parts(c, e, e->source.p, e->source.n);
		e->confidence = confidence(d, e);
		e->confidence -= e->confidence > 0.15F ? 0.1F : 0;
		cs_trace_lent(c, e);
	}
}

/* An act that the words of another event ask for, plan or refuse is what that event is about, in
 * whichever slot it stands ("the call for a ban"). */
static void link_governed(cs_coding_t *c)
{
	cs_doc_t *d = c->d;
	for (uint32_t i = 0; i < d->events.n; i++) {
		const cs_frame_t *f = &d->frames.p[d->events.p[i].frame];
		uint32_t above = f->parent == CS_NONE ? CS_NONE : c->of_frame[f->parent];
		if (above == CS_NONE || above == i || d->events.p[above].about != CS_NONE)
			continue;
		if (cs_is_governed(c, d->events.p[i].frame))
			d->events.p[above].about = i;
	}
}

/* ---- duplicates ----------------------------------------------------------------------------- */

static bool same_side(const cs_part_t *a, uint32_t n, const cs_part_t *b, uint32_t m)
{
	if (n != m)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t k = 0;
		while (k < m && !cs_same_actor(&a[i], &b[k]))
			k++;
		if (k == m)
			return false;
	}
	return true;
}

/* Are all of the inner event's actors on the same side of the outer one? */
static bool side_within(const cs_part_t *a, uint32_t n, const cs_part_t *b, uint32_t m)
{
	for (uint32_t i = 0; i < n; i++) {
		uint32_t k = 0;
		while (k < m && !cs_same_actor(&a[i], &b[k]))
			k++;
		if (k == m)
			return false;
	}
	return true;
}

static bool is_inner(const cs_doc_t *d, const cs_event_t *inner, const cs_event_t *outer)
{
	const cs_frame_t *f = &d->frames.p[outer->frame];
	for (uint32_t i = f->arg_begin; i < f->arg_end; i++)
		if (d->args.p[i].frame == inner->frame && d->args.p[i].slot != CS_SLOT_COMP &&
		    d->args.p[i].slot != CS_SLOT_ADV)
			return true;
	return false;
}

static bool overlap(cs_range_t a, cs_range_t b)
{
	return a.begin < b.end && b.begin < a.end;
}

/* Marks events that another one tells already: the same code, sides and trigger; an or an act in a
 * slot of an act of the same type whose actors add nothing ("fired in an attack on …"). */
static void mark_duplicates(cs_coding_t *c)
{
	const cs_doc_t *d = c->d;
	for (uint32_t i = 0; i < d->events.n; i++) {
		const cs_event_t *a = &d->events.p[i];
		for (uint32_t k = i + 1; k < d->events.n && k < i + NEAR && !c->dead[i]; k++) {
			const cs_event_t *b = &d->events.p[k];
			if (b->sent != a->sent)
				break;
			if (c->dead[k])
				continue;
			if (a->cameo == b->cameo && overlap(a->trigger, b->trigger) &&
			    same_side(a->source.p, a->source.n, b->source.p, b->source.n) &&
			    same_side(a->target.p, a->target.n, b->target.p, b->target.n)) {
				bool first = a->confidence < b->confidence;
				c->dead[first ? i : k] = 1;
				cs_trace_twin(c, first ? a : b, first ? b : a, false);
				continue;
			}
			/* inner frames were coded first, so that b is the outer one */
			if (a->base == b->base && a->base != CS_NONE && is_inner(d, a, b) && b->about != i &&
			    side_within(a->source.p, a->source.n, b->source.p, b->source.n) &&
			    side_within(a->target.p, a->target.n, b->target.p, b->target.n)) {
				c->dead[i] = 1;
				cs_trace_twin(c, a, b, true);
			}
		}
	}
}

/* ---- order ---------------------------------------------------------------------------------- */

static int by_place(const void *pa, const void *pb)
{
	const cs_event_t *a = *(const cs_event_t *const *)pa, *b = *(const cs_event_t *const *)pb;
	if (a->trigger.begin != b->trigger.begin)
		return a->trigger.begin < b->trigger.begin ? -1 : 1;
	if (a->trigger.end != b->trigger.end)
		return a->trigger.end < b->trigger.end ? -1 : 1;
	return a < b ? -1 : a > b;
}

/* Drops the dead, puts the rest into text order and mends what points at them. */
void cs_events_in_order(cs_coding_t *c)
{
	cs_doc_t *d = c->d;
	uint32_t n = d->events.n, kept = 0;
	const cs_event_t **order = CS_NEW_N(c->scratch, const cs_event_t *, n);
	uint32_t *now = CS_NEW_N(c->scratch, uint32_t, n);
	for (uint32_t i = 0; i < n; i++) {
		now[i] = CS_NONE;
		if (!c->dead[i])
			order[kept++] = &d->events.p[i];
	}
	if (kept)
		qsort(order, kept, sizeof *order, by_place);
	cs_event_t *sorted = CS_NEW_N(&d->arena, cs_event_t, kept);
	for (uint32_t i = 0; i < kept; i++) {
		now[order[i] - d->events.p] = i;
		sorted[i] = *order[i];
	}
	for (uint32_t i = 0; i < kept; i++)
		if (sorted[i].about != CS_NONE)
			sorted[i].about = now[sorted[i].about] == i ? CS_NONE : now[sorted[i].about];
	for (uint32_t f = 0; f < d->frames.n; f++)
		if (c->of_frame[f] != CS_NONE)
			c->of_frame[f] = now[c->of_frame[f]];
	d->events.p = sorted;
	d->events.n = d->events.cap = kept;
}

/* ---- statements -------------------------------------------------------------------------------
 */

typedef struct piece { /* of a statement's content */
	cs_range_t at;
	uint32_t said, size; /* size of the statement's whole content */
} piece_t;

static int by_begin(const void *pa, const void *pb)
{
	const piece_t *a = pa, *b = pb;
	if (a->at.begin != b->at.begin)
		return a->at.begin < b->at.begin ? -1 : 1;
	return a->said < b->said ? -1 : a->said > b->said;
}

/* "It is said that", "reportedly": nobody is quoted and nobody named, so that the narrator tells it,
 * if not for certain. */
static bool hedge(const cs_said_t *s)
{
	return (s->kind == CS_SAID_INDIRECT || s->kind == CS_SAID_ATTITUDE) && s->speakers.n == 0 &&
	       s->speaker_spans.n == 0;
}

/* "Borduria demanded an apology and threatened to leave": the second verb goes on with what the
 * narrator tells, whatever the content was taken for. */
static bool beside(const cs_doc_t *d, const cs_said_t *s, const cs_event_t *e)
{
	if (s->frame == CS_NONE)
		return false;
	const cs_word_t *w = &d->words.p[d->frames.p[e->frame].head];
	return w->upos == CS_POS_VERB && w->deprel == CS_REL_CONJ &&
	       w->head == d->frames.p[s->frame].head;
}

/* "Condemned the attack": the act that somebody has a mind about is known already, and the
 * narrator's. A noun with `the` or an owner, or what hangs on one, not in a clause. */
static bool known_before(const cs_coding_t *c, const cs_said_t *s, const cs_event_t *e)
{
	const cs_doc_t *d = c->d;
	bool blames = c->lex->cues && s->stance < c->lex->cues->cls.n &&
	              c->lex->cues->cls.p[s->stance].stance == CS_BLAMES;
	if (s->frame == CS_NONE || !blames)
		return false;
	uint32_t cue = d->frames.p[s->frame].head, w = d->frames.p[e->frame].head;
	bool known = false;
	for (int n = 0; n < 6 && w != CS_NONE && w != cue; n++, w = d->words.p[w].head) {
		cs_deprel_t rel = cs_rel_base((cs_deprel_t)d->words.p[w].deprel);
		if (rel == CS_REL_CCOMP || rel == CS_REL_XCOMP || rel == CS_REL_ADVCL ||
		    rel == CS_REL_CSUBJ || rel == CS_REL_PARATAXIS)
			return false;
		uint32_t det = cs_child(d, w, CS_REL_DET);
		known |= cs_child(d, w, CS_REL_NMOD_POSS) != CS_NONE ||
		         (det != CS_NONE && cs_eqz(d->words.p[det].lemma, "the"));
	}
	return w == cue && known;
}

/* The innermost statement around each event: one sweep over both in text order, with the pieces
 * that are open at the moment. */
static void attribute(cs_coding_t *c)
{
	cs_doc_t *d = c->d;
	CS_VEC(piece_t) pieces = {0};
	for (uint32_t i = 0; i < d->said.n; i++) {
		uint32_t size = 0;
		if (hedge(&d->said.p[i]))
			continue;
		for (uint32_t k = 0; k < d->said.p[i].content.n; k++)
			size += d->said.p[i].content.p[k].end - d->said.p[i].content.p[k].begin;
		for (uint32_t k = 0; k < d->said.p[i].content.n; k++)
			*CS_PUSH(c->scratch, &pieces) = (piece_t){d->said.p[i].content.p[k], i, size};
	}
	if (pieces.n == 0)
		return;
	qsort(pieces.p, pieces.n, sizeof *pieces.p, by_begin);
	uint32_t *open = CS_NEW_N(c->scratch, uint32_t, pieces.n), n_open = 0, next = 0;
	for (uint32_t i = 0; i < d->events.n; i++) {
		cs_event_t *e = &d->events.p[i];
		for (; next < pieces.n && pieces.p[next].at.begin <= e->trigger.begin; next++)
			open[n_open++] = next;
		uint32_t kept = 0, best = CS_NONE;
		for (uint32_t k = 0; k < n_open; k++) {
			const piece_t *p = &pieces.p[open[k]];
			if (p->at.end <= e->trigger.begin)
				continue;
			open[kept++] = open[k];
			const cs_said_t *s = &d->said.p[p->said];
			if (p->at.end >= e->trigger.end && s->frame != e->frame && !beside(d, s, e) &&
			    !known_before(c, s, e) && (best == CS_NONE || p->size < pieces.p[best].size))
				best = open[kept - 1];
		}
		n_open = kept;
		e->said = best == CS_NONE ? CS_NONE : pieces.p[best].said;
	}
}

/* ---- contexts --------------------------------------------------------------------------------- */

/* Contexts of a sentence by its key words, told once for all its events. */
static void contexts(cs_coding_t *c)
{
	cs_doc_t *d = c->d;
	const cs_ontology_t *o = c->lex->ontology;
	const cs_word_set_t *set = cs_context_words(o);
	uint32_t n = cs_context_count(o), of_sent = CS_NONE;
	const char *found = "";
	for (uint32_t i = 0; i < d->events.n; i++) {
		cs_event_t *e = &d->events.p[i];
		if (e->sent != of_sent) {
			bool seen[CONTEXT_MAX] = {false};
			cs_range_t in = d->sents.p[e->sent].words;
			of_sent = e->sent;
			found = "";
			for (uint32_t w = in.begin; w < in.end; w++) {
				uint32_t id[2] = {d->words.p[w].lemma_id, d->words.p[w].norm_id};
				for (int k = 0; k < 2 && (k == 0 || id[1] != id[0]); k++)
					for (const cs_phrase_t *p = cs_word_set_first(set, id[k]); p;
					     p = cs_word_set_next(set, p))
						if (p->tag < CONTEXT_MAX && (p->n == 1 || cs_phrase_fits(d, p, w)))
							seen[p->tag] = true;
			}
			for (uint32_t k = 0; k < n && k < CONTEXT_MAX; k++)
				if (seen[k])
					add_word(c->scratch, &found, cs_context_name(o, k));
		}
		if (*found)
			add_words(&d->arena, &e->contexts, found);
	}
}

/* ---------------------------------------------------------------------------------------------------
 */

void cs_event_run(const cs_rank_t *rank, const cs_lex_t *lex, cs_doc_t *d, float least,
                  cs_arena_t *scratch)
{
	cs_coding_t c = {.lex = lex, .rank = rank, .d = d, .scratch = scratch};
	if (d->frames.n == 0 || !lex->rules || !lex->ontology)
		return;
	c.of_frame = CS_NEW_N(scratch, uint32_t, d->frames.n);
	for (uint32_t i = 0; i < d->frames.n; i++)
		c.of_frame[i] = CS_NONE;
	mark_names(&c);
	cs_trace_begin(&c);
	code_frames(&c);
	sources_of_objects(&c);
	link_governed(&c);
	c.dead = CS_NEW_N(scratch, uint8_t, d->events.n);
	mark_duplicates(&c);
	cs_events_in_order(&c);
	cs_join_pair(&c);
	for (uint32_t i = 0; i < d->events.n; i++)
		if (d->events.p[i].confidence < 0.05F)
			d->events.p[i].confidence = 0.05F;
	attribute(&c);
	cs_plover_resolve(&c);
	for (uint32_t i = 0; i < d->events.n; i++)
		cs_trace_event(&c, &d->events.p[i]);
	cs_choose_given(&c);
	cs_choose_events(&c);
	cs_choose_sure(&c, least);
	attribute(&c); /* there may be new ones */
	contexts(&c);
}
