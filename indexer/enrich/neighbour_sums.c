/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "neighbour_sums.h"

#include "heap.h"

#include <stdlib.h>
#include <string.h>

#define SUMS_BITS 12 /* 256 KiB: more would crowd out the weights */
#define SUMS      ((size_t)1 << SUMS_BITS)
#define LINE      64 /* bytes of a line of the processor's cache */

typedef union line {
    neighbour_sum sum;
    char bytes[LINE];
} line;
_Static_assert(sizeof(line) == LINE, "a sum is one cache line");

struct neighbour_sums {
    line *lines;
    line room[SUMS + 1];
};

neighbour_sums *neighbour_sums_new(void)
{
    neighbour_sums *n = heap_new(1, sizeof *n);

    n->lines = (line *)((char *)n->room + LINE - (uintptr_t)n->room % LINE);
    return n;
}

void neighbour_sums_free(neighbour_sums *n)
{
    free(n);
}

void neighbour_sums_clear(neighbour_sums *n)
{
    memset(n->room, 0, sizeof n->room);
}

neighbour_sum *neighbour_sums_at(neighbour_sums *n, entity_word *const words[3])
{
    uint64_t hash = (uintptr_t)words[0] * 0x9e3779b97f4a7c15u;

    hash = (hash ^ (uintptr_t)words[1]) * 0xff51afd7ed558ccdu;
    hash = (hash ^ (uintptr_t)words[2]) * 0xc4ceb9fe1a85ec53u;
    return &n->lines[hash >> (64 - SUMS_BITS)].sum;
}
