/* coref.h - which phrases of a document stand for the same. */
#ifndef CS_COREF_H
#define CS_COREF_H
#include "doc/doc.h"
#include "lex/lex.h"
#include "model/model.h"

typedef struct cs_coref { /* immutable once bound */
	const int8_t *weight; /* 2^bits, in 1/CS_REF_UNIT of a nat */
	uint32_t bits;
	bool there; /* a model may have none; then nothing is linked */
} cs_coref_t;

casus_rc_t cs_coref_bind(cs_coref_t *, const cs_model_t *, casus_error_t *err);
/* Fills doc->refs, ref_of and n_chains. Needs trees and the words' ids of the lexicon. */
void cs_coref_run(const cs_coref_t *, const cs_lex_t *, cs_doc_t *, cs_arena_t *scratch);

/* ---- for training --------------------------------------------------------------------------- */

#define CS_COREF_BITS_MAX 22u
#define CS_COREF_FEATURES 160u /* of one choice at most */
#define CS_COREF_CHOICES 48u   /* antecedents that are weighed for a mention, at most */

typedef struct cs_coref_choice {
	uint32_t ref;   /* the antecedent; CS_NONE: none */
	uint32_t chain; /* the first ref of its chain; CS_NONE likewise */
	uint32_t n;
	const uint32_t *at; /* places of its n weights */
} cs_coref_choice_t;

/* Is asked at each mention; returns the choice to take. The first choice is "none". */
typedef uint32_t (*cs_coref_choose_t)(void *user, const cs_doc_t *, uint32_t ref,
                                      const cs_coref_choice_t *, uint32_t n);
/* The very walk of cs_coref_run, with the decisions left to another. */
void cs_coref_run_with(const cs_lex_t *, cs_doc_t *, cs_arena_t *scratch, uint32_t bits,
                       cs_coref_choose_t, void *user);
#endif
