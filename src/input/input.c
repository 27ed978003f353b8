/* input.c - see input.h. libarchive undoes the compression ("raw" format: one stream a file),
 * jansson reads the JSON: both check what they are given, which is why they are here and not code
 * of our own. What a line of JSON holds beside the known fields is given back under `extra`.
 * Out of memory is told as CASUS_ENOMEM for the document at hand. */
#include "input/input.h"

#include <archive.h>
#include <archive_entry.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 1 << 16 };
typedef enum form { FORM_UNKNOWN, FORM_JSONL, FORM_TXT } form_t;

struct cs_input {
	char *name; /* as messages call it */
	form_t form;
	struct archive *ar; /* NULL after its end */
	const char *chunk;  /* libarchive's own; good until the next read */
	size_t at, n;
	char *line; /* the line or text being put together */
	size_t len, cap;
	uint32_t line_no;
	bool ended, txt_given, empty;
};

static casus_rc_t fail(casus_error_t *err, casus_rc_t rc, const char *file, uint32_t line,
                       uint32_t col, const char *what, const char *detail)
{
	if (err) {
		memset(err, 0, sizeof *err);
		err->rc = rc;
		err->line = line;
		err->col = col;
		(void)snprintf(err->file, sizeof err->file, "%s", file);
		(void)snprintf(err->msg, sizeof err->msg, "%s%s", what, detail ? detail : "");
	}
	return rc;
}

static bool ends_with(const char *s, const char *suffix)
{
	size_t n = strlen(s), m = strlen(suffix);
	return n >= m && strcmp(s + n - m, suffix) == 0;
}

/* The form by the file's name, compression endings cut off. */
static form_t form_of(const char *name)
{
	static const char *const packed[] = {".gz", ".zst", ".xz", ".bz2", ".lz4", ".Z"};
	char s[512];
	size_t n = strlen(name);
	if (n >= sizeof s) {
		name += n - (sizeof s - 1);
	}
	(void)snprintf(s, sizeof s, "%s", name);
	for (size_t i = 0; i < sizeof packed / sizeof *packed; i++)
		if (ends_with(s, packed[i])) {
			s[strlen(s) - strlen(packed[i])] = 0;
			break;
		}
	if (ends_with(s, ".jsonl") || ends_with(s, ".ndjson") || ends_with(s, ".json"))
		return FORM_JSONL;
	if (ends_with(s, ".txt") || ends_with(s, ".text"))
		return FORM_TXT;
	return FORM_UNKNOWN;
}

casus_rc_t cs_input_open(cs_input_t **out, const char *path, const char *format, casus_error_t *err)
{
	*out = NULL;
	bool in = !path || strcmp(path, "-") == 0;
	cs_input_t *r = calloc(1, sizeof *r);
	if (!r)
		return fail(err, CASUS_ENOMEM, in ? "(standard input)" : path, 0, 0, "out of memory", NULL);
	r->name = strdup(in ? "(standard input)" : path);
	r->ar = archive_read_new();
	if (!r->name || !r->ar) {
		cs_input_close(r);
		return fail(err, CASUS_ENOMEM, in ? "(standard input)" : path, 0, 0, "out of memory", NULL);
	}
	if (format)
		r->form = strcmp(format, "jsonl") == 0 ? FORM_JSONL : FORM_TXT;
	else if (!in)
		r->form = form_of(path);
	archive_read_support_filter_all(r->ar);
	archive_read_support_format_raw(r->ar);
	archive_read_support_format_empty(r->ar);
	struct archive_entry *entry;
	int rc = in ? archive_read_open_fd(r->ar, STDIN_FILENO, CHUNK)
	            : archive_read_open_filename(r->ar, path, CHUNK);
	if (rc == ARCHIVE_OK) {
		rc = archive_read_next_header(r->ar, &entry);
		if (rc == ARCHIVE_EOF) { /* an empty file */
			r->ended = r->empty = true;
			rc = ARCHIVE_OK;
		}
	}
	if (rc < ARCHIVE_WARN) {
		const char *why = archive_error_string(r->ar);
		casus_rc_t e = fail(err, CASUS_EIO, r->name, 0, 0, why ? why : "cannot be read", NULL);
		cs_input_close(r);
		return e;
	}
	*out = r;
	return CASUS_OK;
}

void cs_input_close(cs_input_t *r)
{
	if (!r)
		return;
	if (r->ar)
		archive_read_free(r->ar);
	free(r->line);
	free(r->name);
	free(r);
}

/* The next piece of the unpacked stream: 1, 0 at its end, -1 with err. */
static int refill(cs_input_t *r, casus_error_t *err)
{
	while (!r->ended) {
		const void *p;
		size_t n;
		la_int64_t offset;
		int rc = archive_read_data_block(r->ar, &p, &n, &offset);
		if (rc == ARCHIVE_EOF) {
			r->ended = true;
			return 0;
		}
		if (rc < ARCHIVE_WARN) {
			const char *why = archive_error_string(r->ar);
			r->ended = true;
			fail(err, CASUS_EIO, r->name, r->form == FORM_JSONL ? r->line_no + 1 : 0, 0,
			     why ? why : "damaged", NULL);
			return -1;
		}
		if (n) {
			r->chunk = p;
			r->at = 0;
			r->n = n;
			return 1;
		}
	}
	return 0;
}

static bool keep(cs_input_t *r, const char *p, size_t n)
{
	if (r->len + n + 1 > r->cap) {
		size_t cap = r->cap ? r->cap : CHUNK;
		while (cap < r->len + n + 1)
			cap *= 2;
		char *q = realloc(r->line, cap);
		if (!q)
			return false;
		r->line = q;
		r->cap = cap;
	}
	memcpy(r->line + r->len, p, n);
	r->len += n;
	r->line[r->len] = 0;
	return true;
}

/* One line (or, for plain text, everything) into r->line: 1, 0 at the end, -1 broken, -2 too long. */
static int next_line(cs_input_t *r, bool whole, casus_error_t *err)
{
	bool any = false, too_long = false;
	r->len = 0;
	for (;;) {
		if (r->at == r->n) {
			int got = refill(r, err);
			if (got < 0)
				return -1;
			if (got == 0)
				break;
		}
		any = true;
		const char *p = r->chunk + r->at;
		size_t n = r->n - r->at;
		const char *nl = whole ? NULL : memchr(p, '\n', n);
		if (nl)
			n = (size_t)(nl - p);
		if (r->len + n > CS_INPUT_LINE_MAX) {
			too_long = true; /* read on to its end, keep nothing */
			r->len = 0;
		} else if (!too_long && !keep(r, p, n)) {
			fail(err, CASUS_ENOMEM, r->name, r->line_no + 1, 0, "out of memory", NULL);
			return -1;
		}
		r->at += n;
		if (nl) {
			r->at++;
			break;
		}
	}
	if (!any)
		return 0;
	r->line_no++;
	if (too_long) {
		fail(err, CASUS_ELIMIT, r->name, whole ? 0 : r->line_no, 0,
		     "longer than a document can be (128 MB)", NULL);
		return -2;
	}
	if (!keep(r, "", 0))
		return -1;
	return 1;
}

/* Keeps a malloc'ed string with the document. */
static char *own(cs_input_doc_t *d, char *s)
{
	if (!s)
		return NULL;
	char **more = realloc(d->owned, (d->n_owned + 1) * sizeof *more);
	if (!more) {
		free(s);
		return NULL;
	}
	d->owned = more;
	d->owned[d->n_owned++] = s;
	return s;
}

void cs_input_doc_clear(cs_input_doc_t *d)
{
	for (size_t i = 0; i < d->n_owned; i++)
		free(d->owned[i]);
	free(d->owned);
	free(d->known);
	memset(d, 0, sizeof *d);
}

/* A field that is a string (NULL: absent or null). Takes it out of the object. */
static bool take(json_t *o, const char *key, cs_input_doc_t *d, const char **out)
{
	json_t *v = json_object_get(o, key);
	*out = NULL;
	if (json_is_string(v)) {
		*out = own(d, strdup(json_string_value(v)));
		if (!*out)
			return false;
	} else if (v && !json_is_null(v)) {
		return true; /* of another kind: it stays under `extra` */
	}
	json_object_del(o, key);
	return true;
}

static size_t byte_of(const char *s, size_t n, size_t *at, size_t *chars, json_int_t want)
{
	if (want < 0)
		return SIZE_MAX;
	if ((size_t)want < *chars) { /* mentions are mostly in order; start again where they are not */
		*at = 0;
		*chars = 0;
	}
	while (*chars < (size_t)want && *at < n) {
		(*at)++;
		while (*at < n && ((uint8_t)s[*at] & 0xc0) == 0x80)
			(*at)++;
		(*chars)++;
	}
	return *chars == (size_t)want ? *at : SIZE_MAX;
}

static const char *read_known(json_t *list, cs_input_doc_t *d)
{
	if (!json_is_array(list))
		return "\"mentions\" has to be a list";
	size_t n = json_array_size(list), at = 0, chars = 0;
	casus_known_t *known = calloc(n ? n : 1, sizeof *known);
	if (!known)
		return "out of memory";
	d->known = known;
	for (size_t i = 0; i < n; i++) {
		json_t *m = json_array_get(list, i), *b = json_object_get(m, "begin"),
		       *e = json_object_get(m, "end"), *c = json_object_get(m, "code");
		if (!json_is_integer(b) || !json_is_integer(e))
			return "a mention has to have \"begin\" and \"end\"";
		size_t begin = byte_of(d->article.text, d->article.len, &at, &chars, json_integer_value(b));
		size_t end = byte_of(d->article.text, d->article.len, &at, &chars, json_integer_value(e));
		if (begin == SIZE_MAX || end == SIZE_MAX || begin >= end)
			return "a mention lies outside the text";
		known[i].begin = (uint32_t)begin;
		known[i].end = (uint32_t)end;
		if (json_is_string(c)) {
			known[i].code = own(d, strdup(json_string_value(c)));
			if (!known[i].code)
				return "out of memory";
		}
	}
	d->article.known = known;
	d->article.n_known = n;
	return NULL;
}

/* A line of JSON into *d. The parse tree is freed here; strings are the document's own. */
static cs_input_got_t read_json(cs_input_t *r, cs_input_doc_t *d, casus_error_t *err)
{
	const char *line = r->line;
	size_t len = r->len;
	if (r->line_no == 1 && len >= 3 && memcmp(line, "\xef\xbb\xbf", 3) == 0) {
		line += 3;
		len -= 3;
	}
	json_error_t why;
	json_t *o = json_loadb(line, len, JSON_ALLOW_NUL, &why);
	if (!o) {
		fail(err, CASUS_EINPUT, r->name, r->line_no,
		     (uint32_t)(why.position < 0 ? 0 : why.position), "not JSON: ", why.text);
		return CS_GOT_BAD;
	}
	const char *bad = NULL;
	bool memory = true;
	casus_article_t *a = &d->article;
	json_t *text = NULL, *id = NULL;
	if (!json_is_object(o)) {
		bad = "expected a JSON object";
		goto done;
	}
	id = json_object_get(o, "id");
	if (json_is_string(id)) {
		memory = take(o, "id", d, &a->id);
	} else if (json_is_number(id)) {
		a->id = own(d, json_dumps(id, JSON_ENCODE_ANY));
		memory = a->id != NULL;
		json_object_del(o, "id");
	} else if (id && !json_is_null(id)) {
		bad = "\"id\" has to be a string or a number";
		goto done;
	} else {
		json_object_del(o, "id");
	}
	text = json_object_get(o, "text");
	if (!json_is_string(text)) {
		bad = text ? "\"text\" has to be a string" : "\"text\" is missing";
		goto done;
	}
	a->len = json_string_length(text);
	char *copy = own(d, malloc(a->len + 1));
	memory = memory && copy;
	if (!memory)
		goto done;
	memcpy(copy, json_string_value(text), a->len + 1);
	a->text = copy;
	json_object_del(o, "text");
	json_t *mentions = json_object_get(o, "mentions");
	if (mentions && !json_is_null(mentions))
		bad = read_known(mentions, d);
	json_object_del(o, "mentions");
	if (bad)
		goto done;
	memory = take(o, "date", d, &a->date) && take(o, "title", d, &a->title) &&
	         take(o, "publisher", d, &a->publisher) && take(o, "url", d, &a->url) &&
	         take(o, "lang", d, &a->lang) && take(o, "translated_from", d, &a->translated_from);
	if (memory && !a->publisher)
		memory = take(o, "source", d, &a->publisher);
	if (memory && json_object_size(o)) {
		a->extra_json = own(d, json_dumps(o, JSON_COMPACT));
		memory = a->extra_json != NULL;
	}
done:
	json_decref(o);
	if (!memory)
		bad = "out of memory";
	if (bad) {
		fail(err, memory ? CASUS_EINPUT : CASUS_ENOMEM, r->name, r->line_no, 0, bad, NULL);
		return CS_GOT_BAD;
	}
	return CS_GOT_DOC;
}

static form_t sniff(cs_input_t *r)
{
	for (size_t i = r->at; i < r->n; i++) {
		char c = r->chunk[i];
		if (c == ' ' || (c >= '\t' && c <= '\r') || (uint8_t)c == 0xef || (uint8_t)c == 0xbb ||
		    (uint8_t)c == 0xbf)
			continue;
		return c == '{' ? FORM_JSONL : FORM_TXT;
	}
	return FORM_TXT;
}

cs_input_got_t cs_input_next(cs_input_t *r, cs_input_doc_t *d, casus_error_t *err)
{
	memset(d, 0, sizeof *d);
	if (r->form == FORM_UNKNOWN) {
		if (r->at == r->n && refill(r, err) < 0)
			return CS_GOT_BROKEN;
		r->form = sniff(r);
	}
	if (r->form == FORM_TXT) {
		if (r->txt_given)
			return CS_GOT_END;
		r->txt_given = true;
		int got = next_line(r, true, err);
		if (got == -1)
			return CS_GOT_BROKEN;
		if (got == -2)
			return CS_GOT_BAD;
		char *s = got == 0 ? strdup("") : r->line;
		size_t n = got == 0 ? 0 : r->len;
		if (got == 1) {
			r->line = NULL;
			r->cap = r->len = 0;
		}
		if (!own(d, s)) {
			fail(err, CASUS_ENOMEM, r->name, 0, 0, "out of memory", NULL);
			return CS_GOT_BAD;
		}
		if (n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0) {
			s += 3;
			n -= 3;
		}
		d->article.text = s;
		d->article.len = n;
		d->article.give_text = 1;
		return CS_GOT_DOC;
	}
	for (;;) {
		int got = next_line(r, false, err);
		if (got == 0)
			return CS_GOT_END;
		if (got == -1)
			return CS_GOT_BROKEN;
		if (got == -2)
			return CS_GOT_BAD;
		size_t i = 0;
		while (i < r->len && (r->line[i] == ' ' || r->line[i] == '\t' || r->line[i] == '\r'))
			i++;
		if (i == r->len)
			continue; /* an empty line */
		d->line = r->line_no;
		return read_json(r, d, err);
	}
}
