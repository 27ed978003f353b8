/* common.h - what the training programs share: an averaged perceptron, a writer of model files, a
 * random number generator. Training programs may stop on an error and print; the library may not.
 */
#ifndef CS_TRAIN_COMMON_H
#define CS_TRAIN_COMMON_H
#include "doc/doc.h"
#include "model/linear.h"
#include "model/table.h"
#include "syntax/syntax.h"
#include "tok/tok.h"

void die(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));

/* ---- random numbers (splitmix64): the same sequence everywhere ----------------------------- */

typedef struct rng {
	uint64_t state;
} rng_t;
uint64_t rng_next(rng_t *);
uint32_t rng_below(rng_t *, uint32_t n);
void rng_shuffle(rng_t *, uint32_t *, uint32_t n);

/* ---- an averaged perceptron with sparse rows ----------------------------------------------- */

typedef struct learner learner_t;
/* A feature takes part in a score once it was in min_updates updates (Goldberg and Elhadad 2011).
 */
learner_t *learner_new(uint32_t n_labels, uint32_t min_updates);
void learner_free(learner_t *);
void learner_score(learner_t *, const uint64_t *key, uint32_t n, int32_t *score);
void learner_tick(learner_t *); /* once for each decision: the unit of averaging */
void learner_add(learner_t *, const uint64_t *key, uint32_t n, uint32_t label, int32_t by);
void learner_average(
    learner_t *); /* replaces weights by 256 times their averages; then only score */

/* ---- model files ---------------------------------------------------------------------------- */

typedef struct writer {
	cs_model_section_t section[CS_MODEL_SECTIONS_MAX];
	char *bytes[CS_MODEL_SECTIONS_MAX];
	uint32_t n;
	bool quiet;
} writer_t;
void writer_add(writer_t *, const char *name, const void *, size_t n); /* copies */
/* Quantises averaged weights to int8 and writes the strongest features that fit max_bytes. */
void writer_linear(writer_t *, const char *name, const learner_t *, size_t max_bytes);
void writer_table(writer_t *, const char *name, const uint64_t *key, const uint32_t *value,
                  uint32_t n, uint32_t n_values);
/* The whole file in memory, for the caller to free; 64-byte aligned. */
char *writer_bytes(const writer_t *, size_t *n);
void writer_save(const writer_t *, const char *path);
void writer_free(writer_t *);

/* ---- data ------------------------------------------------------------------------------------ */

cs_doc_t *doc_new(void); /* dies where memory is out */
void doc_free(cs_doc_t *);

/* ---- the learners -------------------------------------------------------------------------- */

typedef struct plan {
	uint64_t seed;
	uint32_t tok_epochs;
	const char *abbreviations; /* file */
	size_t tok_bytes;
	/* coreference: rounds, step, what fades a round; cost of a link where there is none, of none
	 * where there is one */
	uint32_t coref_epochs;
	float coref_rate, coref_decay, coref_alarm, coref_missed;
	/* the coder: rounds; steps of features and of vectors; what fades a round; cost of a wrong label;
	 * how much more a rare type counts; what a pair without an event counts, and what an offer of
	 * the walk, and an example of a rule; how often a feature has to be seen */
	uint32_t rank_epochs, rank_least;
	bool rank_rule_pairs; /* rules' examples teach what joins two marked actors, too */
	bool rank_sure;       /* learn the table of confidence too */
	float rank_rate, rank_dense_rate, rank_decay, rank_margin, rank_rare, rank_none, rank_nothing,
	    rank_rules;
	bool quiet;
} plan_t;

/* Each adds its sections. gold: treebank documents. */
void learn_tok(writer_t *, cs_doc_t *const *gold, uint32_t n_docs, const plan_t *);
void learn_lemma(writer_t *, cs_doc_t *const *gold, uint32_t n_docs);
/* Adds what train/neural/student.py packed: the encoder, the tags, the trees and the names; or the
 * names alone, for the network of a model (else NULL). Dies where the file is not what it should
 * be. */
void add_net(writer_t *, const char *path, const cs_model_t *kept);
/* Coreference from the brackets of a GUM file, over what this model and lexicon make of its text.
 * */
void learn_coref(writer_t *, const char *model, const char *lexicon, const char *gum,
                 const plan_t *);
/* The coder's layer from pairs and sentences (train/events/examples.py; sentences may be NULL), over
 * what this model, lexicon and the rules make of them; without the fold `without` and the hidden
 * ones. w NULL: tells scores by folds instead. */
void learn_rank(writer_t *w, const char *model, const char *lexicon, const char *pairs,
                const char *sentences, const char *folds, const char *without, const plan_t *);
#endif
