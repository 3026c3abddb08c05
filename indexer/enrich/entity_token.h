/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Text to the tokens that the entity tagger labels.
 *
 * These are not the words of an index (common/analyzer.h): punctuation counts,
 * "U.S." and "Corp." keep their full stops, "Sony's" is "Sony" and "'s", as in
 * the Penn Treebank, whose manner all sets of training data follow.
 */
#ifndef ENTITY_TOKEN_H
#define ENTITY_TOKEN_H

#include "arena.h"

/* What a token looks like. */
enum {
    TOKEN_SENTENCE = 1, /* begins a sentence */
    TOKEN_LINE = 2,     /* begins a line (a paragraph, mostly) */
    TOKEN_GLUED = 4     /* no space parts it from the token before */
};

typedef struct entity_span {
    uint32_t begin, end; /* bytes in the text */
    uint8_t flags;
} entity_span;

/* A language whose small words lean on the next: "l'État" is two tokens. */
bool entity_token_elides(morgue_str language);

/*
 * Cut text into tokens; gives their count, and the array through out, in the
 * arena.  text is at most 4 GiB.  `elides`: of a language that does.
 */
size_t entity_tokenize(morgue_str text, bool elides, arena *a,
                       entity_span **out);

#endif
