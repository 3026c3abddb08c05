/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "batch.h"

#include "heap.h"

#include <stdlib.h>
#include <string.h>

#define OUTPUT_MAX ((size_t)1 << 40)

/* Markup is thrown away: of a page from the web about a third may be text. */
#define MARKUP_SHARE 3

/* The number of the first whole batch; those before are as many quarters. */
#define WHOLE_FROM ((uint64_t)4)

batch *batch_new(uint64_t number)
{
    batch *b = heap_new(1, sizeof *b);

    b->number = number;
    buffer_init(&b->ledger, OUTPUT_MAX);
    buffer_init(&b->json, OUTPUT_MAX);
    buffer_init(&b->notices, OUTPUT_MAX);
    return b;
}

void batch_free(batch *b)
{
    if (b == NULL)
        return;
    for (size_t i = 0; i < b->capacity; i++)
        if (b->records[i].arena)
            record_free(&b->records[i]);
    free(b->records);
    free(b->places);
    buffer_free(&b->ledger);
    buffer_free(&b->json);
    buffer_free(&b->notices);
    free(b);
}

static void make_room(batch *b)
{
    size_t capacity = b->capacity ? 2 * b->capacity : 64;

    if (b->count < b->capacity)
        return;
    b->records = heap_resize(b->records, capacity, sizeof *b->records);
    b->places = heap_resize(b->places, capacity, sizeof *b->places);
    memset(b->records + b->capacity, 0,
           (capacity - b->capacity) * sizeof *b->records);
    b->capacity = capacity;
}

record *batch_room(batch *b)
{
    record *r;

    make_room(b);
    r = &b->records[b->count];
    if (r->arena)
        record_clear(r);
    else
        record_init(r);
    return r;
}

void batch_keep(batch *b, batch_place place)
{
    const record *r = &b->records[b->count];

    b->places[b->count++] = b->end = place;
    b->has_pages |= r->is_http;
    b->raw_bytes += r->block.capacity;
    if (r->fate == FATE_NONE)
        b->text_bytes += r->block.size / (r->is_http ? MARKUP_SHARE : 1);
}

void batch_take(batch *b, batch *from, size_t i)
{
    make_room(b);
    b->records[b->count] = from->records[i];
    from->records[i].arena = NULL;
    batch_keep(b, from->places[i]);
}

bool batch_is_full(const batch *b, const batch_limits *limits)
{
    uint64_t share = b->number < WHOLE_FROM ? b->number : WHOLE_FROM;

    return b->count >= limits->records ||
           b->raw_bytes >= limits->raw_bytes / WHOLE_FROM * share ||
           b->text_bytes >= limits->text_bytes / WHOLE_FROM * share;
}
