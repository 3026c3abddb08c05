/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How glass, Xapian's database format, writes numbers and strings.
 *
 * Plain numbers are varints (common/varint.h).  Numbers in keys must sort as
 * bytes do: below 0x8000 they are two bytes, most significant first; above,
 * the first byte tells the length in unary, 10... for three bytes, 110... for
 * four and 1110... for five, and the bits behind it are the number, most
 * significant first.  The first byte is never 0xff.
 *
 * A string in a key has each NUL followed by 0xff, and ends in a NUL unless
 * it is the last thing in the key; so "a" sorts before "a\0" and both before
 * "ab", whatever follows them.
 *
 * Fields of fixed width stand most significant byte first.
 */
#ifndef GLASS_PACK_H
#define GLASS_PACK_H

#include "str.h"
#include "varint.h"

#define GLASS_KEY_MAX 255 /* bytes of a key, packed */
#define GLASS_SORT_MAX 5  /* bytes of a sortable number */

static inline void glass_put_u16(unsigned char *out, unsigned value)
{
    out[0] = (unsigned char)(value >> 8);
    out[1] = (unsigned char)value;
}

static inline void glass_put_u32(unsigned char *out, uint32_t value)
{
    glass_put_u16(out, value >> 16);
    glass_put_u16(out + 2, value & 0xffff);
}

static inline unsigned glass_get_u16(const unsigned char *in)
{
    return (unsigned)in[0] << 8 | in[1];
}

static inline uint32_t glass_get_u32(const unsigned char *in)
{
    return (uint32_t)glass_get_u16(in) << 16 | glass_get_u16(in + 2);
}

/* Bytes that a sortable number takes: 2 to 5. */
static inline size_t glass_sort_size(uint32_t value)
{
    if (value < 0x8000)
        return 2;
    if (value < (uint32_t)1 << 22)
        return 3;
    return value < (uint32_t)1 << 29 ? 4 : 5;
}

/* Write a sortable number; returns its bytes. */
static inline size_t glass_put_sort(unsigned char *out, uint32_t value)
{
    size_t size = glass_sort_size(value);

    for (size_t i = size; i-- > 0; value >>= 8)
        out[i] = (unsigned char)value;
    if (size > 2)
        out[0] |= (unsigned char)(0xff << (10 - size));
    return size;
}

/* Cut a sortable number off the front of *rest; false when there is none. */
bool glass_take_sort(morgue_str *rest, uint32_t *out);

/* Write a string of a key, without the NUL that ends it; returns its bytes.
 * out has room for 2 * s.size. */
size_t glass_put_key_string(unsigned char *out, morgue_str s);

/* Bytes that glass_put_key_string() writes. */
size_t glass_key_string_size(morgue_str s);

/* A number as its bytes, least significant first, without leading zeros: for
 * the end of a key or tag.  Returns its bytes, 0 to 4. */
size_t glass_put_last(unsigned char *out, uint32_t value);

#endif
