/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * morgue_writer: archives to an index.
 */
#include "morgue.h"

#include "archive_reader.h"
#include "error.h"
#include "index_folder.h"
#include "intake.h"
#include "ledger_file.h"
#include "ledger_line.h"
#include "read_progress.h"
#include "str.h"
#include "work_plan.h"

#include <stdio.h>
#include <stdlib.h>

struct morgue_writer {
    morgue_writer_options options;
    index_folder folder;
    intake intake;
    read_progress progress;
    ledger_file ledger;
    xap_reader *index; /* what was committed before; NULL: nothing */
    morgue_counts counts; /* since the last commit */

    /* Segments that are durable in pending/, in order. */
    batch_segment *segments;
    size_t segment_count;

    /* Archives read since the last commit, in order. */
    manifest_archive *archives;
    size_t archive_count;

    morgue_status failure; /* of the pipeline: nothing more is done then */
};

static void *check(void *memory)
{
    if (memory == NULL) {
        fputs("morgue: out of memory\n", stderr);
        abort();
    }
    return memory;
}

/* ---- Opening and closing ---- */

static morgue_status deliver(void *user, batch *b, morgue_error *err);

/* Documents that are indexed already are known by their terms. */
static morgue_status open_index(morgue_writer *w, morgue_error *err)
{
    const char *path = w->folder.path;

    xap_reader_close(w->index);
    w->index = NULL;
    w->intake.index = NULL;
    if (w->folder.manifest.segment_count == 0)
        return MORGUE_OK;
    if (xap_reader_open(&w->index, &path, 1, err) != MORGUE_OK)
        return MORGUE_ECORRUPT;
    w->intake.index = w->index;
    return MORGUE_OK;
}

static morgue_status open_parts(morgue_writer *w, morgue_error *err)
{
    work_plan plan = work_plan_of(&w->options);
    worker_options work = {.no_entities = w->options.no_entities,
                           .directory = w->folder.pending,
                           .kind = w->options.kind,
                           .segment_memory = plan.segment_memory};
    morgue_status status;

    w->intake.limits = plan.limits;
    w->intake.next_batch = 1;
    w->intake.seen = key_set_new();
    if (w->intake.seen == NULL)
        return error_no_memory(err);
    folder_remove(w->folder.pending);
    status = folder_make(w->folder.pending, err);
    if (status == MORGUE_OK)
        status = open_index(w, err);
    if (status == MORGUE_OK)
        status = ledger_file_open(&w->ledger, w->folder.pending,
                                  w->options.ledger_path, err);
    if (status == MORGUE_OK)
        status = pipeline_open(&w->intake.pipeline, &work, plan.workers,
                               deliver, w, err);
    return status;
}

morgue_status morgue_writer_open(morgue_writer **out, const char *path,
                                 const morgue_writer_options *options,
                                 morgue_error *err)
{
    morgue_writer *w = check(calloc(1, sizeof *w));
    morgue_writer_options defaults = MORGUE_WRITER_OPTIONS_INIT;
    morgue_status status;

    *out = NULL;
    w->options = options ? *options : defaults;
    status = index_folder_open(&w->folder, path, err);
    if (status != MORGUE_OK) {
        free(w);
        return status;
    }
    status = open_parts(w, err);
    if (status != MORGUE_OK) {
        morgue_writer_close(w);
        return status;
    }
    read_progress_init(&w->progress, &w->options, &w->intake, &w->counts);
    *out = w;
    return MORGUE_OK;
}

static void forget_run(morgue_writer *w)
{
    for (size_t i = 0; i < w->archive_count; i++)
        free(w->archives[i].name);
    w->archive_count = w->segment_count = 0;
    w->counts = (morgue_counts){0};
}

void morgue_writer_close(morgue_writer *w)
{
    if (w == NULL)
        return;
    pipeline_close(w->intake.pipeline);
    intake_close(&w->intake);
    key_set_free(w->intake.seen);
    xap_reader_close(w->index);
    ledger_file_close(&w->ledger);
    forget_run(w);
    free(w->archives);
    free(w->segments);
    folder_remove(w->folder.pending);
    index_folder_close(&w->folder);
    free(w);
}

/* ---- Batches that are done ---- */

static void keep_segments(morgue_writer *w, const batch *b)
{
    size_t count = w->segment_count + b->segment_count;

    w->segments = check(realloc(w->segments, (count + 1) *
                                                 sizeof *w->segments));
    memcpy(w->segments + w->segment_count, b->segments,
           b->segment_count * sizeof *w->segments);
    w->segment_count = count;
}

static morgue_status deliver(void *user, batch *b, morgue_error *err)
{
    morgue_writer *w = user;
    uint64_t documents = 0;

    for (size_t i = 0; i < b->segment_count; i++)
        documents += b->segments[i].documents;
    if (!counts_are_whole(&b->counts) || documents != b->counts.indexed)
        return error_set(err, MORGUE_EINTERNAL, -1,
                         "the fates do not add up to the records");
    counts_add(&w->counts, &b->counts);
    keep_segments(w, b);
    return ledger_file_add(&w->ledger, buffer_view(&b->ledger), err);
}

/* ---- Archives ---- */

static manifest_archive *enter_archive(morgue_writer *w, const char *path)
{
    manifest_archive *a;

    w->archives = check(realloc(w->archives, (w->archive_count + 1) *
                                                 sizeof *w->archives));
    a = &w->archives[w->archive_count++];
    *a = (manifest_archive){.name = check(strdup(path)), .end_offset = -1};
    return a;
}

/* Standard input has no fingerprint: it is read, and what is in the index
 * already is found to be so record by record. */
static morgue_status look_up(morgue_writer *w, const char *path,
                             manifest_archive *entry, bool *is_known,
                             morgue_error *err)
{
    const manifest_archive *old;
    morgue_status status;

    *is_known = false;
    if (!strcmp(path, "-"))
        return MORGUE_OK;
    status = archive_fingerprint_take(&entry->fingerprint, path, 0, err);
    if (status != MORGUE_OK || entry->fingerprint.size == 0)
        return status;
    old = manifest_find_archive(&w->folder.manifest, entry->fingerprint);
    *is_known = old != NULL && old->is_complete;
    for (size_t i = 0; i + 1 < w->archive_count; i++)
        *is_known |= w->archives[i].is_complete &&
                     w->archives[i].fingerprint.size ==
                         entry->fingerprint.size &&
                     w->archives[i].fingerprint.hash ==
                         entry->fingerprint.hash;
    return MORGUE_OK;
}

static void forget_archive(morgue_writer *w)
{
    free(w->archives[--w->archive_count].name);
}

static morgue_status read_archive(morgue_writer *w, manifest_archive *entry,
                                  morgue_error *err)
{
    bool is_ours;
    morgue_status status;

    read_progress_begin(&w->progress, entry->name);
    status = intake_read(&w->intake, entry->name, 0, &is_ours, err);
    read_progress_end(&w->progress);
    entry->records = w->intake.records;
    entry->end_offset = w->intake.end_offset;
    entry->is_complete = status == MORGUE_OK;
    w->intake.archive++;
    w->counts.bytes += w->intake.bytes;
    if (status == MORGUE_OK)
        w->counts.archives++;
    else if (is_ours)
        w->failure = status;
    return status;
}

typedef struct walk {
    morgue_writer *writer;
    morgue_error failure; /* the first archive that could not be read */
} walk;

static morgue_status add_file(void *user, const char *path, morgue_error *err)
{
    walk *k = user;
    morgue_writer *w = k->writer;
    manifest_archive *entry = enter_archive(w, path);
    morgue_error fault = {.offset = -1};
    bool is_known;
    morgue_status status = look_up(w, path, entry, &is_known, &fault);

    if (status == MORGUE_OK && is_known) {
        w->counts.archives_skipped++;
        forget_archive(w);
        return MORGUE_OK;
    }
    if (status == MORGUE_OK)
        status = read_archive(w, entry, &fault);
    if (status == MORGUE_OK)
        return MORGUE_OK;
    if (w->failure != MORGUE_OK) {
        if (err)
            *err = fault;
        return status;
    }
    w->counts.archives_failed++;
    if (k->failure.status == MORGUE_OK) {
        k->failure = fault;
        k->failure.status = status;
    } else if (w->options.notice) {
        w->options.notice(w->options.user, fault.message);
    }
    return MORGUE_OK;
}

static morgue_status check_failure(const morgue_writer *w, morgue_error *err)
{
    if (w->failure == MORGUE_OK)
        return MORGUE_OK;
    return error_set(err, w->failure, -1, "the writer failed before");
}

morgue_status morgue_writer_add_archive(morgue_writer *w, const char *path,
                                        morgue_error *err)
{
    walk k = {.writer = w};
    morgue_status status = check_failure(w, err);

    if (status == MORGUE_OK)
        status = archive_walk(path, add_file, &k, err);
    if (status == MORGUE_OK && k.failure.status != MORGUE_OK) {
        status = k.failure.status;
        if (err)
            *err = k.failure;
    }
    return status;
}

/* ---- Commit ---- */

static morgue_status finish_batches(morgue_writer *w, morgue_error *err)
{
    morgue_status status = intake_flush(&w->intake, err);

    if (status == MORGUE_OK)
        status = pipeline_drain(w->intake.pipeline, err);
    if (status == MORGUE_OK && !counts_are_whole(&w->counts))
        status = error_set(err, MORGUE_EINTERNAL, -1,
                           "the fates do not add up to the records");
    return status;
}

static morgue_status enter_run(morgue_writer *w, morgue_error *err)
{
    manifest *m = &w->folder.manifest;
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < w->segment_count && status == MORGUE_OK; i++)
        status = index_folder_adopt(&w->folder, w->segments[i].name,
                                    w->segments[i].documents, err);
    for (size_t i = 0; i < w->archive_count; i++)
        if (w->archives[i].fingerprint.size > 0)
            manifest_add_archive(m, &w->archives[i]);
    counts_add(&m->counts, &w->counts);
    return status;
}

morgue_status morgue_writer_commit(morgue_writer *w, morgue_counts *counts,
                                   morgue_error *err)
{
    morgue_status status = check_failure(w, err);

    if (status == MORGUE_OK)
        status = finish_batches(w, err);
    if (status == MORGUE_OK)
        status = ledger_file_keep(&w->ledger, w->folder.path,
                                  w->folder.manifest.run + 1, err);
    if (status == MORGUE_OK)
        status = enter_run(w, err);
    if (status == MORGUE_OK)
        status = index_folder_commit(&w->folder, err);
    if (counts)
        *counts = w->counts;
    if (status == MORGUE_OK) {
        forget_run(w);
        status = open_index(w, err);
    }
    w->failure = status;
    return status;
}
