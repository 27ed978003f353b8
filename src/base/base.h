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
/* Pointer to a new zeroed element at the end; good until the next push. */
#define CS_PUSH(arena, v)                                                                          \
	((v)->n < (v)->cap                                                                             \
	     ? 0                                                                                       \
	     : (void)((v)->p = cs_vec_grow((arena), (v)->p, (v)->n, &(v)->cap, sizeof *(v)->p)),       \
	 &(v)->p[(v)->n++])

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
	return a.n == strlen(z) && memcmp(a.p, z, a.n) == 0;
}
bool cs_starts(cs_str_t, const char *prefix);
bool cs_ends(cs_str_t, const char *suffix);
/* Cuts the next piece off *rest at `sep`; false when nothing is left. Pieces are trimmed. */
bool cs_split(cs_str_t *rest, char sep, cs_str_t *piece);

/* ASCII classes that do not ask the locale. */
static inline bool cs_is_space(uint8_t c)
{
	return c == ' ' || (c >= 9 && c <= 13) || c == 0;
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

static inline cs_str_t cs_trim(cs_str_t s) /* without ASCII white space at its ends */
{
	while (s.n && cs_is_space((uint8_t)s.p[0]))
		s.p++, s.n--;
	while (s.n && cs_is_space((uint8_t)s.p[s.n - 1]))
		s.n--;
	return s;
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
void cs_digest(const void *, size_t n, char out[33]); /* 128 bits, in hex */

typedef struct cs_map { /* uint64 -> uint32; key UINT64_MAX is not allowed */
	uint64_t *key;
	uint32_t *val;
	uint32_t n, cap; /* cap: a power of two, or 0 */
} cs_map_t;
void cs_map_put(cs_arena_t *, cs_map_t *, uint64_t key, uint32_t val); /* replaces */
uint32_t cs_map_get(const cs_map_t *, uint64_t key);                   /* CS_NONE: absent */

typedef struct cs_intern { /* string -> 0, 1, 2 …; lookups never change it */
	cs_str_t *str;
	uint32_t n, cap;
	uint32_t *hash; /* of each string: most strangers are told apart without being read */
	uint32_t *slot, n_slots;
} cs_intern_t;
uint32_t cs_intern(cs_arena_t *, cs_intern_t *, cs_str_t); /* copies a new string */
uint32_t cs_intern_find(const cs_intern_t *, cs_str_t);    /* CS_NONE: absent */

/* ---- files --------------------------------------------------------------------------- */

typedef struct cs_file {
	const char *data;
	size_t n;
	bool mapped;
} cs_file_t;
/* The whole file, read-only, mapped where it can be. */
casus_rc_t cs_file_open(cs_file_t *, const char *path, casus_error_t *err);
void cs_file_close(cs_file_t *);

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
