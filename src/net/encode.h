/* encode.h - the encoder: a vector for each word that knows the sentence around it. Tags, trees and
 * names are read off these.
 *
 *   form ──look──▶ rows ──sum──▶ 2E ──window of three──▶ D ──recurrent layers, both ways──▶ D
 *
 * Method: quasi-recurrent layers (Bradbury, Merity, Xiong and Socher 2017) with the highway of
 * simple recurrent units (Lei et al. 2018): all products of matrices look at one word at a time;
 * only a weighted mean runs along the sentence, from the left in half of the channels, from the
 * right in the other half. train/neural/student.py is the same in floats. Immutable once bound; any
 * number of threads. */
#ifndef CS_NET_ENCODE_H
#define CS_NET_ENCODE_H
#include "net/dense.h"
#include "net/look.h"

#define CS_NET_LAYERS_MAX 8u
#define CS_NET_UNIT_Z 16256 /* 127 x 128: a recurrent layer's new values */

typedef struct cs_net {
	uint32_t e, d, depth, low; /* low: the layer whose output the tags are read off (1 … depth) */
	uint32_t n_words, n_rows, n_slots;
	const cs_linear_slot_t *slot; /* of a word: its row */
	const int8_t *word, *part;    /* E bytes each */
	cs_dense_t window, layer[CS_NET_LAYERS_MAX];
	cs_simd_t simd;
} cs_net_t;

casus_rc_t cs_net_bind(cs_net_t *, const cs_model_t *, casus_error_t *err);

/* The row of a word, E bytes, by the key of its cs_look_t; row 0 where the word is unknown. */
const int8_t *cs_net_row(const cs_net_t *, uint64_t key);

typedef struct cs_net_span { /* a span's vectors; rows of D bytes, in the arena */
	uint32_t n;
	const int8_t *low, *top;
	const int8_t *in; /* rows of 2E bytes: what the words are by themselves */
} cs_net_span_t;

/* Encodes n words. look: their cs_look_word, to which it adds what depends on the sentence. The
 * result lives in scratch. */
cs_net_span_t cs_net_encode(const cs_net_t *, cs_look_t *look, uint32_t n, cs_arena_t *scratch);
#endif
