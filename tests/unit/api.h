/* api.h - what the tests of the public header share: an engine with the dictionaries that are here,
 * and a sink that keeps what is written. */
#ifndef CS_TEST_API_H
#define CS_TEST_API_H
#include "unit.h"

#include "casus.h"

#include <stdlib.h>
#include <string.h>

static casus_t *engine; /* each test program is one */
static const casus_options_t options = {.data_dir = CASUS_SOURCE_DIR};

static inline int engine_up(void **state)
{
	(void)state;
	casus_error_t err;
	if (casus_open(&engine, &options, &err) != CASUS_OK) {
		print_error("%s: %s\n", err.file, err.msg);
		return 1;
	}
	return 0;
}

static inline int engine_down(void **state)
{
	(void)state;
	casus_close(engine);
	return 0;
}

typedef struct sink { /* {0} at first; the caller frees p */
	char *p;
	size_t n;
} sink_t;

static inline int put(void *user, const char *bytes, size_t n)
{
	sink_t *s = user;
	char *q = realloc(s->p, s->n + n + 1);
	if (!q)
		return 1;
	memcpy(q + s->n, bytes, n);
	s->p = q;
	s->n += n;
	s->p[s->n] = 0;
	return 0;
}
#endif
