/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page_kind.h"

#include "str.h"

const char *page_kind_refusal(const html_page *p, const main_content *c,
                              const json_ld *ld, const record *r,
                              morgue_str text)
{
    (void)c;
    (void)r;
    if (text.size > 0)
        return NULL;
    if (p->has_frames)
        return "page of frames";
    if (ld->is_article)
        return NULL;
    return "page without text";
}
