/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "publication_date.h"

#include "metadata.h"
#include "str.h"

const char *publication_date_find(civil_date *out, const html_page *p,
                                  const json_ld *ld, const record *r)
{
    static const char *const names[] = {
        "article:published_time", "og:published_time", "datepublished",
        "date", "pubdate", "publish_date", "publish-date", "dc.date",
        "dc.date.issued", "dcterms.created", "dcterms.issued",
        "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
        "article.published", "published_at", "displaydate", NULL,
    };

    (void)r;
    *out = (civil_date){.offset_minutes = DATE_NO_OFFSET};
    if (civil_date_parse_iso(out, ld->published))
        return "json-ld";
    if (civil_date_parse_iso(out, metadata_first(p, names)))
        return "meta";
    for (size_t i = 0; i < p->time_count; i++)
        if (civil_date_parse_iso(out, p->times[i].datetime))
            return "time";
    *out = (civil_date){.offset_minutes = DATE_NO_OFFSET};
    return NULL;
}
