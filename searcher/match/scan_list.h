/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All matches of a plan, found by ourselves (scan.h), the best of them sorted
 * to the front as far as anybody asks.
 */
#ifndef SCAN_LIST_H
#define SCAN_LIST_H

#include "docid_set.h"
#include "segment_set.h"

typedef struct scan_match {
    double weight;
    uint64_t order; /* before the weight: the greater first */
    uint64_t text;  /* its fingerprint, or SEGMENT_NO_NUMBER */
    uint32_t docid;
} scan_match;

typedef struct scan_list {
    scan_match *matches; /* scan_list_free() */
    size_t count;
    size_t sorted; /* so many stand where they belong */
    bool was_cut;  /* an article had too many spans to keep */
} scan_list;

typedef struct scan_options {
    const xap_bm25 *weights; /* NULL: nothing is weighed */
    morgue_sort sort;
    bool wants_texts;
    bool is_exact; /* or places are left to the caller: scan.h */
} scan_options;

/* The reader must have segments. */
morgue_status scan_list_find(scan_list *out, xap_reader *reader,
                             const plan_node *root, const scan_options *options,
                             morgue_error *err);
void scan_list_free(scan_list *l);

/* See to it that the first `wanted` matches are the best ones, in order; those
 * of equal weight by docid. */
void scan_list_sort(scan_list *l, size_t wanted);

/* The documents alone, ascending, without weights. */
morgue_status scan_docids(docid_set *out, xap_reader *reader,
                          const plan_node *root, bool is_exact,
                          morgue_error *err);

#endif
