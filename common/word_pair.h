/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pairs of the commonest words, which are terms of their own.
 *
 * Nearly every article holds "of" and "the", so that a phrase of such words
 * would have the places of both looked at in all of them.  Where two of the
 * commonest words stand side by side, the pair is posted as one term too,
 * without positions: PREFIX_PAIR, the first word, a blank, the second.  Which
 * words count is a fixed list, the same for whoever writes and whoever reads
 * an index: a change of it is a change of the schema.
 */
#ifndef WORD_PAIR_H
#define WORD_PAIR_H

#include "field.h"

#define COMMON_WORDS_MAX 160 /* numbers of words are below */
#define WORD_PAIR_MAX 24     /* bytes of a pair's term, at most */

/* The number of a folded word among the commonest, from 1; 0: it is none. */
unsigned common_word(morgue_str word);

/* The term of two of them; returns its bytes. */
size_t word_pair_term(char out[WORD_PAIR_MAX], unsigned first,
                      unsigned second);

#endif
