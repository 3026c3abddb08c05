/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Hashes of what files hold, to tell whether it is still the same.
 */
#ifndef FILE_HASH_H
#define FILE_HASH_H

#include "morgue.h"

#define FILE_HASH_RANGE_MAX 65536

/*
 * Chain up to FILE_HASH_RANGE_MAX bytes of an open file to a hash; *got (may
 * be NULL) is how many there were.  False, with errno, when reading fails.
 */
bool file_hash_range(int fd, uint64_t at, size_t size, uint64_t *hash,
                     size_t *got);

/* Chain a whole file; MORGUE_ENOTFOUND when there is none. */
morgue_status file_hash_whole(const char *path, uint64_t *hash,
                              morgue_error *err);

#endif
