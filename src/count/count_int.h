/* count_int.h - what the files of the count stage share.
 *
 *   count.c   numbers that count something, with what bounds them; who holds it
 *   act.c     what is counted, and of which act */
#ifndef CS_COUNT_INT_H
#define CS_COUNT_INT_H
#include "doc/doc.h"
#include "lex/times.h"

typedef struct cs_counting {
	const cs_times_t *t;
	cs_doc_t *d;
	cs_arena_t *scratch;
	uint32_t *of_frame; /* frame -> event, or CS_NONE */
	uint32_t *light;    /* word -> frame whose light verb it is, or CS_NONE */
} cs_counting_t;

/* A number where it stands. */
typedef struct cs_quantity {
	uint32_t begin, end;  /* with what bounds it */
	uint32_t first, last; /* its own words: [first, last) */
	double min, max;
	bool exact, digits, money, small_unit;
} cs_quantity_t;

/* "Seven drowned, two of them on the island": a part of those who were counted before. */
bool cs_count_of_them(const cs_doc_t *, const cs_quantity_t *);

/* Fills kind and event; false: it counts nothing. */
bool cs_count_act(const cs_counting_t *, const cs_quantity_t *, cs_count_t *);
#endif
