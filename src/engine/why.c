/* why.c - why a text was coded as it was: `casus why`.
 *
 * The text is coded once, as casus_code does it, with a trace (event/trace.h); then the document
 * and the trace are told, a sentence at a time: its tree, who is named, each predicate with what
 * was tried and decided, the events. Text and JSON have the same notes. Cost: the coding, and text
 * in the size of the answer; texts are short (WHY_MAX), since nobody reads more of this. Left out:
 * actors that a caller marked; what joins them has no trace. */
#include "engine/why.h"

#include <stdlib.h>

enum { WHY_MAX = 1 << 16, WIDTH = 98, TEXT_AT = 16 };

/* ---- text --------------------------------------------------------------------------------- */

/* Text behind a heading, its further lines below its first. */
static void put_wrapped(cs_buf_t *b, uint32_t at, uint32_t indent, const char *text)
{
	cs_str_t rest = cs_strz(text), word;
	bool first = true;
	while (rest.n && cs_split(&rest, ' ', &word)) {
		const char *z = cs_strndup(b->arena, word.p, word.n);
		uint32_t n = why_width(z);
		if (!first && at + 1 + n > WIDTH) {
			cs_buf_printf(b, "\n%*s", (int)indent, "");
			at = indent;
			first = true;
		}
		cs_buf_printf(b, "%s%s", first ? "" : " ", z);
		at += n + !first;
		first = false;
	}
	cs_buf_str(b, "\n");
}

static void put_note(cs_buf_t *b, const why_t *w, const why_note_t *n)
{
	const char *text = n->text;
	if (n->rule)
		text = cs_sprintf(w->a, "%s (%s:%u), %s%s%s", why_id(w, n->rule), n->rule->file,
		                  n->rule->line, why_rule_code(w, n->rule), *text ? ": " : "", text);
	cs_buf_printf(b, "    %-*s", TEXT_AT - 4, n->what);
	put_wrapped(b, TEXT_AT, TEXT_AT, text);
}

static void put_actors(cs_buf_t *b, const why_t *w, uint32_t sent)
{
	why_actors_t list = {0};
	why_actors(w, sent, &list);
	cs_buf_str(b, "\nActors\n");
	if (list.n == 0)
		cs_buf_str(b, "  nobody\n");
	for (uint32_t i = 0; i < list.n; i++) {
		const why_actor_t *x = &list.p[i];
		cs_buf_printf(b, "  %s [%s]%s%s\n%*s", x->words, x->code ? x->code : "no code",
		              x->office ? " " : "", x->office ? x->office : "", 6, "");
		put_wrapped(b, 6, 6, x->how);
	}
}

static const char *event_line(const why_t *w, const cs_event_t *e)
{
	return cs_sprintf(w->a, "%s %s %s: %s%s, confidence %.2f",
	                  why_parts(w, e->source.p, e->source.n), e->symmetric ? "↔" : "→",
	                  why_parts(w, e->target.p, e->target.n), why_code(w, e),
	                  e->negated && e->base == e->plover ? ", negated" : "", (double)e->confidence);
}

static void put_events(cs_buf_t *b, const why_t *w, uint32_t sent)
{
	uint32_t n = 0;
	cs_buf_str(b, "\nEvents\n");
	for (uint32_t i = 0; i < w->d->events.n; i++) {
		const cs_event_t *e = &w->d->events.p[i];
		if (e->sent != sent)
			continue;
		n++;
		cs_buf_printf(b, "%4u  ", i + 1);
		put_wrapped(b, 6, 6, event_line(w, e));
	}
	if (n == 0)
		cs_buf_printf(b, "  no event: %s\n", why_nothing(w, sent));
}

static const char *sentence(const why_t *w, uint32_t sent)
{
	const cs_sent_t *s = &w->d->sents.p[sent];
	cs_buf_t b = {.arena = w->a};
	for (uint32_t i = s->words.begin; i < s->words.end; i++) {
		const cs_word_t *x = &w->d->words.p[i];
		bool blank = i + 1 < s->words.end && (x->flags & CS_W_SPACE_AFTER);
		cs_buf_printf(&b, "%s%s", why_word(w, i), blank ? " " : "");
	}
	return b.n ? cs_strndup(w->a, b.p, b.n) : "";
}

static void put_sentence(cs_buf_t *b, const why_t *w, uint32_t sent)
{
	put_wrapped(b, 0, 0, sentence(w, sent));
	if (w->d->sents.p[sent].flags & CS_S_HEADLINE)
		cs_buf_str(b, "(read as a headline)\n");
	cs_buf_str(b, "\nTree\n");
	why_tree(w, sent, b);
	put_actors(b, w, sent);
	cs_buf_str(b, "\nPredicates\n");
	uint32_t n = 0;
	for (uint32_t f = 0; f < w->d->frames.n && w->d->trace->story; f++) {
		why_notes_t notes = {0};
		if (w->d->frames.p[f].sent != sent)
			continue;
		n++;
		cs_buf_printf(b, "  %s\n", why_predicate(w, f));
		why_acts(w, f, &notes);
		for (uint32_t i = 0; i < notes.n; i++)
			put_note(b, w, &notes.p[i]);
	}
	if (n == 0)
		cs_buf_str(b, "  none\n");
	put_events(b, w, sent);
}

static void put_text(cs_buf_t *b, const why_t *w)
{
	const cs_doc_t *d = w->d;
	if (d->sents.n == 0)
		cs_buf_str(b, "no sentence: the text is empty\n");
	for (uint32_t s = 0; s < d->sents.n; s++) {
		if (s)
			cs_buf_str(b, "\n\n");
		put_sentence(b, w, s);
	}
	if (d->sents.n && w->rank->there)
		cs_buf_str(b, "\nScores are in nats: ahead by 0.7 is two to one, by 2.3 ten to one.\n");
}

/* ---- JSON --------------------------------------------------------------------------------- */

static void field(cs_buf_t *b, const char *key, const char *value)
{
	cs_buf_printf(b, ",\"%s\":", key);
	cs_buf_json(b, value);
}

static void json_words(cs_buf_t *b, const why_t *w, cs_range_t in)
{
	for (uint32_t i = in.begin; i < in.end; i++) {
		const cs_word_t *x = &w->d->words.p[i];
		cs_buf_printf(b, "%s{\"form\":", i > in.begin ? "," : "");
		cs_buf_json_slice(b, x->form.p, x->form.n);
		cs_buf_str(b, ",\"lemma\":");
		cs_buf_json_slice(b, x->lemma.p, x->lemma.n);
		field(b, "upos", cs_upos_name((cs_upos_t)x->upos));
		cs_buf_printf(b, ",\"head\":%u", x->head == CS_NONE ? 0 : x->head - in.begin + 1);
		field(b, "deprel", cs_deprel_name((cs_deprel_t)x->deprel));
		cs_buf_str(b, "}");
	}
}

static void json_actors(cs_buf_t *b, const why_t *w, uint32_t sent)
{
	why_actors_t list = {0};
	why_actors(w, sent, &list);
	for (uint32_t i = 0; i < list.n; i++) {
		cs_buf_str(b, i ? ",{\"words\":" : "{\"words\":");
		cs_buf_json(b, list.p[i].words);
		field(b, "code", list.p[i].code);
		field(b, "office", list.p[i].office);
		field(b, "how", list.p[i].how);
		cs_buf_str(b, "}");
	}
}

static void json_note(cs_buf_t *b, const why_t *w, const why_note_t *n)
{
	cs_buf_str(b, "{\"what\":");
	cs_buf_json(b, n->what);
	field(b, "text", n->text);
	if (n->rule) {
		field(b, "rule", why_id(w, n->rule));
		field(b, "entry", cs_sprintf(w->a, "%s:%u", n->rule->file, n->rule->line));
		field(b, "codes", why_rule_code(w, n->rule));
	}
	cs_buf_str(b, "}");
}

static void json_predicates(cs_buf_t *b, const why_t *w, uint32_t sent)
{
	bool more = false;
	for (uint32_t f = 0; f < w->d->frames.n && w->d->trace->story; f++) {
		why_notes_t notes = {0};
		if (w->d->frames.p[f].sent != sent)
			continue;
		cs_buf_str(b, more ? ",{\"predicate\":" : "{\"predicate\":");
		more = true;
		cs_buf_json(b, why_predicate(w, f));
		cs_buf_printf(b, ",\"word\":%u,\"notes\":[",
		              w->d->frames.p[f].head - w->d->sents.p[sent].words.begin + 1);
		why_acts(w, f, &notes);
		for (uint32_t i = 0; i < notes.n; i++) {
			cs_buf_str(b, i ? "," : "");
			json_note(b, w, &notes.p[i]);
		}
		cs_buf_str(b, "]}");
	}
}

static void json_events(cs_buf_t *b, const why_t *w, uint32_t sent)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < w->d->events.n; i++) {
		if (w->d->events.p[i].sent != sent)
			continue;
		cs_buf_printf(b, "%s{\"id\":\"v%u\",\"text\":", n++ ? "," : "", i + 1);
		cs_buf_json(b, event_line(w, &w->d->events.p[i]));
		cs_buf_str(b, "}");
	}
	cs_buf_str(b, "]");
	field(b, "no_event", n ? NULL : why_nothing(w, sent));
}

static void put_json(cs_buf_t *b, const why_t *w)
{
	const cs_doc_t *d = w->d;
	cs_buf_str(b, "{\"date\":");
	cs_buf_json(b, d->date);
	cs_buf_str(b, ",\"sentences\":[");
	for (uint32_t s = 0; s < d->sents.n; s++) {
		cs_buf_str(b, s ? ",{\"text\":" : "{\"text\":");
		cs_buf_json(b, sentence(w, s));
		cs_buf_printf(b, ",\"headline\":%s,\"words\":[",
		              d->sents.p[s].flags & CS_S_HEADLINE ? "true" : "false");
		json_words(b, w, d->sents.p[s].words);
		cs_buf_str(b, "],\"actors\":[");
		json_actors(b, w, s);
		cs_buf_str(b, "],\"predicates\":[");
		json_predicates(b, w, s);
		cs_buf_str(b, "],\"events\":[");
		json_events(b, w, s);
		cs_buf_str(b, "}");
	}
	cs_buf_printf(b, "],\"version\":%s}\n", d->engine->version);
}

/* ---- the question ------------------------------------------------------------------------- */

typedef struct question { /* on the heap: it outlives the jump when memory is out */
	cs_arena_t arena;
	jmp_buf oom;
	casus_doc_t *doc;
} question_t;

static casus_rc_t question_end(question_t *q, casus_rc_t rc)
{
	casus_doc_free(q->doc);
	cs_arena_clear(&q->arena);
	free(q);
	return rc;
}

static why_t open_why(const casus_doc_t *d, cs_arena_t *a)
{
	why_t w = {.d = d, .lex = &d->engine->lex, .rank = &d->engine->rank, .a = a};
	w.event_of = CS_NEW_N(a, uint32_t, d->frames.n);
	for (uint32_t f = 0; f < d->frames.n; f++)
		w.event_of[f] = CS_NONE;
	for (uint32_t i = 0; i < d->events.n; i++)
		w.event_of[d->events.p[i].frame] = i;
	return w;
}

casus_rc_t casus_why_write(casus_ctx_t *ctx, const casus_article_t *in, const char *format,
                           casus_put_fn *put, void *user, casus_error_t *err)
{
	if (err)
		memset(err, 0, sizeof *err);
	if (!ctx || !in || !format || !put)
		return cs_fail(err, CASUS_EARG, NULL, 0, 0, "casus_why_write: an argument is NULL");
	bool json = strcmp(format, "json") == 0;
	if (!json && strcmp(format, "text") != 0)
		return cs_fail(err, CASUS_EARG, NULL, 0, 0, "there is no format '%s'", format);
	if (in->n_known)
		return cs_fail(err, CASUS_EARG, NULL, 0, 0, "casus_why_write: with marked mentions");
	size_t n = in->len + (in->title ? strlen(in->title) : 0);
	if (n > WHY_MAX)
		return cs_fail(err, CASUS_ELIMIT, NULL, 0, 0,
		               "%zu bytes of text: an answer is for %d at most", n, WHY_MAX);
	question_t *q = calloc(1, sizeof *q);
	if (!q)
		return cs_fail(err, CASUS_ENOMEM, NULL, 0, 0, "out of memory");
	cs_arena_init(&q->arena, &q->oom);
	casus_rc_t rc = cs_engine_code(&q->doc, ctx, in, CASUS_DEPTH_EVENTS, true, err);
	if (rc != CASUS_OK)
		return question_end(q, rc);
	if (setjmp(q->oom))
		return question_end(q, cs_fail(err, CASUS_ENOMEM, NULL, 0, 0, "out of memory"));
	why_t w = open_why(q->doc, &q->arena);
	cs_buf_t b = {.arena = &q->arena};
	(json ? put_json : put_text)(&b, &w);
	if (put(user, b.p, b.n))
		return question_end(
		    q, cs_fail(err, CASUS_ESTOP, NULL, 0, 0, "the output could not be written"));
	return question_end(q, CASUS_OK);
}
