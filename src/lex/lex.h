/* lex.h - the whole lexicon, read and compiled: immutable once open, shared by all threads.
 *
 *   folders ──block.c──▶ blocks ──▶ vocabulary + actors.c, ontology.c, rules.c, cues.c,
 *               places.c, times.c
 *
 * Each part compiles its own blocks (told apart by the folder of their file) and sees the parts
 * before it: ontology, actors (with agents), rules, cues, times. */
#ifndef CS_LEX_H
#define CS_LEX_H
#include "lex/block.h"

typedef struct cs_actors cs_actors_t; /* lex/actors.h: actors, offices, agents, their automaton */
typedef struct cs_ontology cs_ontology_t; /* lex/ontology.h: codes, types, scales, sectors */
typedef struct cs_rules cs_rules_t;       /* lex/rules.h: rules, word classes */
typedef struct cs_light cs_light_t;       /* lex/light.h: light verbs */
typedef struct cs_cues cs_cues_t;         /* lex/cues.h: words of saying; of reality */
typedef struct cs_sites cs_sites_t;       /* lex/places.h: places */
typedef struct cs_times cs_times_t;       /* lex/times.h: words of time and of counting */

typedef struct cs_lex {
	cs_arena_t arena;       /* everything below; oom is set while it is being compiled */
	cs_lex_blocks_t blocks; /* in order of path; an overlay's block stands in its old one's place */
	cs_intern_t ids;        /* block id -> index into blocks */
	cs_intern_t words;      /* the vocabulary: every folded word that an entry, rule or cue uses.
	                           word.norm_id, word.lemma_id are ids of this table */
	char digest[33];        /* of all files read */
	char codebook[33];      /* of the ontology's files alone */
	cs_ontology_t *ontology;
	cs_actors_t *actors;
	cs_rules_t *rules;
	cs_light_t *light;
	cs_cues_t *cues;
	cs_sites_t *places;
	cs_times_t *times;
} cs_lex_t;

/* Reads and compiles dir (and overlay, or NULL). Mistakes go to diag; false where there was an
 * error of any kind. lex->arena.oom must be set; cs_lex_close frees all, also after a failure. */
bool cs_lex_open(cs_lex_t *lex, const char *dir, const char *overlay, cs_diag_t *);
void cs_lex_close(cs_lex_t *);

/* The id of a word in the vocabulary while compiling: folds it, adds it where it is new. */
uint32_t cs_lex_word(cs_lex_t *, cs_str_t);
/* Is a block's file in this folder ("actors/", "rules/")? */
static inline bool cs_lex_in(const cs_lex_block_t *b, const char *folder)
{
	/* asked of every block by every part: nearly all are told apart by the first letter */
	return b->folder[0] == folder[0] && strncmp(b->folder, folder, strlen(folder)) == 0;
}

/* The parts; each fills its pointer in lex. Written by their own files. */
void cs_ontology_compile(cs_lex_t *, cs_diag_t *);
void cs_actors_compile(cs_lex_t *, cs_diag_t *);
void cs_rules_compile(cs_lex_t *, cs_diag_t *);
void cs_cues_compile(cs_lex_t *, cs_diag_t *);
void cs_times_compile(cs_lex_t *, cs_diag_t *);
/* Is it a block of cues/ that lex/times.h compiles? */
bool cs_times_block(const cs_lex_block_t *);
#endif
