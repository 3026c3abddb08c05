/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "markdown_plain.h"

#include "eight_bytes.h"
#include "str.h"
#include "utf8.h"

/* ---- Inlines ---- */

/* Links and tags are looked for no further than this, so that a page of open
 * brackets costs no square of time. */
#define LINK_MAX ((size_t)4096)

#define DEPTH_MAX 8
#define LOOK_BUDGET ((size_t)64 << 20)

typedef struct inlines {
    buffer *out;
    size_t budget; /* bytes that may still be looked through for a close */
    int depth;     /* links within links */
} inlines;

/* The bracket that closes the one at `at`, or SIZE_MAX. */
static size_t find_close(inlines *in, morgue_str s, size_t at, char open,
                         char close)
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

static void append_inline(inlines *in, morgue_str s);

/* [words](address "title"), [words][name], [words]; returns bytes taken. */
static size_t take_link(inlines *in, morgue_str s, size_t at, bool is_image)
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
        in->depth++;
        append_inline(in, str_slice(s, at + 1, close));
        in->depth--;
    }
    return end - at;
}

static size_t take_image(inlines *in, morgue_str s, size_t at)
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

/* A run of * or _ or ~ is a mark unless white space is on both sides of it;
 * _ within a word is the word's own. */
static size_t take_emphasis(morgue_str s, size_t at)
{
    size_t end = at;
    bool before, after;

    while (end < s.size && s.data[end] == s.data[at])
        end++;
    before = at == 0 || ascii_is_space(s.data[at - 1]);
    after = is_space_at(s, end);
    if (before && after)
        return 0;
    if (s.data[at] == '_' && at > 0 && is_word_byte(s, at - 1) &&
        is_word_byte(s, end))
        return 0;
    if (s.data[at] == '~' && end - at != 2)
        return 0;
    return end - at;
}

/* <b>, </b>, <!-- -->, <http://...>: the last keeps its words. */
static size_t take_tag(inlines *in, morgue_str s, size_t at)
{
    morgue_str rest = str_slice(s, at, at + LINK_MAX);
    size_t end = str_starts_with(rest, STR("<!--"))
                     ? str_find(rest, STR("-->"))
                     : str_find_char(rest, '>');

    if (end == SIZE_MAX || rest.size < 2)
        return 0;
    if (str_starts_with(rest, STR("<!--")))
        return end + 3;
    if (!ascii_is_alpha(rest.data[1]) && rest.data[1] != '/')
        return 0;
    if (str_find(str_slice(rest, 0, end), STR("://")) < 12 ||
        (str_find_char(str_slice(rest, 0, end), '@') != SIZE_MAX &&
         str_find_char(str_slice(rest, 0, end), ' ') == SIZE_MAX))
        buffer_append_str(in->out, str_slice(rest, 1, end));
    else if (str_starts_with_nocase(rest, STR("<br")) ||
             str_starts_with_nocase(rest, STR("</p")))
        buffer_append_char(in->out, '\n');
    return end + 1;
}

static size_t take_entity(inlines *in, morgue_str s, size_t at)
{
    static const struct {
        const char *name, *text;
    } entities[] = {
        {"&amp;", "&"},           {"&lt;", "<"},
        {"&gt;", ">"},            {"&quot;", "\""},
        {"&apos;", "'"},          {"&nbsp;", "\xc2\xa0"},
        {"&#160;", "\xc2\xa0"},   {"&mdash;", "\xe2\x80\x94"},
        {"&ndash;", "\xe2\x80\x93"}, {"&rsquo;", "\xe2\x80\x99"},
        {"&lsquo;", "\xe2\x80\x98"}, {"&ldquo;", "\xe2\x80\x9c"},
        {"&rdquo;", "\xe2\x80\x9d"}, {"&hellip;", "\xe2\x80\xa6"},
        {"&#39;", "'"},           {"&copy;", "\xc2\xa9"},
    };
    morgue_str rest = str_slice(s, at, s.size);

    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (str_starts_with(rest, str_of(entities[i].name))) {
            buffer_append_str(in->out, str_of(entities[i].text));
            return strlen(entities[i].name);
        }
    return 0;
}

static bool is_escapable(char c)
{
    return c && strchr("\\`*_{}[]()<>#+-.!|\"'$%&,/:;=?@^~", c) != NULL;
}

/* Bytes taken by a mark at `at`, its text appended; 0: it is no mark. */
static size_t take_mark(inlines *in, morgue_str s, size_t at)
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
        return take_emphasis(s, at);
    case '`':
        return 1;
    case '<':
        return take_tag(in, s, at);
    case '&':
        return take_entity(in, s, at);
    default:
        return 0;
    }
}

/* The bytes that take_mark() looks at. */
static const bool mark_bytes[256] = {
    ['\\'] = true, ['!'] = true, ['['] = true, ['*'] = true, ['_'] = true,
    ['~'] = true,  ['`'] = true, ['<'] = true, ['&'] = true,
};

/* Most of a text is no mark, so that its bytes are passed over quickly. */
static size_t find_mark(morgue_str s, size_t at)
{
    while (at < s.size && !mark_bytes[(unsigned char)s.data[at]])
        at++;
    return at;
}

static void append_inline(inlines *in, morgue_str s)
{
    size_t plain = 0, at;

    while ((at = find_mark(s, plain)) < s.size) {
        size_t taken;
        buffer_append(in->out, s.data + plain, at - plain);
        taken = take_mark(in, s, at);
        if (taken == 0) /* it stands for itself */
            buffer_append_char(in->out, s.data[at]);
        plain = at + (taken ? taken : 1);
    }
    if (s.size > plain)
        buffer_append(in->out, s.data + plain, s.size - plain);
}

/* ---- Blocks ---- */

typedef struct blocks {
    buffer *out;
    buffer paragraph; /* lines joined, marks still in */
    bool in_fence;
    char fence;
    inlines inlines;
    size_t title_begin, title_size;
    bool has_title;
} blocks;

/* Whether blanks follow each other or there are others than U+0020; rarely
 * also where it is not so. */
static bool has_odd_blanks(const char *data, size_t size)
{
    size_t i = 0;

    if (size == 0 || data[0] == ' ')
        return true;
    for (; size - i > 8; i += 8) {
        uint64_t here = load_eight(data + i), next = load_eight(data + i + 1);
        if ((bytes_between(here, 0, ' ') & bytes_between(next, 0, ' ')) |
            bytes_between(here, 0, '\n'))
            return true;
    }
    for (; i < size; i++)
        if (ascii_is_space(data[i]) &&
            (data[i] != ' ' || (i + 1 < size && data[i + 1] == ' ')))
            return true;
    return false;
}

/*
 * Runs of blanks to one, in place; returns the size left.  Each byte is
 * stored, and those that count stay: blanks come where no processor can
 * foresee them.
 */
static size_t join_blanks(char *data, size_t size)
{
    size_t to = 0;
    bool after_blank = true;

    for (size_t i = 0; i < size; i++) {
        char c = data[i] == '\t' ? ' ' : data[i];
        bool is_blank = (c == ' ') | (c == '\n');
        data[to] = c;
        to += !(is_blank & after_blank);
        after_blank = is_blank;
    }
    return to;
}

/* No two blanks together and none at either end; U+00A0 at the end is one
 * too. */
static size_t squeeze(char *data, size_t size)
{
    size_t to = has_odd_blanks(data, size) ? join_blanks(data, size) : size;

    while (to && (ascii_is_space(data[to - 1]) ||
                  str_ends_with(str_make(data, to), STR("\xc2\xa0"))))
        to -= ascii_is_space(data[to - 1]) ? 1 : 2;
    return to;
}

static void end_paragraph(blocks *b, bool is_title)
{
    morgue_str s = str_trim(buffer_view(&b->paragraph));
    size_t begin = b->out->size, size;

    if (s.size == 0) {
        buffer_clear(&b->paragraph);
        return;
    }
    append_inline(&b->inlines, s);
    size = b->out->data ? squeeze(b->out->data + begin, b->out->size - begin)
                        : 0;
    b->out->size = begin + size;
    if (size)
        buffer_append_char(b->out, '\n');
    if (is_title && !b->has_title && size) {
        b->has_title = true;
        b->title_begin = begin;
        b->title_size = size;
    }
    buffer_clear(&b->paragraph);
}

/* Two blanks or a backslash at a line's end break the line. */
static void append_line(blocks *b, morgue_str line, bool breaks)
{
    if (b->paragraph.size &&
        b->paragraph.data[b->paragraph.size - 1] != '\n')
        buffer_append_char(&b->paragraph, ' ');
    if (line.size && line.data[line.size - 1] == '\\') {
        line.size--;
        breaks = true;
    }
    buffer_append_str(&b->paragraph, line);
    if (breaks)
        buffer_append_char(&b->paragraph, '\n');
}

static bool is_fence(morgue_str line)
{
    return str_starts_with(line, STR("```")) ||
           str_starts_with(line, STR("~~~"));
}

/* Only these bytes, three or more of the first. */
static bool is_rule(morgue_str line)
{
    size_t count = 0;

    if (line.size == 0 || strchr("-*_", line.data[0]) == NULL)
        return false;
    for (size_t i = 0; i < line.size; i++) {
        if (line.data[i] == line.data[0])
            count++;
        else if (line.data[i] != ' ')
            return false;
    }
    return count >= 3;
}

static bool is_only(morgue_str line, char c)
{
    for (size_t i = 0; i < line.size; i++)
        if (line.data[i] != c)
            return false;
    return line.size > 0;
}

/* "|---|:--:|" */
static bool is_table_rule(morgue_str line)
{
    bool has_dash = false;

    if (str_find_char(line, '|') == SIZE_MAX)
        return false;
    for (size_t i = 0; i < line.size; i++) {
        if (strchr("|-: ", line.data[i]) == NULL || line.data[i] == 0)
            return false;
        has_dash = has_dash || line.data[i] == '-';
    }
    return has_dash;
}

/* Bytes of "- ", "* ", "+ ", "12. ", "3) " that begin a list's item. */
static size_t item_mark(morgue_str line)
{
    size_t at = 0;

    if (line.size > 1 && strchr("-*+", line.data[0]) && line.data[0] &&
        ascii_is_space(line.data[1]))
        return 2;
    while (at < line.size && at < 9 && ascii_is_digit(line.data[at]))
        at++;
    if (at && at + 1 < line.size &&
        (line.data[at] == '.' || line.data[at] == ')') &&
        line.data[at + 1] == ' ')
        return at + 2;
    return 0;
}

/* "[name]: address": where reference links lead to. */
static bool is_definition(morgue_str line)
{
    size_t close;

    if (line.size == 0 || line.data[0] != '[')
        return false;
    close = str_find(line, STR("]:"));
    return close != SIZE_MAX && close > 1;
}

static bool take_heading(blocks *b, morgue_str line)
{
    size_t level = 0;

    while (level < line.size && line.data[level] == '#')
        level++;
    if (level == 0 || level > 6 ||
        (level < line.size && !ascii_is_space(line.data[level])))
        return false;
    end_paragraph(b, false);
    line = str_trim(str_slice(line, level, line.size));
    while (line.size && line.data[line.size - 1] == '#')
        line.size--;
    append_line(b, str_trim(line), false);
    end_paragraph(b, level == 1);
    return true;
}

/* The cells of a table's row, a blank between them. */
static void take_row(blocks *b, morgue_str line)
{
    end_paragraph(b, false);
    for (size_t i = 0; i < line.size; i++)
        buffer_append_char(&b->paragraph,
                           line.data[i] == '|' ? ' ' : line.data[i]);
    end_paragraph(b, false);
}

static void take_line(blocks *b, morgue_str line)
{
    bool breaks = str_ends_with(line, STR("  "));
    morgue_str words = str_trim(line);
    size_t mark;

    while (words.size && words.data[0] == '>')
        words = str_trim(str_slice(words, 1, words.size));
    if (words.size == 0) {
        end_paragraph(b, false);
        return;
    }
    if (b->paragraph.size && is_only(words, '=')) {
        end_paragraph(b, true);
        return;
    }
    if (is_rule(words) || is_table_rule(words) || is_definition(words)) {
        end_paragraph(b, false);
        return;
    }
    if (words.data[0] == '#' && take_heading(b, words))
        return;
    if (words.data[0] == '|') {
        take_row(b, words);
        return;
    }
    mark = item_mark(words);
    if (mark) {
        end_paragraph(b, false);
        words = str_trim(str_slice(words, mark, words.size));
    }
    append_line(b, words, breaks);
}

void markdown_plain(buffer *out, morgue_str markdown, size_t *title_begin,
                    size_t *title_size)
{
    blocks b = {.out = out, .inlines = {out, LOOK_BUDGET, 0}};
    morgue_str line;

    buffer_init(&b.paragraph, out->limit);
    while (str_next_line(&markdown, &line)) {
        morgue_str words = str_trim(line);

        if (is_fence(words) && (!b.in_fence || words.data[0] == b.fence)) {
            end_paragraph(&b, false);
            b.in_fence = !b.in_fence;
            b.fence = words.data[0];
        } else if (b.in_fence) {
            buffer_append_str(out, words);
            buffer_append_char(out, '\n');
        } else {
            take_line(&b, line);
        }
    }
    end_paragraph(&b, false);
    buffer_free(&b.paragraph);
    *title_begin = b.title_begin;
    *title_size = b.title_size;
}
