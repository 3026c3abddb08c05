/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "title.h"

#include "metadata.h"
#include "str.h"

static const char *const separators[] = {
    " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ",
};

morgue_str title_without_source(morgue_str title, morgue_str source)
{
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        morgue_str between = str_of(separators[i]);

        if (source.size == 0 || title.size <= source.size + between.size)
            continue;
        if (str_equal_nocase(str_slice(title, title.size - source.size,
                                       title.size),
                             source) &&
            str_ends_with(str_slice(title, 0, title.size - source.size),
                          between))
            return str_slice(title, 0,
                             title.size - source.size - between.size);
    }
    return title;
}

/* The only h1 outside of what is navigation, or the first one of them. */
static morgue_str find_heading(const html_page *p)
{
    for (size_t i = 0; i < p->element_count; i++) {
        const html_element *e = &p->elements[i];
        morgue_str text;

        if (e->tag != TAG_H1 || e->is_hidden)
            continue;
        text = html_page_text(p, e);
        if (text.size > 0 && text.size < 400 &&
            str_find_char(text, '\n') == SIZE_MAX)
            return text;
    }
    return (morgue_str){NULL, 0};
}

morgue_str title_find(const html_page *p, const json_ld *ld, arena *a)
{
    static const char *const names[] = {
        "og:title", "twitter:title", "title", "dc.title", "parsely-title",
        "sailthru.title", "headline", NULL,
    };
    morgue_str source = metadata_source(p, ld);
    morgue_str heading = find_heading(p);
    morgue_str title = heading;

    (void)a;
    if (title.size == 0 && ld->is_article)
        title = ld->headline;
    if (title.size == 0)
        title = metadata_first(p, names);
    if (title.size == 0)
        title = p->title;
    return title_without_source(title, source);
}
