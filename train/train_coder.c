/* train_coder.c - learns the coder's layer over the rules, for a model that has the rest.
 *
 *   train_coder [options] -m MODEL -l LEXICON -o OUT PAIRS.tsv [SENTENCES.tsv]   MODEL with rank.* anew
 *   train_coder [options] -m MODEL -l LEXICON -f FOLDS.tsv -v PAIRS.tsv …   scores by five folds
 *
 * The same files, options and seed give the same bytes. */
#include "common.h"

#include <stdio.h>
#include <stdlib.h>

static const char usage[] =
    "usage: train_coder [options] -m MODEL -l LEXICON -o OUT PAIRS.tsv [SENTENCES.tsv]\n"
    "  -f FILE   the folds that eval/folds.py lists; what is hidden is left out\n"
    "  -x FOLD   leaves out this fold as well\n"
    "  -v        writes nothing; says how well each fold is answered without it\n"
    "  -p NAME=V a setting: epochs, rate, dense, decay, margin, rare, none, nothing, rules, "
    "least,\n"
    "            sure (0: no table of confidence), rulepairs (1: rules' examples\n"
    "            teach what joins two marked actors, too)\n"
    "  -s N      seed (1)\n"
    "  -q        quiet\n";

static void set(plan_t *p, const char *a)
{
	const char *v = strchr(a, '=');
	cs_str_t name = cs_str(a, v ? (size_t)(v - a) : 0);
	float x = v ? strtof(v + 1, NULL) : 0;

	if (cs_eqz(name, "epochs"))
		p->rank_epochs = (uint32_t)x;
	else if (cs_eqz(name, "least"))
		p->rank_least = (uint32_t)x;
	else if (cs_eqz(name, "rate"))
		p->rank_rate = x;
	else if (cs_eqz(name, "dense"))
		p->rank_dense_rate = x;
	else if (cs_eqz(name, "decay"))
		p->rank_decay = x;
	else if (cs_eqz(name, "margin"))
		p->rank_margin = x;
	else if (cs_eqz(name, "rare"))
		p->rank_rare = x;
	else if (cs_eqz(name, "none"))
		p->rank_none = x;
	else if (cs_eqz(name, "rulepairs"))
		p->rank_rule_pairs = x > 0;
	else if (cs_eqz(name, "sure"))
		p->rank_sure = x > 0;
	else if (cs_eqz(name, "rules"))
		p->rank_rules = x;
	else if (cs_eqz(name, "nothing"))
		p->rank_nothing = x;
	else
		die("%s", usage);
}

int main(int argc, char **argv)
{
	plan_t plan = {.seed = 1,
	               .rank_epochs = 16,
	               .rank_rate = 0.1f,
	               .rank_dense_rate = 0.05f,
	               .rank_decay = 0.5f,
	               .rank_margin = 1,
	               .rank_rare = 0.3f,
	               .rank_none = 0.5f,
	               .rank_nothing = 0.5f,
	               .rank_rules = 0.3f,
	               .rank_least = 2,
	               .rank_sure = true};
	const char *out = NULL, *model = NULL, *lexicon = NULL, *folds = NULL, *without = NULL;
	const char *files[2];
	uint32_t n = 0;
	bool validate = false;
	cs_model_t m;
	casus_error_t err;
	writer_t w = {0};

	for (int i = 1; i < argc; i++) {
		const char *a = argv[i], *v = i + 1 < argc ? argv[i + 1] : NULL;

		if (a[0] == '-' && a[1] && strchr("omlfxps", a[1])) {
			if (!v)
				die("%s", usage);
			i++;
			if (a[1] == 'o')
				out = v;
			else if (a[1] == 'm')
				model = v;
			else if (a[1] == 'l')
				lexicon = v;
			else if (a[1] == 'f')
				folds = v;
			else if (a[1] == 'x')
				without = v;
			else if (a[1] == 'p')
				set(&plan, v);
			else
				plan.seed = (uint64_t)strtoul(v, NULL, 10);
		} else if (strcmp(a, "-v") == 0) {
			validate = true;
		} else if (strcmp(a, "-q") == 0) {
			plan.quiet = true;
		} else if (a[0] == '-' || n == CS_COUNT(files)) {
			die("%s", usage);
		} else {
			files[n++] = a;
		}
	}
	if (!model || !lexicon || !n || validate == (out != NULL))
		die("%s", usage);
	w.quiet = plan.quiet;
	if (validate) {
		learn_rank(NULL, model, lexicon, files[0], n > 1 ? files[1] : NULL, folds, NULL, &plan);
		return 0;
	}
	if (cs_model_open(&m, model, &err) != CASUS_OK)
		die("%s: %s", err.file, err.msg);
	for (uint32_t i = 0; i < m.n_sections; i++)
		if (strncmp(m.section[i].name, "rank.", 5) != 0)
			writer_add(&w, m.section[i].name, m.file.data + m.section[i].at, m.section[i].n);
	learn_rank(&w, model, lexicon, files[0], n > 1 ? files[1] : NULL, folds, without, &plan);
	cs_model_close(&m);
	writer_save(&w, out);
	writer_free(&w);
	return 0;
}
