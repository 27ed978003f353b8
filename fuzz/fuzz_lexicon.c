/* fuzz_lexicon.c - any bytes as a file of the lexicon: the first byte picks the folder, the rest is
 * the file, read as a user's overlay. The compiler must name a mistake or take it. */
#include "lex/lex.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const folders[] = {"actors", "agents", "ontology", "rules", "cues"};
	static char dir[64];
	char path[256];
	if (size < 1)
		return 0;
	if (!dir[0]) {
		(void)snprintf(dir, sizeof dir, "/tmp/casus-fuzz-XXXXXX");
		if (!mkdtemp(dir))
			abort();
		for (size_t i = 0; i < CS_COUNT(folders); i++) {
			(void)snprintf(path, sizeof path, "%s/%s", dir, folders[i]);
			(void)mkdir(path, 0700);
		}
	}
	(void)snprintf(path, sizeof path, "%s/%s/x.txt", dir, folders[data[0] % CS_COUNT(folders)]);
	FILE *f = fopen(path, "wb");
	if (!f)
		abort();
	(void)fwrite(data + 1, 1, size - 1, f);
	(void)fclose(f);
	cs_lex_t *lex = calloc(1, sizeof *lex);
	jmp_buf oom;
	if (lex) {
		cs_arena_init(&lex->arena, &oom);
		if (!setjmp(oom)) {
			cs_diag_t diag = {0};
			(void)cs_lex_open(lex, dir, NULL, &diag);
		}
		cs_lex_close(lex);
		free(lex);
	}
	(void)unlink(path);
	return 0;
}
