/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Several segments into one, without turning their postings over again.
 *
 * Documents keep their order and are numbered without gaps: those of the
 * second segment follow the last of the first, and so on.  Nearly everything is
 * copied as it is, only keys are rewritten: positions, term lists and stored
 * data for their docid, and the first chunk of a posting list becomes a further
 * one behind those of earlier segments.  Chunks that are short enough are
 * joined; those in which a document was removed are coded anew.
 *
 * Of a metadata key that several segments have, the first one's value stays.
 */
#ifndef SEGMENT_MERGE_H
#define SEGMENT_MERGE_H

#include "morgue.h"

/*
 * Merge into the new directory `to`, not durable yet.  What libxapian has
 * written or changed becomes as we write it, so that merging one segment alone
 * is of use, too; only databases of another format, or with spelling or
 * synonyms, are merged by its compaction instead.  The same segments give the
 * same bytes, but for the UUID.  What a failure leaves at `to` is not to be
 * used.
 */
morgue_status segment_merge(const char *const *from, size_t count,
                            const char *to, morgue_error *err);

#endif
