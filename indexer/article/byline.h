/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Who wrote an article.
 */
#ifndef BYLINE_H
#define BYLINE_H

#include "json_ld.h"

/* The names of all authors, ", " between them; empty when not said. */
morgue_str byline_find(const html_page *p, const json_ld *ld, arena *a);

#endif
