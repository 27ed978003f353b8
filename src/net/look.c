/* look.c - a word as the encoder sees it. */
#include "net/look.h"

enum { CASE_PLAIN, CASE_CAPS, CASE_TITLE, CASE_LOWER }; /* of a sentence */
enum { UPPER = 1, DIGIT = 2, HYPHEN = 4, CAPS = 8, LETTER = 16 };

static uint64_t pack(const char *p, uint32_t n)
{
	uint64_t v = 0;

	memcpy(&v, p, n);
	return v | (uint64_t)n << 56;
}

static uint32_t part(uint32_t kind, uint64_t value)
{
	return (uint32_t)(cs_feat1(kind, value) >> 24);
}

void cs_look_word(cs_look_t *w, cs_str_t form)
{
	char low[CS_LOWER_MAX];
	uint32_t n = cs_lower(form, low), k = 0;
	bool lower = false, upper = false;

	w->flags = 0;
	for (uint32_t i = 0; i < form.n && i < 128; i++) {
		uint8_t c = (uint8_t)form.p[i];

		if (cs_is_upper(c))
			upper = true;
		else if (cs_is_lower(c))
			lower = true;
		else if (cs_is_digit(c))
			w->flags |= DIGIT;
		else if (c == '-')
			w->flags |= HYPHEN;
		else if (c == 0xc3 && i + 1 < form.n && (uint8_t)form.p[i + 1] <= 0x9e)
			upper = true;
	}
	if (form.n && (cs_is_upper((uint8_t)form.p[0]) ||
	               ((uint8_t)form.p[0] == 0xc3 && form.n > 1 && (uint8_t)form.p[1] <= 0x9e)))
		w->flags |= UPPER;
	if (upper && !lower)
		w->flags |= CAPS;
	if (upper || lower)
		w->flags |= LETTER;
	w->letters = (uint8_t)(n < 255 ? n : 255);
	for (uint32_t m = 1; m <= 5; m++, k++)
		w->part[k] = part(k, n >= m ? pack(low + n - m, m) : pack(low, n));
	for (uint32_t m = 1; m <= 4; m++, k++)
		w->part[k] = part(k, n >= m ? pack(low, m) : pack(low, n));
	w->part[k] = (uint32_t)(cs_shape(form) ^ cs_shape(form) >> 32); /* cs_look_sentence goes on */
	w->part[k + 1] = 0;
	if (w->flags & DIGIT)
		for (uint32_t i = 0; i < n; i++)
			if (cs_is_digit((uint8_t)low[i]))
				low[i] = '0';
	w->key = cs_hash(low, n, 1);
}

/* How a sentence is written: in capitals, as a headline, without capitals. */
static uint8_t case_of(const cs_look_t *w, uint32_t n)
{
	uint32_t words = 0, upper = 0, caps = 0;

	for (uint32_t i = 0; i < n; i++) {
		if (!(w[i].flags & LETTER) || w[i].letters < 3)
			continue; /* short words are small in headlines too */
		words++;
		upper += (w[i].flags & UPPER) != 0;
		caps += (w[i].flags & CAPS) != 0;
	}
	if (words >= 2 && caps * 10 >= words * 8)
		return CASE_CAPS;
	if (words >= 4 && upper * 10 >= words * 8)
		return CASE_TITLE;
	if (words >= 4 && upper == 0)
		return CASE_LOWER;
	return CASE_PLAIN;
}

void cs_look_sentence(cs_look_t *w, uint32_t n)
{
	uint64_t how = case_of(w, n);
	uint32_t shape = CS_LOOK_PARTS - 2, flags = CS_LOOK_PARTS - 1;

	for (uint32_t i = 0; i < n; i++) {
		uint64_t first = i == 0;

		w[i].part[shape] = part(shape, (uint64_t)w[i].part[shape] << 3 | how << 1 | first);
		w[i].part[flags] = part(flags, (uint64_t)w[i].flags << 3 | how << 1 | first);
	}
}
