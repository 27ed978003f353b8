/* check.c - reads what examples expect, and compares the ids of the lexicon with the ledger of all
 * ids ever given (ids.txt, retired.txt: an id, a tab, a date on each line). The coding of examples
 * needs the stages and is done by the engine. Linear. */
#include "lex/check.h"

/* Cuts 'name=value' off *s; a value is a word, or "…" pieces joined by '+'. */
static bool next_field(cs_str_t *s, cs_str_t *name, cs_str_t *value)
{
	*s = cs_trim(*s);
	uint32_t i = 0;
	while (i < s->n && s->p[i] != '=' && !cs_is_space((uint8_t)s->p[i]))
		i++;
	if (i == 0 || i >= s->n || s->p[i] != '=')
		return false;
	*name = cs_str(s->p, i);
	uint32_t begin = ++i;
	bool quoted = false;
	while (i < s->n && (quoted || !cs_is_space((uint8_t)s->p[i])))
		quoted ^= s->p[i++] == '"';
	*value = cs_str(s->p + begin, i - begin);
	*s = cs_str(s->p + i, s->n - i);
	return !quoted;
}

static bool read_side(cs_str_t value, cs_side_t *side)
{
	side->told = true;
	if (cs_eqz(value, "none")) {
		side->none = true;
		return true;
	}
	uint32_t i = 0;
	while (i < value.n) {
		uint32_t begin, end;
		if (value.p[i] == '"') {
			begin = ++i;
			while (i < value.n && value.p[i] != '"')
				i++;
			if (i == value.n)
				return false;
			end = i++;
		} else {
			begin = i;
			while (i < value.n && value.p[i] != '+')
				i++;
			end = i;
		}
		if (begin == end || side->n == CS_EXPECT_MAX || (i < value.n && value.p[i] != '+'))
			return false;
		side->words[side->n++] = cs_str(value.p + begin, end - begin);
		i += i < value.n;
	}
	return side->n > 0;
}

bool cs_expect_read(cs_str_t text, cs_expect_t *out, cs_str_t *bad)
{
	cs_str_t name, value;
	*out = (cs_expect_t){0};
	for (text = cs_trim(text); text.n; text = cs_trim(text)) {
		bool ok = true;
		*bad = text;
		if (!next_field(&text, &name, &value))
			return false;
		if (cs_eqz(name, "source"))
			ok = read_side(value, &out->source);
		else if (cs_eqz(name, "target"))
			ok = read_side(value, &out->target);
		else if (cs_eqz(name, "code"))
			out->code = value;
		else if (cs_eqz(name, "plover"))
			out->plover = value;
		else if (cs_eqz(name, "reality"))
			out->reality = value;
		else if (cs_eqz(name, "polarity"))
			out->polarity = cs_eqz(value, "negated") ? 2 : 1;
		else
			ok = false;
		if (!ok)
			return false;
	}
	return true;
}

static bool letter(char c)
{
	return cs_is_alpha((uint8_t)c) || cs_is_digit((uint8_t)c) || ((uint8_t)c & 0x80);
}

bool cs_expect_find(cs_str_t text, cs_str_t words, uint32_t *begin, uint32_t *end)
{
	for (uint32_t i = 0; words.n && i + words.n <= text.n; i++) {
		if (memcmp(text.p + i, words.p, words.n) != 0)
			continue;
		if ((i > 0 && letter(text.p[i - 1]) && letter(words.p[0])) ||
		    (i + words.n < text.n && letter(text.p[i + words.n]) && letter(words.p[words.n - 1])))
			continue;
		*begin = i;
		*end = i + words.n;
		return true;
	}
	return false;
}

/* ---- the ledger ----------------------------------------------------------------------------- */

static bool read_ledger(cs_arena_t *a, const char *dir, const char *name, cs_intern_t *ids,
                        cs_diag_t *d)
{
	cs_file_t f;
	casus_error_t err;
	const char *path = cs_sprintf(a, "%s/%s", dir, name);
	if (cs_file_open(&f, path, &err) != CASUS_OK) {
		cs_diag_error(d, name, 0, 0, (cs_str_t){0}, "%s", err.msg);
		return false;
	}
	/* copied at once: the arena may jump away, and the mapping must not be lost then */
	jmp_buf *outer = a->oom, here;
	a->oom = &here;
	if (setjmp(here)) {
		cs_file_close(&f);
		a->oom = outer;
		longjmp(*outer, 1);
	}
	cs_str_t text = cs_str(cs_strndup(a, f.data ? f.data : "", f.n), f.n), line;
	a->oom = outer;
	cs_file_close(&f);
	uint32_t number = 0;
	while (text.n && cs_split(&text, '\n', &line)) {
		number++;
		if (line.n == 0 || line.p[0] == '#')
			continue;
		uint32_t k = 0;
		int32_t first, last;
		while (k < line.n && line.p[k] != '\t')
			k++;
		cs_str_t id = cs_str(line.p, k), date = cs_trim(cs_str(line.p + k, line.n - k));
		if (!cs_day_read(date, &first, &last))
			cs_diag_error(d, name, number, 1, id, "expected an id, a tab and a date");
		uint32_t before = ids->n;
		if (cs_intern(a, ids, id) != before)
			cs_diag_error(d, name, number, 1, id, "this id stands here twice");
	}
	return true;
}

void cs_ledger_check(const cs_lex_t *lex, cs_arena_t *scratch, const char *dir, cs_diag_t *d)
{
	cs_intern_t given = {0}, retired = {0};
	if (!read_ledger(scratch, dir, "ids.txt", &given, d) ||
	    !read_ledger(scratch, dir, "retired.txt", &retired, d))
		return;
	uint32_t n_new = 0;
	for (uint32_t i = 0; i < lex->blocks.n; i++) {
		const cs_lex_block_t *b = &lex->blocks.p[i];
		if (b->overlay)
			continue;
		if (cs_intern_find(&retired, b->id) != CS_NONE)
			cs_diag_error(d, b->file, b->line, 1, b->id,
			              "this id was retired and is never used again");
		else if (cs_intern_find(&given, b->id) == CS_NONE && n_new++ < 5)
			cs_diag_error(d, b->file, b->line, 1, b->id, "this id does not stand in ids.txt yet");
	}
	if (n_new > 5)
		cs_diag_error(d, "ids.txt", 0, 0, (cs_str_t){0}, "%u more new ids do not stand in it yet",
		              n_new - 5);
	for (uint32_t i = 0; i < given.n; i++)
		if (cs_intern_find(&lex->ids, given.str[i]) == CS_NONE &&
		    cs_intern_find(&retired, given.str[i]) == CS_NONE)
			cs_diag_error(d, "ids.txt", i + 1, 1, given.str[i],
			              "this id is gone from the lexicon, and does not stand in retired.txt");
}
