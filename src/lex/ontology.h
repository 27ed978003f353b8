/* ontology.h - codes, event types, scales, sectors, contexts: all of them data (lexicon/ontology/),
 * so that a researcher's own types work like PLOVER's. Nothing in C knows a type by its name.
 *
 * Blocks are told apart by how their ids begin: cameo.* a code, plover.* or type.* an event type,
 * scale.*, sector.*, context.*. Immutable once compiled. */
#ifndef CS_LEX_ONTOLOGY_H
#define CS_LEX_ONTOLOGY_H
#include "lex/phrase.h"

typedef struct cs_code { /* a CAMEO code, or one of the user's own of the same shape */
	const char *code, *name;
	uint32_t parent;      /* "1712" -> "171" -> "17"; CS_NONE for a root */
	uint32_t type;        /* CS_NONE: a bare statement */
	const char *mode;     /* blank-separated, "" where none */
	const char *contexts; /* likewise */
	uint32_t quad;        /* of its root; 0 unknown */
	float score;          /* on the scale in force; NAN unknown */
} cs_code_t;

/* What becomes of an act that is still to come, merely possible, or denied. */
typedef enum cs_shift {
	CS_SHIFT_FUTURE,
	CS_SHIFT_HYPOTHETICAL,
	CS_SHIFT_NEGATED,
	CS_N_SHIFT
} cs_shift_t;
typedef struct cs_resolution {
	uint32_t type;    /* CS_NONE: the act stays what it is */
	const char *mode; /* the resolved type's mode, or NULL */
	bool self;        /* only where the one who would act announces it */
} cs_resolution_t;

typedef struct cs_mode {
	const char *name;
	const char
	    *threat; /* the resolved type's mode where an act of this mode is still to come; or NULL */
	float score; /* NAN: the type's */
} cs_mode_t;

typedef struct cs_type {
	const char *name;
	uint32_t quad; /* 0 unknown */
	float score;   /* NAN unknown */
	bool needs_recipient;
	CS_VEC(cs_mode_t) modes;
	cs_resolution_t shift[CS_N_SHIFT];
} cs_type_t;

typedef struct cs_scale {
	const char *name; /* "goldstein-gdelt" */
	const char *of;   /* what it scores: "cameo" or "plover" */
	bool in_force;
} cs_scale_t;

uint32_t cs_code_find(const cs_ontology_t *, cs_str_t code); /* CS_NONE: unknown */
uint32_t cs_code_count(const cs_ontology_t *);
const cs_code_t *cs_code_at(const cs_ontology_t *, uint32_t);
/* Is `code` one of the code `whole`'s own, itself included ("1712" of "17")? */
bool cs_code_within(const cs_ontology_t *, uint32_t code, uint32_t whole);

uint32_t cs_type_find(const cs_ontology_t *, cs_str_t name); /* CS_NONE: unknown */
uint32_t cs_type_count(const cs_ontology_t *);
const cs_type_t *cs_type_at(const cs_ontology_t *, uint32_t);
/* The mode of this name, or NULL. */
const cs_mode_t *cs_type_mode(const cs_type_t *, cs_str_t name);
/* The score of a type with the first of its modes (blank-separated) that has one. */
float cs_type_score(const cs_type_t *, const char *modes);

/* PLOVER sector of a CAMEO role ("MED" -> "JRN"), or NULL. */
const char *cs_ontology_sector(const cs_ontology_t *, const char *role);

uint32_t cs_scale_count(const cs_ontology_t *);
const cs_scale_t *cs_scale_at(const cs_ontology_t *, uint32_t);

uint32_t cs_context_count(const cs_ontology_t *);
const char *cs_context_name(const cs_ontology_t *, uint32_t);
/* Contexts by name, as in codes and rules; CS_NONE unknown. */
uint32_t cs_context_find(const cs_ontology_t *, cs_str_t name);
/* Their key words; a phrase's tag is its context. */
const cs_word_set_t *cs_context_words(const cs_ontology_t *);
#endif
