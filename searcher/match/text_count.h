/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How many texts have each of many keys.
 *
 * A text has the keys of all the articles that are copies of it, each once:
 * printed by two outlets, it counts for both, and once for one that printed
 * it twice.
 */
#ifndef TEXT_COUNT_H
#define TEXT_COUNT_H

#include "text_fold.h"

typedef struct key_count {
    uint32_t texts;
    uint32_t last; /* the article that added to it, counted from 1 */
} key_count;

/* A copy's key, kept until all are known. */
typedef struct copy_key {
    uint64_t text;
    uint32_t key;
} copy_key;

typedef struct text_count {
    const text_fold *fold;
    uint32_t weak; /* keys below count where a text has no greater one */
    key_count *keys;
    size_t room;
    copy_key *copies;
    size_t copy_count, copy_room;
} text_count;

/* fold must outlive the count. */
void text_count_init(text_count *c, const text_fold *fold, uint32_t weak);
void text_count_free(text_count *c);

/*
 * The article, counted from 0 in the fold's set, has the key.  Articles come
 * in their order; of a weak key the caller knows that the article has no
 * other.  False when memory ran out.
 */
bool text_count_add(text_count *c, size_t article, uint32_t key);

/* All was added. */
void text_count_finish(text_count *c);

uint32_t text_count_of(const text_count *c, uint32_t key);

#endif
