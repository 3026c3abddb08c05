/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading the table "position", as indexer/index/glass_position.h tells how it
 * is written: where a term stands in a document.
 */
#ifndef GLASS_PLACES_H
#define GLASS_PLACES_H

#include "glass_map.h"

typedef struct glass_places {
    uint32_t *at; /* ascending; yours, to be freed */
    size_t count, capacity;
} glass_places;

/* None where the term does not stand in the document.  The walk is one of the
 * table; what is asked for in order is found soon. */
morgue_status glass_places_read(glass_places *out, glass_walk *position,
                                morgue_str term, uint32_t docid);

#endif
