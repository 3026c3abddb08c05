/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The words stand in a hash table with linear probing, which is made when one
 * is first asked for.
 */
#include "word_pair.h"

#include "str.h"

#include <assert.h>
#include <pthread.h>

/* Folded.  The commonest of each language, by any list of its words. */
static const char common_words[] =
    /* English; what it leaves behind an apostrophe counts as a word. */
    "the of and to a in that is for on it with as was he be by at have this "
    "are not from we they i you has but his will or an had were been who "
    "their our what so all there about more said s t re "
    /* German, Dutch */
    "der die und den von zu das mit sich des auf im ist dem nicht ein eine "
    "van het een op te "
    /* French, Spanish, Portuguese, Italian */
    "de la le et les en un du une que est pour dans l d "
    "el y los del las por con se o e do da em os na no "
    "di il che per della "
    /* Swedish, Danish, Norwegian */
    "och att det som pa av og "
    /* Russian */
    "и в не на что с по это";

#define WORD_MAX 8 /* bytes of the longest */
#define SLOTS 512  /* a power of two, several times their number */

/* A word's first and last bytes, which overlap in most; with its size they
 * are the word. */
typedef struct slot {
    uint64_t ends;
    uint32_t size; /* 0: free */
    uint32_t number;
} slot;

static slot slots[SLOTS];
static morgue_str words[COMMON_WORDS_MAX]; /* by number */
static pthread_once_t is_made = PTHREAD_ONCE_INIT;

/* Two loads of four or two bytes, whatever the size from 1 to 8. */
static uint64_t ends_of(morgue_str word)
{
    const char *end = word.data + word.size;
    uint32_t first = 0, last = 0;

    if (word.size >= 4) {
        memcpy(&first, word.data, 4);
        memcpy(&last, end - 4, 4);
    } else if (word.size >= 2) {
        memcpy(&first, word.data, 2);
        memcpy(&last, end - 2, 2);
    } else {
        memcpy(&first, word.data, 1);
    }
    return (uint64_t)last << 32 | first;
}

static slot *find_slot(morgue_str word)
{
    uint64_t ends = ends_of(word);
    size_t at = (size_t)(ends * UINT64_C(0x9e3779b97f4a7c15) >> 55);

    while (slots[at].size != 0 &&
           (slots[at].ends != ends || slots[at].size != word.size))
        at = (at + 1) % SLOTS;
    return &slots[at];
}

static void make_slots(void)
{
    morgue_str rest = str_of(common_words);
    unsigned count = 0;

    while (rest.size > 0) {
        morgue_str word = str_slice(rest, 0, str_find_char(rest, ' '));
        assert(word.size <= WORD_MAX && count + 1 < COMMON_WORDS_MAX);
        words[++count] = word;
        *find_slot(word) =
            (slot){ends_of(word), (uint32_t)word.size, count};
        rest = str_slice(rest, word.size + 1, rest.size);
    }
}

unsigned common_word(morgue_str word)
{
    if (word.size == 0 || word.size > WORD_MAX)
        return 0;
    pthread_once(&is_made, make_slots);
    return find_slot(word)->number;
}

static size_t put(char *out, size_t at, morgue_str s)
{
    memcpy(out + at, s.data, s.size);
    return at + s.size;
}

size_t word_pair_term(char out[WORD_PAIR_MAX], unsigned first,
                      unsigned second)
{
    size_t at = put(out, 0, STR(PREFIX_PAIR));

    at = put(out, at, words[first]);
    out[at++] = ' ';
    return put(out, at, words[second]);
}
