/* rank.h - what two actors of a sentence do to each other, by what was learned from sentences that
 * people marked: a linear model over words, trees, vectors of words and what the rules say. */
#ifndef CS_EVENT_RANK_H
#define CS_EVENT_RANK_H
#include "doc/doc.h"
#include "lex/lex.h"
#include "model/linear.h"
#include "net/encode.h"

#define CS_RANK_LABELS 32u /* at most; the last three are forward, backward, "as the rules say" */
#define CS_RANK_EXTRA 3u
#define CS_RANK_TYPES 4u  /* of a label, at most */
#define CS_RANK_UNIT 32   /* parts of a nat */
#define CS_RANK_STEPS 32u /* of the table of confidence; a step is half a nat */

typedef struct cs_rank { /* immutable once bound */
	cs_linear_t linear;
	cs_dense_t dense;
	const cs_net_t *net;
	uint32_t n_types;                             /* labels that are types; the first is "none" */
	uint32_t type[CS_RANK_LABELS][CS_RANK_TYPES]; /* of the ontology; CS_NONE: no more */
	const uint8_t *sure;                          /* [kind][CS_RANK_STEPS]: in hundredths */
	bool there; /* a model may have none; then the rules decide alone */
} cs_rank_t;

/* The ontology is that of the lexicon. A type of the model that it lacks is never chosen. */
casus_rc_t cs_rank_bind(cs_rank_t *, const cs_model_t *, const cs_net_t *, const cs_lex_t *,
                        casus_error_t *err);

typedef enum cs_rank_kind {
	CS_RANK_GIVEN,  /* the caller marked the two: something joins them */
	CS_RANK_EVENT,  /* an event of the rules joins them */
	CS_RANK_SOURCE, /* an event of the rules has a source alone */
	CS_RANK_TARGET, /* it has a target alone */
	CS_RANK_FILL, /* an event of the rules has one of them; the other is somebody of its sentence */
	CS_RANK_SWAP, /* an event of the rules has one of them and another on the other side */
	CS_RANK_NEW,  /* they stand in slots of a predicate that no rule coded */
	CS_N_RANK
} cs_rank_kind_t;

/* Two actors of a sentence, or one. Of GIVEN the first in the text, then the other; else the source,
 * then the target. */
typedef struct cs_rank_pair {
	cs_range_t at[2];   /* words */
	uint32_t head[2];   /* words; one of them may be CS_NONE: nobody */
	uint32_t entity[2]; /* or CS_NONE */
	uint8_t kind;       /* cs_rank_kind_t */
	bool lent;          /* of GIVEN, in training: seen as if it were not marked */
	uint32_t event;     /* of EVENT, SOURCE, TARGET, FILL, SWAP */
	uint32_t frame;     /* of all but GIVEN */
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

/* How likely the type and both sides are right, of an offer of this kind in which the chosen type is
 * so far ahead of all others. */
float cs_rank_sure(const cs_rank_t *, uint32_t kind, int32_t lead);

/* ---- for training --------------------------------------------------------------------------- */

#define CS_RANK_FEATURES 640u
#define CS_RANK_SLOTS 6u /* vectors of the encoder's table of words */
typedef struct cs_rank_look {
	uint64_t key[CS_RANK_FEATURES];
	uint32_t n;
	uint32_t own; /* the type that the rules say, or CS_NONE */
	int8_t dense[CS_RANK_SLOTS * 256];
	uint32_t n_dense;
} cs_rank_look_t;
void cs_rank_look(const cs_net_t *, const cs_lex_t *, const cs_doc_t *, const cs_rank_pair_t *,
                  cs_rank_look_t *);
#endif
