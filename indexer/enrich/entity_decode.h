/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The best tags of a run of tokens: exact Viterbi over the steps a model
 * allows (A. J. Viterbi, 1967).
 *
 * Before the first token and after the last stands TAG_O.
 */
#ifndef ENTITY_DECODE_H
#define ENTITY_DECODE_H

#include "entity_model.h"

/* For each tag of a token, the best score of all ways there; of O it is 0. */
typedef int32_t entity_ways[TAGS];

/*
 * The ways to the tags of a token, from those of the token before, or NULL.
 * scores[t - 1] is what tag t gets here; TAG_O gets 0.
 */
void entity_decode_step(const entity_model *m, const int32_t *before,
                        const int16_t *scores, int32_t *ways);

/* The tags of the best way over `count` tokens. */
void entity_decode(const entity_model *m, const entity_ways *ways, size_t count,
                   uint8_t *tags);

/* The same of one token. */
uint8_t entity_decode_one(const entity_model *m, const int16_t *scores);

/* The tags that may come before a tag, through out; returns how many. */
int entity_tags_before(int tag, const uint8_t **out);

#endif
