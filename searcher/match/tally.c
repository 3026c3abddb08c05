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

const morgue_facet_value *tally_top(const tally *t, tally_filter filter,
                                    const void *user, size_t limit,
                                    size_t *count, uint64_t *distinct,
                                    arena *a)
{
    morgue_facet_value *all = malloc((t->used + 1) * sizeof *all), *top;
    size_t n = 0;

    *count = 0;
    if (all == NULL)
        return NULL;
    for (size_t i = 0; i < t->size; i++) {
        const morgue_facet_value *v = &t->slots[i].counted;
        if (v->articles > 0 && (filter == NULL || filter(user, v->value)))
            all[n++] = *v;
    }
    *distinct = n;
    qsort(all, n, sizeof *all, most_first);
    if (limit > 0 && n > limit)
        n = limit;
    top = arena_alloc(a, (n + 1) * sizeof *top);
    for (size_t i = 0; i < n; i++)
        top[i] = (morgue_facet_value){arena_copy(a, all[i].value),
                                      all[i].articles};
    free(all);
    *count = n;
    return top;
}
