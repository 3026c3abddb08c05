/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The text of Markdown (CommonMark's blocks and inlines, tables), without its
 * marks.
 */
#ifndef MARKDOWN_PLAIN_H
#define MARKDOWN_PLAIN_H

#include "buffer.h"

/*
 * Append the text, a newline after each paragraph, heading and item.  Links
 * keep their words, numbers of lists stay, images and code's fences go.  The
 * first heading of the first level stands at *title_begin of out, *title_size
 * bytes; 0: there is none.
 */
void markdown_plain(buffer *out, morgue_str markdown, size_t *title_begin,
                    size_t *title_size);

#endif
