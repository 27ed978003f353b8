/* train_eval.c - runs a model over plain text, for scoring and timing without the engine.
 *
 *   train_eval MODEL < TEXT > OUT.conllu       CoNLL-U
 *   train_eval -g GOLD.conllu MODEL > OUT      tags and parses the gold words and sentences
 *   train_eval -t MODEL < TEXT > OUT.conllu    sentences and tokens alone, of a model that has no
 *   more train_eval -b N MODEL < TEXT               N times over the text: words a second
 *   train_eval -i N …                          the instructions: 0 plain C, 1 AVX2, 2 VNNI (the
 *   best there are) */
#include "common.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static cs_str_t slurp(FILE *f)
{
	size_t n = 0, cap = 1 << 20, got;
	char *p = malloc(cap + 1);

	while (p && (got = fread(p + n, 1, cap - n, f)) > 0) {
		n += got;
		if (n == cap)
			p = realloc(p, (cap *= 2) + 1);
	}
	if (!p)
		die("out of memory");
	p[n] = 0;
	return cs_str(p, n);
}

int main(int argc, char **argv)
{
	const char *gold = NULL, *model = NULL;
	uint32_t times = 0, words = 0;
	cs_model_t m;
	cs_tok_t tok;
	cs_syntax_t syntax;
	casus_error_t err;
	double took[2] = {0};
	cs_str_t text;
	int simd = CS_N_SIMD;
	bool tokens = false;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "-g") == 0 && i + 1 < argc)
			gold = argv[++i];
		else if (strcmp(argv[i], "-t") == 0)
			tokens = true;
		else if (strcmp(argv[i], "-i") == 0 && i + 1 < argc)
			simd = atoi(argv[++i]);
		else if (strcmp(argv[i], "-b") == 0 && i + 1 < argc)
			times = (uint32_t)strtoul(argv[++i], NULL, 10);
		else
			model = argv[i];
	}
	if (!model)
		die("usage: train_eval [-g GOLD.conllu | -b N] MODEL");
	if (cs_model_open(&m, model, &err) != CASUS_OK || cs_tok_bind(&tok, &m, &err) != CASUS_OK ||
	    (!tokens && cs_syntax_bind(&syntax, &m, &err) != CASUS_OK))
		die("%s: %s", err.file, err.msg);
	if (!tokens && simd >= 0 && simd < (int)syntax.net.simd)
		syntax.net.simd = (cs_simd_t)simd;
	text = gold ? (cs_str_t){0} : slurp(stdin);
	for (uint32_t k = 0; k < (times ? times : 1); k++) {
		cs_doc_t *doc = doc_new(), *scratch = doc_new();
		cs_buf_t out = {.arena = &scratch->arena};
		cs_file_t f = {0};
		clock_t c0, c1, c2;

		if (gold) {
			if (cs_file_open(&f, gold, &err) != CASUS_OK ||
			    cs_conllu_read(doc, cs_str(f.data, f.n), gold, &err) != CASUS_OK)
				die("%s:%u: %s", gold, err.line, err.msg);
		} else {
			doc->buf = text;
		}
		c0 = clock();
		if (!gold)
			cs_tok_run(&tok, doc, &scratch->arena);
		c1 = clock();
		if (tokens)
			for (uint32_t i = 0; i < doc->words.n; i++) /* a chain, and no lemmas */
				doc->words.p[i].lemma = doc->words.p[i].form, doc->words.p[i].head = CS_NONE;
		else
			cs_syntax_run(&syntax, doc, &scratch->arena);
		c2 = clock();
		took[0] += (double)(c1 - c0) / CLOCKS_PER_SEC;
		took[1] += (double)(c2 - c1) / CLOCKS_PER_SEC;
		words += doc->words.n;
		if (!times) {
			cs_conllu_write(doc, &out);
			fwrite(out.p, 1, out.n, stdout);
		}
		cs_file_close(&f);
		doc_free(doc);
		doc_free(scratch);
	}
	if (times)
		printf("%u words: tok %.0f, syntax %.0f, together %.0f words/s\n", words, words / took[0],
		       words / took[1], words / (took[0] + took[1]));
	cs_model_close(&m);
	free((void *)(uintptr_t)text.p);
	return 0;
}
