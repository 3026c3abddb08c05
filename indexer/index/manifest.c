/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "manifest.h"

#include "durable_file.h"
#include "error.h"
#include "field.h"
#include "str.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#define MANIFEST_MAX ((size_t)1 << 30)

/* The counts by name, so that they are written and read the same way. */
static const struct {
    const char *name;
    size_t offset;
} count_names[] = {
    {"records", offsetof(morgue_counts, records)},
    {"indexed", offsetof(morgue_counts, indexed)},
    {"duplicate", offsetof(morgue_counts, duplicate)},
    {"revisit", offsetof(morgue_counts, revisit)},
    {"not_article", offsetof(morgue_counts, not_article)},
    {"malformed", offsetof(morgue_counts, malformed)},
    {"refused", offsetof(morgue_counts, refused)},
    {"archives", offsetof(morgue_counts, archives)},
    {"bytes", offsetof(morgue_counts, bytes)},
    {"text_bytes", offsetof(morgue_counts, text_bytes)},
};
#define COUNT_NAMES (sizeof count_names / sizeof *count_names)

static void *check(void *memory)
{
    if (memory == NULL) {
        fputs("morgue: out of memory\n", stderr);
        abort();
    }
    return memory;
}

void manifest_init(manifest *m)
{
    *m = (manifest){.next_segment = 1};
}

void manifest_free(manifest *m)
{
    for (size_t i = 0; i < m->archive_count; i++)
        free(m->archives[i].name);
    free(m->archives);
    free(m->segments);
    *m = (manifest){0};
}

/* The array grows when its count reaches a power of two. */
static void *grow(void *array, size_t count, size_t size)
{
    if (count == 0 || (count & (count - 1)) != 0)
        return count == 0 ? check(malloc(size)) : array;
    return check(realloc(array, 2 * count * size));
}

void manifest_add_segment(manifest *m, const manifest_segment *segment)
{
    m->segments = grow(m->segments, m->segment_count, sizeof *m->segments);
    m->segments[m->segment_count++] = *segment;
}

manifest_archive *manifest_add_archive(manifest *m,
                                       const manifest_archive *archive)
{
    manifest_archive *added;

    m->archives = grow(m->archives, m->archive_count, sizeof *m->archives);
    added = &m->archives[m->archive_count++];
    *added = *archive;
    added->name = check(strdup(archive->name));
    return added;
}

manifest_archive *manifest_find_archive(manifest *m,
                                        archive_fingerprint fingerprint)
{
    for (size_t i = 0; i < m->archive_count; i++)
        if (m->archives[i].fingerprint.size == fingerprint.size &&
            m->archives[i].fingerprint.hash == fingerprint.hash)
            return &m->archives[i];
    return NULL;
}

/* ---- Reading ---- */

static uint64_t get_number(const json_t *object, const char *key)
{
    json_int_t value = json_integer_value(json_object_get(object, key));

    return value > 0 ? (uint64_t)value : 0;
}

static bool load_segment(manifest *m, const json_t *from)
{
    manifest_segment s = {.documents = get_number(from, "documents"),
                          .bytes = get_number(from, "bytes")};
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
    const char *name = json_string_value(json_object_get(from, "name"));
    const char *hash = json_string_value(json_object_get(from, "hash"));
    const json_t *end = json_object_get(from, "end_offset");
    manifest_archive a = {.records = get_number(from, "records"),
                          .end_offset = -1};

    if (name == NULL || hash == NULL)
        return false;
    a.name = (char *)name;
    a.fingerprint.size = get_number(from, "size");
    a.fingerprint.hash = strtoull(hash, NULL, 16);
    a.is_complete = json_is_true(json_object_get(from, "complete"));
    if (json_is_integer(end))
        a.end_offset = json_integer_value(end);
    manifest_add_archive(m, &a);
    return true;
}

static bool load_parts(manifest *m, const json_t *root)
{
    const json_t *counts = json_object_get(root, "counts"), *part;
    size_t i;

    json_array_foreach(json_object_get(root, "segments"), i, part)
        if (!load_segment(m, part))
            return false;
    json_array_foreach(json_object_get(root, "archives"), i, part)
        if (!load_archive(m, part))
            return false;
    for (i = 0; i < COUNT_NAMES; i++)
        *(uint64_t *)((char *)&m->counts + count_names[i].offset) =
            get_number(counts, count_names[i].name);
    m->run = get_number(root, "run");
    m->next_segment = get_number(root, "next_segment");
    return m->next_segment > 0;
}

static morgue_status parse(manifest *m, const char *path, morgue_str text,
                           morgue_error *err)
{
    json_t *root = json_loadb(text.data ? text.data : "", text.size, 0, NULL);
    uint64_t schema = get_number(root, "schema");
    morgue_status status = MORGUE_OK;

    if (root == NULL || schema == 0)
        status = error_set(err, MORGUE_ECORRUPT, -1,
                           "%s: not a manifest of an index", path);
    else if (schema != SCHEMA_VERSION)
        status = error_set(err, MORGUE_EVERSION, -1,
                           "%s: schema %" PRIu64 ", expected %d", path, schema,
                           SCHEMA_VERSION);
    else if (!load_parts(m, root))
        status = error_set(err, MORGUE_ECORRUPT, -1, "%s: damaged", path);
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

static json_t *number(uint64_t value)
{
    return json_integer((json_int_t)value);
}

static json_t *save_segments(const manifest *m)
{
    json_t *out = json_array();

    for (size_t i = 0; i < m->segment_count; i++)
        json_array_append_new(
            out, json_pack("{s:s, s:o, s:o}", "name", m->segments[i].name,
                           "documents", number(m->segments[i].documents),
                           "bytes", number(m->segments[i].bytes)));
    return out;
}

/* A file name need not be UTF-8; it is kept for people to read. */
static json_t *save_name(const char *name)
{
    json_t *s = json_string(name);

    return s ? s : json_string("(not UTF-8)");
}

static json_t *save_archives(const manifest *m)
{
    json_t *out = json_array();

    for (size_t i = 0; i < m->archive_count; i++) {
        const manifest_archive *a = &m->archives[i];
        char hash[17];
        snprintf(hash, sizeof hash, "%016" PRIx64, a->fingerprint.hash);
        json_array_append_new(
            out,
            json_pack("{s:o, s:o, s:s, s:o, s:I, s:b}", "name",
                      save_name(a->name), "size", number(a->fingerprint.size),
                      "hash", hash, "records", number(a->records),
                      "end_offset", (json_int_t)a->end_offset, "complete",
                      (int)a->is_complete));
    }
    return out;
}

static json_t *save_counts(const morgue_counts *counts)
{
    json_t *out = json_object();

    for (size_t i = 0; i < COUNT_NAMES; i++)
        json_object_set_new(
            out, count_names[i].name,
            number(*(const uint64_t *)((const char *)counts +
                                       count_names[i].offset)));
    return out;
}

morgue_status manifest_save(const manifest *m, const char *index,
                            morgue_error *err)
{
    char path[PATH_BYTES];
    morgue_status status = path_format(path, err, "%s/manifest.json", index);
    json_t *root = json_pack(
        "{s:i, s:o, s:o, s:o, s:o, s:o}", "schema", SCHEMA_VERSION, "run",
        number(m->run), "next_segment", number(m->next_segment), "segments",
        save_segments(m), "archives", save_archives(m), "counts",
        save_counts(&m->counts));
    char *text = root ? json_dumps(root, JSON_INDENT(1)) : NULL;

    if (status == MORGUE_OK && text == NULL)
        status = error_no_memory(err);
    if (status == MORGUE_OK)
        status = durable_file_replace(path, str_of(text), err);
    free(text);
    json_decref(root);
    return status;
}

morgue_status manifest_save_stub(const manifest *m, const char *index,
                                 morgue_error *err)
{
    char path[PATH_BYTES];
    buffer text;
    morgue_status status = path_format(path, err, "%s/XAPIANDB", index);

    buffer_init(&text, MANIFEST_MAX);
    for (size_t i = 0; i < m->segment_count; i++)
        buffer_append_format(&text, "auto segments/%s\n",
                             m->segments[i].name);
    if (status == MORGUE_OK)
        status = buffer_status(&text, "XAPIANDB", err);
    if (status == MORGUE_OK)
        status = durable_file_replace(path, buffer_view(&text), err);
    buffer_free(&text);
    return status;
}
