/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A WARC/1.1 file, a gzip member a record.
 *
 * Record ids are made from what the record says, so that the same sources
 * give the same file.
 */
#ifndef CORPUS_WARC_WRITER_H
#define CORPUS_WARC_WRITER_H

#include <stddef.h>

#include "bytes.h"

typedef struct warc_writer {
    bytes file;
    size_t record_count;
    const char *warcinfo_id;
} warc_writer;

typedef struct warc_record {
    const char *type;
    const char *url;            /* NULL: none */
    const char *date;           /* UTC, as WARC writes it */
    const char *content_type;   /* of the block */
    const char *payload_digest; /* NULL: none */
    const char *extra;          /* more header lines, each ended; or NULL */
    bytes block;
} warc_record;

/* The id a record gets when it is the next one written. */
const char *warc_next_id(const warc_writer *writer, const warc_record *record);

/* Gives the record's id. */
const char *warc_write(warc_writer *writer, const warc_record *record);

/* "sha1:" and the digest in base32. */
const char *warc_digest(const bytes *content);

#endif
