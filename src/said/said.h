/* said.h - the statement stage: who says, thinks, wants what. */
#ifndef CS_SAID_H
#define CS_SAID_H
#include "doc/doc.h"
#include "lex/lex.h"
#include "net/encode.h"

#define CS_SAID_LAYERS_MAX 3u
typedef struct cs_said_net { /* immutable once bound */
	cs_dense_t in, layer[CS_SAID_LAYERS_MAX], out;
	uint32_t d, depth;
	const int8_t *bits;  /* of each bit of input.c: a row of d, in 1/127 */
	const int16_t *move; /* from label to label: a score */
	cs_simd_t simd;
	bool there; /* a model may have none; then rules alone find statements */
} cs_said_net_t;

casus_rc_t cs_said_bind(cs_said_net_t *, const cs_model_t *, const cs_net_t *, casus_error_t *err);

/* Fills doc->said, and CS_W_QUOTED of the words. Needs trees, frames and actors; the layer (NULL:
 * none) is used where the document has its vectors (doc->vec). Speakers are
 * entities that the actor stage found; nobody named means nobody named. First persons inside
 * quotations become mentions of the speaker: the one thing of the actor stage's that it adds to. */
void cs_said_run(const cs_said_net_t *, const cs_lex_t *, cs_doc_t *, cs_arena_t *scratch);
#endif
