/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * morgue_writer: archives to an index.
 */
#include "morgue.h"

#include "archive_walk.h"
#include "error.h"
#include "field.h"
#include "heap.h"
#include "index_folder.h"
#include "index_run.h"
#include "intake.h"
#include "ledger_file.h"
#include "ledger_line.h"
#include "notice_relay.h"
#include "read_progress.h"
#include "segment_digest.h"
#include "segment_format.h"
#include "segment_policy.h"
#include "stored_pack.h"
#include "str.h"
#include "work_plan.h"

#include <stdio.h>
#include <stdlib.h>

struct morgue_writer {
    morgue_writer_options options;
    index_folder folder;
    intake intake;
    read_progress progress;
    notice_relay notices;
    ledger_file ledger;
    xap_reader *index; /* what was committed before; NULL: nothing */
    index_run run;     /* since the last commit */
    shared_dictionary *dictionary;

    morgue_status failure; /* of the pipeline: nothing more is done then */
};

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

static bool remember_key(void *user, morgue_str term, uint64_t frequency)
{
    unique_key key;

    (void)frequency;
    if (unique_key_parse(&key, term))
        key_set_add(user, key);
    return true;
}

static bool remember_url(void *user, morgue_str term, uint64_t frequency)
{
    (void)frequency;
    key_set_add(user, unique_key_url(term));
    return true;
}

/* What a killed run has made durable counts as seen. */
static morgue_status remember_pending(morgue_writer *w, morgue_error *err)
{
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < w->run.segment_count && status == MORGUE_OK; i++) {
        char path[PATH_BYTES];
        const char *paths[] = {path};
        xap_reader *reader = NULL;
        status = path_format(path, err, "%s/%s", w->folder.pending,
                             w->run.segments[i].name);
        if (status == MORGUE_OK)
            status = xap_reader_open(&reader, paths, 1, err);
        if (status == MORGUE_OK)
            status = xap_reader_terms(reader, STR(PREFIX_UNIQUE),
                                      remember_key, w->intake.seen, err);
        if (status == MORGUE_OK)
            status = xap_reader_terms(reader, str_of(fields[FIELD_URL].prefix),
                                      remember_url, w->intake.seen, err);
        xap_reader_close(reader);
    }
    return status;
}

static morgue_status remove_leftover(void *user, const char *name,
                                     morgue_error *err)
{
    const morgue_writer *w = user;
    char path[PATH_BYTES];
    morgue_status status;

    for (size_t i = 0; i < w->run.segment_count; i++)
        if (!strcmp(name, w->run.segments[i].name))
            return MORGUE_OK;
    if (w->run.batch > 0 && (!strcmp(name, "checkpoint.ndjson") ||
                             !strcmp(name, "ledger.gz")))
        return MORGUE_OK;
    status = path_format(path, err, "%s/%s", w->folder.pending, name);
    if (status == MORGUE_OK)
        folder_remove(path);
    return status;
}

/* Go on with a run that was killed, if there is one. */
static morgue_status resume(morgue_writer *w, morgue_error *err)
{
    morgue_status status =
        index_run_load(&w->run, w->folder.pending, w->folder.manifest.run, err);

    if (status == MORGUE_OK)
        status = folder_list(w->folder.pending, remove_leftover, w, err);
    if (status == MORGUE_OK)
        status = remember_pending(w, err);
    if (status == MORGUE_OK && w->run.batch > 0 && w->options.notice)
        w->options.notice(w->options.user, "going on with a run that broke off");
    w->intake.next_batch = w->run.batch + 1;
    w->intake.archive = w->run.archive_count;
    return status;
}

static morgue_status take_dictionary(morgue_writer *w, xap_reader *from,
                                     morgue_error *err)
{
    morgue_str found;
    morgue_status status =
        xap_reader_metadata(from, STR(METADATA_DICTIONARY), &found, err);

    if (status == MORGUE_OK)
        shared_dictionary_settle(w->dictionary, found);
    return status;
}

/* That of a run that goes on. */
static morgue_status take_pending_dictionary(morgue_writer *w,
                                             morgue_error *err)
{
    char path[PATH_BYTES];
    const char *paths[] = {path};
    xap_reader *reader = NULL;
    morgue_status status = path_format(path, err, "%s/%s", w->folder.pending,
                                       w->run.segments[0].name);

    if (status == MORGUE_OK)
        status = xap_reader_open(&reader, paths, 1, err);
    if (status == MORGUE_OK)
        status = take_dictionary(w, reader, err);
    xap_reader_close(reader);
    return status;
}

/* What holds articles keeps what these are packed with; a new index gets its
 * dictionary with its first ones. */
static morgue_status find_dictionary(morgue_writer *w, morgue_error *err)
{
    w->dictionary = shared_dictionary_new(w->intake.next_batch);
    if (w->folder.manifest.schema < SCHEMA_DICTIONARY)
        shared_dictionary_settle(w->dictionary, STR(""));
    else if (w->index)
        return take_dictionary(w, w->index, err);
    else if (w->run.segment_count > 0)
        return take_pending_dictionary(w, err);
    return MORGUE_OK;
}

/* Segments are built in bulk only in the format that libxapian has. */
static morgue_status choose_kind(morgue_writer *w, morgue_writer_kind *kind,
                                 morgue_error *err)
{
    char scratch[PATH_BYTES];
    bool is_known = true;
    morgue_status status = MORGUE_OK;

    *kind = w->options.kind;
    if (*kind != MORGUE_WRITER_BULK)
        return MORGUE_OK;
    status = path_format(scratch, err, "%s/format", w->folder.pending);
    if (status == MORGUE_OK)
        status = segment_format_is_known(scratch, &is_known, err);
    if (is_known)
        return status;
    *kind = MORGUE_WRITER_XAPIAN;
    if (w->options.notice)
        w->options.notice(w->options.user,
                          "this libxapian has another format than morgue "
                          "builds: it writes the index itself, more slowly");
    return status;
}

static morgue_status open_parts(morgue_writer *w, morgue_error *err)
{
    work_plan plan = work_plan_of(&w->options);
    worker_options work = {.no_entities = w->options.no_entities,
                           .directory = w->folder.pending,
                           .schema = w->folder.manifest.schema,
                           .segment_memory = plan.segment_memory};
    morgue_status status;

    w->intake.limits = plan.limits;
    w->intake.seen = key_set_new();
    status = resume(w, err);
    if (status == MORGUE_OK)
        status = choose_kind(w, &work.kind, err);
    if (status == MORGUE_OK)
        status = open_index(w, err);
    if (status == MORGUE_OK)
        status = find_dictionary(w, err);
    work.dictionary = w->dictionary;
    if (status == MORGUE_OK)
        status = ledger_file_open(&w->ledger, w->folder.pending,
                                  w->run.ledger_bytes, w->options.ledger_path,
                                  err);
    if (status == MORGUE_OK)
        status = pipeline_open(&w->intake.pipeline, &work, plan.workers,
                               deliver, w, err);
    return status;
}

morgue_status morgue_writer_open(morgue_writer **out, const char *path,
                                 const morgue_writer_options *options,
                                 morgue_error *err)
{
    morgue_writer *w = heap_new(1, sizeof *w);
    morgue_status status = writer_options_take(&w->options, options, err);

    *out = NULL;
    if (status == MORGUE_OK)
        status = index_folder_open(&w->folder, path, err);
    if (status != MORGUE_OK) {
        free(w);
        return status;
    }
    notice_relay_init(&w->notices, &w->options);
    status = open_parts(w, err);
    if (status != MORGUE_OK) {
        morgue_writer_close(w);
        return status;
    }
    read_progress_init(&w->progress, &w->options, &w->intake,
                       &w->run.counts);
    *out = w;
    return MORGUE_OK;
}

void morgue_writer_close(morgue_writer *w)
{
    if (w == NULL)
        return;
    pipeline_close(w->intake.pipeline);
    shared_dictionary_free(w->dictionary);
    intake_close(&w->intake);
    key_set_free(w->intake.seen);
    xap_reader_close(w->index);
    ledger_file_close(&w->ledger);
    notice_relay_free(&w->notices);
    index_run_clear(&w->run);
    index_folder_close(&w->folder);
    free(w);
}

/* ---- Batches that are done ---- */

/* The worker goes on meanwhile. */
static morgue_status make_durable(const morgue_writer *w, batch *b,
                                  morgue_error *err)
{
    char path[PATH_BYTES];
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < b->segment_count && status == MORGUE_OK; i++) {
        batch_segment *segment = &b->segments[i];
        status = path_format(path, err, "%s/%s", w->folder.pending,
                             segment->name);
        if (status == MORGUE_OK)
            status = segment_digest(&segment->digest, path, err);
        if (status == MORGUE_OK)
            status = folder_make_durable(path, err);
    }
    return status == MORGUE_OK ? durable_folder_sync(w->folder.pending, err)
                               : status;
}

static morgue_status deliver(void *user, batch *b, morgue_error *err)
{
    morgue_writer *w = user;
    uint64_t documents = 0;
    morgue_status status;

    for (size_t i = 0; i < b->segment_count; i++)
        documents += b->segments[i].documents;
    if (!counts_are_whole(&b->counts) || documents != b->counts.indexed)
        return error_set(err, MORGUE_EINTERNAL, -1,
                         "the fates do not add up to the records");
    status = ledger_file_add(&w->ledger, buffer_view(&b->ledger), err);
    notice_relay_take(&w->notices, buffer_view(&b->notices));
    w->run.ledger_bytes = w->ledger.bytes;
    if (status == MORGUE_OK)
        status = make_durable(w, b, err);
    index_run_add(&w->run, b);
    if (status == MORGUE_OK)
        status = index_run_save(&w->run, w->folder.pending,
                                w->folder.manifest.run, b, err);
    return status;
}

/* ---- Archives ---- */

/* Has the file grown since it was read as `old`?  Then where to go on. */
static morgue_status find_grown(const manifest_archive *old,
                                manifest_archive *entry, uint64_t *skip,
                                morgue_error *err)
{
    archive_fingerprint before;
    morgue_status status;

    if (old->fingerprint.size == 0 ||
        old->fingerprint.size >= entry->fingerprint.size)
        return MORGUE_OK;
    status = archive_fingerprint_take(&before, entry->name,
                                      old->fingerprint.size, err);
    if (status != MORGUE_OK || before.hash != old->fingerprint.hash)
        return status;
    if (!old->is_complete) {
        entry->start_offset = old->start_offset;
        *skip = old->records;
    } else if (old->end_offset >= 0) {
        entry->start_offset = old->end_offset;
    }
    return MORGUE_OK;
}

/*
 * What is known of an archive already: that it is read, or where to go on.
 * Standard input has no fingerprint: it is read, and what is in the index is
 * found to be so record by record.
 */
static morgue_status look_up(morgue_writer *w, manifest_archive *entry,
                             bool *is_known, uint64_t *skip, morgue_error *err)
{
    manifest *m = &w->folder.manifest;
    const manifest_archive *old;
    morgue_status status;

    *is_known = false;
    *skip = 0;
    if (!strcmp(entry->name, "-"))
        return MORGUE_OK;
    status =
        archive_fingerprint_take(&entry->fingerprint, entry->name, 0, err);
    if (status != MORGUE_OK || entry->fingerprint.size == 0)
        return status;
    old = index_run_find(&w->run, entry);
    if (old == NULL)
        old = manifest_find_archive(m, entry->fingerprint);
    if (old != NULL) {
        *is_known = old->is_complete;
        entry->start_offset = old->start_offset;
        *skip = old->records;
        return MORGUE_OK;
    }
    old = manifest_find_name(m, entry->name);
    return old ? find_grown(old, entry, skip, err) : MORGUE_OK;
}

static morgue_status read_archive(morgue_writer *w, size_t number,
                                  uint64_t skip, morgue_error *err)
{
    manifest_archive *entry = &w->run.archives[number];
    bool is_ours;
    morgue_status status;

    w->intake.archive = number;
    w->intake.skip = skip;
    read_progress_begin(&w->progress, entry->name);
    status = intake_read(&w->intake, entry->name, entry->start_offset,
                         &is_ours, err);
    read_progress_end(&w->progress);
    entry->records = w->intake.records;
    entry->end_offset = w->intake.end_offset;
    entry->is_complete = status == MORGUE_OK;
    w->run.counts.bytes += w->intake.bytes;
    if (status == MORGUE_OK)
        w->run.counts.archives++;
    else if (is_ours)
        w->failure = status;
    if (status == MORGUE_OK && entry->start_offset == 0)
        notice_relay_archive(&w->notices, entry->name, w->intake.bytes,
                             entry->records);
    return status;
}

static void fail_file(void *user, const morgue_error *fault)
{
    morgue_writer *w = user;

    w->run.counts.archives_failed++;
    notice_relay_failure(&w->notices, fault);
}

static void pass_index(void *user, const char *path)
{
    morgue_writer *w = user;

    notice_relay_index(&w->notices, path);
}

static morgue_status add_file(void *user, const char *path, morgue_error *err)
{
    morgue_writer *w = user;
    morgue_error fault = {.offset = -1};
    bool is_known;
    uint64_t skip;
    morgue_status status = look_up(w, index_run_enter(&w->run, path),
                                   &is_known, &skip, &fault);

    if (status == MORGUE_OK && is_known) {
        w->run.counts.archives_skipped++;
        index_run_forget(&w->run);
        return MORGUE_OK;
    }
    if (status == MORGUE_OK)
        status = read_archive(w, w->run.archive_count - 1, skip, &fault);
    else
        index_run_forget(&w->run);
    if (status == MORGUE_OK)
        return MORGUE_OK;
    if (w->failure != MORGUE_OK) {
        if (err)
            *err = fault;
        return status;
    }
    fault.status = status;
    fail_file(w, &fault);
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
    const archive_visitor visitor = {add_file, fail_file, pass_index, w};
    morgue_status status = check_failure(w, err);

    if (status == MORGUE_OK)
        status = archive_walk(path, &visitor, err);
    return status == MORGUE_OK ? notice_relay_outcome(&w->notices, err)
                               : status;
}

/* ---- Commit ---- */

static morgue_status finish_batches(morgue_writer *w, morgue_error *err)
{
    morgue_status status = intake_flush(&w->intake, err);

    if (status == MORGUE_OK)
        status = pipeline_drain(w->intake.pipeline, err);
    notice_relay_finish(&w->notices);
    if (status == MORGUE_OK && !counts_are_whole(&w->run.counts))
        status = error_set(err, MORGUE_EINTERNAL, -1,
                           "the fates do not add up to the records");
    return status;
}

static morgue_status merge_segments(morgue_writer *w, morgue_error *err)
{
    size_t first, count;
    morgue_status status = MORGUE_OK;

    while (status == MORGUE_OK &&
           segment_policy_pick(&w->folder.manifest, &first, &count))
        status = index_folder_merge(&w->folder, first, count, err);
    return status;
}

static morgue_status enter_run(morgue_writer *w, morgue_error *err)
{
    manifest *m = &w->folder.manifest;
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < w->run.segment_count && status == MORGUE_OK; i++)
        status = index_folder_adopt(&w->folder, &w->run.segments[i], err);
    for (size_t i = 0; i < w->run.archive_count; i++)
        if (w->run.archives[i].fingerprint.size > 0)
            manifest_add_archive(m, &w->run.archives[i]);
    morgue_counts_add(&m->counts, &w->run.counts);
    return status == MORGUE_OK ? merge_segments(w, err) : status;
}

/* After a commit: nothing is pending, and what was added is in the index. */
static morgue_status begin_anew(morgue_writer *w, morgue_error *err)
{
    index_run_clear(&w->run);
    w->intake.next_batch = 1;
    w->intake.archive = 0;
    if (folder_list(w->folder.pending, remove_leftover, w, err) != MORGUE_OK)
        return MORGUE_EIO;
    return open_index(w, err);
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
    if (status == MORGUE_OK) {
        w->folder.manifest.run++;
        status = index_folder_commit(&w->folder, err);
    }
    if (counts)
        *counts = w->run.counts;
    if (status == MORGUE_OK)
        status = begin_anew(w, err);
    w->failure = status;
    return status;
}
