/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tells an archive again, without reading all of it: its size, and a hash of
 * its beginning, its end and samples between.
 *
 * It is meant for files that are written once or only grow at the end.  One
 * that was changed in its middle, in bytes that no sample met and without a
 * change of size, would be taken for the old one.
 */
#ifndef ARCHIVE_FINGERPRINT_H
#define ARCHIVE_FINGERPRINT_H

#include "morgue.h"

typedef struct archive_fingerprint {
    uint64_t size, hash;
} archive_fingerprint;

/* Of an archive_table. */
static inline uint64_t archive_fingerprint_key(archive_fingerprint f)
{
    return f.hash ^ f.size;
}

static inline bool archive_fingerprint_equal(archive_fingerprint a,
                                             archive_fingerprint b)
{
    return a.size == b.size && a.hash == b.hash;
}

/* Of the first `size` bytes of a file; size 0: of all of it. */
morgue_status archive_fingerprint_take(archive_fingerprint *out,
                                       const char *path, uint64_t size,
                                       morgue_error *err);

#endif
