/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The YAML that stands between "---" lines above a Markdown text.
 */
#ifndef FRONT_MATTER_H
#define FRONT_MATTER_H

#include "article.h"

/*
 * Cut the front matter off *text and fill what it says into out; strings stand
 * in the arena.  Without front matter nothing changes.  False when it stands
 * there and can't be read: what was read of it stands.
 */
bool front_matter_read(arena *a, morgue_str *text, article *out);

/*
 * The same for one pair, as other formats name them too: "title", "headline",
 * "source_url", "authors" ...  Unknown names are left.  A field said twice
 * keeps the first, a date the more precise.
 */
void front_matter_field(arena *a, article *out, morgue_str name,
                        morgue_str value);

#endif
