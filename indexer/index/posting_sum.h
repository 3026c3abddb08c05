/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lists of postings added up, document by document: a stem's from those of its
 * words.
 */
#ifndef POSTING_SUM_H
#define POSTING_SUM_H

#include "buffer.h"

/* All zeros is an empty one. */
typedef struct posting_sum {
    uint32_t *wdf; /* by docid */
    uint64_t *met; /* a bit a docid */
    size_t wdf_capacity, met_capacity;
    size_t first, last; /* of met, what may be set */
} posting_sum;

void posting_sum_free(posting_sum *s);

/* Make room for docids below `end`; false when memory ran out. */
bool posting_sum_reserve(posting_sum *s, uint32_t end);

/* Add the postings that stem, or all; `again` is told of each docid that was
 * added before. */
void posting_sum_add(posting_sum *s, morgue_str postings, bool all,
                     void (*again)(void *user, uint32_t docid), void *user);

/* The sum as postings of their own, without positions; it is then empty.
 * Returns how many they are; the caller looks at `out` for failure. */
uint32_t posting_sum_take(posting_sum *s, buffer *out, uint64_t *occurrences);

#endif
