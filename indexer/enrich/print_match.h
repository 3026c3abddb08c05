/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which of the prints of two buckets is the wanted one, all eight at a time
 * where there are vectors.
 */
#ifndef PRINT_MATCH_H
#define PRINT_MATCH_H

#include "entity_model.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define PRINT_NONE (2 * MODEL_BUCKET)

/* 0 to 3: in the first bucket; 4 to 7: in the second; PRINT_NONE.  A bucket is
 * the 8 bytes that a model has for it. */
static inline unsigned print_match_plain(const unsigned char *one,
                                         const unsigned char *two,
                                         uint16_t wanted)
{
    for (unsigned i = 0; i < PRINT_NONE; i++) {
        const unsigned char *p =
            i < MODEL_BUCKET ? one + i * 2 : two + (i - MODEL_BUCKET) * 2;

        if ((p[0] | p[1] << 8) == wanted)
            return i;
    }
    return PRINT_NONE;
}

#ifdef __SSE2__

/* Without a branch: in which bucket a feature stands, if in any, is what no
 * processor guesses. */
static inline unsigned print_match(const unsigned char *one,
                                   const unsigned char *two, uint16_t wanted)
{
    __m128i prints = _mm_unpacklo_epi64(_mm_loadl_epi64((const __m128i *)one),
                                        _mm_loadl_epi64((const __m128i *)two));
    __m128i equal = _mm_cmpeq_epi16(prints, _mm_set1_epi16((short)wanted));

    return (unsigned)__builtin_ctz((unsigned)_mm_movemask_epi8(equal) |
                                   1u << 2 * PRINT_NONE) /
           2;
}

#else

static inline unsigned print_match(const unsigned char *one,
                                   const unsigned char *two, uint16_t wanted)
{
    return print_match_plain(one, two, wanted);
}

#endif

#endif
