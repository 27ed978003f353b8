/* count.h - the count stage: so many of what, of which act, and who says so. Needs times, events
 * and claims. */
#ifndef CS_COUNT_H
#define CS_COUNT_H
#include "doc/doc.h"
#include "lex/lex.h"

/* Fills doc->counts, in text order. */
void cs_count_run(const cs_lex_t *, cs_doc_t *, cs_arena_t *scratch);
#endif
