/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Text as a page shows it: cleaned while it is appended.
 *
 * White space of all kinds folds to one space, none at the ends and, at the end
 * of a line within the text, none between Chinese or Japanese; soft hyphens,
 * zero-width characters and direction marks go; C1 controls, which pages mean
 * as Windows-1252, become the characters meant.  Joiners stay where scripts
 * need them: behind a letter beyond ASCII.
 */
#ifndef PAGE_TEXT_H
#define PAGE_TEXT_H

#include "buffer.h"

/*
 * Append UTF-8; no space follows a newline or a \v that stands there already.
 * *space says that a space is due before the next character, and
 * is left so when text ends in white space.
 */
void page_text_append(buffer *out, morgue_str text, bool *space);

/* A whole text at once, in place of what out held. */
void page_text_clean(buffer *out, morgue_str text);

#endif
