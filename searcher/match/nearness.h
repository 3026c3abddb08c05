/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Looking at places: does an article hold what a plan with NEAR or ADJ asks?
 *
 * Xapian finds the articles that hold all the words (plan_query.h) and knows
 * nearness of single terms alone.  Here the positions of the terms of each
 * such article are read, so that phrases, names and nearness within nearness
 * are exact.
 */
#ifndef NEARNESS_H
#define NEARNESS_H

#include "docid_set.h"

/* Spans of one part of a query that are kept of one article. */
#define NEARNESS_SPANS_MAX 200000

typedef struct nearness nearness;

/* The plan must outlive it. */
nearness *nearness_new(const plan_node *root, xap_reader *reader);
void nearness_free(nearness *n);

/* Articles that are best looked at together. */
#define NEARNESS_BATCH 256

/*
 * Whether each of the documents, which plan_query() finds for the plan, truly
 * matches; at most NEARNESS_BATCH of them.
 */
morgue_status nearness_hold(nearness *n, const uint32_t *docids, size_t count,
                            bool *out, morgue_error *err);

/* Keep of what plan_query() found for the plan what truly matches. */
morgue_status nearness_keep(docid_set *set, const plan_node *root,
                            xap_reader *reader, morgue_error *err);

/* Whether an article had more spans than are kept. */
bool nearness_was_cut(const nearness *n);

#endif
