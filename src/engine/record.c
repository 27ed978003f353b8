/* record.c - a document as one line of JSON: docs/records.md. Spans leave as code points.
 *
 * Code points. An ASCII document needs no translation. Otherwise a table holds the count of
 * characters before every 64th byte; a look-up counts at most 63 bytes. The title has its own
 * count, since its spans begin again at 0. */
#include "engine/engine.h"

#include "lex/actors.h"
#include "lex/ontology.h"

#include <math.h>

typedef struct points {
	const char *s;
	size_t n;
	uint32_t *before; /* characters before byte 64*i; NULL: all ASCII */
} points_t;

typedef struct rec {
	const cs_doc_t *d;
	const cs_view_t *v;
	cs_buf_t *b;
	points_t text, title;
} rec_t;

static points_t count_points(cs_arena_t *a, const char *s, size_t n)
{
	points_t p = {s, n, NULL};
	bool ascii = true;
	for (size_t i = 0; i < n && ascii; i++)
		ascii = (uint8_t)s[i] < 0x80;
	if (ascii)
		return p;
	p.before = CS_NEW_N(a, uint32_t, n / 64 + 1);
	uint32_t chars = 0;
	for (size_t i = 0; i < n; i++) {
		if (i % 64 == 0)
			p.before[i / 64] = chars;
		chars += ((uint8_t)s[i] & 0xc0) != 0x80;
	}
	if (n % 64 == 0)
		p.before[n / 64] = chars;
	return p;
}

static uint32_t point(const points_t *p, uint32_t byte)
{
	if (!p->before)
		return byte;
	if (byte > p->n)
		byte = (uint32_t)p->n;
	uint32_t chars = p->before[byte / 64];
	for (uint32_t i = byte & ~63u; i < byte; i++)
		chars += ((uint8_t)p->s[i] & 0xc0) != 0x80;
	return chars;
}

static void str(rec_t *r, const char *s)
{
	cs_buf_json(r->b, s);
}

static void slice(rec_t *r, const char *s, size_t n)
{
	cs_buf_json_slice(r->b, s, n);
}

static void field(rec_t *r, const char *key, const char *value)
{
	cs_buf_printf(r->b, ",\"%s\":", key);
	str(r, value);
}

/* A list of blank-separated words. */
static void words(rec_t *r, const char *key, const char *list)
{
	cs_buf_printf(r->b, ",\"%s\":[", key);
	cs_str_t rest = cs_strz(list ? list : ""), w;
	bool more = false;
	while (cs_split(&rest, ' ', &w)) {
		if (w.n == 0)
			continue;
		if (more)
			cs_buf_str(r->b, ",");
		slice(r, w.p, w.n);
		more = true;
	}
	cs_buf_str(r->b, "]");
}

static void ends(rec_t *r, casus_span_t s)
{
	const points_t *p = s.in_title ? &r->title : &r->text;
	cs_buf_printf(r->b, "\"begin\":%u,\"end\":%u", point(p, s.begin), point(p, s.end));
	if (s.in_title)
		cs_buf_str(r->b, ",\"in\":\"title\"");
}

static void span(rec_t *r, casus_span_t s)
{
	cs_buf_str(r->b, "{");
	ends(r, s);
	cs_buf_str(r->b, "}");
}

static void span_or_null(rec_t *r, const char *key, casus_span_t s)
{
	cs_buf_printf(r->b, ",\"%s\":", key);
	if (s.begin < s.end)
		span(r, s);
	else
		cs_buf_str(r->b, "null");
}

static void spans(rec_t *r, const char *key, const casus_span_t *s, uint32_t n)
{
	cs_buf_printf(r->b, ",\"%s\":[", key);
	for (uint32_t i = 0; i < n; i++) {
		if (i)
			cs_buf_str(r->b, ",");
		span(r, s[i]);
	}
	cs_buf_str(r->b, "]");
}

/* "x12", or null for CASUS_NONE. */
static void ref(rec_t *r, const char *key, const char *prefix, uint32_t i)
{
	if (i == CASUS_NONE)
		cs_buf_printf(r->b, ",\"%s\":null", key);
	else
		cs_buf_printf(r->b, ",\"%s\":\"%s%u\"", key, prefix, i + 1);
}

/* Without the locale's comma: degrees of latitude or longitude, five decimals at most. */
static void degrees(rec_t *r, const char *key, double x)
{
	if (isnan(x)) {
		cs_buf_printf(r->b, ",\"%s\":null", key);
		return;
	}
	long all = lround(x * 100000);
	unsigned long size = all < 0 ? 0ul - (unsigned long)all : (unsigned long)all;
	unsigned rest = (unsigned)(size % 100000), digits = 5;
	cs_buf_printf(r->b, ",\"%s\":%s%lu", key, all < 0 ? "-" : "", size / 100000);
	for (; rest && rest % 10 == 0; digits--)
		rest /= 10;
	if (rest)
		cs_buf_printf(r->b, ".%0*u", (int)digits, rest);
}

/* Three decimals at most, without the locale's comma. */
static void number(rec_t *r, const char *key, double x)
{
	if (isnan(x)) {
		cs_buf_printf(r->b, ",\"%s\":null", key);
		return;
	}
	long long milli = llround(x * 1000);
	unsigned long long size =
	    milli < 0 ? 0ull - (unsigned long long)milli : (unsigned long long)milli;
	cs_buf_printf(r->b, ",\"%s\":%s%llu", key, milli < 0 ? "-" : "", size / 1000);
	unsigned rest = (unsigned)(size % 1000), digits = 3;
	if (rest == 0)
		return;
	for (; rest % 10 == 0; digits--)
		rest /= 10;
	cs_buf_printf(r->b, ".%0*u", (int)digits, rest);
}

static void flag(rec_t *r, const char *key, bool x)
{
	cs_buf_printf(r->b, ",\"%s\":%s", key, x ? "true" : "false");
}

static void entity(rec_t *r, uint32_t i)
{
	const casus_entity_t *e = &r->v->entities[i];
	const cs_entity_t *in = &r->d->entities.p[i];
	cs_buf_str(r->b, "{\"id\":");
	str(r, e->id);
	field(r, "type", e->type);
	field(r, "name", e->name);
	if (e->actor_code || e->actor_id) {
		cs_buf_str(r->b, ",\"actor\":{\"id\":");
		str(r, e->actor_id);
		field(r, "code", e->actor_code);
		field(r, "name", e->actor_name);
		field(r, "country", e->actor_country);
		words(r, "roles", in->roles);
		words(r, "sectors", in->sectors);
		field(r, "office", e->actor_office);
		field(r, "wikidata",
		      in->actor == CS_NONE ? NULL
		                           : cs_actor_at(r->d->engine->lex.actors, in->actor)->wikidata);
		field(r, "entry", e->actor_entry);
		cs_buf_str(r->b, "}");
	} else {
		cs_buf_str(r->b, ",\"actor\":null");
	}
	cs_buf_str(r->b, ",\"mentions\":[");
	for (uint32_t k = 0; k < e->n_mentions; k++) {
		cs_buf_str(r->b, k ? ",{" : "{");
		ends(r, e->mentions[k].span);
		field(r, "type", e->mentions[k].type);
		cs_buf_printf(r->b, ",\"sentence\":%u}", e->mentions[k].sentence);
	}
	cs_buf_str(r->b, "]}");
}

static void statement(rec_t *r, uint32_t i)
{
	const casus_statement_t *s = &r->v->statements[i];
	cs_buf_str(r->b, "{\"id\":");
	str(r, s->id);
	cs_buf_printf(r->b, ",\"sentence\":%u", s->sentence);
	field(r, "kind", s->kind);
	cs_buf_str(r->b, ",\"speakers\":[");
	for (uint32_t k = 0; k < s->n_speakers; k++)
		cs_buf_printf(r->b, "%s\"e%u\"", k ? "," : "", s->speakers[k] + 1);
	cs_buf_str(r->b, "]");
	spans(r, "speaker_spans", s->speaker_spans, s->n_speaker_spans);
	field(r, "speaker_by", s->speaker_by);
	span_or_null(r, "cue", s->cue);
	spans(r, "content", s->content, s->n_content);
	cs_buf_str(r->b, ",\"addressees\":[");
	for (uint32_t k = 0; k < s->n_addressees; k++)
		cs_buf_printf(r->b, "%s\"e%u\"", k ? "," : "", s->addressees[k] + 1);
	cs_buf_str(r->b, "]");
	ref(r, "parent", "s", s->parent);
	cs_buf_str(r->b, "}");
}

static void participants(rec_t *r, const char *key, const casus_participant_t *p, uint32_t n)
{
	cs_buf_printf(r->b, ",\"%s\":[", key);
	for (uint32_t i = 0; i < n; i++) {
		cs_buf_str(r->b, i ? ",{" : "{");
		if (p[i].span.begin < p[i].span.end) {
			ends(r, p[i].span);
			cs_buf_str(r->b, ",\"head\":");
			span(r, p[i].head);
			cs_buf_str(r->b, ",");
		}
		if (p[i].entity == CASUS_NONE)
			cs_buf_str(r->b, "\"entity\":null");
		else
			cs_buf_printf(r->b, "\"entity\":\"e%u\"", p[i].entity + 1);
		field(r, "code", p[i].code);
		field(r, "via", p[i].via);
		cs_buf_str(r->b, "}");
	}
	cs_buf_str(r->b, "]");
}

static void place_fields(rec_t *r, const casus_place_t *p)
{
	cs_buf_str(r->b, "{");
	ends(r, p->span);
	field(r, "name", p->name);
	field(r, "country", p->country);
	field(r, "admin1", p->admin1);
	degrees(r, "lat", p->lat);
	degrees(r, "lon", p->lon);
	if (p->geonames)
		cs_buf_printf(r->b, ",\"geonames\":%u", p->geonames);
	else
		cs_buf_str(r->b, ",\"geonames\":null");
	field(r, "precision", p->precision);
}

static void place(rec_t *r, uint32_t i)
{
	place_fields(r, &r->v->places[i]);
	field(r, "role", r->v->places[i].role);
	cs_buf_str(r->b, "}");
}

static void event(rec_t *r, uint32_t i)
{
	const casus_event_t *e = &r->v->events[i];
	const cs_event_t *in = &r->d->events.p[i];
	cs_buf_str(r->b, "{\"id\":");
	str(r, e->id);
	field(r, "uid", e->uid);
	cs_buf_printf(r->b, ",\"sentence\":%u", e->sentence);
	field(r, "cameo", e->cameo);
	number(r, "goldstein", (double)e->goldstein);
	cs_buf_printf(r->b, ",\"quad_cameo\":%u", e->quad_cameo);
	field(r, "plover", e->plover);
	words(r, "mode", e->mode);
	words(r, "contexts", e->contexts);
	number(r, "intensity", (double)e->intensity);
	if (e->quad_plover)
		cs_buf_printf(r->b, ",\"quad_plover\":%u", e->quad_plover);
	else
		cs_buf_str(r->b, ",\"quad_plover\":null");
	field(r, "base", e->base);
	ref(r, "about", "v", e->about);
	participants(r, "source", e->source, e->n_source);
	participants(r, "target", e->target, e->n_target);
	flag(r, "symmetric", e->symmetric);
	span_or_null(r, "trigger", e->trigger);
	field(r, "rule", e->rule);
	field(r, "polarity", e->polarity);
	span_or_null(r, "polarity_cue", e->polarity_cue);
	field(r, "reality", e->reality);
	span_or_null(r, "reality_cue", e->reality_cue);
	flag(r, "historical", e->historical);
	if (e->date_grain) {
		cs_buf_str(r->b, ",\"date\":{\"from\":");
		str(r, e->date_from);
		field(r, "to", e->date_to);
		field(r, "grain", e->date_grain);
		field(r, "basis", e->date_basis);
		cs_buf_str(r->b, "}");
	} else {
		cs_buf_str(r->b, ",\"date\":null");
	}
	cs_buf_str(r->b, ",\"places\":[");
	for (uint32_t k = 0; k < e->n_places; k++) {
		if (k)
			cs_buf_str(r->b, ",");
		place_fields(r, &r->v->places[e->places[k]]);
		cs_buf_str(r->b, "}");
	}
	cs_buf_printf(r->b, "],\"incident\":%u", in->incident);
	ref(r, "attributed_to", "s", e->attributed_to);
	number(r, "confidence", (double)e->confidence);
	cs_buf_str(r->b, "}");
}

static void entity_ids(rec_t *r, const char *key, const uint32_t *p, uint32_t n)
{
	cs_buf_printf(r->b, ",\"%s\":[", key);
	for (uint32_t k = 0; k < n; k++)
		cs_buf_printf(r->b, "%s\"e%u\"", k ? "," : "", p[k] + 1);
	cs_buf_str(r->b, "]");
}

static void claim(rec_t *r, uint32_t i)
{
	const casus_claim_t *c = &r->v->claims[i];
	cs_buf_str(r->b, "{\"id\":");
	str(r, c->id);
	ref(r, "event", "v", c->event);
	ref(r, "statement", "s", c->statement);
	ref(r, "by", "v", c->by);
	entity_ids(r, "holders", c->holders, c->n_holders);
	field(r, "stance", c->stance);
	field(r, "certainty", c->certainty);
	span_or_null(r, "certainty_cue", c->certainty_cue);
	span_or_null(r, "evidence", c->evidence);
	cs_buf_str(r->b, "}");
}

static void time(rec_t *r, uint32_t i)
{
	const casus_time_t *t = &r->v->times[i];
	cs_buf_str(r->b, "{");
	ends(r, t->span);
	field(r, "from", t->from);
	field(r, "to", t->to);
	field(r, "grain", t->grain);
	cs_buf_str(r->b, "}");
}

static void count(rec_t *r, uint32_t i)
{
	const casus_count_t *c = &r->v->counts[i];
	cs_buf_str(r->b, "{");
	ends(r, c->span);
	field(r, "kind", c->kind);
	number(r, "min", c->min);
	number(r, "max", c->max);
	flag(r, "exact", c->exact);
	ref(r, "event", "v", c->event);
	ref(r, "claim", "c", c->claim);
	ref(r, "attributed_to", "s", c->attributed_to);
	cs_buf_str(r->b, "}");
}

static void text_flag(rec_t *r, uint32_t i)
{
	const casus_flag_t *f = &r->v->flags[i];
	cs_buf_str(r->b, "{\"kind\":");
	str(r, f->kind);
	spans(r, "spans", f->spans, f->n_spans);
	cs_buf_str(r->b, "}");
}

static void list(rec_t *r, const char *key, uint32_t n, void (*one)(rec_t *, uint32_t))
{
	cs_buf_printf(r->b, ",\"%s\":[", key);
	for (uint32_t i = 0; i < n; i++) {
		if (i)
			cs_buf_str(r->b, ",");
		one(r, i);
	}
	cs_buf_str(r->b, "]");
}

static void sentence(rec_t *r, uint32_t i)
{
	span(r, r->v->sentences[i]);
}

void cs_write_record(const cs_doc_t *d, cs_buf_t *b)
{
	rec_t r = {.d = d, .v = d->view, .b = b};
	r.text = count_points(b->arena, d->buf.p + d->text_at, d->buf.n - d->text_at);
	r.title = count_points(b->arena, d->buf.p, d->title_len);
	cs_buf_str(b, "{\"id\":");
	str(&r, d->id);
	field(&r, "date", d->date);
	field(&r, "title", d->title);
	field(&r, "publisher", d->publisher);
	field(&r, "url", d->url);
	field(&r, "lang", d->lang);
	if (d->translated_from)
		field(&r, "translated_from", d->translated_from);
	list(&r, "sentences", d->sents.n, sentence);
	list(&r, "entities", d->entities.n, entity);
	list(&r, "statements", d->said.n, statement);
	list(&r, "events", d->events.n, event);
	list(&r, "claims", d->claims.n, claim);
	list(&r, "places", d->places.n, place);
	list(&r, "times", d->times.n, time);
	list(&r, "counts", d->counts.n, count);
	list(&r, "flags", d->flags.n, text_flag);
	if (d->give_text) {
		cs_buf_str(b, ",\"text\":");
		slice(&r, d->buf.p + d->text_at, d->buf.n - d->text_at);
	}
	if (d->extra_json)
		cs_buf_printf(b, ",\"extra\":%s", d->extra_json);
	cs_buf_printf(b, ",\"version\":%s}\n", d->engine->version);
}

/* ---- accounts ----------------------------------------------------------------------------- */

static void names(rec_t *r, const char *key, const uint32_t *p, uint32_t n)
{
	cs_buf_printf(r->b, ",\"%s\":[", key);
	for (uint32_t i = 0; i < n; i++) {
		cs_buf_str(r->b, i ? "," : "");
		str(r, r->v->entities[p[i]].name);
	}
	cs_buf_str(r->b, "]");
}

static void side_names(rec_t *r, const char *key, const casus_participant_t *p, uint32_t n)
{
	cs_buf_printf(r->b, ",\"%s\":[", key);
	for (uint32_t i = 0; i < n; i++) {
		cs_buf_str(r->b, i ? "," : "");
		if (p[i].entity != CASUS_NONE)
			str(r, r->v->entities[p[i].entity].name);
		else
			slice(r, r->d->buf.p + (p[i].span.in_title ? 0 : r->d->text_at) + p[i].span.begin,
			      p[i].span.end - p[i].span.begin);
	}
	cs_buf_str(r->b, "]");
}

static void account(rec_t *r, const casus_account_t *a)
{
	const casus_event_t *e = &r->v->events[a->event];
	const casus_claim_t *c = a->claim == CASUS_NONE ? NULL : &r->v->claims[a->claim];
	casus_span_t w = a->words;
	cs_buf_str(r->b, "{\"event\":");
	str(r, e->id);
	ref(r, "claim", "c", a->claim);
	ref(r, "statement", "s", c ? c->statement : CASUS_NONE);
	if (c) {
		names(r, "holders", c->holders, c->n_holders);
		flag(r, "narrator", c->statement == CASUS_NONE && c->by == CASUS_NONE);
		field(r, "stance", c->stance);
		field(r, "certainty", c->certainty);
	} else {
		side_names(r, "holders", e->source, e->n_source);
		flag(r, "narrator", false);
		field(r, "stance", "blames");
		field(r, "certainty", "certain");
	}
	field(r, "type", e->base);
	field(r, "polarity", e->polarity);
	field(r, "reality", e->reality);
	side_names(r, "source", e->source, e->n_source);
	side_names(r, "target", e->target, e->n_target);
	cs_buf_printf(r->b, ",\"sentence\":%u,\"words\":", a->sentence);
	span(r, w);
	cs_buf_str(r->b, ",\"text\":");
	slice(r, r->d->buf.p + (w.in_title ? 0 : r->d->text_at) + w.begin, w.end - w.begin);
	cs_buf_str(r->b, "}");
}

void cs_write_accounts(const cs_doc_t *d, cs_buf_t *b)
{
	rec_t r = {.d = d, .v = d->view, .b = b};
	r.text = count_points(b->arena, d->buf.p + d->text_at, d->buf.n - d->text_at);
	r.title = count_points(b->arena, d->buf.p, d->title_len);
	cs_buf_str(b, "{\"id\":");
	str(&r, d->id);
	field(&r, "date", d->date);
	cs_buf_str(b, ",\"disputes\":[");
	for (uint32_t i = 0; i < d->disputes.n; i++) {
		const casus_dispute_t *one = &r.v->disputes[i];
		cs_buf_str(b, i ? ",{\"kind\":" : "{\"kind\":");
		str(&r, one->kind);
		cs_buf_printf(b, ",\"incident\":%u,\"accounts\":[",
		              r.v->events[one->accounts[0].event].incident);
		for (uint32_t k = 0; k < one->n_accounts; k++) {
			cs_buf_str(b, k ? "," : "");
			account(&r, &one->accounts[k]);
		}
		cs_buf_str(b, "]}");
	}
	cs_buf_str(b, "]}\n");
}
