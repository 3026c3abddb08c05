/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index_run.h"

#include "durable_file.h"
#include "error.h"
#include "heap.h"
#include "ledger_line.h"
#include "manifest_json.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHECKPOINT_MAX ((size_t)1 << 30)

void index_run_clear(index_run *run)
{
    for (size_t i = 0; i < run->archive_count; i++)
        free(run->archives[i].name);
    free(run->archives);
    free(run->segments);
    archive_table_free(&run->by_fingerprint);
    *run = (index_run){0};
}

manifest_archive *index_run_enter(index_run *run, const char *name)
{
    manifest_archive *a;

    run->archives = heap_resize(run->archives, run->archive_count + 1,
                                sizeof *run->archives);
    a = &run->archives[run->archive_count++];
    *a = (manifest_archive){.name = heap_check(strdup(name)), .end_offset = -1};
    return a;
}

void index_run_forget(index_run *run)
{
    free(run->archives[--run->archive_count].name);
}

/* Archives that were forgotten stay in the table. */
const manifest_archive *index_run_find(index_run *run,
                                       const manifest_archive *entry)
{
    uint64_t key = archive_fingerprint_key(entry->fingerprint);
    const manifest_archive *last = NULL;
    size_t at = 0, i;

    while (archive_table_next(&run->by_fingerprint, key, &at, &i)) {
        const manifest_archive *a = &run->archives[i];
        if (i < run->archive_count && a != entry &&
            archive_fingerprint_equal(a->fingerprint, entry->fingerprint) &&
            (last == NULL || last < a))
            last = a;
    }
    if (last == NULL || !last->is_complete)
        archive_table_add(&run->by_fingerprint, key,
                          (size_t)(entry - run->archives));
    return last;
}

static void add_segments(index_run *run, const batch_segment *segments,
                         size_t count)
{
    size_t sum = run->segment_count + count;

    run->segments = heap_resize(run->segments, sum + 1,
                                sizeof *run->segments);
    memcpy(run->segments + run->segment_count, segments,
           count * sizeof *segments);
    run->segment_count = sum;
}

void index_run_add(index_run *run, const batch *b)
{
    add_segments(run, b->segments, b->segment_count);
    morgue_counts_add(&run->counts, &b->counts);
    run->batch = b->number;
}

/* ---- The checkpoint: a line of JSON a batch ---- */

static json_t *segments_json(const batch *b)
{
    json_t *out = json_array();

    for (size_t i = 0; i < b->segment_count; i++)
        json_array_append_new(
            out, json_pack("{s:s, s:i, s:o}", "name", b->segments[i].name,
                           "documents", (int)b->segments[i].documents,
                           "digest",
                           manifest_hash_json(b->segments[i].digest)));
    return out;
}

/* The archives that this batch ended, and the one that it ended in. */
static json_t *archives_json(index_run *run, const batch *b)
{
    json_t *out = json_array();

    for (size_t i = run->archives_noted; i <= b->end.archive; i++) {
        manifest_archive a = run->archives[i];
        if (i == b->end.archive) {
            a.records = b->end.records;
            a.is_complete = false;
        }
        json_array_append_new(out, manifest_archive_json(&a));
    }
    run->archives_noted = b->end.archive;
    return out;
}

morgue_status index_run_save(index_run *run, const char *pending,
                             uint64_t base, const batch *b, morgue_error *err)
{
    char path[PATH_BYTES];
    morgue_status status =
        path_format(path, err, "%s/checkpoint.ndjson", pending);
    json_t *noted = manifest_number_json(run->archives_noted);
    json_t *line = json_pack(
        "{s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "base",
        manifest_number_json(base), "batch", manifest_number_json(b->number),
        "segments", segments_json(b), "counts",
        manifest_counts_json(&run->counts), "noted", noted, "archives",
        archives_json(run, b), "ledger",
        manifest_number_json(run->ledger_bytes));
    char *text = line ? json_dumps(line, JSON_COMPACT) : NULL;
    buffer out;

    buffer_init(&out, CHECKPOINT_MAX);
    if (status == MORGUE_OK && text == NULL)
        status = error_no_memory(err);
    if (status == MORGUE_OK) {
        buffer_append_str(&out, str_of(text));
        buffer_append_char(&out, '\n');
        status = buffer_status(&out, "checkpoint", err);
    }
    if (status == MORGUE_OK)
        status = durable_file_append(path, buffer_view(&out), err);
    buffer_free(&out);
    free(text);
    json_decref(line);
    return status;
}

static bool load_segment(batch_segment *out, const json_t *from,
                         const char *pending)
{
    const char *name = json_string_value(json_object_get(from, "name"));
    char path[PATH_BYTES];

    if (name == NULL || strlen(name) >= sizeof out->name ||
        strspn(name, "0123456789-") != strlen(name))
        return false;
    snprintf(out->name, sizeof out->name, "%s", name);
    out->documents = (uint32_t)manifest_number(from, "documents");
    out->digest = manifest_hash(from, "digest");
    return path_format(path, NULL, "%s/%s/iamglass", pending, name) ==
               MORGUE_OK &&
           access(path, R_OK) == 0;
}

static bool load_archives(index_run *run, const json_t *line)
{
    size_t noted = (size_t)manifest_number(line, "noted"), i;
    const json_t *part;

    if (noted > run->archive_count)
        return false;
    while (run->archive_count > noted)
        index_run_forget(run);
    json_array_foreach(json_object_get(line, "archives"), i, part) {
        manifest_archive a;
        manifest_archive *entry;
        if (!manifest_archive_of_json(&a, part))
            return false;
        entry = index_run_enter(run, a.name);
        a.name = entry->name;
        *entry = a;
        archive_table_add(&run->by_fingerprint,
                          archive_fingerprint_key(a.fingerprint),
                          run->archive_count - 1);
    }
    return true;
}

/* One batch; false where the checkpoint is no longer whole. */
static bool load_line(index_run *run, const json_t *line, const char *pending,
                      uint64_t base)
{
    const json_t *segments = json_object_get(line, "segments"), *part;
    batch_segment loaded[BATCH_SEGMENTS_MAX];
    size_t i;

    if (manifest_number(line, "base") != base ||
        manifest_number(line, "batch") != run->batch + 1 ||
        json_array_size(segments) > BATCH_SEGMENTS_MAX)
        return false;
    json_array_foreach(segments, i, part)
        if (!load_segment(&loaded[i], part, pending))
            return false;
    if (!load_archives(run, line))
        return false;
    add_segments(run, loaded, json_array_size(segments));
    run->counts = manifest_counts_of_json(json_object_get(line, "counts"));
    run->ledger_bytes = manifest_number(line, "ledger");
    run->batch++;
    run->archives_noted = run->archive_count ? run->archive_count - 1 : 0;
    return true;
}

static bool has_ledger(const index_run *run, const char *pending)
{
    char path[PATH_BYTES];
    struct stat st;

    return path_format(path, NULL, "%s/ledger.gz", pending) == MORGUE_OK &&
           stat(path, &st) == 0 && (uint64_t)st.st_size >= run->ledger_bytes;
}

/* The reader was ahead of the batches when it counted these. */
static void count_archives(index_run *run)
{
    run->counts.archives = run->counts.bytes = 0;
    for (size_t i = 0; i < run->archive_count; i++) {
        if (!run->archives[i].is_complete)
            continue;
        run->counts.archives++;
        run->counts.bytes += run->archives[i].fingerprint.size;
    }
}

morgue_status index_run_load(index_run *run, const char *pending,
                             uint64_t base, morgue_error *err)
{
    char path[PATH_BYTES];
    buffer text;
    morgue_str rest, line;
    bool is_whole = true;
    morgue_status status =
        path_format(path, err, "%s/checkpoint.ndjson", pending);

    if (status != MORGUE_OK || access(path, F_OK) != 0)
        return status;
    buffer_init(&text, CHECKPOINT_MAX);
    status = durable_file_read(path, &text, err);
    rest = buffer_view(&text);
    while (status == MORGUE_OK && is_whole && str_next_line(&rest, &line)) {
        json_t *json = json_loadb(line.data, line.size, 0, NULL);
        is_whole = json != NULL && load_line(run, json, pending, base);
        json_decref(json);
    }
    buffer_free(&text);
    if (!has_ledger(run, pending))
        index_run_clear(run);
    count_archives(run);
    return status;
}
