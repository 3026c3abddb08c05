/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Numbers by the hash of a name, for one article; memory from its arena.
 */
#ifndef NAME_TABLE_H
#define NAME_TABLE_H

#include "arena.h"

#define NAME_TABLE_NONE UINT32_MAX

typedef struct name_slot {
    uint64_t key;
    uint32_t value; /* NAME_TABLE_NONE: not set yet */
    bool used;
} name_slot;

typedef struct name_table {
    name_slot *slots;
    size_t capacity; /* a power of two */
} name_table;

/* Room for `count` keys, no more. */
void name_table_init(name_table *t, size_t count, arena *a);

/* The value of a key, to read or to set. */
uint32_t *name_table_at(name_table *t, uint64_t key);

/* The value of a key, or NAME_TABLE_NONE. */
uint32_t name_table_find(const name_table *t, uint64_t key);

#endif
