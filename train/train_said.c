/* train_said.c - what the layer of statements sees of articles, for the Python part of training.
 *
 *   train_said MODEL LEXICON FILE.txt … > RECORDS
 *
 * RECORDS: for each file the number of its words and the bytes of a word's input (u32 each), then
 * for each word its first and last byte in the file, what begins with it (1: a sentence, 2: a
 * paragraph; u32 each) and its input: the encoder's vector and row, then CS_SAID_BITS bytes of 0 or 1. */
#include "common.h"
#include "coref/coref.h"
#include "engine/engine.h"
#include "prop/prop.h"
#include "actor/actor.h"
#include "said/said_int.h"

#include <stdio.h>
#include <stdlib.h>

static void write_inputs(const casus_t *e, const char *path, cs_arena_t *scratch)
{
	cs_doc_t *d = doc_new();
	cs_file_t file;
	casus_error_t err;
	cs_quotes_t quotes = {0};
	uint32_t step, last = CS_NONE;

	if (cs_file_open(&file, path, &err) != CASUS_OK)
		die("%s: %s", path, err.msg);
	d->buf = cs_str(cs_strndup(&d->arena, file.data, file.n), file.n);
	d->day = CS_NO_DAY;
	d->depth = CASUS_DEPTH_EVENTS;
	cs_arena_reset(scratch);
	cs_tok_run(&e->tok, d, scratch);
	cs_syntax_keep(&e->syntax, d);
	cs_arena_reset(scratch);
	cs_syntax_run(&e->syntax, d, scratch);
	cs_arena_reset(scratch);
	cs_engine_look_up(&e->lex, d, scratch);
	cs_arena_reset(scratch);
	cs_coref_run(&e->coref, &e->lex, d, scratch);
	cs_arena_reset(scratch);
	cs_prop_run(&e->lex, d, scratch);
	cs_arena_reset(scratch);
	cs_actor_run(&e->lex, d, scratch);
	cs_arena_reset(scratch);
	cs_quotes_find(d, scratch, &quotes);
	cs_said_rules(&e->lex, d, &quotes, scratch);
	const cs_said_view_t *view = cs_said_view(&e->lex, d, &quotes, scratch);
	step = d->vec_size + CS_SAID_BITS;
	int8_t *in = cs_alloc(scratch, step);
	fwrite(&d->words.n, sizeof d->words.n, 1, stdout);
	fwrite(&step, sizeof step, 1, stdout);
	for (uint32_t i = 0; i < d->words.n; i++) {
		const cs_word_t *w = cs_w(d, i);
		const cs_sent_t *s = &d->sents.p[w->sent];
		uint32_t head[3] = {w->begin, w->end,
		                    (i == s->words.begin ? 1u : 0u) | (s->par != last ? 2u : 0u)};

		last = s->par;
		fwrite(head, sizeof head, 1, stdout);
		uint8_t set[CS_SAID_BITS_SET];
		uint32_t n = cs_said_input(view, i, set);
		memcpy(in, d->vec + (size_t)i * d->vec_size, d->vec_size);
		memset(in + d->vec_size, 0, CS_SAID_BITS);
		for (uint32_t k = 0; k < n; k++)
			in[d->vec_size + set[k]] = 1;
		fwrite(in, step, 1, stdout);
	}
	cs_file_close(&file);
	doc_free(d);
}

int main(int argc, char **argv)
{
	casus_options_t o = {0};
	casus_t *e;
	casus_error_t err;
	cs_arena_t scratch;
	jmp_buf oom;

	if (argc < 4)
		die("usage: train_said MODEL LEXICON FILE.txt ... > RECORDS\n");
	o.model = argv[1];
	o.lexicon_dir = argv[2];
	if (casus_open(&e, &o, &err) != CASUS_OK)
		die("%s", err.msg);
	if (setjmp(oom))
		die("out of memory");
	cs_arena_init(&scratch, &oom);
	for (int i = 3; i < argc; i++)
		write_inputs(e, argv[i], &scratch);
	cs_arena_clear(&scratch);
	casus_close(e);
	return 0;
}
