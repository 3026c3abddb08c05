/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "name_key.h"

#include "analyzer.h"
#include "buffer.h"
#include "digest.h"
#include "str.h"

uint64_t name_key(morgue_str name)
{
    analyzer words;
    token word;
    uint64_t key = 0;

    analyzer_init(&words, name, 1);
    while (analyzer_next(&words, &word))
        key = hash_bytes(word.term, key + 1);
    return key;
}

morgue_str name_words(morgue_str name, size_t *count, arena *a)
{
    analyzer words;
    token word;
    buffer out;
    morgue_str copy;

    *count = 0;
    buffer_init(&out, SIZE_MAX / 2);
    analyzer_init(&words, name, 1);
    while (analyzer_next(&words, &word)) {
        if ((*count)++ > 0)
            buffer_append_char(&out, ' ');
        buffer_append_str(&out, word.term);
    }
    copy = arena_copy(a, buffer_view(&out));
    buffer_free(&out);
    return copy;
}

/* The run begins the words, and ends where one of them does. */
static bool begins_with(morgue_str words, const name_run *run)
{
    if (!str_starts_with(words, run->words))
        return false;
    return run->is_prefix || words.size == run->words.size ||
           words.data[run->words.size] == ' ';
}

bool name_has_run(morgue_str words, const name_run *run)
{
    while (words.size >= run->words.size) {
        size_t blank = str_find_char(words, ' ');
        if (begins_with(words, run))
            return true;
        if (blank == SIZE_MAX)
            return false;
        words = str_slice(words, blank + 1, words.size);
    }
    return false;
}
