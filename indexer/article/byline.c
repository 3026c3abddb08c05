/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "byline.h"

#include "metadata.h"
#include "str.h"

static morgue_str join(const morgue_str *names, size_t count, arena *a)
{
    morgue_str all = {NULL, 0};

    for (size_t i = 0; i < count; i++)
        all = all.size ? arena_format(a, "%.*s, %.*s", (int)all.size,
                                      all.data, (int)names[i].size,
                                      names[i].data)
                       : names[i];
    return all;
}

morgue_str byline_find(const html_page *p, const json_ld *ld, arena *a)
{
    static const char *const names[] = {
        "author", "article:author_name", "dc.creator", "parsely-author",
        "sailthru.author", "byl", "byline", "cxenseparse:author", NULL,
    };

    if (ld->author_count)
        return join(ld->authors, ld->author_count, a);
    return metadata_first(p, names);
}
