/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Room in an array that grows with the input.
 *
 * A large one is put on huge pages: it is read all over, and finding where its
 * small pages are would take as long as reading them.  It grows four times, to
 * be copied rarely: memory that nobody has touched yet is only addresses.
 */
#ifndef ARRAY_GROW_H
#define ARRAY_GROW_H

#include <stdbool.h>
#include <stddef.h>

/* Make room for `wanted` things of `size` bytes in the array that *array (a
 * pointer to any type) stands for; false when memory ran out. */
bool array_grow(void *array, size_t *capacity, size_t wanted, size_t size);

#endif
