/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * RIS, as EndNote, Zotero and Mendeley read it: "TY  - NEWS" begins an
 * article, "ER  - " ends it; lines end in CR LF.
 */
#include "citation.h"
#include "sink.h"

static void tag(output *o, const char *name, morgue_str value)
{
    if (value.size == 0)
        return;
    fprintf(o->file, "%s  - ", name);
    citation_put_plain(value, o->file);
    fputs("\r\n", o->file);
}

/* YYYY/MM/DD/, with nothing where nothing is known. */
static void date(output *o, const char *name, morgue_str rfc3339)
{
    citation_date d = citation_date_of(rfc3339);

    if (d.year == 0)
        return;
    fprintf(o->file, "%s  - %04d/", name, d.year);
    if (d.month > 0)
        fprintf(o->file, "%02d", d.month);
    fputc('/', o->file);
    if (d.day > 0)
        fprintf(o->file, "%02d", d.day);
    fputs("/\r\n", o->file);
}

static void begin(output *o, const answer *a)
{
    (void)o;
    (void)a;
}

static void match(output *o, const morgue_match *m)
{
    morgue_str byline = m->byline, author;
    citation_date published = citation_date_of(m->published);

    fputs("TY  - NEWS\r\n", o->file);
    tag(o, "TI", m->title);
    while (citation_next_author(&byline, &author))
        tag(o, "AU", author);
    tag(o, "T2", citation_outlet(m));
    tag(o, "SE", m->section);
    if (published.year > 0)
        fprintf(o->file, "PY  - %04d\r\n", published.year);
    date(o, "DA", m->published);
    date(o, "Y2", m->captured);
    tag(o, "LA", m->language);
    tag(o, "UR", m->url);
    tag(o, "L2", m->replay);
    tag(o, "N1", m->snippet);
    fputs("ER  - \r\n\r\n", o->file);
}

const sink ris_sink = {"ris", false, begin, match, begin};
