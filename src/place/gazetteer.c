/* gazetteer.c - opens the file of places and finds names in it.
 *
 * Names are in a table of hashes that is sorted once, by who makes the file: the upper 16 bits of a
 * key choose a bucket, in which some five entries are compared by the 32 bits below. Everything is checked
 * when the file is opened, in one pass; nothing is copied. A look-up costs a hash of the name and one or
 * two lines of the cache. Left out: misspelt names, shapes, places without people. */
#include "place/gazetteer.h"

_Static_assert(sizeof(cs_geo_place_t) == 20, "the list is read as it lies in the file");
_Static_assert(sizeof(cs_geo_iso_t) == 8, "so are the codes");

/* ---- opening -------------------------------------------------------------------------------- */

static casus_rc_t check_places(const cs_model_t *m, const cs_geo_t *g, size_t names,
                               casus_error_t *err)
{
	static const char list[] = "place.list";

	for (uint32_t i = 0; i < g->n_places; i++) {
		const cs_geo_place_t *p = &g->place[i];
		size_t at = (size_t)i * sizeof *p;
		bool country = i < g->n_countries;
		bool region = !country && i < g->n_countries + g->n_regions;
		if (p->name >= names)
			return cs_model_fail(m, list, at, "a name lies outside its section", err);
		if (p->kind >= CS_N_PK || (p->kind == CS_PK_COUNTRY) != country ||
		    (p->kind == CS_PK_REGION) != region)
			return cs_model_fail(m, list, at, "a place of the wrong kind", err);
		if (country ? p->in != i : p->in >= g->n_countries + (region ? 0 : g->n_regions))
			return cs_model_fail(m, list, at, "a place lies in none", err);
		if (p->lat < -9000000 || p->lat > 9000000 || p->lon < -18000000 || p->lon > 18000000)
			return cs_model_fail(m, list, at, "a place is not on this earth", err);
	}
	for (uint32_t i = 0; i < g->n_countries; i++)
		if (g->iso[i].iso2[2] || g->iso[i].iso3[3])
			return cs_model_fail(m, "place.iso", i * sizeof *g->iso, "a code has no end", err);
	return CASUS_OK;
}

static casus_rc_t check_index(const cs_model_t *m, const cs_geo_t *g, casus_error_t *err)
{
	for (uint32_t i = 0; i < CS_GEO_BUCKETS; i++)
		if (g->first[i] > g->first[i + 1] || g->first[i + 1] > g->n_entries)
			return cs_model_fail(m, "place.first", i * sizeof *g->first,
			                     "a bucket lies outside the index", err);
	for (uint32_t i = 0; i < g->n_entries; i++)
		if (g->entry[i].place / 2 >= g->n_places)
			return cs_model_fail(m, "place.index", i * sizeof *g->entry, "there is no such place",
			                     err);
	return CASUS_OK;
}

casus_rc_t cs_geo_bind(cs_geo_t *g, const cs_model_t *m, casus_error_t *err)
{
	size_t n_head, n_list, n_names, n_iso, n_first, n_index;
	const uint32_t *head = cs_model_section(m, "place.head", &n_head);
	const char *section = "place.head", *what = NULL;

	memset(g, 0, sizeof *g);
	if (!head || n_head != 4 * sizeof *head)
		return cs_model_fail(m, section, 0, "this section is missing or has another size", err);
	if (head[0] != CS_GEO_VERSION)
		return cs_model_fail(m, section, 0,
		                     "another version of the gazetteer than this program reads", err);
	g->n_countries = head[1];
	g->n_regions = head[2];
	g->n_places = head[3];
	g->place = cs_model_section(m, "place.list", &n_list);
	g->names = cs_model_section(m, "place.names", &n_names);
	g->iso = cs_model_section(m, "place.iso", &n_iso);
	g->first = cs_model_section(m, "place.first", &n_first);
	g->entry = cs_model_section(m, "place.index", &n_index);
	g->n_entries = (uint32_t)(n_index / sizeof *g->entry);
	if (g->n_countries > UINT16_MAX || g->n_regions > UINT16_MAX - g->n_countries ||
	    g->n_countries + g->n_regions > g->n_places || g->n_places > UINT32_MAX / 2)
		what = "the numbers do not add up";
	else if (!g->place || n_list != (size_t)g->n_places * sizeof *g->place)
		section = "place.list", what = "another size than its header tells";
	else if (!g->names || n_names == 0 || n_names > UINT32_MAX || g->names[n_names - 1])
		section = "place.names", what = "the last name has no end";
	else if (!g->iso || n_iso != (size_t)g->n_countries * sizeof *g->iso)
		section = "place.iso", what = "another size than its header tells";
	else if (!g->first || n_first != (CS_GEO_BUCKETS + 1) * sizeof *g->first)
		section = "place.first", what = "another size than it should have";
	else if (!g->entry || n_index % sizeof *g->entry || n_index / sizeof *g->entry > UINT32_MAX)
		section = "place.index", what = "its entries are cut off";
	casus_rc_t rc =
	    what ? cs_model_fail(m, section, 0, what, err) : check_places(m, g, n_names, err);
	if (rc == CASUS_OK)
		rc = check_index(m, g, err);
	if (rc != CASUS_OK)
		memset(g, 0, sizeof *g);
	return rc;
}

casus_rc_t cs_geo_open(cs_geo_t *g, const char *path, casus_error_t *err)
{
	cs_model_t m;
	casus_rc_t rc = cs_model_open(&m, path, err);

	memset(g, 0, sizeof *g);
	if (rc != CASUS_OK)
		return rc;
	rc = cs_geo_bind(g, &m, err);
	if (rc == CASUS_OK)
		g->file = m;
	else
		cs_model_close(&m);
	return rc;
}

void cs_geo_close(cs_geo_t *g)
{
	cs_model_close(&g->file);
	memset(g, 0, sizeof *g);
}

/* ---- finding -------------------------------------------------------------------------------- */

const cs_geo_entry_t *cs_geo_find(const cs_geo_t *g, uint64_t key, uint32_t *n)
{
	*n = 0;
	if (!key || !g->n_places)
		return NULL;
	uint32_t bucket = (uint32_t)(key >> 48), rest = (uint32_t)key;
	uint32_t at = g->first[bucket], end = g->first[bucket + 1];
	while (at < end && g->entry[at].rest != rest)
		at++;
	while (at + *n < end && g->entry[at + *n].rest == rest)
		++*n;
	return *n ? &g->entry[at] : NULL;
}

uint32_t cs_geo_country(const cs_geo_t *g, uint32_t place)
{
	return g->place[g->place[place].in].in;
}

uint32_t cs_geo_region(const cs_geo_t *g, uint32_t place)
{
	if (g->place[place].kind == CS_PK_COUNTRY)
		return CS_NONE;
	uint32_t in = g->place[place].kind == CS_PK_REGION ? place : g->place[place].in;
	return g->place[in].kind == CS_PK_REGION ? in : CS_NONE;
}

uint32_t cs_geo_by_iso(const cs_geo_t *g, const char *iso)
{
	for (uint32_t i = 0; iso && i < g->n_countries; i++)
		if (strcmp(g->iso[i].iso2, iso) == 0 || strcmp(g->iso[i].iso3, iso) == 0)
			return i;
	return CS_NONE;
}

/* Towns lie in order of their ids; of a file in which they do not, some are not found. */
uint32_t cs_geo_by_id(const cs_geo_t *g, uint32_t geonames)
{
	uint32_t low = g->n_countries + g->n_regions, high = g->n_places;

	while (low < g->n_places && g->place[low].kind == CS_PK_COUNTY)
		low++;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (g->place[mid].geonames < geonames)
			low = mid + 1;
		else
			high = mid;
	}
	if (low < g->n_places && g->place[low].geonames == geonames)
		return low;
	for (uint32_t i = 0; i < g->n_countries + g->n_regions; i++)
		if (g->place[i].geonames == geonames)
			return i;
	return CS_NONE;
}
