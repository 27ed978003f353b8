/* light.h - light verbs: those that leave the act to a noun ("cast a veto", "come under attack").
 * Compiled from blocks [light.NAME] of rules/; docs/formats/layer.md describes them for people. */
#ifndef CS_LEX_LIGHT_H
#define CS_LEX_LIGHT_H
#include "lex/lex.h"

typedef enum cs_light_kind {
	CS_LIGHT_ACTIVE,  /* the verb's subject is the noun's */
	CS_LIGHT_PASSIVE, /* the verb's subject is the noun's object: "suffer a defeat" */
	CS_LIGHT_BEGIN,   /* as active, and the act begins: "open talks" */
	CS_LIGHT_END      /* as active, and the act has been and is over: "conclude a visit" */
} cs_light_kind_t;

typedef struct cs_light_noun { /* "talks"; "peace talks" */
	uint32_t head;             /* word id of its last word */
	uint32_t before[3];        /* the words before it, nearest first; CS_NONE: no more */
	uint32_t next;             /* another one of the same block and head, or CS_NONE */
} cs_light_noun_t;

typedef struct cs_light_verb { /* "come under": verb come, part under; "take part in": prep in */
	uint32_t verb;             /* word id */
	uint32_t part;             /* a particle, fixed word or preposition beside it; or CS_NONE */
	uint32_t prep;             /* the preposition after that; or CS_NONE */
	uint8_t be;                /* 1: under a form of "be" only ("be engaged in", "be subject to") */
	uint32_t block;            /* into blocks */
	uint32_t next;             /* another one with the same verb, or CS_NONE */
} cs_light_verb_t;

typedef struct cs_light_block {
	const char *id;
	uint8_t kind;          /* cs_light_kind_t */
	uint8_t any_noun;      /* 1: no line "noun" */
	uint8_t any_prep;      /* 1: no line "keep" */
	CS_VEC(uint32_t) keep; /* word ids */
} cs_light_block_t;

struct cs_light {
	CS_VEC(cs_light_block_t) blocks;
	CS_VEC(cs_light_verb_t) verbs;
	CS_VEC(cs_light_noun_t) nouns;
	cs_map_t by_verb; /* word id -> first of verbs */
	cs_map_t by_noun; /* block << 32 | word id -> first of nouns */
};

/* Compiles all blocks [light.…] into lex->light. */
void cs_light_compile(cs_lex_t *lex, cs_diag_t *);
/* The first verb with this word id, or NULL; the others follow along `next`. */
const cs_light_verb_t *cs_light_find(const cs_light_t *, uint32_t word_id);
/* A word's ids in the vocabulary, CS_NONE where it is not in it. */
typedef struct cs_light_ids {
	uint32_t lemma, norm;
} cs_light_ids_t;
enum { CS_LIGHT_NOUN_WORDS = 4 }; /* a noun and at most three words before it */

/* Does the block take this noun? The noun's own word comes first, then those before it. */
bool cs_light_takes(const cs_light_t *, const cs_light_verb_t *,
                    const cs_light_ids_t noun[CS_LIGHT_NOUN_WORDS]);
bool cs_light_keeps(const cs_light_t *, const cs_light_verb_t *, uint32_t prep_id);
/* Of a frame's light verb, its particle (or CS_NONE twice) and its noun: the verb's kind ("begin"
 * and "end" tell of the act's phase). Active where there is no such light verb. */
cs_light_kind_t cs_light_kind(const cs_light_t *, cs_light_ids_t verb, cs_light_ids_t part,
                              const cs_light_ids_t noun[CS_LIGHT_NOUN_WORDS]);
#endif
