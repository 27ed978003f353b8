/* quotes.c - quotations that are broken: a mark without its partner, marks of one kind inside one
 * another, a full stop and a comma on both sides of a closing mark.
 *
 * Over bytes, since a damaged mark may hang on its word. A quotation that runs over paragraphs opens
 * each and closes the last, so that an open mark is no damage where the next paragraph opens too.
 * Inches and the code of a page are no marks; single marks are apostrophes too often to be looked at.
 * Cost: linear in bytes. */
#include "health/health_int.h"

typedef enum mark { NONE, OPENS, CLOSES, EITHER } mark_t;

static bool is_at(const cs_doc_t *d, uint32_t i, const char *z)
{
	size_t n = strlen(z);
	return d->buf.n - i >= n && memcmp(d->buf.p + i, z, n) == 0;
}

static bool space_at(const cs_doc_t *d, uint32_t i)
{
	uint8_t c = (uint8_t)d->buf.p[i];
	return cs_is_space(c) || (c == 0xc2 && i + 1 < d->buf.n && (uint8_t)d->buf.p[i + 1] == 0xa0);
}

/* Does what stands before a mark leave room for one that opens: white space, a bracket, a dash? */
static bool room_before(const cs_doc_t *d, uint32_t begin, uint32_t i)
{
	if (i == begin)
		return true;
	uint8_t c = (uint8_t)d->buf.p[i - 1];
	if (cs_is_space(c) || c == '(' || c == '[' || c == '-' || c == '\'' || c == '/' || c == ':')
		return true;
	/* dashes, single marks and no-break spaces of more bytes */
	return (i >= begin + 2 && is_at(d, i - 2, "\xc2\xa0")) ||
	       (i >= begin + 3 && (is_at(d, i - 3, "\xe2\x80\x94") || is_at(d, i - 3, "\xe2\x80\x93") ||
	                           is_at(d, i - 3, "\xe2\x80\x98")));
}

static mark_t mark_at(const cs_doc_t *d, uint32_t begin, uint32_t end, uint32_t i, uint32_t *n)
{
	*n = 3;
	if (is_at(d, i, "\xe2\x80\x9c"))
		return OPENS;
	if (is_at(d, i, "\xe2\x80\x9d"))
		return CLOSES;
	*n = d->buf.p[i] == '"' ? 1 : is_at(d, i, "''") ? 2 : 0;
	if (!*n)
		return NONE;
	bool before = room_before(d, begin, i), after = i + *n < end && !space_at(d, i + *n);
	/* "'He said so.''' closes the inner one first" */
	if (*n == 2 && is_at(d, i, "'''") && !before)
		return EITHER;
	return before && after ? OPENS : before == after ? EITHER : CLOSES;
}

/* 5'10": behind a digit, where no quotation is open. */
static bool is_inch(const cs_doc_t *d, uint32_t begin, uint32_t i)
{
	return i > begin && cs_is_digit((uint8_t)d->buf.p[i - 1]);
}

static bool opens_paragraph(const cs_doc_t *d, uint32_t sent)
{
	uint32_t n;
	if (sent >= d->sents.n)
		return false;
	uint32_t b = d->sents.p[sent].begin;
	return mark_at(d, b, d->buf.n, b, &n) != NONE;
}

static bool has_code(const cs_doc_t *d, uint32_t begin, uint32_t end)
{
	for (uint32_t i = begin; i + 1 < end; i++) {
		uint8_t next = (uint8_t)d->buf.p[i + 1];
		if ((d->buf.p[i] == '<' && (cs_is_alpha(next) || next == '/')) ||
		    (d->buf.p[i] == '=' && next == '"'))
			return true;
	}
	return false;
}

static void paragraph(cs_checkup_t *c, uint32_t from, uint32_t to)
{
	const cs_doc_t *d = c->d;
	uint32_t open = CS_NONE, inner = CS_NONE, n = 0;
	uint32_t begin = d->sents.p[from].begin, end = d->sents.p[to - 1].end;
	if (has_code(d, begin, end))
		return;
	for (uint32_t i = begin; i < end; i += n ? n : 1) {
		mark_t m = mark_at(d, begin, end, i, &n);
		if (m == NONE || (m != OPENS && is_inch(d, begin, i) && (open == CS_NONE || n == 3)))
			continue;
		if (m == EITHER)
			m = open == CS_NONE ? OPENS : CLOSES;
		if (m == OPENS) {
			*(open == CS_NONE ? &open : &inner) = i; /* a mark of the kind inside a quotation */
			continue;
		}
		if (open == CS_NONE) {
			cs_note(c, CS_FLAG_QUOTES, i, i + n); /* it closes nothing */
			continue;
		}
		if (inner != CS_NONE) {
			if ((uint8_t)d->buf.p[inner] < 0x80) /* curly marks nest */
				cs_note(c, CS_FLAG_QUOTES, inner, i + n);
			inner = CS_NONE;
			continue;
		}
		open = CS_NONE;
		/* `low point.", he said`: the stop is the source's, the comma an editor's */
		if (i > begin && i + n < end && d->buf.p[i - 1] == '.' && d->buf.p[i + n] == ',' &&
		    (i < begin + 2 || d->buf.p[i - 2] != '.'))
			cs_note(c, CS_FLAG_QUOTES, i - 1, i + n + 1);
	}
	if (open != CS_NONE && !opens_paragraph(d, to))
		cs_note(c, CS_FLAG_QUOTES, open, open + ((uint8_t)d->buf.p[open] < 0x80 ? 1 : 3));
}

void cs_check_quotes(cs_checkup_t *c)
{
	const cs_doc_t *d = c->d;
	for (uint32_t s = 0; s < d->sents.n;) {
		uint32_t e = s + 1;
		while (e < d->sents.n && d->sents.p[e].par == d->sents.p[s].par &&
		       !(d->sents.p[s].flags & CS_S_TITLE))
			e++;
		paragraph(c, s, e);
		s = e;
	}
}
