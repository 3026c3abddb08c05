/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Open structs of options, as an embedder hands them in.
 *
 * Their first member is their size, a size_t, so that a program that was built
 * with an older header, and so with a shorter struct, goes on working: what it
 * does not know keeps its default.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "morgue.h"

/*
 * Lay what was given (NULL: nothing) over the defaults that stand in `out`,
 * which is `size` bytes.  MORGUE_EINVALID when the size was not set.
 */
morgue_status options_take(void *out, size_t size, const void *given,
                           morgue_error *err);

#endif
