/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sentence.h"

#include "str.h"
#include "utf8.h"

#include <utf8proc.h>

#define WORD_REACH 60 /* bytes to look for a space before cutting anyway */

static bool ends_with_any(morgue_str s, const char *const *endings,
                          size_t *size)
{
    for (; *endings != NULL; endings++)
        if (str_ends_with(s, str_of(*endings))) {
            *size = strlen(*endings);
            return true;
        }
    return false;
}

static morgue_str without_closers(morgue_str s)
{
    static const char *const closers[] = {
        "\"", "'", ")", "]", "\xe2\x80\x99", "\xe2\x80\x9d", "\xc2\xbb",
        "\xe3\x80\x8d", "\xe3\x80\x8f", NULL};
    size_t size;

    while (ends_with_any(s, closers, &size))
        s.size -= size;
    return s;
}

/* The point at the end of s stands behind an initial or a title. */
static bool is_abbreviation(morgue_str s)
{
    static const char *const titles[] = {
        "mr",  "mrs", "ms",  "dr",  "prof", "sen", "rep", "gov",  "gen",
        "col", "lt",  "sgt", "capt", "maj", "adm", "rev", "st",   "jr",
        "sr",  "no",  "vs",  "jan", "feb",  "aug", "sep", "sept", "oct",
        "nov", "dec", "hon", "pres", "supt", "cmdr", NULL};
    size_t begin = s.size - 1;
    morgue_str word;

    while (begin > 0 && !ascii_is_space(s.data[begin - 1]) &&
           s.data[begin - 1] != '(' && s.data[begin - 1] != '"')
        begin--;
    word = str_slice(s, begin, s.size - 1);
    if (word.size == 0 || ascii_is_digit(word.data[word.size - 1]))
        return false;
    if (utf8_length(word) == 1 || str_find_char(word, '.') != SIZE_MAX)
        return true;
    for (const char *const *t = titles; *t != NULL; t++)
        if (str_equal_nocase(word, str_of(*t)))
            return true;
    return false;
}

static bool ends_sentence(morgue_str before, bool has_space, char next)
{
    static const char *const wide_stops[] = {
        "\xe3\x80\x82", "\xef\xbc\x81", "\xef\xbc\x9f", NULL};
    static const char *const stops[] = {
        ".", "!", "?", "\xe2\x80\xa6", "\xe0\xa5\xa4", "\xd8\x9f",
        "\xdb\x94", NULL};
    size_t size;
    bool next_is_small = next >= 'a' && next <= 'z';

    before = without_closers(before);
    if (ends_with_any(before, wide_stops, &size))
        return true;
    if (!has_space || next_is_small || !ends_with_any(before, stops, &size))
        return false;
    return before.data[before.size - 1] != '.' || !is_abbreviation(before);
}

static bool is_ascii_word(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c);
}

bool sentence_begins_at(morgue_str text, size_t at)
{
    size_t before = at, after = at;

    if (at == 0)
        return true;
    if (at >= text.size || ascii_is_space(text.data[at]) ||
        utf8_floor(text, at) != at)
        return false;
    while (before > 0 && ascii_is_space(text.data[before - 1]))
        if (text.data[--before] == '\n')
            return true;
    if (before == 0)
        return true;
    if (before == at && is_ascii_word(text.data[at - 1]))
        return false; /* most bytes stand within a word */
    /* A closer belongs to what stands before it. */
    utf8_next(text, &after);
    if (before == at && without_closers(str_slice(text, at, after)).size == 0)
        return false;
    return ends_sentence(str_slice(text, 0, before), before < at,
                         text.data[at]);
}

size_t sentence_begin_before(morgue_str text, size_t low, size_t high)
{
    for (size_t at = high + 1; at-- > low;)
        if (sentence_begins_at(text, at))
            return at;
    return SIZE_MAX;
}

/* A reader sees one character across the byte: a letter and its marks. */
static bool is_inside_character(morgue_str text, size_t at)
{
    size_t before = at, after = at;

    if (at == 0 || at >= text.size)
        return false;
    if (utf8_floor(text, at) != at)
        return true;
    before = utf8_floor(text, at - 1);
    return !utf8proc_grapheme_break(
        (utf8proc_int32_t)utf8_next(text, &before),
        (utf8proc_int32_t)utf8_next(text, &after));
}

size_t word_begin_after(morgue_str text, size_t low, size_t high)
{
    size_t reach = high - low < WORD_REACH ? high : low + WORD_REACH;

    if (low == 0)
        return 0;
    for (size_t at = low; at <= reach; at++)
        if (ascii_is_space(text.data[at - 1]) &&
            (at >= text.size || !ascii_is_space(text.data[at])))
            return at;
    while (low < high && is_inside_character(text, low))
        low++;
    return low;
}

size_t word_end_before(morgue_str text, size_t low, size_t high)
{
    size_t reach = high - low < WORD_REACH ? low : high - WORD_REACH;

    if (high >= text.size)
        return text.size;
    for (size_t at = high + 1; at-- > reach;)
        if (ascii_is_space(text.data[at]))
            return trim_end(text, low, at);
    while (high > low && is_inside_character(text, high))
        high--;
    return high;
}

/* Spaces of any script: pages indent with them. */
static bool is_space_character(uint32_t c)
{
    return c <= ' ' || c == 0xa0 || (c >= 0x2000 && c <= 0x200b) ||
           c == 0x2028 || c == 0x202f || c == 0x205f || c == 0x3000;
}

size_t trim_begin(morgue_str text, size_t at, size_t high)
{
    size_t next = at;

    while (at < high && is_space_character(utf8_next(text, &next)))
        at = next;
    return at < high ? at : high;
}

size_t trim_end(morgue_str text, size_t low, size_t at)
{
    while (at > low && ascii_is_space(text.data[at - 1]))
        at--;
    return at;
}
