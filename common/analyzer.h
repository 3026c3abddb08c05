/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Text to words: the one analysis that indexer, searcher and snippets share,
 * so that a phrase copied from an article always finds it.
 *
 * A word is a run of letters, digits and underscores.  Its term is what is
 * left when case, accents and compatibility forms do not count: Unicode's NFKD
 * with case folding, without accents and without what nobody sees (soft
 * hyphens, joiners, kashidas).  Vowel signs of Indic scripts and Thai, and the
 * voicing of kana, are no accents: they stay.  Whatever else stands between
 * words only parts them: "U.S." is two words, "don't" too, in text and query
 * alike.  In scripts that write no spaces, and in Korean, each letter or
 * syllable is a word.
 */
#ifndef ANALYZER_H
#define ANALYZER_H

#include "morgue.h"

/* Longer terms are cut and end in a hash of the whole. */
#define TERM_MAX 64

/* A token's term that is shorter has NULs behind it up to here. */
#define TERM_PADDED 16

typedef struct token {
    uint32_t begin, end; /* bytes in the text */
    uint32_t position;   /* 1, 2, 3 ... in a text, from the given start */
    morgue_str term;     /* folded UTF-8; good until the next token */
} token;

typedef struct analyzer {
    morgue_str text;
    size_t at;
    uint32_t position; /* of the next token */
    char term[256];
} analyzer;

/* text is UTF-8 (invalid bytes part words); it must outlive the analyzer. */
void analyzer_init(analyzer *a, morgue_str text, uint32_t first_position);

/* The next word, or false after the last. */
bool analyzer_next(analyzer *a, token *out);

/*
 * Stems, for words in any form.  One a thread; NULL when the language (ISO
 * 639-1, such as "en") has none.
 */
typedef struct stemmer stemmer;
stemmer *stemmer_new(morgue_str language);
void stemmer_free(stemmer *s);

/* The stem of a folded word; good until the next call. */
morgue_str stemmer_stem(stemmer *s, morgue_str term);

/*
 * How many bytes of a word all words with its stem begin with, in languages
 * whose stemmer changes the end of words alone.
 */
size_t stem_beginning(morgue_str word, morgue_str stem);

/*
 * Some points, quotes, dashes and blanks that part words and are common:
 * U+00A0 and U+2010 to U+2027, but for U+2017, which is a mark below the letter
 * before it.  The bytes of the one at p, of which `left` may be read, or 0.
 */
static inline size_t parting_size(const unsigned char *p, size_t left)
{
    if (left >= 3 && p[0] == 0xe2 && p[1] == 0x80 && p[2] >= 0x90 &&
        p[2] <= 0xa7 && p[2] != 0x97)
        return 3;
    return left >= 2 && p[0] == 0xc2 && p[1] == 0xa0 ? 2 : 0;
}

#endif
