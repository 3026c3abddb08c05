/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What WARC and ARC have in common: records one after the other, each a head
 * that states the length of the block behind it.
 *
 * Lengths lie, blocks break off, garbage stands between records.  A head of
 * the syntax at the beginning of a line or of a gzip member is what a record
 * is found again by.
 */
#ifndef RECORD_STREAM_H
#define RECORD_STREAM_H

#include "byte_source.h"
#include "record.h"

typedef struct record_syntax {
    const char *name;             /* "WARC" */
    bool (*is_head)(morgue_str s); /* a record's head begins s */
    size_t look;                  /* bytes that is_head may need */
    /* How a head begins that shows itself within a line too, where a block
     * was cut off; and whether it is one.  NULL: none does. */
    const char *mark;
    bool (*is_sure_head)(morgue_str s);
} record_syntax;

typedef struct record_stream {
    const record_syntax *syntax;
    byte_source *source;  /* not owned */
    morgue_str file, member;
    uint64_t begin;       /* where the record begins in the source ... */
    uint64_t stored;      /* ... and as stored, if is_stored */
    bool is_stored;
    bool fault_told;
} record_stream;

/* The strings are borrowed. */
void record_stream_init(record_stream *rs, const record_syntax *syntax,
                        byte_source *source, morgue_str file,
                        morgue_str member);

typedef enum stream_state {
    STREAM_HEAD,    /* a head of the syntax stands at the source's position */
    STREAM_GARBAGE, /* out is a malformed record: what stood in between */
    STREAM_END
} stream_state;

/* Pass over line ends to the next record, and remember where it begins. */
stream_state record_stream_begin(record_stream *rs, record *out);

/* The head, up to and with its empty line, or what there is of it. */
morgue_str record_stream_head(record_stream *rs, bool *is_whole);

/*
 * Read a block of the stated length into out, and pass over the line ends
 * behind it.  Mends a length that lies.  Settles out when the block breaks
 * off or is over the limit.
 */
void record_stream_block(record_stream *rs, record *out, uint64_t length);

/* Set out's file, member, offset, length: from begin to here. */
void record_stream_place(record_stream *rs, record *out);

/* Pass over the first line of the head at the position. */
void record_stream_step(record_stream *rs);

/* Give up on it: pass on to the next head.  Settles and places out. */
void record_stream_give_up(record_stream *rs, record *out,
                           const char *reason);

#endif
