/* said_int.h - what the files of this folder share. */
#ifndef CS_SAID_INT_H
#define CS_SAID_INT_H
#include "said/quotes.h"
#include "said/said.h"

/* ---- by rule (rules.c) --------------------------------------------------------------------- */

/* Fills doc->said by rules over trees, in order and with parents. Needs CS_W_QUOTED and quotations;
 * ends those whose closing mark is missing where their speaker is named. */
void cs_said_rules(const cs_lex_t *, cs_doc_t *, cs_quotes_t *, cs_arena_t *scratch);
/* Puts doc->said into the order of the text and gives each its parent. */
void cs_said_order(cs_doc_t *);
/* Is the object of this predicate the one who is told? (to.c) */
bool cs_said_takes_hearer(const cs_doc_t *, uint32_t frame);
/* Gives statements their addressees (to.c). */
void cs_said_addressees(const cs_lex_t *, cs_doc_t *);
/* The first word that does not begin before this byte. */
uint32_t cs_said_word_at(const cs_doc_t *, uint32_t byte);

/* ---- as learned (input.c, hear.c) ---------------------------------------------------------- */

/* What the layer sees of a word besides the encoder's vectors: yes or no. Part of the model format:
 * training (train/train_said.c) and use call the same function. */
#define CS_SAID_BITS 160u
#define CS_SAID_BITS_SET 48u /* of which so many are set at most */

typedef struct cs_said_view cs_said_view_t;
/* What a document's words are to the layer. Needs doc->vec, and doc->said by rule. In scratch. */
cs_said_view_t *cs_said_view(const cs_lex_t *, const cs_doc_t *, const cs_quotes_t *,
                             cs_arena_t *scratch);
/* Writes the numbers of the word's bits that are set, and returns how many. */
uint32_t cs_said_input(const cs_said_view_t *, uint32_t word, uint8_t *bit);

/* A word's part in a statement: none; or a first or further word of a source; of a cue whose source
 * is the nearest one to the left, to the right, or nobody; of content whose cue is the nearest to
 * the left or to the right. */
enum {
	CS_HEAR_NONE,
	CS_HEAR_SOURCE,
	CS_HEAR_CUE_L,
	CS_HEAR_CUE_R,
	CS_HEAR_CUE,
	CS_HEAR_CONTENT_L,
	CS_HEAR_CONTENT_R,
	CS_N_HEAR
};
#define CS_HEAR_LABELS (2u * CS_N_HEAR - 1u) /* none, then first and further words by turns */
static inline uint8_t cs_hear_role(uint8_t label)
{
	return (uint8_t)((label + 1) / 2);
}
static inline bool cs_hear_begins(uint8_t label)
{
	return label & 1;
}

/* The label of each word, in scratch. */
uint8_t *cs_said_hear(const cs_said_net_t *, const cs_doc_t *, const cs_said_view_t *,
                      cs_arena_t *scratch);

/* ---- both (tell.c) --------------------------------------------------------------------------- */

/* Puts what was heard into doc->said, where the statements by rule are. */
void cs_said_tell(const cs_lex_t *, cs_doc_t *, const cs_quotes_t *, const uint8_t *label,
                  cs_arena_t *scratch);
#endif
