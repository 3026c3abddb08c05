/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "outlet.h"

#include "str.h"

#define MORE_MAX 12 /* bytes behind a name that is still one: "Online" */

morgue_str outlet_host(morgue_str url)
{
    size_t at = str_find(url, STR("://"));

    url = str_slice(url, at == SIZE_MAX ? 0 : at + 3, url.size);
    url = str_slice(url, 0, str_find_char(url, '/'));
    return str_slice(url, 0, str_find_char(url, ':'));
}

/* "oe" for the "ö" that hosts can't have, and its kin; NULL for the rest. */
static const char *german_letter(morgue_str s, size_t at)
{
    static const char *const letters[][2] = {
        {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "ae"},
        {"Ö", "oe"}, {"Ü", "ue"}, {"ß", "ss"},
    };

    if (s.data[at] != letters[0][0][0]) /* all begin with the same byte */
        return NULL;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (str_starts_with(str_slice(s, at, s.size), str_of(letters[i][0])))
            return letters[i][1];
    return NULL;
}

/* Letters and digits of s alone, in lower case; returns how many. */
static size_t squeeze(char *out, size_t size, morgue_str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.size && n + 1 < size; i++) {
        const char *german = german_letter(s, i);
        if (german) {
            out[n++] = german[0];
            out[n++] = german[1];
            i++;
        } else if (ascii_is_alpha(s.data[i]) || ascii_is_digit(s.data[i]) ||
                   (unsigned char)s.data[i] >= 0x80) {
            out[n++] = ascii_lower(s.data[i]);
        }
    }
    return n;
}

bool outlet_is(morgue_str name, morgue_str source, morgue_str host)
{
    char a[64], b[128];
    size_t at = str_find(name, STR("://")), n, m;
    morgue_str squeezed, known;

    if (at < 6)
        name = str_slice(name, at + 3, name.size);
    if (str_starts_with_nocase(name, STR("the ")))
        name = str_slice(name, 4, name.size);
    if (str_starts_with_nocase(source, STR("the ")))
        source = str_slice(source, 4, source.size);
    n = squeeze(a, sizeof a, name);
    squeezed = str_make(a, n);
    if (n < 2 || n + 1 >= sizeof a)
        return false;
    m = squeeze(b, sizeof b, source);
    known = str_make(b, m);
    if (m && (str_equal(squeezed, known) ||
              (n >= 4 && str_starts_with(known, squeezed)) ||
              (m >= 4 && n <= m + MORE_MAX &&
               str_starts_with(squeezed, known))))
        return true;
    m = squeeze(b, sizeof b, host);
    return n >= 3 && str_find(str_make(b, m), squeezed) != SIZE_MAX;
}
