/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A hash table with linear probing, never more than half full. */
#include "tally.h"

#include "digest.h"
#include "str.h"

#include <stdlib.h>

typedef struct tally_slot {
    uint64_t hash;
    morgue_facet_value counted; /* articles 0: the slot is free */
} tally_slot;

struct tally {
    tally_slot *slots;
    size_t size; /* a power of two */
    size_t used;
    arena *strings;
};

tally *tally_new(void)
{
    tally *t = calloc(1, sizeof *t);

    if (t == NULL)
        return NULL;
    t->size = 256;
    t->slots = calloc(t->size, sizeof *t->slots);
    if (t->slots == NULL) {
        free(t);
        return NULL;
    }
    t->strings = arena_new();
    return t;
}

void tally_free(tally *t)
{
    if (t == NULL)
        return;
    arena_free(t->strings);
    free(t->slots);
    free(t);
}

/* The slot of the value, or the free one where it would go. */
static tally_slot *find(const tally *t, uint64_t hash, morgue_str value)
{
    size_t at = (size_t)hash & (t->size - 1);

    while (t->slots[at].counted.articles > 0 &&
           (t->slots[at].hash != hash ||
            !str_equal(t->slots[at].counted.value, value)))
        at = (at + 1) & (t->size - 1);
    return &t->slots[at];
}

static bool grow(tally *t)
{
    tally old = *t;
    tally_slot *slots = calloc(2 * t->size, sizeof *slots);

    if (slots == NULL)
        return false;
    t->slots = slots;
    t->size *= 2;
    for (size_t i = 0; i < old.size; i++) {
        const tally_slot *s = &old.slots[i];
        if (s->counted.articles > 0)
            *find(t, s->hash, s->counted.value) = *s;
    }
    free(old.slots);
    return true;
}

bool tally_add(tally *t, morgue_str value)
{
    uint64_t hash = hash_bytes(value, 0);
    tally_slot *slot;

    if (2 * t->used >= t->size && !grow(t))
        return false;
    slot = find(t, hash, value);
    if (slot->counted.articles++ > 0)
        return true;
    slot->hash = hash;
    slot->counted.value = arena_copy(t->strings, value);
    t->used++;
    return true;
}

static int most_first(const void *a, const void *b)
{
    const morgue_facet_value *x = a, *y = b;

    if (x->articles != y->articles)
        return x->articles > y->articles ? -1 : 1;
    return str_compare(x->value, y->value);
}

#define FEW 1000 /* wanted values that are kept sorted, not sorted at last */

typedef struct ranking {
    morgue_facet_value *best; /* most first */
    size_t count, limit;
} ranking;

/* Put a value among the best; the last of them falls out. */
static void rank(ranking *r, const morgue_facet_value *v)
{
    size_t low = 0, high = r->count;

    if (r->count == r->limit && most_first(v, &r->best[r->count - 1]) > 0)
        return;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (most_first(&r->best[middle], v) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    r->count += r->count < r->limit;
    memmove(r->best + low + 1, r->best + low,
            (r->count - 1 - low) * sizeof *r->best);
    r->best[low] = *v;
}

const morgue_facet_value *tally_top(const tally *t, tally_filter filter,
                                    const void *user, size_t limit,
                                    size_t *count, uint64_t *distinct,
                                    arena *a)
{
    bool is_few = limit > 0 && limit <= FEW;
    ranking r = {NULL, 0, limit};
    morgue_facet_value *out;

    *count = *distinct = 0;
    r.best = malloc(((is_few ? limit : t->used) + 1) * sizeof *r.best);
    if (r.best == NULL)
        return NULL;
    for (size_t i = 0; i < t->size; i++) {
        const morgue_facet_value *v = &t->slots[i].counted;
        if (v->articles == 0 || (filter != NULL && !filter(user, v->value)))
            continue;
        ++*distinct;
        if (is_few)
            rank(&r, v);
        else
            r.best[r.count++] = *v;
    }
    if (!is_few)
        qsort(r.best, r.count, sizeof *r.best, most_first);
    *count = limit > 0 && limit < r.count ? limit : r.count;
    out = arena_alloc(a, (*count + 1) * sizeof *out);
    for (size_t i = 0; i < *count; i++)
        out[i] = (morgue_facet_value){arena_copy(a, r.best[i].value),
                                      r.best[i].articles};
    free(r.best);
    return out;
}
