/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * For people at a terminal:
 *
 *   1. Title of the article
 *      Outlet, 1999-09-18, By Somebody
 *      The passage that answers, its hits bold.
 *      https://outlet.example/1999/09/18/article
 */
#include "bar_chart.h"
#include "painted_text.h"
#include "sink.h"

#include <string.h>

static morgue_str str(const char *s)
{
    return (morgue_str){s, strlen(s)};
}

static void begin(output *o, const answer *a)
{
    (void)o;
    (void)a;
}

static void put_title(painter *p, const morgue_match *m)
{
    p->style = "1";
    if (m->title.size > 0)
        paint_marked(p, m->title, m->title_marks, m->title_mark_count);
    else
        paint(p, str("(no title)"));
    p->style = "";
    paint_line_end(p);
}

static void put_indent(painter *p)
{
    fprintf(p->output->file, "%*s", (int)p->indent, "");
    p->column = p->indent;
}

/* A date, or a date and a time to the minute, as the paper's clock had it. */
static void put_date(painter *p, morgue_str published)
{
    if (published.size == 0) {
        paint(p, str("date unknown"));
        return;
    }
    paint(p, (morgue_str){published.data,
                          published.size < 10 ? published.size : 10});
    if (published.size >= 16 && memcmp(published.data + 11, "00:00", 5) != 0) {
        paint(p, str(" "));
        paint(p, (morgue_str){published.data + 11, 5});
    }
}

static void put_origin(painter *p, const morgue_match *m)
{
    put_indent(p);
    if (m->source.size > 0) {
        paint(p, m->source);
        paint(p, str(", "));
    }
    put_date(p, m->published);
    if (m->byline.size > 0) {
        paint(p, str(", "));
        paint(p, m->byline);
    }
    paint_line_end(p);
}

/* What stands at the end of s ends a sentence, or nothing is there. */
static bool is_whole(morgue_str s)
{
    static const char *const endings[] = {
        ".", "!", "?", "\"", ")", "\n", "\xe2\x80\x9d", "\xe2\x80\x99",
        "\xc2\xbb", "\xe2\x80\xa6", "\xe3\x80\x82", "\xe3\x80\x8d", NULL};

    while (s.size > 0 && s.data[s.size - 1] == ' ')
        s.size--;
    if (s.size == 0)
        return true;
    for (const char *const *e = endings; *e != NULL; e++) {
        size_t size = strlen(*e);
        if (s.size >= size && memcmp(s.data + s.size - size, *e, size) == 0)
            return true;
    }
    return false;
}

static void put_snippet(painter *p, const morgue_match *m)
{
    morgue_str before = {m->text.data, m->snippet_begin};
    bool goes_on = m->snippet_end < m->text.size &&
                   m->text.data[m->snippet_end] != '\n';

    if (m->snippet.size == 0)
        return;
    put_indent(p);
    if (m->snippet_begin <= m->text.size && !is_whole(before))
        paint(p, str("\xe2\x80\xa6 "));
    paint_marked(p, m->snippet, m->marks, m->mark_count);
    if (goes_on && !is_whole(m->snippet))
        paint(p, str(" \xe2\x80\xa6"));
    paint_line_end(p);
}

static void put_place(painter *p, morgue_str place)
{
    if (place.size == 0)
        return;
    put_indent(p);
    paint(p, place);
    paint_line_end(p);
}

static void match(output *o, const morgue_match *m)
{
    painter p = {o, 0, 0, ""};
    int width = fprintf(o->file, "%s%llu. ", o->told > 0 ? "\n" : "",
                        (unsigned long long)m->rank);

    p.indent = p.column = (unsigned)width - (o->told > 0);
    put_title(&p, m);
    put_origin(&p, m);
    put_snippet(&p, m);
    put_place(&p, m->url.size > 0 ? m->url : m->file);
    if (m->url.size == 0)
        put_place(&p, m->member);
    put_place(&p, m->replay);
    if (m->copies > 1) {
        put_indent(&p);
        fprintf(o->file, "in %llu copies", (unsigned long long)m->copies);
        paint_line_end(&p);
    }
}

/* 1234567 as 1,234,567. */
static void put_number(FILE *file, uint64_t n)
{
    if (n >= 1000) {
        put_number(file, n / 1000);
        fprintf(file, ",%03u", (unsigned)(n % 1000));
    } else {
        fprintf(file, "%u", (unsigned)n);
    }
}

static void end(output *o, const answer *a)
{
    if (o->told > 0)
        fputc('\n', o->file);
    for (size_t i = 0; i < a->facet_count && a->total > 0; i++)
        chart_facet(o, a->facets[i].name, &a->facets[i].facet);
    if (a->timeline != NULL && a->total > 0)
        chart_timeline(o, a->timeline, a->unit);
    if (a->total == 0) {
        fputs("no match", o->file);
    } else {
        fputs(a->total_is_exact ? "" : "about ", o->file);
        put_number(o->file, a->total);
        fputs(a->total == 1 ? " match" : " matches", o->file);
        if (o->told > 0 && o->told < a->total)
            fprintf(o->file, ", %llu shown", (unsigned long long)o->told);
    }
    fprintf(o->file, " (%.1f ms)\n", a->took_ms);
}

const sink text_sink = {"text", true, begin, match, end};
