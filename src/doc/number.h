/* number.h - numbers in digits and in words. */
#ifndef CS_DOC_NUMBER_H
#define CS_DOC_NUMBER_H
#include "doc/doc.h"

#define CS_NUMBER_MAX 1e15 /* what is larger is no count */

typedef struct cs_number {
	double min, max; /* equal where the text gives the number */
	uint32_t end;    /* one past its last word */
	bool digits;     /* of digits alone: it may be a year, a house, a name's part */
	bool vague;      /* "dozens", "several" */
	bool small_unit; /* "20m", "3bn": a letter for million; may be metres */
} cs_number_t;

/* The number that begins with this word, as far as it goes ("two hundred and fifty thousand",
 * "2.5 million", "half a dozen", "tens of thousands"); false: there is none. Reads words before
 * `end`. */
bool cs_number_read(const cs_doc_t *, uint32_t word, uint32_t end, cs_number_t *);
#endif
