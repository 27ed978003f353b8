/* inflect.h - from an inflected English form to a word that the lexicon knows. */
#ifndef CS_LEX_INFLECT_H
#define CS_LEX_INFLECT_H
#include "lex/lex.h"

/* The id of a word of the vocabulary that this folded form of a verb (or a plural noun) may be an
 * inflection of, or CS_NONE. For forms that the lemmatiser has not seen in its treebanks. */
uint32_t cs_inflect_find(const cs_lex_t *, cs_str_t form, bool verb);
/* Is this word a verb of some rule or cue? */
bool cs_inflect_is_verb(const cs_lex_t *, uint32_t id);
#endif
