/* ontology.c - compiles lexicon/ontology/: codes, types, scales, sectors, contexts.
 *
 * Three passes over the blocks of the folder, since they name each other: first all names, then
 * what types and codes say of each other, then scales. Linear in the size of the files. Whatever is
 * not known (a type, a mode, a code, a key) is an error with its place: an ontology with a hole in
 * it would code silently wrong. */
#include "lex/ontology.h"

#include <math.h>
#include <stdio.h>

typedef struct sector {
	const char *role, *sector;
} sector_t;

struct cs_ontology {
	CS_VEC(cs_code_t) codes;
	CS_VEC(cs_type_t) types;
	CS_VEC(cs_scale_t) scales;
	CS_VEC(sector_t) sectors;
	CS_VEC(const char *) contexts;
	cs_intern_t code_ids, type_ids, context_ids;
	cs_word_set_t words; /* key words of contexts */
};

typedef struct compiler {
	cs_lex_t *lex;
	cs_ontology_t *o;
	cs_diag_t *diag;
	const cs_lex_block_t *b;
} compiler_t;

static bool prefixed(const cs_lex_block_t *b, const char *prefix, cs_str_t *rest)
{
	size_t n = strlen(prefix);
	if (!cs_starts(b->id, prefix))
		return false;
	*rest = cs_str(b->id.p + n, b->id.n - n);
	return true;
}

static bool type_block(const cs_lex_block_t *b, cs_str_t *rest)
{
	return prefixed(b, "plover.", rest) || prefixed(b, "type.", rest);
}

static void wrong(const compiler_t *c, const cs_lex_line_t *l, const char *what, cs_str_t found)
{
	cs_diag_error(c->diag, c->b->file, l ? l->line : c->b->line, l ? l->col : 1, c->b->id,
	              "%s '%.*s'", what, (int)found.n, found.n ? found.p : "");
}

static const char *keep(compiler_t *c, cs_str_t s)
{
	return cs_strndup(&c->lex->arena, s.n ? s.p : "", s.n);
}

static bool known_key(const char *const *keys, cs_str_t key)
{
	for (; *keys; keys++)
		if (cs_eqz(key, *keys))
			return true;
	return false;
}

static void check_keys(const compiler_t *c, const char *const *keys)
{
	for (uint32_t i = 0; i < c->b->lines.n; i++)
		if (!known_key(keys, c->b->lines.p[i].key))
			wrong(c, &c->b->lines.p[i], "unknown key", c->b->lines.p[i].key);
}

/* ---- names first ---------------------------------------------------------------------- */

static void names(compiler_t *c)
{
	cs_ontology_t *o = c->o;
	cs_arena_t *a = &c->lex->arena;
	cs_str_t rest, name = cs_block_get(c->b, "name");
	if (prefixed(c->b, "cameo.", &rest)) {
		uint32_t i = cs_intern(a, &o->code_ids, rest);
		if (i != o->codes.n)
			return; /* the reader has told of the second block already */
		cs_code_t *code = CS_PUSH(a, &o->codes);
		code->code = keep(c, rest);
		code->name = keep(c, name);
		code->parent = code->type = CS_NONE;
		code->mode = code->contexts = "";
		code->score = NAN;
		for (uint32_t k = 0; k < rest.n; k++)
			if (!cs_is_digit((uint8_t)rest.p[k])) {
				wrong(c, NULL, "a code has digits only, not", rest);
				break;
			}
	} else if (type_block(c->b, &rest)) {
		if (name.n == 0) {
			wrong(c, NULL, "a type needs a line 'name':", c->b->id);
			return;
		}
		uint32_t i = cs_intern(a, &o->type_ids, name);
		if (i != o->types.n) {
			wrong(c, NULL, "a second type with the name", name);
			return;
		}
		cs_type_t *t = CS_PUSH(a, &o->types);
		t->name = keep(c, name);
		t->score = NAN;
		for (int s = 0; s < CS_N_SHIFT; s++)
			t->shift[s].type = CS_NONE;
	} else if (prefixed(c->b, "context.", &rest)) {
		if (name.n == 0)
			name = rest;
		if (cs_intern(a, &o->context_ids, name) == o->contexts.n)
			*CS_PUSH(a, &o->contexts) = keep(c, name);
		else
			wrong(c, NULL, "a second context with the name", name);
	} else if (prefixed(c->b, "sector.", &rest)) {
		static const char *const keys[] = {"name", "meaning", "primary", "from", NULL};
		check_keys(c, keys);
		for (uint32_t i = 0; i < c->b->lines.n; i++) {
			cs_lex_line_t *l = &c->b->lines.p[i];
			cs_lex_item_t item;
			cs_str_t value = l->value;
			if (!cs_eqz(l->key, "from"))
				continue;
			while (cs_block_item(c->b, l, &value, &item, c->diag)) {
				if (cs_eqz(item.text, "-"))
					continue;
				sector_t *s = CS_PUSH(a, &o->sectors);
				s->role = keep(c, item.text);
				s->sector = keep(c, name);
			}
		}
	} else if (prefixed(c->b, "scale.", &rest)) {
		cs_scale_t *s = CS_PUSH(a, &o->scales);
		s->name = keep(c, rest);
		s->of = keep(c, cs_block_get(c->b, "of"));
		s->in_force = cs_eqz(cs_block_get(c->b, "in-force"), "yes");
		if (strcmp(s->of, "cameo") != 0 && strcmp(s->of, "plover") != 0)
			wrong(c, NULL, "a scale is 'of' cameo or plover, not", cs_strz(s->of));
	} else if (prefixed(c->b, "actorcodes.", &rest)) {
		static const char *const keys[] = {"list", "source", NULL}; /* actor_check.c reads them */
		check_keys(c, keys);
	} else {
		wrong(c, NULL,
		      "expected cameo.*, plover.*, type.*, scale.*, sector.*, context.* or actorcodes.*, "
		      "found",
		      c->b->id);
	}
}

/* ---- types ---------------------------------------------------------------------------- */

static void read_modes(compiler_t *c, cs_type_t *t)
{
	for (uint32_t i = 0; i < c->b->lines.n; i++) {
		cs_lex_line_t *l = &c->b->lines.p[i];
		cs_str_t value = l->value, threat;
		cs_lex_item_t item;
		if (!cs_eqz(l->key, "mode"))
			continue;
		while (cs_block_item(c->b, l, &value, &item, c->diag)) {
			if (cs_eqz(item.text, "-"))
				continue;
			cs_mode_t *m = CS_PUSH(&c->lex->arena, &t->modes);
			m->name = keep(c, item.text);
			m->score = NAN;
			if (cs_item_attr(&item, "threat", &threat))
				m->threat = keep(c, threat);
		}
	}
}

static void type_rest(compiler_t *c, cs_type_t *t)
{
	static const char *const keys[] = {"name",   "quad",         "recipient", "meaning", "mode",
	                                   "future", "hypothetical", "negated",   NULL};
	static const char *const shift[CS_N_SHIFT] = {"future", "hypothetical", "negated"};
	check_keys(c, keys);
	for (uint32_t i = 0; i < c->b->lines.n; i++) {
		cs_lex_line_t *l = &c->b->lines.p[i];
		if (cs_eqz(l->key, "quad")) {
			if (l->value.n != 1 || l->value.p[0] < '1' || l->value.p[0] > '4')
				wrong(c, l, "expected a quad class of 1 to 4, found", l->value);
			else
				t->quad = (uint32_t)(l->value.p[0] - '0');
		} else if (cs_eqz(l->key, "recipient")) {
			t->needs_recipient = cs_eqz(l->value, "required");
		}
		for (int s = 0; s < CS_N_SHIFT; s++) {
			cs_str_t value = l->value, mode;
			cs_lex_item_t item;
			if (!cs_eqz(l->key, shift[s]) || !cs_block_item(c->b, l, &value, &item, c->diag))
				continue;
			cs_resolution_t *r = &t->shift[s];
			r->type = cs_intern_find(&c->o->type_ids, item.text);
			if (r->type == CS_NONE) {
				wrong(c, l, "unknown type", item.text);
				continue;
			}
			r->self = cs_item_attr(&item, "self", &mode);
			if (cs_item_attr(&item, "mode", &mode)) {
				r->mode = keep(c, mode);
				if (!cs_type_mode(&c->o->types.p[r->type], mode))
					wrong(c, l, "this type has no mode", mode);
			}
		}
	}
	/* a mode's {threat=M} is a mode of one of the types that this one resolves to */
	for (uint32_t m = 0; m < t->modes.n; m++) {
		bool ok = t->modes.p[m].threat == NULL;
		for (int s = 0; s < CS_N_SHIFT && !ok; s++)
			ok = t->shift[s].type != CS_NONE &&
			     cs_type_mode(&c->o->types.p[t->shift[s].type], cs_strz(t->modes.p[m].threat));
		if (!ok)
			wrong(c, NULL, "the type that this one becomes has no mode",
			      cs_strz(t->modes.p[m].threat));
	}
}

/* ---- codes ---------------------------------------------------------------------------- */

static void code_rest(compiler_t *c, cs_code_t *code)
{
	static const char *const keys[] = {"name", "plover", "mode", "context", "quad", NULL};
	cs_str_t id = cs_strz(code->code);
	check_keys(c, keys);
	if (id.n > 2) {
		code->parent = cs_intern_find(&c->o->code_ids, cs_str(id.p, id.n - 1));
		if (code->parent == CS_NONE)
			wrong(c, NULL, "there is no code above", id);
	}
	cs_str_t mode = {0};
	for (uint32_t i = 0; i < c->b->lines.n; i++) {
		cs_lex_line_t *l = &c->b->lines.p[i];
		if (cs_eqz(l->key, "plover")) {
			if (cs_eqz(l->value, "-"))
				continue;
			code->type = cs_intern_find(&c->o->type_ids, l->value);
			if (code->type == CS_NONE)
				wrong(c, l, "unknown type", l->value);
		} else if (cs_eqz(l->key, "mode") && !cs_eqz(l->value, "-")) {
			mode = l->value;
		} else if (cs_eqz(l->key, "context")) {
			cs_str_t value = l->value;
			cs_lex_item_t item;
			cs_buf_t buf = {.arena = &c->lex->arena};
			while (cs_block_item(c->b, l, &value, &item, c->diag)) {
				if (cs_intern_find(&c->o->context_ids, item.text) == CS_NONE)
					wrong(c, l, "unknown context", item.text);
				cs_buf_printf(&buf, "%s%.*s", buf.n ? " " : "", (int)item.text.n, item.text.p);
			}
			code->contexts = buf.n ? keep(c, cs_str(buf.p, buf.n)) : "";
		} else if (cs_eqz(l->key, "quad")) {
			if (l->value.n != 1 || l->value.p[0] < '1' || l->value.p[0] > '4')
				wrong(c, l, "expected a quad class of 1 to 4, found", l->value);
			else
				code->quad = (uint32_t)(l->value.p[0] - '0');
		}
	}
	if (mode.n) {
		if (code->type == CS_NONE || !cs_type_mode(&c->o->types.p[code->type], mode))
			wrong(c, NULL, "its type has no mode", mode);
		code->mode = keep(c, mode);
	}
}

/* ---- scales --------------------------------------------------------------------------- */

static bool read_number(cs_str_t s, float *out)
{
	uint32_t i = 0;
	bool minus = i < s.n && s.p[i] == '-';
	i += minus;
	double v = 0, unit = 1;
	bool any = false, point = false;
	for (; i < s.n; i++) {
		if (s.p[i] == '.' && !point) {
			point = true;
		} else if (cs_is_digit((uint8_t)s.p[i])) {
			any = true;
			v = v * 10 + (s.p[i] - '0');
			unit *= point ? 10 : 1;
		} else {
			return false;
		}
	}
	*out = (float)((minus ? -v : v) / unit);
	return any;
}

static const cs_lex_block_t *scale_block(const compiler_t *c, cs_str_t name)
{
	for (uint32_t i = 0; i < c->lex->blocks.n; i++) {
		const cs_lex_block_t *b = &c->lex->blocks.p[i];
		cs_str_t rest;
		if (cs_lex_in(b, "ontology/") && prefixed(b, "scale.", &rest) && cs_eq(rest, name))
			return b;
	}
	return NULL;
}

static void put_score(compiler_t *c, const cs_lex_line_t *l, bool cameo, bool store)
{
	cs_str_t rest = l->value, piece[3] = {{0}}, p;
	uint32_t n = 0;
	while (rest.n && n < 3) {
		uint32_t k = 0;
		while (k < rest.n && !cs_is_space((uint8_t)rest.p[k]))
			k++;
		p = cs_str(rest.p, k);
		rest = cs_trim(cs_str(rest.p + k, rest.n - k));
		if (p.n && p.p[0] == '{')
			break;
		piece[n++] = p;
	}
	float v;
	if (n < 2 || !read_number(piece[n - 1], &v)) {
		wrong(c, l, "expected NAME NUMBER, found", l->value);
		return;
	}
	if (cameo) {
		uint32_t i = cs_intern_find(&c->o->code_ids, piece[0]);
		if (i == CS_NONE)
			wrong(c, l, "unknown code", piece[0]);
		else if (store)
			c->o->codes.p[i].score = v;
		return;
	}
	uint32_t i = cs_intern_find(&c->o->type_ids, piece[0]);
	if (i == CS_NONE) {
		wrong(c, l, "unknown type", piece[0]);
		return;
	}
	cs_type_t *t = &c->o->types.p[i];
	if (n == 2) {
		if (store)
			t->score = v;
		return;
	}
	for (uint32_t m = 0; m < t->modes.n; m++)
		if (cs_eqz(piece[1], t->modes.p[m].name)) {
			if (store)
				t->modes.p[m].score = v;
			return;
		}
	wrong(c, l, "this type has no mode", piece[1]);
}

static void put_scale(compiler_t *c, const cs_lex_block_t *b, bool cameo, bool store, int depth)
{
	static const char *const keys[] = {"name", "of", "base", "in-force", "value", "source", NULL};
	cs_str_t base = cs_block_get(b, "base");
	if (base.n) {
		const cs_lex_block_t *under = scale_block(c, base);
		if (!under || depth > 8)
			wrong(c, NULL, "no such scale to stand on:", base);
		else
			put_scale(c, under, cameo, store, depth + 1);
	}
	c->b = b;
	if (depth == 0)
		check_keys(c, keys);
	for (uint32_t i = 0; i < b->lines.n && (store || depth == 0); i++)
		if (cs_eqz(b->lines.p[i].key, "value"))
			put_score(c, &b->lines.p[i], cameo, store);
}

static void scales(compiler_t *c)
{
	uint32_t in_force[2] = {0, 0};
	for (uint32_t i = 0; i < c->o->scales.n; i++) {
		cs_scale_t *s = &c->o->scales.p[i];
		bool cameo = strcmp(s->of, "cameo") == 0;
		c->b = scale_block(c, cs_strz(s->name));
		if (!c->b)
			continue;
		if (s->in_force && in_force[cameo]++)
			wrong(c, NULL, "a second scale in force:", cs_strz(s->name));
		put_scale(c, c->b, cameo, s->in_force, 0);
	}
}

/* ---- contexts ------------------------------------------------------------------------- */

static void context_rest(compiler_t *c, uint32_t context)
{
	static const char *const keys[] = {"name", "meaning", "words", NULL};
	check_keys(c, keys);
	for (uint32_t i = 0; i < c->b->lines.n; i++) {
		cs_lex_line_t *l = &c->b->lines.p[i];
		cs_str_t value = l->value;
		cs_lex_item_t item;
		if (!cs_eqz(l->key, "words"))
			continue;
		while (cs_block_item(c->b, l, &value, &item, c->diag))
			cs_word_set_add(c->lex, &c->o->words, item.text, context);
	}
}

/* --------------------------------------------------------------------------------------- */

void cs_ontology_compile(cs_lex_t *lex, cs_diag_t *diag)
{
	cs_ontology_t *o = CS_NEW(&lex->arena, cs_ontology_t);
	compiler_t c = {lex, o, diag, NULL};
	cs_str_t rest;
	lex->ontology = o;
	for (uint32_t i = 0; i < lex->blocks.n; i++) {
		c.b = &lex->blocks.p[i];
		if (cs_lex_in(c.b, "ontology/"))
			names(&c);
	}
	/* modes of all types before what they resolve to */
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < lex->blocks.n; i++) {
			c.b = &lex->blocks.p[i];
			if (!cs_lex_in(c.b, "ontology/") || !type_block(c.b, &rest))
				continue;
			uint32_t t = cs_intern_find(&o->type_ids, cs_block_get(c.b, "name"));
			if (t == CS_NONE)
				continue;
			if (pass == 0)
				read_modes(&c, &o->types.p[t]);
			else
				type_rest(&c, &o->types.p[t]);
		}
	for (uint32_t i = 0; i < lex->blocks.n; i++) {
		c.b = &lex->blocks.p[i];
		if (!cs_lex_in(c.b, "ontology/"))
			continue;
		if (prefixed(c.b, "cameo.", &rest)) {
			code_rest(&c, &o->codes.p[cs_intern_find(&o->code_ids, rest)]);
		} else if (prefixed(c.b, "context.", &rest)) {
			cs_str_t name = cs_block_get(c.b, "name");
			context_rest(&c, cs_intern_find(&o->context_ids, name.n ? name : rest));
		}
	}
	scales(&c);
	/* what a code does not say itself, its parent says: quad class and score */
	for (uint32_t i = 0; i < o->codes.n; i++) {
		cs_code_t *code = &o->codes.p[i];
		for (uint32_t up = code->parent; up != CS_NONE; up = o->codes.p[up].parent) {
			if (!code->quad)
				code->quad = o->codes.p[up].quad;
			if (isnan(code->score))
				code->score = o->codes.p[up].score;
		}
	}
}

/* ---- lookups -------------------------------------------------------------------------- */

uint32_t cs_code_find(const cs_ontology_t *o, cs_str_t code)
{
	return cs_intern_find(&o->code_ids, code);
}

uint32_t cs_code_count(const cs_ontology_t *o)
{
	return o->codes.n;
}

const cs_code_t *cs_code_at(const cs_ontology_t *o, uint32_t i)
{
	return &o->codes.p[i];
}

bool cs_code_within(const cs_ontology_t *o, uint32_t code, uint32_t whole)
{
	while (code != CS_NONE && code != whole)
		code = o->codes.p[code].parent;
	return code != CS_NONE;
}

uint32_t cs_type_find(const cs_ontology_t *o, cs_str_t name)
{
	return cs_intern_find(&o->type_ids, name);
}

uint32_t cs_type_count(const cs_ontology_t *o)
{
	return o->types.n;
}

const cs_type_t *cs_type_at(const cs_ontology_t *o, uint32_t i)
{
	return &o->types.p[i];
}

const cs_mode_t *cs_type_mode(const cs_type_t *t, cs_str_t name)
{
	for (uint32_t i = 0; i < t->modes.n; i++)
		if (cs_eqz(name, t->modes.p[i].name))
			return &t->modes.p[i];
	return NULL;
}

float cs_type_score(const cs_type_t *t, const char *modes)
{
	cs_str_t rest = cs_strz(modes), name;
	while (cs_split(&rest, ' ', &name)) {
		const cs_mode_t *m = cs_type_mode(t, name);
		if (m && !isnan(m->score))
			return m->score;
	}
	return t->score;
}

const char *cs_ontology_sector(const cs_ontology_t *o, const char *role)
{
	for (uint32_t i = 0; i < o->sectors.n; i++)
		if (strcmp(o->sectors.p[i].role, role) == 0)
			return o->sectors.p[i].sector;
	return NULL;
}

uint32_t cs_scale_count(const cs_ontology_t *o)
{
	return o->scales.n;
}

const cs_scale_t *cs_scale_at(const cs_ontology_t *o, uint32_t i)
{
	return &o->scales.p[i];
}

uint32_t cs_context_count(const cs_ontology_t *o)
{
	return o->contexts.n;
}

const char *cs_context_name(const cs_ontology_t *o, uint32_t i)
{
	return o->contexts.p[i];
}

uint32_t cs_context_find(const cs_ontology_t *o, cs_str_t name)
{
	return cs_intern_find(&o->context_ids, name);
}

const cs_word_set_t *cs_context_words(const cs_ontology_t *o)
{
	return &o->words;
}
