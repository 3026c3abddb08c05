/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Plain text from strings that hold some HTML: attributes, JSON.
 */
#ifndef HTML_TEXT_H
#define HTML_TEXT_H

#include "arena.h"
#include "buffer.h"

/* Tags off, references resolved, white space folded; in the arena. */
morgue_str html_text_plain(arena *a, morgue_str s);

/* The same, but line breaks and block tags part paragraphs. */
morgue_str html_text_paragraphs(arena *a, morgue_str s);

#endif
