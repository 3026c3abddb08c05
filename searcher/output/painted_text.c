/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "painted_text.h"

#include <string.h>
#include <wchar.h>

/* A character of the text: its bytes, what it is, how wide it shows. */
typedef struct character {
    size_t size;
    wchar_t value;
    unsigned width;
    bool is_harmful;
} character;

static bool is_harmful(wchar_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static character character_at(morgue_str text, size_t at)
{
    mbstate_t state;
    character c = {1, 0, 1, true};
    size_t size;
    int width;

    memset(&state, 0, sizeof state);
    size = mbrtowc(&c.value, text.data + at, text.size - at, &state);
    if (size == 0 || size > text.size - at)
        return c;
    width = wcwidth(c.value);
    c.size = size;
    c.width = width > 0 ? (unsigned)width : 0;
    c.is_harmful = is_harmful(c.value);
    return c;
}

static void set_mark(painter *p, bool on)
{
    FILE *file = p->output->file;

    if (!p->output->has_bold)
        fputs("**", file);
    else if (on)
        fputs(*p->style ? "\033[1;4m" : "\033[1m", file);
    else
        fprintf(file, "\033[0m%s%s%s", *p->style ? "\033[" : "", p->style,
                *p->style ? "m" : "");
}

/* Columns up to the next blank. */
static unsigned word_width(morgue_str text, size_t at)
{
    unsigned width = 0;

    while (at < text.size && text.data[at] != ' ') {
        character c = character_at(text, at);
        width += c.width;
        at += c.size;
    }
    return width;
}

static void put_blank(painter *p, morgue_str text, size_t at)
{
    unsigned columns = p->output->columns;

    if (columns > 0 && p->column + 1 + word_width(text, at + 1) > columns) {
        paint_line_end(p);
        fprintf(p->output->file, "%*s", (int)p->indent, "");
        p->column = p->indent;
        return;
    }
    fputc(' ', p->output->file);
    p->column++;
}

static void put_character(painter *p, morgue_str text, size_t at, character c)
{
    if (c.is_harmful)
        fputs("\xef\xbf\xbd", p->output->file);
    else
        fwrite(text.data + at, 1, c.size, p->output->file);
    p->column += c.width;
}

void paint_marked(painter *p, morgue_str text, const morgue_mark *marks,
                  size_t mark_count)
{
    size_t at = 0, next = 0;
    bool in_mark = false, has_style = p->output->has_bold && *p->style;

    if (has_style)
        fprintf(p->output->file, "\033[%sm", p->style);
    while (at < text.size) {
        character c = character_at(text, at);
        if (in_mark && at >= marks[next].end) {
            set_mark(p, false);
            in_mark = false;
            next++;
        }
        if (!in_mark && next < mark_count && at >= marks[next].begin) {
            set_mark(p, true);
            in_mark = true;
        }
        if (text.data[at] == ' ' || text.data[at] == '\n')
            put_blank(p, text, at);
        else
            put_character(p, text, at, c);
        at += c.size;
    }
    if (in_mark)
        set_mark(p, false);
    if (has_style)
        fputs("\033[0m", p->output->file);
}

void paint(painter *p, morgue_str text)
{
    paint_marked(p, text, NULL, 0);
}

unsigned painted_width(morgue_str text)
{
    unsigned width = 0;

    for (size_t at = 0; at < text.size;) {
        character c = character_at(text, at);
        width += c.width;
        at += c.size;
    }
    return width;
}

void paint_line_end(painter *p)
{
    fputc('\n', p->output->file);
    p->column = 0;
}
