/* settle.c - which place each candidate is, if any.
 *
 * A name's meanings are the gazetteer's and the lexicon's. Each has a score: how well known it is (people, and languages
 * that have a name for it), what the words beside the name say (its kind, its country, what it lies in), the
 * country that the lexicon has it in, and how often the text speaks of its country and region. The best one wins where it
 * reaches what the candidate's strength asks for. What lies in something that the words name settles the name for the whole
 * document. Two passes: the regions that the first finds count in the second. Weights are our own, in the
 * gazetteer's units of fame. Cost: MEANINGS_MAX scores a candidate. Left out: distances between places. */
#include "place/place_int.h"

enum { MEANINGS_MAX = 64 };
#define W(x) ((x)*CS_GEO_FAME) /* one doubling of a town's people */

static uint32_t log2_of(uint32_t x)
{
	return x ? 31u - (uint32_t)__builtin_clz(x) : 0;
}

/* Half steps between powers of two, so that more evidence always counts more. */
static int spoken(uint32_t n, int most)
{
	if (n == 0)
		return 0;
	uint32_t low = log2_of(n + 1), half = (n + 1) >= 3u << low >> 1;
	int w = W(2) * (int)low + (half ? W(1) : 0);
	return w < most ? w : most;
}

static uint32_t country_of(const cs_placer_t *p, const cs_meaning_t *m)
{
	if (m->place != CS_NONE)
		return cs_geo_country(&p->p->geo, m->place);
	uint32_t actor = p->lex->places->site.p[m->site].country;
	return actor == CS_NONE ? CS_NONE : p->p->actor_country[actor];
}

static bool lies_in(const cs_placer_t *p, const cs_meaning_t *m, uint32_t in)
{
	const cs_geo_t *g = &p->p->geo;

	if (g->place[in].kind == CS_PK_COUNTRY)
		return country_of(p, m) == in && m->place != in;
	if (m->place != CS_NONE)
		return cs_geo_region(g, m->place) == in && m->place != in;
	const cs_site_t *s = &p->lex->places->site.p[m->site];
	return s->in && strcmp(s->in, cs_geo_name(g, in)) == 0;
}

/* Where nothing else speaks of its country, the lexicon's is a guess like any other. */
static int by_lexicon(const cs_placer_t *p, const cs_cand_t *c, uint32_t country, uint32_t own)
{
	if (c->country == CS_NONE)
		return 0;
	uint32_t others = p->country[c->country] > own ? p->country[c->country] - own : 0;
	if (!others)
		return country == c->country ? W(1) : 0;
	return country == c->country ? W(8) : -W(3);
}

static int score(const cs_placer_t *p, const cs_cand_t *c, const cs_meaning_t *m, bool other,
                 uint32_t same, uint32_t *in)
{
	uint32_t own = c->country == CS_NONE ? 0 : same;
	const cs_geo_t *g = &p->p->geo;
	uint32_t country = country_of(p, m);
	int s = 0;

	*in = CS_NONE;
	if (m->place != CS_NONE) {
		const cs_geo_place_t *x = &g->place[m->place];
		bool area = x->kind == CS_PK_REGION || x->kind == CS_PK_COUNTY;
		s += x->fame;
		if (x->kind == CS_PK_COUNTRY)
			s += W(6);
		if (c->wants == CS_WANT_REGION)
			s += area ? W(7) : -W(5);
		else if (c->wants == CS_WANT_TOWN)
			s += area ? -W(8) : W(2);
		else if (x->kind == CS_PK_COUNTY || x->kind == CS_PK_PART)
			s -= W(2);
		if (c->region && x->kind == CS_PK_REGION)
			s += W(4);
		if (c->listed != CS_NONE && x->kind == CS_PK_REGION && x->in == c->listed)
			s += W(8);
		if (c->dateline && x->kind == CS_PK_CITY)
			s += W(3);
		uint32_t r = cs_geo_region(g, m->place);
		if (r != CS_NONE && r != m->place) {
			/* what the name itself was taken for before says nothing */
			bool mine = c->is.place != CS_NONE && cs_geo_region(g, c->is.place) == r;
			uint32_t said = p->region[r], not_new = mine ? same : 0;
			s += spoken(said > not_new ? said - not_new : 0, W(4));
		}
	} else {
		s += W(21);
	}
	if (m->site != CS_NONE)
		s += W(3);
	else if (other)
		s -= W(4);
	s += by_lexicon(p, c, country, own);
	if (c->hint != CS_NONE)
		s += country == c->hint ? W(10) : -W(6);
	for (uint32_t i = 0; i < c->n_within && *in == CS_NONE; i++)
		if (lies_in(p, m, c->within[i]))
			*in = c->within[i];
	if (*in !=
	    CS_NONE) /* "turmoil in Zenda, Ruritania and Borduria": no village that was once called Zenda */
		s += other && m->site == CS_NONE ? W(6) : W(20);
	if (country != CS_NONE)
		s += spoken(country == c->country && p->country[country] > own ? p->country[country] - own
		            : country == c->country                            ? 0
		                                                               : p->country[country],
		            W(7));
	return s;
}

/* Has the gazetteer no more than one place of the name? Names that persons have too are those of many. */
static bool only_one(const cs_placer_t *p, const cs_cand_t *c)
{
	uint32_t n;
	(void)cs_geo_find(&p->p->geo, c->key, &n);
	return n == 1;
}

/* What a score has to reach. A name that nothing but its capital speaks for has to be well known, or of the country
 * that the text is about. */
static int threshold(const cs_placer_t *p, const cs_cand_t *c)
{
	switch ((cs_strength_t)c->strength) {
	case CS_ST_SURE: /* "Rhodes", in a text on Jane Rhodes */
		return c->actor == CS_NONE && !c->where && c->hint == CS_NONE && c->n_within == 0 &&
		               c->end - c->begin == 1 && cs_map_get(&p->surname, c->key) != CS_NONE
		           ? W(60)
		           : 0;
	case CS_ST_LIKELY:
		if (!c->where && c->end - c->begin == 1)
			return cs_map_get(&p->surname, c->key) != CS_NONE ? W(32)
			       : only_one(p, c)                           ? W(18)
			                                                  : W(23);
		return c->where ? W(14) : W(21);
	case CS_ST_GOV:
		return cs_map_get(&p->surname, c->key) == CS_NONE ? W(24) : W(60);
	case CS_ST_SITE:
		return 0;
	case CS_ST_WEAK:
		break;
	}
	return W(21);
}

/* Candidates of the same name that the lexicon has in the same country: they speak for it only once. */
static uint32_t same_name(const cs_placer_t *p, const cs_cand_t *c)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < p->cand.n; i++)
		n += p->cand.p[i].key == c->key && p->cand.p[i].country == c->country;
	return n;
}

static void consider(const cs_placer_t *p, const cs_cand_t *c, cs_meaning_t m, bool other,
                     uint32_t same, cs_cand_t *best, int *best_score)
{
	uint32_t in;

	if (c->actor != CS_NONE && c->country != CS_NONE && country_of(p, &m) != c->country)
		return; /* a part of a state that acts by itself, as Tibet, lies in that state */
	int s = score(p, c, &m, other, same, &in);
	if (s <= *best_score)
		return;
	/* what the text speaks of makes Tripoli the one in Lebanon, but no village the capital of Greece */
	if (c->country != CS_NONE && country_of(p, &m) != c->country && in == CS_NONE &&
	    c->hint == CS_NONE && m.place != CS_NONE && m.site == CS_NONE &&
	    p->p->geo.place[m.place].fame + W(4) < c->fame)
		return;
	if (c->strength == CS_ST_GOV && country_of(p, &m) != c->country)
		return;
	*best_score = s;
	best->is = m;
	best->in = in;
}

static void by_key(const cs_placer_t *p, cs_cand_t *c, uint64_t key, uint32_t same, bool bare,
                   cs_cand_t *best, int *best_score)
{
	const cs_sites_t *sites = p->lex->places;
	const cs_doc_t *d = p->d;
	cs_str_t text = cs_str(d->buf.p + d->words.p[c->begin].begin,
	                       d->words.p[c->end - 1].end - d->words.p[c->begin].begin);
	uint32_t n;

	for (uint32_t i = cs_site_first(sites, key); i != CS_NONE; i = sites->name.p[i].next) {
		const cs_site_name_t *x = &sites->name.p[i];
		if (x->exact && !cs_place_written(x, text, cs_place_behind(d, c->end)))
			continue;
		cs_meaning_t m = {p->p->site_place[x->site], x->site};
		if (m.place != CS_NONE || sites->site.p[x->site].at)
			consider(p, c, m, bare, same, best, best_score);
	}
	if (c->strength == CS_ST_SITE)
		return;
	const cs_geo_entry_t *e = cs_geo_find(&p->p->geo, key, &n);
	for (uint32_t i = 0; i < n && i < MEANINGS_MAX; i++) {
		const cs_geo_place_t *x = &p->p->geo.place[e[i].place / 2];
		if (c->country != CS_NONE && x->fame > c->fame &&
		    cs_geo_country(&p->p->geo, e[i].place / 2) == c->country)
			c->fame = x->fame;
	}
	for (uint32_t i = 0; i < n && i < MEANINGS_MAX; i++) {
		bool other = e[i].place & 1;
		if (c->strength == CS_ST_WEAK && (other || bare))
			continue;
		if (p->p->geo.place[e[i].place / 2].kind == CS_PK_COUNTRY &&
		    (bare || (c->country != CS_NONE && c->actor == CS_NONE)))
			continue; /* the lexicon knows the countries, and says that it is none */
		/* "Kaduna" is as good a name of Kaduna State */
		other &= p->p->geo.place[e[i].place / 2].kind != CS_PK_REGION;
		consider(p, c, (cs_meaning_t){e[i].place / 2, CS_NONE}, other || bare, same, best,
		         best_score);
	}
}

/* A state's name in a text that speaks of that state only by it, and a lot of another that has a region of the
 * name: "Georgia". */
static uint32_t region_instead(const cs_placer_t *p, const cs_cand_t *c)
{
	uint32_t n, best = CS_NONE, own = same_name(p, c);
	const cs_geo_entry_t *e = cs_geo_find(&p->p->geo, c->key, &n);

	if (p->country[c->country] > own)
		return CS_NONE;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t x = e[i].place / 2, in = p->p->geo.place[x].in;
		if (p->p->geo.place[x].kind == CS_PK_REGION && !(e[i].place & 1) && in != c->country &&
		    p->country[in] >= 5 && p->country[in] > 2 * own &&
		    (best == CS_NONE || p->country[in] > p->country[p->p->geo.place[best].in]))
			best = x;
	}
	return best;
}

static void settle(cs_placer_t *p, cs_cand_t *c)
{
	cs_cand_t best = {.is = {CS_NONE, CS_NONE}, .in = CS_NONE};
	int best_score = threshold(p, c) - 1;

	c->settled = false;
	if (c->actor != CS_NONE && cs_actor_at(p->lex->actors, c->actor)->kind == CS_A_STATE &&
	    c->country != CS_NONE) {
		uint32_t region = region_instead(p, c);
		const cs_sites_t *sites = p->lex->places; /* "England" */
		for (uint32_t i = cs_site_first(sites, c->key); i != CS_NONE && region == CS_NONE;
		     i = sites->name.p[i].next) {
			uint32_t x = p->p->site_place[sites->name.p[i].site];
			if (x != CS_NONE && p->p->geo.place[x].kind == CS_PK_REGION &&
			    p->p->geo.place[x].in == c->country)
				region = x;
		}
		c->is = (cs_meaning_t){region == CS_NONE ? c->country : region, CS_NONE};
		c->in = CS_NONE;
		c->settled = true;
		return;
	}
	uint32_t same = same_name(p, c);
	by_key(p, c, c->key, same, false, &best, &best_score);
	if (c->bare && c->bare != c->key && best.is.place == CS_NONE && best.is.site == CS_NONE)
		by_key(p, c, c->bare, same, true, &best, &best_score);
	c->is = best.is;
	c->in = best.in;
	c->settled = c->is.place != CS_NONE || c->is.site != CS_NONE;
}

/* "Zenda, Ruritania" once: Zenda is that one throughout. */
static void agree(cs_placer_t *p)
{
	cs_map_t told = {0};

	for (uint32_t i = 0; i < p->cand.n; i++) {
		const cs_cand_t *c = &p->cand.p[i];
		if (c->settled && c->key && (c->in != CS_NONE || c->hint != CS_NONE) &&
		    cs_map_get(&told, c->key) == CS_NONE)
			cs_map_put(p->scratch, &told, c->key, i);
	}
	for (uint32_t i = 0; told.n && i < p->cand.n; i++) {
		cs_cand_t *c = &p->cand.p[i];
		uint32_t k = c->key ? cs_map_get(&told, c->key) : CS_NONE;
		if (k == CS_NONE || k == i || c->in != CS_NONE || c->hint != CS_NONE ||
		    c->wants != p->cand.p[k].wants || c->actor != CS_NONE || c->strength == CS_ST_WEAK ||
		    c->strength == CS_ST_SITE || c->strength == CS_ST_GOV)
			continue;
		c->is = p->cand.p[k].is;
		c->settled = true;
	}
}

/* The country whose regions a name is listed with: "Ohio, New York and Iowa"; or CS_NONE. */
static uint32_t listed_with(const cs_placer_t *p, const cs_cand_t *c)
{
	const cs_word_t *w = p->d->words.p;
	uint32_t first = w[c->head].deprel == CS_REL_CONJ ? w[c->head].head : c->head;
	uint32_t k = first;

	for (int n = 0; k != CS_NONE && n < 16; n++) {
		uint32_t i = k == c->head ? CS_NONE : p->cover[k];
		if (i != CS_NONE && (k == first || w[k].deprel == CS_REL_CONJ) && p->cand.p[i].settled &&
		    p->cand.p[i].is.place != CS_NONE && p->cand.p[i].key != c->key &&
		    p->p->geo.place[p->cand.p[i].is.place].kind == CS_PK_REGION)
			return p->p->geo.place[p->cand.p[i].is.place].in;
		k = k == first ? w[first].child : w[k].next;
	}
	return CS_NONE;
}

void cs_place_settle(cs_placer_t *p)
{
	for (uint32_t i = 0; i < p->cand.n; i++) {
		p->cand.p[i].listed = CS_NONE;
		settle(p, &p->cand.p[i]);
	}
	for (uint32_t i = 0; i < p->cand.n; i++) {
		const cs_cand_t *c = &p->cand.p[i];
		uint32_t r =
		    c->settled && c->is.place != CS_NONE ? cs_geo_region(&p->p->geo, c->is.place) : CS_NONE;
		if (r != CS_NONE && p->region[r] < UINT16_MAX)
			p->region[r]++;
		if (c->in != CS_NONE && p->region[c->in] < UINT16_MAX)
			p->region[c->in]++;
	}
	for (uint32_t i = 0; i < p->cand.n; i++)
		p->cand.p[i].listed = listed_with(p, &p->cand.p[i]);
	for (uint32_t i = 0; i < p->cand.n; i++)
		settle(p, &p->cand.p[i]);
	agree(p);
}
