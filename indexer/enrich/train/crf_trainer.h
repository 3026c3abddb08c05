/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Learn the weights of a linear-chain conditional random field (J. Lafferty,
 * A. McCallum, F. Pereira, "Conditional Random Fields", 2001).
 *
 *   1. Count the features of every token that the tagger would label; drop
 *      those seen less than min_count times.
 *   2. Maximise the likelihood of the tags run by run, by gradient ascent
 *      with a rate a feature (AdaGrad: J. Duchi, E. Hazan, Y. Singer, 2011)
 *      and a small decay.
 *      At each token the features that name its very word are hidden now and
 *      then, and any other feature too (dropout), for a newspaper is full of
 *      names that no training data holds.
 *   3. Keep the row_limit features that matter most, and learn once more, or
 *      several times in other orders; the average of their weights is less of
 *      an accident than any of them.
 *
 * The order of the runs is shuffled by a seed: the same input gives the same
 * model.
 */
#ifndef CRF_TRAINER_H
#define CRF_TRAINER_H

#include "entity_model.h"
#include "training_set.h"

typedef struct crf_options {
    unsigned epochs;
    unsigned times; /* to learn in another order, to average over */
    unsigned min_count;
    float rate, decay;
    float hide_words;    /* share of tokens whose own word is hidden */
    float hide_features; /* share of all other features hidden */
    size_t row_limit;    /* features kept */
    uint64_t seed;       /* of the order of learning */
} crf_options;

typedef struct crf_weights {
    uint64_t *features; /* hashes */
    float (*rows)[MODEL_WEIGHTS];
    size_t count;
    float steps[TAGS][TAGS];
} crf_weights;

/* m gives the lexicon.  Tells of its progress on stderr. */
void crf_train(crf_weights *out, const training_set *set, const entity_model *m,
               const crf_options *options);
void crf_weights_free(crf_weights *w);

#endif
