/* Quotation marks of every kind, nested, unclosed, and the marks that are none. The tokens come from
 * CoNLL-U, so that no model takes part. */
#include "unit.h"

#include "doc/doc.h"
#include "said/quotes.h"

static jmp_buf oom;

/* Each "w" is a token; '_' at its end: no blank behind it. Paragraphs are apart by "|". */
static void build(cs_doc_t *d, const char *spec)
{
	memset(d, 0, sizeof *d);
	cs_arena_init(&d->arena, &oom);
	cs_buf_t text = {.arena = &d->arena};
	cs_str_t rest = cs_strz(spec), w;
	uint32_t par = 0;
	*CS_PUSH(&d->arena, &d->sents) = (cs_sent_t){.par = par};
	while (cs_split(&rest, ' ', &w)) {
		cs_sent_t *s = &d->sents.p[d->sents.n - 1];
		if (cs_eqz(w, "|")) {
			s->words.end = d->words.n;
			s = CS_PUSH(&d->arena, &d->sents);
			s->par = ++par;
			s->words.begin = d->words.n;
			continue;
		}
		bool glued = w.n > 1 && w.p[w.n - 1] == '_';
		w.n -= glued;
		cs_word_t *word = CS_PUSH(&d->arena, &d->words);
		word->begin = (uint32_t)text.n;
		cs_buf_add(&text, w.p, w.n);
		word->end = (uint32_t)text.n;
		word->form = w;
		word->sent = d->sents.n - 1;
		word->flags = glued ? 0 : CS_W_SPACE_AFTER;
		word->upos = CS_POS_X;
		word->xpos = CS_XP_XX;
		if (!glued)
			cs_buf_str(&text, " ");
		s->words.end = d->words.n;
	}
	d->buf = cs_str(text.p, text.n);
}

static void check(const char *spec, const char *want)
{
	cs_doc_t d;
	cs_quotes_t quotes = {0};
	build(&d, spec);
	cs_quotes_find(&d, &d.arena, &quotes);
	cs_buf_t got = {.arena = &d.arena};
	for (uint32_t i = 0; i < quotes.n; i++)
		cs_buf_printf(&got, "%s%u-%u@%u%s", i ? " " : "", quotes.p[i].begin, quotes.p[i].end,
		              quotes.p[i].depth, quotes.p[i].closed ? "" : "?");
	cs_buf_add(&got, "", 1);
	assert_string_equal(got.p, want);
	cs_arena_clear(&d.arena);
}

static void test_pairs(void **state)
{
	(void)state;
	check("She said_ , \"_ no more talks_ \"_ .", "3-8@0");
	check("“_ No_ ,_ ” she said_ , “_ never_ ._ ”", "0-4@0 7-11@0");
	check("«_ Non_ » dit il", "0-3@0");
	check("``_ We left_ ''_ , he said", "0-4@0");
	check("no marks here", "");
}

static void test_nested(void **state)
{
	(void)state;
	/* straight marks inside straight marks */
	check("\"_ He spoke of \"_ fraud_ \" in the vote_ \"_ , she said", "0-11@0 4-7@1");
	check("“_ They said ‘_ no_ ’ twice_ ”", "0-8@0 3-6@1");
}

static void test_apostrophes(void **state)
{
	(void)state;
	check("the rebels_ ’ camp and the workers_ ' strike", "");
	check("It_ 's the minister_ ’s turn", "");
}

static void test_unclosed(void **state)
{
	(void)state;
	/* a quotation over paragraphs opens each time and closes once */
	check("“_ First part_ . | “_ second part_ ._ ”", "0-4@0? 4-9@0");
	check("\"_ It never ends | but a new paragraph does", "0-4@0?");
	check("words_ \" that close nothing", "");
}

static void test_flags(void **state)
{
	(void)state;
	cs_doc_t d;
	cs_quotes_t quotes = {0};
	build(&d, "She said \"_ no_ \" twice");
	cs_quotes_find(&d, &d.arena, &quotes);
	static const int quoted[] = {0, 0, 1, 1, 1, 0};
	for (uint32_t i = 0; i < d.words.n; i++)
		assert_int_equal((d.words.p[i].flags & CS_W_QUOTED) != 0, quoted[i]);
	cs_arena_clear(&d.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_pairs),       cmocka_unit_test(test_nested),
	    cmocka_unit_test(test_apostrophes), cmocka_unit_test(test_unclosed),
	    cmocka_unit_test(test_flags),
	};
	return cmocka_run_group_tests_name("quotes", tests, NULL, NULL);
}
