/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the files of a segment hold, as one number.
 *
 * Glass has no checksums: a bit that turns over on a disk may change an
 * answer without a word, and libxapian's own check, made for finding faults of
 * programs, can be ended by such damage.  The digest is taken when a segment
 * has been written and stands in the manifest.
 */
#ifndef SEGMENT_DIGEST_H
#define SEGMENT_DIGEST_H

#include "morgue.h"

/* The digest of the segment at `path`; never 0, which means "not known". */
morgue_status segment_digest(uint64_t *out, const char *path,
                             morgue_error *err);

#endif
