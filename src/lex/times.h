/* times.h - words of time (time.*, feast.*, period.*) and of counting (count.*), compiled from
 * lexicon/cues/times.txt. docs/formats/lexicon.md describes them. */
#ifndef CS_LEX_TIMES_H
#define CS_LEX_TIMES_H
#include "lex/lex.h"

typedef enum cs_time_kind { /* of a word */
	                        CS_TW_NONE,
	                        CS_TW_MONTH,   /* 1 to 12 */
	                        CS_TW_WEEKDAY, /* 0 Monday … */
	                        CS_TW_SEASON,  /* the month in which it begins */
	                        CS_TW_UNIT,    /* cs_unit_t */
	                        CS_TW_SHIFT,   /* days */
	                        CS_TW_PART,
	                        /* -1 last, -2 past, -3 previous, -4 recent, 0 this, 1 next, 2 coming, 3 following, 4 same */
	                        CS_TW_TURN,
	                        CS_TW_THIRD, /* 0 early, 1 mid, 2 late */
	                        CS_TW_VAGUE, /* days back or on */
	                        CS_TW_BEFORE,
	                        CS_TW_CLOCK,
	                        CS_TW_ZONE,
	                        CS_N_TW
} cs_time_kind_t;

typedef enum cs_unit {
	CS_U_SECOND,
	CS_U_HOUR,
	CS_U_DAY,
	CS_U_WEEK,
	CS_U_FORTNIGHT,
	CS_U_WEEKEND,
	CS_U_MONTH,
	CS_U_QUARTER,
	CS_U_YEAR,
	CS_U_DECADE,
	CS_U_CENTURY,
	CS_N_UNIT
} cs_unit_t;

typedef struct cs_time_word {
	uint8_t kind;
	int16_t is;
} cs_time_word_t;

typedef enum cs_time_name {
	CS_TN_NOW,
	CS_TN_BEFORE,
	CS_TN_OVERNIGHT,
	CS_TN_TONIGHT,
	CS_TN_FEAST,
	CS_TN_PERIOD
} cs_time_name_t;

typedef struct cs_day_range {
	int32_t from, to;
} cs_day_range_t;

typedef struct cs_feast {
	uint8_t how; /* 0 a day of the year, 1 the nth weekday of a month, 2 a table */
	int8_t month, day, nth, later; /* of 1: weekday in day; later: days behind it */
	CS_VEC(cs_day_range_t) table;  /* by date */
} cs_feast_t;

typedef struct cs_time_phrase { /* of one word or more */
	const uint32_t *word;
	uint32_t n;
	uint8_t name; /* cs_time_name_t */
	uint32_t feast;
	int32_t from, to; /* of a period */
	uint32_t next;    /* the next with the same first word, longer ones first; or CS_NONE */
} cs_time_phrase_t;

typedef enum cs_count_kind {
	CS_COUNT_OTHER,
	CS_COUNT_KILLED,
	CS_COUNT_INJURED,
	CS_COUNT_ARRESTED,
	CS_COUNT_DISPLACED,
	CS_COUNT_PRESENT,
	CS_COUNT_TROOPS,
	CS_COUNT_WEAPONS,
	CS_COUNT_MONEY,
	CS_COUNT_NOTHING, /* it is measured or graded */
	CS_N_COUNT_KIND
} cs_count_kind_t;

typedef enum cs_count_role {
	CS_COUNT_VERB,
	CS_COUNT_ADJ,
	CS_COUNT_ACT,
	CS_COUNT_NOUN,
	CS_N_COUNT_ROLE
} cs_count_role_t;

struct cs_times {
	CS_VEC(cs_time_word_t) words;
	CS_VEC(cs_time_phrase_t) phrases;
	CS_VEC(cs_feast_t) feasts;
	cs_map_t by_word;  /* word id -> words */
	cs_map_t by_first; /* word id -> first phrase */
	cs_map_t counts;   /* role << 32 | lemma id -> cs_count_kind_t and flags */
};

/* What a word is, or NULL. */
static inline const cs_time_word_t *cs_time_word(const cs_times_t *t, uint32_t id)
{
	uint32_t i = id == CS_NONE ? CS_NONE : cs_map_get(&t->by_word, id);
	return i == CS_NONE ? NULL : &t->words.p[i];
}
/* The day or days of a feast in a year; false: not known. */
bool cs_feast_in(const cs_feast_t *, int year, int32_t *from, int32_t *to);
/* What an item says only of the subject of a passive, only of people. */
enum { CS_COUNT_PASSIVE = 16, CS_COUNT_PEOPLE = 32 };
/* CS_COUNT_OTHER: it says nothing. flags: which of these hold. */
cs_count_kind_t cs_count_kind(const cs_times_t *, cs_count_role_t, uint32_t lemma_id,
                              uint32_t flags);
/* The year's nth weekday of a month (0 Monday; -1: the last). */
int32_t cs_nth_weekday(int year, int month, int weekday, int nth);
#endif
