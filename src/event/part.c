/* part.c - who takes part: from slots to actors.
 *
 * A phrase's actors are its head's mention and those of the heads coordinated with it; where the
 * head is no actor, an apposition, then what owns or modifies it, nearest first ("the Syrian
 * airbase", "the bid from the US"): those are marked as modifiers. Amounts ("dozens of rebels") are
 * looked through: the phrase behind "of" is what acts. Nothing is invented: a phrase without an
 * actor gives none, but for people by their number ("thousands"), a pronoun beside a known other
 * side, and what a rule says may be anything. Bounded by CONJ_MAX heads a phrase and DEPTH_MAX steps into it; linear in what
 * it walks. */
#include "event/event_int.h"
#include "event/trace.h"

#include "lex/actors.h"
#include "lex/cues.h"

enum { CONJ_MAX = 16, DEPTH_MAX = 3 };

static bool acts(const cs_doc_t *d, uint32_t mention)
{
	if (mention == CS_NONE)
		return false;
	const cs_mention_t *m = &d->mentions.p[mention];
	return m->given || (m->entity != CS_NONE && d->entities.p[m->entity].acts);
}

bool cs_same_actor(const cs_part_t *a, const cs_part_t *b)
{
	if (a->entity != CS_NONE || b->entity != CS_NONE)
		return a->entity == b->entity;
	return a->begin == b->begin && a->end == b->end;
}

static void add_part(const cs_coding_t *c, uint32_t mention, bool modifier, cs_parts_t *out)
{
	const cs_doc_t *d = c->d;
	const cs_mention_t *m = &d->mentions.p[mention];
	cs_part_t p = {.begin = d->words.p[m->begin].begin,
	               .end = d->words.p[m->end - 1].end,
	               .head_begin = d->words.p[m->head].begin,
	               .head_end = d->words.p[m->head].end,
	               .entity = m->entity};
	p.via = modifier                  ? CS_VIA_MODIFIER
	        : m->type == CS_M_NAME    ? CS_VIA_NAME
	        : m->type == CS_M_PRONOUN ? CS_VIA_PRONOUN
	                                  : CS_VIA_NOMINAL;
	if (m->entity != CS_NONE)
		p.code = d->entities.p[m->entity].code;
	for (uint32_t i = 0; i < out->n; i++)
		if (cs_same_actor(&out->p[i], &p))
			return;
	*CS_PUSH(c->scratch, out) = p;
}

/* The mention that stands for a word: the widest headed by it. A relative pronoun stands for
 * nobody; the layer has resolved it. */
static bool add_head(const cs_coding_t *c, uint32_t word, bool modifier, cs_parts_t *out)
{
	uint32_t m = c->d->mention_of ? c->d->mention_of[word] : CS_NONE;
	if (!acts(c->d, m))
		return false;
	add_part(c, m, modifier, out);
	/* "Russian and Syrian troops": two mentions share the noun */
	for (uint32_t x = c->d->mentions.p[m].with, n = 0; x != CS_NONE && n < CONJ_MAX; n++) {
		if (acts(c->d, x))
			add_part(c, x, modifier, out);
		x = c->d->mentions.p[x].with;
	}
	return true;
}

static bool is_amount(const cs_coding_t *c, uint32_t w)
{
	const cs_word_t *word = &c->d->words.p[w];
	const cs_word_set_t *set = cs_rules_class(c->lex->rules, "amount");
	return word->upos == CS_POS_NUM || word->upos == CS_POS_DET || (set && cs_in_set(c->d, set, w));
}

/* Is a phrase behind this preposition an owner, or at least where the thing is? */
static bool reaches(const cs_doc_t *d, uint32_t w, cs_reach_t reach)
{
	static const char *const owners[] = {"of", "from", "by"};
	static const char *const places[] = {"in",      "at",   "on",     "near",    "inside",
	                                     "outside", "with", "to",     "between", "among",
	                                     "against", "into", "across", "within",  "for"};
	uint32_t c = cs_child(d, w, CS_REL_CASE);
	if (d->words.p[w].deprel != CS_REL_NMOD)
		return true;
	if (c == CS_NONE)
		return true;
	for (size_t i = 0; i < CS_COUNT(owners); i++)
		if (cs_eqz(d->words.p[c].lemma, owners[i]))
			return true;
	for (size_t i = 0; reach == CS_MODIFIERS && i < CS_COUNT(places); i++)
		if (cs_eqz(d->words.p[c].lemma, places[i]))
			return true;
	return false;
}

/* Nearest modifier or owner that may act. */
static bool add_modifier(const cs_coding_t *c, uint32_t head, cs_reach_t reach, int depth,
                         cs_parts_t *out)
{
	const cs_doc_t *d = c->d;
	uint32_t best = CS_NONE, distance = UINT32_MAX;
	for (uint32_t k = d->words.p[head].child; k != CS_NONE; k = d->words.p[k].next) {
		cs_deprel_t rel = (cs_deprel_t)d->words.p[k].deprel;
		if (cs_rel_base(rel) != CS_REL_NMOD && rel != CS_REL_COMPOUND && rel != CS_REL_AMOD)
			continue;
		uint32_t m = d->mention_of ? d->mention_of[k] : CS_NONE;
		uint32_t away =
		    k < head ? head - k : (k - head) * 2; /* what stands before belongs closer */
		if (acts(d, m) && away < distance && reaches(d, k, reach)) {
			best = k;
			distance = away;
		}
	}
	if (best != CS_NONE) {
		(void)add_head(c, best, true, out);
		for (uint32_t k = d->words.p[best].child; k != CS_NONE; k = d->words.p[k].next)
			if (d->words.p[k].deprel == CS_REL_CONJ)
				(void)add_head(c, k, true, out);
		return true;
	}
	if (depth == 0)
		return false;
	for (uint32_t k = d->words.p[head].child; k != CS_NONE; k = d->words.p[k].next) {
		cs_deprel_t rel = (cs_deprel_t)d->words.p[k].deprel;
		if (cs_rel_base(rel) == CS_REL_NMOD && reaches(d, k, reach) &&
		    add_modifier(c, k, reach, depth - 1, out))
			return true;
	}
	return false;
}

/* What stands beside an actor's word as its equal without being a conjunct of it: "US" of "US-China
 * talks", "Saudi" of "Saudi and Iranian officials". */
static void add_partners(const cs_coding_t *c, uint32_t head, cs_parts_t *out)
{
	const cs_doc_t *d = c->d;
	uint32_t m = d->mention_of[head];
	cs_range_t words = {d->mentions.p[m].begin, d->mentions.p[m].end};
	for (uint32_t k = d->words.p[head].child; k != CS_NONE; k = d->words.p[k].next) {
		cs_deprel_t rel = (cs_deprel_t)d->words.p[k].deprel;
		if (rel != CS_REL_COMPOUND && rel != CS_REL_AMOD)
			continue;
		bool joined = k + 2 == head && d->words.p[k + 1].upos == CS_POS_PUNCT;
		bool outside = k < words.begin || k >= words.end;
		/* the actor stage may have given them mentions of their own already */
		bool shared = d->mentions.p[m].with != CS_NONE;
		if (joined && outside)
			(void)add_head(c, k, true, out);
		for (uint32_t j = d->words.p[k].child; j != CS_NONE; j = d->words.p[j].next) {
			if (d->words.p[j].deprel != CS_REL_CONJ || shared)
				continue;
			bool inside = j >= words.begin && j < words.end;
			if (inside && outside)
				(void)add_head(c, k, true, out);
			else if (!inside && !outside)
				(void)add_head(c, j, true, out);
		}
	}
}

/* A town, a region, a building: it never acts, but what is done to it is done to its state
 * ("shelled Idlib", "the town of Idlib"). */
static bool add_place(const cs_coding_t *c, uint32_t head, cs_parts_t *out)
{
	const cs_doc_t *d = c->d;
	uint32_t word = head, k = d->words.p[head].child;
	for (;;) {
		uint32_t m = d->mention_of ? d->mention_of[word] : CS_NONE;
		uint32_t e = m == CS_NONE ? CS_NONE : d->mentions.p[m].entity;
		if (e != CS_NONE && d->entities.p[e].country != CS_NONE && !d->entities.p[e].acts &&
		    (d->entities.p[e].type == CS_ENT_LOC || d->entities.p[e].type == CS_ENT_GPE ||
		     d->entities.p[e].type == CS_ENT_FAC)) {
			uint32_t n = out->n;
			add_part(c, m, true, out);
			if (out->n > n && !out->p[n].code)
				out->p[n].code = cs_actor_at(c->lex->actors, d->entities.p[e].country)->code;
			return true;
		}
		while (k != CS_NONE && d->words.p[k].deprel != CS_REL_NMOD &&
		       d->words.p[k].deprel != CS_REL_COMPOUND && d->words.p[k].deprel != CS_REL_APPOS)
			k = d->words.p[k].next;
		if (k == CS_NONE)
			return false;
		word = k;
		k = d->words.p[k].next;
	}
}

/* A pronoun for persons that stands for nobody known, or a person who is no actor ("two brothers"). */
static bool is_somebody(const cs_coding_t *c, uint32_t w)
{
	static const char *const pronouns[] = {"i",  "we", "he",  "she", "they",
	                                       "me", "us", "him", "her", "them"};
	const cs_doc_t *d = c->d;
	uint32_t m = d->mention_of ? d->mention_of[w] : CS_NONE;
	if (d->words.p[w].upos == CS_POS_PRON) {
		for (size_t i = 0; i < CS_COUNT(pronouns); i++)
			if (cs_eqz(cs_fold(c->scratch, d->words.p[w].form), pronouns[i]))
				return true;
		return false;
	}
	return m != CS_NONE && d->mentions.p[m].entity != CS_NONE &&
	       d->entities.p[d->mentions.p[m].entity].type == CS_ENT_PERSON;
}

/* What no entry knows, as a participant without a code: the noun with what stands before it ("nine
 * tankers", "a weapons cache"). */
static bool add_stranger(const cs_coding_t *c, uint32_t head, cs_parts_t *out)
{
	const cs_doc_t *d = c->d;
	uint32_t first = head, m = d->mention_of ? d->mention_of[head] : CS_NONE;
	bool name = d->words.p[head].upos == CS_POS_PROPN, who = is_somebody(c, head);
	if (!who && d->words.p[head].upos != CS_POS_NOUN && d->words.p[head].upos != CS_POS_NUM &&
	    !name)
		return false;
	for (uint32_t k = d->words.p[head].child; k != CS_NONE; k = d->words.p[k].next) {
		cs_deprel_t rel = cs_rel_base((cs_deprel_t)d->words.p[k].deprel);
		if (k < first && (rel == CS_REL_DET || rel == CS_REL_AMOD || rel == CS_REL_COMPOUND ||
		                  rel == CS_REL_NUMMOD || d->words.p[k].deprel == CS_REL_NMOD_POSS))
			first = d->words.p[k].left < k ? d->words.p[k].left : k;
	}
	*CS_PUSH(c->scratch, out) =
	    (cs_part_t){.begin = d->words.p[first].begin,
	                .end = d->words.p[head].end,
	                .head_begin = d->words.p[head].begin,
	                .head_end = d->words.p[head].end,
	                .entity = m == CS_NONE ? CS_NONE : d->mentions.p[m].entity,
	                .via = name                                   ? CS_VIA_NAME
	                       : d->words.p[head].upos == CS_POS_PRON ? CS_VIA_PRONOUN
	                                                              : CS_VIA_NOMINAL};
	return true;
}

/* People of whom only the number is told, or no more than what they do: "thousands marched",
 * "killed eleven", "a guard". */
static bool add_crowd(const cs_coding_t *c, uint32_t head, cs_parts_t *out)
{
	const cs_doc_t *d = c->d;
	const cs_word_t *w = &d->words.p[head];
	const cs_word_set_t *crowd = cs_rules_class(c->lex->rules, "crowd");
	bool side = w->deprel == CS_REL_NSUBJ || w->deprel == CS_REL_NSUBJ_PASS ||
	            w->deprel == CS_REL_OBJ || w->deprel == CS_REL_OBL_AGENT;
	if (!side || !crowd || !cs_in_set(d, crowd, head))
		return false;
	for (uint32_t k = w->child; k != CS_NONE; k = d->words.p[k].next)
		if (d->words.p[k].deprel == CS_REL_NMOD)
			return false;
	if (add_stranger(c, head, out))
		return true;
	*CS_PUSH(c->scratch, out) = (cs_part_t){.begin = w->begin,
	                                        .end = w->end,
	                                        .head_begin = w->begin,
	                                        .head_end = w->end,
	                                        .entity = CS_NONE,
	                                        .via = CS_VIA_NOMINAL};
	return true;
}

/* A place that no entry knows, and whose name is no word of the lexicon, may be a land: "broke off
 * relations with Ruritania". */
static bool add_unknown_place(const cs_coding_t *c, uint32_t head, cs_parts_t *out)
{
	const cs_doc_t *d = c->d;
	uint32_t m = d->mention_of ? d->mention_of[head] : CS_NONE;
	if (m == CS_NONE || d->mentions.p[m].type != CS_M_NAME || d->mentions.p[m].entity == CS_NONE ||
	    d->words.p[head].norm_id != CS_NONE)
		return false;
	const cs_entity_t *e = &d->entities.p[d->mentions.p[m].entity];
	if (e->acts || e->code || e->country != CS_NONE || e->actor != CS_NONE ||
	    (e->type != CS_ENT_LOC && e->type != CS_ENT_GPE))
		return false;
	add_part(c, m, false, out);
	return true;
}

static void one_head(const cs_coding_t *c, uint32_t head, cs_reach_t reach, int depth,
                     cs_parts_t *out)
{
	const cs_doc_t *d = c->d;
	uint32_t before = out->n;
	if (add_head(c, head, false, out)) {
		add_partners(c, head, out);
		return;
	}
	for (uint32_t k = d->words.p[head].child; k != CS_NONE; k = d->words.p[k].next)
		if (d->words.p[k].deprel == CS_REL_APPOS && add_head(c, k, false, out))
			return;
	if (depth > 0 && is_amount(c, head))
		for (uint32_t k = d->words.p[head].child; k != CS_NONE; k = d->words.p[k].next)
			if (d->words.p[k].deprel == CS_REL_NMOD) {
				uint32_t n = out->n;
				one_head(c, k, reach, depth - 1, out);
				if (out->n == n)
					continue;
				/* the words begin with the amount */
				if (out->n == n + 1 && d->words.p[head].begin < out->p[n].begin)
					out->p[n].begin = d->words.p[head].begin;
				return;
			}
	if (add_crowd(c, head, out) || (reach == CS_MODIFIERS && add_unknown_place(c, head, out)))
		return;
	if (reach != CS_HEADS_ONLY)
		(void)add_modifier(c, head, reach, DEPTH_MAX - 2, out);
	if (reach == CS_MODIFIERS && out->n == before)
		(void)add_place(c, head, out);
}

/* Parsers hang the third of "A, B and C" on the first or on the second. */
static void conjuncts(const cs_coding_t *c, uint32_t head, cs_reach_t reach, int depth,
                      cs_parts_t *out)
{
	const cs_doc_t *d = c->d;
	uint32_t n = 0;
	for (uint32_t k = d->words.p[head].child; k != CS_NONE && n < CONJ_MAX;
	     k = d->words.p[k].next) {
		uint8_t upos = d->words.p[k].upos;
		if (d->words.p[k].deprel != CS_REL_CONJ || upos == CS_POS_VERB)
			continue;
		n++;
		one_head(c, k, reach, DEPTH_MAX, out);
		if (depth > 0)
			conjuncts(c, k, reach, depth - 1, out);
	}
}

void cs_phrase_parts(const cs_coding_t *c, uint32_t head, cs_reach_t reach, cs_parts_t *out)
{
	one_head(c, head, reach, DEPTH_MAX, out);
	conjuncts(c, head, reach, DEPTH_MAX - 1, out);
}

static void copy_parts(const cs_coding_t *c, const cs_part_t *p, uint32_t n, cs_parts_t *out)
{
	for (uint32_t i = 0; i < n; i++) {
		uint32_t k = 0;
		while (k < out->n && !cs_same_actor(&out->p[k], &p[i]))
			k++;
		if (k == out->n)
			*CS_PUSH(c->scratch, out) = p[i];
	}
}

void cs_path_parts(const cs_coding_t *c, const cs_view_of_t *v, const cs_path_t *path,
                   cs_reach_t reach, cs_parts_t *out)
{
	cs_hits_t hits;
	uint8_t last = path->step[path->n - 1].at;
	cs_path_hits(c, v, path, &hits);
	for (uint32_t i = 0; i < hits.n; i++) {
		if (last == CS_AT_SOURCE || last == CS_AT_TARGET) {
			uint32_t e = cs_act_of(c, hits.p[i]);
			if (e == CS_NONE)
				continue;
			const cs_event_t *ev = &c->d->events.p[e];
			if (last == CS_AT_SOURCE)
				copy_parts(c, ev->source.p, ev->source.n, out);
			else
				copy_parts(c, ev->target.p, ev->target.n, out);
			continue;
		}
		/* a clause in a slot is an act, not an actor */
		const cs_word_t *w = &c->d->words.p[hits.p[i].head];
		if (w->upos == CS_POS_VERB && hits.p[i].frame != CS_NONE &&
		    c->d->frames.p[hits.p[i].frame].kind == CS_PRED_VERB)
			continue;
		cs_phrase_parts(c, hits.p[i].head, last == CS_AT_MOD ? CS_HEADS_ONLY : reach, out);
	}
}

static void copy_but(const cs_coding_t *c, const cs_parts_t *found, const cs_parts_t *but,
                     cs_parts_t *out)
{
	for (uint32_t k = 0; k < found->n; k++) {
		bool taken = false;
		for (uint32_t j = 0; but && j < but->n; j++)
			taken |= cs_same_actor(&but->p[j], &found->p[k]);
		if (!taken)
			*CS_PUSH(c->scratch, out) = found->p[k];
	}
}

/* The first of the paths that holds an actor other than those in `but`; where none does, the first
 * whose preposition stands deeper inside an argument ("of" stays where it is: it hardly ever
 * belongs elsewhere; neither do times and places behind "in", "at", "after"). */
static void first_of(const cs_coding_t *c, const cs_view_of_t *v, const cs_paths_t *paths,
                     const cs_parts_t *but, cs_reach_t reach, cs_parts_t *out)
{
	static const char *const movable[] = {"against", "by",  "with",    "to",     "from",
	                                      "on",      "for", "towards", "toward", "upon"};
	for (uint32_t i = 0; i < paths->n && out->n == 0; i++) {
		cs_parts_t found = {0};
		cs_path_parts(c, v, &paths->p[i], reach, &found);
		copy_but(c, &found, but, out);
		cs_trace_path(c, &paths->p[i], false);
	}
	for (uint32_t i = 0; i < paths->n && out->n == 0; i++) {
		const cs_path_t *p = &paths->p[i];
		cs_hits_t hits = {.n = 0};
		cs_str_t prep = p->step[0].prep;
		bool passive =
		    p->step[0].at == CS_AT_SUBJ && (c->d->frames.p[v->frame].flags & CS_F_PASSIVE);
		if (p->n != 1 || (p->step[0].at != CS_AT_PREP && !passive))
			continue;
		if (passive)
			prep = CS_STR("by");
		for (size_t k = 0; k < CS_COUNT(movable); k++)
			if (cs_eqz(prep, movable[k]))
				cs_deep_hits(c, v, prep, &hits);
		for (uint32_t k = 0; k < hits.n && out->n == 0; k++) {
			cs_parts_t found = {0};
			cs_phrase_parts(c, hits.p[k].head, reach, &found);
			copy_but(c, &found, but, out);
			cs_trace_path(c, p, true);
		}
	}
}

/* The first of a frame's arguments that holds an actor other than those in `but`: objects first,
 * then what stands behind a preposition that can lead to a target. */
static void other_in(const cs_coding_t *c, uint32_t frame, bool objects, const cs_parts_t *but,
                     cs_parts_t *out)
{
	static const char *const preps[] = {"against", "with",    "to",     "on",   "at", "over",
	                                    "from",    "towards", "toward", "upon", "of", "into"};
	const cs_doc_t *d = c->d;
	const cs_frame_t *f = &d->frames.p[frame];
	for (int object = objects; object >= 0; object--)
		for (uint32_t i = f->arg_begin; i < f->arg_end && out->n == 0; i++) {
			const cs_arg_t *a = &d->args.p[i];
			cs_parts_t found = {0};
			bool fits = object && (a->slot == CS_SLOT_OBJ || a->slot == CS_SLOT_IOBJ);
			for (size_t k = 0; !object && a->slot == CS_SLOT_PREP && k < CS_COUNT(preps); k++)
				fits |= cs_eqz(a->prep, preps[k]);
			if (fits)
				cs_phrase_parts(c, a->head, CS_MODIFIERS, &found);
			copy_but(c, &found, but, out);
		}
}

/* Does the rule name words that have to stand as object? Then the object is part of the wording of
 * the act ("put its navy on alert"), not its target. */
static bool object_is_wording(const cs_rule_t *rule)
{
	for (uint32_t i = 0; i < rule->tests.n; i++) {
		const cs_test_t *t = &rule->tests.p[i];
		for (uint32_t k = 0; k < t->at.n && !t->negated && (t->heads.n || t->words.n); k++)
			if (t->at.p[k].step[0].at == CS_AT_OBJ)
				return true;
	}
	return false;
}

/* An act has a target more often than a rule's slots can list: where they hold nobody, whoever else
 * stands among the frame's arguments, then in the clause that it governs ("agreed to return to the
 * talks with Borduria"). */
static void other_actor(const cs_coding_t *c, const cs_view_of_t *v, const cs_rule_t *rule,
                        const cs_parts_t *but, cs_parts_t *out)
{
	const cs_doc_t *d = c->d;
	const cs_frame_t *f = &d->frames.p[v->frame];
	other_in(c, v->frame, !object_is_wording(rule), but, out);
	for (uint32_t i = f->arg_begin; i < f->arg_end && out->n == 0; i++) {
		const cs_arg_t *a = &d->args.p[i];
		if (a->slot != CS_SLOT_COMP || a->frame == CS_NONE)
			continue;
		uint32_t e = cs_act_of(c, (cs_hit_t){a->head, a->frame});
		cs_parts_t found = {0};
		if (e != CS_NONE) {
			copy_parts(c, d->events.p[e].target.p, d->events.p[e].target.n, &found);
			copy_parts(c, d->events.p[e].source.p, d->events.p[e].source.n, &found);
		}
		copy_but(c, &found, but, out);
		if (out->n == 0)
			other_in(c, a->frame, true, but, out);
	}
}

static void insert_in_order(const cs_coding_t *c, cs_parts_t *list, const cs_part_t *p)
{
	for (uint32_t i = 0; i < list->n; i++)
		if (cs_same_actor(&list->p[i], p))
			return;
	*CS_PUSH(c->scratch, list) = *p;
	for (uint32_t i = list->n - 1; i > 0 && list->p[i - 1].begin > list->p[i].begin; i--) {
		cs_part_t t = list->p[i];
		list->p[i] = list->p[i - 1];
		list->p[i - 1] = t;
	}
}

/* An act without direction: the actors of all its slots, in text order. Two slots filled: who
 * stands in the first against the others; one alone: its first actor against the rest. */
static bool fill_pair(const cs_coding_t *c, const cs_view_of_t *v, const cs_pair_t *pair,
                      cs_parts_t *source, cs_parts_t *target)
{
	cs_parts_t first = {0}, rest = {0};
	for (uint32_t i = 0; i < pair->at.n; i++) {
		cs_parts_t found = {0};
		cs_path_parts(c, v, &pair->at.p[i], CS_OWNERS, &found);
		cs_parts_t *into = first.n == 0 ? &first : &rest;
		for (uint32_t k = 0; k < found.n; k++) {
			bool taken = false;
			for (uint32_t j = 0; into == &rest && j < first.n; j++)
				taken |= cs_same_actor(&first.p[j], &found.p[k]);
			if (!taken)
				insert_in_order(c, into, &found.p[k]);
		}
	}
	if (first.n == 0)
		return false;
	if (rest.n == 0) {
		*CS_PUSH(c->scratch, source) = first.p[0];
		for (uint32_t i = 1; i < first.n; i++)
			*CS_PUSH(c->scratch, target) = first.p[i];
		return true;
	}
	bool swap = rest.p[0].begin < first.p[0].begin;
	*source = swap ? rest : first;
	*target = swap ? first : rest;
	return true;
}

/* A bare statement (no type) has the addressee that its rule names, or none. */
static bool is_typed(const cs_coding_t *c, const cs_rule_t *rule)
{
	if (rule->typed)
		return rule->type != CS_NONE;
	return rule->code != CS_NONE && cs_code_at(c->lex->ontology, rule->code)->type != CS_NONE;
}

/* For a rule whose target may be anybody and anything: what stands in the first of its slots that
 * holds a noun, with those coordinated with it. */
static void strangers(const cs_coding_t *c, const cs_view_of_t *v, const cs_paths_t *paths,
                      cs_parts_t *out)
{
	const cs_doc_t *d = c->d;
	for (uint32_t i = 0; i < paths->n && out->n == 0; i++) {
		cs_hits_t hits;
		if (paths->p[i].n != 1)
			continue;
		cs_path_hits(c, v, &paths->p[i], &hits);
		for (uint32_t h = 0; h < hits.n; h++) {
			uint32_t n = 0;
			if (!add_stranger(c, hits.p[h].head, out))
				continue;
			for (uint32_t k = d->words.p[hits.p[h].head].child; k != CS_NONE && n < CONJ_MAX;
			     k = d->words.p[k].next)
				if (d->words.p[k].deprel == CS_REL_CONJ && ++n)
					(void)add_stranger(c, k, out);
		}
	}
}

/* Whoever says what he himself will do: "Beijing said it would retaliate". */
static void who_says(const cs_coding_t *c, const cs_view_of_t *v, cs_parts_t *out)
{
	static const cs_path_t subject = {{{CS_AT_SUBJ, {0}}}, 1};
	static const char *const pronouns[] = {"it", "they", "we", "he", "she", "i"};
	const cs_doc_t *d = c->d;
	const cs_frame_t *f = &d->frames.p[v->frame];
	cs_hits_t hits;
	uint32_t up = f->parent;
	bool itself = false;
	for (int k = 0; k < 2 && up != CS_NONE; k++) { /* "said it was ready to talk" */
		const cs_frame_t *p = &d->frames.p[up];
		if (p->kind == CS_PRED_VERB && c->lex->cues &&
		    cs_cues_find(c->lex->cues, CS_CUE_VERB, d->words.p[p->head].lemma_id) != CS_NONE)
			break;
		up = p->parent;
	}
	if (up == CS_NONE || f->sent != d->frames.p[up].sent)
		return;
	cs_path_hits(c, v, &subject, &hits);
	for (uint32_t i = 0; i < hits.n; i++) {
		uint32_t m = d->mention_of ? d->mention_of[hits.p[i].head] : CS_NONE;
		if (d->words.p[hits.p[i].head].upos != CS_POS_PRON || acts(d, m))
			continue;
		for (size_t k = 0; k < CS_COUNT(pronouns); k++)
			itself |= cs_eqz(cs_fold(c->scratch, d->words.p[hits.p[i].head].form), pronouns[k]);
	}
	if (!itself)
		return;
	cs_view_of_t above = {up, CS_NONE, {0}, 0, 0};
	uint32_t n = out->n;
	cs_path_parts(c, &above, &subject, CS_OWNERS, out);
	for (; n < out->n; n++)
		out->p[n].via = CS_VIA_PRONOUN;
}

/* Somebody in the subject, for an act whose target is known: "she held talks with Tehran", where
 * nothing tells who she is. */
static void somebody(const cs_coding_t *c, const cs_view_of_t *v, const cs_parts_t *target,
                     cs_parts_t *out)
{
	static const cs_path_t subject = {{{CS_AT_SUBJ, {0}}}, 1};
	cs_hits_t hits;
	cs_path_hits(c, v, &subject, &hits);
	for (uint32_t i = 0; i < hits.n; i++) {
		cs_parts_t found = {0};
		if (hits.p[i].frame == CS_NONE && is_somebody(c, hits.p[i].head) &&
		    add_stranger(c, hits.p[i].head, &found))
			copy_but(c, &found, target, out);
	}
}

/* Whom only a pronoun tells, on the side of the target. */
static void pronouns_in(const cs_coding_t *c, const cs_view_of_t *v, const cs_paths_t *paths,
                        const cs_parts_t *but, cs_parts_t *out)
{
	for (uint32_t i = 0; i < paths->n && out->n == 0; i++) {
		cs_hits_t hits;
		if (paths->p[i].n != 1)
			continue;
		cs_path_hits(c, v, &paths->p[i], &hits);
		for (uint32_t h = 0; h < hits.n; h++) {
			cs_parts_t found = {0};
			if (c->d->words.p[hits.p[h].head].upos == CS_POS_PRON &&
			    is_somebody(c, hits.p[h].head) && add_stranger(c, hits.p[h].head, &found))
				copy_but(c, &found, but, out);
		}
	}
}

static bool asks_subject(const cs_paths_t *paths)
{
	bool asks = false;
	for (uint32_t i = 0; i < paths->n; i++)
		asks |= paths->p[i].n == 1 && paths->p[i].step[0].at == CS_AT_SUBJ;
	return asks;
}

bool cs_stranger_acts(const cs_coding_t *c, const cs_view_of_t *v, const cs_rule_t *rule)
{
	const cs_doc_t *d = c->d;
	const cs_frame_t *f = &d->frames.p[v->frame];
	const cs_paths_t *paths =
	    rule->has_source ? &rule->source : cs_rules_usual_source(c->lex->rules);
	const cs_word_set_t *weapons = cs_rules_class(c->lex->rules, "weapon");
	const cs_word_set_t *ordnance = cs_rules_class(c->lex->rules, "ordnance");
	const cs_word_set_t *document = cs_rules_class(c->lex->rules, "document");
	bool asks = false;
	if (rule->reverse || rule->no_source || rule->pairs.n ||
	    (f->kind == CS_PRED_NOUN && f->light == CS_NONE))
		return false;
	for (uint32_t i = 0; i < paths->n; i++)
		asks |= paths->p[i].step[0].at == CS_AT_SUBJ;
	for (uint32_t i = f->arg_begin; asks && i < f->arg_end; i++) {
		const cs_arg_t *a = &d->args.p[i];
		if (a->slot == CS_SLOT_SUBJ && !a->inherited && a->frame == CS_NONE &&
		    d->words.p[a->head].upos == CS_POS_NOUN &&
		    !(weapons && cs_in_set(d, weapons, a->head)) &&
		    !(ordnance && cs_in_set(d, ordnance, a->head)) &&
		    !(document && cs_in_set(d, document, a->head)))
			return true;
	}
	return false;
}

/* Is the one of whom the clause is told the one who tells it ("claimed that they had attacked it")?
 * Then a rule whose target can be nobody else does not fit: who owns to an act accuses nobody. */
static bool only_itself(const cs_coding_t *c, const cs_view_of_t *v, const cs_rule_t *rule,
                        const cs_paths_t *paths, const cs_parts_t *source)
{
	cs_parts_t found = {0};
	if (!rule->has_target || paths->n != 1 || paths->p[0].n != 2 ||
	    paths->p[0].step[0].at != CS_AT_COMP || paths->p[0].step[1].at != CS_AT_SUBJ)
		return false;
	cs_path_parts(c, v, &paths->p[0], CS_MODIFIERS, &found);
	for (uint32_t i = 0; i < found.n; i++)
		for (uint32_t k = 0; k < source->n; k++)
			if (cs_same_actor(&found.p[i], &source->p[k]))
				return true;
	return false;
}

bool cs_participants(const cs_coding_t *c, const cs_view_of_t *v, const cs_rule_t *rule,
                     cs_parts_t *source, cs_parts_t *target, bool *symmetric)
{
	const cs_frame_t *f = &c->d->frames.p[v->frame];
	cs_parts_t half_s = {0}, half_t = {0};
	*source = *target = (cs_parts_t){0};
	*symmetric = false;
	cs_trace_sides_begin(c);
	for (uint32_t i = 0; i < rule->pairs.n; i++) {
		cs_parts_t s = {0}, t = {0};
		if (!fill_pair(c, v, &rule->pairs.p[i], &s, &t))
			continue;
		if (t.n) {
			*source = s;
			*target = t;
			*symmetric = true;
			cs_trace_side(c, 0, source, CS_WAY_PAIR);
			cs_trace_side(c, 1, target, CS_WAY_PAIR);
			return true;
		}
		if (half_s.n == 0)
			half_s = s;
	}
	if (!rule->no_source)
		first_of(c, v, rule->has_source ? &rule->source : cs_rules_usual_source(c->lex->rules),
		         NULL, CS_OWNERS, source);
	cs_trace_side(c, 0, source, CS_WAY_SLOT);
	if (source->n == 0 && !rule->no_source &&
	    asks_subject(rule->has_source ? &rule->source : cs_rules_usual_source(c->lex->rules)))
		who_says(c, v, source);
	cs_trace_side(c, 0, source, CS_WAY_SAYER);
	/* a noun's act is often its modifier's: "the US strike" */
	if (source->n == 0 && !rule->no_source && f->kind == CS_PRED_NOUN && v->object == CS_NONE) {
		static const cs_path_t mod = {{{CS_AT_MOD, {0}}}, 1};
		cs_parts_t found = {0};
		cs_path_parts(c, v, &mod, CS_OWNERS, &found);
		/* but not where the rule has it as a part of the act: "prisoner swap" */
		uint32_t act = c->d->words.p[f->head].begin;
		uint32_t lead = v->lead <= f->head ? c->d->words.p[f->head - v->lead].begin : act;
		for (uint32_t i = 0; i < found.n; i++)
			if (found.p[i].head_begin < lead || found.p[i].head_begin >= act)
				*CS_PUSH(c->scratch, source) = found.p[i];
		cs_trace_side(c, 0, source, CS_WAY_MODIFIER);
	}
	if (!rule->no_target) {
		const cs_paths_t *paths =
		    rule->has_target ? &rule->target : cs_rules_usual_target(c->lex->rules);
		first_of(c, v, paths, rule->reflexive ? NULL : source, CS_MODIFIERS, target);
		cs_trace_side(c, 1, target, CS_WAY_SLOT);
		if (target->n == 0 && only_itself(c, v, rule, paths, source))
			return false;
		if (target->n == 0 && rule->anyone && (source->n || rule->broad))
			strangers(c, v, paths, target);
		cs_trace_side(c, 1, target, CS_WAY_ANYONE);
		if (target->n == 0 && source->n && is_typed(c, rule))
			other_actor(c, v, rule, source, target);
		cs_trace_side(c, 1, target, CS_WAY_OTHER);
		if (target->n == 0 && source->n && is_typed(c, rule))
			pronouns_in(c, v, paths, source, target);
		cs_trace_side(c, 1, target, CS_WAY_PRONOUN);
	}
	if (source->n == 0 && target->n && !rule->no_source && !rule->reverse && rule->pairs.n == 0 &&
	    (f->kind == CS_PRED_VERB || f->light != CS_NONE) &&
	    asks_subject(rule->has_source ? &rule->source : cs_rules_usual_source(c->lex->rules)))
		somebody(c, v, target, source);
	cs_trace_side(c, 0, source, CS_WAY_SOMEBODY);
	if (rule->reverse) {
		cs_parts_t t = *source;
		*source = *target;
		*target = t;
		cs_trace_reverse(c);
	}
	if (rule->pairs.n) {
		if (source->n == 0 && target->n == 0) {
			*source = half_s;
			*target = half_t;
			cs_trace_side(c, 0, source, CS_WAY_PAIR);
		}
		*symmetric = true;
	}
	return source->n > 0 || target->n > 0;
}
