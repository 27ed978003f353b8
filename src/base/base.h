/* base.h - what every module stands on: memory, strings, errors, small tables. Knows only libc
 * (and, for Unicode and hashing, utf8proc and xxHash).
 *
 * Memory. All that belongs to a document or an engine lives in an arena, freed as a whole. An
 * arena that cannot grow jumps to its owner's landing (cs_arena_t.oom), which frees the arenas and
 * returns CASUS_ENOMEM: stages need no checks, provided that they own nothing outside the arenas
 * (no malloc, no open file) while they run. See docs/adr/0005-arenas.md. */
#ifndef CS_BASE_H
#define CS_BASE_H
#include "casus.h"

#include <assert.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#define CS_NONE UINT32_MAX
#define CS_COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* ---- errors -------------------------------------------------------------------------- */

/* Fills err (may be NULL) and returns rc. file may be NULL. */
casus_rc_t cs_fail(casus_error_t *err, casus_rc_t rc, const char *file, uint32_t line, uint32_t col,
                   const char *fmt, ...) __attribute__((format(printf, 6, 7)));

/* ---- arenas -------------------------------------------------------------------------- */

typedef struct cs_block cs_block_t;
typedef struct cs_arena {
	cs_block_t *head;   /* newest block */
	uint8_t *at, *end;  /* free part of it */
	uint8_t *dirty;     /* before this, the free part is not zero (left over from before a reset) */
	jmp_buf *oom;       /* where to go when memory is out; set by the owner, never NULL in use */
	size_t used, limit; /* bytes handed out; limit 0: none */
} cs_arena_t;

void cs_arena_init(cs_arena_t *, jmp_buf *oom);
void cs_arena_clear(cs_arena_t *); /* frees everything; ready for use again */
/* The next n bytes or so will lie in one block, in pages as large as the system has them. */
void cs_arena_reserve(cs_arena_t *, size_t n);
void cs_arena_reset(cs_arena_t *); /* forgets everything, keeps the first block for reuse */
/* Zeroed memory, aligned for any object. Never NULL: jumps to oom. n may be 0. */
void *cs_alloc(cs_arena_t *, size_t n);
/* n objects of size bytes each, overflow-checked. */
void *cs_alloc_n(cs_arena_t *, size_t n, size_t size);
char *cs_strndup(cs_arena_t *, const char *, size_t n); /* terminated copy */
char *cs_sprintf(cs_arena_t *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
#define CS_NEW(arena, type) ((type *)cs_alloc((arena), sizeof(type)))
#define CS_NEW_N(arena, type, n) ((type *)cs_alloc_n((arena), (n), sizeof(type)))

/* ---- vectors: CS_VEC(int) v = {0}; *CS_PUSH(arena, &v) = 3; v.p[i], v.n ---------------- */

#define CS_VEC(type)                                                                               \
	struct {                                                                                       \
		type *p;                                                                                   \
		uint32_t n, cap;                                                                           \
	}
void *cs_vec_grow(cs_arena_t *, void *p, uint32_t n, uint32_t *cap, size_t size);
/* Gives back the room behind n elements, never written, where nothing else was allocated since. */
void cs_vec_trim(cs_arena_t *, void *p, uint32_t n, uint32_t *cap, size_t size);
void *cs_vec_reserve(cs_arena_t *, void *p, uint32_t n, uint32_t *cap, uint32_t want, size_t size);
/* Pointer to a new zeroed element at the end; good until the next push. */
#define CS_PUSH(arena, v)                                                                          \
	((v)->n < (v)->cap                                                                             \
	     ? 0                                                                                       \
	     : (void)((v)->p = cs_vec_grow((arena), (v)->p, (v)->n, &(v)->cap, sizeof *(v)->p)),       \
	 &(v)->p[(v)->n++])
#define CS_TRIM(arena, v) cs_vec_trim((arena), (v)->p, (v)->n, &(v)->cap, sizeof *(v)->p)
/* Room for n elements in all: what is known in advance is not moved again and again. */
#define CS_RESERVE(arena, v, count)                                                                \
	((v)->p = cs_vec_reserve((arena), (v)->p, (v)->n, &(v)->cap, (count), sizeof *(v)->p))

/* ---- strings ------------------------------------------------------------------------- */

typedef struct cs_str { /* a slice: not terminated */
	const char *p;
	uint32_t n;
} cs_str_t;
#define CS_STR(lit) ((cs_str_t){(lit), (uint32_t)sizeof(lit) - 1})

static inline cs_str_t cs_str(const char *p, size_t n)
{
	return (cs_str_t){p, (uint32_t)n};
}
static inline cs_str_t cs_strz(const char *z)
{
	return (cs_str_t){z, z ? (uint32_t)strlen(z) : 0};
}
static inline bool cs_eq(cs_str_t a, cs_str_t b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
static inline bool cs_eqz(cs_str_t a, const char *z)
{
	/* the first letter tells most strangers apart, before z is measured */
	return (a.n ? a.p[0] == z[0] : !z[0]) && a.n == strlen(z) && memcmp(a.p, z, a.n) == 0;
}
bool cs_starts(cs_str_t, const char *prefix);
bool cs_ends(cs_str_t, const char *suffix);
/* Cuts the next piece off *rest at `sep`; false when nothing is left. Pieces are trimmed. */
bool cs_split(cs_str_t *rest, char sep, cs_str_t *piece);

/* ASCII classes that do not ask the locale. */
static inline bool cs_is_space(uint8_t c)
{
	/* cppcheck-suppress shiftTooManyBits -- the constant has 64 bits */
	return c <= ' ' && (0x100003e01u >> c & 1); /* NUL, 9 to 13, blank */
}
static inline bool cs_is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}
static inline bool cs_is_upper(uint8_t c)
{
	return c >= 'A' && c <= 'Z';
}
static inline bool cs_is_lower(uint8_t c)
{
	return c >= 'a' && c <= 'z';
}
static inline bool cs_is_alpha(uint8_t c)
{
	return cs_is_upper(c) || cs_is_lower(c);
}

/* Is a word, in whatever case, one of a list: small ASCII words apart by blanks, a blank at both
 * ends (" he him his ")? */
bool cs_listed(cs_str_t word, const char *list);

static inline cs_str_t cs_trim(cs_str_t s) /* without ASCII white space at its ends */
{
	while (s.n && cs_is_space((uint8_t)s.p[0]))
		s.p++, s.n--;
	while (s.n && cs_is_space((uint8_t)s.p[s.n - 1]))
		s.n--;
	return s;
}

/* ---- eight bytes at a time ------------------------------------------------------------ */

/* Text is read in words of eight bytes, the first byte lowest: nearly all names and words are
 * ASCII and short. The models' files are little-endian, as are we. */
#define CS_EACH(b) (0x0101010101010101u * (uint64_t)(b))

static inline uint64_t cs_load8(const char *p)
{
	uint64_t x;
	memcpy(&x, p, 8);
	return x;
}

/* The first eight bytes of n, or all n and zeros behind them. Reads nothing beyond p + n. */
static inline uint64_t cs_load_some(const char *p, size_t n)
{
	if (n >= 8)
		return cs_load8(p);
	if (n >= 4) {
		uint32_t low, high;
		memcpy(&low, p, 4);
		memcpy(&high, p + n - 4, 4);
		return low | (uint64_t)high << (8 * (n - 4));
	}
	if (n == 0)
		return 0;
	return (uint64_t)(uint8_t)p[0] | (uint64_t)(uint8_t)p[n >> 1] << (8 * (n >> 1)) |
	       (uint64_t)(uint8_t)p[n - 1] << (8 * (n - 1));
}

/* The bytes from i to n, eight at most, and zeros behind them. Reads nothing outside p to p + n. */
static inline uint64_t cs_load_tail(const char *p, size_t n, size_t i)
{
	return n >= 8 ? cs_load8(p + n - 8) >> 8 * (8 - (n - i)) : cs_load_some(p + i, n - i);
}

/* 0x80 in each byte that lies in [low, high]; of bytes below 0x80 only, the others cleared. */
static inline uint64_t cs_between(uint64_t x, uint8_t low, uint8_t high)
{
	return (x + CS_EACH(0x80 - low)) & ~(x + CS_EACH(0x7f - high)) & CS_EACH(0x80);
}

/* Where c (not NUL) first stands in s, or s.n. For short strings: memchr costs more to call. */
static inline uint32_t cs_find(cs_str_t s, char c)
{
	const uint64_t each = CS_EACH((uint8_t)c);
	uint64_t x, hit = 0; /* the lowest bit of it is sure */
	uint32_t i = 0;
	for (; i + 8 <= s.n && !hit; i += 8) {
		x = cs_load8(s.p + i) ^ each;
		hit = (x - CS_EACH(1)) & ~x & CS_EACH(0x80);
	}
	if (hit)
		return i - 8 + (uint32_t)__builtin_ctzll(hit) / 8;
	if (i == s.n)
		return s.n;
	x = cs_load_tail(s.p, s.n, i) ^ each;
	hit = (x - CS_EACH(1)) & ~x & CS_EACH(0x80);
	return hit ? i + (uint32_t)__builtin_ctzll(hit) / 8 : s.n;
}

/* ---- UTF-8 --------------------------------------------------------------------------- */

/* Offset of the first byte that is not well-formed UTF-8, or n. */
size_t cs_utf8_check(const char *, size_t n);
/* Decodes the character at p (well-formed text only); *len its bytes. */
uint32_t cs_utf8_get(const char *p, const char *end, uint32_t *len);
/* Case-folded, diacritics stripped (Zelensky = Zelenskyi is the lexicon's work, not ours; but
 * Erdogan = Erdoğan is), curly quotes straightened. Borrowed from the arena, or s itself where
 * nothing changes. */
cs_str_t cs_fold(cs_arena_t *, cs_str_t s);
typedef enum cs_case { CS_CASE_NONE, CS_LOWER, CS_TITLE, CS_UPPER, CS_MIXED } cs_case_t;
cs_case_t cs_case(cs_str_t); /* of the letters; "U.S." is UPPER, "d'Estaing" MIXED, "A" TITLE */

/* ---- hashing and interning ------------------------------------------------------------ */

uint64_t cs_hash(const void *, size_t n, uint64_t seed);
/* Of a short string, for tables in memory: a multiplication for each eight bytes. */
static inline uint32_t cs_word_hash(uint64_t word, uint64_t h)
{
	h = (h ^ word) * 0xbf58476d1ce4e5b9u;
	h = (h ^ h >> 29) * 0x94d049bb133111ebu;
	return (uint32_t)(h >> 32);
}
static inline uint32_t cs_str_hash(cs_str_t s)
{
	uint64_t h = s.n * 0x9e3779b97f4a7c15u;
	uint32_t i = 0;
	if (s.n <= 8)
		return cs_word_hash(cs_load_some(s.p, s.n), h);
	for (; i + 8 < s.n; i += 8) {
		h = (h ^ cs_load8(s.p + i)) * 0xbf58476d1ce4e5b9u;
		h ^= h >> 32;
	}
	return cs_word_hash(cs_load_tail(s.p, s.n, i), h);
}
void cs_digest(const void *, size_t n, char out[33]); /* 128 bits, in hex */

typedef struct cs_map { /* uint64 -> uint32; key UINT64_MAX is not allowed */
	struct cs_map_pair {
		uint64_t key; /* ~key; 0: free, as memory comes from the arena */
		uint32_t val;
	} * pair;
	uint32_t n, cap; /* cap: a power of two, or 0 */
} cs_map_t;
void cs_map_put(cs_arena_t *, cs_map_t *, uint64_t key, uint32_t val); /* replaces */
uint32_t cs_map_get(const cs_map_t *, uint64_t key);                   /* CS_NONE: absent */
/* The place of its value, CS_NONE where the key is new; good until the next key. */
uint32_t *cs_map_at(cs_arena_t *, cs_map_t *, uint64_t key);
void cs_map_reserve(cs_arena_t *, cs_map_t *, uint32_t n); /* room for n keys in all */

typedef struct cs_intern { /* string -> 0, 1, 2 …; lookups never change it */
	cs_str_t *str;
	uint32_t n, cap;
	/* 0: free; else id + 1 in as many bits as n_slots needs, and above them those of the hash: most
	 * strangers are told apart without being read. */
	uint32_t *slot, n_slots; /* n_slots: a power of two */
} cs_intern_t;
uint32_t cs_intern(cs_arena_t *, cs_intern_t *, cs_str_t);      /* copies a new string */
uint32_t cs_intern_kept(cs_arena_t *, cs_intern_t *, cs_str_t); /* it outlives the table: no copy */
uint32_t cs_intern_find(const cs_intern_t *, cs_str_t);         /* CS_NONE: absent */
/* cs_intern in two steps, for many strings at once: the table's places are asked for, which gives
 * the hash of each, before the first is read. A large table is in no cache. */
static inline uint32_t cs_intern_ask(const cs_intern_t *t, cs_str_t s)
{
	uint32_t hash = cs_str_hash(s);
	if (t->n_slots)
		__builtin_prefetch(&t->slot[hash & (t->n_slots - 1)]);
	return hash;
}
uint32_t cs_intern_asked(cs_arena_t *, cs_intern_t *, cs_str_t, uint32_t hash, bool copy);
void cs_intern_reserve(cs_arena_t *, cs_intern_t *, uint32_t n); /* room for n strings in all */

/* ---- files --------------------------------------------------------------------------- */

typedef struct cs_file {
	const char *data;
	size_t n;
	bool mapped;
} cs_file_t;
/* The whole file, read-only, mapped where it can be. */
casus_rc_t cs_file_open(cs_file_t *, const char *path, casus_error_t *err);
void cs_file_close(cs_file_t *);
/* The whole file, copied: what becomes of it later changes nothing. CASUS_ELIMIT: more than max. */
casus_rc_t cs_file_read(cs_arena_t *, cs_str_t *, const char *path, size_t max, casus_error_t *err);

/* ---- dates: days since 1970-01-01 (Gregorian, before it too) --------------------------- */

#define CS_NO_DAY INT32_MIN
#define CS_DAY_MIN (INT32_MIN + 1) /* "since ever" */
#define CS_DAY_MAX INT32_MAX       /* "still" */
int32_t cs_day(int year, int month, int day);
/* Reads YYYY, YYYY-MM or YYYY-MM-DD (a time may follow); *last is the last day it covers. */
bool cs_day_read(cs_str_t, int32_t *first, int32_t *last);
void cs_day_civil(int32_t day, int *year, int *month, int *dom);
char *cs_day_iso(cs_arena_t *, int32_t day); /* "2017-04-13" */
int cs_day_week(int32_t day);                /* 0 Monday … 6 Sunday */

/* ---- growing text --------------------------------------------------------------------- */

typedef struct cs_buf {
	char *p;
	size_t n, cap;
	cs_arena_t *arena;
} cs_buf_t;
void cs_buf_add(cs_buf_t *, const char *, size_t n);
void cs_buf_str(cs_buf_t *, const char *z);
void cs_buf_printf(cs_buf_t *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void cs_buf_json(cs_buf_t *, const char *z);                /* quoted and escaped; NULL: null */
void cs_buf_json_slice(cs_buf_t *, const char *, size_t n); /* may hold NULs */
#endif
