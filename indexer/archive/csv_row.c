/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "csv_row.h"

#include "str.h"

void csv_scan_begin(csv_scan *scan, char delimiter)
{
    *scan = (csv_scan){.delimiter = delimiter, .at_begin = true};
}

/* A byte outside of quotes.  True: the row ends behind it. */
static bool step_plain(csv_scan *scan, char c)
{
    if (c == '"' && scan->at_begin)
        scan->in_quotes = true;
    else if (c == scan->delimiter)
        scan->at_begin = true;
    else if (c != ' ')
        scan->at_begin = false;
    return c == '\n';
}

static bool step(csv_scan *scan, char c)
{
    if (scan->after_quote) {
        bool was_blank = scan->after_blank;

        scan->after_blank = c == ' ';
        scan->after_quote = scan->after_blank || (was_blank && c == '"');
        if (c == scan->delimiter || c == '\r' || c == '\n') {
            scan->in_quotes = scan->at_begin = false;
            return step_plain(scan, c);
        }
        return false; /* the second of two, or one that stands for itself */
    }
    if (!scan->in_quotes)
        return step_plain(scan, c);
    scan->after_quote = c == '"';
    return false;
}

size_t csv_row_end(csv_scan *scan, morgue_str s)
{
    for (size_t i = 0; i < s.size; i++)
        if (step(scan, s.data[i]))
            return i + 1;
    return SIZE_MAX;
}

char csv_delimiter(morgue_str begin)
{
    static const char known[] = ",;\t|";
    size_t counts[sizeof known] = {0}, best = 0;
    bool in_quotes = false;

    /* The prose below has more commas than any header has semicolons. */
    for (size_t i = 0; i < begin.size; i++) {
        if (begin.data[i] == '\n' && !in_quotes)
            break;
        in_quotes ^= begin.data[i] == '"';
        for (size_t k = 0; known[k] && !in_quotes; k++)
            counts[k] += begin.data[i] == known[k];
    }
    for (size_t k = 1; known[k]; k++)
        if (counts[k] > counts[best])
            best = k;
    return known[best];
}

static bool ends_field(morgue_str s, size_t at, char delimiter)
{
    while (at < s.size && s.data[at] == ' ')
        at++;
    return at >= s.size || s.data[at] == delimiter || s.data[at] == '\r' ||
           s.data[at] == '\n';
}

static morgue_str skip_blanks(morgue_str s)
{
    while (s.size && s.data[0] == ' ')
        s = str_slice(s, 1, s.size);
    return s;
}

/* A field in quotes; *rest is left at what follows the last. */
static morgue_str quoted(arena *a, morgue_str *rest, char delimiter)
{
    size_t at = 1, to = 0;
    char *out = arena_alloc(a, rest->size + 1);

    while (at < rest->size) {
        if (rest->data[at] == '"') {
            if (ends_field(*rest, at + 1, delimiter))
                break;
            at += rest->data[at + 1] == '"';
        }
        out[to++] = rest->data[at++];
    }
    *rest = skip_blanks(str_slice(*rest, at + 1, rest->size));
    return str_make(out, to);
}

morgue_str csv_field(arena *a, morgue_str *rest, char delimiter, bool *is_last)
{
    morgue_str field = skip_blanks(*rest);
    size_t end = 0;

    if (str_starts_with(field, STR("\""))) {
        *rest = field;
        field = quoted(a, rest, delimiter);
    } else {
        while (end < rest->size && rest->data[end] != delimiter &&
               rest->data[end] != '\n')
            end++;
        field = str_trim(str_slice(*rest, 0, end));
        *rest = str_slice(*rest, end, rest->size);
    }
    if (str_starts_with(*rest, STR("\r")))
        *rest = str_slice(*rest, 1, rest->size);
    *is_last = rest->size == 0 || rest->data[0] == '\n';
    *rest = str_slice(*rest, 1, rest->size);
    return field;
}
