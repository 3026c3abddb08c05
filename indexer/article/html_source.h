/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A page as the parser is given it: without what html_page.c does not read.
 *
 * The parser walks a page letter by letter, at some thirty nanoseconds each,
 * and most of a page is no text: scripts, styles, addresses, settings of
 * programs.  These are passed over by memchr() here, so that what is left is
 * parsed to the same page.
 */
#ifndef HTML_SOURCE_H
#define HTML_SOURCE_H

#include "buffer.h"

/*
 * Append a page, valid UTF-8, without the bodies of scripts and styles and
 * without attributes that nothing is read from.  Scripts of JSON-LD stay.
 */
void html_source_append(buffer *out, morgue_str html);

#endif
