/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "posting_code.h"

#include "copy_few.h"
#include "str.h"

/* What stands before the tag tells its size: it is put together apart, and
 * ends where the tag begins. */
static morgue_str put_full(unsigned char *room, uint64_t head, uint32_t wdf,
                           const uint32_t *positions, size_t count)
{
    unsigned char *tag = room + 3 * VARINT_MAX, before[3 * VARINT_MAX];
    size_t tag_size = glass_position_encode(tag, positions, count);
    size_t size = varint_put(before, head | POSTING_FULL);

    size += varint_put(before + size, wdf);
    size += varint_put(before + size, tag_size);
    copy_few(tag - size, before, size);
    return str_make((const char *)tag - size, size + tag_size);
}

morgue_str posting_put(unsigned char *room, uint32_t gap, uint32_t wdf,
                       const uint32_t *positions, size_t count)
{
    uint64_t head = (uint64_t)gap << 2;
    size_t size;

    if (count == 1 && wdf == 1) {
        size = varint_put(room, head | POSTING_PLACE);
        size += varint_put(room + size, positions[0]);
    } else if (count > 0) {
        return put_full(room, head, wdf, positions, count);
    } else if (wdf == 1) {
        size = varint_put(room, head | POSTING_ALONE);
    } else {
        size = varint_put(room, head | POSTING_COUNT);
        size += varint_put(room + size, wdf);
    }
    return str_make((const char *)room, size);
}
