/* place.c - the stage: gathers of which countries the text speaks, has candidates collected and settled, and makes the
 * document's places of them. Also: joins gazetteer and lexicon once, and tells the actors which names that the model of
 * names takes for persons' are places'. Cost: linear in words and mentions. */
#include "place/place_int.h"

#include <stdlib.h>

/* ---- joining -------------------------------------------------------------------------------- */

static uint32_t country_of_entry(const cs_geo_t *g, const cs_actors_t *actors, uint32_t i)
{
	for (int up = 0; up < 3 && i != CS_NONE; up++) {
		const cs_actor_t *a = cs_actor_at(actors, i);
		char code[4] = {0};
		uint32_t c = cs_geo_by_iso(g, a->iso3);
		if (c == CS_NONE)
			c = cs_geo_by_iso(g, a->iso2);
		if (c == CS_NONE && a->code && strlen(a->code) >= 3) {
			memcpy(code, a->code, 3);
			c = cs_geo_by_iso(g, code);
		}
		if (c != CS_NONE)
			return c;
		i = a->of;
	}
	return CS_NONE;
}

/* The place that a site without a place of its own means: by id, or the first of its first name in its country that is of its
 * kind. */
static uint32_t place_of_site(const cs_places_t *p, const cs_lex_t *lex, uint32_t i,
                              cs_arena_t *scratch)
{
	const cs_site_t *s = &lex->places->site.p[i];
	uint32_t n, country = s->country == CS_NONE ? CS_NONE : p->actor_country[s->country];

	if (s->at)
		return CS_NONE;
	if (s->geonames)
		return cs_geo_by_id(&p->geo, s->geonames);
	const cs_geo_entry_t *e = cs_geo_find(&p->geo, cs_place_key(scratch, cs_strz(s->name)), &n);
	for (uint32_t k = 0; k < n; k++) {
		const cs_geo_place_t *x = &p->geo.place[e[k].place / 2];
		bool fits = s->kind == CS_SITE_COUNTRY  ? x->kind == CS_PK_COUNTRY
		            : s->kind == CS_SITE_REGION ? x->kind == CS_PK_REGION
		            : s->kind == CS_SITE_COUNTY ? x->kind == CS_PK_COUNTY
		                                        : x->kind >= CS_PK_CITY;
		if (fits && cs_geo_country(&p->geo, e[k].place / 2) == country)
			return e[k].place / 2;
	}
	return CS_NONE;
}

casus_rc_t cs_places_open(cs_places_t *p, cs_lex_t *lex, const char *path, casus_error_t *err)
{
	cs_arena_t *a = &lex->arena;
	uint32_t n_actors = cs_actor_count(lex->actors);

	memset(p, 0, sizeof *p);
	if (path) {
		casus_rc_t rc = cs_geo_open(&p->geo, path, err);
		if (rc != CASUS_OK)
			return rc;
	}
	p->actor_country = CS_NEW_N(a, uint32_t, n_actors);
	p->country_actor = CS_NEW_N(a, uint32_t, p->geo.n_countries);
	p->site_place = CS_NEW_N(a, uint32_t, lex->places->site.n);
	for (uint32_t i = 0; i < p->geo.n_countries; i++)
		p->country_actor[i] = CS_NONE;
	for (uint32_t i = 0; i < n_actors; i++) {
		uint8_t kind = cs_actor_at(lex->actors, i)->kind;
		p->actor_country[i] = CS_NONE;
		if (!p->geo.n_places || (kind != CS_A_STATE && kind != CS_A_TERRITORY))
			continue;
		uint32_t c = p->actor_country[i] = country_of_entry(&p->geo, lex->actors, i);
		if (c != CS_NONE && (p->country_actor[c] == CS_NONE || kind == CS_A_STATE))
			p->country_actor[c] = i;
	}
	for (uint32_t i = 0; i < lex->places->site.n; i++)
		p->site_place[i] = p->geo.n_places ? place_of_site(p, lex, i, a) : CS_NONE;
	return CASUS_OK;
}

void cs_places_close(cs_places_t *p)
{
	cs_geo_close(&p->geo);
	memset(p, 0, sizeof *p);
}

/* ---- names ---------------------------------------------------------------------------------- */

void cs_place_names(const cs_places_t *p, const cs_lex_t *lex, cs_doc_t *d, cs_arena_t *scratch)
{
	uint32_t n;

	d->gazetteer = p->geo.n_places > 0;
	for (uint32_t i = 1; d->gazetteer && i < d->words.n; i++) {
		cs_word_t *w = &d->words.p[i];
		if (w->upos != CS_POS_PROPN || w->name == CS_NAME_NONE || !cs_name_begins(w->name) ||
		    cs_name_type(w->name) != CS_ENT_PERSON || w[-1].sent != w->sent ||
		    !cs_listed(w[-1].form, " near in at around outside inside "))
			continue;
		uint32_t end = i + 1;
		while (end < d->words.n && d->words.p[end].sent == w->sent &&
		       d->words.p[end].name != CS_NAME_NONE && !cs_name_begins(d->words.p[end].name))
			end++;
		uint64_t key =
		    cs_place_key(scratch, cs_str(d->buf.p + w->begin, d->words.p[end - 1].end - w->begin));
		(void)cs_geo_find(&p->geo, key, &n);
		if (n || cs_site_first(lex->places, key) != CS_NONE)
			w->flags |= CS_W_PLACE;
	}
}

/* ---- places --------------------------------------------------------------------------------- */

static void weigh(cs_placer_t *p)
{
	const cs_doc_t *d = p->d;
	uint32_t home = d->publisher
	                    ? cs_actor_publisher(p->lex->actors, p->scratch, cs_strz(d->publisher))
	                    : CS_NONE;

	for (uint32_t i = 0; i < d->mentions.n; i++) {
		const cs_mention_t *m = &d->mentions.p[i];
		if (m->type == CS_M_PRONOUN || m->entity == CS_NONE)
			continue;
		uint32_t c = d->entities.p[m->entity].country;
		c = c == CS_NONE ? CS_NONE : p->p->actor_country[c];
		if (c != CS_NONE && p->country[c] < UINT16_MAX) {
			p->country[c]++;
			p->spoken++;
		}
	}
	home = home == CS_NONE ? CS_NONE : cs_actor_country(p->lex->actors, home);
	home = home == CS_NONE ? CS_NONE : p->p->actor_country[home];
	if (home != CS_NONE && p->country[home] < UINT16_MAX - 3)
		p->country[home] = (uint16_t)(p->country[home] + 3);
}

/* "to France" of who travels there. */
static bool moves(const cs_doc_t *d, uint32_t head)
{
	uint32_t up = d->words.p[head].head;
	if (up != CS_NONE && cs_listed(d->words.p[up].lemma, " send dispatch ")) {
		uint32_t who = cs_child(d, up, CS_REL_OBJ);
		return who != CS_NONE &&
		       cs_listed(
		           d->words.p[who].lemma,
		           " troop soldier force envoy delegation team mission ambassador ship warship jet "
		           "aircraft adviser advisor marine peacekeeper observer inspector convoy ");
	}
	return up != CS_NONE &&
	       cs_listed(
	           d->words.p[up].lemma,
	           " go come travel fly return arrive flee head move deploy deport "
	           "withdraw retreat drive march cross sail emigrate migrate trip visit tour journey "
	           "flight return arrival withdrawal deployment deportation extradite extradition ");
}

static bool visited(const cs_doc_t *d, uint32_t head)
{
	const cs_word_t *w = &d->words.p[head];
	return w->deprel == CS_REL_OBJ && w->head != CS_NONE &&
	       cs_listed(d->words.p[w->head].lemma, " visit enter leave flee reach tour depart exit ");
}

/* Where something is, or who acts? */
static uint8_t role_of(const cs_placer_t *p, const cs_cand_t *c)
{
	const cs_doc_t *d = p->d;
	cs_str_t prep = cs_place_prep(d, c->head);

	if (!c->acts || c->dateline || cs_is_where(prep) || visited(d, c->head))
		return CS_PLACE_PLACE;
	if (c->where && prep.n == 0 && c->head == c->end - 1 && d->words.p[c->head].head != CS_NONE &&
	    d->words.p[c->head].deprel != CS_REL_COMPOUND &&
	    d->words.p[c->head].deprel != CS_REL_NMOD_POSS)
		return CS_PLACE_PLACE;
	uint32_t up = d->words.p[c->head].head; /* "in the Zenda region" */
	if (up != CS_NONE && d->words.p[c->head].deprel == CS_REL_COMPOUND &&
	    cs_listed(d->words.p[up].lemma,
	              " region province state city town district area governorate ") &&
	    cs_is_where(cs_place_prep(d, up)))
		return CS_PLACE_PLACE;
	if (cs_listed(prep, " to from toward towards ") && moves(d, c->head))
		return CS_PLACE_PLACE;
	if (cs_eqz(prep, "of") && d->words.p[c->head].head != CS_NONE &&
	    cs_listed(
	        d->words.p[d->words.p[c->head].head].lemma,
	        " north south east west part rest area city town region outskirts border capital "))
		return CS_PLACE_PLACE;
	/* "Zenda, Ruritania" */
	const cs_word_t *w = &d->words.p[c->begin];
	if (c->begin > 1 && cs_eqz(w[-1].form, ",") && !cs_begins_more(d, c->begin) &&
	    p->cover[c->begin - 2] != CS_NONE && p->cand.p[p->cover[c->begin - 2]].settled &&
	    p->cand.p[p->cover[c->begin - 2]].in != CS_NONE)
		return CS_PLACE_PLACE;
	return CS_PLACE_ACTOR;
}

static void tell(const cs_placer_t *p, const cs_cand_t *c, cs_place_t *x)
{
	const cs_geo_t *g = &p->p->geo;
	const cs_site_t *s = c->is.site == CS_NONE ? NULL : &p->lex->places->site.p[c->is.site];
	static const uint8_t precision[] = {CS_PREC_COUNTRY, CS_PREC_REGION, CS_PREC_REGION,
	                                    CS_PREC_CITY, CS_PREC_BELOW};
	uint32_t place = c->is.place, region;

	if (place != CS_NONE) {
		const cs_geo_place_t *q = &g->place[place];
		uint32_t country = cs_geo_country(g, place), actor = p->p->country_actor[country];
		x->name = q->kind == CS_PK_COUNTRY && actor != CS_NONE
		              ? cs_actor_at(p->lex->actors, actor)->name
		              : cs_geo_name(g, place);
		x->country = g->iso[country].iso3;
		region = cs_geo_region(g, place);
		x->admin1 = region == CS_NONE ? NULL : cs_geo_name(g, region);
		x->geonames = q->geonames;
		x->lat = q->lat;
		x->lon = q->lon;
		x->located = q->lat != 0 || q->lon != 0;
		x->precision = precision[q->kind];
	}
	if (s) {
		x->name = s->name;
		if (s->at) {
			x->lat = s->lat;
			x->lon = s->lon;
			x->located = 1;
			x->admin1 = s->in;
			x->country =
			    s->country == CS_NONE ? NULL : cs_actor_at(p->lex->actors, s->country)->iso3;
			if (s->country != CS_NONE && p->p->actor_country[s->country] != CS_NONE)
				x->country = g->iso[p->p->actor_country[s->country]].iso3;
		}
		if (s->precision != CS_PREC_NONE)
			x->precision = s->precision;
	}
}

/* The settled place that a name most likely lies in, where nothing says so: the nearest of its
 * sentence, else the dateline's; or CS_NONE. */
static uint32_t beside(const cs_placer_t *p, const cs_cand_t *c)
{
	uint32_t sent = p->d->words.p[c->begin].sent, best = CS_NONE, far = UINT32_MAX;

	for (uint32_t i = 0; i < p->cand.n; i++) {
		const cs_cand_t *o = &p->cand.p[i];
		if (o == c || !o->settled || o->is.place == CS_NONE)
			continue;
		bool here = p->d->words.p[o->begin].sent == sent;
		if (!here && !o->dateline)
			continue;
		/* what acts is no place, but in a region or town */
		if (!o->dateline && o->acts && !o->where &&
		    p->p->geo.place[o->is.place].kind == CS_PK_COUNTRY && o->begin < c->begin)
			continue;
		uint32_t gap = !here                 ? UINT32_MAX - 1
		               : o->begin < c->begin ? c->begin - o->end
		                                     : o->begin - c->end;
		if (gap < far) {
			far = gap;
			best = o->is.place;
		}
	}
	return best;
}

/* The country that the text speaks of most, if of it more than of all others together. */
static uint32_t main_country(const cs_placer_t *p)
{
	for (uint32_t i = 0; i < p->p->geo.n_countries; i++)
		if (p->country[i] > 1 && 2u * p->country[i] > p->spoken)
			return i;
	return CS_NONE;
}

/* A street, river, camp, county that no list has: it lies where the text is. Below a town it has that
 * town's place on the map. */
static bool tell_kind(const cs_placer_t *p, const cs_cand_t *c, cs_place_t *x)
{
	const cs_geo_t *g = &p->p->geo;
	cs_precision_t kind = cs_place_kind(p, c->begin, c->end);
	uint32_t in = c->in != CS_NONE ? c->in : c->hint;

	if (kind == CS_PREC_NONE || !g->n_places ||
	    (c->strength < CS_ST_LIKELY && !c->where && c->mention != CS_NONE))
		return false;
	uint32_t near = beside(p, c); /* the town, where the words tell a region or country */
	for (uint32_t i = 0; i < c->n_within && in == CS_NONE; i++)
		in = c->within[i];
	if (in == CS_NONE ||
	    (near != CS_NONE && (cs_geo_region(g, near) == in || cs_geo_country(g, near) == in)))
		in = near;
	if (in == CS_NONE)
		in = main_country(p);
	if (in == CS_NONE)
		return false;
	const cs_geo_place_t *q = &g->place[in];
	uint32_t region = cs_geo_region(g, in);
	x->country = g->iso[cs_geo_country(g, in)].iso3;
	x->precision = (uint8_t)kind;
	if (region != CS_NONE)
		x->admin1 = cs_geo_name(g, region);
	if (kind == CS_PREC_BELOW && q->kind >= CS_PK_CITY) {
		x->lat = q->lat;
		x->lon = q->lon;
		x->located = q->lat != 0 || q->lon != 0;
	}
	return true;
}

/* A place that nothing has, but whose country the lexicon knows, or the words tell. */
static bool tell_country(const cs_placer_t *p, const cs_cand_t *c, cs_place_t *x)
{
	const cs_geo_t *g = &p->p->geo;
	uint32_t in = c->hint;

	for (uint32_t i = 0; i < c->n_within; i++) /* the one that the text speaks of most */
		if (in == CS_NONE || (i > 0 && p->country[cs_geo_country(g, c->within[i])] >
		                                   p->country[cs_geo_country(g, in)]))
			in = c->within[i];
	if (c->strength == CS_ST_SURE && c->lexicon_country != CS_NONE) {
		if (c->actor == CS_NONE && !c->where && cs_map_get(&p->surname, c->key) != CS_NONE)
			return false;
		const cs_actor_t *a = cs_actor_at(p->lex->actors, c->lexicon_country);
		x->country = c->country != CS_NONE ? g->iso[c->country].iso3 : a->iso3;
		if (c->actor != CS_NONE)
			x->precision = a->kind == CS_A_STATE ? CS_PREC_COUNTRY : CS_PREC_REGION;
		return x->country != NULL;
	}
	if (c->strength != CS_ST_LIKELY || !c->where || in == CS_NONE)
		return false;
	x->country = g->iso[cs_geo_country(g, in)].iso3;
	if (g->place[in].kind == CS_PK_REGION)
		x->admin1 = cs_geo_name(g, in);
	return true;
}

static int by_words(const void *a, const void *b)
{
	const cs_place_t *x = a, *y = b;
	return x->begin < y->begin ? -1 : x->begin > y->begin;
}

/* "near Zenda": whatever the model of names took it for, somebody unknown it is not. */
static void mend_type(cs_placer_t *p, const cs_cand_t *c)
{
	cs_doc_t *d = p->d;
	uint32_t m = c->mention;

	if (m == CS_NONE || !c->settled || !c->where || d->mentions.p[m].type != CS_M_NAME)
		return;
	cs_entity_t *e = &d->entities.p[d->mentions.p[m].entity];
	if (e->actor == CS_NONE && e->agent == CS_NONE && !e->code && !e->sex &&
	    (e->type == CS_ENT_PERSON || e->type == CS_ENT_ORG || e->type == CS_ENT_OTHER)) {
		e->type = CS_ENT_LOC;
		e->acts = 0;
	}
}

static void publish(cs_placer_t *p)
{
	cs_doc_t *d = p->d;

	for (uint32_t i = 0; i < p->cand.n; i++) {
		const cs_cand_t *c = &p->cand.p[i];
		cs_place_t x = {.begin = c->begin, .end = c->end, .head = c->head};
		const cs_word_t *w = d->words.p;
		if (c->settled)
			tell(p, c, &x);
		else if (!(c->strength != CS_ST_SURE && tell_kind(p, c, &x)) && !tell_country(p, c, &x))
			continue;
		if (!x.name) {
			uint32_t at = w[c->begin].begin;
			x.name = c->actor != CS_NONE
			             ? cs_actor_at(p->lex->actors, c->actor)->name
			             : cs_strndup(&d->arena, d->buf.p + at, w[c->end - 1].end - at);
		}
		x.role = role_of(p, c);
		mend_type(p, c);
		*CS_PUSH(&d->arena, &d->places) = x;
	}
	if (d->places.n)
		qsort(d->places.p, d->places.n, sizeof *d->places.p, by_words);
	d->place_of = CS_NEW_N(&d->arena, uint32_t, d->words.n);
	memset(d->place_of, 0xff, (size_t)d->words.n * sizeof *d->place_of);
	for (uint32_t i = 0; i < d->places.n; i++)
		for (uint32_t k = d->places.p[i].begin; k < d->places.p[i].end; k++)
			d->place_of[k] = i;
}

void cs_place_run(const cs_places_t *places, const cs_lex_t *lex, cs_doc_t *d, cs_arena_t *scratch)
{
	cs_placer_t p = {.p = places, .lex = lex, .d = d, .scratch = scratch};

	if (!places->actor_country)
		return; /* never opened */
	p.cover = CS_NEW_N(scratch, uint32_t, d->words.n);
	memset(p.cover, 0xff, (size_t)d->words.n * sizeof *p.cover);
	p.country = CS_NEW_N(scratch, uint16_t, places->geo.n_countries);
	p.region = CS_NEW_N(scratch, uint16_t, places->geo.n_countries + places->geo.n_regions);
	weigh(&p);
	cs_place_collect(&p);
	cs_place_settle(&p);
	publish(&p);
}
