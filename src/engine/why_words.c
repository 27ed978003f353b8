/* why_words.c - slots, tests and phrases of the coding rules in plain words, for a reader who knows
 * neither the program nor the trees. Written from the compiled rules, so that the words cannot
 * differ from what was decided. Cost: linear in what is told. Left out: the words of a list behind
 * the first LISTED. */
#include "engine/why.h"

#include "lex/ontology.h"
#include "lex/rules.h"

enum { CUT = 60, LISTED = 6 };

uint32_t why_width(const char *s)
{
	uint32_t n = 0;
	for (; *s; s++)
		n += ((uint8_t)*s & 0xc0) != 0x80;
	return n;
}

/* Folds white space, and makes control characters visible, so that nothing can move a cursor. */
static const char *plain(const why_t *w, const char *s, uint32_t n, uint32_t max)
{
	cs_buf_t b = {.arena = w->a};
	bool blank = false;
	uint32_t i = 0, chars = 0;
	for (; i < n && chars < max; i++) {
		uint8_t c = (uint8_t)s[i];
		bool c1 = c == 0xc2 && i + 1 < n && (uint8_t)s[i + 1] < 0xa0;
		if (cs_is_space(c)) {
			blank = true;
			continue;
		}
		if (blank && b.n)
			cs_buf_str(&b, " ");
		blank = false;
		if (c < 0x20 || c == 0x7f || c1) {
			cs_buf_str(&b, "?");
			i += c1;
			chars++;
			continue;
		}
		uint32_t more = i + 1;
		while (more < n && ((uint8_t)s[more] & 0xc0) == 0x80)
			more++;
		cs_buf_add(&b, s + i, more - i);
		i = more - 1;
		chars++;
	}
	if (i < n)
		cs_buf_str(&b, "…");
	return b.n ? cs_strndup(w->a, b.p, b.n) : "";
}

const char *why_bytes(const why_t *w, uint32_t begin, uint32_t end)
{
	return begin < end ? plain(w, w->d->buf.p + begin, end - begin, CUT) : "";
}

const char *why_word(const why_t *w, uint32_t word)
{
	const cs_word_t *x = &w->d->words.p[word];
	return plain(w, x->form.p, x->form.n, CUT);
}

const char *why_phrase(const why_t *w, uint32_t head)
{
	const cs_doc_t *d = w->d;
	uint32_t first = d->words.p[head].left, last = d->words.p[head].right;
	while (first < head &&
	       (d->words.p[first].deprel == CS_REL_CASE || d->words.p[first].deprel == CS_REL_PUNCT))
		first++; /* the preposition is told by the slot */
	while (last > head + 1 && d->words.p[last - 1].deprel == CS_REL_PUNCT)
		last--;
	return why_bytes(w, d->words.p[first].begin, d->words.p[last - 1].end);
}

/* ---- slots ------------------------------------------------------------------------------ */

static const char *step(const why_t *w, const cs_step_t *s)
{
	static const char *const slots[] = {
	    [CS_AT_SUBJ] = "subj (who acts)",
	    [CS_AT_OBJ] = "obj (what is acted on)",
	    [CS_AT_IOBJ] = "iobj (who is given something)",
	    [CS_AT_COMP] = "comp (the clause that it governs)",
	    [CS_AT_MOD] = "mod (what modifies the noun)",
	    [CS_AT_ATTR] = "attr (what stands under \"be\")",
	    [CS_AT_TIME] = "time",
	    [CS_AT_ADV] = "adv (a clause beside it)",
	    [CS_AT_ANY] = "any argument",
	    [CS_AT_GOVERNOR] = "governor (the predicate that it belongs to)",
	    [CS_AT_SOURCE] = "the source",
	    [CS_AT_TARGET] = "the target",
	};
	if (s->at == CS_AT_PREP)
		return cs_sprintf(w->a, "the phrase behind `%.*s`", (int)s->prep.n, s->prep.p);
	return slots[s->at];
}

const char *why_path(const why_t *w, const cs_path_t *path)
{
	const char *s = path->n ? step(w, &path->step[path->n - 1]) : "";
	for (uint32_t i = path->n; i-- > 1;)
		s = cs_sprintf(w->a, "%s of %s", s, step(w, &path->step[i - 1]));
	return s;
}

const char *why_paths(const why_t *w, const cs_paths_t *paths)
{
	cs_buf_t b = {.arena = w->a};
	bool prep = false; /* several prepositions are told together */
	for (uint32_t i = 0; i < paths->n; i++) {
		const cs_path_t *p = &paths->p[i];
		bool before = prep;
		prep = p->n == 1 && p->step[0].at == CS_AT_PREP;
		if (prep && before)
			cs_buf_printf(&b, ", `%.*s`", (int)p->step[0].prep.n, p->step[0].prep.p);
		else
			cs_buf_printf(&b, "%s%s", i ? " or " : "", why_path(w, p));
	}
	return b.n ? cs_strndup(w->a, b.p, b.n) : "";
}

/* ---- tests ------------------------------------------------------------------------------ */

static void put_phrase(const why_t *w, const cs_phrase_t *p, cs_buf_t *b)
{
	cs_buf_str(b, "`");
	for (uint32_t i = 0; i < p->n; i++) {
		cs_str_t s = w->lex->words.str[p->word[i]];
		cs_buf_printf(b, "%s%.*s", i ? " " : "", (int)s.n, s.p);
	}
	cs_buf_str(b, "`");
}

/* Written otherwise in the file, but the same once its words are folded? */
static bool told(const cs_word_set_t *set, uint32_t i)
{
	const cs_phrase_t *p = set->phrases.p;
	for (uint32_t k = 0; k < i; k++)
		if (p[k].n == p[i].n && memcmp(p[k].word, p[i].word, p[i].n * sizeof *p[i].word) == 0)
			return true;
	return false;
}

/* Some words of a set; *n of the LISTED are told already. */
static void put_set(const why_t *w, const cs_word_set_t *set, uint32_t *n, cs_buf_t *b)
{
	cs_str_t name = cs_rules_class_name(w->lex->rules, set);
	uint32_t i = 0, first = *n, most = name.n ? first + 3 : LISTED;
	if (name.n)
		cs_buf_printf(b, "a word of @%.*s (", (int)name.n, name.p);
	for (; i < set->phrases.n && (*n < most || *n == first); i++) {
		if (told(set, i))
			continue;
		if ((*n)++ > first)
			cs_buf_str(b, ", ");
		put_phrase(w, &set->phrases.p[i], b);
	}
	if (i < set->phrases.n)
		cs_buf_str(b, " …");
	if (name.n)
		cs_buf_str(b, ")");
}

static void more(cs_buf_t *b)
{
	if (b->n)
		cs_buf_str(b, " or ");
}

static void put_act(const why_t *w, const cs_test_t *t, cs_buf_t *b)
{
	cs_buf_str(b, "an act");
	for (uint32_t i = 0; i < t->types.n; i++)
		cs_buf_printf(b, "%s%s", i ? ", " : " of type ", why_type(w, t->types.p[i]));
	for (uint32_t i = 0; i < t->codes.n; i++)
		cs_buf_printf(b, "%s%s",
		              i            ? ", "
		              : t->types.n ? " or code "
		                           : " of code ",
		              cs_code_at(w->lex->ontology, t->codes.p[i])->code);
}

/* What may stand there: "a political actor or `diplomat`, `envoy`". */
static const char *wanted(const why_t *w, const cs_test_t *t)
{
	static const struct {
		uint32_t is;
		const char *name;
	} kinds[] = {{CS_IS_ACTOR, "a political actor"},
	             {CS_IS_STATE, "a state or government"},
	             {CS_IS_PERSON, "a person"},
	             {CS_IS_ORG, "a body or group"},
	             {CS_IS_ARMED, "armed forces or an armed group"},
	             {CS_IS_CIVIL, "civilians"}};
	cs_buf_t b = {.arena = w->a};
	uint32_t n = 0;
	for (size_t i = 0; i < CS_COUNT(kinds); i++)
		if (t->is & kinds[i].is) {
			more(&b);
			cs_buf_str(&b, kinds[i].name);
		}
	if (t->is & CS_IS_EVENT) {
		more(&b);
		put_act(w, t, &b);
	}
	for (uint32_t i = 0; i < t->heads.n; i++) {
		more(&b);
		put_set(w, t->heads.p[i], &n, &b);
	}
	for (uint32_t i = 0; i < t->words.n; i++) {
		more(&b);
		if (t->at.n)
			cs_buf_str(&b, "a phrase with ");
		put_set(w, t->words.p[i], &n, &b);
	}
	return b.n ? cs_strndup(w->a, b.p, b.n) : "anything";
}

const char *why_words(const why_t *w, const uint32_t *word, uint32_t n, bool whole)
{
	cs_buf_t b = {.arena = w->a};
	for (uint32_t i = 0; i < n; i++)
		cs_buf_printf(&b, "%s`%s`", i ? ", " : "",
		              whole ? why_phrase(w, word[i]) : why_word(w, word[i]));
	return b.n ? cs_strndup(w->a, b.p, b.n) : NULL;
}

const char *why_test(const why_t *w, const cs_tested_t *x)
{
	const cs_test_t *t = x->test;
	const char *there = why_words(w, x->word, x->n, t->at.n > 0);
	const char *met = there ? cs_sprintf(w->a, "it is %s", there) : "there is none";
	const char *line = t->line ? cs_sprintf(w->a, " (line %u)", t->line) : "";
	if (!t->at.n)
		return cs_sprintf(w->a, "%s somewhere in its clause %s%s: %s",
		                  t->negated ? "must not have" : "needs", wanted(w, t), line,
		                  there ? cs_sprintf(w->a, "there is %s", there) : "there is none");
	const char *at = why_paths(w, &t->at);
	if (t->is & CS_IS_ANY)
		return cs_sprintf(w->a, t->negated ? "must not have %s%s: %s" : "needs %s%s: %s", at, line,
		                  met);
	return cs_sprintf(w->a, "%s %s be %s%s: %s", at, t->negated ? "must not" : "must", wanted(w, t),
	                  line, met);
}

/* ---- sides and codes ---------------------------------------------------------------------- */

static const char *part_name(const why_t *w, const cs_part_t *p)
{
	if (p->begin < p->end)
		return why_bytes(w, p->begin, p->end);
	if (p->entity == CS_NONE)
		return "somebody";
	cs_str_t name = w->d->entities.p[p->entity].name;
	return plain(w, name.p, name.n, CUT);
}

const char *why_parts(const why_t *w, const cs_part_t *p, uint32_t n)
{
	cs_buf_t b = {.arena = w->a};
	for (uint32_t i = 0; i < n; i++)
		cs_buf_printf(&b, "%s`%s` [%s]", i ? ", " : "", part_name(w, &p[i]),
		              p[i].code ? p[i].code : "no code");
	return b.n ? cs_strndup(w->a, b.p, b.n) : "nobody";
}

const char *why_side(const why_t *w, const cs_trace_side_t *s)
{
	static const char *const ways[] = {
	    [CS_WAY_NONE] = "",
	    [CS_WAY_SLOT] = "",
	    [CS_WAY_DEEP] = ", found deeper inside an argument",
	    [CS_WAY_PAIR] = ", one of those that act together",
	    [CS_WAY_SAYER] = ", who says it of himself",
	    [CS_WAY_MODIFIER] = ", the modifier of the noun",
	    [CS_WAY_ANYONE] = ", since the rule takes whatever stands there",
	    [CS_WAY_OTHER] = ", not in a slot of the rule but among the other arguments",
	    [CS_WAY_PRONOUN] = ", a pronoun of which nothing is known",
	    [CS_WAY_SOMEBODY] = ", a person without a known office or land",
	    [CS_WAY_LENT] = ", the subject of the verb whose object the act is"};
	if (s->way == CS_WAY_NONE)
		return "nobody";
	const char *who = why_parts(w, s->part, s->n);
	if (s->path)
		return cs_sprintf(w->a, "%s, %s%s", who, why_path(w, s->path), ways[s->way]);
	return cs_sprintf(w->a, "%s%s", who, ways[s->way]);
}

const char *why_type(const why_t *w, uint32_t type)
{
	return type == CS_NONE ? "statement" : cs_type_at(w->lex->ontology, type)->name;
}

static const char *code_words(const why_t *w, uint32_t type, const char *mode, uint32_t code)
{
	const char *cameo = code == CS_NONE ? NULL : cs_code_at(w->lex->ontology, code)->code;
	return cs_sprintf(w->a, "%s%s%s%s%s", why_type(w, type), mode && *mode ? " " : "",
	                  mode ? mode : "", cameo ? ", CAMEO " : "", cameo ? cameo : "");
}

const char *why_code(const why_t *w, const cs_event_t *e)
{
	return code_words(w, e->plover, e->modes, e->cameo);
}

uint32_t why_rule_type(const why_t *w, const cs_rule_t *r)
{
	return r->typed             ? r->type
	       : r->code == CS_NONE ? CS_NONE
	                            : cs_code_at(w->lex->ontology, r->code)->type;
}

const char *why_rule_code(const why_t *w, const cs_rule_t *r)
{
	const char *mode = r->mode ? r->mode
	                   : r->code != CS_NONE &&
	                           (!r->typed || cs_code_at(w->lex->ontology, r->code)->type == r->type)
	                       ? cs_code_at(w->lex->ontology, r->code)->mode
	                       : "";
	return code_words(w, why_rule_type(w, r), mode, r->code);
}

const char *why_id(const why_t *w, const cs_rule_t *r)
{
	return cs_strndup(w->a, r->id.p, r->id.n);
}
