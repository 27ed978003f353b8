/* places.h - places of the folder places/: straits, camps, palaces, and other spellings for places of the
 * gazetteer. Compiled like the rest of the lexicon; immutable. docs/formats/places.md describes the files. */
#ifndef CS_LEX_PLACES_H
#define CS_LEX_PLACES_H
#include "lex/lex.h"

/* How exactly a place is told: docs/records.md. */
typedef enum cs_precision {
	CS_PREC_NONE,
	CS_PREC_COUNTRY,
	CS_PREC_REGION,
	CS_PREC_CITY,
	CS_PREC_BELOW
} cs_precision_t;

#define CS_SITE_LIST(X)                                                                            \
	X(COUNTRY, "country", COUNTRY)                                                                 \
	X(REGION, "region", REGION)                                                                    \
	X(COUNTY, "county", REGION)                                                                    \
	X(CITY, "city", CITY)                                                                          \
	X(VILLAGE, "village", CITY)                                                                    \
	X(DISTRICT, "district", BELOW)                                                                 \
	X(CAMP, "camp", BELOW)                                                                         \
	X(CROSSING, "crossing", BELOW)                                                                 \
	X(BUILDING, "building", BELOW)                                                                 \
	X(AIRPORT, "airport", BELOW)                                                                   \
	X(BASE, "base", BELOW)                                                                         \
	X(SPOT, "spot", BELOW)                                                                         \
	X(SEA, "sea", REGION)                                                                          \
	X(STRAIT, "strait", REGION)                                                                    \
	X(MOUNTAINS, "mountains", REGION)                                                              \
	X(DESERT, "desert", REGION)                                                                    \
	X(RIVER, "river", REGION)                                                                      \
	X(LAKE, "lake", REGION)                                                                        \
	X(ISLAND, "island", REGION)                                                                    \
	X(AREA, "area", REGION)
typedef enum cs_site_kind {
#define X(a, name, precision) CS_SITE_##a,
	CS_SITE_LIST(X)
#undef X
	    CS_N_SITE
} cs_site_kind_t;

typedef struct cs_site {
	const char *name;  /* best name */
	const char *in;    /* region of the first level; or NULL */
	uint32_t country;  /* actor; CS_NONE: of no country, or of several */
	uint32_t geonames; /* id; 0 none */
	int32_t lat, lon;  /* 1/100,000 of a degree */
	bool at;           /* they are given; else the gazetteer has the place under its id or name */
	uint8_t kind, precision;
} cs_site_t;

typedef struct cs_site_name {
	cs_str_t text; /* as given */
	uint32_t site;
	uint32_t next; /* what else it means; or CS_NONE */
	bool exact;    /* has to be written as given */
} cs_site_name_t;

/* Words around a name, of the block [places.words]: what they make of it. */
#define CS_SITE_WORD_LIST(X)                                                                       \
	X(TITLE, "title") /* before a name: it is none ("Hurricane", "Mrs") */                         \
	X(BODY, "body")   /* before "of" and a name: none ("University of") */                         \
	X(MADE, "made")   /* a noun right before a name: none ("the film Chicago") */                  \
	X(WORK, "work")   /* with a capital, behind a name: none ("Accords") */                        \
	X(THING, "thing") /* a noun behind a name: none ("hats") */                                    \
	X(TEAM, "team")   /* with a capital, beside a name: none ("Real", "United") */                 \
	X(SIDE, "side")   /* a noun behind a name: its team ("striker") */                             \
	X(BELOW, "below") /* ends a name, or follows it: a place below a town ("Street") */            \
	X(HOUSE, "house") /* the same, where a word of place stands before it ("Hospital") */          \
	X(LEAD, "lead")   /* begins the name of a place above a town ("Lake") */                       \
	X(AREA, "area")   /* ends a name, or follows it: a place above a town ("River") */
typedef enum cs_site_word {
#define X(a, name) CS_SW_##a,
	CS_SITE_WORD_LIST(X)
#undef X
	    CS_N_SW
} cs_site_word_t;

typedef struct cs_sites {
	cs_map_t word[CS_N_SW]; /* id of a word -> 1 */
	CS_VEC(cs_site_t) site;
	CS_VEC(cs_site_name_t) name;
	cs_map_t by_key; /* cs_place_key -> first in name */
} cs_sites_t;

void cs_places_compile(cs_lex_t *, cs_diag_t *);
/* The first meaning of a name by its key; CS_NONE. */
uint32_t cs_site_first(const cs_sites_t *, uint64_t key);
const char *cs_site_kind_name(cs_site_kind_t);
/* Is a word, by its id as written in small letters or by its lemma's, one of these? */
bool cs_site_word(const cs_sites_t *, cs_site_word_t, uint32_t norm_id, uint32_t lemma_id);

/* Is a name that has to be written as given written so? behind: the text that follows, for a full stop that may end
 * both. */
bool cs_place_written(const cs_site_name_t *, cs_str_t text, cs_str_t behind);

/* The key under which names of places are kept, here and in the gazetteer: of the atoms of the name
 * (actors.h: letters and digits, folded) with a blank between; "St.", "Ft.", "Mt." are spelt out. 0: it has none. */
uint64_t cs_place_key(cs_arena_t *scratch, cs_str_t name);
#endif
