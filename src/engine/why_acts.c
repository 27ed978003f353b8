/* why_acts.c - the story of a predicate in words: its arguments, the rule that fired and those that
 * fitted too or nearly, what changed the act, what the learned layer made of it, and what came of
 * it. All of it is read from the trace and the finished events; nothing is decided again.
 *
 * Candidates of one rule (ways to write its predicate) are told once, by the best of them. Those
 * that nearly fired are sorted by how little they lack, NEAREST are told. Cost: quadratic in the
 * candidates of a predicate, some hundred. */
#include "engine/why.h"

#include "lex/ontology.h"

#include <stdlib.h>

enum { NEAREST = 3, BESIDE = 2, TOP = 3 }; /* BESIDE: where another rule fired */

static const char *const kinds[] = {"verb", "noun", "adjective"};

typedef struct acts {
	const why_t *w;
	const cs_story_t *s;
	uint32_t frame;
	const cs_event_t *end; /* the event that came of it, or NULL */
	why_notes_t *out;
} acts_t;

static void note(const acts_t *x, const char *what, const cs_rule_t *rule, const char *text)
{
	*CS_PUSH(x->w->a, x->out) = (why_note_t){what, text, rule};
}

static const cs_rule_t *rule_of(const acts_t *x, const cs_pred_t *p)
{
	return cs_rule_at(x->w->lex->rules, p->rule);
}

static const char *frame_word(const why_t *w, uint32_t frame)
{
	return why_word(w, w->d->frames.p[frame].head);
}

const char *why_predicate(const why_t *w, uint32_t frame)
{
	const cs_frame_t *f = &w->d->frames.p[frame];
	const char *s = cs_sprintf(w->a, "`%s`", why_word(w, f->head));
	if (f->light != CS_NONE)
		s = cs_sprintf(w->a, "%s of `%s`", s, why_word(w, f->light));
	if (f->particle != CS_NONE)
		s = cs_sprintf(w->a, "%s with `%s`", s, why_word(w, f->particle));
	cs_str_t lemma = w->d->words.p[f->head].lemma;
	return cs_sprintf(w->a, "%s, %s `%.*s`", s, kinds[f->kind], (int)lemma.n, lemma.p);
}

/* ---- arguments ----------------------------------------------------------------------------- */

static const char *actor_of(const why_t *w, uint32_t head)
{
	const cs_doc_t *d = w->d;
	uint32_t m = d->mention_of ? d->mention_of[head] : CS_NONE;
	uint32_t e = m == CS_NONE ? CS_NONE : d->mentions.p[m].entity;
	return e == CS_NONE ? "" : d->entities.p[e].code ? d->entities.p[e].code : "no code";
}

static const char *slot_of(const why_t *w, const cs_arg_t *a)
{
	static const char *const slots[] = {"subj", "obj",  "iobj", "",   "comp",
	                                    "mod",  "attr", "time", "adv"};
	if (a->slot == CS_SLOT_PREP)
		return cs_sprintf(w->a, "%.*s", (int)a->prep.n, a->prep.p);
	return a->slot == CS_SLOT_ADV && a->prep.n
	           ? cs_sprintf(w->a, "adv %.*s", (int)a->prep.n, a->prep.p)
	           : slots[a->slot];
}

static void arguments(const acts_t *x)
{
	const why_t *w = x->w;
	const cs_frame_t *f = &w->d->frames.p[x->frame];
	cs_buf_t b = {.arena = w->a};
	for (uint32_t i = f->arg_begin; i < f->arg_end; i++) {
		const cs_arg_t *a = &w->d->args.p[i];
		const char *code = actor_of(w, a->head);
		cs_buf_printf(&b, "%s%s: `%s`%s%s%s", b.n ? "; " : "", slot_of(w, a),
		              why_phrase(w, a->head), *code ? " [" : "", code, *code ? "]" : "");
	}
	note(x, "arguments", NULL, b.n ? cs_strndup(w->a, b.p, b.n) : "none");
}

/* ---- candidates ----------------------------------------------------------------------------- */

/* What a candidate still lacks; less is nearer: of those with as many conditions that fail, the one
 * with more needs that are met. */
static uint32_t lack(const cs_try_t *t)
{
	uint32_t met = 0;
	for (uint32_t i = 0; i < t->tests.n; i++)
		met += t->tests.p[i].holds && !t->tests.p[i].test->negated;
	uint32_t n = t->fit == CS_FIT_TEST ? 100 * t->n_failed - (met < 99 ? met : 99) : 0;
	return 10000u * t->fit + n;
}

static int by_lack(const void *pa, const void *pb)
{
	const cs_try_t *a = *(const cs_try_t *const *)pa, *b = *(const cs_try_t *const *)pb;
	if (lack(a) != lack(b))
		return lack(a) < lack(b) ? -1 : 1;
	return a < b ? -1 : a > b; /* in the order in which they were tried */
}

/* The best candidate of each rule but the one that was taken, nearest first. */
static uint32_t others(const acts_t *x, const cs_try_t **out)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < x->s->tries.n; i++) {
		const cs_try_t *t = &x->s->tries.p[i];
		uint32_t k = 0;
		if (x->s->chosen && t->pred->rule == x->s->chosen->rule)
			continue;
		while (k < n && out[k]->pred->rule != t->pred->rule)
			k++;
		if (k == n)
			out[n++] = t;
		else if (lack(t) < lack(out[k]))
			out[k] = t;
	}
	if (n)
		qsort(out, n, sizeof *out, by_lack);
	return n;
}

static const cs_try_t *chosen_try(const acts_t *x)
{
	for (uint32_t i = 0; i < x->s->tries.n; i++)
		if (x->s->tries.p[i].pred == x->s->chosen && x->s->tries.p[i].fit <= CS_FIT_ONE)
			return &x->s->tries.p[i];
	return NULL;
}

static uint32_t needs(const cs_rule_t *r) /* as its author counts them */
{
	return r->n_needs ? r->n_needs - 1 : 0;
}

static void fired(const acts_t *x, const cs_try_t *won, bool alone)
{
	const why_t *w = x->w;
	note(x, "fired", rule_of(x, won->pred),
	     alone ? "the only rule that fits" : "goes before the others that fit");
	for (uint32_t i = 0; i < won->tests.n; i++)
		if (!won->tests.p[i].test->negated)
			note(x, "condition", NULL, why_test(w, &won->tests.p[i]));
	note(x, "source", NULL, why_side(w, x->s->lent.n ? &x->s->lent : &won->side[0]));
	note(x, "target", NULL, why_side(w, &won->side[1]));
	if (x->s->when.test && x->s->event && x->s->event->cameo != CS_NONE)
		note(x, "code", NULL,
		     cs_sprintf(w->a, "%s, by a line `when`: %s",
		                cs_code_at(w->lex->ontology, x->s->event->cameo)->code,
		                why_test(w, &x->s->when)));
}

/* Why the other one, which fits too, is behind. */
static const char *behind(const acts_t *x, const cs_try_t *won, const cs_try_t *t)
{
	const cs_rule_t *a = rule_of(x, won->pred), *b = rule_of(x, t->pred);
	if (b->broad && !a->broad)
		return "a broad rule, taken only where no other fits";
	if (b->n_needs < a->n_needs)
		return cs_sprintf(x->w->a, "asks for less: %u slot%s, the one that fired %u", needs(b),
		                  needs(b) == 1 ? "" : "s", needs(a));
	if (t->pred->kind != won->pred->kind)
		return "the noun goes before its verb where neither asks for more";
	if (t->pred->phrase.n < won->pred->phrase.n)
		return "its predicate has fewer words";
	if (t->fit > won->fit)
		return "finds somebody on one side only";
	if (b->weight < a->weight)
		return cs_sprintf(x->w->a, "its weight is less: %d, the one that fired %d", b->weight,
		                  a->weight);
	return "as specific, but comes later in the files";
}

static const char *what_else(const acts_t *x, const cs_try_t *t)
{
	const why_t *w = x->w;
	cs_buf_t b = {.arena = w->a};
	switch ((cs_fit_t)t->fit) {
	case CS_FIT_PHRASAL:
		return cs_sprintf(w->a, "with `%s` the verb is another one",
		                  why_word(w, w->d->frames.p[x->frame].particle));
	case CS_FIT_WORDS:
		for (uint32_t i = 0; i < t->pred->phrase.n; i++) {
			cs_str_t word = w->lex->words.str[t->pred->phrase.word[i]];
			cs_buf_printf(&b, "%s%.*s", i ? " " : "", (int)word.n, word.p);
		}
		return cs_sprintf(w->a, "is about `%.*s`: not all of these words are here", (int)b.n, b.p);
	case CS_FIT_TEST:
		for (uint32_t i = 0; i < t->tests.n; i++)
			if (!t->tests.p[i].holds)
				cs_buf_printf(&b, "%s%s", b.n ? "; " : "", why_test(w, &t->tests.p[i]));
		return cs_strndup(w->a, b.p, b.n);
	case CS_FIT_NOBODY:
	case CS_FIT_ONE:
	case CS_FIT_BOTH:
		break;
	}
	return NULL;
}

/* "source: `the boy` is no political actor" */
static const char *no_actor(const acts_t *x, const char *name, const cs_trace_side_t *s)
{
	const char *there = why_words(x->w, s->word, s->n_words, true);
	return there ? cs_sprintf(x->w->a, "%s must be a political actor: `%s` is none", name,
	                          cs_strndup(x->w->a, there + 1, strlen(there) - 2))
	             : cs_sprintf(x->w->a, "%s must be a political actor: nothing stands there", name);
}

static void lacks(const acts_t *x, const cs_try_t *t)
{
	const cs_rule_t *r = rule_of(x, t->pred);
	const char *text = what_else(x, t);
	if (t->fit == CS_FIT_NOBODY)
		text = cs_sprintf(x->w->a, "%s%s%s", r->no_source ? "" : no_actor(x, "source", &t->side[0]),
		                  r->no_source || r->no_target ? "" : "; ",
		                  r->no_target ? "" : no_actor(x, "target", &t->side[1]));
	note(x, "nearly", r, text);
}

static const char *plural(uint32_t n)
{
	return n == 1 ? "" : "s";
}

static void candidates(const acts_t *x)
{
	const why_t *w = x->w;
	const cs_try_t **other = CS_NEW_N(w->a, const cs_try_t *, x->s->tries.n);
	const cs_try_t *won = x->s->chosen ? chosen_try(x) : NULL;
	uint32_t n = others(x, other), i = 0, nearest = 0;
	if (won)
		fired(x, won, n == 0 || other[0]->fit > CS_FIT_ONE);
	for (; i < n && other[i]->fit <= CS_FIT_ONE && won; i++)
		note(x, "fits too", rule_of(x, other[i]->pred), behind(x, won, other[i]));
	for (; i < n && nearest < (won ? BESIDE : NEAREST); i++, nearest++)
		lacks(x, other[i]);
	if (i < n)
		note(x, "more", NULL,
		     cs_sprintf(w->a, "%u more rule%s with this word lack%s more", n - i, plural(n - i),
		                n - i == 1 ? "s" : ""));
	if (x->s->tries.n == 0 && !x->s->describes && !x->s->named) {
		cs_str_t lemma = w->d->words.p[w->d->frames.p[x->frame].head].lemma;
		note(x, "no rule", NULL,
		     cs_sprintf(w->a, "no rule has the %s `%.*s`", kinds[w->d->frames.p[x->frame].kind],
		                (int)lemma.n, lemma.p));
	}
}

/* ---- what changed the act ------------------------------------------------------------------ */

static void polarity(const acts_t *x, const cs_event_t *e)
{
	static const char *const realities[] = {"actual",      "attempted",    "prevented", "future",
	                                        "conditional", "hypothetical", "generic"};
	const why_t *w = x->w;
	const char *cue = why_bytes(w, e->polarity_cue.begin, e->polarity_cue.end);
	if (e->negated)
		note(x, "polarity", NULL, *cue ? cs_sprintf(w->a, "negated, by `%s`", cue) : "negated");
	cue = why_bytes(w, e->reality_cue.begin, e->reality_cue.end);
	if (e->reality != CS_ACTUAL)
		note(x, "reality", NULL,
		     *cue ? cs_sprintf(w->a, "%s, by `%s`", realities[e->reality], cue)
		          : cs_sprintf(w->a, "%s, by its form", realities[e->reality]));
	if (e->historical)
		note(x, "reality", NULL, "told as background of another time");
}

static void resolved(const acts_t *x, const cs_event_t *e)
{
	static const char *const states[] = {"still to come", "only possible", "negated"};
	const why_t *w = x->w;
	const char *base = why_type(w, e->base), *state = states[x->s->shift];
	switch ((cs_shift_how_t)x->s->shift_how) {
	case CS_SHIFT_NO:
		return;
	case CS_SHIFT_DONE:
		note(x, "type", NULL,
		     cs_sprintf(w->a, "%s that is %s is told as %s%s%s (ontology/plover.txt)", base, state,
		                why_type(w, e->plover), *e->modes ? " " : "", e->modes));
		return;
	case CS_SHIFT_OPEN:
		note(x, "type", NULL,
		     cs_sprintf(w->a,
		                "stays %s: what is told under a condition, or in general, announces "
		                "nothing",
		                base));
		return;
	case CS_SHIFT_UNTOLD:
		note(x, "type", NULL,
		     cs_sprintf(w->a, "stays %s: it is %s, but not announced by the one who would do it",
		                base, state));
		return;
	}
}

/* The event of which this one is the object, or NULL. */
static const cs_event_t *above(const why_t *w, const cs_event_t *e)
{
	for (uint32_t i = 0; i < w->d->events.n; i++)
		if (w->d->events.p[i].about != CS_NONE && &w->d->events.p[w->d->events.p[i].about] == e)
			return &w->d->events.p[i];
	return NULL;
}

static void context(const acts_t *x)
{
	const why_t *w = x->w;
	const cs_event_t *up = above(w, x->end);
	if (up)
		note(x, "object", NULL,
		     cs_sprintf(w->a,
		                "told as the object of `%s`: keeps its type, and counts as what that "
		                "act is about",
		                frame_word(w, up->frame)));
	if (x->end->about != CS_NONE)
		note(x, "about", NULL,
		     cs_sprintf(w->a, "is about the act `%s`",
		                frame_word(w, w->d->events.p[x->end->about].frame)));
	if (x->end->said == CS_NONE)
		return;
	const cs_said_t *said = &w->d->said.p[x->end->said];
	cs_buf_t b = {.arena = w->a};
	for (uint32_t i = 0; i < said->speakers.n; i++) {
		cs_str_t name = w->d->entities.p[said->speakers.p[i]].name;
		cs_buf_printf(&b, "%s`%s`", i ? ", " : "", cs_strndup(w->a, name.p, name.n));
	}
	for (uint32_t i = 0; said->speakers.n == 0 && i < said->speaker_spans.n; i++)
		cs_buf_printf(&b, "%s`%s`", i ? ", " : "",
		              why_bytes(w, said->speaker_spans.p[i].begin, said->speaker_spans.p[i].end));
	note(x, "said", NULL,
	     b.n ? cs_sprintf(w->a, "told in a statement of %.*s", (int)b.n, b.p)
	         : "told in a statement of nobody named");
}

/* ---- the learned layer -------------------------------------------------------------------- */

/* Scores are in CS_RANK_UNIT parts of a nat. */
static double nats(int32_t score)
{
	return (double)score / CS_RANK_UNIT;
}

static const char *label(const why_t *w, uint32_t l)
{
	cs_buf_t b = {.arena = w->a};
	if (l == 0)
		return "\"nothing\"";
	for (uint32_t i = 0; i < CS_RANK_TYPES && w->rank->type[l][i] != CS_NONE; i++)
		cs_buf_printf(&b, "%s%s", i ? "/" : "", why_type(w, w->rank->type[l][i]));
	return b.n ? cs_strndup(w->a, b.p, b.n) : "an unknown type";
}

/* "SANCTION 4.09, "nothing" 1.31, COERCE -0.44": the best, and "nothing" in any case. */
static const char *best_labels(const why_t *w, const cs_rank_score_t *s)
{
	cs_buf_t b = {.arena = w->a};
	bool told[CS_RANK_LABELS] = {false};
	for (uint32_t k = 0; k < TOP; k++) {
		uint32_t best = CS_NONE;
		for (uint32_t l = 0; l < w->rank->n_types; l++)
			if (!told[l] && (l == 0 || w->rank->type[l][0] != CS_NONE) &&
			    (best == CS_NONE || s->label[l] > s->label[best]))
				best = l;
		if (best == CS_NONE)
			break;
		told[best] = true;
		cs_buf_printf(&b, "%s%s %.2f", k ? ", " : "", label(w, best), nats(s->label[best]));
	}
	if (!told[0])
		cs_buf_printf(&b, ", %s %.2f", label(w, 0), nats(s->label[0]));
	return cs_strndup(w->a, b.p, b.n);
}

/* "SANCTION is ahead of "nothing" by 2.78" */
static const char *ahead(const why_t *w, const cs_rank_score_t *s, uint32_t a, uint32_t b)
{
	int32_t lead = s->label[a] - s->label[b];
	return lead >= 0
	           ? cs_sprintf(w->a, "%s is ahead of %s by %.2f", label(w, a), label(w, b), nats(lead))
	           : cs_sprintf(w->a, "%s is behind %s by %.2f", label(w, a), label(w, b), nats(-lead));
}

static const char *weighed(uint8_t kind)
{
	static const char *const words[CS_N_RANK] = {
	    [CS_RANK_GIVEN] = "the marked two",
	    [CS_RANK_EVENT] = "with both sides",
	    [CS_RANK_SOURCE] = "with its source alone",
	    [CS_RANK_TARGET] = "with its target alone",
	    [CS_RANK_FILL] = "with somebody on the empty side",
	    [CS_RANK_SWAP] = "with somebody else on one side",
	    [CS_RANK_NEW] = "without a rule",
	};
	return kind < CS_N_RANK ? words[kind] : "";
}

/* Where the code of a type comes from that the layer gave. */
static void code_by(const acts_t *x, const cs_verdict_t *v)
{
	const why_t *w = x->w;
	const char *code = x->end ? why_code(w, x->end) : "none";
	if (v->code_by == CS_NONE)
		note(x, "code", NULL,
		     cs_sprintf(w->a, "%s: the general one of its type, since no rule of this type fits",
		                code));
	else
		note(x, "code", cs_rule_at(w->lex->rules, v->code_by),
		     cs_sprintf(w->a, "its words fit in this sentence; it gives %s", code));
}

static void sides(const acts_t *x, const cs_verdict_t *v)
{
	const why_t *w = x->w;
	const cs_event_t *was = x->s->event;
	if (!x->end || !was)
		return;
	const char *bar = v->fill < 0 ? cs_sprintf(w->a, "less than %.2f behind", nats(-v->fill))
	                              : cs_sprintf(w->a, "more than %.2f ahead of", nats(v->fill));
	note(x, "sides", NULL,
	     cs_sprintf(w->a,
	                "by the learned layer: source %s, target %s (before: %s; %s). With them the "
	                "act had to be %s \"nothing\"",
	                why_parts(w, x->end->source.p, x->end->source.n),
	                why_parts(w, x->end->target.p, x->end->target.n),
	                why_parts(w, was->source.p, was->source.n),
	                why_parts(w, was->target.p, was->target.n), bar));
}

static void learned(const acts_t *x)
{
	const why_t *w = x->w;
	const cs_verdict_t *v = x->s->verdict;
	const cs_rank_score_t *s = v->score;
	int32_t over = s->label[v->best] - s->label[0];
	note(x, "scores", NULL, cs_sprintf(w->a, "%s: %s", weighed(v->kind), best_labels(w, s)));
	const char *lead = ahead(w, s, v->best, 0);
	if (v->kind == CS_RANK_NEW) {
		note(x, "learned", NULL,
		     cs_sprintf(w->a, "%s: %s; an act without a rule has to be ahead by more than %.2f",
		                v->added ? "made an event" : "made no event", lead, nats(v->bar)));
		if (v->added)
			code_by(x, v);
		return;
	}
	if (v->dropped) {
		note(x, "learned", NULL,
		     cs_sprintf(w->a, "dropped: %s; %s where \"nothing\" is ahead by more than %.2f", lead,
		                v->careful ? "an act that is denied, not actual, told by somebody or has "
		                             "one side alone goes only"
		                           : "a plain act with both sides goes",
		                nats(v->bar)));
		return;
	}
	if (v->filled)
		sides(x, v);
	if (v->retyped) {
		note(x, "learned", NULL,
		     cs_sprintf(w->a, "another type: %s, more than %.2f", ahead(w, s, v->best, v->own),
		                nats(v->retype)));
		code_by(x, v);
		return;
	}
	note(x, "learned", NULL,
	     v->filled   ? cs_sprintf(w->a, "kept: %s", lead)
	     : over >= 0 ? cs_sprintf(w->a, "kept: %s", lead)
	                 : cs_sprintf(w->a, "kept: %s, and goes only where that is more than %.2f",
	                              lead, nats(v->bar)));
	if (v->best != v->own)
		note(x, "learned", NULL,
		     cs_sprintf(w->a, "stays %s: %s; another type has to be ahead by more than %.2f%s",
		                label(w, v->own), ahead(w, s, v->best, v->own), nats(v->retype),
		                v->kind == CS_RANK_SOURCE || v->kind == CS_RANK_TARGET
		                    ? ", and is given only where both sides are known"
		                    : ""));
}

static const char *unweighed(const acts_t *x)
{
	const why_t *w = x->w;
	if (!w->rank->there)
		return "this model has none: the rules decide";
	if (x->end->plover == CS_NONE)
		return "not asked: a bare statement stays as it is";
	if (above(w, x->end))
		return "not asked: an act told as the object of another is as sure as that";
	return "not asked: it knows no label for this type, or the sides overlap";
}

/* ---- the end ------------------------------------------------------------------------------ */

static const char *no_event(const acts_t *x)
{
	const why_t *w = x->w;
	const cs_story_t *s = x->s;
	if (s->named)
		return "it is a word of somebody's name; it tells no act";
	if (s->describes)
		return "a participle before its noun describes; it tells no act";
	if (s->twin != CS_NONE)
		return cs_sprintf(w->a, "`%s` %s", frame_word(w, s->twin),
		                  s->twin_around
		                      ? "is an act of the same type around it, with the same actors"
		                      : "tells the same act with the same sides");
	if (s->verdict && s->verdict->dropped)
		return "the learned layer dropped it";
	if (s->gone_with != CS_NONE)
		return cs_sprintf(w->a, "it was the object of `%s`, which was dropped",
		                  frame_word(w, s->gone_with));
	if (s->unsure)
		return "it is less sure than what was asked for";
	if (s->stranger)
		return "who acts is no political actor, and a target alone makes no event";
	bool asked = s->verdict && s->verdict->kind == CS_RANK_NEW;
	if (s->tries.n == 0)
		return asked ? "no rule has this word, and the learned layer is not sure enough"
		             : "no rule has this word";
	return s->chosen ? "nobody takes part"
	       : asked   ? "no rule fits, and the learned layer is not sure enough"
	                 : "no rule fits";
}

static void end(const acts_t *x)
{
	const why_t *w = x->w;
	if (!x->end) {
		note(x, "no event", NULL, no_event(x));
		return;
	}
	note(x, "confidence", NULL,
	     cs_sprintf(w->a, "%.2f%s", (double)x->end->confidence,
	                x->s->verdict || (w->rank->there && above(w, x->end))
	                    ? ", the share of such events that were right in marked sentences"
	                    : ", a rough guess"));
	note(x, "event", NULL,
	     cs_sprintf(w->a, "%u: %s", (uint32_t)(x->end - w->d->events.p) + 1, why_code(w, x->end)));
}

void why_acts(const why_t *w, uint32_t frame, why_notes_t *out)
{
	const cs_story_t *s = &w->d->trace->story[frame];
	uint32_t e = w->event_of[frame];
	acts_t x = {w, s, frame, e == CS_NONE ? NULL : &w->d->events.p[e], out};
	const cs_event_t *told = s->event ? s->event : x.end;
	arguments(&x);
	candidates(&x);
	if (told) {
		polarity(&x, told);
		resolved(&x, told);
	}
	if (x.end)
		context(&x);
	if (s->verdict)
		learned(&x);
	else if (x.end)
		note(&x, "learned", NULL, unweighed(&x));
	end(&x);
}

const char *why_nothing(const why_t *w, uint32_t sent)
{
	const cs_doc_t *d = w->d;
	uint32_t dropped = 0, stopped = 0, tried = 0, n = 0;
	for (uint32_t f = 0; f < d->frames.n && d->trace->story; f++) {
		const cs_story_t *s = &d->trace->story[f];
		if (d->frames.p[f].sent != sent)
			continue;
		n++;
		dropped += s->verdict && s->verdict->dropped;
		stopped += s->chosen != NULL;
		tried += s->tries.n > 0;
	}
	return dropped   ? "the learned layer dropped what the rules found"
	       : stopped ? "a rule fits, but nobody takes part as it asks, or it was dropped: see above"
	       : tried   ? "words of rules stand there, but no rule fits"
	       : n       ? "no rule has its predicates"
	                 : "it has no predicate: no verb, and no noun that is an act";
}
