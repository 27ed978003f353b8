/* cues.c - compiles the files of lexicon/cues. Each item of a `verb`, `noun`, `adj` or `prep` line is a
 * head word and, where it has two words, a particle or preposition that has to go with it. */
#include "lex/cues.h"

#include "lex/rules.h"

typedef struct ctx {
	cs_lex_t *lex;
	cs_cues_t *cues;
	cs_diag_t *d;
} ctx_t;

uint32_t cs_cues_find(const cs_cues_t *c, cs_cue_pos_t pos, uint32_t lemma_id)
{
	return lemma_id == CS_NONE ? CS_NONE : cs_map_get(&c->by_word, (uint64_t)pos << 32 | lemma_id);
}

uint32_t cs_cues_real(const cs_cues_t *c, cs_cue_pos_t pos, uint32_t lemma_id)
{
	return lemma_id == CS_NONE ? CS_NONE
	                           : cs_map_get(&c->real_by_word, (uint64_t)pos << 32 | lemma_id);
}

uint8_t cs_cues_sure(const cs_cues_t *c, cs_cue_pos_t pos, uint32_t lemma_id)
{
	uint32_t v =
	    lemma_id == CS_NONE ? CS_NONE : cs_map_get(&c->sure, (uint64_t)pos << 32 | lemma_id);
	return v == CS_NONE ? 0 : (uint8_t)v;
}

cs_evidence_t cs_cues_evidence(const cs_cues_t *c, uint32_t lemma_id)
{
	uint32_t v = lemma_id == CS_NONE ? CS_NONE : cs_map_get(&c->evidence, lemma_id);
	return v == CS_NONE ? CS_EV_NONE : (cs_evidence_t)v;
}

/* The value's place in a list of names, or the list's length. */
static uint32_t choice(cs_str_t v, const char *const *names, uint32_t n)
{
	uint32_t i = 0;
	while (i < n && !cs_eqz(v, names[i]))
		i++;
	return i;
}

static const char *const pos_key[] = {"verb", "noun", "adj", "prep", "adv"};

/* Head word and second word of an item. */
static void item_words(ctx_t *c, const cs_lex_block_t *b, const cs_lex_item_t *item, uint32_t *word,
                       uint32_t *second)
{
	cs_str_t rest = item->text, w;
	*word = *second = CS_NONE;
	while (cs_split(&rest, ' ', &w)) {
		if (w.n == 0)
			continue;
		if (*word == CS_NONE)
			*word = cs_lex_word(c->lex, w);
		else if (*second == CS_NONE)
			*second = cs_lex_word(c->lex, w);
		else
			cs_diag_error(c->d, b->file, item->line, item->col, b->id,
			              "a cue has two words at most, found '%.*s'", (int)item->text.n,
			              item->text.p);
	}
}

/* Appends at the end of a word's chain, so that the order of the file counts. */
static void chain(cs_arena_t *a, cs_map_t *map, uint64_t key, uint32_t *first_next, uint32_t at)
{
	if (first_next)
		*first_next = at;
	else
		cs_map_put(a, map, key, at);
}

static void compile_cue(ctx_t *c, const cs_lex_block_t *b)
{
	static const char *const stances[] = {"asserts", "denies",  "doubts",
	                                      "blames",  "demands", "predicts"};
	static const char *const certain[] = {"certain", "probable", "possible"};
	static const char *const kinds[] = {"indirect", "attitude"};
	static const char *const plain[] = {"stance",  "kind", "certainty", "source",
	                                    "checked", "note", "yes",       "no"};
	cs_arena_t *a = &c->lex->arena;
	cs_cue_class_t *cls = CS_PUSH(a, &c->cues->cls);
	uint32_t cls_i = c->cues->cls.n - 1;
	cls->id = b->id;
	cls->block = b;
	for (uint32_t i = 0; i < b->lines.n; i++) {
		const cs_lex_line_t *l = &b->lines.p[i];
		uint32_t n = 0, v = 0;
		if (cs_eqz(l->key, "stance"))
			cls->stance = (uint8_t)(v = choice(l->value, stances, n = CS_COUNT(stances)));
		else if (cs_eqz(l->key, "certainty"))
			cls->certainty = (uint8_t)(v = choice(l->value, certain, n = CS_COUNT(certain)));
		else if (cs_eqz(l->key, "kind"))
			cls->attitude = (uint8_t)(v = choice(l->value, kinds, n = CS_COUNT(kinds)));
		if (n && v == n)
			cs_diag_error(c->d, b->file, l->line, l->col, b->id, "there is no %.*s '%.*s'",
			              (int)l->key.n, l->key.p, (int)l->value.n, l->value.p);
	}
	for (uint32_t i = 0; i < b->lines.n; i++) {
		const cs_lex_line_t *l = &b->lines.p[i];
		uint32_t pos = choice(l->key, pos_key, CS_CUE_ADV);
		if (pos == CS_CUE_ADV) {
			if (choice(l->key, plain, CS_COUNT(plain)) == CS_COUNT(plain))
				cs_diag_error(c->d, b->file, l->line, 1, b->id, "a cue has no key '%.*s'",
				              (int)l->key.n, l->key.p);
			continue;
		}
		cs_str_t rest = l->value, v;
		cs_lex_item_t item;
		while (cs_block_item(b, l, &rest, &item, c->d)) {
			cs_cue_t cue = {.cls = cls_i, .pos = (uint8_t)pos, .next = CS_NONE};
			item_words(c, b, &item, &cue.word, &cue.second);
			if (cue.word == CS_NONE)
				continue;
			cue.flags = (uint8_t)((cs_item_attr(&item, "obj", &v) ? CS_CUE_OBJ : 0) |
			                      (cs_item_attr(&item, "quote", &v) ? CS_CUE_QUOTE : 0) |
			                      (cs_item_attr(&item, "clause", &v) ? CS_CUE_CLAUSE : 0) |
			                      (cls->attitude ? CS_CUE_ATTITUDE : 0));
			if (pos == CS_CUE_NOUN)
				cs_rules_add_noun_pred(c->lex, cue.word);
			uint64_t key = (uint64_t)pos << 32 | cue.word;
			uint32_t last = cs_map_get(&c->cues->by_word, key);
			while (last != CS_NONE && c->cues->cue.p[last].next != CS_NONE)
				last = c->cues->cue.p[last].next;
			*CS_PUSH(a, &c->cues->cue) = cue;
			chain(a, &c->cues->by_word, key, last == CS_NONE ? NULL : &c->cues->cue.p[last].next,
			      c->cues->cue.n - 1);
			cls = &c->cues->cls.p[cls_i];
		}
	}
}

static void add_phrase(ctx_t *c, cs_str_t text, uint8_t effect)
{
	cs_arena_t *a = &c->lex->arena;
	CS_VEC(uint32_t) ids = {0};
	cs_str_t w;
	while (cs_split(&text, ' ', &w))
		if (w.n)
			*CS_PUSH(a, &ids) = cs_lex_word(c->lex, w);
	*CS_PUSH(a, &c->cues->real_phrase) = (cs_real_phrase_t){ids.p, ids.n, effect};
}

static void compile_real(ctx_t *c, const cs_lex_block_t *b)
{
	static const char *const effects[] = {
	    "none",    "negated", "attempted", "prevented", "future",     "conditional", "hypothetical",
	    "generic", "actual",  "excluded",  "open",      "historical", "known"};
	static const char *const plain[] = {"slot", "effect", "source", "checked", "note", "yes", "no"};
	cs_arena_t *a = &c->lex->arena;
	cs_real_t base = {.next = CS_NONE, .block = b};
	cs_buf_t preps = {.arena = a};
	for (uint32_t i = 0; i < b->lines.n; i++) {
		const cs_lex_line_t *l = &b->lines.p[i];
		cs_str_t rest = l->value, piece;
		if (cs_eqz(l->key, "effect")) {
			base.effect = (uint8_t)choice(l->value, effects, CS_N_EFFECT);
			if (base.effect == CS_N_EFFECT)
				cs_diag_error(c->d, b->file, l->line, l->col, b->id, "there is no effect '%.*s'",
				              (int)l->value.n, l->value.p);
		} else if (cs_eqz(l->key, "slot")) {
			while (cs_split(&rest, '|', &piece)) {
				if (cs_eqz(piece, "comp"))
					base.comp = 1;
				else if (cs_eqz(piece, "obj"))
					base.obj = 1;
				else if (cs_eqz(piece, "subj"))
					base.subj = 1;
				else if (cs_eqz(piece, "mod"))
					base.mod = 1;
				else if (piece.n)
					cs_buf_printf(&preps, "%s%.*s", preps.n ? " " : "", (int)piece.n, piece.p);
			}
		}
	}
	if (base.effect == CS_EFFECT_NONE || base.effect == CS_N_EFFECT)
		cs_diag_error(c->d, b->file, b->line, 1, b->id, "a reality block needs an effect");
	base.preps = cs_str(preps.p, preps.n);
	for (uint32_t i = 0; i < b->lines.n; i++) {
		const cs_lex_line_t *l = &b->lines.p[i];
		uint32_t pos = choice(l->key, pos_key, CS_N_CUE_POS);
		if (pos == CS_N_CUE_POS) {
			if (choice(l->key, plain, CS_COUNT(plain)) == CS_COUNT(plain))
				cs_diag_error(c->d, b->file, l->line, 1, b->id, "a reality block has no key '%.*s'",
				              (int)l->key.n, l->key.p);
			continue;
		}
		cs_str_t rest = l->value;
		cs_lex_item_t item;
		while (cs_block_item(b, l, &rest, &item, c->d)) {
			cs_real_t r = base;
			if (pos == CS_CUE_PREP) {
				add_phrase(c, item.text, base.effect);
				continue;
			}
			r.pos = (uint8_t)pos;
			item_words(c, b, &item, &r.word, &r.second);
			if (r.word == CS_NONE)
				continue;
			if (pos == CS_CUE_NOUN)
				cs_rules_add_noun_pred(c->lex, r.word);
			uint64_t key = (uint64_t)pos << 32 | r.word;
			uint32_t last = cs_map_get(&c->cues->real_by_word, key);
			while (last != CS_NONE && c->cues->real.p[last].next != CS_NONE)
				last = c->cues->real.p[last].next;
			*CS_PUSH(a, &c->cues->real) = r;
			chain(a, &c->cues->real_by_word, key,
			      last == CS_NONE ? NULL : &c->cues->real.p[last].next, c->cues->real.n - 1);
		}
	}
}

static void compile_words(ctx_t *c, const cs_lex_block_t *b, bool evidence)
{
	static const char *const levels[] = {"certain", "probable", "possible"};
	static const char *const kinds[] = {"none", "people", "things"};
	static const char *const sure_key[] = {"verb", "noun", "adj", "modal", "adv"};
	static const char *const plain[] = {"certainty", "kind", "source", "checked",
	                                    "note",      "yes",  "no"};
	cs_arena_t *a = &c->lex->arena;
	uint32_t value = 0;
	for (uint32_t i = 0; i < b->lines.n; i++) {
		const cs_lex_line_t *l = &b->lines.p[i];
		if (cs_eqz(l->key, evidence ? "kind" : "certainty"))
			value = choice(l->value, evidence ? kinds : levels, 3) % 3;
	}
	if (!value)
		cs_diag_error(c->d, b->file, b->line, 1, b->id, "a block of %s",
		              evidence ? "evidence needs kind: people or things"
		                       : "certainty needs certainty: probable or possible");
	for (uint32_t i = 0; i < b->lines.n; i++) {
		const cs_lex_line_t *l = &b->lines.p[i];
		uint32_t pos = choice(l->key, sure_key, CS_N_CUE_POS), second;
		if (pos == CS_N_CUE_POS || (evidence && pos != CS_CUE_NOUN)) {
			if (choice(l->key, plain, CS_COUNT(plain)) == CS_COUNT(plain))
				cs_diag_error(c->d, b->file, l->line, 1, b->id, "this block has no key '%.*s'",
				              (int)l->key.n, l->key.p);
			continue;
		}
		cs_str_t rest = l->value;
		cs_lex_item_t item;
		while (cs_block_item(b, l, &rest, &item, c->d)) {
			uint32_t word;
			item_words(c, b, &item, &word, &second);
			if (word == CS_NONE)
				continue;
			if (evidence)
				cs_map_put(a, &c->cues->evidence, word, value);
			else
				cs_map_put(a, &c->cues->sure, (uint64_t)pos << 32 | word, value);
		}
	}
}

void cs_cues_compile(cs_lex_t *lex, cs_diag_t *d)
{
	ctx_t c = {lex, CS_NEW(&lex->arena, cs_cues_t), d};
	lex->cues = c.cues;
	for (uint32_t i = 0; i < lex->blocks.n; i++) {
		const cs_lex_block_t *b = &lex->blocks.p[i];
		if (!cs_lex_in(b, "cues/"))
			continue;
		if (cs_starts(b->id, "cue."))
			compile_cue(&c, b);
		else if (cs_starts(b->id, "reality."))
			compile_real(&c, b);
		else if (cs_starts(b->id, "certainty."))
			compile_words(&c, b, false);
		else if (cs_starts(b->id, "evidence."))
			compile_words(&c, b, true);
		else if (!cs_times_block(b))
			cs_diag_error(d, b->file, b->line, 1, b->id,
			              "a block of cues/ is named cue.…, reality.…, certainty.…, evidence.…, "
			              "time.…, feast.…, period.… or count.…");
	}
}
