/* word.h - how the models see a word: lower-cased, hashed, and as a shape. Part of the model
 * format: training and use must agree, so both include this file. */
#ifndef CS_MODEL_WORD_H
#define CS_MODEL_WORD_H
#include "base/base.h"

#define CS_LOWER_MAX 64u

/* Lower case for ASCII and Latin-1 letters, curly apostrophes straightened; other characters as
 * they are. Long words keep their last CS_LOWER_MAX bytes. Returns the length. */
static inline uint32_t cs_lower(cs_str_t s, char out[CS_LOWER_MAX])
{
	uint32_t n = 0, i = s.n > CS_LOWER_MAX ? s.n - CS_LOWER_MAX : 0;

	for (; i < s.n; i++) {
		uint8_t c = (uint8_t)s.p[i];

		if (cs_is_upper(c)) {
			c = (uint8_t)(c | 32);
		} else if (c == 0xc3 && i + 1 < s.n && (uint8_t)s.p[i + 1] >= 0x80 &&
		           (uint8_t)s.p[i + 1] <= 0x9e) {
			out[n++] = s.p[i++];
			c = (uint8_t)(s.p[i] + 0x20);
		} else if (c == 0xe2 && i + 2 < s.n && (uint8_t)s.p[i + 1] == 0x80 &&
		           ((uint8_t)s.p[i + 2] == 0x98 || (uint8_t)s.p[i + 2] == 0x99)) {
			i += 2;
			c = '\'';
		}
		out[n++] = (char)c;
	}
	return n;
}

static inline uint64_t cs_hash_lower(cs_str_t s)
{
	char low[CS_LOWER_MAX];

	return cs_hash(low, cs_lower(s, low), 1);
}

/* Runs of upper case, lower case, digits and the punctuation itself, each run cut to two, at most
 * eight signs, of the first 64 bytes: "Xxxx-Xx" -> X x x - X x. */
static inline uint64_t cs_shape(cs_str_t s)
{
	uint64_t shape = 0;
	uint8_t last = 0;
	uint32_t run = 0, n = 0;

	for (uint32_t i = 0; i < s.n && i < 64 && n < 8; i++) {
		uint8_t c = (uint8_t)s.p[i];

		c = cs_is_upper(c)   ? 'X'
		    : cs_is_lower(c) ? 'x'
		    : cs_is_digit(c) ? 'd'
		    : c >= 0x80      ? 'u'
		                     : c;
		run = c == last ? run + 1 : 1;
		last = c;
		if (run <= 2) {
			shape = shape << 8 | c;
			n++;
		}
	}
	return shape;
}
#endif
