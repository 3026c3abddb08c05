/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "merge_source.h"

#include "error.h"

static const unsigned char *key_bytes(const merge_source *s)
{
    return (const unsigned char *)s->cursor.key.data;
}

/* Bytes of the packed term that a key begins with, without its NUL. */
static size_t term_size(morgue_str key)
{
    size_t at = 0;

    while (at < key.size) {
        if (key.data[at] != 0)
            at++;
        else if (at + 1 < key.size && (unsigned char)key.data[at + 1] == 0xff)
            at += 2;
        else
            break;
    }
    return at;
}

/* What comes ahead of the terms is told by its second byte. */
static bool find_special(merge_source *s, size_t *size)
{
    morgue_str rest = s->cursor.key;
    uint64_t slot;

    *size = rest.size;
    switch (key_bytes(s)[1]) {
    case 0xc0:
        s->kind = GROUP_METADATA;
        return true;
    case 0xd0:
        s->kind = GROUP_BOUNDS;
        return true;
    case 0xd8:
        s->kind = GROUP_VALUES;
        rest = str_slice(rest, 2, rest.size);
        if (!varint_take(&rest, &slot))
            return false;
        *size -= rest.size;
        return true;
    case 0xe0:
        s->kind = GROUP_LENGTHS;
        *size = 2;
        return true;
    default:
        return false;
    }
}

static bool find_group(merge_source *s)
{
    morgue_str key = s->cursor.key;
    size_t size;

    if (key.size >= 2 && key.data[0] == 0 && key_bytes(s)[1] != 0xff) {
        if (!find_special(s, &size))
            return false;
        memcpy(s->group, key.data, size);
        s->group_size = size;
        return true;
    }
    size = term_size(key);
    s->kind = GROUP_TERM;
    memcpy(s->group, key.data, size);
    s->group[size] = 0;
    s->group_size = size + 1;
    return size > 0;
}

static bool is_in_same_group(const merge_source *s)
{
    morgue_str key = s->cursor.key;

    return s->kind >= GROUP_VALUES && key.size > s->group_size &&
           memcmp(key.data, s->group, s->group_size) == 0 &&
           key_bytes(s)[s->group_size] != 0xff;
}

void merge_source_next(merge_source *s)
{
    bool had_entry = s->has_entry;

    s->has_entry = glass_cursor_next(&s->cursor);
    if (!s->has_entry || (had_entry && is_in_same_group(s)))
        return;
    if (!find_group(s)) {
        s->cursor.status = MORGUE_ECORRUPT;
        s->has_entry = false;
    }
}

static morgue_str group_of(const merge_source *s)
{
    return str_make((const char *)s->group, s->group_size);
}

merge_source *merge_lowest(merge_source *sources, size_t count)
{
    merge_source *lowest = NULL;

    for (size_t i = 0; i < count; i++)
        if (sources[i].has_entry &&
            (lowest == NULL ||
             str_compare(group_of(sources + i), group_of(lowest)) < 0))
            lowest = sources + i;
    return lowest;
}

bool merge_is_in(const merge_source *s, const merge_source *group)
{
    return s->has_entry && str_equal(group_of(s), group_of(group));
}

morgue_status merge_status(const merge_source *sources, size_t count,
                           morgue_error *err)
{
    for (size_t i = 0; i < count; i++) {
        if (sources[i].cursor.status == MORGUE_ENOMEM)
            return error_no_memory(err);
        if (sources[i].cursor.status == MORGUE_EIO)
            return error_set(err, MORGUE_EIO, -1,
                             "segment %zu of those to merge can't be read",
                             i + 1);
        if (sources[i].cursor.status != MORGUE_OK)
            return error_set(err, MORGUE_ECORRUPT, -1,
                             "segment %zu of those to merge is damaged",
                             i + 1);
    }
    return MORGUE_OK;
}

bool merge_copy(merge_source *s, size_t prefix, glass_table *to)
{
    unsigned char key[GLASS_KEY_MAX + GLASS_SORT_MAX];
    morgue_str old = s->cursor.key;
    morgue_str rest = str_slice(old, prefix, old.size);
    size_t size = prefix;
    uint32_t docid;

    if (!glass_take_sort(&rest, &docid) ||
        !docid_map_find(s->map, docid, &docid))
        return false;
    memcpy(key, old.data, prefix);
    size += glass_put_sort(key + size, docid);
    if (rest.size)
        memcpy(key + size, rest.data, rest.size);
    size += rest.size;
    if (size > GLASS_KEY_MAX)
        return false;
    glass_table_add_coded(to, str_make((const char *)key, size),
                          s->cursor.tag, s->cursor.is_compressed,
                          s->cursor.tail);
    return true;
}
