/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tables of postings and of positions merged.  What entries hold is told in
 * glass_postlist.h, glass_values.h and glass_position.h.
 */
#include "merge_source.h"

#include "error.h"
#include "glass_postlist.h"

#include <stdlib.h>

typedef struct merge {
    merge_source *sources;
    size_t count;
    glass_table *to;
    glass_postlist *lists;
} merge;

/* A chunk taken apart. */
typedef struct chunk {
    uint64_t documents, occurrences; /* of the whole list; in the first one */
    uint32_t first, last;            /* docids */
    morgue_str entries;
} chunk;

static bool damaged(merge_source *s)
{
    s->cursor.status = MORGUE_ECORRUPT;
    return false;
}

/* Copy the entries of a group whose keys end in a docid. */
static bool copy_group(merge *m, merge_source *lowest)
{
    merge_source group = *lowest;

    for (size_t i = 0; i < m->count; i++) {
        merge_source *s = m->sources + i;
        if (!merge_is_in(s, &group))
            continue;
        do {
            if (!merge_copy(s, s->group_size, m->to))
                return damaged(s);
            merge_source_next(s);
        } while (merge_is_in(s, &group));
    }
    return true;
}

/* The first one's value stays. */
static bool merge_metadata(merge *m, merge_source *lowest)
{
    merge_source group = *lowest;

    glass_table_add_coded(m->to, lowest->cursor.key, lowest->cursor.tag, false,
                          0);
    for (size_t i = 0; i < m->count; i++)
        if (merge_is_in(m->sources + i, &group))
            merge_source_next(m->sources + i);
    return true;
}

/* ---- Bounds ---- */

typedef struct bounds {
    uint64_t count;
    morgue_str lowest, highest;
} bounds;

static bool take_bounds(morgue_str tag, bounds *out)
{
    uint64_t size;

    if (!varint_take(&tag, &out->count) || !varint_take(&tag, &size) ||
        size > tag.size)
        return false;
    out->lowest = str_slice(tag, 0, (size_t)size);
    out->highest = str_slice(tag, (size_t)size, tag.size);
    if (out->highest.size == 0)
        out->highest = out->lowest;
    return true;
}

static void write_bounds(merge *m, const merge_source *group, const bounds *b)
{
    buffer tag;

    buffer_init(&tag, SIZE_MAX / 2);
    varint_append(&tag, b->count);
    varint_append(&tag, b->lowest.size);
    buffer_append_str(&tag, b->lowest);
    if (!str_equal(b->lowest, b->highest))
        buffer_append_str(&tag, b->highest);
    glass_table_add(
        m->to, str_make((const char *)group->group, group->group_size),
        buffer_view(&tag));
    buffer_free(&tag);
}

/* The views stay good: the sources are stepped only when all is written. */
static bool merge_bounds(merge *m, merge_source *lowest)
{
    merge_source group = *lowest;
    bounds all = {0, {NULL, 0}, {NULL, 0}};

    for (size_t i = 0; i < m->count; i++) {
        merge_source *s = m->sources + i;
        bounds b;
        if (!merge_is_in(s, &group))
            continue;
        if (!take_bounds(s->cursor.tag, &b))
            return damaged(s);
        if (all.count == 0 || str_compare(b.lowest, all.lowest) < 0)
            all.lowest = b.lowest;
        if (all.count == 0 || str_compare(b.highest, all.highest) > 0)
            all.highest = b.highest;
        all.count += b.count;
    }
    write_bounds(m, &group, &all);
    for (size_t i = 0; i < m->count; i++)
        if (merge_is_in(m->sources + i, &group))
            merge_source_next(m->sources + i);
    return true;
}

/* ---- Chunks ---- */

/* Take the source's chunk apart; the first one of a list has no docid in its
 * key, and more ahead. */
static bool take_chunk(const merge_source *s, chunk *out)
{
    morgue_str tag = s->cursor.tag, key = s->cursor.key;
    uint64_t first = 0, width;

    *out = (chunk){0, 0, 0, 0, {NULL, 0}};
    if (key.size > s->group_size) {
        key = str_slice(key, s->group_size, key.size);
        if (!glass_take_sort(&key, &out->first))
            return false;
    } else {
        if (!varint_take(&tag, &out->documents) ||
            !varint_take(&tag, &out->occurrences) ||
            !varint_take(&tag, &first) || first >= UINT32_MAX)
            return false;
        out->first = (uint32_t)first + 1;
    }
    tag = str_slice(tag, 1, tag.size); /* whether it is the last one */
    if (!varint_take(&tag, &width) || out->first > UINT32_MAX - s->offset ||
        width > UINT32_MAX - s->offset - out->first ||
        tag.size > GLASS_ENTRIES_MAX)
        return false;
    out->first += s->offset;
    out->last = out->first + (uint32_t)width;
    out->entries = tag;
    return true;
}

/* The numbers that stand at a list's head are sums over all sources. */
static bool sum_heads(merge *m, const merge_source *group, chunk *sum)
{
    *sum = (chunk){0, 0, 0, 0, {NULL, 0}};
    for (size_t i = 0; i < m->count; i++) {
        merge_source *s = m->sources + i;
        chunk head;
        if (!merge_is_in(s, group))
            continue;
        if (s->cursor.key.size > s->group_size || !take_chunk(s, &head))
            return damaged(s);
        sum->documents += head.documents;
        sum->occurrences += head.occurrences;
    }
    return true;
}

static bool merge_chunks(merge *m, merge_source *lowest)
{
    merge_source group = *lowest;
    morgue_str packed =
        str_make((const char *)group.group, group.group_size - 1);
    chunk c;

    if (!sum_heads(m, &group, &c))
        return false;
    if (group.kind == GROUP_LENGTHS)
        glass_postlist_begin_lengths(m->lists);
    else
        glass_postlist_begin_packed(m->lists, packed, c.documents,
                                    c.occurrences);
    for (size_t i = 0; i < m->count; i++) {
        merge_source *s = m->sources + i;
        while (merge_is_in(s, &group)) {
            if (!take_chunk(s, &c))
                return damaged(s);
            glass_postlist_add_entries(m->lists, c.first, c.last, c.entries);
            merge_source_next(s);
        }
    }
    glass_postlist_end(m->lists);
    return true;
}

/* ---- The whole ---- */

static bool merge_group_of(merge *m, merge_source *lowest)
{
    switch (lowest->kind) {
    case GROUP_METADATA:
        return merge_metadata(m, lowest);
    case GROUP_BOUNDS:
        return merge_bounds(m, lowest);
    case GROUP_VALUES:
        return copy_group(m, lowest);
    default:
        return merge_chunks(m, lowest);
    }
}

static morgue_status merge_all(merge *m, bool (*merge_one)(merge *,
                                                           merge_source *),
                               morgue_error *err)
{
    merge_source *lowest;

    for (size_t i = 0; i < m->count; i++)
        merge_source_next(m->sources + i);
    while ((lowest = merge_lowest(m->sources, m->count)) != NULL)
        if (!merge_one(m, lowest))
            break;
    return merge_status(m->sources, m->count, err);
}

morgue_status postlist_merge(merge_source *sources, size_t count,
                             glass_table *to, morgue_error *err)
{
    merge m = {sources, count, to, malloc(sizeof(glass_postlist))};
    morgue_status status;

    if (m.lists == NULL)
        return error_no_memory(err);
    glass_postlist_init(m.lists, to);
    status = merge_all(&m, merge_group_of, err);
    free(m.lists);
    return status;
}

morgue_status position_merge(merge_source *sources, size_t count,
                             glass_table *to, morgue_error *err)
{
    merge m = {sources, count, to, NULL};

    return merge_all(&m, copy_group, err);
}
