/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "arena.h"

#include "heap.h"
#include "str.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

/* The first block is small: thousands of records stand in a batch. */
#define BLOCK_SIZE ((size_t)2 << 10)
#define KEEP_SIZE ((size_t)1 << 20)

/* Blocks are a list, newest first; `used` of each is filled from its start. */
typedef struct block {
    struct block *next;
    size_t size, used;
    max_align_t data[];
} block;

struct arena {
    block *newest;
    size_t used;
};

arena *arena_new(void)
{
    arena *a = heap_new(1, sizeof *a);

    return a;
}

static void free_blocks(block *b)
{
    while (b) {
        block *next = b->next;
        free(b);
        b = next;
    }
}

void arena_free(arena *a)
{
    if (a == NULL)
        return;
    free_blocks(a->newest);
    free(a);
}

void arena_reset(arena *a)
{
    block *kept = a->newest;

    a->used = 0;
    if (kept == NULL)
        return;
    free_blocks(kept->next);
    kept->next = NULL;
    kept->used = 0;
    if (kept->size > KEEP_SIZE) {
        free(kept);
        a->newest = NULL;
    }
}

static block *add_block(arena *a, size_t size)
{
    /* Doubling keeps the number of blocks of a large record small. */
    size_t wanted = a->newest ? a->newest->size * 2 : BLOCK_SIZE;
    block *b;

    if (wanted > KEEP_SIZE)
        wanted = KEEP_SIZE;
    if (wanted < size)
        wanted = size;
    if (wanted > SIZE_MAX - sizeof *b)
        heap_exhausted();
    b = heap_check(malloc(sizeof *b + wanted));
    b->size = wanted;
    b->used = 0;
    b->next = a->newest;
    a->newest = b;
    return b;
}

void *arena_alloc(arena *a, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    block *b = a->newest;
    void *out;

    if (size > SIZE_MAX - align)
        heap_exhausted();
    size = (size + align - 1) / align * align;
    if (b == NULL || size > b->size - b->used)
        b = add_block(a, size);
    out = (char *)b->data + b->used;
    b->used += size;
    a->used += size;
    return out;
}

void *arena_calloc(arena *a, size_t count, size_t size)
{
    void *out;

    if (size && count > SIZE_MAX / size)
        heap_exhausted();
    out = arena_alloc(a, count * size);
    memset(out, 0, count * size);
    return out;
}

char *arena_strdup(arena *a, morgue_str s)
{
    char *out = arena_alloc(a, s.size + 1);

    if (s.size)
        memcpy(out, s.data, s.size);
    out[s.size] = 0;
    return out;
}

morgue_str arena_copy(arena *a, morgue_str s)
{
    return str_make(arena_strdup(a, s), s.size);
}

static char *put(char *to, morgue_str s)
{
    if (s.size)
        memcpy(to, s.data, s.size);
    return to + s.size;
}

morgue_str arena_join(arena *a, morgue_str first, morgue_str between,
                      morgue_str last)
{
    size_t size = first.size + between.size + last.size;
    char *out = arena_alloc(a, size + 1);

    *put(put(put(out, first), between), last) = 0;
    return str_make(out, size);
}

morgue_str arena_format(arena *a, const char *format, ...)
{
    va_list args;
    int size;
    char *out;

    va_start(args, format);
    size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (size < 0)
        return str_make("", 0);
    out = arena_alloc(a, (size_t)size + 1);
    va_start(args, format);
    vsnprintf(out, (size_t)size + 1, format, args);
    va_end(args);
    return str_make(out, (size_t)size);
}

size_t arena_used(const arena *a)
{
    return a->used;
}
