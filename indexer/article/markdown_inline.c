/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "markdown_inline.h"

#include "html_text.h"
#include "markdown_scan.h"
#include "str.h"

/* Links and tags are looked for no further than this, so that a page of open
 * brackets costs no square of time. */
#define LINK_MAX ((size_t)4096)

#define DEPTH_MAX 8

/* The bracket that closes the one at `at`, or SIZE_MAX. */
static size_t find_close(markdown_inlines *in, morgue_str s, size_t at,
                         char open, char close)
{
    size_t depth = 0, end = at + LINK_MAX < s.size ? at + LINK_MAX : s.size;

    for (size_t i = at; i < end && in->budget; i++, in->budget--) {
        if (s.data[i] == '\\')
            i++;
        else if (s.data[i] == open)
            depth++;
        else if (s.data[i] == close && --depth == 0)
            return i;
    }
    return SIZE_MAX;
}

static void append_inline(markdown_inlines *in, morgue_str s);

/* [words](address "title"), [words][name], [words]; returns bytes taken. */
static size_t take_link(markdown_inlines *in, morgue_str s, size_t at,
                        bool is_image)
{
    size_t close = find_close(in, s, at, '[', ']'), end;

    if (close == SIZE_MAX)
        return 0;
    end = close + 1;
    if (end < s.size && s.data[end] == '(') {
        size_t paren = find_close(in, s, end, '(', ')');
        if (paren == SIZE_MAX)
            return 0;
        end = paren + 1;
    } else if (end < s.size && s.data[end] == '[') {
        size_t bracket = find_close(in, s, end, '[', ']');
        if (bracket != SIZE_MAX)
            end = bracket + 1;
    } else if (str_starts_with(str_slice(s, at, close), STR("[^"))) {
        return end - at; /* a footnote's mark */
    } else if (!is_image) {
        return 0; /* words in brackets, as editors put them */
    }
    if (!is_image && in->depth < DEPTH_MAX) {
        markdown_inlines words = *in;
        words.depth++;
        memset(words.open, 0, sizeof words.open);
        append_inline(&words, str_slice(s, at + 1, close));
        in->budget = words.budget;
    }
    return end - at;
}

static size_t take_image(markdown_inlines *in, morgue_str s, size_t at)
{
    size_t taken = 0;

    if (at + 1 < s.size && s.data[at + 1] == '[')
        taken = take_link(in, s, at + 1, true);
    return taken ? taken + 1 : 0;
}

static bool is_word_byte(morgue_str s, size_t at)
{
    unsigned char c;

    if (at >= s.size)
        return false;
    c = (unsigned char)s.data[at];
    return c >= 0x80 || ascii_is_alpha((char)c) || ascii_is_digit((char)c);
}

static bool is_space_at(morgue_str s, size_t at)
{
    return at >= s.size || ascii_is_space(s.data[at]);
}

size_t markdown_run(morgue_str s, size_t at)
{
    size_t end = at;

    while (end < s.size && s.data[end] == s.data[at])
        end++;
    return end - at;
}

/* Two runs may belong to each other: "*" with "***", but not with "**". */
static bool are_partners(size_t one, size_t other)
{
    return one == other || one >= 3 || other >= 3;
}

/* A run that may end what the one at `at` begins stands behind it. */
static bool has_partner(markdown_inlines *in, morgue_str s, size_t at,
                        size_t size)
{
    size_t end = at + LINK_MAX < s.size ? at + LINK_MAX : s.size, run;

    for (size_t i = at + size; i < end && in->budget; i += run) {
        run = s.data[i] == s.data[at] ? markdown_run(s, i) : 1;
        in->budget -= run < in->budget ? run : in->budget;
        if (s.data[i] == s.data[at] && !is_space_at(s, i - 1) &&
            are_partners(size, run))
            return true;
        if (s.data[i] == '\\')
            run++;
    }
    return in->budget == 0;
}

/* In "f***, he said" nothing begins: what does has no comma behind it. */
static bool may_begin(morgue_str s, size_t at, size_t size, bool before)
{
    return before || at + size >= s.size ||
           strchr(".,;:!?", s.data[at + size]) == NULL;
}

/*
 * A run of * or _ or ~ is a mark where it has a partner in the paragraph:
 * "f***", "2*3" and the star of a footnote are words.  The partner of "**" may
 * stand in another paragraph.  _ within a word is the word's own.
 */
static size_t take_emphasis(markdown_inlines *in, morgue_str s, size_t at)
{
    size_t size = markdown_run(s, at), *open;
    bool before = at == 0 || ascii_is_space(s.data[at - 1]);
    bool after = is_space_at(s, at + size);

    if ((before && after) || (s.data[at] == '~' && size != 2))
        return 0;
    if (s.data[at] == '_' && at > 0 && is_word_byte(s, at - 1) &&
        is_word_byte(s, at + size))
        return 0;
    open = &in->open[s.data[at] == '*' ? 0 : s.data[at] == '_' ? 1 : 2];
    if (*open && !before) {
        *open -= size < *open ? size : *open;
        return size;
    }
    if (!after && may_begin(s, at, size, before) &&
        has_partner(in, s, at, size))
        *open += size;
    else if (!(size == 2 && (before || after)) && !(size > 2 && before))
        return 0;
    return size;
}

/* `code`, between runs of one size: what stands in it means nothing. */
static size_t take_code(markdown_inlines *in, morgue_str s, size_t at)
{
    size_t size = markdown_run(s, at), end = at + LINK_MAX, run;

    for (size_t i = at + size; i < s.size && i < end && in->budget; i += run) {
        run = s.data[i] == '`' ? markdown_run(s, i) : 1;
        in->budget--;
        if (s.data[i] != '`' || run != size)
            continue;
        buffer_append_str(in->out, str_slice(s, at + size, i));
        return i + size - at;
    }
    return 0;
}

/* <http://...>, <jo@a.example>: the words stay. */
static size_t take_address(markdown_inlines *in, morgue_str s)
{
    size_t end = str_find_char(str_slice(s, 0, LINK_MAX), '>');
    morgue_str inside = str_slice(s, 1, end);

    if (end == SIZE_MAX || str_find_char(inside, ' ') != SIZE_MAX ||
        inside.size == 0 || !ascii_is_alpha(inside.data[0]) ||
        (str_find(inside, STR("://")) >= 12 &&
         str_find_char(inside, '@') == SIZE_MAX))
        return 0;
    buffer_append_str(in->out, inside);
    return end + 1;
}

/* <b>, </b>, <!-- -->; block elements part paragraphs. */
static size_t take_tag(markdown_inlines *in, morgue_str s, size_t at)
{
    morgue_str rest = str_slice(s, at, s.size);
    size_t taken = take_address(in, rest);
    char left;

    if (taken)
        return taken;
    taken = html_text_tag(rest, &left, &in->budget);
    if (taken && left)
        buffer_append_char(in->out, left);
    return taken;
}

/* "\r" and the like would be line ends that nobody sees. */
static size_t take_entity(markdown_inlines *in, morgue_str s, size_t at)
{
    size_t begin = in->out->size;
    size_t taken = html_text_reference(in->out, str_slice(s, at, s.size));

    if (taken && (unsigned char)in->out->data[begin] < ' ')
        in->out->data[begin] = ' ';
    return taken;
}

static bool is_escapable(char c)
{
    return c && strchr("\\`*_{}[]()<>#+-.!|\"'$%&,/:;=?@^~", c) != NULL;
}

/* Bytes taken by a mark at `at`, its text appended; 0: it is no mark.
 * markdown_find_mark() knows which bytes are looked at. */
static size_t take_mark(markdown_inlines *in, morgue_str s, size_t at)
{
    char next = at + 1 < s.size ? s.data[at + 1] : 0;

    switch (s.data[at]) {
    case '\\':
        if (!is_escapable(next))
            return 0;
        buffer_append_char(in->out, next);
        return 2;
    case '!':
        return take_image(in, s, at);
    case '[':
        return take_link(in, s, at, false);
    case '*':
    case '_':
    case '~':
        return take_emphasis(in, s, at);
    case '`':
        return take_code(in, s, at);
    case '<':
        return take_tag(in, s, at);
    case '&':
        return take_entity(in, s, at);
    default:
        return 0;
    }
}

static void append_inline(markdown_inlines *in, morgue_str s)
{
    size_t plain = 0, at;

    while ((at = markdown_find_mark(s, plain)) < s.size) {
        size_t taken;
        buffer_append(in->out, s.data + plain, at - plain);
        taken = take_mark(in, s, at);
        if (taken == 0) { /* it stands for itself, and so do its like */
            taken = strchr("*_~`", s.data[at]) ? markdown_run(s, at) : 1;
            buffer_append_str(in->out, str_slice(s, at, at + taken));
        }
        plain = at + taken;
    }
    if (s.size > plain)
        buffer_append(in->out, s.data + plain, s.size - plain);
}

void markdown_inlines_append(markdown_inlines *in, morgue_str paragraph)
{
    memset(in->open, 0, sizeof in->open);
    append_inline(in, paragraph);
}
