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

#include "arena.h"

typedef struct lexicon_entry {
    uint32_t key, facts;
} lexicon_entry;

/* The names of a kind as written, for templates. */
typedef struct name_pool {
    morgue_str *names;
    size_t count, room;
} name_pool;

#define NAME_POOLS 16

typedef struct lexicon {
    lexicon_entry *entries;
    size_t count, room;
    name_pool pools[NAME_POOLS];
    bool elides;   /* names are cut as entity_token.h says */
    arena *memory; /* of the pools */
} lexicon;

/* The names of a NAME_ bit, or of a kind as lists write it; NULL: none. */
const name_pool *lexicon_pool(const lexicon *l, uint32_t fact);
const name_pool *lexicon_pool_named(const lexicon *l, morgue_str kind);

/* The NAME_ bits of a hash, after lexicon_finish(). */
uint32_t lexicon_facts(const lexicon *l, uint64_t hash);

morgue_status lexicon_add_names(lexicon *l, const char *path,
                                morgue_error *err);
morgue_status lexicon_add_words(lexicon *l, const char *path,
                                morgue_error *err);

/* Sort by key and join what has the same. */
void lexicon_finish(lexicon *l);
void lexicon_free(lexicon *l);

#endif
