/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "file_hash.h"

#include "digest.h"
#include "error.h"
#include "str.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

bool file_hash_range(int fd, uint64_t at, size_t size, uint64_t *hash,
                     size_t *got)
{
    char bytes[FILE_HASH_RANGE_MAX];
    size_t sum = 0;

    assert(size <= sizeof bytes);
    while (sum < size) {
        ssize_t n = pread(fd, bytes + sum, size - sum, (off_t)(at + sum));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        if (n == 0)
            break;
        sum += (size_t)n;
    }
    *hash = hash_bytes(str_make(bytes, sum), *hash);
    if (got)
        *got = sum;
    return true;
}

morgue_status file_hash_whole(const char *path, uint64_t *hash,
                              morgue_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    morgue_status status = MORGUE_OK;
    size_t got = FILE_HASH_RANGE_MAX;

    if (fd < 0 && errno == ENOENT)
        return error_set(err, MORGUE_ENOTFOUND, -1, "%s: is missing", path);
    if (fd < 0)
        return error_set_errno(err, "%s", path);
    for (uint64_t at = 0; got == FILE_HASH_RANGE_MAX; at += got) {
        if (!file_hash_range(fd, at, FILE_HASH_RANGE_MAX, hash, &got)) {
            status = error_set_errno(err, "%s", path);
            break;
        }
    }
    close(fd);
    return status;
}
