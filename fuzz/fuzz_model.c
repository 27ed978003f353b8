/* fuzz_model.c - any bytes as a model file: the container and the checks of each stage. */
#include "model/model.h"
#include "said/said.h"
#include "syntax/syntax.h"
#include "tok/tok.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cs_model_t model;
	casus_error_t err;
	void *copy = aligned_alloc(64, (size + 64) & ~(size_t)63);
	if (!copy)
		return 0;
	memcpy(copy, data, size);
	if (cs_model_open_bytes(&model, copy, size, "fuzz", &err) == CASUS_OK) {
		cs_tok_t tok;
		cs_syntax_t syntax;
		(void)cs_tok_bind(&tok, &model, &err);
		cs_said_net_t said;
		if (cs_syntax_bind(&syntax, &model, &err) == CASUS_OK)
			(void)cs_said_bind(&said, &model, &syntax.net, &err);
		cs_model_close(&model);
	}
	free(copy);
	return 0;
}
