/* health_int.h - what the files of the health stage share.
 *
 *   health.c   flags, and what can be seen in the bytes: garble, missing text, repeated text
 *   quotes.c   quotations that are broken
 *   names.c    speakers whom nobody introduces, names that were put in place of others
 *   sources.c  articles that are stitched together */
#ifndef CS_HEALTH_INT_H
#define CS_HEALTH_INT_H
#include "doc/doc.h"
#include "lex/lex.h"

enum { CS_FLAG_SPANS = 16 }; /* of one flag at most */

typedef struct cs_checkup {
	const cs_lex_t *lex;
	cs_doc_t *d;
	cs_arena_t *scratch;
	cs_flag_t found[CS_N_FLAG];
} cs_checkup_t;

/* Notes a place in bytes. */
void cs_note(cs_checkup_t *, cs_flag_kind_t, uint32_t begin, uint32_t end);
void cs_note_words(cs_checkup_t *, cs_flag_kind_t, uint32_t begin, uint32_t end);

void cs_check_quotes(cs_checkup_t *);
void cs_check_speakers(cs_checkup_t *);
void cs_check_names(cs_checkup_t *);
void cs_check_sources(cs_checkup_t *);
#endif
