/* find.c - `casus lexicon find WORD`: where the lexicon has a word, as a line of an entry or rule.
 *
 * The files are read as text, so that what does not compile is found too: of each line that has the word (any case,
 * whole, or one of its plain endings), the file, the line, and the block that it belongs to. Cost: the
 * lexicon's bytes. */
#include "cli/cli.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH = 4096, DEEP = 8, LINE = 65536 };

typedef struct find {
	const char *word;
	size_t root; /* bytes of the folder in front of each name */
	unsigned found;
	bool oom, failed;
} find_t;

static bool letter(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool ends_word(const char *s) /* "attack", "attacks", "attacked", "attacking", "attack's" */
{
	static const char *const endings[] = {"'s", "s", "es", "ed", "d", "ing", "er", "ers"};
	if (!letter(*s))
		return true;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t n = strlen(endings[i]);
		if (strncasecmp(s, endings[i], n) == 0 && !letter(s[n]))
			return true;
	}
	return false;
}

static bool has(const char *line, const char *word)
{
	size_t n = strlen(word);
	for (const char *p = line; *p; p++)
		if (strncasecmp(p, word, n) == 0 && (p == line || !letter(p[-1])) && ends_word(p + n))
			return true;
	return false;
}

static void one_file(find_t *f, const char *path, char *line)
{
	char block[256] = "";
	unsigned n = 0;
	FILE *in = fopen(path, "r");
	if (!in) {
		perror(path);
		f->failed = true;
		return;
	}
	while (fgets(line, LINE, in)) {
		n++;
		line[strcspn(line, "\r\n")] = 0;
		const char *p = line + strspn(line, " \t");
		if (line[0] == '[') {
			size_t k = strcspn(line + 1, "]");
			(void)snprintf(block, sizeof block, "%.*s", (int)(k < 250 ? k : 250), line + 1);
		}
		if (*p == '#' || !has(line, f->word))
			continue;
		f->found++;
		printf("%s:%u\t%s%s%s\t%s\n", path + f->root, n, *block ? "[" : "", block,
		       *block ? "]" : "", p);
	}
	if (ferror(in)) {
		perror(path);
		f->failed = true;
	}
	fclose(in);
}

static int shown(const struct dirent *d)
{
	return d->d_name[0] != '.' && strcmp(d->d_name, "trees") != 0;
}

static void folder(find_t *f, const char *path, int depth, char *line)
{
	struct dirent **list = NULL;
	int n = scandir(path, &list, shown, alphasort);
	if (n < 0) {
		perror(path);
		f->failed = true;
		return;
	}
	for (int i = 0; i < n; i++) {
		char name[PATH];
		struct stat st;
		int put = snprintf(name, sizeof name, "%s/%s", path, list[i]->d_name);
		size_t len = strlen(list[i]->d_name);
		if (put > 0 && (size_t)put < sizeof name && stat(name, &st) == 0) {
			if (S_ISDIR(st.st_mode) && depth < DEEP)
				folder(f, name, depth + 1, line);
			else if (S_ISREG(st.st_mode) && len > 4 &&
			         strcmp(list[i]->d_name + len - 4, ".txt") == 0 &&
			         strcmp(list[i]->d_name, "ids.txt") != 0)
				one_file(f, name, line);
		}
		free(list[i]);
	}
	free(list);
}

int cli_find(const cli_engine_t *e, const char *word)
{
	char dir[PATH];
	find_t f = {.word = word};
	char *line = malloc(LINE);
	if (!line) {
		fputs("casus: out of memory\n", stderr);
		return EXIT_SOME_FAILED;
	}
	if (e->options.lexicon_dir)
		(void)snprintf(dir, sizeof dir, "%s", e->options.lexicon_dir);
	else
		(void)snprintf(dir, sizeof dir, "%s/lexicon",
		               e->options.data_dir ? e->options.data_dir : ".");
	f.root = strlen(dir) + 1;
	folder(&f, dir, 0, line);
	if (e->options.overlay_dir) {
		f.root = 0;
		folder(&f, e->options.overlay_dir, 0, line);
	}
	free(line);
	if (!f.found && !f.failed)
		fprintf(stderr, "casus: nothing in %s has '%s'\n", dir, word);
	return f.failed || !f.found ? EXIT_SOME_FAILED : EXIT_FINE;
}
