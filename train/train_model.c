/* train_model.c - makes a model file from treebanks.
 *
 *   train_model [options] -o OUT FILE.conllu …
 *
 * The same files, options and seed give the same bytes. */
#include "common.h"

#include <stdio.h>
#include <stdlib.h>

static const char usage[] =
    "usage: train_model [options] -o OUT FILE.conllu ...\n"
    "  -a FILE   list of abbreviations\n"
    "  -s N      seed (1)\n"
    "  -e N      rounds of the parser (9); the tagger does two thirds of them\n"
    "  -j N      folds for the parser's tags (10)\n"
    "  -t        tiny: a model for tests, from a few sentences\n"
    "  -q        quiet\n";

int main(int argc, char **argv)
{
	plan_t plan = {.seed = 1,
	               .tok_epochs = 12,
	               .tag_epochs = 8,
	               .parse_epochs = 9,
	               .folds = 10,
	               .tok_bytes = 1 << 20,
	               .tag_bytes = 3 << 20,
	               .parse_bytes = 21 << 19};
	const char *out = NULL;
	cs_doc_t *docs[16];
	cs_tag_label_t *tags[16];
	cs_file_t files[16];
	uint32_t n = 0;
	writer_t w = {0};
	casus_error_t err;
	size_t size;
	char *bytes;
	cs_model_t m;
	cs_tag_t tag;

	for (int i = 1; i < argc; i++) {
		const char *a = argv[i], *v = i + 1 < argc ? argv[i + 1] : NULL;

		if (a[0] == '-' && a[1] && strchr("oasej", a[1])) {
			if (!v)
				die("%s", usage);
			i++;
			if (a[1] == 'o')
				out = v;
			else if (a[1] == 'a')
				plan.abbreviations = v;
			else if (a[1] == 's')
				plan.seed = (uint64_t)strtoul(v, NULL, 10);
			else if (a[1] == 'e')
				plan.parse_epochs = (uint32_t)strtoul(v, NULL, 10);
			else
				plan.folds = (uint32_t)strtoul(v, NULL, 10);
		} else if (strcmp(a, "-t") == 0) {
			plan.folds = 2;
			plan.parse_epochs = 20;
		} else if (strcmp(a, "-q") == 0) {
			plan.quiet = true;
		} else if (a[0] == '-' || n == CS_COUNT(docs)) {
			die("%s", usage);
		} else {
			if (cs_file_open(&files[n], a, &err) != CASUS_OK)
				die("%s: %s", a, err.msg);
			docs[n] = doc_new();
			if (cs_conllu_read(docs[n], cs_str(files[n].data, files[n].n), a, &err) != CASUS_OK)
				die("%s:%u: %s", a, err.line, err.msg);
			tags[n] = calloc(docs[n]->words.n + 1, sizeof *tags[n]);
			if (!tags[n])
				die("out of memory");
			if (!plan.quiet)
				fprintf(stderr, "%s: %u sentences, %u words\n", a, docs[n]->sents.n,
				        docs[n]->words.n);
			n++;
		}
	}
	if (!out || !n || plan.folds < 2)
		die("%s", usage);
	plan.tag_epochs = plan.parse_epochs * 2 / 3 + 1;
	w.quiet = plan.quiet;
	learn_tok(&w, docs, n, &plan);
	learn_tag(&w, docs, n, &plan, tags);
	/* the parser must see the lemmas that these tags give */
	bytes = writer_bytes(&w, &size);
	if (cs_model_open_bytes(&m, bytes, size, "tagger", &err) != CASUS_OK ||
	    cs_tag_bind(&tag, &m, &err) != CASUS_OK)
		die("%s", err.msg);
	for (uint32_t d = 0; d < n; d++)
		for (uint32_t i = 0; i < docs[d]->words.n; i++) {
			cs_word_t x = docs[d]->words.p[i];

			x.xpos = tags[d][i].xpos;
			cs_tag_lemma(&tag, &x, &docs[d]->arena);
			docs[d]->words.p[i].lemma = x.lemma;
		}
	learn_parse(&w, docs, n, &plan, tags);
	writer_save(&w, out);
	free(bytes);
	for (uint32_t d = 0; d < n; d++) {
		free(tags[d]);
		doc_free(docs[d]);
		cs_file_close(&files[d]);
	}
	writer_free(&w);
	return 0;
}
