/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The file "iamglass": what makes tables a database, and so the last thing
 * that is written.
 *
 *   0f 0d "Xapian Glass" | format u16 | UUID, 16 bytes | revision
 *   | root of postlist, docdata, termlist, position, spelling, synonym
 *   | documents | last docid - documents | shortest length | highest wdf
 *   | longest length - highest wdf | 0 | sum of lengths | 0
 *
 * with varints for numbers.  The format is a date, (year - 2014) << 9 |
 * month << 5 | day: 2016-03-14 in all of Xapian 1.4 and 1.5, and libxapian
 * opens no other.  A root is
 *
 *   block | level << 2 | sequential << 1 | fake | entries
 *   | block size >> 11 | shortest tag to compress | size and bytes of freelist
 *
 * Sequential says that the leaves stand in order in the file.  A table without
 * a file has a fake root: block 0, sequential, and an empty freelist.  Of the
 * lengths, the shortest leaves empty documents out, for weighting wants it so;
 * a highest wdf or a length bound that is off loses hits without a word.
 */
#ifndef GLASS_VERSION_H
#define GLASS_VERSION_H

#include "glass_block.h"

enum {
    GLASS_POSTLIST = 0,
    GLASS_DOCDATA,
    GLASS_TERMLIST,
    GLASS_POSITION,
    GLASS_SPELLING,
    GLASS_SYNONYM,
    GLASS_TABLES
};

#define GLASS_UUID_SIZE 16
#define GLASS_REVISION 1 /* of all blocks that we write */

/* "postlist" ...: static. */
extern const char *const glass_table_names[GLASS_TABLES];

typedef struct glass_stats {
    uint32_t documents, last_docid;
    uint32_t shortest, longest; /* lengths of documents, 0 left out */
    uint32_t highest_wdf;
    uint64_t total_length;
} glass_stats;

/* Write iamglass; to last, directory and files are to be made durable. */
morgue_status glass_version_write(const char *directory,
                                  const glass_root roots[GLASS_TABLES],
                                  const glass_stats *stats, morgue_error *err);

/*
 * Read what glass_version_write() writes.  MORGUE_EVERSION when it is of
 * another format, or of a table that is not as we write them (changed by
 * libxapian since).  uuid, GLASS_UUID_SIZE bytes, may be NULL.
 */
morgue_status glass_version_read(const char *directory,
                                 glass_root roots[GLASS_TABLES],
                                 glass_stats *stats, unsigned char *uuid,
                                 morgue_error *err);

/*
 * The same of what libxapian has written or changed, in the format that we
 * write and with blocks of our size; its roots are marked as changed.
 */
morgue_status glass_version_read_any(const char *directory,
                                     glass_root roots[GLASS_TABLES],
                                     glass_stats *stats, morgue_error *err);

/* Whether the database at `directory` has the format that we write. */
bool glass_version_is_ours(const char *directory);

#endif
