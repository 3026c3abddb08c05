/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "metadata.h"

#include "str.h"

morgue_str metadata_get(const html_page *p, const char *name)
{
    morgue_str wanted = str_of(name);

    for (size_t i = 0; i < p->meta_count; i++)
        if (str_equal(p->metas[i].name, wanted))
            return p->metas[i].content;
    return (morgue_str){NULL, 0};
}

morgue_str metadata_first(const html_page *p, const char *const *names)
{
    for (; *names; names++) {
        morgue_str content = metadata_get(p, *names);
        if (content.size)
            return content;
    }
    return (morgue_str){NULL, 0};
}

/* Some give their address for their name. */
static morgue_str without_scheme(morgue_str s)
{
    size_t at = str_find(s, STR("://"));

    if (at != SIZE_MAX && at < 6)
        s = str_slice(s, at + 3, s.size);
    while (str_ends_with(s, STR("/")))
        s.size--;
    return str_trim(s);
}

morgue_str metadata_source(const html_page *p, const json_ld *ld)
{
    static const char *const names[] = {
        "og:site_name", "application-name", "dc.publisher", "dcterms.publisher",
        "citation_journal_title", "publisher", NULL,
    };
    morgue_str source = without_scheme(metadata_get(p, "og:site_name"));

    if (source.size == 0)
        source = without_scheme(ld->publisher);
    return source.size ? source : without_scheme(metadata_first(p, names));
}

morgue_str metadata_section(const html_page *p, const json_ld *ld)
{
    static const char *const names[] = {
        "article:section", "og:article:section", "section", "articlesection",
        "parsely-section", "cxenseparse:section", "sailthru.section", NULL,
    };

    if (ld->section.size)
        return ld->section;
    return metadata_first(p, names);
}
