/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How many texts have each of many strings.
 */
#ifndef TALLY_H
#define TALLY_H

#include "arena.h"
#include "text_count.h"

typedef struct tally tally;

/*
 * What a value counts as: values of the same key are one.  A key of 0: it does
 * not count.  shown: how the one is written; empty: as most of them are.
 */
typedef struct tally_key {
    uint64_t key;
    morgue_str shown;
} tally_key;

/* Asked once a value; what is shown must outlive the tally. */
typedef tally_key (*tally_namer)(const void *user, morgue_str value);

/* fold must outlive the tally.  namer NULL: each value is one. */
tally *tally_new(const text_fold *fold, tally_namer namer, const void *user);
void tally_free(tally *t);

/*
 * The article, counted from 0 in the fold's set, has the value.  Articles come
 * in their order.  The bytes are copied.  False when the value does not count,
 * or memory ran out.
 */
bool tally_add(tally *t, size_t article, morgue_str value);

/* The article has no value that counts. */
void tally_add_none(tally *t, size_t article);

/* Memory ran out; the counts are wrong. */
bool tally_failed(const tally *t);

/* All was added.  Returns how many texts have no value. */
uint64_t tally_finish(tally *t);

/* Whether a value is wanted. */
typedef bool (*tally_filter)(const void *user, morgue_str value);

/*
 * The most frequent values that are wanted (filter NULL: all are), at most
 * `limit` (0: any number), those of equal count in order of their bytes; in
 * the arena.  distinct: how many are wanted.  NULL when memory ran out.
 */
morgue_facet_value *tally_top(const tally *t, tally_filter filter,
                              const void *user, size_t limit, size_t *count,
                              uint64_t *distinct, arena *a);

#endif
