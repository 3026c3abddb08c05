/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page_lines.h"

#include "article_format.h"
#include "name_date.h"
#include "str.h"

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

/*
 * The typesetter's hyphen goes where a small letter follows; in front of a
 * capital or a figure it is the word's own.
 */
static void take_off_hyphen(page_lines *p, morgue_str next)
{
    buffer *out = &p->out;

    if (!p->ends_in_hyphen || out->size == 0 ||
        out->data[out->size - 1] != '-')
        return;
    if (next.size && ((next.data[0] >= 'a' && next.data[0] <= 'z') ||
                      (unsigned char)next.data[0] >= 0x80))
        out->size--;
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
        if (p->part.size && p->part.data[p->part.size - 1] == '-')
            p->part.size--;
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
    if (!p->has_part && p->in_block && p->out.size > 1 &&
        p->out.data[p->out.size - 1] == '-' &&
        p->out.data[p->out.size - 2] != ' ')
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

void page_lines_finish(page_lines *p, article *out, record *r,
                       morgue_str image)
{
    morgue_str rest;

    end_part(p);
    out->text = arena_copy(r->arena, str_trim(buffer_view(&p->out)));
    if (out->text.size == 0) {
        record_settle(r, FATE_NOT_ARTICLE, "page without a text");
        return;
    }
    if (!article_page_by_name(out, r, image))
        out->title = article_first_title(out->text, &rest);
}
