/* claim_int.h - what the files of the claim stage share.
 *
 *   incident.c  which events are told of one incident
 *   claim.c     who holds what about each event
 *   sure.c      how certain, and on what grounds
 *   dispute.c   which claims do not agree
 *   deal.c      and which on whether an agreement was kept */
#ifndef CS_CLAIM_INT_H
#define CS_CLAIM_INT_H
#include "doc/doc.h"
#include "lex/cues.h"
#include "lex/lex.h"

typedef struct cs_claiming {
	const cs_lex_t *lex;
	cs_doc_t *d;
	cs_arena_t *scratch;
	uint32_t *of_frame; /* frame -> event, or CS_NONE */
} cs_claiming_t;

/* ---- incident.c --------------------------------------------------------------------------- */

typedef enum cs_match { CS_SIDE_MISSING, CS_SIDE_SAME, CS_SIDE_OTHER } cs_match_t;

/* One actor, or a state and its government or forces? */
bool cs_same_part(const cs_doc_t *, const cs_part_t *, const cs_part_t *);
cs_match_t cs_match_sides(const cs_doc_t *, const cs_part_t *a, uint32_t n, const cs_part_t *b,
                          uint32_t m);
/* Fills the events' incident numbers. */
void cs_incidents(cs_claiming_t *);

/* ---- dispute.c ---------------------------------------------------------------------------- */

/* Fills doc->disputes from incidents and claims. */
void cs_disputes(cs_claiming_t *);
/* A dispute on whether an agreement was kept: of what was done under it, and of the event that
 * tells of a breach. None where one holder says both. */
void cs_dispute_kept(cs_claiming_t *, uint32_t done, uint32_t breach);

/* ---- deal.c ------------------------------------------------------------------------------- */

void cs_deals_kept(cs_claiming_t *);

/* ---- claim.c ------------------------------------------------------------------------------ */

/* The class of a frame's predicate as a word of saying, or NULL. */
const cs_cue_class_t *cs_cue_class(const cs_claiming_t *, const cs_frame_t *);

/* ---- sure.c ------------------------------------------------------------------------------- */

/* How certain the words around an act leave it: 0 to 2; *cue: the word, or CS_NONE. */
uint8_t cs_sure_of(const cs_claiming_t *, const cs_event_t *, uint32_t *cue);
/* What evidence a statement's speakers are, and the words that say so. */
cs_evidence_t cs_evidence_of(const cs_claiming_t *, const cs_said_t *, cs_range_t *words);
/* Is it a noun with a definite article or an owner: an act that is known already? */
bool cs_is_known_act(const cs_doc_t *, const cs_event_t *);
#endif
