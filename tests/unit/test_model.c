/* The container refuses whatever is damaged, byte by byte, and names the place. */
#include "stage.h"

#include <stdio.h>
#include <stdlib.h>

static char *bytes;
static size_t size;

static int load(void **state)
{
	cs_file_t f;
	casus_error_t err;

	(void)state;
	assert_int_equal(cs_file_open(&f, TINY, &err), CASUS_OK);
	size = f.n;
	bytes = malloc(size);
	assert_non_null(bytes);
	memcpy(bytes, f.data, size);
	cs_file_close(&f);
	return 0;
}

static int unload(void **state)
{
	(void)state;
	free(bytes);
	return 0;
}

static void test_good(void **state)
{
	cs_model_t m;
	casus_error_t err;
	size_t n;

	(void)state;
	assert_int_equal(cs_model_open(&m, TINY, &err), CASUS_OK);
	assert_int_equal(strlen(cs_model_digest(&m)), 32);
	assert_non_null(cs_model_section(&m, "tag.labels", &n));
	assert_true(n > 0);
	assert_null(cs_model_section(&m, "nothing", &n));
	cs_model_close(&m);
	assert_int_equal(cs_model_open(&m, CASUS_BINARY_DIR "/no-such-file", &err), CASUS_EIO);
	assert_int_equal(cs_model_open(&m, __FILE__, &err), CASUS_EMODEL);
	assert_string_equal(err.file, __FILE__);
	assert_non_null(strstr(err.msg, "not a casus model"));
}

static casus_rc_t open_n(const char *p, size_t n, casus_error_t *err)
{
	cs_model_t m;
	cs_tok_t tok;
	cs_syntax_t syntax;
	casus_rc_t rc = cs_model_open_bytes(&m, p, n, "broken", err);

	if (rc == CASUS_OK)
		rc = cs_tok_bind(&tok, &m, err);
	if (rc == CASUS_OK)
		rc = cs_syntax_bind(&syntax, &m, err);
	cs_model_close(&m);
	return rc;
}

static void test_cut(void **state)
{
	casus_error_t err;

	(void)state;
	assert_int_equal(open_n(bytes, size, &err), CASUS_OK);
	for (size_t n = 0; n < size; n += n < 2000 ? 1 : 997)
		assert_int_equal(open_n(bytes, n, &err), CASUS_EMODEL);
}

static void test_flipped(void **state)
{
	uint32_t seed = 12345, survived = 0;
	casus_error_t err;

	(void)state;
	for (int k = 0; k < 400; k++) {
		size_t at;

		seed = seed * 1664525u + 1013904223u;
		at = k < 200 ? (size_t)k : seed % size;
		bytes[at] ^= 0x10;
		/* padding between sections is nobody's, all else is checked */
		survived += open_n(bytes, size, &err) == CASUS_OK;
		bytes[at] ^= 0x10;
	}
	assert_true(survived <= 20);
}

/* A section that is damaged and has the right checksum must still not hurt: the stages look. */
static void test_malicious(void **state)
{
	cs_model_section_t *table = (cs_model_section_t *)(void *)(bytes + 32);
	uint32_t n, seed = 99;
	uint64_t check;
	casus_error_t err;

	(void)state;
	memcpy(&n, bytes + 12, 4);
	for (int k = 0; k < 600; k++) {
		cs_model_section_t *s = &table[k % (int)n];
		size_t at;
		char old;
		uint64_t old_check = s->check;

		seed = seed * 1664525u + 1013904223u;
		at = s->at + (k < 300 && s->n > 32 ? seed % 32 : seed % s->n);
		old = bytes[at];
		bytes[at] = (char)(seed >> 16);
		s->check = cs_hash(bytes + s->at, s->n, 0);
		check = cs_hash(table, n * sizeof *table, 0);
		memcpy(bytes + 24, &check, 8);
		(void)open_n(bytes, size, &err);
		bytes[at] = old;
		s->check = old_check;
	}
	check = cs_hash(table, n * sizeof *table, 0);
	memcpy(bytes + 24, &check, 8);
	assert_int_equal(open_n(bytes, size, &err), CASUS_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_good),
	    cmocka_unit_test(test_cut),
	    cmocka_unit_test(test_flipped),
	    cmocka_unit_test(test_malicious),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
