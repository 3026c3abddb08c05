/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How often each of many strings was met.
 */
#ifndef TALLY_H
#define TALLY_H

#include "arena.h"
#include "morgue.h"

typedef struct tally tally;

tally *tally_new(void); /* NULL when memory ran out */
void tally_free(tally *t);

/* False when memory ran out.  The bytes are copied. */
bool tally_add(tally *t, morgue_str value);
size_t tally_distinct(const tally *t);

/*
 * The most frequent values, at most `limit` (0: all), those of equal count in
 * order of their bytes; in the arena.
 */
const morgue_facet_value *tally_top(const tally *t, size_t limit,
                                    size_t *count, arena *a);

#endif
