/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * BibTeX: an @article an article, in UTF-8, with the fields that BibLaTeX
 * (date, urldate) and older styles (year, month) look for.
 */
#include "citation.h"
#include "sink.h"

#include <string.h>

#define KEY_MAX 24 /* letters of the outlet in a key */

static void put_char(output *o, char c)
{
    static const struct {
        char c;
        const char *tex;
    } escapes[] = {
        {'\\', "\\textbackslash{}"}, {'{', "\\{"}, {'}', "\\}"},
        {'~', "\\textasciitilde{}"}, {'^', "\\textasciicircum{}"},
        {'&', "\\&"}, {'%', "\\%"}, {'$', "\\$"}, {'#', "\\#"}, {'_', "\\_"}};

    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        if (escapes[i].c == c) {
            fputs(escapes[i].tex, o->file);
            return;
        }
    fputc((unsigned char)c < ' ' ? ' ' : c, o->file);
}

static void put(output *o, morgue_str s)
{
    for (size_t i = 0; i < s.size; i++)
        put_char(o, s.data[i]);
}

static void field(output *o, const char *name, morgue_str value)
{
    if (value.size == 0)
        return;
    fprintf(o->file, ",\n  %s = {", name);
    put(o, value);
    fputc('}', o->file);
}

/* URLs are verbatim but for braces, which would end the field. */
static void url_field(output *o, const char *name, morgue_str url)
{
    if (url.size == 0)
        return;
    fprintf(o->file, ",\n  %s = {", name);
    for (size_t i = 0; i < url.size; i++) {
        unsigned char c = (unsigned char)url.data[i];
        if (c <= ' ' || c == '{' || c == '}' || c == '\\')
            fprintf(o->file, "%%%02X", c);
        else
            fputc(c, o->file);
    }
    fputc('}', o->file);
}

/* The letters of the outlet, the year, the rank: unique within an export. */
static void key(output *o, const morgue_match *m)
{
    citation_date d = citation_date_of(m->published);
    morgue_str outlet = citation_outlet(m);
    size_t put_count = 0;

    for (size_t i = 0; i < outlet.size && put_count < KEY_MAX; i++) {
        char c = outlet.data[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
            (c >= 'A' && c <= 'Z')) {
            fputc(c >= 'A' && c <= 'Z' ? c | 0x20 : c, o->file);
            put_count++;
        }
    }
    if (put_count == 0)
        fputs("article", o->file);
    if (d.year > 0)
        fprintf(o->file, "%04d", d.year);
    fprintf(o->file, "-%llu", (unsigned long long)m->rank);
}

static void authors(output *o, morgue_str byline)
{
    morgue_str author;
    bool first = true;

    while (citation_next_author(&byline, &author)) {
        fputs(first ? ",\n  author = {{" : " and {", o->file);
        put(o, author);
        fputc('}', o->file);
        first = false;
    }
    if (!first)
        fputc('}', o->file);
}

static void dates(output *o, const morgue_match *m)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr",
                                         "may", "jun", "jul", "aug",
                                         "sep", "oct", "nov", "dec"};
    citation_date d = citation_date_of(m->published);
    citation_date seen = citation_date_of(m->captured);

    if (d.year > 0)
        fprintf(o->file, ",\n  year = {%04d}", d.year);
    if (d.month >= 1 && d.month <= 12)
        fprintf(o->file, ",\n  month = %s", months[d.month - 1]);
    if (d.year > 0) {
        fprintf(o->file, ",\n  date = {%04d", d.year);
        if (d.month > 0)
            fprintf(o->file, "-%02d", d.month);
        if (d.day > 0)
            fprintf(o->file, "-%02d", d.day);
        fputc('}', o->file);
    }
    if (seen.day > 0)
        fprintf(o->file, ",\n  urldate = {%04d-%02d-%02d}", seen.year,
                seen.month, seen.day);
}

static void begin(output *o, const answer *a)
{
    (void)o;
    (void)a;
}

static void match(output *o, const morgue_match *m)
{
    fputs("@article{", o->file);
    key(o, m);
    fputs(",\n  title = {{", o->file);
    put(o, m->title);
    fputs("}}", o->file);
    authors(o, m->byline);
    field(o, "journal", citation_outlet(m));
    dates(o, m);
    field(o, "langid", m->language);
    url_field(o, "url", m->url);
    url_field(o, "archiveurl", m->replay);
    field(o, "annote", m->snippet);
    fputs("\n}\n\n", o->file);
}

const sink bibtex_sink = {"bibtex", false, begin, match, begin};
