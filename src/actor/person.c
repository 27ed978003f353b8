/* person.c - persons by a part of their name: a surname alone, behind a title, a first name.
 *
 * Whom the document has introduced comes first (full name first, surname later, as news has it);
 * else who holds an office of that title, or a post in a country that the document speaks of, on
 * its date. Where two fit equally, nobody is meant.
 *
 * Offices and terms are the lexicon's. Cost: linear in the persons of a surname, at most
 * CS_MAX_SURNAMES. Middle names, but for one initial, are left out. */
#include "actor/actor_int.h"

/* An entity of the document whose name ends in these words, the newest that sex allows. */
uint32_t cs_by_surname(cs_finder_t *f, cs_str_t words, char sex, bool person)
{
	uint32_t space = words.n;
	while (space > 0 && words.p[space - 1] != ' ')
		space--;
	uint32_t id = cs_intern_find(&f->local, cs_str(words.p + space, words.n - space));
	uint32_t k = id == CS_NONE ? CS_NONE : cs_map_get(&f->by_surname, id), by_given = CS_NONE;
	for (uint32_t n = 0; k != CS_NONE && n < CS_MAX_SAME_NAME; n++) {
		const cs_doc_name_t *x = &f->names.p[k];
		const cs_entity_t *e = &f->doc->entities.p[x->entity];
		bool tail = x->full.n >= words.n &&
		            memcmp(x->full.p + x->full.n - words.n, words.p, words.n) == 0 &&
		            (x->full.n == words.n || x->full.p[x->full.n - words.n - 1] == ' ');
		if (tail && !(sex && e->sex && e->sex != sex) && (!person || e->type == CS_ENT_PERSON)) {
			if (!x->given)
				return x->entity;
			/* A first name that two have is nobody's. */
			by_given = by_given == CS_NONE || by_given == x->entity ? x->entity : CS_NONE - 1;
		}
		k = x->next;
	}
	return by_given == CS_NONE - 1 ? CS_NONE : by_given;
}

/* A surname alone: the one person of this name who holds, on the day, an office that counts (a
 * post), if the text speaks of that country. "Kerry" in 2014, in a text on the United States. */
uint32_t cs_in_office(cs_finder_t *f, const cs_phrase_t *p)
{
	uint32_t n = 0, found = CS_NONE, lesser = CS_NONE, top = CS_NONE;
	/* lesser: in politics without a post, in the country of the text; top: leads a state, or its
	 * diplomacy, while the text speaks of no country above all others */
	const cs_word_t *w = &f->doc->words.p[p->core];
	const uint32_t *who =
	    w->norm_id == CS_NONE ? NULL : cs_actor_surname(f->actors, w->norm_id, &n);

	if (p->core + 1 != p->core_end || f->day == CS_NO_DAY)
		return CS_NONE;
	for (uint32_t i = 0; who && i < n && i < CS_MAX_SURNAMES; i++) {
		const cs_actor_t *a = cs_actor_at(f->actors, who[i]);
		cs_held_t held;
		if (p->sex && a->sex && p->sex != a->sex)
			continue;
		bool seen = cs_country_seen(f, cs_actor_country(f->actors, who[i])) != 0;
		if (!seen && f->context != CS_NONE)
			continue;
		cs_actor_on(f->actors, f->scratch, who[i], f->day, &held);
		if (!seen) {
			uint32_t posts =
			    held.office_actor == CS_NONE ? 0 : cs_actor_at(f->actors, held.office_actor)->posts;
			if (posts & (CS_HEADS | 1 << CS_POST_FOREIGN))
				top = top == CS_NONE ? who[i] : CS_NONE - 1;
			continue;
		}
		if (held.office_actor == CS_NONE || !cs_actor_at(f->actors, held.office_actor)->posts) {
			bool politics = held.roles && (strstr(held.roles, "GOV") || strstr(held.roles, "LEG") ||
			                               strstr(held.roles, "OPP") || strstr(held.roles, "PTY"));
			if (politics && cs_actor_country(f->actors, who[i]) == f->context)
				lesser = lesser == CS_NONE ? who[i] : CS_NONE - 1;
			continue;
		}
		if (found != CS_NONE)
			return CS_NONE;
		found = who[i];
	}
	if (found != CS_NONE)
		return found;
	if (lesser != CS_NONE)
		return lesser == CS_NONE - 1 ? CS_NONE : lesser;
	return top == CS_NONE - 1 ? CS_NONE : top;
}

/* "Harry M. Reid" of Harry Reid: the first and the last word are the same, one of them has one
 * letter more between. */
static bool same_but_middle(cs_str_t full, cs_str_t words)
{
	cs_str_t first, second, middle, last = words, rest = full;
	return cs_split(&rest, ' ', &first) && cs_split(&last, ' ', &second) && cs_eq(first, second) &&
	       cs_split(&last, ' ', &middle) && middle.n == 1 && rest.n && cs_eq(rest, last);
}

/* "President Macron": a surname of the lexicon behind a title of an office the person held. Who
 * holds it on the day goes before who held it, then whose country the text speaks of; two that fit
 * equally are nobody. */
uint32_t cs_by_title_and_surname(cs_finder_t *f, const cs_phrase_t *p, uint32_t country)
{
	uint32_t n = 0, best = CS_NONE;
	int best_score = 0;
	bool tie = false;
	const cs_word_t *w = &f->doc->words.p[p->core_end - 1];
	const uint32_t *who =
	    w->norm_id == CS_NONE ? NULL : cs_actor_surname(f->actors, w->norm_id, &n);
	cs_str_t words = cs_folded_words(f, p->core, p->core_end);

	for (uint32_t i = 0; who && i < n && i < CS_MAX_SURNAMES; i++) {
		const cs_actor_t *a = cs_actor_at(f->actors, who[i]);
		cs_str_t full = cs_folded_atoms(f, a->name);
		bool tail = full.n >= words.n && memcmp(full.p + full.n - words.n, words.p, words.n) == 0;
		bool front = (full.n >= words.n && memcmp(full.p, words.p, words.n) == 0) ||
		             same_but_middle(full, words);
		if ((!tail && !front) || (p->sex && a->sex && p->sex != a->sex))
			continue;
		for (uint32_t k = 0; k < a->n_tenures; k++) {
			const cs_tenure_t *t = cs_tenure_at(f->actors, a, k);
			if (t->office == CS_NONE || !cs_title_has(f, f->ph.p[p->title].node, t->office))
				continue;
			uint32_t c = cs_actor_country(f->actors, t->office);
			if (country != CS_NONE && c != country)
				continue;
			int32_t day = f->day;
			int score = day == CS_NO_DAY                 ? 10 + 10 * (t->to == CS_DAY_MAX)
			            : t->from <= day && day <= t->to ? 30
			            : t->to < day                    ? 20
			                                             : 10;
			score += c == f->context ? 4 : cs_country_seen(f, c) ? 2 : 0;
			if (score == best_score && best != who[i])
				tie = true;
			if (score > best_score) {
				best = who[i];
				best_score = score;
				tie = false;
			}
		}
	}
	return tie ? CS_NONE : best;
}

/* Another spelling of a first name before a surname of the lexicon: "Gennadi" for Gennady. The one
 * such person, if the text speaks of the country. */
uint32_t cs_other_spelling(cs_finder_t *f, const cs_phrase_t *p, cs_str_t words)
{
	uint32_t n = 0, found = CS_NONE;
	const cs_word_t *w = &f->doc->words.p[p->core_end - 1];
	const uint32_t *who = w->norm_id == CS_NONE || p->core_end - p->core < 2
	                          ? NULL
	                          : cs_actor_surname(f->actors, w->norm_id, &n);
	cs_str_t rest = words, given;

	if (!who || !cs_split(&rest, ' ', &given) || given.n < 4)
		return CS_NONE;
	for (uint32_t i = 0; i < n && i < CS_MAX_SURNAMES; i++) {
		const cs_actor_t *a = cs_actor_at(f->actors, who[i]);
		cs_str_t full = cs_folded_atoms(f, a->name), first;
		if (!cs_country_seen(f, cs_actor_country(f->actors, who[i])) ||
		    !cs_split(&full, ' ', &first) || first.n < 4 || memcmp(first.p, given.p, 4) != 0 ||
		    first.n > given.n + 2u || given.n > first.n + 2u ||
		    (p->sex && a->sex && p->sex != a->sex))
			continue;
		if (found != CS_NONE)
			return CS_NONE;
		found = who[i];
	}
	return found;
}
