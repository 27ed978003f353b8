/* Coreference: which antecedents are offered to whom, how links become chains, and that no weights and no model file
 * lead it astray. The trees are written out; no lexicon is needed. */
#include "unit.h"

#include "coref/coref.h"

#include <stdlib.h>

static jmp_buf oom;
static cs_doc_t doc;
static cs_arena_t scratch;

/* form, tag, head (from 1), relation: blank-separated; sentences end at an empty row. */
static void read_tree(const char *rows)
{
	cs_buf_t b;
	cs_str_t rest = cs_strz(rows), row;
	casus_error_t err;
	uint32_t n = 0;

	cs_arena_clear(&doc.arena);
	cs_arena_clear(&scratch);
	memset(&doc, 0, sizeof doc);
	cs_arena_init(&doc.arena, &oom);
	cs_arena_init(&scratch, &oom);
	b = (cs_buf_t){.arena = &scratch};
	while (cs_split(&rest, ';', &row)) {
		cs_str_t col[5] = {{0}};
		for (int i = 0; i < 5; i++)
			(void)cs_split(&row, ' ', &col[i]);
		if (!col[0].n) {
			cs_buf_str(&b, "\n");
			n = 0;
			continue;
		}
		cs_buf_printf(&b, "%u\t%.*s\t%.*s\t%.*s\t%.*s\t_\t%.*s\t%.*s\t_\t_\n", ++n, (int)col[0].n,
		              col[0].p, (int)col[0].n, col[0].p, (int)col[1].n, col[1].p, (int)col[2].n,
		              col[2].p, (int)col[3].n, col[3].p, (int)col[4].n, col[4].p);
	}
	cs_buf_str(&b, "\n");
	if (cs_conllu_read(&doc, cs_str(b.p, b.n), "tree", &err) != CASUS_OK)
		fail_msg("%u: %s", err.line, err.msg);
	for (uint32_t i = 0; i < doc.words.n; i++)
		doc.words.p[i].norm_id = doc.words.p[i].lemma_id = CS_NONE;
}

typedef struct asked { /* at this word: what was offered */
	const char *form;
	const char *take; /* the antecedent to choose, if it is offered; or NULL */
	char offered[512];
} asked_t;

static const char *form_of(const cs_doc_t *d, uint32_t ref)
{
	return cs_strndup(&scratch, d->words.p[d->refs.p[ref].word].form.p,
	                  d->words.p[d->refs.p[ref].word].form.n);
}

static uint32_t ask(void *user, const cs_doc_t *d, uint32_t ref, const cs_coref_choice_t *choice,
                    uint32_t n)
{
	uint32_t take = 0;

	assert_in_range(n, 1, CS_COREF_CHOICES);
	assert_int_equal(choice[0].ref, CS_NONE);
	for (asked_t *a = user; a->form; a++) {
		if (strcmp(a->form, form_of(d, ref)) != 0)
			continue;
		for (uint32_t k = 1; k < n; k++) {
			assert_true(choice[k].ref < ref);
			assert_in_range(choice[k].n, 1, CS_COREF_FEATURES);
			strcat(strcat(a->offered, " "), form_of(d, choice[k].ref));
			if (a->take && !take && strcmp(a->take, form_of(d, choice[k].ref)) == 0)
				take = k;
		}
	}
	return take;
}

static bool offered(const asked_t *a, const char *form)
{
	const char *p = a->offered;
	for (size_t n = strlen(form); (p = strstr(p, form)) != NULL; p++)
		if (p[-1] == ' ' && (p[n] == ' ' || !p[n]))
			return true;
	return false;
}

static void run(asked_t *a)
{
	cs_coref_run_with(NULL, &doc, &scratch, 12, ask, a);
}

static const char two[] = "Roe PROPN NNP 6 nsubj;and CCONJ CC 4 cc;Mrs PROPN NNP 4 compound;"
                          "Doe PROPN NNP 1 conj;both ADV RB 6 advmod;left VERB VBD 0 root;;"
                          "He PRON PRP 2 nsubj;slept VERB VBD 0 root;;"
                          "She PRON PRP 2 nsubj;read VERB VBD 0 root;books NOUN NNS 2 obj;;"
                          "They PRON PRP 2 nsubj;ate VERB VBD 0 root;themselves PRON PRP 2 obj;";

/* Words that begin like the last one of a list of words, and are longer (a sanitizer sees what is read). */
static void test_ends_of_lists(void **state)
{
	asked_t none[] = {{NULL, NULL, ""}};

	(void)state;
	read_tree("guyguyguyguy NOUN NN 2 nsubj;saw VERB VBD 0 root;widowwidoww NOUN NN 2 obj;"
	          "thosethose PRON PRP 2 obj;theres ADV RB 2 advmod;guyx PROPN NNP 2 obl;");
	run(none);
	assert_int_equal(doc.refs.n, 4);
}

static void test_offers(void **state)
{
	asked_t a[] = {{"He", NULL, ""}, {"She", NULL, ""}, {"They", NULL, ""}, {NULL, NULL, ""}};

	(void)state;
	read_tree(two);
	run(a);
	assert_true(offered(&a[0], "Roe"));
	assert_false(offered(&a[0], "Doe")); /* Mrs */
	assert_false(offered(&a[0], "and")); /* both of them */
	assert_true(offered(&a[1], "Doe"));
	assert_false(offered(&a[1], "He"));
	assert_true(offered(&a[2], "and"));
	assert_true(offered(&a[2], "books"));
	assert_false(offered(&a[2], "She"));
}

static void test_chain_keeps_its_sex(void **state)
{
	/* Roe is a man once "he" stands for Roe */
	asked_t a[] = {{"He", "Roe", ""}, {"She", NULL, ""}, {NULL, NULL, ""}};

	(void)state;
	read_tree(two);
	run(a);
	assert_false(offered(&a[1], "Roe"));
	assert_true(offered(&a[1], "Doe"));
}

static void test_chains(void **state)
{
	asked_t a[] = {
	    {"They", "and", ""}, {"themselves", "They", ""}, {"She", "Doe", ""}, {NULL, NULL, ""}};
	uint32_t chains[4] = {0};

	(void)state;
	read_tree(two);
	run(a);
	assert_int_equal(doc.n_chains, 2);
	for (uint32_t i = 0; i < doc.refs.n; i++) {
		const cs_ref_t *r = &doc.refs.p[i];
		assert_int_equal(doc.ref_of[r->word], i);
		if (i)
			assert_true(doc.refs.p[i - 1].word < r->word);
		if (r->antecedent != CS_NONE)
			assert_int_equal(doc.refs.p[r->antecedent].chain, r->chain);
		if (r->chain != CS_NONE)
			chains[r->chain]++;
	}
	assert_int_equal(chains[0], 3); /* and, They, themselves: the first to be mentioned */
	assert_int_equal(chains[1], 2);
	assert_int_equal(doc.refs.p[doc.ref_of[3]].chain, 1); /* Doe */
}

static void test_initials_and_words(void **state)
{
	/* far apart, so that only a shared word or the initials can bring them together */
	asked_t a[] = {{"RTF", NULL, ""}, {"fund", NULL, ""}, {NULL, NULL, ""}};
	cs_buf_t b = {.arena = &doc.arena};
	char *rows;

	(void)state;
	for (int k = 0; k < 8; k++)
		cs_buf_str(&b, "It PRON PRP 2 nsubj;rained VERB VBD 0 root;;");
	cs_buf_add(&b, "", 1);
	rows =
	    cs_sprintf(&scratch,
	               "Rural PROPN NNP 3 compound;Trust PROPN NNP 3 compound;Fund PROPN NNP 4 nsubj;"
	               "opened VERB VBD 0 root;;%sRTF PROPN NNP 2 nsubj;paid VERB VBD 0 root;;"
	               "The DET DT 2 det;fund NOUN NN 3 nsubj;closed VERB VBD 0 root;",
	               b.p);
	rows = strdup(rows);
	read_tree(rows);
	free(rows);
	doc.words.p[0].name = cs_name_label(CS_ENT_ORG, true);
	doc.words.p[1].name = doc.words.p[2].name = cs_name_label(CS_ENT_ORG, false);
	run(a);
	assert_true(offered(&a[0], "Fund"));
	assert_true(offered(&a[1], "Fund"));
}

static void test_any_weights(void **state)
{
	static int8_t weight[1 << 12];
	cs_coref_t c = {weight, 12, true};
	uint32_t seed = 3;

	(void)state;
	for (int round = 0; round < 40; round++) {
		for (uint32_t i = 0; i < CS_COUNT(weight); i++) {
			seed = seed * 1664525u + 1013904223u;
			weight[i] = (int8_t)(seed >> 24);
		}
		read_tree(two);
		cs_coref_run(&c, NULL, &doc, &scratch);
		for (uint32_t i = 0; i < doc.refs.n; i++) {
			const cs_ref_t *r = &doc.refs.p[i];
			assert_true(r->antecedent == CS_NONE || r->antecedent < i);
			assert_true(r->chain == CS_NONE || r->chain < doc.n_chains);
			assert_true(r->margin >= 0);
		}
	}
	c.there = false; /* a model without it */
	read_tree(two);
	cs_coref_run(&c, NULL, &doc, &scratch);
	assert_int_equal(doc.refs.n, 0);
	assert_null(doc.ref_of);
}

/* The work for a mention is bounded: a text twice as long asks for no more choices a mention. */
static void test_bounded(void **state)
{
	cs_buf_t b = {.arena = &doc.arena};
	asked_t none[] = {{NULL, NULL, ""}};
	char *rows;

	(void)state;
	for (int k = 0; k < 4000; k++)
		cs_buf_str(&b, "Roe PROPN NNP 2 nsubj;saw VERB VBD 0 root;Roe PROPN NNP 2 obj;;");
	cs_buf_add(&b, "", 1);
	rows = strdup(b.p);
	read_tree(rows);
	free(rows);
	run(none); /* ask() checks the bound */
	assert_int_equal(doc.refs.n, 8000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_offers),
	                                   cmocka_unit_test(test_ends_of_lists),
	                                   cmocka_unit_test(test_chain_keeps_its_sex),
	                                   cmocka_unit_test(test_chains),
	                                   cmocka_unit_test(test_initials_and_words),
	                                   cmocka_unit_test(test_any_weights),
	                                   cmocka_unit_test(test_bounded)};

	if (setjmp(oom))
		return 1;
	cs_arena_init(&doc.arena, &oom);
	cs_arena_init(&scratch, &oom);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
