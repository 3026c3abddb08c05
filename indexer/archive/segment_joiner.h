/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Records that a crawler wrote in segments (WARC 1.1, 5.17): the parts wait
 * here, in whatever order they come, until the record is whole.
 *
 * Few records and bytes wait; over that the oldest goes as it is.
 */
#ifndef SEGMENT_JOINER_H
#define SEGMENT_JOINER_H

#include "record.h"

typedef struct segment_joiner segment_joiner;

segment_joiner *segment_joiner_new(void);
void segment_joiner_free(segment_joiner *j);

/* Take a first segment: r is left empty.  False: one of its id waits already,
 * or it has none; nothing is done. */
bool segment_joiner_begin(segment_joiner *j, record *r);

/* Copy what a continuation holds, and settle it. */
void segment_joiner_add(segment_joiner *j, record *r);

/*
 * Give a record that is whole or has waited long enough; at_end: any.  To be
 * called after each of the above.  False when there is none.
 */
bool segment_joiner_give(segment_joiner *j, record *out, bool at_end);

#endif
