/* flags.c - voice, tense, modality, negation, condition of a clause, from its auxiliaries and
 * marks. What a clause shares with the one it is joined to ("will meet and discuss") is
 * control.c's.
 *
 * A participle without auxiliary is where parsers and headlines leave doubt. It counts as passive
 * where it modifies a noun or stands as a bare clause without object; a form that is as good a past
 * tense ("Troops attacked …") stays active. */
#include "prop/int.h"

/* Is this auxiliary or copula of w a form of be, have, will …? Lemmatisers may leave a contraction
 * as it is written, with either apostrophe; "'s" before a participle is then "has", unless the tree
 * says passive. */
static bool is_aux(const prop_t *p, uint32_t c, uint32_t w, const char *z)
{
	cs_str_t s = pw(p, c)->lemma;
	const char *is = NULL;

	if (cs_eqz(s, z))
		return true;
	if (s.n && s.p[0] == '\'')
		s = cs_str(s.p + 1, s.n - 1);
	else if (cs_starts(s, "’"))
		s = cs_str(s.p + strlen("’"), s.n - strlen("’"));
	else
		return cs_eqz(s, "wo") && strcmp(z, "will") == 0;
	if (cs_eqz(s, "re") || cs_eqz(s, "m"))
		is = "be";
	else if (cs_eqz(s, "ve"))
		is = "have";
	else if (cs_eqz(s, "ll"))
		is = "will";
	else if (cs_eqz(s, "d"))
		is = pw(p, c)->xpos == CS_XP_MD ? "would" : "have";
	else if (cs_eqz(s, "s"))
		is = rel(p, c) == CS_REL_AUX && pw(p, w)->xpos == CS_XP_VBN ? "have" : "be";
	return is && strcmp(is, z) == 0;
}

bool cs_prop_passive(const prop_t *p, uint32_t w)
{
	const cs_word_t *x = pw(p, w);
	bool be = false, have = false, obj = false, subj = false, by = false, said = false;
	bool headline = (p->sent_flags & CS_S_HEADLINE) != 0;

	if (x->upos != CS_POS_VERB && x->upos != CS_POS_AUX)
		return false;
	for (uint32_t c = kid(p, w); c != CS_NONE; c = sib(p, c)) {
		switch (rel(p, c)) {
		case CS_REL_NSUBJ_PASS:
		case CS_REL_CSUBJ_PASS:
			subj = true;
			/* fall through */
		case CS_REL_OBL_AGENT:
			said = true;
			break;
		case CS_REL_AUX_PASS:
		case CS_REL_AUX:
			be = be || is_aux(p, c, w, "be") || is_aux(p, c, w, "get");
			have = have || is_aux(p, c, w, "have");
			break;
		case CS_REL_OBJ:
			obj = true;
			break;
		case CS_REL_NSUBJ:
			subj = true;
			break;
		case CS_REL_OBL:
		case CS_REL_NMOD:
			for (uint32_t k = kid(p, c); k != CS_NONE && k < c; k = sib(p, k))
				by = by || lemma(p, k, "by");
			break;
		default:
			break;
		}
	}
	/* A wrong tree may say so of a form that cannot be one, or of "has attacked". */
	if (have && !be)
		return false;
	if (said && (x->xpos == CS_XP_VBN || x->xpos >= CS_N_XPOS || (x->xpos == CS_XP_VBD && !obj)))
		return true;
	if (x->xpos == CS_XP_VBD)
		switch (rel(p, w)) {
		case CS_REL_ACL:
		case CS_REL_AMOD:
			return !subj && (by || !obj);
		default:
			return be || (headline && by && !obj);
		}
	if (x->xpos != CS_XP_VBN)
		return false;
	if (be)
		return true;
	switch (rel(p, w)) {
	case CS_REL_ACL:
		return !obj || by || !cs_prop_main_verb(p, w);
	case CS_REL_AMOD:
		return true;
	case CS_REL_ADVCL:
	case CS_REL_XCOMP:
		return !subj || !obj;
	case CS_REL_CONJ: {
		uint32_t h = up(p, w);
		uint32_t f = h == CS_NONE ? CS_NONE : own(p, h);

		if (obj)
			return false;
		if (f == CS_NONE || subj)
			return true;
		return (p->fr.p[f].f.flags & CS_F_PASSIVE) != 0;
	}
	default:
		return !obj;
	}
}

/* "Norland, …, released data" read as a noun and its participle: a noun with nothing above it wants
 * a verb, and one with an object can be that. */
bool cs_prop_main_verb(const prop_t *p, uint32_t w)
{
	uint32_t h = up(p, w);

	return rel(p, w) == CS_REL_ACL && pw(p, w)->xpos == CS_XP_VBN && h != CS_NONE && h < w &&
	       rel(p, h) == CS_REL_ROOT && nounish(p, h) && cs_child(p->d, h, CS_REL_COP) == CS_NONE &&
	       cs_child(p->d, h, CS_REL_NSUBJ) == CS_NONE && cs_child(p->d, w, CS_REL_OBJ) != CS_NONE;
}

/* "not only … but also" negates nothing. */
static bool not_only(const prop_t *p, uint32_t w)
{
	return w + 1 < p->in.end &&
	       (lemma(p, w + 1, "only") || lemma(p, w + 1, "just") || lemma(p, w + 1, "merely") ||
	        lemma(p, w + 1, "simply") || lemma(p, w + 1, "least"));
}

static bool says_no(const prop_t *p, uint32_t w)
{
	return cs_prop_is(CS_WC_NEGATION, pw(p, w)->lemma) && !not_only(p, w);
}

static uint32_t no_of(const prop_t *p, uint32_t noun)
{
	if (cs_prop_is(CS_WC_NOBODY, pw(p, noun)->lemma))
		return noun;
	for (uint32_t c = kid(p, noun); c != CS_NONE && c < noun; c = sib(p, c)) {
		cs_deprel_t r = base(p, c);

		if (((r == CS_REL_DET || r == CS_REL_ADVMOD) &&
		     (lemma(p, c, "no") || lemma(p, c, "neither"))) ||
		    (r == CS_REL_CC && lemma(p, c, "neither")))
			return c;
	}
	return CS_NONE;
}

void cs_prop_no(prop_t *p, uint32_t f)
{
	prop_frame_t *fr = &p->fr.p[f];

	for (uint32_t i = fr->first; i != CS_NONE && fr->f.neg == CS_NONE; i = p->args.p[i].next) {
		const cs_arg_t *a = &p->args.p[i].a;

		if (a->inherited)
			continue;
		if (a->slot <= CS_SLOT_IOBJ && !(fr->nominal && !fr->be))
			fr->f.neg = no_of(p, a->head);
		else if (a->slot == CS_SLOT_PREP && cs_prop_is(CS_WC_NEVER, pw(p, a->head)->lemma))
			fr->f.neg = no_of(p, a->head);
	}
}

static void take_mark(prop_t *p, prop_frame_t *fr, uint32_t c)
{
	const cs_word_t *x = pw(p, c);
	cs_deprel_t hangs = rel(p, fr->at);
	uint32_t second = kid(p, c);

	if (lemma(p, c, "to") && pw(p, fr->at)->xpos != CS_XP_VBG) {
		fr->to = 1;
		return;
	}
	if (lemma(p, c, "without") && fr->f.neg == CS_NONE)
		fr->f.neg = c;
	if (cs_eqz(x->lemma, "whether") && hangs != CS_REL_ADVCL)
		fr->f.flags |= CS_F_QUESTION;
	if (cs_prop_is(CS_WC_IF, x->lemma)) {
		uint32_t above = up(p, fr->at);

		if (hangs == CS_REL_CCOMP && lemma(p, c, "if") && above != CS_NONE &&
		    cs_prop_is(CS_WC_ASK, pw(p, above)->lemma))
			fr->f.flags |= CS_F_QUESTION;
		else
			fr->f.flags |= CS_F_CONDITION, fr->f.condition = c;
	} else if (second != CS_NONE && rel(p, second) == CS_REL_FIXED &&
	           (lemma(p, second, "case") || lemma(p, second, "if"))) {
		fr->f.flags |= CS_F_CONDITION;
		fr->f.condition = c;
	}
}

static void take_aux(prop_t *p, prop_frame_t *fr, uint32_t c, uint32_t subj)
{
	const cs_word_t *x = pw(p, c);
	bool main_verb = pw(p, fr->at)->xpos == CS_XP_VBG;

	if (lemma(p, c, "to")) {
		fr->to = 1;
		return;
	}
	if (x->xpos == CS_XP_MD) {
		if (fr->f.modal == CS_NONE) {
			fr->f.modal = c;
			fr->f.flags |=
			    is_aux(p, c, fr->at, "will") || lemma(p, c, "shall") ? CS_F_FUTURE : CS_F_MODAL;
		}
	} else if (x->xpos == CS_XP_VBD && !fr->has_aux) {
		fr->f.flags |= CS_F_PAST;
	}
	if (x->xpos == CS_XP_VBD || x->xpos == CS_XP_VBP || x->xpos == CS_XP_VBZ || x->xpos == CS_XP_MD)
		fr->finite = 1;
	fr->has_aux = 1;
	if (is_aux(p, c, fr->at, "have")) {
		fr->have = 1;
		fr->f.flags |= CS_F_PERFECT;
	} else if (is_aux(p, c, fr->at, "be") && main_verb) {
		fr->f.flags |= CS_F_PROGRESSIVE;
	}
	/* "Should they attack, …", "Had they attacked, …" */
	if (rel(p, fr->at) == CS_REL_ADVCL && subj != CS_NONE && c < subj &&
	    fr->f.condition == CS_NONE &&
	    (lemma(p, c, "should") ||
	     (x->xpos == CS_XP_VBD && (lemma(p, c, "have") || lemma(p, c, "be"))))) {
		fr->f.flags |= CS_F_CONDITION;
		fr->f.condition = c;
	}
}

static void verb_form(prop_t *p, prop_frame_t *fr, uint32_t cop)
{
	const cs_word_t *x = pw(p, fr->at);
	cs_deprel_t hangs = base(p, fr->at);
	bool top = hangs == CS_REL_ROOT || hangs == CS_REL_PARATAXIS;

	switch (x->xpos) {
	case CS_XP_VBD:
		if (!fr->has_aux && !(fr->f.flags & CS_F_PASSIVE))
			fr->f.flags |= CS_F_PAST;
		fr->finite = 1;
		break;
	case CS_XP_VBP:
	case CS_XP_VBZ:
		fr->finite = 1;
		break;
	case CS_XP_VBG:
		if (!fr->has_aux)
			fr->f.flags |= CS_F_PARTICIPLE;
		break;
	case CS_XP_VBN:
		if (cs_prop_main_verb(p, fr->at) && !(fr->f.flags & CS_F_PASSIVE))
			fr->f.flags |= CS_F_PAST;
		else if (!fr->has_aux && !fr->to && (hangs != CS_REL_ROOT || fr->surf == CS_NONE))
			fr->f.flags |= CS_F_PARTICIPLE;
		break;
	case CS_XP_VB:
		if (fr->to || (!fr->has_aux && !top))
			fr->f.flags |= CS_F_INFINITIVE;
		if (cop != CS_NONE && fr->to) { /* "is to meet" */
			fr->f.flags |= CS_F_FUTURE;
			fr->f.modal = cop;
		}
		break;
	default:
		break;
	}
}

void cs_prop_flags(prop_t *p, uint32_t f)
{
	prop_frame_t *fr = &p->fr.p[f];
	uint32_t w = fr->at, cop = CS_NONE, subj = CS_NONE;
	bool do_only = true, asks = false;

	for (uint32_t c = kid(p, w); c != CS_NONE && subj == CS_NONE; c = sib(p, c))
		if (base(p, c) == CS_REL_NSUBJ)
			subj = c;
	for (uint32_t c = kid(p, w); c != CS_NONE; c = sib(p, c)) {
		switch (base(p, c)) {
		case CS_REL_AUX:
			take_aux(p, fr, c, subj);
			do_only = do_only && lemma(p, c, "do");
			break;
		case CS_REL_COP:
			cop = c;
			if (pw(p, c)->xpos == CS_XP_VBD && !fr->has_aux)
				fr->f.flags |= CS_F_PAST;
			fr->finite = 1;
			break;
		case CS_REL_MARK:
			take_mark(p, fr, c);
			break;
		case CS_REL_CASE:
			if (lemma(p, c, "without") && fr->f.neg == CS_NONE)
				fr->f.neg = c;
			break;
		case CS_REL_DET:
			if (fr->f.neg == CS_NONE && (lemma(p, c, "no") || lemma(p, c, "neither")))
				fr->f.neg = c;
			break;
		case CS_REL_CC:
			if (fr->f.neg == CS_NONE && lemma(p, c, "nor"))
				fr->f.neg = c;
			break;
		case CS_REL_ADVMOD:
			if (fr->f.neg != CS_NONE)
				break;
			if (says_no(p, c)) {
				fr->f.neg = c;
			} else if (lemma(p, c, "longer") || lemma(p, c, "long")) {
				for (uint32_t k = kid(p, c); k != CS_NONE; k = sib(p, k))
					if (lemma(p, k, "no"))
						fr->f.neg = k;
			}
			break;
		case CS_REL_PUNCT:
			asks = asks || (c > w && pw(p, c)->form.n && pw(p, c)->form.p[0] == '?');
			break;
		default:
			break;
		}
	}
	if (asks)
		fr->f.flags |= CS_F_QUESTION;
	if (rel(p, w) == CS_REL_ACL_RELCL || rel(p, w) == CS_REL_ADVCL_RELCL)
		fr->f.flags |= CS_F_RELATIVE;
	if (pw(p, w)->upos == CS_POS_VERB || pw(p, w)->upos == CS_POS_AUX) {
		cs_deprel_t hangs = base(p, w);

		fr->surf = subj; /* for verb_form only */
		verb_form(p, fr, cop);
		fr->surf = CS_NONE;
		if (pw(p, w)->xpos == CS_XP_VB && subj == CS_NONE && do_only && !fr->to && cop == CS_NONE &&
		    (hangs == CS_REL_ROOT || hangs == CS_REL_PARATAXIS) && !(p->sent_flags & CS_S_HEADLINE))
			fr->f.flags |= CS_F_IMPERATIVE;
		/* "Iran to resume talks" */
		if (pw(p, w)->xpos == CS_XP_VB && fr->to && subj != CS_NONE && !fr->has_aux &&
		    cop == CS_NONE && (hangs == CS_REL_ROOT || hangs == CS_REL_PARATAXIS)) {
			for (uint32_t c = kid(p, w); c != CS_NONE && fr->f.modal == CS_NONE; c = sib(p, c))
				if (lemma(p, c, "to"))
					fr->f.modal = c;
			fr->f.flags |= CS_F_FUTURE;
		}
	} else if (fr->to && cop != CS_NONE) {
		fr->f.flags |= CS_F_INFINITIVE;
	}
}
