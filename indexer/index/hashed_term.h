/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A term as tables of terms want it: its bytes, and its first 16 bytes as two
 * numbers, the first byte the most significant and zeros behind a short term.
 *
 * Most terms are no longer than that, so that two numbers tell them apart; and
 * numbers order as the bytes do.  The hash is of this process alone: pages are
 * made by anyone, and a known hash would let them fill one slot.
 */
#ifndef HASHED_TERM_H
#define HASHED_TERM_H

#include "eight_bytes.h"
#include "str.h"

#define TERM_HEAD 16 /* TERM_PADDED of the analyzer */

typedef struct hashed_term {
    const char *bytes;
    uint32_t size;
    uint32_t hash;
    uint64_t head[2];
} hashed_term;

typedef struct hash_seed {
    uint64_t first, second; /* odd */
} hash_seed;

/* The same for the whole process; drawn at the first call. */
const hash_seed *hash_seed_get(void);

static inline uint32_t hash_of_head(const hashed_term *t, const hash_seed *seed)
{
    uint64_t h = (t->head[0] ^ seed->first) * seed->second;

    h = ((h ^ h >> 32) + (t->head[1] ^ t->size)) * seed->first;
    for (uint32_t at = TERM_HEAD; at < t->size; at += 8)
        h = ((h ^ h >> 32) + load_some(t->bytes + at, t->size - at)) *
            seed->second;
    return (uint32_t)(h >> 32 ^ h);
}

static inline hashed_term hashed_term_make(morgue_str s, const hash_seed *seed)
{
    hashed_term t = {s.data, (uint32_t)s.size, 0, {0, 0}};

    t.head[0] = load_some(s.data, s.size);
    if (s.size > 8)
        t.head[1] = load_some(s.data + 8, s.size - 8);
    t.hash = hash_of_head(&t, seed);
    return t;
}

/* The same of a term that has NULs behind it up to 16 bytes. */
static inline hashed_term hashed_term_padded(morgue_str s,
                                             const hash_seed *seed)
{
    hashed_term t = {s.data,
                     (uint32_t)s.size,
                     0,
                     {load_eight(s.data), load_eight(s.data + 8)}};

    t.hash = hash_of_head(&t, seed);
    return t;
}

/* Whether bytes behind the head are those of t. */
static inline bool hashed_term_rest_is(const hashed_term *t, const char *bytes)
{
    return t->size <= TERM_HEAD ||
           memcmp(t->bytes + TERM_HEAD, bytes + TERM_HEAD,
                  t->size - TERM_HEAD) == 0;
}

static inline morgue_str hashed_term_str(const hashed_term *t)
{
    return str_make(t->bytes, t->size);
}

#endif
