/* cues.h - words of saying and thinking (cue.* blocks), words that tell whether an act took place
 * (reality.*), how certain somebody is of it (certainty.*) and on what grounds (evidence.*), compiled from lexicon/cues/. docs/formats/lexicon.md describes them. */
#ifndef CS_LEX_CUES_H
#define CS_LEX_CUES_H
#include "lex/lex.h"

typedef enum cs_cue_pos {
	CS_CUE_VERB,
	CS_CUE_NOUN,
	CS_CUE_ADJ,
	CS_CUE_PREP,
	CS_CUE_ADV, /* reality blocks only */
	CS_N_CUE_POS
} cs_cue_pos_t;

enum {                      /* cs_cue_t.flags */
	   CS_CUE_ATTITUDE = 1, /* thinks, wants, fears: not words but a stance */
	   CS_CUE_OBJ = 2, /* {obj}: a noun phrase as object is content too ("denied the charge") */
	   CS_CUE_QUOTE =
	       4, /* {quote}: a word of saying only beside a quotation ("smiled", "went on") */
	   CS_CUE_CLAUSE =
	       8 /* {clause}: only with a clause, never by a noun phrase or quotation alone */
};

typedef struct cs_cue { /* one word of a class */
	uint32_t cls;       /* index into classes */
	uint32_t word;      /* lemma id of the head word */
	uint32_t second;    /* particle or preposition that has to follow ("call for"), or CS_NONE */
	uint8_t pos, flags;
	uint32_t next; /* the next cue with the same head word, or CS_NONE */
} cs_cue_t;

typedef struct cs_cue_class { /* one block */
	cs_str_t id;
	uint8_t stance;    /* cs_stance_t's order: asserts denies doubts blames demands predicts */
	uint8_t certainty; /* 0 certain, 1 probable, 2 possible */
	uint8_t attitude;
	const cs_lex_block_t *block;
} cs_cue_class_t;

/* What a governing word says of the act in one of its slots. */
typedef enum cs_effect {
	CS_EFFECT_NONE,
	CS_EFFECT_NEGATED,
	CS_EFFECT_ATTEMPTED,
	CS_EFFECT_PREVENTED,
	CS_EFFECT_FUTURE,
	CS_EFFECT_CONDITIONAL,
	CS_EFFECT_HYPOTHETICAL,
	CS_EFFECT_GENERIC,
	CS_EFFECT_ACTUAL,
	CS_EFFECT_EXCLUDED,   /* negated; possible where this is negated ("did not rule out") */
	CS_EFFECT_OPEN,       /* hypothetical, but not of an act that is known ("fears the attack") */
	CS_EFFECT_HISTORICAL, /* it took place at another time ("the anniversary of") */
	CS_EFFECT_KNOWN, /* taken for granted, whatever is said of the word ("condemn an attack") */
	CS_N_EFFECT
} cs_effect_t;

typedef struct cs_real {     /* one word of a reality block */
	uint32_t word;           /* lemma id */
	uint32_t second;         /* particle, or CS_NONE */
	uint8_t pos;             /* cs_cue_pos_t */
	uint8_t effect;          /* cs_effect_t */
	uint8_t comp, obj, subj; /* 1: said of the act in that slot */
	uint8_t mod;             /* 1: said of the noun that the word stands before as adjective */
	cs_str_t preps; /* blank-separated prepositions whose object it is said of; may be empty */
	uint32_t next;  /* the next entry with the same word, or CS_NONE */
	const cs_lex_block_t *block;
} cs_real_t;

typedef struct cs_real_phrase { /* a preposition: "ahead of", "in the event of" */
	const uint32_t *word;       /* ids */
	uint32_t n;
	uint8_t effect;
} cs_real_phrase_t;

/* What evidence is made of. */
typedef enum cs_evidence { CS_EV_NONE, CS_EV_PEOPLE, CS_EV_THINGS } cs_evidence_t;

struct cs_cues {
	CS_VEC(cs_cue_t) cue;
	CS_VEC(cs_cue_class_t) cls;
	CS_VEC(cs_real_t) real;
	CS_VEC(cs_real_phrase_t) real_phrase; /* by the order of the files */
	cs_map_t by_word;                     /* pos << 32 | lemma id -> first cue */
	cs_map_t real_by_word;                /* pos << 32 | lemma id -> first entry */
	cs_map_t sure;     /* pos << 32 | lemma id -> certainty: 1 probable, 2 possible */
	cs_map_t evidence; /* lemma id of a noun -> cs_evidence_t */
};

/* The first cue (entry) of a lemma as this part of speech, or CS_NONE; go on with .next. */
uint32_t cs_cues_find(const cs_cues_t *, cs_cue_pos_t, uint32_t lemma_id);
uint32_t cs_cues_real(const cs_cues_t *, cs_cue_pos_t, uint32_t lemma_id);
/* How certain a word leaves what it is said of: 0 it says nothing, 1 probable, 2 possible. Modals are
 * asked for as CS_CUE_PREP. */
uint8_t cs_cues_sure(const cs_cues_t *, cs_cue_pos_t, uint32_t lemma_id);
cs_evidence_t cs_cues_evidence(const cs_cues_t *, uint32_t lemma_id);
#endif
