/* why.h - what the files that answer `casus why` share.
 *
 *   why.c        codes with a trace, lays the answer out, as text or JSON
 *   why_tree.c   the tree of a sentence
 *   why_actors.c who is named in it, and how each was settled
 *   why_acts.c   what was tried and decided of each predicate
 *   why_words.c  slots, tests and phrases in plain words
 *
 * All strings are in the answer's own arena; words of the text have no control characters. */
#ifndef CS_ENGINE_WHY_H
#define CS_ENGINE_WHY_H
#include "engine/engine.h"
#include "event/trace.h"

typedef struct why {
	const cs_doc_t *d;
	const cs_lex_t *lex;
	const cs_rank_t *rank;
	cs_arena_t *a;
	uint32_t *event_of; /* frame -> its event in the end, or CS_NONE */
} why_t;

/* One thing to tell of a predicate. */
typedef struct why_note {
	const char *what; /* "arguments", "fired", "nearly" …: docs/records.md, "Why" */
	const char *text;
	const cs_rule_t *rule; /* or NULL */
} why_note_t;
typedef CS_VEC(why_note_t) why_notes_t;

typedef struct why_actor {
	const char *words, *code, *office; /* code, office: or NULL */
	const char *how;                   /* it was settled */
} why_actor_t;
typedef CS_VEC(why_actor_t) why_actors_t;

/* ---- why_words.c ---- */

/* Bytes [begin, end) of the document on one line, cut where they are long. */
const char *why_bytes(const why_t *, uint32_t begin, uint32_t end);
const char *why_word(const why_t *, uint32_t word);
/* The word with what hangs on it. */
const char *why_phrase(const why_t *, uint32_t head);
/* "who acts (subj)"; of several steps the last first. */
const char *why_path(const why_t *, const cs_path_t *);
const char *why_paths(const why_t *, const cs_paths_t *);
/* "`a`, `b`", of whole phrases or single words; NULL: none. */
const char *why_words(const why_t *, const uint32_t *word, uint32_t n, bool whole);
/* What a test asks for and what it met: "obj (what is acted on) must be …: it is `…`". */
const char *why_test(const why_t *, const cs_tested_t *);
/* "`Norway` [NOR], `Sweden` [SWE]"; "nobody". */
const char *why_parts(const why_t *, const cs_part_t *, uint32_t n);
/* "`Norway` [NOR], subj (who acts)": with the way it was found. */
const char *why_side(const why_t *, const cs_trace_side_t *);
const char *why_type(const why_t *, uint32_t type); /* its name; "statement" */
/* "SANCTION expel, CAMEO 161" */
const char *why_code(const why_t *, const cs_event_t *);
const char *why_rule_code(const why_t *, const cs_rule_t *);
uint32_t why_rule_type(const why_t *, const cs_rule_t *);
const char *why_id(const why_t *, const cs_rule_t *);
/* Characters of UTF-8 text. */
uint32_t why_width(const char *);

/* ---- the others ---- */

void why_tree(const why_t *, uint32_t sent, cs_buf_t *);
void why_actors(const why_t *, uint32_t sent, why_actors_t *);
void why_acts(const why_t *, uint32_t frame, why_notes_t *);
/* The predicate as a heading: "`expelled`, verb `expel`". */
const char *why_predicate(const why_t *, uint32_t frame);
/* Why a sentence has no event. */
const char *why_nothing(const why_t *, uint32_t sent);
#endif
