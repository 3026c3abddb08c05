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
    buffer values; /* a chunk of them, written anew */
} merge;

/* A chunk taken apart. */
typedef struct chunk {
    uint64_t documents, occurrences; /* of the whole list; in the first one */
    uint32_t first, last;            /* docids, as the source counts */
    morgue_str entries;
} chunk;

static bool damaged(merge_source *s)
{
    s->cursor.status = MORGUE_ECORRUPT;
    return false;
}

/* Copy the entries of a group whose keys end in a docid, each by `copy`. */
static bool copy_group(merge *m, merge_source *lowest,
                       bool (*copy)(merge *m, merge_source *s))
{
    merge_source group = *lowest;

    for (size_t i = 0; i < m->count; i++) {
        merge_source *s = m->sources + i;
        if (!merge_is_in(s, &group))
            continue;
        do {
            if (!copy(m, s))
                return damaged(s);
            merge_source_next(s);
        } while (merge_is_in(s, &group));
    }
    return true;
}

static bool copy_entry(merge *m, merge_source *s)
{
    return merge_copy(s, s->group_size, m->to);
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

/* ---- Values ---- */

/* The steps from document to document anew: some number no document has. */
static bool recode_values(merge *m, const merge_source *s, uint32_t docid)
{
    morgue_str tag = s->cursor.tag;
    uint32_t before = 0, now;
    uint64_t size, step;

    buffer_clear(&m->values);
    for (;;) {
        if (!docid_map_find(s->map, docid, &now) || !varint_take(&tag, &size) ||
            size > tag.size)
            return false;
        if (before)
            varint_append(&m->values, now - before - 1);
        varint_append(&m->values, size);
        buffer_append_str(&m->values, str_slice(tag, 0, (size_t)size));
        tag = str_slice(tag, (size_t)size, tag.size);
        if (tag.size == 0)
            return !m->values.failed;
        if (!varint_take(&tag, &step) || step >= UINT32_MAX - docid)
            return false;
        before = now;
        docid += (uint32_t)step + 1;
    }
}

static bool copy_values(merge *m, merge_source *s)
{
    morgue_str key = str_slice(s->cursor.key, s->group_size, SIZE_MAX);
    uint32_t docid;

    if (s->map->count > 0) {
        if (!glass_take_sort(&key, &docid) || !recode_values(m, s, docid))
            return false;
        s->cursor.tag = buffer_view(&m->values);
    }
    return merge_copy(s, s->group_size, m->to);
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
    if (!varint_take(&tag, &width) || width > UINT32_MAX - out->first)
        return false;
    out->last = out->first + (uint32_t)width;
    out->entries = tag;
    return true;
}

typedef bool posting_fn(void *user, uint32_t docid, uint32_t wdf);

/* False when the chunk is damaged, or a posting is refused. */
static bool each_posting(const chunk *c, posting_fn *take, void *user)
{
    morgue_str entries = c->entries;
    uint32_t docid = c->first;
    uint64_t wdf, step;

    for (;;) {
        if (!varint_take(&entries, &wdf) || wdf > UINT32_MAX ||
            !take(user, docid, (uint32_t)wdf))
            return false;
        if (entries.size == 0)
            return docid == c->last;
        if (!varint_take(&entries, &step) || step >= c->last - docid)
            return false;
        docid += (uint32_t)step + 1;
    }
}

typedef struct recoding {
    glass_postlist *lists;
    const docid_map *map;
} recoding;

static bool recode_posting(void *user, uint32_t docid, uint32_t wdf)
{
    recoding *r = user;

    if (!docid_map_find(r->map, docid, &docid))
        return false;
    glass_postlist_add(r->lists, docid, wdf);
    return true;
}

/* Posting by posting where some number between no document has. */
static bool copy_chunk(merge *m, const merge_source *s, const chunk *c)
{
    recoding r = {m->lists, s->map};
    uint32_t first, last;

    if (!docid_map_find(s->map, c->first, &first) ||
        !docid_map_find(s->map, c->last, &last))
        return false;
    if (last - first != c->last - c->first ||
        c->entries.size > GLASS_ENTRIES_MAX)
        return each_posting(c, recode_posting, &r);
    glass_postlist_add_entries(m->lists, first, last, c->entries);
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
            if (!take_chunk(s, &c) || !copy_chunk(m, s, &c))
                return damaged(s);
            merge_source_next(s);
        }
    }
    glass_postlist_end(m->lists);
    return true;
}

/* ---- Documents ---- */

static bool tell_document(void *user, uint32_t docid, uint32_t length)
{
    (void)length;
    return docid_map_add(user, docid);
}

morgue_status postlist_documents(merge_source *source, docid_map *map,
                                 morgue_error *err)
{
    chunk c;

    merge_source_next(source);
    while (source->has_entry && source->kind <= GROUP_LENGTHS) {
        if (source->kind == GROUP_LENGTHS &&
            !(take_chunk(source, &c) && each_posting(&c, tell_document, map))) {
            damaged(source);
            break;
        }
        merge_source_next(source);
    }
    return merge_status(source, 1, err);
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
        return copy_group(m, lowest, copy_values);
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
    merge m = {sources, count, to, malloc(sizeof(glass_postlist)), {0}};
    morgue_status status;

    if (m.lists == NULL)
        return error_no_memory(err);
    buffer_init(&m.values, SIZE_MAX / 2);
    glass_postlist_init(m.lists, to);
    status = merge_all(&m, merge_group_of, err);
    buffer_free(&m.values);
    free(m.lists);
    return status;
}

static bool copy_positions(merge *m, merge_source *lowest)
{
    return copy_group(m, lowest, copy_entry);
}

morgue_status position_merge(merge_source *sources, size_t count,
                             glass_table *to, morgue_error *err)
{
    merge m = {sources, count, to, NULL, {0}};

    return merge_all(&m, copy_positions, err);
}
