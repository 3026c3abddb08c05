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

/* Whether a value is wanted. */
typedef bool (*tally_filter)(const void *user, morgue_str value);

/*
 * The most frequent values that are wanted (filter NULL: all are), at most
 * `limit` (0: any number), those of equal count in order of their bytes; in
 * the arena.  distinct: how many are wanted.  NULL when memory ran out.
 */
const morgue_facet_value *tally_top(const tally *t, tally_filter filter,
                                    const void *user, size_t limit,
                                    size_t *count, uint64_t *distinct,
                                    arena *a);

#endif
