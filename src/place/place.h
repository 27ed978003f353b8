/* place.h - which names of a document are places, which places, and where its events are. */
#ifndef CS_PLACE_H
#define CS_PLACE_H
#include "doc/doc.h"
#include "place/gazetteer.h"

typedef struct cs_places { /* immutable once bound */
	cs_geo_t geo;          /* none where there is no gazetteer */
	uint32_t *site_place;  /* site of the lexicon -> place of the gazetteer; CS_NONE */
	/* actor of the lexicon that is a state or territory -> country of the gazetteer; CS_NONE */
	uint32_t *actor_country;
	uint32_t *country_actor; /* the other way */
} cs_places_t;

/* Opens the gazetteer (path NULL: there is none) and joins it to the lexicon. Memory is the lexicon's arena,
 * whose oom must be set. */
casus_rc_t cs_places_open(cs_places_t *, cs_lex_t *, const char *path, casus_error_t *err);
void cs_places_close(cs_places_t *);

/* Marks the names behind "in", "near" that the model takes for persons', and the gazetteer has: CS_W_PLACE. Runs before any
 * stage has looked at names. */
void cs_place_names(const cs_places_t *, const cs_lex_t *, cs_doc_t *, cs_arena_t *scratch);
/* doc->places, after the actors. */
void cs_place_run(const cs_places_t *, const cs_lex_t *, cs_doc_t *, cs_arena_t *scratch);
/* The places of events, after the events. */
void cs_place_of_events(const cs_places_t *, const cs_lex_t *, cs_doc_t *, cs_arena_t *scratch);
#endif
