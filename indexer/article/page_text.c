/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page_text.h"

#include "line_join.h"
#include "str.h"
#include "utf8.h"

/* What 0x80 to 0x9f are in Windows-1252; 0 where it has nothing. */
static const uint16_t windows_1252[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
    0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

static bool is_space(uint32_t c)
{
    return c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
           c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
           c == 0x3000 || c == 0x85;
}

static bool is_invisible(uint32_t c)
{
    return c == 0xad || c == 0x200b || c == 0x200e || c == 0x200f ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
           c == 0xfeff || c == 0xfffc || (c >= 0xe000 && c <= 0xf8ff);
}

static bool is_joiner(uint32_t c)
{
    return c == 0x200c || c == 0x200d;
}

static void put_space(buffer *out, bool *space)
{
    char last = out->size ? out->data[out->size - 1] : '\n';

    if (*space && last != '\n' && last != '\v')
        buffer_append_char(out, ' ');
    *space = false;
}

static void append_wide(buffer *out, morgue_str bytes, uint32_t c, bool *space)
{
    char coded[4];

    if (is_space(c)) {
        *space = true;
        return;
    }
    if (is_invisible(c))
        return;
    if (is_joiner(c) &&
        (out->size == 0 || *space || (signed char)out->data[out->size - 1] > 0))
        return;
    put_space(out, space);
    if (c >= 0x80 && c < 0xa0) {
        c = windows_1252[c - 0x80];
        if (c)
            buffer_append(out, coded, utf8_put(coded, c));
        return;
    }
    buffer_append_str(out, bytes);
}

void page_text_append(buffer *out, morgue_str text, bool *space)
{
    size_t at = 0, begin = out->size;
    bool is_line_end = false; /* the space that is due */

    while (at < text.size) {
        unsigned char c = (unsigned char)text.data[at];
        size_t from = at;

        if (c <= ' ' || c == 0x7f) {
            is_line_end = c == '\n' || (is_line_end && *space);
            *space = *space || c != 0x7f;
            at++;
        } else if (c < 0x80) {
            while (at < text.size && text.data[at] > ' ' &&
                   text.data[at] < 0x7f)
                at++;
            put_space(out, space);
            buffer_append(out, text.data + from, at - from);
        } else {
            uint32_t wide = utf8_next(text, &at);
            if (*space && is_line_end && out->size > begin)
                *space = line_join_has_blank(
                    buffer_view(out), str_slice(text, from, text.size));
            append_wide(out, str_slice(text, from, at), wide, space);
        }
    }
}

void page_text_clean(buffer *out, morgue_str text)
{
    bool space = false;

    buffer_clear(out);
    page_text_append(out, text, &space);
}
