/* eisner.c - the best projective tree (Eisner 1996), with one root (see Zmigrod, Vieira and
 * Cotterell 2020 on why it matters).
 *
 * open[i][j]: best sum over i … j with an arc between i and j; full[i][j]: the same with one of the
 * two as the top of all. Both exist towards the left (the head is j) and the right (the head is i).
 * Ties go to the first split. */
#include "parse/parse.h"

typedef struct chart { /* where the best parts were joined, n x n */
	int32_t *full_left, *full_right,
	    *open; /* n x n; open without the arc: it is the same both ways */
	uint16_t *split_left, *split_right, *split_open;
	uint32_t n;
	uint16_t *head;
} chart_t;

typedef struct item {
	uint16_t i, j;
	uint8_t kind; /* 0 full left, 1 full right, 2 open left, 3 open right */
} item_t;

static void unwind(const chart_t *c, uint32_t i, uint32_t j, uint8_t kind, item_t *stack)
{
	uint32_t depth = 0;

	stack[depth++] = (item_t){(uint16_t)i, (uint16_t)j, kind};
	while (depth) {
		item_t t = stack[--depth];
		size_t at = (size_t)t.i * c->n + t.j;
		uint16_t k;

		if (t.i == t.j)
			continue;
		switch (t.kind) {
		case 0:
			k = c->split_left[at];
			stack[depth++] = (item_t){t.i, k, 0};
			stack[depth++] = (item_t){k, t.j, 2};
			break;
		case 1:
			k = c->split_right[at];
			stack[depth++] = (item_t){t.i, k, 3};
			stack[depth++] = (item_t){k, t.j, 1};
			break;
		default:
			if (t.kind == 2)
				c->head[t.i] = (uint16_t)(t.j + 1);
			else
				c->head[t.j] = (uint16_t)(t.i + 1);
			k = c->split_open[at];
			stack[depth++] = (item_t){t.i, k, 1};
			stack[depth++] = (item_t){(uint16_t)(k + 1), t.j, 0};
		}
	}
}

void cs_eisner(const int32_t *score, uint32_t n, uint16_t *head, cs_arena_t *scratch)
{
	size_t cells = (size_t)n * n;
	chart_t c = {.split_left = CS_NEW_N(scratch, uint16_t, cells),
	             .split_right = CS_NEW_N(scratch, uint16_t, cells),
	             .split_open = CS_NEW_N(scratch, uint16_t, cells),
	             .n = n,
	             .head = head};
	/* left parts are kept by their end, so that the innermost loop runs along rows: left[j][i] */
	int32_t *left = CS_NEW_N(scratch, int32_t, cells), *right = CS_NEW_N(scratch, int32_t, cells);
	int32_t *open_left = CS_NEW_N(scratch, int32_t, cells);
	int32_t *open_right = CS_NEW_N(scratch, int32_t, cells), best = INT32_MIN;
	item_t *stack = CS_NEW_N(scratch, item_t, (size_t)2 * n + 4);
	uint32_t top = 0;

	for (uint32_t i = 0; i < n; i++)
		left[i * n + i] = right[i * n + i] = 0;
	for (uint32_t w = 1; w < n; w++) {
		for (uint32_t i = 0; i + w < n; i++) {
			uint32_t j = i + w;
			const int32_t *a = right + (size_t)i * n, *b = left + (size_t)j * n;
			int32_t v = INT32_MIN;
			uint32_t at = i;

			for (uint32_t k = i; k < j; k++) { /* right part of i … k, left part of k+1 … j */
				int32_t s = a[k] + b[k + 1];

				if (s > v) {
					v = s;
					at = k;
				}
			}
			c.split_open[(size_t)i * n + j] = (uint16_t)at;
			open_left[(size_t)i * n + j] = v + score[(size_t)i * (n + 1) + j + 1];  /* j heads i */
			open_right[(size_t)j * n + i] = v + score[(size_t)j * (n + 1) + i + 1]; /* i heads j */
			/* full left of i … j: left part i … k, then j over k */
			v = INT32_MIN;
			for (uint32_t k = i; k < j; k++) {
				int32_t s = left[(size_t)k * n + i] + open_left[(size_t)k * n + j];

				if (s > v) {
					v = s;
					at = k;
				}
			}
			left[(size_t)j * n + i] = v;
			c.split_left[(size_t)i * n + j] = (uint16_t)at;
			/* full right: i over k, then right part k … j */
			v = INT32_MIN;
			for (uint32_t k = i + 1; k <= j; k++) {
				int32_t s = open_right[(size_t)k * n + i] + right[(size_t)k * n + j];

				if (s > v) {
					v = s;
					at = k;
				}
			}
			right[(size_t)i * n + j] = v;
			c.split_right[(size_t)i * n + j] = (uint16_t)at;
		}
	}
	for (uint32_t r = 0; r < n; r++) {
		int32_t s = left[(size_t)r * n] + right[(size_t)r * n + n - 1] + score[(size_t)r * (n + 1)];

		if (r == 0 || s > best) {
			best = s;
			top = r;
		}
	}
	head[top] = 0;
	unwind(&c, 0, top, 0, stack);
	unwind(&c, top, n - 1, 1, stack);
}
