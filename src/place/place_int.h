/* place_int.h - what the files of src/place/ share.
 *
 *   mentions, words ──collect.c──▶ candidates ──settle.c──▶ places, each settled or dropped
 *                   ──place.c──▶ doc->places with their roles ──where.c──▶ events' places
 *
 * A CANDIDATE is a name of the text that may be a place's; a MEANING one place that it may be. */
#ifndef CS_PLACE_INT_H
#define CS_PLACE_INT_H
#include "lex/actors.h"
#include "lex/lex.h"
#include "lex/places.h"
#include "place/place.h"

typedef enum cs_strength {
	CS_ST_WEAK,   /* nothing says so but a word of place before it */
	CS_ST_SITE,   /* a body: a place only where the lexicon has a building of that name */
	CS_ST_GOV,    /* a government, under the name of a place: "Moscow warned" */
	CS_ST_LIKELY, /* the model of names or the word's kind says so */
	CS_ST_SURE    /* the lexicon says so, or a dateline */
} cs_strength_t;

typedef struct cs_meaning {
	uint32_t place; /* of the gazetteer; CS_NONE: a site alone */
	uint32_t site;  /* of the lexicon; CS_NONE */
} cs_meaning_t;

enum { CS_WITHIN_MAX = 6 };
typedef struct cs_cand {
	uint32_t begin, end; /* words of the name */
	uint32_t head;
	uint32_t mention;               /* or CS_NONE */
	uint32_t country;               /* of the gazetteer, by the lexicon; CS_NONE */
	uint32_t actor;                 /* a state or territory itself; CS_NONE */
	uint32_t hint;                  /* country that the words beside it tell; CS_NONE */
	uint32_t lexicon_country;       /* the same as an actor */
	uint32_t within[CS_WITHIN_MAX]; /* countries and regions that it may be said to lie in */
	uint32_t n_within;
	uint64_t key;     /* of the name */
	uint64_t bare;    /* of the name without its kind ("province"); 0 */
	uint8_t strength; /* cs_strength_t */
	uint8_t wants;    /* CS_WANT_ */
	bool where;       /* a word of place stands before it: "in", "near" */
	bool acts;        /* the entity may act */
	bool dateline;
	bool wider;  /* it begins before the mention's own name: "New England" */
	bool region; /* the lexicon has it as a state or province */
	/* settle.c */
	int fame; /* of the best known meaning in the country that the lexicon has */
	cs_meaning_t is;
	uint32_t listed; /* country whose regions it is listed with; CS_NONE */
	uint32_t in;     /* the one of `within` that it lies in indeed; CS_NONE */
	bool settled;
} cs_cand_t;

enum { CS_WANT_ANY, CS_WANT_REGION, CS_WANT_TOWN }; /* what the word beside the name says it is */

typedef struct cs_placer {
	const cs_places_t *p;
	const cs_lex_t *lex;
	cs_doc_t *d;
	cs_arena_t *scratch;
	CS_VEC(cs_cand_t) cand;
	cs_map_t surname;  /* cs_place_key of the last name of a person of the text -> entity */
	uint32_t *cover;   /* word -> candidate, or CS_NONE */
	uint16_t *country; /* country of the gazetteer -> how often the text speaks of it */
	uint16_t *region;  /* region (number of its place) -> likewise, by names that are settled */
	uint32_t spoken;   /* all of `country` together */
} cs_placer_t;

/* ---- collect.c ------------------------------------------------------------------------------ */

void cs_place_collect(cs_placer_t *);
/* The word of place that the phrase with this head stands behind: its lemma ("in", "north of" gives "of"), or
 * an empty string. */
cs_str_t cs_place_prep(const cs_doc_t *, uint32_t head);
/* Does the name that begins here, behind a comma, begin something else than what a place lies in: a subject, or what
 * modifies a noun? */
bool cs_begins_more(const cs_doc_t *, uint32_t word);
/* The text behind the word before `end`. */
cs_str_t cs_place_behind(const cs_doc_t *, uint32_t end);
/* "in", "near", "across": where something is, whoever stands behind it. */
bool cs_is_where(cs_str_t prep);

/* Is a word one of [places.words] of this kind? */
bool cs_place_word(const cs_placer_t *, cs_site_word_t, uint32_t word);
/* What a name's last word, or the noun behind it, says of how exactly it tells a place ("Lenin Street",
 * "the Bab Qasim district"); else CS_PREC_NONE. */
cs_precision_t cs_place_kind(const cs_placer_t *, uint32_t begin, uint32_t end);

/* ---- settle.c ------------------------------------------------------------------------------- */

void cs_place_settle(cs_placer_t *);
#endif
