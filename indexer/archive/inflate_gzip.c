/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "inflate_gzip.h"

#include "error.h"
#include "limits.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#define MAGIC_SIZE 4
#define GZIP_FLAGS 0xe0 /* reserved, must be 0 */

typedef enum gzip_mode { BETWEEN, IN_MEMBER, IN_PLAIN } gzip_mode;

typedef struct gzip {
    byte_source *stored, *plain; /* what we read, what we are */
    z_stream z;
    gzip_mode mode;
    uint64_t member;  /* stored offset of the member being read */
    uint64_t members; /* read to their end */
} gzip;

bool inflate_gzip_begins(morgue_str b)
{
    return b.size >= MAGIC_SIZE && memcmp(b.data, "\x1f\x8b\x08", 3) == 0 &&
           ((unsigned char)b.data[3] & GZIP_FLAGS) == 0;
}

/* An archive's own words, not compressed. */
static bool begins_plain(morgue_str b)
{
    while (b.size && (b.data[0] == '\r' || b.data[0] == '\n'))
        b = str_slice(b, 1, b.size);
    return str_starts_with(b, STR("WARC/")) ||
           str_starts_with(b, STR("filedesc:")) ||
           str_starts_with(b, STR("http"));
}

static morgue_status fault(gzip *g, morgue_status status, const char *what,
                           morgue_error *err)
{
    g->mode = BETWEEN;
    return error_set(err, status, (int64_t)g->member, "%s at %llu", what,
                     (unsigned long long)g->member);
}

/* Between members: open the next one, or say that there is none. */
static morgue_status open_member(gzip *g, bool *at_end, morgue_error *err)
{
    morgue_str next = byte_source_peek(g->stored, 16);

    *at_end = false;
    g->member = byte_source_position(g->stored);
    if (inflate_gzip_begins(next)) {
        byte_source_mark(g->plain, g->member, false);
        inflateReset(&g->z);
        g->mode = IN_MEMBER;
        return MORGUE_OK;
    }
    if (begins_plain(next)) {
        byte_source_mark(g->plain, g->member, true);
        g->mode = IN_PLAIN;
        return MORGUE_OK;
    }
    /* Tape blocks and some crawlers pad with zeros. */
    while ((next = byte_source_peek(g->stored, 1)).size && !next.data[0])
        byte_source_consume(g->stored, 1);
    if (next.size == 0) {
        *at_end = true;
        return MORGUE_OK;
    }
    if (byte_source_position(g->stored) > g->member)
        return open_member(g, at_end, err);
    return fault(g, MORGUE_EFORMAT, "bytes that are no gzip member", err);
}

static bool is_bomb(const z_stream *z)
{
    return z->total_out > LIMIT_RATIO_FROM &&
           z->total_out / LIMIT_RATIO > z->total_in;
}

static morgue_status read_member(gzip *g, char *to, size_t room, size_t *got,
                                 morgue_error *err)
{
    z_stream *z = &g->z;
    int result = Z_OK;

    if (room > UINT32_MAX / 2)
        room = UINT32_MAX / 2;
    z->next_out = (Bytef *)to;
    z->avail_out = (uInt)room;
    while (z->avail_out == room && result == Z_OK) {
        morgue_str in = byte_source_peek(g->stored, 1);

        if (in.size == 0)
            return fault(g, MORGUE_EFORMAT, "gzip member breaks off", err);
        z->next_in = (Bytef *)(uintptr_t)in.data;
        z->avail_in = in.size > UINT32_MAX / 2 ? UINT32_MAX / 2
                                               : (uInt)in.size;
        in.size = z->avail_in;
        result = inflate(z, Z_NO_FLUSH);
        byte_source_consume(g->stored, in.size - z->avail_in);
    }
    *got = room - z->avail_out;
    byte_source_set_stored_end(g->plain, byte_source_position(g->stored));
    if (result == Z_STREAM_END) {
        g->mode = BETWEEN;
        g->members++;
        return MORGUE_OK;
    }
    if (result != Z_OK && result != Z_BUF_ERROR)
        return fault(g, MORGUE_EFORMAT, "damaged gzip member", err);
    if (is_bomb(z))
        return fault(g, MORGUE_ELIMIT, "gzip member inflates over the limit",
                     err);
    return MORGUE_OK;
}

/* Up to the first gzip magic that follows an empty line. */
static void read_plain(gzip *g, char *to, size_t room, size_t *got)
{
    morgue_str in = byte_source_peek(g->stored, MAGIC_SIZE + 4);
    size_t size = in.size < room ? in.size : room, at = 0;
    bool ends = false;

    while (!ends && at < size) {
        const char *p = memchr(in.data + at, '\x1f', size - at);
        if (p == NULL)
            break;
        at = (size_t)(p - in.data);
        ends = at >= 2 && inflate_gzip_begins(str_slice(in, at, in.size)) &&
               p[-1] == '\n' && (p[-2] == '\n' || p[-2] == '\r');
        at++;
    }
    *got = ends ? at - 1 : size;
    /* Leave what a magic may need in front of it for the next look. */
    if (!ends && size > 2 * MAGIC_SIZE)
        *got = size - MAGIC_SIZE - 2;
    memcpy(to, in.data, *got);
    byte_source_consume(g->stored, *got);
    byte_source_set_stored_end(g->plain, byte_source_position(g->stored));
    if (ends)
        g->mode = BETWEEN;
}

static morgue_status gzip_read(void *self, char *to, size_t room, size_t *got,
                               morgue_error *err)
{
    gzip *g = self;

    *got = 0;
    while (*got == 0) {
        morgue_status status = MORGUE_OK;

        if (g->mode == BETWEEN) {
            bool at_end;
            status = open_member(g, &at_end, err);
            if (status != MORGUE_OK)
                return status;
            if (at_end)
                break;
        }
        if (g->mode == IN_PLAIN) {
            read_plain(g, to, room, got);
            if (*got == 0 && g->mode == IN_PLAIN)
                break;
        } else {
            status = read_member(g, to, room, got, err);
        }
        if (status != MORGUE_OK)
            return status;
    }
    if (*got == 0 && byte_source_fault(g->stored)) {
        *err = *byte_source_fault(g->stored);
        return err->status;
    }
    return MORGUE_OK;
}

/* Look for the next magic behind the one that failed. */
static bool gzip_resume(void *self)
{
    gzip *g = self;
    morgue_str in;

    if (byte_source_position(g->stored) == g->member)
        byte_source_consume(g->stored, 1);
    while ((in = byte_source_peek(g->stored, MAGIC_SIZE)).size >= MAGIC_SIZE) {
        const char *p = memchr(in.data, '\x1f', in.size - MAGIC_SIZE + 1);
        size_t at = p ? (size_t)(p - in.data) : in.size - MAGIC_SIZE + 1;

        byte_source_consume(g->stored, at);
        if (p == NULL)
            continue;
        if (inflate_gzip_begins(byte_source_peek(g->stored, MAGIC_SIZE)))
            return true;
        byte_source_consume(g->stored, 1);
    }
    byte_source_skip(g->stored, in.size);
    byte_source_set_stored_end(g->plain, byte_source_position(g->stored));
    return false;
}

static void gzip_close(void *self)
{
    gzip *g = self;

    inflateEnd(&g->z);
    byte_source_close(g->stored);
    free(g);
}

static const byte_source_kind gzip_kind = {gzip_read, gzip_resume, NULL,
                                           gzip_close};

byte_source *inflate_gzip_new(byte_source *stored)
{
    gzip *g = calloc(1, sizeof *g);

    if (g == NULL || inflateInit2(&g->z, 15 + 16) != Z_OK) {
        fputs("morgue: out of memory\n", stderr);
        abort();
    }
    g->stored = stored;
    g->plain = byte_source_new(&gzip_kind, g);
    return g->plain;
}
