/* dense.h - layers of the network in integers: bytes in, bytes times bytes summed in 32 bits, a
 * scale and a clip, 16 bits out.
 *
 * A section of a layer holds
 *
 *   header   cs_dense_head_t
 *   weights  in blocks of 16 outputs x 4 inputs: w[out / 16][in / 4][16][4], signed bytes
 *   five arrays with one item for each output: scale, bias (float), sum (int32: -128 x the sum of
 *   its weights), low, high (int32)
 *
 *   y = clip(round(scale x acc + bias), low, high), round to even
 *
 * All paths give the same output on every machine: sums of integers are exact, and one
 * multiplication and one addition of floats are rounded as IEEE 754 says (the build forbids
 * contraction). Values beyond 2^31 cannot arise: bind checks the sizes. */
#ifndef CS_NET_DENSE_H
#define CS_NET_DENSE_H
#include "model/model.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

typedef struct cs_dense_head {
	uint32_t in, out; /* multiples of 4 and of 16 */
	uint32_t used;    /* outputs that mean something; the rest is padding */
	uint32_t zero;
} cs_dense_head_t;

#define CS_DENSE_IN_MAX 4096u
#define CS_DENSE_OUT_MAX 4096u

typedef struct cs_dense {
	uint32_t in, out, used;
	const int8_t *w;
	const float *scale, *bias;
	const int32_t *sum, *low, *high;
} cs_dense_t;

/* The instructions that are used; each gives the same numbers. */
typedef enum cs_simd { CS_SIMD_NONE, CS_SIMD_AVX2, CS_SIMD_VNNI, CS_N_SIMD } cs_simd_t;
cs_simd_t cs_simd_best(void); /* of this machine */

casus_rc_t cs_dense_bind(cs_dense_t *, const cs_model_t *, const char *section, casus_error_t *err);

/* n inputs, x_step bytes from one to the next (they may overlap); outputs y_step items apart, `out`
 * items each. */
void cs_dense_run(const cs_dense_t *, cs_simd_t, const int8_t *x, size_t x_step, uint32_t n,
                  int16_t *y, size_t y_step);

/* Outputs whose limits are within -127 … 127 as inputs of the next layer. */
static inline void cs_narrow(const int16_t *y, int8_t *x, size_t n)
{
	size_t i = 0;

#ifdef __SSE2__
	for (; i + 16 <= n; i += 16)
		_mm_storeu_si128(
		    (__m128i *)(void *)(x + i),
		    _mm_packs_epi16(_mm_loadu_si128((const __m128i *)(const void *)(y + i)),
		                    _mm_loadu_si128((const __m128i *)(const void *)(y + i + 8))));
#endif
	for (; i < n; i++)
		x[i] = (int8_t)y[i];
}

/* The sum of a[i] b[i] over n bytes; n a multiple of 16. */
int32_t cs_dot(cs_simd_t, const int8_t *a, const int8_t *b, uint32_t n);

/* y[i] = the sum of n_rows rows' bytes, clipped to -127 … 127; width a multiple of 16, at most 256.
 * */
void cs_sum_rows(cs_simd_t, const int8_t *const *row, uint32_t n_rows, uint32_t width, int8_t *y);

/* One step of a recurrent layer for `width` channels (a multiple of 16):
 *   c = z + f (c - z);  h = x + r (c - x)
 * z, c, and x times 128 are in units of 1/16256, f and r of 1/32767; products are rounded to the
 * nearest. */
void cs_recur(cs_simd_t, const int16_t *z, const int16_t *f, const int16_t *r, const int8_t *x,
              int16_t *c, int8_t *h, uint32_t width);
#endif
