/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass_values.h"

#include "error.h"

#include <stdlib.h>

#define CHUNK_SIZE 2000
#define NO_LIMIT (SIZE_MAX / 2)
#define SLOT_KEY_MAX (2 + VARINT_MAX + GLASS_SORT_MAX)

typedef struct slot {
    uint32_t number;
    uint32_t count;       /* documents that have a value */
    uint32_t first, last; /* docids in the chunk */
    buffer lowest, highest;
    buffer chunk;  /* the open one */
    buffer chunks; /* whole ones: first docid, size, bytes */
} slot;

struct glass_values {
    slot *slots; /* ascending by number */
    size_t count, capacity;
    uint64_t memory;
};

glass_values *glass_values_new(void)
{
    return calloc(1, sizeof(glass_values));
}

void glass_values_free(glass_values *v)
{
    if (v == NULL)
        return;
    for (size_t i = 0; i < v->count; i++) {
        buffer_free(&v->slots[i].lowest);
        buffer_free(&v->slots[i].highest);
        buffer_free(&v->slots[i].chunk);
        buffer_free(&v->slots[i].chunks);
    }
    free(v->slots);
    free(v);
}

uint64_t glass_values_memory(const glass_values *v)
{
    return v->memory;
}

/* ---- Adding ---- */

static slot *insert_slot(glass_values *v, size_t at, uint32_t number)
{
    slot *s;

    if (v->count == v->capacity) {
        size_t capacity = v->capacity ? 2 * v->capacity : 16;
        slot *grown = realloc(v->slots, capacity * sizeof *grown);
        if (grown == NULL)
            return NULL;
        v->slots = grown;
        v->capacity = capacity;
    }
    s = v->slots + at;
    memmove(s + 1, s, (v->count - at) * sizeof *s);
    memset(s, 0, sizeof *s);
    s->number = number;
    buffer_init(&s->lowest, NO_LIMIT);
    buffer_init(&s->highest, NO_LIMIT);
    buffer_init(&s->chunk, NO_LIMIT);
    buffer_init(&s->chunks, NO_LIMIT);
    v->count++;
    v->memory += sizeof *s;
    return s;
}

/* The slot, made when it is new; NULL when memory ran out. */
static slot *find_slot(glass_values *v, uint32_t number)
{
    size_t low = 0, high = v->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (v->slots[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < v->count && v->slots[low].number == number)
        return v->slots + low;
    return insert_slot(v, low, number);
}

static void close_chunk(slot *s)
{
    varint_append(&s->chunks, s->first);
    varint_append(&s->chunks, s->chunk.size);
    buffer_append_str(&s->chunks, buffer_view(&s->chunk));
    buffer_clear(&s->chunk);
}

static void keep_bound(buffer *bound, morgue_str value)
{
    buffer_clear(bound);
    buffer_append_str(bound, value);
}

static void add_value(slot *s, uint32_t docid, morgue_str value)
{
    if (s->count == 0 || str_compare(value, buffer_view(&s->lowest)) < 0)
        keep_bound(&s->lowest, value);
    if (s->count == 0 || str_compare(value, buffer_view(&s->highest)) > 0)
        keep_bound(&s->highest, value);
    s->count++;
    if (s->chunk.size >= CHUNK_SIZE)
        close_chunk(s);
    if (s->chunk.size == 0)
        s->first = docid;
    else
        varint_append(&s->chunk, docid - s->last - 1);
    varint_append(&s->chunk, value.size);
    buffer_append_str(&s->chunk, value);
    s->last = docid;
}

static bool is_whole(const slot *s)
{
    return !s->lowest.failed && !s->highest.failed && !s->chunk.failed &&
           !s->chunks.failed;
}

morgue_status glass_values_add(glass_values *v, uint32_t docid,
                               const document *d, buffer *slots,
                               morgue_error *err)
{
    uint32_t expected = 0; /* the slot that needs no gap */

    for (size_t i = 0; i < d->value_count; i++) {
        const document_value *value = d->values + i;
        slot *s;
        if (value->value.size == 0)
            continue;
        s = find_slot(v, value->slot);
        if (s == NULL)
            return error_no_memory(err);
        add_value(s, docid, value->value);
        if (!is_whole(s))
            return error_no_memory(err);
        v->memory += value->value.size + 4;
        varint_append(slots, value->slot - expected);
        expected = value->slot + 1;
    }
    return slots->failed ? error_no_memory(err) : MORGUE_OK;
}

/* ---- Writing ---- */

/* Slots in order of their keys, which is not that of their numbers. */
typedef struct slot_key {
    unsigned char bytes[SLOT_KEY_MAX];
    size_t size;
    slot *slot;
} slot_key;

static int compare_keys(const void *a, const void *b)
{
    const slot_key *x = a, *y = b;

    return str_compare(str_make((const char *)x->bytes, x->size),
                       str_make((const char *)y->bytes, y->size));
}

static void write_bounds(slot *s, glass_table *table, morgue_str key)
{
    morgue_str lowest = buffer_view(&s->lowest);
    morgue_str highest = buffer_view(&s->highest);
    buffer tag;

    buffer_init(&tag, NO_LIMIT);
    varint_append(&tag, s->count);
    varint_append(&tag, lowest.size);
    buffer_append_str(&tag, lowest);
    if (!str_equal(lowest, highest))
        buffer_append_str(&tag, highest);
    s->chunks.failed |= tag.failed;
    glass_table_add(table, key, buffer_view(&tag));
    buffer_free(&tag);
}

/* The key has room behind it for a docid. */
static void write_chunks(slot *s, glass_table *table, morgue_str key)
{
    morgue_str rest;
    uint64_t first, size;

    close_chunk(s);
    rest = buffer_view(&s->chunks);
    while (varint_take(&rest, &first) && varint_take(&rest, &size)) {
        unsigned char whole[SLOT_KEY_MAX];
        size_t whole_size = key.size;
        memcpy(whole, key.data, key.size);
        whole_size += glass_put_sort(whole + key.size, (uint32_t)first);
        glass_table_add(table, str_make((const char *)whole, whole_size),
                        str_make(rest.data, (size_t)size));
        rest = str_slice(rest, (size_t)size, rest.size);
    }
}

static void make_key(slot_key *key, slot *s, unsigned char kind)
{
    key->bytes[0] = 0;
    key->bytes[1] = kind;
    key->size = 2;
    key->size += kind == 0xd0 ? glass_put_last(key->bytes + 2, s->number)
                              : varint_put(key->bytes + 2, s->number);
    key->slot = s;
}

morgue_status glass_values_write(glass_values *v, glass_table *postlist,
                                 morgue_error *err)
{
    static const unsigned char kinds[] = {0xd0, 0xd8};
    slot_key *keys = calloc(v->count + 1, sizeof *keys);
    bool whole = keys != NULL;

    for (size_t k = 0; k < sizeof kinds && whole; k++) {
        for (size_t i = 0; i < v->count; i++)
            make_key(keys + i, v->slots + i, kinds[k]);
        qsort(keys, v->count, sizeof *keys, compare_keys);
        for (size_t i = 0; i < v->count; i++) {
            morgue_str key = str_make((char *)keys[i].bytes, keys[i].size);
            if (kinds[k] == 0xd0)
                write_bounds(keys[i].slot, postlist, key);
            else
                write_chunks(keys[i].slot, postlist, key);
            whole = whole && is_whole(keys[i].slot);
        }
    }
    free(keys);
    return whole ? MORGUE_OK : error_no_memory(err);
}
