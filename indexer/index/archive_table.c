/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "archive_table.h"

#include "heap.h"

#include <stdlib.h>

#define SIZE_LEAST 64

void archive_table_free(archive_table *t)
{
    free(t->slots);
    *t = (archive_table){0};
}

static void put(archive_table *t, archive_slot slot)
{
    size_t i = (size_t)slot.key & (t->size - 1);

    while (t->slots[i].place != 0)
        i = (i + 1) & (t->size - 1);
    t->slots[i] = slot;
    t->count++;
}

static void grow(archive_table *t)
{
    archive_table larger = {.size = t->size ? 2 * t->size : SIZE_LEAST};

    larger.slots = heap_new(larger.size, sizeof *larger.slots);
    for (size_t i = 0; i < t->size; i++)
        if (t->slots[i].place != 0)
            put(&larger, t->slots[i]);
    free(t->slots);
    *t = larger;
}

void archive_table_add(archive_table *t, uint64_t key, size_t place)
{
    if (2 * t->count >= t->size)
        grow(t);
    put(t, (archive_slot){key, place + 1});
}

bool archive_table_next(const archive_table *t, uint64_t key, size_t *at,
                        size_t *place)
{
    while (*at < t->size) {
        const archive_slot *slot =
            &t->slots[((size_t)key + (*at)++) & (t->size - 1)];
        if (slot->place == 0)
            return false;
        if (slot->key != key)
            continue;
        *place = slot->place - 1;
        return true;
    }
    return false;
}
