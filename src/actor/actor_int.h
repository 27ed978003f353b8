/* actor_int.h - what the files of src/actor/ share.
 *
 *   publisher, aliases ──setting.c──▶ whose readers, which day
 *   words ──alias.c──▶ aliases ──context.c──▶ which countries the document is about
 *         ──find.c, nameword.c──▶ phrases
 *         ──link.c──▶ phrases that own, name, contain each other
 *         ──resolve.c: meaning.c, person.c, unknown.c, office.c, role.c, pronoun.c──▶ entities
 *         ──actor.c──▶ doc->mentions, doc->entities
 *
 * A PHRASE is a mention in the making. Those of one sentence lie together, in text order. */
#ifndef CS_ACTOR_INT_H
#define CS_ACTOR_INT_H
#include "actor/actor.h"
#include "lex/actors.h"

typedef enum cs_phrase_sort {
	CS_PH_NAME,    /* an alias of an actor */
	CS_PH_AGENT,   /* an agent's noun or an office's title */
	CS_PH_UNKNOWN, /* a name that the lexicon does not have */
	CS_PH_PRONOUN,
	CS_PH_GENERAL, /* "the country", "the group": a noun that says nothing but of what kind */
	CS_PH_GIVEN    /* a span the caller marked in which nothing else was found */
} cs_phrase_sort_t;

typedef struct cs_phrase {
	uint32_t begin, end; /* words */
	uint32_t core;       /* first word of the name or noun itself (its end is core_end) */
	uint32_t core_end;
	uint32_t head;
	uint8_t sort;
	uint8_t type; /* UNKNOWN: cs_entity_type_t; GENERAL: GPE or ORG */
	bool plural, definite, indefinite, dropped, given, ends_possessive;
	bool before;       /* AGENT: counts before a name only ("Sen.", "Gen.") */
	bool against;      /* NAME: behind "anti-", "pro-" in one word: owns nothing */
	bool owned;        /* AGENT: says nothing without an owner ("aide") */
	bool personal;     /* AGENT: counts only where a person owns it ("Roe's campaign") */
	bool kin;          /* AGENT: no actor where a person owns it ("Roe's children") */
	bool former;       /* "former", "ex-": not who holds the office now */
	bool lower_rank;   /* "deputy", "vice": not the office itself */
	char sex;          /* by an honorific or pronoun */
	uint32_t node;     /* NAME, AGENT: where the trie ended */
	uint32_t agent;    /* AGENT: of the lexicon; or CS_NONE (a title alone) */
	uint32_t by_agent; /* UNKNOWN organisation: the agent its last noun is ("Party"); or CS_NONE */
	uint32_t modifier; /* AGENT: agent in front of it ("rebel" in "rebel leader"); or CS_NONE */
	uint32_t owner;    /* phrase whose country, organisation or person it belongs to; or CS_NONE */
	uint32_t title;    /* NAME, UNKNOWN: AGENT phrase before the name, taken up in it; or CS_NONE */
	uint32_t same_as;  /* phrase in apposition to it; or CS_NONE */
	uint32_t inside;   /* phrase in which this one is a modifier; or CS_NONE */
	uint32_t with;     /* phrase that shares the noun ("Russian" of "Russian and Syrian troops") */
	uint32_t text;     /* UNKNOWN: local id of its folded words */
	const char *code;  /* given by the caller; or NULL */
	uint32_t alias;    /* NAME: the meaning chosen; or CS_NONE */
	uint32_t entity;   /* or CS_NONE */
} cs_phrase_t;

typedef struct cs_doc_name { /* a person or body that the document has introduced by name */
	uint32_t entity;
	cs_str_t full; /* folded, atoms apart by a blank */
	uint32_t next; /* older one with the same last atom; or CS_NONE */
	bool given;    /* a first name: stands for somebody only where no other has it */
} cs_doc_name_t;

typedef struct cs_item {              /* aliases that the automaton found on these words */
	uint32_t begin, end, node, agent; /* agent: CS_NONE where no noun of agents */
	bool name, title, plural, before, owned, against, personal, kin;
} cs_item_t;

typedef struct cs_find_work cs_find_work_t; /* alias.c */
typedef struct cs_finder {
	const cs_lex_t *lex;
	const cs_actors_t *actors;
	cs_doc_t *doc;
	cs_arena_t *scratch;
	CS_VEC(cs_phrase_t) ph;
	uint32_t *cover; /* word -> phrase whose core it is in, or CS_NONE */
	cs_find_work_t *work;
	CS_VEC(cs_item_t) items; /* of the whole document, in text order */
	uint32_t *item_from;     /* sentence -> its first item; one more at the end */
	cs_map_t named;          /* actors that the document surely names somewhere */
	/* first and last word of such a person's name -> actor, or CS_NONE - 1: several */
	cs_map_t named_atom;
	/* setting.c */
	int32_t day;    /* the document's, or the one that the offices in it tell; or CS_NO_DAY */
	uint32_t home;  /* the country of its publisher; or CS_NONE */
	bool official;  /* and that publishes for the state: a ministry, an embassy, an army */
	bool of_forces; /* an army */
	/* context.c */
	cs_map_t evidence; /* country -> how often the document names it or something of its own */
	uint32_t context;  /* the country that the document is about; or CS_NONE */
	uint32_t context_n;
	bool alone;        /* hardly any other country, and no group without a country, is spoken of */
	cs_map_t roles;    /* last role in the code of each agent named (cs_role_key) */
	cs_map_t armies;   /* country -> how often its forces are named */
	uint32_t army;     /* the country whose forces the document speaks of; or CS_NONE */
	bool lower;        /* the sentence has no capitals at all */
	cs_intern_t local; /* folded words and names of this document */
	/* entities */
	cs_map_t by_actor;   /* actor -> entity */
	cs_map_t by_agent;   /* owner << 32 | agent -> entity */
	cs_map_t by_text;    /* local id -> entity */
	cs_map_t by_surname; /* local id -> newest in names */
	cs_map_t by_office;  /* office -> entity of the person who holds it, introduced already */
	cs_map_t last_agent; /* agent -> entity named last by it */
	CS_VEC(cs_doc_name_t) names;
	uint32_t government; /* the agent "government", or CS_NONE */
} cs_finder_t;

/* Bounds of what is looked at, and the posts of those who lead a state. */
enum {
	CS_MAX_MEMBERS = 6,
	CS_MAX_NAME = 12,
	CS_MAX_MEANINGS = 400,
	CS_MAX_SAME_NAME = 16,
	CS_MAX_SURNAMES = 512
};
enum {
	CS_HEADS = 1 << CS_POST_HEAD_OF_STATE | 1 << CS_POST_HEAD_OF_GOVERNMENT | 1 << CS_POST_LEADER
};

/* ---- alias.c -------------------------------------------------------------------------------- */

/* The aliases of the whole document. */
void cs_match_document(cs_finder_t *);
/* The one person of this first or last name whom the document names in full somewhere; or
 * CS_NONE. */
uint32_t cs_named_as(const cs_finder_t *, uint32_t atom);
/* Has a sentence no capitals at all? */
bool cs_all_lower(const cs_doc_t *, cs_range_t words);

/* ---- setting.c ------------------------------------------------------------------------------ */

/* home and official, by the publisher alone. */
void cs_find_home(cs_finder_t *);
/* day, of a document without one, by the aliases. */
void cs_find_day(cs_finder_t *);

/* ---- context.c ------------------------------------------------------------------------------ */

/* Which countries the aliases speak of, and the one that the document is about. */
void cs_weigh_countries(cs_finder_t *);
/* How often a country is spoken of, 0 to many. */
uint32_t cs_country_seen(const cs_finder_t *, uint32_t country);
/* The country that somebody in this sentence belongs to who stands without one: the document's,
 * unless the sentence speaks of others only. CS_NONE where there is none. */
uint32_t cs_country_implied(const cs_finder_t *, uint32_t sent);
/* The country that somebody of this title or noun belongs to who stands without one: the
 * publisher's, of officials in what a state publishes; else the one implied, or another the
 * document speaks of, that has an office of this title. */
uint32_t cs_country_of_noun(const cs_finder_t *, const cs_phrase_t *);
/* "In Mali, rebels …": the one country that the sentence speaks of, where it begins so; or
 * CS_NONE. */
uint32_t cs_country_opening(const cs_finder_t *, uint32_t sent);
/* The one country that this sentence speaks of before the phrase, else the one of the sentences
 * before it; CS_NONE where there are two. */
uint32_t cs_country_near(const cs_finder_t *, const cs_phrase_t *);

/* ---- find.c, link.c ------------------------------------------------------------------------- */

/* The phrases of one sentence; what belongs together among those, [from, to). */
void cs_find_sentence(cs_finder_t *, uint32_t sent);
void cs_link_sentence(cs_finder_t *, uint32_t sent, uint32_t from, uint32_t to);

/* ---- nameword.c ----------------------------------------------------------------------------- */

/* "Mr", "Dr"; sex is set where it says that. */
bool cs_honorific(const cs_word_t *, char *sex);
/* A word that names of bodies end in ("Party", "Inc"). */
bool cs_org_word(const cs_word_t *);
/* What is named by a name that ends in this word ("Airport", "River"); CS_ENT_OTHER if it does not
 * say. */
uint8_t cs_type_by_noun(const cs_word_t *);
/* A word that may belong to a name: a proper noun, or one written like a name introduced
 * already. */
bool cs_name_like(cs_finder_t *, const cs_sent_t *, uint32_t word);
/* Does the tree join the words [b, y) of a name with those of [y, y_end)? */
bool cs_name_joined(const cs_doc_t *, uint32_t b, uint32_t y, uint32_t y_end);
/* Does a name that began at b go on with two words at `at`: "of Rights", "-Sadr"? */
bool cs_name_goes_on(cs_finder_t *, const cs_sent_t *, uint32_t b, uint32_t at);
/* "al", "el" … of Arabic names. */
bool cs_particle(const cs_doc_t *, uint32_t word);
/* Words of "al-Roe" behind "Ahmed", of "de Roe" behind "Juan"; or 0. */
uint32_t cs_name_small_part(cs_finder_t *, const cs_sent_t *, uint32_t at);
/* "Roe", "McRoe"; not "ROE". */
bool cs_written_like_name(cs_str_t);
/* What the model takes most of these words for; or CS_ENT_OTHER. */
uint8_t cs_told_type(const cs_doc_t *, uint32_t begin, uint32_t end);
/* Does another name begin here, right behind one of another type? */
bool cs_next_name(const cs_doc_t *, uint32_t word);
/* What an unknown name is of. */
uint8_t cs_type_of_name(cs_finder_t *, const cs_sent_t *, const cs_phrase_t *);

/* ---- general.c ------------------------------------------------------------------------------ */

/* Makes a phrase of "the country", "this group" … at this word, if it is one. */
void cs_find_general(cs_finder_t *, const cs_sent_t *, uint32_t word);

/* ---- entity.c: all give the entity's number ------------------------------------------------- */

uint32_t cs_entity_new(cs_finder_t *, uint8_t type, cs_str_t name);
/* Roles and sectors follow; NULL and "" change nothing. */
void cs_set_code(cs_finder_t *, uint32_t entity, const char *code);
/* From now on the document may call it by the last part of its name, or (given) by its first
 * name. */
void cs_introduce(cs_finder_t *, uint32_t entity, cs_str_t full, bool given);
/* An unknown name of one word that this one ends in; or CS_NONE. */
uint32_t cs_shorter_name(cs_finder_t *, cs_str_t full);
uint32_t cs_actor_entity(cs_finder_t *, uint32_t actor);
/* Of a state: its people or what is its own ("Israelis", "Israeli"), which is not the state. */
uint32_t cs_people_entity(cs_finder_t *, uint32_t actor, const cs_alias_t *);
uint64_t cs_agent_key(uint64_t owner, uint32_t agent, uint32_t modifier, bool former);
uint32_t cs_agent_new(cs_finder_t *, uint32_t agent, bool plural, const char *code,
                      uint32_t country, cs_str_t name);
uint32_t cs_government(cs_finder_t *, uint32_t country, cs_str_t name);
uint32_t cs_place(cs_finder_t *, uint32_t actor, const cs_alias_t *);

/* ---- role.c --------------------------------------------------------------------------------- */

/* base joined with what agent, node (of the agent or title) and modifier say; NULL if nothing. */
const char *cs_agent_code(cs_finder_t *, const char *base, uint32_t agent, uint32_t node,
                          uint32_t modifier, bool former);
/* Whose it is, as a key; base is the code that the agent's is joined to. */
uint64_t cs_owner_of(cs_finder_t *, uint32_t owner, const char **base, uint32_t *country);
/* "the army", from here on, is this entity. */
void cs_last_noun(cs_finder_t *, const cs_phrase_t *agent, uint32_t entity);
bool cs_foreign_to_state(const cs_finder_t *, uint32_t owner, const cs_phrase_t *agent);
bool cs_says_nothing(const cs_finder_t *, uint32_t owner, const char *base,
                     const cs_phrase_t *agent);
const char *cs_base_for(const cs_finder_t *, uint32_t owner, const char *base,
                        const cs_phrase_t *agent);
/* Sets country and base of somebody who stands without one. */
void cs_imply(const cs_finder_t *, const cs_phrase_t *agent, const char **base, uint32_t *country);
/* What a title before a name, or a noun beside it, tells of an entity without a code. */
void cs_take_role(cs_finder_t *, uint32_t entity, const cs_phrase_t *agent, int depth);

/* ---- person.c: CS_NONE where nobody, or more than one, fits --------------------------------- */

/* An entity of the document whose name ends in these words, the newest that sex allows. */
uint32_t cs_by_surname(cs_finder_t *, cs_str_t words, char sex, bool person);
/* An actor: who holds a post on the day (of a surname alone); held an office of the phrase's title,
 * in country or anywhere; has a first name that is spelled otherwise. */
uint32_t cs_in_office(cs_finder_t *, const cs_phrase_t *);
uint32_t cs_by_title_and_surname(cs_finder_t *, const cs_phrase_t *, uint32_t country);
uint32_t cs_other_spelling(cs_finder_t *, const cs_phrase_t *, cs_str_t words);

/* ---- meaning.c, unknown.c, office.c, pronoun.c, resolve.c ----------------------------------- */

/* The next office that has this title; NULL at the end. Begin with cs_titles(f, node). */
typedef struct cs_title_walk {
	uint32_t next, seen;
} cs_title_walk_t;
cs_title_walk_t cs_titles(const cs_finder_t *, uint32_t node);
const cs_alias_t *cs_title_next(const cs_finder_t *, cs_title_walk_t *);
/* Is this title one of the office? */
bool cs_title_has(const cs_finder_t *, uint32_t node, uint32_t office);
/* The agent that the last words of an unknown name, or those before its "of", say that it is; or
 * CS_NONE. */
uint32_t cs_body_of(cs_finder_t *, const cs_phrase_t *);
/* The entity that a phrase stands for, or CS_NONE. They may move f->ph and doc->entities. */
uint32_t cs_resolve_name(cs_finder_t *, uint32_t phrase, int depth);
uint32_t cs_resolve_unknown(cs_finder_t *, uint32_t phrase, int depth);
uint32_t cs_resolve_agent(cs_finder_t *, uint32_t phrase, int depth);
void cs_resolve_pronoun(cs_finder_t *, uint32_t phrase);
uint32_t cs_resolve_general(cs_finder_t *, uint32_t phrase);
uint32_t cs_resolve(cs_finder_t *, uint32_t phrase, int depth);
/* Whom each of a sentence's phrases stands for, in text order. */
void cs_resolve_sentence(cs_finder_t *, uint32_t sent, uint32_t from, uint32_t to);
void cs_resolve_init(cs_finder_t *);

/* ---- chain.c -------------------------------------------------------------------------------- */

/* Whom the links of src/coref say that this phrase stands for. */
typedef enum cs_linked {
	CS_LINK_OPEN, /* no model, or it is left to the plain rule */
	CS_LINK_NONE, /* nobody that the actors know, or too uncertain */
	CS_LINK_FOUND
} cs_linked_t;
cs_linked_t cs_linked_entity(const cs_finder_t *, uint32_t phrase, uint32_t *entity);
/* The same of a plural that is linked to nouns that are joined: how many, into out[CS_MAX_MEMBERS];
 * 0 where one of them is nobody that the actors know. */
uint32_t cs_linked_group(const cs_finder_t *, uint32_t phrase, uint32_t *out);

/* ---- definite.c ----------------------------------------------------------------------------- */

/* Whom "the businessman", "the former governor", "the company" stands for among those named before;
 * CS_NONE where nobody, or more than one, fits. */
uint32_t cs_definite(cs_finder_t *, uint32_t phrase);
/* The same of a noun for a person ("the incumbent"), or a body ("the group"). */
uint32_t cs_person_before(const cs_finder_t *, uint32_t phrase);
uint32_t cs_body_before(const cs_finder_t *, uint32_t phrase);
/* May "the candidate" be said of it? */
bool cs_may_run(const cs_entity_t *);
/* How often the text has named an entity before a phrase; a few times and more count alike. */
uint32_t cs_often(const cs_finder_t *, uint32_t phrase, uint32_t entity);

/* ---- group.c -------------------------------------------------------------------------------- */

/* The first of those meant by "both countries", "they", the others being joined to the phrase by
 * `with`; CS_NONE where the text does not tell. */
uint32_t cs_resolve_group(cs_finder_t *, uint32_t phrase);

/* ---- phrase.c ------------------------------------------------------------------------------- */

cs_phrase_t *cs_phrase_new(cs_finder_t *, uint32_t begin, uint32_t end, cs_phrase_sort_t);
/* The word of [begin, end) whose head lies outside. */
uint32_t cs_phrase_head(const cs_doc_t *, uint32_t begin, uint32_t end);
uint32_t cs_local_id(cs_finder_t *, cs_str_t folded);
/* The folded words [begin, end), or those of a name; a blank between two atoms. */
cs_str_t cs_folded_words(cs_finder_t *, uint32_t begin, uint32_t end);
cs_str_t cs_folded_atoms(cs_finder_t *, const char *name);
/* The words as written; a phrase's: "Russian troops" of "Russian and Syrian troops". */
cs_str_t cs_text_of(cs_doc_t *, uint32_t begin, uint32_t end);
cs_str_t cs_words_of(cs_finder_t *, const cs_phrase_t *);
static inline bool cs_word_is(const cs_word_t *w, const char *lower) /* ASCII, any case */
{
	uint32_t i = 0;
	for (; i < w->form.n && lower[i]; i++) {
		char c = w->form.p[i];
		if ((cs_is_upper((uint8_t)c) ? (char)(c + 32) : c) != lower[i])
			return false;
	}
	return i == w->form.n && !lower[i];
}
static inline uint32_t cs_role_key(const char *role) /* of three letters */
{
	return (uint32_t)(uint8_t)role[0] << 16 | (uint32_t)(uint8_t)role[1] << 8 | (uint8_t)role[2];
}
/* list: blank-separated words, lower case, with a blank at both ends. */
bool cs_word_in(const cs_word_t *, const char *list);
static inline bool cs_is_subject(const cs_word_t *w)
{
	return w->deprel == CS_REL_NSUBJ || w->deprel == CS_REL_NSUBJ_PASS ||
	       w->deprel == CS_REL_NSUBJ_OUTER;
}
#endif
