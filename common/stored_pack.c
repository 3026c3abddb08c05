/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stored_pack.h"

#include "heap.h"
#include "str.h"

#include <stdlib.h>
#include <zstd.h>

#define LEVEL 1 /* docs/segments.md */
#define PLAIN_MAX ((size_t)1 << 30)

struct stored_packer {
    ZSTD_CCtx *zstd;
    char *packed;
    size_t capacity;
};

stored_packer *stored_packer_new(void)
{
    stored_packer *p = heap_new(1, sizeof *p);

    p->zstd = heap_check(ZSTD_createCCtx());
    ZSTD_CCtx_setParameter(p->zstd, ZSTD_c_compressionLevel, LEVEL);
    return p;
}

void stored_packer_free(stored_packer *p)
{
    if (p == NULL)
        return;
    ZSTD_freeCCtx(p->zstd);
    free(p->packed);
    free(p);
}

morgue_str stored_pack(stored_packer *p, morgue_str data)
{
    size_t size;

    if (data.size <= 1 || data.size > PLAIN_MAX)
        return data;
    if (data.size > p->capacity) {
        p->capacity = data.size + data.size / 2;
        p->packed = heap_resize(p->packed, p->capacity, 1);
    }
    /* One byte less than it was, or it is not worth it. */
    size = ZSTD_compress2(p->zstd, p->packed + 1, data.size - 2, data.data,
                          data.size);
    if (ZSTD_isError(size))
        return data;
    p->packed[0] = STORED_PACKED;
    return str_make(p->packed, size + 1);
}

bool stored_unpack(morgue_str *data, arena *a)
{
    morgue_str frame;
    unsigned long long size;
    char *plain;

    if (data->size == 0 || data->data[0] != STORED_PACKED)
        return true;
    frame = str_slice(*data, 1, data->size);
    size = ZSTD_getFrameContentSize(frame.data, frame.size);
    if (size > PLAIN_MAX) /* as its two errors are */
        return false;
    plain = arena_alloc(a, (size_t)size + 1);
    if (ZSTD_decompress(plain, (size_t)size, frame.data, frame.size) != size)
        return false;
    *data = str_make(plain, (size_t)size);
    return true;
}
