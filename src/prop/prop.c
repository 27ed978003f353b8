/* prop.c - the predicate-argument layer: walks each sentence's tree once, from the top, makes a
 * frame for each predicate, and hands its arguments, flags and shared subjects to the other files
 * (int.h has the picture). Then numbers the frames in text order and links them to one another.
 *
 * Method: rules over Universal Dependencies v2 relations, in the manner of PredPatt (White et al.
 * 2016) and of the enhanced dependencies (Schuster & Manning 2016), written for trees that are
 * wrong about one word in five.
 *
 * What holds of the result, whatever the heads: one frame a word; the parents of frames, and the
 * arguments that are not inherited, never lead in a circle; no more than CS_PROP_MAX_ARGS arguments
 * a frame. Words that no root reaches have no frame.
 *
 * Cost: linear in words: pre-order needs no stack, climbs are bounded, each word is seen as child
 * and as grandchild a fixed number of times.
 *
 * What it does not do: it does not multiply coordinated arguments (the first conjunct stands for
 * all; its conjuncts hang on it in the tree), find antecedents of pronouns other than relative
 * ones, or know what any act is. */
#include "prop/int.h"

/* ---- words ------------------------------------------------------------------------------ */

/* Words in pre-order from the roots. A word on a circle, or below one, is on no path from a root.
 */
static void walk(prop_t *p)
{
	uint32_t limit = p->in.end - p->in.begin;

	p->n_order = 0;
	for (uint32_t root = p->in.begin; root < p->in.end; root++) {
		uint32_t at = root;

		if (pw(p, root)->head != CS_NONE)
			continue;
		while (p->n_order < limit) {
			uint32_t next = kid(p, at);

			p->order[p->n_order++] = at;
			while (next == CS_NONE && at != root && at != CS_NONE) {
				next = sib(p, at);
				if (next == CS_NONE)
					at = up(p, at);
			}
			if (next == CS_NONE)
				break;
			at = next;
		}
	}
}

static bool wh(const prop_t *p, uint32_t w)
{
	const cs_word_t *x = pw(p, w);

	switch (x->xpos) {
	case CS_XP_WDT:
	case CS_XP_WP:
	case CS_XP_WPS:
		return !lemma(p, w, "what") && !lemma(p, w, "whatever");
	default:
		return x->upos == CS_POS_PRON && (lemma(p, w, "which") || lemma(p, w, "whom"));
	}
}

/* The noun right before a pronoun, over a comma and a preposition: "the envoy, with whom …". */
static uint32_t noun_before(const prop_t *p, uint32_t w)
{
	uint32_t at = w;

	for (int step = 0; step < 3 && at > p->in.begin; step++) {
		at--;
		uint8_t u = pw(p, at)->upos;

		if (u == CS_POS_NOUN || u == CS_POS_PROPN) {
			/* from the last word of a name to its head */
			for (int up_steps = 0; up_steps < 4; up_steps++) {
				cs_deprel_t r = base(p, at);
				uint32_t h = up(p, at);

				if (h == CS_NONE || h >= w || !nounish(p, h) ||
				    (r != CS_REL_FLAT && r != CS_REL_COMPOUND))
					break;
				at = h;
			}
			return at;
		}
		if (u != CS_POS_PUNCT && u != CS_POS_ADP)
			return CS_NONE;
	}
	return CS_NONE;
}

/* What each relative pronoun stands for: the word above the nearest relative clause over it. Where
 * the parser saw no relative clause, "who" and "which" still stand for the noun right before them.
 */
static void antecedents(prop_t *p)
{
	for (uint32_t i = 0; i < p->n_order; i++) {
		uint32_t w = p->order[i], at = w;
		bool question = false;

		if (!wh(p, w))
			continue;
		for (int step = 0; step < 8 && at != CS_NONE; step++) {
			cs_deprel_t r = rel(p, at);

			if (r == CS_REL_ACL_RELCL || r == CS_REL_ADVCL_RELCL || (r == CS_REL_ACL && at != w)) {
				uint32_t h = up(p, at);

				if (w < at || step == 0)
					p->ante[w - p->in.begin] = h;
				break;
			}
			if (r == CS_REL_ROOT || r == CS_REL_PARATAXIS || r == CS_REL_ADVCL || r == CS_REL_CSUBJ)
				break;
			/* "asked who attacked": a question's pronoun stands for nothing */
			if (r == CS_REL_CCOMP && lemma(p, w, "who") && w + 1 >= at) {
				question = true;
				break;
			}
			at = up(p, at);
		}
		if (p->ante[w - p->in.begin] == CS_NONE && !question && pw(p, w)->xpos != CS_XP_WPS &&
		    pw(p, w)->xpos != CS_XP_DT)
			p->ante[w - p->in.begin] = noun_before(p, w);
	}
}

/* Does a pronoun or adverb of this relative clause stand for what the clause is about? */
static bool has_relative(const prop_t *p, uint32_t clause)
{
	uint32_t h = up(p, clause);
	uint32_t from = clause > p->in.begin + 8 ? clause - 8 : p->in.begin;

	for (uint32_t i = from; i < clause; i++)
		if (p->ante[i - p->in.begin] == h)
			return true;
	for (uint32_t c = kid(p, clause); c != CS_NONE && c < clause; c = sib(p, c))
		if (pw(p, c)->xpos == CS_XP_WRB)
			return true;
	return false;
}

/* ---- which words are predicates ----------------------------------------------------------- */

static bool clausal(cs_deprel_t r)
{
	switch (cs_rel_base(r)) {
	case CS_REL_ROOT:
	case CS_REL_CCOMP:
	case CS_REL_XCOMP:
	case CS_REL_ADVCL:
	case CS_REL_ACL:
	case CS_REL_CSUBJ:
	case CS_REL_PARATAXIS:
		return true;
	default:
		return false;
	}
}

static bool verb_pred(const prop_t *p, uint32_t w)
{
	cs_deprel_t r = rel(p, w);

	if (pw(p, w)->upos == CS_POS_AUX)
		return clausal(r) || r == CS_REL_CONJ;
	if (pw(p, w)->upos != CS_POS_VERB)
		return false;
	switch (cs_rel_base(r)) {
	case CS_REL_AUX:
	case CS_REL_COP:
	case CS_REL_CASE:
	case CS_REL_MARK:
	case CS_REL_FIXED:
	case CS_REL_FLAT:
	case CS_REL_CC:
	case CS_REL_DET:
	case CS_REL_PUNCT:
	case CS_REL_GOESWITH:
	case CS_REL_COMPOUND:
	case CS_REL_REPARANDUM:
	case CS_REL_NUMMOD:
		return false;
	case CS_REL_AMOD:
		return pw(p, w)->xpos == CS_XP_VBN || pw(p, w)->xpos == CS_XP_VBG;
	default:
		return true;
	}
}

static bool adj_pred(const prop_t *p, uint32_t w)
{
	cs_deprel_t r = rel(p, w);
	uint32_t h = up(p, w);

	if (pw(p, w)->upos != CS_POS_ADJ)
		return false;
	if (cs_child(p->d, w, CS_REL_COP) != CS_NONE || cs_child(p->d, w, CS_REL_NSUBJ) != CS_NONE)
		return true;
	if (r == CS_REL_CONJ)
		return h != CS_NONE && own(p, h) != CS_NONE && !p->fr.p[own(p, h)].nominal;
	return clausal(r);
}

static bool noun_pred(const prop_t *p, uint32_t w)
{
	bool named = pw(p, w)->upos == CS_POS_PROPN && (p->sent_flags & CS_S_HEADLINE);

	if (pw(p, w)->upos != CS_POS_NOUN && !named)
		return false;
	switch (rel(p, w)) {
	case CS_REL_COMPOUND:
	case CS_REL_COMPOUND_PRT:
	case CS_REL_FLAT:
	case CS_REL_FIXED:
	case CS_REL_GOESWITH:
	case CS_REL_CASE:
	case CS_REL_MARK:
	case CS_REL_AMOD:
	case CS_REL_DISCOURSE:
		return false;
	default:
		return cs_prop_noun_pred(p, w);
	}
}

static uint32_t new_frame(prop_t *p, uint32_t head, uint32_t at, cs_pred_kind_t kind)
{
	cs_deprel_t r = rel(p, at);
	bool relcl = r == CS_REL_ACL_RELCL;

	*CS_PUSH(p->scratch, &p->fr) =
	    (prop_frame_t){.f = {.head = head,
	                         .light = CS_NONE,
	                         .particle = CS_NONE,
	                         .kind = (uint8_t)kind,
	                         .sent = pw(p, head)->sent,
	                         .neg = CS_NONE,
	                         .modal = CS_NONE,
	                         .condition = CS_NONE,
	                         .parent = CS_NONE},
	                   .first = CS_NONE,
	                   .last = CS_NONE,
	                   .at = at,
	                   .surf = CS_NONE,
	                   .into = CS_NONE,
	                   .gap = relcl && !has_relative(p, at) ? up(p, at) : CS_NONE,
	                   .quote = CS_NONE,
	                   .nominal = nounish(p, at)};
	return p->fr.n - 1;
}

static void fill(prop_t *p, uint32_t f)
{
	prop_frame_t *fr = &p->fr.p[f];

	if (fr->f.kind == CS_PRED_VERB && !fr->be && cs_prop_passive(p, fr->at))
		fr->f.flags |= CS_F_PASSIVE;
	cs_prop_flags(p, f);
	/* a relative clause that the parser took for a participle */
	if (rel(p, fr->at) == CS_REL_ACL && fr->finite && fr->gap == CS_NONE &&
	    cs_child(p->d, fr->at, CS_REL_MARK) == CS_NONE && !has_relative(p, fr->at))
		fr->gap = up(p, fr->at);
	cs_prop_collect(p, f);
	cs_prop_no(p, f);
	cs_prop_share(p, f);
}

static void visit(prop_t *p, uint32_t w)
{
	uint32_t i = w - p->in.begin, cop = cs_child(p->d, w, CS_REL_COP);

	if (verb_pred(p, w)) {
		p->own[i] = new_frame(p, w, w, CS_PRED_VERB);
		fill(p, p->own[i]);
		cs_prop_merge_below(p, p->own[i]);
		return;
	}
	if (adj_pred(p, w)) {
		p->own[i] = new_frame(p, w, w, CS_PRED_ADJ);
		fill(p, p->own[i]);
		return;
	}
	bool noun = noun_pred(p, w);
	if (cop != CS_NONE && cop >= p->in.begin && cop < p->in.end) {
		uint32_t f = new_frame(p, cop, w, CS_PRED_VERB);

		p->fr.p[f].be = 1;
		p->clause[i] = f;
		if (noun) { /* before its arguments: the copula then keeps to subject and attribute */
			p->own[i] = new_frame(p, w, w, CS_PRED_NOUN);
			p->fr.p[p->own[i]].nominal = 1;
		}
		fill(p, f);
	} else if (noun) {
		p->own[i] = new_frame(p, w, w, CS_PRED_NOUN);
		p->fr.p[p->own[i]].nominal = 1;
	}
	if (noun) {
		cs_prop_flags(p, p->own[i]);
		cs_prop_collect(p, p->own[i]);
		cs_prop_merge(p, p->own[i]);
		cs_prop_share(p, p->own[i]);
	}
}

/* ---- into the document -------------------------------------------------------------------- */

static uint32_t resolved(const prop_t *p, uint32_t f)
{
	for (int i = 0; f != CS_NONE && p->fr.p[f].into != CS_NONE && i < 4; i++)
		f = p->fr.p[f].into;
	return f;
}

/* Does a participle before its noun look back at it ("proposed talks")? Such pairs would be a
 * circle. */
static bool looks_back(const prop_t *p, uint32_t f, uint32_t g)
{
	return rel(p, p->fr.p[g].at) == CS_REL_AMOD && p->fr.p[f].f.head == up(p, p->fr.p[g].at);
}

static void put_args(prop_t *p, uint32_t f, const uint32_t *number)
{
	cs_doc_t *d = p->d;
	const prop_frame_t *fr = &p->fr.p[f];
	cs_frame_t *out = &d->frames.p[number[f]];

	out->arg_begin = d->args.n;
	for (uint32_t slot = CS_SLOT_SUBJ; slot <= CS_SLOT_ADV; slot++)
		for (uint32_t i = fr->first; i != CS_NONE; i = p->args.p[i].next) {
			cs_arg_t a = p->args.p[i].a;
			uint32_t g;

			if (a.slot != slot)
				continue;
			g = resolved(p, frame_at(p, a.head));
			if (fr->be && a.slot == CS_SLOT_ATTR)
				g = resolved(p, own(p, a.head));
			if (g != CS_NONE && g != f && !looks_back(p, f, g)) {
				a.frame = number[g];
				/* "vowed to cast a veto": the act is the noun's */
				if ((slot == CS_SLOT_COMP || slot == CS_SLOT_ADV) && !p->fr.p[g].be)
					a.head = p->fr.p[g].f.head;
			}
			*CS_PUSH(&d->arena, &d->args) = a;
		}
	out->arg_end = d->args.n;
}

/* A frame's parent is the frame in whose own clause or phrase it is an argument. */
static void link(prop_t *p, const uint32_t *number, uint32_t n)
{
	cs_doc_t *d = p->d;

	for (uint32_t f = 0; f < n; f++) {
		if (number[f] == CS_NONE)
			continue;
		const cs_frame_t *fr = &d->frames.p[number[f]];
		for (uint32_t i = fr->arg_begin; i < fr->arg_end; i++) {
			const cs_arg_t *a = &d->args.p[i];
			cs_frame_t *inner = a->frame == CS_NONE ? NULL : &d->frames.p[a->frame];

			if (!inner || a->inherited || inner == fr || (p->fr.p[f].be && a->slot == CS_SLOT_ATTR))
				continue;
			/* "talks are expected to be held": they are object and complement; the latter tells */
			if (inner->parent != CS_NONE && (inner->parent != number[f] || a->slot != CS_SLOT_COMP))
				continue;
			inner->parent = number[f];
			inner->parent_slot = a->slot;
		}
	}
	/* Frames are in pre-order here, so the first conjunct has its parent by now. */
	for (uint32_t f = 0; f < n; f++) {
		uint32_t above = CS_NONE, h = up(p, p->fr.p[f].at);

		if (number[f] == CS_NONE)
			continue;
		cs_frame_t *out = &d->frames.p[number[f]];
		if (p->fr.p[f].be)
			above = resolved(p, own(p, p->fr.p[f].at));
		else if (rel(p, p->fr.p[f].at) == CS_REL_CONJ && h != CS_NONE)
			above = resolved(p, frame_at(p, h));
		if (above == CS_NONE || above == f || number[above] == CS_NONE || out->parent != CS_NONE)
			continue;
		const cs_frame_t *model = &d->frames.p[number[above]];
		if (model->parent != number[f]) {
			out->parent = model->parent;
			out->parent_slot = model->parent_slot;
		}
	}
	for (uint32_t f = 0; f < n; f++) {
		uint32_t said = p->fr.p[f].quote;

		if (said == CS_NONE || number[f] == CS_NONE)
			continue;
		said = resolved(p, frame_at(p, said));
		if (said == CS_NONE || said == f || d->frames.p[number[said]].parent != CS_NONE)
			continue;
		/* the verb of saying itself must be inside nothing that is said */
		if (d->frames.p[number[f]].parent == CS_NONE) {
			d->frames.p[number[said]].parent = number[f];
			d->frames.p[number[said]].parent_slot = CS_SLOT_COMP;
		}
	}
}

static void emit(prop_t *p)
{
	cs_doc_t *d = p->d;
	uint32_t n = p->fr.n, words = p->in.end - p->in.begin;
	uint32_t *number = CS_NEW_N(p->scratch, uint32_t, n);
	uint32_t *of_word = CS_NEW_N(p->scratch, uint32_t, words);

	for (uint32_t i = 0; i < words; i++)
		of_word[i] = CS_NONE;
	for (uint32_t f = 0; f < n; f++) {
		number[f] = CS_NONE;
		of_word[p->fr.p[f].f.head - p->in.begin] = f;
	}
	for (uint32_t i = 0; i < words; i++) {
		uint32_t f = of_word[i];

		if (f == CS_NONE || p->fr.p[f].into != CS_NONE)
			continue;
		number[f] = d->frames.n;
		*CS_PUSH(&d->arena, &d->frames) = p->fr.p[f].f;
	}
	for (uint32_t i = 0; i < words; i++) {
		uint32_t f = of_word[i];

		if (f == CS_NONE)
			continue;
		d->frame_of[p->in.begin + i] = number[resolved(p, f)];
		if (number[f] != CS_NONE)
			put_args(p, f, number);
	}
	link(p, number, n);
}

static void sentence(prop_t *p, uint32_t s)
{
	p->in = p->d->sents.p[s].words;
	p->sent_flags = p->d->sents.p[s].flags;
	p->fr.n = p->args.n = 0;
	for (uint32_t i = 0; i < p->in.end - p->in.begin; i++)
		p->own[i] = p->clause[i] = p->ante[i] = CS_NONE;
	walk(p);
	antecedents(p);
	for (uint32_t i = 0; i < p->n_order; i++)
		visit(p, p->order[i]);
	if (p->fr.n)
		emit(p);
}

void cs_prop_run(const cs_lex_t *lex, cs_doc_t *d, cs_arena_t *scratch)
{
	prop_t p = {.lex = lex, .d = d, .scratch = scratch};
	uint32_t longest = 0;

	d->frames.n = d->args.n = 0;
	d->frame_of = CS_NEW_N(&d->arena, uint32_t, d->words.n);
	for (uint32_t i = 0; i < d->words.n; i++)
		d->frame_of[i] = CS_NONE;
	for (uint32_t s = 0; s < d->sents.n; s++) {
		uint32_t n = d->sents.p[s].words.end - d->sents.p[s].words.begin;

		longest = n > longest ? n : longest;
	}
	p.own = CS_NEW_N(scratch, uint32_t, longest);
	p.clause = CS_NEW_N(scratch, uint32_t, longest);
	p.ante = CS_NEW_N(scratch, uint32_t, longest);
	p.order = CS_NEW_N(scratch, uint32_t, longest);
	for (uint32_t s = 0; s < d->sents.n; s++)
		sentence(&p, s);
}
