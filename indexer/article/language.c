/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "language.h"

#include "eight_bytes.h"
#include "language_detector.h"
#include "metadata.h"
#include "str.h"
#include "utf8.h"

/* Bytes of a text that are looked at: few, which nearly always tell it, and
 * more where they are mixed.  Detecting takes as long as indexing does. */
#define FIRST_SAMPLE 384u
#define SECOND_SAMPLE 4096u
#define PURE_PERCENT 97

#define SURE_PERCENT 60
#define SURE_BYTES 200

/* "de-AT", "en_US", "zh-Hant": two or three letters in front count. */
static morgue_str declared_code(morgue_str declared, arena *a)
{
    char code[4];
    size_t n = 0;

    declared = str_trim(declared);
    while (n < declared.size && n < sizeof code &&
           ascii_is_alpha(declared.data[n])) {
        code[n] = ascii_lower(declared.data[n]);
        n++;
    }
    if (n < 2 || n > 3)
        return (morgue_str){NULL, 0};
    return arena_copy(a, str_make(code, n));
}

static morgue_str declared_language(const html_page *p, const json_ld *ld,
                                    arena *a)
{
    static const char *const names[] = {
        "og:locale", "content-language", "language", "dc.language",
        "inlanguage",
    };
    morgue_str code = declared_code(p->language, a);

    if (code.size == 0)
        code = declared_code(ld->language, a);
    for (size_t i = 0; code.size == 0 && i < sizeof names / sizeof *names;
         i++)
        code = declared_code(metadata_get(p, names[i]), a);
    return code;
}

static morgue_str sample_of(morgue_str text, size_t size)
{
    return str_slice(text, 0, utf8_floor(text, size));
}

/* ---- English ---- */

#define ENGLISH_MIN SURE_BYTES
#define ENGLISH_ALL 8
#define ENGLISH_DISTINCT 4
#define ENGLISH_END 64u

/* By their length. */
static const char english_words[][8] = {
    "of",    "on",    "by",    "the",   "and",   "are",  "has",  "had",
    "his",   "its",   "not",   "but",   "who",   "our",  "you",  "for",
    "that",  "with",  "from",  "this",  "have",  "been", "were", "they",
    "will",  "said",  "than",  "more",  "which", "their", "would", "about",
    "after", "there",
};
#define ENGLISH_WORDS (sizeof english_words / sizeof *english_words)
#define LENGTH_MAX 5
static const uint8_t first_of_length[] = {0, 0, 0, 3, 16, 28, ENGLISH_WORDS};
_Static_assert(ENGLISH_WORDS < 64, "a word is a bit");

/* Its number; ENGLISH_WORDS: it is none of them. */
static size_t english_word(morgue_str word)
{
    uint64_t small = load_some(word.data, word.size) | EIGHT(0x20);

    if (word.size > LENGTH_MAX)
        return ENGLISH_WORDS;
    for (size_t i = first_of_length[word.size];
         i < first_of_length[word.size + 1]; i++)
        if ((load_eight(english_words[i]) | EIGHT(0x20)) == small)
            return i;
    return ENGLISH_WORDS;
}

/*
 * English is full of a few words, and no other language of several of them.
 * They tell most English texts at a tenth of what the detector takes, and of
 * those we have all as it does.  They must stand in each third of the sample
 * and near its very end: of what is mixed more is to be looked at.
 */
static bool is_plainly_english(morgue_str text)
{
    size_t count = 0, at = 0, last = 0;
    unsigned thirds = 0;
    uint64_t seen = 0;

    if (text.size < ENGLISH_MIN)
        return false;
    text = str_slice(text, 0, FIRST_SAMPLE);
    while (at < text.size) {
        size_t begin = at, word;
        while (at < text.size && ascii_is_alpha(text.data[at]))
            at++;
        word = english_word(str_slice(text, begin, at));
        if (word < ENGLISH_WORDS) {
            count++;
            seen |= UINT64_C(1) << word;
            thirds |= 1u << 3 * begin / text.size;
            last = begin;
        }
        at += at == begin;
    }
    return count >= ENGLISH_ALL && thirds == 7 &&
           last + ENGLISH_END >= text.size &&
           __builtin_popcountll(seen) >= ENGLISH_DISTINCT;
}

/* ---- Any language ---- */

/* percent: how much of what was looked at is in it. */
static const char *detect(morgue_str text, int *percent)
{
    const char *found;

    if (is_plainly_english(text)) {
        *percent = 100;
        return "en";
    }
    found = language_detect(sample_of(text, FIRST_SAMPLE), percent);
    if ((found && *percent >= PURE_PERCENT) || text.size <= FIRST_SAMPLE)
        return found;
    return language_detect(sample_of(text, SECOND_SAMPLE), percent);
}

const char *language_of_plain_text(morgue_str text)
{
    int percent;
    const char *found = detect(text, &percent);

    return found ? found : language_guess(sample_of(text, SECOND_SAMPLE));
}

morgue_str language_find(const html_page *p, const json_ld *ld,
                         morgue_str text, arena *a)
{
    int percent = 0;
    const char *detected = detect(text, &percent);
    morgue_str declared;

    if (detected && percent >= SURE_PERCENT && text.size >= SURE_BYTES)
        return arena_copy(a, str_of(detected));
    declared = declared_language(p, ld, a);
    if (declared.size)
        return declared;
    return detected ? arena_copy(a, str_of(detected)) : declared;
}
