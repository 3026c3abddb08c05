/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Up to eight bytes as a number, the first one the most significant: so numbers
 * order as the bytes do.  Bytes that are not there are zeros at its end.
 */
#ifndef EIGHT_BYTES_H
#define EIGHT_BYTES_H

#include <stddef.h>
#include <stdint.h>

/* The same byte eight times. */
#define EIGHT(byte) (UINT64_C(0x0101010101010101) * (byte))

static inline uint64_t load_eight(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;

    return (uint64_t)b[0] << 56 | (uint64_t)b[1] << 48 | (uint64_t)b[2] << 40 |
           (uint64_t)b[3] << 32 | (uint64_t)b[4] << 24 | (uint64_t)b[5] << 16 |
           (uint64_t)b[6] << 8 | b[7];
}

static inline uint64_t load_four(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;

    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 |
           b[3];
}

/* Of `size` bytes, which may be more than eight.  Two loads that overlap say
 * the same where they do. */
static inline uint64_t load_some(const char *p, size_t size)
{
    if (size >= 8)
        return load_eight(p);
    if (size >= 4)
        return load_four(p) << 32 |
               load_four(p + size - 4) << (64 - 8 * size);
    if (size == 0)
        return 0;
    return (uint64_t)(unsigned char)p[0] << 56 |
           (uint64_t)(unsigned char)p[size / 2] << (56 - 8 * (size / 2)) |
           (uint64_t)(unsigned char)p[size - 1] << (64 - 8 * size);
}

static inline void store_eight(char *p, uint64_t bytes)
{
    p[0] = (char)(bytes >> 56);
    p[1] = (char)(bytes >> 48);
    p[2] = (char)(bytes >> 40);
    p[3] = (char)(bytes >> 32);
    p[4] = (char)(bytes >> 24);
    p[5] = (char)(bytes >> 16);
    p[6] = (char)(bytes >> 8);
    p[7] = (char)bytes;
}

/* The other way round, as streams of bits want it: the least significant first.
 * (In a loop the compiler would not see that it is one store.) */
static inline void store_low_four(unsigned char *p, uint32_t bytes)
{
    p[0] = (unsigned char)bytes;
    p[1] = (unsigned char)(bytes >> 8);
    p[2] = (unsigned char)(bytes >> 16);
    p[3] = (unsigned char)(bytes >> 24);
}

static inline void store_low_eight(unsigned char *p, uint64_t bytes)
{
    p[0] = (unsigned char)bytes;
    p[1] = (unsigned char)(bytes >> 8);
    p[2] = (unsigned char)(bytes >> 16);
    p[3] = (unsigned char)(bytes >> 24);
    p[4] = (unsigned char)(bytes >> 32);
    p[5] = (unsigned char)(bytes >> 40);
    p[6] = (unsigned char)(bytes >> 48);
    p[7] = (unsigned char)(bytes >> 56);
}

/* The high bit of each byte that is from `first` to `last`, both of ASCII;
 * bytes outside ASCII count by their lower seven bits. */
static inline uint64_t bytes_between(uint64_t bytes, unsigned first,
                                     unsigned last)
{
    uint64_t ascii = bytes & EIGHT(0x7f);

    return (ascii + EIGHT(0x80 - first)) & ~(ascii + EIGHT(0x7f - last)) &
           EIGHT(0x80);
}

#endif
