/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Memory from the heap where there is no going on without it.
 *
 * What is small, or made once (a reader, a table that grows by a few entries),
 * is not worth an error path through every caller that no one can test: when
 * there is none left, a line on stderr says so and the process is aborted; an
 * index then is as it was before the run.  What is large and grows with the
 * input (buffers, the inverter) reports MORGUE_ENOMEM instead.
 *
 * All is given back by free().
 */
#ifndef HEAP_H
#define HEAP_H

#include <stddef.h>

/* `count` things of `size` bytes, cleared.  Never NULL. */
void *heap_new(size_t count, size_t size);

/* The same memory, or NULL for none, with room for so much.  Never NULL. */
void *heap_resize(void *memory, size_t count, size_t size);

/* What another allocator gave: the memory itself, and never NULL. */
void *heap_check(void *memory);

/* Say that memory has run out, and abort. */
_Noreturn void heap_exhausted(void);

#endif
