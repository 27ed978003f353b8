/* first.h - first persons of quotations. */
#ifndef CS_SAID_FIRST_H
#define CS_SAID_FIRST_H
#include "doc/doc.h"

/* Gives the mentions that are "I", "we", "our" … inside quotations the entity of the speaker. Needs
 * doc->said, in its final order, and CS_W_QUOTED of the words. */
void cs_said_first_persons(cs_doc_t *, cs_arena_t *scratch);
/* Then: statements whose speaker is an "I" or "we" have its entity. */
void cs_said_own_views(cs_doc_t *);
#endif
