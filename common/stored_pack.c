/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stored_pack.h"

#include "heap.h"
#include "str.h"

#include <stdlib.h>
#include <zdict.h>
#include <zstd.h>

#define LEVEL 1 /* docs/segments.md */
#define PLAIN_MAX ((size_t)1 << 30)

/* A dictionary of some articles must be small beside what it is made of. */
#define DICTIONARY_SIZE ((size_t)32 << 10)
#define SAMPLES_MIN (2 * DICTIONARY_SIZE)

/* ---- The dictionary ---- */

void stored_dictionary_make(buffer *out, morgue_str articles,
                            const size_t *sizes, size_t count)
{
    char *room;
    size_t size;

    buffer_clear(out);
    if (articles.size < SAMPLES_MIN || count > UINT32_MAX ||
        (room = buffer_reserve(out, DICTIONARY_SIZE)) == NULL)
        return;
    size = ZDICT_trainFromBuffer(room, DICTIONARY_SIZE, articles.data, sizes,
                                 (unsigned)count);
    if (!ZDICT_isError(size))
        out->size = size;
}

/* ---- Packing ---- */

struct stored_packer {
    ZSTD_CCtx *zstd;
    ZSTD_CDict *dictionary; /* NULL: none */
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
    ZSTD_freeCDict(p->dictionary);
    free(p->packed);
    free(p);
}

void stored_packer_set_dictionary(stored_packer *p, morgue_str dictionary)
{
    ZSTD_CCtx_refCDict(p->zstd, NULL);
    ZSTD_freeCDict(p->dictionary);
    p->dictionary = NULL;
    if (dictionary.size == 0)
        return;
    p->dictionary = heap_check(
        ZSTD_createCDict(dictionary.data, dictionary.size, LEVEL));
    ZSTD_CCtx_refCDict(p->zstd, p->dictionary);
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

/* ---- Unpacking ---- */

typedef struct known_dictionary {
    unsigned number; /* by which frames name it */
    ZSTD_DDict *zstd;
} known_dictionary;

struct stored_unpacker {
    ZSTD_DCtx *zstd;
    known_dictionary *known;
    size_t known_count;
    char *plain;
    size_t capacity;
};

stored_unpacker *stored_unpacker_new(void)
{
    stored_unpacker *u = heap_new(1, sizeof *u);

    u->zstd = heap_check(ZSTD_createDCtx());
    return u;
}

void stored_unpacker_free(stored_unpacker *u)
{
    if (u == NULL)
        return;
    for (size_t i = 0; i < u->known_count; i++)
        ZSTD_freeDDict(u->known[i].zstd);
    free(u->known);
    ZSTD_freeDCtx(u->zstd);
    free(u->plain);
    free(u);
}

static bool is_packed(morgue_str data)
{
    return data.size > 0 && data.data[0] == STORED_PACKED;
}

/* The dictionary of a frame; number 0 stands for none. */
static const ZSTD_DDict *find(const stored_unpacker *u, unsigned number)
{
    for (size_t i = 0; i < u->known_count; i++)
        if (u->known[i].number == number)
            return u->known[i].zstd;
    return NULL;
}

bool stored_unpacker_lacks(const stored_unpacker *u, morgue_str data)
{
    unsigned number;

    if (!is_packed(data))
        return false;
    number = ZSTD_getDictID_fromFrame(data.data + 1, data.size - 1);
    return number != 0 && find(u, number) == NULL;
}

void stored_unpacker_add(stored_unpacker *u, morgue_str dictionary)
{
    unsigned number = ZSTD_getDictID_fromDict(dictionary.data, dictionary.size);
    known_dictionary *added;

    if (number == 0 || find(u, number))
        return;
    u->known = heap_resize(u->known, u->known_count + 1, sizeof *u->known);
    added = u->known + u->known_count;
    added->number = number;
    added->zstd = ZSTD_createDDict(dictionary.data, dictionary.size);
    u->known_count += added->zstd != NULL; /* NULL: damaged */
}

bool stored_unpack(stored_unpacker *u, morgue_str *data)
{
    morgue_str frame;
    unsigned long long size;

    if (!is_packed(*data))
        return true;
    frame = str_slice(*data, 1, data->size);
    size = ZSTD_getFrameContentSize(frame.data, frame.size);
    if (size > PLAIN_MAX) /* as its two errors are */
        return false;
    if (size >= u->capacity) {
        u->capacity = (size_t)size + 1;
        u->plain = heap_resize(u->plain, u->capacity, 1);
    }
    if (ZSTD_decompress_usingDDict(
            u->zstd, u->plain, (size_t)size, frame.data, frame.size,
            find(u, ZSTD_getDictID_fromFrame(frame.data, frame.size))) != size)
        return false;
    *data = str_make(u->plain, (size_t)size);
    return true;
}
