/* view.c - a finished document as casus.h shows it: names instead of numbers, spans of the text and of
 * the title instead of places in the buffer. Built once; everything is in the document's arena. */
#include "engine/engine.h"

#include "lex/actors.h"
#include "lex/ontology.h"
#include "lex/places.h"
#include "lex/rules.h"

#include <math.h>

static const char *const mention_types[] = {"name", "nominal", "pronoun"};
static const char *const said_kinds[] = {"direct", "indirect", "mixed", "attitude"};
static const char *const said_by[] = {"none", "explicit", "coreference", "previous sentence"};
static const char *const vias[] = {"name", "nominal", "pronoun", "modifier", "implied"};
static const char *const realities[] = {"actual",      "attempted",    "prevented", "future",
                                        "conditional", "hypothetical", "generic"};
static const char *const stances[] = {"asserts", "denies",   "doubts", "blames",
                                      "demands", "predicts", "reports"};
static const char *const certainties[] = {"certain", "probable", "possible"};
static const char *const disputes[] = {"act", "actor", "blame", "kept"};
static const char *const flags[CS_N_FLAG] = {
    "unknown speaker", "replaced names", "broken quotation", "repeated text", "several sources",
    "missing text",    "garble"};
static const char *const grains[CS_N_GRAIN] = {"hour", "day",    "week",    "month", "season",
                                               "year", "decade", "century", "range", "vague"};
static const char *const count_kinds[] = {"other",   "killed", "injured", "arrested", "displaced",
                                          "present", "troops", "weapons", "money"};
static const char *const bases[] = {"publication", "text", "inherited"};
#define X(a) #a,
static const char *const entity_types[] = {CS_ENTITY_LIST(X)};
#undef X

casus_span_t cs_view_span(const cs_doc_t *d, uint32_t begin, uint32_t end)
{
	bool title = begin < d->text_at;
	uint32_t base = title ? 0 : d->text_at, limit = title ? d->title_len : d->buf.n;
	if (begin >= end)
		return (casus_span_t){0, 0, 0};
	if (end > limit) /* never over the title's end */
		end = limit;
	return (casus_span_t){begin - base, end - base, title};
}

/* Bytes of the words [begin, end). */
static casus_span_t word_span(const cs_doc_t *d, uint32_t begin, uint32_t end)
{
	if (begin >= end)
		return (casus_span_t){0, 0, 0};
	return cs_view_span(d, d->words.p[begin].begin, d->words.p[end - 1].end);
}

static char *id_of(cs_arena_t *a, char letter, uint32_t i)
{
	return cs_sprintf(a, "%c%u", letter, i + 1);
}

/* Of a name the name alone, without titles and article; of a noun with its article; all of what the
 * caller marked. */
static casus_span_t mention_span(const cs_doc_t *d, const cs_mention_t *m)
{
	uint32_t begin = m->begin, end = m->end;

	if (!m->given && m->type == CS_M_NAME) {
		begin = m->core;
		end = m->core_end;
		if (end - begin > 1 && d->words.p[begin].upos == CS_POS_DET)
			begin++; /* "the" of "the Hague", which the lexicon has with it */
	} else if (!m->given && m->type == CS_M_NOMINAL && begin > 0) {
		const cs_word_t *before = &d->words.p[begin - 1];
		if (before->upos == CS_POS_DET && before->head == m->head)
			begin--;
	}
	return word_span(d, begin, end);
}

static void build_entities(cs_doc_t *d, cs_view_t *v)
{
	cs_arena_t *a = &d->arena;
	const cs_actors_t *actors = d->engine->lex.actors;
	uint32_t n = d->entities.n;
	v->entities = CS_NEW_N(a, casus_entity_t, n);
	/* the mentions of each entity, in text order: count, then place */
	uint32_t *at = CS_NEW_N(a, uint32_t, n + 1);
	for (uint32_t m = 0; m < d->mentions.n; m++)
		if (d->mentions.p[m].entity != CS_NONE)
			at[d->mentions.p[m].entity + 1]++;
	for (uint32_t i = 0; i < n; i++)
		at[i + 1] += at[i];
	casus_mention_t *mentions = CS_NEW_N(a, casus_mention_t, at[n]);
	for (uint32_t m = 0; m < d->mentions.n; m++) {
		const cs_mention_t *in = &d->mentions.p[m];
		if (in->entity == CS_NONE)
			continue;
		casus_mention_t *to = &mentions[at[in->entity]++];
		to->span = mention_span(d, in);
		to->sentence = d->words.p[in->head].sent;
		to->type = mention_types[in->type];
	}
	for (uint32_t i = 0, begin = 0; i < n; i++) {
		const cs_entity_t *in = &d->entities.p[i];
		casus_entity_t *e = &v->entities[i];
		e->id = id_of(a, 'e', i);
		/* people in the plural act as a body */
		e->type = entity_types[in->type == CS_ENT_PERSON && in->plural ? CS_ENT_ORG : in->type];
		e->name = cs_strndup(a, in->name.p, in->name.n);
		e->actor_code = in->code;
		e->actor_office = in->office;
		if (in->actor != CS_NONE) {
			const cs_actor_t *actor = cs_actor_at(actors, in->actor);
			e->actor_id = cs_strndup(a, actor->id.p, actor->id.n);
			e->actor_name = actor->name;
			e->actor_entry = cs_sprintf(a, "%s:%u", actor->file, actor->line);
		} else if (in->agent != CS_NONE) {
			const cs_agent_t *agent = cs_agent_at(actors, in->agent);
			e->actor_id = cs_strndup(a, agent->id.p, agent->id.n);
			e->actor_name = agent->name;
			e->actor_entry = cs_sprintf(a, "%s:%u", agent->file, agent->line);
		}
		if (in->country != CS_NONE)
			e->actor_country = cs_actor_at(actors, in->country)->code;
		e->mentions = mentions + begin;
		e->n_mentions = at[i] - begin;
		begin = at[i];
	}
}

static void build_statements(cs_doc_t *d, cs_view_t *v)
{
	cs_arena_t *a = &d->arena;
	v->statements = CS_NEW_N(a, casus_statement_t, d->said.n);
	for (uint32_t i = 0; i < d->said.n; i++) {
		const cs_said_t *in = &d->said.p[i];
		casus_statement_t *s = &v->statements[i];
		s->id = id_of(a, 's', i);
		s->kind = said_kinds[in->kind];
		s->speaker_by = said_by[in->by];
		s->sentence = in->sent;
		s->parent = in->parent;
		s->speakers = in->speakers.p;
		s->n_speakers = in->speakers.n;
		s->addressees = in->addressees.p;
		s->n_addressees = in->addressees.n;
		s->cue = cs_view_span(d, in->cue.begin, in->cue.end);
		casus_span_t *spans = CS_NEW_N(a, casus_span_t, in->speaker_spans.n + in->content.n);
		for (uint32_t k = 0; k < in->speaker_spans.n; k++)
			spans[k] = cs_view_span(d, in->speaker_spans.p[k].begin, in->speaker_spans.p[k].end);
		s->speaker_spans = spans;
		s->n_speaker_spans = in->speaker_spans.n;
		spans += in->speaker_spans.n;
		for (uint32_t k = 0; k < in->content.n; k++)
			spans[k] = cs_view_span(d, in->content.p[k].begin, in->content.p[k].end);
		s->content = spans;
		s->n_content = in->content.n;
	}
}

static const casus_participant_t *side(cs_doc_t *d, const cs_part_t *in, uint32_t n)
{
	casus_participant_t *p = CS_NEW_N(&d->arena, casus_participant_t, n);
	for (uint32_t i = 0; i < n; i++) {
		p[i].span = cs_view_span(d, in[i].begin, in[i].end);
		p[i].head = cs_view_span(d, in[i].head_begin, in[i].head_end);
		p[i].entity = in[i].entity;
		p[i].code = in[i].code;
		p[i].via = vias[in[i].via];
	}
	return p;
}

/* The same for the same words coded in the same way, wherever they stand. */
static const char *uid_of(cs_doc_t *d, const cs_event_t *e, const casus_event_t *out)
{
	const cs_sent_t *s = &d->sents.p[e->sent];
	uint64_t h = cs_hash(d->buf.p + s->begin, s->end - s->begin, 1);
	uint32_t place[2] = {e->trigger.begin - s->begin, e->trigger.end - s->begin};
	h = cs_hash(place, sizeof place, h);
	h = cs_hash(out->cameo, strlen(out->cameo), h);
	h = cs_hash(out->rule, strlen(out->rule), h);
	for (int k = 0; k < 2; k++) {
		const cs_part_t *p = k ? e->target.p : e->source.p;
		for (uint32_t i = 0; i < (k ? e->target.n : e->source.n); i++)
			h = cs_hash(d->buf.p + p[i].begin, p[i].end - p[i].begin, h + (uint64_t)k);
	}
	return cs_sprintf(&d->arena, "%016llx", (unsigned long long)h);
}

static void build_places(cs_doc_t *d, cs_view_t *v)
{
	static const char *const precisions[] = {NULL, "country", "region", "city", "below"};
	static const char *const roles[] = {"place", "actor"};
	v->places = CS_NEW_N(&d->arena, casus_place_t, d->places.n);
	for (uint32_t i = 0; i < d->places.n; i++) {
		const cs_place_t *in = &d->places.p[i];
		v->places[i] = (casus_place_t){.span = word_span(d, in->begin, in->end),
		                               .sentence = d->words.p[in->begin].sent,
		                               .name = in->name,
		                               .country = in->country,
		                               .admin1 = in->admin1,
		                               .precision = precisions[in->precision],
		                               .role = roles[in->role],
		                               .lat = in->located ? in->lat / 1e5 : NAN,
		                               .lon = in->located ? in->lon / 1e5 : NAN,
		                               .geonames = in->geonames};
	}
}

static void build_events(cs_doc_t *d, cs_view_t *v)
{
	cs_arena_t *a = &d->arena;
	const cs_lex_t *lex = &d->engine->lex;
	v->events = CS_NEW_N(a, casus_event_t, d->events.n);
	for (uint32_t i = 0; i < d->events.n; i++) {
		const cs_event_t *in = &d->events.p[i];
		casus_event_t *e = &v->events[i];
		const cs_code_t *code = in->cameo == CS_NONE ? NULL : cs_code_at(lex->ontology, in->cameo);
		e->id = id_of(a, 'v', i);
		e->cameo = code ? code->code : "";
		e->goldstein = code ? code->score : NAN;
		e->quad_cameo = code ? code->quad : 0;
		e->mode = in->modes ? in->modes : "";
		e->contexts = in->contexts ? in->contexts : "";
		e->intensity = NAN;
		if (in->plover != CS_NONE) {
			const cs_type_t *t = cs_type_at(lex->ontology, in->plover);
			e->plover = t->name;
			e->quad_plover = t->quad;
			e->intensity = cs_type_score(t, e->mode);
		}
		if (in->base != CS_NONE)
			e->base = cs_type_at(lex->ontology, in->base)->name;
		e->rule = "";
		if (in->rule != CS_NONE) {
			cs_str_t id = cs_rule_at(lex->rules, in->rule)->id;
			e->rule = cs_strndup(a, id.p, id.n);
		} else if (e->base) {
			e->rule = cs_sprintf(a, "model.%s", e->base);
		}
		e->polarity = in->negated ? "negated" : "affirmed";
		e->reality = realities[in->reality];
		e->confidence = in->confidence;
		e->sentence = in->sent;
		e->about = in->about;
		e->attributed_to = in->said;
		e->symmetric = in->symmetric;
		e->historical = in->historical;
		e->trigger = cs_view_span(d, in->trigger.begin, in->trigger.end);
		e->polarity_cue = cs_view_span(d, in->polarity_cue.begin, in->polarity_cue.end);
		e->reality_cue = cs_view_span(d, in->reality_cue.begin, in->reality_cue.end);
		e->source = side(d, in->source.p, in->source.n);
		e->n_source = in->source.n;
		e->target = side(d, in->target.p, in->target.n);
		e->n_target = in->target.n;
		if (in->from != CS_NO_DAY) {
			e->date_from = in->from == CS_DAY_MIN ? NULL : cs_day_iso(a, in->from);
			e->date_to = in->to == CS_DAY_MAX ? NULL : cs_day_iso(a, in->to);
			e->date_grain = grains[in->grain];
			e->date_basis = bases[in->date_basis];
		}
		e->places = in->places.p;
		e->n_places = in->places.n;
		e->incident = in->incident;
		e->uid = uid_of(d, in, e);
	}
}

static void build_claims(cs_doc_t *d, cs_view_t *v)
{
	v->claims = CS_NEW_N(&d->arena, casus_claim_t, d->claims.n);
	for (uint32_t i = 0; i < d->claims.n; i++) {
		const cs_claim_t *in = &d->claims.p[i];
		casus_claim_t *c = &v->claims[i];
		c->id = id_of(&d->arena, 'c', i);
		c->stance = stances[in->stance];
		c->certainty = certainties[in->certainty];
		c->event = in->event;
		c->statement = in->said;
		c->by = in->by;
		c->holders = in->holders.p;
		c->n_holders = in->holders.n;
		c->certainty_cue = cs_view_span(d, in->certainty_cue.begin, in->certainty_cue.end);
		c->evidence = cs_view_span(d, in->evidence.begin, in->evidence.end);
	}
}

/* The statement's words around the event; without a statement the sentence. */
static void words_of(const cs_doc_t *d, const cs_account_t *in, casus_account_t *a)
{
	const cs_event_t *e = &d->events.p[in->event];
	const cs_claim_t *c = in->claim == CS_NONE ? NULL : &d->claims.p[in->claim];
	a->event = in->event;
	a->claim = in->claim;
	a->sentence = c && c->said != CS_NONE ? d->said.p[c->said].sent
	              : c && c->by != CS_NONE ? d->events.p[c->by].sent
	                                      : e->sent;
	a->words = cs_view_span(d, d->sents.p[a->sentence].begin, d->sents.p[a->sentence].end);
	if (!c || c->said == CS_NONE)
		return;
	const cs_said_t *s = &d->said.p[c->said];
	for (uint32_t i = 0; i < s->content.n; i++)
		if (s->content.p[i].begin <= e->trigger.begin && e->trigger.end <= s->content.p[i].end)
			a->words = cs_view_span(d, s->content.p[i].begin, s->content.p[i].end);
}

static void build_disputes(cs_doc_t *d, cs_view_t *v)
{
	v->disputes = CS_NEW_N(&d->arena, casus_dispute_t, d->disputes.n);
	for (uint32_t i = 0; i < d->disputes.n; i++) {
		const cs_dispute_t *in = &d->disputes.p[i];
		casus_account_t *a = CS_NEW_N(&d->arena, casus_account_t, in->accounts.n);
		for (uint32_t k = 0; k < in->accounts.n; k++)
			words_of(d, &in->accounts.p[k], &a[k]);
		v->disputes[i] = (casus_dispute_t){disputes[in->kind], a, in->accounts.n};
	}
}

static void build_times(cs_doc_t *d, cs_view_t *v)
{
	cs_arena_t *a = &d->arena;
	v->times = CS_NEW_N(a, casus_time_t, d->times.n);
	for (uint32_t i = 0; i < d->times.n; i++) {
		const cs_time_t *in = &d->times.p[i];
		casus_time_t *t = &v->times[i];
		bool known = in->from != CS_NO_DAY;
		t->span = word_span(d, in->begin, in->end);
		t->from = known && in->from != CS_DAY_MIN ? cs_day_iso(a, in->from) : NULL;
		t->to = known && in->to != CS_DAY_MAX ? cs_day_iso(a, in->to) : NULL;
		t->grain = grains[in->grain];
		t->sentence = d->words.p[in->begin].sent;
	}
}

static void build_counts(cs_doc_t *d, cs_view_t *v)
{
	v->counts = CS_NEW_N(&d->arena, casus_count_t, d->counts.n);
	for (uint32_t i = 0; i < d->counts.n; i++) {
		const cs_count_t *in = &d->counts.p[i];
		casus_count_t *c = &v->counts[i];
		c->span = word_span(d, in->begin, in->end);
		c->kind = count_kinds[in->kind];
		c->min = isinf(in->min) ? (double)NAN : in->min;
		c->max = isinf(in->max) ? (double)NAN : in->max;
		c->exact = in->exact;
		c->event = in->event;
		c->claim = in->claim;
		c->attributed_to = in->said;
		c->sentence = d->words.p[in->begin].sent;
	}
}

static void build_flags(cs_doc_t *d, cs_view_t *v)
{
	v->flags = CS_NEW_N(&d->arena, casus_flag_t, d->flags.n);
	for (uint32_t i = 0; i < d->flags.n; i++) {
		const cs_flag_t *in = &d->flags.p[i];
		casus_span_t *s = CS_NEW_N(&d->arena, casus_span_t, in->spans.n);
		for (uint32_t k = 0; k < in->spans.n; k++)
			s[k] = cs_view_span(d, in->spans.p[k].begin, in->spans.p[k].end);
		v->flags[i] = (casus_flag_t){flags[in->kind], s, in->spans.n};
	}
}

void cs_view_build(cs_doc_t *d)
{
	cs_arena_t *a = &d->arena;
	cs_view_t *v = CS_NEW(a, cs_view_t);
	casus_span_t *s = CS_NEW_N(a, casus_span_t, d->sents.n);
	for (uint32_t i = 0; i < d->sents.n; i++)
		s[i] = cs_view_span(d, d->sents.p[i].begin, d->sents.p[i].end);
	v->sentences = s;
	build_entities(d, v);
	build_statements(d, v);
	build_places(d, v);
	build_events(d, v);
	build_claims(d, v);
	build_disputes(d, v);
	build_times(d, v);
	build_counts(d, v);
	build_flags(d, v);
	d->view = v;
}

/* ---- what casus.h asks for ----------------------------------------------------------------- */

const char *casus_doc_id(const casus_doc_t *d)
{
	return d ? d->id : NULL;
}

const char *casus_doc_text(const casus_doc_t *d, size_t *len)
{
	if (len)
		*len = d ? d->buf.n - d->text_at : 0;
	return d ? d->buf.p + d->text_at : NULL;
}

const char *casus_doc_title(const casus_doc_t *d, size_t *len)
{
	bool own = d && d->title_len;
	if (len)
		*len = own ? d->title_len : 0;
	return own ? d->buf.p : NULL;
}

uint32_t casus_sentence_count(const casus_doc_t *d)
{
	return d ? d->sents.n : 0;
}

casus_span_t casus_sentence_at(const casus_doc_t *d, uint32_t i)
{
	if (!d || i >= d->sents.n)
		return (casus_span_t){0, 0, 0};
	return ((const cs_view_t *)d->view)->sentences[i];
}

uint32_t casus_word_count(const casus_doc_t *d)
{
	return d ? d->words.n : 0;
}

uint32_t casus_entity_count(const casus_doc_t *d)
{
	return d ? d->entities.n : 0;
}

const casus_entity_t *casus_entity_at(const casus_doc_t *d, uint32_t i)
{
	return d && i < d->entities.n ? &((const cs_view_t *)d->view)->entities[i] : NULL;
}

uint32_t casus_statement_count(const casus_doc_t *d)
{
	return d ? d->said.n : 0;
}

const casus_statement_t *casus_statement_at(const casus_doc_t *d, uint32_t i)
{
	return d && i < d->said.n ? &((const cs_view_t *)d->view)->statements[i] : NULL;
}

uint32_t casus_event_count(const casus_doc_t *d)
{
	return d ? d->events.n : 0;
}

const casus_event_t *casus_event_at(const casus_doc_t *d, uint32_t i)
{
	return d && i < d->events.n ? &((const cs_view_t *)d->view)->events[i] : NULL;
}

uint32_t casus_place_count(const casus_doc_t *d)
{
	return d ? d->places.n : 0;
}

const casus_place_t *casus_place_at(const casus_doc_t *d, uint32_t i)
{
	return d && i < d->places.n ? &((const cs_view_t *)d->view)->places[i] : NULL;
}

uint32_t casus_claim_count(const casus_doc_t *d)
{
	return d ? d->claims.n : 0;
}

const casus_claim_t *casus_claim_at(const casus_doc_t *d, uint32_t i)
{
	return d && i < d->claims.n ? &((const cs_view_t *)d->view)->claims[i] : NULL;
}

uint32_t casus_dispute_count(const casus_doc_t *d)
{
	return d ? d->disputes.n : 0;
}

const casus_dispute_t *casus_dispute_at(const casus_doc_t *d, uint32_t i)
{
	return d && i < d->disputes.n ? &((const cs_view_t *)d->view)->disputes[i] : NULL;
}

uint32_t casus_time_count(const casus_doc_t *d)
{
	return d ? d->times.n : 0;
}

const casus_time_t *casus_time_at(const casus_doc_t *d, uint32_t i)
{
	return d && i < d->times.n ? &((const cs_view_t *)d->view)->times[i] : NULL;
}

uint32_t casus_count_count(const casus_doc_t *d)
{
	return d ? d->counts.n : 0;
}

const casus_count_t *casus_count_at(const casus_doc_t *d, uint32_t i)
{
	return d && i < d->counts.n ? &((const cs_view_t *)d->view)->counts[i] : NULL;
}

uint32_t casus_flag_count(const casus_doc_t *d)
{
	return d ? d->flags.n : 0;
}

const casus_flag_t *casus_flag_at(const casus_doc_t *d, uint32_t i)
{
	return d && i < d->flags.n ? &((const cs_view_t *)d->view)->flags[i] : NULL;
}
