/* input.h - documents out of files: JSON Lines and plain text, plain or compressed (whatever
 * libarchive's filters know: gzip, zstd, xz, bzip2 …). Streams: memory holds one document. */
#ifndef CS_INPUT_H
#define CS_INPUT_H
#include "casus.h"

typedef struct cs_input cs_input_t;

typedef struct cs_input_doc {
	casus_article_t article; /* points into what follows */
	uint32_t line;           /* where it began; 0 for a plain text */
	char **owned;
	size_t n_owned;
	void *known; /* the article's mentions */
} cs_input_doc_t;

enum { CS_INPUT_LINE_MAX = 128 << 20 }; /* bytes; a longer line costs its document */

typedef enum cs_input_got {
	CS_GOT_DOC, /* *doc is filled: release it with cs_input_doc_clear */
	CS_GOT_BAD, /* one document cannot be used: err says why; go on with the next. doc->article.id
	                is set where the document told it, and is to be released too */
	CS_GOT_END,
	CS_GOT_BROKEN /* the file cannot be read any further: err says why */
} cs_input_got_t;

/* path NULL or "-": standard input. format "jsonl", "txt" or NULL: by the name, else by the first
 * character. A file that cannot be opened: CASUS_EIO. */
casus_rc_t cs_input_open(cs_input_t **out, const char *path, const char *format,
                         casus_error_t *err);
cs_input_got_t cs_input_next(cs_input_t *, cs_input_doc_t *doc, casus_error_t *err);
void cs_input_doc_clear(cs_input_doc_t *);
void cs_input_close(cs_input_t *);
#endif
