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

/*
 * For each tag of a token but O the best score of all ways there, counted from
 * that of O; kinds side by side, as vectors take them.
 */
typedef struct entity_ways {
    int32_t open[2 * TAG_KINDS];   /* B of each kind, I of each kind */
    int32_t closed[2 * TAG_KINDS]; /* E of each kind, S of each kind */
} entity_ways;

/* The steps of a model in that order; those that are possible. */
typedef struct entity_steps {
    const entity_model *m;
    int32_t none_to_start[2 * TAG_KINDS]; /* O to B, to S of each kind */
    int32_t closed_to_start[2 * TAG_KINDS][2 * TAG_KINDS]; /* E or S to those */
    int32_t begin_to_more[2 * TAG_KINDS];  /* B to I, to E of its kind */
    int32_t inside_to_more[2 * TAG_KINDS]; /* I to those */
    int32_t closed_to_none[2 * TAG_KINDS];
    int32_t none_to_none;
} entity_steps;

/* The model must outlive them. */
void entity_steps_init(entity_steps *out, const entity_model *m);

/*
 * The ways to the tags of a token, from those of the token before, or NULL.
 * scores[t - 1] is what tag t gets here; TAG_O gets 0.
 */
void entity_decode_step(const entity_steps *steps, const entity_ways *before,
                        const int16_t *scores, entity_ways *ways);

/* The tags of the best way over `count` tokens. */
void entity_decode(const entity_model *m, const entity_ways *ways, size_t count,
                   uint8_t *tags);

/* The same of one token. */
uint8_t entity_decode_one(const entity_model *m, const int16_t *scores);

/* The tags that may come before a tag, through out; returns how many. */
int entity_tags_before(int tag, const uint8_t **out);

#endif
