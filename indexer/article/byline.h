/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Who wrote an article.
 */
#ifndef BYLINE_H
#define BYLINE_H

#include "json_ld.h"

/*
 * The names of all authors, ", " between them; empty when not said.  Persons
 * are looked for in all that the page says and prints near its title; the
 * outlet or an agency stands only where no person does.
 */
morgue_str byline_find(const html_page *p, const json_ld *ld,
                       morgue_str title, morgue_str host, arena *a);

#endif
