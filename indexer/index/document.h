/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A document: what the index is to hold of one article, ready to be inverted.
 *
 * Its distinct terms are numbered in the order in which they first occur, and
 * told with what their occurrences add up to; places are told one by one, in
 * the order of the text.  Whoever writes the document adds, for every term that
 * stems, the term Z + its stem in the document's language, without positions.
 */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include "arena.h"
#include "buffer.h"
#include "hashed_term.h"

#define DOCUMENT_TERM_MAX 240

typedef struct document_term {
    hashed_term term;   /* prefix and folded word */
    uint32_t wdf;       /* of all its occurrences */
    uint32_t stem_wdf;  /* what they add to the Z term, when it stems */
    uint32_t positions; /* places it has */
    bool stems;
    uint8_t common;     /* common_word() of a term that stems */
} document_term;

/* A place at which a term stands. */
typedef struct occurrence {
    uint32_t term;     /* its number */
    uint32_t position; /* from 1 */
} occurrence;

typedef struct document_value {
    uint32_t slot;
    morgue_str value; /* not empty */
} document_value;

typedef struct document {
    const document_term *terms;
    size_t term_count;
    const occurrence *occurrences;
    size_t occurrence_count;
    const document_value *values; /* ascending by slot */
    size_t value_count;
    morgue_str data;     /* stored_encode() */
    morgue_str language; /* for the stems; or empty */
} document;

/* The document as text, a line a term, for tests: see tests/golden. */
void document_print(const document *d, buffer *out);

#endif
