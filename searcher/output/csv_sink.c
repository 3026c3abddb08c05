/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Comma-separated values as RFC 4180 has them, but lines end in LF. */
#include "csv_field.h"
#include "sink.h"

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
        csv_field(o->file, strings[i]);
        fputc(',', o->file);
    }
    number(o, m->record_offset);
    number(o, m->record_length);
    number(o, (int64_t)m->copies);
    csv_field(o->file, m->snippet);
    fputc(',', o->file);
    csv_field(o->file, m->replay);
    fputc('\n', o->file);
}

static void end(output *o, const answer *a)
{
    (void)o;
    (void)a;
}

const sink csv_sink = {"csv", false, begin, match, end};
