/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Posting lists as glass keeps them in its table "postlist": which documents
 * hold a term, and how often.
 *
 * A list is cut into chunks of some 2000 bytes.  A chunk is
 *
 *   is it the last one? '0' or '1' | last docid - first docid | wdf of the
 *   first | { docid - docid before - 1 | wdf }*
 *
 * with varints for numbers.  The first chunk's key is the term, packed,
 * without the NUL that ends it; before the chunk stand the number of documents,
 * the sum of the wdfs, and the first docid - 1.  Further chunks have the term
 * with its NUL and their first docid, sortable, for a key.
 *
 * The lengths of all documents are one more list, called 00 e0, also in
 * further chunks, with both counts 0 and a length in place of each wdf.  A
 * document without terms is in it with length 0.
 */
#ifndef GLASS_POSTLIST_H
#define GLASS_POSTLIST_H

#include "glass_table.h"

#define GLASS_CHUNK_SIZE 2000 /* a chunk takes no more entries from here on */
#define GLASS_ENTRIES_MAX (GLASS_CHUNK_SIZE + 2 * VARINT_MAX)
#define GLASS_CHUNK_HEAD (4 * VARINT_MAX + 1)

typedef struct glass_postlist {
    glass_table *table;
    unsigned char key[GLASS_KEY_MAX + 1 + GLASS_SORT_MAX];
    size_t key_size;    /* of the first chunk's */
    size_t prefix_size; /* of what further keys have before the docid */
    uint64_t documents, occurrences;
    bool is_first;        /* no chunk of the list was written yet */
    uint32_t first, last; /* docids in the chunk */
    size_t size;          /* of entries, in tag from GLASS_CHUNK_HEAD on */
    unsigned char tag[GLASS_CHUNK_HEAD + GLASS_ENTRIES_MAX];
} glass_postlist;

/* Write lists to a table; both are the caller's. */
void glass_postlist_init(glass_postlist *p, glass_table *table);

/* Begin a term's list. */
void glass_postlist_begin(glass_postlist *p, morgue_str term,
                          uint64_t documents, uint64_t occurrences);

/* The same with the term packed, without the NUL that ends it. */
void glass_postlist_begin_packed(glass_postlist *p, morgue_str packed,
                                 uint64_t documents, uint64_t occurrences);

/* Begin the list of lengths. */
void glass_postlist_begin_lengths(glass_postlist *p);

/* Docids ascend. */
void glass_postlist_add(glass_postlist *p, uint32_t docid, uint32_t wdf);

/* Add all entries of another chunk, coded, of at most GLASS_ENTRIES_MAX bytes,
 * for docids from first to last. */
void glass_postlist_add_entries(glass_postlist *p, uint32_t first,
                                uint32_t last, morgue_str entries);

void glass_postlist_end(glass_postlist *p);

#endif
