/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Looking things up in a table of glass (glass_block.h) that lies in memory.
 *
 * The file is mapped, so what is looked up is read where it stands: no call of
 * the system, no copy of the block.  Only for tables as we write them, which
 * nobody changes.  A block of another revision is MORGUE_ECHANGED, anything
 * else that is not as it should be MORGUE_ECORRUPT; no bytes make it read past
 * the map.
 */
#ifndef GLASS_MAP_H
#define GLASS_MAP_H

#include "glass_version.h"

/* Where a key was found: where to look for it first the next time. */
typedef struct glass_place {
    uint32_t hash, block;
    unsigned item;
} glass_place;

typedef struct glass_map {
    const unsigned char *bytes; /* NULL: there is no table */
    size_t size;
    glass_root root;
    glass_place *recent; /* GLASS_RECENT of them, by hash of the key */
} glass_map;

#define GLASS_RECENT 64

morgue_status glass_map_open(glass_map *m, const char *directory, int table,
                             const glass_root *root, morgue_error *err);
void glass_map_close(glass_map *m);

/* The pages that were looked at need not stay in memory. */
void glass_map_let_go(const glass_map *m);

/* A place in a table. */
typedef struct glass_walk {
    const glass_map *map;
    morgue_status status; /* what went wrong; else MORGUE_OK */
    morgue_str key, tag;  /* of the entry; the tag is lent until a move */
    bool is_compressed;
    uint32_t block; /* where it stands */
    unsigned item;  /* in its directory; 0: nowhere yet, or behind the last */
    buffer joined;  /* a tag of several parts */
} glass_walk;

void glass_walk_init(glass_walk *w, const glass_map *map);
void glass_walk_free(glass_walk *w);

/* To nowhere yet in another table, with the memory that it has. */
void glass_walk_turn(glass_walk *w, const glass_map *map);

/* To the entry of the key; false without one. */
bool glass_walk_find(glass_walk *w, morgue_str key);

/* To the last entry that is not behind the key; false without one. */
bool glass_walk_find_before(glass_walk *w, morgue_str key);

/* To the entry behind this one; false behind the last. */
bool glass_walk_next(glass_walk *w);

#endif
