/* dense.c - the inner loops of the network, three times: for AVX-512 with VNNI, for AVX2, and in
 * plain C.
 *
 * Method. Weights lie so that one vector register holds four inputs of sixteen outputs; four inputs
 * of a word are spread over a register and multiplied with it. VNNI wants one operand without a
 * sign: inputs are moved up by 128, and 128 times the sum of the weights, kept in the model, is
 * taken off again. AVX2 widens to 16 bits, since its byte products saturate.
 *
 * Cost: in x out multiplications a word; 64 (VNNI) or 16 (AVX2) an instruction. */
#include "net/dense.h"

#include <math.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define X86 1
#include <immintrin.h>
#define VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")))
#define AVX2 __attribute__((target("avx2")))
#else
#define X86 0
#endif

cs_simd_t cs_simd_best(void)
{
#if X86
	if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
	    __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq"))
		return CS_SIMD_VNNI;
	if (__builtin_cpu_supports("avx2"))
		return CS_SIMD_AVX2;
#endif
	return CS_SIMD_NONE;
}

casus_rc_t cs_dense_bind(cs_dense_t *l, const cs_model_t *m, const char *section,
                         casus_error_t *err)
{
	size_t n;
	const cs_dense_head_t *h = cs_model_section(m, section, &n);
	const char *at;

	if (!h || n < sizeof *h)
		return cs_model_fail(m, section, 0, "the layer is missing", err);
	if (h->in == 0 || h->in % 4 || h->in > CS_DENSE_IN_MAX || h->out == 0 || h->out % 16 ||
	    h->out > CS_DENSE_OUT_MAX || h->used > h->out)
		return cs_model_fail(m, section, 0, "a size is out of range", err);
	if (n != sizeof *h + (size_t)h->in * h->out + (size_t)h->out * 20)
		return cs_model_fail(m, section, 0, "its length does not fit its sizes", err);
	at = (const char *)(h + 1);
	l->in = h->in;
	l->out = h->out;
	l->used = h->used;
	l->w = (const int8_t *)at;
	at += (size_t)h->in * h->out;
	l->scale = (const float *)(const void *)at;
	l->bias = l->scale + h->out;
	l->sum = (const int32_t *)(const void *)(l->bias + h->out);
	l->low = l->sum + h->out;
	l->high = l->low + h->out;
	for (uint32_t i = 0; i < h->out; i++)
		if (!(fabsf(l->scale[i]) < 1e6f) || !(fabsf(l->bias[i]) < 1e9f) || l->low[i] < INT16_MIN ||
		    l->high[i] > INT16_MAX || l->low[i] > l->high[i])
			return cs_model_fail(m, section, sizeof *h + (size_t)h->in * h->out,
			                     "an output's scale is out of range", err);
	return CASUS_OK;
}

/* ---- plain C ------------------------------------------------------------------------------- */

static int16_t finish(const cs_dense_t *l, uint32_t o, int32_t acc)
{
	float y = (float)acc * l->scale[o] + l->bias[o];
	int32_t v;

	y = y < -1e9f ? -1e9f : y > 1e9f ? 1e9f : y;
	v = (int32_t)lrintf(y);
	return (int16_t)(v < l->low[o] ? l->low[o] : v > l->high[o] ? l->high[o] : v);
}

static void dense_plain(const cs_dense_t *l, const int8_t *x, size_t x_step, uint32_t n, int16_t *y,
                        size_t y_step)
{
	for (uint32_t i = 0; i < n; i++, x += x_step, y += y_step) {
		for (uint32_t o = 0; o < l->out; o += 16) {
			const int8_t *w = l->w + (size_t)o * l->in;
			int32_t acc[16] = {0};

			for (uint32_t k = 0; k < l->in; k += 4, w += 64)
				for (uint32_t j = 0; j < 16; j++)
					acc[j] += x[k] * w[4 * j] + x[k + 1] * w[4 * j + 1] + x[k + 2] * w[4 * j + 2] +
					          x[k + 3] * w[4 * j + 3];
			for (uint32_t j = 0; j < 16; j++)
				y[o + j] = finish(l, o + j, acc[j]);
		}
	}
}

static int32_t dot_plain(const int8_t *a, const int8_t *b, uint32_t n)
{
	int32_t s = 0;

	for (uint32_t i = 0; i < n; i++)
		s += a[i] * b[i];
	return s;
}

static void sum_plain(const int8_t *const *row, uint32_t n_rows, uint32_t width, int8_t *y)
{
	for (uint32_t i = 0; i < width; i++) {
		int s = 0;

		for (uint32_t k = 0; k < n_rows; k++)
			s += row[k][i];
		y[i] = (int8_t)(s < -127 ? -127 : s > 127 ? 127 : s);
	}
}

static int16_t times(int16_t a, int d) /* pmulhrsw */
{
	return (int16_t)((a * d + 0x4000) >> 15);
}

static void recur_plain(const int16_t *z, const int16_t *f, const int16_t *r, const int8_t *x,
                        int16_t *c, int8_t *h, uint32_t width)
{
	for (uint32_t i = 0; i < width; i++) {
		int own = x[i] * 128;

		c[i] = (int16_t)(z[i] + times(f[i], c[i] - z[i]));
		h[i] = (int8_t)((own + times(r[i], c[i] - own) + 64) >> 7);
	}
}

#if X86

/* ---- AVX2 ---------------------------------------------------------------------------------- */

AVX2 static void finish_avx2(const cs_dense_t *l, uint32_t o, __m256i a, __m256i b, int16_t *y)
{
	/* a: outputs o … o+3, two halves each; b: o+4 … o+7 */
	__m256i s = _mm256_permute4x64_epi64(_mm256_hadd_epi32(a, b), 0xd8);
	__m256 v = _mm256_add_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(s), _mm256_loadu_ps(l->scale + o)),
	                         _mm256_loadu_ps(l->bias + o));
	__m256i q;

	v = _mm256_min_ps(_mm256_max_ps(v, _mm256_set1_ps(-1e9f)), _mm256_set1_ps(1e9f));
	q = _mm256_cvtps_epi32(v);
	q = _mm256_max_epi32(q, _mm256_loadu_si256((const __m256i *)(const void *)(l->low + o)));
	q = _mm256_min_epi32(q, _mm256_loadu_si256((const __m256i *)(const void *)(l->high + o)));
	_mm_storeu_si128((__m128i *)(void *)y,
	                 _mm_packs_epi32(_mm256_castsi256_si128(q), _mm256_extracti128_si256(q, 1)));
}

/* Four words at a time, widened once, so that weights are widened for all four. */
AVX2 static void dense_avx2(const cs_dense_t *l, const int8_t *x, size_t x_step, uint32_t n,
                            int16_t *y, size_t y_step)
{
	int16_t wide[4][CS_DENSE_IN_MAX];

	for (uint32_t i = 0; i < n; i += 4) {
		uint32_t words = n - i < 4 ? n - i : 4;

		for (uint32_t j = 0; j < 4; j++) { /* the last one stands in where there are fewer */
			const int8_t *from = x + (i + (j < words ? j : words - 1)) * x_step;

			uint32_t k = 0;

			for (; k + 16 <= l->in; k += 16)
				_mm256_storeu_si256((__m256i *)(void *)(wide[j] + k),
				                    _mm256_cvtepi8_epi16(_mm_loadu_si128(
				                        (const __m128i *)(const void *)(from + k))));
			for (; k < l->in; k++)
				wide[j][k] = (int16_t)from[k];
		}
		for (uint32_t o = 0; o < l->out; o += 8) {
			const int8_t *w = l->w + (size_t)(o & ~15u) * l->in + (o & 8) * 4;
			__m256i a0 = _mm256_setzero_si256(), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0;
			__m256i d0 = a0, d1 = a0;

			for (uint32_t k = 0; k < l->in; k += 4, w += 64) {
				__m256i w0 =
				    _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)w));
				__m256i w1 =
				    _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)(w + 16)));
				__m256i v;
#define STEP(j, p, q)                                                                              \
	v = _mm256_castpd_si256(_mm256_broadcast_sd((const double *)(const void *)(wide[j] + k)));     \
	p = _mm256_add_epi32(p, _mm256_madd_epi16(w0, v));                                             \
	q = _mm256_add_epi32(q, _mm256_madd_epi16(w1, v))
				STEP(0, a0, a1);
				STEP(1, b0, b1);
				STEP(2, c0, c1);
				STEP(3, d0, d1);
#undef STEP
			}
			finish_avx2(l, o, a0, a1, y + i * y_step + o);
			if (words > 1)
				finish_avx2(l, o, b0, b1, y + (i + 1) * y_step + o);
			if (words > 2)
				finish_avx2(l, o, c0, c1, y + (i + 2) * y_step + o);
			if (words > 3)
				finish_avx2(l, o, d0, d1, y + (i + 3) * y_step + o);
		}
	}
}

AVX2 static int32_t dot_avx2(const int8_t *a, const int8_t *b, uint32_t n)
{
	__m256i s = _mm256_setzero_si256();
	__m128i t;

	for (uint32_t i = 0; i < n; i += 16) {
		__m256i p = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)(a + i)));
		__m256i q = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)(b + i)));

		s = _mm256_add_epi32(s, _mm256_madd_epi16(p, q));
	}
	t = _mm_add_epi32(_mm256_castsi256_si128(s), _mm256_extracti128_si256(s, 1));
	t = _mm_add_epi32(t, _mm_shuffle_epi32(t, 0x4e));
	t = _mm_add_epi32(t, _mm_shuffle_epi32(t, 0xb1));
	return _mm_cvtsi128_si32(t);
}

AVX2 static void sum_avx2(const int8_t *const *row, uint32_t n_rows, uint32_t width, int8_t *y)
{
	__m128i floor = _mm_set1_epi8(-127);

	for (uint32_t i = 0; i < width; i += 16) {
		__m256i s = _mm256_setzero_si256();

		for (uint32_t k = 0; k < n_rows; k++)
			s = _mm256_add_epi16(s, _mm256_cvtepi8_epi16(_mm_loadu_si128(
			                            (const __m128i *)(const void *)(row[k] + i))));
		_mm_storeu_si128((__m128i *)(void *)(y + i),
		                 _mm_max_epi8(floor, _mm_packs_epi16(_mm256_castsi256_si128(s),
		                                                     _mm256_extracti128_si256(s, 1))));
	}
}

AVX2 static void recur_avx2(const int16_t *z, const int16_t *f, const int16_t *r, const int8_t *x,
                            int16_t *c, int8_t *h, uint32_t width)
{
#define LOAD(p) _mm256_loadu_si256((const __m256i *)(const void *)(p))
	for (uint32_t i = 0; i < width; i += 16) {
		__m256i zz = LOAD(z + i), cc = LOAD(c + i);
		__m256i own = _mm256_slli_epi16(
		    _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)(x + i))), 7);
		__m256i v;

		cc = _mm256_add_epi16(zz, _mm256_mulhrs_epi16(LOAD(f + i), _mm256_sub_epi16(cc, zz)));
		_mm256_storeu_si256((__m256i *)(void *)(c + i), cc);
		v = _mm256_add_epi16(own, _mm256_mulhrs_epi16(LOAD(r + i), _mm256_sub_epi16(cc, own)));
		v = _mm256_srai_epi16(_mm256_add_epi16(v, _mm256_set1_epi16(64)), 7);
		_mm_storeu_si128(
		    (__m128i *)(void *)(h + i),
		    _mm_packs_epi16(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1)));
	}
#undef LOAD
}

/* ---- AVX-512 with VNNI ----------------------------------------------------------------------- */

VNNI static void finish_vnni(const cs_dense_t *l, uint32_t o, __m512i acc, int16_t *y)
{
	__m512 v;
	__m512i q;

	acc = _mm512_add_epi32(acc, _mm512_loadu_si512(l->sum + o));
	v = _mm512_add_ps(_mm512_mul_ps(_mm512_cvtepi32_ps(acc), _mm512_loadu_ps(l->scale + o)),
	                  _mm512_loadu_ps(l->bias + o));
	v = _mm512_min_ps(_mm512_max_ps(v, _mm512_set1_ps(-1e9f)), _mm512_set1_ps(1e9f));
	q = _mm512_cvtps_epi32(v);
	q = _mm512_max_epi32(q, _mm512_loadu_si512(l->low + o));
	q = _mm512_min_epi32(q, _mm512_loadu_si512(l->high + o));
	_mm256_storeu_si256((__m256i *)(void *)y, _mm512_cvtepi32_epi16(q));
}

/* Four inputs of a word, on all lanes, without sign. */
VNNI static inline __m512i spread(const int8_t *x)
{
	int32_t v;

	memcpy(&v, x, 4);
	return _mm512_set1_epi32(v ^ (int32_t)0x80808080);
}

/* words (1, 2 or 4) x blocks (1 or 2) of sixteen outputs; inlined for each size. */
VNNI static inline __attribute__((always_inline)) void tile(const cs_dense_t *l, const int8_t *x,
                                                            size_t x_step, uint32_t words,
                                                            uint32_t o, uint32_t blocks, int16_t *y,
                                                            size_t y_step)
{
	const int8_t *w = l->w + (size_t)o * l->in;
	size_t next = (size_t)16 * l->in;
	__m512i acc[4][4];

#define EACH _Pragma("GCC unroll 4") for
	EACH(uint32_t i = 0; i < words; i++)
	EACH(uint32_t b = 0; b < blocks; b++) acc[i][b] = _mm512_setzero_si512();
	for (uint32_t k = 0; k < l->in; k += 4, w += 64) {
		__m512i wb[4];

		EACH(uint32_t b = 0; b < blocks; b++) wb[b] = _mm512_loadu_si512(w + b * next);
		EACH(uint32_t i = 0; i < words; i++)
		{
			__m512i v = spread(x + i * x_step + k);

			EACH(uint32_t b = 0; b < blocks; b++)
			acc[i][b] = _mm512_dpbusd_epi32(acc[i][b], v, wb[b]);
		}
	}
	EACH(uint32_t i = 0; i < words; i++)
	EACH(uint32_t b = 0; b < blocks; b++)
	finish_vnni(l, o + 16 * b, acc[i][b], y + i * y_step + o + 16 * b);
#undef EACH
}

VNNI static void dense_vnni(const cs_dense_t *l, const int8_t *x, size_t x_step, uint32_t n,
                            int16_t *y, size_t y_step)
{
	uint32_t o = 0;

	for (; o < l->out; o += o + 64 <= l->out ? 64 : 16) {
		uint32_t i = 0;

		if (o + 64 <= l->out) {
			for (; i + 4 <= n; i += 4)
				tile(l, x + i * x_step, x_step, 4, o, 4, y + i * y_step, y_step);
			if (i + 2 <= n) {
				tile(l, x + i * x_step, x_step, 2, o, 4, y + i * y_step, y_step);
				i += 2;
			}
			if (i < n)
				tile(l, x + i * x_step, x_step, 1, o, 4, y + i * y_step, y_step);
		} else {
			for (; i + 4 <= n; i += 4)
				tile(l, x + i * x_step, x_step, 4, o, 1, y + i * y_step, y_step);
			for (; i < n; i++)
				tile(l, x + i * x_step, x_step, 1, o, 1, y + i * y_step, y_step);
		}
	}
}
#endif

/* ---- the choice ------------------------------------------------------------------------------ */

void cs_dense_run(const cs_dense_t *l, cs_simd_t simd, const int8_t *x, size_t x_step, uint32_t n,
                  int16_t *y, size_t y_step)
{
#if X86
	if (simd == CS_SIMD_VNNI) {
		dense_vnni(l, x, x_step, n, y, y_step);
		return;
	}
	if (simd == CS_SIMD_AVX2) {
		dense_avx2(l, x, x_step, n, y, y_step);
		return;
	}
#endif
	(void)simd;
	dense_plain(l, x, x_step, n, y, y_step);
}

int32_t cs_dot(cs_simd_t simd, const int8_t *a, const int8_t *b, uint32_t n)
{
#if X86
	if (simd != CS_SIMD_NONE)
		return dot_avx2(a, b, n);
#endif
	(void)simd;
	return dot_plain(a, b, n);
}

void cs_sum_rows(cs_simd_t simd, const int8_t *const *row, uint32_t n_rows, uint32_t width,
                 int8_t *y)
{
#if X86
	if (simd != CS_SIMD_NONE) {
		sum_avx2(row, n_rows, width, y);
		return;
	}
#endif
	(void)simd;
	sum_plain(row, n_rows, width, y);
}

void cs_recur(cs_simd_t simd, const int16_t *z, const int16_t *f, const int16_t *r, const int8_t *x,
              int16_t *c, int8_t *h, uint32_t width)
{
#if X86
	if (simd != CS_SIMD_NONE) {
		recur_avx2(z, f, r, x, c, h, width);
		return;
	}
#endif
	(void)simd;
	recur_plain(z, f, r, x, c, h, width);
}
