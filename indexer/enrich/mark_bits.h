/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One bit of each of 64 bytes, as a number: the first byte's is the lowest.
 * 16 bytes at a time where there are vectors.
 */
#ifndef MARK_BITS_H
#define MARK_BITS_H

#include <stdint.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static inline uint64_t mark_bits_plain(const uint8_t bytes[64], int bit)
{
    uint64_t out = 0;

    for (int i = 0; i < 64; i++)
        out |= (uint64_t)(bytes[i] >> bit & 1) << i;
    return out;
}

#ifdef __SSE2__

static inline uint64_t mark_bits(const uint8_t bytes[64], int bit)
{
    uint64_t out = 0;

    for (int i = 0; i < 4; i++) {
        __m128i some = _mm_loadu_si128((const __m128i *)(bytes + i * 16));

        some = _mm_sll_epi16(some, _mm_cvtsi32_si128(7 - bit));
        out |= (uint64_t)(unsigned)_mm_movemask_epi8(some) << i * 16;
    }
    return out;
}

#else

static inline uint64_t mark_bits(const uint8_t bytes[64], int bit)
{
    return mark_bits_plain(bytes, bit);
}

#endif

#endif
