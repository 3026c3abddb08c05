/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Comma-separated values as RFC 4180 has them, but lines end in LF.  Control
 * characters other than newlines become blanks.
 */
#include "sink.h"

#include <string.h>

static void field(output *o, morgue_str s)
{
    bool needs_quotes = false;

    for (size_t i = 0; i < s.size; i++)
        needs_quotes |= s.data[i] == ',' || s.data[i] == '"' ||
                        s.data[i] == '\n';
    if (needs_quotes)
        fputc('"', o->file);
    for (size_t i = 0; i < s.size; i++) {
        char c = s.data[i];
        if (c == '"')
            fputc('"', o->file);
        fputc((unsigned char)c < ' ' && c != '\n' ? ' ' : c, o->file);
    }
    if (needs_quotes)
        fputc('"', o->file);
}

static void number(output *o, int64_t value)
{
    if (value >= 0)
        fprintf(o->file, "%lld", (long long)value);
    fputc(',', o->file);
}

static void begin(output *o, const answer *a)
{
    (void)a;
    fputs("rank,score,url,title,byline,source,section,language,published,"
          "published_from,captured,file,member,offset,length,copies,snippet,"
          "replay\n",
          o->file);
}

static void match(output *o, const morgue_match *m)
{
    const morgue_str strings[] = {
        m->url,      m->title,     m->byline,         m->source,   m->section,
        m->language, m->published, m->published_from, m->captured, m->file,
        m->member};

    fprintf(o->file, "%llu,%.6g,", (unsigned long long)m->rank, m->score);
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        field(o, strings[i]);
        fputc(',', o->file);
    }
    number(o, m->record_offset);
    number(o, m->record_length);
    number(o, (int64_t)m->copies);
    field(o, m->snippet);
    fputc(',', o->file);
    field(o, m->replay);
    fputc('\n', o->file);
}

static void end(output *o, const answer *a)
{
    (void)o;
    (void)a;
}

const sink csv_sink = {"csv", false, begin, match, end};
