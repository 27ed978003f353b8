/* light.c - compiles the blocks [light.NAME] of rules/ and answers which verbs are light with
 * which nouns. Cost: a hash look-up for each verb; one more, and a walk over the multiword nouns
 * with the same last word, for each noun beside a light verb.
 *
 * What it does not do: it knows nothing of trees. Where in the tree the verb's particle, its
 * preposition and its noun stand is the layer's business (prop/merge.c). */
#include "lex/light.h"

/* A light verb has at most this many words, without "be" ("take part in"). */
enum { MAX_VERB_WORDS = 3, MAX_NOUN_WORDS = CS_LIGHT_NOUN_WORDS };

static uint32_t words_of(cs_lex_t *lex, cs_str_t text, uint32_t *id, uint32_t max, bool *too_many)
{
	cs_str_t word;
	uint32_t n = 0;

	*too_many = false;
	while (cs_split(&text, ' ', &word)) {
		if (!word.n)
			continue;
		if (n == max) {
			*too_many = true;
			return n;
		}
		id[n++] = cs_lex_word(lex, word);
	}
	return n;
}

static void add_verb(cs_lex_t *lex, const cs_lex_block_t *b, const cs_lex_item_t *item,
                     uint32_t block, cs_diag_t *diag)
{
	cs_light_t *t = lex->light;
	uint32_t id[MAX_VERB_WORDS + 1], at = 0, n;
	bool too_many;
	cs_light_verb_t *v;

	n = words_of(lex, item->text, id, CS_COUNT(id), &too_many);
	/* "be in" is the verb "be"; in "be engaged in" the tree's predicate is "engaged" */
	bool be = n > 2 && id[0] == cs_lex_word(lex, CS_STR("be"));
	if (be)
		at = 1;
	if (too_many || n - at > MAX_VERB_WORDS) {
		cs_diag_error(diag, b->file, item->line, item->col, b->id,
		              "a light verb has three words at most, \"be\" not counted");
		return;
	}
	v = CS_PUSH(&lex->arena, &t->verbs);
	*v = (cs_light_verb_t){.verb = id[at],
	                       .part = n - at > 1 ? id[at + 1] : CS_NONE,
	                       .prep = n - at > 2 ? id[at + 2] : CS_NONE,
	                       .be = be,
	                       .block = block,
	                       .next = CS_NONE};
	/* Behind those of the same verb: the order of the files decides. */
	uint32_t first = cs_map_get(&t->by_verb, v->verb);
	if (first == CS_NONE) {
		cs_map_put(&lex->arena, &t->by_verb, v->verb, t->verbs.n - 1);
		return;
	}
	while (t->verbs.p[first].next != CS_NONE)
		first = t->verbs.p[first].next;
	t->verbs.p[first].next = t->verbs.n - 1;
}

static void add_noun(cs_lex_t *lex, const cs_lex_block_t *b, const cs_lex_item_t *item,
                     uint32_t block, cs_diag_t *diag)
{
	cs_light_t *t = lex->light;
	uint32_t id[MAX_NOUN_WORDS], n;
	bool too_many;

	n = words_of(lex, item->text, id, MAX_NOUN_WORDS, &too_many);
	if (too_many) {
		cs_diag_error(diag, b->file, item->line, item->col, b->id,
		              "a noun has four words at most here");
		return;
	}
	if (!n)
		return;
	uint64_t key = (uint64_t)block << 32 | id[n - 1];
	cs_light_noun_t *noun = CS_PUSH(&lex->arena, &t->nouns);
	*noun = (cs_light_noun_t){.head = id[n - 1],
	                          .before = {CS_NONE, CS_NONE, CS_NONE},
	                          .next = cs_map_get(&t->by_noun, key)};
	for (uint32_t i = 0; i + 1 < n; i++)
		noun->before[i] = id[n - 2 - i];
	cs_map_put(&lex->arena, &t->by_noun, key, t->nouns.n - 1);
}

static void compile_block(cs_lex_t *lex, const cs_lex_block_t *b, cs_diag_t *diag)
{
	static const char *const kinds[] = {"active", "passive", "begin", "end"};
	cs_light_t *t = lex->light;
	uint32_t block = t->blocks.n;
	bool has_verb = false;
	cs_light_block_t made = {.any_noun = 1, .any_prep = 1};

	made.id = cs_strndup(&lex->arena, b->id.p, b->id.n);
	*CS_PUSH(&lex->arena, &t->blocks) = made;
	for (uint32_t i = 0; i < b->lines.n; i++) {
		const cs_lex_line_t *line = &b->lines.p[i];
		cs_light_block_t *own = &t->blocks.p[block];
		cs_str_t rest = line->value;
		cs_lex_item_t item;

		if (cs_eqz(line->key, "verb")) {
			has_verb = true;
			while (cs_block_item(b, line, &rest, &item, diag))
				if (item.text.n)
					add_verb(lex, b, &item, block, diag);
		} else if (cs_eqz(line->key, "noun")) {
			own->any_noun = 0;
			while (cs_block_item(b, line, &rest, &item, diag))
				add_noun(lex, b, &item, block, diag);
		} else if (cs_eqz(line->key, "keep")) {
			own->any_prep = 0;
			while (cs_block_item(b, line, &rest, &item, diag)) {
				cs_str_t word;
				while (cs_split(&item.text, ' ', &word))
					if (word.n)
						*CS_PUSH(&lex->arena, &own->keep) = cs_lex_word(lex, word);
			}
		} else if (cs_eqz(line->key, "kind")) {
			uint32_t k = 0;
			while (k < CS_COUNT(kinds) && !cs_eqz(line->value, kinds[k]))
				k++;
			if (k == CS_COUNT(kinds))
				cs_diag_error(diag, b->file, line->line, line->col, b->id,
				              "kind is active, passive, begin or end");
			else
				own->kind = (uint8_t)k;
		} else if (!cs_eqz(line->key, "source") && !cs_eqz(line->key, "checked") &&
		           !cs_eqz(line->key, "note")) {
			cs_diag_error(diag, b->file, line->line, 1, b->id,
			              "a light verb has the keys verb, kind, noun and keep");
		}
	}
	if (!has_verb)
		cs_diag_error(diag, b->file, b->line, 1, b->id, "a light verb needs a line \"verb\"");
}

void cs_light_compile(cs_lex_t *lex, cs_diag_t *diag)
{
	lex->light = CS_NEW(&lex->arena, cs_light_t);
	for (uint32_t i = 0; i < lex->blocks.n; i++) {
		const cs_lex_block_t *b = &lex->blocks.p[i];

		if (cs_starts(b->id, "light.") && cs_lex_in(b, "rules/"))
			compile_block(lex, b, diag);
	}
}

const cs_light_verb_t *cs_light_find(const cs_light_t *t, uint32_t word_id)
{
	uint32_t i = t && word_id != CS_NONE ? cs_map_get(&t->by_verb, word_id) : CS_NONE;

	return i == CS_NONE ? NULL : &t->verbs.p[i];
}

static bool is(cs_light_ids_t w, uint32_t id)
{
	return id != CS_NONE && (w.lemma == id || w.norm == id);
}

static bool noun_fits(const cs_light_noun_t *n, const cs_light_ids_t *noun)
{
	for (uint32_t i = 0; i < CS_COUNT(n->before) && n->before[i] != CS_NONE; i++)
		if (!is(noun[i + 1], n->before[i]))
			return false;
	return true;
}

bool cs_light_takes(const cs_light_t *t, const cs_light_verb_t *v,
                    const cs_light_ids_t noun[CS_LIGHT_NOUN_WORDS])
{
	uint32_t id[2] = {noun[0].lemma, noun[0].norm};

	if (t->blocks.p[v->block].any_noun)
		return true;
	for (uint32_t k = 0; k < 2; k++) {
		uint32_t i = CS_NONE;

		if (id[k] != CS_NONE)
			i = cs_map_get(&t->by_noun, (uint64_t)v->block << 32 | id[k]);
		for (; i != CS_NONE; i = t->nouns.p[i].next)
			if (noun_fits(&t->nouns.p[i], noun))
				return true;
	}
	return false;
}

bool cs_light_keeps(const cs_light_t *t, const cs_light_verb_t *v, uint32_t prep_id)
{
	const cs_light_block_t *b = &t->blocks.p[v->block];

	for (uint32_t i = 0; i < b->keep.n; i++)
		if (b->keep.p[i] == prep_id)
			return true;
	return b->any_prep;
}

cs_light_kind_t cs_light_kind(const cs_light_t *t, cs_light_ids_t verb, cs_light_ids_t part,
                              const cs_light_ids_t noun[CS_LIGHT_NOUN_WORDS])
{
	const cs_light_verb_t *best = NULL;

	for (uint32_t k = 0; k < 2; k++) {
		const cs_light_verb_t *v = cs_light_find(t, k ? verb.norm : verb.lemma);

		for (; v; v = v->next == CS_NONE ? NULL : &t->verbs.p[v->next]) {
			if (!cs_light_takes(t, v, noun))
				continue;
			/* the verb with its particle before the bare verb */
			if (v->part != CS_NONE && is(part, v->part))
				return (cs_light_kind_t)t->blocks.p[v->block].kind;
			if (!best)
				best = v;
		}
	}
	return best ? (cs_light_kind_t)t->blocks.p[best->block].kind : CS_LIGHT_ACTIVE;
}
