/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the patterns of a query stand in a text.
 *
 * One walk with the one analyzer.  Each distinct word of the patterns carries
 * a mask a pattern, saying at which places of it the word stands; a phrase
 * then advances by a shift and an AND a token (Shift-And; Baeza-Yates and
 * Gonnet, "A New Approach to Text Searching", 1992).
 */
#ifndef HIT_FINDER_H
#define HIT_FINDER_H

#include "snippet.h"

/* Of longer phrases the parts of so many words are hits of their own. */
#define HIT_WORDS_MAX 64

typedef struct hit {
    uint32_t begin, end; /* bytes in the text */
    uint32_t pattern;    /* its index */
    float share;         /* of what a hit says: less for a part of a name */
} hit;

typedef struct hit_list {
    hit *items; /* in the arena; by begin, then end, then pattern */
    size_t count, capacity;
} hit_list;

/* The hits in the article's text, or in its title. */
void hits_find(hit_list *out, const stored_article *article, bool in_title,
               const snippet_pattern *patterns, size_t pattern_count,
               arena *a);

/*
 * The spans that the hits cover: sorted, apart from each other.  Hits that
 * overlap become one span.
 */
typedef struct span_list {
    morgue_mark *items;
    size_t count;
} span_list;
void hits_merge(span_list *out, const hit_list *hits, arena *a);

#endif
