/* unicode.c - UTF-8, folding, case, hashing. Folding and case outside ASCII come from utf8proc,
 * hashes from xxHash (docs/dependencies.md); the ASCII paths are ours because nearly all bytes of
 * English news take them. */
#include "base/base.h"

#include <utf8proc.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

/* Well-formed UTF-8 by Table 3-7 of the Unicode standard. */
size_t cs_utf8_check(const char *text, size_t n)
{
	const uint8_t *s = (const uint8_t *)text;
	size_t i = 0;
	while (i < n) {
		if (n - i >= 32) { /* 32 ASCII bytes at once */
			const char *p = text + i;
			if (((cs_load8(p) | cs_load8(p + 8) | cs_load8(p + 16) | cs_load8(p + 24)) &
			     CS_EACH(0x80)) == 0) {
				i += 32;
				continue;
			}
		}
		if (n - i >= 8 && (cs_load8(text + i) & CS_EACH(0x80)) == 0) {
			i += 8;
			continue;
		}
		uint8_t c = s[i];
		uint8_t lo = 0x80, hi = 0xbf;
		size_t more;
		if (c < 0x80) {
			i++;
			continue;
		} else if (c >= 0xc2 && c <= 0xdf) {
			more = 1;
		} else if (c >= 0xe0 && c <= 0xef) {
			more = 2;
			lo = c == 0xe0 ? 0xa0 : 0x80;
			hi = c == 0xed ? 0x9f : 0xbf;
		} else if (c >= 0xf0 && c <= 0xf4) {
			more = 3;
			lo = c == 0xf0 ? 0x90 : 0x80;
			hi = c == 0xf4 ? 0x8f : 0xbf;
		} else {
			return i;
		}
		if (n - i <= more || s[i + 1] < lo || s[i + 1] > hi)
			return i;
		for (size_t k = 2; k <= more; k++)
			if ((s[i + k] & 0xc0) != 0x80)
				return i;
		i += more + 1;
	}
	return n;
}

uint32_t cs_utf8_get(const char *p, const char *end, uint32_t *len)
{
	const uint8_t *s = (const uint8_t *)p;
	size_t left = (size_t)(end - p);
	uint32_t c = s[0];
	if (c < 0x80 || left < 2) {
		*len = 1;
		return c;
	}
	if (c < 0xe0 || left < 3) {
		*len = 2;
		return (c & 31) << 6 | (s[1] & 63u);
	}
	if (c < 0xf0 || left < 4) {
		*len = 3;
		return (c & 15) << 12 | (s[1] & 63u) << 6 | (s[2] & 63u);
	}
	*len = 4;
	return (c & 7) << 18 | (s[1] & 63u) << 12 | (s[2] & 63u) << 6 | (s[3] & 63u);
}

/* Letters that have no decomposition but a plain spelling in the wire services. */
static const char *plain_letter(uint32_t c)
{
	switch (c) {
	case 0x131:
		return "i"; /* ı */
	case 0xf8:
	case 0xd8:
		return "o"; /* ø */
	case 0x142:
	case 0x141:
		return "l"; /* ł */
	case 0x111:
	case 0x110:
		return "d"; /* đ */
	case 0xdf:
		return "ss"; /* ß */
	case 0xe6:
	case 0xc6:
		return "ae"; /* æ */
	case 0x153:
	case 0x152:
		return "oe"; /* œ */
	case 0x259:
	case 0x18f:
		return "a"; /* ə */
	case 0x2018:
	case 0x2019:
	case 0x2bc:
	case 0x2bb:
		return "'";
	case 0x201c:
	case 0x201d:
		return "\"";
	case 0x2010:
	case 0x2011:
		return "-";
	case 0xa0:
		return " ";
	default:
		return NULL;
	}
}

cs_str_t cs_fold(cs_arena_t *a, cs_str_t s)
{
	uint64_t high = 0, capital = 0;
	for (uint32_t i = 0; i < s.n; i += 8) {
		uint64_t x = cs_load_some(s.p + i, s.n - i);
		high |= x & CS_EACH(0x80);
		capital |= cs_between(x & CS_EACH(0x7f), 'A', 'Z');
	}
	if (!high && !capital)
		return s;
	if (!high) {
		char *q = cs_alloc(a, (size_t)s.n + 8);
		for (uint32_t i = 0; i < s.n; i += 8) {
			uint64_t x = cs_load_some(s.p + i, s.n - i);
			x |= cs_between(x, 'A', 'Z') >> 2;
			memcpy(q + i, &x, 8);
		}
		return cs_str(q, s.n);
	}
	cs_buf_t out = {.arena = a};
	const char *p = s.p, *end = s.p + s.n;
	while (p < end) {
		uint32_t len;
		uint32_t c = cs_utf8_get(p, end, &len);
		p += len;
		const char *plain = plain_letter(c);
		if (plain) {
			cs_buf_str(&out, plain);
			continue;
		}
		/* Decompose, keep what is no mark, fold its case. */
		utf8proc_int32_t part[8];
		int bound = 0;
		utf8proc_ssize_t n = utf8proc_decompose_char(
		    (utf8proc_int32_t)c, part, (utf8proc_ssize_t)CS_COUNT(part),
		    UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK, &bound);
		if (n < 0 || n > (utf8proc_ssize_t)CS_COUNT(part)) {
			cs_buf_add(&out, p - len, len);
			continue;
		}
		for (utf8proc_ssize_t k = 0; k < n; k++) {
			utf8proc_uint8_t bytes[4];
			utf8proc_ssize_t m = utf8proc_encode_char(part[k], bytes);
			cs_buf_add(&out, (const char *)bytes, (size_t)m);
		}
	}
	return cs_str(out.p ? out.p : "", out.n);
}

cs_case_t cs_case(cs_str_t s)
{
	uint32_t upper = 0, lower = 0;
	bool first_upper = false, seen = false;
	const char *p = s.p, *end = s.p + s.n;
	while (p < end) { /* the front part that is ASCII */
		uint64_t x = cs_load_some(p, (size_t)(end - p));
		if (x & CS_EACH(0x80))
			break;
		uint64_t up = cs_between(x, 'A', 'Z'), low = cs_between(x, 'a', 'z'),
		         first = (up | low) & -(up | low);
		if (!seen && first)
			first_upper = (up & first) != 0;
		seen |= first != 0;
		upper += (uint32_t)__builtin_popcountll(up);
		lower += (uint32_t)__builtin_popcountll(low);
		p += end - p < 8 ? end - p : 8;
	}
	while (p < end) {
		uint32_t len;
		uint32_t c = cs_utf8_get(p, end, &len);
		p += len;
		bool up, low;
		if (c < 0x80) {
			up = cs_is_upper((uint8_t)c);
			low = cs_is_lower((uint8_t)c);
		} else {
			utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);
			up = k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT;
			low = k == UTF8PROC_CATEGORY_LL;
		}
		if (!up && !low)
			continue;
		if (!seen)
			first_upper = up;
		seen = true;
		upper += up;
		lower += low;
	}
	if (!seen)
		return CS_CASE_NONE;
	if (upper == 0)
		return CS_LOWER;
	if (upper == 1 && first_upper)
		return CS_TITLE;
	return lower == 0 ? CS_UPPER : CS_MIXED;
}

uint64_t cs_hash(const void *p, size_t n, uint64_t seed)
{
	return XXH3_64bits_withSeed(n ? p : "", n, seed);
}

void cs_digest(const void *p, size_t n, char out[33])
{
	static const char hex[] = "0123456789abcdef";
	XXH128_canonical_t c;
	XXH128_canonicalFromHash(&c, XXH3_128bits(n ? p : "", n));
	for (int i = 0; i < 16; i++) {
		out[2 * i] = hex[c.digest[i] >> 4];
		out[2 * i + 1] = hex[c.digest[i] & 15];
	}
	out[32] = 0;
}
