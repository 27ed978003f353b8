/* fuzz_conllu.c - any bytes as CoNLL-U: the reader, then the writer on what it took. */
#include "doc/doc.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cs_doc_t *d = calloc(1, sizeof *d);
	jmp_buf oom;
	if (!d)
		return 0;
	cs_arena_init(&d->arena, &oom);
	if (!setjmp(oom)) {
		casus_error_t err;
		char *copy = cs_strndup(&d->arena, (const char *)data, size);
		if (cs_conllu_read(d, cs_str(copy, size), "fuzz", &err) == CASUS_OK) {
			cs_buf_t out = {.arena = &d->arena};
			cs_conllu_write(d, &out);
		}
	}
	cs_arena_clear(&d->arena);
	free(d);
	return 0;
}
