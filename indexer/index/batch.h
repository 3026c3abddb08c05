/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A batch: records that one worker takes whole, and what became of them.
 *
 * Where a batch ends depends on the records alone, never on the threads, so
 * that the same archives give the same batches and segments.  The first three
 * are smaller, so that workers have something to do soon, and so are the last
 * (intake.h).
 */
#ifndef BATCH_H
#define BATCH_H

#include "record.h"

#define BATCH_SEGMENTS_MAX 64
#define BATCH_SEGMENT_NAME_MAX 32

typedef struct batch_segment {
    char name[BATCH_SEGMENT_NAME_MAX]; /* in the directory of the run */
    uint32_t documents;
    uint64_t digest; /* segment_digest(), when the batch is delivered */
} batch_segment;

/* Where the reader stood behind a record: the archives before `archive` are
 * read whole, and so many records of it. */
typedef struct batch_place {
    size_t archive;
    uint64_t records;
} batch_place;

typedef struct batch {
    uint64_t number; /* from 1 */
    record *records;
    batch_place *places; /* of each */
    size_t count, capacity;
    uint64_t raw_bytes;  /* held by the records */
    uint64_t text_bytes; /* an estimate of the text in them */
    bool has_pages;      /* from the web */
    batch_place end;     /* of the last record */

    /* What a worker made of it. */
    buffer ledger; /* NDJSON */
    buffer json;   /* NDJSON, when asked for */
    buffer notices; /* see notice_relay.h */
    morgue_counts counts;
    batch_segment segments[BATCH_SEGMENTS_MAX];
    size_t segment_count;
    morgue_error error; /* status MORGUE_OK when all went well */
    bool is_done;

    struct batch *next; /* in a queue */
} batch;

/* Bounds of a batch; a single record may be larger. */
typedef struct batch_limits {
    uint64_t raw_bytes, text_bytes;
    size_t records;
} batch_limits;

batch *batch_new(uint64_t number);
void batch_free(batch *b);

/* Room for one record more, empty.  Kept by batch_keep() or used again. */
record *batch_room(batch *b);
void batch_keep(batch *b, batch_place place);

/* Keep record i of another batch, which has it no more. */
void batch_take(batch *b, batch *from, size_t i);

bool batch_is_full(const batch *b, const batch_limits *limits);

#endif
