/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pairs of hits that stand as near to each other as the query asks: what a
 * reader wants to see of NEAR and ADJ.
 */
#ifndef PROOF_H
#define PROOF_H

#include "hit_finder.h"

/* Of hits further apart in the list none is looked for. */
#define PROOF_HITS_MAX 64

typedef struct proof {
    uint32_t first, second; /* indexes of hits, first < second */
    uint32_t nearness;      /* its number */
} proof;

typedef struct proof_list {
    proof *items; /* in the arena; by second */
    size_t count;
    uint32_t nearness_count; /* numbers are below it */
} proof_list;

/*
 * Of each hit and each nearness that its pattern takes part in, the pair with
 * the nearest hit before it that fulfils the nearness.
 */
void proofs_find(proof_list *out, morgue_str text, const hit_list *hits,
                 const snippet_pattern *patterns, size_t pattern_count,
                 arena *a);

#endif
