/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Names as they compare: by their words, so that case, accents and punctuation
 * do not count.
 */
#ifndef NAME_KEY_H
#define NAME_KEY_H

#include "arena.h"

/* The same for names of the same words; 0 when there is no word. */
uint64_t name_key(morgue_str name);

/* The folded words with a blank between, in the arena; *count is how many. */
morgue_str name_words(morgue_str name, size_t *count, arena *a);

/* A run of folded words, as in a query. */
typedef struct name_run {
    morgue_str words; /* a blank between */
    size_t count;
    bool is_prefix; /* the last word is the beginning of one */
} name_run;

/* The run stands somewhere in the words. */
bool name_has_run(morgue_str words, const name_run *run);

#endif
