/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a page says of itself in <meta>.
 */
#ifndef METADATA_H
#define METADATA_H

#include "json_ld.h"

/* The first content of that name (in lower case), or empty. */
morgue_str metadata_get(const html_page *p, const char *name);

/* The first of several names that the page has; ends with NULL. */
morgue_str metadata_first(const html_page *p, const char *const *names);

/*
 * The outlet as the window's title names it, before or behind the headline:
 * "Water rises - The Gazette"; empty when it does not.
 */
morgue_str metadata_source_of_title(const html_page *p, morgue_str title);

/* The outlet, and the part of it; empty when not said. */
morgue_str metadata_source(const html_page *p, const json_ld *ld);
morgue_str metadata_section(const html_page *p, const json_ld *ld);

#endif
