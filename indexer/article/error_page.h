/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages that say that there is none: "Page not found", "Access denied", "Please
 * log in", served as if they were articles.
 */
#ifndef ERROR_PAGE_H
#define ERROR_PAGE_H

#include "html_page.h"

/* The page whose text is `text` is such a one: it is short, and its title or
 * first heading says of a page that it is missing, or its text asks to log in,
 * to allow scripts, to prove to be a person. */
bool error_page_is(const html_page *p, morgue_str text);

#endif
