/* control.c - what a predicate shares with those above it: the subject of infinitives, participles
 * and conjuncts, what a relative clause is about, tense and negation over a chain of verbs.
 *
 * Control and raising follow the grammars (the object controls where there is one, but for verbs
 * like "promise"); participles and purpose clauses take the main clause's grammatical subject. A
 * noun's infinitive ("plan to attack") looks for the noun's owner, then for who has the plan.
 *
 * Cost: a fixed number of steps for each frame; climbs are bounded. */
#include "prop/int.h"

enum { CLIMB = 8 }; /* words between a clause and the predicate that governs it */

static bool is_verb(const prop_t *p, uint32_t w)
{
	return pw(p, w)->upos == CS_POS_VERB || pw(p, w)->upos == CS_POS_AUX;
}

static bool has_arg(prop_t *p, uint32_t f, cs_slot_t slot, uint32_t head)
{
	for (uint32_t i = p->fr.p[f].first; i != CS_NONE; i = p->args.p[i].next)
		if (p->args.p[i].a.slot == slot && p->args.p[i].a.head == head)
			return true;
	return false;
}

static uint32_t first_head(prop_t *p, uint32_t f, cs_slot_t slot)
{
	prop_arg_t *a = cs_prop_first(p, f, slot);
	return a ? a->a.head : CS_NONE;
}

/* The noun phrase with one of these prepositions; preps ends in NULL. */
static uint32_t prep_head(prop_t *p, uint32_t f, const char *const *preps)
{
	for (uint32_t i = p->fr.p[f].first; i != CS_NONE; i = p->args.p[i].next)
		for (const char *const *z = preps; *z; z++)
			if (p->args.p[i].a.slot == CS_SLOT_PREP && cs_eqz(p->args.p[i].a.prep, *z))
				return p->args.p[i].a.head;
	return CS_NONE;
}

/* Does the matrix only lend its tense and polarity to the infinitive ("seems to", "is said to")? */
static bool transparent(prop_t *p, uint32_t g)
{
	static const char *const when_passive[] = {"expect", "suppose", "believe", "think",    "report",
	                                           "know",   "say",     "allege",  "schedule", "slate",
	                                           "help",   "set",     NULL};
	const cs_frame_t *f = &p->fr.p[g].f;
	cs_str_t l = pw(p, f->head)->lemma;

	if (!cs_prop_is(CS_WC_RAISE, l))
		return false;
	for (const char *const *z = when_passive; *z; z++)
		if (cs_eqz(l, *z))
			return (f->flags & CS_F_PASSIVE) || f->kind == CS_PRED_ADJ;
	return true;
}

static void carry(prop_t *p, uint32_t g, uint32_t f)
{
	const prop_frame_t *from = &p->fr.p[g];
	prop_frame_t *to = &p->fr.p[f];
	uint32_t w = from->f.head;
	cs_str_t l = pw(p, w)->lemma;
	bool go = cs_eqz(l, "go"), be = cs_eqz(l, "be");
	bool future = cs_prop_is(CS_WC_FUTURE, l) || be || (go && (from->f.flags & CS_F_PROGRESSIVE));

	if (go && !future)
		return;
	if (to->f.neg == CS_NONE)
		to->f.neg = from->f.neg;
	if (from->f.modal != CS_NONE && to->f.modal == CS_NONE) {
		to->f.modal = from->f.modal;
		to->f.flags |= from->f.flags & (CS_F_MODAL | CS_F_FUTURE);
	}
	to->f.flags |= from->f.flags & CS_F_QUESTION;
	if (future && to->to && to->f.modal == CS_NONE && !(to->f.flags & CS_F_PERFECT)) {
		to->f.flags |= CS_F_FUTURE;
		to->f.modal = w;
	}
	if ((cs_eqz(l, "have") || cs_eqz(l, "need")) && to->to && to->f.modal == CS_NONE) {
		to->f.flags |= CS_F_MODAL;
		to->f.modal = w;
	}
	if ((cs_eqz(l, "unlikely") || cs_eqz(l, "unable")) && to->f.neg == CS_NONE)
		to->f.neg = w;
	if (!future)
		to->f.flags |= from->f.flags & CS_F_PAST;
}

/* f is an infinitive, gerund or small clause that g takes as a complement. */
static void complement(prop_t *p, uint32_t g, uint32_t f)
{
	static const char *const callers[] = {"call",   "appeal", "plead", "prevail", "count", "rely",
	                                      "depend", "shout",  "push",  "press",   "look",  NULL};
	static const char *const called[] = {"with", "on", "upon", "to", "for", NULL};
	static const char *const subject_preps[] = {"in", "on", "by", "about", "at", "over", NULL};
	prop_frame_t *from = &p->fr.p[g];
	cs_str_t l = pw(p, from->f.head)->lemma, prep = {0};
	uint32_t who = from->surf;
	bool gerund = pw(p, p->fr.p[f].at)->xpos == CS_XP_VBG;
	bool aspect = cs_eqz(l, "begin") || cs_eqz(l, "start") || cs_eqz(l, "continue") ||
	              cs_eqz(l, "keep") || cs_eqz(l, "resume");

	for (uint32_t i = from->first; i != CS_NONE; i = p->args.p[i].next)
		if (p->args.p[i].a.slot == CS_SLOT_COMP && p->args.p[i].a.head == p->fr.p[f].at)
			prep = p->args.p[i].a.prep;
	if (from->f.kind == CS_PRED_ADJ && cs_prop_is(CS_WC_TOUGH, l) && p->fr.p[f].to &&
	    is_verb(p, p->fr.p[f].f.head)) {
		if (!cs_prop_first(p, f, CS_SLOT_OBJ))
			cs_prop_arg(p, f, CS_SLOT_OBJ, (cs_str_t){0}, who, true);
		return;
	}
	if (!(from->f.flags & CS_F_PASSIVE)) {
		uint32_t obj = first_head(p, g, CS_SLOT_IOBJ);
		bool subject_acts = cs_prop_is(CS_WC_PROMISE, l) && !cs_eqz(l, "warn");

		if (obj == CS_NONE)
			obj = first_head(p, g, CS_SLOT_OBJ);
		for (const char *const *z = subject_preps; *z; z++)
			subject_acts = subject_acts || cs_eqz(prep, *z);
		if (from->nominal && !from->be)
			obj = CS_NONE, who = first_head(p, g, CS_SLOT_SUBJ);
		if (obj != CS_NONE && !subject_acts && obj != p->fr.p[f].at) {
			who = obj;
		} else if (obj == CS_NONE && p->fr.p[f].to) {
			/* "pleaded with them to …"; "looked with them to …" is another matter */
			const char *const *preps = called + (cs_eqz(l, "plead") ? 0 : 1);

			for (const char *const *z = callers; *z; z++)
				if (cs_eqz(l, *z) && prep_head(p, g, preps) != CS_NONE)
					who = prep_head(p, g, preps);
		}
	}
	cs_prop_subject(p, f, who, true);
	/* "the plan that Iran wants to reject": its place is further down */
	from = &p->fr.p[g];
	if (from->gap != CS_NONE) {
		uint32_t gap = from->gap;
		prop_frame_t *to = &p->fr.p[f];

		if (!is_verb(p, to->f.head))
			return;
		if (cs_prop_first(p, f, CS_SLOT_COMP))
			to->gap = gap;
		else if (!cs_prop_first(p, f, CS_SLOT_OBJ) && !(to->f.flags & CS_F_PASSIVE) &&
		         !cs_prop_is(CS_WC_NO_OBJECT, pw(p, to->f.head)->lemma))
			cs_prop_arg(p, f, CS_SLOT_OBJ, (cs_str_t){0}, gap, true);
		p->fr.p[g].gap = CS_NONE;
	}
	/* Only what shares the subject: "keep them safe" and "the effect of raising" are two clauses.
	 */
	if (!prep.n && who == p->fr.p[g].surf && (!gerund || aspect) && transparent(p, g))
		carry(p, g, f);
}

static void finite_complement(prop_t *p, uint32_t g, uint32_t f)
{
	prop_frame_t *from = &p->fr.p[g], *to = &p->fr.p[f];

	if (from->gap != CS_NONE && is_verb(p, to->f.head)) {
		uint32_t gap = from->gap;

		from->gap = CS_NONE;
		if (to->surf == CS_NONE)
			cs_prop_subject(p, f, gap, true);
		else if (cs_prop_first(p, f, CS_SLOT_COMP))
			to->gap = gap;
		else if (!cs_prop_first(p, f, CS_SLOT_OBJ) &&
		         !cs_prop_is(CS_WC_NO_OBJECT, pw(p, to->f.head)->lemma))
			cs_prop_arg(p, f, CS_SLOT_OBJ, (cs_str_t){0}, gap, true);
	}
	/* "said it would withdraw" is what "will withdraw" becomes after a past tense */
	to = &p->fr.p[f];
	if (to->f.modal != CS_NONE && lemma(p, to->f.modal, "would") &&
	    (p->fr.p[g].f.flags & CS_F_PAST))
		to->f.flags |= CS_F_FUTURE;
}

/* "rejected an attempt by France to condemn it", where the tree hangs the infinitive on the verb:
 * who stands between the object and the infinitive; or CS_NONE. */
static uint32_t attempt_by(prop_t *p, uint32_t g, uint32_t at)
{
	uint32_t noun = first_head(p, g, CS_SLOT_OBJ);

	for (uint32_t c = noun == CS_NONE ? CS_NONE : kid(p, noun); c != CS_NONE; c = sib(p, c))
		if (c > noun && c < at && base(p, c) == CS_REL_NMOD &&
		    (cs_eqz(cs_prop_case(p, c), "by") || cs_eqz(cs_prop_case(p, c), "from")))
			return c;
	return CS_NONE;
}

static void adverbial(prop_t *p, uint32_t g, uint32_t f)
{
	prop_frame_t *from = &p->fr.p[g], *to = &p->fr.p[f];
	uint32_t who = from->surf, agent = first_head(p, g, CS_SLOT_SUBJ);
	bool passive = (from->f.flags & CS_F_PASSIVE) != 0;
	cs_str_t mark = {0};

	if (to->finite)
		return;
	if (has_arg(p, g, CS_SLOT_COMP, to->at)) {
		complement(p, g, f);
		return;
	}
	for (uint32_t i = from->first; i != CS_NONE; i = p->args.p[i].next)
		if (p->args.p[i].a.slot == CS_SLOT_ADV && p->args.p[i].a.head == to->at)
			mark = p->args.p[i].a.prep;
	if (from->nominal && !from->be) {
		who = agent;
	} else if (passive && pw(p, to->at)->xpos == CS_XP_VBG) {
		/* "was hit by a bomb, killing three": the bomb; "was stopped by cutting …": nobody here */
		if (cs_eqz(mark, "by") || (!mark.n && agent != CS_NONE && to->at > from->at))
			who = agent;
	} else if (!passive && to->to && attempt_by(p, g, to->at) != CS_NONE) {
		who = attempt_by(p, g, to->at);
	} else if (!passive && to->to && cs_prop_is(CS_WC_SEND, pw(p, from->f.head)->lemma) &&
	           first_head(p, g, CS_SLOT_OBJ) != CS_NONE) {
		who = first_head(p, g, CS_SLOT_OBJ);
	}
	cs_prop_subject(p, f, who, true);
}

static bool ordinal(const prop_t *p, uint32_t noun)
{
	static const char *const words[] = {"first", "second", "third",  "last",  "latest",
	                                    "only",  "next",   "fourth", "fifth", NULL};

	for (uint32_t c = kid(p, noun); c != CS_NONE && c < noun; c = sib(p, c))
		for (const char *const *z = words; *z; z++)
			if (lemma(p, c, *z))
				return true;
	return false;
}

/* Who would do what a noun's infinitive or gerund (at) tells: "Iran's plan to attack". */
static uint32_t holder(prop_t *p, uint32_t noun, uint32_t at, bool infinitive)
{
	static const char *const asked[] = {"on", "upon", "to", "for", "against", NULL};
	static const char *const asking[] = {"call",    "appeal",     "plea",  "pressure",
	                                     "request", "demand",     "order", "invitation",
	                                     "warning", "permission", NULL};
	uint32_t nf = own(p, noun), who = CS_NONE, h = up(p, noun), g;

	if (nf != CS_NONE) {
		for (const char *const *z = asking; *z && infinitive; z++)
			if (lemma(p, noun, *z) && prep_head(p, nf, asked) != CS_NONE)
				return prep_head(p, nf, asked);
		who = first_head(p, nf, CS_SLOT_SUBJ);
		if (who == CS_NONE && infinitive)
			who = first_head(p, nf, CS_SLOT_OBJ);
		if (who != CS_NONE)
			return who;
	}
	for (uint32_t c = kid(p, noun); c != CS_NONE; c = sib(p, c)) {
		cs_deprel_t r = rel(p, c);
		const cs_word_t *x = pw(p, c);

		if (r == CS_REL_NMOD_POSS)
			return p->ante[c - p->in.begin] != CS_NONE ? p->ante[c - p->in.begin] : c;
		if ((r == CS_REL_COMPOUND || r == CS_REL_AMOD) && x->form.n &&
		    (x->upos == CS_POS_PROPN || cs_is_upper((uint8_t)x->form.p[0])))
			who = c;
		if (r == CS_REL_NMOD && infinitive && who == CS_NONE &&
		    (cs_eqz(cs_prop_case(p, c), "of") || cs_eqz(cs_prop_case(p, c), "by") ||
		     cs_eqz(cs_prop_case(p, c), "from")))
			who = c;
	}
	if (who != CS_NONE || h == CS_NONE)
		return who;
	/* "rejected a bid by Iran to …", where the tree hangs Iran on the verb */
	for (uint32_t c = kid(p, h); c != CS_NONE && infinitive; c = sib(p, c))
		if (c > noun && c < at && base(p, c) == CS_REL_OBL &&
		    (cs_eqz(cs_prop_case(p, c), "by") || cs_eqz(cs_prop_case(p, c), "from")))
			return c;
	g = frame_at(p, h);
	if (g == CS_NONE)
		return CS_NONE;
	switch (base(p, noun)) {
	case CS_REL_OBJ:
	case CS_REL_OBL:
		return first_head(p, g, CS_SLOT_SUBJ);
	case CS_REL_NSUBJ:
		return (p->fr.p[g].f.flags & CS_F_PASSIVE) ? first_head(p, g, CS_SLOT_SUBJ) : CS_NONE;
	default:
		return CS_NONE;
	}
}

static bool clock(const prop_t *p, uint32_t noun)
{
	return cs_prop_is(CS_WC_TIME, pw(p, noun)->lemma) || lemma(p, noun, "place") ||
	       lemma(p, noun, "reason") || lemma(p, noun, "way");
}

static void relative(prop_t *p, uint32_t f, uint32_t noun)
{
	prop_frame_t *fr = &p->fr.p[f];

	if (fr->gap == CS_NONE)
		return;
	if (fr->surf == CS_NONE) {
		if (!fr->to)
			cs_prop_subject(p, f, noun, true);
		else if (!cs_prop_first(p, f, CS_SLOT_OBJ))
			cs_prop_arg(p, f, CS_SLOT_OBJ, (cs_str_t){0}, noun, true);
		p->fr.p[f].gap = CS_NONE;
		return;
	}
	if (cs_prop_first(p, f, CS_SLOT_COMP))
		return; /* the complement looks for it */
	fr->gap = CS_NONE;
	if (is_verb(p, fr->f.head) && !fr->be && !cs_prop_first(p, f, CS_SLOT_OBJ) &&
	    !(fr->f.flags & CS_F_PASSIVE) && !clock(p, noun) &&
	    !cs_prop_is(CS_WC_NO_OBJECT, pw(p, fr->f.head)->lemma))
		cs_prop_arg(p, f, CS_SLOT_OBJ, (cs_str_t){0}, noun, true);
}

static void adnominal(prop_t *p, uint32_t f, uint32_t noun)
{
	prop_frame_t *fr = &p->fr.p[f];
	uint32_t h = up(p, noun), g = h == CS_NONE ? CS_NONE : frame_at(p, h);
	cs_str_t mark;

	if (rel(p, fr->at) == CS_REL_ACL_RELCL || fr->gap != CS_NONE) {
		relative(p, f, noun);
		return;
	}
	if (fr->surf != CS_NONE)
		return;
	/* "accused Iran of planning": the tree hangs it on Iran */
	if (g != CS_NONE && has_arg(p, g, CS_SLOT_COMP, fr->at)) {
		complement(p, g, f);
		return;
	}
	mark = cs_prop_mark(p, fr->at);
	fr = &p->fr.p[f];
	if (fr->finite)
		return;
	if (!mark.n && !fr->to) {
		cs_prop_subject(p, f, noun, true);
	} else if (fr->to && (ordinal(p, noun) || pw(p, noun)->upos == CS_POS_PROPN ||
	                      pw(p, noun)->upos == CS_POS_PRON || (fr->f.flags & CS_F_PASSIVE))) {
		cs_prop_subject(p, f, noun, true);
	} else {
		cs_prop_subject(p, f, holder(p, noun, fr->at, fr->to), true);
	}
}

/* Between the first verb and the second only adverbs and conjunctions: "attacked and burned it". */
static bool adjacent(const prop_t *p, uint32_t h, uint32_t w)
{
	for (uint32_t c = kid(p, h); c != CS_NONE; c = sib(p, c)) {
		if (c <= h || c >= w)
			continue;
		switch (base(p, c)) {
		case CS_REL_CC:
		case CS_REL_PUNCT:
		case CS_REL_ADVMOD:
		case CS_REL_CONJ:
			break;
		default:
			return false;
		}
	}
	return true;
}

/* "not attack but defend": the negation stays with the first. */
static bool contrast(const prop_t *p, uint32_t w)
{
	for (uint32_t c = kid(p, w); c != CS_NONE; c = sib(p, c))
		if (rel(p, c) == CS_REL_CC)
			return lemma(p, c, "but") || lemma(p, c, "yet");
	return false;
}

static void share_clause(prop_t *p, uint32_t g, uint32_t f)
{
	uint32_t shared = CS_F_FUTURE | CS_F_MODAL | CS_F_PAST | CS_F_PERFECT | CS_F_QUESTION;
	prop_frame_t *to = &p->fr.p[f], *from = &p->fr.p[g];
	uint8_t x = pw(p, to->at)->xpos;
	bool plain, joined = false;

	if (to->surf != CS_NONE) {
		to->f.flags |= from->f.flags & (CS_F_QUESTION | CS_F_RELATIVE);
		return;
	}
	plain = x == CS_XP_VB || x == CS_XP_VBP;
	to->f.flags |= CS_F_COORDINATED;
	to->f.flags |= from->f.flags & (CS_F_QUESTION | CS_F_RELATIVE);
	if (plain && (from->f.flags & CS_F_IMPERATIVE) && !to->has_aux)
		to->f.flags |= CS_F_IMPERATIVE;
	if (!to->has_aux && !to->to) {
		bool passive = (to->f.flags & from->f.flags & CS_F_PASSIVE) != 0;

		joined = (plain && (from->f.modal != CS_NONE || from->to || from->has_aux)) ||
		         (x == CS_XP_VBN && (from->have || passive)) || (x == CS_XP_VBD && from->have) ||
		         (x == CS_XP_VBG && (from->f.flags & CS_F_PROGRESSIVE)) ||
		         (!is_verb(p, to->at) && !to->finite);
	}
	if (joined) {
		to->f.flags |= (uint16_t)(from->f.flags & shared);
		if (plain && from->to)
			to->f.flags |= CS_F_INFINITIVE, to->to = 1;
		if (x == CS_XP_VBG)
			to->f.flags |= CS_F_PROGRESSIVE;
		if (from->has_aux)
			to->f.flags &= (uint16_t) ~(CS_F_PARTICIPLE | (plain ? CS_F_INFINITIVE : 0));
		if (plain && from->to)
			to->f.flags |= CS_F_INFINITIVE;
		to->f.modal = to->f.modal == CS_NONE ? from->f.modal : to->f.modal;
		if (to->f.neg == CS_NONE && from->f.neg < from->at && !contrast(p, to->at) &&
		    base(p, from->f.neg) != CS_REL_DET)
			to->f.neg = from->f.neg;
	}
	if (!(from->f.flags & CS_F_IMPERATIVE))
		cs_prop_subject(p, f, from->surf, true);
	to = &p->fr.p[f];
	from = &p->fr.p[g];
	if (!is_verb(p, to->f.head) || !is_verb(p, from->f.head) || to->be || from->be ||
	    ((to->f.flags | from->f.flags) & CS_F_PASSIVE))
		return;
	prop_arg_t *mine = cs_prop_first(p, f, CS_SLOT_OBJ), *its = cs_prop_first(p, g, CS_SLOT_OBJ);
	if (mine && !its && !mine->a.inherited && !cs_prop_first(p, g, CS_SLOT_COMP) &&
	    !cs_prop_first(p, g, CS_SLOT_PREP) && adjacent(p, from->at, to->at) &&
	    from->f.particle == CS_NONE && !cs_prop_is(CS_WC_NO_OBJECT, pw(p, from->f.head)->lemma)) {
		cs_prop_arg(p, g, CS_SLOT_OBJ, (cs_str_t){0}, mine->a.head, true);
	} else if (!mine && its && its->a.inherited && (from->f.flags & CS_F_RELATIVE) &&
	           !cs_prop_is(CS_WC_NO_OBJECT, pw(p, to->f.head)->lemma)) {
		cs_prop_arg(p, f, CS_SLOT_OBJ, (cs_str_t){0}, its->a.head, true);
	}
}

/* "US attacks and raids", "criticism and condemnation of Israel" */
static void share_noun(prop_t *p, uint32_t g, uint32_t f)
{
	prop_frame_t *to = &p->fr.p[f], *from = &p->fr.p[g];
	bool light = from->f.light != CS_NONE;
	bool own_det = cs_child(p->d, to->at, CS_REL_DET) != CS_NONE ||
	               cs_child(p->d, to->at, CS_REL_NMOD_POSS) != CS_NONE;
	bool bare = !cs_prop_first(p, f, CS_SLOT_SUBJ) && (light || !own_det);
	uint32_t g_word = from->f.head, n = 0;

	if (light) {
		to->f.light = from->f.light;
		to->f.particle = from->f.particle;
		to->f.flags |= from->f.flags;
		if (to->f.neg == CS_NONE)
			to->f.neg = from->f.neg;
		to->f.modal = from->f.modal;
	}
	to->f.flags |= CS_F_COORDINATED;
	for (uint32_t i = from->first; i != CS_NONE && n < CS_PROP_MAX_ARGS;
	     i = p->args.p[i].next, n++) {
		cs_arg_t a = p->args.p[i].a;
		/* what the light verb brought, or what stands before both nouns */
		bool before = a.head < g_word;
		bool mod =
		    a.slot == CS_SLOT_MOD && before && !own_det && pw(p, a.head)->upos == CS_POS_PROPN;

		if ((bare && a.slot == CS_SLOT_SUBJ) || mod ||
		    (light && a.slot != CS_SLOT_MOD && a.slot != CS_SLOT_COMP && a.slot != CS_SLOT_ADV))
			cs_prop_arg(p, f, (cs_slot_t)a.slot, a.prep, a.head, true);
	}
	for (uint32_t i = p->fr.p[g].first; i != CS_NONE; i = p->args.p[i].next)
		if (p->args.p[i].a.head > g_word && !p->args.p[i].a.inherited)
			return;
	n = 0;
	for (uint32_t i = p->fr.p[f].first; i != CS_NONE && n < CS_PROP_MAX_ARGS;
	     i = p->args.p[i].next, n++) {
		cs_arg_t a = p->args.p[i].a;

		if (!a.inherited && a.head > p->fr.p[f].f.head && a.prep.n && a.slot <= CS_SLOT_PREP &&
		    !own_det)
			cs_prop_arg(p, g, (cs_slot_t)a.slot, a.prep, a.head, true);
	}
}

/* "…," he warned: what stands beside a verb of saying is what is said. */
static void quotation(prop_t *p, uint32_t f, uint32_t h)
{
	prop_frame_t *fr = &p->fr.p[f];
	cs_str_t l = pw(p, fr->f.head)->lemma;

	if (fr->f.kind != CS_PRED_VERB || fr->be || fr->surf == CS_NONE ||
	    (fr->f.flags & CS_F_PASSIVE) || frame_at(p, h) == CS_NONE || !cs_prop_is(CS_WC_SAY, l) ||
	    cs_prop_first(p, f, CS_SLOT_COMP) ||
	    (cs_prop_first(p, f, CS_SLOT_OBJ) && !cs_prop_is(CS_WC_TELL, l)))
		return;
	cs_prop_arg(p, f, CS_SLOT_COMP, (cs_str_t){0}, h, true);
	p->fr.p[f].quote = h;
}

/* "the arrested leader", "the visiting minister", "the US-led coalition" */
static void prenominal(prop_t *p, uint32_t f, uint32_t noun)
{
	uint32_t w = p->fr.p[f].at;

	if (p->fr.p[f].f.flags & CS_F_PASSIVE)
		for (uint32_t c = kid(p, w); c != CS_NONE && c < w; c = sib(p, c)) {
			const cs_word_t *x = pw(p, c);

			if (x->upos == CS_POS_PROPN || x->upos == CS_POS_NOUN ||
			    (x->upos == CS_POS_ADJ && cs_is_upper((uint8_t)x->form.p[0]))) {
				cs_prop_drop(p, f, CS_SLOT_PREP, c);
				cs_prop_arg(p, f, CS_SLOT_SUBJ, (cs_str_t){0}, c, false);
			}
		}
	cs_prop_subject(p, f, noun, true);
}

/* A phrase after the object that the tree hangs on the verb may be the object's: "condemned the
 * attack on Aleppo". It is both's. */
static void borrow(prop_t *p, uint32_t f, uint32_t g)
{
	static const char *const preps[] = {"on", "against", "with",    "between", "over",
	                                    "to", "toward",  "towards", NULL};
	uint32_t w = p->fr.p[f].at, n = 0;
	bool passive = (p->fr.p[g].f.flags & CS_F_PASSIVE) != 0;

	for (uint32_t i = p->fr.p[g].first; i != CS_NONE && n < CS_PROP_MAX_ARGS;
	     i = p->args.p[i].next, n++) {
		cs_arg_t a = p->args.p[i].a;
		bool fits = false;

		if (a.slot != CS_SLOT_PREP || a.inherited || a.head <= w ||
		    cs_prop_is(CS_WC_TIME, pw(p, a.head)->lemma))
			continue;
		if (cs_eqz(a.prep, "by") && !passive) {
			/* "by rebels", "by the army"; not "by e-mail", "by force" */
			bool named = pw(p, a.head)->upos == CS_POS_PROPN || pw(p, a.head)->xpos == CS_XP_NNS ||
			             cs_child(p->d, a.head, CS_REL_DET) != CS_NONE;

			if (named && !cs_prop_first(p, f, CS_SLOT_SUBJ))
				cs_prop_arg(p, f, CS_SLOT_SUBJ, a.prep, a.head, true);
			continue;
		}
		for (const char *const *z = preps; *z; z++)
			fits = fits || cs_eqz(a.prep, *z);
		if (fits)
			cs_prop_arg(p, f, CS_SLOT_PREP, a.prep, a.head, true);
	}
}

/* What stands inside a condition is conditional. */
static void condition(prop_t *p, uint32_t f)
{
	uint32_t at = p->fr.p[f].at, g = CS_NONE;

	if (p->fr.p[f].f.condition != CS_NONE)
		return;
	for (uint32_t i = 0; i < CLIMB && g == CS_NONE; i++) {
		switch (rel(p, at)) {
		case CS_REL_ACL_RELCL:
		case CS_REL_ADVCL_RELCL:
		case CS_REL_PARATAXIS:
		case CS_REL_APPOS:
		case CS_REL_ROOT:
			return;
		default:
			break;
		}
		at = up(p, at);
		if (at == CS_NONE)
			return;
		g = frame_at(p, at);
	}
	if (g == CS_NONE || g == f || !(p->fr.p[g].f.flags & CS_F_CONDITION))
		return;
	p->fr.p[f].f.flags |= CS_F_CONDITION;
	p->fr.p[f].f.condition = p->fr.p[g].f.condition;
}

void cs_prop_share(prop_t *p, uint32_t f)
{
	uint32_t w = p->fr.p[f].at, h = up(p, w), g;
	bool noun = p->fr.p[f].nominal && !p->fr.p[f].be;
	bool open;

	if (h == CS_NONE)
		return;
	g = frame_at(p, h);
	open = p->fr.p[f].surf == CS_NONE && !p->fr.p[f].finite;
	switch (base(p, w)) {
	case CS_REL_XCOMP:
		if (g != CS_NONE)
			complement(p, g, f);
		break;
	case CS_REL_CCOMP:
		if (g == CS_NONE)
			break;
		if (open && (p->fr.p[f].to || is_verb(p, w)))
			complement(p, g, f);
		else
			finite_complement(p, g, f);
		break;
	case CS_REL_ADVCL:
		if (rel(p, w) == CS_REL_ADVCL_RELCL)
			relative(p, f, h);
		else if (g != CS_NONE && open)
			adverbial(p, g, f);
		break;
	case CS_REL_OBL: /* "accused of planning" with a noun's relation */
		if (!noun && g != CS_NONE && open && has_arg(p, g, CS_SLOT_COMP, w))
			complement(p, g, f);
		break;
	case CS_REL_ACL:
		if (!nounish(p, h) && pw(p, h)->upos != CS_POS_ADJ) {
			if (g != CS_NONE && open)
				adverbial(p, g, f);
		} else {
			adnominal(p, f, h);
		}
		break;
	case CS_REL_AMOD:
		if (!noun)
			prenominal(p, f, h);
		break;
	case CS_REL_PARATAXIS:
		quotation(p, f, h);
		break;
	case CS_REL_CONJ:
		if (g == CS_NONE)
			break;
		if (noun && p->fr.p[g].nominal && !p->fr.p[g].be)
			share_noun(p, g, f);
		else if (!noun || p->fr.p[f].own_subj)
			share_clause(p, g, f);
		break;
	case CS_REL_NSUBJ:
		if (rel(p, w) != CS_REL_NSUBJ_PASS)
			break;
		/* fall through */
	case CS_REL_OBJ:
		if (noun && g != CS_NONE && p->fr.p[f].f.light == CS_NONE)
			borrow(p, f, g);
		break;
	default:
		break;
	}
	condition(p, f);
}
