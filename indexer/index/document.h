/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A document: what the index is to hold of one article, ready to be inverted.
 *
 * Words are given as they occur, in order of position, not sorted and not
 * counted: sorting is what segment writers are good at.  Whoever writes the
 * document adds, for every occurrence marked `stems`, the term Z + its stem in
 * the document's language, without position.
 */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include "arena.h"
#include "buffer.h"

typedef struct occurrence {
    const char *term;  /* prefix and folded word */
    uint32_t position; /* from 1; 0: none */
    uint8_t size;      /* bytes of term, 1..DOCUMENT_TERM_MAX */
    uint8_t wdf;       /* what it adds to the term's count: 0 or 1 */
    bool stems;
} occurrence;

#define DOCUMENT_TERM_MAX 240

typedef struct document_value {
    uint32_t slot;
    morgue_str value; /* not empty */
} document_value;

typedef struct document {
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
