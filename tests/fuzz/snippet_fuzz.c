/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Snippets of anything: a byte for the characters, one for the language, one
 * for a mention, a line of patterns (snippet_patterns.h), then the text.
 */
#include "snippet.h"
#include "snippet_patterns.h"
#include "utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void check(const snippet *s, morgue_str from)
{
    size_t next = 0;

    must(s->begin <= s->end && s->end <= from.size);
    must(snippet_is_joined(s));
    if (utf8_is_valid(from))
        must(utf8_is_valid(s->text));
    for (size_t i = 0; i < s->mark_count; i++) {
        morgue_mark m = s->marks[i];
        must(m.begin >= next && m.begin < m.end && m.end <= s->text.size);
        if (utf8_is_valid(from))
            must(utf8_floor(s->text, m.begin) == m.begin &&
                 utf8_floor(s->text, m.end) == m.end);
        next = m.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const languages[] = {"en", "de", "ar", "", "xx"};
    arena *a;
    snippet_pattern patterns[TEST_PATTERNS_MAX];
    stored_article article = {0};
    mention one = {0, 0, MENTION_PERSON, false, STR("Ann Lee Oak")};
    morgue_str rest, line;
    snippet s;
    size_t count;

    if (size < 3 || size > 1 << 20)
        return 0;
    a = arena_new();
    rest = str_make((const char *)data + 3, size - 3);
    if (!str_next_line(&rest, &line))
        line = rest;
    line = str_slice(line, 0, 200);
    count = patterns_read(patterns, line, a);
    article.language = str_of(languages[data[1] % 5]);
    article.text = rest;
    article.title = str_slice(rest, 0, 100);
    one.begin = data[2] / 16;
    one.end = one.begin + data[2] % 16; /* also behind the end, or empty */
    if (one.end > rest.size || (utf8_floor(rest, one.begin) == one.begin &&
                                utf8_floor(rest, one.end) == one.end)) {
        article.mentions = &one;
        article.mention_count = 1;
    }
    snippet_find(&s, &article, patterns, count, data[0], a);
    check(&s, article.text);
    snippet_title(&s, &article, patterns, count, a);
    if (utf8_is_valid(article.text) == utf8_is_valid(article.title))
        check(&s, article.title);
    arena_free(a);
    return 0;
}
