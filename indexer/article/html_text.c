/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html_text.h"

#include "page_text.h"
#include "str.h"
#include "utf8.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>

#define TEXT_MAX (16u << 20)

/* The character of a reference without & and ;, or 0. */
static uint32_t reference(morgue_str name)
{
    char copy[16];
    const htmlEntityDesc *entity;

    if (name.size == 0 || name.size >= sizeof copy)
        return 0;
    memcpy(copy, name.data, name.size);
    copy[name.size] = '\0';
    if (copy[0] == '#' && (copy[1] == 'x' || copy[1] == 'X'))
        return (uint32_t)strtoul(copy + 2, NULL, 16);
    if (copy[0] == '#')
        return (uint32_t)strtoul(copy + 1, NULL, 10);
    if (!strcmp(copy, "apos"))
        return '\'';
    entity = htmlEntityLookup((const xmlChar *)copy);
    return entity ? entity->value : 0;
}

/* Resolve the reference at s[*at], if it is one, and step over it. */
static bool take_reference(morgue_str s, size_t *at, buffer *out)
{
    morgue_str rest = str_slice(s, *at + 1, *at + 14);
    size_t end = str_find_char(rest, ';');
    uint32_t c;
    char coded[4];

    if (end == SIZE_MAX)
        return false;
    c = reference(str_slice(rest, 0, end));
    if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
        return false;
    buffer_append(out, coded, utf8_put(coded, c));
    *at += end + 2;
    return true;
}

static void unescape(buffer *out, morgue_str s)
{
    size_t at = 0;

    while (at < s.size) {
        if (s.data[at] == '&' && take_reference(s, &at, out))
            continue;
        buffer_append_char(out, s.data[at++]);
    }
}

static bool starts_tag(morgue_str s, size_t at)
{
    char next = at + 1 < s.size ? s.data[at + 1] : ' ';

    return s.data[at] == '<' &&
           (ascii_is_alpha(next) || next == '/' || next == '!');
}

static bool parts_paragraphs(morgue_str tag)
{
    static const char *const names[] = {
        "p",   "/p", "br",  "div",        "/div",        "h1",  "h2",
        "h3",  "h4", "/h1", "/h2",        "/h3",         "/h4", "li",
        "/li", "ul", "/ul", "blockquote", "/blockquote",
    };
    size_t end = 0;

    while (end < tag.size &&
           (ascii_is_alpha(tag.data[end]) || ascii_is_digit(tag.data[end]) ||
            (end == 0 && tag.data[0] == '/')))
        end++;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal_nocase(str_slice(tag, 0, end), str_of(names[i])))
            return true;
    return false;
}

/* Tags off; those that part paragraphs leave a newline. */
static void strip_tags(buffer *out, morgue_str s)
{
    size_t at = 0;

    while (at < s.size) {
        morgue_str rest;
        size_t end;

        if (!starts_tag(s, at)) {
            buffer_append_char(out, s.data[at++]);
            continue;
        }
        rest = str_slice(s, at + 1, s.size);
        end = str_find_char(rest, '>');
        if (end == SIZE_MAX) {
            buffer_append_char(out, s.data[at++]);
            continue;
        }
        if (parts_paragraphs(str_slice(rest, 0, end)))
            buffer_append_char(out, '\n');
        at += end + 2;
    }
}

/* Unescape before and after the tags: "&lt;p&gt;" is common in JSON, and so
 * is "&amp;eacute;". */
static void prepare(buffer *out, buffer *scratch, morgue_str s)
{
    unescape(scratch, s);
    strip_tags(out, buffer_view(scratch));
    buffer_clear(scratch);
    unescape(scratch, buffer_view(out));
    buffer_clear(out);
}

static morgue_str convert(arena *a, morgue_str s, bool paragraphs)
{
    buffer out, scratch;
    morgue_str rest, line, result;
    bool space = false;

    buffer_init(&out, TEXT_MAX);
    buffer_init(&scratch, TEXT_MAX);
    prepare(&out, &scratch, s);
    rest = buffer_view(&scratch);
    while (paragraphs && str_next_line(&rest, &line)) {
        size_t before = out.size;
        space = false;
        page_text_append(&out, line, &space);
        if (out.size > before)
            buffer_append_char(&out, '\n');
    }
    if (!paragraphs)
        page_text_append(&out, rest, &space);
    result = arena_copy(a, str_trim(buffer_view(&out)));
    buffer_free(&scratch);
    buffer_free(&out);
    return result;
}

morgue_str html_text_plain(arena *a, morgue_str s)
{
    return s.size ? convert(a, s, false) : s;
}

morgue_str html_text_paragraphs(arena *a, morgue_str s)
{
    return s.size ? convert(a, s, true) : s;
}
