/* quotes.c - pairs quotation marks.
 *
 * A stack for each paragraph. Curly marks and guillemets say themselves whether they open; a
 * straight mark opens when white space (or an opening bracket) stands before it and none behind it,
 * closes in the opposite case, and does what the stack wants otherwise. Thus quotations nest, also
 * with straight marks inside straight marks. Single marks count only where they stand away from
 * letters as a pair in one sentence would; an apostrophe never opens. What is open at the end of a
 * paragraph ends there. */
#include "said/quotes.h"

enum { MAX_DEPTH = 4 };
typedef enum mark { NO_MARK, OPENS, CLOSES, EITHER } mark_t;

static bool space_before(const cs_doc_t *d, uint32_t i)
{
	return i == 0 || (cs_w(d, i - 1)->flags & CS_W_SPACE_AFTER) ||
	       cs_w(d, i - 1)->xpos == CS_XP_LRB || cs_w(d, i - 1)->sent != cs_w(d, i)->sent;
}

static mark_t mark_of(const cs_doc_t *d, uint32_t i, bool *single)
{
	const cs_word_t *w = cs_w(d, i);
	cs_str_t f = w->form;
	*single = false;
	if (f.n == 0 || f.n > 3 || (cs_is_alpha((uint8_t)f.p[0]) || cs_is_digit((uint8_t)f.p[0])))
		return NO_MARK;
	if (cs_eqz(f, "“") || cs_eqz(f, "„") || cs_eqz(f, "«") || cs_eqz(f, "``"))
		return OPENS;
	if (cs_eqz(f, "”") || cs_eqz(f, "»"))
		return CLOSES;
	bool before = space_before(d, i), after = (w->flags & CS_W_SPACE_AFTER) != 0;
	bool last = i + 1 == d->words.n || cs_w(d, i + 1)->sent != w->sent;
	if (cs_eqz(f, "\"") || cs_eqz(f, "''")) {
		if (before && !after && !last)
			return OPENS;
		if (!before)
			return CLOSES;
		return EITHER;
	}
	*single = true;
	if (cs_eqz(f, "‘") || (cs_eqz(f, "'") && before && !after && !last))
		return OPENS;
	if (cs_eqz(f, "’") || cs_eqz(f, "'"))
		return before ? NO_MARK : CLOSES;
	return NO_MARK;
}

void cs_quotes_find(cs_doc_t *d, cs_arena_t *scratch, cs_quotes_t *out)
{
	struct {
		uint32_t at;
		bool single;
	} open[MAX_DEPTH];
	uint32_t n = 0, par = CS_NONE;
	for (uint32_t s = 0; s <= d->sents.n; s++) {
		const cs_sent_t *sent = s < d->sents.n ? &d->sents.p[s] : NULL;
		if (!sent || sent->par != par || (sent->flags & CS_S_TITLE)) {
			/* The paragraph is over: an open double mark ends with it, a single one was none. */
			for (uint32_t k = n; k-- > 0;) {
				uint32_t end = sent ? sent->words.begin : d->words.n;
				if (!open[k].single)
					*CS_PUSH(scratch, out) = (cs_quote_t){open[k].at, end, k, par, 0};
			}
			n = 0;
			par = sent ? sent->par : CS_NONE;
		}
		if (!sent)
			break;
		for (uint32_t i = sent->words.begin; i < sent->words.end; i++) {
			bool single;
			mark_t m = mark_of(d, i, &single);
			if (m == NO_MARK)
				continue;
			if (m == EITHER)
				m = n && !open[n - 1].single ? CLOSES : OPENS;
			if (m == OPENS) {
				if (n < MAX_DEPTH) {
					open[n].at = i;
					open[n].single = single;
					n++;
				}
				continue;
			}
			uint32_t k = n;
			while (k > 0 && open[k - 1].single != single)
				k--;
			if (k == 0)
				continue; /* closes nothing: an apostrophe, or a mark whose partner is missing */
			n = k - 1;
			*CS_PUSH(scratch, out) = (cs_quote_t){open[n].at, i + 1, n, par, 1};
		}
	}
	/* They were noted as they closed; order by the first word. Insertion: nearly sorted. */
	for (uint32_t i = 1; i < out->n; i++) {
		cs_quote_t q = out->p[i];
		uint32_t k = i;
		for (; k > 0 && (out->p[k - 1].begin > q.begin); k--)
			out->p[k] = out->p[k - 1];
		out->p[k] = q;
	}
	for (uint32_t i = 0; i < out->n; i++)
		if (out->p[i].depth == 0)
			for (uint32_t k = out->p[i].begin; k < out->p[i].end; k++)
				cs_w(d, k)->flags |= CS_W_QUOTED;
}
