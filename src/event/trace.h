/* trace.h - what the event stage tried and decided, for people who ask why: a story for each
 * predicate, written only where the document has a trace (doc->trace). The code that decides tells
 * it; nothing looks at it while deciding, so that events are the same with and without.
 * Everything is in the document's arena. */
#ifndef CS_EVENT_TRACE_H
#define CS_EVENT_TRACE_H
#include "event/event_int.h"

/* A test of a rule and what it met. */
typedef struct cs_tested {
	const cs_test_t *test;
	bool holds;
	bool found;       /* the words below are what it asks for; else what stands there instead */
	uint32_t word[4]; /* heads of arguments; of a test of the whole clause the word itself */
	uint32_t n;
} cs_tested_t;

/* By which way a side was found. */
typedef enum cs_way {
	CS_WAY_NONE,     /* nobody */
	CS_WAY_SLOT,     /* in a slot of the rule: path */
	CS_WAY_DEEP,     /* behind its preposition, deeper inside an argument: path */
	CS_WAY_PAIR,     /* an act without direction: all its slots */
	CS_WAY_SAYER,    /* who says what he himself will do */
	CS_WAY_MODIFIER, /* a noun's act is its modifier's */
	CS_WAY_ANYONE,   /* the rule takes what no entry knows */
	CS_WAY_OTHER,    /* whoever else takes part in the frame or in the clause below */
	CS_WAY_PRONOUN,  /* a pronoun that nothing is known of */
	CS_WAY_SOMEBODY, /* a person who is no actor, beside a known target */
	CS_WAY_LENT      /* the subject of the verb whose object the act is */
} cs_way_t;
typedef struct cs_trace_side {
	uint8_t way; /* cs_way_t */
	const cs_path_t *path;
	cs_part_t *part;
	uint32_t n;
	uint32_t word[4]; /* where nobody takes part: heads of what stands in the rule's slots */
	uint32_t n_words;
} cs_trace_side_t;

/* One candidate of a frame. */
typedef struct cs_try {
	const cs_pred_t *pred;
	uint8_t fit; /* cs_fit_t */
	CS_VEC(cs_tested_t) tests;
	uint32_t n_failed;       /* tests */
	cs_trace_side_t side[2]; /* source, target; where it fits */
} cs_try_t;

/* What the learned layer made of an event of the rules, or of a predicate without one. */
typedef struct cs_verdict {
	uint8_t kind; /* cs_rank_kind_t of what was weighed in the end */
	bool dropped, retyped, filled, added;
	bool careful; /* it goes only where nearly nothing speaks for it */
	const cs_rank_score_t *score;
	uint32_t best, own;   /* labels; own: of the type that the rules gave, or CS_NONE */
	int32_t retype, fill; /* what another type has to be ahead; what the new side has to be */
	int32_t bar;          /* the threshold: of being dropped, or of being added */
	uint32_t code_by;     /* of RETYPED, ADDED: the rule whose code it has; CS_NONE: general */
	float sure;           /* by the table of confidence */
} cs_verdict_t;

typedef enum cs_shift_how {
	CS_SHIFT_NO,
	CS_SHIFT_DONE,
	CS_SHIFT_OPEN,
	CS_SHIFT_UNTOLD
} cs_shift_how_t;

typedef struct cs_story { /* of a frame */
	CS_VEC(cs_try_t) tries;
	const cs_pred_t *chosen;  /* the rule that was taken; or NULL */
	cs_tested_t when;         /* the `when` that gave another code; its test is NULL: none did */
	cs_event_t *event;        /* as the rules left it; or NULL */
	cs_trace_side_t lent;     /* a source that came later */
	bool describes;           /* a participle before its noun: nothing is told */
	bool named;               /* a word of a known name: nothing is told */
	bool stranger;            /* who acts is no actor, and the target alone makes no event */
	uint32_t twin;            /* the frame whose event tells it already; or CS_NONE */
	bool twin_around;         /* which it stands inside of, as an act of the same type */
	uint8_t shift, shift_how; /* cs_shift_t; cs_shift_how_t */
	cs_verdict_t *verdict;    /* or NULL: not weighed */
	uint32_t gone_with;       /* the frame of the dropped act that it was the object of */
	bool unsure;              /* less sure than what the caller asked for */
} cs_story_t;

typedef struct cs_trace {
	cs_story_t *story; /* one for each frame, once events were looked for; else NULL */
	uint32_t n;
	/* while one candidate is tried */
	cs_trace_side_t side[2];
	const cs_path_t *path;
	bool deep;
	cs_tested_t when;
} cs_trace_t;

/* What follows does nothing where there is no trace. */
void cs_trace_begin(const cs_coding_t *);
void cs_trace_sides_begin(const cs_coding_t *);
/* part.c: the path that led to somebody; how a side was filled; that both change places. */
void cs_trace_path(const cs_coding_t *, const cs_path_t *, bool deep);
void cs_trace_side(const cs_coding_t *, int side, const cs_parts_t *, cs_way_t);
void cs_trace_reverse(const cs_coding_t *);
/* event.c */
void cs_trace_try(const cs_coding_t *, const cs_pred_t *, const cs_view_of_t *, cs_fit_t);
void cs_trace_chosen(const cs_coding_t *, uint32_t frame, const cs_pred_t *);
void cs_trace_when(const cs_coding_t *, const cs_view_of_t *, const cs_when_t *);
/* Keeps an event as it is now, and what has been noted since the last one. */
void cs_trace_event(const cs_coding_t *, const cs_event_t *);
void cs_trace_lent(const cs_coding_t *, const cs_event_t *);
void cs_trace_twin(const cs_coding_t *, const cs_event_t *gone, const cs_event_t *kept,
                   bool around);
/* The story of a frame, to be added to; NULL where there is no trace. */
cs_story_t *cs_trace_story(const cs_coding_t *, uint32_t frame);
/* choose.c: copies what it points at. */
void cs_trace_verdict(const cs_coding_t *, uint32_t frame, const cs_verdict_t *);
#endif
