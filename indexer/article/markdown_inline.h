/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The marks within a paragraph of Markdown: emphasis, code, links, images,
 * HTML's tags and references, backslashes (CommonMark's inlines).
 */
#ifndef MARKDOWN_INLINE_H
#define MARKDOWN_INLINE_H

#include "buffer.h"

/* Begin with the buffer and a budget, all else 0. */
typedef struct markdown_inlines {
    buffer *out;
    size_t budget;  /* bytes that may still be looked through for a close */
    int depth;      /* links within links */
    size_t open[3]; /* marks of emphasis that wait for their partners */
} markdown_inlines;

/* Append a paragraph's words, its marks taken off. */
void markdown_inlines_append(markdown_inlines *in, morgue_str paragraph);

/* How often the byte at `at` stands there one behind the other. */
size_t markdown_run(morgue_str s, size_t at);

#endif
