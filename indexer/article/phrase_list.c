/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "phrase_list.h"

#include "str.h"

/* Lists are gone through for every block: most entries differ from a line in
 * the first byte already. */
static bool may_begin(morgue_str line, const char *phrase)
{
    return line.size > 0 && ascii_lower(line.data[0]) == phrase[0];
}

bool phrase_list_has(const char *const *phrases, size_t count, morgue_str line)
{
    for (size_t i = 0; i < count; i++)
        if (may_begin(line, phrases[i]) &&
            str_equal_nocase(line, str_of(phrases[i])))
            return true;
    return false;
}

/* Scripts without ASCII letters have no blanks between words, or have them
 * seldom enough not to matter here. */
static bool goes_on(morgue_str line, size_t end)
{
    return end < line.size && ascii_is_alpha(line.data[end - 1]) &&
           ascii_is_alpha(line.data[end]);
}

bool phrase_list_begins(const char *const *phrases, size_t count,
                        morgue_str line)
{
    for (size_t i = 0; i < count; i++) {
        morgue_str phrase = str_of(phrases[i]);

        if (may_begin(line, phrases[i]) &&
            str_starts_with_nocase(line, phrase) && !goes_on(line, phrase.size))
            return true;
    }
    return false;
}
