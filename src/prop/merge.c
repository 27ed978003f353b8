/* merge.c - light verb and noun made one frame, the noun's: "Russia cast a veto", "talks were held
 * between …", "came under attack from …", "the veto cast by Russia". Which verbs are light with
 * which nouns is the lexicon's (lex/light.h); here is where the noun and the verb's particle and
 * preposition may stand. The verb's frame lives on until the sentence is done, because what hangs
 * on the verb asks it for its subject. */
#include "lex/rules.h"
#include "prop/int.h"

typedef enum role { ROLE_OBJECT, ROLE_SUBJECT, ROLE_OBLIQUE } role_t;

bool cs_prop_noun_pred(const prop_t *p, uint32_t w)
{
	const cs_word_t *x = pw(p, w);

	if (!p->lex || !p->lex->rules)
		return false;
	return (x->lemma_id != CS_NONE && cs_rules_noun_pred(p->lex->rules, x->lemma_id)) ||
	       (x->norm_id != CS_NONE && x->norm_id != x->lemma_id &&
	        cs_rules_noun_pred(p->lex->rules, x->norm_id));
}

static bool is_word(const prop_t *p, uint32_t w, uint32_t id)
{
	return id != CS_NONE && (pw(p, w)->lemma_id == id || pw(p, w)->norm_id == id);
}

static bool case_is(const prop_t *p, uint32_t noun, uint32_t id)
{
	for (uint32_t c = kid(p, noun); c != CS_NONE && c < noun; c = sib(p, c))
		if (rel(p, c) == CS_REL_CASE && is_word(p, c, id))
			return true;
	return false;
}

/* The verb's child that is this word, other than the noun itself. */
static uint32_t part_of(const prop_t *p, uint32_t verb, uint32_t noun, uint32_t id)
{
	for (uint32_t c = kid(p, verb); c != CS_NONE; c = sib(p, c))
		if (c != noun && is_word(p, c, id))
			return c;
	return CS_NONE;
}

/* Does this entry hold of verb and noun? *part is the verb's fixed word, *oblique where the noun
 * stands behind the verb's preposition. */
static bool fits(const prop_t *p, const cs_light_verb_t *e, uint32_t vf, uint32_t noun, role_t role,
                 uint32_t *part)
{
	const prop_frame_t *v = &p->fr.p[vf];
	uint32_t w = v->at;
	uint8_t kind = p->lex->light->blocks.p[e->block].kind;

	*part = CS_NONE;
	if (e->be && !(v->f.flags & CS_F_PASSIVE) && cs_child(p->d, w, CS_REL_COP) == CS_NONE &&
	    cs_child(p->d, w, CS_REL_AUX_PASS) == CS_NONE)
		return false;
	if (role == ROLE_SUBJECT && kind != CS_LIGHT_BEGIN && kind != CS_LIGHT_END)
		return false;
	if (e->part == CS_NONE)
		return role != ROLE_OBLIQUE && v->f.particle == CS_NONE;
	if (v->be) /* "is in talks": the preposition is the noun's */
		return e->prep == CS_NONE && case_is(p, noun, e->part);
	if (e->prep == CS_NONE) {
		if (role == ROLE_OBLIQUE)
			return case_is(p, noun, e->part);
		*part = part_of(p, w, noun, e->part);
		return *part != CS_NONE;
	}
	*part = part_of(p, w, noun, e->part);
	return role == ROLE_OBLIQUE && *part != CS_NONE && case_is(p, noun, e->prep);
}

static void noun_ids(const prop_t *p, uint32_t noun, cs_light_ids_t ids[CS_LIGHT_NOUN_WORDS])
{
	for (uint32_t i = 0; i < CS_LIGHT_NOUN_WORDS; i++) {
		ids[i] = (cs_light_ids_t){CS_NONE, CS_NONE};
		if (noun >= p->in.begin + i)
			ids[i] = (cs_light_ids_t){pw(p, noun - i)->lemma_id, pw(p, noun - i)->norm_id};
	}
}

static const cs_light_verb_t *entry_for(const prop_t *p, uint32_t vf, uint32_t noun, role_t role,
                                        uint32_t *part)
{
	const cs_light_t *t = p->lex ? p->lex->light : NULL;
	const cs_light_verb_t *best = NULL;
	const cs_word_t *x = pw(p, p->fr.p[vf].f.head);
	cs_light_ids_t ids[CS_LIGHT_NOUN_WORDS];

	*part = CS_NONE;
	noun_ids(p, noun, ids);
	for (uint32_t k = 0; t && k < 2; k++) {
		const cs_light_verb_t *e = cs_light_find(t, k ? x->norm_id : x->lemma_id);

		for (; e; e = e->next == CS_NONE ? NULL : &t->verbs.p[e->next]) {
			uint32_t its;

			if (!fits(p, e, vf, noun, role, &its) || !cs_light_takes(t, e, ids))
				continue;
			if (!best || (best->part == CS_NONE && e->part != CS_NONE)) {
				best = e;
				*part = its;
			}
		}
		if (x->norm_id == x->lemma_id)
			break;
	}
	return best;
}

static bool keeps(const prop_t *p, const cs_light_verb_t *e, cs_str_t prep)
{
	if (p->lex->light->blocks.p[e->block].any_prep)
		return true;
	return cs_light_keeps(p->lex->light, e, cs_intern_find(&p->lex->words, prep));
}

/* What the noun had of its own goes behind the verb's. */
static void put_own(prop_t *p, uint32_t nf, cs_arg_t a, bool passive, bool has_subject)
{
	if (a.slot == CS_SLOT_SUBJ && has_subject && !passive) {
		if (cs_eqz(a.prep, "by")) /* "held talks by telephone" */
			a.slot = CS_SLOT_PREP;
		else if (pw(p, a.head)->upos == CS_POS_PRON) /* "cast its veto" */
			return;
		else
			a.slot = CS_SLOT_MOD;
	}
	cs_prop_arg(p, nf, (cs_slot_t)a.slot, a.prep, a.head, a.inherited);
}

static void join(prop_t *p, uint32_t vf, uint32_t nf, const cs_light_verb_t *e, uint32_t part)
{
	bool passive = p->lex->light->blocks.p[e->block].kind == CS_LIGHT_PASSIVE;
	uint32_t noun = p->fr.p[nf].f.head, mine = p->fr.p[nf].first, subject = p->fr.p[vf].surf;
	bool has_subject = false;
	prop_frame_t *n = &p->fr.p[nf], *v;

	n->first = n->last = CS_NONE;
	n->n = 0;
	for (uint32_t i = p->fr.p[vf].first; i != CS_NONE; i = p->args.p[i].next) {
		cs_arg_t a = p->args.p[i].a;

		if (a.head == noun || a.head == part || (p->fr.p[vf].be && a.slot == CS_SLOT_ATTR))
			continue;
		if (a.slot == CS_SLOT_PREP && a.inherited && up(p, a.head) == noun)
			continue; /* lent by the noun: it comes again below */
		/* the subject, also of "was engaged in", "was subjected to" */
		if (a.slot == CS_SLOT_SUBJ || (e->be && a.head == subject)) {
			a.slot = passive ? CS_SLOT_OBJ : CS_SLOT_SUBJ;
			has_subject = true;
		} else if (a.slot == CS_SLOT_PREP) {
			if (passive && (cs_eqz(a.prep, "from") || cs_eqz(a.prep, "by") ||
			                cs_eqz(a.prep, "at the hands of")))
				a.slot = CS_SLOT_SUBJ;
			else if (!keeps(p, e, a.prep))
				continue;
		}
		cs_prop_arg(p, nf, (cs_slot_t)a.slot, a.prep, a.head, a.inherited);
	}
	for (uint32_t i = mine; i != CS_NONE; i = p->args.p[i].next) {
		cs_arg_t a = p->args.p[i].a;

		if (a.slot == CS_SLOT_SUBJ && a.head == subject)
			continue; /* "is under attack": the copula's subject, seen already */
		if (passive && a.slot == CS_SLOT_PREP && cs_eqz(a.prep, "from"))
			a.slot = CS_SLOT_SUBJ;
		put_own(p, nf, a, passive, has_subject);
	}
	n = &p->fr.p[nf];
	v = &p->fr.p[vf];
	v->into = nf;
	n->f.light = v->f.head;
	n->f.particle = v->f.particle != CS_NONE                              ? v->f.particle
	                : part != CS_NONE && pw(p, part)->upos != CS_POS_NOUN ? part
	                                                                      : CS_NONE;
	n->f.flags |= v->f.flags;
	if (n->f.neg == CS_NONE)
		n->f.neg = v->f.neg;
	if (n->f.modal == CS_NONE)
		n->f.modal = v->f.modal;
	if (n->f.condition == CS_NONE)
		n->f.condition = v->f.condition;
	n->surf = subject == noun ? n->surf : subject;
}

void cs_prop_merge(prop_t *p, uint32_t nf)
{
	uint32_t w = p->fr.p[nf].f.head, h = up(p, w), vf = p->clause[w - p->in.begin], part;
	const cs_light_verb_t *e;
	role_t role = ROLE_OBLIQUE;

	if (p->fr.p[nf].f.light != CS_NONE)
		return;
	if (vf != CS_NONE) { /* "is under attack" */
		e = entry_for(p, vf, w, role, &part);
		if (e)
			join(p, vf, nf, e, part);
		return;
	}
	if (h == CS_NONE)
		return;
	switch (base(p, w)) {
	case CS_REL_OBJ:
		role = ROLE_OBJECT;
		break;
	case CS_REL_NSUBJ:
		role = ROLE_SUBJECT;
		break;
	case CS_REL_NMOD: /* "took part in talks": under part */
		if (own(p, h) == CS_NONE && up(p, h) != CS_NONE)
			h = up(p, h);
		break;
	case CS_REL_OBL:
		break;
	default:
		return;
	}
	vf = own(p, h);
	if (vf == CS_NONE || p->fr.p[vf].into != CS_NONE || p->fr.p[vf].nominal)
		return;
	if (role == ROLE_SUBJECT) {
		if (p->fr.p[vf].f.flags & CS_F_PASSIVE)
			role = ROLE_OBJECT;
		else if (cs_prop_first(p, vf, CS_SLOT_OBJ) || cs_prop_first(p, vf, CS_SLOT_COMP))
			return;
	}
	e = entry_for(p, vf, w, role, &part);
	if (e)
		join(p, vf, nf, e, part);
}

/* The noun stands above its verb: "the veto (that) Russia cast", "talks expected to be held". */
void cs_prop_merge_below(prop_t *p, uint32_t vf)
{
	prop_arg_t *a = cs_prop_first(p, vf, CS_SLOT_OBJ);
	const cs_light_verb_t *e;
	uint32_t nf, part;

	if (p->fr.p[vf].f.kind != CS_PRED_VERB || p->fr.p[vf].be || !a || !a->a.inherited)
		return;
	nf = own(p, a->a.head);
	if (nf == CS_NONE || nf == vf || p->fr.p[nf].f.light != CS_NONE || !p->fr.p[nf].nominal)
		return;
	if (rel(p, p->fr.p[vf].at) == CS_REL_AMOD)
		return;
	e = entry_for(p, vf, a->a.head, ROLE_OBJECT, &part);
	if (e)
		join(p, vf, nf, e, part);
}
