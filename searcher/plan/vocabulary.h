/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The words that an index holds: how many articles have a term, which terms
 * begin so, which are forms of one word.
 */
#ifndef VOCABULARY_H
#define VOCABULARY_H

#include "analyzer.h"
#include "arena.h"
#include "xap.h"

#define VOCABULARY_LANGUAGES_MAX 64

/* A frequency that was looked up: one plan asks for a term more than once,
 * and each segment's table is read for it. */
#define KNOWN_FREQUENCIES 64
#define KNOWN_TERM_MAX 24

typedef struct known_frequency {
    char term[KNOWN_TERM_MAX];
    size_t size; /* 0: none yet */
    uint64_t frequency;
} known_frequency;

typedef struct vocabulary {
    xap_reader *reader;
    known_frequency known[KNOWN_FREQUENCIES]; /* by hash, the last one */
    uint64_t document_count;
    stemmer *stemmers[VOCABULARY_LANGUAGES_MAX];
    char languages[VOCABULARY_LANGUAGES_MAX][8]; /* terms: "Len" */
    size_t main_language; /* of over half of the articles; or no language */
    size_t stemmer_count;
    bool is_all_stemmed; /* each article has the stems of its words */
} vocabulary;

/* Terms looked at for one word. */
#define VOCABULARY_SEEN_MAX 1000000

typedef struct vocabulary_term {
    morgue_str term;
    uint64_t frequency; /* documents */
} vocabulary_term;

typedef struct vocabulary_terms {
    vocabulary_term *terms; /* in the arena; the commonest first */
    size_t count;
    size_t found; /* how many there were; over count when it was cut */
    bool is_cut;  /* there may be more, behind the last that was looked at */
} vocabulary_terms;

/* Find out the languages of the index and how large it is. */
morgue_status vocabulary_init(vocabulary *v, xap_reader *reader,
                              morgue_error *err);
void vocabulary_free(vocabulary *v);

morgue_status vocabulary_frequency(vocabulary *v, morgue_str term,
                                   uint64_t *out, morgue_error *err);

/* Whether a term belongs; `word` is what stands behind the field's prefix. */
typedef bool (*vocabulary_filter)(void *user, morgue_str word);

/*
 * The terms that begin with prefix and beginning, at most `most`.  accept may
 * be NULL.
 */
morgue_status vocabulary_expand(vocabulary_terms *out, vocabulary *v,
                                morgue_str prefix, morgue_str beginning,
                                size_t most, vocabulary_filter accept,
                                void *user, arena *memory, morgue_error *err);

/*
 * The terms under a prefix that are forms of a word: itself, and words with
 * the same stem, in a language of the word, that begin alike.
 */
morgue_status vocabulary_forms(vocabulary_terms *out, vocabulary *v,
                               morgue_str prefix, morgue_str word, size_t most,
                               arena *memory, morgue_error *err);

/*
 * The distinct stems of a word in its languages, in the arena; out has room
 * for VOCABULARY_LANGUAGES_MAX.  Its languages are the one that most articles
 * are in, those of the articles that hold it, and all where none does: what
 * the rules of Italian would make of "tornado" ("tornato") nobody means.
 */
morgue_status vocabulary_stems(vocabulary *v, morgue_str word, morgue_str *out,
                               size_t *count, arena *memory,
                               morgue_error *err);

#endif
