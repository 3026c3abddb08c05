/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which numbers the documents of a segment get when it is merged: those that
 * are there, in order, without a gap.
 */
#ifndef DOCID_MAP_H
#define DOCID_MAP_H

#include "morgue.h"

/* Numbers that no document has. */
typedef struct docid_gap {
    uint32_t first, last;
    uint32_t before; /* that no document has, before the first */
} docid_gap;

typedef struct docid_map {
    uint32_t offset; /* documents of the segments ahead */
    docid_gap *gaps; /* ascending */
    size_t count, capacity;
    uint32_t last; /* document told */
} docid_map;

/* Tell the next document that is there; false when it is none. */
bool docid_map_add(docid_map *m, uint32_t docid);
void docid_map_free(docid_map *m);

/* The new number; false for one that no document has. */
bool docid_map_find(const docid_map *m, uint32_t docid, uint32_t *out);

#endif
