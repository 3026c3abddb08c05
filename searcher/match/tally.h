/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How many texts have each of many strings.
 */
#ifndef TALLY_H
#define TALLY_H

#include "arena.h"
#include "text_count.h"

typedef struct tally tally;

/* fold must outlive the tally.  NULL when memory ran out. */
tally *tally_new(const text_fold *fold);
void tally_free(tally *t);

/*
 * The article, counted from 0 in the fold's set, has the value; an empty one:
 * it has none at all.  Articles come in their order.  The bytes are copied.
 * False when memory ran out.
 */
bool tally_add(tally *t, size_t article, morgue_str value);

/* All was added.  Returns how many texts have no value. */
uint64_t tally_finish(tally *t);

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
