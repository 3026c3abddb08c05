/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbers in few bytes: seven bits a byte, least significant first, the high
 * bit says that more follow (LEB128; also what Xapian's glass writes).
 */
#ifndef VARINT_H
#define VARINT_H

#include "buffer.h"

#define VARINT_MAX 10

static inline size_t varint_put(unsigned char *out, uint64_t value)
{
    size_t size = 0;

    while (value >= 0x80) {
        out[size++] = (unsigned char)(value | 0x80);
        value >>= 7;
    }
    out[size++] = (unsigned char)value;
    return size;
}

/* As varint_put() for a value below 2^28, without asking how large it is: the
 * bytes as a number, the first one the least significant. */
#define VARINT_SMALL ((uint32_t)1 << 28)

static inline uint32_t varint_small(uint32_t value, unsigned *size)
{
    unsigned more = (31 - (unsigned)__builtin_clz(value | 1)) / 7;
    uint32_t bytes = (value & 0x7f) | (value & 0x7f << 7) << 1 |
                     (value & 0x7f << 14) << 2 | (value & 0x7f << 21) << 3;

    *size = more + 1;
    return bytes | (UINT32_C(0x808080) & ((UINT32_C(1) << 8 * more) - 1));
}

static inline void varint_append(buffer *out, uint64_t value)
{
    unsigned char bytes[VARINT_MAX];

    buffer_append(out, bytes, varint_put(bytes, value));
}

/* Cut a number off the front of *rest; false when there is no whole one. */
static inline bool varint_take(morgue_str *rest, uint64_t *out)
{
    uint64_t value = 0;

    for (size_t i = 0; i < rest->size && i < VARINT_MAX; i++) {
        unsigned char c = (unsigned char)rest->data[i];
        value |= (uint64_t)(c & 0x7f) << (7 * i);
        if (c < 0x80) {
            rest->data += i + 1;
            rest->size -= i + 1;
            *out = value;
            return true;
        }
    }
    return false;
}

#endif
