/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "markdown_plain.h"

#include "markdown_scan.h"
#include "str.h"

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

/* Bytes taken by a mark at `at`, its text appended; 0: it is no mark.
 * markdown_find_mark() knows which bytes are looked at. */
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

static void append_inline(inlines *in, morgue_str s)
{
    size_t plain = 0, at;

    while ((at = markdown_find_mark(s, plain)) < s.size) {
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

/* The lines of a paragraph are joined at the end of out; most are nothing but
 * words, and then stay there. */
typedef struct blocks {
    buffer *out;
    size_t begin;  /* of the paragraph in out */
    bool is_plain; /* no marks in it, no odd blanks */
    buffer marked; /* one that has some, while they are taken off */
    bool in_fence;
    char fence;
    inlines inlines;
    size_t title_begin, title_size;
    bool has_title;
} blocks;

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

/* No blank at the end; U+00A0 is one too. */
static size_t trim_end(const char *data, size_t size)
{
    while (size && (ascii_is_space(data[size - 1]) ||
                    str_ends_with(str_make(data, size), STR("\xc2\xa0"))))
        size -= ascii_is_space(data[size - 1]) ? 1 : 2;
    return size;
}

/* The paragraph's words take the place of its lines. */
static void take_marks_off(blocks *b)
{
    morgue_str lines = buffer_view(b->out), words;

    buffer_clear(&b->marked);
    buffer_append_str(&b->marked, str_slice(lines, b->begin, lines.size));
    b->out->size = b->begin;
    append_inline(&b->inlines, str_trim(buffer_view(&b->marked)));
    words = str_slice(buffer_view(b->out), b->begin, SIZE_MAX);
    if (words.size && markdown_has_odd_blanks(words))
        b->out->size = b->begin + join_blanks(b->out->data + b->begin,
                                              words.size);
}

static void begin_paragraph(blocks *b)
{
    b->begin = b->out->size;
    b->is_plain = true;
}

static bool in_paragraph(const blocks *b)
{
    return b->out->size > b->begin;
}

static void end_paragraph(blocks *b, bool is_title)
{
    size_t size;

    if (!in_paragraph(b))
        return;
    if (!b->is_plain)
        take_marks_off(b);
    size = trim_end(b->out->data + b->begin, b->out->size - b->begin);
    b->out->size = b->begin + size;
    if (size)
        buffer_append_char(b->out, '\n');
    if (is_title && !b->has_title && size) {
        b->has_title = true;
        b->title_begin = b->begin;
        b->title_size = size;
    }
    begin_paragraph(b);
}

/* Two blanks or a backslash at a line's end break the line. */
static void append_line(blocks *b, morgue_str line, bool breaks)
{
    bool is_first = !in_paragraph(b);

    b->is_plain = b->is_plain && !breaks && markdown_is_plain(line);
    if (!is_first && b->out->data[b->out->size - 1] != '\n')
        buffer_append_char(b->out, ' ');
    if (line.size && line.data[line.size - 1] == '\\') {
        line.size--;
        breaks = true;
    }
    buffer_append_str(b->out, line);
    if (breaks)
        buffer_append_char(b->out, '\n');
}

static bool is_fence(morgue_str line)
{
    if (line.size < 3 || (line.data[0] != '`' && line.data[0] != '~'))
        return false;
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
    bool has_bar = false, has_dash = false;

    for (size_t i = 0; i < line.size; i++) {
        if (strchr("|-: ", line.data[i]) == NULL || line.data[i] == 0)
            return false;
        has_bar = has_bar || line.data[i] == '|';
        has_dash = has_dash || line.data[i] == '-';
    }
    return has_bar && has_dash;
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
        buffer_append_char(b->out, line.data[i] == '|' ? ' ' : line.data[i]);
    b->is_plain = false;
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
    if (ascii_is_alpha(words.data[0])) { /* begins no block */
        append_line(b, words, breaks);
        return;
    }
    if (in_paragraph(b) && is_only(words, '=')) {
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

    buffer_init(&b.marked, out->limit);
    if (markdown.size < out->limit - out->size)
        buffer_reserve(out, markdown.size); /* it is nearly never more */
    begin_paragraph(&b);
    while (str_next_line(&markdown, &line)) {
        morgue_str words = str_trim(line);

        if (is_fence(words) && (!b.in_fence || words.data[0] == b.fence)) {
            end_paragraph(&b, false);
            b.in_fence = !b.in_fence;
            b.fence = words.data[0];
        } else if (b.in_fence) {
            buffer_append_str(out, words);
            buffer_append_char(out, '\n');
            begin_paragraph(&b);
        } else {
            take_line(&b, line);
        }
    }
    end_paragraph(&b, false);
    buffer_free(&b.marked);
    *title_begin = b.title_begin;
    *title_size = b.title_size;
}
