/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass_places.h"

#include <stdlib.h>

/* No article has as many words: more is damage. */
#define PLACES_MAX ((uint32_t)1 << 26)

typedef struct bit_reader {
    const unsigned char *at, *end;
    uint64_t held; /* the low bits are to be read next */
    unsigned count;
} bit_reader;

/* Behind the end stand zeros: what is read of them is only ever wrong, and
 * every number is below what the one who asks allows for. */
static void refill(bit_reader *r)
{
    while (r->count <= 56) {
        if (r->at < r->end)
            r->held |= (uint64_t)*r->at++ << r->count;
        r->count += 8;
    }
}

static inline uint32_t read_bits(bit_reader *r, unsigned bits)
{
    uint32_t value;

    if (r->count < bits)
        refill(r);
    value = (uint32_t)(r->held & (((uint64_t)1 << bits) - 1));
    r->held >>= bits;
    r->count -= bits;
    return value;
}

static unsigned bit_length(uint32_t v)
{
    return v ? 32 - (unsigned)__builtin_clz(v) : 0;
}

/* A number below n >= 1. */
static uint32_t take(bit_reader *r, uint32_t n)
{
    unsigned bits = bit_length(n - 1);
    uint32_t spare = (uint32_t)(((uint64_t)1 << bits) - n);
    uint32_t middle = (n - spare) / 2, v;

    if (spare == 0)
        return read_bits(r, bits);
    v = read_bits(r, bits - 1);
    return v < middle && read_bits(r, 1) ? v + middle + spare : v;
}

/* Those between positions j and k, the middle one first. */
static void take_between(bit_reader *r, uint32_t *p, size_t j, size_t k)
{
    while (j + 1 < k) {
        size_t middle = j + (k - j) / 2;
        uint32_t lowest = p[j] + (uint32_t)(middle - j);
        uint32_t room = p[k] - p[j] - (uint32_t)(k - j) + 1;
        p[middle] = lowest + take(r, room);
        take_between(r, p, j, middle);
        j = middle;
    }
}

static bool make_room(glass_places *p, size_t count)
{
    uint32_t *grown;

    if (count <= p->capacity)
        return true;
    grown = realloc(p->at, 2 * count * sizeof *grown);
    if (grown == NULL)
        return false;
    p->at = grown;
    p->capacity = 2 * count;
    return true;
}

static morgue_status decode(glass_places *out, morgue_str tag)
{
    bit_reader r = {0};
    uint32_t first, count;
    uint64_t last;

    if (!varint_take(&tag, &last) || last > UINT32_MAX)
        return MORGUE_ECORRUPT;
    if (tag.size == 0) {
        if (!make_room(out, 1))
            return MORGUE_ENOMEM;
        out->at[out->count++] = (uint32_t)last;
        return MORGUE_OK;
    }
    r.at = (const unsigned char *)tag.data;
    r.end = r.at + tag.size;
    if (last == 0)
        return MORGUE_ECORRUPT;
    first = take(&r, (uint32_t)last);
    count = take(&r, (uint32_t)last - first);
    if (first >= last || count >= last - first || count > PLACES_MAX)
        return MORGUE_ECORRUPT;
    count += 2;
    if (!make_room(out, count))
        return MORGUE_ENOMEM;
    out->at[0] = first;
    out->at[count - 1] = (uint32_t)last;
    take_between(&r, out->at, 0, count - 1);
    out->count = count;
    return MORGUE_OK;
}

morgue_status glass_places_read(glass_places *out, glass_walk *position,
                                morgue_str term, uint32_t docid)
{
    unsigned char key[2 * GLASS_KEY_MAX + 1 + GLASS_SORT_MAX];
    size_t size;

    out->count = 0;
    if (glass_key_string_size(term) >= GLASS_KEY_MAX)
        return MORGUE_OK;
    size = glass_put_key_string(key, term);
    key[size++] = 0;
    size += glass_put_sort(key + size, docid);
    return glass_walk_find(position, str_make((const char *)key, size))
               ? decode(out, position->tag)
               : position->status;
}
