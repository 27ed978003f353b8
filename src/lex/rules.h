/* rules.h - which words are which act: lexicon/rules/, compiled. docs/formats/rules.md describes
 * the grammar for people. Immutable.
 *
 *   [class.*] ──▶ word sets ─┐
 *   [light.*] ──▶ light.c    ├─▶ rules[] ──▶ predicate word + kind ──▶ candidates, best first
 *   all other blocks ────────┘
 *
 * The event stage walks the candidates of a frame's predicate; the first whose tests hold wins. */
#ifndef CS_LEX_RULES_H
#define CS_LEX_RULES_H
#include "lex/phrase.h"

/* ---- where to look ---------------------------------------------------------------------- */

typedef enum cs_at {
	CS_AT_SUBJ,
	CS_AT_OBJ,
	CS_AT_IOBJ,
	CS_AT_COMP,
	CS_AT_MOD,
	CS_AT_ATTR,
	CS_AT_TIME,
	CS_AT_ADV,
	CS_AT_PREP, /* prep says which */
	CS_AT_ANY,
	CS_AT_GOVERNOR, /* the predicate in one of whose arguments this one stands */
	CS_AT_SOURCE,   /* only behind another step: the source of the act that stands there */
	CS_AT_TARGET
} cs_at_t;

typedef struct cs_step {
	uint8_t at; /* cs_at_t */
	cs_str_t prep;
} cs_step_t;

enum { CS_PATH_MAX = 3 };
typedef struct cs_path { /* "comp.subj": step by step into the argument */
	cs_step_t step[CS_PATH_MAX];
	uint32_t n;
} cs_path_t;

typedef CS_VEC(cs_path_t) cs_paths_t;

/* ---- tests ------------------------------------------------------------------------------ */

enum {                /* cs_test_t.is: what an argument may be, apart from a word */
	   CS_IS_ANY = 1, /* just there */
	   CS_IS_ACTOR = 2,
	   CS_IS_STATE = 4,
	   CS_IS_PERSON = 8,
	   CS_IS_ORG = 16,
	   CS_IS_ARMED = 32,
	   CS_IS_CIVIL = 64,
	   CS_IS_EVENT = 128 /* an act: of one of the types or codes, of any where there are none */
};

typedef struct cs_test {
	cs_paths_t at; /* any of these slots will do; none: "*", anywhere in the clause */
	CS_VEC(const cs_word_set_t *) heads; /* the argument's head is in one of these */
	CS_VEC(const cs_word_set_t *) words; /* some word of its phrase is */
	CS_VEC(uint32_t) types;              /* of an act */
	CS_VEC(uint32_t) codes;              /* of an act: one of these or below it */
	uint32_t is;
	bool negated;  /* `not` */
	uint32_t line; /* where it stands in the rule's file */
} cs_test_t;

typedef struct cs_when {
	cs_test_t test;
	uint32_t code;    /* CS_NONE: the rule's own */
	uint32_t type;    /* CS_NONE: the code's */
	bool typed;       /* type is said here (CS_NONE then: none) */
	const char *mode; /* of that type, or NULL */
} cs_when_t;

/* One way to fill both sides of an act without direction. */
typedef struct cs_pair {
	cs_paths_t at;
} cs_pair_t;

typedef struct cs_example {
	bool yes;
	cs_str_t text;
	cs_str_t expect; /* "source=… target=… code=…", or what an agent's code is */
	uint32_t line, col;
} cs_example_t;

typedef struct cs_rule {
	cs_str_t id;
	const char *file;
	uint32_t line;
	CS_VEC(cs_test_t) tests;
	CS_VEC(cs_when_t) whens;
	CS_VEC(cs_pair_t) pairs;
	cs_paths_t source, target, about;
	bool has_source, has_target; /* a line says so; else the usual slots */
	bool no_source, no_target;   /* "none" */
	bool negated, reverse, reflexive;
	bool anyone;   /* its target may be what no entry knows */
	bool broad;    /* tried where no other rule fits */
	uint32_t code; /* index into the ontology's codes, or CS_NONE: a type alone */
	uint32_t type; /* where typed */
	bool typed;
	const char *mode;     /* NULL: the code's */
	const char *contexts; /* "" where none */
	uint32_t n_needs;
	int32_t weight;
	CS_VEC(cs_example_t) examples;
} cs_rule_t;

/* A way in which a rule's predicate can be written. */
typedef struct cs_pred {
	uint32_t rule;
	uint8_t kind;       /* cs_pred_kind_t: 0 verb, 1 noun, 2 adjective */
	cs_phrase_t phrase; /* of a verb: the verb and its particle; else a fixed phrase */
	uint32_t next;      /* the next candidate for the same head word and kind, or CS_NONE */
} cs_pred_t;

uint32_t cs_rule_count(const cs_rules_t *);
const cs_rule_t *cs_rule_at(const cs_rules_t *, uint32_t);
/* The first candidate for a predicate's lemma, best first, or NULL. */
const cs_pred_t *cs_rules_first(const cs_rules_t *, uint32_t lemma_id, uint8_t kind);
const cs_pred_t *cs_rules_next(const cs_rules_t *, const cs_pred_t *);
/* The slots that `source` and `target` stand for in a rule that does not say. */
const cs_paths_t *cs_rules_usual_source(const cs_rules_t *);
const cs_paths_t *cs_rules_usual_target(const cs_rules_t *);
/* A word class by name ("quantity"), or NULL: knowledge that is not a rule's own. */
const cs_word_set_t *cs_rules_class(const cs_rules_t *, const char *name);
/* The name of a class by its words; an empty slice where it is none. */
cs_str_t cs_rules_class_name(const cs_rules_t *, const cs_word_set_t *);

/* Is a noun with this lemma a predicate of some rule or cue? */
bool cs_rules_noun_pred(const cs_rules_t *, uint32_t lemma_id);
/* For cues: this noun is a predicate too. While compiling only. */
void cs_rules_add_noun_pred(cs_lex_t *, uint32_t lemma_id);
#endif
