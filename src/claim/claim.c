/* claim.c - who holds what about each event.
 *
 * Levels around an event, inner ones first: an act that makes a claim of it and is no statement
 * ("Turkey threatened to attack": Turkey predicts it), the statements in which it is told, the narrator.
 * The innermost holds it, in the stance of its cue; the levels above only report that, unless the
 * act is known already ("condemned the attack": whoever tells that asserts the attack). A cue that
 * is itself negated or refused ("did not confirm that …") holds nothing. Things that can be looked
 * at ("footage showed that …") are evidence of whoever tells it, no holders.
 *
 * The stances and their words are lexicon/cues/say.txt; a statement's own clause may change them: "must
 * withdraw" demands, "could attack" and "will attack", said of others, predict.
 *
 * Cost: linear in events times the statements around them (LEVEL_MAX at most). Left out: what a later
 * sentence takes back. */
#include "claim/claim.h"

#include "claim/claim_int.h"

enum { LEVEL_MAX = 8, UP_MAX = 6, DENIAL_FAR = 6 }; /* sentences */

typedef struct level {
	uint32_t said, by; /* as in cs_claim_t; both NONE: the narrator */
	const uint32_t *holders;
	uint32_t n;
	uint8_t stance, certainty;
	cs_range_t cue, evidence; /* cue: of certainty, and of what holds nothing */
	bool nothing;             /* it holds nothing: "did not confirm" */
	bool share;               /* a share in the act is denied, not the act */
	bool attitude, direct;    /* of its cue; the act is what the cue itself says something of */
	bool noun;                /* "the report that …": whoever denies that denies what it says */
	bool first_person;        /* "I believe …": whoever is quoted with it holds it */
} level_t;

typedef struct levels {
	level_t p[LEVEL_MAX];
	uint32_t n;
} levels_t;

static cs_range_t bytes_of(const cs_doc_t *d, uint32_t w)
{
	return (cs_range_t){d->words.p[w].begin, d->words.p[w].end};
}

static bool lemma_in(const cs_doc_t *d, uint32_t w, const char *list)
{
	cs_str_t rest = cs_strz(list), one;
	while (w != CS_NONE && cs_split(&rest, ' ', &one))
		if (cs_eq(one, d->words.p[w].lemma))
			return true;
	return false;
}

/* ---- cues --------------------------------------------------------------------------------- */

static cs_cue_pos_t pos_of(const cs_frame_t *f)
{
	return f->kind == CS_PRED_NOUN  ? CS_CUE_NOUN
	       : f->kind == CS_PRED_ADJ ? CS_CUE_ADJ
	                                : CS_CUE_VERB;
}

/* The class of a frame's predicate, its particle or preposition included; or NULL. */
const cs_cue_class_t *cs_cue_class(const cs_claiming_t *c, const cs_frame_t *f)
{
	const cs_cues_t *q = c->lex->cues;
	const cs_doc_t *d = c->d;
	const cs_cue_t *plain = NULL;
	for (uint32_t i = cs_cues_find(q, pos_of(f), d->words.p[f->head].lemma_id); i != CS_NONE;
	     i = q->cue.p[i].next) {
		const cs_cue_t *cue = &q->cue.p[i];
		uint32_t next = f->particle != CS_NONE ? f->particle : f->head + 1;
		if (cue->second == CS_NONE)
			plain = plain ? plain : cue;
		else if (next < d->words.n && d->words.p[next].norm_id == cue->second)
			return &q->cls.p[cue->cls];
	}
	return plain ? &q->cls.p[plain->cls] : NULL;
}

/* Does the word itself stand under "not", or under one of refusing or failing? */
static bool negated(const cs_claiming_t *c, uint32_t frame)
{
	const cs_doc_t *d = c->d;
	const cs_cues_t *q = c->lex->cues;
	for (int up = 0; frame != CS_NONE && up < 3; up++) {
		const cs_frame_t *f = &d->frames.p[frame];
		if (f->neg != CS_NONE)
			return true;
		if (f->parent == CS_NONE || f->parent_slot != CS_SLOT_COMP)
			return false;
		const cs_frame_t *p = &d->frames.p[f->parent];
		uint32_t i = p->kind == CS_PRED_VERB
		                 ? cs_cues_real(q, CS_CUE_VERB, d->words.p[p->head].lemma_id)
		                 : CS_NONE;
		for (; i != CS_NONE; i = q->real.p[i].next)
			if (q->real.p[i].effect == CS_EFFECT_NEGATED && q->real.p[i].comp &&
			    q->real.p[i].second == CS_NONE)
				return true;
		/* only what has no subject of its own belongs to the word above */
		if (!(f->flags & CS_F_INFINITIVE))
			return false;
		frame = f->parent;
	}
	return false;
}

/* ---- levels ------------------------------------------------------------------------------- */

static bool same_holders(const level_t *a, const level_t *b)
{
	for (uint32_t i = 0; i < a->n; i++)
		for (uint32_t k = 0; k < b->n; k++)
			if (a->holders[i] == b->holders[k])
				return true;
	return false;
}

static void add(levels_t *l, level_t one)
{
	if (l->n < LEVEL_MAX)
		l->p[l->n++] = one;
}

static const uint32_t *sources(const cs_claiming_t *c, const cs_event_t *e, uint32_t *n)
{
	uint32_t *p = CS_NEW_N(&c->d->arena, uint32_t, e->source.n);
	*n = 0;
	for (uint32_t i = 0; i < e->source.n; i++)
		if (e->source.p[i].entity != CS_NONE)
			p[(*n)++] = e->source.p[i].entity;
	return p;
}

static bool in_statement(const cs_doc_t *d, uint32_t said, cs_range_t at)
{
	const cs_said_t *s = &d->said.p[said];
	for (uint32_t i = 0; i < s->content.n; i++)
		if (s->content.p[i].begin <= at.begin && at.end <= s->content.p[i].end)
			return true;
	return false;
}

/* Is this frame the cue of a statement around the event? */
static bool is_statement(const cs_doc_t *d, const cs_event_t *e, uint32_t frame)
{
	uint32_t s = e->said;
	for (int i = 0; s != CS_NONE && i < LEVEL_MAX; i++, s = d->said.p[s].parent)
		if (d->said.p[s].frame == frame)
			return true;
	return false;
}

/* "claimed responsibility for the attack": the subject asserts it. */
static bool takes_credit(const cs_claiming_t *c, const cs_frame_t *p, uint32_t *who)
{
	const cs_doc_t *d = c->d;
	bool credit = false;
	*who = CS_NONE;
	if (p->kind != CS_PRED_VERB || p->neg != CS_NONE || !lemma_in(d, p->head, "claim take accept"))
		return false;
	for (uint32_t i = p->arg_begin; i < p->arg_end; i++) {
		const cs_arg_t *a = &d->args.p[i];
		credit |= a->slot == CS_SLOT_OBJ && lemma_in(d, a->head, "responsibility credit");
		uint32_t m = a->slot == CS_SLOT_SUBJ && d->mention_of ? d->mention_of[a->head] : CS_NONE;
		if (m != CS_NONE)
			*who = d->mentions.p[m].entity;
	}
	return credit && *who != CS_NONE;
}

/* Acts above the event that make a claim of it and are no statements. */
static void acts(const cs_claiming_t *c, uint32_t event, levels_t *l)
{
	cs_doc_t *d = c->d;
	const cs_event_t *e = &d->events.p[event];
	const cs_frame_t *in = &d->frames.p[e->frame];
	for (int up = 0; up < UP_MAX; up++) {
		uint32_t who, frame = in->parent;
		/* what stands beside it is no part of it: "accused them a day after the attack" */
		if (frame == CS_NONE || in->parent_slot == CS_SLOT_ADV || in->parent_slot == CS_SLOT_TIME)
			return;
		const cs_frame_t *p = in = &d->frames.p[frame];
		if (is_statement(d, e, frame))
			return;
		if (e->said != CS_NONE && !in_statement(d, e->said, bytes_of(d, p->head)))
			return; /* outside of the statement: another level */
		if (takes_credit(c, p, &who)) {
			uint32_t *one = CS_NEW(&d->arena, uint32_t);
			*one = who;
			add(l, (level_t){.said = CS_NONE,
			                 .by = c->of_frame[frame],
			                 .holders = one,
			                 .n = 1,
			                 .stance = CS_ASSERTS});
			return;
		}
		const cs_cue_class_t *cls = cs_cue_class(c, p);
		uint32_t by = c->of_frame[frame];
		if (!cls || by == CS_NONE || by == event)
			continue;
		level_t one = {
		    .said = CS_NONE, .by = by, .stance = cls->stance, .certainty = cls->certainty};
		one.holders = sources(c, &d->events.p[by], &one.n);
		one.nothing = negated(c, frame);
		if (one.certainty || one.nothing)
			one.cue = bytes_of(d, p->head);
		if (one.n)
			add(l, one);
		return;
	}
}

/* Does somebody say "I" or "we" who is not known? */
static bool says_i(const cs_doc_t *d, const cs_said_t *s)
{
	if (s->speaker_spans.n != 1)
		return false;
	cs_range_t at = s->speaker_spans.p[0];
	cs_str_t who = cs_str(d->buf.p + at.begin, at.end - at.begin);
	for (uint32_t i = 0; i < s->speakers.n; i++)
		if (s->speakers.p[i] != CS_NONE)
			return false;
	return cs_eqz(who, "I") || cs_eqz(who, "we") || cs_eqz(who, "We");
}

/* The statements around the event. */
static void statements(const cs_claiming_t *c, const cs_event_t *e, levels_t *l)
{
	cs_doc_t *d = c->d;
	const cs_cues_t *q = c->lex->cues;
	cs_range_t looked_at = {0}; /* evidence of the level to come */
	uint32_t s = e->said;
	for (int i = 0; s != CS_NONE && i < LEVEL_MAX; i++, s = d->said.p[s].parent) {
		const cs_said_t *said = &d->said.p[s];
		level_t one = {.said = s, .by = CS_NONE, .stance = CS_ASSERTS};
		one.holders = said->speakers.p;
		one.n = said->speakers.n;
		if (said->stance < q->cls.n) {
			one.attitude = q->cls.p[said->stance].attitude;
			one.stance = q->cls.p[said->stance].stance;
			one.certainty = q->cls.p[said->stance].certainty;
			one.cue = one.certainty ? said->cue : (cs_range_t){0};
		}
		cs_evidence_t kind = cs_evidence_of(c, said, &one.evidence);
		const cs_frame_t *f = said->frame == CS_NONE ? NULL : &d->frames.p[said->frame];
		/* "is believed to have …" names nobody: it is how sure the level above is */
		bool nobody = f && (f->flags & CS_F_PASSIVE) && said->speaker_spans.n == 0;
		one.nothing = f && negated(c, said->frame);
		if (one.nothing)
			one.cue = said->cue;
		if (kind == CS_EV_THINGS && !one.nothing) {
			looked_at = one.evidence;
			continue;
		}
		if (nobody && l->n == 0 && said->parent == CS_NONE) {
			one.said = CS_NONE;
			add(l, one);
			return;
		}
		if (one.evidence.begin == one.evidence.end)
			one.evidence = looked_at;
		looked_at = (cs_range_t){0};
		one.noun = f && f->kind == CS_PRED_NOUN;
		one.first_person = says_i(d, said);
		level_t *last = l->n ? &l->p[l->n - 1] : NULL;
		if (last && last->first_person) {
			last->holders = one.holders;
			last->n = one.n;
			last->first_person = one.first_person;
			continue;
		}
		if (last && !last->nothing && same_holders(last, &one))
			continue;
		add(l, one);
	}
	if (looked_at.begin < looked_at.end)
		add(l,
		    (level_t){.said = CS_NONE, .by = CS_NONE, .stance = CS_ASSERTS, .evidence = looked_at});
}

static bool is_narrator(const level_t *l)
{
	return l->said == CS_NONE && l->by == CS_NONE;
}

static bool acts_himself(const cs_event_t *e, const level_t *l)
{
	for (uint32_t i = 0; i < e->source.n; i++)
		for (uint32_t k = 0; k < l->n; k++)
			if (e->source.p[i].entity != CS_NONE && e->source.p[i].entity == l->holders[k])
				return true;
	return false;
}

/* Do only clauses lie between the act and the cue? */
static bool in_clauses(const cs_doc_t *d, const cs_event_t *e, uint32_t cue)
{
	uint32_t f = e->frame;
	for (int up = 0; up < UP_MAX && f != CS_NONE && f != cue; up++) {
		if (d->frames.p[f].parent_slot != CS_SLOT_COMP)
			return false;
		f = d->frames.p[f].parent;
	}
	return f == cue;
}

/* "Denied involvement in the attack", "denied it": the object is no act, but a share in one. */
static bool denies_share(const cs_doc_t *d, const cs_frame_t *f)
{
	for (uint32_t i = f->arg_begin; i < f->arg_end; i++) {
		const cs_arg_t *a = &d->args.p[i];
		if (a->slot == CS_SLOT_COMP)
			return false;
		if (a->slot == CS_SLOT_OBJ)
			return lemma_in(d, a->head,
			                "it this that charge allegation accusation claim involvement "
			                "responsibility report role part wrongdoing complicity knowledge "
			                "participation link connection hand");
	}
	return false;
}

/* Is the act what somebody denies a share in: "involvement in the attack"? */
static bool in_share(const cs_doc_t *d, const cs_event_t *e, uint32_t cue)
{
	const cs_frame_t *p = &d->frames.p[cue];
	if (!denies_share(d, p))
		return false;
	for (uint32_t i = p->arg_begin; i < p->arg_end; i++)
		if (d->args.p[i].slot == CS_SLOT_PREP && d->args.p[i].frame == e->frame)
			return true;
	uint32_t above = d->frames.p[e->frame].parent;
	return above != CS_NONE && d->frames.p[e->frame].parent_slot == CS_SLOT_PREP &&
	       d->frames.p[above].kind == CS_PRED_NOUN && d->frames.p[above].parent == cue;
}

/* What the act's own clause makes of an assertion: "must withdraw" is a demand, "will attack" of
 * somebody else a forecast; and a warning of what took place asserts it. */
static void refine(const cs_claiming_t *c, const cs_event_t *e, level_t *l)
{
	const cs_doc_t *d = c->d;
	const cs_frame_t *f = &d->frames.p[e->frame];
	bool himself = acts_himself(e, l);
	bool perfect = (f->flags & CS_F_PERFECT) != 0;
	bool past = f->kind != CS_PRED_NOUN && (perfect || (f->flags & CS_F_PAST)) &&
	            e->reality == CS_ACTUAL && !(f->flags & CS_F_INFINITIVE);
	/* "disavowed the attack" is no denial that there was one */
	if (l->stance == CS_DENIES && l->said != CS_NONE && d->said.p[l->said].frame != CS_NONE &&
	    f->parent == d->said.p[l->said].frame && cs_is_known_act(d, e) && !e->negated && !l->share)
		l->stance = CS_BLAMES;
	/* "demanded an end to the war that they began": the clause inside is told as true */
	bool aside = !e->negated && e->reality == CS_ACTUAL &&
	             ((f->flags & CS_F_RELATIVE) || cs_is_known_act(d, e));
	uint32_t cue = l->said == CS_NONE ? CS_NONE : d->said.p[l->said].frame;
	aside |= !e->negated && e->reality == CS_ACTUAL && cue != CS_NONE && f->parent != cue;
	if (l->stance == CS_DOUBTS && (f->flags & CS_F_INFINITIVE) && l->direct) {
		l->stance = CS_DEMANDS; /* "asked them to withdraw" */
	} else if (l->stance == CS_ASSERTS && l->attitude && himself &&
	           (e->reality == CS_HYPOTHETICAL || e->reality == CS_FUTURE)) {
		l->stance = CS_PREDICTS; /* "considers sending aid" */
		l->certainty = 2;
	} else if ((l->stance == CS_PREDICTS && past) ||
	           (aside && (l->stance == CS_PREDICTS || l->stance == CS_DEMANDS))) {
		l->stance = CS_ASSERTS;
	} else if (l->stance == CS_ASSERTS && !himself) {
		if (e->reality == CS_HYPOTHETICAL && !perfect &&
		    lemma_in(d, f->modal, "must should ought need have"))
			l->stance = CS_DEMANDS;
		else if (e->reality == CS_HYPOTHETICAL && !perfect &&
		         lemma_in(d, f->modal, "may might could"))
			l->stance = CS_PREDICTS;
		else if (e->reality == CS_FUTURE && !is_narrator(l) &&
		         (f->flags & (CS_F_FUTURE | CS_F_MODAL)))
			l->stance = CS_PREDICTS;
	}
	uint32_t hedge;
	uint8_t sure = cs_sure_of(c, e, &hedge);
	if (sure > l->certainty) {
		l->certainty = sure;
		l->cue = bytes_of(d, hedge);
	}
}

/* Is the act what the cue itself says something of, directly or by way of a noun ("denied reports
 * that …")? Not what stands deeper in the words ("rejected the offer of those who attacked"). */
static bool is_direct(const cs_doc_t *d, const cs_event_t *e, uint32_t cue)
{
	const cs_frame_t *f = &d->frames.p[e->frame];
	for (int up = 0; up < 3 && f->parent != CS_NONE; up++) {
		const cs_frame_t *p = &d->frames.p[f->parent];
		if (f->parent == cue)
			return f->parent_slot != CS_SLOT_ADV && f->parent_slot != CS_SLOT_SUBJ;
		if (p->kind != CS_PRED_NOUN && f->parent_slot != CS_SLOT_COMP)
			return false;
		f = p;
	}
	return false;
}

static void put(cs_claiming_t *c, uint32_t event, const level_t *l)
{
	cs_doc_t *d = c->d;
	cs_claim_t *claim = CS_PUSH(&d->arena, &d->claims);
	*claim = (cs_claim_t){.event = event,
	                      .said = l->said,
	                      .by = l->by,
	                      .stance = l->stance,
	                      .certainty = l->certainty,
	                      .certainty_cue = l->cue,
	                      .evidence = l->evidence};
	for (uint32_t i = 0; i < l->n; i++)
		if (l->holders[i] != CS_NONE)
			*CS_PUSH(&d->arena, &claim->holders) = l->holders[i];
}

static void claims_of(cs_claiming_t *c, uint32_t event)
{
	cs_doc_t *d = c->d;
	const cs_event_t *e = &d->events.p[event];
	level_t narrator = {.said = CS_NONE, .by = CS_NONE, .stance = CS_ASSERTS};
	levels_t l = {.n = 0};
	acts(c, event, &l);
	statements(c, e, &l);
	cs_range_t doubt = {0}; /* the cue that holds nothing */
	bool held = false;
	/* an act that is known already is asserted by whoever tells what another holds of it */
	bool known = l.n && !is_narrator(&l.p[0]) &&
	             (l.p[0].stance == CS_BLAMES || l.p[0].stance == CS_DENIES) && !e->negated &&
	             cs_is_known_act(d, e);
	for (uint32_t i = 0; i < l.n; i++) {
		level_t *one = &l.p[i];
		uint32_t cue = one->said == CS_NONE ? CS_NONE : d->said.p[one->said].frame;
		bool share = cue != CS_NONE && in_share(d, e, cue);
		bool direct = cue != CS_NONE && is_direct(d, e, cue);
		one->direct = direct;
		one->share = share;
		if (!held && !one->nothing && cue != CS_NONE && !share && one->stance == CS_DENIES &&
		    !e->negated && !(known && d->frames.p[e->frame].parent == cue)) {
			/* "denied that it had failed to arrest them" asserts the arrest; "rejected the decision
			 * to leave" says nothing of whether they leave */
			one->stance = CS_ASSERTS;
			one->nothing = !direct || !in_clauses(d, e, cue);
			one->cue = (cs_range_t){0};
		} else if (!held && cue != CS_NONE && !share && !direct) {
			if (one->stance == CS_DOUBTS && e->reality == CS_ACTUAL) {
				one->stance = CS_ASSERTS;
			}
		}
		if (!held && one->nothing) {
			doubt = one->cue;
			continue;
		}
		if (!held) {
			refine(c, e, one);
			if (doubt.begin < doubt.end && one->certainty < 2) {
				one->certainty = 2;
				one->cue = doubt;
			}
			held = true;
		} else if (known) {
			one->stance = CS_ASSERTS;
			known = false;
		} else if (!is_narrator(one)) {
			const level_t *in = &l.p[i - 1];
			/* "accused them of planning to attack": the plan is theirs, the claim the accuser's */
			bool of_it = (in->noun && (one->stance == CS_DENIES || one->stance == CS_DOUBTS)) ||
			             (one->stance == CS_BLAMES && acts_himself(e, in));
			if (!of_it)
				one->stance = CS_REPORTS;
			one->certainty = 0;
			one->cue = (cs_range_t){0};
		} else {
			continue;
		}
		put(c, event, one);
	}
	if (held && !known)
		return;
	if (!held) {
		refine(c, e, &narrator);
		if (doubt.begin < doubt.end) {
			narrator.certainty = 2;
			narrator.cue = doubt;
		}
	}
	put(c, event, &narrator);
}

/* ---- bare denials --------------------------------------------------------------------------- */

/* Entities that a frame's subject names. */
static uint32_t subject_of(const cs_doc_t *d, const cs_frame_t *f)
{
	for (uint32_t i = f->arg_begin; i < f->arg_end; i++) {
		const cs_arg_t *a = &d->args.p[i];
		uint32_t m = a->slot == CS_SLOT_SUBJ && d->mention_of ? d->mention_of[a->head] : CS_NONE;
		if (m != CS_NONE)
			return d->mentions.p[m].entity;
	}
	return CS_NONE;
}

/* The last accusation before a frame against this entity: what it is about, or itself. */
static uint32_t accusation(const cs_claiming_t *c, uint32_t sent, uint32_t before, uint32_t who)
{
	const cs_doc_t *d = c->d;
	const cs_entity_t *ent = &d->entities.p[who];
	cs_part_t part = {.entity = who, .code = ent->code};
	for (uint32_t i = d->events.n; i-- > 0;) {
		const cs_event_t *e = &d->events.p[i];
		if (e->sent > sent || (e->sent == sent && e->trigger.begin >= before))
			continue;
		if (e->sent + DENIAL_FAR < sent)
			return CS_NONE;
		const cs_cue_class_t *cls = cs_cue_class(c, &d->frames.p[e->frame]);
		if (!cls || cls->stance != CS_BLAMES || !e->source.n)
			continue;
		for (uint32_t k = 0; k < e->target.n; k++)
			if (cs_same_part(d, &e->target.p[k], &part))
				return e->about != CS_NONE ? e->about : i;
	}
	return CS_NONE;
}

/* "Turkey accused Russia of bombing the town. Moscow denied it": a claim on the bombing. */
static void bare_denials(cs_claiming_t *c)
{
	cs_doc_t *d = c->d;
	for (uint32_t f = 0; f < d->frames.n; f++) {
		const cs_frame_t *p = &d->frames.p[f];
		const cs_cue_class_t *cls = p->kind == CS_PRED_VERB ? cs_cue_class(c, p) : NULL;
		if (!cls || cls->stance != CS_DENIES || negated(c, f) || !denies_share(d, p))
			continue;
		uint32_t who = subject_of(d, p);
		uint32_t about =
		    who == CS_NONE ? CS_NONE : accusation(c, p->sent, d->words.p[p->head].begin, who);
		if (about == CS_NONE || about == c->of_frame[f])
			continue;
		cs_claim_t *claim = CS_PUSH(&d->arena, &d->claims);
		*claim = (cs_claim_t){
		    .event = about, .said = CS_NONE, .by = c->of_frame[f], .stance = CS_DENIES};
		for (uint32_t s = 0; s < d->said.n; s++)
			if (d->said.p[s].frame == f)
				claim->said = s;
		*CS_PUSH(&d->arena, &claim->holders) = who;
	}
}

static int by_event(const void *va, const void *vb)
{
	const cs_claim_t *a = va, *b = vb;
	return a->event < b->event ? -1 : a->event > b->event;
}

/* Bare denials were noted last; a stable order: insertion, nearly sorted. */
static void order(cs_doc_t *d, uint32_t from)
{
	for (uint32_t i = from; i < d->claims.n; i++) {
		cs_claim_t one = d->claims.p[i];
		uint32_t k = i;
		for (; k > 0 && by_event(&d->claims.p[k - 1], &one) > 0; k--)
			d->claims.p[k] = d->claims.p[k - 1];
		d->claims.p[k] = one;
	}
}

void cs_claim_run(const cs_lex_t *lex, cs_doc_t *d, cs_arena_t *scratch)
{
	cs_claiming_t c = {.lex = lex, .d = d, .scratch = scratch};
	if (d->events.n == 0)
		return;
	c.of_frame = CS_NEW_N(scratch, uint32_t, d->frames.n);
	for (uint32_t i = 0; i < d->frames.n; i++)
		c.of_frame[i] = CS_NONE;
	for (uint32_t i = 0; i < d->events.n; i++)
		c.of_frame[d->events.p[i].frame] = i;
	cs_incidents(&c);
	if (!lex->cues)
		return;
	for (uint32_t i = 0; i < d->events.n; i++)
		claims_of(&c, i);
	uint32_t n = d->claims.n;
	bare_denials(&c);
	order(d, n);
	cs_disputes(&c);
}
