/* times.c - compiles words of time, feasts and words of counting. A feast is a day of the year, the
 * nth weekday of a month, or a table of days for those that follow the moon. Linear; nothing is
 * reckoned that a table has. */
#include "lex/times.h"

#include "lex/phrase.h"

typedef struct ctx {
	cs_lex_t *lex;
	cs_times_t *t;
	cs_diag_t *d;
} ctx_t;

static uint32_t choice(cs_str_t v, const char *const *names, uint32_t n)
{
	uint32_t i = 0;
	while (i < n && !cs_eqz(v, names[i]))
		i++;
	return i;
}

/* A small whole number, with a sign or without. */
static bool whole(cs_str_t s, int *v)
{
	uint32_t i = s.n && s.p[0] == '-';
	*v = 0;
	if (i == s.n || s.n - i > 4)
		return false;
	for (uint32_t k = i; k < s.n; k++) {
		if (!cs_is_digit((uint8_t)s.p[k]))
			return false;
		*v = *v * 10 + (s.p[k] - '0');
	}
	*v = i ? -*v : *v;
	return true;
}

static bool plain_key(cs_str_t key)
{
	return cs_eqz(key, "kind") || cs_eqz(key, "source") || cs_eqz(key, "checked") ||
	       cs_eqz(key, "note");
}

/* ---- phrases ------------------------------------------------------------------------------ */

static void add_phrase(ctx_t *c, cs_str_t text, cs_time_phrase_t ph)
{
	cs_arena_t *a = &c->lex->arena;
	cs_phrase_t words = cs_phrase_make(c->lex, text, true);
	if (!words.n)
		return;
	ph.word = words.word;
	ph.n = words.n;
	ph.next = CS_NONE;
	uint32_t at = c->t->phrases.n, i = cs_map_get(&c->t->by_first, words.word[0]), before = CS_NONE;
	for (; i != CS_NONE && c->t->phrases.p[i].n >= ph.n; i = c->t->phrases.p[i].next)
		before = i;
	ph.next = i;
	*CS_PUSH(a, &c->t->phrases) = ph;
	if (before == CS_NONE)
		cs_map_put(a, &c->t->by_first, words.word[0], at);
	else
		c->t->phrases.p[before].next = at;
}

/* As written, and as the tokeniser cuts it. */
static void add_written(ctx_t *c, cs_str_t text, cs_time_phrase_t ph)
{
	cs_str_t cut;
	add_phrase(c, text, ph);
	if (cs_phrase_cut(&c->lex->arena, text, &cut))
		add_phrase(c, cut, ph);
}

static void add_names(ctx_t *c, const cs_lex_block_t *b, const cs_lex_line_t *l,
                      cs_time_phrase_t ph)
{
	cs_str_t rest = l->value;
	cs_lex_item_t item;
	while (cs_block_item(b, l, &rest, &item, c->d))
		add_written(c, item.text, ph);
}

/* ---- words -------------------------------------------------------------------------------- */

static void compile_words(ctx_t *c, const cs_lex_block_t *b)
{
	static const char *const kinds[] = {"",       "month", "weekday", "season", "unit",
	                                    "shift",  "part",  "turn",    "third",  "vague",
	                                    "before", "clock", "zone",    "phrase"};
	static const char *const units[] = {"second",    "hour",    "day",    "week",
	                                    "fortnight", "weekend", "month",  "quarter",
	                                    "year",      "decade",  "century"};
	static const char *const names[] = {"now", "before", "overnight", "tonight"};
	cs_arena_t *a = &c->lex->arena;
	uint32_t kind = choice(cs_block_get(b, "kind"), kinds, CS_COUNT(kinds));
	if (kind == 0 || kind == CS_COUNT(kinds)) {
		cs_diag_error(c->d, b->file, b->line, 1, b->id, "a block of times needs a kind");
		return;
	}
	for (uint32_t i = 0; i < b->lines.n; i++) {
		const cs_lex_line_t *l = &b->lines.p[i];
		cs_str_t rest = l->value, is;
		cs_lex_item_t item;
		if (!cs_eqz(l->key, "word")) {
			if (!plain_key(l->key))
				cs_diag_error(c->d, b->file, l->line, 1, b->id,
				              "a block of times has no key '%.*s'", (int)l->key.n, l->key.p);
			continue;
		}
		while (cs_block_item(b, l, &rest, &item, c->d)) {
			bool has = cs_item_attr(&item, "is", &is);
			int v = 0;
			if (kind == CS_N_TW) {
				uint32_t name = has ? choice(is, names, CS_COUNT(names)) : CS_COUNT(names);
				if (name == CS_COUNT(names))
					cs_diag_error(c->d, b->file, item.line, item.col, b->id,
					              "a phrase needs is=now, before, overnight or tonight");
				else
					add_written(c, item.text, (cs_time_phrase_t){.name = (uint8_t)name});
				continue;
			}
			if (kind == CS_TW_UNIT) {
				v = has ? (int)choice(is, units, CS_N_UNIT) : CS_N_UNIT;
				has = v < CS_N_UNIT;
			} else if (has) {
				has = whole(is, &v);
			}
			bool bare = kind == CS_TW_PART || kind >= CS_TW_BEFORE;
			bool fits = kind == CS_TW_MONTH || kind == CS_TW_SEASON ? v >= 1 && v <= 12
			            : kind == CS_TW_WEEKDAY                     ? v >= 0 && v <= 6
			                                                        : true;
			if ((!has && !bare) || !fits) {
				cs_diag_error(c->d, b->file, item.line, item.col, b->id,
				              "a word of time needs a value, such as {is=1}");
				continue;
			}
			cs_map_put(a, &c->t->by_word, cs_lex_word(c->lex, item.text), c->t->words.n);
			*CS_PUSH(a, &c->t->words) = (cs_time_word_t){(uint8_t)kind, (int16_t)v};
		}
	}
}

/* ---- feasts and periods ------------------------------------------------------------------- */

/* Whole numbers apart by blanks or '-'; how many there are, at most n. */
static uint32_t wholes(cs_str_t s, char sep, int *v, uint32_t n)
{
	cs_str_t piece;
	uint32_t k = 0;
	while (k < n && cs_split(&s, sep, &piece))
		if (piece.n && !whole(piece, &v[k++]))
			return 0;
	return k;
}

static bool day_range(cs_str_t s, int32_t *from, int32_t *to)
{
	uint32_t i = 0;
	int32_t x;
	while (i + 1 < s.n && (s.p[i] != '.' || s.p[i + 1] != '.'))
		i++;
	if (i + 1 >= s.n)
		return cs_day_read(s, from, to);
	return cs_day_read(cs_trim(cs_str(s.p, i)), from, &x) &&
	       cs_day_read(cs_trim(cs_str(s.p + i + 2, s.n - i - 2)), &x, to) && *from <= *to;
}

static void compile_feast(ctx_t *c, const cs_lex_block_t *b)
{
	cs_arena_t *a = &c->lex->arena;
	uint32_t at = c->t->feasts.n;
	cs_feast_t f = {0};
	bool told = false;
	for (uint32_t i = 0; i < b->lines.n; i++) {
		const cs_lex_line_t *l = &b->lines.p[i];
		cs_str_t rest = l->value, piece;
		int v[4] = {0};
		bool ok = true;
		if (cs_eqz(l->key, "name")) {
			add_names(c, b, l, (cs_time_phrase_t){.name = CS_TN_FEAST, .feast = at});
		} else if (cs_eqz(l->key, "on")) {
			ok = wholes(rest, '-', v, 2) == 2 && v[0] >= 1 && v[0] <= 12 && v[1] >= 1 && v[1] <= 31;
			f.how = 0;
		} else if (cs_eqz(l->key, "nth")) {
			uint32_t n = wholes(rest, ' ', v, 4);
			ok = n >= 3 && v[0] >= 1 && v[0] <= 12 && v[1] >= 0 && v[1] <= 6 && v[2] >= -1 &&
			     v[2] <= 5 && v[2] && v[3] >= -7 && v[3] <= 7;
			f.how = 1;
		} else if (cs_eqz(l->key, "table")) {
			f.how = 2;
			while (ok && cs_split(&rest, '|', &piece)) {
				cs_day_range_t r;
				if (piece.n && (ok = day_range(piece, &r.from, &r.to)))
					*CS_PUSH(a, &f.table) = r;
			}
		} else if (!plain_key(l->key)) {
			cs_diag_error(c->d, b->file, l->line, 1, b->id, "a feast has no key '%.*s'",
			              (int)l->key.n, l->key.p);
			continue;
		}
		if (!ok) {
			cs_diag_error(c->d, b->file, l->line, l->col, b->id, "no days of a feast: '%.*s'",
			              (int)l->value.n, l->value.p);
		} else if (!cs_eqz(l->key, "name") && !plain_key(l->key)) {
			told = true;
			f.month = (int8_t)v[0];
			f.day = (int8_t)v[1];
			f.nth = (int8_t)v[2];
			f.later = (int8_t)v[3];
		}
	}
	if (!told)
		cs_diag_error(c->d, b->file, b->line, 1, b->id, "a feast needs on, nth or table");
	*CS_PUSH(a, &c->t->feasts) = f;
}

static void compile_period(ctx_t *c, const cs_lex_block_t *b)
{
	cs_time_phrase_t ph = {.name = CS_TN_PERIOD};
	if (!day_range(cs_block_get(b, "span"), &ph.from, &ph.to)) {
		cs_diag_error(c->d, b->file, b->line, 1, b->id, "a period needs span: 1947..1991");
		return;
	}
	for (uint32_t i = 0; i < b->lines.n; i++)
		if (cs_eqz(b->lines.p[i].key, "name"))
			add_names(c, b, &b->lines.p[i], ph);
}

int32_t cs_nth_weekday(int year, int month, int weekday, int nth)
{
	if (nth < 0) {
		int32_t last = month == 12 ? cs_day(year + 1, 1, 1) - 1 : cs_day(year, month + 1, 1) - 1;
		return last - (cs_day_week(last) - weekday + 7) % 7;
	}
	int32_t first = cs_day(year, month, 1);
	return first + (weekday - cs_day_week(first) + 7) % 7 + 7 * (nth - 1);
}

bool cs_feast_in(const cs_feast_t *f, int year, int32_t *from, int32_t *to)
{
	if (f->how == 0) {
		*from = *to = cs_day(year, f->month, f->day);
		return true;
	}
	if (f->how == 1) {
		*from = *to = cs_nth_weekday(year, f->month, f->day, f->nth) + f->later;
		return true;
	}
	int32_t first = cs_day(year, 1, 1), last = cs_day(year, 12, 31);
	for (uint32_t i = 0; i < f->table.n; i++)
		if (f->table.p[i].from >= first && f->table.p[i].from <= last) {
			*from = f->table.p[i].from;
			*to = f->table.p[i].to;
			return true;
		}
	return false;
}

/* ---- counting ----------------------------------------------------------------------------- */

static void compile_count(ctx_t *c, const cs_lex_block_t *b)
{
	static const char *const kinds[] = {"other",   "killed", "injured", "arrested", "displaced",
	                                    "present", "troops", "weapons", "money",    "none"};
	static const char *const roles[] = {"verb", "adj", "act", "noun"};
	uint32_t kind = choice(cs_block_get(b, "kind"), kinds, CS_N_COUNT_KIND);
	if (kind == 0 || kind == CS_N_COUNT_KIND) {
		cs_diag_error(c->d, b->file, b->line, 1, b->id, "a block of counts needs a kind");
		return;
	}
	for (uint32_t i = 0; i < b->lines.n; i++) {
		const cs_lex_line_t *l = &b->lines.p[i];
		uint32_t role = choice(l->key, roles, CS_N_COUNT_ROLE);
		cs_str_t rest = l->value, v;
		cs_lex_item_t item;
		if (role == CS_N_COUNT_ROLE) {
			if (!plain_key(l->key))
				cs_diag_error(c->d, b->file, l->line, 1, b->id,
				              "a block of counts has no key '%.*s'", (int)l->key.n, l->key.p);
			continue;
		}
		while (cs_block_item(b, l, &rest, &item, c->d)) {
			uint64_t key = (uint64_t)role << 32 | cs_lex_word(c->lex, item.text);
			cs_map_put(&c->lex->arena, &c->t->counts, key,
			           kind + (cs_item_attr(&item, "passive", &v) ? CS_COUNT_PASSIVE : 0u) +
			               (cs_item_attr(&item, "people", &v) ? CS_COUNT_PEOPLE : 0u));
		}
	}
}

cs_count_kind_t cs_count_kind(const cs_times_t *t, cs_count_role_t role, uint32_t id,
                              uint32_t flags)
{
	uint32_t v = id == CS_NONE ? CS_NONE : cs_map_get(&t->counts, (uint64_t)role << 32 | id);
	if (v == CS_NONE || (v & ~flags & (CS_COUNT_PASSIVE | CS_COUNT_PEOPLE)))
		return CS_COUNT_OTHER;
	return (cs_count_kind_t)(v & 15);
}

bool cs_times_block(const cs_lex_block_t *b)
{
	return cs_starts(b->id, "time.") || cs_starts(b->id, "feast.") || cs_starts(b->id, "period.") ||
	       cs_starts(b->id, "count.");
}

void cs_times_compile(cs_lex_t *lex, cs_diag_t *d)
{
	ctx_t c = {lex, CS_NEW(&lex->arena, cs_times_t), d};
	lex->times = c.t;
	for (uint32_t i = 0; i < lex->blocks.n; i++) {
		const cs_lex_block_t *b = &lex->blocks.p[i];
		if (!cs_lex_in(b, "cues/"))
			continue;
		if (cs_starts(b->id, "time."))
			compile_words(&c, b);
		else if (cs_starts(b->id, "feast."))
			compile_feast(&c, b);
		else if (cs_starts(b->id, "period."))
			compile_period(&c, b);
		else if (cs_starts(b->id, "count."))
			compile_count(&c, b);
	}
}
