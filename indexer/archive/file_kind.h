/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a file's name says of what it holds.  A hint only: first bytes decide
 * between archives, and readers of articles look at the text.
 */
#ifndef FILE_KIND_H
#define FILE_KIND_H

#include "morgue.h"

/* What stands behind the last "/". */
morgue_str file_kind_base(morgue_str name);

/* The same without the ending of a compression: what such a file holds. */
morgue_str file_kind_plain_base(morgue_str name);

/* "html" of "a/b.HTML.gz": what follows the last dot, a compression's ending
 * put aside; empty when there is none.  Case is as it is. */
morgue_str file_kind_extension(morgue_str name);

/*
 * The media type of a file that may hold articles, "text/html"; "" when the
 * name does not tell; NULL when files so named hold none.
 */
const char *file_kind_media_type(morgue_str name);

/* A page's declaration or root begins it, whatever it is called: pages are
 * saved as "story.php?id=4", "10.stm", "page.html.orig". */
bool file_kind_begins_page(morgue_str begin);

/* The name says it is an archive of web records: .warc, .arc and kin. */
bool file_kind_is_warc(morgue_str name);

/* ... of an index to one, whose lines look like an ARC's. */
bool file_kind_is_cdx(morgue_str name);

#endif
