/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "array_grow.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define HUGE_PAGE ((size_t)2 << 20)
#define HUGE_FROM (2 * HUGE_PAGE)

/* As realloc(), on huge pages; the size is rounded up to whole ones. */
static void *move_to_huge_pages(void *array, size_t used, size_t *size)
{
    size_t whole = (*size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    void *moved = aligned_alloc(HUGE_PAGE, whole);

    if (moved == NULL)
        return NULL;
    madvise(moved, whole, MADV_HUGEPAGE); /* where there are none, as it is */
    if (used)
        memcpy(moved, array, used);
    free(array);
    *size = whole;
    return moved;
}

bool array_grow(void *array, size_t *capacity, size_t wanted, size_t size)
{
    void **at = array, *grown;
    bool is_large = *capacity * size >= HUGE_FROM;
    size_t more = is_large ? 4 * *capacity : *capacity + *capacity / 2, bytes;

    if (wanted <= *capacity)
        return true;
    if (more < wanted)
        more = wanted < 64 ? 64 : wanted;
    if (more > (SIZE_MAX - HUGE_PAGE) / size)
        return false;
    bytes = more * size;
    grown = bytes < HUGE_FROM
                ? realloc(*at, bytes)
                : move_to_huge_pages(*at, *capacity * size, &bytes);
    if (grown == NULL)
        return false;
    *at = grown;
    *capacity = bytes / size;
    return true;
}
