/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "word_cache.h"

#include "arena.h"
#include "digest.h"
#include "heap.h"
#include "str.h"

#include <assert.h>
#include <stdlib.h>

#define WORDS_MAX 65536 /* kept, and half as many until the next trimming */
#define SLAB      64    /* words that are made room for at a time */
#define LINE      64    /* bytes of a line of the processor's cache */

/*
 * The bytes of a word of up to 16, NULs after them (no word ends with one, but
 * for NUL itself); of a longer one, two hashes.
 */
typedef struct word_key {
    uint64_t a, b;
} word_key;

typedef struct cache_slot {
    uint64_t hash; /* of the key */
    entity_word *word;
} cache_slot;

struct word_cache {
    const entity_model *model;
    arena *words;
    entity_word *slab; /* room for the next words */
    size_t slab_left;
    cache_slot *slots;
    size_t capacity, count;
    size_t most; /* words before they are trimmed */
    uint32_t articles;
    entity_word borders[2];
};

word_cache *word_cache_new(const entity_model *m)
{
    word_cache *c = heap_new(1, sizeof *c);

    c->model = m;
    c->capacity = 4096;
    c->most = WORDS_MAX;
    c->slots = heap_new(c->capacity, sizeof *c->slots);
    c->words = arena_new();
    c->borders[0] = *entity_word_border(false);
    c->borders[1] = *entity_word_border(true);
    return c;
}

void word_cache_free(word_cache *c)
{
    if (!c)
        return;
    arena_free(c->words);
    free(c->slots);
    free(c);
}

uint32_t word_cache_next_article(word_cache *c)
{
    return ++c->articles;
}

entity_word *word_cache_border(word_cache *c, bool after)
{
    return &c->borders[after];
}

/* ---- Keys ---- */

/* Bytes of text at `at`, as far as it goes, the rest of 16 unknown or zero. */
static inline void load(unsigned char out[16], morgue_str text, size_t at)
{
    size_t left = text.size - at;

    if (left >= 16) {
        memcpy(out, text.data + at, 16);
        return;
    }
    memset(out, 0, 16);
    memcpy(out, text.data + at, left);
}

/* Nearly all words are so short: no loop, no call. */
static inline word_key short_key(morgue_str text, size_t at, size_t size)
{
    static const unsigned char kept[32] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                           0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                           0xff, 0xff, 0xff, 0xff};
    unsigned char bytes[16];
    word_key key, mask;

    load(bytes, text, at);
    memcpy(&key, bytes, sizeof key);
    memcpy(&mask, kept + 16 - size, sizeof mask);
    return (word_key){key.a & mask.a, key.b & mask.b};
}

static word_key long_key(morgue_str word)
{
    return (word_key){hash_bytes(word, 1), hash_bytes(word, 2)};
}

static inline word_key key_of(morgue_str text, size_t begin, size_t end)
{
    return end - begin <= 16
               ? short_key(text, begin, end - begin)
               : long_key(str_make(text.data + begin, end - begin));
}

static uint64_t hash_of(word_key key)
{
    return entity_mix(key.a, key.b);
}

/* ---- The table ---- */

static cache_slot *first_slot(const word_cache *c, uint64_t hash)
{
    return &c->slots[hash & (c->capacity - 1)];
}

static bool holds(const cache_slot *slot, uint64_t hash, word_key key)
{
    return slot->hash == hash && slot->word->key[0] == key.a &&
           slot->word->key[1] == key.b;
}

/* The slot of a key, or the free one where it belongs. */
static cache_slot *find_slot(const word_cache *c, uint64_t hash, word_key key)
{
    cache_slot *slot = first_slot(c, hash);

    while (slot->word && !holds(slot, hash, key))
        if (++slot == c->slots + c->capacity)
            slot = c->slots;
    return slot;
}

static void grow(word_cache *c)
{
    cache_slot *old = c->slots;
    size_t old_capacity = c->capacity;

    c->capacity *= 2;
    c->slots = heap_new(c->capacity, sizeof *c->slots);
    for (size_t i = 0; i < old_capacity; i++)
        if (old[i].word) {
            const uint64_t *key = old[i].word->key;

            *find_slot(c, old[i].hash, (word_key){key[0], key[1]}) = old[i];
        }
    free(old);
}

/* ---- Words ---- */

/* Each stands on lines of its own. */
static entity_word *new_word(word_cache *c)
{
    if (c->slab_left == 0) {
        char *bytes = arena_alloc(c->words, SLAB * sizeof *c->slab + LINE);

        c->slab = (entity_word *)(bytes + LINE - (uintptr_t)bytes % LINE);
        c->slab_left = SLAB;
    }
    c->slab_left--;
    return c->slab++;
}

static entity_word *add(word_cache *c, morgue_str text, uint64_t hash,
                        word_key key)
{
    entity_word *word = new_word(c);
    cache_slot *slot;

    if (c->count * 2 >= c->capacity)
        grow(c);
    slot = find_slot(c, hash, key);
    entity_word_fill(word, text, c->model);
    word->key[0] = key.a;
    word->key[1] = key.b;
    slot->hash = hash;
    slot->word = word;
    c->count++;
    return word;
}

/* ---- Forgetting ---- */

/* Where a word that moved stands now. */
static void set_moved(entity_word *old, entity_word *to)
{
    old->key[0] = (uintptr_t)to;
}

static entity_word *moved(const entity_word *old)
{
    return (entity_word *)(uintptr_t)old->key[0];
}

static void move(word_cache *c, const cache_slot *old)
{
    entity_word *word = new_word(c);
    word_key key = {old->word->key[0], old->word->key[1]};

    *word = *old->word;
    word->was_met = 0;
    *find_slot(c, old->hash, key) = (cache_slot){old->hash, word};
    set_moved(old->word, word);
    c->count++;
}

/* Words that were met again, and what they are based on, move to memory of
 * their own. */
static void keep_met(word_cache *c, const cache_slot *old, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (old[i].word && old[i].word->was_met)
            old[i].word->base->was_met = 1;
    for (size_t i = 0; i < count; i++)
        if (old[i].word && old[i].word->was_met)
            move(c, &old[i]);
    for (size_t i = 0; i < c->capacity; i++)
        if (c->slots[i].word)
            c->slots[i].word->base = moved(c->slots[i].word->base);
}

static void forget_all(word_cache *c)
{
    memset(c->slots, 0, c->capacity * sizeof *c->slots);
    arena_reset(c->words);
    c->slab_left = 0;
    c->count = 0;
}

bool word_cache_trim(word_cache *c)
{
    cache_slot *slots = c->slots;
    arena *words = c->words;

    if (c->count <= c->most)
        return false;
    c->slots = heap_new(c->capacity, sizeof *c->slots);
    c->words = arena_new();
    c->slab_left = 0;
    c->count = 0;
    keep_met(c, slots, c->capacity);
    if (c->count > WORDS_MAX)
        forget_all(c);
    c->most = c->count + WORDS_MAX / 2;
    arena_free(words);
    free(slots);
    return true;
}

/* ---- Finding ---- */

static entity_word *base_of(word_cache *c, morgue_str text)
{
    char bytes[WORD_SMALL_MAX];
    morgue_str small = entity_word_small(text, bytes);
    word_key key = key_of(small, 0, small.size);
    const cache_slot *slot = find_slot(c, hash_of(key), key);

    return slot->word ? slot->word : add(c, small, hash_of(key), key);
}

/* The word was not in its first slot. */
static entity_word *get(word_cache *c, morgue_str text, uint64_t hash,
                        word_key key)
{
    entity_word *word = find_slot(c, hash, key)->word;

    if (word) {
        word->was_met = 1;
        return word;
    }
    word = add(c, text, hash, key);
    if (word->flags & (WORD_CAPITAL | WORD_CAPS))
        word->base = base_of(c, text);
    return word;
}

/* All slots are asked for before the first is looked at, then all words, and
 * what they are based on. */
void word_cache_find(word_cache *c, morgue_str text, const entity_span *spans,
                     size_t count, entity_word *out[WORD_CACHE_BATCH])
{
    word_key keys[WORD_CACHE_BATCH];
    uint64_t hashes[WORD_CACHE_BATCH];

    assert(count <= WORD_CACHE_BATCH);
    for (size_t i = 0; i < count; i++) {
        keys[i] = key_of(text, spans[i].begin, spans[i].end);
        hashes[i] = hash_of(keys[i]);
        __builtin_prefetch(first_slot(c, hashes[i]));
    }
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(first_slot(c, hashes[i])->word);
    for (size_t i = 0; i < count; i++) {
        const cache_slot *slot = first_slot(c, hashes[i]);

        if (slot->word && holds(slot, hashes[i], keys[i])) {
            out[i] = slot->word; /* as nearly always */
            out[i]->was_met = 1;
        } else {
            out[i] = get(c, str_slice(text, spans[i].begin, spans[i].end),
                         hashes[i], keys[i]);
        }
        __builtin_prefetch(out[i]->base, 1);
    }
}
