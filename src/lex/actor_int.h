/* actor_int.h - the compiled actors as they lie in memory; for src/lex/actor*.c only. */
#ifndef CS_LEX_ACTOR_INT_H
#define CS_LEX_ACTOR_INT_H
#include "lex/actors.h"

typedef struct cs_alias_node {
	uint32_t first, last; /* aliases that end here; or CS_NONE */
} cs_alias_node_t;

typedef CS_VEC(cs_alias_node_t) cs_alias_nodes_t;
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
	cs_map_t edges;  /* node << 32 | atom -> node */
	uint32_t *start; /* atom -> node after it, from the root; or CS_NONE */
	uint32_t n_start;
	cs_map_t surname; /* atom -> begin of its list in surnames: n, persons */
	uint32_t *surnames;
	uint8_t *given;       /* a bit an atom */
	cs_intern_t ordinary; /* words that are words when small */
	cs_map_t body;        /* hash of the last words of a body's name -> agent */
	cs_map_t sector;      /* CAMEO role, three bytes -> index into sectors */
	CS_VEC(const char *) sectors;
};

/* actor_agents.c */
void cs_agents_compile(cs_actors_t *, cs_lex_t *, cs_diag_t *);
/* actors.c */
void cs_alias_add(cs_actors_t *, cs_lex_t *, const cs_lex_block_t *, const cs_lex_item_t *,
                  uint32_t ref, uint8_t kind, uint16_t flags, cs_diag_t *);
bool cs_code_ok(cs_str_t);
/* actor_words.c */
void cs_ordinary_words(cs_arena_t *, cs_intern_t *);
#endif
