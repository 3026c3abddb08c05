/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What reading pages of HTML keeps from page to page: the parser and buffers.
 */
#ifndef HTML_ARTICLE_H
#define HTML_ARTICLE_H

#include "arena.h"

/* One a worker. */
typedef struct html_reader html_reader;

html_reader *html_reader_new(void);
void html_reader_free(html_reader *h);

/* All the text that a page shows, a paragraph a line; in the arena. */
morgue_str html_reader_text(html_reader *h, morgue_str bytes,
                            morgue_str media_type, arena *a);

#endif
