/* doc.h - the one record that all stages share.
 *
 * The document's bytes are one buffer: the title (where it is not merely the text's beginning), a
 * blank line, the text. All offsets below are bytes of that buffer; casus_span_t and the writers
 * translate. Words, sentences, frames, mentions … are numbered through the whole document, in the
 * order of the buffer, title first.
 *
 *   buf ──tok──▶ words, sentences ──tag──▶ tags, lemmas ──parse──▶ heads ──coref──▶ refs, chains
 *       ──prop──▶ frames ──actor──▶ mentions, entities ──place──▶ places ──said──▶ statements
 *       ──time──▶ times ──event──▶ events ──place──▶ the events' places ──claim──▶ incidents, claims
 *       ──count──▶ counts ──health──▶ flags
 *
 * Each group of fields has exactly one writer: the stage named above it; said alone gives some of
 * the mentions an entity as well, which nobody knows before (said.h). A stage may rely on all
 * groups above its own. Everything lives in doc->arena; pointers stay good as long as the
 * document. */
#ifndef CS_DOC_H
#define CS_DOC_H
#include "base/base.h"
#include "doc/ud.h"

typedef struct cs_range { /* half-open */
	uint32_t begin, end;
} cs_range_t;

/* What a name or a mention is of. */
#define CS_ENTITY_LIST(X) X(PERSON) X(ORG) X(GPE) X(LOC) X(NORP) X(FAC) X(EVENT) X(WEAPON) X(OTHER)
#define X(a) CS_ENT_##a,
typedef enum cs_entity_type { CS_ENTITY_LIST(X) CS_N_ENT } cs_entity_type_t;
#undef X

/* A word's part in a name: none, the first word of a name of a type, a further one. */
#define CS_NAME_NONE 0u
#define CS_NAME_MAX (2u * CS_N_ENT)
static inline uint8_t cs_name_label(uint8_t type, bool begins)
{
	return (uint8_t)(1 + 2 * type + !begins);
}
static inline uint8_t cs_name_type(uint8_t label) /* of one that is not CS_NAME_NONE */
{
	return (uint8_t)((label - 1) / 2);
}
static inline bool cs_name_begins(uint8_t label)
{
	return label & 1;
}

/* ---- words and sentences --------------------------------------------------------------- */

enum {
	CS_W_SPACE_AFTER = 1, /* white space follows this word's token */
	CS_W_MWT_FIRST = 2,   /* first word of a multiword token ("did" of "didn't") */
	CS_W_MWT_MORE = 4,    /* a later word of one ("n't") */
	CS_W_QUOTED = 8,      /* inside quotation marks (set by said) */
	CS_W_PLACE = 16       /* a name behind "in", "near" that is a place's too (set by place) */
};

typedef struct cs_word {
	/* tok */
	uint32_t begin, end; /* bytes; the words of a multiword token share it out between them */
	cs_str_t form;       /* as written */
	uint32_t sent;
	uint8_t flags;
	/* tag */
	uint8_t upos, xpos; /* cs_upos_t, cs_xpos_t */
	cs_str_t lemma;     /* "be", "Russia", "'s" */
	/* name */
	uint8_t name; /* CS_NAME_NONE, or cs_name_label of a cs_entity_type_t */
	/* parse */
	uint8_t deprel;       /* cs_deprel_t */
	uint32_t head;        /* word, or CS_NONE for the root of a sentence */
	uint32_t child, next; /* first child, next sibling, both in text order; or CS_NONE */
	uint32_t left, right; /* first and one past the last word of its subtree (projective) */
	/* lex: ids in the engine's vocabulary, CS_NONE where the lexicon never uses the word */
	uint32_t norm_id;  /* of the folded form (cs_fold) */
	uint32_t lemma_id; /* of the folded lemma */
} cs_word_t;

enum {
	CS_S_TITLE = 1,     /* of the title */
	CS_S_HEADLINE = 2,  /* title, or a first line without a full stop: headline grammar */
	CS_S_PAR_BEGIN = 4, /* first sentence of a paragraph */
	CS_S_DATELINE = 8   /* begins with a dateline: words [words.begin, dateline_end) */
};

typedef struct cs_sent { /* tok */
	cs_range_t words;
	uint32_t begin, end; /* bytes, from its first to its last token */
	uint32_t par;        /* paragraph number */
	uint32_t dateline_end;
	uint8_t flags;
} cs_sent_t;

/* What a phrase is by its head. */
typedef enum cs_mention_type { CS_M_NAME, CS_M_NOMINAL, CS_M_PRONOUN } cs_mention_type_t;

/* ---- coreference (coref) ------------------------------------------------------------------- */

/* A phrase that may stand for something the text speaks of more than once: a name, a noun or
 * pronoun with what depends on it, or several that are joined ("Ruritania and Borduria"). */
typedef struct cs_ref {
	uint32_t word;       /* its head; of several that are joined, the "and" */
	uint32_t antecedent; /* the earlier ref that it stands for again; or CS_NONE */
	uint32_t chain;      /* all that stand for the same, from 0; CS_NONE where it stands alone */
	/* how much the model prefers this to the next chain or to none, in CS_REF_UNIT of a nat: the
	 * odds are e to that power */
	int16_t margin;
	uint8_t type; /* cs_mention_type_t */
} cs_ref_t;
#define CS_REF_UNIT 32

/* ---- the predicate-argument layer (prop) ------------------------------------------------ */

typedef enum cs_pred_kind { CS_PRED_VERB, CS_PRED_NOUN, CS_PRED_ADJ } cs_pred_kind_t;

/* Deep roles: passives are undone, so SUBJ is who acts in "X hit Y", "Y was hit by X" and
 * "the hitting of Y by X". docs/formats/rules.md describes them for people who write rules. */
typedef enum cs_slot {
	CS_SLOT_SUBJ, /* agent: subject of the active, "by" of the passive; a noun's possessor or "by" */
	CS_SLOT_OBJ,  /* object, subject of the passive; a noun's "of" */
	CS_SLOT_IOBJ, /* "gave them aid" */
	CS_SLOT_PREP, /* an oblique: see prep */
	CS_SLOT_COMP, /* a clause as complement: its predicate's word ("threatened to attack") */
	CS_SLOT_MOD,  /* a noun's modifier: "US strike", "Syrian attack", "gas attack" */
	CS_SLOT_ATTR, /* "X is a threat": the noun or adjective under a copula */
	CS_SLOT_TIME, /* bare temporal phrase */
	CS_SLOT_ADV   /* an adverbial clause's predicate; prep is its mark ("after", "if"), or none */
} cs_slot_t;

typedef struct cs_arg {
	uint8_t slot;      /* cs_slot_t */
	uint8_t inherited; /* 1: filled by control, coordination or a relative clause, not in place */
	cs_str_t prep;     /* lemma of the preposition(s) or mark ("in front of"), empty if none */
	uint32_t head;     /* word */
	uint32_t frame;    /* its own frame, where the argument is a predicate too; or CS_NONE */
} cs_arg_t;

enum { /* cs_frame_t.flags */
	   CS_F_PASSIVE = 1,
	   CS_F_INFINITIVE = 2, /* "to attack" */
	   CS_F_PARTICIPLE = 4, /* "attacking", "attacked" without auxiliary */
	   CS_F_IMPERATIVE = 8,
	   CS_F_QUESTION = 16,
	   CS_F_PROGRESSIVE = 32,
	   CS_F_PERFECT = 64,
	   CS_F_PAST = 128,
	   CS_F_FUTURE = 256,      /* will, shall, going to, "to" in a headline, is to */
	   CS_F_MODAL = 512,       /* may, might, could, would, should, must: see modal */
	   CS_F_CONDITION = 1024,  /* inside "if …", "unless …", "should they …" */
	   CS_F_RELATIVE = 2048,   /* its clause is a relative clause */
	   CS_F_COORDINATED = 4096 /* shares arguments with an earlier conjunct */
};

typedef struct cs_frame {
	uint32_t head;     /* the predicate's word; of a light verb construction, the noun */
	uint32_t light;    /* "cast" of "cast a veto"; or CS_NONE */
	uint32_t particle; /* "out" of "carry out"; or CS_NONE */
	uint8_t kind;      /* cs_pred_kind_t */
	uint16_t flags;
	uint32_t sent;
	uint32_t neg;       /* word that negates it (not, never, no, without, nobody); or CS_NONE */
	uint32_t modal;     /* word of the modal or future auxiliary; or CS_NONE */
	uint32_t condition; /* "if", "unless"; or CS_NONE */
	uint32_t parent;    /* the frame in which this one is an argument; or CS_NONE */
	uint8_t parent_slot;
	uint32_t arg_begin, arg_end; /* into doc->args */
} cs_frame_t;

/* ---- actors (actor) ---------------------------------------------------------------------- */

typedef struct cs_mention {
	uint32_t begin, end; /* words: the whole phrase that names it ("Syrian government forces") */
	/* words: the name or noun alone, without titles ("Roe" of "Mayor Roe") */
	uint32_t core, core_end;
	uint32_t head;   /* word */
	uint32_t entity; /* or CS_NONE: a pronoun nobody was found for */
	uint8_t type;    /* cs_mention_type_t */
	uint8_t given;   /* 1: the caller marked it */
	uint32_t
	    modifier_of; /* mention of the larger phrase in which it is a mere modifier, or CS_NONE:
	                          "Syrian" in "Syrian troops" */
	uint32_t with;   /* another mention that shares this one's noun, and acts beside it, or CS_NONE:
	                          "Russian" of "Russian and Syrian troops", whose noun's mention this is */
} cs_mention_t;

typedef struct cs_entity {
	uint8_t type;        /* cs_entity_type_t */
	cs_str_t name;       /* best name */
	uint32_t actor;      /* index into the lexicon's actors, or CS_NONE */
	uint32_t agent;      /* index into the lexicon's agents ("troops"), or CS_NONE */
	uint32_t country;    /* entity's country as a lexicon actor, or CS_NONE */
	const char *code;    /* on the document's date: "USAGOV", "SYRMIL"; NULL unknown */
	const char *office;  /* the office held that day; or NULL */
	const char *roles;   /* "GOV ELI", or NULL */
	const char *sectors; /* PLOVER sectors, blank-separated, or NULL */
	uint8_t acts;        /* 1: may act (state, person, organisation, group); 0: a place, a thing */
	uint8_t plural;      /* 1 several or a collective, 0 single or unknown */
	char sex;            /* 'm', 'f' or 0 */
	uint8_t region;      /* 1: a state or province of a state */
	uint32_t first;      /* first mention */
} cs_entity_t;

/* ---- places (place) ------------------------------------------------------------------------ */

enum { CS_PLACE_PLACE, CS_PLACE_ACTOR }; /* cs_place_t.role */

typedef struct cs_place { /* a name of the text that is one of a place */
	uint32_t begin, end;  /* words */
	uint32_t head;
	const char *name;    /* best name */
	const char *country; /* ISO 3166, three letters; or NULL */
	const char *admin1;  /* the region of the first level that it lies in, or is; or NULL */
	uint32_t geonames;   /* id, or 0 */
	int32_t lat, lon;    /* 1/100,000 of a degree; where `located` */
	uint8_t located;     /* 1: lat and lon are known */
	uint8_t precision;   /* cs_precision_t (lex/places.h) */
	uint8_t role;        /* CS_PLACE_PLACE: where something is; CS_PLACE_ACTOR: who acts */
} cs_place_t;

/* ---- statements (said) ------------------------------------------------------------------- */

typedef enum cs_said_kind {
	CS_SAID_DIRECT,
	CS_SAID_INDIRECT,
	CS_SAID_MIXED,
	CS_SAID_ATTITUDE
} cs_said_kind_t;
typedef enum cs_said_by { CS_BY_NONE, CS_BY_EXPLICIT, CS_BY_COREF, CS_BY_PREVIOUS } cs_said_by_t;

typedef struct cs_said {
	uint32_t sent;
	uint8_t kind, by;
	cs_range_t cue;                   /* bytes; empty if none */
	CS_VEC(uint32_t) speakers;        /* entities */
	CS_VEC(cs_range_t) speaker_spans; /* bytes */
	CS_VEC(uint32_t) addressees;      /* entities */
	CS_VEC(cs_range_t) content;       /* bytes, in text order */
	uint32_t parent;                  /* statement, or CS_NONE */
	uint32_t frame;                   /* the frame of the cue, or CS_NONE */
	uint32_t stance;                  /* index into the lexicon's cue classes, or CS_NONE */
} cs_said_t;

/* ---- times (time) -------------------------------------------------------------------------- */

typedef enum cs_grain {
	CS_GRAIN_HOUR, /* or less, or a part of a day */
	CS_GRAIN_DAY,
	CS_GRAIN_WEEK,
	CS_GRAIN_MONTH,
	CS_GRAIN_SEASON,
	CS_GRAIN_YEAR,
	CS_GRAIN_DECADE,
	CS_GRAIN_CENTURY,
	CS_GRAIN_RANGE,
	CS_GRAIN_VAGUE,
	CS_N_GRAIN
} cs_grain_t;

typedef struct cs_time {
	uint32_t begin, end; /* words */
	uint32_t head;       /* word: that which the tree hangs on something else */
	/* days, both of them with it; CS_DAY_MIN, CS_DAY_MAX where open; both CS_NO_DAY: a time that
	 * the text does not tell */
	int32_t from, to;
	uint8_t grain; /* cs_grain_t */
	uint8_t old;   /* 1: years before, though nobody can tell how many ("decades ago") */
} cs_time_t;
enum { CS_TIME_NONE, CS_TIME_OWN, CS_TIME_INHERITED };

/* ---- events (event) ------------------------------------------------------------------------ */

typedef enum cs_reality {
	CS_ACTUAL,
	CS_ATTEMPTED,
	CS_PREVENTED,
	CS_FUTURE,
	CS_CONDITIONAL,
	CS_HYPOTHETICAL,
	CS_GENERIC
} cs_reality_t;
typedef enum cs_via {
	CS_VIA_NAME,
	CS_VIA_NOMINAL,
	CS_VIA_PRONOUN,
	CS_VIA_MODIFIER,
	CS_VIA_IMPLIED
} cs_via_t;

typedef struct cs_part { /* a participant */
	uint32_t begin, end; /* bytes; equal where implied */
	uint32_t head_begin, head_end;
	uint32_t entity;  /* or CS_NONE */
	const char *code; /* on the event's date, or NULL */
	uint8_t via;      /* cs_via_t */
} cs_part_t;

typedef struct cs_event {
	uint32_t sent, frame;
	uint32_t cameo;  /* index into the ontology's CAMEO codes */
	uint32_t base;   /* index into its types (PLOVER's, or the user's own); CS_NONE: statement */
	uint32_t plover; /* the type after resolution; CS_NONE likewise */
	const char *modes, *contexts; /* blank-separated, "" where none */
	uint32_t about;               /* event, or CS_NONE */
	uint32_t rule;                /* index into the lexicon's rules, or CS_NONE */
	CS_VEC(cs_part_t) source;
	CS_VEC(cs_part_t) target;
	uint8_t symmetric, negated, reality, historical;
	cs_range_t trigger, polarity_cue, reality_cue; /* bytes; empty where there is none */
	CS_VEC(uint32_t) places;                       /* of doc->places; filled by place */
	int32_t from, to;                              /* days, as in cs_time_t; CS_NO_DAY unknown */
	uint8_t grain;                                 /* cs_grain_t */
	uint8_t date_basis;                            /* 0 publication, 1 text, 2 inherited */
	uint32_t said; /* innermost statement inside which it is told, or CS_NONE */
	float confidence;
	uint32_t incident; /* claim */
} cs_event_t;

typedef enum cs_stance {
	CS_ASSERTS,
	CS_DENIES,
	CS_DOUBTS,
	CS_BLAMES,
	CS_DEMANDS,
	CS_PREDICTS,
	CS_REPORTS /* tells that another holds it */
} cs_stance_t;
typedef struct cs_claim {
	uint32_t event;
	uint32_t said; /* the statement that makes it; or CS_NONE */
	uint32_t by;   /* or the event that makes it ("threatened to …"); both NONE: narrator */
	CS_VEC(uint32_t) holders; /* entities */
	uint8_t stance;
	uint8_t certainty; /* 0 certain, 1 probable, 2 possible */
	cs_range_t certainty_cue, evidence;
} cs_claim_t;

/* Accounts that do not agree (claim). */
typedef enum cs_dispute_kind {
	CS_DISPUTE_ACT,   /* one says that it took place, another that it did not, or doubts it */
	CS_DISPUTE_ACTOR, /* they name another source for the same deed */
	CS_DISPUTE_BLAME, /* they accuse each other, or another for the same thing */
	CS_DISPUTE_KEPT   /* what was done under an agreement, and that it was not kept */
} cs_dispute_kind_t;
typedef struct cs_account {
	uint32_t event;
	uint32_t claim; /* or CS_NONE: what the event's own source says by it (an accusation) */
} cs_account_t;
typedef struct cs_dispute {
	uint8_t kind;
	CS_VEC(cs_account_t) accounts; /* in text order */
} cs_dispute_t;

/* ---- counts (count) ------------------------------------------------------------------------ */

typedef struct cs_count {
	uint32_t begin, end; /* words */
	double min, max;     /* HUGE_VAL with its sign where open */
	uint8_t kind;        /* cs_count_kind_t of lex/times.h */
	bool exact;          /* the text gives the very number */
	uint32_t event;      /* the act to which it belongs, or CS_NONE */
	uint32_t claim;      /* who holds that it is so many, of that event; or CS_NONE */
	uint32_t said;       /* innermost statement in which it stands, or CS_NONE */
} cs_count_t;

/* ---- what is wrong with the text (health) --------------------------------------------------- */

typedef enum cs_flag_kind {
	CS_FLAG_SPEAKER,  /* a speaker whom the text nowhere introduces */
	CS_FLAG_REPLACED, /* names that stand in place of others */
	CS_FLAG_QUOTES,   /* broken quotations */
	CS_FLAG_REPEATED, /* sentences that stand there twice */
	CS_FLAG_SOURCES,  /* several articles in one */
	CS_FLAG_MISSING,  /* text that was left out or breaks off */
	CS_FLAG_GARBLE,   /* broken encoding, code of a page */
	CS_N_FLAG
} cs_flag_kind_t;
typedef struct cs_flag {
	uint8_t kind;
	CS_VEC(cs_range_t) spans; /* bytes */
} cs_flag_t;

/* ---- the document ------------------------------------------------------------------------ */

typedef struct cs_known { /* a mention the caller marked, in bytes of buf */
	uint32_t begin, end;
	const char *code;
} cs_known_t;

struct cs_trace; /* event/trace.h */

struct casus_doc {
	cs_arena_t arena;
	const casus_t *engine;
	/* from the caller (engine) */
	const char *id, *date, *publisher, *url, *lang, *translated_from, *extra_json, *title;
	cs_str_t buf;       /* terminated too */
	uint32_t title_len; /* bytes of the title at the start of buf; 0: none of its own */
	uint32_t text_at;   /* where the text begins in buf */
	bool give_text;
	int32_t day; /* publication, or CS_NO_DAY */
	casus_depth_t depth;
	CS_VEC(cs_known_t) known;
	bool known_only; /* marked mentions are actors and nothing more: events need not join them */
	/* tok */
	CS_VEC(cs_word_t) words;
	CS_VEC(cs_sent_t) sents;
	/* name */
	bool names;     /* the words' names were looked for */
	bool gazetteer; /* and those of places compared with a gazetteer: CS_W_PLACE (place) */
	/* syntax: what the encoder made of each word, vec_size bytes, for the statements; or NULL */
	int8_t *vec;
	uint32_t vec_size;
	/* coref */
	CS_VEC(cs_ref_t) refs; /* by word; none where the model does not know coreference */
	uint32_t *ref_of;      /* word -> ref, or CS_NONE; NULL likewise */
	uint32_t n_chains;
	/* prop */
	CS_VEC(cs_frame_t) frames;
	CS_VEC(cs_arg_t) args;
	uint32_t *frame_of; /* word -> frame, or CS_NONE */
	/* actor */
	CS_VEC(cs_mention_t) mentions; /* by first word, longer first; see said.h too */
	CS_VEC(cs_entity_t) entities;
	uint32_t *mention_of; /* word -> the widest mention with this head, or CS_NONE */
	/* place */
	CS_VEC(cs_place_t) places; /* in text order; they share no word */
	uint32_t *place_of;        /* word -> the place of whose name it is part, or CS_NONE */
	/* said */
	CS_VEC(cs_said_t) said;
	/* time */
	CS_VEC(cs_time_t) times; /* in text order */
	uint32_t
	    *time_of;     /* frame -> the time of its act, or CS_NONE; NULL where there are no frames */
	uint8_t *time_by; /* frame -> CS_TIME_OWN … */
	/* event */
	CS_VEC(cs_event_t) events;
	struct cs_trace *trace; /* where somebody asks why: what was tried and decided; else NULL (the
	                           engine makes it, event fills it) */
	/* claim */
	CS_VEC(cs_claim_t) claims; /* by event */
	CS_VEC(cs_dispute_t) disputes;
	/* count */
	CS_VEC(cs_count_t) counts; /* in text order */
	/* health */
	CS_VEC(cs_flag_t) flags;
	void *view; /* what casus.h shows of all this (engine) */
};
typedef struct casus_doc cs_doc_t;

/* Helpers over trees. */
static inline cs_word_t *cs_w(const cs_doc_t *d, uint32_t i)
{
	return &d->words.p[i];
}
/* First child of w with this relation (universal or exact as given), or CS_NONE. */
uint32_t cs_child(const cs_doc_t *, uint32_t w, cs_deprel_t);
/* The relation without its subtype ("nsubj:pass" -> nsubj). */
cs_deprel_t cs_rel_base(cs_deprel_t);
/* Fills child, next, left, right from head, for the words of one sentence. */
void cs_tree_link(cs_doc_t *, uint32_t sent);
/* Reads one document of CoNLL-U (reviewed trees, tests) into an empty doc: words, sentences, tags,
 * trees. The text is taken from "# text", or put together from the tokens. */
casus_rc_t cs_conllu_read(cs_doc_t *, cs_str_t file, const char *name, casus_error_t *err);
void cs_conllu_write(const cs_doc_t *, cs_buf_t *);
#endif
