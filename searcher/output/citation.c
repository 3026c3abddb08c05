/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "citation.h"

#include <string.h>
#include <strings.h>

static int digits(morgue_str s, size_t at, size_t count)
{
    int value = 0;

    if (at + count > s.size)
        return 0;
    for (size_t i = at; i < at + count; i++) {
        if (s.data[i] < '0' || s.data[i] > '9')
            return 0;
        value = 10 * value + (s.data[i] - '0');
    }
    return value;
}

citation_date citation_date_of(morgue_str d)
{
    citation_date out = {digits(d, 0, 4), 0, 0};

    if (out.year > 0 && d.size > 5 && d.data[4] == '-')
        out.month = digits(d, 5, 2);
    if (out.month > 0 && d.size > 8 && d.data[7] == '-')
        out.day = digits(d, 8, 2);
    return out;
}

static morgue_str trim(morgue_str s)
{
    while (s.size > 0 && (unsigned char)s.data[0] <= ' ')
        s.data++, s.size--;
    while (s.size > 0 && (unsigned char)s.data[s.size - 1] <= ' ')
        s.size--;
    return s;
}

/* The bytes of what parts two authors here, or 0. */
static size_t separator_at(morgue_str s, size_t at)
{
    static const char *const separators[] = {" and ", " & ", ";", "\n", NULL};

    for (const char *const *p = separators; *p != NULL; p++) {
        size_t size = strlen(*p);
        if (at + size <= s.size && strncasecmp(s.data + at, *p, size) == 0)
            return size;
    }
    return 0;
}

bool citation_next_author(morgue_str *byline, morgue_str *author)
{
    do {
        size_t at = 0, separator = 0;
        while (at < byline->size && separator == 0)
            separator = separator_at(*byline, at++);
        at -= separator > 0;
        *author = trim((morgue_str){byline->data, at});
        byline->data += at + separator;
        byline->size -= at + separator;
        if (author->size > 3 && strncasecmp(author->data, "by ", 3) == 0)
            *author = trim((morgue_str){author->data + 3, author->size - 3});
    } while (author->size == 0 && byline->size > 0);
    return author->size > 0;
}

morgue_str citation_outlet(const morgue_match *m)
{
    morgue_str host = m->url;
    const char *scheme_end = NULL;

    if (m->source.size > 0 || m->url.size == 0)
        return m->source;
    scheme_end = memmem(host.data, host.size, "://", 3);
    if (scheme_end == NULL)
        return m->source;
    host.size -= (size_t)(scheme_end + 3 - host.data);
    host.data = scheme_end + 3;
    for (size_t i = 0; i < host.size; i++)
        if (memchr("/?#:", host.data[i], 4) != NULL)
            host.size = i;
    return host;
}

void citation_put_plain(morgue_str s, FILE *file)
{
    for (size_t i = 0; i < s.size; i++)
        fputc((unsigned char)s.data[i] < ' ' ? ' ' : s.data[i], file);
}
