/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the article tells of a token, as sums of weights.
 *
 * The same evidence comes again and again: the features of each are looked up
 * once, and their sum is kept.
 */
#ifndef EVIDENCE_SUMS_H
#define EVIDENCE_SUMS_H

#include "entity_model.h"

/* One a model and thread.  Never NULL. */
typedef struct evidence_sums evidence_sums;
evidence_sums *evidence_sums_new(const entity_model *m);
void evidence_sums_free(evidence_sums *e);

/* MODEL_WEIGHTS numbers: the sum of entity_evidence_features(). */
const int16_t *evidence_sums_of(evidence_sums *e, unsigned evidence);

#endif
