/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Finds archives among many: a directory may hold a file an article.
 *
 * A table of places in an array by a key, such as a hash of a name.  Several
 * places may have one key, and what stood at a place may be another archive by
 * now or none: so the caller looks at each place that it is told.
 */
#ifndef ARCHIVE_TABLE_H
#define ARCHIVE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct archive_slot {
    uint64_t key;
    size_t place; /* from 1; 0: free */
} archive_slot;

typedef struct archive_table {
    archive_slot *slots; /* NULL: none yet */
    size_t size, count;  /* size is a power of two */
} archive_table;

void archive_table_free(archive_table *t);
void archive_table_add(archive_table *t, uint64_t key, size_t place);

/* The next place of the key; *at is 0 at first. */
bool archive_table_next(const archive_table *t, uint64_t key, size_t *at,
                        size_t *place);

#endif
