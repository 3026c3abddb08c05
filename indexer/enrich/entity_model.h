/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the trainer learned of one language: the weights of the features, the
 * steps from tag to tag, and a lexicon of hashed words and phrases.
 *
 * A file of a model, all numbers little-endian:
 *
 *   magic "morgueNE", u32 version, char language[4], u32 buckets,
 *   u32 lexicon entries, f32 scale
 *   i16 steps[TAGS][TAGS]        in units of scale; STEP_NEVER: not possible
 *   u16 prints[buckets * 4]      fingerprints of features; 0: free
 *   i8  weights[buckets * 4][16] of the tags but O, whose weight is 0
 *   u32 keys[entries]            hashes of words and phrases, rising
 *   u32 facts[entries]           NAME_ bits, and the cluster in the top 12
 *
 * A feature stands in one of two buckets that its hash names (two-choice
 * hashing: M. Mitzenmacher, "The Power of Two Choices in Randomized Load
 * Balancing", 1996); a fingerprint of 16 bits tells it from its neighbours,
 * so one feature in some ten thousand that the trainer never saw is mistaken
 * for another.
 */
#ifndef ENTITY_MODEL_H
#define ENTITY_MODEL_H

#include "morgue.h"

/* Tags: O, then B I E S of each kind: begin, inside, end, single. */
#define TAG_O         0
#define TAG_KINDS     4 /* person, org, place, and other names */
#define TAGS          (1 + 4 * TAG_KINDS)
#define TAG_OF(k, p)  (1 + 4 * (k) + (p))
#define TAG_KIND(tag) (((tag)-1) / 4)
#define TAG_PART(tag) (((tag)-1) % 4)
enum { PART_B, PART_I, PART_E, PART_S };
#define KIND_OTHER 3

#define MODEL_LANGUAGE_AT 12 /* where a file has its language, with NULs */
#define MODEL_START_BITS  16
#define MODEL_FILTER_BITS 15
#define MODEL_VERSION     1
#define MODEL_WEIGHTS     (TAGS - 1)
#define MODEL_BUCKET      4
#define STEP_NEVER        INT16_MIN

/* What the lexicon knows of a word or phrase. */
enum {
    NAME_FORENAME = 1 << 0,
    NAME_FORENAME_RARE = 1 << 1,
    NAME_SURNAME = 1 << 2,
    NAME_SURNAME_RARE = 1 << 3,
    NAME_CITY = 1 << 4,
    NAME_COUNTRY = 1 << 5,
    NAME_REGION = 1 << 6,
    NAME_DEMONYM = 1 << 7,
    NAME_COMPANY = 1 << 8,
    NAME_TEAM = 1 << 9,
    NAME_BODY = 1 << 10,       /* agencies, parties, media, ... */
    NAME_TITLE = 1 << 11,      /* Mr., President, striker */
    NAME_ORG_WORD = 1 << 12,   /* Inc., University, Ministry */
    NAME_PLACE_WORD = 1 << 13, /* River, Street, County */
    NAME_OTHER_WORD = 1 << 14, /* days, months; acts, events, feasts */
    NAME_PARTICLE = 1 << 15,   /* al, bin, de, van */
    NAME_SMALL = 1 << 16,      /* written small nearly always */
    NAME_MIXED = 1 << 17,      /* now small, now large */
    NAME_LARGE = 1 << 18,      /* written large nearly always */
    NAME_STARTS = 1 << 19      /* a phrase of the lexicon begins so */
};
#define NAME_BITS          20
#define NAME_MASK          ((1u << NAME_BITS) - 1)
#define NAME_CLUSTER_SHIFT NAME_BITS
#define PHRASE_WORDS_MAX   6

typedef struct entity_model {
    char language[4];
    float scale;
    uint32_t bucket_count; /* a power of two */
    uint32_t entry_count;
    int16_t steps[TAGS][TAGS];                            /* [from][to] */
    const unsigned char *prints, *weights, *keys, *facts; /* lent */
    /* Filled on reading: where keys begin that have these first bits; and two
     * bits of each key, among the 64 of its first bits (B. H. Bloom, "Space/
     * Time Trade-offs in Hash Coding with Allowable Errors", 1970). */
    uint32_t starts[(1 << MODEL_START_BITS) + 1];
    uint64_t filter[1 << MODEL_FILTER_BITS];
    bool is_wide; /* use vector.h's wide vectors; set on reading */
} entity_model;

/* Read a model; what it points at is data, which must outlive it. */
morgue_status entity_model_read(entity_model *out, morgue_str data,
                                morgue_error *err);

/* The same for a lexicon alone: keys and facts as a file has them. */
void entity_model_index(entity_model *m);

/* Add the weights of features to the sums of the tags but O. */
void entity_model_add(const entity_model *m, const uint64_t *features,
                      size_t count, int16_t *sums);

/*
 * The same in three steps, for the features of many sums: each step asks
 * memory for what the next one reads, which takes long to come.  Rows of
 * weights are found for some of the features only; returns for how many.
 */
void entity_model_prefetch(const entity_model *m, const uint64_t *features,
                           size_t count);
size_t entity_model_find(const entity_model *m, const uint64_t *features,
                         size_t count, const int8_t **rows);
void entity_model_sum(const entity_model *m, const int8_t *const *rows,
                      size_t count, int16_t *sums);

/* What the lexicon holds of a hash; 0: nothing. */
uint32_t entity_model_facts(const entity_model *m, uint64_t hash);

/* Two bits of the 64 that the first bits of a key name. */
static inline uint64_t entity_model_filter_bits(uint32_t key)
{
    return (uint64_t)1 << key % 64 | (uint64_t)1 << key / 64 % 64;
}

static inline const uint64_t *entity_model_filter_of(const entity_model *m,
                                                     uint32_t key)
{
    return &m->filter[key >> (32 - MODEL_FILTER_BITS)];
}

/* Ask memory for what tells whether there may be any: false in nearly all
 * cases where there are none. */
static inline void entity_model_fetch_facts(const entity_model *m,
                                            uint64_t hash)
{
    __builtin_prefetch(entity_model_filter_of(m, (uint32_t)(hash >> 32)));
}

/* The same for the entries among which it stands then, in two steps. */
static inline void entity_model_fetch_start(const entity_model *m,
                                            uint64_t hash)
{
    __builtin_prefetch(&m->starts[hash >> (64 - MODEL_START_BITS)]);
}

static inline void entity_model_fetch_entry(const entity_model *m,
                                            uint64_t hash)
{
    uint32_t at = m->starts[hash >> (64 - MODEL_START_BITS)];

    __builtin_prefetch(m->keys + (size_t)at * 4);
    __builtin_prefetch(m->facts + (size_t)at * 4);
}

static inline bool entity_model_may_have(const entity_model *m, uint64_t hash)
{
    uint32_t key = (uint32_t)(hash >> 32);
    uint64_t bits = entity_model_filter_bits(key);

    return (*entity_model_filter_of(m, key) & bits) == bits;
}

/* A hash stirred: the order of a and b counts. */
static inline uint64_t entity_mix(uint64_t a, uint64_t b)
{
    uint64_t h =
        (a ^ (b + 0x9e3779b97f4a7c15u + (a << 6))) * 0xff51afd7ed558ccdu;

    h ^= h >> 32;
    h *= 0xc4ceb9fe1a85ec53u;
    return h ^ (h >> 29);
}

#endif
