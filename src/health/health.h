/* health.h - the health stage: what is wrong with the text itself, whatever it tells. Needs words,
 * sentences and trees; names, actors and statements where there are any. */
#ifndef CS_HEALTH_H
#define CS_HEALTH_H
#include "doc/doc.h"
#include "lex/lex.h"

/* Fills doc->flags, one of a kind at most, in the order of cs_flag_kind_t. */
void cs_health_run(const cs_lex_t *, cs_doc_t *, cs_arena_t *scratch);
#endif
