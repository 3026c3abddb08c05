/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tar_writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <time.h>

struct tar_writer {
    struct archive *archive;
    bytes file;
};

static la_ssize_t take(struct archive *archive, void *data, const void *part,
                       size_t length)
{
    tar_writer *writer = data;

    (void)archive;
    bytes_add(&writer->file, part, length);
    return (la_ssize_t)length;
}

static void check(const tar_writer *writer, int status)
{
    if (status != ARCHIVE_OK)
        die("libarchive: %s", archive_error_string(writer->archive));
}

/* gzip's head must not hold the time of day. */
tar_writer *tar_begin(void)
{
    tar_writer *writer = pool_alloc(sizeof(*writer));

    writer->archive = archive_write_new();
    if (writer->archive == NULL)
        die("out of memory");
    check(writer, archive_write_set_format_ustar(writer->archive));
    check(writer, archive_write_add_filter_gzip(writer->archive));
    check(writer, archive_write_set_options(writer->archive,
                                            "gzip:!timestamp,"
                                            "gzip:compression-level=9"));
    check(writer, archive_write_set_bytes_in_last_block(writer->archive, 1));
    check(writer,
          archive_write_open2(writer->archive, writer, NULL, take, NULL, NULL));
    return writer;
}

void tar_add(tar_writer *writer, const char *name, const bytes *content,
             long long modified)
{
    struct archive_entry *entry = archive_entry_new();

    if (entry == NULL)
        die("out of memory");
    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, (la_int64_t)content->length);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_mtime(entry, (time_t)modified, 0);
    check(writer, archive_write_header(writer->archive, entry));
    if (archive_write_data(writer->archive, content->data, content->length) !=
        (la_ssize_t)content->length)
        die("libarchive: %s", archive_error_string(writer->archive));
    archive_entry_free(entry);
}

bytes tar_end(tar_writer *writer)
{
    check(writer, archive_write_close(writer->archive));
    archive_write_free(writer->archive);
    return writer->file;
}
