/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The best tags of a run of tokens: exact Viterbi over the steps a model
 * allows (A. J. Viterbi, 1967).
 */
#ifndef ENTITY_DECODE_H
#define ENTITY_DECODE_H

#include "arena.h"
#include "entity_model.h"

/*
 * scores[i][t - 1] is what tag t gets at token i; TAG_O gets 0.  Before the
 * first token and after the last stands TAG_O.  Writes count tags.
 */
void entity_decode(const entity_model *m,
                   const int16_t (*scores)[MODEL_WEIGHTS], size_t count,
                   arena *a, uint8_t *tags);

/* The tags that may come before a tag, through out; returns how many. */
int entity_tags_before(int tag, const uint8_t **out);

#endif
