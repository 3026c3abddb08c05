/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Bytes in whatever encoding to UTF-8.
 *
 * Witnesses, in order: a byte order mark; the bytes themselves, for what is
 * valid UTF-8 beyond ASCII is hardly ever anything else; what HTTP declares;
 * what the page's head declares; uchardet's guess; Windows-1252.  Labels mean
 * what browsers take them for (WHATWG Encoding): iso-8859-1 is Windows-1252,
 * gb2312 is GB18030.
 */
#ifndef CHARSET_H
#define CHARSET_H

#include "buffer.h"

/*
 * The text as UTF-8: a view into `bytes` when those are UTF-8 already, else of
 * `out`, which is cleared first.  Valid, without NUL and byte order mark.
 * declared: a charset's label or a whole media type with one, or empty.
 * is_html: look for <meta charset> too.
 */
morgue_str charset_to_utf8(buffer *out, morgue_str bytes, morgue_str declared,
                           bool is_html);

/*
 * Undo UTF-8 that somebody took for Windows-1252 and coded once more ("Ã©" for
 * "é"): out then holds the repaired text and the result is true.  False, and
 * nothing done, when text shows no such thing.
 */
bool charset_undouble(buffer *out, morgue_str text);

#endif
