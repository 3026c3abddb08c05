/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A stream of bytes with a window on what comes next: a file, standard input,
 * memory, a member of a container, or another source inflated.
 *
 * Peek shows bytes without passing them, consume passes them.  Where the
 * stored bytes are damaged the stream stops as if at its end, with a fault;
 * byte_source_resume() goes on behind the damage, where that is possible.
 *
 * A stream that is stored in members (gzip members, zstd frames) remembers
 * where each begins, for that is a record's address.
 */
#ifndef BYTE_SOURCE_H
#define BYTE_SOURCE_H

#include "morgue.h"

typedef struct byte_source byte_source;

/* What a kind of source implements. */
typedef struct byte_source_kind {
    /*
     * Put up to `room` (not 0) bytes at `to`.  *got is 0 at the end.  A status
     * other than MORGUE_OK is a fault; what was got before it counts.
     */
    morgue_status (*read)(void *self, char *to, size_t room, size_t *got,
                          morgue_error *err);
    bool (*resume)(void *self); /* NULL: never */
    /* Take bytes that were read but not consumed back, and look anew at what
     * they are; false: nothing changes.  NULL: never. */
    bool (*reopen)(void *self, morgue_str unread);
    bool (*seek)(void *self, uint64_t offset); /* NULL: can't be sought in */
    void (*close)(void *self);
} byte_source_kind;

byte_source *byte_source_new(const byte_source_kind *kind, void *self);

/* "-" is standard input. */
morgue_status byte_source_open(byte_source **out, const char *path,
                               morgue_error *err);

/* Borrows the bytes. */
byte_source *byte_source_memory(morgue_str bytes);

/* What `from` gives, which stays the caller's and must live longer. */
byte_source *byte_source_borrow(byte_source *from);

/* The rest of `from` set aside in a nameless file, to be sought in. */
morgue_status byte_source_spool(byte_source **out, byte_source *from,
                                morgue_error *err);

void byte_source_close(byte_source *s);

/*
 * The next bytes: at least `want` of them unless the stream ends or stops
 * before.  Lent until the next call.  Never fails but by giving less.
 */
morgue_str byte_source_peek(byte_source *s, size_t want);

/* Pass over bytes that were peeked at. */
void byte_source_consume(byte_source *s, size_t size);

/* Pass over bytes seen or not; returns how many there were. */
uint64_t byte_source_skip(byte_source *s, uint64_t size);

/* Give back bytes that were just consumed: they come again. */
bool byte_source_unread(byte_source *s, morgue_str bytes);

/*
 * Remember this position, one at a time; and go back to it, or as near as
 * BYTE_SOURCE_KEPT bytes allow.  False, and nothing changes, when the bytes are
 * gone: a source that can't be sought in keeps no more either.
 */
#define BYTE_SOURCE_KEPT ((size_t)1 << 20)
void byte_source_keep(byte_source *s);
bool byte_source_go_back(byte_source *s);

/* Bytes consumed since the stream began; for a file, where it stands in it. */
uint64_t byte_source_position(const byte_source *s);

/* Go to a position, if the kind can. */
bool byte_source_seek(byte_source *s, uint64_t position);
bool byte_source_can_seek(const byte_source *s);

/* Bytes of a regular file or of memory; 0 when not known. */
uint64_t byte_source_size(const byte_source *s);

/* At most so many bytes are still to come; UINT64_MAX when nobody can say. */
uint64_t byte_source_rest_max(const byte_source *s);

/* For sources over sources: how many bytes are stored, 0 when not known. */
void byte_source_set_stored_size(byte_source *s, uint64_t size);

/* Why the stream stopped; NULL when it did not, or is just at its end. */
const morgue_error *byte_source_fault(const byte_source *s);

/* Go on behind a fault.  False: there is nothing more. */
bool byte_source_resume(byte_source *s);

/*
 * A compressed member begins at the next byte of a plain stretch, says the
 * caller: read it as one.  False when it does not look so.
 */
bool byte_source_reopen(byte_source *s);

/* ---- Members ---- */

/* For kinds: what is read next begins a member at this stored offset.  plain:
 * the bytes stand there as they are, so each has its own stored offset. */
void byte_source_mark(byte_source *s, uint64_t stored, bool plain);

/*
 * Where the next byte stands as stored.  False when it stands in the midst of
 * a member.  Peek at a byte before, so that the member it opens is known.
 */
bool byte_source_stored(const byte_source *s, uint64_t *stored);

/* Bytes of the window that come before the next member; SIZE_MAX when no
 * other member begins in it. */
size_t byte_source_member_rest(const byte_source *s);

/* For sources over sources: stored bytes taken so far. */
void byte_source_set_stored_end(byte_source *s, uint64_t stored);

#endif
