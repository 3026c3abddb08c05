/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Changes to an index that is there: merging, removing.
 */
#include "morgue.h"

#include "error.h"
#include "index_folder.h"
#include "segment_digest.h"
#include "str.h"
#include "url_term.h"
#include "xap.h"

/* Opened as a writer opens it, but never made. */
static morgue_status open_folder(index_folder *f, const char *path,
                                 morgue_error *err)
{
    manifest m;
    morgue_status status;

    manifest_init(&m);
    status = manifest_load(&m, path, err);
    manifest_free(&m);
    return status == MORGUE_OK ? index_folder_open(f, path, err) : status;
}

morgue_status morgue_index_merge(const char *path, morgue_error *err)
{
    index_folder f;
    morgue_status status = open_folder(&f, path, err);

    if (status != MORGUE_OK)
        return status;
    if (f.manifest.segment_count > 1) {
        status =
            index_folder_merge(&f, 0, f.manifest.segment_count, err);
        if (status == MORGUE_OK)
            status = index_folder_commit(&f, err);
    }
    index_folder_close(&f);
    return status;
}

/* Remove the documents of a term from one segment, by libxapian. */
static morgue_status remove_from(index_folder *f, manifest_segment *segment,
                                 morgue_str term, uint64_t *removed,
                                 morgue_error *err)
{
    char path[PATH_BYTES];
    const char *paths[] = {path};
    xap_reader *reader = NULL;
    xap_writer *writer = NULL;
    uint64_t frequency = 0;
    morgue_status status =
        path_format(path, err, "%s/segments/%s", f->path, segment->name);

    if (status == MORGUE_OK)
        status = xap_reader_open(&reader, paths, 1, err);
    if (status == MORGUE_OK)
        status = xap_reader_term_frequency(reader, term, &frequency, err);
    xap_reader_close(reader);
    if (status != MORGUE_OK || frequency == 0)
        return status;
    /* Without the old digest first: broken off in between it would be false. */
    segment->digest = 0;
    status = manifest_save(&f->manifest, f->path, err);
    if (status == MORGUE_OK)
        status = xap_writer_open(&writer, path, false, err);
    if (status == MORGUE_OK)
        status = xap_writer_delete_by_term(writer, term, err);
    if (status == MORGUE_OK)
        status = xap_writer_commit(writer, err);
    xap_writer_close(writer);
    if (status == MORGUE_OK) {
        *removed += frequency;
        segment->documents -= frequency;
        segment->bytes = folder_bytes(path);
        status = segment_digest(&segment->digest, path, err);
    }
    return status;
}

morgue_status morgue_index_remove(const char *path, morgue_str url,
                                  uint64_t *removed, morgue_error *err)
{
    char term[URL_TERM_MAX];
    index_folder f;
    morgue_status status = open_folder(&f, path, err), saved;

    *removed = 0;
    if (status != MORGUE_OK)
        return status;
    for (size_t i = 0; i < f.manifest.segment_count; i++)
        if (status == MORGUE_OK)
            status = remove_from(&f, &f.manifest.segments[i],
                                 url_term(term, url), removed, err);
    if (*removed > 0) { /* also when a later segment failed */
        saved = manifest_save(&f.manifest, f.path, NULL);
        if (status == MORGUE_OK && saved != MORGUE_OK)
            status = error_set(err, saved, -1, "%s: the manifest", path);
    }
    index_folder_close(&f);
    return status;
}
