/* train_features.c - what the encoder sees of words, for the Python part of the training.
 *
 *   train_features < WORDS > RECORDS
 *
 * WORDS: a form a line, a blank line after each sentence. RECORDS: for each form the key (u64) and
 * CS_LOOK_PARTS hashes (u32). */
#include "common.h"
#include "net/look.h"

#include <stdio.h>
#include <stdlib.h>

static void flush(cs_look_t *w, uint32_t n)
{
	cs_look_sentence(w, n);
	for (uint32_t i = 0; i < n; i++) {
		fwrite(&w[i].key, sizeof w[i].key, 1, stdout);
		fwrite(w[i].part, sizeof w[i].part, 1, stdout);
	}
}

int main(void)
{
	static cs_look_t w[4096];
	char *line = NULL;
	size_t cap = 0;
	ssize_t got;
	uint32_t n = 0;

	while ((got = getline(&line, &cap, stdin)) > 0) {
		if (line[got - 1] == '\n')
			got--;
		if (got && n == CS_COUNT(w))
			die("a sentence of more than %u words", n);
		if (got) {
			cs_look_word(&w[n++], cs_str(line, (size_t)got));
		} else {
			flush(w, n);
			n = 0;
		}
	}
	flush(w, n);
	free(line);
	return 0;
}
