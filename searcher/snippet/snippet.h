/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The passage of an article that answers a query, and the spans of its hits.
 *
 * The plan says what may be a hit as patterns; the finder walks the stored
 * title and text once with the one analyzer, marks what matches, and picks
 * the passage.  Snippets are plain text and spans: escaping belongs to whoever
 * prints.
 */
#ifndef SNIPPET_H
#define SNIPPET_H

#include "arena.h"
#include "morgue.h"
#include "stored.h"

typedef enum pattern_word_kind {
    PATTERN_EXACT,  /* the folded word is term */
    PATTERN_STEM,   /* the folded word is term, or has its stem */
    PATTERN_PREFIX  /* the folded word begins with term */
} pattern_word_kind;

typedef struct pattern_word {
    pattern_word_kind kind;
    morgue_str term; /* folded, not stemmed */
} pattern_word;

typedef enum pattern_place {
    PATTERN_ANYWHERE,
    PATTERN_IN_TITLE
} pattern_place;

/*
 * A pattern stands at one side of a nearness (NEAR or ADJ) of the query.  A
 * passage should show what fulfils it, not only words of it.
 */
typedef struct pattern_side pattern_side;
struct pattern_side {
    uint32_t nearness;        /* its number, from 0 */
    uint32_t distance;        /* words from end to beginning, at most */
    bool is_second, in_order; /* in order: the first side comes first */
    const pattern_side *next; /* of an outer nearness */
};

/*
 * Consecutive words; a hit is one span from the first to the last.  For an
 * entity the words are a run of words in the name of a mention, and the hit is
 * the mention as it is written.
 */
typedef struct snippet_pattern {
    const pattern_word *words;
    size_t word_count;
    pattern_place place;
    bool is_entity;
    unsigned kinds; /* of an entity: bits 1 << mention_kind */
    const uint64_t *taken_out; /* name_key() of names that are no hits */
    size_t taken_count;
    const pattern_side *sides; /* NULL: of no nearness */
    double weight;  /* how much a hit says; rare words more */
} snippet_pattern;

typedef struct snippet {
    morgue_str text; /* in the arena; newlines have become blanks */
    const morgue_mark *marks; /* bytes of text: sorted, none overlaps another */
    size_t mark_count;
    size_t begin, end; /* where it stands, as bytes of the article's text */
    size_t gap;     /* of two stretches: where they are joined in `text`, and */
    size_t resumed; /* where the second begins in the article's; 0: of one */
} snippet;

/*
 * Find the best passage of about `chars` characters.  Where only the title
 * has hits, the beginning of the text is given without marks; see
 * snippet_title() for those.
 */
void snippet_find(snippet *out, const stored_article *article,
                  const snippet_pattern *patterns, size_t pattern_count,
                  size_t chars, arena *a);

/* The whole title with its hits. */
void snippet_title(snippet *out, const stored_article *article,
                   const snippet_pattern *patterns, size_t pattern_count,
                   arena *a);

#endif
