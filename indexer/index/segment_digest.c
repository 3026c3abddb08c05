/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "segment_digest.h"

#include "durable_file.h"
#include "file_hash.h"

/* The files of a glass database that hold something; libxapian adds an empty
 * flintlock.  The last two are there only where an index of another program
 * became a segment. */
static const struct {
    const char *name;
    bool is_optional;
} files[] = {
    {"iamglass", false},       {"docdata.glass", false},
    {"termlist.glass", false}, {"position.glass", false},
    {"postlist.glass", false}, {"spelling.glass", true},
    {"synonym.glass", true},
};

morgue_status segment_digest(uint64_t *out, const char *path,
                             morgue_error *err)
{
    uint64_t hash = 0;
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char file[PATH_BYTES];
        status = path_format(file, err, "%s/%s", path, files[i].name);
        if (status == MORGUE_OK)
            status = file_hash_whole(file, &hash, err);
        if (status == MORGUE_ENOTFOUND && files[i].is_optional)
            status = MORGUE_OK;
        if (status != MORGUE_OK)
            return status;
    }
    *out = hash ? hash : 1;
    return MORGUE_OK;
}
