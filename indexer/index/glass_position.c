/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass_position.h"

#include "eight_bytes.h"
#include "varint.h"

#define HALVINGS_MAX 32 /* of the positions of a document */

typedef struct bit_writer {
    unsigned char *out;
    uint64_t held; /* the low bits are not written yet */
    unsigned count;
} bit_writer;

static unsigned bit_length(uint32_t v)
{
    return v ? 32 - (unsigned)__builtin_clz(v) : 0;
}

/* Write v, which is below n >= 1. */
static inline void put(bit_writer *w, uint32_t v, uint32_t n)
{
    unsigned bits = bit_length(n - 1);
    uint32_t spare = (uint32_t)(((uint64_t)1 << bits) - n);

    if (spare) {
        uint32_t middle = (n - spare) / 2;
        if (v >= middle + spare)
            v = (v - (middle + spare)) | (uint32_t)1 << (bits - 1);
        else if (v >= middle)
            bits--;
    }
    w->held |= (uint64_t)v << w->count;
    w->count += bits;
    if (w->count >= 32) {
        store_low_four(w->out, (uint32_t)w->held);
        w->out += 4;
        w->held >>= 32;
        w->count -= 32;
    }
}

/* Those between the first and the one at `last`: the middle one, then those
 * before it, then those behind it, which wait in a stack. */
static inline void put_between(bit_writer *w, const uint32_t *p, size_t last)
{
    size_t begins[HALVINGS_MAX], ends[HALVINGS_MAX];
    size_t waiting = 0, j = 0, k = last;

    for (;;) {
        while (j + 1 < k) {
            size_t middle = j + (k - j) / 2;
            uint32_t lowest = p[j] + (uint32_t)(middle - j);
            uint32_t room = p[k] - p[j] - (uint32_t)(k - j) + 1;
            put(w, p[middle] - lowest, room);
            begins[waiting] = middle;
            ends[waiting++] = k;
            k = middle;
        }
        if (waiting == 0)
            return;
        j = begins[--waiting];
        k = ends[waiting];
    }
}

size_t glass_position_encode(unsigned char *out, const uint32_t *positions,
                             size_t count)
{
    uint32_t first = positions[0], last = positions[count - 1];
    bit_writer w = {out, 0, 0};

    w.out += varint_put(out, last);
    if (count > 1) {
        put(&w, first, last);
        put(&w, (uint32_t)count - 2, last - first);
        put_between(&w, positions, count - 1);
        store_low_four(w.out, (uint32_t)w.held);
        w.out += (w.count + 7) / 8;
    }
    return (size_t)(w.out - out);
}
