/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "posting_code.h"

#include <string.h>

/* The tag is coded behind the longest head that there may be, since its size
 * stands before it. */
static size_t put_full(unsigned char *out, uint64_t head, uint32_t wdf,
                       const uint32_t *positions, size_t count)
{
    unsigned char *tag = out + 3 * VARINT_MAX;
    size_t tag_size = glass_position_encode(tag, positions, count);
    size_t size = varint_put(out, head | POSTING_FULL);

    size += varint_put(out + size, wdf);
    size += varint_put(out + size, tag_size);
    memmove(out + size, tag, tag_size);
    return size + tag_size;
}

size_t posting_put(unsigned char *out, uint32_t gap, uint32_t wdf,
                   const uint32_t *positions, size_t count)
{
    uint64_t head = (uint64_t)gap << 2;
    size_t size;

    if (count == 1 && wdf == 1) {
        size = varint_put(out, head | POSTING_PLACE);
        return size + varint_put(out + size, positions[0]);
    }
    if (count > 0)
        return put_full(out, head, wdf, positions, count);
    if (wdf == 1)
        return varint_put(out, head | POSTING_ALONE);
    size = varint_put(out, head | POSTING_COUNT);
    return size + varint_put(out + size, wdf);
}
