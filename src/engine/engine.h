/* engine.h - what the files of this folder share: the engine, a worker's context, and the view that
 * casus.h shows of a document. */
#ifndef CS_ENGINE_H
#define CS_ENGINE_H
#include "coref/coref.h"
#include "doc/doc.h"
#include "event/rank.h"
#include "lex/lex.h"
#include "model/model.h"
#include "place/place.h"
#include "said/said.h"
#include "syntax/syntax.h"
#include "tok/tok.h"

struct casus {
	cs_lex_t lex;
	cs_model_t model;
	cs_tok_t tok;
	cs_syntax_t syntax;
	cs_coref_t coref;
	cs_places_t places;
	cs_said_net_t said;
	cs_rank_t rank;
	const char *version; /* JSON, in lex.arena */
	bool trees_only;     /* it has no lexicon */
	float min_confidence;
};

struct casus_ctx {
	const casus_t *engine;
	cs_arena_t scratch; /* reset before each stage */
};

/* What casus.h hands out, built once when a document is finished; all in doc->arena. */
typedef struct cs_view {
	const casus_span_t *sentences;
	casus_entity_t *entities;
	casus_statement_t *statements;
	casus_event_t *events;
	casus_place_t *places;
	casus_claim_t *claims;
	casus_dispute_t *disputes;
	casus_time_t *times;
	casus_count_t *counts;
	casus_flag_t *flags;
} cs_view_t;

/* Runs the stages from `first` on. A document that has its trees already (from CoNLL-U) begins at
 * CS_FROM_LAYER. The arenas' oom must be set. */
typedef enum cs_from { CS_FROM_TEXT, CS_FROM_LAYER } cs_from_t;
void cs_engine_run(const casus_t *, cs_doc_t *, cs_arena_t *scratch, cs_from_t first);
/* Fills the words' ids in the lexicon's vocabulary; CS_NONE where the lexicon never uses them. */
void cs_engine_look_up(const cs_lex_t *, cs_doc_t *, cs_arena_t *scratch);
/* Opens the gazetteer that is asked for; the one of the data folder, where it has one; or none. */
casus_rc_t cs_engine_open_places(casus_t *, const casus_options_t *, const char *data,
                                 casus_error_t *err);
void cs_view_build(cs_doc_t *);
/* casus_code; with `trace`, the document keeps what was tried and decided (event/trace.h). */
casus_rc_t cs_engine_code(casus_doc_t **out, casus_ctx_t *, const casus_article_t *, casus_depth_t,
                          bool trace, casus_error_t *err);

/* A place in buf as a place in the text or the title. */
casus_span_t cs_view_span(const cs_doc_t *, uint32_t begin, uint32_t end);

void cs_write_record(const cs_doc_t *, cs_buf_t *);
void cs_write_accounts(const cs_doc_t *, cs_buf_t *); /* docs/records.md, "Accounts" */
#endif
