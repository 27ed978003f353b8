/* gazetteer.h - the places of the world as one mapped file: countries, their regions, counties and
 * towns, found by name. docs/formats/places.md draws it. Never changed, shared by every thread. */
#ifndef CS_PLACE_GAZETTEER_H
#define CS_PLACE_GAZETTEER_H
#include "lex/places.h"
#include "model/model.h"

typedef enum cs_place_kind {
	CS_PK_COUNTRY,
	CS_PK_REGION, /* of the first level: a state, a province */
	CS_PK_COUNTY, /* of the second: a county, a district */
	CS_PK_CITY,   /* any town or village */
	CS_PK_PART,   /* of a town */
	CS_N_PK
} cs_place_kind_t;

typedef struct cs_geo_place { /* as it lies in the file */
	uint32_t name;            /* in the section place.names */
	uint32_t geonames;        /* id; 0 unknown */
	int32_t lat, lon;         /* 1/100,000 of a degree */
	uint16_t in;              /* what it lies in: a country or region; of a country, itself */
	uint8_t kind;             /* cs_place_kind_t */
	/* CS_GEO_FAME times (log2(1 + its people) + 1.2 log2(1 + its names in all languages)) */
	uint8_t fame;
} cs_geo_place_t;

typedef struct cs_geo_iso { /* of a country */
	char iso2[3], iso3[4], zero;
} cs_geo_iso_t;

typedef struct cs_geo_entry {
	uint32_t rest;  /* the lower half of the name's key */
	uint32_t place; /* twice the number of a place; 1 more: it is another name than its first */
} cs_geo_entry_t;

typedef struct cs_geo {
	cs_model_t file; /* its sections; none (n_places 0) where there is no gazetteer */
	uint32_t n_countries, n_regions, n_places, n_entries;
	const cs_geo_place_t *place;
	const char *names;
	const cs_geo_iso_t *iso;
	const uint32_t *first; /* [CS_GEO_BUCKETS + 1]: the first entry of each bucket */
	const cs_geo_entry_t *entry;
} cs_geo_t;

#define CS_GEO_VERSION 1u
#define CS_GEO_FAME 6
#define CS_GEO_BUCKETS 65536u

/* Opens and checks the whole file: every index is good from then on. CASUS_EIO, CASUS_EMODEL as
 * cs_model_open. Nothing to close on failure. */
casus_rc_t cs_geo_open(cs_geo_t *, const char *path, casus_error_t *err);
/* The same of an open container, which stays the caller's on failure. */
casus_rc_t cs_geo_bind(cs_geo_t *, const cs_model_t *, casus_error_t *err);
void cs_geo_close(cs_geo_t *);

/* The entries of a name's key (cs_place_key), the best first: *n of them. 48 bits of the key are compared; no name is kept but the
 * first, so one in some 10^9 strangers is taken for a place. */
const cs_geo_entry_t *cs_geo_find(const cs_geo_t *, uint64_t key, uint32_t *n);

/* The town with this GeoNames id; CS_NONE. */
uint32_t cs_geo_by_id(const cs_geo_t *, uint32_t geonames);
static inline const char *cs_geo_name(const cs_geo_t *g, uint32_t place)
{
	return g->names + g->place[place].name;
}
/* The country it lies in. */
uint32_t cs_geo_country(const cs_geo_t *, uint32_t place);
/* The region of the first level it lies in, itself if it is one; CS_NONE. */
uint32_t cs_geo_region(const cs_geo_t *, uint32_t place);
/* The country of a code of two or three letters; CS_NONE. */
uint32_t cs_geo_by_iso(const cs_geo_t *, const char *iso);
#endif
