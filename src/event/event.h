/* event.h - the event stage: which acts the text tells, who does them to whom, and whether they
 * took place. Needs trees, frames, actors and statements. */
#ifndef CS_EVENT_H
#define CS_EVENT_H
#include "doc/doc.h"
#include "event/rank.h"
#include "lex/lex.h"

/* Fills doc->events, in text order; whose incident numbers are the claim stage's.
 * rank: the learned layer, or NULL. Events less sure than `least` are left out. */
void cs_event_run(const cs_rank_t *rank, const cs_lex_t *, cs_doc_t *, float least,
                  cs_arena_t *scratch);
#endif
