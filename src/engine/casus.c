/* casus.c - the engine: opens models and lexicon, knows the order of the stages, and turns an
 * article into a document. The only file that knows all stages.
 *
 * Memory that cannot be had anywhere below lands here: casus_open and casus_code set the landing
 * (setjmp) of the arenas that they own, and free them. See docs/adr/0005-arenas.md. */
#include "engine/engine.h"

#include "actor/actor.h"
#include "claim/claim.h"
#include "count/count.h"
#include "event/event.h"
#include "event/trace.h"
#include "health/health.h"
#include "lex/actors.h"
#include "lex/inflect.h"
#include "lex/ontology.h"
#include "prop/prop.h"
#include "said/said.h"
#include "time/time.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#ifndef CASUS_VERSION
#define CASUS_VERSION "0"
#endif
#ifndef CASUS_DATA_DIR
#define CASUS_DATA_DIR "/usr/local/share/casus"
#endif

const char *casus_version(void)
{
	return CASUS_VERSION;
}

/* ---- opening -------------------------------------------------------------------------- */

void casus_close(casus_t *e)
{
	if (!e)
		return;
	cs_places_close(&e->places);
	cs_lex_close(&e->lex);
	cs_model_close(&e->model);
	free(e);
}

/* ,"scales":["goldstein-gdelt","plover-0.8"]: those in force. */
static const char *scales_json(casus_t *e)
{
	const cs_ontology_t *o = e->lex.ontology;
	cs_buf_t b = {.arena = &e->lex.arena};
	bool more = false;
	cs_buf_str(&b, ",\"scales\":[");
	for (uint32_t i = 0; i < cs_scale_count(o); i++) {
		if (!cs_scale_at(o, i)->in_force)
			continue;
		cs_buf_printf(&b, "%s\"%s\"", more ? "," : "", cs_scale_at(o, i)->name);
		more = true;
	}
	cs_buf_add(&b, "]", 2); /* terminated */
	return b.p;
}

casus_rc_t cs_engine_open_places(casus_t *e, const casus_options_t *o, const char *data,
                                 casus_error_t *err)
{
	const char *path = o->gazetteer;
	if (!path) {
		path = cs_sprintf(&e->lex.arena, "%s/models/places.casus", data);
		if (access(path, F_OK) != 0)
			path = NULL;
	} else if (!*path) {
		path = NULL;
	}
	return cs_places_open(&e->places, &e->lex, path, err);
}

static casus_rc_t open_parts(casus_t *e, const casus_options_t *o, casus_error_t *err)
{
	cs_arena_t *a = &e->lex.arena;
	e->min_confidence = o->min_confidence;
	const char *data = o->data_dir ? o->data_dir : CASUS_DATA_DIR;
	const char *model = o->model ? o->model : cs_sprintf(a, "%s/models/en.casus", data);
	const char *lexicon = o->lexicon_dir ? o->lexicon_dir : cs_sprintf(a, "%s/lexicon", data);
	casus_rc_t rc = cs_model_open(&e->model, model, err);
	if (rc == CASUS_OK)
		rc = cs_tok_bind(&e->tok, &e->model, err);
	if (rc == CASUS_OK)
		rc = cs_syntax_bind(&e->syntax, &e->model, err);
	if (rc == CASUS_OK)
		rc = cs_coref_bind(&e->coref, &e->model, err);
	if (rc == CASUS_OK)
		rc = cs_said_bind(&e->said, &e->model, &e->syntax.net, err);
	if (rc != CASUS_OK)
		return rc;
	if (o->trees_only) {
		e->trees_only = true;
		e->version = cs_sprintf(a,
		                        "{\"casus\":\"%s\",\"model\":\"%s\",\"dictionaries\":null,"
		                        "\"codebook\":null}",
		                        CASUS_VERSION, e->model.digest);
		return CASUS_OK;
	}
	casus_error_t first = {0};
	cs_diag_t diag = {.first = &first};
	if (!cs_lex_open(&e->lex, lexicon, o->overlay_dir, &diag)) {
		if (err)
			*err = first;
		return first.rc != CASUS_OK ? first.rc : CASUS_ELEXICON;
	}
	rc = cs_rank_bind(&e->rank, &e->model, &e->syntax.net, &e->lex, err);
	if (rc != CASUS_OK)
		return rc;
	rc = cs_engine_open_places(e, o, data, err);
	if (rc != CASUS_OK)
		return rc;
	const char *places =
	    e->places.geo.n_places ? cs_sprintf(a, "\"%s\"", e->places.geo.file.digest) : "null";
	e->version = cs_sprintf(a,
	                        "{\"casus\":\"%s\",\"model\":\"%s\",\"dictionaries\":\"%s\","
	                        "\"codebook\":\"%s\"%s,\"places\":%s}",
	                        CASUS_VERSION, e->model.digest, e->lex.digest, e->lex.codebook,
	                        scales_json(e), places);
	return CASUS_OK;
}

casus_rc_t casus_open(casus_t **out, const casus_options_t *options, casus_error_t *err)
{
	static const casus_options_t defaults;
	if (err)
		memset(err, 0, sizeof *err);
	if (!out)
		return cs_fail(err, CASUS_EARG, NULL, 0, 0, "casus_open: out is NULL");
	*out = NULL;
	casus_t *e = calloc(1, sizeof *e);
	if (!e)
		return cs_fail(err, CASUS_ENOMEM, NULL, 0, 0, "out of memory");
	jmp_buf oom;
	cs_arena_init(&e->lex.arena, &oom);
	casus_rc_t rc;
	if (setjmp(oom))
		rc = cs_fail(err, CASUS_ENOMEM, NULL, 0, 0, "out of memory");
	else
		rc = open_parts(e, options ? options : &defaults, err);
	e->lex.arena.oom = NULL; /* immutable from here on */
	if (rc != CASUS_OK) {
		casus_close(e);
		return rc;
	}
	*out = e;
	return CASUS_OK;
}

const char *casus_version_json(const casus_t *e)
{
	return e ? e->version : NULL;
}

casus_ctx_t *casus_ctx_new(const casus_t *engine)
{
	casus_ctx_t *c = engine ? calloc(1, sizeof *c) : NULL;
	if (c)
		c->engine = engine;
	return c;
}

void casus_ctx_free(casus_ctx_t *c)
{
	if (!c)
		return;
	cs_arena_clear(&c->scratch);
	free(c);
}

/* ---- coding --------------------------------------------------------------------------- */

/* Is it an inflected form (by its tag) whose lemma the lemmatiser left as it was, or made a word of
 * that the lexicon does not know (of a verb: not as a verb)? */
static bool lemma_in_doubt(const cs_lex_t *lex, const cs_word_t *w)
{
	bool verb = w->xpos != CS_XP_NNS && w->upos == CS_POS_VERB;
	bool inflected = w->xpos == CS_XP_VBD || w->xpos == CS_XP_VBN || w->xpos == CS_XP_VBG ||
	                 w->xpos == CS_XP_VBZ || w->xpos == CS_XP_NNS;
	return inflected && (w->lemma_id == CS_NONE || w->lemma_id == w->norm_id ||
	                     (verb && !cs_inflect_is_verb(lex, w->lemma_id)));
}

void cs_engine_look_up(const cs_lex_t *lex, cs_doc_t *d, cs_arena_t *scratch)
{
	for (uint32_t i = 0; i < d->words.n; i++) {
		cs_word_t *w = cs_w(d, i);
		w->norm_id = cs_intern_find(&lex->words, cs_fold(scratch, w->form));
		if (w->norm_id == CS_NONE)
			w->norm_id = cs_name_find(&lex->words, scratch, w->form);
		w->lemma_id = cs_eq(w->lemma, w->form)
		                  ? w->norm_id
		                  : cs_intern_find(&lex->words, cs_fold(scratch, w->lemma));
		if (lemma_in_doubt(lex, w)) {
			uint32_t id = cs_inflect_find(lex, cs_fold(scratch, w->form), w->xpos != CS_XP_NNS);
			w->lemma_id = id == CS_NONE ? w->lemma_id : id;
		}
	}
}

void cs_engine_run(const casus_t *e, cs_doc_t *d, cs_arena_t *scratch, cs_from_t first)
{
	if (first == CS_FROM_TEXT) {
		cs_arena_reset(scratch);
		cs_tok_run(&e->tok, d, scratch);
		if (e->said.there && d->depth != CASUS_DEPTH_TREES)
			cs_syntax_keep(&e->syntax, d);
		cs_arena_reset(scratch);
		cs_syntax_run(&e->syntax, d, scratch);
	}
	if (d->depth == CASUS_DEPTH_TREES)
		return;
	cs_arena_reset(scratch);
	cs_engine_look_up(&e->lex, d, scratch);
	cs_arena_reset(scratch);
	cs_place_names(&e->places, &e->lex, d, scratch);
	cs_arena_reset(scratch);
	cs_coref_run(&e->coref, &e->lex, d, scratch);
	cs_arena_reset(scratch);
	cs_prop_run(&e->lex, d, scratch);
	cs_arena_reset(scratch);
	cs_actor_run(&e->lex, d, scratch);
	cs_arena_reset(scratch);
	cs_place_run(&e->places, &e->lex, d, scratch);
	cs_arena_reset(scratch);
	cs_said_run(&e->said, &e->lex, d, scratch);
	cs_arena_reset(scratch);
	cs_time_run(&e->lex, d, scratch);
	cs_arena_reset(scratch);
	cs_event_run(&e->rank, &e->lex, d, e->min_confidence, scratch);
	cs_arena_reset(scratch);
	cs_place_of_events(&e->places, &e->lex, d, scratch);
	cs_arena_reset(scratch);
	cs_claim_run(&e->lex, d, scratch);
	cs_arena_reset(scratch);
	cs_count_run(&e->lex, d, scratch);
	cs_arena_reset(scratch);
	cs_health_run(&e->lex, d, scratch);
}

static const char *keep(cs_arena_t *a, const char *s)
{
	return s ? cs_strndup(a, s, strlen(s)) : NULL;
}

/* Puts title and text into one buffer. A title with which the text begins is not put there twice. */
static void fill(cs_doc_t *d, const casus_article_t *in)
{
	cs_arena_t *a = &d->arena;
	cs_str_t text = cs_str(in->text, in->len), title = cs_trim(cs_strz(in->title));
	bool own_title = title.n > 0;
	cs_str_t start = cs_trim(text);
	if (own_title && start.n >= title.n && memcmp(start.p, title.p, title.n) == 0)
		own_title = false;
	size_t title_len = own_title ? strlen(in->title) : 0;
	size_t gap = own_title ? 2 : 0;
	char *buf = cs_alloc(a, title_len + gap + text.n + 1);
	if (own_title) {
		memcpy(buf, in->title, title_len);
		memcpy(buf + title_len, "\n\n", 2);
	}
	if (text.n)
		memcpy(buf + title_len + gap, text.p, text.n);
	d->buf = cs_str(buf, title_len + gap + text.n);
	d->title_len = (uint32_t)title_len;
	d->text_at = (uint32_t)(title_len + gap);
	d->title = keep(a, in->title);
	d->date = keep(a, in->date);
	d->publisher = keep(a, in->publisher);
	d->url = keep(a, in->url);
	d->lang = keep(a, in->lang);
	d->translated_from = keep(a, in->translated_from);
	d->extra_json = keep(a, in->extra_json);
	d->give_text = in->give_text != 0;
	if (in->id) {
		d->id = keep(a, in->id);
	} else {
		char digest[33];
		cs_digest(d->buf.p, d->buf.n, digest);
		d->id = cs_sprintf(a, "x-%.16s", digest);
	}
	int32_t last;
	if (!in->date || !cs_day_read(cs_strz(in->date), &d->day, &last))
		d->day = CS_NO_DAY;
	for (size_t i = 0; i < in->n_known; i++) {
		cs_known_t *k = CS_PUSH(a, &d->known);
		k->begin = in->known[i].begin + d->text_at;
		k->end = in->known[i].end + d->text_at;
		k->code = keep(a, in->known[i].code);
	}
}

static casus_rc_t check(const casus_article_t *in, casus_error_t *err)
{
	if (in->len && !in->text)
		return cs_fail(err, CASUS_EARG, NULL, 0, 0, "casus_code: an article without text");
	size_t title = in->title ? strlen(in->title) : 0;
	if (in->len > CASUS_TEXT_MAX || title > CASUS_TEXT_MAX - in->len)
		return cs_fail(err, CASUS_ELIMIT, NULL, 0, 0,
		               "%zu bytes of text: an article has %u at most", in->len + title,
		               CASUS_TEXT_MAX);
	const struct {
		const char *name, *p;
		size_t n;
	} part[] = {{"text", in->text, in->len},
	            {"title", in->title, title},
	            {"id", in->id, in->id ? strlen(in->id) : 0},
	            {"date", in->date, in->date ? strlen(in->date) : 0},
	            {"publisher", in->publisher, in->publisher ? strlen(in->publisher) : 0},
	            {"url", in->url, in->url ? strlen(in->url) : 0},
	            {"lang", in->lang, in->lang ? strlen(in->lang) : 0}};
	for (size_t i = 0; i < CS_COUNT(part); i++) {
		size_t bad = part[i].n ? cs_utf8_check(part[i].p, part[i].n) : 0;
		if (bad != part[i].n)
			return cs_fail(err, CASUS_EUTF8, NULL, 0, (uint32_t)bad,
			               "%s: not UTF-8 at byte %zu (0x%02x)", part[i].name, bad,
			               (unsigned)(uint8_t)part[i].p[bad]);
	}
	for (size_t i = 0; i < in->n_known; i++) {
		const casus_known_t *k = &in->known[i];
		if (k->begin >= k->end || k->end > in->len)
			return cs_fail(err, CASUS_EARG, NULL, 0, 0, "a known mention lies outside the text");
	}
	return CASUS_OK;
}

void casus_doc_free(casus_doc_t *d)
{
	if (!d)
		return;
	cs_arena_clear(&d->arena);
	free(d);
}

casus_rc_t casus_code(casus_doc_t **out, casus_ctx_t *ctx, const casus_article_t *in,
                      casus_depth_t depth, casus_error_t *err)
{
	return cs_engine_code(out, ctx, in, depth, false, err);
}

casus_rc_t cs_engine_code(casus_doc_t **out, casus_ctx_t *ctx, const casus_article_t *in,
                          casus_depth_t depth, bool trace, casus_error_t *err)
{
	if (err)
		memset(err, 0, sizeof *err);
	if (!out || !ctx || !in)
		return cs_fail(err, CASUS_EARG, NULL, 0, 0, "casus_code: an argument is NULL");
	*out = NULL;
	if (ctx->engine->trees_only && depth != CASUS_DEPTH_TREES)
		return cs_fail(err, CASUS_EARG, NULL, 0, 0, "casus_code: opened for trees only");
	casus_rc_t rc = check(in, err);
	if (rc != CASUS_OK)
		return rc;
	cs_doc_t *d = calloc(1, sizeof *d);
	if (!d)
		return cs_fail(err, CASUS_ENOMEM, NULL, 0, 0, "out of memory");
	jmp_buf oom;
	cs_arena_init(&d->arena, &oom);
	ctx->scratch.oom = &oom;
	if (setjmp(oom)) {
		cs_arena_clear(&ctx->scratch);
		ctx->scratch.oom = NULL;
		casus_doc_free(d);
		return cs_fail(err, CASUS_ENOMEM, NULL, 0, 0, "out of memory");
	}
	d->engine = ctx->engine;
	d->depth = depth;
	d->trace = trace ? CS_NEW(&d->arena, cs_trace_t) : NULL;
	fill(d, in);
	cs_engine_run(ctx->engine, d, &ctx->scratch, CS_FROM_TEXT);
	cs_view_build(d);
	d->arena.oom = NULL; /* frozen */
	ctx->scratch.oom = NULL;
	*out = d;
	return CASUS_OK;
}

/* ---- writing -------------------------------------------------------------------------- */

casus_rc_t casus_write(const casus_doc_t *d, const char *format, casus_put_fn *put, void *user,
                       casus_error_t *err)
{
	if (err)
		memset(err, 0, sizeof *err);
	if (!d || !format || !put)
		return cs_fail(err, CASUS_EARG, NULL, 0, 0, "casus_write: an argument is NULL");
	void (*write)(const cs_doc_t *, cs_buf_t *) = strcmp(format, "jsonl") == 0    ? cs_write_record
	                                              : strcmp(format, "conllu") == 0 ? cs_conllu_write
	                                              : strcmp(format, "prop") == 0   ? cs_prop_write
	                                              : strcmp(format, "accounts") == 0
	                                                  ? cs_write_accounts
	                                                  : NULL;
	if (!write)
		return cs_fail(err, CASUS_EARG, NULL, 0, 0, "there is no format '%s'", format);
	cs_arena_t arena;
	jmp_buf oom;
	cs_arena_init(&arena, &oom);
	if (setjmp(oom)) {
		cs_arena_clear(&arena);
		return cs_fail(err, CASUS_ENOMEM, NULL, 0, 0, "out of memory");
	}
	cs_buf_t buf = {.arena = &arena};
	write(d, &buf);
	int stopped = buf.n ? put(user, buf.p, buf.n) : 0;
	cs_arena_clear(&arena);
	return stopped ? cs_fail(err, CASUS_ESTOP, NULL, 0, 0, "the output could not be written")
	               : CASUS_OK;
}
