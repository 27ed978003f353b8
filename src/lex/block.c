/* block.c - reads the block syntax of lexicon files. One pass over the bytes, no look-ahead; what
 * is wrong is told with file, line and column, and reading goes on with the next line, so that a
 * check reports all mistakes of a file at once. */
#include "lex/block.h"

#include <stdio.h>

static void diag(cs_diag_t *d, int is_error, const char *file, uint32_t line, uint32_t col,
                 cs_str_t id, const char *fmt, va_list ap)
{
	char msg[320], id_z[160];
	(void)vsnprintf(msg, sizeof msg, fmt, ap);
	(void)snprintf(id_z, sizeof id_z, "%.*s", (int)(id.n < 150 ? id.n : 150), id.n ? id.p : "");
	if (is_error) {
		if (d->n_errors++ == 0 && d->first)
			(void)cs_fail(d->first, CASUS_ELEXICON, file, line, col, "%s%s%s%s", id.n ? "[" : "",
			              id_z, id.n ? "] " : "", msg);
	} else {
		d->n_warnings++;
	}
	if (d->fn) {
		casus_finding_t f = {is_error, file, line, col, id_z, msg};
		d->fn(d->user, &f);
	}
}

void cs_diag_error(cs_diag_t *d, const char *file, uint32_t line, uint32_t col, cs_str_t id,
                   const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	diag(d, 1, file, line, col, id, fmt, ap);
	va_end(ap);
}

void cs_diag_warn(cs_diag_t *d, const char *file, uint32_t line, uint32_t col, cs_str_t id,
                  const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	diag(d, 0, file, line, col, id, fmt, ap);
	va_end(ap);
}

static bool id_ok(cs_str_t s)
{
	for (uint32_t i = 0; i < s.n; i += 8) {
		uint64_t x = i + 8 <= s.n ? cs_load8(s.p + i) : cs_load_tail(s.p, s.n, i);
		uint64_t high = x & CS_EACH(0x80);
		uint64_t ok = cs_between(x, 'a', 'z') | cs_between(x, '0', '9') | cs_between(x, '-', '.');
		uint64_t all = s.n - i >= 8 ? CS_EACH(0x80) : CS_EACH(0x80) >> 8 * (8 - (s.n - i));
		if (high || ok != all)
			return false;
	}
	return s.n > 0;
}

/* Cuts a comment: '#' at the beginning, or after two blanks or a tab. */
static cs_str_t uncomment(cs_str_t s)
{
	for (uint32_t i = 0; i < s.n; i++) {
		if (s.p[i] != '#')
			continue;
		if (i == 0 || s.p[i - 1] == '\t' || (i >= 2 && s.p[i - 1] == ' ' && s.p[i - 2] == ' '))
			return cs_str(s.p, i);
	}
	return s;
}

/* What is being read: the file, and the block that its last head has begun. */
typedef struct reader {
	cs_arena_t *arena;
	cs_lex_blocks_t *out;
	cs_lex_block_t *block;       /* or NULL; good until the next head */
	CS_VEC(cs_lex_line_t) lines; /* of the file */
	uint32_t first;              /* of the block */
	uint32_t first_block;        /* of the file */
	const char *name;
	cs_diag_t *d;
} reader_t;

static void end_block(reader_t *r)
{
	if (r->block)
		r->block->lines.n = r->block->lines.cap = r->lines.n - r->first;
	r->block = NULL;
	r->first = r->lines.n;
}

/* The lines of all blocks lie one behind the other, and move no more. */
static void end_file(reader_t *r)
{
	cs_lex_line_t *p = r->lines.p;
	end_block(r);
	CS_TRIM(r->arena, &r->lines);
	for (uint32_t i = r->first_block; i < r->out->n; i++) {
		cs_lex_block_t *b = &r->out->p[i];
		b->lines.p = b->lines.n ? p : NULL;
		p += b->lines.n;
	}
}

static void begin_block(reader_t *r, cs_str_t head, uint32_t line)
{
	cs_str_t id = cs_str(head.p + 1, head.n - 1);
	end_block(r);
	if (head.p[head.n - 1] != ']') {
		cs_diag_error(r->d, r->name, line, 1, id, "expected ']' at the end of the line");
		return;
	}
	id.n--;
	if (!id_ok(id)) {
		cs_diag_error(r->d, r->name, line, 1, id,
		              "an id has lower-case letters, digits, '-' and '.' only");
		return;
	}
	r->block = CS_PUSH(r->arena, r->out);
	r->block->id = id;
	r->block->file = r->name;
	r->block->line = line;
}

static const char *find_byte(const char *p, const char *end, char c)
{
	const char *at = p < end ? memchr(p, c, (size_t)(end - p)) : NULL;
	return at ? at : end;
}

/* A file without its byte order mark; empty where it is no UTF-8, which is told. */
static cs_str_t checked(cs_str_t text, const char *name, cs_diag_t *d)
{
	if (text.n >= 3 && memcmp(text.p, "\xef\xbb\xbf", 3) == 0)
		text = cs_str(text.p + 3, text.n - 3);
	size_t bad = cs_utf8_check(text.p, text.n);
	if (bad == text.n)
		return text;
	uint32_t line = 1;
	for (size_t i = 0; i < bad; i++)
		line += text.p[i] == '\n';
	cs_diag_error(d, name, line, 0, (cs_str_t){0}, "expected UTF-8, found a byte that is not");
	return cs_str(text.p, 0);
}

/* The length of the key at the beginning of t, and where its value begins. Keys are short, and
 * blanks follow: both ends are found in a word of eight bytes each, if that many may be read. */
static inline uint32_t cut_key(cs_str_t t, const char *end, uint32_t *value)
{
	uint32_t k = 0, v;
	if (end - t.p >= 16) {
		uint64_t x = cs_load8(t.p), low = (x - CS_EACH(' ' + 1)) & ~x & CS_EACH(0x80);
		k = low ? (uint32_t)__builtin_ctzll(low) / 8 : 0;
		x = cs_load8(t.p + k) ^ CS_EACH(' ');
		v = k + (x ? (uint32_t)__builtin_ctzll(x) / 8 : 0);
		if (v > k && v < t.n && (uint8_t)t.p[v] > ' ') { /* a key, blanks, and a value */
			*value = v;
			return k;
		}
	}
	for (k = 0; k < t.n && !cs_is_space((uint8_t)t.p[k]);)
		k++;
	v = k;
	while (v < t.n && cs_is_space((uint8_t)t.p[v]))
		v++;
	*value = v;
	return k;
}

void cs_block_read(cs_arena_t *arena, cs_lex_blocks_t *out, cs_str_t text, const char *name,
                   cs_diag_t *d)
{
	reader_t r = {.arena = arena, .out = out, .first_block = out->n, .name = name, .d = d};
	cs_str_t key = {0};
	bool key_ok = false;
	text = checked(text, name, d);
	enum { LINE = 20 }; /* bytes of one, where they are many */
	CS_RESERVE(arena, &r.lines, text.n / LINE + 8);
	const char *p = text.p, *end = text.p + text.n;
	const char *hash = find_byte(p, end, '#'); /* the next of the file: few lines have one */
	for (uint32_t line = 1; p < end; line++) {
		const char *line_at = p, *line_end = memchr(p, '\n', (size_t)(end - p));
		if (!line_end)
			line_end = end;
		cs_str_t t = cs_str(p, (size_t)(line_end - p));
		p = line_end + 1;
		if (hash < line_end) {
			t = uncomment(t);
			hash = find_byte(line_end, end, '#');
		}
		t = cs_trim(t);
		if (t.n == 0)
			continue;
		uint32_t col = (uint32_t)(t.p - line_at) + 1;
		if (t.p[0] == '[' && col == 1) {
			begin_block(&r, t, line);
			key = (cs_str_t){0};
			key_ok = false;
			continue;
		}
		if (!r.block) {
			if (key_ok || key.p == NULL) /* once for the lines after a bad head */
				cs_diag_error(d, name, line, col, (cs_str_t){0}, "expected a block: [id]");
			key = t;
			continue;
		}
		cs_str_t value = t;
		if (col == 1) {
			uint32_t at;
			key = cs_str(t.p, cut_key(t, end, &at));
			key_ok = true;
			value = cs_str(t.p + at, t.n - at);
		} else if (!key_ok) {
			cs_diag_error(
			    d, name, line, col, r.block->id,
			    "a line that begins with a blank goes on with the key above; there is none");
			continue;
		}
		*CS_PUSH(arena, &r.lines) =
		    (cs_lex_line_t){key, value, line, (uint32_t)(value.p - line_at) + 1};
	}
	end_file(&r);
}

cs_str_t cs_block_get(const cs_lex_block_t *b, const char *key)
{
	cs_str_t k = cs_strz(key);
	for (uint32_t i = 0; i < b->lines.n; i++)
		if (cs_eq(b->lines.p[i].key, k))
			return b->lines.p[i].value;
	return (cs_str_t){0};
}

/* Where two dots stand, or s.n. */
static uint32_t dots_in(cs_str_t s)
{
	for (uint32_t i = cs_find(s, '.'); i + 1 < s.n; i++)
		if (s.p[i] == '.' && s.p[i + 1] == '.')
			return i;
	return s.n;
}

static bool term(cs_str_t s, uint32_t dots, int32_t *from, int32_t *to)
{
	cs_str_t a = cs_trim(cs_str(s.p, dots)), b = cs_trim(cs_str(s.p + dots + 2, s.n - dots - 2));
	int32_t other;
	if (a.n && !cs_day_read(a, from, &other))
		return false;
	return b.n == 0 || cs_day_read(b, &other, to);
}

/* The length of a date at s that stands alone there, behind it `..`, a comma or nothing; else 0. */
static uint32_t date_at(cs_str_t s, bool last)
{
	static const uint8_t length[] = {10, 4, 7};
	for (size_t i = 0; i < CS_COUNT(length); i++) {
		uint32_t n = length[i];
		if (last ? n == s.n || (n < s.n && s.p[n] == ',')
		         : n + 1 < s.n && s.p[n] == '.' && s.p[n + 1] == '.')
			return n;
	}
	return 0;
}

/* Most braces begin with a term as the files are written, without a blank: cut off at once. All
 * others are left as they are. */
static void plain_term(cs_str_t *attrs, cs_lex_item_t *item)
{
	cs_str_t s = *attrs;
	int32_t from = CS_DAY_MIN, to = CS_DAY_MAX, other;
	if (s.n < 3 || (!cs_is_digit((uint8_t)s.p[0]) && s.p[0] != '.'))
		return;
	uint32_t n = date_at(s, false);
	if (n ? !cs_day_read(cs_str(s.p, n), &from, &other) : s.p[0] != '.' || s.p[1] != '.')
		return;
	s = cs_str(s.p + n + 2, s.n - n - 2);
	n = date_at(s, true);
	if (n ? !cs_day_read(cs_str(s.p, n), &other, &to) : s.n && s.p[0] != ',')
		return;
	if (from > to)
		return;
	item->from = from;
	item->to = to;
	item->dated = true;
	*attrs = n == s.n ? (cs_str_t){0} : cs_str(s.p + n + 1, s.n - n - 1);
}

static uint8_t flag(cs_str_t s)
{
	static const struct {
		const char *name;
		uint8_t n, bit;
	} flags[] = {{"open", 4, CS_IT_OPEN},     {"also", 4, CS_IT_ALSO},
	             {"weak", 4, CS_IT_WEAK},     {"case", 4, CS_IT_CASE},
	             {"owned", 5, CS_IT_OWNED},   {"named", 5, CS_IT_NAMED},
	             {"before", 6, CS_IT_BEFORE}, {"context", 7, CS_IT_CONTEXT}};
	for (size_t i = 0; i < CS_COUNT(flags); i++)
		if (s.n == flags[i].n && memcmp(s.p, flags[i].name, s.n) == 0)
			return flags[i].bit;
	return 0;
}

bool cs_block_next(const cs_lex_block_t *b, const cs_lex_line_t *l, cs_str_t *rest,
                   cs_lex_item_t *item, cs_diag_t *d)
{
	cs_str_t piece;
	do {
		if (!rest->p)
			return false;
		uint32_t at = cs_find(*rest, '|');
		piece = cs_trim(cs_str(rest->p, at));
		*rest = at < rest->n ? cs_str(rest->p + at + 1, rest->n - at - 1) : (cs_str_t){0};
	} while (piece.n == 0);
	*item = (cs_lex_item_t){.text = piece, .from = CS_DAY_MIN, .to = CS_DAY_MAX, .line = l->line};
	item->col = l->col + (uint32_t)(piece.p - l->value.p);
	if (piece.p[piece.n - 1] != '}')
		return true;
	uint32_t open = cs_find(piece, '{');
	if (open == piece.n) {
		cs_diag_error(d, b->file, item->line, item->col, b->id, "'}' without '{'");
		return true;
	}
	item->text = cs_trim(cs_str(piece.p, open));
	item->attrs = cs_str(piece.p + open + 1, piece.n - open - 2);
	cs_str_t attrs = item->attrs, a;
	plain_term(&attrs, item);
	while (cs_split(&attrs, ',', &a)) {
		uint32_t name = cs_find(a, '='), dots;
		if (a.n && cs_is_lower((uint8_t)a.p[0]))
			item->flags |= flag(cs_str(a.p, name));
		if (name < a.n || (dots = dots_in(a)) == a.n)
			continue;
		if (!term(a, dots, &item->from, &item->to) || item->from > item->to) {
			cs_diag_error(d, b->file, item->line, item->col, b->id,
			              "expected a term FROM..TO of ISO dates, found '%.*s'", (int)a.n, a.p);
			item->from = CS_DAY_MIN;
			item->to = CS_DAY_MAX;
		} else {
			item->dated = true;
		}
	}
	return true;
}

bool cs_item_attr(const cs_lex_item_t *item, const char *name, cs_str_t *value)
{
	cs_str_t attrs = item->attrs, a;
	if (!attrs.p)
		return false;
	size_t n = strlen(name);
	while (cs_split(&attrs, ',', &a)) {
		if (a.n < n || memcmp(a.p, name, n) != 0)
			continue;
		if (a.n == n) {
			*value = cs_str(a.p + n, 0);
			return true;
		}
		if (a.p[n] == '=') {
			*value = cs_trim(cs_str(a.p + n + 1, a.n - n - 1));
			return true;
		}
	}
	return false;
}
