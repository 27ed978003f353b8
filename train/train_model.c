/* train_model.c - makes a model file from treebanks.
 *
 *   train_model [options] -o OUT FILE.conllu …
 *   train_model [options] -k MODEL [-n LAYER] -o OUT FILE.conllu …   the network is MODEL's
 *   train_model -k MODEL -n LAYER -o OUT                             all is MODEL's but this layer
 *   train_model [options] -c MODEL -l LEXICON -o OUT GUM.conllu      MODEL with coreference anew
 *
 * The same files, options and seed give the same bytes. */
#include "common.h"

#include <stdio.h>
#include <stdlib.h>

static const char usage[] =
    "usage: train_model [options] -o OUT FILE.conllu ...\n"
    "       train_model -k MODEL -n FILE -o OUT\n"
    "       train_model [options] -c MODEL -l LEXICON -o OUT GUM.conllu\n"
    "  -c MODEL  learns coreference alone, for a model that has the rest\n"
    "  -l DIR    the lexicon\n"
    "  -a FILE   list of abbreviations\n"
    "  -n FILE   the network that train/neural/student.py packed, or a layer of\n"
    "            names (the same) or statements (said.py)\n"
    "  -k FILE   a model from which the rest is kept: its network, or all of it\n"
    "            but the layer that -n has; without FILE.conllu its sentences,\n"
    "            tokens and lemmas too\n"
    "  -s N      seed (1)\n"
    "  -q        quiet\n";

/* What the model has and w does not. */
static void keep_rest(writer_t *w, const cs_model_t *m)
{
	for (uint32_t i = 0; i < m->n_sections; i++) {
		const cs_model_section_t *s = &m->section[i];
		bool there = false;

		for (uint32_t k = 0; k < w->n; k++)
			there |= strcmp(w->section[k].name, s->name) == 0;
		if (!there)
			writer_add(w, s->name, (const char *)m->file.data + s->at, s->n);
	}
}

/* The sections of a model but for coref.*, and that learned from gum. */
static void add_coref(const char *from, const char *lexicon, const char *gum, const char *out,
                      const plan_t *plan)
{
	cs_model_t m;
	casus_error_t err;
	writer_t w = {.quiet = plan->quiet};

	if (cs_model_open(&m, from, &err) != CASUS_OK)
		die("%s: %s", err.file, err.msg);
	for (uint32_t i = 0; i < m.n_sections; i++)
		if (strncmp(m.section[i].name, "coref.", 6) != 0)
			writer_add(&w, m.section[i].name, m.file.data + m.section[i].at, m.section[i].n);
	learn_coref(&w, from, lexicon, gum, plan);
	cs_model_close(&m);
	writer_save(&w, out);
	writer_free(&w);
}

int main(int argc, char **argv)
{
	plan_t plan = {.seed = 1,
	               .tok_epochs = 6,
	               .tok_bytes = 1 << 20,
	               .coref_epochs = 8,
	               .coref_rate = 0.1f,
	               .coref_decay = 0.3f,
	               .coref_alarm = 0.2f,
	               .coref_missed = 2};
	const char *out = NULL, *net = NULL, *keep = NULL, *model = NULL, *lexicon = NULL, *path = NULL;
	cs_doc_t *docs[16];
	cs_file_t files[16];
	uint32_t n = 0;
	writer_t w = {0};
	casus_error_t err;
	cs_model_t kept;

	for (int i = 1; i < argc; i++) {
		const char *a = argv[i], *v = i + 1 < argc ? argv[i + 1] : NULL;

		if (a[0] == '-' && a[1] && strchr("oasnclk", a[1])) {
			if (!v)
				die("%s", usage);
			i++;
			if (a[1] == 'o')
				out = v;
			else if (a[1] == 'a')
				plan.abbreviations = v;
			else if (a[1] == 'n')
				net = v;
			else if (a[1] == 'k')
				keep = v;
			else if (a[1] == 'c')
				model = v;
			else if (a[1] == 'l')
				lexicon = v;
			else
				plan.seed = (uint64_t)strtoul(v, NULL, 10);
		} else if (strcmp(a, "-q") == 0) {
			plan.quiet = true;
		} else if (a[0] == '-' || n == CS_COUNT(docs)) {
			die("%s", usage);
		} else if (model) {
			path = a;
		} else {
			if (cs_file_open(&files[n], a, &err) != CASUS_OK)
				die("%s: %s", a, err.msg);
			docs[n] = doc_new();
			if (cs_conllu_read(docs[n], cs_str(files[n].data, files[n].n), a, &err) != CASUS_OK)
				die("%s:%u: %s", a, err.line, err.msg);
			if (!plan.quiet)
				fprintf(stderr, "%s: %u sentences, %u words\n", a, docs[n]->sents.n,
				        docs[n]->words.n);
			n++;
		}
	}
	if (model && lexicon && path && out) {
		add_coref(model, lexicon, path, out, &plan);
		return 0;
	}
	if (!out || (!n && !(keep && net)) || model)
		die("%s", usage);
	w.quiet = plan.quiet;
	if (n) {
		learn_tok(&w, docs, n, &plan);
		learn_lemma(&w, docs, n);
	}
	if (keep && cs_model_open(&kept, keep, &err) != CASUS_OK)
		die("%s", err.msg);
	if (net)
		add_net(&w, net, keep ? &kept : NULL);
	if (keep) {
		keep_rest(&w, &kept);
		cs_model_close(&kept);
	}
	writer_save(&w, out);
	for (uint32_t d = 0; d < n; d++) {
		doc_free(docs[d]);
		cs_file_close(&files[d]);
	}
	writer_free(&w);
	return 0;
}
