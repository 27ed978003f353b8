/* tok.c - sentences, tokens and words of a text.
 *
 *   paragraph ──white space──▶ chunks ──split──▶ tokens ──ends──▶ sentences
 *                                                   └──contractions──▶ words
 *
 * Method. White space always parts tokens. Inside a chunk, only places where the kind of character
 * changes are in question: a linear classifier over hashed features, learned from the treebanks,
 * decides each from left to right, so that hyphens, abbreviations, times and smileys follow the
 * treebanks' habits. What needs no judgement is a rule: addresses, hash tags, decimal points,
 * typographic quotation marks. A second classifier decides after each token whether a sentence
 * ends; titles ("Gen.") and datelines never end one. Contractions ("didn't", "Syria's", "cannot")
 * become several words of one multiword token, as UD English has it.
 * Paragraphs are apart by a blank line; a single line break is a blank. NUL is white space.
 *
 * Cost: linear. Every look around is bounded: pieces of 24 bytes, a window of tokens, sentences of
 * CS_SENT_WORDS_MAX words, tokens of CS_TOKEN_BYTES_MAX bytes. Tokens wait in a buffer of fixed
 * size, so that a text without paragraphs needs no more scratch memory than any other.
 * It does not mend the text: no spelling, no re-joining of words broken over lines. */
#include "tok/tok.h"

#include "model/word.h"

#define BUFFER 4096u     /* tokens that wait for their sentence to end */
#define LOOK_AHEAD 24u   /* tokens that must follow before an end is decided */
#define PIECE 24u        /* bytes of a piece that features see */
#define DATELINE_MAX 24u /* tokens */

typedef struct token {
	uint32_t begin, end;
	uint32_t words;  /* 1, or how many words the token has */
	uint32_t cut[2]; /* byte offsets at which the second and third word begin */
	uint64_t low, shape;
	uint8_t kind;  /* kind_t of its first character */
	uint8_t space; /* white space follows */
	uint8_t abbr;  /* 1 + cs_abbr_t, or 0 */
	uint8_t sure;  /* no sentence ends here: dateline */
} token_t;

typedef enum kind { /* of a character */
	                K_NONE,
	                K_UPPER,
	                K_LOWER,
	                K_DIGIT,
	                K_LETTER,
	                K_STOP,
	                K_OPEN,
	                K_CLOSE,
	                K_QUOTE,
	                K_HYPHEN,
	                K_OTHER
} kind_t;

typedef struct state {
	const cs_tok_t *tok;
	const cs_tok_hooks_t *hooks;
	cs_doc_t *doc;
	token_t *t; /* BUFFER of them */
	uint32_t n;
	uint32_t limit; /* end of this part of the buffer (title or text) */
	uint32_t par;
	uint8_t part_flags; /* CS_S_TITLE … */
	bool par_begins, quote, first_par;
	bool headline;     /* the paragraph is one: only a stop ends a sentence */
	uint32_t depth;    /* of brackets */
	uint32_t dateline; /* tokens at the beginning of the paragraph's first sentence */
	bool single;       /* inside ‘…’ or '…' */
} state_t;

/* ---- characters ------------------------------------------------------------------------ */

static kind_t kind_of(uint32_t c)
{
	if (c < 0x80) {
		if (cs_is_lower((uint8_t)c))
			return K_LOWER;
		if (cs_is_upper((uint8_t)c))
			return K_UPPER;
		if (cs_is_digit((uint8_t)c))
			return K_DIGIT;
		switch (c) {
		case '.':
		case '!':
		case '?':
			return K_STOP;
		case '(':
		case '[':
		case '{':
			return K_OPEN;
		case ')':
		case ']':
		case '}':
			return K_CLOSE;
		case '"':
		case '\'':
		case '`':
			return K_QUOTE;
		case '-':
			return K_HYPHEN;
		default:
			return K_OTHER;
		}
	}
	if ((c >= 0xc0 && c <= 0xde && c != 0xd7) || (c >= 0x410 && c <= 0x42f))
		return K_UPPER;
	if ((c >= 0xdf && c <= 0xff && c != 0xf7) || (c >= 0x430 && c <= 0x45f))
		return K_LOWER;
	if ((c >= 0x2018 && c <= 0x201f) || c == 0xab || c == 0xbb || c == 0x2039 || c == 0x203a)
		return K_QUOTE;
	if (c == 0x2026)
		return K_STOP;
	if (c >= 0x2010 && c <= 0x2012)
		return K_HYPHEN;
	if (c < 0xaa || (c > 0xaa && c < 0xb5) || (c > 0xb5 && c < 0xba) || c == 0xd7 || c == 0xf7 ||
	    c == 0xbf || (c >= 0x2000 && c <= 0x2bff) || (c >= 0x3000 && c <= 0x303f) ||
	    (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfffd || c >= 0x1f000)
		return K_OTHER;
	return K_LETTER;
}

static bool is_letter(kind_t k)
{
	return k == K_UPPER || k == K_LOWER || k == K_LETTER;
}

static bool is_word(kind_t k)
{
	return is_letter(k) || k == K_DIGIT;
}

/* Bytes of white space at p: 0 where there is none. */
static uint32_t space_at(const char *p, const char *end)
{
	uint8_t c = (uint8_t)*p;
	uint32_t u, len;

	if (c < 0x80)
		return cs_is_space(c) ? 1 : 0;
	if (c != 0xc2 && c != 0xe1 && c != 0xe2 && c != 0xe3 && c != 0xef)
		return 0;
	u = cs_utf8_get(p, end, &len);
	if (u == 0xa0 || u == 0x85 || u == 0x1680 || (u >= 0x2000 && u <= 0x200b) || u == 0x2028 ||
	    u == 0x2029 || u == 0x202f || u == 0x205f || u == 0x3000 || u == 0xfeff)
		return len;
	return 0;
}

/* Before p, not before `from`. */
static uint32_t char_before(const char *from, const char *p, const char *end, uint32_t *len)
{
	const char *q = p;
	uint32_t n;

	if (p <= from) {
		*len = 0;
		return 0;
	}
	do
		q--;
	while (q > from && ((uint8_t)*q & 0xc0) == 0x80);
	*len = (uint32_t)(p - q);
	return cs_utf8_get(q, end, &n);
}

static uint32_t char_at(const char *p, const char *end, uint32_t *len)
{
	if (p >= end) {
		*len = 0;
		return 0;
	}
	return cs_utf8_get(p, end, len);
}

/* What the features see of a character: typographic variants are one. */
static uint32_t plain(uint32_t c)
{
	switch (c) {
	case 0x2018:
	case 0x2019:
		return '\'';
	case 0x201c:
	case 0x201d:
		return '"';
	case 0x2010:
	case 0x2011:
	case 0x2012:
		return '-';
	default:
		return c;
	}
}

static uint32_t sign(uint32_t c) /* letters and digits by kind, punctuation as it is */
{
	kind_t k = kind_of(c);

	return c == 0 ? 0 : is_word(k) ? (uint32_t)k : plain(c);
}

/* ---- tokens of a chunk ----------------------------------------------------------------- */

typedef struct chunk {
	const char *begin, *end; /* of the chunk */
	uint32_t next;           /* sign of the first character of the next chunk, 0 at the end */
	bool at;                 /* it has an @ */
} chunk_t;

static uint64_t piece_hash(const char *from, const char *to)
{
	if ((size_t)(to - from) > PIECE)
		from = to - PIECE;
	return cs_hash_lower(cs_str(from, (size_t)(to - from)));
}

static uint64_t run_hash(const char *p, const char *end, uint32_t *n)
{
	const char *q = p;

	if ((size_t)(end - p) > PIECE)
		end = p + PIECE;
	while (q < end &&
	       (((uint8_t)*q & 0x80) || cs_is_alpha((uint8_t)*q) || cs_is_digit((uint8_t)*q)))
		q++;
	*n = (uint32_t)(q - p);
	return cs_hash_lower(cs_str(p, (size_t)(q - p)));
}

static uint32_t split_features(const state_t *s, const chunk_t *c, const char *piece, const char *p,
                               bool was_split, uint64_t *key)
{
	uint32_t len, l1, r1len, n = 0, run, t = 0;
	uint32_t a1 = char_before(c->begin, p, c->end, &l1);
	uint32_t a2 = char_before(c->begin, p - l1, c->end, &len);
	uint32_t a3 = char_before(c->begin, p - l1 - len, c->end, &len);
	uint32_t b1 = char_at(p, c->end, &r1len);
	uint32_t b2 = char_at(p + r1len, c->end, &len);
	uint32_t b3 = char_at(p + r1len + len, c->end, &len);
	uint64_t left = piece_hash(piece, p), right = run_hash(p, c->end, &run);
	uint64_t after = run_hash(p + r1len, c->end, &run);
	uint64_t last = 0;
	uint32_t to_end = (uint32_t)(c->end - p), from_begin = (uint32_t)(p - c->begin);
	uint32_t w1 = plain(a1), x1 = plain(b1);

	w1 = w1 >= 'A' && w1 <= 'Z' ? w1 | 32 : w1;
	x1 = x1 >= 'A' && x1 <= 'Z' ? x1 | 32 : x1;
	if (to_end > 4)
		to_end = 4 + (to_end > 7);
	if (from_begin > 4)
		from_begin = 4 + (from_begin > 7);
	/* where the last sign is a hyphen or stop, the word before it matters */
	if (!is_word(kind_of(a1)) && p - l1 > piece)
		last = piece_hash(piece, p - l1);
	else if (!is_word(kind_of(a1)))
		last = piece_hash(c->begin, p - l1);
	uint64_t ctx = (uint64_t)sign(a2) << 42 | (uint64_t)sign(a1) << 21 | sign(b1);
	uint64_t ctx2 = (uint64_t)sign(b2) << 42 | (uint64_t)sign(b3) << 21 | sign(a3);

	key[n++] = cs_feat1(t++, 0);
	key[n++] = cs_feat2(t++, sign(a1), sign(b1));
	key[n++] = cs_feat1(t++, ctx);
	key[n++] = cs_feat2(t++, ctx, sign(b2));
	key[n++] = cs_feat2(t++, ctx, ctx2);
	key[n++] = cs_feat2(t++, ctx, (uint64_t)sign(b2) << 8 | was_split);
	key[n++] = cs_feat3(t++, w1, x1, was_split);
	key[n++] = cs_feat3(t++, left, x1, sign(b2));
	key[n++] = cs_feat2(t++, left, sign(b1));
	key[n++] = cs_feat3(t++, w1, right, sign(a2));
	key[n++] = cs_feat3(t++, left, right, 0);
	key[n++] = cs_feat3(t++, left, x1, after);
	key[n++] = cs_feat3(t++, sign(a2), x1, after);
	key[n++] = cs_feat3(t++, last, w1, right);
	key[n++] = cs_feat3(t++, last, w1, sign(b1));
	key[n++] = cs_feat3(t++, sign(a1), sign(b1), (uint64_t)to_end << 32 | c->next);
	key[n++] = cs_feat3(t++, sign(a1), sign(b1), (uint64_t)to_end << 8 | from_begin);
	key[n++] = cs_feat3(t++, left, sign(b1), (uint64_t)to_end << 32 | c->next);
	key[n++] = cs_feat3(t++, cs_shape(cs_str(piece, (size_t)(p - piece))), x1,
	                    (uint64_t)to_end << 32 | c->next);
	key[n++] = cs_feat3(t++, cs_shape(cs_str(piece, (size_t)(p - piece))), x1,
	                    cs_shape(cs_str(p, (size_t)(c->end - p))));
	if ((size_t)(c->end - c->begin) <= PIECE)
		key[n++] = cs_feat2(t, piece_hash(c->begin, c->end), (uint64_t)(p - c->begin));
	t++;
	if (x1 == '.' || w1 == '.') {
		uint32_t v = CS_NONE;
		const char *stop = x1 == '.' ? p + 1 : p;

		if ((size_t)(stop - piece) <= PIECE)
			v = cs_table_get(&s->tok->abbr, cs_hash(piece, (size_t)(stop - piece), 1));
		key[n++] = cs_feat3(t, v, x1 == '.', (uint64_t)to_end << 32 | c->next);
	}
	t++;
	if (x1 == '\'' || w1 == '\'')
		key[n++] = cs_feat3(t, s->single, x1 == '\'', sign(b2) << 8 | (from_begin == 0));
	return n;
}

/* Does the stop at p make the piece an abbreviation of the list? */
static bool abbreviated(const state_t *s, const chunk_t *c, const char *piece, const char *p)
{
	if (*p != '.' || (size_t)(p - piece) >= PIECE)
		return false;
	if (p + 1 < c->end && (cs_is_alpha((uint8_t)p[1]) || cs_is_digit((uint8_t)p[1])))
		return false;
	return cs_table_get(&s->tok->abbr, cs_hash(piece, (size_t)(p + 1 - piece), 1)) != CS_NONE;
}

static bool may_url(cs_str_t s, const char *z)
{
	uint32_t n = (uint32_t)strlen(z);

	if (s.n <= n)
		return false;
	for (uint32_t i = 0; i < n; i++)
		if ((s.p[i] | 32) != z[i] && s.p[i] != z[i])
			return false;
	return true;
}

/* Bytes of an address, hash tag or handle that begins at p, or 0. */
static uint32_t address(const chunk_t *c, const char *p)
{
	cs_str_t s = cs_str(p, (size_t)(c->end - p));
	uint32_t n = 0;

	if ((*p == '#' || *p == '@') && s.n > 1 && cs_is_alpha((uint8_t)p[1])) {
		for (n = 1; n < s.n && n < CS_TOKEN_BYTES_MAX; n++) {
			uint8_t b = (uint8_t)p[n];

			if (!cs_is_alpha(b) && !cs_is_digit(b) && b != '_')
				break;
		}
		return n;
	}
	if (may_url(s, "http://") || may_url(s, "https://") || may_url(s, "www.") ||
	    may_url(s, "ftp://")) {
		bool open = false;

		while (n < s.n && n < CS_TOKEN_BYTES_MAX && (uint8_t)p[n] < 0x80 && !strchr("\"<>", p[n])) {
			open |= p[n] == '(';
			n++;
		}
		while (n > 0 && (strchr(".,;:!?'*]}>", p[n - 1]) || (p[n - 1] == ')' && !open)))
			n--;
		return n;
	}
	if (c->at && (cs_is_alpha((uint8_t)*p) || cs_is_digit((uint8_t)*p))) {
		uint32_t dot = 0;

		while (n < s.n && n < 64 &&
		       (cs_is_alpha((uint8_t)p[n]) || cs_is_digit((uint8_t)p[n]) || strchr("._%+-", p[n])))
			n++;
		if (n >= s.n || p[n] != '@' || n == 0)
			return 0;
		for (n++; n < s.n && n < 254; n++) {
			if (p[n] == '.' && n + 1 < s.n && cs_is_alpha((uint8_t)p[n + 1]))
				dot = n;
			else if (!cs_is_alpha((uint8_t)p[n]) && !cs_is_digit((uint8_t)p[n]) && p[n] != '-')
				break;
		}
		return dot ? n : 0;
	}
	return 0;
}

/* -1: keep together, 1: part, 0: ask the classifier. */
static int sure_split(uint32_t a2, uint32_t a, uint32_t b, uint32_t b2)
{
	kind_t ka = kind_of(a), kb = kind_of(b);

	if (is_letter(ka) && is_letter(kb))
		return -1;
	if (ka == K_DIGIT && kb == K_DIGIT)
		return -1;
	if (a == b && a < 0x80 && strchr(".-!?*=_~'`$/\\+^|<>", (int)a))
		return -1;
	if (a == b && a == '"')
		return 1;
	if (ka == K_DIGIT && (b == '.' || b == ',' || b == ':') && kind_of(b2) == K_DIGIT)
		return -1;
	if (kb == K_DIGIT && (a == '.' || a == ',' || a == ':') && kind_of(a2) == K_DIGIT)
		return -1;
	if (b == ',' && b2 == 0)
		return 1;
	if ((a >= 0x201c && a <= 0x201f) || (b >= 0x201c && b <= 0x201f) || a == 0xab || a == 0xbb ||
	    b == 0xab || b == 0xbb || a == 0x2018 || a == 0x2014 || b == 0x2014)
		return 1;
	if (a == 0x2019 && !is_word(kind_of(a2)) && a2 != 0) /* a closing quotation mark */
		return 1;
	return 0;
}

/* ---- words of a token ------------------------------------------------------------------ */

static bool apostrophe(const char *p, uint32_t n, uint32_t *len)
{
	if (n >= 1 && *p == '\'') {
		*len = 1;
		return true;
	}
	if (n >= 3 && (uint8_t)p[0] == 0xe2 && (uint8_t)p[1] == 0x80 && (uint8_t)p[2] == 0x99) {
		*len = 3;
		return true;
	}
	return false;
}

/* Bytes of the clitic with which the token ends, or 0. */
static uint32_t clitic(cs_str_t s)
{
	static const char *const tails[] = {"s", "re", "ve", "ll", "d", "m", ""};
	uint32_t len;

	if (s.n < 2)
		return 0;
	for (size_t k = 0; k < CS_COUNT(tails); k++) {
		uint32_t n = (uint32_t)strlen(tails[k]);
		bool same = true;

		for (uint32_t ap = 1; ap <= 3; ap += 2) {
			if (s.n <= n + ap || !apostrophe(s.p + s.n - n - ap, ap, &len) || len != ap)
				continue;
			for (uint32_t i = 0; i < n; i++)
				same &= (s.p[s.n - n + i] | 32) == tails[k][i];
			if (!same)
				break;
			if (n == 0) /* "parents'" */
				return (s.p[s.n - ap - 1] | 32) == 's' ? ap : 0;
			return n + ap;
		}
	}
	for (uint32_t ap = 1; ap <= 3; ap += 2) {
		if (s.n > ap + 2 && (s.p[s.n - 1] | 32) == 't' && (s.p[s.n - ap - 2] | 32) == 'n' &&
		    apostrophe(s.p + s.n - ap - 1, ap, &len) && len == ap)
			return ap + 2;
	}
	return 0;
}

static void cut_words(const cs_tok_t *tok, const char *buf, token_t *t)
{
	cs_str_t s = cs_str(buf + t->begin, t->end - t->begin);
	uint32_t at, tail;

	t->words = 1;
	if (t->kind != K_UPPER && t->kind != K_LOWER && t->kind != K_LETTER && t->kind != K_DIGIT)
		return;
	at = cs_table_get(&tok->multi, t->low);
	if (at != CS_NONE && at > 0 && at < s.n && ((uint8_t)s.p[at] & 0xc0) != 0x80) {
		t->words = 2;
		t->cut[0] = t->begin + at;
		return;
	}
	tail = clitic(s);
	if (tail == 0 || t->kind == K_DIGIT)
		return;
	t->words = 2;
	t->cut[0] = t->end - tail;
	s.n -= tail;
	tail = clitic(s); /* "wouldn't've" */
	if (tail > 1 && tail < s.n) {
		t->words = 3;
		t->cut[1] = t->cut[0];
		t->cut[0] = t->begin + s.n - tail;
	}
}

/* A token that is two words before this one: an apostrophe was left out ("its not"). */
static void cut_before(const cs_tok_t *tok, const char *buf, token_t *t, const token_t *next)
{
	uint32_t at;

	if (t->words > 1 || (t->kind != K_UPPER && t->kind != K_LOWER))
		return;
	at = cs_table_get(&tok->multi, cs_tok_before(t->low, next->low));
	if (at == CS_NONE || at == 0 || at >= t->end - t->begin ||
	    ((uint8_t)buf[t->begin + at] & 0xc0) == 0x80)
		return;
	t->words = 2;
	t->cut[0] = t->begin + at;
}

/* ---- ends of sentences ----------------------------------------------------------------- */

static const token_t nothing = {0};

static const token_t *near(const state_t *s, uint32_t i, int by)
{
	int64_t at = (int64_t)i + by;

	return at < 0 || at >= s->n ? &nothing : &s->t[at];
}

static uint32_t bucket(uint32_t n)
{
	return n <= 4 ? n : n <= 6 ? 5 : n <= 9 ? 6 : n <= 15 ? 7 : n <= 30 ? 8 : n <= 60 ? 9 : 10;
}

static bool capital(const token_t *t)
{
	return t->kind == K_UPPER;
}

static uint32_t end_features(const state_t *s, uint32_t i, uint32_t first, bool par_end,
                             uint64_t *key)
{
	const token_t *a3 = near(s, i, -2), *a2 = near(s, i, -1), *a = near(s, i, 0);
	const token_t *b = near(s, i, 1), *b2 = near(s, i, 2), *b3 = near(s, i, 3);
	uint32_t n = 0, t = 0, so_far = bucket(i + 1 - first);
	uint32_t left = par_end ? bucket(s->n - i - 1) : 11;
	uint64_t st = (uint64_t)s->quote << 1 | (s->depth > 0);
	uint64_t sp = a->space;
	uint64_t ca = a->kind, cb = (uint64_t)b->kind << 4 | b2->kind;
	bool stop = a->kind == K_STOP || a->abbr;

	key[n++] = cs_feat2(t++, a->kind, sp);
	key[n++] = cs_feat3(t++, a->low, st, sp);
	key[n++] = cs_feat3(t++, a->low, b->kind, sp);
	key[n++] = cs_feat3(t++, a->low, b->low, sp);
	key[n++] = cs_feat3(t++, a->low, b->shape, st);
	key[n++] = cs_feat3(t++, a->shape, b->shape, sp);
	key[n++] = cs_feat3(t++, a->shape, b->low, sp);
	key[n++] = cs_feat3(t++, a2->shape, a->low, b->shape);
	key[n++] = cs_feat3(t++, a2->low, a->low, b->kind);
	key[n++] = cs_feat3(t++, a2->low, a->low, b->low);
	key[n++] = cs_feat3(t++, a->low, b->low, b2->low);
	key[n++] = cs_feat3(t++, b->low, b->kind, ca);
	key[n++] = cs_feat3(t++, b->low, b2->low, ca);
	key[n++] = cs_feat3(t++, b->shape, b2->shape, a->low);
	key[n++] = cs_feat3(t++, b->low, capital(b), stop);
	key[n++] = cs_feat3(t++, b2->low, b->shape, ca);
	key[n++] = cs_feat3(t++, a->low, so_far, sp);
	key[n++] = cs_feat3(t++, a->low, left, sp);
	key[n++] = cs_feat3(t++, ca << 8 | so_far, cb, left);
	key[n++] = cs_feat3(t++, a->kind, b->kind, so_far);
	key[n++] = cs_feat3(t++, a->shape, b->kind, so_far);
	key[n++] = cs_feat3(t++, a->kind, b->kind, left);
	key[n++] = cs_feat3(t++, ca << 8 | st, cb, sp);
	key[n++] = cs_feat3(t++, ca << 8 | a2->kind, cb << 8 | a3->kind, st << 1 | sp);
	key[n++] = cs_feat3(t++, a2->low, a->kind, b->kind);
	key[n++] = cs_feat3(t++, a2->shape, a->kind, b->shape);
	key[n++] = cs_feat3(t++, a3->shape << 1 ^ a2->shape, a->shape, b->shape);
	key[n++] = cs_feat3(t++, b->shape, b2->shape, b3->shape ^ ca);
	key[n++] = cs_feat3(t++, a->abbr, b->shape, b->low);
	key[n++] = cs_feat3(t++, a->abbr, b->kind, a->low);
	key[n++] = cs_feat3(t++, near(s, first, 0)->low, a->kind, b->kind);
	key[n++] = cs_feat3(t++, near(s, first, 0)->shape, a->kind, cb);
	key[n++] = cs_feat3(t++, a->low, b->kind, capital(near(s, first, 0)));
	return n;
}

/* James “J.R.” Roe: a name goes on behind the quotation mark at i. */
static bool nickname(const state_t *s, uint32_t i)
{
	const token_t *open = near(s, i, -2), *before = near(s, i, -3);
	bool marks = (s->t[i].kind == K_QUOTE || s->t[i].kind == K_CLOSE) &&
	             (open->kind == K_QUOTE || open->kind == K_OPEN);

	return marks && capital(near(s, i, -1)) && capital(before) && before->space && !open->space &&
	       !near(s, i, -1)->space && capital(near(s, i, 1));
}

/* "Justice Minister Eric Dupond-Moretti", "some 600 Georgians": between a capital or number and a
 * capital, with no mark and in one line, no sentence ends. */
static bool name_goes_on(const state_t *s, uint32_t i, uint32_t first)
{
	const char *p = s->doc->buf.p;
	const token_t *a = &s->t[i], *b = &s->t[i + 1];

	bool word = a->kind == K_UPPER && cs_is_lower((uint8_t)p[a->end - 1]);
	bool number = a->kind == K_DIGIT && i > first && !memchr(p + a->begin, '.', a->end - a->begin);
	if ((!word && !number) || b->kind != K_UPPER || !cs_is_lower((uint8_t)p[b->end - 1]))
		return false;
	return !memchr(p + a->end, '\n', b->begin - a->end);
}

/* "at 9 p.m. Tuesday", "8 a.m. Eastern", "8 p.m. ET Saturday": the day or the zone of that hour
 * follows */
static bool hour_goes_on(const state_t *s, uint32_t i)
{
	static const char days[] =
	    " monday tuesday wednesday thursday friday saturday sunday january february march april "
	    "may june july august september october november december jan. feb. mar. apr. jun. jul. "
	    "aug. sept. sep. oct. nov. dec. ";
	static const char zones[] =
	    " gmt utc est edt et cst cdt ct mst mdt mt pst pdt pt bst cet cest eet ist msk jst eastern "
	    "central mountain pacific greenwich moscow ";
	static const char halves[] = " a.m. p.m. ";
	const char *p = s->doc->buf.p;
	const token_t *a = &s->t[i], *b = &s->t[i + 1], *before = near(s, i, -1);
	cs_str_t is = cs_str(p + a->begin, a->end - a->begin),
	         next = cs_str(p + b->begin, b->end - b->begin);

	if (cs_listed(is, halves))
		return cs_listed(next, days) || cs_listed(next, zones);
	return cs_listed(is, zones) && cs_listed(next, days) && before->end > before->begin &&
	       cs_listed(cs_str(p + before->begin, before->end - before->begin), halves);
}

static bool ends_here(const state_t *s, uint32_t i, uint32_t first, bool par_end)
{
	const token_t *a = &s->t[i], *b = &s->t[i + 1];
	uint64_t key[CS_FEATURES_MAX];
	int16_t score[CS_SCORES];
	uint32_t n;

	if (a->sure || a->abbr == 1 + CS_ABBR_TITLE)
		return false;
	if (!a->space && a->kind != K_STOP && b->kind != K_UPPER)
		return false;
	if (s->headline && a->kind != K_STOP && !a->abbr)
		return false;
	if (nickname(s, i) || name_goes_on(s, i, first) || hour_goes_on(s, i))
		return false;
	n = end_features(s, i, first, par_end, key);
	if (s->hooks && s->hooks->ends)
		return s->hooks->ends(s->hooks->user, key, n, a->end);
	cs_linear_score(&s->tok->ends, key, n, score);
	return score[0] > 0;
}

/* ---- results --------------------------------------------------------------------------- */

static void put_word(cs_doc_t *d, uint32_t begin, uint32_t end, uint32_t flags)
{
	cs_word_t *w = CS_PUSH(&d->arena, &d->words);

	w->begin = begin;
	w->end = end;
	w->form = cs_str(d->buf.p + begin, end - begin);
	w->sent = d->sents.n - 1;
	w->flags = (uint8_t)flags;
	w->upos = CS_N_UPOS;
	w->xpos = CS_N_XPOS;
	w->deprel = CS_N_DEPREL;
	w->head = w->child = w->next = w->norm_id = w->lemma_id = CS_NONE;
}

static void put_sentence(state_t *s, uint32_t first, uint32_t end)
{
	cs_doc_t *d = s->doc;
	cs_sent_t *sent = CS_PUSH(&d->arena, &d->sents);

	sent->begin = s->t[first].begin;
	sent->end = s->t[end - 1].end;
	sent->par = s->par;
	sent->flags = s->part_flags;
	sent->words.begin = d->words.n;
	if (s->par_begins)
		sent->flags |= CS_S_PAR_BEGIN;
	for (uint32_t i = first; i < end; i++) {
		token_t *t = &s->t[i];

		if (i + 1 < end)
			cut_before(s->tok, d->buf.p, t, &s->t[i + 1]);
		uint32_t space = t->space ? CS_W_SPACE_AFTER : 0, at = t->begin;

		if (s->dateline && i - first == s->dateline)
			d->sents.p[d->sents.n - 1].dateline_end = d->words.n;
		if (t->words == 1) {
			put_word(d, t->begin, t->end, space);
			continue;
		}
		for (uint32_t k = 0; k < t->words; k++) {
			uint32_t to = k + 1 < t->words ? t->cut[k] : t->end;

			put_word(d, at, to, (k ? CS_W_MWT_MORE : CS_W_MWT_FIRST) | space);
			at = to;
		}
	}
	sent = &d->sents.p[d->sents.n - 1];
	sent->words.end = d->words.n;
	if (sent->dateline_end > sent->words.begin)
		sent->flags |= CS_S_DATELINE;
	else
		sent->dateline_end = sent->words.begin;
	s->par_begins = false;
	s->dateline = 0;
}

static void track(state_t *s, const token_t *t)
{
	const char *p = s->doc->buf.p + t->begin;
	uint32_t len, c = cs_utf8_get(p, p + (t->end - t->begin), &len);

	if (c == '"')
		s->quote = !s->quote;
	else if (c == 0x201c || c == 0x201e || c == 0xab || (c == '`' && t->end - t->begin == 2))
		s->quote = true;
	else if (c == 0x201d || c == 0xbb || (c == '\'' && t->end - t->begin == 2))
		s->quote = false;
	else if (kind_of(c) == K_OPEN && t->end - t->begin == 1)
		s->depth++;
	else if (kind_of(c) == K_CLOSE && s->depth && t->end - t->begin == 1)
		s->depth--;
}

/* Decides on the waiting tokens; all of them where the paragraph ends, else those that have
 * enough text after them, and what follows the last sentence stays. */
static void flush(state_t *s, bool par_end)
{
	uint32_t first = 0, words = 0, stop;

	if (!s->n)
		return;
	stop = par_end ? s->n : s->n - LOOK_AHEAD;
	for (uint32_t i = 0; i < stop; i++) {
		bool last = par_end && i + 1 == s->n;

		track(s, &s->t[i]);
		words += s->t[i].words;
		if (!last && words + s->t[i + 1].words <= CS_SENT_WORDS_MAX &&
		    !ends_here(s, i, first, par_end))
			continue;
		put_sentence(s, first, i + 1);
		first = i + 1;
		words = 0;
		s->depth = 0;
	}
	/* the kept tokens are looked at again: their marks must not count twice */
	s->n -= first;
	memmove(s->t, s->t + first, s->n * sizeof *s->t);
	if (!par_end && s->n) {
		for (uint32_t i = 0; i + LOOK_AHEAD < s->n; i++) {
			const char *p = s->doc->buf.p + s->t[i].begin;

			if (*p == '"')
				s->quote = !s->quote;
		}
		s->depth = 0;
	}
	if (par_end) {
		s->quote = false;
		s->depth = 0;
		s->single = false;
	}
}

static bool caps(const char *p, const token_t *t)
{
	uint32_t upper = 0;

	for (uint32_t i = t->begin; i < t->end; i++) {
		if (cs_is_lower((uint8_t)p[i]))
			return false;
		upper += cs_is_upper((uint8_t)p[i]);
	}
	return upper > 1;
}

/* "GENEVA, April 12 (Reuters) -": capitals, or an agency in brackets, before a dash. */
static void dateline(state_t *s)
{
	const char *p = s->doc->buf.p;
	bool agency = false, open = false, place = false;

	if (s->part_flags & CS_S_TITLE)
		return;
	for (uint32_t i = 0; i < s->n && i < DATELINE_MAX; i++) {
		const token_t *t = &s->t[i];
		cs_str_t f = cs_str(p + t->begin, t->end - t->begin);

		if (cs_eqz(f, "-") || cs_eqz(f, "--") || cs_eqz(f, "\xe2\x80\x93") ||
		    cs_eqz(f, "\xe2\x80\x94")) {
			bool hyphen = !t->space || (i > 0 && !s->t[i - 1].space && f.n == 1);

			if (hyphen && !(i > 0 && p[s->t[i - 1].begin] == ')') && f.n == 1)
				continue; /* of a compound: "PORT-AU-PRINCE" */
			if (i == 0 || i + 1 == s->n || (!place && !agency))
				return;
			s->dateline = i + 1;
			for (uint32_t k = 0; k <= i; k++)
				s->t[k].sure = 1;
			return;
		}
		if (open) {
			agency |= t->kind == K_UPPER;
			open = t->kind != K_CLOSE;
			continue;
		}
		if (i == 0 && t->kind == K_UPPER && caps(p, t))
			place = true;
		if (cs_eqz(f, "("))
			open = true;
		else if (!(t->kind == K_UPPER || t->kind == K_DIGIT || cs_eqz(f, ",") || cs_eqz(f, ".") ||
		           cs_eqz(f, "/") || cs_eqz(f, "of") || cs_eqz(f, "and") || cs_eqz(f, "de") ||
		           cs_eqz(f, ":") || cs_eqz(f, ")")))
			return;
		if (i == 0 && t->kind != K_UPPER && !open)
			return;
	}
}

static void put_token(state_t *s, const char *from, const char *to)
{
	const char *buf = s->doc->buf.p;
	token_t *t;
	uint32_t len;
	cs_str_t form = cs_str(from, (size_t)(to - from));

	if (s->n == BUFFER) {
		if (s->par_begins)
			dateline(s);
		flush(s, false);
	}
	t = &s->t[s->n++];
	*t = (token_t){.begin = (uint32_t)(from - buf), .end = (uint32_t)(to - buf)};
	t->kind = (uint8_t)kind_of(cs_utf8_get(from, to, &len));
	t->low = cs_hash_lower(form);
	t->shape = cs_shape(form);
	if (form.n > 1 && to[-1] == '.' && is_word((kind_t)t->kind)) {
		uint32_t v = cs_table_get(&s->tok->abbr, cs_hash(from, form.n, 1));

		t->abbr = (uint8_t)(v == CS_NONE ? 0 : 1 + v);
	}
	cut_words(s->tok, buf, t);
}

static void take_chunk(state_t *s, const char *begin, const char *end, uint32_t next)
{
	chunk_t c = {begin, end, next, memchr(begin, '@', (size_t)(end - begin)) != NULL};
	const char *piece = begin, *p = begin;
	bool was = true;
	uint32_t a2 = 0, a = 0, b, len;

	while (p < end) {
		bool split = false;
		int sure = -1;

		b = cs_utf8_get(p, end, &len);
		if (p > begin) {
			if (a < 0x80 && b < 0x80 && cs_is_lower((uint8_t)a) && cs_is_lower((uint8_t)b)) {
				sure = -1;
			} else {
				uint32_t len2;

				sure = sure_split(a2, a, b, char_at(p + len, end, &len2));
				if (sure == 0 && abbreviated(s, &c, piece, p))
					sure = -1;
			}
			split = sure > 0;
			if (sure == 0) {
				uint64_t key[64];
				uint32_t n = split_features(s, &c, piece, p, was, key);
				uint32_t pos = (uint32_t)(p - s->doc->buf.p);

				if (s->hooks && s->hooks->split) {
					split = s->hooks->split(s->hooks->user, key, n, pos);
				} else {
					int16_t score[CS_SCORES];

					cs_linear_score(&s->tok->split, key, n, score);
					split = score[0] > 0;
				}
				was = split;
			}
			if ((size_t)(p - piece) + len > CS_TOKEN_BYTES_MAX)
				split = true;
			if (split) {
				put_token(s, piece, p);
				piece = p;
			}
		}
		if (p == piece) {
			uint32_t n = address(&c, p);

			if (b == '\'' || b == 0x2018)
				s->single = a == 0 || !is_word(kind_of(a));
			if (n) {
				put_token(s, p, p + n);
				piece = p = p + n;
				a2 = 0;
				a = 0;
				if (p < end) { /* what follows an address is another token */
					a = cs_utf8_get(p, end, &len);
					p += len;
				}
				continue;
			}
		}
		a2 = a;
		a = b;
		p += len;
	}
	if (piece < end)
		put_token(s, piece, end);
}

static bool final(const char *buf, const token_t *t)
{
	char c = buf[t->end - 1];

	return t->kind == K_STOP || t->kind == K_QUOTE || t->kind == K_CLOSE || c == '.' || c == ':' ||
	       c == ';' || c == ',';
}

/* A title, or a first paragraph that is short and has no full stop, or capitals throughout. */
static bool is_headline(const state_t *s)
{
	uint32_t words = 0, upper = 0;

	if (s->part_flags & CS_S_TITLE)
		return true;
	if (!s->first_par || !s->par_begins || s->dateline || !s->n || s->n > 40)
		return false;
	if (!final(s->doc->buf.p, &s->t[s->n - 1]))
		return true;
	for (uint32_t i = 0; i < s->n; i++) {
		words += is_letter((kind_t)s->t[i].kind);
		upper += s->t[i].kind == K_UPPER;
	}
	return words > 3 && upper * 10 >= words * 8;
}

static void end_paragraph(state_t *s, bool more)
{
	uint8_t keep = s->part_flags;

	if (!s->n && s->par_begins)
		return;
	if (s->par_begins)
		dateline(s);
	s->headline = is_headline(s);
	if (s->headline && more && !final(s->doc->buf.p, &s->t[s->n - 1]))
		s->part_flags |= CS_S_HEADLINE;
	flush(s, true);
	s->headline = false;
	s->part_flags = keep;
	s->par++;
	s->par_begins = true;
	s->first_par = false;
}

/* One part of the document's bytes: the title or the text. */
static void take_part(state_t *s, uint32_t begin, uint32_t limit)
{
	const char *buf = s->doc->buf.p, *end = buf + limit, *p = buf + begin;

	s->par_begins = true;
	s->limit = limit;
	for (;;) {
		uint32_t len, lines = 0;
		const char *from;
		bool space = false;

		while (p < end && (len = space_at(p, end)) > 0) {
			if (*p == '\n' || (*p == '\r' && !(p + 1 < end && p[1] == '\n')))
				lines++;
			p += len;
			space = true;
		}
		if (space && s->n)
			s->t[s->n - 1].space = 1;
		if (lines > 1 || p == end)
			end_paragraph(s, p < end);
		if (p == end)
			return;
		from = p;
		while (p < end && !space_at(p, end))
			p += (uint8_t)*p < 0x80 ? 1 : (uint8_t)*p < 0xe0 ? 2 : (uint8_t)*p < 0xf0 ? 3 : 4;
		/* the first character after the white space, unless a paragraph begins there */
		{
			const char *q = p;
			uint32_t n_lines = 0, next = 0, looked = 0;

			while (q < end && looked < 16 && (len = space_at(q, end)) > 0) {
				n_lines += *q == '\n';
				q += len;
				looked++;
			}
			if (q < end && n_lines < 2 && looked < 16)
				next = sign(cs_utf8_get(q, end, &len));
			take_chunk(s, from, p, next);
		}
	}
}

void cs_tok_run_with(const cs_tok_t *tok, cs_doc_t *d, cs_arena_t *scratch,
                     const cs_tok_hooks_t *hooks)
{
	state_t s = {.tok = tok, .hooks = hooks, .doc = d};

	s.t = CS_NEW_N(scratch, token_t, BUFFER);
	if (d->title_len) {
		s.part_flags = CS_S_TITLE | CS_S_HEADLINE;
		take_part(&s, 0, d->title_len);
	}
	s.part_flags = 0;
	s.first_par = true;
	take_part(&s, d->text_at, d->buf.n);
}

void cs_tok_run(const cs_tok_t *tok, cs_doc_t *d, cs_arena_t *scratch)
{
	cs_tok_run_with(tok, d, scratch, NULL);
}

casus_rc_t cs_tok_bind(cs_tok_t *t, const cs_model_t *m, casus_error_t *err)
{
	casus_rc_t rc = cs_linear_bind(&t->split, m, "tok.split", err);

	if (rc == CASUS_OK)
		rc = cs_linear_bind(&t->ends, m, "tok.ends", err);
	if (rc == CASUS_OK)
		rc = cs_table_bind(&t->abbr, m, "tok.abbr", err);
	if (rc == CASUS_OK)
		rc = cs_table_bind(&t->multi, m, "tok.multi", err);
	if (rc == CASUS_OK && t->abbr.n_values > CS_N_ABBR)
		return cs_model_fail(m, "tok.abbr", 4, "a class of abbreviations that is not known", err);
	return rc;
}
