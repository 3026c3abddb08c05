/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "slice_arena.h"

#include "array_grow.h"
#include "copy_few.h"
#include "str.h"

#include <stdlib.h>

#define LINK_SIZE 4
#define FIRST_PLACE   8 /* bytes that are copied for a short append */

static const uint16_t slice_sizes[SLICE_LEVELS] = {16,  28,  56,   112, 224,
                                                   448, 896, 1792, 3600};

/* Place 0 stands for none. */
void slice_arena_init(slice_arena *a)
{
    *a = (slice_arena){.used = FIRST_PLACE};
}

void slice_arena_free(slice_arena *a)
{
    free(a->bytes);
}

void slice_arena_clear(slice_arena *a)
{
    a->used = FIRST_PLACE;
    a->status = MORGUE_OK;
}

/* A slice of a level becomes the chain's last; 0 when there is no room. */
static uint32_t take_slice(slice_arena *a, slice_chain *c, unsigned level)
{
    uint32_t at = a->used, size = slice_sizes[level];

    if (size > UINT32_MAX - at) {
        a->status = MORGUE_ELIMIT;
        return 0;
    }
    if (!array_grow(&a->bytes, &a->capacity, (size_t)at + size, 1)) {
        a->status = MORGUE_ENOMEM;
        return 0;
    }
    a->used += size;
    c->level = (uint8_t)level;
    c->tail = at;
    c->end = at + size - LINK_SIZE;
    return at;
}

static bool append_slice(slice_arena *a, slice_chain *c)
{
    unsigned level = c->level + 1u < SLICE_LEVELS ? c->level + 1u : c->level;
    uint32_t link = c->end, next = take_slice(a, c, level);

    if (next == 0)
        return false;
    memcpy(a->bytes + link, &next, LINK_SIZE);
    return true;
}

bool slice_append_any(slice_arena *a, slice_chain *c, morgue_str bytes)
{
    if (c->head == 0 && (c->head = take_slice(a, c, 0)) == 0)
        return false;
    for (;;) {
        size_t room = c->end - c->tail;
        size_t fits = bytes.size < room ? bytes.size : room;
        copy_few(a->bytes + c->tail, bytes.data, fits);
        c->tail += (uint32_t)fits;
        bytes = str_slice(bytes, fits, bytes.size);
        if (bytes.size == 0)
            return true;
        if (!append_slice(a, c))
            return false;
    }
}

morgue_str slice_join(const slice_arena *a, const slice_chain *c,
                      buffer *joined)
{
    uint32_t at = c->head;

    if (c->level == 0)
        return str_make((const char *)a->bytes + at, c->tail - at);
    buffer_clear(joined);
    for (unsigned level = 0;; level += level + 1 < SLICE_LEVELS) {
        uint32_t size = slice_sizes[level] - LINK_SIZE, next;
        if (at + size == c->end)
            break;
        memcpy(&next, a->bytes + at + size, LINK_SIZE);
        __builtin_prefetch(a->bytes + next);
        buffer_append(joined, a->bytes + at, size);
        at = next;
    }
    buffer_append(joined, a->bytes + at, c->tail - at);
    return buffer_view(joined);
}
