/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index_folder.h"

#include "error.h"
#include "segment_digest.h"
#include "segment_merge.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static morgue_status take_lock(index_folder *f, morgue_error *err)
{
    char path[PATH_BYTES];
    morgue_status status = path_format(path, err, "%s/lock", f->path);

    if (status != MORGUE_OK)
        return status;
    f->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (f->lock < 0)
        return error_set_errno(err, "%s", path);
    if (flock(f->lock, LOCK_EX | LOCK_NB) == 0)
        return MORGUE_OK;
    if (errno == EWOULDBLOCK)
        return error_set(err, MORGUE_ELOCKED, -1,
                         "%s: another writer holds the index", f->path);
    return error_set_errno(err, "%s", path);
}

static morgue_status refuse_other_files(void *user, const char *name,
                                        morgue_error *err)
{
    static const char *const ours[] = {"lock",     "segments", "pending",
                                       "ledger",   "XAPIANDB", "manifest.json",
                                       "lost+found"};
    const index_folder *f = user;

    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (!strncmp(name, ours[i], strlen(ours[i])))
            return MORGUE_OK;
    return error_set(err, MORGUE_EFORMAT, -1,
                     "%s: holds files but no index, such as %s", f->path,
                     name);
}

static morgue_status load(index_folder *f, morgue_error *err)
{
    morgue_error why = {.offset = -1};
    morgue_status status = manifest_load(&f->manifest, f->path, &why);

    if (status == MORGUE_ENOTFOUND)
        return MORGUE_OK; /* a new index */
    if (status != MORGUE_OK && err)
        *err = why;
    return status;
}

static morgue_status make_folders(index_folder *f, morgue_error *err)
{
    static const char *const names[] = {"segments", "pending", "ledger"};
    char path[PATH_BYTES];
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; status == MORGUE_OK && i < 3; i++) {
        status = path_format(path, err, "%s/%s", f->path, names[i]);
        if (status == MORGUE_OK)
            status = folder_make(path, err);
    }
    return status;
}

static morgue_status remove_stray(void *user, const char *name,
                                  morgue_error *err)
{
    const index_folder *f = user;
    char path[PATH_BYTES];
    morgue_status status;

    for (size_t i = 0; i < f->manifest.segment_count; i++)
        if (!strcmp(name, f->manifest.segments[i].name))
            return MORGUE_OK;
    if (strtoull(name, NULL, 10) < f->unseen)
        return MORGUE_OK; /* a searcher may be reading it */
    status = path_format(path, err, "%s/segments/%s", f->path, name);
    if (status == MORGUE_OK)
        folder_remove(path);
    return status;
}

/* The ledger of a run that was killed before its commit. */
static morgue_status remove_unborn(void *user, const char *name,
                                   morgue_error *err)
{
    const index_folder *f = user;
    char path[PATH_BYTES];
    morgue_status status;

    if (strtoull(name, NULL, 10) <= f->manifest.run)
        return MORGUE_OK;
    status = path_format(path, err, "%s/ledger/%s", f->path, name);
    if (status == MORGUE_OK)
        folder_remove(path);
    return status;
}

static morgue_status remove_unborn_ledgers(index_folder *f, morgue_error *err)
{
    char path[PATH_BYTES];
    morgue_status status = path_format(path, err, "%s/ledger", f->path);

    return status == MORGUE_OK ? folder_list(path, remove_unborn, f, err)
                               : status;
}

static morgue_status save_stub(index_folder *f, morgue_error *err)
{
    char path[PATH_BYTES];
    morgue_status status = manifest_save_stub(&f->manifest, f->path, err);

    if (status == MORGUE_OK)
        status = path_format(path, err, "%s/segments", f->path);
    if (status == MORGUE_OK)
        status = folder_list(path, remove_stray, f, err);
    return status;
}

morgue_status index_folder_open(index_folder *f, const char *path,
                                morgue_error *err)
{
    morgue_status status;
    size_t size = strlen(path);

    *f = (index_folder){.lock = -1};
    manifest_init(&f->manifest);
    while (size > 1 && path[size - 1] == '/')
        size--;
    if (size == 0 || size >= sizeof f->path)
        return error_set(err, MORGUE_EINVALID, -1,
                         "the path of an index has %zu bytes", size);
    snprintf(f->path, sizeof f->path, "%.*s", (int)size, path);
    snprintf(f->pending, sizeof f->pending, "%s/pending", f->path);
    status = folder_make(f->path, err);
    if (status == MORGUE_OK)
        status = load(f, err);
    if (status == MORGUE_OK && f->manifest.run == 0)
        status = folder_list(f->path, refuse_other_files, f, err);
    if (status == MORGUE_OK)
        status = take_lock(f, err);
    if (status == MORGUE_OK) { /* another writer may have come between */
        manifest_free(&f->manifest);
        manifest_init(&f->manifest);
        status = load(f, err);
    }
    if (status == MORGUE_OK)
        status = make_folders(f, err);
    if (status == MORGUE_OK)
        status = save_stub(f, err);
    if (status == MORGUE_OK)
        status = remove_unborn_ledgers(f, err);
    f->unseen = f->manifest.next_segment;
    if (status != MORGUE_OK)
        index_folder_close(f);
    return status;
}

void index_folder_close(index_folder *f)
{
    if (f->lock >= 0)
        close(f->lock);
    f->lock = -1;
    manifest_free(&f->manifest);
}

/* PENDING/NAME under the next number.  It stays in pending/ as well, so that
 * a run that is killed before its commit can go on. */
static morgue_status move_segment(index_folder *f, const char *name,
                                  manifest_segment *out, morgue_error *err)
{
    char from[PATH_BYTES], to[PATH_BYTES];
    morgue_status status;

    snprintf(out->name, sizeof out->name, "%06" PRIu64,
             f->manifest.next_segment);
    status = path_format(from, err, "%s/%s", f->pending, name);
    if (status == MORGUE_OK)
        status = path_format(to, err, "%s/segments/%s", f->path, out->name);
    if (status != MORGUE_OK)
        return status;
    status = folder_share(from, to, err);
    if (status != MORGUE_OK)
        return status;
    out->bytes = folder_bytes(to);
    f->manifest.next_segment++;
    return MORGUE_OK;
}

morgue_status index_folder_adopt(index_folder *f, const batch_segment *from,
                                 morgue_error *err)
{
    manifest_segment segment = {.documents = from->documents,
                                .digest = from->digest};
    morgue_status status = move_segment(f, from->name, &segment, err);

    if (status == MORGUE_OK)
        manifest_add_segment(&f->manifest, &segment);
    return status;
}

/* Write segments into one, durably, under the next number. */
static morgue_status write_anew(index_folder *f, const char *const *from,
                                size_t count, manifest_segment *out,
                                morgue_error *err)
{
    char to[PATH_BYTES];
    morgue_status status = path_format(to, err, "%s/merged", f->pending);

    if (status != MORGUE_OK)
        return status;
    folder_remove(to);
    status = segment_merge(from, count, to, err);
    if (status == MORGUE_OK)
        status = folder_make_durable(to, err);
    if (status == MORGUE_OK)
        status = segment_digest(&out->digest, to, err);
    if (status == MORGUE_OK)
        status = move_segment(f, "merged", out, err);
    folder_remove(to);
    return status;
}

static morgue_status merge_named(index_folder *f, size_t first, size_t count,
                                 manifest_segment *out, morgue_error *err)
{
    char(*paths)[PATH_BYTES] = calloc(count, sizeof *paths);
    const char **from = calloc(count, sizeof *from);
    morgue_status status = MORGUE_OK;

    if (paths == NULL || from == NULL)
        status = error_no_memory(err);
    for (size_t i = 0; i < count && status == MORGUE_OK; i++) {
        from[i] = paths[i];
        status = path_format(paths[i], err, "%s/segments/%s", f->path,
                             f->manifest.segments[first + i].name);
    }
    if (status == MORGUE_OK)
        status = write_anew(f, from, count, out, err);
    free(from);
    free(paths);
    return status;
}

morgue_status index_folder_merge(index_folder *f, size_t first, size_t count,
                                 morgue_error *err)
{
    manifest *m = &f->manifest;
    manifest_segment merged = {.documents = 0};
    morgue_status status = merge_named(f, first, count, &merged, err);

    if (status != MORGUE_OK)
        return status;
    for (size_t i = first; i < first + count; i++)
        merged.documents += m->segments[i].documents;
    m->segments[first] = merged;
    memmove(m->segments + first + 1, m->segments + first + count,
            (m->segment_count - first - count) * sizeof merged);
    m->segment_count -= count - 1;
    return MORGUE_OK;
}

morgue_status index_folder_replace(index_folder *f, size_t at,
                                   const char *path, uint64_t documents,
                                   morgue_error *err)
{
    manifest_segment anew = {.documents = documents};
    morgue_status status = write_anew(f, &path, 1, &anew, err);

    if (status == MORGUE_OK)
        f->manifest.segments[at] = anew;
    return status;
}

morgue_status index_folder_commit(index_folder *f, morgue_error *err)
{
    char path[PATH_BYTES];
    morgue_status status = path_format(path, err, "%s/segments", f->path);

    if (status == MORGUE_OK)
        status = durable_folder_sync(path, err);
    if (status == MORGUE_OK)
        status = manifest_save(&f->manifest, f->path, err);
    if (status == MORGUE_OK)
        status = save_stub(f, err);
    f->unseen = f->manifest.next_segment;
    return status;
}
