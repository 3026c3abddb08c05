/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Each value has a key, counted from 1, by which texts are counted.  A hash
 * table with linear probing, never more than half full, finds it.
 */
#include "tally.h"

#include "digest.h"
#include "str.h"

#include <stdlib.h>

typedef struct tally_slot {
    uint64_t hash;
    uint32_t key; /* 0: the slot is free */
} tally_slot;

struct tally {
    tally_slot *slots;
    size_t size; /* a power of two */
    morgue_str *values; /* by key; the first is of no use */
    size_t value_count, value_room;
    text_count texts;
    arena *strings;
};

tally *tally_new(const text_fold *fold)
{
    tally *t = calloc(1, sizeof *t);

    if (t == NULL)
        return NULL;
    t->size = t->value_room = 256;
    t->value_count = 1;
    t->slots = calloc(t->size, sizeof *t->slots);
    t->values = calloc(t->value_room, sizeof *t->values);
    t->strings = arena_new();
    text_count_init(&t->texts, fold, 1);
    if (t->slots && t->values)
        return t;
    tally_free(t);
    return NULL;
}

void tally_free(tally *t)
{
    if (t == NULL)
        return;
    arena_free(t->strings);
    text_count_free(&t->texts);
    free(t->values);
    free(t->slots);
    free(t);
}

/* The slot of the value, or the free one where it would go. */
static tally_slot *find(const tally *t, uint64_t hash, morgue_str value)
{
    size_t at = (size_t)hash & (t->size - 1);

    while (t->slots[at].key > 0 &&
           (t->slots[at].hash != hash ||
            !str_equal(t->values[t->slots[at].key], value)))
        at = (at + 1) & (t->size - 1);
    return &t->slots[at];
}

static bool grow_slots(tally *t)
{
    tally old = *t;
    tally_slot *slots = calloc(2 * t->size, sizeof *slots);

    if (slots == NULL)
        return false;
    t->slots = slots;
    t->size *= 2;
    for (size_t i = 0; i < old.size; i++) {
        const tally_slot *s = &old.slots[i];
        if (s->key > 0)
            *find(t, s->hash, t->values[s->key]) = *s;
    }
    free(old.slots);
    return true;
}

static bool grow_values(tally *t)
{
    morgue_str *values =
        realloc(t->values, 2 * t->value_room * sizeof *values);

    if (values == NULL)
        return false;
    t->values = values;
    t->value_room *= 2;
    return true;
}

/* 0 when memory ran out. */
static uint32_t key_of(tally *t, morgue_str value)
{
    uint64_t hash = hash_bytes(value, 0);
    tally_slot *slot;

    if ((2 * t->value_count >= t->size && !grow_slots(t)) ||
        (t->value_count == t->value_room && !grow_values(t)))
        return 0;
    slot = find(t, hash, value);
    if (slot->key == 0) {
        slot->hash = hash;
        slot->key = (uint32_t)t->value_count;
        t->values[t->value_count++] = arena_copy(t->strings, value);
    }
    return slot->key;
}

bool tally_add(tally *t, size_t article, morgue_str value)
{
    uint32_t key = value.size > 0 ? key_of(t, value) : 0;

    if (value.size > 0 && key == 0)
        return false;
    return text_count_add(&t->texts, article, key);
}

uint64_t tally_finish(tally *t)
{
    text_count_finish(&t->texts);
    return text_count_of(&t->texts, 0);
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
    r.best = malloc(((is_few ? limit : t->value_count) + 1) * sizeof *r.best);
    if (r.best == NULL)
        return NULL;
    for (uint32_t key = 1; key < t->value_count; key++) {
        morgue_facet_value v = {t->values[key],
                                text_count_of(&t->texts, key)};
        if (filter != NULL && !filter(user, v.value))
            continue;
        ++*distinct;
        if (is_few)
            rank(&r, &v);
        else
            r.best[r.count++] = v;
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
