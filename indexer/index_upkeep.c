/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Changes to an index that is there: merging, removing.
 */
#include "morgue.h"

#include "error.h"
#include "glass_version.h"
#include "index_folder.h"
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

/* Whether a segment is as we write them, so that it is searched in place. */
static bool is_as_written(const index_folder *f, size_t at)
{
    glass_root roots[GLASS_TABLES];
    glass_stats stats;
    char path[PATH_BYTES];

    return path_format(path, NULL, "%s/segments/%s", f->path,
                       f->manifest.segments[at].name) == MORGUE_OK &&
           glass_version_read(path, roots, &stats, NULL, NULL) == MORGUE_OK &&
           stats.last_docid == stats.documents;
}

morgue_status morgue_index_merge(const char *path, morgue_error *err)
{
    index_folder f;
    morgue_status status = open_folder(&f, path, err);

    if (status != MORGUE_OK)
        return status;
    if (f.manifest.segment_count > 1 ||
        (f.manifest.segment_count == 1 && !is_as_written(&f, 0))) {
        status =
            index_folder_merge(&f, 0, f.manifest.segment_count, err);
        if (status == MORGUE_OK)
            status = index_folder_commit(&f, err);
    }
    index_folder_close(&f);
    return status;
}

/* ---- Removing ---- */

/* The documents of a segment, and whether any has one of the URLs. */
static morgue_status look_for(const char *path, const morgue_str *urls,
                              size_t count, uint64_t *documents, bool *has_any,
                              morgue_error *err)
{
    const char *paths[] = {path};
    xap_reader *reader = NULL;
    morgue_status status = xap_reader_open(&reader, paths, 1, err);

    *has_any = false;
    if (status == MORGUE_OK)
        status = xap_reader_document_count(reader, documents, err);
    for (size_t i = 0; i < count && status == MORGUE_OK && !*has_any; i++) {
        char term[URL_TERM_MAX];
        uint64_t frequency = 0;
        status = xap_reader_term_frequency(reader, url_term(term, urls[i]),
                                           &frequency, err);
        *has_any = frequency > 0;
    }
    xap_reader_close(reader);
    return status;
}

static morgue_status delete_documents(const char *path, const morgue_str *urls,
                                      size_t count, morgue_error *err)
{
    xap_writer *writer = NULL;
    morgue_status status = xap_writer_open(&writer, path, false, err);

    for (size_t i = 0; i < count && status == MORGUE_OK; i++) {
        char term[URL_TERM_MAX];
        status =
            xap_writer_delete_by_term(writer, url_term(term, urls[i]), err);
    }
    if (status == MORGUE_OK)
        status = xap_writer_commit(writer, err);
    xap_writer_close(writer);
    return status;
}

/* By libxapian, in a copy: a segment never changes, so that the index is as it
 * was or as it will be, also for who is searching and after a power cut. */
static morgue_status remove_from_copy(index_folder *f, size_t at,
                                      const char *path, const morgue_str *urls,
                                      size_t count, uint64_t *left,
                                      morgue_error *err)
{
    char copy[PATH_BYTES];
    bool has_any;
    morgue_status status = path_format(copy, err, "%s/changed", f->pending);

    if (status != MORGUE_OK)
        return status;
    status = folder_copy(path, copy, err);
    if (status == MORGUE_OK)
        status = delete_documents(copy, urls, count, err);
    if (status == MORGUE_OK)
        status = look_for(copy, NULL, 0, left, &has_any, err);
    if (status == MORGUE_OK)
        status = index_folder_replace(f, at, copy, *left, err);
    folder_remove(copy);
    return status;
}

static morgue_status remove_from(index_folder *f, size_t at,
                                 const morgue_str *urls, size_t count,
                                 uint64_t *removed, morgue_error *err)
{
    char path[PATH_BYTES];
    uint64_t before = 0, left = 0;
    bool has_any = false;
    morgue_status status = path_format(path, err, "%s/segments/%s", f->path,
                                       f->manifest.segments[at].name);

    if (status == MORGUE_OK)
        status = look_for(path, urls, count, &before, &has_any, err);
    if (status != MORGUE_OK || !has_any)
        return status;
    status = remove_from_copy(f, at, path, urls, count, &left, err);
    if (status == MORGUE_OK)
        *removed += before - left;
    return status;
}

/* What another program has changed is searched at half the speed. */
static morgue_status rewrite_changed(index_folder *f, morgue_error *err)
{
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < f->manifest.segment_count; i++)
        if (status == MORGUE_OK && !is_as_written(f, i))
            status = index_folder_merge(f, i, 1, err);
    return status;
}

morgue_status morgue_index_remove(const char *path, const morgue_str *urls,
                                  size_t count, uint64_t *removed,
                                  morgue_error *err)
{
    index_folder f;
    morgue_status status = open_folder(&f, path, err);

    *removed = 0;
    if (status != MORGUE_OK)
        return status;
    for (size_t i = 0; i < f.manifest.segment_count; i++)
        if (status == MORGUE_OK)
            status = remove_from(&f, i, urls, count, removed, err);
    if (*removed > 0 && status == MORGUE_OK)
        status = rewrite_changed(&f, err);
    if (*removed > 0 && status == MORGUE_OK)
        status = index_folder_commit(&f, err);
    if (status != MORGUE_OK)
        *removed = 0;
    index_folder_close(&f);
    return status;
}
