/* phrase.c - cuts the lexicon's phrases into words the way the tokeniser cuts running text. English
 * treebanks cut hyphenated words and possessives, but not all of them and not everywhere
 * ("e-mail"), so that a phrase is entered both ways. Linear in the phrase. */
#include "lex/phrase.h"

enum { MAX_WORDS = 12 };

/* Prepositions that end the head part of an English noun phrase. */
static bool ends_head(cs_str_t w)
{
	static const char *const preps[] = {"of",      "for", "in", "on",    "to",   "with",   "from",
	                                    "against", "by",  "at", "under", "over", "between"};
	for (size_t i = 0; i < CS_COUNT(preps); i++)
		if (cs_eqz(w, preps[i]))
			return true;
	return false;
}

cs_phrase_t cs_phrase_make(cs_lex_t *lex, cs_str_t text, bool first_is_head)
{
	uint32_t id[MAX_WORDS], n = 0, head = CS_NONE;
	const uint32_t hyphen = cs_lex_word(lex, CS_STR("-"));
	cs_str_t rest = text, word;
	while (n < MAX_WORDS && cs_split(&rest, ' ', &word)) {
		if (word.n == 0)
			continue;
		if (head == CS_NONE && n > 0 && ends_head(word))
			head = n > 1 && id[n - 1] == hyphen ? n - 2 : n - 1; /* "sit - in": sit */
		id[n++] = cs_lex_word(lex, word);
	}
	uint32_t *ids = CS_NEW_N(&lex->arena, uint32_t, n);
	if (n)
		memcpy(ids, id, n * sizeof *id);
	if (head == CS_NONE)
		head = n ? n - 1 : 0;
	return (cs_phrase_t){.word = ids, .n = n, .head = first_is_head ? 0 : head, .next = CS_NONE};
}

bool cs_phrase_cut(cs_arena_t *arena, cs_str_t s, cs_str_t *cut)
{
	bool any = false;
	for (uint32_t i = 1; i < s.n; i++)
		any |= (s.p[i] == '-' && i + 1 < s.n) || s.p[i] == '\'';
	if (!any)
		return false;
	char *out = cs_alloc(arena, (size_t)s.n * 3 + 1);
	uint32_t n = 0;
	for (uint32_t i = 0; i < s.n; i++) {
		bool hyphen = s.p[i] == '-' && i > 0 && i + 1 < s.n;
		if (hyphen || (s.p[i] == '\'' && i > 0))
			out[n++] = ' ';
		out[n++] = s.p[i];
		if (hyphen)
			out[n++] = ' ';
	}
	*cut = cs_str(out, n);
	return true;
}

static void add(cs_lex_t *lex, cs_word_set_t *set, cs_str_t text, uint32_t tag)
{
	cs_phrase_t p = cs_phrase_make(lex, text, false);
	if (p.n == 0)
		return;
	p.tag = tag;
	p.next = cs_map_get(&set->by_head, p.word[p.head]);
	cs_map_put(&lex->arena, &set->by_head, p.word[p.head], set->phrases.n);
	*CS_PUSH(&lex->arena, &set->phrases) = p;
}

void cs_word_set_add(cs_lex_t *lex, cs_word_set_t *set, cs_str_t phrase, uint32_t tag)
{
	cs_str_t cut;
	add(lex, set, phrase, tag);
	if (cs_phrase_cut(&lex->arena, phrase, &cut))
		add(lex, set, cut, tag);
}
