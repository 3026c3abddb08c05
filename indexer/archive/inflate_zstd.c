/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "inflate_zstd.h"

#include "buffer.h"
#include "error.h"
#include "heap.h"
#include "limits.h"
#include "str.h"

#include <stdlib.h>
#include <zstd.h>

#define MAGIC_SIZE 4
#define SKIPPABLE_HEAD 8
#define DICTIONARY_MAGIC 0x184d2a5du

typedef struct zstd {
    byte_source *stored, *plain; /* what we read, what we are */
    ZSTD_DCtx *context;
    bool in_frame;
    uint64_t frame;   /* stored offset of the frame being read */
    uint64_t in, out; /* bytes of the frame so far */
} zstd;

static uint32_t word(morgue_str s, size_t at)
{
    const unsigned char *b = (const unsigned char *)s.data + at;

    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
           (uint32_t)b[3] << 24;
}

static bool is_frame(morgue_str s)
{
    return s.size >= MAGIC_SIZE && word(s, 0) == ZSTD_MAGICNUMBER;
}

static bool is_skippable(morgue_str s)
{
    return s.size >= SKIPPABLE_HEAD &&
           (word(s, 0) & 0xfffffff0u) == ZSTD_MAGIC_SKIPPABLE_START;
}

bool inflate_zstd_begins(morgue_str s)
{
    return is_frame(s) || is_skippable(s);
}

size_t inflate_zstd_dictionary_size(morgue_str s)
{
    if (!is_skippable(s) || word(s, 0) != DICTIONARY_MAGIC ||
        word(s, 4) > LIMIT_ZSTD_DICTIONARY)
        return 0;
    return SKIPPABLE_HEAD + (size_t)word(s, 4);
}

static morgue_status fault(zstd *z, morgue_status status, const char *what,
                           morgue_error *err)
{
    z->in_frame = false;
    return error_set(err, status, (int64_t)z->frame, "%s at %llu", what,
                     (unsigned long long)z->frame);
}

/* ---- Dictionaries ---- */

/* A dictionary may itself be one zstd frame. */
static bool load_compressed(zstd *z, morgue_str frame)
{
    char *bytes = malloc(LIMIT_ZSTD_DICTIONARY);
    size_t size = bytes ? ZSTD_decompress(bytes, LIMIT_ZSTD_DICTIONARY,
                                          frame.data, frame.size)
                        : 0;
    bool good = size && !ZSTD_isError(size) &&
                !ZSTD_isError(
                    ZSTD_DCtx_loadDictionary(z->context, bytes, size));

    free(bytes);
    return good;
}

static bool load_dictionary(zstd *z, morgue_str bytes)
{
    if (is_frame(bytes))
        return load_compressed(z, bytes);
    return !ZSTD_isError(
        ZSTD_DCtx_loadDictionary(z->context, bytes.data, bytes.size));
}

/* Pass over a skippable frame; the one with a dictionary is taken. */
static morgue_status take_skippable(zstd *z, morgue_str head,
                                    morgue_error *err)
{
    uint32_t magic = word(head, 0), size = word(head, 4);
    bool is_good = true;

    byte_source_consume(z->stored, SKIPPABLE_HEAD);
    if (magic == DICTIONARY_MAGIC && size && size <= LIMIT_ZSTD_DICTIONARY) {
        morgue_str bytes = byte_source_peek(z->stored, size);
        is_good = bytes.size >= size &&
                  load_dictionary(z, str_slice(bytes, 0, size));
    }
    if (byte_source_skip(z->stored, size) < size)
        return fault(z, MORGUE_EFORMAT, "skippable frame breaks off", err);
    if (!is_good)
        return fault(z, MORGUE_EFORMAT, "dictionary can't be read", err);
    return MORGUE_OK;
}

/* ---- Frames ---- */

static morgue_status open_frame(zstd *z, bool *at_end, morgue_error *err)
{
    morgue_str next;

    *at_end = false;
    for (;;) {
        morgue_status status;

        next = byte_source_peek(z->stored, SKIPPABLE_HEAD);
        z->frame = byte_source_position(z->stored);
        byte_source_keep(z->stored);
        if (!is_skippable(next))
            break;
        status = take_skippable(z, next, err);
        if (status != MORGUE_OK)
            return status;
    }
    if (next.size == 0) {
        *at_end = true;
        return MORGUE_OK;
    }
    if (!is_frame(next))
        return fault(z, MORGUE_EFORMAT, "bytes that are no zstd frame", err);
    byte_source_mark(z->plain, z->frame, false);
    ZSTD_DCtx_reset(z->context, ZSTD_reset_session_only);
    z->in_frame = true;
    z->in = z->out = 0;
    return MORGUE_OK;
}

static morgue_status read_frame(zstd *z, char *to, size_t room, size_t *got,
                                morgue_error *err)
{
    ZSTD_outBuffer out = {to, room, 0};
    size_t left = 1;

    while (out.pos == 0 && left != 0) {
        morgue_str bytes = byte_source_peek(z->stored, 1);
        ZSTD_inBuffer in = {bytes.data, bytes.size, 0};

        left = ZSTD_decompressStream(z->context, &out, &in);
        byte_source_consume(z->stored, in.pos);
        z->in += in.pos;
        if (ZSTD_isError(left))
            return fault(z, MORGUE_EFORMAT, "damaged zstd frame", err);
        if (bytes.size == 0 && out.pos == 0 && left != 0)
            return fault(z, MORGUE_EFORMAT, "zstd frame breaks off", err);
    }
    *got = out.pos;
    z->out += out.pos;
    z->in_frame = left != 0;
    byte_source_set_stored_end(z->plain, byte_source_position(z->stored));
    if (z->out > LIMIT_RATIO_FROM && z->out / LIMIT_RATIO > z->in)
        return fault(z, MORGUE_ELIMIT, "zstd frame inflates over the limit",
                     err);
    return MORGUE_OK;
}

static morgue_status zstd_read(void *self, char *to, size_t room, size_t *got,
                               morgue_error *err)
{
    zstd *z = self;
    morgue_status status = MORGUE_OK;

    *got = 0;
    while (*got == 0 && status == MORGUE_OK) {
        bool at_end = false;

        if (!z->in_frame)
            status = open_frame(z, &at_end, err);
        if (at_end)
            break;
        if (status == MORGUE_OK)
            status = read_frame(z, to, room, got, err);
    }
    if (status == MORGUE_OK && *got == 0 && byte_source_fault(z->stored)) {
        *err = *byte_source_fault(z->stored);
        return err->status;
    }
    return status;
}

/* Look for the next frame's magic behind the beginning of the one that failed:
 * one that breaks off has swallowed it. */
static bool zstd_resume(void *self)
{
    static const char magic[] = "\x28\xb5\x2f\xfd";
    zstd *z = self;
    morgue_str in;

    byte_source_go_back(z->stored);
    if (byte_source_position(z->stored) == z->frame)
        byte_source_consume(z->stored, 1);
    while ((in = byte_source_peek(z->stored, MAGIC_SIZE)).size >= MAGIC_SIZE) {
        const char *p = memmem(in.data, in.size, magic, MAGIC_SIZE);

        byte_source_consume(z->stored, p ? (size_t)(p - in.data)
                                         : in.size - MAGIC_SIZE + 1);
        if (p)
            return true;
    }
    byte_source_skip(z->stored, in.size);
    byte_source_set_stored_end(z->plain, byte_source_position(z->stored));
    return false;
}

static void zstd_close(void *self)
{
    zstd *z = self;

    ZSTD_freeDCtx(z->context);
    byte_source_close(z->stored);
    free(z);
}

static const byte_source_kind zstd_kind = {
    .read = zstd_read,
    .resume = zstd_resume,
    .close = zstd_close,
};

byte_source *inflate_zstd_new(byte_source *stored)
{
    zstd *z = heap_new(1, sizeof *z);

    z->context = heap_check(ZSTD_createDCtx());
    ZSTD_DCtx_setParameter(z->context, ZSTD_d_windowLogMax,
                           LIMIT_ZSTD_WINDOW_LOG);
    z->stored = stored;
    z->plain = byte_source_new(&zstd_kind, z);
    return z->plain;
}
