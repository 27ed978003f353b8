/* health.c - what is wrong with a text: flags with the places that show it.
 *
 * Rules over bytes, words and trees, each for one kind of damage that copying, translating, spinning
 * and stitching of articles leaves; docs/records.md lists the kinds. They are made to be quiet: what
 * a sound newspaper article has (a split quotation, a credit line at its end) is no sign. Cost: some
 * linear passes over bytes and words, and one hash for each sentence. It does not judge whether
 * what the text says is true. */
#include "health/health.h"

#include "health/health_int.h"

enum { LONG_WORD = 45, REPEAT_WORDS = 8, TRUNCATED_SENTS = 6 };

void cs_note(cs_checkup_t *c, cs_flag_kind_t kind, uint32_t begin, uint32_t end)
{
	cs_flag_t *f = &c->found[kind];
	/* one place lies in the title or in the text */
	if (begin >= end || f->spans.n >= CS_FLAG_SPANS ||
	    (begin < c->d->text_at && end > c->d->text_at))
		return;
	for (uint32_t i = 0; i < f->spans.n; i++)
		if (f->spans.p[i].begin < end && begin < f->spans.p[i].end)
			return;
	*CS_PUSH(&c->d->arena, &f->spans) = (cs_range_t){begin, end};
}

void cs_note_words(cs_checkup_t *c, cs_flag_kind_t kind, uint32_t begin, uint32_t end)
{
	if (begin < end)
		cs_note(c, kind, c->d->words.p[begin].begin, c->d->words.p[end - 1].end);
}

/* ---- garble --------------------------------------------------------------------------------- */

/* UTF-8 that was read as Latin 1 or Windows 1252 and encoded again: "Ã©", "â€™". */
static uint32_t misread(const char *p, const char *end)
{
	static const char *const signs[] = {
	    "\xc3\xa2\xe2\x82\xac", /* â€: quotation marks, dashes */
	    "\xc3\x83\xc2",         /* Ã and a character of Latin 1: accents */
	    "\xc3\x82\xc2",         /* Â and one: no-break space, © */
	    "\xef\xbf\xbd",         /* the replacement character */
	};
	for (size_t i = 0; i < CS_COUNT(signs); i++) {
		size_t n = strlen(signs[i]);
		if ((size_t)(end - p) > n && memcmp(p, signs[i], n) == 0)
			return (uint32_t)(n + ((uint8_t)p[n] >= 0x80));
	}
	return 0;
}

/* "&amp;", "&#39;", "<br>": what a page's code leaves. Returns its length, or 0. */
static uint32_t markup(const char *p, const char *end)
{
	static const char *const tags[] = {
	    "<br",   "</",      "<p>",    "<div",    "<span",   "<a href", "<img",
	    "<em>",  "<strong", "&nbsp;", "&amp;",   "&quot;",  "&lt;",    "&gt;",
	    "&#39;", "&#8217;", "&#x27;", "&rsquo;", "&ldquo;", "&rdquo;", "&mdash;"};
	for (size_t i = 0; i < CS_COUNT(tags); i++) {
		size_t n = strlen(tags[i]);
		if ((size_t)(end - p) >= n && memcmp(p, tags[i], n) == 0)
			return (uint32_t)n;
	}
	return 0;
}

static void garble(cs_checkup_t *c)
{
	const cs_doc_t *d = c->d;
	const char *s = d->buf.p, *end = s + d->buf.n;
	for (const char *p = s; p < end; p++) {
		uint8_t b = (uint8_t)*p;
		if (b < 0x80 && b != '<' && b != '&')
			continue;
		uint32_t n = b < 0x80 ? markup(p, end) : misread(p, end);
		if (n) {
			cs_note(c, CS_FLAG_GARBLE, (uint32_t)(p - s), (uint32_t)(p - s) + n);
			p += n - 1;
		}
	}
	for (uint32_t i = 0; i < d->words.n; i++) {
		cs_str_t f = d->words.p[i].form;
		bool word = f.n > LONG_WORD && f.n < 400;
		for (uint32_t k = 0; word && k < f.n; k++)
			word = cs_is_alpha((uint8_t)f.p[k]) || (uint8_t)f.p[k] >= 0x80;
		if (word)
			cs_note_words(c, CS_FLAG_GARBLE, i, i + 1);
	}
}

/* ---- missing text --------------------------------------------------------------------------- */

static void missing(cs_checkup_t *c)
{
	const cs_doc_t *d = c->d;
	const char *s = d->buf.p;
	for (uint32_t i = 0; i + 2 < d->buf.n; i++) {
		static const char *const gaps[] = {"[...]", "[\xe2\x80\xa6]", "[. . .]", "(...)",
		                                   "(\xe2\x80\xa6)"};
		if (s[i] != '[' && s[i] != '(')
			continue;
		for (size_t k = 0; k < CS_COUNT(gaps); k++) {
			size_t n = strlen(gaps[k]);
			if (d->buf.n - i >= n && memcmp(s + i, gaps[k], n) == 0)
				cs_note(c, CS_FLAG_MISSING, i, i + (uint32_t)n);
		}
	}
	/* it breaks off: the last sentence of a longer text ends with a word and no mark behind it */
	if (d->sents.n < TRUNCATED_SENTS)
		return;
	const cs_sent_t *last = &d->sents.p[d->sents.n - 1];
	uint32_t n = last->words.end - last->words.begin;
	const cs_word_t *w = &d->words.p[last->words.end - 1];
	bool open = w->upos == CS_POS_ADP || w->upos == CS_POS_DET || w->upos == CS_POS_CCONJ ||
	            w->upos == CS_POS_SCONJ || w->upos == CS_POS_PART || w->upos == CS_POS_AUX ||
	            cs_eqz(w->form, ",") || cs_eqz(w->form, "\xe2\x80\xa6") || cs_eqz(w->form, "...");
	if (n >= 8 && open)
		cs_note_words(c, CS_FLAG_MISSING, last->words.end - 1, last->words.end);
}

/* ---- repeated text -------------------------------------------------------------------------- */

static void repeated(cs_checkup_t *c)
{
	cs_doc_t *d = c->d;
	cs_map_t seen = {0};
	for (uint32_t i = 0; i < d->sents.n; i++) {
		const cs_sent_t *s = &d->sents.p[i];
		uint64_t h = 11;
		uint32_t n = 0;
		if (s->flags & CS_S_TITLE)
			continue;
		for (uint32_t k = s->words.begin; k < s->words.end; k++) {
			const cs_word_t *w = &d->words.p[k];
			if (w->upos == CS_POS_PUNCT)
				continue;
			h = cs_hash(w->form.p, w->form.n, h);
			n++;
		}
		if (n < REPEAT_WORDS)
			continue;
		h -= h == UINT64_MAX;
		if (cs_map_get(&seen, h) != CS_NONE)
			cs_note(c, CS_FLAG_REPEATED, s->begin, s->end);
		else
			cs_map_put(c->scratch, &seen, h, i);
	}
}

void cs_health_run(const cs_lex_t *lex, cs_doc_t *d, cs_arena_t *scratch)
{
	cs_checkup_t c = {.lex = lex, .d = d, .scratch = scratch};
	if (d->sents.n == 0)
		return;
	cs_check_speakers(&c);
	cs_check_names(&c);
	cs_check_quotes(&c);
	repeated(&c);
	cs_check_sources(&c);
	missing(&c);
	garble(&c);
	for (uint32_t k = 0; k < CS_N_FLAG; k++) {
		if (c.found[k].spans.n == 0)
			continue;
		c.found[k].kind = (uint8_t)k;
		*CS_PUSH(&d->arena, &d->flags) = c.found[k];
	}
}
