/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What three words side by side tell together, as sums of weights.
 *
 * Of the tokens that may be names every second or third has stood between the
 * same two words before: its features, most of those that take several words,
 * need not be looked up again.  The last ones asked for are kept.
 */
#ifndef NEIGHBOUR_SUMS_H
#define NEIGHBOUR_SUMS_H

#include "entity_word.h"

typedef struct neighbour_sum {
    const entity_word *words[3]; /* before, here, after; NULL: free */
    int16_t sum[MODEL_WEIGHTS];  /* of entity_neighbour_features() */
} neighbour_sum;

/* One a model and thread.  Never NULL. */
typedef struct neighbour_sums neighbour_sums;
neighbour_sums *neighbour_sums_new(void);
void neighbour_sums_free(neighbour_sums *n);

/* Forget all: the words are gone. */
void neighbour_sums_clear(neighbour_sums *n);

/* The only place where the sum of three words may stand; ask memory for it
 * some time before it is looked at. */
neighbour_sum *neighbour_sums_at(neighbour_sums *n,
                                 entity_word *const words[3]);

static inline bool neighbour_sum_is_of(const neighbour_sum *s,
                                       entity_word *const words[3])
{
    return s->words[0] == words[0] && s->words[1] == words[1] &&
           s->words[2] == words[2];
}

#endif
