/* collect.c - which names of a document may be places, and what the words around each say of it.
 *
 * The mentions of the actor stage that are places by type or that act under a place's name; what the model of names
 * calls a place, or what stands behind "in", "near", "outside" as a name, where no mention is; datelines. Of each: the
 * word of place before it, what kind of place the words call it ("the province of X"), the country beside it ("the
 * Syrian town of X"), and what it is said to lie in ("X, Y"; "X in northern Y"; "Y's X"). Rules of our own. Cost: linear
 * in the words, and a few look-ups a candidate. Left out: nouns ("the city"), adjectives ("Syrian"). */
#include "place/place_int.h"

enum { NAME_MAX = 8 }; /* words */

static bool is_in(cs_str_t word, const char *list)
{
	return cs_listed(word, list);
}

bool cs_is_where(cs_str_t prep)
{
	return is_in(prep, " in at near inside outside within across throughout around into through "
	                   "off along beyond via onto above below beneath alongside amid ");
}

static const char regions[] = " province governorate region oblast state county district muhafazah "
                              "wilayat krai canton prefecture raion republic ";
static const char towns[] = " city town village suburb port capital settlement hamlet stronghold "
                            "township municipality neighborhood neighbourhood quarter borough ";
static const char compass[] = " northern southern eastern western central north south east west "
                              "north-eastern northeastern northwestern southeastern southwestern "
                              "northeast northwest southeast southwest upper lower downtown rural "
                              "greater neighboring neighbouring nearby mainland midtown ";
/* what lies in the place behind its "of", and is no kind of it: "a district of Zenda" */
static const char parts[] =
    " district region suburb port capital county neighborhood neighbourhood "
    "quarter borough stronghold settlement ";

static bool is_capital(const cs_word_t *w) /* written with one */
{
	return w->form.n && !cs_is_lower((uint8_t)w->form.p[0]) &&
	       (cs_is_upper((uint8_t)w->form.p[0]) ||
	        ((uint8_t)w->form.p[0] >= 0xc3 && (uint8_t)w->form.p[0] != 0xe2));
}

/* Written like names of places, and none: "the South", "in God", "pro-Zenda". */
static bool is_none(const cs_doc_t *d, uint32_t begin, uint32_t end)
{
	const cs_word_t *w = &d->words.p[begin];

	if (end - begin == 1 &&
	    (is_in(w->form, compass) || is_in(w->form, regions) || is_in(w->form, towns) ||
	     is_in(w->form, " airport street avenue road river island bay bridge "
	                    "estates station beach hotel hall ") ||
	     is_in(w->form, " god heaven hell congress legislature parliament "
	                    "senate internet islam christianity census union latin "
	                    "southerner northerner earth ")))
		return true;
	return cs_starts(w->form, "pro-") || cs_starts(w->form, "anti-") ||
	       cs_starts(w->form, "Pro-") || cs_starts(w->form, "Anti-");
}

static cs_str_t text_of(const cs_doc_t *d, uint32_t begin, uint32_t end)
{
	uint32_t at = d->words.p[begin].begin;
	return cs_str(d->buf.p + at, d->words.p[end - 1].end - at);
}

cs_str_t cs_place_behind(const cs_doc_t *d, uint32_t end)
{
	uint32_t at = d->words.p[end - 1].end;
	return cs_str(d->buf.p + at, d->buf.n - at);
}

static uint32_t head_of(const cs_doc_t *d, uint32_t begin, uint32_t end)
{
	for (uint32_t i = begin; i < end; i++) {
		const cs_word_t *w = &d->words.p[i];
		if (w->upos != CS_POS_PUNCT && (w->head == CS_NONE || w->head < begin || w->head >= end))
			return i;
	}
	return end - 1;
}

cs_str_t cs_place_prep(const cs_doc_t *d, uint32_t head)
{
	uint32_t c = cs_child(d, head, CS_REL_CASE);

	if (c == CS_NONE || c > head) /* "'s" comes behind */
		return (cs_str_t){"", 0};
	for (uint32_t k = d->words.p[c].next; k != CS_NONE && k < head; k = d->words.p[k].next)
		if (d->words.p[k].deprel == CS_REL_CASE)
			c = k; /* "from inside Zenda" */
	return d->words.p[c].lemma;
}

/* The preposition that stands before a name's words, over an article and "northern"; or CS_NONE. */
static uint32_t before(const cs_doc_t *d, uint32_t begin)
{
	uint32_t first = d->sents.p[d->words.p[begin].sent].words.begin, n = 0;

	for (uint32_t i = begin; i > first && n < 4; n++) {
		const cs_word_t *w = &d->words.p[--i];
		if (w->upos == CS_POS_ADP || w->upos == CS_POS_SCONJ)
			return i;
		if (w->upos != CS_POS_DET && !is_in(w->form, compass) &&
		    !cs_is_upper((uint8_t)w->form.p[0]))
			return CS_NONE;
		if (w->upos == CS_POS_PROPN && n == 0 && !is_in(w->form, compass))
			return CS_NONE;
	}
	return CS_NONE;
}

/* What the words say of the kind: "Idlib province", "the town of Zenda". */
static uint8_t wanted(const cs_doc_t *d, uint32_t begin, uint32_t end)
{
	const cs_sent_t *s = &d->sents.p[d->words.p[begin].sent];
	cs_str_t behind = end < s->words.end ? d->words.p[end].lemma : (cs_str_t){"", 0};
	cs_str_t ahead = {"", 0};

	if (begin >= s->words.begin + 2 && cs_eqz(d->words.p[begin - 1].lemma, "of"))
		ahead = is_in(d->words.p[begin - 2].lemma, parts) ? ahead : d->words.p[begin - 2].lemma;
	else if (begin > s->words.begin)
		ahead = d->words.p[begin - 1].lemma; /* "the city Zenda" */
	if (is_in(behind, regions) || is_in(ahead, regions))
		return CS_WANT_REGION;
	if (is_in(behind, towns) || is_in(ahead, towns))
		return CS_WANT_TOWN;
	return CS_WANT_ANY;
}

/* ---- what it lies in ------------------------------------------------------------------------ */

static uint32_t country_of_actor(const cs_placer_t *p, uint32_t actor)
{
	return actor == CS_NONE ? CS_NONE : p->p->actor_country[actor];
}

static uint32_t entity_country(const cs_placer_t *p, uint32_t mention)
{
	uint32_t e = mention == CS_NONE ? CS_NONE : p->d->mentions.p[mention].entity;
	return e == CS_NONE ? CS_NONE : country_of_actor(p, p->d->entities.p[e].country);
}

/* Adds the countries and regions that the name at `at` may be, behind `skip` words of no account. */
static void containers_at(cs_placer_t *p, uint32_t at, uint32_t limit, cs_cand_t *c)
{
	const cs_doc_t *d = p->d;

	for (int skip = 0; skip < 2 && at < limit; skip++, at++)
		if (d->words.p[at].upos != CS_POS_DET && !is_in(d->words.p[at].form, compass))
			break;
	for (uint32_t n = limit - at < 3 ? limit - at : 3; n > 0 && at < limit; n--) {
		if (!is_capital(&d->words.p[at]) || !is_capital(&d->words.p[at + n - 1]))
			continue;
		cs_str_t text = text_of(d, at, at + n);
		uint64_t key = cs_place_key(p->scratch, text);
		uint32_t before_n = c->n_within, many;
		for (uint32_t i = cs_site_first(p->lex->places, key); i != CS_NONE;
		     i = p->lex->places->name.p[i].next) {
			const cs_site_name_t *x = &p->lex->places->name.p[i];
			uint32_t g = p->p->site_place[x->site];
			if (g != CS_NONE && p->p->geo.place[g].kind <= CS_PK_REGION &&
			    (!x->exact || cs_place_written(x, text, cs_place_behind(d, at + n))) &&
			    c->n_within < CS_WITHIN_MAX)
				c->within[c->n_within++] = g;
		}
		const cs_geo_entry_t *e = cs_geo_find(&p->p->geo, key, &many);
		for (uint32_t i = 0; i < many && c->n_within < CS_WITHIN_MAX; i++)
			if (p->p->geo.place[e[i].place / 2].kind <= CS_PK_REGION)
				c->within[c->n_within++] = e[i].place / 2;
		if (c->n_within == before_n && d->mention_of) { /* "the U.K." */
			uint32_t m = d->mention_of[head_of(d, at, at + n)];
			uint32_t e2 = m == CS_NONE ? CS_NONE : d->mentions.p[m].entity;
			uint32_t g = e2 == CS_NONE || d->mentions.p[m].core != at
			                 ? CS_NONE
			                 : country_of_actor(p, d->entities.p[e2].actor);
			if (g != CS_NONE && c->n_within < CS_WITHIN_MAX)
				c->within[c->n_within++] = g;
		}
		if (c->n_within > before_n)
			return;
	}
}

bool cs_begins_more(const cs_doc_t *d, uint32_t word)
{
	const cs_word_t *w = &d->words.p[word];
	uint32_t end = d->sents.p[w->sent].words.end;

	for (int up = 0; up < 3 && w->head != CS_NONE && w->head > word && w->head < word + 4; up++) {
		if (w->deprel != CS_REL_COMPOUND && w->deprel != CS_REL_FLAT && w->deprel != CS_REL_AMOD)
			break;
		if (d->words.p[w->head].upos != CS_POS_PROPN && w->head < end)
			return true;
		w = &d->words.p[w->head];
	}
	return w->deprel == CS_REL_NSUBJ || w->deprel == CS_REL_NSUBJ_PASS;
}

static void find_containers(cs_placer_t *p, cs_cand_t *c, uint32_t inner)
{
	const cs_doc_t *d = p->d;
	const cs_sent_t *s = &d->sents.p[d->words.p[c->begin].sent];
	uint32_t e = c->end, limit = s->words.end;

	if (inner != CS_NONE)
		containers_at(p, inner, limit, c); /* the lexicon has "X, Y" as one */
	/* not "in Zenda, Ruritania attacked", "in Zenda, Ruritania lawmakers" */
	if (e + 1 < limit && is_in(d->words.p[e].form, " , ( ") && !cs_begins_more(d, e + 1))
		containers_at(p, e + 1, limit, c);
	if (e < limit && (is_in(d->words.p[e].lemma, regions) || is_in(d->words.p[e].lemma, towns)))
		e++; /* "Zenda province in western Ruritania" */
	if (e + 1 < limit && is_in(d->words.p[e].form, " , "))
		e++;
	if (e + 1 < limit && is_in(d->words.p[e].form, " in "))
		containers_at(p, e + 1, limit, c);
	/* "Y's X", "Y's northern X" */
	uint32_t b = c->begin;
	while (b > s->words.begin && c->begin - b < 2 && is_in(d->words.p[b - 1].form, compass))
		b--;
	if (b > s->words.begin + 1 && d->words.p[b - 1].xpos == CS_XP_POS)
		for (uint32_t n = 3; n > 0; n--)
			if (b >= s->words.begin + 1 + n && is_capital(&d->words.p[b - 1 - n])) {
				containers_at(p, b - 1 - n, b - 1, c);
				break;
			}
}

/* "the Syrian city of X", "the Iraqi town X", "X, a town in Iraq": the country of who stands beside it. */
static uint32_t hint_of(const cs_placer_t *p, const cs_cand_t *c)
{
	const cs_doc_t *d = p->d;
	uint32_t at = c->head;

	if (!d->mention_of)
		return CS_NONE;
	for (int step = 0; step < 2 && at != CS_NONE; step++) {
		for (uint32_t k = d->words.p[at].child; k != CS_NONE; k = d->words.p[k].next) {
			cs_deprel_t rel = (cs_deprel_t)d->words.p[k].deprel;
			if (k >= c->begin && k < c->end)
				continue;
			bool in = rel == CS_REL_NMOD && cs_eqz(cs_place_prep(d, k), "in");
			if (!in && !(k < c->begin && (rel == CS_REL_AMOD || rel == CS_REL_COMPOUND ||
			                              rel == CS_REL_NMOD_POSS || rel == CS_REL_NMOD)))
				continue;
			if (rel == CS_REL_NMOD && !in)
				continue;
			uint32_t m = d->mention_of[k];
			if (m != CS_NONE && d->mentions.p[m].type == CS_M_NAME &&
			    entity_country(p, m) != CS_NONE &&
			    d->entities.p[d->mentions.p[m].entity].type != CS_ENT_PERSON)
				return entity_country(p, m);
		}
		const cs_word_t *w = &d->words.p[at];
		bool named = w->deprel == CS_REL_APPOS || w->deprel == CS_REL_FLAT ||
		             w->deprel == CS_REL_COMPOUND || w->deprel == CS_REL_NMOD_DESC ||
		             (w->deprel == CS_REL_NMOD && cs_eqz(cs_place_prep(d, at), "of"));
		at = named ? w->head : CS_NONE;
		if (at != CS_NONE && !is_in(d->words.p[at].lemma, towns) &&
		    !is_in(d->words.p[at].lemma, regions))
			at = CS_NONE;
	}
	return CS_NONE;
}

/* ---- candidates ----------------------------------------------------------------------------- */

/* The words of a name that are its own: no article, nothing behind a comma (*inner: where that begins). */
static void trim(const cs_doc_t *d, uint32_t *begin, uint32_t *end, uint32_t *inner)
{
	*inner = CS_NONE;
	while (*end - *begin > 1 &&
	       (d->words.p[*begin].upos == CS_POS_DET || is_in(d->words.p[*begin].form, " the ")))
		++*begin;
	for (uint32_t i = *begin + 1; i + 1 < *end; i++) {
		if (!cs_eqz(d->words.p[i].form, ","))
			continue;
		*inner = i + 1;
		*end = i;
	}
	while (*end - *begin > 1 &&
	       (d->words.p[*end - 1].xpos == CS_XP_POS || d->words.p[*end - 1].upos == CS_POS_PUNCT))
		--*end;
}

static bool is_site(const cs_placer_t *p, uint32_t begin, uint32_t end)
{
	uint64_t key = cs_place_key(p->scratch, text_of(p->d, begin, end));
	return cs_site_first(p->lex->places, key) != CS_NONE;
}

/* "Gulf of Oman", "Guantanamo Bay", "Damascus International Airport": the lexicon has a place whose name goes on around
 * the one that was found. */
static void widen(const cs_placer_t *p, uint32_t *begin, uint32_t *end)
{
	const cs_doc_t *d = p->d;
	const cs_sent_t *s = &d->sents.p[d->words.p[*begin].sent];

	if (*begin >= s->words.begin + 2 && cs_eqz(d->words.p[*begin - 1].form, "of") &&
	    is_capital(&d->words.p[*begin - 2]) && p->cover[*begin - 2] == CS_NONE &&
	    is_site(p, *begin - 2, *end)) {
		*begin -= 2;
		return;
	}
	/* "West Palm Beach", "New England", of which the last words alone were found */
	if (*begin > s->words.begin && is_capital(&d->words.p[*begin - 1]) &&
	    p->cover[*begin - 1] == CS_NONE && d->words.p[*begin - 1].upos != CS_POS_DET &&
	    !is_in(d->words.p[*begin - 1].form, " the ")) {
		uint64_t key = cs_place_key(p->scratch, text_of(d, *begin - 1, *end));
		uint32_t n = 0;
		if (is_in(d->words.p[*begin - 1].form, compass))
			(void)cs_geo_find(&p->p->geo, key, &n);
		if (n || cs_site_first(p->lex->places, key) != CS_NONE) {
			--*begin;
			return;
		}
	}
	for (uint32_t n = 3; n > 0; n--) {
		uint32_t to = *end + n;
		if (to <= s->words.end &&
		    (d->words.p[*end].upos == CS_POS_PROPN || cs_eqz(d->words.p[*end].form, "of")) &&
		    is_capital(&d->words.p[to - 1]) && is_site(p, *begin, to)) {
			*end = to;
			return;
		}
	}
}

bool cs_place_word(const cs_placer_t *p, cs_site_word_t kind, uint32_t word)
{
	const cs_word_t *w = &p->d->words.p[word];
	return cs_site_word(p->lex->places, kind, w->norm_id, w->lemma_id);
}

/* Are the words part of a longer name of somebody or something else: "United States Navy"? */
static bool in_other_name(const cs_placer_t *p, uint32_t begin, uint32_t end)
{
	const cs_doc_t *d = p->d;
	const cs_word_t *w = d->words.p;
	uint32_t last = d->sents.p[w[begin].sent].words.end;

	if (begin >= d->sents.p[w[begin].sent].words.begin + 2 && cs_eqz(w[begin - 1].form, "of") &&
	    is_capital(&w[begin - 2]) && cs_place_word(p, CS_SW_BODY, begin - 2))
		return true; /* "University of Zenda" */
	if (end < last && cs_starts(w[end].form, "$") && !(w[end - 1].flags & CS_W_SPACE_AFTER))
		return true; /* "NZ$" */
	if (w[begin].name == CS_NAME_NONE)
		return false;
	uint8_t type = cs_name_type(w[begin].name);
	if (type != CS_ENT_ORG && type != CS_ENT_PERSON && type != CS_ENT_EVENT &&
	    type != CS_ENT_WEAPON)
		return false;
	bool more =
	    (end < last && w[end].name == cs_name_label(type, false)) || !cs_name_begins(w[begin].name);
	for (uint32_t i = begin; i < end && more; i++)
		more = w[i].name != CS_NAME_NONE && cs_name_type(w[i].name) == type;
	return more;
}

/* "Geneva Conventions", "Panama hats", "Mrs Colombia", "Hurricane Houston", "the film Chicago", "Real
 * Madrid", "the Bangladesh cricket team": a thing or somebody called after a place. */
static bool of_thing(const cs_placer_t *p, uint32_t begin, uint32_t end)
{
	const cs_word_t *w = p->d->words.p;
	const cs_sent_t *s = &p->d->sents.p[w[begin].sent];

	if (begin > s->words.begin && end - begin < 3) {
		bool big = is_capital(&w[begin - 1]);
		if (cs_place_word(p, CS_SW_TITLE, begin - 1) && (big || w[begin].upos == CS_POS_PROPN))
			return true;
		if (big && cs_place_word(p, CS_SW_TEAM, begin - 1))
			return true;
		if (!big && w[begin - 1].upos == CS_POS_NOUN && cs_place_word(p, CS_SW_MADE, begin - 1))
			return true;
	}
	if (end >= s->words.end)
		return false;
	/* "Boston United fans", "the New York Knicks play" */
	if (is_capital(&w[end]) && cs_place_word(p, CS_SW_TEAM, end))
		return true;
	if (w[end].upos == CS_POS_NOUN && cs_place_word(p, CS_SW_SIDE, end) && !is_capital(&w[end]))
		return true;
	if (w[end].upos == CS_POS_NOUN && end + 1 < s->words.end && w[end + 1].upos == CS_POS_NOUN &&
	    cs_place_word(p, CS_SW_SIDE, end + 1) && cs_place_word(p, CS_SW_SIDE, end))
		return true;
	if (w[end - 1].head == CS_NONE || w[end - 1].deprel == CS_REL_NMOD_POSS)
		return false;
	return (is_capital(&w[end]) && cs_place_word(p, CS_SW_WORK, end)) ||
	       (w[end].upos == CS_POS_NOUN && cs_place_word(p, CS_SW_THING, end));
}

static bool is_score(const cs_doc_t *d, uint32_t i, uint32_t end) /* "2-1", three words */
{
	const cs_word_t *w = &d->words.p[i];
	return i + 2 < end && w->form.n < 3 && cs_is_digit((uint8_t)w->form.p[0]) &&
	       cs_eqz(w[1].form, "-") && w[2].form.n < 3 && cs_is_digit((uint8_t)w[2].form.p[0]) &&
	       !(w->flags & CS_W_SPACE_AFTER);
}

/* "Brazil beat Germany 2-1": a team of a country, not the country. */
static bool plays(const cs_doc_t *d, uint32_t head)
{
	const cs_word_t *w = &d->words.p[head];
	const cs_sent_t *s = &d->sents.p[w->sent];
	uint32_t up = w->head;

	if (up == CS_NONE || (w->deprel != CS_REL_NSUBJ && w->deprel != CS_REL_OBJ &&
	                      w->deprel != CS_REL_OBL && w->deprel != CS_REL_NMOD))
		return false;
	if (!is_in(d->words.p[up].lemma,
	           " beat defeat draw lose win face play qualify thrash edge trounce eliminate match "
	           "final "))
		return false;
	for (uint32_t i = s->words.begin; i < s->words.end; i++)
		if (is_score(d, i, s->words.end) ||
		    is_in(d->words.p[i].lemma,
		          " match semi-final semifinal quarter-final quarterfinal qualifier innings wicket "
		          "midfielder goalkeeper striker batsman bowler scrum playoff play-off "))
			return true;
	return false;
}

static cs_cand_t *take(cs_placer_t *p, uint32_t begin, uint32_t end, uint32_t mention,
                       cs_strength_t strength)
{
	const cs_doc_t *d = p->d;
	uint32_t inner;

	trim(d, &begin, &end, &inner);
	if (begin >= end || end - begin > NAME_MAX || is_none(d, begin, end))
		return NULL;
	if (strength != CS_ST_SURE && !is_capital(&d->words.p[begin]) &&
	    !is_in(d->words.p[begin].form, " al el as ash ad ar an ") &&
	    !cs_starts(d->words.p[begin].form, "al-"))
		return NULL;
	uint32_t own = begin;
	if (inner == CS_NONE)
		widen(p, &begin, &end);
	if (strength != CS_ST_SITE && (in_other_name(p, begin, end) || of_thing(p, begin, end)))
		return NULL;
	if (end - begin == 1 && cs_eqz(d->words.p[begin].form, "Miss"))
		return NULL; /* a lady, or the verb; the state has a full stop */
	if (strength == CS_ST_SURE && plays(d, head_of(d, begin, end)))
		return NULL;
	/* "in The Atlantic": a paper, in the middle of a sentence */
	if (strength != CS_ST_SURE && begin > d->sents.p[d->words.p[begin].sent].words.begin + 1 &&
	    cs_eqz(d->words.p[begin - 1].form, "The") && d->words.p[begin - 2].upos != CS_POS_PUNCT)
		return NULL;
	for (uint32_t i = begin; i < end; i++)
		if (p->cover[i] != CS_NONE)
			return NULL;
	cs_cand_t *c = CS_PUSH(p->scratch, &p->cand);
	*c = (cs_cand_t){.begin = begin,
	                 .end = end,
	                 .head = head_of(d, begin, end),
	                 .mention = mention,
	                 .country = CS_NONE,
	                 .actor = CS_NONE,
	                 .lexicon_country = CS_NONE,
	                 .hint = CS_NONE,
	                 .strength = (uint8_t)strength,
	                 .is = {CS_NONE, CS_NONE}};
	for (uint32_t i = begin; i < end; i++)
		p->cover[i] = p->cand.n - 1;
	c->wider = begin < own;
	c->key = cs_place_key(p->scratch, text_of(d, begin, end));
	c->wants = wanted(d, begin, end);
	const cs_word_t *last = &d->words.p[end - 1];
	if (end - begin > 1 && (is_in(last->form, regions) || is_in(last->form, towns))) {
		c->bare = cs_place_key(p->scratch, text_of(d, begin, end - 1));
		c->wants = is_in(last->form, regions) ? CS_WANT_REGION : CS_WANT_TOWN;
	} else if (end - begin > 1 &&
	           cs_listed(d->words.p[begin].form, " al as ar ad an ash az at el ")) {
		uint32_t b = begin + 1;
		while (b + 1 < end && d->words.p[b].upos == CS_POS_PUNCT)
			b++;
		c->bare = cs_place_key(p->scratch, text_of(d, b, end));
	} else if (end - begin > 1 && is_in(d->words.p[begin].form, compass) &&
	           d->words.p[begin + 1].upos != CS_POS_PUNCT) {
		c->bare = cs_place_key(p->scratch, text_of(d, begin + 1, end)); /* "Eastern Aleppo" */
	} else if (end - begin == 1 && last->form.n > 3 && cs_starts(last->form, "al-")) {
		c->bare = cs_place_key(p->scratch, cs_str(last->form.p + 3, last->form.n - 3u));
	}
	uint32_t b = before(d, begin);
	c->where = (b != CS_NONE && cs_is_where(d->words.p[b].lemma)) ||
	           cs_is_where(cs_place_prep(d, c->head));
	find_containers(p, c, inner);
	c->hint = hint_of(p, c);
	return c;
}

cs_precision_t cs_place_kind(const cs_placer_t *p, uint32_t begin, uint32_t end)
{
	const cs_doc_t *d = p->d;
	uint32_t last = d->sents.p[d->words.p[begin].sent].words.end;

	if (end - begin > 1 && cs_place_word(p, CS_SW_LEAD, begin))
		return CS_PREC_REGION;
	for (uint32_t at = end - begin > 1 ? end - 1 : end; at <= end && at < last; at++) {
		if (at == end && d->words.p[at].upos == CS_POS_VERB)
			break;
		if (cs_place_word(p, CS_SW_AREA, at))
			return CS_PREC_REGION;
		if (cs_place_word(p, CS_SW_BELOW, at))
			return CS_PREC_BELOW;
		if (cs_place_word(p, CS_SW_HOUSE, at)) {
			uint32_t b = before(d, begin);
			return b != CS_NONE && cs_is_where(d->words.p[b].lemma) ? CS_PREC_BELOW : CS_PREC_NONE;
		}
	}
	return CS_PREC_NONE;
}

/* "the vicinity of Zenda", "Zenda district", "in Strelsau and Zenda": the words say that it is a place. */
static bool told_place(const cs_placer_t *p, uint32_t begin, uint32_t end, uint32_t head)
{
	const cs_doc_t *d = p->d;
	static const char around[] =
	    " vicinity outskirts city town village province governorate district "
	    "area countryside liberation suburb north south east west siege ";
	const cs_sent_t *s = &d->sents.p[d->words.p[begin].sent];

	if (begin > s->words.begin + 1 && cs_eqz(d->words.p[begin - 1].form, "of") &&
	    is_in(d->words.p[begin - 2].lemma, around))
		return true;
	/* "Harris County", "the Bab Qasim district" */
	if (cs_place_kind(p, begin, end) != CS_PREC_NONE)
		return true;
	const cs_word_t *w = &d->words.p[head];
	if (w->deprel != CS_REL_CONJ || w->head == CS_NONE || w->name != CS_NAME_NONE ||
	    !cs_is_where(cs_place_prep(d, w->head)) || !d->mention_of)
		return false;
	uint32_t m = d->mention_of[w->head];
	uint32_t e = m == CS_NONE ? CS_NONE : d->mentions.p[m].entity;
	return e != CS_NONE && d->mentions.p[m].type == CS_M_NAME &&
	       (d->entities.p[e].type == CS_ENT_GPE || d->entities.p[e].type == CS_ENT_LOC);
}

/* Does a name itself end in what it is, or begin with it: "Inguri River", "Lake Rudd"? */
static bool own_kind(const cs_placer_t *p, uint32_t begin, uint32_t end)
{
	return cs_place_word(p, CS_SW_LEAD, begin) || cs_place_word(p, CS_SW_AREA, end - 1) ||
	       cs_place_word(p, CS_SW_BELOW, end - 1);
}

/* Does a mention's entity tell a place, and how surely? */
static bool strength_of(const cs_placer_t *p, const cs_mention_t *m, cs_strength_t *out)
{
	const cs_doc_t *d = p->d;
	const cs_entity_t *e = &d->entities.p[m->entity];
	uint32_t b = m->core > 0 ? before(d, m->core) : CS_NONE;
	bool strict = b != CS_NONE && is_in(d->words.p[b].form, " in near at outside inside around ");

	if (e->type == CS_ENT_GPE || (e->type == CS_ENT_LOC && e->country != CS_NONE))
		*out = CS_ST_SURE;
	else if (e->type == CS_ENT_LOC || e->type == CS_ENT_FAC)
		*out = CS_ST_LIKELY;
	else if (e->actor == CS_NONE && e->agent == CS_NONE && !e->sex && m->core == m->begin &&
	         (m->core_end - m->core > 1 || e->type == CS_ENT_ORG) &&
	         is_site(p, m->core, m->core_end))
		*out = CS_ST_LIKELY; /* "Red Sea", whatever the model of names takes it for */
	else if (e->type == CS_ENT_ORG && e->actor == CS_NONE && e->country != CS_NONE && e->code &&
	         cs_ends(cs_strz(e->code), "GOV"))
		*out = CS_ST_GOV;
	else if (e->type == CS_ENT_ORG && e->actor == CS_NONE && e->agent == CS_NONE && !e->code &&
	         m->core_end - m->core > 1 && own_kind(p, m->core, m->core_end))
		*out = CS_ST_LIKELY; /* "Grant Park" */
	else if (e->type == CS_ENT_ORG && strict && e->actor == CS_NONE && e->agent == CS_NONE &&
	         !e->code && m->core == m->begin && !is_in(d->words.p[b].form, " at "))
		*out = CS_ST_WEAK; /* "in Cedar Rapids", which the model of names takes for a body */
	else if (e->type == CS_ENT_ORG && strict)
		*out = CS_ST_SITE;
	else if ((e->type == CS_ENT_PERSON || e->type == CS_ENT_OTHER) && e->actor == CS_NONE &&
	         e->agent == CS_NONE && !e->sex && m->core == m->begin &&
	         (strict || told_place(p, m->core, m->core_end, m->head)))
		*out = told_place(p, m->core, m->core_end, m->head) ? CS_ST_LIKELY : CS_ST_WEAK;
	else
		return false;
	return true;
}

static void take_mention(cs_placer_t *p, uint32_t i)
{
	const cs_doc_t *d = p->d;
	const cs_mention_t *m = &d->mentions.p[i];
	cs_strength_t strength;

	if (m->type != CS_M_NAME || m->entity == CS_NONE || !strength_of(p, m, &strength))
		return;
	const cs_entity_t *e = &d->entities.p[m->entity];
	cs_cand_t *c = take(p, m->core, m->core_end, i, strength);
	if (!c)
		return;
	c->acts = e->acts && strength != CS_ST_LIKELY; /* a place that was taken for a body */
	c->where |= told_place(p, m->core, m->core_end, m->head);
	if (c->wider)
		return; /* another name than the one that the lexicon knows */
	c->country = country_of_actor(p, e->country);
	c->lexicon_country = e->country;
	if (e->actor != CS_NONE) {
		uint8_t kind = cs_actor_at(p->lex->actors, e->actor)->kind;
		if (kind == CS_A_STATE || kind == CS_A_TERRITORY)
			c->actor = e->actor;
	}
	if (e->region && c->wants == CS_WANT_ANY)
		c->region = true;
}

/* The place at the beginning of a dateline, up to its comma, bracket or dash. */
static void take_dateline(cs_placer_t *p, const cs_sent_t *s)
{
	const cs_doc_t *d = p->d;
	uint32_t end = s->words.begin;

	while (end < s->dateline_end && end - s->words.begin < NAME_MAX &&
	       !is_in(d->words.p[end].form, " , ( - -- \xe2\x80\x93 \xe2\x80\x94 : / "))
		end++;
	cs_cand_t *c =
	    end > s->words.begin ? take(p, s->words.begin, end, CS_NONE, CS_ST_LIKELY) : NULL;
	if (c)
		c->dateline = c->where = true;
}

static bool calendar(const cs_word_t *w)
{
	return is_in(w->form, " january february march april may june july august september october "
	                      "november december monday tuesday wednesday thursday friday saturday "
	                      "sunday ");
}

/* Names that are no mention: what the model calls a place, and what stands behind a word of place. */
static void take_rest(cs_placer_t *p, const cs_sent_t *s, const uint8_t *named)
{
	const cs_doc_t *d = p->d;

	for (uint32_t i = s->words.begin; i < s->words.end; i++) {
		const cs_word_t *w = &d->words.p[i];
		if (named[i] || p->cover[i] != CS_NONE || !is_capital(w) || calendar(w))
			continue;
		uint8_t type = w->name == CS_NAME_NONE ? (uint8_t)CS_ENT_OTHER : cs_name_type(w->name);
		bool place = type == CS_ENT_GPE || type == CS_ENT_LOC || type == CS_ENT_FAC;
		bool behind = i > s->words.begin &&
		              is_in(d->words.p[i - 1].form, " in near at outside inside around ") &&
		              w->upos == CS_POS_PROPN;
		uint32_t to = i + 1; /* of the name as far as it is written with capitals */
		while (to < s->words.end && to < i + NAME_MAX && d->words.p[to].upos == CS_POS_PROPN &&
		       is_capital(&d->words.p[to]) && !named[to] && p->cover[to] == CS_NONE)
			to++;
		bool beside =
		    w->upos == CS_POS_PROPN && ((type == CS_ENT_OTHER && told_place(p, i, to, to - 1)) ||
		                                (to - i > 1 && own_kind(p, i, to)));
		if (!place && !beside && !(behind && type != CS_ENT_EVENT))
			continue;
		uint32_t end = i + 1;
		while (end < s->words.end && !named[end] && p->cover[end] == CS_NONE &&
		       (place
		            ? d->words.p[end].name != CS_NAME_NONE && !cs_name_begins(d->words.p[end].name)
		            : d->words.p[end].upos == CS_POS_PROPN && is_capital(&d->words.p[end]) &&
		                  !calendar(&d->words.p[end])))
			end++;
		cs_cand_t *c = take(p, i, end, CS_NONE, place ? CS_ST_LIKELY : CS_ST_WEAK);
		if (c && beside)
			c->where = true;
		i = end - 1;
	}
}

/* Last words of the names of persons: "Zenda" may be Jane Zenda. */
static void find_surnames(cs_placer_t *p)
{
	const cs_doc_t *d = p->d;

	for (uint32_t i = 0; i < d->entities.n; i++) {
		const cs_entity_t *e = &d->entities.p[i];
		cs_str_t name = e->name;
		if (e->type != CS_ENT_PERSON || e->plural || name.n == 0)
			continue;
		uint32_t at = name.n;
		while (at > 0 && name.p[at - 1] != ' ')
			at--;
		/* of somebody, or who has a first name: headlines make persons of "Isolate Zenda" */
		uint32_t space = cs_find(name, ' ');
		uint32_t first = cs_name_find(&p->lex->words, p->scratch, cs_str(name.p, space));
		if (at == 0 || (e->actor == CS_NONE && !e->sex &&
		                (first == CS_NONE || !cs_actor_given_name(p->lex->actors, first))))
			continue;
		uint64_t key = cs_place_key(p->scratch, cs_str(name.p + at, name.n - at));
		if (key)
			cs_map_put(p->scratch, &p->surname, key, i);
	}
}

void cs_place_collect(cs_placer_t *p)
{
	const cs_doc_t *d = p->d;
	uint8_t *named = CS_NEW_N(p->scratch, uint8_t, d->words.n);

	find_surnames(p);

	for (uint32_t i = 0; i < d->sents.n; i++)
		if (d->sents.p[i].flags & CS_S_DATELINE)
			take_dateline(p, &d->sents.p[i]);
	for (uint32_t i = 0; i < d->mentions.n; i++) {
		const cs_mention_t *m = &d->mentions.p[i];
		take_mention(p, i);
		for (uint32_t k = m->core; m->type == CS_M_NAME && k < m->core_end; k++)
			named[k] = 1;
	}
	for (uint32_t i = 0; i < d->sents.n; i++)
		take_rest(p, &d->sents.p[i], named);
}
