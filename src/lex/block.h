/* block.h - the one syntax of all lexicon files: blocks of keys and values. docs/formats/lexicon.md
 * is its description for people. Lines, items and strings are borrowed from the reader's arena. */
#ifndef CS_LEX_BLOCK_H
#define CS_LEX_BLOCK_H
#include "base/base.h"

typedef struct cs_lex_line {
	cs_str_t key, value; /* trimmed, comment cut off; value may be empty */
	uint32_t line, col;  /* of the value, 1-based */
} cs_lex_line_t;

typedef struct cs_lex_block {
	cs_str_t id;
	const char *file;   /* as messages call it */
	const char *folder; /* its path below the lexicon folder: "actors/states/usa.txt" */
	uint32_t line;
	uint8_t overlay; /* 1: of the user's own folder */
	CS_VEC(cs_lex_line_t) lines;
} cs_lex_block_t;

/* Flags that an item may have in its braces, with or without a value. */
enum {
	CS_IT_WEAK = 1,
	CS_IT_CASE = 2,
	CS_IT_CONTEXT = 4,
	CS_IT_BEFORE = 8,
	CS_IT_OWNED = 16,
	CS_IT_OPEN = 32,
	CS_IT_ALSO = 64,
	CS_IT_NAMED = 128
};

typedef struct cs_lex_item { /* "donald-trump {2025-01-20.., source=factbook-2026, weak}" */
	cs_str_t text;
	int32_t from, to; /* days; CS_DAY_MIN and CS_DAY_MAX where open or absent */
	bool dated;
	uint8_t flags;  /* CS_IT_WEAK …; cs_item_attr asks for any other */
	cs_str_t attrs; /* what the braces hold */
	uint32_t line, col;
} cs_lex_item_t;

/* Collects what is wrong. For an engine that opens, the first error counts (in *first); a check
 * hears of all of them through fn. */
typedef struct cs_diag {
	casus_finding_fn *fn; /* or NULL */
	void *user;
	casus_error_t *first; /* or NULL; filled by the first error */
	uint32_t n_errors, n_warnings;
} cs_diag_t;
void cs_diag_error(cs_diag_t *, const char *file, uint32_t line, uint32_t col, cs_str_t id,
                   const char *fmt, ...) __attribute__((format(printf, 6, 7)));
void cs_diag_warn(cs_diag_t *, const char *file, uint32_t line, uint32_t col, cs_str_t id,
                  const char *fmt, ...) __attribute__((format(printf, 6, 7)));

typedef CS_VEC(cs_lex_block_t) cs_lex_blocks_t;
/* Appends the blocks of one file. name is what messages call it. text must outlive the arena's use. */
void cs_block_read(cs_arena_t *, cs_lex_blocks_t *, cs_str_t text, const char *name, cs_diag_t *);

/* The value of the first line with this key, or an empty slice with p NULL. */
cs_str_t cs_block_get(const cs_lex_block_t *, const char *key);
/* Cuts the next item off *rest (a line's value): items are apart by '|'. Bad attributes are told
 * to diag and left out. False when nothing is left. */
bool cs_block_next(const cs_lex_block_t *, const cs_lex_line_t *, cs_str_t *rest, cs_lex_item_t *,
                   cs_diag_t *);
static inline bool cs_block_item(const cs_lex_block_t *b, const cs_lex_line_t *l, cs_str_t *rest,
                                 cs_lex_item_t *item, cs_diag_t *d)
{
	return rest->p && cs_block_next(b, l, rest, item, d); /* most lines have one item */
}
/* The value of attribute `name` of an item; found with an empty value for a bare flag. */
bool cs_item_attr(const cs_lex_item_t *, const char *name, cs_str_t *value);
#endif
