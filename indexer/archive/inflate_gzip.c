/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "inflate_gzip.h"

#include "error.h"
#include "heap.h"
#include "inflate_isal.h"
#include "limits.h"
#include "str.h"

#include <stdlib.h>
#include <libdeflate.h>
#include <zlib.h>

#define MAGIC_SIZE 4
#define LOOK ((size_t)6) /* what a magic or a plain head needs */
#define GZIP_FLAGS 0xe0 /* reserved, must be 0 */

typedef enum gzip_mode { BETWEEN, IN_MEMBER, IN_PLAIN } gzip_mode;

/* How a member is inflated, the fastest way first. */
typedef enum gzip_way { IN_ONE_GO, BY_ISAL, BY_ZLIB } gzip_way;

typedef struct gzip {
    byte_source *stored, *plain; /* what we read, what we are */
    z_stream z;
    struct libdeflate_decompressor *whole;
    isal_inflater *isal; /* NULL: none */
    gzip_mode mode;
    uint64_t member;  /* stored offset of the member being read */
    gzip_way way;     /* of this member */
    uint64_t given;   /* bytes of it that ISA-L gave, and zlib will again */
    bool is_first;    /* nothing was opened yet */
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
    byte_source_keep(g->stored);
    if (inflate_gzip_begins(next)) {
        byte_source_mark(g->plain, g->member, false);
        g->mode = IN_MEMBER;
        g->way = IN_ONE_GO;
        g->is_first = false;
        return MORGUE_OK;
    }
    if (begins_plain(next) || (g->is_first && next.size)) {
        byte_source_mark(g->plain, g->member, true);
        g->mode = IN_PLAIN;
        g->is_first = false;
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
    return fault(g, MORGUE_EFORMAT, "expected a gzip member, found other bytes", err);
}

static bool is_bomb(uint64_t given, uint64_t taken)
{
    return given > LIMIT_RATIO_FROM && given / LIMIT_RATIO > taken;
}

/*
 * Most members are a page: all of it stands in the window and has room, and
 * libdeflate then inflates it at twice zlib's speed.  Larger ones are left to
 * ISA-L, or to zlib where that is not there or the member could not be read
 * again; and so is what is damaged, to zlib: it gives what comes before a
 * fault.
 */
static bool read_whole_member(gzip *g, char *to, size_t room, size_t *got)
{
    morgue_str in = byte_source_peek(g->stored, 1);
    size_t used;

    if (libdeflate_gzip_decompress_ex(g->whole, in.data, in.size, to, room,
                                      &used, got) != LIBDEFLATE_SUCCESS) {
        *got = 0;
        return false;
    }
    byte_source_consume(g->stored, used);
    g->mode = BETWEEN;
    return true;
}

static void begin_pieces(gzip *g)
{
    g->given = 0;
    inflateReset(&g->z);
    g->way = BY_ZLIB;
    if (g->isal == NULL || !byte_source_can_seek(g->stored))
        return;
    g->way = BY_ISAL;
    isal_inflater_begin(g->isal);
}

/* False, and zlib has to go over the member: something is wrong with it. */
static bool read_by_isal(gzip *g, char *to, size_t room, size_t *got)
{
    bool is_whole;

    if (!isal_inflater_read(g->isal, g->stored, to, room, got, &is_whole) ||
        is_bomb(g->given + *got, isal_inflater_taken(g->isal))) {
        *got = 0;
        return false;
    }
    g->given += *got;
    if (is_whole)
        g->mode = BETWEEN;
    return true;
}

static morgue_status read_by_zlib(gzip *g, char *to, size_t room, size_t *got,
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

        z->next_in = (Bytef *)(uintptr_t)in.data;
        z->avail_in = in.size > UINT32_MAX / 2 ? UINT32_MAX / 2
                                               : (uInt)in.size;
        in.size = z->avail_in;
        result = inflate(z, Z_NO_FLUSH);
        byte_source_consume(g->stored, in.size - z->avail_in);
        if (in.size == 0 && result == Z_BUF_ERROR) /* it holds nothing back */
            return fault(g, MORGUE_EFORMAT, "the file ends within the gzip member that begins", err);
    }
    *got = room - z->avail_out;
    if (result == Z_STREAM_END) {
        g->mode = BETWEEN;
        return MORGUE_OK;
    }
    if (result != Z_OK && result != Z_BUF_ERROR)
        return fault(g, MORGUE_EFORMAT, "damaged gzip member that begins", err);
    if (is_bomb(z->total_out, z->total_in))
        return fault(g, MORGUE_ELIMIT, "inflating over the limit: gzip member",
                     err);
    return MORGUE_OK;
}

/* From the member's beginning, but for what was given of it. */
static morgue_status begin_zlib(gzip *g, char *to, size_t room,
                                morgue_error *err)
{
    morgue_status status = MORGUE_OK;

    g->way = BY_ZLIB;
    if (!byte_source_seek(g->stored, g->member))
        return fault(g, MORGUE_EIO, "can't go back to the gzip member", err);
    while (g->given > 0 && status == MORGUE_OK && g->mode == IN_MEMBER) {
        size_t again = 0;
        status = read_by_zlib(g, to, room < g->given ? room : g->given, &again,
                              err);
        g->given -= again;
    }
    return status;
}

static morgue_status read_member(gzip *g, char *to, size_t room, size_t *got,
                                 morgue_error *err)
{
    morgue_status status = MORGUE_OK;

    if (g->way == IN_ONE_GO) {
        if (read_whole_member(g, to, room, got))
            return MORGUE_OK;
        begin_pieces(g);
    }
    if (g->way == BY_ISAL) {
        if (read_by_isal(g, to, room, got))
            return MORGUE_OK;
        status = begin_zlib(g, to, room, err);
    }
    if (status == MORGUE_OK && g->mode == IN_MEMBER)
        status = read_by_zlib(g, to, room, got, err);
    return status;
}

/* Whether a gzip member begins again only the reader of records can tell: a
 * page may well be stored compressed.  It then calls byte_source_reopen(). */
static void read_plain(gzip *g, char *to, size_t room, size_t *got)
{
    morgue_str in = byte_source_peek(g->stored, 1);

    *got = in.size < room ? in.size : room;
    memcpy(to, in.data, *got);
    byte_source_consume(g->stored, *got);
    byte_source_set_stored_end(g->plain, byte_source_position(g->stored));
}

static bool gzip_reopen(void *self, morgue_str unread)
{
    gzip *g = self;

    if (g->mode != IN_PLAIN || !inflate_gzip_begins(unread) ||
        !byte_source_unread(g->stored, unread))
        return false;
    g->mode = BETWEEN;
    return true;
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
            byte_source_set_stored_end(g->plain,
                                       byte_source_position(g->stored));
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

/* Where in s a member may begin, or plain records at a line's beginning. */
static size_t find_member(morgue_str s)
{
    const char *magic = memmem(s.data, s.size, "\x1f\x8b\x08", 3);
    const char *plain = memmem(s.data, s.size, "\nWARC/", 6);
    size_t at = magic ? (size_t)(magic - s.data) : SIZE_MAX;

    if (plain && (size_t)(plain - s.data) < at)
        at = (size_t)(plain - s.data) + 1;
    return at;
}

/* A dozen bytes of a head are told by so many stored ones. */
#define TRIAL_IN ((size_t)4096)
#define TRIAL_OUT ((size_t)64)

/* "dns:", "filedesc:": an ARC's line begins with a scheme. */
static bool begins_record(morgue_str s)
{
    size_t at = 0;

    while (at < s.size && at < 16 && ascii_is_alpha(s.data[at]))
        at++;
    return begins_plain(s) || (at && at < s.size && s.data[at] == ':');
}

/*
 * A record does begin here: within what is damaged the same bytes may stand by
 * chance, or a page that was stored compressed.
 */
static bool is_member(gzip *g, morgue_str in)
{
    char out[TRIAL_OUT];
    int result;

    if (!inflate_gzip_begins(in))
        return begins_plain(in);
    inflateReset(&g->z);
    g->z.next_in = (Bytef *)(uintptr_t)in.data;
    g->z.avail_in = (uInt)(in.size < UINT16_MAX ? in.size : UINT16_MAX);
    g->z.next_out = (Bytef *)out;
    g->z.avail_out = sizeof out;
    result = inflate(&g->z, Z_NO_FLUSH);
    return (result == Z_OK || result == Z_STREAM_END) &&
           begins_record(str_make(out, sizeof out - g->z.avail_out));
}

/* Look for the next member behind the beginning of the one that failed: one
 * that breaks off has swallowed the head of the next. */
static bool gzip_resume(void *self)
{
    gzip *g = self;
    morgue_str in;

    byte_source_go_back(g->stored);
    if (byte_source_position(g->stored) == g->member)
        byte_source_consume(g->stored, 1);
    while ((in = byte_source_peek(g->stored, TRIAL_IN)).size >= LOOK) {
        size_t at = find_member(in);

        byte_source_consume(g->stored, at == SIZE_MAX ? in.size - LOOK + 1
                                                      : at);
        if (at == SIZE_MAX)
            continue;
        if (is_member(g, byte_source_peek(g->stored, TRIAL_IN)))
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
    libdeflate_free_decompressor(g->whole);
    isal_inflater_free(g->isal);
    byte_source_close(g->stored);
    free(g);
}

static const byte_source_kind gzip_kind = {
    .read = gzip_read,
    .resume = gzip_resume,
    .reopen = gzip_reopen,
    .close = gzip_close,
};

byte_source *inflate_gzip_new(byte_source *stored)
{
    gzip *g = heap_new(1, sizeof *g);

    if (inflateInit2(&g->z, 15 + 16) != Z_OK)
        heap_exhausted();
    g->whole = heap_check(libdeflate_alloc_decompressor());
    g->isal = isal_inflater_new();
    g->stored = stored;
    g->is_first = true;
    g->plain = byte_source_new(&gzip_kind, g);
    byte_source_set_stored_size(g->plain, byte_source_size(stored));
    return g->plain;
}
