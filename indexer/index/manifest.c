/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "manifest.h"

#include "digest.h"
#include "durable_file.h"
#include "error.h"
#include "field.h"
#include "heap.h"
#include "manifest_json.h"
#include "str.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define MANIFEST_MAX ((size_t)1 << 30)

void manifest_init(manifest *m)
{
    *m = (manifest){.schema = SCHEMA_VERSION, .next_segment = 1};
}

void manifest_free(manifest *m)
{
    for (size_t i = 0; i < m->archive_count; i++)
        free(m->archives[i].name);
    free(m->archives);
    archive_table_free(&m->by_fingerprint);
    archive_table_free(&m->by_name);
    free(m->segments);
    *m = (manifest){0};
}

/* The array grows when its count reaches a power of two. */
static void *grow(void *array, size_t count, size_t size)
{
    if (count == 0 || (count & (count - 1)) != 0)
        return count == 0 ? heap_new(1, size) : array;
    return heap_resize(array, 2 * count, size);
}

void manifest_add_segment(manifest *m, const manifest_segment *segment)
{
    m->segments = grow(m->segments, m->segment_count, sizeof *m->segments);
    m->segments[m->segment_count++] = *segment;
}

manifest_archive *manifest_add_archive(manifest *m,
                                       const manifest_archive *archive)
{
    manifest_archive *added = manifest_find_archive(m, archive->fingerprint);

    if (added) {
        free(added->name);
    } else {
        m->archives = grow(m->archives, m->archive_count, sizeof *m->archives);
        added = &m->archives[m->archive_count++];
        archive_table_add(&m->by_fingerprint,
                          archive_fingerprint_key(archive->fingerprint),
                          m->archive_count - 1);
    }
    archive_table_add(&m->by_name, hash_bytes(str_of(archive->name), 0),
                      (size_t)(added - m->archives));
    *added = *archive;
    added->name = heap_check(strdup(archive->name));
    return added;
}

manifest_archive *manifest_find_archive(manifest *m,
                                        archive_fingerprint fingerprint)
{
    size_t at = 0, i;

    while (archive_table_next(&m->by_fingerprint,
                              archive_fingerprint_key(fingerprint), &at, &i))
        if (archive_fingerprint_equal(m->archives[i].fingerprint, fingerprint))
            return &m->archives[i];
    return NULL;
}

const manifest_archive *manifest_find_name(const manifest *m,
                                           const char *name)
{
    const manifest_archive *latest = NULL;
    size_t at = 0, i;

    while (archive_table_next(&m->by_name, hash_bytes(str_of(name), 0), &at,
                              &i))
        if (!strcmp(m->archives[i].name, name) &&
            (latest == NULL || latest < &m->archives[i]))
            latest = &m->archives[i];
    return latest;
}

/* Of all that stands in it, as text in one way. */
static uint64_t digest_of(const json_t *root)
{
    char *text = json_dumps(root, JSON_COMPACT | JSON_SORT_KEYS);
    uint64_t hash = text ? hash_bytes(str_of(text), 0) : 0;

    free(text);
    return hash;
}

/* ---- Reading ---- */

/* A manifest of before there were digests has none. */
static bool is_as_written(json_t *root)
{
    bool has_digest = json_object_get(root, "digest") != NULL;
    uint64_t stated = manifest_hash(root, "digest");

    json_object_del(root, "digest");
    return !has_digest || stated == digest_of(root);
}

static bool load_segment(manifest *m, const json_t *from)
{
    manifest_segment s = {.documents = manifest_number(from, "documents"),
                          .bytes = manifest_number(from, "bytes"),
                          .digest = manifest_hash(from, "digest")};
    const char *name = json_string_value(json_object_get(from, "name"));

    /* Nothing but digits, so that no name leads out of segments/. */
    if (name == NULL || strlen(name) >= sizeof s.name || !*name ||
        strspn(name, "0123456789") != strlen(name))
        return false;
    snprintf(s.name, sizeof s.name, "%s", name);
    manifest_add_segment(m, &s);
    return true;
}

static bool load_archive(manifest *m, const json_t *from)
{
    manifest_archive a;

    if (!manifest_archive_of_json(&a, from))
        return false;
    manifest_add_archive(m, &a);
    return true;
}

static bool load_parts(manifest *m, const json_t *root)
{
    const json_t *part;
    size_t i;

    json_array_foreach(json_object_get(root, "segments"), i, part)
        if (!load_segment(m, part))
            return false;
    json_array_foreach(json_object_get(root, "archives"), i, part)
        if (!load_archive(m, part))
            return false;
    m->schema = (unsigned)manifest_number(root, "schema");
    m->counts = manifest_counts_of_json(json_object_get(root, "counts"));
    m->run = manifest_number(root, "run");
    m->next_segment = manifest_number(root, "next_segment");
    for (i = 0; i < m->segment_count; i++) /* or the next would replace it */
        if (strtoull(m->segments[i].name, NULL, 10) >= m->next_segment)
            return false;
    return m->next_segment > 0;
}

static morgue_status parse(manifest *m, const char *path, morgue_str text,
                           morgue_error *err)
{
    json_t *root = json_loadb(text.data ? text.data : "", text.size, 0, NULL);
    uint64_t schema = manifest_number(root, "schema");
    morgue_status status = MORGUE_OK;

    if (root == NULL || schema == 0)
        status = error_set(err, MORGUE_ECORRUPT, -1,
                           "%s: not a manifest of an index", path);
    else if (schema < SCHEMA_OLDEST || schema > SCHEMA_VERSION)
        status = error_set(err, MORGUE_EVERSION, -1,
                           "%s: schema %" PRIu64 ", expected %d to %d", path,
                           schema, SCHEMA_OLDEST, SCHEMA_VERSION);
    else if (!load_parts(m, root))
        status = error_set(err, MORGUE_ECORRUPT, -1, "%s: damaged", path);
    m->was_changed = root != NULL && !is_as_written(root);
    json_decref(root);
    return status;
}

morgue_status manifest_load(manifest *m, const char *index, morgue_error *err)
{
    char path[PATH_BYTES];
    buffer text;
    morgue_status status = path_format(path, err, "%s/manifest.json", index);

    if (status != MORGUE_OK)
        return status;
    buffer_init(&text, MANIFEST_MAX);
    status = durable_file_read(path, &text, err);
    if (status == MORGUE_OK)
        status = parse(m, path, buffer_view(&text), err);
    buffer_free(&text);
    return status;
}

/* ---- Writing ---- */

static json_t *segment_json(const manifest_segment *s)
{
    return json_pack("{s:s, s:o, s:o, s:o}", "name", s->name, "documents",
                     manifest_number_json(s->documents), "bytes",
                     manifest_number_json(s->bytes), "digest",
                     manifest_hash_json(s->digest));
}

static json_t *save_segments(const manifest *m)
{
    json_t *out = json_array();

    for (size_t i = 0; i < m->segment_count; i++)
        json_array_append_new(out, segment_json(&m->segments[i]));
    return out;
}

static json_t *save_archives(const manifest *m)
{
    json_t *out = json_array();

    for (size_t i = 0; i < m->archive_count; i++)
        json_array_append_new(out, manifest_archive_json(&m->archives[i]));
    return out;
}

morgue_status manifest_save(const manifest *m, const char *index,
                            morgue_error *err)
{
    char path[PATH_BYTES];
    morgue_status status = path_format(path, err, "%s/manifest.json", index);
    json_t *root = json_pack(
        "{s:i, s:o, s:o, s:o, s:o, s:o}", "schema", (int)m->schema, "run",
        manifest_number_json(m->run), "next_segment",
        manifest_number_json(m->next_segment), "segments", save_segments(m),
        "archives", save_archives(m), "counts",
        manifest_counts_json(&m->counts));
    char *text;

    json_object_set_new(root, "digest", manifest_hash_json(digest_of(root)));
    text = root ? json_dumps(root, JSON_INDENT(1)) : NULL;
    if (status == MORGUE_OK && text == NULL)
        status = error_no_memory(err);
    if (status == MORGUE_OK)
        status = durable_file_replace(path, str_of(text), err);
    free(text);
    json_decref(root);
    return status;
}

static void print_stub(const manifest *m, buffer *out)
{
    buffer_init(out, MANIFEST_MAX);
    for (size_t i = 0; i < m->segment_count; i++)
        buffer_append_format(out, "auto segments/%s\n", m->segments[i].name);
}

morgue_status manifest_check_stub(const manifest *m, const char *index,
                                  morgue_error *err)
{
    char path[PATH_BYTES];
    buffer expected, found;
    morgue_status status = path_format(path, err, "%s/XAPIANDB", index);

    print_stub(m, &expected);
    buffer_init(&found, MANIFEST_MAX);
    if (status == MORGUE_OK)
        status = durable_file_read(path, &found, err);
    if (status == MORGUE_OK &&
        !str_equal(buffer_view(&expected), buffer_view(&found)))
        status = error_set(err, MORGUE_ECORRUPT, -1,
                           "names other segments than the manifest, until the "
                           "next change of the index");
    buffer_free(&expected);
    buffer_free(&found);
    return status;
}

morgue_status manifest_save_stub(const manifest *m, const char *index,
                                 morgue_error *err)
{
    char path[PATH_BYTES];
    buffer text;
    morgue_status status = path_format(path, err, "%s/XAPIANDB", index);

    print_stub(m, &text);
    if (status == MORGUE_OK)
        status = buffer_status(&text, "XAPIANDB", err);
    if (status == MORGUE_OK)
        status = durable_file_replace(path, buffer_view(&text), err);
    buffer_free(&text);
    return status;
}
