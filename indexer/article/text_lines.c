/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text_lines.h"

#include "line_join.h"
#include "str.h"
#include "utf8.h"

#include <utf8proc.h>

/* Nobody wraps by hand beyond this column, nor within that one. */
#define WIDTH_MAX 132
#define WIDTH_MIN 24

/* A line this much short of the width may still be a wrapped one: hyphenless
 * long words, and typists who could not count. */
#define SLACK 6

/* A narrow column parts words; wide lines break behind a hyphen of the
 * word's own. */
#define COLUMN_WIDTH 60

/* "and the mayor", and words of scripts that have but one case. */
static bool goes_on(morgue_str line)
{
    size_t at = 0;
    utf8proc_category_t first =
        utf8proc_category((utf8proc_int32_t)utf8_next(line, &at));

    return first == UTF8PROC_CATEGORY_LL || first == UTF8PROC_CATEGORY_LO;
}

/*
 * The width that nine in ten lines keep.  Few lines over it are forgiven: a
 * long URL, a table.  Lines that are short may be a table's; those of prose in
 * a narrow column often begin in the middle of a sentence.
 */
size_t text_lines_width(morgue_str text)
{
    size_t histogram[WIDTH_MAX + 2] = {0}, lines = 0, over = 0, width;
    size_t going_on = 0;
    morgue_str line;

    while (str_next_line(&text, &line)) {
        size_t size = utf8_length(line = str_trim(line));
        if (size == 0)
            continue;
        lines++;
        going_on += goes_on(line);
        histogram[size > WIDTH_MAX ? WIDTH_MAX + 1 : size]++;
    }
    if (lines < 2 || histogram[WIDTH_MAX + 1] * 8 > lines)
        return 0;
    for (width = WIDTH_MAX; width > WIDTH_MIN; width--) {
        over += histogram[width];
        if (over * 20 > lines)
            break;
    }
    if (width < COLUMN_WIDTH && going_on * 5 < lines)
        return 0;
    return width > WIDTH_MIN ? width : 0;
}

static size_t first_word(morgue_str line)
{
    size_t end = str_find_char(line, ' ');

    return utf8_length(str_slice(line, 0, end));
}

static size_t indent(morgue_str line)
{
    size_t at = 0;

    while (at < line.size && (line.data[at] == ' ' || line.data[at] == '\t'))
        at++;
    return at;
}

typedef struct last_line {
    size_t columns, indent;
    bool is_sentence; /* a full stop at its end */
} last_line;

/* The last line was cut where the next word would have crossed the width. */
static bool was_wrapped(size_t width, const last_line *last, morgue_str line)
{
    size_t slack = last->is_sentence ? 0 : SLACK;

    if (width == 0 || indent(line) > last->indent + 1)
        return false;
    return last->columns + 1 + first_word(str_trim(line)) + slack > width;
}

/* "exam-" + "ple": the hyphen was the typesetter's when a small letter stands
 * on both sides of it. */
static void join(buffer *out, morgue_str line, size_t width)
{
    size_t size = out->size;

    if (size < 2 || out->data[size - 1] != '-' || out->data[size - 2] == ' ' ||
        out->data[size - 2] == '-') {
        if (size && out->data[size - 1] != ' ' &&
            line_join_has_blank(buffer_view(out), line))
            buffer_append_char(out, ' ');
    } else if (width < COLUMN_WIDTH && line.data[0] >= 'a' &&
               line.data[0] <= 'z' && ascii_is_alpha(out->data[size - 2])) {
        out->size--;
    }
    buffer_append_str(out, line);
}

void text_lines_unwrap(buffer *out, morgue_str text)
{
    size_t width = text_lines_width(text);
    last_line last = {0, 0, false};
    bool is_open = false;
    morgue_str line;

    while (str_next_line(&text, &line)) {
        morgue_str words = str_trim(line);

        if (words.size == 0) {
            if (is_open)
                buffer_append_char(out, '\n');
            is_open = false;
            continue;
        }
        if (is_open && !was_wrapped(width, &last, line)) {
            buffer_append_char(out, '\n');
            is_open = false;
        }
        if (is_open)
            join(out, words, width);
        else
            buffer_append_str(out, words);
        is_open = true;
        last.columns = utf8_length(words);
        last.indent = indent(line);
        last.is_sentence = memchr(".!?:", words.data[words.size - 1], 4);
    }
    if (is_open)
        buffer_append_char(out, '\n');
}
