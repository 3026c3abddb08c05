/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Matching a plan by ourselves, segment by segment.
 *
 * A part of the plan becomes the list of the documents of one segment that it
 * finds, each with its weight: a term by reading its postings, an AND by the
 * rarest of its parts first and the others only at the documents that are
 * left, and so on up to the root.  Nothing is skipped because it can't come to
 * the top, as libxapian does; what that saves it loses by its many small
 * steps, and here every match is known, and counted.
 *
 * It finds what plan_query() says or, when it is to be exact, what the plan
 * says: then it looks at the places of all that a NEAR, ADJ or EXCEPT may find,
 * in order of docid, which is how they stand in the index.
 *
 * It weighs by the rules of plan_query(), too: BM25 as
 * Xapian::BM25Weight has it, terms that stand for one (PLAN_ANY) as one whose
 * occurrences are the sum of theirs.
 */
#ifndef SCAN_H
#define SCAN_H

#include "plan.h"
#include "segment_set.h"

/* Documents of a segment, ascending. */
typedef struct scan_hits {
    uint32_t *docids;
    double *weights; /* NULL where nothing is weighed */
    size_t count;
} scan_hits;

typedef struct scan scan;

/*
 * weights NULL: nothing is weighed.  The reader must have segments; it and the
 * plan, which has no PLAN_WIDE when it is to be exact, must outlive the scan.
 */
scan *scan_new(xap_reader *reader, const plan_node *root,
               const xap_bm25 *weights, bool is_exact);
void scan_free(scan *s);

/* Whether an article had more spans than are kept. */
bool scan_was_cut(const scan *s);

/* What the plan finds in a segment; good until the next call. */
morgue_status scan_segment(scan *s, size_t at, scan_hits *out,
                           morgue_error *err);

#endif
