/* collect.c - the arguments that stand in a predicate's own clause or phrase: what its children in
 * the tree are to it. The relations are those of Universal Dependencies v2; a passive's are turned
 * round here, a relative pronoun is replaced by what it stands for.
 *
 * Phrases with a preposition are the weak point of any parser, so two repairs are made: a phrase
 * that hangs on a name ("accused Iran of planning …", "signed a deal with …") is the predicate's
 * too, and a verb has those of its object, marked as inherited.
 *
 * Cost: each word is looked at as a child, and as a child's child, a fixed number of times. */
#include "prop/int.h"

prop_arg_t *cs_prop_first(prop_t *p, uint32_t f, cs_slot_t slot)
{
	for (uint32_t i = p->fr.p[f].first; i != CS_NONE; i = p->args.p[i].next)
		if (p->args.p[i].a.slot == slot)
			return &p->args.p[i];
	return NULL;
}

uint32_t cs_prop_arg(prop_t *p, uint32_t f, cs_slot_t slot, cs_str_t prep, uint32_t head,
                     bool inherited)
{
	uint32_t at, ante;

	if (head == CS_NONE)
		return CS_NONE;
	ante = p->ante[head - p->in.begin];
	if (ante != CS_NONE) {
		head = ante;
		inherited = true;
		p->fr.p[f].gap = CS_NONE;
	}
	/* A clause is no argument of itself: "the plan, which failed" has none but the plan. */
	if (head == p->fr.p[f].f.head && slot != CS_SLOT_ATTR)
		return CS_NONE;
	for (uint32_t i = p->fr.p[f].first; i != CS_NONE; i = p->args.p[i].next)
		if (p->args.p[i].a.head == head && p->args.p[i].a.slot == slot)
			return i;
	if (p->fr.p[f].n >= CS_PROP_MAX_ARGS)
		return CS_NONE;
	at = p->args.n;
	*CS_PUSH(p->scratch, &p->args) = (prop_arg_t){.a = {.slot = (uint8_t)slot,
	                                                    .inherited = inherited,
	                                                    .prep = prep,
	                                                    .head = head,
	                                                    .frame = CS_NONE},
	                                              .next = CS_NONE};
	prop_frame_t *fr = &p->fr.p[f];
	if (fr->first == CS_NONE)
		fr->first = at;
	else
		p->args.p[fr->last].next = at;
	fr->last = at;
	fr->n++;
	return at;
}

void cs_prop_drop(prop_t *p, uint32_t f, cs_slot_t slot, uint32_t head)
{
	prop_frame_t *fr = &p->fr.p[f];
	uint32_t before = CS_NONE;

	for (uint32_t i = fr->first; i != CS_NONE; before = i, i = p->args.p[i].next) {
		if (p->args.p[i].a.slot != slot || p->args.p[i].a.head != head)
			continue;
		if (before == CS_NONE)
			fr->first = p->args.p[i].next;
		else
			p->args.p[before].next = p->args.p[i].next;
		if (fr->last == i)
			fr->last = before;
		fr->n--;
		return;
	}
}

void cs_prop_subject(prop_t *p, uint32_t f, uint32_t head, bool inherited)
{
	prop_frame_t *fr = &p->fr.p[f];
	cs_slot_t slot = CS_SLOT_SUBJ;

	if (head == CS_NONE || fr->surf != CS_NONE)
		return;
	if (p->ante[head - p->in.begin] != CS_NONE) {
		head = p->ante[head - p->in.begin];
		inherited = true;
		fr->gap = CS_NONE;
	}
	if (head == fr->f.head)
		return;
	fr->surf = head;
	fr->own_subj = !inherited;
	if (fr->f.flags & CS_F_PASSIVE)
		/* "They were given aid": the object is in its place, so they are the receivers. */
		slot = cs_prop_first(p, f, CS_SLOT_OBJ) ? CS_SLOT_IOBJ : CS_SLOT_OBJ;
	cs_prop_arg(p, f, slot, (cs_str_t){0}, head, inherited);
}

/* Appends a word to a string of prepositions. */
static cs_str_t join(prop_t *p, cs_str_t a, cs_str_t b)
{
	char *s;

	if (!a.n || !b.n)
		return a.n ? a : b;
	s = cs_sprintf(&p->d->arena, "%.*s %.*s", (int)a.n, a.p, (int)b.n, b.p);
	return cs_strz(s);
}

/* A preposition's lemma; "according" and "including" are theirs, not accord and include. */
static cs_str_t prep_word(prop_t *p, uint32_t w)
{
	const cs_word_t *x = pw(p, w);

	if (x->upos != CS_POS_VERB)
		return x->lemma.n ? x->lemma : x->form;
	return cs_fold(&p->d->arena, x->form);
}

static cs_str_t with_fixed(prop_t *p, cs_str_t s, uint32_t w)
{
	uint32_t n = 0;

	s = join(p, s, prep_word(p, w));
	for (uint32_t c = kid(p, w); c != CS_NONE && n < 4; c = sib(p, c))
		if (rel(p, c) == CS_REL_FIXED) {
			s = join(p, s, prep_word(p, c));
			n++;
		}
	return s;
}

cs_str_t cs_prop_case(prop_t *p, uint32_t w)
{
	cs_str_t s = {0};
	uint32_t n = 0;

	for (uint32_t c = kid(p, w); c != CS_NONE && n < 3; c = sib(p, c)) {
		if (rel(p, c) != CS_REL_CASE || pw(p, c)->xpos == CS_XP_POS)
			continue;
		s = with_fixed(p, s, c);
		n++;
	}
	return s;
}

bool cs_prop_to(const prop_t *p, uint32_t w)
{
	if (pw(p, w)->xpos == CS_XP_VBG)
		return false;
	for (uint32_t c = kid(p, w); c != CS_NONE && c < w; c = sib(p, c))
		if ((rel(p, c) == CS_REL_MARK || rel(p, c) == CS_REL_AUX) && lemma(p, c, "to"))
			return true;
	return false;
}

cs_str_t cs_prop_mark(prop_t *p, uint32_t w)
{
	cs_str_t s = {0};
	uint32_t n = 0;
	bool gerund = pw(p, w)->xpos == CS_XP_VBG;

	for (uint32_t c = kid(p, w); c != CS_NONE && n < 3; c = sib(p, c)) {
		cs_deprel_t r = rel(p, c);

		if (r != CS_REL_MARK && r != CS_REL_CASE &&
		    !(r == CS_REL_ADVMOD && !n && c < w && pw(p, c)->xpos == CS_XP_WRB))
			continue;
		if ((lemma(p, c, "to") && !gerund) || (lemma(p, c, "that") && !n && kid(p, c) == CS_NONE))
			continue;
		s = with_fixed(p, s, c);
		n++;
	}
	return s;
}

static bool temporal(prop_t *p, uint32_t w)
{
	const cs_word_t *x = pw(p, w);

	if (cs_prop_is(CS_WC_TIME, x->lemma))
		return true;
	/* a bare year */
	return x->upos == CS_POS_NUM && x->form.n == 4 && (x->form.p[0] == '1' || x->form.p[0] == '2');
}

/* "in front of X", "in response to X", "in the wake of X": the noun over X is a preposition's part.
 * The plain reading (in: response) stays beside it. */
static void complex_prep(prop_t *p, uint32_t f, uint32_t noun, cs_str_t prep)
{
	cs_str_t det = {0};

	if (!prep.n || pw(p, noun)->upos != CS_POS_NOUN || kid(p, noun) == CS_NONE ||
	    !cs_prop_is(CS_WC_PHRASE, pw(p, noun)->lemma))
		return;
	for (uint32_t c = kid(p, noun); c != CS_NONE; c = sib(p, c)) {
		cs_deprel_t r = base(p, c);

		if (r == CS_REL_DET && lemma(p, c, "the")) {
			det = pw(p, c)->lemma;
		} else if (r == CS_REL_DET || r == CS_REL_AMOD || rel(p, c) == CS_REL_NMOD_POSS) {
			return;
		} else if (c > noun && (r == CS_REL_NMOD || r == CS_REL_OBL)) {
			cs_str_t below = cs_prop_case(p, c);
			cs_str_t all;

			if (!below.n)
				continue;
			all = join(p, join(p, prep, det), cs_fold(&p->d->arena, pw(p, noun)->form));
			cs_prop_arg(p, f, CS_SLOT_PREP, join(p, all, below), c, false);
			return;
		}
	}
}

/* Parsers take objects of verbs that they have not seen for bare obliques ("arrested two men"). */
static bool bare_object(prop_t *p, uint32_t f, uint32_t c)
{
	const prop_frame_t *fr = &p->fr.p[f];
	uint32_t w = fr->f.head;

	return !fr->nominal && !fr->be && fr->f.kind == CS_PRED_VERB && c > w &&
	       !(fr->f.flags & CS_F_PASSIVE) && nounish(p, c) && pw(p, c)->upos != CS_POS_NUM &&
	       pw(p, c)->head == w && cs_child(p->d, w, CS_REL_OBJ) == CS_NONE;
}

/* A lone indirect object, with no clause that could be the other one, is the object. */
static bool lone(prop_t *p, uint32_t w)
{
	static const cs_deprel_t others[] = {CS_REL_OBJ, CS_REL_CCOMP, CS_REL_XCOMP, CS_REL_PARATAXIS};

	for (size_t i = 0; i < CS_COUNT(others); i++)
		if (cs_child(p->d, w, others[i]) != CS_NONE)
			return false;
	return true;
}

static void oblique(prop_t *p, uint32_t f, uint32_t c)
{
	prop_frame_t *fr = &p->fr.p[f];
	cs_str_t prep = cs_prop_case(p, c);
	bool nominal = fr->nominal && !fr->be;

	if (!prep.n) {
		if (temporal(p, c))
			cs_prop_arg(p, f, CS_SLOT_TIME, prep, c, false);
		else if (p->ante[c - p->in.begin] != CS_NONE && pw(p, c)->xpos != CS_XP_WRB)
			cs_prop_arg(p, f, fr->surf == CS_NONE ? CS_SLOT_SUBJ : CS_SLOT_OBJ, prep, c, true);
		else if (nominal && pw(p, c)->upos == CS_POS_PROPN)
			cs_prop_arg(p, f, CS_SLOT_MOD, prep, c, false);
		else if (bare_object(p, f, c))
			cs_prop_arg(p, f, CS_SLOT_OBJ, prep, c, false);
		else
			cs_prop_arg(p, f, CS_SLOT_PREP, prep, c, false);
		return;
	}
	if (cs_eqz(prep, "by") && (nominal || (fr->f.flags & CS_F_PASSIVE)) && !temporal(p, c) &&
	    !lemma(p, c, "percent") && !lemma(p, c, "%")) {
		cs_prop_arg(p, f, CS_SLOT_SUBJ, prep, c, false);
		return;
	}
	if (nominal && cs_eqz(prep, "of")) {
		cs_prop_arg(p, f, CS_SLOT_OBJ, prep, c, false);
		return;
	}
	if (nominal && cs_eqz(prep, "without") && p->fr.p[f].f.neg == CS_NONE && c < p->fr.p[f].f.head)
		return;
	cs_prop_arg(p, f, CS_SLOT_PREP, prep, c, false);
	complex_prep(p, f, c, prep);
}

/* A clause below the predicate: complement or adverbial? */
static void clause(prop_t *p, uint32_t f, uint32_t c)
{
	cs_str_t mark = cs_prop_mark(p, c);
	bool subject = cs_child(p->d, c, CS_REL_NSUBJ) != CS_NONE ||
	               cs_child(p->d, c, CS_REL_NSUBJ_PASS) != CS_NONE;
	uint32_t w = p->fr.p[f].f.head;

	if (mark.n && pw(p, c)->xpos == CS_XP_VBG && !subject && cs_prop_is(CS_WC_OF_COMP, mark)) {
		cs_prop_arg(p, f, CS_SLOT_COMP, mark, c, false);
		return;
	}
	if (!mark.n && cs_prop_to(p, c)) {
		bool taken = cs_prop_first(p, f, CS_SLOT_COMP) != NULL;

		if (p->fr.p[f].f.kind != CS_PRED_VERB ||
		    (!taken && c > w && cs_prop_is(CS_WC_INFINITIVE, pw(p, w)->lemma)))
			cs_prop_arg(p, f, CS_SLOT_COMP, (cs_str_t){0}, c, false);
		else
			cs_prop_arg(p, f, CS_SLOT_ADV, CS_STR("to"), c, false);
		return;
	}
	cs_prop_arg(p, f, CS_SLOT_ADV, mark, c, false);
}

/* What hangs on a name or a pronoun in an argument is the predicate's: names have no phrases of
 * these prepositions; nor is what anybody is accused of a phrase of his. f's argument is head. */
static void raise(prop_t *p, uint32_t f, uint32_t head)
{
	uint8_t u = pw(p, head)->upos;
	bool name = u == CS_POS_PROPN || pw(p, head)->xpos == CS_XP_PRP;
	bool nominal = p->fr.p[f].nominal && !p->fr.p[f].be;

	if (p->fr.p[f].be)
		return;
	for (uint32_t c = kid(p, head); c != CS_NONE; c = sib(p, c)) {
		cs_str_t prep;

		if (c < head)
			continue;
		switch (base(p, c)) {
		case CS_REL_NMOD:
		case CS_REL_OBL:
			prep = cs_prop_case(p, c);
			if (!prep.n || cs_eqz(prep, "of"))
				break;
			if (name && !cs_eqz(prep, "in") && !cs_eqz(prep, "at") && !cs_eqz(prep, "by"))
				cs_prop_arg(p, f, CS_SLOT_PREP, prep, c, false);
			else if (name && cs_eqz(prep, "by") && (nominal || (p->fr.p[f].f.flags & CS_F_PASSIVE)))
				cs_prop_arg(p, f, CS_SLOT_SUBJ, prep, c, false);
			else if (!nominal && u == CS_POS_NOUN && !cs_eqz(prep, "by"))
				cs_prop_arg(p, f, CS_SLOT_PREP, prep, c, true);
			break;
		case CS_REL_ACL:
		case CS_REL_ADVCL:
			prep = cs_prop_mark(p, c);
			if (rel(p, c) == CS_REL_ACL_RELCL ||
			    (!name &&
			     !(cs_eqz(prep, "of") && cs_prop_is(CS_WC_BLAME, pw(p, p->fr.p[f].f.head)->lemma))))
				break;
			if (pw(p, c)->xpos == CS_XP_VBG && cs_prop_is(CS_WC_OF_COMP, prep))
				cs_prop_arg(p, f, CS_SLOT_COMP, prep, c, false);
			else if (!prep.n && cs_prop_to(p, c) &&
			         cs_prop_is(CS_WC_INFINITIVE, pw(p, p->fr.p[f].f.head)->lemma))
				cs_prop_arg(p, f, CS_SLOT_COMP, prep, c, false);
			break;
		default:
			break;
		}
	}
}

static void modifier(prop_t *p, uint32_t f, uint32_t c)
{
	cs_prop_arg(p, f, CS_SLOT_MOD, (cs_str_t){0}, c, false);
	/* "US-led strike": the US is the strike's modifier too */
	if (pw(p, c)->xpos == CS_XP_VBN || pw(p, c)->upos == CS_POS_VERB)
		for (uint32_t k = kid(p, c); k != CS_NONE && k < c; k = sib(p, k))
			if (pw(p, k)->upos == CS_POS_PROPN ||
			    (pw(p, k)->upos == CS_POS_ADJ && cs_is_upper((uint8_t)pw(p, k)->form.p[0])))
				cs_prop_arg(p, f, CS_SLOT_MOD, (cs_str_t){0}, k, true);
}

/* An attribute, or a clause: "became president", "became involved"; "agreed to leave". */
static void open_complement(prop_t *p, uint32_t f, uint32_t c)
{
	bool verbal = pw(p, c)->upos == CS_POS_VERB || pw(p, c)->upos == CS_POS_AUX;
	cs_str_t mark = cs_prop_mark(p, c);

	if (!verbal && !cs_prop_to(p, c) && p->fr.p[f].f.kind == CS_PRED_VERB)
		cs_prop_arg(p, f, CS_SLOT_ATTR, mark, c, false);
	else
		cs_prop_arg(p, f, CS_SLOT_COMP, mark, c, false);
}

/* The possessor of a noun with a "by" is what is acted on: "Kuwait's invasion by Iraq". */
static void possessor(prop_t *p, uint32_t f, uint32_t c, bool agent)
{
	if (!agent)
		cs_prop_arg(p, f, CS_SLOT_SUBJ, (cs_str_t){0}, c, false);
	else if (!cs_prop_first(p, f, CS_SLOT_OBJ))
		cs_prop_arg(p, f, CS_SLOT_OBJ, (cs_str_t){0}, c, false);
	else
		cs_prop_arg(p, f, CS_SLOT_MOD, (cs_str_t){0}, c, false);
}

void cs_prop_collect(prop_t *p, uint32_t f)
{
	uint32_t w = p->fr.p[f].at, subj = CS_NONE, poss = CS_NONE, objects = 0, object[2];
	bool be = p->fr.p[f].be;
	/* The copula of a noun with its own frame keeps to subject and attribute. */
	bool brief = be && own(p, w) != CS_NONE;
	bool nominal = p->fr.p[f].nominal && !be;
	cs_str_t none = {0};

	if (be)
		cs_prop_arg(p, f, CS_SLOT_ATTR, cs_prop_case(p, w), w, false);
	for (uint32_t c = kid(p, w); c != CS_NONE; c = sib(p, c)) {
		cs_deprel_t r = rel(p, c);

		switch (cs_rel_base(r)) {
		case CS_REL_NSUBJ:
			if (subj == CS_NONE || r != CS_REL_NSUBJ_OUTER)
				subj = c;
			break;
		case CS_REL_DISCOURSE:
		case CS_REL_VOCATIVE:
			/* A name at the beginning that the tagger did not know ("Norway expelled …"): right
			 * before a finite verb, with nothing between, it is the subject. */
			if (subj == CS_NONE && c + 1 == w && pw(p, c)->form.n > 4 &&
			    cs_case(pw(p, c)->form) != CS_LOWER &&
			    (pw(p, w)->xpos == CS_XP_VBD || pw(p, w)->xpos == CS_XP_VBZ))
				subj = c;
			/* headlines: "Turkey, Russia agree on truce" */
			else if (subj == CS_NONE && pw(p, c)->upos == CS_POS_PROPN && c < w &&
			         cs_child(p->d, c, CS_REL_CONJ) == w - 1 && pw(p, w - 1)->upos == CS_POS_PROPN)
				subj = c;
			break;
		case CS_REL_CSUBJ:
			if (!brief)
				cs_prop_arg(p, f, CS_SLOT_COMP, none, c, false);
			break;
		case CS_REL_OBJ:
			cs_prop_arg(p, f, CS_SLOT_OBJ, none, c, false);
			if (objects < CS_COUNT(object))
				object[objects++] = c;
			break;
		case CS_REL_IOBJ:
			cs_prop_arg(p, f,
			            pw(p, w)->upos == CS_POS_VERB && !(p->fr.p[f].f.flags & CS_F_PASSIVE) &&
			                    lone(p, w)
			                ? CS_SLOT_OBJ
			                : CS_SLOT_IOBJ,
			            none, c, false);
			break;
		case CS_REL_NMOD:
			if (r == CS_REL_NMOD_POSS) {
				poss = c;
				break;
			}
			/* fall through */
		case CS_REL_OBL:
			if (brief || (be && c > w && r == CS_REL_NMOD))
				break;
			/* "the killing of hostages" with a verb's tag */
			if (!nominal && r == CS_REL_NMOD && pw(p, w)->xpos == CS_XP_VBG &&
			    cs_eqz(cs_prop_case(p, c), "of")) {
				cs_prop_arg(p, f, CS_SLOT_OBJ, CS_STR("of"), c, false);
				break;
			}
			if (pw(p, c)->upos == CS_POS_VERB && pw(p, c)->xpos == CS_XP_VBG)
				clause(p, f, c);
			else
				oblique(p, f, c);
			break;
		case CS_REL_XCOMP:
			if (!brief)
				open_complement(p, f, c);
			break;
		case CS_REL_CCOMP:
			if (brief)
				break;
			/* "for example" with a clause's relation */
			if (nounish(p, c) && cs_child(p->d, c, CS_REL_CASE) != CS_NONE &&
			    cs_child(p->d, c, CS_REL_COP) == CS_NONE &&
			    cs_child(p->d, c, CS_REL_NSUBJ) == CS_NONE)
				oblique(p, f, c);
			else
				cs_prop_arg(p, f, CS_SLOT_COMP, cs_prop_mark(p, c), c, false);
			break;
		case CS_REL_ADVCL:
			if (!brief && r != CS_REL_ADVCL_RELCL)
				clause(p, f, c);
			break;
		case CS_REL_ACL:
			if (be || r == CS_REL_ACL_RELCL)
				break;
			if (!nominal) {
				clause(p, f, c);
			} else if (cs_prop_to(p, c) || cs_child(p->d, c, CS_REL_MARK) != CS_NONE) {
				cs_prop_arg(p, f, CS_SLOT_COMP, cs_prop_mark(p, c), c, false);
			}
			break;
		case CS_REL_PARATAXIS:
			/* "…," he said, with the verb of saying on top */
			if (c < w && p->fr.p[f].f.kind == CS_PRED_VERB && !be &&
			    (pw(p, c)->upos == CS_POS_VERB || cs_child(p->d, c, CS_REL_COP) != CS_NONE) &&
			    cs_prop_is(CS_WC_SAY, pw(p, w)->lemma))
				cs_prop_arg(p, f, CS_SLOT_COMP, none, c, false);
			break;
		case CS_REL_COMPOUND:
			if (r == CS_REL_COMPOUND_PRT) {
				if (p->fr.p[f].f.particle == CS_NONE)
					p->fr.p[f].f.particle = c;
			} else if (nominal) {
				modifier(p, f, c);
			}
			break;
		case CS_REL_AMOD:
			if (nominal)
				modifier(p, f, c);
			break;
		case CS_REL_ADVMOD:
			if (!nominal && !be && pw(p, c)->xpos == CS_XP_RP && p->fr.p[f].f.particle == CS_NONE)
				p->fr.p[f].f.particle = c;
			break;
		default:
			break;
		}
	}
	/* "called Petric" with the relation of "called a liar" */
	prop_arg_t *attr = cs_prop_first(p, f, CS_SLOT_ATTR);
	if (attr && !be && p->fr.p[f].f.kind == CS_PRED_VERB && !(p->fr.p[f].f.flags & CS_F_PASSIVE) &&
	    pw(p, attr->a.head)->upos == CS_POS_PROPN && !attr->a.prep.n &&
	    !cs_prop_first(p, f, CS_SLOT_OBJ) && !cs_prop_is(CS_WC_LINK, pw(p, w)->lemma))
		attr->a.slot = CS_SLOT_OBJ;
	if (poss != CS_NONE) {
		bool agent = false;
		prop_arg_t *by = cs_prop_first(p, f, CS_SLOT_SUBJ);

		agent = by && cs_eqz(by->a.prep, "by");
		if (nominal || !be)
			possessor(p, f, poss, agent);
	}
	/* "The plan is to attack": the plan attacks nobody. "France is to attack": France does, though
	 * the parser takes the two for one construction. */
	if (subj != CS_NONE && p->fr.p[f].to && cs_child(p->d, w, CS_REL_COP) != CS_NONE &&
	    cs_prop_is(CS_WC_AIM, pw(p, subj)->lemma))
		subj = CS_NONE;
	cs_prop_subject(p, f, subj, false);
	for (uint32_t i = 0; i < objects; i++)
		raise(p, f, object[i]);
	if ((p->fr.p[f].f.flags & CS_F_PASSIVE) && subj != CS_NONE && !nominal)
		raise(p, f, subj);
	if (nominal)
		for (uint32_t i = p->fr.p[f].first, n = 0; i != CS_NONE && n < 8; n++) {
			const cs_arg_t a = p->args.p[i].a;

			if (!a.inherited && a.slot <= CS_SLOT_PREP && pw(p, a.head)->upos == CS_POS_PROPN &&
			    a.head > w)
				raise(p, f, a.head);
			i = p->args.p[i].next;
		}
}
