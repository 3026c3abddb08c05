/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html_text.h"

#include "html_tag.h"
#include "line_join.h"
#include "page_text.h"
#include "str.h"
#include "utf8.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>

#define TEXT_MAX (16u << 20)

/* Bytes that are looked through for the ends of tags: a few times a text. */
#define LOOK_BUDGET ((size_t)64 << 20)

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

size_t html_text_reference(buffer *out, morgue_str s)
{
    size_t end = str_find_char(str_slice(s, 1, 14), ';');
    char coded[4];
    uint32_t c;

    if (end == SIZE_MAX)
        return 0;
    c = reference(str_slice(s, 1, end + 1));
    if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
        return 0;
    buffer_append(out, coded, utf8_put(coded, c));
    return end + 2;
}

static void unescape(buffer *out, morgue_str s)
{
    size_t at = 0;

    while (at < s.size) {
        size_t taken = 0;

        if (s.data[at] == '&')
            taken = html_text_reference(out, str_slice(s, at, s.size));
        if (taken == 0)
            buffer_append_char(out, s.data[at]);
        at += taken ? taken : 1;
    }
}

/* ---- Tags ---- */

/* Of the bytes of a tag so many are looked through for its quotes. */
#define QUOTES_WITHIN ((size_t)4096)

/* Where the tag ends, behind its ">"; one within quotes is an attribute's.
 * Failing that the first ">" of all, or SIZE_MAX. */
static size_t tag_end(morgue_str s)
{
    char quote = 0, before = 0;

    for (size_t i = 1; i < s.size && i < QUOTES_WITHIN; i++) {
        char c = s.data[i];

        if (quote)
            quote = c == quote ? 0 : quote;
        else if ((c == '"' || c == '\'') && before == '=')
            quote = c;
        else if (c == '>')
            return i + 1;
        before = c;
    }
    quote = str_find_char(s, '>') == SIZE_MAX;
    return quote ? SIZE_MAX : str_find_char(s, '>') + 1;
}

/* "<!-- ... -->", "<!DOCTYPE ...>", "<![CDATA["; SIZE_MAX: it does not end. */
static size_t declaration_end(morgue_str s)
{
    size_t end;

    if (str_starts_with(s, STR("<!--"))) {
        end = str_find(s, STR("-->"));
        return end == SIZE_MAX ? SIZE_MAX : end + 3;
    }
    if (s.size < 3 || !(ascii_is_alpha(s.data[2]) || s.data[2] == '['))
        return SIZE_MAX;
    end = str_find_char(s, '>');
    return end == SIZE_MAX ? SIZE_MAX : end + 1;
}

/* In lower case, of an element of HTML, of XML's namespaces or of a site's
 * own ("amp-img", as it is written); empty when it is none of these. */
static morgue_str element_name(char copy[16], morgue_str s)
{
    size_t begin = s.size > 1 && s.data[1] == '/' ? 2 : 1, n = 0;
    bool is_own = false, is_lower = true;

    while (n + 1 < 16 && begin + n < s.size) {
        char c = s.data[begin + n];
        if (!ascii_is_alpha(c) &&
            (n == 0 || !(ascii_is_digit(c) || c == '-' || c == ':')))
            break;
        is_own |= c == '-' || c == ':';
        is_lower &= c == ascii_lower(c);
        copy[n++] = ascii_lower(c);
    }
    copy[n] = '\0';
    if (begin + n >= s.size ||
        !(ascii_is_space(s.data[begin + n]) || s.data[begin + n] == '>' ||
          s.data[begin + n] == '/' || n == 15))
        return STR("");
    return (is_own && is_lower) || htmlTagLookup((const xmlChar *)copy) ||
                   html_tag_of(str_make(copy, n)) != TAG_OTHER
               ? str_make(copy, n)
               : STR("");
}

/* Behind the end tag of an element; SIZE_MAX: it has none. */
static size_t element_end(morgue_str s, const char *name)
{
    char end_tag[20] = "</";
    size_t at, end;

    memccpy(end_tag + 2, name, 0, sizeof end_tag - 3);
    at = str_find_nocase(s, str_of(end_tag));
    if (at == SIZE_MAX)
        return SIZE_MAX;
    end = str_find_char(str_slice(s, at, s.size), '>');
    return end == SIZE_MAX ? SIZE_MAX : at + end + 1;
}

static bool is_hidden(html_tag tag)
{
    return tag == TAG_SCRIPT || tag == TAG_STYLE || tag == TAG_SVG ||
           tag == TAG_TEMPLATE;
}

/* Elements of HTML 4 that html_tag.h has no use for: "center". */
static bool is_other_block(const char *name)
{
    const htmlElemDesc *known = htmlTagLookup((const xmlChar *)name);

    return known && !known->isinline && !known->empty;
}

/* What a look has cost: up to where it ended. */
static size_t charge(size_t *budget, morgue_str s, size_t end)
{
    size_t looked = end < s.size ? end : s.size;

    *budget -= looked < *budget ? looked : *budget;
    return end;
}

size_t html_text_tag(morgue_str s, char *left, size_t *budget)
{
    size_t end, hidden = SIZE_MAX;
    morgue_str name = STR("");
    char copy[16] = "";
    html_tag tag;

    *left = 0;
    if (s.size < 2 || s.data[0] != '<' || *budget == 0)
        return 0;
    if (s.data[1] == '!') {
        end = charge(budget, s, declaration_end(s));
        return end == SIZE_MAX ? 0 : end;
    }
    name = element_name(copy, s);
    end = name.size ? charge(budget, s, tag_end(s)) : SIZE_MAX;
    if (end == SIZE_MAX)
        return 0;
    tag = html_tag_of(name);
    if (tag == TAG_TD || tag == TAG_TH)
        *left = ' ';
    else if (tag == TAG_BR || html_tag_is_block(tag) ||
             (tag == TAG_OTHER && is_other_block(copy)))
        *left = '\n';
    if (is_hidden(tag) && s.data[1] != '/')
        hidden = charge(budget, s, element_end(s, copy));
    return hidden == SIZE_MAX ? end : hidden;
}

/* "<p>" and "<p class=...>" begin a paragraph, "</p>" ends it; 0: neither. */
static int paragraph_tag(morgue_str s)
{
    if (str_starts_with_nocase(s, STR("</p>")))
        return -1;
    return str_starts_with_nocase(s, STR("<p>")) ||
           str_starts_with_nocase(s, STR("<p "));
}

/* Within <p> a lone line break becomes a blank, or nothing (DEL, which no text
 * has); elsewhere it parts paragraphs, as an empty line does. */
static void join_lines(buffer *text)
{
    morgue_str all = buffer_view(text);
    bool was_break = false, in_paragraph = false;

    for (size_t i = 0; i < text->size; i++) {
        char c = text->data[i], next = i + 1 < all.size ? all.data[i + 1] : 0;
        morgue_str behind = str_slice(all, i + 1, all.size);
        int tag = c == '<' ? paragraph_tag(str_slice(all, i, all.size)) : 0;

        if (tag)
            in_paragraph = tag > 0;
        if (c == '\r')
            continue;
        if (in_paragraph && c == '\n' && !was_break && next != '\n' &&
            next != '\r')
            text->data[i] =
                line_join_has_blank(str_slice(all, 0, i), behind) ? ' ' : 0x7f;
        was_break = c == '\n';
    }
}

/* Tags off; those that part paragraphs leave a newline. */
static void strip_tags(buffer *out, morgue_str s)
{
    size_t at = 0, budget = LOOK_BUDGET;

    while (at < s.size) {
        size_t taken = 0;
        char left = 0;

        if (s.data[at] == '<')
            taken = html_text_tag(str_slice(s, at, s.size), &left, &budget);
        if (taken == 0)
            buffer_append_char(out, s.data[at]);
        else if (left)
            buffer_append_char(out, left);
        at += taken ? taken : 1;
    }
}

/* Unescape before and after the tags: "&lt;p&gt;" is common in JSON, and so
 * is "&amp;eacute;". */
static void prepare(buffer *out, buffer *scratch, morgue_str s)
{
    unescape(scratch, s);
    join_lines(scratch);
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
