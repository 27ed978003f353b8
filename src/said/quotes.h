/* quotes.h - quotation marks paired into quotations. */
#ifndef CS_SAID_QUOTES_H
#define CS_SAID_QUOTES_H
#include "doc/doc.h"

typedef struct cs_quote {
	uint32_t begin, end; /* words, with the marks; end may lie sentences later, in the paragraph */
	uint32_t depth;      /* 0: outermost */
	uint32_t par;
	uint8_t closed; /* 0: its mark is missing, it ends with the paragraph */
} cs_quote_t;
typedef CS_VEC(cs_quote_t) cs_quotes_t;

/* All quotations, by their first word. Marks CS_W_QUOTED. */
void cs_quotes_find(cs_doc_t *, cs_arena_t *scratch, cs_quotes_t *);
#endif
