/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Arithmetic that is compiled twice: for any processor, and for those with
 * vectors of 32 bytes (AVX2).
 *
 * Such a function is written once, in plain C on whole numbers and always
 * inline, and called by two that differ in their target alone; so both give
 * the same, bit for bit.
 */
#ifndef VECTOR_H
#define VECTOR_H

#include <stdbool.h>

#ifdef __x86_64__
#define VECTOR_WIDE __attribute__((target("avx2")))
static inline bool vector_is_wide(void)
{
    return __builtin_cpu_supports("avx2");
}
#else
#define VECTOR_WIDE
static inline bool vector_is_wide(void)
{
    return false;
}
#endif

#endif
