/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The terms of a segment: a table by which one is found, and their order.
 *
 * A term is one entry of 64 bytes, a cache line, with what the inverter keeps
 * of it.  Entries and slots are all over the memory, and most of the time would
 * go into waiting for them: who looks up many terms fetches their slots ahead,
 * and half way the entries that these tell.
 *
 * Most words of a segment are those of the one before.  So the terms of several
 * documents stay, with their stems and their order; the many of a single one
 * would only make the table larger than the cache.
 */
#ifndef TERM_TABLE_H
#define TERM_TABLE_H

#include "slice_arena.h"
#include "hashed_term.h"

/* Terms that it can hold; ranks fit in 24 bits. */
#define TERM_TABLE_MAX ((uint32_t)1 << 24)
#define NO_TERM        UINT32_MAX

enum term_flags {
    TERM_USED = 1,    /* stands in documents of the segment */
    TERM_DERIVES = 2, /* a word with postings that count for its stem, too */
    TERM_MIXED = 4    /* one with postings that do not */
};

typedef struct term_entry {
    uint64_t head[2]; /* as of the term */
    slice_chain postings;
    uint32_t bytes; /* where all of them stand */
    uint32_t documents;
    uint32_t docid; /* the last one */
    uint32_t link;  /* the inverter's; 0 for a term that is new or kept */
    uint32_t stem;  /* the Z term */
    uint8_t size, stem_size;
    uint8_t language; /* of the stem; 0: not known yet */
    uint8_t flags;    /* of enum term_flags */
    uint64_t occurrences;
} term_entry;
_Static_assert(sizeof(term_entry) == 64, "a term is one cache line");

/* Linear probing, at most half full. */
typedef struct term_slot {
    uint32_t hash;
    uint32_t term; /* from 1; 0: free */
} term_slot;

/* A term in the order of bytes. */
typedef struct ranked_term {
    uint64_t head[2];
    uint32_t term;
    uint32_t size;
} ranked_term;

typedef struct term_table {
    term_entry *entries;
    uint32_t count;
    uint32_t used;       /* of them, those that stand in documents, */
    uint64_t used_bytes; /* and their bytes */
    size_t capacity;
    ranked_term *sorted; /* the first ones, in order */
    uint32_t sorted_count;
    size_t sorted_capacity;
    term_slot *slots;
    size_t slot_count; /* a power of two */
    char *bytes;
    uint32_t bytes_used;
    size_t bytes_capacity;
    const hash_seed *seed;
} term_table;

/* False when memory ran out. */
bool term_table_init(term_table *t);
void term_table_free(term_table *t);

/*
 * The number of a term, made when it is new.  NO_TERM, and why: MORGUE_EINVALID
 * for an empty or over-long one, MORGUE_ELIMIT, MORGUE_ENOMEM.
 */
uint32_t term_table_find(term_table *t, const hashed_term *wanted,
                         morgue_status *status);

static inline void term_table_fetch_slot(const term_table *t, uint32_t hash)
{
    __builtin_prefetch(t->slots + (hash & (t->slot_count - 1)));
}

static inline void term_table_fetch_entry(const term_table *t, uint32_t hash)
{
    size_t mask = t->slot_count - 1, at = hash & mask;

    while (t->slots[at].term && t->slots[at].hash != hash)
        at = (at + 1) & mask;
    if (t->slots[at].term)
        __builtin_prefetch(t->entries + t->slots[at].term - 1);
}

static inline morgue_str term_table_bytes(const term_table *t, uint32_t term)
{
    const term_entry *e = t->entries + term;

    return str_make(t->bytes + e->bytes, e->size);
}

/* A term stands in a document. */
static inline void term_table_use(term_table *t, term_entry *e)
{
    if (e->flags & TERM_USED)
        return;
    e->flags |= TERM_USED;
    t->used++;
    t->used_bytes += e->size;
}

/* Bytes that the terms that stand in documents take: the same for the same
 * documents, whatever was kept from before them. */
uint64_t term_table_memory(const term_table *t);

/* Forget all documents, and the terms that stood in fewer than two.  False
 * when memory ran out: the table is then only to be freed. */
bool term_table_clear(term_table *t);

/*
 * The terms that stand in documents, in order: others may be left of earlier
 * segments or of a document that was refused.  NULL when memory ran out; to be
 * given to free().
 */
ranked_term *term_table_sort(term_table *t, uint32_t *count);

/* Bytes that two terms begin alike. */
size_t term_table_common_prefix(const term_table *t, const ranked_term *a,
                                const ranked_term *b);

#endif
