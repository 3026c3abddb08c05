/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading the lists of the table "postlist", as indexer/index/glass_postlist.h
 * and glass_values.h tell how they are written: which documents hold a term,
 * how long each document is, which value it has in a slot.
 */
#ifndef GLASS_POSTINGS_H
#define GLASS_POSTINGS_H

#include "glass_map.h"

#define GLASS_LIST_KEY_MAX (2 * GLASS_KEY_MAX + GLASS_SORT_MAX)

/* A chunk of a list that is being read, and how to find the others. */
typedef struct glass_postings {
    glass_walk walk;
    unsigned char key[GLASS_LIST_KEY_MAX]; /* what all chunks' keys share */
    size_t key_size;
    uint64_t documents;            /* that hold the term */
    const unsigned char *at, *end; /* of the chunk; behind the one given */
    uint32_t docid, wdf;           /* the posting that is given */
    uint32_t last;                 /* docid of the chunk */
    bool is_last;                  /* chunk of the list */
} glass_postings;

/*
 * To the first posting of a term, or of the lengths of all documents, which
 * stand in place of wdf.  False where there is none, and when something went
 * wrong: p->walk.status tells.  Free it in any case.
 */
bool glass_postings_open(glass_postings *p, const glass_map *postlist,
                         morgue_str term);
bool glass_postings_open_lengths(glass_postings *p, const glass_map *postlist);
void glass_postings_free(glass_postings *p);

/* To the next posting; to the first at docid or behind it. */
static inline bool glass_postings_next(glass_postings *p);
bool glass_postings_skip(glass_postings *p, uint32_t docid);

/* The same as glass_postings_next(), of numbers of any size. */
bool glass_postings_next_long(glass_postings *p);

/* Most numbers are below 128, and so a byte each. */
static inline bool glass_postings_next(glass_postings *p)
{
    const unsigned char *at = p->at;

    if (p->end - at < 2 || ((at[0] | at[1]) & 0x80) ||
        at[0] >= p->last - p->docid)
        return glass_postings_next_long(p);
    p->docid += at[0] + 1u;
    p->wdf = at[1];
    p->at = at + 2;
    return true;
}

/* How many documents hold the term; 0 for one that is not there. */
morgue_status glass_postings_count(const glass_map *postlist, morgue_str term,
                                   uint64_t *out);

/* The values of a slot. */
typedef struct glass_slot {
    glass_walk walk;
    unsigned char key[2 + VARINT_MAX + GLASS_SORT_MAX];
    size_t key_size;
    const unsigned char *at, *end;
    uint32_t docid; /* whose value it is; 0: before the first chunk */
    morgue_str value;
} glass_slot;

void glass_slot_open(glass_slot *s, const glass_map *postlist, uint32_t slot);
void glass_slot_free(glass_slot *s);

/* To the first document at docid or behind it that has a value; documents are
 * asked for in ascending order. */
bool glass_slot_skip(glass_slot *s, uint32_t docid);

#endif
