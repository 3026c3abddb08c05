/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "document_terms.h"

#include "heap.h"
#include "word_pair.h"

#include <stdlib.h>

#define SLOTS_MIN       ((size_t)512) /* powers of two */
#define SLOTS_FIRST_MAX ((size_t)1 << 15)
#define ROOM_SIZE       ((size_t)4096) /* a term has 255 bytes at most */

/* Linear probing, at most half full. */
typedef struct slot {
    uint32_t hash;
    uint32_t term; /* from 1; 0: free */
} slot;

#define PAIRS_MAX ((size_t)COMMON_WORDS_MAX * COMMON_WORDS_MAX)
_Static_assert(COMMON_WORDS_MAX <= UINT8_MAX, "a common word is 8 bits");
_Static_assert(PAIRS_MAX <= UINT16_MAX, "a pair is 16 bits");

/* How often each pair of common words was met: first * COMMON_WORDS_MAX +
 * second. */
typedef struct pair_counts {
    uint32_t counts[PAIRS_MAX];
    uint16_t met[PAIRS_MAX]; /* those that were */
    size_t met_count;
    unsigned before; /* common_word() of the last word */
} pair_counts;

struct document_terms {
    const hash_seed *seed;
    document_term *terms;
    size_t count, capacity;
    slot *slots;
    size_t mask, slot_capacity;
    occurrence *occurrences;
    size_t occurrence_count, occurrence_capacity;
    arena *bytes;
    char *room; /* in bytes, for the next terms */
    size_t room_left;
    pair_counts pairs;
};

document_terms *document_terms_new(void)
{
    document_terms *t = heap_new(1, sizeof *t);

    t->seed = hash_seed_get();
    t->bytes = arena_new();
    document_terms_begin(t, 0);
    return t;
}

void document_terms_free(document_terms *t)
{
    if (t == NULL)
        return;
    free(t->terms);
    free(t->slots);
    free(t->occurrences);
    arena_free(t->bytes);
    free(t);
}

/* So many slots, all free. */
static void clear_slots(document_terms *t, size_t count)
{
    if (count > t->slot_capacity) {
        free(t->slots);
        t->slots = heap_new(count, sizeof *t->slots);
        t->slot_capacity = count;
    } else {
        memset(t->slots, 0, count * sizeof *t->slots);
    }
    t->mask = count - 1;
}

static void forget_pairs(pair_counts *p)
{
    for (size_t i = 0; i < p->met_count; i++)
        p->counts[p->met[i]] = 0;
    p->met_count = 0;
    p->before = 0;
}

void document_terms_begin(document_terms *t, size_t occurrences)
{
    size_t slots = SLOTS_MIN;

    while (slots < occurrences && slots < SLOTS_FIRST_MAX)
        slots *= 2;
    clear_slots(t, slots);
    arena_reset(t->bytes);
    t->room_left = 0;
    t->count = t->occurrence_count = 0;
    forget_pairs(&t->pairs);
}

static void widen(document_terms *t)
{
    clear_slots(t, 2 * (t->mask + 1));
    for (size_t i = 0; i < t->count; i++) {
        uint32_t hash = t->terms[i].term.hash;
        size_t at = hash & t->mask;
        while (t->slots[at].term)
            at = (at + 1) & t->mask;
        t->slots[at] = (slot){hash, (uint32_t)i + 1};
    }
}

/* Terms are short and many: they are cut from larger pieces of the arena. */
static char *copy_bytes(document_terms *t, const hashed_term *wanted)
{
    size_t size = wanted->size < TERM_HEAD ? TERM_HEAD : wanted->size;
    char *out;

    if (size > t->room_left) {
        t->room = arena_alloc(t->bytes, ROOM_SIZE);
        t->room_left = ROOM_SIZE;
    }
    out = t->room;
    store_eight(out, wanted->head[0]);
    store_eight(out + 8, wanted->head[1]);
    if (wanted->size > TERM_HEAD)
        memcpy(out, wanted->bytes, wanted->size);
    t->room += wanted->size;
    t->room_left -= wanted->size;
    return out;
}

static document_term *make(document_terms *t, const hashed_term *wanted,
                           size_t at)
{
    document_term *made;

    if (t->count == t->capacity) {
        t->capacity = 2 * t->capacity + 1024;
        t->terms = heap_resize(t->terms, t->capacity, sizeof *t->terms);
    }
    made = t->terms + t->count++;
    *made = (document_term){.term = *wanted};
    made->term.bytes = copy_bytes(t, wanted);
    t->slots[at] = (slot){wanted->hash, (uint32_t)t->count};
    if (2 * t->count > t->mask)
        widen(t);
    return made;
}

static inline document_term *find(document_terms *t, const hashed_term *wanted)
{
    size_t at = wanted->hash & t->mask;

    for (; t->slots[at].term; at = (at + 1) & t->mask) {
        document_term *found = t->terms + t->slots[at].term - 1;
        if (t->slots[at].hash == wanted->hash &&
            found->term.head[0] == wanted->head[0] &&
            found->term.head[1] == wanted->head[1] &&
            found->term.size == wanted->size &&
            hashed_term_rest_is(wanted, found->term.bytes))
            return found;
    }
    return make(t, wanted, at);
}

static inline void place(document_terms *t, document_term *at,
                         uint32_t position)
{
    if (t->occurrence_count == t->occurrence_capacity) {
        t->occurrence_capacity = 2 * t->occurrence_capacity + 4096;
        t->occurrences = heap_resize(t->occurrences, t->occurrence_capacity,
                                     sizeof *t->occurrences);
    }
    t->occurrences[t->occurrence_count++] =
        (occurrence){(uint32_t)(at - t->terms), position};
    at->positions++;
}

uint32_t document_terms_add(document_terms *t, morgue_str bytes,
                            uint32_t position, uint32_t wdf, bool stems)
{
    hashed_term wanted = hashed_term_make(bytes, t->seed);
    document_term *found = find(t, &wanted);

    found->wdf += wdf;
    found->stem_wdf += stems ? wdf : 0;
    found->stems |= stems;
    if (position)
        place(t, found, position);
    return (uint32_t)(found - t->terms);
}

void document_terms_add_again(document_terms *t, uint32_t term,
                              uint32_t position)
{
    document_term *found = t->terms + term;

    found->wdf++;
    place(t, found, position);
}

static void count_pair(pair_counts *p, unsigned word)
{
    unsigned pair = p->before * COMMON_WORDS_MAX + word;

    if (p->before != 0 && word != 0 && p->counts[pair]++ == 0)
        p->met[p->met_count++] = (uint16_t)pair;
    p->before = word;
}

void document_terms_add_word(document_terms *t, const token *word)
{
    hashed_term wanted = hashed_term_padded(word->term, t->seed);
    document_term *found = find(t, &wanted);

    found->wdf++;
    if (found->stem_wdf++ == 0) {
        found->stems = true;
        found->common = (uint8_t)common_word(word->term);
    }
    place(t, found, word->position);
    count_pair(&t->pairs, found->common);
}

void document_terms_break(document_terms *t)
{
    t->pairs.before = 0;
}

void document_terms_add_pairs(document_terms *t)
{
    const pair_counts *p = &t->pairs;

    for (size_t i = 0; i < p->met_count; i++) {
        char term[WORD_PAIR_MAX];
        size_t size = word_pair_term(term, p->met[i] / COMMON_WORDS_MAX,
                                     p->met[i] % COMMON_WORDS_MAX);
        document_terms_add(t, str_make(term, size), 0, p->counts[p->met[i]],
                           false);
    }
}

void document_terms_give(const document_terms *t, document *out)
{
    out->terms = t->terms;
    out->term_count = t->count;
    out->occurrences = t->occurrences;
    out->occurrence_count = t->occurrence_count;
}
