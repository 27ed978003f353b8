/* event.h - the event stage: which acts the text tells, who does them to whom, and whether they
 * took place. Needs trees, frames, actors and statements. */
#ifndef CS_EVENT_H
#define CS_EVENT_H
#include "doc/doc.h"
#include "lex/lex.h"

/* Fills doc->events, in text order; whose incident numbers are the claim stage's. */
void cs_event_run(const cs_lex_t *, cs_doc_t *, cs_arena_t *scratch);
#endif
