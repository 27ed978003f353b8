/* conllu.c - CoNLL-U in and out (universaldependencies.org/format.html).
 *
 * Read: FORM, LEMMA, UPOS, XPOS, HEAD, DEPREL, ranges, "# text", "# newpar", "# newdoc" and
 * SpaceAfter=No. Columns may be "_", so that a file with tokens alone is read too. Empty nodes
 * (8.1), features and enhanced relations are passed over. Where a sentence's number does not
 * follow the one before it ("# sent_id = name-12"), something was left out, and a paragraph begins.
 * The reader trusts nothing: a head out of range, a cycle, a range that does not fit its words, a
 * text that does not hold its tokens are errors with their line.
 * Written: the columns above, one block a sentence; in MISC, where coreference was looked for, the
 * chain of a phrase at its head ("Chain=3"), and "# newdoc". Both are linear. */
#include "doc/doc.h"

#define COLUMNS 10

typedef struct reader {
	cs_doc_t *doc;
	const char *name;
	casus_error_t *err;
	uint32_t line, first_line; /* of the sentence */
	cs_buf_t text;             /* the document's bytes so far */
	cs_str_t sent_text, doc_id;
	uint64_t number; /* of the last sent_id */
	bool has_text, new_par, no_space;
	uint32_t par;
	uint32_t n_heads_open;
} reader_t;

static casus_rc_t wrong(const reader_t *r, uint32_t line, const char *what)
{
	return cs_fail(r->err, CASUS_EINPUT, r->name, line, 0, "%s", what);
}

static bool number_of(cs_str_t s, uint32_t *out)
{
	uint64_t v = 0;

	if (s.n == 0 || s.n > 9)
		return false;
	for (uint32_t i = 0; i < s.n; i++) {
		if (!cs_is_digit((uint8_t)s.p[i]))
			return false;
		v = v * 10 + (uint64_t)(s.p[i] - '0');
	}
	*out = (uint32_t)v;
	return true;
}

/* The value of "# key = value", or of "# key" alone. */
static bool comment(cs_str_t line, const char *key, cs_str_t *value)
{
	size_t n = strlen(key);

	line = cs_trim(cs_str(line.p + 1, line.n - 1));
	if (line.n < n || memcmp(line.p, key, n) != 0)
		return false;
	line = cs_str(line.p + n, line.n - n);
	if (line.n && line.p[0] != ' ' && line.p[0] != '=')
		return false;
	line = cs_trim(line);
	if (line.n && line.p[0] == '=')
		line = cs_trim(cs_str(line.p + 1, line.n - 1));
	*value = line;
	return true;
}

static void sent_id(reader_t *r, cs_str_t id)
{
	uint32_t at = id.n;
	uint64_t number = 0, scale = 1;
	cs_str_t doc;

	while (at > 0 && cs_is_digit((uint8_t)id.p[at - 1]) && id.n - at < 9) {
		number += scale * (uint64_t)(id.p[--at] - '0');
		scale *= 10;
	}
	doc = cs_str(id.p, at);
	if (at < id.n && r->doc->sents.n && (!cs_eq(doc, r->doc_id) || number != r->number + 1))
		r->new_par = true;
	r->doc_id = doc;
	r->number = number;
}

static casus_rc_t take_comment(reader_t *r, cs_str_t line)
{
	cs_str_t v;

	if (comment(line, "newpar", &v) || comment(line, "newdoc", &v)) {
		r->new_par = true;
	} else if (comment(line, "sent_id", &v)) {
		sent_id(r, v);
	} else if (comment(line, "text", &v)) {
		r->sent_text = v;
		r->has_text = true;
	}
	return CASUS_OK;
}

/* A token's bytes go to the end of the text, after the white space that parts it from the last. */
static casus_rc_t put_token(reader_t *r, cs_str_t form, bool first, uint32_t *begin)
{
	if (r->has_text) {
		uint32_t i = 0;

		while (i < r->sent_text.n && cs_is_space((uint8_t)r->sent_text.p[i]))
			i++;
		if (form.n > r->sent_text.n - i || memcmp(r->sent_text.p + i, form.p, form.n) != 0)
			return wrong(r, r->line, "\"# text\" does not hold this token here");
		if (!first) {
			cs_buf_add(&r->text, r->sent_text.p, i);
			if (i)
				r->doc->words.p[r->doc->words.n - 1].flags |= CS_W_SPACE_AFTER;
			else
				r->doc->words.p[r->doc->words.n - 1].flags &= (uint8_t)~CS_W_SPACE_AFTER;
		}
		r->sent_text = cs_str(r->sent_text.p + i + form.n, r->sent_text.n - i - form.n);
	} else if (!first && !r->no_space) {
		cs_buf_str(&r->text, " ");
	}
	*begin = (uint32_t)r->text.n;
	cs_buf_add(&r->text, form.p, form.n);
	return CASUS_OK;
}

static bool misc_has(cs_str_t misc, const char *what)
{
	cs_str_t piece;

	while (cs_split(&misc, '|', &piece))
		if (cs_eqz(piece, what))
			return true;
	return false;
}

/* Shares the bytes of a multiword token out between its words: by their forms where these spell
 * it, else all of it to the first. */
static void share(cs_doc_t *d, uint32_t first, uint32_t last, uint32_t begin, uint32_t end)
{
	uint32_t at = begin, total = 0;

	for (uint32_t i = first; i <= last; i++)
		total += d->words.p[i].form.n;
	for (uint32_t i = first; i <= last; i++) {
		cs_word_t *w = &d->words.p[i];

		w->begin = at;
		if (total == end - begin)
			at += w->form.n;
		else
			at = end;
		w->end = at;
		w->flags = (uint8_t)((w->flags & CS_W_SPACE_AFTER) |
		                     (i == first ? CS_W_MWT_FIRST : CS_W_MWT_MORE));
	}
}

static casus_rc_t finish(reader_t *r, uint32_t first)
{
	cs_doc_t *d = r->doc;
	uint32_t n = d->words.n - first, reached = 0, roots = 0, headless = 0;
	cs_sent_t *s;

	s = CS_PUSH(&d->arena, &d->sents);
	s->words = (cs_range_t){first, d->words.n};
	s->begin = d->words.p[first].begin;
	s->end = d->words.p[d->words.n - 1].end;
	s->par = r->par;
	s->dateline_end = first;
	s->flags = (uint8_t)(r->new_par || d->sents.n == 1 ? CS_S_PAR_BEGIN : 0);
	for (uint32_t i = first; i < d->words.n; i++) {
		cs_word_t *w = &d->words.p[i];

		w->sent = d->sents.n - 1;
		w->norm_id = w->lemma_id = CS_NONE;
		if (w->head == CS_NONE) { /* the column was "_" */
			headless++;
		} else if (w->head == 0) {
			w->head = CS_NONE;
			roots++;
		} else if (w->head > n) {
			return wrong(r, r->first_line + i - first, "HEAD is not a word of the sentence");
		} else {
			w->head = first + w->head - 1;
			if (w->head == i)
				return wrong(r, r->first_line + i - first, "a word is its own head");
		}
	}
	if (headless && headless != n)
		return wrong(r, r->first_line, "some words of the sentence have a HEAD, others have none");
	if (!headless && roots != 1)
		return wrong(r, r->first_line, "the sentence should have exactly one root");
	cs_tree_link(d, d->sents.n - 1);
	if (headless)
		return CASUS_OK;
	/* A tree of one root reaches all its words: count them in pre-order. */
	for (uint32_t i = first; i < d->words.n; i++) {
		if (d->words.p[i].head != CS_NONE)
			continue;
		for (uint32_t at = i;;) {
			reached++;
			if (d->words.p[at].child != CS_NONE) {
				at = d->words.p[at].child;
				continue;
			}
			while (at != i && d->words.p[at].next == CS_NONE)
				at = d->words.p[at].head;
			if (at == i)
				break;
			at = d->words.p[at].next;
		}
	}
	if (reached != n)
		return wrong(r, r->first_line, "the heads form a cycle");
	return CASUS_OK;
}

static casus_rc_t take_row(reader_t *r, const cs_str_t *col, uint32_t first, uint32_t *range_first,
                           uint32_t *range_last, uint32_t *range_begin)
{
	cs_doc_t *d = r->doc;
	uint32_t id, here = d->words.n - first + 1, begin;
	cs_word_t *w;
	casus_rc_t rc;
	cs_str_t rest = col[0], left;

	if (memchr(col[0].p, '.', col[0].n))
		return CASUS_OK; /* an empty node */
	if (!col[1].n)
		return wrong(r, r->line, "FORM is empty");
	if (memchr(col[0].p, '-', col[0].n)) {
		if (!cs_split(&rest, '-', &left) || !number_of(left, range_first) ||
		    !number_of(cs_trim(rest), range_last) || *range_first != here ||
		    *range_last <= *range_first || *range_last - *range_first > 16)
			return wrong(r, r->line, "a range should name the words that follow it");
		rc = put_token(r, col[1], here == 1, range_begin);
		r->no_space = misc_has(col[9], "SpaceAfter=No");
		return rc;
	}
	if (!number_of(col[0], &id) || id != here)
		return wrong(r, r->line, "words should be numbered 1, 2, 3 …");
	begin = *range_begin;
	if (here > *range_last) {
		rc = put_token(r, col[1], here == 1, &begin);
		if (rc != CASUS_OK)
			return rc;
		r->no_space = misc_has(col[9], "SpaceAfter=No");
	}
	w = CS_PUSH(&d->arena, &d->words);
	w->form = cs_str(cs_strndup(&d->arena, col[1].p, col[1].n), col[1].n);
	w->lemma = cs_eqz(col[2], "_") && !cs_eqz(col[1], "_")
	               ? (cs_str_t){0}
	               : cs_str(cs_strndup(&d->arena, col[2].p, col[2].n), col[2].n);
	w->begin = begin;
	w->end = begin + (here > *range_last ? col[1].n : 0);
	w->flags = (uint8_t)(r->no_space ? 0 : CS_W_SPACE_AFTER);
	w->upos = (uint8_t)cs_upos_of(col[3]);
	w->xpos = (uint8_t)cs_xpos_of(col[4]);
	w->deprel = (uint8_t)cs_deprel_of(col[7]);
	if (w->upos == CS_N_UPOS && !cs_eqz(col[3], "_"))
		return wrong(r, r->line, "UPOS is not one of the 17 universal tags");
	if (w->xpos == CS_N_XPOS && !cs_eqz(col[4], "_"))
		return wrong(r, r->line, "XPOS is not one of the Penn tags");
	if (w->deprel == CS_N_DEPREL && !cs_eqz(col[7], "_"))
		return wrong(r, r->line, "DEPREL is not a relation of English UD");
	w->head = CS_NONE;
	if (!cs_eqz(col[6], "_") && !number_of(col[6], &w->head))
		return wrong(r, r->line, "HEAD is not a number");
	if (*range_last && here == *range_last) {
		uint32_t f = first + *range_first - 1;

		share(d, f, d->words.n - 1, *range_begin, (uint32_t)r->text.n);
		*range_last = 0;
	}
	return CASUS_OK;
}

static casus_rc_t read_all(reader_t *r, cs_str_t file)
{
	cs_doc_t *d = r->doc;
	uint32_t first = 0, range_first = 0, range_last = 0, range_begin = 0;
	size_t at = 0;

	r->new_par = true;
	while (at <= file.n) {
		const char *nl = at < file.n ? memchr(file.p + at, '\n', file.n - at) : NULL;
		size_t end = nl ? (size_t)(nl - file.p) : file.n;
		cs_str_t line = cs_str(file.p + at, end - at), rest, col[COLUMNS];
		uint32_t n = 0;
		casus_rc_t rc = CASUS_OK;

		r->line++;
		at = end + 1;
		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		if (cs_trim(line).n == 0) {
			if (d->words.n > first) {
				if (range_last)
					return wrong(r, r->line, "a range goes beyond the end of the sentence");
				rc = finish(r, first);
				first = d->words.n;
				r->first_line = 0;
				r->new_par = false;
			}
			r->has_text = false;
			if (rc != CASUS_OK)
				return rc;
			continue;
		}
		if (line.p[0] == '#') {
			rc = take_comment(r, line);
			if (rc != CASUS_OK)
				return rc;
			continue;
		}
		for (rest = line; n < COLUMNS; n++) {
			const char *tab = memchr(rest.p, '\t', rest.n);

			col[n] = cs_trim(cs_str(rest.p, tab ? (size_t)(tab - rest.p) : rest.n));
			if (!tab) {
				rest.n = 0;
				n++;
				break;
			}
			rest = cs_str(tab + 1, (size_t)(rest.p + rest.n - tab - 1));
		}
		if (n != COLUMNS || rest.n)
			return wrong(r, r->line, "a word should have ten columns, apart by tabs");
		if (!r->first_line) { /* the white space before this sentence */
			r->first_line = r->line;
			if (d->sents.n && r->new_par) {
				cs_buf_str(&r->text, "\n\n");
				r->par++;
			} else if (d->sents.n && (d->words.p[first - 1].flags & CS_W_SPACE_AFTER)) {
				cs_buf_str(&r->text, " ");
			}
			range_first = range_last = range_begin = 0;
		}
		rc = take_row(r, col, first, &range_first, &range_last, &range_begin);
		if (rc != CASUS_OK)
			return rc;
	}
	return CASUS_OK;
}

casus_rc_t cs_conllu_read(cs_doc_t *d, cs_str_t file, const char *name, casus_error_t *err)
{
	reader_t r = {.doc = d, .name = name, .err = err, .text = {.arena = &d->arena}};
	size_t bad = cs_utf8_check(file.p, file.n);
	casus_rc_t rc;

	if (bad < file.n)
		return cs_fail(err, CASUS_EUTF8, name, 0, (uint32_t)bad + 1, "this is not UTF-8");
	cs_buf_add(&r.text, "", 0);
	rc = read_all(&r, file);
	d->buf = cs_str(cs_strndup(&d->arena, r.text.n ? r.text.p : "", r.text.n), r.text.n);
	d->title_len = d->text_at = 0;
	return rc;
}

static void put_str(cs_buf_t *b, cs_str_t s)
{
	if (!s.n)
		cs_buf_str(b, "_");
	for (uint32_t i = 0, from = 0; i <= s.n; i++) {
		/* a form holds no white space, but a lemma or a hostile text might */
		if (i == s.n || cs_is_space((uint8_t)s.p[i])) {
			cs_buf_add(b, s.p + from, i - from);
			if (i < s.n)
				cs_buf_str(b, " ");
			from = i + 1;
		}
	}
}

static void put_misc(const cs_doc_t *d, cs_buf_t *b, uint32_t i, bool no_space)
{
	uint32_t ref = d->ref_of ? d->ref_of[i] : CS_NONE;
	uint32_t chain = ref == CS_NONE ? CS_NONE : d->refs.p[ref].chain;

	if (chain != CS_NONE)
		cs_buf_printf(b, "Chain=%u%s", chain + 1, no_space ? "|" : "\n");
	if (no_space || chain == CS_NONE)
		cs_buf_str(b, no_space ? "SpaceAfter=No\n" : "_\n");
}

static void put_row(const cs_doc_t *d, cs_buf_t *b, uint32_t i, uint32_t first, bool last_of_par)
{
	const cs_word_t *w = &d->words.p[i];
	bool more = i + 1 < d->words.n && d->words.p[i + 1].sent == w->sent &&
	            (d->words.p[i + 1].flags & CS_W_MWT_MORE);
	bool no_space = !(w->flags & CS_W_SPACE_AFTER) && !last_of_par;

	if (w->flags & CS_W_MWT_FIRST) {
		uint32_t last = i;

		while (last + 1 < d->words.n && d->words.p[last + 1].sent == w->sent &&
		       (d->words.p[last + 1].flags & CS_W_MWT_MORE))
			last++;
		cs_buf_printf(b, "%u-%u\t", i - first + 1, last - first + 1);
		put_str(b, cs_str(d->buf.p + w->begin, d->words.p[last].end - w->begin));
		cs_buf_str(b, "\t_\t_\t_\t_\t_\t_\t_\t");
		cs_buf_str(b, (d->words.p[last].flags & CS_W_SPACE_AFTER) || last_of_par
		                  ? "_\n"
		                  : "SpaceAfter=No\n");
	}
	cs_buf_printf(b, "%u\t", i - first + 1);
	put_str(b, w->form);
	cs_buf_str(b, "\t");
	put_str(b, w->lemma);
	cs_buf_printf(b, "\t%s\t%s\t_\t", cs_upos_name((cs_upos_t)w->upos),
	              cs_xpos_name((cs_xpos_t)w->xpos));
	if (w->deprel >= CS_N_DEPREL)
		cs_buf_str(b, "_\t_");
	else
		cs_buf_printf(b, "%u\t%s", w->head == CS_NONE ? 0 : w->head - first + 1,
		              cs_deprel_name((cs_deprel_t)w->deprel));
	cs_buf_str(b, "\t_\t");
	put_misc(d, b, i, no_space && !more && !(w->flags & (CS_W_MWT_FIRST | CS_W_MWT_MORE)));
}

void cs_conllu_write(const cs_doc_t *d, cs_buf_t *b)
{
	if (d->ref_of && d->id)
		cs_buf_printf(b, "# newdoc id = %s\n", d->id);
	for (uint32_t s = 0; s < d->sents.n; s++) {
		const cs_sent_t *sent = &d->sents.p[s];
		bool par_ends = s + 1 == d->sents.n || (d->sents.p[s + 1].flags & CS_S_PAR_BEGIN);

		if (sent->flags & CS_S_PAR_BEGIN)
			cs_buf_str(b, "# newpar\n");
		cs_buf_printf(b, "# sent_id = %u\n# text = ", s + 1);
		put_str(b, cs_str(d->buf.p + sent->begin, sent->end - sent->begin));
		cs_buf_str(b, "\n");
		for (uint32_t i = sent->words.begin; i < sent->words.end; i++)
			put_row(d, b, i, sent->words.begin, par_ends && i + 1 == sent->words.end);
		cs_buf_str(b, "\n");
	}
}
