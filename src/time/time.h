/* time.h - the time stage: which days the words of a text mean, and of which act. Needs frames,
 * chains of coreference and statements. */
#ifndef CS_TIME_H
#define CS_TIME_H
#include "doc/doc.h"
#include "lex/lex.h"

/* Fills doc->times, and for each frame the time of its act. */
void cs_time_run(const cs_lex_t *, cs_doc_t *, cs_arena_t *scratch);
#endif
