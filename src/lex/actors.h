/* actors.h - who can act: states, organisations, groups, offices, persons, places, and agents (people
 * without a name: troops, protesters). Compiled from the folders actors/ and agents/; immutable.
 *
 *   blocks ──▶ actors[], agents[] ──▶ tenures (who held what, when)
 *          └─▶ aliases ──▶ a trie over atoms, longest match
 *
 * An ATOM is a maximal run of letters and digits of the folded text; a comma and a parenthesis are
 * atoms too. Hyphen, apostrophe, period, slash and & stand between atoms and are not compared, so
 * "Kim Jong-un" is "Kim Jong Un". Atom ids are ids of the vocabulary (lex->words). */
#ifndef CS_LEX_ACTORS_H
#define CS_LEX_ACTORS_H
#include "lex/lex.h"

typedef enum cs_actor_kind {
	CS_A_STATE,
	CS_A_TERRITORY,
	CS_A_ORG,
	CS_A_GROUP,
	CS_A_OFFICE,
	CS_A_PERSON,
	CS_A_PLACE
} cs_actor_kind_t;

/* What an office is, whatever its title: key `post`. A state has several of a kind where its rules changed. */
#define CS_POST_LIST(X)                                                                            \
	X(HEAD_OF_STATE, "head-of-state")                                                              \
	X(HEAD_OF_GOVERNMENT, "head-of-government")                                                    \
	X(LEADER, "leader") /* who is meant by "the Syrian leader" */                                  \
	X(FOREIGN, "foreign")                                                                          \
	X(DEFENCE, "defence")                                                                          \
	X(INTERIOR, "interior")                                                                        \
	X(FINANCE, "finance")                                                                          \
	X(JUSTICE, "justice")                                                                          \
	X(CENTRAL_BANK, "central-bank")                                                                \
	X(SPEAKER, "speaker")                                                                          \
	X(ARMY, "army")                                                                                \
	X(INTELLIGENCE, "intelligence")                                                                \
	X(SECURITY, "security")                                                                        \
	X(CHIEF_JUSTICE, "chief-justice")                                                              \
	X(OPPOSITION, "opposition")                                                                    \
	X(UN_AMBASSADOR, "un-ambassador")                                                              \
	X(US_AMBASSADOR, "us-ambassador")                                                              \
	X(DEPUTY_HEAD, "deputy-head")
typedef enum cs_post {
#define X(a, name) CS_POST_##a,
	CS_POST_LIST(X)
#undef X
	    CS_POST_COUNT
} cs_post_t;

typedef struct cs_actor {
	cs_str_t id;
	uint8_t kind;        /* cs_actor_kind_t */
	char sex;            /* 'm', 'f' or 0 */
	uint32_t posts;      /* of an office: a bit for each cs_post_t */
	const char *name;    /* best name; of an office, its first title */
	const char *code;    /* CAMEO code as the entry gives it, or NULL (persons) */
	const char *type;    /* "GPE", "PERSON" …: a name of the entity types */
	const char *sectors; /* as the entry gives them, or NULL: they follow from the code */
	const char *wikidata, *iso2, *iso3; /* or NULL */
	int32_t from, to;                   /* its existence; CS_DAY_MIN, CS_DAY_MAX where open */
	const char *file;                   /* the entry */
	uint32_t line;
	uint32_t of;                /* actor, or CS_NONE */
	uint32_t beside;            /* actor in whose company it has its {context} names; or CS_NONE */
	uint32_t tenure, n_tenures; /* of a person, into by_person; of an office, into by_office */
	uint32_t member, n_members; /* into members */
} cs_actor_t;

typedef struct cs_agent {
	cs_str_t id;
	const char *name; /* its first noun */
	const char *code; /* "MIL" */
	char sex;
	bool prefix;   /* the code goes before the country's: NGO */
	bool acts;     /* false: never an actor */
	bool unplaced; /* whose country is never inferred from the document: refugees, terrorists */
	bool
	    abroad; /* whose country is inferred only where the document speaks of hardly any other: militants */
	bool collective; /* the singular noun means several: government, army */
	const char *file;
	uint32_t line;
} cs_agent_t;

typedef struct cs_tenure {
	uint32_t person, office; /* office CS_NONE: a role beside the offices */
	const char *role;        /* the role's code, or NULL */
	int32_t from, to;
	bool open; /* holds on these days; before and after them nobody knows */
	bool also; /* comes with another office: the person's code is that one's */
	uint32_t line;
} cs_tenure_t;

typedef struct cs_member {
	uint32_t actor;
	int32_t from, to;
} cs_member_t;

typedef enum cs_alias_kind {
	CS_AL_NAME,
	CS_AL_ADJ,
	CS_AL_PEOPLE,
	CS_AL_CAPITAL,
	CS_AL_SEAT,
	CS_AL_CITY,
	CS_AL_REGION, /* a state or province of a state */
	CS_AL_TITLE,
	CS_AL_NOUN,
	CS_AL_PLURAL /* of agents */
} cs_alias_kind_t;

enum {                      /* how an alias has to be written */
	   CS_AL_CASE = 1,      /* as given */
	   CS_AL_WORD = 2,      /* as given, for it is an ordinary word when small */
	   CS_AL_ACRONYM = 4,   /* of names: in capitals (of four letters or more, "Nato" will do) */
	   CS_AL_PERSONAL = 4,  /* of agents: counts only where a person owns it ("Roe's campaign") */
	   CS_AL_PROPER = 8,    /* of names: not small */
	   CS_AL_KIN = 8,       /* of agents: somebody's family, no actor where a person owns it */
	   CS_AL_WEAK = 16,     /* only where nothing else fits */
	   CS_AL_BEFORE = 32,   /* of agents: before a name only ("Sen.") */
	   CS_AL_CAPITALS = 32, /* of names of several words: not all of them small */
	   CS_AL_CONTEXT = 64,  /* only where the text speaks of its country otherwise too ("House") */
	   CS_AL_NAMED =
	       128, /* of names: only where the text names the actor otherwise, and it acts (a town) */
	   CS_AL_OWNED = 128 /* of agents: says nothing of somebody whose owner nobody names ("aide") */
};

typedef struct cs_alias {
	uint32_t ref; /* actor; of NOUN and PLURAL an agent */
	uint8_t kind, flags;
	cs_str_t text; /* as given */
	uint32_t next; /* what else the same atoms mean, in order of the lexicon; or CS_NONE */
} cs_alias_t;

/* Index of an actor by its id, or CS_NONE. */
uint32_t cs_actor_find(const cs_actors_t *, cs_str_t id);
uint32_t cs_actor_count(const cs_actors_t *);
const char *cs_post_name(cs_post_t);
const cs_actor_t *cs_actor_at(const cs_actors_t *, uint32_t);
uint32_t cs_agent_find(const cs_actors_t *, cs_str_t id);
uint32_t cs_agent_count(const cs_actors_t *);
const cs_agent_t *cs_agent_at(const cs_actors_t *, uint32_t);

/* What holds of an actor on a day. Strings are borrowed from the lexicon or the arena. */
typedef struct cs_held {
	const char *code;      /* "USAGOV"; NULL unknown */
	const char *office;    /* "President"; or NULL */
	const char *roles;     /* "GOV", "ELI": the code's groups after the country; or NULL */
	const char *sectors;   /* PLOVER's; or NULL */
	uint32_t office_actor; /* or CS_NONE */
	uint8_t former;        /* 1: all offices are over */
	uint8_t unknown;       /* 1: a person of whom the lexicon knows nothing of that day or before */
} cs_held_t;
/* day CS_NO_DAY: the newest. */
void cs_actor_on(const cs_actors_t *, cs_arena_t *scratch, uint32_t actor, int32_t day,
                 cs_held_t *out);
/* Who publishes under this name (key `imprint`), or CS_NONE. */
uint32_t cs_actor_publisher(const cs_actors_t *, cs_arena_t *scratch, cs_str_t name);
/* Has this state an office that is one of these posts (bits), whatever its title? */
bool cs_state_has_post(const cs_actors_t *, uint32_t state, uint32_t posts);
/* The one person who held an office on a day; CS_NONE where it was nobody, several, or unknown. */
uint32_t cs_office_holder(const cs_actors_t *, uint32_t office, int32_t day);
/* The one person who holds an office of this state that is this post; CS_NONE likewise. */
uint32_t cs_post_holder(const cs_actors_t *, uint32_t state, cs_post_t, int32_t day);
/* Did this person ever hold it? */
bool cs_office_held(const cs_actors_t *, uint32_t office, uint32_t person);
/* The person's i-th tenure (i < n_tenures), the office's i-th. */
const cs_tenure_t *cs_tenure_at(const cs_actors_t *, const cs_actor_t *, uint32_t i);
/* The state or territory it belongs to (itself, if it is one), or CS_NONE. */
uint32_t cs_actor_country(const cs_actors_t *, uint32_t actor);
/* The membership itself, its first term; NULL where it never was one. */
const cs_member_t *cs_actor_member_at(const cs_actors_t *, uint32_t whole, uint32_t part);
/* The k-th member (k < n_members). */
uint32_t cs_actor_member_of(const cs_actors_t *, uint32_t whole, uint32_t k);
bool cs_actor_member(const cs_actors_t *, uint32_t whole, uint32_t part, int32_t day);

/* SYR + troops = SYRMIL. base NULL or "": the agent's code alone. */
const char *cs_actor_join(const cs_actors_t *, cs_arena_t *, const char *base, uint32_t agent);
/* The same with a code in place of an agent. */
const char *cs_code_join(cs_arena_t *, const char *base, const char *code, bool prefix);
/* "SYRMIL" -> "MIL"; NULL where nothing follows the country. */
const char *cs_code_roles(cs_arena_t *, const char *code);
/* PLOVER sectors of a code, blank-separated, or NULL. */
const char *cs_code_sectors(const cs_actors_t *, cs_arena_t *, const char *code);

/* The agent that bodies whose name ends in (or, before "of", begins with) these folded words are: "bank",
 * "country club"; or CS_NONE. */
uint32_t cs_body_agent(const cs_actors_t *, cs_str_t words);

/* ---- the automaton ---------------------------------------------------------------------- */

/* Names of other scripts have apostrophes and none: Ja'afari and Jaafari, Sana'a and Sanaa, Da'esh and
 * Daesh. The name as written, without apostrophes (', ’, ‘, ʻ, ʼ, ʾ, ʿ, ` …) between letters; that of "'s" at
 * the end of a word stays. The text itself where there is none. */
cs_str_t cs_plain_name(cs_arena_t *, cs_str_t s);
/* cs_fold of it: how names are compared. */
cs_str_t cs_fold_name(cs_arena_t *, cs_str_t s);
/* German and Nordic letters spelt out (Schröder: Schroeder); an empty string where there are none. */
cs_str_t cs_spelt_out(cs_arena_t *, cs_str_t s);
/* The id of a word of a text under which names have it; CS_NONE where none does. */
uint32_t cs_name_find(const cs_intern_t *words, cs_arena_t *scratch, cs_str_t word);

/* Cuts the next atom off *rest (folded text). *gap: something stood before it that ends any match.
 * False at the end; *gap then tells of what is left. */
bool cs_atom_next(cs_str_t *rest, cs_str_t *atom, bool *gap);
/* From node (0: the root) along an atom; CS_NONE: no alias goes on so. */
uint32_t cs_alias_step(const cs_actors_t *, uint32_t node, uint32_t atom);
/* The first meaning that ends in this node, or CS_NONE. */
uint32_t cs_alias_first(const cs_actors_t *, uint32_t node);
const cs_alias_t *cs_alias_at(const cs_actors_t *, uint32_t);
/* Persons by surname (the last atom of the best name; the first, where surnames come first):
 * *n of them. */
const uint32_t *cs_actor_surname(const cs_actors_t *, uint32_t atom, uint32_t *n);
/* Is it the first name of some person of the lexicon? */
bool cs_actor_given_name(const cs_actors_t *, uint32_t atom);
/* 'm' or 'f' where it is a first name, and nearly always of one sex; else 0. */
char cs_actor_given_sex(const cs_actors_t *, uint32_t atom);
#endif
