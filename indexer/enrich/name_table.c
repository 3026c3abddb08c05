/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "name_table.h"

void name_table_init(name_table *t, size_t count, arena *a)
{
    t->capacity = 16;
    while (t->capacity < count * 2)
        t->capacity *= 2;
    t->slots = arena_calloc(a, t->capacity, sizeof *t->slots);
}

static name_slot *slot_of(const name_table *t, uint64_t key)
{
    size_t at = key & (t->capacity - 1);

    while (t->slots[at].used && t->slots[at].key != key)
        at = (at + 1) & (t->capacity - 1);
    return &t->slots[at];
}

uint32_t *name_table_at(name_table *t, uint64_t key)
{
    name_slot *slot = slot_of(t, key);

    if (!slot->used) {
        slot->used = true;
        slot->key = key;
        slot->value = NAME_TABLE_NONE;
    }
    return &slot->value;
}

uint32_t name_table_find(const name_table *t, uint64_t key)
{
    const name_slot *slot = slot_of(t, key);

    return slot->used ? slot->value : NAME_TABLE_NONE;
}
