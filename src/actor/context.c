/* context.c - which countries a document speaks of, and the one that it is about.
 *
 * Every alias that means one thing and is not weak counts for its country: states, their people and
 * capitals, bodies, persons, cities. The document is about a country that has most of the counts
 * (SHARE), and at least LEAST of them; else about none. News leaves out the country of its own
 * readers ("the president", "police", "Sen. Roe"), and what is left out is the country that the
 * rest is about.
 *
 * A plain rule, of our own; ICEWS and POLECAT use the place of publication or of the event in the
 * same way. Cost: linear in the aliases found. It says nothing of documents on two countries, and
 * in a sentence that speaks of others only. */
#include "actor/actor_int.h"

enum { LEAST = 3, SHARE_PERCENT = 60, ALONE_PERCENT = 85, MAX_CHAIN = 3, OFFICIAL = 3, NEAR = 2 };

/* The one country that this alias speaks for, or CS_NONE. */
static uint32_t country_of(const cs_finder_t *f, const cs_item_t *it)
{
	uint32_t found = CS_NONE, n = 0;

	if (!it->name)
		return CS_NONE;
	for (uint32_t i = cs_alias_first(f->actors, it->node); i != CS_NONE;) {
		const cs_alias_t *al = cs_alias_at(f->actors, i);
		i = al->next;
		if (al->kind >= CS_AL_TITLE || (al->flags & CS_AL_NAMED))
			continue;
		uint32_t c = cs_actor_country(f->actors, al->ref);
		if ((al->flags & (CS_AL_WEAK | CS_AL_CONTEXT)) || c == CS_NONE ||
		    (found != CS_NONE && c != found) || n++ > MAX_CHAIN)
			return CS_NONE;
		found = c;
	}
	return found;
}

/* A militant group that has no country of its own. */
static bool across_borders(const cs_finder_t *f, const cs_item_t *it)
{
	uint32_t i = it->name ? cs_alias_first(f->actors, it->node) : CS_NONE;
	if (i == CS_NONE || cs_alias_at(f->actors, i)->kind >= CS_AL_TITLE)
		return false;
	const char *code = cs_actor_at(f->actors, cs_alias_at(f->actors, i)->ref)->code;
	return code && strncmp(code, "IMG", 3) == 0;
}

/* Whose forces are named: bodies with a code of armed forces, and "American troops". */
static void weigh_armies(cs_finder_t *f)
{
	uint32_t total = 0, best_n = 0;

	f->army = CS_NONE;
	for (uint32_t i = 0; i < f->items.n; i++) {
		const cs_item_t *it = &f->items.p[i];
		uint32_t c = country_of(f, it);
		if (c == CS_NONE)
			continue;
		const char *code =
		    cs_actor_at(f->actors, cs_alias_at(f->actors, cs_alias_first(f->actors, it->node))->ref)
		        ->code;
		bool forces = code && strlen(code) == 6 && strcmp(code + 3, "MIL") == 0;
		if (i + 1 < f->items.n && it[1].begin == it->end && it[1].agent != CS_NONE)
			forces |= strcmp(cs_agent_at(f->actors, it[1].agent)->code, "MIL") == 0;
		if (!forces)
			continue;
		uint32_t n = cs_map_get(&f->armies, c);
		n = n == CS_NONE ? 1 : n + 1;
		cs_map_put(f->scratch, &f->armies, c, n);
		total++;
		if (n > best_n) {
			f->army = c;
			best_n = n;
		}
	}
	if (best_n < 2 || best_n * 100 < total * SHARE_PERCENT)
		f->army = CS_NONE;
}

void cs_weigh_countries(cs_finder_t *f)
{
	uint32_t total = 0, best = CS_NONE, best_n = 0;
	bool abroad = false;

	for (uint32_t i = 0; i < f->items.n; i++) {
		uint32_t c = country_of(f, &f->items.p[i]);
		abroad |= c == CS_NONE && across_borders(f, &f->items.p[i]);
		if (c == CS_NONE)
			continue;
		uint32_t n = cs_map_get(&f->evidence, c);
		n = n == CS_NONE ? 1 : n + 1;
		cs_map_put(f->scratch, &f->evidence, c, n);
		total++;
		if (n > best_n) {
			best = c;
			best_n = n;
		}
	}
	weigh_armies(f);
	bool about = best_n >= LEAST && best_n * 100 >= total * SHARE_PERCENT;
	f->context = about ? best : CS_NONE;
	f->context_n = about ? best_n : 0;
	f->alone = about && !abroad && best_n * 100 >= total * ALONE_PERCENT;
}

uint32_t cs_country_seen(const cs_finder_t *f, uint32_t country)
{
	uint32_t n = country == CS_NONE ? CS_NONE : cs_map_get(&f->evidence, country);
	n = n == CS_NONE ? 0 : n;
	return country != CS_NONE && country == f->home ? n + (f->official ? OFFICIAL : 1) : n;
}

uint32_t cs_country_implied(const cs_finder_t *f, uint32_t sent)
{
	bool other = false;

	if (f->context == CS_NONE)
		return CS_NONE;
	for (uint32_t i = f->item_from[sent]; i < f->item_from[sent + 1]; i++) {
		uint32_t c = country_of(f, &f->items.p[i]);
		if (c == f->context)
			return c;
		other |= c != CS_NONE;
	}
	return other ? CS_NONE : f->context;
}

static bool has_title(const cs_finder_t *f, uint32_t node, uint32_t country)
{
	cs_title_walk_t walk = cs_titles(f, node);
	for (const cs_alias_t *al; (al = cs_title_next(f, &walk));) {
		if (cs_actor_country(f->actors, al->ref) == country)
			return true;
	}
	return false;
}

/* Is this title one that the country does not have: its foreign minister is called otherwise? Of
 * several words alone: "leader", "speaker" are said of anybody. */
static bool title_elsewhere(const cs_finder_t *f, const cs_phrase_t *p, uint32_t country)
{
	uint32_t posts = 0;
	cs_title_walk_t walk = cs_titles(f, p->node);
	const char *code = p->agent == CS_NONE ? "GOV" : cs_agent_at(f->actors, p->agent)->code;

	if (p->core_end - p->core < 2 || strncmp(code, "GOV", 3) != 0)
		return false; /* a chief executive is no head of government, but for one territory */
	for (const cs_alias_t *al; (al = cs_title_next(f, &walk));) {
		if (cs_actor_country(f->actors, al->ref) == country)
			return false;
		posts |= cs_actor_at(f->actors, al->ref)->posts;
	}
	posts &= CS_HEADS | 1 << CS_POST_FOREIGN | 1 << CS_POST_DEFENCE | 1 << CS_POST_INTERIOR |
	         1 << CS_POST_FINANCE; /* what every state has */
	return posts && cs_state_has_post(f->actors, country, posts);
}

/* The country most spoken of that has an office of this title; CS_NONE where two are as much. */
static uint32_t title_country(const cs_finder_t *f, uint32_t node)
{
	uint32_t best = CS_NONE, best_n = 0;
	cs_title_walk_t walk = cs_titles(f, node);
	bool tie = false;

	for (const cs_alias_t *al; (al = cs_title_next(f, &walk));) {
		uint32_t c = cs_actor_country(f->actors, al->ref);
		if (c == CS_NONE || c == best || !cs_actor_at(f->actors, al->ref)->posts)
			continue;
		uint32_t seen = cs_country_seen(f, c);
		tie = seen == best_n ? true : seen > best_n ? false : tie;
		if (seen > best_n) {
			best = c;
			best_n = seen;
		}
	}
	return best_n && !tie ? best : CS_NONE;
}

/* An official, as those write who serve with him: "the Minister", "Foreign Secretary", "Col." */
static bool of_ours(const cs_finder_t *f, const cs_phrase_t *p)
{
	const cs_agent_t *g = p->agent == CS_NONE ? NULL : cs_agent_at(f->actors, p->agent);

	if (!f->official || p->plural || p->indefinite || p->modifier != CS_NONE ||
	    !cs_is_upper((uint8_t)f->doc->words.p[p->core].form.p[0]))
		return false;
	return !g || strncmp(g->code, "GOV", 3) == 0 || strncmp(g->code, "MIL", 3) == 0;
}

/* Does the sentence speak of other countries only, and of one that has such a title or body too? */
static bool of_others(const cs_finder_t *f, const cs_phrase_t *p, uint32_t sent)
{
	bool body = p->agent != CS_NONE && cs_agent_at(f->actors, p->agent)->collective, too = false;

	for (uint32_t i = f->item_from[sent]; i < f->item_from[sent + 1]; i++) {
		uint32_t c = country_of(f, &f->items.p[i]);
		if (c == f->home && c != CS_NONE)
			return false;
		too |= c != CS_NONE && (body || has_title(f, p->node, c));
	}
	return too;
}

uint32_t cs_country_of_noun(const cs_finder_t *f, const cs_phrase_t *p)
{
	uint32_t sent = f->doc->words.p[p->head].sent;

	if (of_ours(f, p) && !title_elsewhere(f, p, f->home) && !of_others(f, p, sent))
		return f->home;
	uint32_t c = cs_country_implied(f, sent);
	return c != CS_NONE && title_elsewhere(f, p, c) ? title_country(f, p->node) : c;
}

uint32_t cs_country_opening(const cs_finder_t *f, uint32_t sent)
{
	const cs_sent_t *s = &f->doc->sents.p[sent];
	uint32_t found = CS_NONE;

	if (s->words.begin == s->words.end ||
	    !cs_word_in(&f->doc->words.p[s->words.begin], " in across throughout "))
		return CS_NONE;
	for (uint32_t i = f->item_from[sent]; i < f->item_from[sent + 1]; i++) {
		uint32_t c = country_of(f, &f->items.p[i]);
		if (c == CS_NONE || c == found)
			continue;
		if (found != CS_NONE || f->items.p[i].begin > s->words.begin + 2)
			return CS_NONE;
		found = c;
	}
	return found;
}

uint32_t cs_country_near(const cs_finder_t *f, const cs_phrase_t *p)
{
	uint32_t sent = f->doc->words.p[p->head].sent;

	for (uint32_t back = 0; back <= NEAR && back <= sent; back++) {
		uint32_t s = sent - back, found = CS_NONE;
		for (uint32_t i = f->item_from[s]; i < f->item_from[s + 1]; i++) {
			uint32_t c = country_of(f, &f->items.p[i]);
			if (c == CS_NONE || c == found || (back == 0 && f->items.p[i].begin > p->begin))
				continue;
			if (found != CS_NONE)
				return CS_NONE;
			found = c;
		}
		if (found != CS_NONE)
			return found;
	}
	return CS_NONE;
}
