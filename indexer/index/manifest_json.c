/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "manifest_json.h"

#include "str.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

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
    {"template_lines", offsetof(morgue_counts, template_lines)},
};
#define COUNT_NAMES (sizeof count_names / sizeof *count_names)

uint64_t manifest_number(const json_t *object, const char *key)
{
    json_int_t value = json_integer_value(json_object_get(object, key));

    return value > 0 ? (uint64_t)value : 0;
}

json_t *manifest_number_json(uint64_t value)
{
    return json_integer((json_int_t)value);
}

uint64_t manifest_hash(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text ? strtoull(text, NULL, 16) : 0;
}

json_t *manifest_hash_json(uint64_t hash)
{
    char text[17];

    snprintf(text, sizeof text, "%016" PRIx64, hash);
    return json_string(text);
}

bool manifest_archive_of_json(manifest_archive *out, const json_t *from)
{
    const char *name = json_string_value(json_object_get(from, "name"));
    const json_t *end = json_object_get(from, "end_offset");

    if (name == NULL || !json_is_string(json_object_get(from, "hash")))
        return false;
    *out = (manifest_archive){
        .name = (char *)name,
        .fingerprint = {manifest_number(from, "size"),
                        manifest_hash(from, "hash")},
        .start_offset = (int64_t)manifest_number(from, "start_offset"),
        .records = manifest_number(from, "records"),
        .end_offset = json_is_integer(end) ? json_integer_value(end) : -1,
        .is_complete = json_is_true(json_object_get(from, "complete"))};
    return true;
}

/* A file name need not be UTF-8; it is kept for people to read, and to find
 * the archive again once it has grown. */
static json_t *name_json(const char *name)
{
    json_t *s = json_string(name);

    return s ? s : json_string("(not UTF-8)");
}

json_t *manifest_archive_json(const manifest_archive *a)
{
    return json_pack("{s:o, s:o, s:o, s:I, s:o, s:I, s:b}", "name",
                     name_json(a->name), "size",
                     manifest_number_json(a->fingerprint.size), "hash",
                     manifest_hash_json(a->fingerprint.hash),
                     "start_offset", (json_int_t)a->start_offset, "records",
                     manifest_number_json(a->records), "end_offset",
                     (json_int_t)a->end_offset, "complete",
                     (int)a->is_complete);
}

morgue_counts manifest_counts_of_json(const json_t *from)
{
    morgue_counts counts = {0};

    for (size_t i = 0; i < COUNT_NAMES; i++)
        *(uint64_t *)((char *)&counts + count_names[i].offset) =
            manifest_number(from, count_names[i].name);
    return counts;
}

json_t *manifest_counts_json(const morgue_counts *counts)
{
    json_t *out = json_object();

    for (size_t i = 0; i < COUNT_NAMES; i++)
        json_object_set_new(
            out, count_names[i].name,
            manifest_number_json(*(const uint64_t *)((const char *)counts +
                                                     count_names[i].offset)));
    return out;
}
