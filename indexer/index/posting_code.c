/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "posting_code.h"

#include "copy_few.h"
#include "eight_bytes.h"
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

/* One number and perhaps a second.  Small ones, as nearly all are, are put
 * together as eight bytes: who copies these need not wait for each of them. */
static morgue_str put_numbers(unsigned char *room, uint64_t first,
                              uint32_t second, bool has_second)
{
    size_t size;

    if (first < VARINT_SMALL && second < VARINT_SMALL) {
        unsigned before, more;
        uint64_t bytes = varint_small((uint32_t)first, &before);
        bytes |= (uint64_t)varint_small(second, &more) << 8 * before;
        store_low_eight(room, bytes);
        size = has_second ? before + more : before;
    } else {
        size = varint_put(room, first);
        size += has_second ? varint_put(room + size, second) : 0;
    }
    return str_make((const char *)room, size);
}

morgue_str posting_put(unsigned char *room, uint32_t gap, uint32_t wdf,
                       bool stems, const uint32_t *positions, size_t count)
{
    uint64_t head = (uint64_t)gap << POSTING_GAP | (stems ? POSTING_STEMS : 0);

    if (count == 0 && wdf == 1)
        return put_numbers(room, head | POSTING_ALONE, 0, false);
    if (count == 0)
        return put_numbers(room, head | POSTING_COUNT, wdf, true);
    if (count == 1 && wdf == 1)
        return put_numbers(room, head | POSTING_PLACE, positions[0], true);
    return put_full(room, head, wdf, positions, count);
}
