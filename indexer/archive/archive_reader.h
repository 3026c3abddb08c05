/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Bytes to records: opens whatever archive a path is and gives its records.
 *
 * The kind is told by the first bytes, never by the name alone: each kind of
 * reader bids on them and the highest bid reads (as libarchive's formats do).
 */
#ifndef ARCHIVE_READER_H
#define ARCHIVE_READER_H

#include "record.h"

typedef struct archive_reader archive_reader;

/*
 * Open a file, or "-" for standard input.  Directories are walked by
 * archive_walk.h.  start_offset: where a record begins, in a file whose
 * records stand there as they are (0: at the beginning).
 */
morgue_status archive_reader_open(archive_reader **out, const char *path,
                                  int64_t start_offset, morgue_error *err);

/* The same for bytes in memory, which are borrowed; name is as of a file. */
morgue_status archive_reader_open_bytes(archive_reader **out, const char *name,
                                        morgue_str bytes, morgue_error *err);

/*
 * The next record.  MORGUE_END after the last.  A damaged record is given too,
 * with its fate settled; only what ends the whole archive is an error, and
 * what was given before it stands.
 */
morgue_status archive_reader_next(archive_reader *r, record *out,
                                  morgue_error *err);

/* Bytes of the file consumed so far, and its size (0 when not known). */
uint64_t archive_reader_position(const archive_reader *r);
uint64_t archive_reader_size(const archive_reader *r);

void archive_reader_close(archive_reader *r);

#endif
