/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A set of the tokens of a document, a bit each: most passes over an article
 * look at few of them.
 */
#ifndef TOKEN_SET_H
#define TOKEN_SET_H

#include "arena.h"

#include <string.h>

typedef struct token_set {
    uint64_t *bits;
    size_t count; /* of the document's tokens */
} token_set;

static inline token_set token_set_new(size_t count, arena *a)
{
    return (token_set){arena_calloc(a, count / 64 + 1, 8), count};
}

/* Without a branch, as nobody can guess what comes. */
static inline void token_set_put(token_set *s, size_t i, bool belongs)
{
    s->bits[i / 64] |= (uint64_t)belongs << i % 64;
}

static inline bool token_set_has(const token_set *s, size_t i)
{
    return i < s->count && (s->bits[i / 64] >> i % 64 & 1);
}

/* The first that belongs at `at` or after it; s->count: there is none. */
static inline size_t token_set_next(const token_set *s, size_t at)
{
    size_t i = at / 64, last = s->count / 64;
    uint64_t bits;

    if (at >= s->count)
        return s->count;
    bits = s->bits[i] >> at % 64 << at % 64;
    while (bits == 0 && i < last)
        bits = s->bits[++i];
    return bits ? i * 64 + (size_t)__builtin_ctzll(bits) : s->count;
}

static inline token_set token_set_copy(const token_set *s, arena *a)
{
    token_set copy = token_set_new(s->count, a);

    memcpy(copy.bits, s->bits, (s->count / 64 + 1) * sizeof *s->bits);
    return copy;
}

/* Keep those of s that are in `other`. */
static inline void token_set_keep(token_set *s, const token_set *other)
{
    for (size_t i = 0; i <= s->count / 64; i++)
        s->bits[i] &= other->bits[i];
}

/* Keep those of s whose next token is in `next`. */
static inline void token_set_keep_before(token_set *s, const token_set *next)
{
    size_t last = s->count / 64;

    for (size_t i = 0; i < last; i++)
        s->bits[i] &= next->bits[i] >> 1 | next->bits[i + 1] << 63;
    s->bits[last] &= next->bits[last] >> 1;
}

/* Let the token before each belong as well. */
static inline void token_set_spread_back(token_set *s)
{
    size_t last = s->count / 64;

    for (size_t i = 0; i < last; i++)
        s->bits[i] |= s->bits[i] >> 1 | s->bits[i + 1] << 63;
    s->bits[last] |= s->bits[last] >> 1;
}

static inline size_t token_set_size(const token_set *s)
{
    size_t size = 0;

    for (size_t i = 0; i <= s->count / 64; i++)
        size += (size_t)__builtin_popcountll(s->bits[i]);
    return size;
}

#endif
