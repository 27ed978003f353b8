/* event_int.h - what the files of the event stage share.
 *
 *   event.c  frames, inner ones first ──▶ candidates ──▶ events ──▶ duplicates, order
 *   match.c  does a rule fit a frame? slots, words, acts
 *   part.c   who stands in a slot?
 *   real.c   did it take place? polarity, reality
 *   date.c   when?
 *   plover.c PLOVER's type of what is to come, possible or negated
 *   pairs.c  two actors that the caller marked: what joins them?
 *   rank.c   what was learned of two actors in a sentence
 *   choose.c what of it changes the events
 *   trace.c  what was tried and decided, where somebody asks */
#ifndef CS_EVENT_INT_H
#define CS_EVENT_INT_H
#include "doc/doc.h"
#include "event/rank.h"
#include "lex/lex.h"
#include "lex/ontology.h"
#include "lex/rules.h"

typedef CS_VEC(cs_part_t) cs_parts_t;

/* An argument that a slot led to. */
typedef struct cs_hit {
	uint32_t head;  /* word */
	uint32_t frame; /* or CS_NONE */
} cs_hit_t;
enum { CS_HITS_MAX = 24 };
typedef struct cs_hits {
	cs_hit_t p[CS_HITS_MAX];
	uint32_t n;
} cs_hits_t;

/* A frame as a rule sees it: a light verb construction is seen as its noun, or as the verb with the
 * noun as object; "call for X" as a verb whose object is X. */
typedef struct cs_view_of {
	uint32_t frame;
	uint32_t object; /* word that counts as object, or CS_NONE */
	cs_str_t prep;   /* a preposition that belongs to the predicate: its phrase counts as object */
	uint32_t last;   /* the last word that the predicate took, for the trigger */
	uint32_t lead;   /* words of the predicate before its head: "prisoner" of "prisoner swap" */
} cs_view_of_t;

typedef struct cs_coding {
	const cs_lex_t *lex;
	const cs_rank_t *rank; /* or NULL */
	cs_doc_t *d;
	cs_arena_t *scratch;
	uint32_t *of_frame; /* frame -> event, or CS_NONE */
	uint8_t *dead;      /* event -> 1: dropped */
	uint8_t *named;     /* word -> 1: in a known name of several words */
	bool given;         /* who takes part is known: rules need not find an actor in a slot */
} cs_coding_t;

/* ---- match.c ------------------------------------------------------------------------------ */

/* Do the words around `at` make this phrase, with `at` as its head? */
bool cs_phrase_fits(const cs_doc_t *, const cs_phrase_t *, uint32_t at);
bool cs_in_set(const cs_doc_t *, const cs_word_set_t *, uint32_t word);
/* The event told by a frame, or by what stands in it where it tells none itself; or CS_NONE. */
uint32_t cs_act_of(const cs_coding_t *, cs_hit_t);
/* All arguments that a path leads to; a last step SOURCE or TARGET is left to cs_path_parts. */
void cs_path_hits(const cs_coding_t *, const cs_view_of_t *, const cs_path_t *, cs_hits_t *);
/* Phrases behind a preposition that stand deeper, inside an argument. */
void cs_deep_hits(const cs_coding_t *, const cs_view_of_t *, cs_str_t prep, cs_hits_t *);
/* Does the predicate fit? Fills the view. */
bool cs_pred_fits(const cs_coding_t *, uint32_t frame, const cs_pred_t *, bool by_light,
                  cs_view_of_t *);
/* The word by which a test holds, `not` apart; CS_NONE: there is none. *act as below. */
uint32_t cs_test_word(const cs_coding_t *, const cs_view_of_t *, const cs_test_t *, uint32_t *act);
/* Does one test hold? *act: the act that made it hold, where it asks for one. */
bool cs_test_holds(const cs_coding_t *, const cs_view_of_t *, const cs_test_t *, uint32_t *act);

/* ---- part.c ------------------------------------------------------------------------------- */

/* How far into a phrase whose head is no actor. Who acts through a thing owns it ("Russian jets",
 * "the government of Chad"); what is done to a thing is done to whoever it stands with ("shops in
 * Chad"). */
typedef enum cs_reach {
	CS_HEADS_ONLY,
	CS_OWNERS,   /* adjective, compound, possessor, "of", "from", "by" */
	CS_MODIFIERS /* these, and where and with whom it is */
} cs_reach_t;
/* The actors that a phrase with this head names: itself and what it is coordinated with; else what
 * stands by it. */
void cs_phrase_parts(const cs_coding_t *, uint32_t head, cs_reach_t, cs_parts_t *);
/* The actors that a path leads to; nothing is added where there are none. */
void cs_path_parts(const cs_coding_t *, const cs_view_of_t *, const cs_path_t *, cs_reach_t,
                   cs_parts_t *);
/* Fills both sides. False: nobody takes part. */
bool cs_participants(const cs_coding_t *, const cs_view_of_t *, const cs_rule_t *,
                     cs_parts_t *source, cs_parts_t *target, bool *symmetric);
bool cs_same_actor(const cs_part_t *, const cs_part_t *);
/* Is the subject somebody or something that is no actor, no act, no weapon and no document ("the song attacks …",
 * "a storm hit …")? Then what it does is no event, whoever suffers it. For frames without a source. */
bool cs_stranger_acts(const cs_coding_t *, const cs_view_of_t *, const cs_rule_t *);

/* ---- plover.c ----------------------------------------------------------------------------- */

/* PLOVER's type of each event, by what became of it; needs about and said. */
void cs_plover_resolve(cs_coding_t *);

/* ---- real.c, date.c ------------------------------------------------------------------------------- */

void cs_tell_reality(const cs_coding_t *, uint32_t frame, cs_event_t *);
/* Does the word above this frame say that its act is asked for, planned, possible, refused or
 * called off? */
bool cs_is_governed(const cs_coding_t *, uint32_t frame);
void cs_tell_date(const cs_coding_t *, uint32_t frame, cs_event_t *);

/* ---- event.c, pairs.c ----------------------------------------------------------------------- */

/* How far a candidate gets. */
typedef enum cs_fit {
	CS_FIT_BOTH,   /* it fits, and somebody is on both sides */
	CS_FIT_ONE,    /* on one */
	CS_FIT_NOBODY, /* nobody takes part */
	CS_FIT_TEST,   /* a test does not hold */
	CS_FIT_WORDS,  /* the predicate has more words, which are not there */
	CS_FIT_PHRASAL /* with its particle the verb is another one */
} cs_fit_t;
/* Adds the event that a rule makes of a frame; its index. */
uint32_t cs_event_add(cs_coding_t *, const cs_view_of_t *, uint32_t rule, cs_parts_t source,
                      cs_parts_t target, bool symmetric);
/* The best rule for a frame; with `relaxed`, whoever takes part. CS_NONE: none fits. */
uint32_t cs_rule_for(const cs_coding_t *, uint32_t frame, bool relaxed, cs_view_of_t *);
void cs_join_pair(cs_coding_t *);
/* Drops the events that are marked as dead, and puts the rest into text order. */
void cs_events_in_order(cs_coding_t *);
/* Brings the last event to its place in the text, which it returns. */
uint32_t cs_event_sift(cs_coding_t *);
bool cs_tests_hold(const cs_coding_t *, const cs_view_of_t *, const cs_rule_t *);
/* Adds an event of a frame at the end, without code, type and rule; its index. */
uint32_t cs_event_add_plain(cs_coding_t *, uint32_t frame, const cs_part_t *source,
                            const cs_part_t *target);

/* ---- choose.c ------------------------------------------------------------------------------- */

/* What may be an event: one of the rules', one with another side, or a predicate without a rule. */
typedef struct cs_offer {
	cs_rank_pair_t pair;
	cs_part_t source, target;
	bool has_source, has_target;
} cs_offer_t;
typedef void cs_offer_fn(void *user, const cs_offer_t *);
/* Shows all of a document, in the order of the events, then of the predicates. For training too. */
void cs_choose_walk(const cs_coding_t *, cs_offer_fn *, void *user);
/* Events that the learned layer does not believe go or get another type or side; others come. */
void cs_choose_events(cs_coding_t *);
/* Events less sure than this go, and what is told as their object. An act that is told as the object
 * of another is as sure as that. */
void cs_choose_sure(cs_coding_t *, float least);

/* Where the caller marked two actors: what joins them, by the learned layer. */
void cs_choose_given(cs_coding_t *);
#endif
