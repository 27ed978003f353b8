/* phrase.h - words and fixed phrases of the lexicon, as rules, contexts and classes use them:
 * compiled to vocabulary ids, found by their head word. */
#ifndef CS_LEX_PHRASE_H
#define CS_LEX_PHRASE_H
#include "lex/lex.h"

/* Ids of its words as the tokeniser cuts them ("cease-fire" is three), and which of them is its
 * head: the last before a preposition ("state of emergency"), else the last of all. */
typedef struct cs_phrase {
	const uint32_t *word;
	uint32_t n, head;
	uint32_t tag;  /* what the owner of the set likes */
	uint32_t next; /* in a set: the next phrase with the same head, or CS_NONE */
} cs_phrase_t;

typedef struct cs_word_set {
	CS_VEC(cs_phrase_t) phrases;
	cs_map_t by_head; /* id of the head word -> first phrase */
} cs_word_set_t;

/* Compiles one phrase; n is 0 where there is nothing in it. first_is_head: a verb and its particle.
 */
cs_phrase_t cs_phrase_make(cs_lex_t *, cs_str_t text, bool first_is_head);
/* Is the text written otherwise when it has been cut into words (hyphens, apostrophes)? Then *cut
 * has blanks between the words. */
bool cs_phrase_cut(cs_arena_t *, cs_str_t text, cs_str_t *cut);
/* Adds a phrase, as written and as cut. */
void cs_word_set_add(cs_lex_t *, cs_word_set_t *, cs_str_t phrase, uint32_t tag);

static inline const cs_phrase_t *cs_word_set_first(const cs_word_set_t *s, uint32_t id)
{
	uint32_t i = id == CS_NONE ? CS_NONE : cs_map_get(&s->by_head, id);
	return i == CS_NONE ? NULL : &s->phrases.p[i];
}
static inline const cs_phrase_t *cs_word_set_next(const cs_word_set_t *s, const cs_phrase_t *p)
{
	return p->next == CS_NONE ? NULL : &s->phrases.p[p->next];
}
#endif
