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

static bool is_joint(char c)
{
    return c == ' ' || c == '|' || c == '-' || c == ':' || c == '/';
}

/* Behind the last separator of the rest of a title. */
static morgue_str last_part(morgue_str s)
{
    static const char *const joints[] = {"|", " - ", " – ", " — ", " :: ",
                                         "：", " » ", " · "};
    size_t last = 0;

    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        morgue_str joint = str_of(joints[i]);
        for (size_t at = last; at + joint.size <= s.size; at++)
            if (str_starts_with(str_slice(s, at, s.size), joint))
                last = at + joint.size;
    }
    return str_trim(str_slice(s, last, last ? s.size : 0));
}

morgue_str metadata_source_of_title(const html_page *p, morgue_str title)
{
    size_t at = title.size ? str_find(p->title, title) : SIZE_MAX;
    morgue_str name = {NULL, 0};

    if (at == 0) {
        name = last_part(str_slice(p->title, title.size, p->title.size));
    } else if (at != SIZE_MAX && at + title.size == p->title.size) {
        name = str_slice(p->title, 0, at);
        while (name.size && is_joint(name.data[name.size - 1]))
            name.size--;
    }
    name = str_slice(name, 0, str_find(name, STR(": ")));
    for (size_t i = 0; i < name.size; i++)
        if (ascii_is_digit(name.data[i]))
            return (morgue_str){NULL, 0};
    return name.size >= 3 && name.size <= 60 ? name : (morgue_str){NULL, 0};
}
