/* match.c - does a rule fit a frame? Walks slots from argument to argument and compares words.
 *
 * A path ("comp.obj") is followed step by step over the frames of arguments; where an argument is a
 * noun without a frame of its own, its preposition phrases, owner and modifiers are read off the
 * tree, so that "obj.of" works on any noun. Everything is bounded: three steps a path, CS_HITS_MAX
 * arguments, SPAN_MAX words of a phrase. Rules never see relations. */
#include "event/event_int.h"

enum { SPAN_MAX = 64, CONJ_MAX = 12 };

static bool is_word(const cs_doc_t *d, uint32_t w, uint32_t id)
{
	return d->words.p[w].lemma_id == id || d->words.p[w].norm_id == id;
}

bool cs_phrase_fits(const cs_doc_t *d, const cs_phrase_t *p, uint32_t at)
{
	cs_range_t in = d->sents.p[d->words.p[at].sent].words;
	if (at < in.begin + p->head || at - p->head + p->n > in.end)
		return false;
	uint32_t first = at - p->head;
	for (uint32_t i = 0; i < p->n; i++)
		if (!is_word(d, first + i, p->word[i]))
			return false;
	return true;
}

static bool fits_id(const cs_doc_t *d, const cs_word_set_t *set, uint32_t word, uint32_t id)
{
	for (const cs_phrase_t *p = cs_word_set_first(set, id); p; p = cs_word_set_next(set, p))
		if (p->n == 1 || cs_phrase_fits(d, p, word))
			return true;
	return false;
}

bool cs_in_set(const cs_doc_t *d, const cs_word_set_t *set, uint32_t word)
{
	const cs_word_t *w = &d->words.p[word];
	if (fits_id(d, set, word, w->lemma_id))
		return true;
	return w->norm_id != w->lemma_id && fits_id(d, set, word, w->norm_id);
}

/* ---- slots ------------------------------------------------------------------------------ */

static void add_hit(cs_hits_t *hits, uint32_t head, uint32_t frame)
{
	for (uint32_t i = 0; i < hits->n; i++)
		if (hits->p[i].head == head)
			return;
	if (hits->n < CS_HITS_MAX)
		hits->p[hits->n++] = (cs_hit_t){head, frame};
}

static bool has_object(const cs_coding_t *c, const cs_frame_t *f)
{
	for (uint32_t i = f->arg_begin; i < f->arg_end; i++)
		if (c->d->args.p[i].slot == CS_SLOT_OBJ)
			return true;
	return false;
}

static bool arg_fits(const cs_coding_t *c, const cs_view_of_t *v, const cs_frame_t *f,
                     const cs_arg_t *a, const cs_step_t *s)
{
	bool governed = a->slot == CS_SLOT_PREP || a->slot == CS_SLOT_COMP || a->slot == CS_SLOT_ADV;
	bool noun = f->kind == CS_PRED_NOUN;
	switch ((cs_at_t)s->at) {
	case CS_AT_SUBJ:
		return a->slot == CS_SLOT_SUBJ;
	case CS_AT_OBJ:
		/* "asked France for troops": the one asked is the object where there is no other */
		return a->slot == CS_SLOT_OBJ || (v->prep.n && governed && cs_eq(a->prep, v->prep)) ||
		       (a->slot == CS_SLOT_IOBJ && !has_object(c, f));
	case CS_AT_IOBJ:
		return a->slot == CS_SLOT_IOBJ;
	case CS_AT_COMP:
		return a->slot == CS_SLOT_COMP ||
		       (a->slot == CS_SLOT_ADV && a->prep.n == 0 && v->object == CS_NONE);
	case CS_AT_MOD:
		return a->slot == CS_SLOT_MOD;
	case CS_AT_ATTR:
		return a->slot == CS_SLOT_ATTR;
	case CS_AT_TIME:
		return a->slot == CS_SLOT_TIME;
	case CS_AT_ADV:
		return a->slot == CS_SLOT_ADV;
	case CS_AT_PREP:
		if (governed && cs_eq(a->prep, s->prep))
			return true;
		/* a noun's "of" is its object, "by" its subject */
		if (noun && a->slot == CS_SLOT_OBJ)
			return cs_eqz(s->prep, "of") && (a->prep.n == 0 || cs_eqz(a->prep, "of"));
		return a->slot == CS_SLOT_SUBJ && cs_eqz(s->prep, "by") &&
		       (cs_eqz(a->prep, "by") || (f->flags & CS_F_PASSIVE));
	case CS_AT_ANY:
		return true;
	case CS_AT_GOVERNOR:
	case CS_AT_SOURCE:
	case CS_AT_TARGET:
		return false;
	}
	return false;
}

/* Whoever plans, prepares, halts or resumes an act is who does it: "the unions planned a strike". */
static void planner_hits(const cs_coding_t *c, const cs_frame_t *f, cs_hits_t *out)
{
	const cs_doc_t *d = c->d;
	const cs_word_set_t *verbs = cs_rules_class(c->lex->rules, "planner");
	if (!verbs || f->kind != CS_PRED_NOUN || f->light != CS_NONE || f->parent == CS_NONE ||
	    f->parent_slot != CS_SLOT_OBJ)
		return;
	const cs_frame_t *p = &d->frames.p[f->parent];
	if (p->kind != CS_PRED_VERB || !cs_in_set(d, verbs, p->head))
		return;
	for (uint32_t i = p->arg_begin; i < p->arg_end; i++)
		if (d->args.p[i].slot == CS_SLOT_SUBJ)
			add_hit(out, d->args.p[i].head, d->args.p[i].frame);
}

static void frame_hits(const cs_coding_t *c, const cs_view_of_t *v, const cs_step_t *s,
                       cs_hits_t *out)
{
	const cs_frame_t *f = &c->d->frames.p[v->frame];
	if (s->at == CS_AT_OBJ && v->object != CS_NONE) {
		add_hit(out, v->object, v->object == f->head ? CS_NONE : c->d->frame_of[v->object]);
		return;
	}
	if (s->at == CS_AT_GOVERNOR && f->parent != CS_NONE)
		add_hit(out, c->d->frames.p[f->parent].head, f->parent);
	for (uint32_t i = f->arg_begin; i < f->arg_end; i++) {
		const cs_arg_t *a = &c->d->args.p[i];
		if (arg_fits(c, v, f, a, s))
			add_hit(out, a->head, a->frame);
	}
	if (s->at == CS_AT_SUBJ && out->n == 0)
		planner_hits(c, f, out);
}

/* The preposition of a noun phrase, as written, or an empty slice. */
static cs_str_t case_of(const cs_doc_t *d, uint32_t w)
{
	uint32_t c = cs_child(d, w, CS_REL_CASE);
	return c == CS_NONE ? (cs_str_t){0} : d->words.p[c].lemma;
}

/* Who made what a noun tells: of "a compromise drafted by Brussels" (by), of "the raises that the
 * nurses had demanded" (not by). */
static void maker_hits(const cs_coding_t *c, uint32_t noun, bool by, cs_hits_t *out)
{
	const cs_doc_t *d = c->d;
	for (uint32_t k = d->words.p[noun].child; k != CS_NONE; k = d->words.p[k].next) {
		uint8_t rel = d->words.p[k].deprel;
		uint32_t f = d->frame_of[k];
		if (k < noun || f == CS_NONE || (rel != CS_REL_ACL && rel != CS_REL_ACL_RELCL) ||
		    ((d->frames.p[f].flags & CS_F_PASSIVE) != 0) != by)
			continue;
		bool object = false; /* the noun is what is acted on */
		for (uint32_t i = d->frames.p[f].arg_begin; i < d->frames.p[f].arg_end; i++)
			object |= d->args.p[i].slot == CS_SLOT_OBJ && d->args.p[i].head == noun;
		for (uint32_t i = d->frames.p[f].arg_begin; object && i < d->frames.p[f].arg_end; i++)
			if (d->args.p[i].slot == CS_SLOT_SUBJ && d->args.p[i].head != noun)
				add_hit(out, d->args.p[i].head, d->args.p[i].frame);
	}
}

/* The same for a noun that is no predicate: read off the tree. */
static void noun_hits(const cs_coding_t *c, uint32_t noun, const cs_step_t *s, cs_hits_t *out)
{
	const cs_doc_t *d = c->d;
	for (uint32_t k = d->words.p[noun].child; k != CS_NONE; k = d->words.p[k].next) {
		cs_deprel_t rel = (cs_deprel_t)d->words.p[k].deprel;
		bool fits = false;
		cs_str_t prep;
		switch ((cs_at_t)s->at) {
		case CS_AT_SUBJ:
			fits = rel == CS_REL_NMOD_POSS;
			break;
		case CS_AT_MOD:
			fits = rel == CS_REL_NMOD_POSS || rel == CS_REL_COMPOUND || rel == CS_REL_AMOD ||
			       rel == CS_REL_NMOD_UNMARKED;
			break;
		case CS_AT_PREP:
		case CS_AT_OBJ:
			if (rel != CS_REL_NMOD)
				break;
			prep = case_of(d, k);
			fits = s->at == CS_AT_OBJ ? cs_eqz(prep, "of") : cs_eq(prep, s->prep);
			break;
		case CS_AT_COMP:
			fits = rel == CS_REL_ACL || rel == CS_REL_CCOMP;
			break;
		case CS_AT_ANY:
			fits = cs_rel_base(rel) == CS_REL_NMOD || rel == CS_REL_COMPOUND || rel == CS_REL_AMOD;
			break;
		case CS_AT_IOBJ:
		case CS_AT_ATTR:
		case CS_AT_TIME:
		case CS_AT_ADV:
		case CS_AT_GOVERNOR:
		case CS_AT_SOURCE:
		case CS_AT_TARGET:
			break;
		}
		if (fits)
			add_hit(out, k, d->frame_of[k]);
	}
}

void cs_path_hits(const cs_coding_t *c, const cs_view_of_t *v, const cs_path_t *path,
                  cs_hits_t *out)
{
	out->n = 0;
	frame_hits(c, v, &path->step[0], out);
	for (uint32_t i = 1; i < path->n; i++) {
		const cs_step_t *s = &path->step[i];
		if (s->at == CS_AT_SOURCE || s->at == CS_AT_TARGET)
			return;
		cs_hits_t from = *out;
		out->n = 0;
		for (uint32_t k = 0; k < from.n; k++) {
			uint32_t before = out->n;
			if (from.p[k].frame != CS_NONE) {
				cs_view_of_t inner = {from.p[k].frame, CS_NONE, {0}, 0, 0};
				frame_hits(c, &inner, s, out);
			}
			if (out->n == before)
				noun_hits(c, from.p[k].head, s, out);
			bool by = s->at == CS_AT_PREP && cs_eqz(s->prep, "by");
			if (out->n == before && (by || s->at == CS_AT_SUBJ))
				maker_hits(c, from.p[k].head, by, out);
		}
	}
}

/* Phrases behind this preposition that the parser hung lower: under an argument of the frame. Where
 * a preposition phrase belongs is what parsers get wrong most. */
void cs_deep_hits(const cs_coding_t *c, const cs_view_of_t *v, cs_str_t prep, cs_hits_t *out)
{
	const cs_doc_t *d = c->d;
	const cs_frame_t *f = &d->frames.p[v->frame];
	out->n = 0;
	for (uint32_t i = f->arg_begin; i < f->arg_end; i++) {
		const cs_arg_t *a = &d->args.p[i];
		if (a->slot == CS_SLOT_COMP || a->slot == CS_SLOT_ADV || a->slot == CS_SLOT_MOD ||
		    a->inherited)
			continue;
		uint32_t w = d->words.p[a->head].left, end = d->words.p[a->head].right;
		if (end - w > SPAN_MAX)
			continue;
		for (; w < end; w++) {
			uint8_t rel = d->words.p[w].deprel;
			if ((rel == CS_REL_NMOD || rel == CS_REL_OBL || rel == CS_REL_OBL_AGENT) &&
			    w != a->head && cs_eq(case_of(d, w), prep))
				add_hit(out, w, d->frame_of[w]);
		}
	}
}

/* ---- acts ------------------------------------------------------------------------------- */

static uint32_t act_within(const cs_coding_t *c, cs_hit_t h, int depth)
{
	const cs_doc_t *d = c->d;
	if (h.frame != CS_NONE && c->of_frame[h.frame] != CS_NONE)
		return c->of_frame[h.frame];
	if (depth == 0)
		return CS_NONE;
	/* "a plan for talks", "start to withdraw": what tells no act itself may hold one */
	if (h.frame != CS_NONE) {
		const cs_frame_t *f = &d->frames.p[h.frame];
		for (uint32_t i = f->arg_begin; i < f->arg_end; i++) {
			const cs_arg_t *a = &d->args.p[i];
			bool in = a->slot == CS_SLOT_COMP || a->slot == CS_SLOT_OBJ ||
			          (a->slot == CS_SLOT_PREP &&
			           (cs_eqz(a->prep, "of") || cs_eqz(a->prep, "to") || cs_eqz(a->prep, "for") ||
			            cs_eqz(a->prep, "in") || cs_eqz(a->prep, "on")));
			uint32_t e = in ? act_within(c, (cs_hit_t){a->head, a->frame}, depth - 1) : CS_NONE;
			if (e != CS_NONE)
				return e;
		}
		return CS_NONE;
	}
	for (uint32_t k = d->words.p[h.head].child; k != CS_NONE; k = d->words.p[k].next) {
		cs_deprel_t rel = (cs_deprel_t)d->words.p[k].deprel;
		if (rel != CS_REL_NMOD && rel != CS_REL_ACL && rel != CS_REL_CONJ)
			continue;
		uint32_t e = act_within(c, (cs_hit_t){k, d->frame_of[k]}, depth - 1);
		if (e != CS_NONE)
			return e;
	}
	return CS_NONE;
}

uint32_t cs_act_of(const cs_coding_t *c, cs_hit_t h)
{
	return act_within(c, h, 2);
}

static bool act_fits(const cs_coding_t *c, const cs_test_t *t, uint32_t event)
{
	const cs_event_t *e = &c->d->events.p[event];
	if (t->types.n == 0 && t->codes.n == 0)
		return true;
	for (uint32_t i = 0; i < t->types.n; i++)
		if (e->base == t->types.p[i])
			return true;
	for (uint32_t i = 0; i < t->codes.n; i++)
		if (e->cameo != CS_NONE && cs_code_within(c->lex->ontology, e->cameo, t->codes.p[i]))
			return true;
	return false;
}

/* ---- tests ------------------------------------------------------------------------------ */

static bool has_role(const char *code, const char *roles)
{
	/* groups of three letters after the country or the IGO mark */
	size_t n = code ? strlen(code) : 0;
	for (size_t i = 0; i + 3 <= n; i += 3)
		for (const char *r = roles; *r; r += 3)
			if (memcmp(code + i, r, 3) == 0)
				return true;
	return false;
}

static bool actor_is(const cs_coding_t *c, const cs_part_t *p, uint32_t is)
{
	if (is & CS_IS_ACTOR)
		return true;
	if (p->entity == CS_NONE) /* people without a name, an office or a land */
		return (is & (CS_IS_PERSON | CS_IS_CIVIL | CS_IS_ORG)) != 0;
	const cs_entity_t *e = &c->d->entities.p[p->entity];
	/* one word that no entry knows may be the name of anything: a land, a body */
	if ((is & (CS_IS_STATE | CS_IS_ORG)) && !e->code && e->actor == CS_NONE &&
	    e->agent == CS_NONE && p->via == CS_VIA_NAME && !memchr(e->name.p, ' ', e->name.n))
		return true;
	size_t n = e->code ? strlen(e->code) : 0;
	/* whom the caller marked with three letters alone: a land, in CAMEO's manner */
	bool land = n == 3 && e->actor == CS_NONE && e->agent == CS_NONE && e->first != CS_NONE &&
	            c->d->mentions.p[e->first].given;
	if ((is & CS_IS_STATE) && land)
		return true;
	/* CAMEO's roles of those who bear arms; the rest of the groups are civil, governments apart */
	bool armed = has_role(e->code, "MILREBINSSEPUAFPRMCOPPKOIMG");
	if ((is & CS_IS_ARMED) && armed)
		return true;
	if ((is & CS_IS_CIVIL) && !armed && !has_role(e->code, "GOVSPYLEGJUD") && e->type != CS_ENT_GPE)
		return true;
	if ((is & CS_IS_PERSON) && e->type == CS_ENT_PERSON && !land)
		return true;
	bool of_state = n == 3 && e->country != CS_NONE; /* "Israelis", not "Muslims" */
	if ((is & CS_IS_ORG) && (e->type == CS_ENT_ORG || (e->type == CS_ENT_NORP && !of_state)))
		return true;
	return (is & CS_IS_STATE) && (e->type == CS_ENT_GPE ||
	                              /* a bare country's code; "REB" of no country is none */
	                              (of_state && e->type != CS_ENT_PERSON) ||
	                              (n == 6 && memcmp(e->code + 3, "GOV", 3) == 0));
}

static bool head_fits(const cs_coding_t *c, const cs_test_t *t, uint32_t head)
{
	const cs_doc_t *d = c->d;
	for (uint32_t i = 0; i < t->heads.n; i++)
		if (cs_in_set(d, t->heads.p[i], head))
			return true;
	return false;
}

/* The first word there that the test asks for, or CS_NONE. */
static uint32_t word_in(const cs_coding_t *c, const cs_test_t *t, uint32_t begin, uint32_t end)
{
	if (end - begin > SPAN_MAX)
		end = begin + SPAN_MAX;
	for (uint32_t i = 0; i < t->words.n; i++)
		for (uint32_t w = begin; w < end; w++)
			if (cs_in_set(c->d, t->words.p[i], w))
				return w;
	return CS_NONE;
}

static bool hit_fits(const cs_coding_t *c, const cs_test_t *t, cs_hit_t h, uint32_t *act)
{
	const cs_doc_t *d = c->d;
	if (t->is & CS_IS_ANY)
		return true;
	if (t->heads.n) {
		if (head_fits(c, t, h.head))
			return true;
		if (h.frame != CS_NONE) { /* the noun of a light verb, and the verb */
			const cs_frame_t *f = &d->frames.p[h.frame];
			if (head_fits(c, t, f->head) || (f->light != CS_NONE && head_fits(c, t, f->light)))
				return true;
		}
		uint32_t n = 0;
		for (uint32_t k = d->words.p[h.head].child; k != CS_NONE && n < CONJ_MAX;
		     k = d->words.p[k].next)
			if (d->words.p[k].deprel == CS_REL_CONJ && n++ < CONJ_MAX && head_fits(c, t, k))
				return true;
	}
	if (t->words.n && word_in(c, t, d->words.p[h.head].left, d->words.p[h.head].right) != CS_NONE)
		return true;
	if (t->is & CS_IS_EVENT) {
		uint32_t e = cs_act_of(c, h);
		if (e != CS_NONE && act_fits(c, t, e)) {
			if (act)
				*act = e;
			return true;
		}
	}
	uint32_t who = t->is & ~(uint32_t)(CS_IS_EVENT | CS_IS_ANY);
	if (who) {
		/* an act is no actor, whoever stands beside it */
		bool act_noun =
		    d->frame_of[h.head] != CS_NONE && d->frames.p[d->frame_of[h.head]].kind == CS_PRED_NOUN;
		cs_parts_t parts = {0};
		cs_phrase_parts(c, h.head, act_noun ? CS_HEADS_ONLY : CS_MODIFIERS, &parts);
		for (uint32_t i = 0; i < parts.n; i++)
			if (actor_is(c, &parts.p[i], who))
				return true;
	}
	return false;
}

/* The clause around a frame: the subtree of the nearest verb at or above it. */
static cs_range_t clause(const cs_doc_t *d, uint32_t frame)
{
	uint32_t w =
	    d->frames.p[frame].light != CS_NONE ? d->frames.p[frame].light : d->frames.p[frame].head;
	for (int up = 0; up < 8 && d->words.p[w].upos != CS_POS_VERB && d->words.p[w].head != CS_NONE;
	     up++)
		w = d->words.p[w].head;
	return (cs_range_t){d->words.p[w].left, d->words.p[w].right};
}

uint32_t cs_test_word(const cs_coding_t *c, const cs_view_of_t *v, const cs_test_t *t,
                      uint32_t *act)
{
	if (t->at.n == 0) {
		cs_range_t in = clause(c->d, v->frame);
		return word_in(c, t, in.begin, in.end);
	}
	for (uint32_t i = 0; i < t->at.n; i++) {
		cs_hits_t hits;
		cs_path_hits(c, v, &t->at.p[i], &hits);
		for (uint32_t k = 0; k < hits.n; k++)
			if (hit_fits(c, t, hits.p[k], act))
				return hits.p[k].head;
	}
	return CS_NONE;
}

bool cs_test_holds(const cs_coding_t *c, const cs_view_of_t *v, const cs_test_t *t, uint32_t *act)
{
	if (c->given && !t->negated && t->heads.n == 0 && t->words.n == 0 &&
	    !(t->is & (CS_IS_EVENT | CS_IS_ANY)))
		return true;
	return (cs_test_word(c, v, t, act) != CS_NONE) != t->negated;
}

/* ---- predicates ------------------------------------------------------------------------- */

/* One more word of a verb's phrase: its particle, the preposition of an argument, a word under it,
 * or the next word of the text. */
static bool more_fits(const cs_coding_t *c, const cs_frame_t *f, uint32_t verb, uint32_t id,
                      cs_view_of_t *v)
{
	const cs_doc_t *d = c->d;
	if (f->particle != CS_NONE && is_word(d, f->particle, id)) {
		if (f->particle > v->last)
			v->last = f->particle;
		return true;
	}
	if (v->last + 1 < d->words.n && d->words.p[v->last + 1].sent == f->sent &&
	    is_word(d, v->last + 1, id)) {
		v->last++;
		cs_str_t lemma = d->words.p[v->last].lemma;
		for (uint32_t i = f->arg_begin; i < f->arg_end; i++)
			if (d->args.p[i].prep.n && cs_eq(d->args.p[i].prep, lemma))
				v->prep = d->args.p[i].prep;
		return true;
	}
	cs_str_t word = c->lex->words.str[id];
	for (uint32_t i = f->arg_begin; i < f->arg_end; i++) {
		const cs_arg_t *a = &d->args.p[i];
		if (a->prep.n && cs_eq(a->prep, word)) {
			v->prep = a->prep;
			return true;
		}
	}
	for (uint32_t k = d->words.p[verb].child; k != CS_NONE; k = d->words.p[k].next)
		if (is_word(d, k, id)) {
			if (k > v->last && k < v->last + 4)
				v->last = k;
			return true;
		}
	return false;
}

bool cs_pred_fits(const cs_coding_t *c, uint32_t frame, const cs_pred_t *p, bool by_light,
                  cs_view_of_t *v)
{
	const cs_frame_t *f = &c->d->frames.p[frame];
	uint32_t at = by_light ? f->light : f->head;
	*v = (cs_view_of_t){frame, by_light ? f->head : CS_NONE, {0}, at, 0};
	if (p->kind != CS_PRED_VERB) {
		if (p->phrase.n > 1 && !cs_phrase_fits(c->d, &p->phrase, at))
			return false;
		v->lead = p->phrase.head;
		v->last = at + p->phrase.n - 1 - p->phrase.head;
		return true;
	}
	for (uint32_t i = 1; i < p->phrase.n; i++)
		if (!more_fits(c, f, at, p->phrase.word[i], v))
			return false;
	return true;
}
