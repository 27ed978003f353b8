/* The layers of the network: every set of instructions gives the numbers of plain C; and trees: the
 * best one, as trying all finds it. */
#include "unit.h"

#include "net/dense.h"
#include "parse/parse.h"
#include "stage.h"

#include <math.h>
#include <stdlib.h>

static uint32_t seed = 7;

static uint32_t next(void)
{
	seed = seed * 1664525u + 1013904223u;
	return seed >> 8;
}

typedef struct layer {
	cs_dense_t l;
	int8_t w[256 * 256];
	float scale[256], bias[256];
	int32_t sum[256], low[256], high[256];
} layer_t;

static void fill(layer_t *t, uint32_t in, uint32_t out)
{
	t->l = (cs_dense_t){in, out, out, t->w, t->scale, t->bias, t->sum, t->low, t->high};
	for (uint32_t i = 0; i < in * out; i++)
		t->w[i] = (int8_t)(next() % 255 - 127);
	for (uint32_t o = 0; o < out; o++) {
		int32_t s = 0;

		for (uint32_t k = 0; k < in; k++)
			s += t->w[o / 16 * 16 * in + k / 4 * 64 + o % 16 * 4 + k % 4];
		t->sum[o] = -128 * s;
		t->scale[o] = (float)(next() % 1000) * 1e-5f;
		t->bias[o] = (float)(next() % 2000) * 0.37f - 370;
		t->low[o] = -(int32_t)(next() % 20000);
		t->high[o] = (int32_t)(next() % 20000);
	}
}

static void test_dense(void **state)
{
	static const uint32_t size[][2] = {{4, 16},    {64, 64},   {96, 48},
	                                   {192, 112}, {256, 256}, {12, 80}};
	static layer_t t;
	static int8_t x[9 * 256];
	static int16_t y[CS_N_SIMD][9 * 256];

	(void)state;
	for (uint32_t s = 0; s < CS_COUNT(size); s++)
		for (uint32_t n = 1; n <= 9; n++) {
			uint32_t in = size[s][0], out = size[s][1];

			fill(&t, in, out);
			for (uint32_t i = 0; i < n * in; i++)
				x[i] = (int8_t)(next() % 255 - 127);
			for (int m = 0; m <= (int)cs_simd_best(); m++)
				cs_dense_run(&t.l, (cs_simd_t)m, x, in, n, y[m], out);
			for (int m = 1; m <= (int)cs_simd_best(); m++)
				assert_memory_equal(y[0], y[m], n * out * sizeof **y);
			for (uint32_t i = 0; i < n; i++) { /* and it is the product that the header speaks of */
				uint32_t o = next() % out;
				int32_t acc = 0;
				long v;

				for (uint32_t k = 0; k < in; k++)
					acc += x[i * in + k] * t.w[o / 16 * 16 * in + k / 4 * 64 + o % 16 * 4 + k % 4];
				v = lrintf((float)acc * t.scale[o] + t.bias[o]);
				v = v < t.low[o] ? t.low[o] : v > t.high[o] ? t.high[o] : v;
				assert_int_equal(y[0][i * out + o], v);
			}
		}
}

static void test_small(void **state)
{
	int8_t a[64], b[64], y[2][64], h[2][64];
	int16_t z[64], f[64], r[64], c[2][64];
	const int8_t *row[11];
	static int8_t rows[11 * 64];

	(void)state;
	if (cs_simd_best() == CS_SIMD_NONE)
		skip();
	for (int k = 0; k < 300; k++) {
		for (uint32_t i = 0; i < 64; i++) {
			a[i] = (int8_t)(next() % 255 - 127);
			b[i] = (int8_t)(next() % 255 - 127);
			z[i] = (int16_t)(next() % 32513 - 16256);
			c[0][i] = c[1][i] = (int16_t)(next() % 32513 - 16256);
			f[i] = (int16_t)(next() % 8 ? next() % 32768 : next() % 2 * 32767);
			r[i] = (int16_t)(next() % 8 ? next() % 32768 : next() % 2 * 32767);
		}
		assert_int_equal(cs_dot(CS_SIMD_NONE, a, b, 64), cs_dot(cs_simd_best(), a, b, 64));
		cs_recur(CS_SIMD_NONE, z, f, r, a, c[0], h[0], 64);
		cs_recur(cs_simd_best(), z, f, r, a, c[1], h[1], 64);
		assert_memory_equal(c[0], c[1], sizeof c[0]);
		assert_memory_equal(h[0], h[1], sizeof h[0]);
		for (uint32_t i = 0; i < 11; i++)
			row[i] = rows + i * 64;
		for (uint32_t i = 0; i < sizeof rows; i++)
			rows[i] = (int8_t)(next() % 256 - 128);
		cs_sum_rows(CS_SIMD_NONE, row, 11, 64, y[0]);
		cs_sum_rows(cs_simd_best(), row, 11, 64, y[1]);
		assert_memory_equal(y[0], y[1], sizeof y[0]);
	}
}

/* The best sum over all projective trees with one root, by trying every assignment of heads. */
static int32_t brute(const int32_t *score, uint32_t n)
{
	uint32_t head[6] = {0}, total = 1;
	int32_t best = INT32_MIN;

	for (uint32_t i = 0; i < n; i++)
		total *= n + 1;
	for (uint32_t code = 0; code < total; code++) {
		uint32_t rest = code, roots = 0;
		int32_t sum = 0;
		bool good = true;

		for (uint32_t i = 0; i < n; i++, rest /= n + 1) {
			head[i] = rest % (n + 1);
			roots += head[i] == 0;
			good &= head[i] != i + 1;
			sum += score[i * (n + 1) + head[i]];
		}
		good &= roots == 1;
		for (uint32_t i = 0; good && i < n; i++) {
			uint32_t at = i, steps = 0;

			while (head[at] && steps++ <= n)
				at = head[at] - 1;
			good = head[at] == 0;
		}
		for (uint32_t i = 0; good && i < n;
		     i++) /* each word between an arc's ends hangs below its head */
			for (uint32_t k = 0; good && head[i] && k < n; k++) {
				uint32_t h = head[i] - 1, at = k;

				if (k <= (i < h ? i : h) || k >= (i < h ? h : i))
					continue;
				while (at != h && head[at])
					at = head[at] - 1;
				good = at == h;
			}
		if (good && sum > best)
			best = sum;
	}
	return best;
}

static void test_eisner(void **state)
{
	(void)state;
	stage_clear();
	for (int k = 0; k < 120; k++) {
		uint32_t n = 1 + (uint32_t)k % 5;
		int32_t score[30], sum = 0;
		uint16_t head[5];

		for (uint32_t i = 0; i < n * (n + 1); i++)
			score[i] = (int32_t)(next() % 2001) - 1000;
		cs_eisner(score, n, head, &st.scratch);
		for (uint32_t i = 0; i < n; i++)
			sum += score[i * (n + 1) + head[i]];
		assert_int_equal(sum, brute(score, n));
	}
}

/* The same trees and tags with each set of instructions. */
static void test_same(void **state)
{
	static const char text[] =
	    "ZURICH, March 3 (Newswire) - The council, which met on Monday, rejected the proposal. "
	    "\"We didn't agree,\" Anna Keller said; rebels shelled 12 villages.\n\nNO DEAL YET";
	cs_simd_t best = st.syntax.net.simd;
	uint32_t n = 0;
	struct {
		uint32_t head;
		uint8_t upos, xpos, deprel;
	} first[64];

	(void)state;
	for (int m = 0; m <= (int)best; m++) {
		cs_doc_t *d = stage_tok(text);

		st.syntax.net.simd = (cs_simd_t)m;
		cs_syntax_run(&st.syntax, d, &st.scratch);
		assert_true(d->words.n > 30 && d->words.n < 64);
		assert_true(m == 0 || n == d->words.n);
		n = d->words.n;
		for (uint32_t i = 0; i < n; i++) {
			const cs_word_t *w = &d->words.p[i];

			if (m == 0) {
				first[i].head = w->head;
				first[i].upos = w->upos;
				first[i].xpos = w->xpos;
				first[i].deprel = w->deprel;
			}
			assert_int_equal(first[i].head, w->head);
			assert_int_equal(first[i].upos, w->upos);
			assert_int_equal(first[i].xpos, w->xpos);
			assert_int_equal(first[i].deprel, w->deprel);
		}
	}
	st.syntax.net.simd = best;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_dense),
	    cmocka_unit_test(test_small),
	    cmocka_unit_test(test_eisner),
	    cmocka_unit_test(test_same),
	};
	int failed = cmocka_run_group_tests(tests, stage_up, stage_down);

	cs_arena_clear(&st.doc.arena);
	cs_arena_clear(&st.scratch);
	return failed;
}
