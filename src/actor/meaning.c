/* meaning.c - which of its meanings an alias of the lexicon has here.
 *
 * Each meaning is given points: for existing on the date, being introduced already, in office, of a
 * country that stands beside it or that the document speaks of; the most points win, and two
 * persons with as many are nobody. A capital or a seat that acts is its government, elsewhere a
 * place.
 *
 * Points of our own, set on development data. Cost: linear in an alias's meanings, at most
 * CS_MAX_MEANINGS. Meanings are not weighed by how common they are in news. */
#include "actor/actor_int.h"

cs_title_walk_t cs_titles(const cs_finder_t *f, uint32_t node)
{
	return (cs_title_walk_t){node == CS_NONE ? CS_NONE : cs_alias_first(f->actors, node), 0};
}

const cs_alias_t *cs_title_next(const cs_finder_t *f, cs_title_walk_t *w)
{
	while (w->next != CS_NONE && w->seen++ < CS_MAX_MEANINGS) {
		const cs_alias_t *al = cs_alias_at(f->actors, w->next);
		w->next = al->next;
		if (al->kind == CS_AL_TITLE)
			return al;
	}
	return NULL;
}

bool cs_title_has(const cs_finder_t *f, uint32_t node, uint32_t office)
{
	cs_title_walk_t walk = cs_titles(f, node);
	for (const cs_alias_t *al; (al = cs_title_next(f, &walk));)
		if (al->ref == office)
			return true;
	return false;
}

/* ---- points --------------------------------------------------------------------------------- */

/* Does the name of a place stand for those who govern there? Not after a preposition of place,
 * not in a dateline, not as a modifier. */
static bool acting(const cs_finder_t *f, const cs_phrase_t *p)
{
	const cs_doc_t *doc = f->doc;
	uint32_t h = p->head;

	if (p->given)
		return true;
	const cs_sent_t *s = &doc->sents.p[doc->words.p[h].sent];
	if ((s->flags & CS_S_DATELINE) && h < s->dateline_end)
		return false;
	for (int i = 0;
	     i < 4 && doc->words.p[h].deprel == CS_REL_CONJ && doc->words.p[h].head != CS_NONE; i++)
		h = doc->words.p[h].head;
	switch ((cs_deprel_t)doc->words.p[h].deprel) {
	case CS_REL_COMPOUND:
	case CS_REL_AMOD:
	case CS_REL_NUMMOD:
	case CS_REL_LIST:
		return false;
	default:
		break;
	}
	uint32_t c = cs_child(doc, h, CS_REL_CASE);
	if (c == CS_NONE && p->begin > s->words.begin && doc->words.p[p->begin - 1].upos == CS_POS_ADP)
		c = p->begin - 1;
	if (c != CS_NONE && cs_word_is(&doc->words.p[c], "from"))
		return cs_rel_base((cs_deprel_t)doc->words.p[h].deprel) ==
		       CS_REL_NMOD; /* "pressure from Moscow" */
	if (c != CS_NONE && cs_word_is(&doc->words.p[c], "of") && doc->words.p[h].head != CS_NONE) {
		/* "the anger of Beijing" is the government's, "the streets of Beijing" are the city's. */
		const cs_word_t of = {.form = doc->words.p[doc->words.p[h].head].lemma};
		return cs_word_in(
		    &of, " anger ire wrath fury patience support approval backing blessing help view "
		         "position policy demand request refusal behest consent ally friend enemy foe "
		         "critic hand influence intention warning claim accusation protest objection "
		         "decision response reaction offer promise pressure part side ");
	}
	return c == CS_NONE ||
	       !cs_word_in(&doc->words.p[c],
	                   " in at near outside inside around across through over into within "
	                   "throughout along beyond off above below amid around of ");
}

/* How well an actor fits here; -1: not at all. country: of the phrase's owner, or CS_NONE. */
static int fitness(cs_finder_t *f, const cs_phrase_t *p, const cs_alias_t *al, uint32_t country)
{
	const cs_actor_t *a = cs_actor_at(f->actors, al->ref);
	int32_t day = f->day;
	int score = al->flags & CS_AL_WEAK ? 0 : al->flags & CS_AL_NAMED ? 12 : 8;
	uint32_t c = cs_actor_country(f->actors, al->ref);

	/* The country that the text speaks of: what it is about settles even a weak name (Georgia, in a
	 * text on the United States), if nothing else of the other's country stands there. */
	if (country != CS_NONE)
		score += c == country ? 6 : -6;
	if (c != CS_NONE && c == f->context)
		score += 9;
	else if (cs_country_seen(f, c))
		score += cs_country_seen(f, c) >= 3 ? 9 : 3;
	if (p->sex && a->kind == CS_A_PERSON && a->sex && a->sex != p->sex)
		return -1;
	if (day != CS_NO_DAY && (day < a->from || day > a->to))
		score -= 6;
	bool place = al->kind == CS_AL_CITY || al->kind == CS_AL_REGION;
	if (!place && cs_map_get(&f->by_actor, al->ref) != CS_NONE)
		score += 4;
	if (place || a->kind == CS_A_PLACE)
		score -= 2;
	if (a->kind == CS_A_PERSON) {
		cs_held_t held;
		cs_actor_on(f->actors, f->scratch, al->ref, day, &held);
		score += held.office ? 3 : held.former ? 1 : 0;
		if (p->title != CS_NONE && held.office_actor != CS_NONE &&
		    cs_title_has(f, f->ph.p[p->title].node, held.office_actor))
			score += 4;
	}
	return score;
}

/* Of aliases that have to be written as given, one word: "VA" is not "Va.". */
static bool written_as(const cs_finder_t *f, const cs_phrase_t *p, const cs_alias_t *al)
{
	if (!(al->flags & (CS_AL_CASE | CS_AL_WORD)) || p->core + 1 != p->core_end)
		return true;
	cs_case_t written = cs_case(f->doc->words.p[p->core].form);
	return written == cs_case(al->text) || written == CS_LOWER || f->lower;
}

/* A town that stands for a body in it: it does something, or has the body's judges ("judges in
 * Strasbourg"), and the text names the body, or people of its kind (judges, bankers, officers); of
 * a place that is nothing else to us ("Langley"), its country. */
static bool stands_for(const cs_finder_t *f, const cs_phrase_t *p, const cs_alias_t *al)
{
	const char *code = cs_actor_at(f->actors, al->ref)->code;
	size_t n = code ? strlen(code) : 0;
	const cs_alias_t *first = cs_alias_at(f->actors, cs_alias_first(f->actors, p->node));
	bool alone = first == al && al->next == CS_NONE;
	bool spoken_of = cs_map_get(&f->named, al->ref) != CS_NONE ||
	                 (n >= 6 && cs_map_get(&f->roles, cs_role_key(code + n - 3)) != CS_NONE) ||
	                 (alone && cs_country_seen(f, cs_actor_country(f->actors, al->ref)));
	uint32_t in = p->inside == CS_NONE ? CS_NONE : f->ph.p[p->inside].agent;
	bool court = in != CS_NONE && strcmp(cs_agent_at(f->actors, in)->code, "JUD") == 0;
	return spoken_of && ((court && code && strstr(code, "JUD")) || acting(f, p));
}

/* The meaning that fits best; NULL with *tie where two persons fit equally. */
static const cs_alias_t *choose(cs_finder_t *f, const cs_phrase_t *p, uint32_t country, bool *tie)
{
	const cs_alias_t *best = NULL;
	int best_score = -1;
	*tie = false;
	uint32_t first = cs_alias_first(f->actors, p->node), n = 0;
	bool only = first != CS_NONE && cs_alias_at(f->actors, first)->next == CS_NONE;

	for (uint32_t i = first; i != CS_NONE && n < CS_MAX_MEANINGS; n++) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		i = al->next;
		if (al->kind >= CS_AL_TITLE)
			continue;
		if (!only && !written_as(f, p, al))
			continue;
		if ((al->flags & CS_AL_CONTEXT) && cs_actor_at(f->actors, al->ref)->beside == CS_NONE &&
		    !cs_country_seen(f, cs_actor_country(f->actors, al->ref)))
			continue;
		if ((al->flags & CS_AL_NAMED) && !stands_for(f, p, al))
			continue;
		if (only && !p->sex)
			return al;
		int score = fitness(f, p, al, country);
		if (best && score == best_score && al->ref != best->ref &&
		    cs_actor_at(f->actors, al->ref)->kind == CS_A_PERSON &&
		    cs_actor_at(f->actors, best->ref)->kind == CS_A_PERSON)
			*tie = true;
		if (score > best_score) {
			best = al;
			best_score = score;
			*tie = false;
		}
	}
	return *tie ? NULL : best;
}

/* ---- names ---------------------------------------------------------------------------------- */

/* Has it no meanings but those that need a certain text? */
static bool context_only(const cs_finder_t *f, const cs_phrase_t *p, uint8_t flags)
{
	uint32_t n = 0;
	for (uint32_t i = cs_alias_first(f->actors, p->node); i != CS_NONE && n < CS_MAX_MEANINGS;
	     n++) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		if (al->kind < CS_AL_TITLE && !(al->flags & flags))
			return false;
		i = al->next;
	}
	return true;
}

uint32_t cs_resolve_name(cs_finder_t *f, uint32_t i, int depth)
{
	cs_phrase_t *p = &f->ph.p[i];
	uint32_t e, owner_country = CS_NONE;
	bool tie;

	if (p->owner != CS_NONE && (e = cs_resolve(f, p->owner, depth + 1)) != CS_NONE) {
		owner_country = f->doc->entities.p[e].country;
		p = &f->ph.p[i];
	}
	const cs_alias_t *al = choose(f, p, owner_country, &tie);

	if (p->core + 1 == p->core_end && f->by_surname.n &&
	    (!al || cs_case(f->doc->words.p[p->core].form) != CS_UPPER)) {
		/* After "Michael Jordan", "Jordan" is he; after "Hillary Clinton", "Mrs Clinton" is she. */
		const cs_actor_t *a = al ? cs_actor_at(f->actors, al->ref) : NULL;
		bool other = !a || (a->kind != CS_A_PERSON && al->kind == CS_AL_NAME);
		if (a && a->kind == CS_A_PERSON && cs_map_get(&f->by_actor, al->ref) == CS_NONE) {
			/* A surname that the lexicon lists goes to who is in office, whatever relatives the
			 * text has named; somebody less known yields to a namesake of the document. */
			cs_held_t held;
			cs_actor_on(f->actors, f->scratch, al->ref, f->day, &held);
			other = !held.office || !cs_country_seen(f, cs_actor_country(f->actors, al->ref));
		}
		if (other) {
			e = cs_by_surname(f, cs_folded_words(f, p->core, p->core_end), p->sex, true);
			if (e != CS_NONE)
				return e;
		}
	}
	if (!al && !tie &&
	    (context_only(f, p, CS_AL_NAMED) ||
	     (p->core + 1 == p->core_end && context_only(f, p, CS_AL_CONTEXT | CS_AL_NAMED))))
		return CS_NONE;
	if (!al) {
		uint32_t actor =
		    tie && p->title != CS_NONE ? cs_by_title_and_surname(f, p, owner_country) : CS_NONE;
		if (actor == CS_NONE && p->title == CS_NONE && p->core + 1 == p->core_end) {
			actor = cs_named_as(f, f->doc->words.p[p->core].norm_id);
			actor = actor == CS_NONE ? cs_in_office(f, p) : actor;
		}
		if (actor != CS_NONE)
			return cs_actor_entity(f, actor);
		cs_str_t words = cs_folded_words(f, p->core, p->core_end);
		uint32_t id = cs_local_id(f, words);
		if ((e = cs_map_get(&f->by_text, id)) != CS_NONE)
			return e;
		e = cs_entity_new(f, CS_ENT_PERSON, cs_text_of(f->doc, p->core, p->core_end));
		cs_map_put(f->scratch, &f->by_text, id, e);
		cs_introduce(f, e, words, false);
		return e;
	}
	p->alias = (uint32_t)(al - cs_alias_at(f->actors, 0));
	const cs_actor_t *a = cs_actor_at(f->actors, al->ref);
	uint32_t country = cs_actor_country(f->actors, al->ref);
	switch ((cs_alias_kind_t)al->kind) {
	case CS_AL_CITY:
	case CS_AL_REGION:
		return cs_place(f, al->ref, al);
	case CS_AL_CAPITAL:
		return acting(f, p) && country != CS_NONE ? cs_government(f, country, al->text)
		                                          : cs_place(f, al->ref, al);
	case CS_AL_SEAT:
		if (a->kind == CS_A_STATE || a->kind == CS_A_TERRITORY)
			return cs_government(f, al->ref, al->text);
		return cs_actor_entity(f, al->ref);
	default:
		break;
	}
	if ((a->kind == CS_A_STATE || a->kind == CS_A_TERRITORY) &&
	    (al->kind == CS_AL_ADJ || al->kind == CS_AL_PEOPLE))
		return cs_people_entity(f, al->ref, al);
	if (a->kind == CS_A_PLACE)
		return acting(f, p) && country != CS_NONE && !a->code ? cs_government(f, country, al->text)
		                                                      : cs_place(f, al->ref, al);
	return cs_actor_entity(f, al->ref);
}
