/* base.c - errors, arenas, vectors, slices, dates, files. See base.h for the contracts.
 *
 * An arena is a chain of zeroed blocks, each twice as large as the one before (up to 4 MiB), so
 * that n bytes cost O(log n) calls. Built with CS_ARENA_GUARD every object gets a block of its own,
 * and AddressSanitizer sees an overrun by a single byte. */
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- errors -------------------------------------------------------------------------- */

casus_rc_t cs_fail(casus_error_t *err, casus_rc_t rc, const char *file, uint32_t line, uint32_t col,
                   const char *fmt, ...)
{
	if (err) {
		memset(err, 0, sizeof *err);
		err->rc = rc;
		err->line = line;
		err->col = col;
		size_t n = file ? strlen(file) : 0;
		if (n >= sizeof err->file) { /* the end of a path says more than its beginning */
			file += n - (sizeof err->file - 1);
			n = sizeof err->file - 1;
		}
		if (n)
			memcpy(err->file, file, n);
		va_list ap;
		va_start(ap, fmt);
		(void)vsnprintf(err->msg, sizeof err->msg, fmt, ap);
		va_end(ap);
	}
	return rc;
}

/* ---- arenas -------------------------------------------------------------------------- */

struct cs_block {
	cs_block_t *older;
	size_t n; /* bytes that follow */
};
enum { ALIGN = 16, FIRST_BLOCK = 16 << 10, MAX_BLOCK = 16 << 20 };
_Static_assert(sizeof(cs_block_t) % ALIGN == 0, "objects of a block start aligned");

void cs_arena_init(cs_arena_t *a, jmp_buf *oom)
{
	memset(a, 0, sizeof *a);
	a->oom = oom;
}

void cs_arena_clear(cs_arena_t *a)
{
	for (cs_block_t *b = a->head; b;) {
		cs_block_t *older = b->older;
		free(b);
		b = older;
	}
	a->head = NULL;
	a->at = a->end = a->dirty = NULL;
	a->used = 0;
}

void cs_arena_reset(cs_arena_t *a)
{
#ifndef CS_ARENA_GUARD
	cs_block_t *keep = a->head; /* the newest is the largest */
	if (keep && keep->n <= MAX_BLOCK) {
		uint8_t *dirty = a->at > a->dirty ? a->at : a->dirty;
		a->head = keep->older;
		cs_arena_clear(a);
		keep->older = NULL;
		a->head = keep;
		a->dirty = dirty;
		a->at = (uint8_t *)(keep + 1);
		a->end = a->at + keep->n;
		return;
	}
#endif
	cs_arena_clear(a);
}

static _Noreturn void out_of_memory(cs_arena_t *a)
{
	assert(a->oom);
	longjmp(*a->oom, 1);
}

/* A lexicon touches 60 MB when it is compiled: 15,000 page faults would be half of its time. */
enum { HUGE = 2 << 20 };
static void huge_pages(void *p, size_t n)
{
#if defined MADV_HUGEPAGE && !defined CS_ARENA_GUARD
	uintptr_t from = ((uintptr_t)p + HUGE - 1) & ~(uintptr_t)(HUGE - 1),
	          to = ((uintptr_t)p + n) & ~(uintptr_t)(HUGE - 1);
	if (to > from)
		(void)madvise((void *)from, to - from,
		              MADV_HUGEPAGE); /* advice: refused, nothing changes */
#else
	(void)p;
	(void)n;
#endif
}

static void new_block(cs_arena_t *a, size_t n)
{
	size_t want = n;
#ifndef CS_ARENA_GUARD
	size_t next = a->head ? a->head->n * 2 : FIRST_BLOCK;
	if (next > MAX_BLOCK)
		next = MAX_BLOCK;
	if (want < next)
		want = next;
#endif
	/* calloc: large blocks come zeroed from the system, and are not touched before they are used */
	cs_block_t *b = want > SIZE_MAX - sizeof *b ? NULL : calloc(1, sizeof *b + want);
	if (!b)
		out_of_memory(a);
	huge_pages(b, want);
	b->older = a->head;
	b->n = want;
	a->head = b;
	a->at = a->dirty = (uint8_t *)(b + 1);
	a->end = a->at + want;
}

void cs_arena_reserve(cs_arena_t *a, size_t n)
{
#ifndef CS_ARENA_GUARD
	if (n < HUGE || n > SIZE_MAX / 2 || (a->limit && n > a->limit))
		return; /* blocks as they come will do */
	new_block(a, n + HUGE);
	uintptr_t at = ((uintptr_t)a->at + HUGE - 1) & ~(uintptr_t)(HUGE - 1);
	a->at = a->dirty = a->at + (at - (uintptr_t)a->at); /* what lies before is never touched */
#else
	(void)a;
	(void)n;
#endif
}

void *cs_alloc(cs_arena_t *a, size_t n)
{
	if (n > SIZE_MAX / 2 || (a->limit && n > a->limit - (a->used < a->limit ? a->used : a->limit)))
		out_of_memory(a);
	size_t need = (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	if (need == 0)
		need = ALIGN;
#ifdef CS_ARENA_GUARD
	new_block(a, n ? n : 1);
	need = n ? n : 1;
#else
	if (need > (size_t)(a->end - a->at))
		new_block(a, need);
#endif
	uint8_t *p = a->at;
	a->at += need;
	a->used += need;
	if (p < a->dirty)
		memset(p, 0, need < (size_t)(a->dirty - p) ? need : (size_t)(a->dirty - p));
	return p;
}

void *cs_alloc_n(cs_arena_t *a, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / 2 / size)
		out_of_memory(a);
	return cs_alloc(a, n * size);
}

char *cs_strndup(cs_arena_t *a, const char *s, size_t n)
{
	char *p = cs_alloc(a, n + 1);
	if (n)
		memcpy(p, s, n);
	return p;
}

char *cs_sprintf(cs_arena_t *a, const char *fmt, ...)
{
	va_list ap, again;
	va_start(ap, fmt);
	va_copy(again, ap);
	char small[128];
	int n = vsnprintf(small, sizeof small, fmt, ap);
	va_end(ap);
	size_t len = n < 0 ? 0 : (size_t)n;
	char *p = cs_alloc(a, len + 1);
	if (len < sizeof small)
		memcpy(p, small, len);
	else
		(void)vsnprintf(p, len + 1, fmt, again);
	va_end(again);
	return p;
}

void *cs_vec_grow(cs_arena_t *a, void *p, uint32_t n, uint32_t *cap, size_t size)
{
	uint32_t more = *cap ? *cap * 2 : 8;
	if (*cap > UINT32_MAX / 2)
		out_of_memory(a);
	void *q = cs_alloc_n(a, more, size);
	if (n)
		memcpy(q, p, n * size);
	*cap = more;
	return q;
}

void *cs_vec_reserve(cs_arena_t *a, void *p, uint32_t n, uint32_t *cap, uint32_t want, size_t size)
{
	if (want <= *cap)
		return p;
	void *q = cs_alloc_n(a, want, size);
	if (n)
		memcpy(q, p, n * size);
	*cap = want;
	return q;
}

void cs_vec_trim(cs_arena_t *a, void *p, uint32_t n, uint32_t *cap, size_t size)
{
	uint8_t *at = p;
	size_t has = ((size_t)*cap * size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	size_t needs = ((size_t)n * size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
#ifdef CS_ARENA_GUARD
	(void)at;
	has = needs; /* an object has its own block */
#else
	if (!at || a->at != at + has)
		return;
#endif
	/* nobody has written behind n: it is as zero as it was */
	a->at -= has - needs;
	a->used -= has - needs;
	*cap = n;
}

/* ---- strings ------------------------------------------------------------------------- */

bool cs_starts(cs_str_t s, const char *prefix)
{
	size_t n = strlen(prefix);
	return s.n >= n && memcmp(s.p, prefix, n) == 0;
}

bool cs_ends(cs_str_t s, const char *suffix)
{
	size_t n = strlen(suffix);
	return s.n >= n && memcmp(s.p + s.n - n, suffix, n) == 0;
}

bool cs_split(cs_str_t *rest, char sep, cs_str_t *piece)
{
	if (rest->p == NULL)
		return false;
	uint32_t at = cs_find(*rest, sep);
	if (at < rest->n) {
		*piece = cs_trim(cs_str(rest->p, at));
		*rest = cs_str(rest->p + at + 1, rest->n - at - 1);
	} else {
		*piece = cs_trim(*rest);
		rest->p = NULL;
		rest->n = 0;
	}
	return true;
}

/* ---- tables -------------------------------------------------------------------------- */

static uint64_t mix(uint64_t x) /* splitmix64's finaliser */
{
	x ^= x >> 30;
	x *= 0xbf58476d1ce4e5b9u;
	x ^= x >> 27;
	x *= 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

static void map_resize(cs_arena_t *a, cs_map_t *m, uint32_t cap)
{
	cs_map_t old = *m;
	if (cap < old.cap || cap == 0)
		out_of_memory(a);
	m->cap = cap;
	m->pair = CS_NEW_N(a, struct cs_map_pair, cap);
	for (uint32_t i = 0; i < old.cap; i++) {
		if (!old.pair[i].key)
			continue;
		uint32_t at = (uint32_t)mix(old.pair[i].key) & (cap - 1);
		while (m->pair[at].key)
			at = (at + 1) & (cap - 1);
		m->pair[at] = old.pair[i];
	}
}

void cs_map_reserve(cs_arena_t *a, cs_map_t *m, uint32_t n)
{
	uint32_t cap = m->cap ? m->cap : 16;
	while (cap && n > cap - cap / 4)
		cap *= 2;
	if (cap != m->cap)
		map_resize(a, m, cap);
}

uint32_t *cs_map_at(cs_arena_t *a, cs_map_t *m, uint64_t key)
{
	assert(key != UINT64_MAX);
	if (m->n + 1 > m->cap - m->cap / 4)
		map_resize(a, m, m->cap ? m->cap * 2 : 16);
	uint32_t mask = m->cap - 1, i = (uint32_t)mix(~key) & mask;
	while (m->pair[i].key && m->pair[i].key != ~key)
		i = (i + 1) & mask;
	if (!m->pair[i].key) {
		m->n++;
		m->pair[i] = (struct cs_map_pair){~key, CS_NONE};
	}
	return &m->pair[i].val;
}

void cs_map_put(cs_arena_t *a, cs_map_t *m, uint64_t key, uint32_t val)
{
	*cs_map_at(a, m, key) = val;
}

uint32_t cs_map_get(const cs_map_t *m, uint64_t key)
{
	if (m->cap == 0)
		return CS_NONE;
	uint32_t mask = m->cap - 1, i = (uint32_t)mix(~key) & mask;
	while (m->pair[i].key) {
		if (m->pair[i].key == ~key)
			return m->pair[i].val;
		i = (i + 1) & mask;
	}
	return CS_NONE;
}

static inline bool same(cs_str_t a, cs_str_t b)
{
	if (a.n != b.n)
		return false;
	if (a.n <= 8)
		return cs_load_some(a.p, a.n) == cs_load_some(b.p, b.n);
	if (a.n > 16)
		return memcmp(a.p, b.p, a.n) == 0;
	return cs_load8(a.p) == cs_load8(b.p) && cs_load8(a.p + a.n - 8) == cs_load8(b.p + b.n - 8);
}

/* The id in the slot where s is; or CS_NONE, and *at is the free slot where it would be. */
static inline uint32_t find(const cs_intern_t *t, cs_str_t s, uint32_t hash, uint32_t *at)
{
	uint32_t mask = t->n_slots - 1, i = hash & mask, id = CS_NONE;
	for (; t->slot[i]; i = (i + 1) & mask) {
		if (((t->slot[i] ^ hash) & ~mask) || !same(t->str[(t->slot[i] & mask) - 1], s))
			continue;
		id = (t->slot[i] & mask) - 1;
		break;
	}
	*at = i;
	return id;
}

uint32_t cs_intern_find(const cs_intern_t *t, cs_str_t s)
{
	uint32_t at;
	return t->n_slots ? find(t, s, cs_str_hash(s), &at) : CS_NONE;
}

static void intern_resize(cs_arena_t *a, cs_intern_t *t, uint32_t n_slots)
{
	uint32_t mask = n_slots - 1;
	if (n_slots < t->n_slots || n_slots == 0)
		out_of_memory(a);
	t->slot = CS_NEW_N(a, uint32_t, n_slots);
	t->n_slots = n_slots;
	for (uint32_t k = 0; k < t->n; k++) {
		uint32_t hash = cs_str_hash(t->str[k]), i = hash & mask;
		while (t->slot[i])
			i = (i + 1) & mask;
		t->slot[i] = (hash & ~mask) | (k + 1);
	}
}

void cs_intern_reserve(cs_arena_t *a, cs_intern_t *t, uint32_t n)
{
	uint32_t n_slots = t->n_slots ? t->n_slots : 64;
	while (n_slots && n > n_slots / 2)
		n_slots *= 2;
	if (n_slots != t->n_slots)
		intern_resize(a, t, n_slots);
	t->str = cs_vec_reserve(a, t->str, t->n, &t->cap, n, sizeof *t->str);
}

uint32_t cs_intern_asked(cs_arena_t *a, cs_intern_t *t, cs_str_t s, uint32_t hash, bool copy)
{
	uint32_t at;
	if (t->n + 1 > t->n_slots / 2)
		intern_resize(a, t, t->n_slots ? t->n_slots * 4 : 64);
	uint32_t id = find(t, s, hash, &at);
	if (id != CS_NONE)
		return id;
	if (t->n == t->cap)
		t->str = cs_vec_grow(a, t->str, t->n, &t->cap, sizeof *t->str);
	t->str[t->n] = copy ? cs_str(cs_strndup(a, s.p, s.n), s.n) : s;
	t->n++;
	t->slot[at] = (hash & ~(t->n_slots - 1)) | t->n;
	return t->n - 1;
}

uint32_t cs_intern(cs_arena_t *a, cs_intern_t *t, cs_str_t s)
{
	return cs_intern_asked(a, t, s, cs_str_hash(s), true);
}

uint32_t cs_intern_kept(cs_arena_t *a, cs_intern_t *t, cs_str_t s)
{
	return cs_intern_asked(a, t, s, cs_str_hash(s), false);
}

/* ---- files --------------------------------------------------------------------------- */

casus_rc_t cs_file_open(cs_file_t *f, const char *path, casus_error_t *err)
{
	memset(f, 0, sizeof *f);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return cs_fail(err, CASUS_EIO, path, 0, 0, "%s", strerror(errno));
	struct stat st;
	casus_rc_t rc = CASUS_OK;
	if (fstat(fd, &st) != 0) {
		rc = cs_fail(err, CASUS_EIO, path, 0, 0, "%s", strerror(errno));
	} else if (!S_ISREG(st.st_mode)) {
		rc = cs_fail(err, CASUS_EIO, path, 0, 0, "expected a file, found something else");
	} else if (st.st_size > 0) {
		void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
		if (p == MAP_FAILED) {
			rc = cs_fail(err, CASUS_EIO, path, 0, 0, "%s", strerror(errno));
		} else {
			f->data = p;
			f->n = (size_t)st.st_size;
			f->mapped = true;
		}
	} else {
		f->data = "";
	}
	close(fd);
	return rc;
}

void cs_file_close(cs_file_t *f)
{
	if (f->mapped)
		munmap((void *)(uintptr_t)f->data, f->n);
	memset(f, 0, sizeof *f);
}

casus_rc_t cs_file_read(cs_arena_t *a, cs_str_t *out, const char *path, size_t max,
                        casus_error_t *err)
{
	*out = (cs_str_t){0};
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return cs_fail(err, CASUS_EIO, path, 0, 0, "%s", strerror(errno));
	struct stat st;
	casus_rc_t rc = CASUS_OK;
	if (fstat(fd, &st) != 0)
		rc = cs_fail(err, CASUS_EIO, path, 0, 0, "%s", strerror(errno));
	else if (!S_ISREG(st.st_mode))
		rc = cs_fail(err, CASUS_EIO, path, 0, 0, "expected a file, found something else");
	else if ((size_t)st.st_size > max || (size_t)st.st_size > UINT32_MAX)
		rc = cs_fail(err, CASUS_ELIMIT, path, 0, 0, "a file has %zu bytes at most", max);
	if (rc != CASUS_OK) {
		close(fd);
		return rc;
	}
	/* The arena may jump away: the file must not be left open then. */
	jmp_buf *outer = a->oom, here;
	a->oom = &here;
	if (setjmp(here)) {
		close(fd);
		a->oom = outer;
		longjmp(*outer, 1);
	}
	char *p = cs_alloc(a, (size_t)st.st_size + 1);
	a->oom = outer;
	size_t n = 0, want = (size_t)st.st_size;
	while (n < want) {
		ssize_t got = read(fd, p + n, want - n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			rc = cs_fail(err, CASUS_EIO, path, 0, 0, "%s", strerror(errno));
		if (got <= 0)
			break;
		n += (size_t)got;
	}
	close(fd);
	*out = cs_str(p, n);
	return rc;
}

/* ---- dates --------------------------------------------------------------------------- */

/* Days and civil dates: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013). */
int32_t cs_day(int year, int month, int day)
{
	year -= month <= 2;
	int era = (year >= 0 ? year : year - 399) / 400;
	int yoe = year - era * 400;
	int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

void cs_day_civil(int32_t day, int *year, int *month, int *dom)
{
	int64_t z = (int64_t)day + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = (int)(z - era * 146097);
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;
	*dom = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = (int)(yoe + era * 400) + (*month <= 2);
}

int cs_day_week(int32_t day)
{
	int64_t w = ((int64_t)day + 3) % 7; /* 1970-01-01 was a Thursday */
	return (int)(w < 0 ? w + 7 : w);
}

/* "YYYY-MM-" at s: its numbers, or false. Pairs of digits of a word become numbers at once. */
static inline bool year_month(const char *s, int *y, int *m)
{
	const uint64_t at = 0x00ffff00ffffffffu, dashes = (uint64_t)'-' << 32 | (uint64_t)'-' << 56;
	uint64_t x = cs_load8(s);
	if ((x & ~at) != dashes || (x & CS_EACH(0x80)) ||
	    (cs_between(x, '0', '9') & at) != (CS_EACH(0x80) & at))
		return false;
	x &= CS_EACH(0x0f) & at;
	x = (x * 10) + (x >> 8); /* bytes 0, 2 and 5 are numbers of two digits */
	*y = (int)(x & 0xff) * 100 + (int)(x >> 16 & 0xff);
	*m = (int)(x >> 40 & 0xff);
	return true;
}

static inline bool digits(cs_str_t s, uint32_t at, uint32_t n, int *out)
{
	int v = 0;
	if (s.n < at + n)
		return false;
	for (uint32_t i = at; i < at + n; i++) {
		if (!cs_is_digit((uint8_t)s.p[i]))
			return false;
		v = v * 10 + (s.p[i] - '0');
	}
	*out = v;
	return true;
}

bool cs_day_read(cs_str_t s, int32_t *first, int32_t *last)
{
	static const int16_t before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
	int y, m, d;
	s = cs_trim(s);
	bool dashed = s.n >= 10 && year_month(s.p, &y, &m);
	if (!dashed && !digits(s, 0, 4, &y))
		return false;
	bool leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
	int past = y > 0 ? y - 1 : 0; /* whole years since the year 1; and the year 0 is a leap year */
	int32_t new_year = past * 365 + past / 4 - past / 100 + past / 400 - 719162 - (y > 0 ? 0 : 366);
	if (s.n == 4) {
		*first = new_year;
		*last = new_year + 364 + leap;
		return true;
	}
	if (!dashed && (s.p[4] != '-' || !digits(s, 5, 2, &m)))
		return false;
	if (m < 1 || m > 12)
		return false;
	int days = before[m] - before[m - 1] + (m == 2 && leap);
	int32_t begin = new_year + before[m - 1] + (m > 2 && leap);
	if (s.n == 7) {
		*first = begin;
		*last = begin + days - 1;
		return true;
	}
	if (s.p[7] != '-' || !digits(s, 8, 2, &d) || d < 1 || d > days)
		return false;
	if (s.n > 10 && s.p[10] != 'T' && s.p[10] != ' ')
		return false;
	*first = *last = begin + d - 1;
	return true;
}

char *cs_day_iso(cs_arena_t *a, int32_t day)
{
	int y, m, d;
	cs_day_civil(day, &y, &m, &d);
	return cs_sprintf(a, "%04d-%02d-%02d", y, m, d);
}

/* ---- growing text --------------------------------------------------------------------- */

void cs_buf_add(cs_buf_t *b, const char *p, size_t n)
{
	if (n == 0)
		return;
	if (n > b->cap - b->n) {
		size_t cap = b->cap ? b->cap * 2 : 256;
		if (cap < b->n + n)
			cap = b->n + n;
		char *q = cs_alloc(b->arena, cap);
		if (b->n)
			memcpy(q, b->p, b->n);
		b->p = q;
		b->cap = cap;
	}
	memcpy(b->p + b->n, p, n);
	b->n += n;
}

void cs_buf_str(cs_buf_t *b, const char *z)
{
	cs_buf_add(b, z, strlen(z));
}

void cs_buf_printf(cs_buf_t *b, const char *fmt, ...)
{
	char small[256];
	va_list ap, again;
	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(small, sizeof small, fmt, ap);
	va_end(ap);
	if (n > 0 && (size_t)n < sizeof small) {
		cs_buf_add(b, small, (size_t)n);
	} else if (n > 0) {
		char *big = cs_alloc(b->arena, (size_t)n + 1);
		(void)vsnprintf(big, (size_t)n + 1, fmt, again);
		cs_buf_add(b, big, (size_t)n);
	}
	va_end(again);
}

void cs_buf_json_slice(cs_buf_t *b, const char *s, size_t n)
{
	cs_buf_add(b, "\"", 1);
	size_t from = 0;
	for (size_t i = 0; i <= n; i++) {
		uint8_t c = i < n ? (uint8_t)s[i] : 0;
		if (i < n && c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
			continue;
		cs_buf_add(b, s + from, i - from);
		if (i == n)
			break;
		if (c == '"' || c == '\\')
			cs_buf_printf(b, "\\%c", c);
		else if (c == '\n')
			cs_buf_str(b, "\\n");
		else
			cs_buf_printf(b, "\\u%04x", c);
		from = i + 1;
	}
	cs_buf_add(b, "\"", 1);
}

void cs_buf_json(cs_buf_t *b, const char *z)
{
	if (z)
		cs_buf_json_slice(b, z, strlen(z));
	else
		cs_buf_str(b, "null");
}

bool cs_listed(cs_str_t w, const char *list)
{
	char low[24];
	uint32_t n = 0;

	if (w.n == 0 || w.n + 2u > sizeof low)
		return false;
	low[n++] = ' ';
	for (uint32_t i = 0; i < w.n; i++)
		low[n++] = cs_is_upper((uint8_t)w.p[i]) ? (char)(w.p[i] + 32) : w.p[i];
	for (const char *p = list; (p = strchr(p, ' ')); p++)
		if (strncmp(p, low, n) == 0 && p[n] == ' ')
			return true;
	return false;
}
