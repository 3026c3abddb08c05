/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An article as the tagger sees it: tokens with what the whole article tells
 * about each.
 *
 * A name that is doubtful here may be plain elsewhere in the article: "Moi"
 * after "Daniel arap", "Lloyds" before "PLC", "Poole" after "in".  Evidence is
 * gathered for every capitalised word over all its occurrences, and stands
 * with each of them.
 */
#ifndef ENTITY_DOCUMENT_H
#define ENTITY_DOCUMENT_H

#include "arena.h"
#include "entity_token.h"
#include "token_set.h"
#include "word_cache.h"

/* What the article tells of a word. */
enum {
    SEEN_SMALL = 1 << 0,       /* it also stands with a small letter */
    SEEN_LARGE = 1 << 1,       /* with a capital within a sentence */
    SEEN_AFTER_TITLE = 1 << 2, /* Mr. X, President X */
    SEEN_AFTER_FORENAME = 1 << 3,
    SEEN_BEFORE_NAME = 1 << 4, /* X is a forename before a capital */
    SEEN_BEFORE_SAID = 1 << 5,
    SEEN_AFTER_IN = 1 << 6,
    SEEN_BEFORE_ORG = 1 << 7, /* X Corp., X University */
    SEEN_AFTER_THE = 1 << 8,
    SEEN_BEFORE_REGION = 1 << 9 /* X, Ohio */
};
#define SEEN_BITS 10

/* Place of a token within a phrase of the lexicon. */
enum {
    PHRASE_FIRST = 1u << 28,
    PHRASE_LATER = 1u << 29,
    PHRASE_LAST = 1u << 30
};

enum {
    PLACE_SENTENCE = 1,   /* first word of a sentence */
    PLACE_CAPS_LINE = 2,  /* in a line of capitals: a headline */
    PLACE_TITLE_LINE = 4, /* in a line where most words are capitalised */
    PLACE_SCORED = 8      /* the tagger labels it */
};

typedef struct entity_token {
    entity_word *word;
    uint32_t phrase; /* NAME_ bits of the longest phrase here, PHRASE_ bits */
    uint16_t seen;   /* of those that are labelled */
    uint8_t place;
    uint8_t tag;
} entity_token;

/*
 * Tokens [first, last) of one sentence that are labelled together, and how far
 * they see of it: [begin, end), WORD_WINDOW tokens more on either side.
 */
typedef struct entity_stretch {
    uint32_t begin, first, last, end;
} entity_stretch;

typedef struct entity_document {
    morgue_str text;
    const entity_model *model;
    const entity_span *spans;
    entity_token *tokens;
    size_t count;
    token_set phrases;         /* tokens with PHRASE_FIRST */
    entity_stretch *stretches; /* all tokens with PLACE_SCORED, in order */
    size_t stretch_count;
    entity_word *borders[2]; /* before and after a sentence */
    uint32_t cues;           /* of all tokens: CUE_ bits */
} entity_document;

/*
 * Fill the document from text and spans.  Memory from the arena; words from
 * the cache.
 */
void entity_document_prepare(entity_document *d, morgue_str text,
                             const entity_span *spans, size_t count,
                             const entity_model *m, word_cache *words,
                             arena *a);

/*
 * The words of a stretch, and of WORD_WINDOW places more on either side, where
 * a border stands for what is not of the sentence.  Those around token i are
 * the WORD_PLACES from [i - s->first] on.  Returns how many were put out:
 * last - first + 2 * WORD_WINDOW.
 */
size_t entity_document_words(const entity_document *d, const entity_stretch *s,
                             entity_word **out);

/* The token's word is one of those that `cue` stands for. */
static inline bool entity_has_cue(const entity_document *d, size_t i,
                                  unsigned cue)
{
    return (d->tokens[i].word->cues & cue) != 0;
}

#endif
