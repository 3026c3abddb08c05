/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The words of a text that begin as wanted, and how many stand before each.
 *
 * The analyzer's words, but those that begin with other letters are only
 * counted, which is several times as fast.  Whatever stands between two
 * characters that part words, of ASCII or by parting_size(), is a chunk: where
 * it is all ASCII it is one word and its first two letters tell; any other is
 * given to the analyzer.
 */
#ifndef WORD_WALK_H
#define WORD_WALK_H

#include "analyzer.h"

/* So many beginnings are looked for in 16 bytes at a time. */
#define WANTED_FEW 4

/* The first two letters of a word, small; the second is 0 where any is. */
typedef struct wanted_beginning {
    char first, second;
} wanted_beginning;

/* What each byte is to a walk; see word_walk.c. */
typedef struct wanted_letters {
    unsigned char step[256];
    wanted_beginning few[WANTED_FEW]; /* those that are wanted */
    unsigned count; /* of them; over WANTED_FEW: too many to be listed */
} wanted_letters;

/* No letter is wanted yet; then what each term that is wanted begins with: one
 * byte or more, folded. */
void wanted_letters_init(wanted_letters *out);
void wanted_letters_add(wanted_letters *letters, morgue_str beginning);
void wanted_letters_add_all(wanted_letters *letters);

typedef struct word_walk {
    const wanted_letters *letters;
    morgue_str text;
    size_t at;
    size_t index;   /* words before `at` */
    analyzer chunk; /* words of the chunk that ends at `at` */
    size_t chunk_begin;
} word_walk;

/* Both must outlive the walk. */
void word_walk_init(word_walk *walk, morgue_str text,
                    const wanted_letters *letters);

/*
 * The next word that may be wanted, or false after the last.  index counts
 * all words of the text from 0; positions are not told.
 */
bool word_walk_next(word_walk *walk, token *out, size_t *index);

#endif
