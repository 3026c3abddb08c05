/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What stands above a Markdown text: YAML between "---" lines, TOML between
 * "+++" lines (Hugo's; of TOML the pairs of the first table, a line each).
 */
#ifndef FRONT_MATTER_H
#define FRONT_MATTER_H

#include "article.h"

/*
 * Cut the front matter off *text and fill what it says into out; strings stand
 * in the arena.  Without front matter nothing changes.  False when what stands
 * there is no YAML: lines such as "title: War: a history" are read as pairs,
 * and what does not begin with one is text that begins with a rule, and stays.
 */
bool front_matter_read(arena *a, morgue_str *text, article *out);

/* Text begins with a line that opens such. */
bool front_matter_begins(morgue_str text);

#endif
