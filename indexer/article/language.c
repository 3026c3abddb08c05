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

#define PART (FIRST_SAMPLE / 6)
#define ENGLISH_ALL 8
#define ENGLISH_DISTINCT 4

static const char english_words[][8] = {
    "the",  "of",   "and",   "that",  "with", "from",  "this",
    "have", "been", "were",  "which", "they", "their", "would",
    "will", "are",  "has",   "had",   "his",  "its",
};
#define ENGLISH_WORDS (sizeof english_words / sizeof *english_words)

/* Its number; ENGLISH_WORDS: it is none of them. */
static size_t english_word(morgue_str word)
{
    uint64_t small = load_some(word.data, word.size) | EIGHT(0x20);
    size_t i = 0;

    if (word.size < 2 || word.size > 5)
        return ENGLISH_WORDS;
    while (i < ENGLISH_WORDS &&
           (load_eight(english_words[i]) | EIGHT(0x20)) != small)
        i++;
    return i;
}

/* How many stand in it; a bit of `seen` for each. */
static size_t count_english_words(morgue_str text, uint32_t *seen)
{
    size_t count = 0, at = 0;

    while (at < text.size) {
        size_t begin = at, word;
        while (at < text.size && ascii_is_alpha(text.data[at]))
            at++;
        word = english_word(str_slice(text, begin, at));
        if (word < ENGLISH_WORDS) {
            count++;
            *seen |= UINT32_C(1) << word;
        }
        at += at == begin;
    }
    return count;
}

/*
 * English is full of a few words, and no other language of several of them.
 * They tell two of three English texts at a tenth of what the detector takes,
 * and of those we have all as it does.  They must stand in each third of the
 * sample and at its very end: of what is mixed more is to be looked at.
 */
static bool is_plainly_english(morgue_str text)
{
    size_t all = 0, end = 0;
    uint32_t seen = 0;

    if (text.size < FIRST_SAMPLE)
        return false;
    for (size_t at = 0; at < FIRST_SAMPLE; at += 2 * PART) {
        morgue_str half = str_slice(text, at, at + PART);
        morgue_str other = str_slice(text, at + PART, at + 2 * PART);
        size_t begin = count_english_words(half, &seen);
        end = count_english_words(other, &seen);
        if (begin + end == 0)
            return false;
        all += begin + end;
    }
    return all >= ENGLISH_ALL && end > 0 &&
           __builtin_popcount(seen) >= ENGLISH_DISTINCT;
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
