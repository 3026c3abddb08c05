/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "term_table.h"

#include "array_grow.h"
#include "glass_pack.h"
#include "inverter.h"

#include <stdlib.h>

#define SLOTS_FIRST ((size_t)1 << 14)

bool term_table_init(term_table *t)
{
    *t = (term_table){.slot_count = SLOTS_FIRST, .seed = hash_seed_get()};
    t->slots = calloc(t->slot_count, sizeof *t->slots);
    return t->slots != NULL;
}

void term_table_free(term_table *t)
{
    free(t->entries);
    free(t->slots);
    free(t->bytes);
}

uint64_t term_table_memory(const term_table *t)
{
    return (uint64_t)t->count * (sizeof(term_entry) + sizeof(ranked_term)) +
           t->slot_count * sizeof *t->slots + t->bytes_used;
}

static bool widen(term_table *t)
{
    size_t count = t->slot_count * 2;
    term_slot *slots = calloc(count, sizeof *slots);

    if (slots == NULL)
        return false;
    for (size_t i = 0; i < t->slot_count; i++) {
        size_t at = t->slots[i].hash & (count - 1);
        if (t->slots[i].term == 0)
            continue;
        while (slots[at].term)
            at = (at + 1) & (count - 1);
        slots[at] = t->slots[i];
    }
    free(t->slots);
    t->slots = slots;
    t->slot_count = count;
    return true;
}

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
    if ((size_t)t->count * 2 > t->slot_count && !widen(t)) {
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

ranked_term *term_table_sort(const term_table *t, uint32_t *count)
{
    ranked_term *ranks = malloc(((size_t)t->count + 1) * sizeof *ranks);

    *count = 0;
    if (ranks == NULL)
        return NULL;
    for (uint32_t i = 0; i < t->count; i++) {
        const term_entry *e = t->entries + i;
        if (e->documents)
            ranks[(*count)++] =
                (ranked_term){{e->head[0], e->head[1]}, i, e->size};
    }
    qsort_r(ranks, *count, sizeof *ranks, compare_ranked, (void *)t);
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
