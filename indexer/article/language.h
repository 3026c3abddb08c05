/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The language of an article, as an ISO 639-1 code.
 */
#ifndef LANGUAGE_H
#define LANGUAGE_H

#include "json_ld.h"

/*
 * The language of text of which nothing else tells it, likely or at least
 * guessed.  NULL when not even that.  Static string.
 */
const char *language_of_plain_text(morgue_str text);

/*
 * The text's own witness is heard first; what the page declares speaks where
 * the text is short or mixed.  Empty when nobody says.
 */
morgue_str language_find(const html_page *p, const json_ld *ld,
                         morgue_str text, arena *a);

#endif
