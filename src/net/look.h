/* look.h - a word as the encoder sees it: which row of the table of words, and which rows of the
 * table of parts.
 *
 * Part of the model format: training (train/train_features.c) and use include this file. A change
 * needs new models. */
#ifndef CS_NET_LOOK_H
#define CS_NET_LOOK_H
#include "model/linear.h"
#include "model/word.h"

#define CS_LOOK_PARTS 11u /* hashes of beginnings, endings and of how the word is written */

typedef struct cs_look {
	uint64_t key;                 /* of the lower-cased word, digits made equal */
	uint32_t part[CS_LOOK_PARTS]; /* to be taken modulo the rows of the table */
	uint8_t flags;
	uint8_t letters;
} cs_look_t;

void cs_look_word(cs_look_t *, cs_str_t form);
/* Adds what depends on the sentence. */
void cs_look_sentence(cs_look_t *, uint32_t n);
#endif
