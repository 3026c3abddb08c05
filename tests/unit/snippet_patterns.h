/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Patterns of snippets, written short for tests: words are taken in any form,
 * =word as it stands, word* as a beginning, "a b*" as a phrase, @a or @"a b"
 * as an entity; a T before one of them keeps it to the title.  ~3 or ~>3
 * before one: it stands within three words of the one before, or behind it.
 */
#ifndef SNIPPET_PATTERNS_H
#define SNIPPET_PATTERNS_H

#include "analyzer.h"
#include "snippet.h"
#include "str.h"

#define TEST_PATTERNS_MAX 16

#define JOINT " \xe2\x80\xa6 "
#define JOINT_SIZE (sizeof JOINT - 1)

/* The byte of the article's text that byte i of the snippet was, or SIZE_MAX
 * where two stretches are joined. */
static inline size_t snippet_source(const snippet *s, size_t i)
{
    if (s->resumed == 0 || i < s->gap)
        return s->begin + i;
    return i < s->gap + JOINT_SIZE ? SIZE_MAX
                                   : s->resumed + i - s->gap - JOINT_SIZE;
}

/* Whether the stretches are where it says, and joined. */
static inline bool snippet_is_joined(const snippet *s)
{
    morgue_str joint = str_slice(s->text, s->gap, s->gap + JOINT_SIZE);

    if (s->resumed == 0)
        return s->gap == 0 && s->end - s->begin == s->text.size;
    return s->gap > 0 && str_equal(joint, STR(JOINT)) &&
           s->gap + JOINT_SIZE < s->text.size &&
           s->begin + s->gap < s->resumed &&
           s->end - s->resumed == s->text.size - s->gap - JOINT_SIZE;
}

static inline size_t patterns_words(pattern_word *out, morgue_str text,
                                    pattern_word_kind kind, arena *a)
{
    analyzer words;
    token t;
    size_t count = 0;

    analyzer_init(&words, text, 1);
    while (analyzer_next(&words, &t)) {
        bool star = t.end < text.size && text.data[t.end] == '*';
        out[count++] = (pattern_word){star ? PATTERN_PREFIX : kind,
                                      arena_copy(a, t.term)};
    }
    return count;
}

/* ~3 or ~>3: both patterns are sides of a nearness. */
static inline size_t patterns_near(snippet_pattern *first,
                                   snippet_pattern *second, morgue_str text,
                                   size_t at, uint32_t number, arena *a)
{
    pattern_side side = {.nearness = number};
    pattern_side *sides = arena_calloc(a, 2, sizeof *sides);

    if (at < text.size && text.data[at] == '>')
        side.in_order = true, at++;
    for (; at < text.size && ascii_is_digit(text.data[at]); at++)
        side.distance = 10 * side.distance + (uint32_t)(text.data[at] - '0');
    sides[0] = sides[1] = side;
    sides[1].is_second = true;
    sides[0].next = first->sides;
    first->sides = &sides[0];
    second->sides = &sides[1];
    return at;
}

static inline size_t patterns_read(snippet_pattern *out, morgue_str text,
                                   arena *a)
{
    size_t count = 0, at = 0;

    while (count < TEST_PATTERNS_MAX && at < text.size) {
        snippet_pattern *p = &out[count];
        pattern_word *words = arena_calloc(a, text.size, sizeof *words);
        pattern_word_kind kind = PATTERN_STEM;
        size_t end;
        char stop = ' ';

        *p = (snippet_pattern){.words = words, .kinds = 7, .weight = 1};
        for (; at < text.size; at++) {
            char c = text.data[at];
            if (c == '~' && count > 0)
                at = patterns_near(p - 1, p, text, at + 1, (uint32_t)count,
                                   a) - 1;
            else if (c == 'T')
                p->place = PATTERN_IN_TITLE;
            else if (c == '@')
                p->is_entity = true, kind = PATTERN_EXACT;
            else if (c == '=')
                kind = PATTERN_EXACT;
            else if (c == '"')
                stop = '"', kind = PATTERN_EXACT;
            else
                break;
        }
        for (end = at; end < text.size && text.data[end] != stop;)
            end++;
        p->word_count = patterns_words(words, str_slice(text, at, end), kind,
                                       a);
        count += p->word_count > 0;
        at = end + (stop == '"');
        while (at < text.size && text.data[at] == ' ')
            at++;
    }
    return count;
}

#endif
