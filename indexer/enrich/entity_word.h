/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is known of a token by itself: spelling, shape, affixes, lexicon.
 *
 * The words of a language repeat, so each is looked at once and kept, with
 * the sums of the weights of its features at every distance from the token to
 * be labelled.
 */
#ifndef ENTITY_WORD_H
#define ENTITY_WORD_H

#include "entity_model.h"
#include "word_cue.h"

enum {
    WORD_CAPITAL = 1, /* begins with a capital letter */
    WORD_CAPS = 2,    /* two letters or more, all of them capital */
    WORD_DIGIT = 4,
    WORD_LETTER = 8,
    WORD_SMALL = 16, /* begins with a small letter */
    WORD_STOP = 32,  /* holds a full stop and a letter: "P.", "U.S." */
    WORD_PLAIN = 64, /* a capital, then small letters only */
    WORD_INNER = 128 /* a capital, but not the first letter: "al-Qaida" */
};

#define WORD_WINDOW 2 /* neighbours on each side that count */
#define WORD_PLACES (2 * WORD_WINDOW + 1)

/* What a word alone tells of its line, and how the tagger takes it. */
enum {
    MARK_IN_LINE,   /* counts as a word of its line */
    MARK_CAPS,      /* as one in capitals */
    MARK_TITLE,     /* as one fit for a title: capitalised, or "of", "with" */
    MARK_CANDIDATE, /* may be a name */
    MARK_STARTS,    /* a phrase of the lexicon may begin here */
    MARK_GOES_ON,   /* and go on here */
    MARKS           /* how many; above them, bits of a byte are free */
};

/* The first 64 bytes are what each token is asked for, a line of the cache. */
typedef struct entity_word {
    uint64_t key[2];          /* of the cache: its bytes, or their hash */
    struct entity_word *base; /* the same in small letters, or itself */
    uint64_t lower;           /* hash of the word in small letters */
    uint64_t exact;           /* hash of the bytes as written, but for quotes */
    uint32_t names;           /* NAME_ bits */
    uint32_t seen_in;         /* of a base: the article that `seen` is of */
    uint32_t shape;           /* "Xx", "X.X.", "d-x" ... hashed */
    uint32_t cues;            /* CUE_ bits */
    uint16_t cluster;
    uint16_t seen;
    uint8_t flags;
    uint8_t marks; /* a bit each */
    uint8_t affix_count : 7;
    uint8_t was_met : 1; /* of the cache: again, since it was trimmed */
    uint8_t summed;      /* bit a place: sums are filled */
    uint32_t ending;     /* of its last three bytes */
    uint32_t affixes[7]; /* hashes of prefixes, suffixes */
    int16_t sums[WORD_PLACES][MODEL_WEIGHTS]; /* of its own features */
} entity_word;

/* Fill all but the sums and the base.  Lexicon bits come from m; m may be NULL.
 */
void entity_word_fill(entity_word *out, morgue_str text, const entity_model *m);

/* Of a language whose names go on with small adjectives: "Union européenne",
 * "Corte suprema". */
bool entity_word_has_small_ends(const entity_model *m);

/* What stands beyond the ends of a sentence. */
const entity_word *entity_word_border(bool after);

#define WORD_SMALL_MAX 132 /* room for the small letters of a word */

/* Text in small letters; of a very long one the beginning. */
morgue_str entity_word_small(morgue_str text, char out[WORD_SMALL_MAX]);

/* The hash of text in small letters: the key of single words. */
uint64_t entity_word_lower(morgue_str text);

/*
 * The key of a name that is written in capitals alone ("UN", "ICE"), which the
 * same word with a small letter ("Kim Jong Un", "ice") does not have.
 */
uint64_t entity_word_acronym(morgue_str text);

/* The key of a phrase, from the keys of its words, one by one. */
#define PHRASE_SEED 0x70687261u
static inline uint64_t entity_phrase_mix(uint64_t so_far, uint64_t lower)
{
    return entity_mix(so_far, lower);
}

#endif
