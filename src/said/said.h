/* said.h - the statement stage: who says, thinks, wants what. */
#ifndef CS_SAID_H
#define CS_SAID_H
#include "doc/doc.h"
#include "lex/lex.h"

/* Fills doc->said, and CS_W_QUOTED of the words. Needs trees, frames and actors. Speakers are
 * entities that the actor stage found; nobody named means nobody named. First persons inside
 * quotations become mentions of the speaker: the one thing of the actor stage's that it adds to. */
void cs_said_run(const cs_lex_t *, cs_doc_t *, cs_arena_t *scratch);
#endif
