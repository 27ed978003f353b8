/* stage.h - what the tests of the first stages share: the tiny model and documents from text. */
#ifndef CS_TEST_STAGE_H
#define CS_TEST_STAGE_H
#include "unit.h"

#include "doc/doc.h"
#include "model/model.h"
#include "syntax/syntax.h"
#include "tok/tok.h"

#define TINY CASUS_BINARY_DIR "/tiny.casus"

typedef struct stage {
	jmp_buf oom;
	cs_arena_t scratch;
	cs_doc_t doc;
	cs_model_t model;
	cs_tok_t tok;
	cs_syntax_t syntax;
} stage_t;

static stage_t st; /* each test program is one thread */

static inline int stage_up(void **state)
{
	casus_error_t err;

	(void)state;
	memset(&st, 0, sizeof st);
	assert_int_equal(cs_model_open(&st.model, TINY, &err), CASUS_OK);
	assert_int_equal(cs_tok_bind(&st.tok, &st.model, &err), CASUS_OK);
	assert_int_equal(cs_syntax_bind(&st.syntax, &st.model, &err), CASUS_OK);
	return 0;
}

static inline int stage_down(void **state)
{
	(void)state;
	cs_model_close(&st.model);
	return 0;
}

static inline void stage_clear(void)
{
	cs_arena_clear(&st.doc.arena);
	cs_arena_clear(&st.scratch);
	memset(&st.doc, 0, sizeof st.doc);
	cs_arena_init(&st.doc.arena, &st.oom);
	cs_arena_init(&st.scratch, &st.oom);
}

/* An empty document over this text; the title, where there is one, first. */
static inline cs_doc_t *stage_doc(const char *title, const char *text, size_t n)
{
	cs_buf_t b;

	stage_clear();
	b = (cs_buf_t){.arena = &st.doc.arena};
	if (title) {
		cs_buf_str(&b, title);
		cs_buf_str(&b, "\n\n");
		st.doc.title_len = (uint32_t)strlen(title);
		st.doc.text_at = st.doc.title_len + 2;
	}
	cs_buf_add(&b, text, n);
	cs_buf_add(&b, "", 1); /* terminated */
	st.doc.buf = cs_str(b.p, b.n - 1);
	return &st.doc;
}

static inline cs_doc_t *stage_tok(const char *text)
{
	cs_doc_t *d = stage_doc(NULL, text, strlen(text));

	cs_tok_run(&st.tok, d, &st.scratch);
	return d;
}

/* Words apart by blanks, sentences by " / ", as one string. */
static inline const char *stage_words(const cs_doc_t *d)
{
	cs_buf_t b = {.arena = &st.scratch};

	for (uint32_t i = 0; i < d->words.n; i++) {
		if (i)
			cs_buf_str(&b, d->words.p[i].sent == d->words.p[i - 1].sent ? " " : " / ");
		cs_buf_add(&b, d->words.p[i].form.p, d->words.p[i].form.n);
	}
	cs_buf_add(&b, "", 1);
	return b.p;
}

/* What must hold of any text: every byte that is not white space lies in one word, in order. */
static inline void stage_covers(const cs_doc_t *d)
{
	uint32_t at = 0, words = 0;

	for (uint32_t s = 0; s < d->sents.n; s++) {
		assert_int_equal(d->sents.p[s].words.begin, words);
		assert_true(d->sents.p[s].words.end > words);
		assert_true(d->sents.p[s].words.end - words <= CS_SENT_WORDS_MAX);
		words = d->sents.p[s].words.end;
	}
	assert_int_equal(words, d->words.n);
	for (uint32_t i = 0; i < d->words.n; i++) {
		assert_true(d->words.p[i].begin >= at);
		assert_true(d->words.p[i].end > d->words.p[i].begin);
		for (; at < d->words.p[i].begin; at++)
			assert_true(cs_is_space((uint8_t)d->buf.p[at]) || (uint8_t)d->buf.p[at] >= 0x80);
		at = d->words.p[i].end;
	}
}
#endif
