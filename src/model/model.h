/* model.h - the container that holds all learned models: named sections in one file, mapped
 * read-only and shared by every thread. docs/formats/model.md draws the layout. */
#ifndef CS_MODEL_H
#define CS_MODEL_H
#include "base/base.h"

#define CS_MODEL_MAGIC "CASUSMDL"
#define CS_MODEL_VERSION 2u
#define CS_MODEL_ALIGN 64u
#define CS_MODEL_SECTIONS_MAX 64u

typedef struct cs_model_section {
	char name[24];  /* terminated, padded with zeros */
	uint64_t at, n; /* bytes from the beginning of the file; length */
	uint64_t check; /* XXH3-64 of the section's bytes */
} cs_model_section_t;

typedef struct cs_model {
	cs_file_t file;
	char path[192];
	uint32_t n_sections;
	const cs_model_section_t *section;
	char digest[33]; /* of the section table, hence of all sections: for the version string */
} cs_model_t;

/* Maps the file and checks magic, version, table and every checksum. Nothing to close on failure:
 * CASUS_EIO (cannot be read) or CASUS_EMODEL (err->col is the byte offset of what is wrong). */
casus_rc_t cs_model_open(cs_model_t *, const char *path, casus_error_t *err);
/* The same over bytes in memory, which must be 8-byte aligned and outlive the model. */
casus_rc_t cs_model_open_bytes(cs_model_t *, const void *bytes, size_t n, const char *name,
                               casus_error_t *err);
void cs_model_close(cs_model_t *);
/* The bytes of a section, 64-byte aligned within the file; NULL where there is none. */
const void *cs_model_section(const cs_model_t *, const char *name, size_t *n);
static inline const char *cs_model_digest(const cs_model_t *m)
{
	return m->digest;
}
/* CASUS_EMODEL naming the file, the section and the offset within it; for the stages' own checks.
 */
casus_rc_t cs_model_fail(const cs_model_t *, const char *section, size_t at, const char *what,
                         casus_error_t *err);
#endif
