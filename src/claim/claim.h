/* claim.h - the claim stage: which events are one incident, and who holds what about each. Needs
 * events and statements. */
#ifndef CS_CLAIM_H
#define CS_CLAIM_H
#include "doc/doc.h"
#include "lex/lex.h"

/* Fills the events' incident numbers and doc->claims, by event. */
void cs_claim_run(const cs_lex_t *, cs_doc_t *, cs_arena_t *scratch);
#endif
