/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A value is found in a hash table, which says its group; groups are counted
 * from 1 and texts by them.  A second table finds the group of a key.  Both
 * are probed linearly, and never more than half full.
 */
#include "tally.h"

#include "digest.h"
#include "heap.h"
#include "str.h"

#include <stdlib.h>

typedef struct spelling {
    uint64_t hash;
    morgue_str value; /* data NULL: the place is free */
    uint32_t group;   /* 0: does not count */
    uint32_t uses;
} spelling;

typedef struct group_place {
    uint64_t key;
    uint32_t group; /* 0: the place is free */
} group_place;

struct tally {
    tally_namer namer;
    const void *user;
    spelling *spellings;
    size_t spelling_size, spelling_count; /* the size is a power of two */
    group_place *places;
    size_t place_size; /* a power of two */
    morgue_str *shown; /* of each group, empty as long as nobody said it */
    size_t group_count, group_room;
    text_count texts;
    arena *strings;
    bool has_failed;
};

tally *tally_new(const text_fold *fold, tally_namer namer, const void *user)
{
    tally *t = heap_new(1, sizeof *t);

    t->namer = namer;
    t->user = user;
    t->spelling_size = t->place_size = t->group_room = 256;
    t->group_count = 1; /* the first is that of no value */
    t->spellings = heap_new(t->spelling_size, sizeof *t->spellings);
    t->places = heap_new(t->place_size, sizeof *t->places);
    t->shown = heap_new(t->group_room, sizeof *t->shown);
    t->strings = arena_new();
    text_count_init(&t->texts, fold, 1);
    return t;
}

void tally_free(tally *t)
{
    if (t == NULL)
        return;
    arena_free(t->strings);
    text_count_free(&t->texts);
    free(t->shown);
    free(t->places);
    free(t->spellings);
    free(t);
}

/* The value's place, or the free one where it would go. */
static spelling *find_spelling(const spelling *all, size_t size, uint64_t hash,
                               morgue_str value)
{
    size_t at = (size_t)hash & (size - 1);

    while (all[at].value.data != NULL &&
           (all[at].hash != hash || !str_equal(all[at].value, value)))
        at = (at + 1) & (size - 1);
    return (spelling *)&all[at];
}

static void grow_spellings(tally *t)
{
    size_t size = 2 * t->spelling_size;
    spelling *all = heap_new(size, sizeof *all);

    for (size_t i = 0; i < t->spelling_size; i++) {
        const spelling *s = &t->spellings[i];
        if (s->value.data != NULL)
            *find_spelling(all, size, s->hash, s->value) = *s;
    }
    free(t->spellings);
    t->spellings = all;
    t->spelling_size = size;
}

static group_place *find_group(const group_place *all, size_t size,
                               uint64_t key)
{
    size_t at = (size_t)key & (size - 1);

    while (all[at].group > 0 && all[at].key != key)
        at = (at + 1) & (size - 1);
    return (group_place *)&all[at];
}

static void grow_groups(tally *t)
{
    size_t size = 2 * t->place_size;
    group_place *all = heap_new(size, sizeof *all);

    for (size_t i = 0; i < t->place_size; i++)
        if (t->places[i].group > 0)
            *find_group(all, size, t->places[i].key) = t->places[i];
    free(t->places);
    t->places = all;
    t->place_size = size;
}

static uint32_t group_of(tally *t, const tally_key *key)
{
    group_place *place;

    if (2 * t->group_count >= t->place_size)
        grow_groups(t);
    if (t->group_count == t->group_room)
        t->shown = heap_resize(t->shown, t->group_room *= 2, sizeof *t->shown);
    place = find_group(t->places, t->place_size, key->key);
    if (place->group == 0) {
        *place = (group_place){key->key, (uint32_t)t->group_count};
        t->shown[t->group_count++] = STR("");
    }
    if (key->shown.size > 0)
        t->shown[place->group] = key->shown;
    return place->group;
}

static uint32_t name_group(tally *t, uint64_t hash, morgue_str value)
{
    tally_key key = {hash, STR("")};

    if (t->namer)
        key = t->namer(t->user, value);
    return key.key == 0 && t->namer ? 0 : group_of(t, &key);
}

static spelling *spelling_of(tally *t, morgue_str value)
{
    uint64_t hash = hash_bytes(value, 0);
    spelling *s;

    if (2 * t->spelling_count >= t->spelling_size)
        grow_spellings(t);
    s = find_spelling(t->spellings, t->spelling_size, hash, value);
    if (s->value.data == NULL) {
        t->spelling_count++;
        s->hash = hash;
        s->value = arena_copy(t->strings, value);
        s->group = name_group(t, hash, value);
    }
    return s;
}

bool tally_add(tally *t, size_t article, morgue_str value)
{
    spelling *s = spelling_of(t, value);

    s->uses++;
    if (s->group > 0 && !text_count_add(&t->texts, article, s->group))
        t->has_failed = true;
    return s->group > 0;
}

void tally_add_none(tally *t, size_t article)
{
    if (!text_count_add(&t->texts, article, 0))
        t->has_failed = true;
}

bool tally_failed(const tally *t)
{
    return t->has_failed;
}

/*
 * Datelines and headlines write LONDON, whatever its name: one use with small
 * letters outweighs seven in capitals.  Few write Nato.
 */
#define SMALL_WEIGHT 8

static uint64_t weight_of(const spelling *s)
{
    for (size_t i = 0; i < s->value.size; i++)
        if (s->value.data[i] >= 'a' && s->value.data[i] <= 'z')
            return (uint64_t)s->uses * SMALL_WEIGHT;
    return s->uses;
}

/* How a group is written most often; of equals the last in order of bytes,
 * where small letters come behind capitals. */
static void choose_shown(tally *t)
{
    uint64_t *weights = heap_new(t->group_count, sizeof *weights);

    for (size_t i = 0; i < t->spelling_size; i++) {
        const spelling *s = &t->spellings[i];
        morgue_str *shown = &t->shown[s->group];
        uint64_t weight;

        if (s->group == 0 || (shown->size > 0 && weights[s->group] == 0))
            continue;
        weight = weight_of(s);
        if (weight > weights[s->group] || (weight == weights[s->group] &&
                                           str_compare(s->value, *shown) > 0)) {
            *shown = s->value;
            weights[s->group] = weight;
        }
    }
    free(weights);
}

uint64_t tally_finish(tally *t)
{
    text_count_finish(&t->texts);
    choose_shown(t);
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

morgue_facet_value *tally_top(const tally *t, tally_filter filter,
                              const void *user, size_t limit, size_t *count,
                              uint64_t *distinct, arena *a)
{
    bool is_few = limit > 0 && limit <= FEW;
    ranking r = {NULL, 0, limit};
    morgue_facet_value *out;

    *count = *distinct = 0;
    r.best = malloc(((is_few ? limit : t->group_count) + 1) * sizeof *r.best);
    if (r.best == NULL)
        return NULL;
    for (uint32_t group = 1; group < t->group_count; group++) {
        morgue_facet_value v = {.value = t->shown[group],
                                .articles = text_count_of(&t->texts, group)};
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
        out[i] = (morgue_facet_value){.value = arena_copy(a, r.best[i].value),
                                      .articles = r.best[i].articles};
    free(r.best);
    return out;
}
