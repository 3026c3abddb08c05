/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The entries of a table (glass_table.h) in order, for merging.
 *
 * In tables as we write them leaves stand in the file in order.  One that
 * libxapian has changed is walked from its root down.  What is not as it should
 * be is MORGUE_ECORRUPT, never a read past the file.
 */
#ifndef GLASS_CURSOR_H
#define GLASS_CURSOR_H

#include "glass_version.h"

struct libdeflate_decompressor;

/* Where a walk is in a block of a changed table: directory offsets. */
typedef struct glass_step {
    unsigned item, items;
} glass_step;

typedef struct glass_cursor {
    morgue_str key, tag; /* of the entry; lent until the next one */
    bool is_compressed;
    size_t tail;         /* as for glass_table_add_coded() */

    morgue_status status;
    int fd; /* -1: there is no table */
    unsigned char *buffer;     /* some blocks of the file */
    uint32_t buffer_first;     /* the number of the first of them */
    uint32_t buffer_count;     /* how many there are */
    uint32_t block, blocks;    /* the block to be read next; in the file */
    const unsigned char *leaf; /* the one being read */
    unsigned item, items;      /* of it: directory offsets */
    glass_root root;           /* of a changed table: the buffer has the */
    glass_step path[GLASS_LEVELS_MAX]; /* blocks to the leaf, by level */
    uint64_t steps;            /* blocks read: more than there are is a loop */
    struct libdeflate_decompressor *inflater; /* of a changed table */
    unsigned char key_copy[GLASS_KEY_MAX]; /* of a tag of several parts */
    buffer joined;                         /* and the tag */
} glass_cursor;

void glass_cursor_init(glass_cursor *c);

/* Before the first entry; at the end at once when there is no such table. */
morgue_status glass_cursor_open(glass_cursor *c, const char *directory,
                                int table, const glass_root *root,
                                morgue_error *err);

/* The next entry; false after the last, and when the table is damaged. */
bool glass_cursor_next(glass_cursor *c);

/* Also of one that glass_cursor_init() made. */
void glass_cursor_close(glass_cursor *c);

#endif
