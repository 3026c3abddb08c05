/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "json_string.h"

#include "str.h"
#include "utf8.h"

static bool is_plain(char c)
{
    return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

static void append_escape(buffer *out, char c)
{
    switch (c) {
    case '"':
        buffer_append(out, "\\\"", 2);
        break;
    case '\\':
        buffer_append(out, "\\\\", 2);
        break;
    case '\n':
        buffer_append(out, "\\n", 2);
        break;
    case '\t':
        buffer_append(out, "\\t", 2);
        break;
    default:
        buffer_append_format(out, "\\u%04x", (unsigned char)c);
    }
}

static void append_escaped(buffer *out, morgue_str s)
{
    size_t at = 0;

    while (at < s.size) {
        size_t begin = at;
        while (at < s.size && is_plain(s.data[at]))
            at++;
        buffer_append(out, s.data + begin, at - begin);
        if (at < s.size)
            append_escape(out, s.data[at++]);
    }
}

void json_append_string(buffer *out, morgue_str s)
{
    buffer valid;

    buffer_append_char(out, '"');
    if (utf8_is_valid(s)) {
        append_escaped(out, s);
    } else {
        buffer_init(&valid, s.size * 3 + 1);
        utf8_append_valid(&valid, s);
        append_escaped(out, buffer_view(&valid));
        buffer_free(&valid);
    }
    buffer_append_char(out, '"');
}

void json_append_string_or_null(buffer *out, morgue_str s)
{
    if (s.size == 0)
        buffer_append(out, "null", 4);
    else
        json_append_string(out, s);
}
