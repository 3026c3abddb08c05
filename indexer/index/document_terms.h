/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The terms of a document while it is made: a set that counts.
 *
 * Of a text's words two thirds were there before; so they are told apart here,
 * in a table that fits the nearest cache, and the segment's dictionary is asked
 * once for each distinct one.
 */
#ifndef DOCUMENT_TERMS_H
#define DOCUMENT_TERMS_H

#include "analyzer.h"
#include "document.h"

typedef struct document_terms document_terms;

document_terms *document_terms_new(void);
void document_terms_free(document_terms *t);

/* Forget all; about so many occurrences will come. */
void document_terms_begin(document_terms *t, size_t occurrences);

/*
 * An occurrence of a term of 1 to 255 bytes, which are copied.  position 0:
 * it has none.  wdf: what it adds to the term's count.  Returns the number of
 * the term.
 */
uint32_t document_terms_add(document_terms *t, morgue_str bytes,
                            uint32_t position, uint32_t wdf, bool stems);

/* One more occurrence of a term by its number, at a position; it counts once.
 */
void document_terms_add_again(document_terms *t, uint32_t term,
                              uint32_t position);

/* The same for a word of the text: it counts once, stems, and may be a pair
 * with the word that was added before (word_pair.h). */
void document_terms_add_word(document_terms *t, const token *word);

/* The next word does not stand beside the one before. */
void document_terms_break(document_terms *t);

/* After the last word: the terms of the pairs. */
void document_terms_add_pairs(document_terms *t);

/* Set the document's terms and occurrences: good until the next begin. */
void document_terms_give(const document_terms *t, document *out);

#endif
