/* check.h - what the lexicon says about itself: examples that have to hold, ids that are for ever.
 */
#ifndef CS_LEX_CHECK_H
#define CS_LEX_CHECK_H
#include "lex/lex.h"

enum { CS_EXPECT_MAX = 12 };
typedef struct cs_side { /* what an example says of one side */
	cs_str_t words[CS_EXPECT_MAX];
	uint32_t n;
	bool told, none; /* told: the example speaks of it; none: nobody may stand there */
} cs_side_t;

typedef struct cs_expect {
	cs_side_t source, target;
	cs_str_t code, plover; /* empty where not told */
	uint8_t polarity;      /* 0 not told, 1 affirmed, 2 negated */
	cs_str_t reality;      /* empty where not told */
} cs_expect_t;

/* Reads 'source="A"+"B" target=none code=1621'. False: *bad is what cannot be read. */
bool cs_expect_read(cs_str_t text, cs_expect_t *out, cs_str_t *bad);
/* Where these words stand in a text: whole words, the first place. False: nowhere. */
bool cs_expect_find(cs_str_t text, cs_str_t words, uint32_t *begin, uint32_t *end);

/* Terms that overlap, names that two share, codes that do not exist: actor_check.c. */
void cs_actors_check(const cs_lex_t *, cs_arena_t *scratch, cs_diag_t *);
/* Every id of the lexicon stands in ids.txt, none in retired.txt; nothing left the lexicon without
 * being retired. */
void cs_ledger_check(const cs_lex_t *, cs_arena_t *scratch, const char *dir, cs_diag_t *);
#endif
