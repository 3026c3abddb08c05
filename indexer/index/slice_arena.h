/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Very many strings of bytes that grow at their ends, in one block of memory.
 *
 * A string is a chain of slices, from 16 bytes for its first to 3600 for the
 * ninth and those after it; each ends in the place of the next.  So a string of
 * a few bytes takes 16, a long one little more than its bytes, and nothing is
 * ever moved.
 */
#ifndef SLICE_ARENA_H
#define SLICE_ARENA_H

#include "buffer.h"

#include <string.h>

#define SLICE_LEVELS 9

typedef struct slice_arena {
    unsigned char *bytes;
    uint32_t used;
    size_t capacity;
    morgue_status status; /* ENOMEM, or ELIMIT at 4 GB; then it is of no use */
} slice_arena;

/* All zeros is the empty string. */
typedef struct slice_chain {
    uint32_t head;      /* the first slice; 0: none yet */
    uint32_t tail, end; /* what is free of the last one */
    uint8_t level;      /* of the last one */
} slice_chain;

void slice_arena_init(slice_arena *a);
void slice_arena_free(slice_arena *a);

/* Forget all strings; the memory is kept. */
void slice_arena_clear(slice_arena *a);

/* Append to a chain; false, and the arena's status, when it can't be. */
bool slice_append_any(slice_arena *a, slice_chain *c, morgue_str bytes);

#define SLICE_FEW 8

/* The same of bytes behind which SLICE_FEW in all can be read: few of them are
 * copied without asking how many they are. */
static inline bool slice_append(slice_arena *a, slice_chain *c,
                                morgue_str bytes)
{
    if (bytes.size > SLICE_FEW || c->end - c->tail < SLICE_FEW)
        return slice_append_any(a, c, bytes);
    memcpy(a->bytes + c->tail, bytes.data, SLICE_FEW);
    c->tail += (uint32_t)bytes.size;
    return true;
}

/* The whole string: where it stands when it is one slice, else put together in
 * `joined`, which the caller looks at for failure. */
morgue_str slice_join(const slice_arena *a, const slice_chain *c,
                      buffer *joined);

/* Fetch into the cache what the next append will write to. */
static inline void slice_fetch(const slice_arena *a, const slice_chain *c)
{
    __builtin_prefetch(a->bytes + c->tail, 1);
}

#endif
