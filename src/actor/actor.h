/* actor.h - finds who is named in a document: mentions, and the entities that they stand for. */
#ifndef CS_ACTOR_H
#define CS_ACTOR_H
#include "doc/doc.h"
#include "lex/lex.h"

/* Fills doc->mentions, doc->entities and doc->mention_of from words, tags, trees and doc->known.
 * Words need norm_id filled. Scratch memory is free for reuse afterwards. */
void cs_actor_run(const cs_lex_t *, cs_doc_t *, cs_arena_t *scratch);
#endif
