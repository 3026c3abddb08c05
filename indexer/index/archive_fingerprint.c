/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "archive_fingerprint.h"

#include "error.h"
#include "file_hash.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define EDGE FILE_HASH_RANGE_MAX
#define SAMPLES 64
#define SAMPLE 4096

static bool hash_file(int fd, archive_fingerprint *out)
{
    uint64_t size = out->size;
    size_t edge = size < EDGE ? (size_t)size : EDGE;
    bool ok = file_hash_range(fd, 0, edge, &out->hash, NULL) &&
              file_hash_range(fd, size - edge, edge, &out->hash, NULL);

    for (uint64_t i = 1; ok && i < SAMPLES && size > 2 * EDGE; i++)
        ok = file_hash_range(fd, (size - SAMPLE) / SAMPLES * i, SAMPLE,
                             &out->hash, NULL);
    return ok;
}

morgue_status archive_fingerprint_take(archive_fingerprint *out,
                                       const char *path, uint64_t size,
                                       morgue_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    morgue_status status = MORGUE_OK;

    *out = (archive_fingerprint){0, 0};
    if (fd < 0)
        return error_set_errno(err, "%s", path);
    if (fstat(fd, &st) != 0) {
        status = error_set_errno(err, "%s", path);
    } else if (S_ISREG(st.st_mode)) {
        out->size = size ? size : (uint64_t)st.st_size;
        if (!hash_file(fd, out))
            status = error_set_errno(err, "%s", path);
    }
    close(fd);
    return status;
}
