/* coref_int.h - what the files of src/coref/ share: a mention with what is known of it. */
#ifndef CS_COREF_INT_H
#define CS_COREF_INT_H
#include "coref/coref.h"
#include "model/linear.h"
#include "model/word.h"

/* Which pronoun: what its forms share. */
typedef enum cs_pron {
	CS_PRON_NONE,
	CS_PRON_I,
	CS_PRON_WE,
	CS_PRON_YOU,
	CS_PRON_HE,
	CS_PRON_SHE,
	CS_PRON_IT,
	CS_PRON_THEY,
	CS_PRON_THIS,
	CS_PRON_THAT,
	CS_PRON_THESE, /* and those */
	CS_PRON_HERE,  /* and there */
	CS_PRON_OTHER
} cs_pron_t;

typedef enum cs_det {
	CS_DET_BARE,
	CS_DET_THE,
	CS_DET_A,
	CS_DET_THIS,
	CS_DET_OWNED,
	CS_DET_SOME,
	CS_DET_COUNT
} cs_det_t;

enum { CS_COREF_KEYS = 6, CS_COREF_MODS = 4 };

typedef struct cs_seen {       /* a mention */
	uint32_t word, begin, end; /* head; words of the whole phrase */
	uint32_t sent, par;
	uint32_t quote; /* number of the quotation it stands in, or 0 */
	uint32_t gov;   /* the word it depends on, through conjuncts; or CS_NONE */
	uint64_t head, lemma, gov_lemma, whole; /* hashes, of what is in lower case */
	uint64_t key[CS_COREF_KEYS];            /* words that make it the same name or noun */
	uint64_t mod[CS_COREF_MODS];            /* what else it is called by */
	uint64_t initials;                      /* of a name of several words; or 0 */
	uint64_t number_word;                   /* "two" of "two leaders"; or 0 */
	uint8_t n_keys, n_mods;
	uint8_t type;   /* cs_mention_type_t */
	uint8_t pron;   /* cs_pron_t */
	uint8_t det;    /* cs_det_t */
	uint8_t role;   /* cs_deprel_t; of a conjunct that of the first */
	uint8_t number; /* 's', 'p', 0 */
	uint8_t sex;    /* 'm', 'f', 'n' of things, 0 */
	uint8_t kind;   /* 1 + cs_entity_type_t; 0 unknown */
	bool joined, own, says, copula, capitals, conjunct;
} cs_seen_t;
typedef CS_VEC(cs_seen_t) cs_seen_vec_t;

/* mention.c: all mentions, by word. */
void cs_coref_mentions(const cs_lex_t *, const cs_doc_t *, cs_arena_t *scratch, cs_seen_vec_t *);

/* feature.c */
typedef struct cs_put { /* places of weights */
	uint32_t *at;
	uint32_t n, bits;
} cs_put_t;
typedef enum cs_owners { /* who owns the two */
	                     CS_OWNERS_NONE,
	                     CS_OWNERS_FIRST, /* the antecedent alone has one */
	                     CS_OWNERS_LATER,
	                     CS_OWNERS_SAME,
	                     CS_OWNERS_OTHER
} cs_owners_t;
typedef struct cs_pair_facts { /* what only the walk knows of a pair */
	uint32_t nearer;           /* candidates that fit and stand nearer */
	uint32_t nearer_subj;      /* subjects among them */
	uint32_t times;            /* how often the candidate's noun was named before */
	bool last;                 /* the last mention that shares a word with it */
	uint8_t owners;            /* "his campaign", "her campaign": cs_owners_t */
} cs_pair_facts_t;
void cs_coref_none(cs_put_t *, const cs_doc_t *, const cs_seen_t *ana, uint32_t times,
                   bool whole_seen);
void cs_coref_pair(cs_put_t *, const cs_doc_t *, const cs_seen_t *ana, const cs_seen_t *ante,
                   const cs_pair_facts_t *);
#endif
