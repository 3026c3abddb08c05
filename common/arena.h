/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Memory that goes all at once: everything that belongs to one record.
 *
 * Allocation never fails in the middle of a record: without memory it aborts,
 * as heap.h tells.  Sizes that come from input are checked against limits
 * before they get here.
 */
#ifndef ARENA_H
#define ARENA_H

#include "morgue.h"

typedef struct arena arena;

arena *arena_new(void);
void arena_free(arena *a);

/* Forget everything given, keep up to a MiB or so of memory for reuse. */
void arena_reset(arena *a);

/* `size` bytes, not cleared, aligned for any type. */
void *arena_alloc(arena *a, size_t size);

/* The same, cleared: count things of size each. */
void *arena_calloc(arena *a, size_t count, size_t size);

/* A copy of s, followed by a NUL that does not count. */
morgue_str arena_copy(arena *a, morgue_str s);
char *arena_strdup(arena *a, morgue_str s);

/* The three, one behind the other. */
morgue_str arena_join(arena *a, morgue_str first, morgue_str between,
                      morgue_str last);

morgue_str arena_format(arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Bytes given since the last reset. */
size_t arena_used(const arena *a);

#endif
