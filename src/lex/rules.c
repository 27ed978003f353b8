/* rules.c - compiles lexicon/rules/ and answers for its predicates.
 *
 * Word classes first, since rules (and classes) use them; then every rule into tests, slots and
 * codes; then the predicates into lists by head word and kind, sorted once so that the event stage
 * takes the first that fits: more needed slots, longer predicate, greater weight, order of the
 * files. Everything unknown (a slot, a class, a code, a type, a key) is an error with file, line
 * and column. Cost: linear in the files, apart from the sort of each list (some hundred rules share
 * a verb at most). Examples are kept as text: check.c codes them. */
#include "lex/rules.h"

#include "lex/light.h"
#include "lex/ontology.h"

#include <stdlib.h>

typedef struct word_class {
	const cs_lex_block_t *block;
	cs_word_set_t set;
} word_class_t;

struct cs_rules {
	CS_VEC(cs_rule_t) rules;
	CS_VEC(cs_pred_t) preds;
	cs_map_t by_word; /* kind << 32 | head word -> first candidate */
	cs_intern_t class_names;
	CS_VEC(word_class_t) classes;
	cs_map_t noun_preds;
	cs_paths_t usual_source, usual_target;
};

typedef struct compiler {
	cs_lex_t *lex;
	cs_rules_t *r;
	cs_diag_t *diag;
	const cs_lex_block_t *b;
	const cs_lex_line_t *l;
} compiler_t;

/* An error at a piece of the current line's value. */
static void wrong(const compiler_t *c, cs_str_t at, const char *what)
{
	uint32_t col = c->l->col;
	if (at.p >= c->l->value.p && at.p <= c->l->value.p + c->l->value.n)
		col += (uint32_t)(at.p - c->l->value.p);
	cs_diag_error(c->diag, c->b->file, c->l->line, col, c->b->id, "%s '%.*s'", what, (int)at.n,
	              at.n ? at.p : "");
}

static const char *keep(const compiler_t *c, cs_str_t s)
{
	return cs_strndup(&c->lex->arena, s.n ? s.p : "", s.n);
}

/* Cuts the next blank-separated word. */
static bool next_word(cs_str_t *rest, cs_str_t *word)
{
	*rest = cs_trim(*rest);
	if (rest->n == 0)
		return false;
	uint32_t k = 0;
	while (k < rest->n && !cs_is_space((uint8_t)rest->p[k]))
		k++;
	*word = cs_str(rest->p, k);
	*rest = cs_str(rest->p + k, rest->n - k);
	return true;
}

/* ---- classes -------------------------------------------------------------------------- */

static const cs_word_set_t *class_set(compiler_t *c, cs_str_t name)
{
	uint32_t i = cs_intern_find(&c->r->class_names, name);
	return i == CS_NONE ? NULL : &c->r->classes.p[i].set;
}

/* Classes may name each other: depth is bounded by their number, and a circle is an error. */
static void fill_class(compiler_t *c, uint32_t index, cs_word_set_t *into, uint32_t depth)
{
	const cs_lex_block_t *outer_b = c->b;
	const cs_lex_line_t *outer_l = c->l;
	c->b = c->r->classes.p[index].block;
	for (uint32_t i = 0; i < c->b->lines.n; i++) {
		cs_lex_line_t *l = &c->b->lines.p[i];
		cs_str_t value = l->value;
		cs_lex_item_t item;
		c->l = l;
		if (!cs_eqz(l->key, "words")) {
			if (depth == 0)
				wrong(c, l->key, "a class has lines 'words' only, not");
			continue;
		}
		while (cs_block_item(c->b, l, &value, &item, c->diag)) {
			if (item.text.p[0] != '@') {
				cs_word_set_add(c->lex, into, item.text, 0);
				continue;
			}
			uint32_t other =
			    cs_intern_find(&c->r->class_names, cs_str(item.text.p + 1, item.text.n - 1));
			if (other == CS_NONE) {
				if (depth == 0)
					wrong(c, item.text, "unknown class");
			} else if (depth >= 8) {
				wrong(c, item.text, "classes that name each other in a circle, or too deep:");
			} else {
				fill_class(c, other, into, depth + 1);
			}
		}
	}
	c->b = outer_b;
	c->l = outer_l;
}

static void classes(compiler_t *c)
{
	for (uint32_t i = 0; i < c->lex->blocks.n; i++) {
		const cs_lex_block_t *b = &c->lex->blocks.p[i];
		if (!cs_lex_in(b, "rules/") || !cs_starts(b->id, "class."))
			continue;
		(void)cs_intern(&c->lex->arena, &c->r->class_names, cs_str(b->id.p + 6, b->id.n - 6));
		CS_PUSH(&c->lex->arena, &c->r->classes)->block = b;
	}
	for (uint32_t i = 0; i < c->r->classes.n; i++)
		fill_class(c, i, &c->r->classes.p[i].set, 0);
}

/* ---- slots ---------------------------------------------------------------------------- */

/* The closed class of English prepositions and marks that an argument can stand behind. */
static const char *const prepositions[] = {"about",
                                           "above",
                                           "across",
                                           "after",
                                           "against",
                                           "ahead of",
                                           "along",
                                           "along with",
                                           "alongside",
                                           "amid",
                                           "amidst",
                                           "among",
                                           "amongst",
                                           "around",
                                           "as",
                                           "as part of",
                                           "aside from",
                                           "at",
                                           "away from",
                                           "because of",
                                           "before",
                                           "behind",
                                           "below",
                                           "beneath",
                                           "beside",
                                           "besides",
                                           "between",
                                           "beyond",
                                           "by",
                                           "close to",
                                           "concerning",
                                           "contrary to",
                                           "despite",
                                           "down",
                                           "due to",
                                           "during",
                                           "except",
                                           "following",
                                           "for",
                                           "from",
                                           "in",
                                           "in favor of",
                                           "in favour of",
                                           "in front of",
                                           "in response to",
                                           "in return for",
                                           "in support of",
                                           "inside",
                                           "instead of",
                                           "into",
                                           "like",
                                           "near",
                                           "next to",
                                           "of",
                                           "off",
                                           "on",
                                           "on behalf of",
                                           "onto",
                                           "opposite",
                                           "out of",
                                           "outside",
                                           "over",
                                           "past",
                                           "per",
                                           "regarding",
                                           "since",
                                           "than",
                                           "that",
                                           "through",
                                           "throughout",
                                           "till",
                                           "to",
                                           "together with",
                                           "toward",
                                           "towards",
                                           "under",
                                           "underneath",
                                           "until",
                                           "unto",
                                           "up",
                                           "upon",
                                           "versus",
                                           "via",
                                           "whether",
                                           "with",
                                           "within",
                                           "without"};

static bool read_step(compiler_t *c, cs_str_t s, bool later, cs_step_t *out)
{
	static const struct {
		const char *name;
		uint8_t at;
	} slots[] = {{"subj", CS_AT_SUBJ},        {"obj", CS_AT_OBJ}, {"iobj", CS_AT_IOBJ},
	             {"comp", CS_AT_COMP},        {"mod", CS_AT_MOD}, {"attr", CS_AT_ATTR},
	             {"time", CS_AT_TIME},        {"adv", CS_AT_ADV}, {"any", CS_AT_ANY},
	             {"governor", CS_AT_GOVERNOR}};
	*out = (cs_step_t){0};
	for (size_t i = 0; i < CS_COUNT(slots); i++)
		if (cs_eqz(s, slots[i].name)) {
			out->at = slots[i].at;
			return true;
		}
	if (later && (cs_eqz(s, "source") || cs_eqz(s, "target"))) {
		out->at = s.p[0] == 's' ? CS_AT_SOURCE : CS_AT_TARGET;
		return true;
	}
	for (size_t i = 0; i < CS_COUNT(prepositions); i++)
		if (cs_eqz(s, prepositions[i])) {
			out->at = CS_AT_PREP;
			out->prep = cs_strz(prepositions[i]);
			return true;
		}
	wrong(c, s, "unknown slot");
	return false;
}

static void read_path(compiler_t *c, cs_str_t s, cs_paths_t *out)
{
	cs_path_t path = {0};
	cs_str_t rest = s, piece;
	while (cs_split(&rest, '.', &piece)) {
		if (path.n == CS_PATH_MAX) {
			wrong(c, s, "a slot has three steps at most:");
			return;
		}
		if (!read_step(c, piece, path.n > 0, &path.step[path.n]))
			return;
		path.n++;
	}
	if (path.n)
		*CS_PUSH(&c->lex->arena, out) = path;
}

static void read_paths(compiler_t *c, cs_str_t s, char sep, cs_paths_t *out)
{
	cs_str_t rest = s, piece;
	while (cs_split(&rest, sep, &piece)) {
		if (piece.n)
			read_path(c, piece, out);
	}
	if (out->n == 0 && cs_trim(s).n == 0)
		wrong(c, s, "expected a slot, found");
}

/* ---- tests ---------------------------------------------------------------------------- */

static void read_acts(compiler_t *c, cs_str_t s, cs_test_t *t)
{
	cs_str_t word;
	t->is |= CS_IS_EVENT;
	while (next_word(&s, &word)) {
		uint32_t i = cs_type_find(c->lex->ontology, word);
		if (i != CS_NONE) {
			*CS_PUSH(&c->lex->arena, &t->types) = i;
			continue;
		}
		cs_str_t digits = word;
		if (digits.n && digits.p[digits.n - 1] == 'x')
			digits.n--;
		i = cs_code_find(c->lex->ontology, digits);
		if (i != CS_NONE)
			*CS_PUSH(&c->lex->arena, &t->codes) = i;
		else
			wrong(c, word, "expected an event type or a code, found");
	}
}

static const cs_word_set_t **add_set(compiler_t *c, cs_test_t *t, bool anywhere)
{
	return anywhere ? CS_PUSH(&c->lex->arena, &t->words) : CS_PUSH(&c->lex->arena, &t->heads);
}

static void read_terms(compiler_t *c, cs_str_t s, cs_test_t *t)
{
	static const struct {
		const char *name;
		uint32_t is;
	} kinds[] = {{"any", CS_IS_ANY},       {"actor", CS_IS_ACTOR}, {"state", CS_IS_STATE},
	             {"person", CS_IS_PERSON}, {"org", CS_IS_ORG},     {"armed", CS_IS_ARMED},
	             {"civil", CS_IS_CIVIL}};
	cs_word_set_t *own[2] = {NULL, NULL};
	cs_str_t rest = s, item;
	bool some = false;
	while (cs_split(&rest, '|', &item)) {
		if (item.n == 0)
			continue;
		some = true;
		size_t k = 0;
		while (k < CS_COUNT(kinds) && !cs_eqz(item, kinds[k].name))
			k++;
		if (k < CS_COUNT(kinds)) {
			t->is |= kinds[k].is;
			continue;
		}
		if (cs_eqz(item, "event") || cs_starts(item, "event ")) {
			read_acts(c, cs_str(item.p + 5, item.n - 5), t);
			continue;
		}
		bool anywhere = item.p[0] == '*' || t->at.n == 0;
		if (item.p[0] == '*')
			item = cs_trim(cs_str(item.p + 1, item.n - 1));
		if (item.n && item.p[0] == '@') {
			const cs_word_set_t *set = class_set(c, cs_str(item.p + 1, item.n - 1));
			if (set)
				*add_set(c, t, anywhere) = set;
			else
				wrong(c, item, "unknown class");
			continue;
		}
		if (!own[anywhere]) {
			own[anywhere] = CS_NEW(&c->lex->arena, cs_word_set_t);
			*add_set(c, t, anywhere) = own[anywhere];
		}
		cs_word_set_add(c->lex, own[anywhere], item, 0);
	}
	if (!some)
		wrong(c, s, "expected words, found");
}

/* "SLOTS: WORDS" */
static bool read_test(compiler_t *c, cs_str_t value, cs_test_t *t)
{
	const char *colon = value.n ? memchr(value.p, ':', value.n) : NULL;
	if (!colon) {
		wrong(c, value, "expected SLOT: WORDS, found");
		return false;
	}
	cs_str_t slots = cs_trim(cs_str(value.p, (size_t)(colon - value.p)));
	if (!cs_eqz(slots, "*")) {
		read_paths(c, slots, '|', &t->at);
		if (t->at.n == 0)
			return false;
	}
	read_terms(c, cs_trim(cs_str(colon + 1, (size_t)(value.p + value.n - colon - 1))), t);
	return true;
}

/* ---- codes ---------------------------------------------------------------------------- */

/* "TYPE", "TYPE mode" or "-": false where it is none of them. */
static bool read_type(compiler_t *c, cs_str_t s, uint32_t *type, const char **mode)
{
	cs_str_t name, word;
	if (!next_word(&s, &name))
		return false;
	*type = CS_NONE;
	*mode = NULL;
	if (cs_eqz(name, "-"))
		return true;
	*type = cs_type_find(c->lex->ontology, name);
	if (*type == CS_NONE) {
		wrong(c, name, "unknown type");
		return false;
	}
	if (next_word(&s, &word)) {
		if (cs_type_mode(cs_type_at(c->lex->ontology, *type), word))
			*mode = keep(c, word);
		else if (!cs_eqz(word, "-"))
			wrong(c, word, "this type has no mode");
	}
	return true;
}

/* "CODE", "CODE TYPE mode", "TYPE mode". */
static void read_code(compiler_t *c, cs_str_t s, uint32_t *code, uint32_t *type, bool *typed,
                      const char **mode)
{
	cs_str_t rest = s, word;
	*code = CS_NONE;
	if (!next_word(&rest, &word)) {
		wrong(c, s, "expected a code, found");
		return;
	}
	if (cs_is_digit((uint8_t)word.p[0])) {
		*code = cs_code_find(c->lex->ontology, word);
		if (*code == CS_NONE)
			wrong(c, word, "unknown code");
		s = cs_trim(rest);
		if (s.n == 0)
			return;
	}
	*typed = read_type(c, s, type, mode);
}

static void read_when(compiler_t *c, cs_rule_t *rule)
{
	cs_str_t v = c->l->value;
	uint32_t arrow = 0;
	while (arrow + 1 < v.n && !(v.p[arrow] == '=' && v.p[arrow + 1] == '>'))
		arrow++;
	if (arrow + 1 >= v.n) {
		wrong(c, v, "expected SLOT … => CODE, found");
		return;
	}
	cs_when_t *w = CS_PUSH(&c->lex->arena, &rule->whens);
	cs_str_t left = cs_trim(cs_str(v.p, arrow)), slots;
	w->type = CS_NONE;
	read_code(c, cs_trim(cs_str(v.p + arrow + 2, v.n - arrow - 2)), &w->code, &w->type, &w->typed,
	          &w->mode);
	bool ok = true;
	if (left.n && memchr(left.p, ':', left.n)) {
		ok = read_test(c, left, &w->test);
	} else if (next_word(&left, &slots)) {
		read_paths(c, slots, '|', &w->test.at);
		read_acts(c, left, &w->test);
		ok = w->test.at.n > 0;
	}
	w->test.line = c->l->line;
	if (!ok)
		rule->whens.n--;
}

/* ---- predicates ------------------------------------------------------------------------ */

static void add_pred(compiler_t *c, uint32_t rule, uint8_t kind, cs_str_t text)
{
	cs_phrase_t p = cs_phrase_make(c->lex, text, kind == 0);
	if (p.n == 0)
		return;
	cs_pred_t *pred = CS_PUSH(&c->lex->arena, &c->r->preds);
	*pred = (cs_pred_t){.rule = rule, .kind = kind, .phrase = p, .next = CS_NONE};
	if (kind == 1)
		cs_map_put(&c->lex->arena, &c->r->noun_preds, p.word[p.head], 1);
}

static void read_preds(compiler_t *c, uint32_t rule, uint8_t kind)
{
	cs_str_t rest = c->l->value, item, cut;
	while (cs_split(&rest, '|', &item)) {
		if (item.n == 0)
			continue;
		if (item.p[0] != '@') {
			add_pred(c, rule, kind, item);
			if (cs_phrase_cut(&c->lex->arena, item, &cut))
				add_pred(c, rule, kind, cut);
			continue;
		}
		const cs_word_set_t *set = class_set(c, cs_str(item.p + 1, item.n - 1));
		if (!set) {
			wrong(c, item, "unknown class");
			continue;
		}
		for (uint32_t i = 0; i < set->phrases.n; i++) {
			cs_phrase_t p = set->phrases.p[i];
			p.head = kind == 0 ? 0 : p.head;
			*CS_PUSH(&c->lex->arena, &c->r->preds) =
			    (cs_pred_t){.rule = rule, .kind = kind, .phrase = p, .next = CS_NONE};
			if (kind == 1)
				cs_map_put(&c->lex->arena, &c->r->noun_preds, p.word[p.head], 1);
		}
	}
}

typedef struct rank { /* what the sort needs to know, without a global */
	uint64_t key;
	uint32_t needs, length, index;
	int32_t weight;
} rank_t;

static int by_rank(const void *pa, const void *pb)
{
	const rank_t *a = pa, *b = pb;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	if (a->needs != b->needs)
		return a->needs > b->needs ? -1 : 1;
	if (a->length != b->length)
		return a->length > b->length ? -1 : 1;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

static uint64_t pred_key(uint32_t word, uint8_t kind)
{
	return (uint64_t)kind << 32 | word;
}

static void sort_preds(compiler_t *c)
{
	cs_rules_t *r = c->r;
	if (r->preds.n == 0)
		return;
	rank_t *rank = CS_NEW_N(&c->lex->arena, rank_t, r->preds.n);
	for (uint32_t i = 0; i < r->preds.n; i++) {
		const cs_pred_t *p = &r->preds.p[i];
		const cs_rule_t *rule = &r->rules.p[p->rule];
		rank[i] = (rank_t){pred_key(p->phrase.word[p->phrase.head], p->kind), rule->n_needs,
		                   p->phrase.n, i, rule->weight};
	}
	qsort(rank, r->preds.n, sizeof *rank, by_rank);
	for (uint32_t i = r->preds.n; i-- > 0;) {
		cs_pred_t *p = &r->preds.p[rank[i].index];
		p->next = cs_map_get(&r->by_word, rank[i].key);
		cs_map_put(&c->lex->arena, &r->by_word, rank[i].key, rank[i].index);
	}
}

/* ---- a rule ---------------------------------------------------------------------------- */

static void read_example(compiler_t *c, cs_rule_t *rule, bool yes)
{
	cs_str_t v = c->l->value;
	cs_example_t *e = CS_PUSH(&c->lex->arena, &rule->examples);
	*e = (cs_example_t){.yes = yes, .text = v, .line = c->l->line, .col = c->l->col};
	for (uint32_t i = 0; i + 1 < v.n; i++)
		if (v.p[i] == '=' && v.p[i + 1] == '>') {
			e->text = cs_trim(cs_str(v.p, i));
			e->expect = cs_trim(cs_str(v.p + i + 2, v.n - i - 2));
			break;
		}
	if (e->text.n == 0)
		wrong(c, v, "expected a sentence, found");
}

static void read_contexts(compiler_t *c, cs_rule_t *rule)
{
	cs_str_t rest = c->l->value, item, word;
	cs_buf_t buf = {.arena = &c->lex->arena};
	cs_buf_str(&buf, rule->contexts);
	while (cs_split(&rest, '|', &item))
		while (next_word(&item, &word)) {
			if (cs_context_find(c->lex->ontology, word) == CS_NONE)
				wrong(c, word, "unknown context");
			cs_buf_printf(&buf, "%s%.*s", buf.n ? " " : "", (int)word.n, word.p);
		}
	rule->contexts = keep(c, cs_str(buf.p, buf.n));
}

static void read_participant(compiler_t *c, cs_paths_t *out, bool *has, bool *none)
{
	*has = true;
	if (cs_eqz(c->l->value, "none") || cs_eqz(c->l->value, "-"))
		*none = true;
	else
		read_paths(c, c->l->value, '|', out);
}

static void read_line(compiler_t *c, uint32_t index)
{
	static const char *const kinds[] = {"verb", "noun", "adj"};
	cs_rule_t *rule = &c->r->rules.p[index];
	cs_arena_t *a = &c->lex->arena;
	cs_str_t key = c->l->key, v = c->l->value;
	for (size_t k = 0; k < CS_COUNT(kinds); k++)
		if (cs_eqz(key, kinds[k])) {
			read_preds(c, index, (uint8_t)k);
			return;
		}
	if (cs_eqz(key, "need") || cs_eqz(key, "needs") || cs_eqz(key, "not")) {
		/* a line that goes on with the one above has its very key: more words for the same test */
		if (c->l > c->b->lines.p && c->l[-1].key.p == key.p && rule->tests.n) {
			read_terms(c, v, &rule->tests.p[rule->tests.n - 1]);
			return;
		}
		cs_test_t t = {.negated = cs_eqz(key, "not"), .line = c->l->line};
		if (read_test(c, v, &t)) {
			*CS_PUSH(a, &rule->tests) = t;
			rule->n_needs += !t.negated;
		}
	} else if (cs_eqz(key, "source")) {
		read_participant(c, &rule->source, &rule->has_source, &rule->no_source);
	} else if (cs_eqz(key, "target")) {
		read_participant(c, &rule->target, &rule->has_target, &rule->no_target);
	} else if (cs_eqz(key, "about")) {
		read_paths(c, v, '|', &rule->about);
	} else if (cs_eqz(key, "pair")) {
		cs_str_t rest = v, item;
		while (cs_split(&rest, '|', &item)) {
			cs_pair_t pair = {0};
			read_paths(c, item, '+', &pair.at);
			if (pair.at.n)
				*CS_PUSH(a, &rule->pairs) = pair;
		}
	} else if (cs_eqz(key, "code")) {
		read_code(c, v, &rule->code, &rule->type, &rule->typed, &rule->mode);
	} else if (cs_eqz(key, "plover") || cs_eqz(key, "type")) {
		if (read_type(c, v, &rule->type, &rule->mode))
			rule->typed = true;
	} else if (cs_eqz(key, "when")) {
		read_when(c, rule);
	} else if (cs_eqz(key, "weight")) {
		bool minus = v.n && v.p[0] == '-', ok = v.n > (uint32_t)minus && v.n < 6;
		int32_t n = 0;
		for (uint32_t i = minus; i < v.n && ok; i++) {
			ok = cs_is_digit((uint8_t)v.p[i]);
			n = n * 10 + (v.p[i] - '0');
		}
		if (!ok)
			wrong(c, v, "expected a whole number, found");
		rule->weight = minus ? -n : n;
	} else if (cs_eqz(key, "polarity")) {
		rule->negated = cs_eqz(v, "negated");
		if (!rule->negated && !cs_eqz(v, "affirmed"))
			wrong(c, v, "expected 'negated' or 'affirmed', found");
	} else if (cs_eqz(key, "reverse")) {
		rule->reverse = true;
	} else if (cs_eqz(key, "reflexive")) {
		rule->reflexive = true;
	} else if (cs_eqz(key, "anyone")) {
		rule->anyone = true;
	} else if (cs_eqz(key, "broad")) {
		rule->broad = true;
	} else if (cs_eqz(key, "context")) {
		read_contexts(c, rule);
	} else if (cs_eqz(key, "yes") || cs_eqz(key, "no")) {
		read_example(c, rule, cs_eqz(key, "yes"));
	} else if (!cs_eqz(key, "source-of-rule") && !cs_eqz(key, "name") && !cs_eqz(key, "checked")) {
		cs_diag_error(c->diag, c->b->file, c->l->line, 1, c->b->id, "unknown key '%.*s'",
		              (int)key.n, key.p);
	}
}

static void read_rule(compiler_t *c)
{
	uint32_t index = c->r->rules.n, preds = c->r->preds.n;
	cs_rule_t *rule = CS_PUSH(&c->lex->arena, &c->r->rules);
	rule->id = c->b->id;
	rule->file = c->b->file;
	rule->line = c->b->line;
	rule->code = rule->type = CS_NONE;
	rule->contexts = "";
	for (uint32_t i = 0; i < c->b->lines.n; i++) {
		c->l = &c->b->lines.p[i];
		read_line(c, index);
	}
	rule = &c->r->rules.p[index];
	rule->n_needs = rule->broad ? 0 : rule->n_needs + 1; /* behind all others */
	if (c->r->preds.n == preds)
		cs_diag_error(c->diag, c->b->file, c->b->line, 1, c->b->id,
		              "a rule needs a predicate: verb, noun or adj");
	if (rule->code == CS_NONE && rule->type == CS_NONE)
		cs_diag_error(c->diag, c->b->file, c->b->line, 1, c->b->id, "a rule needs a code");
}

void cs_rules_compile(cs_lex_t *lex, cs_diag_t *diag)
{
	static const cs_lex_line_t no_line = {0};
	cs_rules_t *r = CS_NEW(&lex->arena, cs_rules_t);
	compiler_t c = {lex, r, diag, NULL, &no_line};
	lex->rules = r;
	classes(&c);
	for (uint32_t i = 0; i < lex->blocks.n; i++) {
		c.b = &lex->blocks.p[i];
		if (cs_lex_in(c.b, "rules/") && !cs_starts(c.b->id, "class.") &&
		    !cs_starts(c.b->id, "light."))
			read_rule(&c);
	}
	sort_preds(&c);
	static const char *const usual[2][8] = {{"subj"},
	                                        {"obj", "iobj", "against", "with", "to", "on"}};
	for (size_t side = 0; side < 2; side++)
		for (size_t k = 0; k < 8 && usual[side][k]; k++)
			read_path(&c, cs_strz(usual[side][k]), side ? &r->usual_target : &r->usual_source);
	cs_light_compile(lex, diag);
}

/* ---- lookups --------------------------------------------------------------------------- */

uint32_t cs_rule_count(const cs_rules_t *r)
{
	return r->rules.n;
}

const cs_rule_t *cs_rule_at(const cs_rules_t *r, uint32_t i)
{
	return &r->rules.p[i];
}

const cs_pred_t *cs_rules_first(const cs_rules_t *r, uint32_t lemma_id, uint8_t kind)
{
	uint32_t i = lemma_id == CS_NONE ? CS_NONE : cs_map_get(&r->by_word, pred_key(lemma_id, kind));
	return i == CS_NONE ? NULL : &r->preds.p[i];
}

const cs_pred_t *cs_rules_next(const cs_rules_t *r, const cs_pred_t *p)
{
	return p->next == CS_NONE ? NULL : &r->preds.p[p->next];
}

const cs_paths_t *cs_rules_usual_source(const cs_rules_t *r)
{
	return &r->usual_source;
}

const cs_paths_t *cs_rules_usual_target(const cs_rules_t *r)
{
	return &r->usual_target;
}

const cs_word_set_t *cs_rules_class(const cs_rules_t *r, const char *name)
{
	uint32_t i = cs_intern_find(&r->class_names, cs_strz(name));
	return i == CS_NONE ? NULL : &r->classes.p[i].set;
}

cs_str_t cs_rules_class_name(const cs_rules_t *r, const cs_word_set_t *set)
{
	for (uint32_t i = 0; i < r->classes.n; i++)
		if (&r->classes.p[i].set == set)
			return r->class_names.str[i];
	return (cs_str_t){0};
}

bool cs_rules_noun_pred(const cs_rules_t *r, uint32_t lemma_id)
{
	return lemma_id != CS_NONE && cs_map_get(&r->noun_preds, lemma_id) != CS_NONE;
}

void cs_rules_add_noun_pred(cs_lex_t *lex, uint32_t lemma_id)
{
	cs_map_put(&lex->arena, &lex->rules->noun_preds, lemma_id, 1);
}
