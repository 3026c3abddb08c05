/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Documents turned over: from the terms of each document to the documents of
 * each term, in memory.
 *
 *   1) inverter_add()   each document, numbered 1, 2, 3 ...
 *   2) inverter_sort()  once
 *   3) inverter_list()  the terms by rank, in order of their bytes
 *
 * Postings are coded when their document comes (posting_code.h), positions in
 * their final form, and appended to their term's slices (slice_arena.h).
 *
 * A term's number of occurrences is a sum of wdf, and Z terms come from the
 * words that stem: see segment_writer_impl.h.  A stemmer is called once for
 * each word and language.
 *
 * There are nearly as many postings of stems as of words, and each would be one
 * more place in memory to write to.  So in the language of the segment's first
 * document they are not kept: a stem's list is put together from those of its
 * words when it is asked for (posting_sum.h).
 */
#ifndef INVERTER_H
#define INVERTER_H

#include "document.h"
#include "posting_code.h"
#include "term_table.h"

/* Xapian takes no longer terms, NUL counting twice. */
#define INVERTER_TERM_MAX 245

typedef struct inverter inverter;

inverter *inverter_new(void); /* NULL when memory ran out */
void inverter_free(inverter *v);

/* Begin again with no documents; memory and the words of several documents are
 * kept.  False when memory ran out. */
bool inverter_clear(inverter *v);

/*
 * Add a document.
 *
 *   MORGUE_EINVALID  an empty or over-long term: nothing was added
 *   MORGUE_ELIMIT    more terms than it holds: nothing was added
 *   MORGUE_ENOMEM    the inverter is then good for nothing
 */
morgue_status inverter_add(inverter *v, const document *d, morgue_error *err);

/* Bytes of memory in use. */
uint64_t inverter_memory(const inverter *v);

/* Whether another document of ordinary size may not fit: time to end. */
bool inverter_is_full(const inverter *v);

/* What is known of a document, by docid from 1. */
typedef struct inverter_document {
    uint32_t length; /* sum of wdf */
    uint32_t terms;  /* once all lists were asked for */
    uint64_t termlist_max; /* bytes of its terms in their list, at the most */
} inverter_document;

uint32_t inverter_count(const inverter *v);
inverter_document inverter_document_at(const inverter *v, uint32_t docid);

/* Bytes of all term lists, at the most. */
uint64_t inverter_termlists_max(const inverter *v);

/* Order the terms; returns how many there are.  Nothing is added after it. */
morgue_status inverter_sort(inverter *v, uint32_t *terms, morgue_error *err);

/* A term and its postings. */
typedef struct inverted_list {
    morgue_str term;
    uint32_t documents;
    uint64_t occurrences;
    bool is_stem;    /* its postings have no positions, whatever they say */
    morgue_str rest; /* postings still to be taken */
    uint32_t docid;  /* of the one taken last */
} inverted_list;

/*
 * The list of the term at a rank from 0.  Good until the next call; each is
 * asked for once.  MORGUE_ENOMEM only.
 */
morgue_status inverter_list(inverter *v, uint32_t rank, inverted_list *out,
                            morgue_error *err);

/* The next posting, docids ascending; false after the last. */
static inline bool inverted_list_next(inverted_list *list, posting *out)
{
    if (list->rest.size == 0)
        return false;
    posting_take(&list->rest, list->docid, out);
    list->docid = out->docid;
    if (list->is_stem)
        out->positions.size = 0;
    return true;
}

/* The term at a rank; good as long as the inverter is. */
morgue_str inverter_term(const inverter *v, uint32_t rank);

/* The same as far as most terms go: what two of them begin alike is told
 * without a look at either in memory. */
ranked_term inverter_ranked(const inverter *v, uint32_t rank);

/* Bytes that two terms begin alike. */
size_t inverter_common_prefix(const inverter *v, const ranked_term *a,
                              const ranked_term *b);

#endif
