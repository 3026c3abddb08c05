/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where terms, terms that stand for one, and phrases stand in a batch of
 * articles.
 *
 * The places of one term stand side by side in the index, article by article,
 * those of another term elsewhere.  So they are read term by term, and within
 * one in order of docid; of a phrase the rarest word first, and the others
 * only where a place is left.  Of the many terms that a star stands for each
 * article has few: which, the lists of their articles tell first.
 */
#ifndef PLACE_BATCH_H
#define PLACE_BATCH_H

#include "plan.h"

typedef struct place_batch place_batch;

place_batch *place_batch_new(xap_reader *reader);
void place_batch_free(place_batch *b);

/* The articles of the batch, each once, in any order; the last is forgotten. */
void place_batch_begin(place_batch *b, const uint32_t *docids, size_t count);

/* Whether it knows of a node: a term, any of some terms, or a phrase of
 * terms. */
bool place_batch_takes(const plan_node *node);

/*
 * Where the terms, or the phrase's first word, stand in an article of the
 * batch: ascending, each once, good until the next batch.
 */
morgue_status place_batch_read(place_batch *b, const plan_node *node,
                               uint32_t docid, const uint32_t **places,
                               size_t *count, morgue_error *err);

#endif
