/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What stands around an article: menus, share bars, related stories,
 * newsletters, comments, captions, cookie notices.
 *
 * Elements are dropped by tag, by the words of their class, id and role, and by
 * being hidden; but never against the weight of the prose they hold, for page
 * makers name carelessly.
 */
#ifndef PAGE_MARGIN_H
#define PAGE_MARGIN_H

#include "main_content.h"

/*
 * Set c->dropped and weigh what is left.  level 0 drops all that is likely;
 * 1 is more careful and spares comments; 2 drops by tag alone.
 */
void page_margin_drop(main_content *c, int level, arena *a);

/* html, head and body: named after the whole page, not after what they are. */
bool page_margin_is_frame(const html_element *e);

/* By tag, hidden, or named after what is never part of a text. */
bool page_margin_is_sure(const html_element *e);

#endif
