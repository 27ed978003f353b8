/* fuzz_text.c - any bytes as an article: the whole pipeline, all writers, and why it was coded so. A zero byte parts title
 * and text. */
#include "casus.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int ignore(void *user, const char *bytes, size_t n)
{
	(void)user;
	(void)bytes;
	(void)n;
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static casus_t *engine;
	static casus_ctx_t *ctx;
	casus_error_t err;
	if (!engine) {
		casus_options_t options = {.data_dir = CASUS_SOURCE_DIR};
		if (casus_open(&engine, &options, &err) != CASUS_OK || !(ctx = casus_ctx_new(engine)))
			abort();
	}
	char *copy = malloc(size + 1);
	if (!copy)
		return 0;
	memcpy(copy, data, size);
	copy[size] = 0;
	size_t title = strlen(copy);
	casus_article_t article = {.text = copy, .len = size, .date = "2017-04-13", .give_text = 1};
	if (title < size) {
		article.title = copy;
		article.text = copy + title + 1;
		article.len = size - title - 1;
	}
	casus_doc_t *doc;
	if (casus_code(&doc, ctx, &article, CASUS_DEPTH_EVENTS, &err) == CASUS_OK) {
		static const char *const formats[] = {"jsonl", "conllu", "prop"};
		for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
			if (casus_write(doc, formats[i], ignore, NULL, &err) != CASUS_OK)
				abort();
		casus_doc_free(doc);
		if (size < 1 << 16 &&
		    casus_why_write(ctx, &article, "text", ignore, NULL, &err) != CASUS_OK)
			abort();
	}
	free(copy);
	return 0;
}
