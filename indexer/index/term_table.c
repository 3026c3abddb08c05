/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "term_table.h"

#include "array_grow.h"
#include "glass_pack.h"
#include "inverter.h"

#include <stdlib.h>

#define SLOTS_FIRST ((size_t)1 << 14)
#define KEPT_DOCUMENTS 2 /* that a term stood in, to be kept */

bool term_table_init(term_table *t)
{
    *t = (term_table){.slot_count = SLOTS_FIRST, .seed = hash_seed_get()};
    t->slots = calloc(t->slot_count, sizeof *t->slots);
    return t->slots != NULL;
}

void term_table_free(term_table *t)
{
    free(t->entries);
    free(t->sorted);
    free(t->slots);
    free(t->bytes);
}

/* Of each term twice the place in the order, and some three slots. */
#define MEMORY_PER_TERM                                                        \
    (sizeof(term_entry) + 2 * sizeof(ranked_term) + 3 * sizeof(term_slot))

uint64_t term_table_memory(const term_table *t)
{
    return t->used * MEMORY_PER_TERM + t->used_bytes;
}

/* So many slots, and in them the terms under new numbers (NULL: as they
 * are) that are not NO_TERM. */
static bool make_slots(term_table *t, size_t count, const uint32_t *numbers)
{
    term_slot *slots = calloc(count, sizeof *slots);

    if (slots == NULL)
        return false;
    for (size_t i = 0; i < t->slot_count; i++) {
        term_slot slot = t->slots[i];
        size_t at = slot.hash & (count - 1);
        if (slot.term && numbers)
            slot.term = numbers[slot.term - 1] + 1; /* NO_TERM becomes 0 */
        if (slot.term == 0)
            continue;
        while (slots[at].term)
            at = (at + 1) & (count - 1);
        slots[at] = slot;
    }
    free(t->slots);
    t->slots = slots;
    t->slot_count = count;
    return true;
}

/* ---- Terms that stay ---- */

/* New numbers of the terms, in the same order; NO_TERM for those that go. */
static uint32_t number_kept(const term_table *t, uint32_t *numbers)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < t->count; i++)
        numbers[i] =
            t->entries[i].documents < KEPT_DOCUMENTS ? NO_TERM : kept++;
    return kept;
}

/* Bytes stand in the order of the terms, so that all only move down. */
static void keep_entries(term_table *t, const uint32_t *numbers)
{
    t->bytes_used = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        const term_entry *e = t->entries + i;
        uint32_t stem = e->language ? numbers[e->stem] : NO_TERM;
        if (numbers[i] == NO_TERM)
            continue;
        memmove(t->bytes + t->bytes_used, t->bytes + e->bytes, e->size);
        t->entries[numbers[i]] =
            (term_entry){.head = {e->head[0], e->head[1]},
                         .bytes = t->bytes_used,
                         .stem = stem,
                         .stem_size = e->stem_size,
                         .language = stem == NO_TERM ? 0 : e->language,
                         .size = e->size};
        t->bytes_used += t->entries[numbers[i]].size;
    }
}

static void keep_order(term_table *t, const uint32_t *numbers)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < t->sorted_count; i++) {
        ranked_term ranked = t->sorted[i];
        ranked.term = numbers[ranked.term];
        if (ranked.term != NO_TERM)
            t->sorted[kept++] = ranked;
    }
    t->sorted_count = kept;
}

bool term_table_clear(term_table *t)
{
    uint32_t *numbers = malloc(((size_t)t->count + 1) * sizeof *numbers);
    uint32_t kept;
    size_t slots = SLOTS_FIRST;
    bool done;

    if (numbers == NULL)
        return false;
    kept = number_kept(t, numbers);
    while (slots < (size_t)kept * 2)
        slots *= 2;
    done = make_slots(t, slots, numbers);
    keep_entries(t, numbers);
    keep_order(t, numbers);
    free(numbers);
    t->count = kept;
    t->used = 0;
    t->used_bytes = 0;
    return done;
}

/* ---- Finding ---- */

static morgue_status make_room(term_table *t, const hashed_term *wanted)
{
    size_t bytes = (size_t)t->bytes_used + wanted->size;

    if (wanted->size == 0 ||
        glass_key_string_size(hashed_term_str(wanted)) > INVERTER_TERM_MAX)
        return MORGUE_EINVALID;
    if (t->count == TERM_TABLE_MAX || bytes > UINT32_MAX)
        return MORGUE_ELIMIT;
    if (!array_grow(&t->entries, &t->capacity, (size_t)t->count + 1,
                    sizeof *t->entries) ||
        !array_grow(&t->bytes, &t->bytes_capacity, bytes, 1))
        return MORGUE_ENOMEM;
    return MORGUE_OK;
}

static uint32_t make(term_table *t, const hashed_term *wanted, size_t at,
                     morgue_status *status)
{
    *status = make_room(t, wanted);
    if (*status != MORGUE_OK)
        return NO_TERM;
    memcpy(t->bytes + t->bytes_used, wanted->bytes, wanted->size);
    t->entries[t->count] =
        (term_entry){.head = {wanted->head[0], wanted->head[1]},
                     .bytes = t->bytes_used,
                     .size = (uint8_t)wanted->size};
    t->bytes_used += wanted->size;
    t->slots[at] = (term_slot){wanted->hash, ++t->count};
    if ((size_t)t->count * 2 > t->slot_count &&
        !make_slots(t, t->slot_count * 2, NULL)) {
        *status = MORGUE_ENOMEM;
        return NO_TERM;
    }
    return t->count - 1;
}

uint32_t term_table_find(term_table *t, const hashed_term *wanted,
                         morgue_status *status)
{
    size_t mask = t->slot_count - 1, at = wanted->hash & mask;

    for (; t->slots[at].term; at = (at + 1) & mask) {
        const term_entry *e;
        if (t->slots[at].hash != wanted->hash)
            continue;
        e = t->entries + t->slots[at].term - 1;
        if (e->head[0] == wanted->head[0] && e->head[1] == wanted->head[1] &&
            e->size == wanted->size &&
            hashed_term_rest_is(wanted, t->bytes + e->bytes))
            return t->slots[at].term - 1;
    }
    return make(t, wanted, at, status);
}

/* ---- Order ---- */

static int compare_ranked(const void *a, const void *b, void *user)
{
    const ranked_term *x = a, *y = b;
    const term_table *t = user;

    if (x->head[0] != y->head[0])
        return x->head[0] < y->head[0] ? -1 : 1;
    if (x->head[1] != y->head[1])
        return x->head[1] < y->head[1] ? -1 : 1;
    return str_compare(term_table_bytes(t, x->term),
                       term_table_bytes(t, y->term));
}

/* Put the added ones, which are in order, among the others, from the last one
 * down. */
static void merge_added(term_table *t, const ranked_term *added, uint32_t count)
{
    ranked_term *out = t->sorted + t->sorted_count + count;
    const ranked_term *old = t->sorted + t->sorted_count;

    while (count > 0) {
        if (old > t->sorted &&
            compare_ranked(old - 1, added + count - 1, t) > 0)
            *--out = *--old;
        else
            *--out = added[--count];
    }
}

/* Bring the terms that came since the last call into the order. */
static bool sort_added(term_table *t)
{
    uint32_t count = t->count - t->sorted_count;
    ranked_term *added = malloc(((size_t)count + 1) * sizeof *added);

    if (added == NULL ||
        !array_grow(&t->sorted, &t->sorted_capacity, t->count,
                    sizeof *t->sorted)) {
        free(added);
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t term = t->sorted_count + i;
        const term_entry *e = t->entries + term;
        added[i] = (ranked_term){{e->head[0], e->head[1]}, term, e->size};
    }
    qsort_r(added, count, sizeof *added, compare_ranked, t);
    merge_added(t, added, count);
    t->sorted_count = t->count;
    free(added);
    return true;
}

ranked_term *term_table_sort(term_table *t, uint32_t *count)
{
    ranked_term *ranks = malloc(((size_t)t->used + 1) * sizeof *ranks);

    *count = 0;
    if (ranks == NULL || !sort_added(t)) {
        free(ranks);
        return NULL;
    }
    for (uint32_t i = 0; i < t->sorted_count; i++)
        if (t->entries[t->sorted[i].term].flags & TERM_USED)
            ranks[(*count)++] = t->sorted[i];
    return ranks;
}

/* Zeros behind short terms are no bytes of theirs. */
size_t term_table_common_prefix(const term_table *t, const ranked_term *a,
                                const ranked_term *b)
{
    size_t most = a->size < b->size ? a->size : b->size, size = TERM_HEAD;
    morgue_str x, y;

    if (a->head[0] != b->head[0])
        size = (size_t)__builtin_clzll(a->head[0] ^ b->head[0]) / 8;
    else if (a->head[1] != b->head[1])
        size = 8 + (size_t)__builtin_clzll(a->head[1] ^ b->head[1]) / 8;
    if (size >= most)
        return most;
    if (size < TERM_HEAD)
        return size;
    x = term_table_bytes(t, a->term);
    y = term_table_bytes(t, b->term);
    while (size < most && x.data[size] == y.data[size])
        size++;
    return size;
}
