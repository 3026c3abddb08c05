/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "markdown_scan.h"

#include "str.h"

/* The compiler makes plain code of it where a processor has no vectors.  Of a
 * comparison each byte is all ones or zeros. */
typedef unsigned char sixteen __attribute__((vector_size(16)));

static inline sixteen load(const char *p)
{
    sixteen bytes;

    memcpy(&bytes, p, sizeof bytes);
    return bytes;
}

static inline bool has_any(sixteen bytes)
{
    uint64_t halves[2];

    memcpy(halves, &bytes, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

static inline sixteen marks_in(sixteen c)
{
    return (sixteen)((c == '\\') | (c == '!') | (c == '[') | (c == '*') |
                     (c == '_') | (c == '~') | (c == '`') | (c == '<') |
                     (c == '&'));
}

static inline sixteen odd_blanks_in(sixteen here, sixteen next)
{
    return (sixteen)(((here <= ' ') & (next <= ' ')) | (here < ' '));
}

static const bool mark_bytes[256] = {
    ['\\'] = true, ['!'] = true, ['['] = true, ['*'] = true, ['_'] = true,
    ['~'] = true,  ['`'] = true, ['<'] = true, ['&'] = true,
};

static bool is_mark(char c)
{
    return mark_bytes[(unsigned char)c];
}

static bool is_odd_blank(char c, char next)
{
    return ascii_is_space(c) && (c != ' ' || next == ' ');
}

size_t markdown_find_mark(morgue_str s, size_t at)
{
    while (s.size - at >= sizeof(sixteen) &&
           !has_any(marks_in(load(s.data + at))))
        at += sizeof(sixteen);
    while (at < s.size && !is_mark(s.data[at]))
        at++;
    return at;
}

bool markdown_has_odd_blanks(morgue_str s)
{
    size_t i = 0;

    if (s.size == 0 || s.data[0] == ' ')
        return true;
    for (; s.size - i > sizeof(sixteen); i += sizeof(sixteen))
        if (has_any(odd_blanks_in(load(s.data + i), load(s.data + i + 1))))
            return true;
    for (; i < s.size; i++)
        if (is_odd_blank(s.data[i], i + 1 < s.size ? s.data[i + 1] : 0))
            return true;
    return false;
}

/* One that is shorter than a step. */
static bool is_plain_scrap(morgue_str s)
{
    for (size_t i = 0; i < s.size; i++)
        if (is_mark(s.data[i]) ||
            is_odd_blank(s.data[i], i + 1 < s.size ? s.data[i + 1] : 0))
            return false;
    return true;
}

bool markdown_is_plain(morgue_str line)
{
    const char *last;

    if (line.size <= sizeof(sixteen))
        return is_plain_scrap(line);
    last = line.data + line.size - sizeof(sixteen);
    for (const char *p = line.data; p < last; p += sizeof(sixteen)) {
        sixteen here = load(p);
        if (has_any(marks_in(here) | odd_blanks_in(here, load(p + 1))))
            return false;
    }
    return !has_any(marks_in(load(last)) | (sixteen)(load(last) < ' ') |
                    odd_blanks_in(load(last - 1), load(last)));
}
