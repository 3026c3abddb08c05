/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The lexicon of a model, from lists of names and of words.
 *
 * A list has an entry a line: what it is, TAB, the word or phrase, such as
 * "forename<TAB>Bernadette" or "body<TAB>Associated Press".  A list of words
 * has the word, how often it was seen small and how often large within a
 * sentence, and its cluster (0: none), with TABs between.
 */
#ifndef LEXICON_BUILDER_H
#define LEXICON_BUILDER_H

#include "morgue.h"

typedef struct lexicon_entry {
    uint32_t key, facts;
} lexicon_entry;

typedef struct lexicon {
    lexicon_entry *entries;
    size_t count, room;
} lexicon;

morgue_status lexicon_add_names(lexicon *l, const char *path,
                                morgue_error *err);
morgue_status lexicon_add_words(lexicon *l, const char *path,
                                morgue_error *err);

/* Sort by key and join what has the same. */
void lexicon_finish(lexicon *l);
void lexicon_free(lexicon *l);

#endif
