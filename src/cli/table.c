/* table.c - one coded article for a reader at a terminal: its events with who, whom and the words,
 * its statements, its actors; or the accounts in it that contradict each other. For people only:
 * programs read JSON Lines. */
#include "cli/cli.h"

#include <string.h>

typedef struct paint {
	FILE *f;
	bool on;
	const char *text, *title;
	size_t n_text, n_title;
	const casus_doc_t *doc;
} paint_t;

enum { BOLD = 1, DIM = 2, RED = 31, GREEN = 32, YELLOW = 33, BLUE = 34, CYAN = 36 };
enum { WIDTH = 96 };

static void style(const paint_t *p, int code)
{
	if (p->on)
		fprintf(p->f, "\033[%dm", code);
}

/* Text of the article on one line: white space folded, control characters made visible, so that
 * nothing in it can move the cursor. */
static void plain(const paint_t *p, const char *s, size_t n)
{
	bool blank = false;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c == ' ' || (c >= 9 && c <= 13) || c == 0) {
			blank = true;
			continue;
		}
		if (blank)
			fputc(' ', p->f);
		blank = false;
		if (c < 0x20 || c == 0x7f)
			fputc('?', p->f);
		else if (c == 0xc2 && i + 1 < n && (unsigned char)s[i + 1] < 0xa0) /* C1 controls */
			fputc('?', p->f), i++;
		else
			fputc(c, p->f);
	}
	if (blank)
		fputc(' ', p->f);
}

static const char *bytes(const paint_t *p, casus_span_t s, size_t *n)
{
	const char *base = s.in_title ? p->title : p->text;
	size_t len = s.in_title ? p->n_title : p->n_text;
	*n = 0;
	if (!base || s.begin > s.end || s.end > len)
		return "";
	*n = s.end - s.begin;
	return base + s.begin;
}

static void span(const paint_t *p, casus_span_t s)
{
	size_t n;
	const char *at = bytes(p, s, &n);
	plain(p, at, n);
}

static void side(const paint_t *p, const casus_participant_t *list, uint32_t n)
{
	if (n == 0) {
		style(p, DIM);
		fputs("nobody named", p->f);
		style(p, 0);
	}
	for (uint32_t i = 0; i < n; i++) {
		const casus_entity_t *e = casus_entity_at(p->doc, list[i].entity);
		if (i)
			fputs(", ", p->f);
		style(p, BOLD);
		if (list[i].span.begin < list[i].span.end)
			span(p, list[i].span);
		else if (e && e->name)
			plain(p, e->name, strlen(e->name));
		style(p, 0);
		if (list[i].code) {
			style(p, CYAN);
			fprintf(p->f, " %s", list[i].code);
			style(p, 0);
		}
	}
}

static bool within(casus_span_t a, casus_span_t b)
{
	return a.in_title == b.in_title && b.begin <= a.begin && a.end <= b.end;
}

/* A cut must not fall into a character. */
static uint32_t whole(const char *s, uint32_t at)
{
	while (at > 0 && ((unsigned char)s[at] & 0xc0) == 0x80)
		at--;
	return at;
}

/* The sentence around the trigger, the trigger marked. */
static void words(const paint_t *p, const casus_event_t *e)
{
	casus_span_t s = casus_sentence_at(p->doc, e->sentence);
	const char *base = s.in_title ? p->title : p->text;
	if (!base || !within(e->trigger, s) || e->trigger.begin >= e->trigger.end) {
		span(p, s);
		return;
	}
	uint32_t from = s.begin, to = s.end;
	if (to - from > WIDTH) {
		uint32_t before = e->trigger.begin - from;
		if (before > WIDTH / 2)
			from = whole(base, e->trigger.begin - WIDTH / 2);
		if (to - from > WIDTH && from + WIDTH > e->trigger.end)
			to = whole(base, from + WIDTH);
	}
	if (from > s.begin)
		fputs("…", p->f);
	plain(p, base + from, e->trigger.begin - from);
	style(p, BOLD);
	style(p, YELLOW);
	plain(p, base + e->trigger.begin, e->trigger.end - e->trigger.begin);
	style(p, 0);
	plain(p, base + e->trigger.end, to - e->trigger.end);
	if (to < s.end)
		fputs("…", p->f);
}

static void speakers(const paint_t *p, const casus_statement_t *s)
{
	if (s->n_speakers == 0 && s->n_speaker_spans)
		span(p, s->speaker_spans[0]);
	else if (s->n_speakers == 0)
		fputs("nobody named", p->f);
	for (uint32_t i = 0; i < s->n_speakers; i++) {
		const casus_entity_t *e = casus_entity_at(p->doc, s->speakers[i]);
		if (i)
			fputs(", ", p->f);
		if (e && e->name)
			plain(p, e->name, strlen(e->name));
	}
}

static void event(const paint_t *p, uint32_t i, const casus_event_t *e)
{
	static const int quad_colour[] = {0, GREEN, GREEN, RED, RED};
	fprintf(p->f, "%4u  ", i + 1);
	side(p, e->source, e->n_source);
	fputs(e->symmetric ? " ↔ " : " → ", p->f);
	side(p, e->target, e->n_target);
	fputs("\n      ", p->f);
	style(p, e->quad_plover <= 4 ? quad_colour[e->quad_plover] : 0);
	fprintf(p->f, "%s %s", e->plover ? e->plover : "statement", e->cameo);
	style(p, 0);
	if (e->mode && *e->mode)
		fprintf(p->f, " %s", e->mode);
	if (e->base && e->plover && strcmp(e->base, e->plover) != 0)
		fprintf(p->f, " (of %s)", e->base);
	if (strcmp(e->polarity, "affirmed") != 0)
		fprintf(p->f, ", %s", e->polarity);
	if (strcmp(e->reality, "actual") != 0)
		fprintf(p->f, ", %s", e->reality);
	if (e->historical)
		fputs(", background", p->f);
	if (e->about != CASUS_NONE)
		fprintf(p->f, ", about %u", e->about + 1);
	if (e->attributed_to != CASUS_NONE) {
		fputs(", according to ", p->f);
		speakers(p, casus_statement_at(p->doc, e->attributed_to));
	}
	for (uint32_t k = 0; k < e->n_places; k++) {
		const casus_place_t *x = casus_place_at(p->doc, e->places[k]);
		fputs(k ? ", " : ", in ", p->f);
		plain(p, x->name, strlen(x->name));
		if (x->country && strcmp(x->precision ? x->precision : "", "country") != 0)
			fprintf(p->f, " (%s)", x->country);
	}
	fputs("\n      ", p->f);
	words(p, e);
	fputc('\n', p->f);
}

static void heading(const paint_t *p)
{
	style(p, BOLD);
	if (p->n_title)
		plain(p, p->title, p->n_title);
	else if (casus_sentence_count(p->doc))
		span(p, casus_sentence_at(p->doc, 0));
	style(p, 0);
	fputc('\n', p->f);
}

static void holders(const paint_t *p, const casus_claim_t *c, const casus_event_t *e)
{
	style(p, BOLD);
	if (!c) {
		for (uint32_t i = 0; i < e->n_source; i++) {
			const casus_entity_t *who = casus_entity_at(p->doc, e->source[i].entity);
			if (i)
				fputs(", ", p->f);
			if (who)
				plain(p, who->name, strlen(who->name));
			else
				span(p, e->source[i].span);
		}
	} else if (c->n_holders == 0 && c->statement != CASUS_NONE) {
		speakers(p, casus_statement_at(p->doc, c->statement));
	} else if (c->n_holders == 0) {
		fputs("the article", p->f);
	}
	for (uint32_t i = 0; c && i < c->n_holders; i++) {
		const casus_entity_t *who = casus_entity_at(p->doc, c->holders[i]);
		if (i)
			fputs(", ", p->f);
		if (who)
			plain(p, who->name, strlen(who->name));
	}
	style(p, 0);
}

static void account(const paint_t *p, const casus_account_t *a)
{
	const casus_event_t *e = casus_event_at(p->doc, a->event);
	const casus_claim_t *c = casus_claim_at(p->doc, a->claim);
	const char *stance = c ? c->stance : "blames";
	fputs("     ", p->f);
	holders(p, c, e);
	style(p, strcmp(stance, "asserts") == 0 ? GREEN : RED);
	fprintf(p->f, " %s", stance);
	style(p, 0);
	if (c && strcmp(c->certainty, "certain") != 0)
		fprintf(p->f, " (%s)", c->certainty);
	fputs(": ", p->f);
	side(p, e->source, e->n_source);
	fputs(e->symmetric ? " ↔ " : " → ", p->f);
	side(p, e->target, e->n_target);
	if (strcmp(e->polarity, "affirmed") != 0 && (!c || strcmp(stance, "denies") != 0))
		fprintf(p->f, ", %s", e->polarity);
	if (strcmp(e->reality, "actual") != 0)
		fprintf(p->f, ", %s", e->reality);
	fprintf(p->f, " (sentence %u)\n       ", a->sentence + 1);
	casus_span_t w = a->words;
	const char *base = w.in_title ? p->title : p->text;
	if (base && w.end - w.begin > 2 * WIDTH) {
		uint32_t to = whole(base, w.begin + 2 * WIDTH);
		plain(p, base + w.begin, to - w.begin);
		fputs("…", p->f);
	} else {
		span(p, w);
	}
	fputc('\n', p->f);
}

void cli_accounts(FILE *f, const casus_doc_t *doc, bool colour)
{
	paint_t p = {.f = f, .on = colour, .doc = doc};
	p.text = casus_doc_text(doc, &p.n_text);
	p.title = casus_doc_title(doc, &p.n_title);
	uint32_t n = casus_dispute_count(doc);
	heading(&p);
	if (n == 0)
		fputs("\nno accounts that contradict each other\n", f);
	for (uint32_t i = 0; i < n; i++) {
		const casus_dispute_t *d = casus_dispute_at(doc, i);
		const casus_event_t *e = casus_event_at(doc, d->accounts[0].event);
		fprintf(f, "\n%4u ", i + 1);
		style(&p, CYAN);
		fputs(strcmp(d->kind, "act") == 0     ? "did it take place?"
		      : strcmp(d->kind, "actor") == 0 ? "who did it?"
		      : strcmp(d->kind, "kept") == 0  ? "was the agreement kept?"
		                                      : "who is to blame?",
		      f);
		style(&p, 0);
		fprintf(f, " %s, \"", e->base ? e->base : "statement");
		span(&p, e->trigger);
		fputs("\"\n", f);
		for (uint32_t k = 0; k < d->n_accounts; k++)
			account(&p, &d->accounts[k]);
	}
	fputc('\n', f);
}

void cli_table(FILE *f, const casus_doc_t *doc, bool colour)
{
	paint_t p = {.f = f, .on = colour, .doc = doc};
	p.text = casus_doc_text(doc, &p.n_text);
	p.title = casus_doc_title(doc, &p.n_title);
	uint32_t n = casus_event_count(doc);
	heading(&p);
	fprintf(f, "\n%u event%s\n", n, n == 1 ? "" : "s");
	for (uint32_t i = 0; i < n; i++)
		event(&p, i, casus_event_at(doc, i));
	n = casus_statement_count(doc);
	fprintf(f, "\n%u statement%s\n", n, n == 1 ? "" : "s");
	for (uint32_t i = 0; i < n; i++) {
		const casus_statement_t *s = casus_statement_at(doc, i);
		fprintf(f, "%4u  ", i + 1);
		style(&p, BOLD);
		speakers(&p, s);
		style(&p, 0);
		fprintf(f, " (%s): ", s->kind);
		for (uint32_t k = 0; k < s->n_content; k++) {
			if (k)
				fputs(" … ", f);
			span(&p, s->content[k]);
		}
		fputc('\n', f);
	}
	n = casus_entity_count(doc);
	uint32_t known = 0;
	for (uint32_t i = 0; i < n; i++)
		known += casus_entity_at(doc, i)->actor_code != NULL;
	fprintf(f, "\n%u of %u entities with a code\n", known, n);
	for (uint32_t i = 0; i < n; i++) {
		const casus_entity_t *e = casus_entity_at(doc, i);
		if (!e->actor_code)
			continue;
		style(&p, CYAN);
		fprintf(f, "      %-14s", e->actor_code);
		style(&p, 0);
		fputc(' ', f);
		plain(&p, e->name, strlen(e->name));
		if (e->actor_office)
			fprintf(f, ", %s", e->actor_office);
		fprintf(f, " (%u)\n", e->n_mentions);
	}
	fputc('\n', f);
	for (uint32_t i = 0; i < casus_flag_count(doc); i++) {
		const casus_flag_t *flag = casus_flag_at(doc, i);
		style(&p, RED);
		fprintf(f, "%s", flag->kind);
		style(&p, 0);
		for (uint32_t k = 0; k < flag->n_spans && k < 4; k++) {
			fputs(k ? ", \"" : ": \"", f);
			span(&p, flag->spans[k]);
			fputc('"', f);
		}
		fputs(flag->n_spans > 4 ? " …\n" : "\n", f);
	}
}
