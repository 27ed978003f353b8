/* time_int.h - what the files of the time stage share.
 *
 *   time.c      sentences ──▶ expressions ──▶ times, from which day they count ──▶ acts
 *   read.c      words ──▶ an expression: the grammar
 *   calendar.c  days, months, seasons, thirds; so many units on or back
 *   tense.c     is it told as past or to come?
 *   attach.c    which act does a time date; which acts share it? */
#ifndef CS_TIME_INT_H
#define CS_TIME_INT_H
#include "doc/doc.h"
#include "lex/times.h"

typedef struct cs_iv { /* as in cs_time_t */
	int32_t from, to;
	uint8_t grain;
} cs_iv_t;

typedef struct cs_timing {
	const cs_lex_t *lex;
	const cs_times_t *t;
	cs_doc_t *d;
	cs_arena_t *scratch;
	int32_t day;     /* that relative times count from, or CS_NO_DAY */
	uint32_t *light; /* word -> frame whose light verb it is, or CS_NONE */
	uint32_t lo, hi; /* words of the sentence */
	/* the last time that was told for certain, and the sentence in which */
	cs_iv_t anchor;
	uint32_t anchor_sent;
	bool anchor_year; /* with its year in figures */
	uint32_t sent;
	/* the last day that was told at all, if only beside a noun ("Sunday's march"), or CS_NO_DAY, and
	 * the sentence in which */
	int32_t beside;
	uint32_t beside_sent;
} cs_timing_t;

typedef struct cs_reading { /* an expression */
	uint32_t begin, end;
	cs_iv_t v;
	bool certain; /* other times may count from it */
	bool old;
	uint32_t anchor_word; /* "two days after the strike": strike; else CS_NONE */
	int anchor_n;         /* units from it */
	uint8_t anchor_unit;
} cs_reading_t;

/* ---- calendar.c --------------------------------------------------------------------------- */

static inline cs_iv_t cs_iv_unknown(uint8_t grain)
{
	return (cs_iv_t){CS_NO_DAY, CS_NO_DAY, grain};
}
static inline bool cs_iv_known(cs_iv_t v)
{
	return v.from != CS_NO_DAY;
}
cs_iv_t cs_iv_day(int32_t day, uint8_t grain);
cs_iv_t cs_iv_month(int year, int month); /* any month: 13 is the next January */
cs_iv_t cs_iv_year(int year, int years, uint8_t grain);
cs_iv_t cs_iv_season(int year, int month);
cs_iv_t cs_iv_third(cs_iv_t, int which);
/* The calendar's unit, n after the one in which a day lies. */
cs_iv_t cs_iv_unit(int32_t day, cs_unit_t, int n);
/* A day so many units from another: of months the same day, or their last one. */
int32_t cs_day_shift(int32_t day, cs_unit_t, int n);
int cs_year_of(int32_t day);
/* Days in a month; 0 where there is no such month. */
int cs_month_days(int year, int month);

/* ---- tense.c ------------------------------------------------------------------------------ */

/* Of the clause around a word: -1 past, 2 to come, 1 present, which may be either, 0 nothing
 * says so. */
int cs_tense(const cs_timing_t *, uint32_t word);
/* Is the clause in the perfect tense of today ("has been closed for two years")? */
bool cs_is_perfect(const cs_timing_t *, uint32_t word);

/* ---- read.c ------------------------------------------------------------------------------- */

/* The expression that begins with this word; false: none does. */
bool cs_time_read(const cs_timing_t *, uint32_t word, cs_reading_t *);
/* So many units from a day: of weeks the week in which that day lies, of months the month … */
cs_iv_t cs_iv_counted(int32_t from, cs_unit_t, int n);
/* May some expression of time stand in these words? Cheap. */
bool cs_time_likely(const cs_timing_t *, uint32_t word);

/* ---- attach.c ----------------------------------------------------------------------------- */

/* The frame whose act a time dates, or CS_NONE. */
uint32_t cs_time_frame(const cs_timing_t *, const cs_time_t *);
void cs_time_attach(cs_timing_t *, uint32_t time);
/* The time of the act that a noun or verb names, told before; or CS_NONE. */
uint32_t cs_time_of_act(const cs_timing_t *, uint32_t word);
void cs_time_share(cs_timing_t *);
#endif
