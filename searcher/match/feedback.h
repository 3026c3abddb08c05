/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Ranking by what the best articles have in common.
 *
 * Where any word is enough, queries are long and loose.  The words that set
 * the best articles of a first search apart from the rest then tell what it
 * is about: they add to the score, and never to the matches.
 */
#ifndef FEEDBACK_H
#define FEEDBACK_H

#include "plan.h"

/*
 * The root with what the best articles add to it, in the arena; the root
 * itself when these are too few.  Weights as for the search that follows.
 */
morgue_status feedback_add(const plan_node **out, const plan_node *root,
                           vocabulary *v, const xap_bm25 *weights,
                           arena *memory, morgue_error *err);

#endif
