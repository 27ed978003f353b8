/* actor_int.h - the compiled actors as they lie in memory; for src/lex/actor*.c only. */
#ifndef CS_LEX_ACTOR_INT_H
#define CS_LEX_ACTOR_INT_H
#include "lex/actors.h"

typedef struct cs_alias_node {
	uint32_t first, last; /* aliases that end here; or CS_NONE */
	uint32_t atom, next;  /* its first edge: most have no other; or CS_NONE */
} cs_alias_node_t;

typedef struct cs_alias_word { /* of a word of the vocabulary */
	uint32_t start;            /* node after it, from the root; or CS_NONE */
	uint8_t ordinary;          /* it is a word when small */
	uint8_t given;             /* it is the first name of some person */
	uint8_t men, women;        /* whose first name it is, up to 255 */
} cs_alias_word_t;

/* The best name of a person, as it was cut for the trie. */
typedef struct cs_best_name {
	uint32_t person, first, last; /* words; last: before "Jr" and the like, or CS_NONE */
	bool initial;                 /* the first is a single letter */
} cs_best_name_t;

typedef CS_VEC(cs_alias_node_t) cs_alias_nodes_t;
typedef CS_VEC(cs_alias_word_t) cs_alias_words_t;
typedef CS_VEC(cs_best_name_t) cs_best_names_t;
typedef CS_VEC(cs_actor_t) cs_actor_vec_t;
typedef CS_VEC(cs_agent_t) cs_agent_vec_t;
typedef CS_VEC(cs_tenure_t) cs_tenure_vec_t;
typedef CS_VEC(cs_member_t) cs_member_vec_t;
typedef CS_VEC(cs_alias_t) cs_alias_vec_t;
typedef CS_VEC(uint32_t) cs_u32_vec_t;

struct cs_actors {
	cs_lex_t *lex;
	uint32_t *of_block;       /* block -> actor, or CS_NONE */
	uint32_t *agent_of_block; /* block -> agent, or CS_NONE */
	uint32_t n_blocks;
	cs_actor_vec_t actors;
	cs_agent_vec_t agents;
	cs_tenure_vec_t tenures;
	uint32_t *by_person, *by_office; /* tenures, grouped */
	cs_member_vec_t members;
	uint32_t *posts_of;  /* state -> its first office with a post, or CS_NONE */
	uint32_t *next_post; /* office -> the state's next; or CS_NONE */
	cs_alias_vec_t aliases;
	cs_alias_nodes_t nodes;
	cs_map_t edges;         /* node << 32 | atom -> node; not from the root, nor first edges */
	cs_alias_words_t words; /* by atom; words that no name uses may lie behind its end */
	cs_best_names_t best;   /* while it is being compiled */
	uint32_t *surname;      /* atom -> begin of its persons in surnames; and one more, their end */
	uint32_t *surnames;
	cs_intern_t ordinary; /* words that are words when small */
	cs_map_t publisher;   /* hash of the name that it publishes under -> actor */
	cs_map_t body;        /* hash of the last words of a body's name -> agent */
	cs_map_t sector;      /* CAMEO role, three bytes -> index into sectors */
	CS_VEC(const char *) sectors;
};

/* actor_agents.c */
void cs_agents_compile(cs_actors_t *, cs_lex_t *, cs_diag_t *);
/* actors.c */
/* best: filled with the words of the name, or NULL; person CS_NONE: it has one, or is wrong. */
void cs_alias_add(cs_actors_t *, cs_lex_t *, const cs_lex_block_t *, const cs_lex_item_t *,
                  uint32_t ref, uint8_t kind, uint8_t flags, cs_best_name_t *best, cs_diag_t *);
bool cs_code_ok(cs_str_t);
/* actor_words.c */
void cs_ordinary_words(cs_arena_t *, cs_intern_t *);
#endif
