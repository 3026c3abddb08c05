/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass_termlist.h"

#include "copy_few.h"

#define PACKED_MAX 255

static size_t put_bytes(unsigned char *out, morgue_str bytes)
{
    out[0] = (unsigned char)bytes.size;
    copy_few(out + 1, bytes.data, bytes.size);
    return 1 + bytes.size;
}

size_t glass_termlist_put_first(unsigned char *out, morgue_str term,
                                uint32_t wdf)
{
    size_t size = put_bytes(out, term);

    return size + varint_put(out + size, wdf);
}

size_t glass_termlist_put(unsigned char *out, size_t before, size_t reuse,
                          morgue_str rest, uint32_t wdf)
{
    size_t packed = wdf < 127 ? (wdf + 1) * (before + 1) + reuse : SIZE_MAX;
    size_t size;

    out[0] = (unsigned char)(packed <= PACKED_MAX ? packed : reuse);
    size = 1 + put_bytes(out + 1, rest);
    if (packed > PACKED_MAX)
        size += varint_put(out + size, wdf);
    return size;
}
