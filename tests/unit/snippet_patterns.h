/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Patterns of snippets, written short for tests: words are taken in any form,
 * =word as it stands, word* as a beginning, "a b*" as a phrase, @a or @"a b"
 * as an entity; a T before one of them keeps it to the title.
 */
#ifndef SNIPPET_PATTERNS_H
#define SNIPPET_PATTERNS_H

#include "analyzer.h"
#include "snippet.h"
#include "str.h"

#define TEST_PATTERNS_MAX 16

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
            if (c == 'T')
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
