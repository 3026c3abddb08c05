/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "str.h"

morgue_str str_slice(morgue_str s, size_t begin, size_t end)
{
    if (end > s.size)
        end = s.size;
    if (begin > end)
        begin = end;
    /* C knows no offset from NULL, not even 0. */
    return s.data ? str_make(s.data + begin, end - begin) : s;
}

bool str_equal(morgue_str a, morgue_str b)
{
    return a.size == b.size && (a.size == 0 || !memcmp(a.data, b.data, a.size));
}

bool str_equal_nocase(morgue_str a, morgue_str b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++)
        if (ascii_lower(a.data[i]) != ascii_lower(b.data[i]))
            return false;
    return true;
}

bool str_starts_with(morgue_str s, morgue_str prefix)
{
    return s.size >= prefix.size &&
           str_equal(str_slice(s, 0, prefix.size), prefix);
}

/* Most that begin otherwise do so with the first byte. */
static inline bool begins_alike(morgue_str s, morgue_str prefix)
{
    return prefix.size == 0 ||
           ascii_lower(s.data[0]) == ascii_lower(prefix.data[0]);
}

bool str_starts_with_nocase(morgue_str s, morgue_str prefix)
{
    return s.size >= prefix.size && begins_alike(s, prefix) &&
           str_equal_nocase(str_slice(s, 0, prefix.size), prefix);
}

bool str_ends_with(morgue_str s, morgue_str suffix)
{
    return s.size >= suffix.size &&
           str_equal(str_slice(s, s.size - suffix.size, s.size), suffix);
}

bool str_ends_with_nocase(morgue_str s, morgue_str suffix)
{
    return s.size >= suffix.size &&
           str_equal_nocase(str_slice(s, s.size - suffix.size, s.size), suffix);
}

int str_compare(morgue_str a, morgue_str b)
{
    size_t common = a.size < b.size ? a.size : b.size;
    int order = common ? memcmp(a.data, b.data, common) : 0;

    if (order != 0)
        return order;
    return a.size < b.size ? -1 : a.size > b.size;
}

size_t str_find(morgue_str s, morgue_str needle)
{
    const char *at;

    if (needle.size == 0)
        return 0;
    if (needle.size > s.size)
        return SIZE_MAX;
    at = memmem(s.data, s.size, needle.data, needle.size);
    return at ? (size_t)(at - s.data) : SIZE_MAX;
}

/* Where the needle's first byte stands from i on.  One that is no letter, as of
 * a tag, is the same however it is written, and quickly found. */
static size_t next_first(morgue_str s, size_t i, char first)
{
    size_t skipped;

    if (ascii_is_alpha(first))
        return i;
    skipped = str_find_char(str_slice(s, i, s.size), first);
    return skipped == SIZE_MAX ? s.size : i + skipped;
}

size_t str_find_nocase(morgue_str s, morgue_str needle)
{
    char first = needle.size ? needle.data[0] : 'a';

    for (size_t i = next_first(s, 0, first); i + needle.size <= s.size;
         i = next_first(s, i + 1, first)) {
        morgue_str here = str_make(s.data + i, needle.size);
        if (begins_alike(here, needle) && str_equal_nocase(here, needle))
            return i;
    }
    return SIZE_MAX;
}

size_t str_find_char(morgue_str s, char c)
{
    const char *at = s.size ? memchr(s.data, c, s.size) : NULL;

    return at ? (size_t)(at - s.data) : SIZE_MAX;
}

morgue_str str_trim(morgue_str s)
{
    while (s.size && ascii_is_space(s.data[0])) {
        s.data++;
        s.size--;
    }
    while (s.size && ascii_is_space(s.data[s.size - 1]))
        s.size--;
    return s;
}

bool str_next_line(morgue_str *rest, morgue_str *line)
{
    size_t end;

    if (rest->size == 0)
        return false;
    end = str_find_char(*rest, '\n');
    *line = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end == SIZE_MAX ? end : end + 1, SIZE_MAX);
    if (line->size && line->data[line->size - 1] == '\r')
        line->size--;
    return true;
}

bool str_to_u64(morgue_str s, uint64_t max, uint64_t *out)
{
    uint64_t value = 0;

    if (s.size == 0)
        return false;
    for (size_t i = 0; i < s.size; i++) {
        uint64_t digit = (uint64_t)(s.data[i] - '0');
        if (!ascii_is_digit(s.data[i]) || digit > max ||
            value > (max - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *out = value;
    return true;
}
