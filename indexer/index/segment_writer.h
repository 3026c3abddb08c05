/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Documents to a segment: one complete Xapian database in a directory.
 *
 * Two ways to write it, with the same content: segment_writer_bulk.c builds
 * the tables itself, segment_writer_xapian.c lets libxapian do it.
 */
#ifndef SEGMENT_WRITER_H
#define SEGMENT_WRITER_H

#include "document.h"

typedef struct segment_writer segment_writer;

/* Start a segment in the new directory `path`. */
morgue_status segment_writer_open(segment_writer **out, const char *path,
                                  morgue_writer_kind kind, morgue_error *err);

/* Documents are numbered 1, 2, 3 ... in the order in which they are added. */
morgue_status segment_writer_add(segment_writer *w, const document *d,
                                 morgue_error *err);

/* Bytes of memory held; the caller finishes the segment when it is enough. */
uint64_t segment_writer_memory(const segment_writer *w);
uint32_t segment_writer_count(const segment_writer *w);

/* Pack the articles of this segment, and of those it is restarted for, with a
 * dictionary (stored_pack.h; empty: with none), which is to be set as its
 * metadata. */
void segment_writer_set_dictionary(segment_writer *w, morgue_str dictionary);

morgue_status segment_writer_set_metadata(segment_writer *w, morgue_str key,
                                          morgue_str value, morgue_error *err);

/* Write what is left.  folder_make_durable() then makes it last: no segment is
 * named anywhere before that, and it need not be the writer's thread that waits
 * for the disk. */
morgue_status segment_writer_finish(segment_writer *w, morgue_error *err);

/*
 * Start another segment when the last one is finished, with what can be kept
 * of its memory and words.  After a failure the writer is only to be closed.
 */
morgue_status segment_writer_restart(segment_writer *w, const char *path,
                                     morgue_error *err);

/* Free; a segment that was not finished is not to be used. */
void segment_writer_close(segment_writer *w);

#endif
