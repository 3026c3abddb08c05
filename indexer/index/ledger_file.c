/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ledger_file.h"

#include "error.h"
#include "str.h"

#include <errno.h>
#include <inttypes.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <unistd.h>

#define GZIP_LEVEL 6
#define LINES_ROOM ((size_t)1 << 16)
#define LEDGER_MAX ((size_t)1 << 34)

static morgue_status write_plain(void *user, morgue_str lines,
                                 morgue_error *err)
{
    const ledger_file *l = user;

    if (l->plain == NULL)
        return MORGUE_OK;
    if (fwrite(lines.data, 1, lines.size, l->plain) != lines.size ||
        fflush(l->plain) != 0)
        return error_set_errno(err, "the ledger");
    return MORGUE_OK;
}

static morgue_status keep_pending(ledger_file *l, uint64_t kept,
                                  morgue_error *err)
{
    if (kept == 0) {
        folder_remove(l->pending);
        return MORGUE_OK;
    }
    l->bytes = kept;
    if (truncate(l->pending, (off_t)kept) != 0)
        return error_set_errno(err, "%s", l->pending);
    return ledger_file_read(l->pending, write_plain, l, err);
}

morgue_status ledger_file_open(ledger_file *l, const char *pending_folder,
                               uint64_t kept, const char *plain_path,
                               morgue_error *err)
{
    morgue_status status;

    *l = (ledger_file){.plain = NULL};
    status = path_format(l->pending, err, "%s/ledger.gz", pending_folder);
    if (status == MORGUE_OK && plain_path != NULL) {
        l->plain = fopen(plain_path, "ae");
        if (l->plain == NULL)
            status = error_set_errno(err, "%s", plain_path);
    }
    return status == MORGUE_OK ? keep_pending(l, kept, err) : status;
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
        l->bytes += size;
    }
    free(out);
    libdeflate_free_compressor(c);
    return status;
}

morgue_status ledger_file_add(ledger_file *l, morgue_str lines,
                              morgue_error *err)
{
    morgue_status status = MORGUE_OK;

    if (lines.size > 0)
        status = write_plain(l, lines, err);
    if (lines.size > 0 && status == MORGUE_OK)
        status = add_compressed(l, lines, err);
    return status;
}

morgue_status ledger_file_keep(ledger_file *l, const char *index,
                               uint64_t run, morgue_error *err)
{
    char path[PATH_BYTES];
    morgue_status status;

    if (l->bytes == 0)
        return MORGUE_OK;
    status = path_format(path, err, "%s/ledger/%06" PRIu64 ".ndjson.gz", index,
                         run);
    if (status == MORGUE_OK)
        status = file_share(l->pending, path, err);
    l->bytes = 0;
    return status;
}

void ledger_file_close(ledger_file *l)
{
    if (l->plain)
        fclose(l->plain);
    l->plain = NULL;
}

/* ---- Reading ---- */

/* One gzip member; its end says how much it holds, but where it ends is not
 * known before, so the room is made larger until it is enough. */
static morgue_status read_member(struct libdeflate_decompressor *d,
                                 morgue_str *rest, buffer *out,
                                 morgue_error *err)
{
    size_t room = rest->size * 4 + LINES_ROOM, used = 0, got = 0;
    enum libdeflate_result result;

    do {
        buffer_clear(out);
        if (buffer_reserve(out, room) == NULL)
            return buffer_status(out, "the ledger", err);
        result = libdeflate_gzip_decompress_ex(d, rest->data, rest->size,
                                               out->data, room, &used, &got);
        room *= 2;
    } while (result == LIBDEFLATE_INSUFFICIENT_SPACE);
    if (result != LIBDEFLATE_SUCCESS)
        return error_set(err, MORGUE_ECORRUPT, -1, "the ledger is damaged");
    out->size = got;
    *rest = str_slice(*rest, used, rest->size);
    return MORGUE_OK;
}

morgue_status ledger_file_read(const char *path,
                               morgue_status (*tell)(void *user,
                                                     morgue_str lines,
                                                     morgue_error *err),
                               void *user, morgue_error *err)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    buffer packed, lines;
    morgue_str rest;
    morgue_status status;

    if (d == NULL)
        return error_no_memory(err);
    buffer_init(&packed, LEDGER_MAX);
    buffer_init(&lines, LEDGER_MAX);
    status = durable_file_read(path, &packed, err);
    rest = buffer_view(&packed);
    while (status == MORGUE_OK && rest.size > 0) {
        status = read_member(d, &rest, &lines, err);
        if (status == MORGUE_OK)
            status = tell(user, buffer_view(&lines), err);
    }
    buffer_free(&packed);
    buffer_free(&lines);
    libdeflate_free_decompressor(d);
    return status;
}
