/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How far ASCII letters and digits go, 16 bytes at a time where there are
 * vectors: the length of a word is what no processor guesses.
 */
#ifndef WORD_RUN_H
#define WORD_RUN_H

#include "str.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Bytes of letters and digits in text from `at` on. */
static inline size_t word_run_plain(morgue_str text, size_t at)
{
    size_t end = at;

    while (end < text.size &&
           (ascii_is_alpha(text.data[end]) || ascii_is_digit(text.data[end])))
        end++;
    return end - at;
}

#ifdef __SSE2__

/* Which bytes are within `count` values from `first` on. */
static inline __m128i word_run_within(__m128i bytes, char first, char count)
{
    __m128i above = _mm_sub_epi8(bytes, _mm_set1_epi8(first));

    return _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8((char)(count - 1))),
                          above);
}

static inline size_t word_run(morgue_str text, size_t at)
{
    __m128i bytes, small;
    unsigned other;

    if (text.size - at < 16)
        return word_run_plain(text, at);
    bytes = _mm_loadu_si128((const __m128i *)(text.data + at));
    small = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    other = 0xffffu ^ (unsigned)_mm_movemask_epi8(
                          _mm_or_si128(word_run_within(small, 'a', 26),
                                       word_run_within(bytes, '0', 10)));
    return other != 0 ? (size_t)__builtin_ctz(other)
                      : 16 + word_run_plain(text, at + 16);
}

#else

static inline size_t word_run(morgue_str text, size_t at)
{
    return word_run_plain(text, at);
}

#endif

#endif
