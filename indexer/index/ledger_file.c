/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ledger_file.h"

#include "error.h"
#include "str.h"

#include <errno.h>
#include <inttypes.h>
#include <libdeflate.h>
#include <stdlib.h>

#define GZIP_LEVEL 6

morgue_status ledger_file_open(ledger_file *l, const char *pending_folder,
                               const char *plain_path, morgue_error *err)
{
    morgue_status status;

    *l = (ledger_file){.plain = NULL};
    status = path_format(l->pending, err, "%s/ledger.gz", pending_folder);
    if (status != MORGUE_OK || plain_path == NULL)
        return status;
    l->plain = fopen(plain_path, "ae");
    return l->plain ? MORGUE_OK : error_set_errno(err, "%s", plain_path);
}

static morgue_status add_compressed(ledger_file *l, morgue_str lines,
                                    morgue_error *err)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(GZIP_LEVEL);
    size_t bound = c ? libdeflate_gzip_compress_bound(c, lines.size) : 0;
    char *out = c ? malloc(bound) : NULL;
    morgue_status status;

    if (out == NULL) {
        status = error_no_memory(err);
    } else {
        size_t size = libdeflate_gzip_compress(c, lines.data, lines.size, out,
                                               bound);
        status = durable_file_append(l->pending, str_make(out, size), err);
    }
    free(out);
    libdeflate_free_compressor(c);
    return status;
}

morgue_status ledger_file_add(ledger_file *l, morgue_str lines,
                              morgue_error *err)
{
    if (lines.size == 0)
        return MORGUE_OK;
    l->has_lines = true;
    if (l->plain &&
        (fwrite(lines.data, 1, lines.size, l->plain) != lines.size ||
         fflush(l->plain) != 0))
        return error_set_errno(err, "the ledger");
    return add_compressed(l, lines, err);
}

morgue_status ledger_file_keep(ledger_file *l, const char *index,
                               uint64_t run, morgue_error *err)
{
    char path[PATH_BYTES];
    morgue_status status;

    if (!l->has_lines)
        return MORGUE_OK;
    status = path_format(path, err, "%s/ledger/%06" PRIu64 ".ndjson.gz", index,
                         run);
    if (status == MORGUE_OK && rename(l->pending, path) != 0)
        status = error_set_errno(err, "%s", path);
    l->has_lines = false;
    return status;
}

void ledger_file_close(ledger_file *l)
{
    if (l->plain)
        fclose(l->plain);
    l->plain = NULL;
}
