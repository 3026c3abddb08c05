/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "heap.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void *heap_new(size_t count, size_t size)
{
    return heap_check(calloc(count ? count : 1, size));
}

void *heap_resize(void *memory, size_t count, size_t size)
{
    if (count == 0)
        count = 1;
    if (count > SIZE_MAX / size)
        heap_exhausted();
    return heap_check(realloc(memory, count * size));
}

void *heap_check(void *memory)
{
    if (memory == NULL)
        heap_exhausted();
    return memory;
}

_Noreturn void heap_exhausted(void)
{
    fputs("morgue: out of memory\n", stderr);
    abort();
}
