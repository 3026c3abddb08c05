/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Links into a web archive that land on the quotation.
 *
 * The link ends in a text directive, "#:~:text=", as the draft "URL Fragment
 * Text Directives" (WICG, wicg.github.io/scroll-to-text-fragment) has it:
 * a browser scrolls to the words and marks them, others ignore it.
 */
#ifndef REPLAY_H
#define REPLAY_H

#include "snippet.h"

/*
 * The template with {timestamp} and {url} filled in, in the arena; empty when
 * the template is, or the article has no URL.  The timestamp is 14 digits of
 * the capture or, where that is not known, of the publication, after which an
 * archive will have captured the page; with neither there is no link.
 * In the path of the template the URL stands as it is, behind a `?` or `#` its
 * every reserved byte is escaped.
 *
 * The quotation is the first mark of the snippet and a few words around it,
 * from one paragraph; without a mark there is no directive.
 */
morgue_str replay_link(morgue_str template, const stored_article *article,
                       const snippet *s, arena *a);

#endif
