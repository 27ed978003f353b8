/* places.c - compiles the files of lexicon/places. The key of a line is what kind of place it is, its items
 * are its names, the best first; attributes of the last say where it is. Linear; keys of names are hashes of
 * 64 bits, and two names that had one by chance would be taken for each other. */
#include "lex/places.h"

#include "lex/actors.h"

#include <stdlib.h>

static const char *const kinds[] = {
#define X(a, name, precision) name,
    CS_SITE_LIST(X)
#undef X
};
static const uint8_t precisions[] = {
#define X(a, name, precision) CS_PREC_##precision,
    CS_SITE_LIST(X)
#undef X
};

static const char *const word_kinds[] = {
#define X(a, name) name,
    CS_SITE_WORD_LIST(X)
#undef X
};

bool cs_site_word(const cs_sites_t *s, cs_site_word_t kind, uint32_t norm_id, uint32_t lemma_id)
{
	return s && ((norm_id != CS_NONE && cs_map_get(&s->word[kind], norm_id) != CS_NONE) ||
	             (lemma_id != CS_NONE && cs_map_get(&s->word[kind], lemma_id) != CS_NONE));
}

const char *cs_site_kind_name(cs_site_kind_t kind)
{
	return kinds[kind];
}

uint64_t cs_place_key(cs_arena_t *scratch, cs_str_t name)
{
	static const struct {
		const char *is, *means;
	} spelt[] = {{"st", "saint"}, {"ft", "fort"}, {"mt", "mount"}, {"ste", "sainte"}};
	cs_str_t rest = cs_fold_name(scratch, name), atom;
	char text[128];
	uint32_t n = 0;
	bool gap;

	while (cs_atom_next(&rest, &atom, &gap)) {
		for (uint32_t i = 0; atom.n < 4 && i < CS_COUNT(spelt); i++)
			if (cs_eqz(atom, spelt[i].is))
				atom = cs_strz(spelt[i].means);
		if (n + atom.n + 1 > sizeof text)
			return 0;
		if (n)
			text[n++] = ' ';
		memcpy(text + n, atom.p, atom.n);
		n += atom.n;
	}
	uint64_t key = n ? cs_hash(text, n, 0) : 0;
	return key == UINT64_MAX ? 0 : key; /* the one key that a map may not have */
}

uint32_t cs_site_first(const cs_sites_t *s, uint64_t key)
{
	return s && key ? cs_map_get(&s->by_key, key) : CS_NONE;
}

bool cs_place_written(const cs_site_name_t *x, cs_str_t text, cs_str_t behind)
{
	cs_str_t given = x->text;

	if (cs_eq(given, text))
		return true;
	if (given.n == text.n + 1 && given.p[text.n] == '.') {
		given.n--; /* the stop that ends the sentence too */
		return behind.n && behind.p[0] == '.' && cs_eq(given, text);
	}
	text.n -= text.n && text.p[text.n - 1] == '.';
	return cs_eq(given, text);
}

static bool read_degrees(cs_str_t text, int32_t *out)
{
	char copy[24], *end;

	if (text.n == 0 || text.n >= sizeof copy)
		return false;
	memcpy(copy, text.p, text.n);
	copy[text.n] = 0;
	for (uint32_t i = 0; i < text.n; i++)
		if (!cs_is_digit((uint8_t)copy[i]) && copy[i] != '.' && copy[i] != '-')
			return false;
	/* whole and part apart: strtod would ask the locale for its point */
	bool minus = copy[0] == '-';
	long whole = strtol(copy + minus, &end, 10), part = 0;
	if (end == copy + minus || whole > 180)
		return false;
	int digits = 0;
	if (*end == '.')
		for (end++; cs_is_digit((uint8_t)*end) && digits < 5; end++, digits++)
			part = part * 10 + (*end - '0');
	if (*end)
		return false;
	for (; digits < 5; digits++)
		part *= 10;
	long all = whole * 100000 + part;
	*out = (int32_t)(minus ? -all : all);
	return true;
}

/* "36.81 36.52" */
static bool read_at(cs_str_t value, cs_site_t *site)
{
	cs_str_t rest = value, lat, lon;

	if (!cs_split(&rest, ' ', &lat) || !cs_split(&rest, ' ', &lon) || cs_trim(rest).n)
		return false;
	return read_degrees(lat, &site->lat) && read_degrees(lon, &site->lon) && site->lat <= 9000000 &&
	       site->lat >= -9000000 && site->lon <= 18000000 && site->lon >= -18000000;
}

typedef struct ctx {
	cs_lex_t *lex;
	cs_sites_t *out;
	cs_diag_t *d;
	const cs_lex_block_t *b;
	uint32_t of; /* country of the block */
} ctx_t;

static uint32_t country_of(ctx_t *c, cs_str_t id, uint32_t line, uint32_t col)
{
	uint32_t actor = cs_actor_find(c->lex->actors, id);

	if (actor == CS_NONE || (cs_actor_at(c->lex->actors, actor)->kind != CS_A_STATE &&
	                         cs_actor_at(c->lex->actors, actor)->kind != CS_A_TERRITORY)) {
		cs_diag_error(c->d, c->b->file, line, col, c->b->id,
		              "there is no state or territory '%.*s'", (int)id.n, id.p);
		return CS_NONE;
	}
	return actor;
}

static void add_name(ctx_t *c, const cs_lex_item_t *item, uint32_t site)
{
	cs_arena_t *a = &c->lex->arena;
	uint64_t key = cs_place_key(a, item->text);
	if (!key) {
		cs_diag_error(c->d, c->b->file, item->line, item->col, c->b->id, "no name");
		return;
	}
	uint32_t *at = cs_map_at(a, &c->out->by_key, key), last = *at;
	uint32_t new_name = c->out->name.n;
	if (last == CS_NONE)
		*at = new_name;
	while (last != CS_NONE && c->out->name.p[last].next != CS_NONE)
		last = c->out->name.p[last].next;
	if (last != CS_NONE)
		c->out->name.p[last].next = new_name;
	*CS_PUSH(a, &c->out->name) =
	    (cs_site_name_t){item->text, site, CS_NONE, (item->flags & CS_IT_CASE) != 0};
}

static void compile_line(ctx_t *c, const cs_lex_line_t *l, uint8_t kind)
{
	cs_arena_t *a = &c->lex->arena;
	cs_str_t rest = l->value, v;
	cs_lex_item_t item;
	uint32_t i = c->out->site.n, errors = c->d->n_errors;

	*CS_PUSH(a, &c->out->site) =
	    (cs_site_t){.kind = kind, .precision = precisions[kind], .country = c->of};
	while (cs_block_item(c->b, l, &rest, &item, c->d)) {
		cs_site_t *s = &c->out->site.p[i];
		if (!s->name)
			s->name = cs_strndup(a, item.text.p, item.text.n);
		add_name(c, &item, i);
		if (cs_item_attr(&item, "at", &v)) {
			s->at = read_at(v, s);
			if (!s->at)
				cs_diag_error(c->d, c->b->file, item.line, item.col, c->b->id,
				              "'at' has degrees of latitude and longitude, not '%.*s'", (int)v.n,
				              v.p);
		}
		if (cs_item_attr(&item, "in", &v))
			s->in = cs_strndup(a, v.p, v.n);
		if (cs_item_attr(&item, "of", &v))
			s->country = cs_eqz(v, "none") ? CS_NONE : country_of(c, v, item.line, item.col);
		if (cs_item_attr(&item, "geonames", &v)) {
			char *copy = cs_strndup(a, v.p, v.n), *end;
			unsigned long id = strtoul(copy, &end, 10);
			s->geonames = id > 0 && id < UINT32_MAX && !*end ? (uint32_t)id : 0;
			if (!s->geonames)
				cs_diag_error(c->d, c->b->file, item.line, item.col, c->b->id,
				              "'geonames' is a number, not '%.*s'", (int)v.n, v.p);
		}
	}
	cs_site_t *s = &c->out->site.p[i];
	if (!s->name) {
		c->out->site.n--;
		cs_diag_error(c->d, c->b->file, l->line, l->col, c->b->id, "a place has a name");
	} else if (!s->at && !s->geonames && s->country == CS_NONE && c->d->n_errors == errors) {
		cs_diag_error(c->d, c->b->file, l->line, l->col, c->b->id,
		              "'%s' has none of 'at', 'geonames', 'of': nobody can tell where it is",
		              s->name);
	}
}

/* A line of [places.words]. */
static bool compile_words(ctx_t *c, const cs_lex_line_t *l)
{
	cs_str_t rest = l->value;
	cs_lex_item_t item;
	uint32_t kind = 0;

	while (kind < CS_N_SW && !cs_eqz(l->key, word_kinds[kind]))
		kind++;
	if (kind == CS_N_SW || !cs_eqz(c->b->id, "places.words"))
		return false;
	while (cs_block_item(c->b, l, &rest, &item, c->d))
		cs_map_put(&c->lex->arena, &c->out->word[kind], cs_lex_word(c->lex, item.text), 1);
	return true;
}

void cs_places_compile(cs_lex_t *lex, cs_diag_t *d)
{
	cs_sites_t *out = CS_NEW(&lex->arena, cs_sites_t);

	lex->places = out;
	for (uint32_t i = 0; i < lex->blocks.n; i++) {
		const cs_lex_block_t *b = &lex->blocks.p[i];
		if (!cs_lex_in(b, "places/"))
			continue;
		ctx_t c = {lex, out, d, b, CS_NONE};
		cs_str_t of = cs_block_get(b, "of");
		if (of.p)
			c.of = country_of(&c, of, b->line, 1);
		for (uint32_t k = 0; k < b->lines.n; k++) {
			const cs_lex_line_t *l = &b->lines.p[k];
			uint8_t kind = 0;
			if (cs_eqz(l->key, "of") || cs_eqz(l->key, "source") || cs_eqz(l->key, "checked"))
				continue;
			if (compile_words(&c, l))
				continue;
			while (kind < CS_N_SITE && !cs_eqz(l->key, kinds[kind]))
				kind++;
			if (kind == CS_N_SITE)
				cs_diag_error(d, b->file, l->line, 1, b->id, "there is no kind of place '%.*s'",
				              (int)l->key.n, l->key.p);
			else
				compile_line(&c, l, kind);
		}
	}
}
