/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbers as by chance, the same on every machine: Knuth's MMIX generator.  A
 * test sets the seed where it begins.
 */
#ifndef DRAW_H
#define DRAW_H

#include <stdint.h>

static uint64_t draw_seed = 1;

/* A number below `below`, which is 2^31 at the most. */
static inline uint32_t draw(uint32_t below)
{
    draw_seed = draw_seed * UINT64_C(6364136223846793005) +
                UINT64_C(1442695040888963407);
    return (uint32_t)(draw_seed >> 33) % below;
}

#endif
