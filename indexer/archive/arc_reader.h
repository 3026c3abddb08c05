/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ARC records, the Internet Archive's format before WARC: versions 1.0 and
 * 1.1 (five fields in a record's line) and 2 (ten).
 *
 * Written after the description at archive.org/web/researcher/ArcFileFormat
 * and after what Heritrix, NetarchiveSuite and the live web crawlers wrote.
 */
#ifndef ARC_READER_H
#define ARC_READER_H

#include "byte_source.h"
#include "record.h"

typedef struct arc_reader arc_reader;

/* Borrows all three; they live longer. */
arc_reader *arc_reader_new(byte_source *source, morgue_str file,
                           morgue_str member);
void arc_reader_free(arc_reader *a);

/* False after the last.  A damaged record is given with its fate settled. */
bool arc_reader_next(arc_reader *a, record *out);

/* The bytes begin with a record's line. */
bool arc_reader_is_head(morgue_str bytes);

#endif
