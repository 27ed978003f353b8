/* rank.h - what two actors of a sentence do to each other, by what was learned from sentences that
 * people marked: a linear model over words, trees, vectors of words and what the rules say. */
#ifndef CS_EVENT_RANK_H
#define CS_EVENT_RANK_H
#include "doc/doc.h"
#include "lex/lex.h"
#include "model/linear.h"
#include "net/encode.h"

#define CS_RANK_LABELS 32u /* at most */
#define CS_RANK_TYPES 4u   /* of a label, at most */
#define CS_RANK_UNIT 32    /* parts of a nat */

typedef struct cs_rank { /* immutable once bound */
	cs_linear_t linear;
	cs_dense_t dense;
	const cs_net_t *net;
	uint32_t n_types;                            /* labels that are types; the first is "none" */
	uint32_t type[CS_RANK_LABELS][CS_RANK_TYPES]; /* of the ontology; CS_NONE: no more */
	bool there; /* a model may have none; then the rules decide alone */
} cs_rank_t;

/* The ontology is that of the lexicon. A type of the model that it lacks is never chosen. */
casus_rc_t cs_rank_bind(cs_rank_t *, const cs_model_t *, const cs_net_t *, const cs_lex_t *,
                        casus_error_t *err);

/* Two actors of a sentence, in text order. */
typedef struct cs_rank_pair {
	cs_range_t at[2];   /* words */
	uint32_t head[2];   /* words */
	uint32_t entity[2]; /* or CS_NONE */
} cs_rank_pair_t;

/* The words on the tree path between two words, the highest first; how many. */
#define CS_RANK_PATH 128u
uint32_t cs_rank_path(const cs_doc_t *, uint32_t a, uint32_t b, uint32_t out[CS_RANK_PATH]);
/* The pair that the caller marked; false where there are not just two in one sentence. */
bool cs_rank_given(const cs_doc_t *, cs_rank_pair_t *);

typedef struct cs_rank_score {
	int32_t label[CS_RANK_LABELS]; /* in CS_RANK_UNIT; 0 is "none" */
	int32_t forward, backward;     /* the first acts; the second does */
} cs_rank_score_t;
void cs_rank_score(const cs_rank_t *, const cs_lex_t *, const cs_doc_t *, const cs_rank_pair_t *,
                   cs_rank_score_t *);

/* ---- for training --------------------------------------------------------------------------- */

#define CS_RANK_FEATURES 640u
#define CS_RANK_SLOTS 6u /* vectors of the encoder's table of words */
typedef struct cs_rank_look {
	uint64_t key[CS_RANK_FEATURES];
	uint32_t n;
	int8_t dense[CS_RANK_SLOTS * 256];
	uint32_t n_dense;
} cs_rank_look_t;
void cs_rank_look(const cs_net_t *, const cs_lex_t *, const cs_doc_t *, const cs_rank_pair_t *,
                  cs_rank_look_t *);
#endif
