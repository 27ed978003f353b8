/* casus.h - news text in, political event data out.
 *
 * Text     UTF-8. A span is a half-open range of BYTES, of the article's text or, where `in`
 *          says so, of its title. casus_write turns spans into code points.
 * Owning   You release what casus_open, casus_ctx_new and casus_code hand out (NULL is fine).
 *          All else is borrowed and lives as long as the object that you asked. The engine goes last.
 * Threads  casus_t never changes once it is open: share it. casus_ctx_t serves one thread at a
 *          time. casus_doc_t is frozen when you get it: any number of readers.
 * Errors   CASUS_OK is 0. On failure *out is NULL and err, where given, says what, in which file
 *          and where. Nothing here prints, exits or keeps global state.
 * Growth   Structs that you get may grow at the end: reach them through the *_at functions.
 *          Structs that you fill do not: start them with {0}.
 * The fields of an entity, a statement and an event are those of docs/records.md. */
#ifndef CASUS_H
#define CASUS_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

#define CASUS_API __attribute__((visibility("default")))
#define CASUS_TRY CASUS_API __attribute__((warn_unused_result))
#define CASUS_NONE UINT32_MAX /* "no such thing", wherever an index is given */

typedef struct casus casus_t;         /* engine: models and lexicon */
typedef struct casus_ctx casus_ctx_t; /* one worker's scratch memory */
typedef struct casus_doc casus_doc_t; /* one coded article and all that was found in it */

typedef enum casus_rc {
	CASUS_OK,
	CASUS_ENOMEM,
	CASUS_EIO,      /* a file that cannot be read: see file */
	CASUS_EARG,     /* the caller broke the contract above */
	CASUS_EMODEL,   /* not a casus model, another format version, or damaged: see file, col */
	CASUS_ELEXICON, /* a line of the lexicon does not compile: see file, line, col */
	CASUS_EUTF8,    /* the text is not UTF-8: col is the byte offset */
	CASUS_ELIMIT,   /* longer than CASUS_TEXT_MAX */
	CASUS_EINPUT,   /* a document that is not in the form it claims: see file, line, col */
	CASUS_ESTOP     /* a callback asked to stop */
} casus_rc_t;

#define CASUS_TEXT_MAX (16u << 20) /* bytes of text and title together that one article may have */

typedef struct casus_error { /* yours, on the stack; the strings are always terminated */
	casus_rc_t rc;
	uint32_t line, col; /* 1-based; 0 where there is none. col is a byte offset for EUTF8, EMODEL */
	char file[192], msg[320];
} casus_error_t;

typedef struct casus_span {
	uint32_t begin, end;
	uint32_t in_title; /* 0: of the text, 1: of the title */
} casus_span_t;

/* ---- engine -------------------------------------------------------------------------- */

typedef struct casus_options {
	const char *data_dir;    /* holds lexicon/ and models/; NULL: found beside the program, or the
	                            folder set at build time */
	const char *lexicon_dir; /* NULL: data_dir/lexicon */
	const char *model;       /* a model file; NULL: data_dir/models/en.casus */
	const char *overlay_dir; /* a user's own lexicon entries, read after the others; or NULL */
	const char *gazetteer;   /* a file of places; NULL: data_dir/models/places.casus, where there is
	                            one; "": none */
	int trees_only; /* 1: opens no lexicon, in a few milliseconds; for CASUS_DEPTH_TREES alone */
	float min_confidence; /* events less sure than this are left out; 0: none */
} casus_options_t;

/* Opens models and lexicon. options may be NULL. Cost: some hundred milliseconds, for the lexicon;
 * ten with trees_only. */
CASUS_TRY casus_rc_t casus_open(casus_t **out, const casus_options_t *options, casus_error_t *err);
CASUS_API void casus_close(casus_t *);
/* What makes a result again: a JSON object (program, digests, scales), as in each record. */
CASUS_API const char *casus_version_json(const casus_t *);
CASUS_API const char *casus_version(void); /* "0.1.0" */

CASUS_TRY casus_ctx_t *casus_ctx_new(const casus_t *); /* NULL: out of memory */
CASUS_API void casus_ctx_free(casus_ctx_t *);

/* ---- coding -------------------------------------------------------------------------- */

typedef struct casus_known { /* an actor mention that the caller knows already */
	uint32_t begin, end;     /* bytes of the text */
	const char *code;        /* its actor code, or NULL */
} casus_known_t;

typedef struct casus_article {
	const char *text; /* the only required fields */
	size_t len;
	const char *id;                             /* NULL: made from the content */
	const char *date;                           /* ISO 8601 date, or date and time; or NULL */
	const char *title, *publisher, *url, *lang; /* or NULL */
	const char *translated_from;                /* or NULL */
	const char *extra_json;                     /* a JSON object, given back as it is; or NULL */
	const casus_known_t *known;
	size_t n_known;
	uint32_t give_text; /* not 0: casus_write gives the text back */
} casus_article_t;

typedef enum casus_depth { CASUS_DEPTH_EVENTS, CASUS_DEPTH_TREES } casus_depth_t;

/* Runs the pipeline on one article, all of it or only down to the trees. Copies what it needs. */
CASUS_TRY casus_rc_t casus_code(casus_doc_t **out, casus_ctx_t *, const casus_article_t *,
                                casus_depth_t, casus_error_t *err);
CASUS_API void casus_doc_free(casus_doc_t *);

/* ---- results ------------------------------------------------------------------------- */

typedef struct casus_mention {
	casus_span_t span;
	uint32_t sentence;
	const char *type; /* "name", "nominal", "pronoun" */
} casus_mention_t;

typedef struct casus_entity {
	const char *id, *type, *name;      /* "e1", "GPE", best name */
	const char *actor_id, *actor_code; /* the dictionary's actor, and its code that day; or NULL */
	const char *actor_name, *actor_country, *actor_office, *actor_entry;
	const casus_mention_t *mentions; /* in text order */
	uint32_t n_mentions;
} casus_entity_t;

typedef struct casus_statement {
	const char *id, *kind, *speaker_by;
	uint32_t sentence, parent; /* parent: statement index or CASUS_NONE */
	const uint32_t *speakers;  /* entity indices */
	const casus_span_t *speaker_spans, *content;
	casus_span_t cue; /* empty where there is none */
	uint32_t n_speakers, n_speaker_spans, n_content, n_addressees;
	const uint32_t *addressees; /* entity indices: who is told */
} casus_statement_t;

typedef struct casus_participant {
	casus_span_t span, head; /* both empty where the actor is implied */
	uint32_t entity;         /* entity index or CASUS_NONE */
	const char *code;        /* the code on the event's date, or NULL */
	const char *via;         /* "name", "nominal", "pronoun", "modifier", "implied" */
} casus_participant_t;

typedef struct casus_place {
	casus_span_t span;
	uint32_t sentence;
	const char *name;             /* best name */
	const char *country;          /* ISO 3166, three letters; or NULL */
	const char *admin1;           /* the region it lies in, or is; or NULL */
	const char *precision, *role; /* "country" "region" "city" "below" or NULL; "place" "actor" */
	double lat, lon;              /* degrees; NAN where unknown */
	uint32_t geonames;            /* id of GeoNames; 0 unknown */
} casus_place_t;

typedef struct casus_event {
	const char *id, *uid, *cameo, *plover, *base, *rule; /* plover: NULL for a bare statement */
	const char *mode, *contexts; /* blank-separated; "" where there is none */
	const char *polarity, *reality;
	float goldstein, intensity, confidence;  /* NAN where unknown */
	uint32_t quad_cameo, quad_plover;        /* 0 where unknown */
	uint32_t sentence, about, attributed_to; /* event and statement indices */
	uint32_t symmetric, historical;
	casus_span_t trigger, polarity_cue, reality_cue;
	const casus_participant_t *source, *target;
	uint32_t n_source, n_target;
	const char *date_from, *date_to;     /* NULL where open, and where unknown */
	const char *date_grain, *date_basis; /* NULL where unknown */
	const uint32_t *places;              /* place indices */
	uint32_t n_places;
	uint32_t incident; /* events with one number are told of one incident */
} casus_event_t;

/* Who holds what about an event. */
typedef struct casus_claim {
	const char *id, *stance, *certainty;
	uint32_t event, statement, by; /* statement and act (event) by which; both NONE: the narrator */
	const uint32_t *holders;       /* entity indices */
	uint32_t n_holders;
	casus_span_t certainty_cue, evidence; /* empty where there is none */
} casus_claim_t;

/* Accounts that contradict each other. */
typedef struct casus_account {
	uint32_t event;
	uint32_t claim;     /* or CASUS_NONE: what the event's own source says by it */
	casus_span_t words; /* the statement's words, or the sentence */
	uint32_t sentence;  /* in which they stand */
} casus_account_t;
typedef struct casus_dispute {
	/* "act": did it take place? "actor": who did it? "blame": who is to blame? "kept": was the
	 * agreement kept? */
	const char *kind;
	const casus_account_t *accounts; /* in text order */
	uint32_t n_accounts;
} casus_dispute_t;

/* Words that tell a time. */
typedef struct casus_time {
	casus_span_t span;
	const char *from, *to; /* NULL where open; both NULL where the text does not tell */
	const char *grain;
	uint32_t sentence;
} casus_time_t;

/* So many of something. */
typedef struct casus_count {
	casus_span_t span;
	const char *kind;
	double min, max;                      /* NAN where open */
	uint32_t exact;                       /* 1: the text gives the very number */
	uint32_t event, claim, attributed_to; /* indices, or CASUS_NONE */
	uint32_t sentence;
} casus_count_t;

/* What is wrong with the text. */
typedef struct casus_flag {
	const char *kind;
	const casus_span_t *spans; /* where it shows */
	uint32_t n_spans;
} casus_flag_t;

CASUS_API const char *casus_doc_id(const casus_doc_t *);
CASUS_API const char *casus_doc_text(const casus_doc_t *, size_t *len);
CASUS_API const char *casus_doc_title(const casus_doc_t *, size_t *len); /* NULL: none of its own */
CASUS_API uint32_t casus_sentence_count(const casus_doc_t *);
CASUS_API casus_span_t casus_sentence_at(const casus_doc_t *, uint32_t i);
CASUS_API uint32_t casus_word_count(const casus_doc_t *); /* syntactic words */
CASUS_API uint32_t casus_entity_count(const casus_doc_t *);
CASUS_API const casus_entity_t *casus_entity_at(const casus_doc_t *, uint32_t i); /* or NULL */
CASUS_API uint32_t casus_statement_count(const casus_doc_t *);
CASUS_API const casus_statement_t *casus_statement_at(const casus_doc_t *, uint32_t i);
CASUS_API uint32_t casus_event_count(const casus_doc_t *);
CASUS_API const casus_event_t *casus_event_at(const casus_doc_t *, uint32_t i);
CASUS_API uint32_t casus_place_count(const casus_doc_t *);
CASUS_API const casus_place_t *casus_place_at(const casus_doc_t *, uint32_t i);
CASUS_API uint32_t casus_claim_count(const casus_doc_t *);
CASUS_API const casus_claim_t *casus_claim_at(const casus_doc_t *, uint32_t i);
CASUS_API uint32_t casus_dispute_count(const casus_doc_t *);
CASUS_API const casus_dispute_t *casus_dispute_at(const casus_doc_t *, uint32_t i);
CASUS_API uint32_t casus_time_count(const casus_doc_t *);
CASUS_API const casus_time_t *casus_time_at(const casus_doc_t *, uint32_t i);
CASUS_API uint32_t casus_count_count(const casus_doc_t *);
CASUS_API const casus_count_t *casus_count_at(const casus_doc_t *, uint32_t i);
CASUS_API uint32_t casus_flag_count(const casus_doc_t *);
CASUS_API const casus_flag_t *casus_flag_at(const casus_doc_t *, uint32_t i);

/* Streams "jsonl" or "accounts" (docs/records.md, one line), "conllu" or "prop" (the
 * predicate-argument layer, for reading) through put. What put returns other than 0 stops it: CASUS_ESTOP. */
typedef int casus_put_fn(void *user, const char *bytes, size_t n);
CASUS_TRY casus_rc_t casus_write(const casus_doc_t *, const char *format, casus_put_fn *put,
                                 void *user, casus_error_t *err);

/* Codes an article and streams why it was coded so, as "text" or "json" (docs/records.md, "Why"): for each
 * sentence its tree, who is named, the rules that fired and nearly fired, what the learned layer made of it, the
 * events. They are those of casus_code. For people who read a few sentences: 64 KiB of text at most (CASUS_ELIMIT),
 * no marked mentions (CASUS_EARG). Nothing is kept; threads as for casus_code. */
CASUS_TRY casus_rc_t casus_why_write(casus_ctx_t *, const casus_article_t *, const char *format,
                                     casus_put_fn *put, void *user, casus_error_t *err);

/* ---- lexicon ------------------------------------------------------------------------- */

typedef struct casus_finding {
	int is_error; /* else a warning or, for "rate" lines, information */
	const char *file;
	uint32_t line, col;
	const char *id, *msg;
} casus_finding_t;
typedef void casus_finding_fn(void *user, const casus_finding_t *);

/* Checks the whole lexicon: syntax, ids, codes, dates, and every example of every rule, on the
 * reviewed trees and with the live parser. *n_errors counts what must be mended.
 * Returns CASUS_OK where the check ran to its end, whatever it found. */
CASUS_TRY casus_rc_t casus_lexicon_check(const casus_options_t *options, casus_finding_fn *fn,
                                         void *user, uint32_t *n_errors, casus_error_t *err);

/* Streams what a name can mean on a day (NULL: the newest) and what it is taken for, as "text" or "json". */
CASUS_TRY casus_rc_t casus_actor_write(const casus_t *, const char *name, const char *date,
                                       const char *format, casus_put_fn *put, void *user,
                                       casus_error_t *err);

/* Streams how much of the time the offices of states are held by somebody whom the lexicon knows, by state, post and
 * year, first_year to last_year: "text" (the gaps and a summary), "tsv", "html". states: ids apart by commas, of
 * states or of bodies for their members ("g20,irn"); NULL: the members of the United Nations. */
CASUS_TRY casus_rc_t casus_coverage_write(const casus_t *, const char *states, int first_year,
                                          int last_year, const char *format, casus_put_fn *put,
                                          void *user, casus_error_t *err);

#ifdef __cplusplus
}
#endif
#endif
