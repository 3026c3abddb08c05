/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The stemmers of all languages met so far, one of each.
 */
#ifndef LANGUAGE_STEMS_H
#define LANGUAGE_STEMS_H

#include "analyzer.h"

typedef struct language_stems language_stems;

language_stems *language_stems_new(void); /* NULL when memory ran out */
void language_stems_free(language_stems *s);

/* A small number that stands for the language; 0 when it has no stemmer. */
unsigned language_stems_find(language_stems *s, morgue_str language);

/* The stem of a folded word; good until the next call. */
morgue_str language_stems_stem(language_stems *s, unsigned language,
                               morgue_str word);

#endif
