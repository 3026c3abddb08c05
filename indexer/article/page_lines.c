/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page_lines.h"

#include "article_format.h"
#include "charset.h"
#include "date_words.h"
#include "limits.h"
#include "name_date.h"
#include "str.h"
#include "utf8.h"

/* Bytes of a page that a masthead is in. */
#define HEAD_MAX 400

void page_lines_init(page_lines *p, size_t limit)
{
    *p = (page_lines){0};
    buffer_init(&p->out, limit);
    buffer_init(&p->part, limit);
    buffer_init(&p->whole, limit);
}

void page_lines_free(page_lines *p)
{
    buffer_free(&p->out);
    buffer_free(&p->part);
    buffer_free(&p->whole);
}

static void append_word(page_lines *p, morgue_str word)
{
    if (word.size == 0)
        return;
    if (p->in_block && !p->ends_in_hyphen)
        buffer_append_char(&p->out, ' ');
    buffer_append_str(&p->out, word);
    p->in_block = true;
    p->ends_in_hyphen = false;
}

/* The second part never came: the first stands alone. */
static void end_part(page_lines *p)
{
    if (!p->has_part)
        return;
    p->has_part = false;
    append_word(p, buffer_view(&p->part));
}

/* Bytes of the hyphen that text ends in, 0 for none; *is_sure: it is one that
 * stands only where a word is parted: "not" as OCR writes it, the soft one. */
static size_t hyphen_size(morgue_str text, bool *is_sure)
{
    static const struct {
        const char *mark;
        bool is_sure;
    } marks[] = {{"-", false},
                 {"\xc3\x82\xc2\xac", true}, /* not sign, coded twice */
                 {"\xc2\xac", true},         /* not sign */
                 {"\xc2\xad", true},         /* soft hyphen */
                 {"\xe2\x80\x90", false},    /* hyphen */
                 {"\xe2\xb8\x97", true}};    /* double oblique: Fraktur's */

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        *is_sure = marks[i].is_sure;
        if (str_ends_with(text, str_of(marks[i].mark)))
            return strlen(marks[i].mark);
    }
    return 0;
}

/*
 * The typesetter's hyphen goes where a small letter follows; in front of a
 * capital or a figure it is the word's own.
 */
static void take_off_hyphen(page_lines *p, morgue_str next)
{
    bool is_sure;
    size_t size = hyphen_size(buffer_view(&p->out), &is_sure);

    if (!p->ends_in_hyphen || size == 0 || next.size == 0)
        return;
    if (is_sure || (next.data[0] >= 'a' && next.data[0] <= 'z') ||
        (unsigned char)next.data[0] >= 0x80)
        p->out.size -= size;
}

void page_lines_word(page_lines *p, morgue_str word)
{
    word = str_trim(word);
    end_part(p);
    take_off_hyphen(p, word);
    append_word(p, word);
}

void page_lines_part(page_lines *p, morgue_str part, morgue_str whole,
                     int which)
{
    if (which == 1) {
        end_part(p);
        take_off_hyphen(p, part);
        buffer_clear(&p->part);
        buffer_clear(&p->whole);
        buffer_append_str(&p->part, part);
        buffer_append_str(&p->whole, whole);
        p->has_part = true;
        return;
    }
    if (!p->has_part) {
        page_lines_word(p, part);
        return;
    }
    p->has_part = false;
    if (p->whole.size == 0) {
        bool is_sure;

        p->part.size -= hyphen_size(buffer_view(&p->part), &is_sure);
        buffer_append_str(&p->whole, buffer_view(&p->part));
        buffer_append_str(&p->whole, part);
    }
    append_word(p, buffer_view(&p->whole));
}

void page_lines_hyphen(page_lines *p)
{
    if (!p->has_part)
        p->ends_in_hyphen = p->in_block;
}

void page_lines_end_line(page_lines *p)
{
    bool is_sure;
    size_t size = hyphen_size(buffer_view(&p->out), &is_sure);

    if (!p->has_part && p->in_block && size && p->out.size > size &&
        p->out.data[p->out.size - size - 1] != ' ')
        p->ends_in_hyphen = true;
}

void page_lines_end_block(page_lines *p)
{
    /* A word may go on in the next block, a column's top. */
    if (p->in_block && !p->has_part)
        buffer_append_char(&p->out, '\n');
    p->in_block = p->in_block && p->has_part;
    p->ends_in_hyphen = false;
}

void page_lines_line(page_lines *p, morgue_str line)
{
    size_t at = 0;

    while (at < line.size) {
        size_t end = str_find_char(str_slice(line, at, line.size), ' ');
        end = end == SIZE_MAX ? line.size : at + end;
        page_lines_word(p, str_slice(line, at, end));
        at = end + 1;
    }
    page_lines_end_line(p);
}

/* ---- The page ---- */

static void name_page_title(article *out, arena *a, const name_page *page)
{
    char date[DATE_TEXT_MAX] = "";

    civil_date_format(&page->date, date);
    out->title = arena_format(a, "%.*s, %s, edition %.*s, page %.*s",
                              (int)page->newspaper.size,
                              page->newspaper.data, date,
                              (int)page->edition.size, page->edition.data,
                              (int)page->page.size, page->page.data);
    out->source = arena_copy(a, page->newspaper);
    out->section = arena_format(a, "page %.*s", (int)page->page.size,
                                page->page.data);
    out->url = arena_format(
        a,
        "https://chroniclingamerica.loc.gov/lccn/%.*s/%s/ed-%.*s/seq-%.*s/",
        (int)page->newspaper.size, page->newspaper.data, date,
        (int)page->edition.size, page->edition.data, (int)page->page.size,
        page->page.data);
}

static void set_date(article *out, const civil_date *date)
{
    out->published = *date;
    out->published_from = "name";
}

bool article_page_by_name(article *out, record *r, morgue_str image)
{
    morgue_str name = article_name(r);
    civil_date date;
    name_page page;

    if (name_page_read(&page, name)) {
        name_page_title(out, r->arena, &page);
        set_date(out, &page.date);
        return true;
    }
    if (name_date_find(&date, name) || name_date_find(&date, image))
        set_date(out, &date);
    return false;
}

/* Some software coded its UTF-8 once more. */
static morgue_str repaired(arena *a, morgue_str text)
{
    buffer out;

    buffer_init(&out, LIMIT_PAYLOAD);
    if (charset_undouble(&out, text))
        text = buffer_view(&out);
    text = arena_copy(a, text);
    buffer_free(&out);
    return text;
}

/* What a masthead says: the one day that the page's first words name. */
static void date_from_masthead(article *out)
{
    morgue_str head = str_slice(out->text, 0, utf8_floor(out->text, HEAD_MAX));
    date_locale locale = {DATE_ORDER_DMY, ""};
    civil_date day = {0};
    date_found found;
    size_t at = 0;

    while (date_words_next(&found, head, &at, &locale)) {
        if (found.certainty < DATE_CERTAIN || found.date.precision < DATE_DAY)
            continue;
        if (day.precision && !civil_date_same_day(&day, &found.date))
            return;
        day = found.date;
    }
    if (day.precision == DATE_UNKNOWN)
        return;
    out->published = day;
    out->published_from = "text";
}

void page_lines_finish(page_lines *p, article *out, record *r,
                       morgue_str image)
{
    morgue_str rest;

    end_part(p);
    out->text = repaired(r->arena, str_trim(buffer_view(&p->out)));
    if (out->text.size == 0) {
        record_settle(r, FATE_NOT_ARTICLE, "page without a text");
        return;
    }
    if (!article_page_by_name(out, r, image))
        out->title = article_first_title(out->text, &rest);
    if (out->published_from == NULL)
        date_from_masthead(out);
}
