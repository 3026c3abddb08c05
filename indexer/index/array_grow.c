/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "array_grow.h"

#include <stdint.h>
#include <stdlib.h>

bool array_grow(void *array, size_t *capacity, size_t wanted, size_t size)
{
    void **at = array, *grown;
    size_t more = *capacity + *capacity / 2;

    if (wanted <= *capacity)
        return true;
    if (more < wanted)
        more = wanted < 64 ? 64 : wanted;
    grown = more > SIZE_MAX / size ? NULL : realloc(*at, more * size);
    if (grown == NULL)
        return false;
    *at = grown;
    *capacity = more;
    return true;
}
