/* link.c - what belongs together among the phrases of one sentence.
 *
 *   owner       "Syrian" of "Syrian troops", "Kenya" of "Kenya's police"
 *   modifier    "rebel" of "rebel leader": taken up in the agent behind it
 *   title       "Foreign Minister" of "Foreign Minister Sergei Lavrov": taken up in the name
 *   same_as     "Sergei Lavrov, the Russian foreign minister,": two phrases, one entity
 *
 * Neighbourhood decides first, for it survives a wrong tree; the tree is asked where neighbours may
 * be strangers ("withdrew troops from Syria"). Phrases are taken from right to left, so that what
 * stands behind an agent is complete when it is looked at ("spokesman for the Syrian army"). Cost:
 * linear; every look to the left or right is bounded. Coordinated modifiers ("Russian and Syrian
 * troops") give their country to neither side: only the nearer one is taken. */
#include "actor/actor_int.h"

enum { LOOK = 6 };

static bool is_adjective(const cs_finder_t *f, const cs_phrase_t *p)
{
	const cs_word_t *w = &f->doc->words.p[p->head];
	return p->sort == CS_PH_NAME && (w->upos == CS_POS_ADJ || w->deprel == CS_REL_AMOD);
}

/* What the first name meaning of a phrase is, before anybody has settled which it is. */
static const cs_actor_t *guess(const cs_finder_t *f, const cs_phrase_t *p, uint32_t *index)
{
	for (uint32_t i = p->node == CS_NONE ? CS_NONE : cs_alias_first(f->actors, p->node);
	     i != CS_NONE;) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		if (al->kind < CS_AL_TITLE) {
			*index = al->ref;
			return cs_actor_at(f->actors, al->ref);
		}
		i = al->next;
	}
	return NULL;
}

static bool is_person(const cs_finder_t *f, const cs_phrase_t *p)
{
	uint32_t x;
	if (p->sort == CS_PH_UNKNOWN)
		return p->type == CS_ENT_PERSON;
	const cs_actor_t *a = p->sort == CS_PH_NAME ? guess(f, p, &x) : NULL;
	return a && a->kind == CS_A_PERSON;
}

static bool is_body(const cs_finder_t *f, const cs_phrase_t *p) /* an organisation or a group */
{
	uint32_t x;
	if (p->sort == CS_PH_UNKNOWN)
		return p->type == CS_ENT_ORG || p->type == CS_ENT_OTHER;
	const cs_actor_t *a = p->sort == CS_PH_NAME ? guess(f, p, &x) : NULL;
	return a && (a->kind == CS_A_ORG || a->kind == CS_A_GROUP);
}

static bool climbs_to(const cs_doc_t *doc, uint32_t w, uint32_t target)
{
	for (int i = 0; i < 5 && w != CS_NONE; i++) {
		if (w == target)
			return true;
		w = doc->words.p[w].head;
	}
	return false;
}

static bool prefixed(const cs_doc_t *doc, uint32_t begin, uint32_t sent_begin, const char *list)
{
	return begin >= sent_begin + 2 && cs_word_is(&doc->words.p[begin - 1], "-") &&
	       cs_word_in(&doc->words.p[begin - 2], list);
}

static void determiner(const cs_finder_t *f, cs_phrase_t *p, uint32_t at, uint32_t sent_begin)
{
	if (at == sent_begin)
		return;
	const cs_word_t *w = &f->doc->words.p[at - 1];
	if (cs_word_in(w, " the this that these those both "))
		p->definite = true;
	else if (w->upos == CS_POS_NUM || cs_word_in(w, " a an another some several many few two any "
	                                                "more other dozens hundreds thousands "))
		p->indefinite = true;
}

/* Looks to the left of an agent for what modifies it. */
static void look_left(cs_finder_t *f, const cs_sent_t *s, uint32_t from, uint32_t i)
{
	cs_doc_t *doc = f->doc;
	cs_phrase_t *p = &f->ph.p[i];
	uint32_t pos = p->begin, own = p->begin; /* own: how far the phrase reaches if nobody owns it */
	bool possessive = false, contiguous = true;

	for (int steps = 0; pos > s->words.begin && steps < LOOK; steps++) {
		uint32_t at = pos - 1, j = f->cover[at];
		const cs_word_t *w = &doc->words.p[at];
		if (j != CS_NONE && j >= from && j != i) {
			cs_phrase_t *q = &f->ph.p[j];
			if (q->dropped)
				break;
			if (q->sort == CS_PH_PRONOUN) {
				if (w->xpos == CS_XP_PRPS || w->deprel == CS_REL_NMOD_POSS)
					p->owner = j;
				break;
			}
			if (q->sort == CS_PH_AGENT && !possessive) {
				if (q->personal)
					break; /* "camp officials" */
				if (pos != p->begin && pos != own)
					break;
				if (q->plural && !climbs_to(doc, q->head, p->head))
					break;
				if (p->modifier == CS_NONE)
					p->modifier = q->agent;
				q->dropped = true;
				q->inside = i;
				for (uint32_t k = q->begin; k < q->end; k++)
					f->cover[k] = i;
				own = pos = q->begin;
				if (prefixed(doc, pos, s->words.begin, " anti pro non counter ")) {
					/* "anti-government protesters" are not the government's */
					if (p->modifier == q->agent)
						p->modifier = CS_NONE;
					own = pos = pos - 2;
				}
				continue;
			}
			if (q->sort == CS_PH_GIVEN || (q->inside != CS_NONE && q->inside != i))
				break;
			if (prefixed(doc, q->begin, s->words.begin, " anti pro non counter ") ||
			    q->owner != CS_NONE)
				break;
			/* "Tillerson spokesman R.C. Hammond": a name on either side is enough. */
			bool between = pos == p->core && p->end < s->words.end && f->cover[p->end] != CS_NONE &&
			               doc->words.p[p->end].upos == CS_POS_PROPN;
			if (!possessive && !is_adjective(f, q) && !climbs_to(doc, q->head, p->head) &&
			    !between && !(s->flags & CS_S_HEADLINE))
				break;
			if (!possessive &&
			    (doc->words.p[q->head].xpos == CS_XP_NNPS ||
			     (q->sort == CS_PH_UNKNOWN && q->type != CS_ENT_ORG && q->type != CS_ENT_PERSON)))
				break;
			q->inside = i;
			if (!q->against)
				p->owner = j;
			break;
		}
		if (cs_word_is(w, "'s") || cs_word_is(w, "'") || cs_word_is(w, "\xe2\x80\x99s") ||
		    cs_word_is(w, "\xe2\x80\x99")) {
			possessive = true;
			contiguous = false;
			pos = at;
			continue;
		}
		if (cs_word_is(w, "-") && pos == own && pos < p->core && at > s->words.begin &&
		    f->cover[at - 1] != CS_NONE && f->cover[at - 1] >= from) {
			/* "Turkish-backed rebels" are not Turkey's */
			cs_phrase_t *q = &f->ph.p[f->cover[at - 1]];
			if (q->inside == CS_NONE && q->sort != CS_PH_PRONOUN) {
				q->inside = i;
				own = q->begin;
			}
			break;
		}
		if (cs_word_is(w, "-") && pos == own && at > s->words.begin &&
		    cs_word_in(&doc->words.p[at - 1], " ex vice then co ")) {
			bool ex = cs_word_in(&doc->words.p[at - 1], " ex then ");
			p->former |= ex;
			p->lower_rank |= !ex;
			own = pos = at - 1;
			continue;
		}
		bool modifies = w->upos == CS_POS_ADJ || w->upos == CS_POS_NUM || w->upos == CS_POS_NOUN ||
		                w->upos == CS_POS_PROPN;
		bool participle =
		    w->deprel == CS_REL_AMOD && (w->upos == CS_POS_VERB || cs_ends(w->form, "ed"));
		if (participle) {
			/* A participle stands behind small words; behind a noun it is the verb. */
			uint8_t b = at > s->words.begin ? doc->words.p[at - 1].upos : (uint8_t)CS_POS_DET;
			modifies = b == CS_POS_DET || b == CS_POS_ADJ || b == CS_POS_ADP || b == CS_POS_NUM ||
			           b == CS_POS_PART || b == CS_POS_ADV || b == CS_POS_VERB || b == CS_POS_AUX ||
			           cs_word_is(&doc->words.p[at - (at > s->words.begin)], "-");
		}
		if (!modifies || w->deprel == CS_REL_ROOT || cs_is_subject(w))
			break;
		if (!possessive) {
			p->former |= cs_word_in(w, " former ex late then one-time ousted deposed toppled ");
			p->lower_rank |= cs_word_in(w, " deputy vice assistant under junior shadow elect ");
		}
		contiguous &= w->head != CS_NONE && w->head > at && w->head < p->end;
		pos = at;
		if (contiguous)
			own = pos;
	}
	p = &f->ph.p[i];
	if (p->owner != CS_NONE && f->ph.p[p->owner].sort != CS_PH_PRONOUN)
		p->begin = f->ph.p[p->owner].begin;
	else
		p->begin = own;
	determiner(f, p, p->begin, s->words.begin);
	if (possessive || (p->owner != CS_NONE && f->ph.p[p->owner].sort == CS_PH_PRONOUN))
		p->definite = true;
	if (doc->words.p[p->begin].upos == CS_POS_NUM)
		p->indefinite = true;
}

/* "rebels in Mali", "spokesman for the Syrian army", "University of Nairobi" */
static void look_right(cs_finder_t *f, const cs_sent_t *s, uint32_t from, uint32_t i)
{
	cs_doc_t *doc = f->doc;
	cs_phrase_t *p = &f->ph.p[i];
	uint32_t pos = p->end;

	if (pos + 1 >= s->words.end || doc->words.p[pos].upos != CS_POS_ADP)
		return;
	const cs_word_t *prep = &doc->words.p[pos];
	bool of = cs_word_is(prep, "of"), by_tree = cs_word_in(prep, " in from at ");
	bool to = (p->owned || p->personal) && cs_word_is(prep, "to"); /* "an aide to Roe" */
	if (!of && !to && (p->sort == CS_PH_UNKNOWN || (!by_tree && !cs_word_is(prep, "for"))))
		return;
	for (pos++; pos < s->words.end && pos < p->end + LOOK; pos++) {
		uint32_t k = f->cover[pos];
		const cs_word_t *w = &doc->words.p[pos];
		if (k == CS_NONE && p->owned && !by_tree && w->upos == CS_POS_NOUN &&
		    pos + 1 < s->words.end && cs_word_in(&doc->words.p[pos + 1], " at for of ")) {
			pos++; /* "director of research at the Acme Institute" */
			continue;
		}
		if (k == CS_NONE) {
			if (w->upos != CS_POS_DET && w->upos != CS_POS_ADJ && w->upos != CS_POS_NUM &&
			    !cs_word_in(w, " mr mrs ms dr sir "))
				return;
			continue;
		}
		for (int up = 0; up < 4 && f->ph.p[k].inside != CS_NONE; up++)
			k = f->ph.p[k].inside;
		cs_phrase_t *q = &f->ph.p[k];
		if (k < from || k == i || q->dropped || q->inside != CS_NONE || q->begin <= p->core ||
		    q->sort == CS_PH_PRONOUN || q->sort == CS_PH_GIVEN)
			return;
		uint32_t x;
		const cs_actor_t *a = is_adjective(f, q) ? guess(f, q, &x) : NULL;
		if (a && a->kind != CS_A_STATE && a->kind != CS_A_TERRITORY)
			return; /* "leader in Republican polls" */
		if (q->sort == CS_PH_AGENT && q->agent != CS_NONE &&
		    !cs_agent_at(f->actors, q->agent)->acts)
			return;
		if (by_tree && p->agent != CS_NONE && doc->words.p[p->end].upos == CS_POS_ADP) {
			/* Where officials meet says little about whose they are: "delegates in Astana". */
			const char *code = cs_agent_at(f->actors, p->agent)->code;
			uint32_t a0 = q->node == CS_NONE ? CS_NONE : cs_alias_first(f->actors, q->node);
			bool own =
			    cs_word_in(&doc->words.p[p->core_end - 1], " official officials authorities ");
			if (!own && a0 != CS_NONE && cs_alias_at(f->actors, a0)->kind == CS_AL_CAPITAL &&
			    (strcmp(code, "GOV") == 0 || strcmp(code, "LEG") == 0 || strcmp(code, "MED") == 0))
				return;
		}
		if (by_tree &&
		    (q->sort != CS_PH_NAME || !climbs_to(doc, doc->words.p[q->head].head, p->head)))
			return;
		if (!of && doc->words.p[q->head].head != CS_NONE &&
		    doc->words.p[doc->words.p[q->head].head].upos == CS_POS_VERB)
			return;
		p->owner = k;
		q->inside = i;
		p->end = q->end;
		return;
	}
}

/* An agent and the name behind it: one mention. */
static bool take_title(cs_finder_t *f, const cs_sent_t *s, uint32_t from, uint32_t i)
{
	cs_phrase_t *p = &f->ph.p[i];

	if (p->plural || p->end >= s->words.end)
		return false;
	uint32_t at = p->end;
	/* "President-elect Donald Trump" */
	if (at + 2 < s->words.end && cs_word_is(&f->doc->words.p[at], "-") &&
	    cs_word_in(&f->doc->words.p[at + 1], " elect designate "))
		at += 2;
	uint32_t k = f->cover[at];
	if (k == CS_NONE || k < from || k == i)
		return false;
	cs_phrase_t *q = &f->ph.p[k];
	if (q->begin != at || q->title != CS_NONE || q->dropped || q->inside != CS_NONE)
		return false;
	bool person = is_person(f, q) || (q->sort == CS_PH_UNKNOWN && q->type == CS_ENT_OTHER);
	bool several = p->agent != CS_NONE && cs_agent_at(f->actors, p->agent)->collective;
	if (several ? !is_body(f, q) : !person)
		return false;
	if (q->sort == CS_PH_UNKNOWN)
		q->type = several ? CS_ENT_ORG : CS_ENT_PERSON;
	q->title = i;
	p->dropped = true;
	p->inside = k;
	q->begin = p->begin;
	q->owner = p->owner;
	q->head = cs_phrase_head(f->doc, q->begin, q->core_end);
	if (q->head < p->core)
		q->head = q->core;
	if (p->owner != CS_NONE)
		f->ph.p[p->owner].inside = k;
	for (uint32_t w = p->core; w < p->core_end; w++)
		f->cover[w] = k;
	return true;
}

/* "He became president", "as president": says what somebody is, and names nobody. */
static bool predicate(const cs_finder_t *f, const cs_sent_t *s, const cs_phrase_t *p)
{
	const cs_doc_t *doc = f->doc;
	const cs_word_t *h = &doc->words.p[p->head];

	if (p->owner != CS_NONE || p->modifier != CS_NONE || p->plural || p->definite ||
	    p->indefinite || (s->flags & CS_S_HEADLINE) ||
	    (p->agent != CS_NONE && cs_agent_at(f->actors, p->agent)->collective))
		return false;
	if (p->begin > s->words.begin && cs_word_in(&doc->words.p[p->begin - 1], " as "))
		return true;
	if (cs_child(doc, p->head, CS_REL_COP) != CS_NONE)
		return true;
	return h->head != CS_NONE && (h->deprel == CS_REL_XCOMP || h->deprel == CS_REL_OBJ) &&
	       cs_word_in(&doc->words.p[h->head],
	                  " become becomes became becoming elect elected appoint appointed "
	                  "named remain remains remained be sworn ");
}

/* Is an agent that is also a name ("Congress", "Labour") another country's agent here? */
static void name_or_agent(cs_finder_t *f, cs_phrase_t *p)
{
	uint32_t a = CS_NONE, b = CS_NONE;

	if (p->owner == CS_NONE || !guess(f, p, &a))
		return;
	const cs_phrase_t *q = &f->ph.p[p->owner];
	if (q->sort == CS_PH_NAME && guess(f, q, &b) &&
	    cs_actor_country(f->actors, a) == cs_actor_country(f->actors, b)) {
		f->ph.p[p->owner].inside = (uint32_t)(p - f->ph.p);
		return; /* "the US Congress": the name, with its country before it */
	}
	p->sort = CS_PH_AGENT;
}

/* ---- one noun, several owners --------------------------------------------------------------- */

static bool adjectival(const cs_finder_t *f, const cs_phrase_t *p)
{
	for (uint32_t i = p->node == CS_NONE ? CS_NONE : cs_alias_first(f->actors, p->node);
	     i != CS_NONE;) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		if (al->kind == CS_AL_ADJ)
			return true;
		i = al->next;
	}
	return false;
}

/* "US, Iranian and Turkish officials": a phrase for each country before the last. */
static void share_noun(cs_finder_t *f, const cs_sent_t *s, uint32_t from, uint32_t i)
{
	const cs_doc_t *doc = f->doc;
	uint32_t left = f->ph.p[i].owner, last = i;

	if (left == CS_NONE || f->ph.p[left].end > f->ph.p[i].core || !adjectival(f, &f->ph.p[left]))
		return;
	const cs_agent_t *g =
	    f->ph.p[i].agent == CS_NONE ? NULL : cs_agent_at(f->actors, f->ph.p[i].agent);
	if (!f->ph.p[i].plural && !(g && g->collective))
		return;
	for (int n = 0; n < LOOK; n++) {
		uint32_t at = f->ph.p[left].begin;
		if (at < s->words.begin + 2)
			return;
		const cs_word_t *w = &doc->words.p[at - 1];
		if (w->upos != CS_POS_CCONJ && !cs_word_is(w, ","))
			return;
		uint32_t r = f->cover[at - 2];
		if (r == CS_NONE || r < from || f->ph.p[r].sort != CS_PH_NAME ||
		    f->ph.p[r].inside != CS_NONE || f->ph.p[r].core_end != at - 1 ||
		    !adjectival(f, &f->ph.p[r]))
			return;
		cs_phrase_t *q = cs_phrase_new(f, f->ph.p[r].begin, f->ph.p[r].end, CS_PH_AGENT);
		const cs_phrase_t *p = &f->ph.p[i];
		uint32_t self = f->ph.n - 1;
		q->core = p->core;
		q->core_end = p->core_end;
		q->head = f->ph.p[r].head;
		q->node = p->node;
		q->agent = p->agent;
		q->modifier = p->modifier;
		q->plural = p->plural;
		q->former = p->former;
		q->lower_rank = p->lower_rank;
		q->owner = r;
		f->ph.p[r].inside = self;
		f->ph.p[last].with = self;
		last = self;
		left = r;
	}
}

/* ---- apposition ----------------------------------------------------------------------------- */

static bool small_word(cs_str_t w)
{
	return cs_eqz(w, "of") || cs_eqz(w, "the") || cs_eqz(w, "for") || cs_eqz(w, "and") ||
	       cs_eqz(w, "in") || cs_eqz(w, "to") || cs_eqz(w, "on");
}

/* "FSA" of "Free Syrian Army": its letters are first letters of the words, in order. */
static bool initials(const cs_doc_t *doc, cs_str_t acronym, uint32_t begin, uint32_t end)
{
	uint32_t k = 0, words = 0;

	for (uint32_t i = begin; i < end; i++) {
		cs_str_t w = doc->words.p[i].form;
		if (small_word(w) || !cs_is_alpha((uint8_t)w.p[0]))
			continue;
		words++;
		char c = cs_is_lower((uint8_t)w.p[0]) ? (char)(w.p[0] - 32) : w.p[0];
		if (k < acronym.n && acronym.p[k] == c)
			k++;
		else if (k == 0)
			return false;
	}
	return words > 1 && k == acronym.n;
}

static void apposition(cs_finder_t *f, const cs_sent_t *s, uint32_t x, uint32_t y)
{
	const cs_doc_t *doc = f->doc;
	cs_phrase_t *p = &f->ph.p[x], *q = &f->ph.p[y];
	uint32_t end = p->end, begin = q->begin;

	if (end >= s->words.end)
		return;
	const cs_word_t *sep = &doc->words.p[end];
	if (cs_word_is(sep, "(") && begin == end + 1 && q->end < s->words.end &&
	    cs_word_is(&doc->words.p[q->end], ")")) {
		cs_str_t acronym = doc->words.p[q->core].form;
		bool named = p->sort == CS_PH_NAME || p->sort == CS_PH_UNKNOWN;
		if (!named || q->core + 1 != q->core_end || !initials(doc, acronym, p->core, p->core_end))
			return;
		if (q->sort == CS_PH_UNKNOWN)
			q->same_as = x;
		else if (q->sort == CS_PH_NAME && p->sort == CS_PH_UNKNOWN)
			p->same_as = y;
		return;
	}
	uint32_t np = begin; /* with its determiner */
	while (np > end + 1 && np + 3 > begin && doc->words.p[np - 1].upos == CS_POS_ADJ)
		np--; /* "a prominent national pollster" */
	if (np > end && doc->words.p[np - 1].upos == CS_POS_DET)
		np--;
	else if (np < begin)
		np = begin;
	if (!cs_word_is(sep, ",") || np != end + 1)
		return;
	bool first = p->sort == CS_PH_NAME || p->sort == CS_PH_UNKNOWN;
	cs_phrase_t *name = first ? p : q, *agent = first ? q : p;
	if (agent->sort != CS_PH_AGENT || (name->sort != CS_PH_NAME && name->sort != CS_PH_UNKNOWN) ||
	    agent->same_as != CS_NONE)
		return;
	bool several = agent->plural ||
	               (agent->agent != CS_NONE && cs_agent_at(f->actors, agent->agent)->collective);
	bool unclear = name->sort == CS_PH_UNKNOWN && name->type == CS_ENT_OTHER;
	/* "Teck, the Canadian mining company": the noun knows better what an unknown name is of */
	bool misread = several && name->sort == CS_PH_UNKNOWN && name->type == CS_ENT_PERSON;
	if (several ? agent->plural || (!is_body(f, name) && !unclear && !misread)
	            : !is_person(f, name) && !unclear)
		return;
	const cs_word_t *qw = &doc->words.p[q->head];
	bool by_tree = qw->deprel == CS_REL_APPOS && qw->head != CS_NONE && qw->head >= p->begin &&
	               qw->head < p->end;
	/* Without the tree: closed by a comma or the sentence's end, and no member of a list. */
	bool closed = q->end >= s->words.end || cs_word_in(&doc->words.p[q->end], " , . ; who ") ||
	              cs_word_is(&doc->words.p[q->end], ".") || cs_word_is(&doc->words.p[q->end], ",");
	if (!by_tree && (!closed || qw->deprel == CS_REL_CONJ ||
	                 (first && np == begin && !agent->definite && agent->owner == CS_NONE)))
		return;
	if (unclear || misread)
		name->type = several ? CS_ENT_ORG : CS_ENT_PERSON;
	agent->same_as = (uint32_t)(name - f->ph.p);
}

/* "Kenya's Acme Bank", "the Illinois Board of Elections": the state of a body that the lexicon does
 * not have. */
static void state_before(cs_finder_t *f, const cs_sent_t *s, uint32_t from, uint32_t i)
{
	cs_phrase_t *p = &f->ph.p[i];
	uint32_t at = p->begin, x;

	if (at > s->words.begin + 1 && cs_word_in(&f->doc->words.p[at - 1], " 's \xe2\x80\x99s "))
		at--;
	uint32_t k = at > s->words.begin ? f->cover[at - 1] : CS_NONE;
	if (k == CS_NONE || k < from || k == i || f->ph.p[k].dropped || f->ph.p[k].inside != CS_NONE ||
	    f->ph.p[k].sort != CS_PH_NAME ||
	    (at == p->begin && !is_adjective(f, &f->ph.p[k]) &&
	     !climbs_to(f->doc, f->ph.p[k].head, p->head)))
		return;
	const cs_actor_t *a = guess(f, &f->ph.p[k], &x);
	if (!a || (a->kind != CS_A_STATE && a->kind != CS_A_TERRITORY && a->kind != CS_A_PLACE))
		return;
	if (p->by_agent == CS_NONE && cs_body_of(f, p) == CS_NONE)
		return;
	p->owner = k;
	p->begin = f->ph.p[k].begin;
	f->ph.p[k].inside = i;
}

/* A campaign that does something, or to which something is done: "Roe's campaign said", not "in his
 * campaign", "suspended his campaign", "campaign contributions". */
static bool bodily(const cs_finder_t *f, const cs_phrase_t *p)
{
	const cs_doc_t *doc = f->doc;
	const cs_word_t *h = &doc->words.p[p->head];
	uint32_t c = cs_child(doc, p->head, CS_REL_CASE);

	if (p->agent == CS_NONE || !cs_agent_at(f->actors, p->agent)->collective || cs_is_subject(h))
		return true;
	if (h->deprel == CS_REL_CONJ && h->head != CS_NONE && cs_is_subject(&doc->words.p[h->head]))
		return true;
	return c != CS_NONE && cs_word_in(&doc->words.p[c], " by from with to against between ");
}

/* "Roe's campaign", "his campaign", "allies of Roe": is there a person whose it is? */
static bool of_person(const cs_finder_t *f, const cs_sent_t *s, uint32_t from, const cs_phrase_t *p)
{
	const cs_doc_t *doc = f->doc;

	for (uint32_t at = p->begin, n = 0; at > s->words.begin && n < 4; n++) {
		const cs_word_t *w = &doc->words.p[--at];
		uint32_t k = f->cover[at];
		if (k != CS_NONE && k >= from && f->ph.p[k].sort != CS_PH_AGENT)
			return is_person(f, &f->ph.p[k]) ||
			       (f->ph.p[k].sort == CS_PH_UNKNOWN && f->ph.p[k].type == CS_ENT_OTHER) ||
			       cs_word_in(w, " his her ") /* "their campaign" is anybody's */;
		if (k != CS_NONE || (w->upos != CS_POS_ADJ && w->upos != CS_POS_PART &&
		                     w->upos != CS_POS_NOUN && !cs_ends(w->form, "s")))
			break;
	}
	uint32_t at = p->end;
	if (at >= s->words.end || !cs_word_in(&doc->words.p[at], " of to "))
		return false;
	for (uint32_t n = 0; ++at < s->words.end && n < 3; n++)
		if (f->cover[at] != CS_NONE && f->cover[at] >= from)
			return is_person(f, &f->ph.p[f->cover[at]]) ||
			       (f->ph.p[f->cover[at]].sort == CS_PH_AGENT && n < 2);
	return false;
}

void cs_link_sentence(cs_finder_t *f, uint32_t sent, uint32_t from, uint32_t to)
{
	const cs_doc_t *doc = f->doc;
	const cs_sent_t *s = &doc->sents.p[sent];

	for (uint32_t i = to; i-- > from;) {
		cs_phrase_t *p = &f->ph.p[i];
		char sex = 0;
		if (p->dropped)
			continue;
		if (p->sort == CS_PH_AGENT || (p->sort == CS_PH_NAME && p->agent != CS_NONE)) {
			bool both = p->sort == CS_PH_NAME;
			if (p->personal && (!of_person(f, s, from, p) || !bodily(f, p))) {
				p->dropped = true;
				for (uint32_t w = p->core; w < p->core_end; w++)
					f->cover[w] = CS_NONE;
				continue;
			}
			look_left(f, s, from, i);
			p = &f->ph.p[i];
			if (both) {
				name_or_agent(f, p);
				if (p->sort == CS_PH_NAME)
					continue;
			}
			if (take_title(f, s, from, i))
				continue;
			if (f->ph.p[i].before) {
				f->ph.p[i].dropped = true;
				continue;
			}
			if (p->owner == CS_NONE)
				look_right(f, s, from, i);
			if (predicate(f, s, &f->ph.p[i]))
				f->ph.p[i].dropped = true;
			continue;
		}
		if (p->sort == CS_PH_UNKNOWN && p->owner == CS_NONE &&
		    (p->type == CS_ENT_ORG || p->type == CS_ENT_OTHER)) {
			state_before(f, s, from, i);
			if (p->owner == CS_NONE && p->type == CS_ENT_ORG)
				look_right(f, s, from, i);
		}
		p = &f->ph.p[i];
		if ((p->sort == CS_PH_NAME || p->sort == CS_PH_UNKNOWN) && p->begin == p->core &&
		    p->begin > s->words.begin && f->cover[p->begin - 1] == CS_NONE && p->title == CS_NONE) {
			const cs_word_t *w = &doc->words.p[p->begin - 1];
			if (cs_word_in(w, " mr sir mister "))
				sex = 'm';
			else if (cs_word_in(w, " mrs ms miss lady madam "))
				sex = 'f';
			if (sex || cs_word_in(w, " dr prof rev ")) {
				p->begin--;
				p->sex = sex;
				p->head = cs_phrase_head(doc, p->begin, p->core_end);
				if (p->sort == CS_PH_UNKNOWN)
					p->type = CS_ENT_PERSON;
			}
		}
	}
	/* Owners to the left may have grown by their titles since. */
	for (uint32_t i = from; i < to; i++) {
		cs_phrase_t *p = &f->ph.p[i];
		if (p->dropped || p->owner == CS_NONE || f->ph.p[p->owner].sort == CS_PH_PRONOUN)
			continue;
		if (f->ph.p[p->owner].begin < p->begin)
			p->begin = f->ph.p[p->owner].begin;
	}
	for (uint32_t i = from; i < to; i++)
		if (!f->ph.p[i].dropped && f->ph.p[i].sort == CS_PH_AGENT)
			share_noun(f, s, from, i);
	uint32_t before = CS_NONE;
	for (uint32_t i = from; i < to; i++) {
		cs_phrase_t *p = &f->ph.p[i];
		if (p->dropped || p->inside != CS_NONE || p->sort == CS_PH_PRONOUN)
			continue;
		if (before != CS_NONE)
			apposition(f, s, before, i);
		before = i;
	}
}
