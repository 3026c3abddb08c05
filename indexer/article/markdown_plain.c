/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "markdown_plain.h"

#include "html_text.h"
#include "line_join.h"
#include "markdown_inline.h"
#include "markdown_scan.h"
#include "str.h"

/* Bytes that are looked through for the ends of links and tags. */
#define LOOK_BUDGET ((size_t)64 << 20)

/* The lines of a paragraph are joined at the end of out; most are nothing but
 * words, and then stay there. */
typedef struct blocks {
    buffer *out;
    size_t begin;  /* of the paragraph in out */
    bool is_plain; /* no marks in it, no odd blanks */
    buffer marked; /* one that has some, while they are taken off */
    morgue_str fence; /* the line that began the code; empty: in none */
    bool in_table;
    size_t quotes;   /* ">" before the last line */
    uint64_t number; /* of the last item of a list with numbers, or 0 */
    markdown_inlines inlines;
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
    markdown_inlines_append(&b->inlines, str_trim(buffer_view(&b->marked)));
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
    if (!is_first && b->out->data[b->out->size - 1] != '\n' &&
        line_join_has_blank(buffer_view(b->out), line))
        buffer_append_char(b->out, ' ');
    if (line.size && line.data[line.size - 1] == '\\') {
        line.size--;
        breaks = true;
    }
    buffer_append_str(b->out, line);
    if (breaks)
        buffer_append_char(b->out, '\n');
}

/* "```", "~~~ text", "```c"; but "```a```" is a line with code in it. */
static bool is_fence(morgue_str line)
{
    morgue_str rest;

    if (!str_starts_with(line, STR("```")) &&
        !str_starts_with(line, STR("~~~")))
        return false;
    rest = str_slice(line, markdown_run(line, 0), line.size);
    return line.data[0] == '~' || str_find_char(rest, '`') == SIZE_MAX;
}

static bool ends_fence(const blocks *b, morgue_str line)
{
    return is_fence(line) && line.data[0] == b->fence.data[0] &&
           markdown_run(line, 0) == line.size &&
           line.size >= markdown_run(b->fence, 0);
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

/* Bytes of "- ", "* ", "+ " that begin a list's item. */
static size_t bullet(morgue_str line)
{
    return line.size > 1 && line.data[0] && strchr("-*+", line.data[0]) &&
                   ascii_is_space(line.data[1])
               ? 2
               : 0;
}

/*
 * "1. ", "2) ": an item, where lists begin or it follows on the last number.
 * The number stays: it is printed, and a line that begins "2021. This set" or
 * "3. Mai" is none.
 */
static bool is_numbered(blocks *b, morgue_str line)
{
    uint64_t number = 0;
    size_t at = 0;

    while (at < line.size && at < 9 && ascii_is_digit(line.data[at]))
        number = number * 10 + (uint64_t)(line.data[at++] - '0');
    if (at == 0 || at + 1 >= line.size ||
        (line.data[at] != '.' && line.data[at] != ')') ||
        line.data[at + 1] != ' ' ||
        (number > 1 && number != b->number && number != b->number + 1))
        return false;
    b->number = number;
    return true;
}

/* "#anchor", "/a/b", "mailto:...", "a.example/b": no word of a sentence. */
static bool is_address(morgue_str word)
{
    size_t dot = str_find_char(word, '.');

    return word.size && (strchr("</#", word.data[0]) ||
                         str_find_char(word, '/') != SIZE_MAX ||
                         str_find_char(word, ':') != SIZE_MAX ||
                         (dot != SIZE_MAX && dot + 1 < word.size));
}

/* "[name]: address": where reference links lead to. */
static bool is_definition(morgue_str line)
{
    size_t close = str_find_char(line, ']'), end = 0;
    morgue_str rest;

    if (line.size == 0 || line.data[0] != '[' || close == SIZE_MAX ||
        close < 2 || !str_starts_with(str_slice(line, close, line.size),
                                      STR("]:")))
        return false;
    rest = str_trim(str_slice(line, close + 2, line.size));
    while (end < rest.size && !ascii_is_space(rest.data[end]))
        end++;
    if (!is_address(str_slice(rest, 0, end)))
        return false;
    rest = str_trim(str_slice(rest, end, rest.size)); /* its title */
    return rest.size == 0 || strchr("\"'(", rest.data[0]);
}

/* Bytes of "[^1]: " that begin a footnote's text. */
static size_t footnote_mark(morgue_str line)
{
    size_t close = str_find(line, STR("]:"));

    return str_starts_with(line, STR("[^")) && close != SIZE_MAX &&
                   str_find_char(str_slice(line, 0, close), ' ') == SIZE_MAX
               ? close + 2
               : 0;
}

/* "Words {#id .class}", "Words ##": Words. */
static morgue_str heading_words(morgue_str line)
{
    size_t end = line.size, brace = str_find(line, STR(" {"));

    if (brace != SIZE_MAX && brace + 2 < line.size &&
        strchr("#.", line.data[brace + 2]) && line.data[end - 1] == '}')
        line = str_trim(str_slice(line, 0, end = brace));
    while (end && line.data[end - 1] == '#')
        end--;
    return end == 0 || end == line.size || ascii_is_space(line.data[end - 1])
               ? str_trim(str_slice(line, 0, end))
               : line; /* "Learning C#" */
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
    line = heading_words(str_trim(str_slice(line, level, line.size)));
    append_line(b, line, false);
    end_paragraph(b, level == 1);
    return true;
}

/* The cells of a table's row, a blank between them. */
static void take_row(blocks *b, morgue_str line)
{
    end_paragraph(b, false);
    for (size_t i = 0; i < line.size; i++) {
        bool is_escaped = str_starts_with(str_slice(line, i, line.size),
                                          STR("\\|"));
        i += is_escaped;
        buffer_append_char(b->out, line.data[i] == '|' && !is_escaped
                                       ? ' '
                                       : line.data[i]);
    }
    b->is_plain = false;
    end_paragraph(b, false);
}

/* Without the ">" in front; one more of them begins a quotation. */
static morgue_str unquote(blocks *b, morgue_str words)
{
    size_t quotes = 0;

    while (words.size && words.data[0] == '>') {
        words = str_trim(str_slice(words, 1, words.size));
        quotes++;
    }
    if (quotes > b->quotes)
        end_paragraph(b, false);
    if (quotes || words.size == 0)
        b->quotes = quotes;
    return words;
}

static void take_line(blocks *b, morgue_str line)
{
    bool breaks = str_ends_with(line, STR("  "));
    morgue_str words = unquote(b, str_trim(line));
    size_t mark;

    if (words.size == 0) {
        end_paragraph(b, false);
        b->in_table = false;
        return;
    }
    if (b->in_table && str_find_char(words, '|') != SIZE_MAX) {
        take_row(b, words);
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
        b->in_table = is_table_rule(words);
        return;
    }
    if (words.data[0] == '#' && take_heading(b, words))
        return;
    if (words.data[0] == '|') {
        take_row(b, words);
        return;
    }
    mark = bullet(words) ? bullet(words) : footnote_mark(words);
    if (mark || is_numbered(b, words))
        end_paragraph(b, false);
    words = str_trim(str_slice(words, mark, words.size));
    append_line(b, words, breaks);
}

/*
 * A comment, script or style that begins on a line of its own goes, however
 * many lines it has.  True: *rest is behind it.
 */
static bool skip_hidden(blocks *b, morgue_str line, morgue_str *rest)
{
    morgue_str all = *rest;
    size_t taken;
    char left;

    if (!str_starts_with(line, STR("<!--")) &&
        !str_starts_with_nocase(line, STR("<script")) &&
        !str_starts_with_nocase(line, STR("<style")))
        return false;
    all.size += (size_t)(all.data - line.data);
    all.data = line.data;
    taken = html_text_tag(all, &left, &b->inlines.budget);
    if (taken <= line.size)
        return false;
    end_paragraph(b, false);
    *rest = str_slice(all, taken, all.size);
    return true;
}

void markdown_plain(buffer *out, morgue_str markdown, size_t *title_begin,
                    size_t *title_size)
{
    blocks b = {.out = out, .inlines = {out, LOOK_BUDGET, 0, {0}}};
    morgue_str line;

    buffer_init(&b.marked, out->limit);
    if (markdown.size < out->limit - out->size)
        buffer_reserve(out, markdown.size); /* it is nearly never more */
    begin_paragraph(&b);
    while (str_next_line(&markdown, &line)) {
        morgue_str words = str_trim(line);

        if (b.fence.size && ends_fence(&b, words)) {
            b.fence = STR("");
        } else if (b.fence.size) {
            buffer_append_str(out, words);
            buffer_append_char(out, '\n');
            begin_paragraph(&b);
        } else if (is_fence(words)) {
            end_paragraph(&b, false);
            b.fence = words;
        } else if (!skip_hidden(&b, words, &markdown)) {
            take_line(&b, line);
        }
    }
    end_paragraph(&b, false);
    buffer_free(&b.marked);
    *title_begin = b.title_begin;
    *title_size = b.title_size;
}
