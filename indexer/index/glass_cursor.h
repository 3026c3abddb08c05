/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The entries of a table (glass_table.h) in order, for merging.
 *
 * Only for tables as we write them: leaves stand in the file in order.  What
 * is not as it should be is MORGUE_ECORRUPT, never a read past the file.
 */
#ifndef GLASS_CURSOR_H
#define GLASS_CURSOR_H

#include "glass_version.h"

typedef struct glass_cursor {
    morgue_str key, tag; /* of the entry; lent until the next one */
    bool is_compressed;
    size_t tail;         /* as for glass_table_add_coded() */

    morgue_status status;
    const unsigned char *file; /* mapped */
    size_t file_size;
    uint32_t block, blocks; /* the block being read, and how many */
    unsigned item, items;   /* of it: directory offsets */
    buffer joined;          /* a tag of several parts */
} glass_cursor;

/* Before the first entry; at the end at once when there is no such table. */
morgue_status glass_cursor_open(glass_cursor *c, const char *directory,
                                int table, const glass_root *root,
                                morgue_error *err);

/* The next entry; false after the last, and when the table is damaged. */
bool glass_cursor_next(glass_cursor *c);

/* Also of one that is all zeros. */
void glass_cursor_close(glass_cursor *c);

#endif
