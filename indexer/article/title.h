/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The headline of an article.
 */
#ifndef TITLE_H
#define TITLE_H

#include "json_ld.h"

/*
 * The headline, without the outlet's name; a view into page or ld, empty when
 * there is none.  What is printed, what is shared and what machines are told
 * vote; host is the outlet's.
 */
morgue_str title_find(const html_page *p, const json_ld *ld, morgue_str host);

/* The line says the title, in whatever marks, perhaps with a kicker before. */
bool title_is_said(morgue_str line, morgue_str title);

/* Without "| Outlet" or " - Outlet" at an end, when source is that outlet or
 * the page's own words show that it is one. */
morgue_str title_without_source(morgue_str title, morgue_str source);

#endif
