/* lex.c - finds the files of a lexicon folder, reads them in order of their paths (so that the
 * result does not depend on the file system), lets an overlay replace blocks, and hands the blocks
 * to the parts. Cost: one read of every byte; some tens of milliseconds for a few megabytes. */
#include "lex/lex.h"

#include "lex/places.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

typedef CS_VEC(char *) paths_t;
enum { MAX_DEPTH = 8, MAX_FILES = 20000, MAX_FILE = 64 << 20 };

static int by_path(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Collects the paths of *.txt below dir, relative to it. */
static void walk(cs_arena_t *arena, const char *dir, const char *rel, int depth, paths_t *out,
                 size_t *bytes, cs_diag_t *d)
{
	const char *path = *rel ? cs_sprintf(arena, "%s/%s", dir, rel) : dir;
	DIR *h = opendir(path);
	if (!h) {
		cs_diag_error(d, path, 0, 0, (cs_str_t){0}, "%s", strerror(errno));
		return;
	}
	/* Names first, in memory of the handle's own: the arena may jump away, and the handle must
	 * not be left open. */
	char **names = NULL;
	size_t n = 0, cap = 0;
	bool out_of_memory = false;
	for (struct dirent *e; (e = readdir(h)) && n < MAX_FILES;) {
		if (e->d_name[0] == '.')
			continue;
		if (n == cap) {
			cap = cap ? cap * 2 : 64;
			char **more = realloc(names, cap * sizeof *names);
			if (!more) {
				out_of_memory = true;
				break;
			}
			names = more;
		}
		names[n] = strdup(e->d_name);
		if (!names[n]) {
			out_of_memory = true;
			break;
		}
		n++;
	}
	closedir(h);
	jmp_buf *outer = arena->oom, here;
	arena->oom = &here;
	if (out_of_memory || setjmp(here)) {
		for (size_t i = 0; i < n; i++)
			free(names[i]);
		free(names);
		arena->oom = outer;
		longjmp(*outer, 1);
	}
	for (size_t i = 0; i < n; i++) {
		char *child =
		    *rel ? cs_sprintf(arena, "%s/%s", rel, names[i]) : cs_sprintf(arena, "%s", names[i]);
		struct stat st;
		if (stat(cs_sprintf(arena, "%s/%s", dir, child), &st) != 0)
			continue;
		if (S_ISDIR(st.st_mode)) {
			if (depth < MAX_DEPTH)
				walk(arena, dir, child, depth + 1, out, bytes, d);
		} else if (cs_ends(cs_strz(child), ".txt")) {
			*CS_PUSH(arena, out) = child;
			*bytes += (size_t)st.st_size;
		}
	}
	for (size_t i = 0; i < n; i++)
		free(names[i]);
	free(names);
	arena->oom = outer;
}

static void read_folder(cs_lex_t *lex, const char *dir, bool overlay, cs_buf_t *seen,
                        cs_buf_t *codebook, cs_diag_t *d)
{
	paths_t paths = {0};
	cs_lex_blocks_t blocks = {0}; /* of a file: used again for each */
	size_t bytes = 0;
	walk(&lex->arena, dir, "", 0, &paths, &bytes, d);
	/* What is compiled is some eight times as large as the text; a block has some 200 bytes. In a
	 * folder where that is wrong, tables grow as they are filled. */
	enum { GROWS = 8, BLOCK = 200, MUCH = 64 << 20 };
	bytes = bytes < MUCH ? bytes : MUCH;
	cs_arena_reserve(&lex->arena, bytes * GROWS);
	uint32_t n = (uint32_t)(bytes / BLOCK);
	CS_RESERVE(&lex->arena, &lex->blocks, n + 64);
	cs_intern_reserve(&lex->arena, &lex->ids, n + 64);
	if (paths.n)
		qsort(paths.p, paths.n, sizeof *paths.p, by_path);
	for (uint32_t i = 0; i < paths.n; i++) {
		const char *rel = paths.p[i];
		if (strcmp(rel, "ids.txt") == 0 || strcmp(rel, "retired.txt") == 0)
			continue; /* for the check, not for coding */
		char *path = cs_sprintf(&lex->arena, "%s/%s", dir, rel);
		cs_str_t text;
		casus_error_t err;
		casus_rc_t rc = cs_file_read(&lex->arena, &text, path, MAX_FILE, &err);
		if (rc != CASUS_OK) {
			cs_diag_error(d, path, 0, 0, (cs_str_t){0}, "%s",
			              rc == CASUS_ELIMIT ? "a lexicon file has 64 MB at most" : err.msg);
			continue;
		}
		char digest[33];
		cs_digest(text.p, text.n, digest);
		cs_buf_printf(seen, "%s %s\n", rel, digest);
		if (cs_starts(cs_strz(rel), "ontology/"))
			cs_buf_printf(codebook, "%s %s\n", rel, digest);
		blocks.n = 0;
		cs_block_read(&lex->arena, &blocks, text, overlay ? path : rel, d);
		enum { AHEAD = 16 };
		uint32_t hash[AHEAD];
		for (uint32_t k = 0; k < blocks.n; k++) {
			cs_lex_block_t *b = &blocks.p[k];
			for (uint32_t m = 0; k % AHEAD == 0 && m < AHEAD && k + m < blocks.n; m++)
				hash[m] = cs_intern_ask(&lex->ids, b[m].id);
			b->overlay = overlay;
			b->folder = rel;
			uint32_t old = cs_intern_asked(&lex->arena, &lex->ids, b->id, hash[k % AHEAD], false);
			if (old == lex->blocks.n) {
				*CS_PUSH(&lex->arena, &lex->blocks) = *b;
			} else if (overlay && !lex->blocks.p[old].overlay) {
				lex->blocks.p[old] = *b;
			} else {
				cs_diag_error(d, b->file, b->line, 1, b->id,
				              "this id stands already in %s, line %u", lex->blocks.p[old].file,
				              lex->blocks.p[old].line);
			}
		}
	}
}

bool cs_lex_open(cs_lex_t *lex, const char *dir, const char *overlay, cs_diag_t *d)
{
	uint32_t errors = d->n_errors;
	cs_buf_t seen = {.arena = &lex->arena}, codebook = {.arena = &lex->arena};
	read_folder(lex, dir, false, &seen, &codebook, d);
	if (overlay)
		read_folder(lex, overlay, true, &seen, &codebook, d);
	cs_digest(seen.p, seen.n, lex->digest);
	cs_digest(codebook.p, codebook.n, lex->codebook);
	cs_ontology_compile(lex, d);
	cs_actors_compile(lex, d);
	cs_rules_compile(lex, d);
	cs_cues_compile(lex, d);
	cs_places_compile(lex, d);
	cs_times_compile(lex, d);
	return d->n_errors == errors;
}

void cs_lex_close(cs_lex_t *lex)
{
	cs_arena_clear(&lex->arena);
	memset(lex, 0, sizeof *lex);
}

uint32_t cs_lex_word(cs_lex_t *lex, cs_str_t s)
{
	return cs_intern(&lex->arena, &lex->words, cs_fold(&lex->arena, s));
}
