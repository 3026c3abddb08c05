/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where something stands on a page, seen from the headline.
 */
#ifndef PAGE_PLACE_H
#define PAGE_PLACE_H

#include "html_page.h"

/* What belongs to other stories, to readers or to the outlet. */
#define PAGE_ELSEWHERE                                                        \
    (MARK_RELATED | MARK_COMMENT | MARK_SIDEBAR | MARK_FOOTER |               \
     MARK_NAVIGATION | MARK_PROMOTION | MARK_NEWSLETTER | MARK_COOKIE |       \
     MARK_TEASER)

/*
 * The block of the headline: the heading with these words, else the first h1;
 * SIZE_MAX without one.  Where the page's own title is given for the words, a
 * heading that is part of it will do.
 */
size_t page_headline(const html_page *p, morgue_str title);

/*
 * Element e stands in one that is marked so, in navigation or an aside.  What
 * holds the headline as well is none of these, whatever it is called.
 */
bool page_is_elsewhere(const html_page *p, uint32_t e, size_t headline,
                       html_marks marks);

#endif
