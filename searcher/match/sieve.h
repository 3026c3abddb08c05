/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Finding matches: what Xapian ranks, sieved by what it can't tell.
 */
#ifndef SIEVE_H
#define SIEVE_H

#include "plan.h"

typedef struct sieve_options {
    uint64_t offset, limit; /* 0: all */
    morgue_sort sort;
    bool all_copies;
    const xap_bm25 *bm25;
} sieve_options;

typedef struct sieve_result {
    xap_matches found; /* xap_matches_free() */
    uint64_t total;    /* of texts, or of articles where copies count */
    bool is_exact;
    bool was_cut;      /* an article had too many spans to keep */
} sieve_result;

morgue_status sieve_search(sieve_result *out, vocabulary *v,
                           const plan_node *root, const sieve_options *options,
                           arena *memory, morgue_error *err);

#endif
