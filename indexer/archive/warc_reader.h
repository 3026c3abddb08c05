/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * WARC records (ISO 28500): versions 0.17, 0.18, 1.0, 1.1, and what crawlers
 * made of them.
 */
#ifndef WARC_READER_H
#define WARC_READER_H

#include "byte_source.h"
#include "record.h"

typedef struct warc_reader warc_reader;

/* Borrows all three; they live longer. */
warc_reader *warc_reader_new(byte_source *source, morgue_str file,
                             morgue_str member);
void warc_reader_free(warc_reader *w);

/*
 * False after the last.  A damaged record is given with its fate settled.
 * What comes is as it stands: warc_reader_finish() is to be called on it when
 * its segments were joined.
 */
bool warc_reader_next(warc_reader *w, record *out);

/* Take digests, settle what is no article. */
void warc_reader_finish(record *r);

/* The bytes begin a WARC record. */
bool warc_reader_is_head(morgue_str bytes);

/* A head with fields begins a line somewhere in the bytes. */
bool warc_reader_has_head(morgue_str bytes);

#endif
