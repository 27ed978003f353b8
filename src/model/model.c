/* model.c - opens the model container.
 *
 * Layout, little-endian throughout:
 *
 *   0   "CASUSMDL"                     magic
 *   8   u32 format version             16  u64 length of the whole file
 *   12  u32 number of sections         24  u64 XXH3-64 of the section table
 *   32  section table, 48 bytes each   (name[24], offset, length, XXH3-64)
 *   ..  sections, each at a multiple of 64 bytes
 *
 * All is checked once, here and in the stages' bind functions, so that the inner loops may trust
 * every index. The bytes are never changed and never copied. A big-endian machine is refused: the
 * first number it reads is not the version. Cost: one pass of XXH3 over the file. */
#include "model/model.h"

#include <stdio.h>

#define HEADER 32u

_Static_assert(sizeof(cs_model_section_t) == 48, "the table is read as it lies in the file");

static casus_rc_t bad(const cs_model_t *m, size_t at, const char *what, casus_error_t *err)
{
	uint32_t col = at > UINT32_MAX ? UINT32_MAX : (uint32_t)at;

	return cs_fail(err, CASUS_EMODEL, m->path, 0, col, "byte %u: %s", col, what);
}

static uint32_t u32_at(const char *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof v);
	return v;
}

static uint64_t u64_at(const char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof v);
	return v;
}

static casus_rc_t check(cs_model_t *m, casus_error_t *err)
{
	const char *p = m->file.data;
	size_t n = m->file.n, table;

	if (n < HEADER || memcmp(p, CS_MODEL_MAGIC, 8) != 0)
		return bad(m, 0, "this is not a casus model", err);
	if (u32_at(p + 8) != CS_MODEL_VERSION)
		return cs_fail(err, CASUS_EMODEL, m->path, 0, 8,
		               "byte 8: model format %u, this program reads format %u", u32_at(p + 8),
		               CS_MODEL_VERSION);
	if (u64_at(p + 16) != n)
		return cs_fail(err, CASUS_EMODEL, m->path, 0, 16,
		               "byte 16: the file should be %llu bytes long and is %llu",
		               (unsigned long long)u64_at(p + 16), (unsigned long long)n);
	m->n_sections = u32_at(p + 12);
	if (m->n_sections > CS_MODEL_SECTIONS_MAX)
		return bad(m, 12, "too many sections", err);
	table = m->n_sections * sizeof(cs_model_section_t);
	if (table > n - HEADER)
		return bad(m, 12, "the section table is cut off", err);
	if (cs_hash(p + HEADER, table, 0) != u64_at(p + 24))
		return bad(m, 24, "the section table is damaged", err);
	m->section = (const cs_model_section_t *)(const void *)(p + HEADER);
	for (uint32_t i = 0; i < m->n_sections; i++) {
		const cs_model_section_t *s = &m->section[i];
		size_t at = HEADER + i * sizeof *s;

		if (!memchr(s->name, 0, sizeof s->name))
			return bad(m, at, "a section's name has no end", err);
		if (s->at % CS_MODEL_ALIGN || s->at < HEADER + table || s->at > n || s->n > n - s->at)
			return bad(m, at, "a section lies outside the file", err);
		if (cs_hash(p + s->at, s->n, 0) != s->check)
			return cs_model_fail(m, s->name, 0, "damaged (its checksum differs)", err);
	}
	cs_digest(p + HEADER, table, m->digest);
	return CASUS_OK;
}

static void name_it(cs_model_t *m, const char *name)
{
	memset(m, 0, sizeof *m);
	snprintf(m->path, sizeof m->path, "%s", name ? name : "");
}

casus_rc_t cs_model_open(cs_model_t *m, const char *path, casus_error_t *err)
{
	casus_rc_t rc;

	name_it(m, path);
	rc = cs_file_open(&m->file, path, err);
	if (rc != CASUS_OK)
		return rc;
	rc = check(m, err);
	if (rc != CASUS_OK) {
		cs_file_close(&m->file);
		memset(m, 0, sizeof *m);
	}
	return rc;
}

casus_rc_t cs_model_open_bytes(cs_model_t *m, const void *bytes, size_t n, const char *name,
                               casus_error_t *err)
{
	casus_rc_t rc;

	name_it(m, name);
	m->file.data = bytes;
	m->file.n = n;
	rc = check(m, err);
	if (rc != CASUS_OK)
		memset(m, 0, sizeof *m);
	return rc;
}

void cs_model_close(cs_model_t *m)
{
	if (!m)
		return;
	if (m->file.mapped)
		cs_file_close(&m->file);
	memset(m, 0, sizeof *m);
}

const void *cs_model_section(const cs_model_t *m, const char *name, size_t *n)
{
	for (uint32_t i = 0; i < m->n_sections; i++) {
		if (strcmp(m->section[i].name, name) == 0) {
			*n = m->section[i].n;
			return m->file.data + m->section[i].at;
		}
	}
	*n = 0;
	return NULL;
}

casus_rc_t cs_model_fail(const cs_model_t *m, const char *section, size_t at, const char *what,
                         casus_error_t *err)
{
	size_t n;
	const char *p = cs_model_section(m, section, &n);
	size_t col = p ? (size_t)(p - m->file.data) + at : 0;

	if (col > UINT32_MAX)
		col = UINT32_MAX;
	return cs_fail(err, CASUS_EMODEL, m->path, 0, (uint32_t)col, "section %s, byte %zu: %s",
	               section, col, what);
}
