/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Paragraphs from lines: text as typists, wire services and converters left
 * it, wrapped at a column or a paragraph a line.
 */
#ifndef TEXT_LINES_H
#define TEXT_LINES_H

#include "arena.h"
#include "buffer.h"

/*
 * Append the paragraphs of text, each ended by a newline.  A line is joined to
 * the one before when that was wrapped: the next word would not have fitted
 * the text's width.  An empty line always ends a paragraph; so does a line
 * that is set in where others are not.
 */
void text_lines_unwrap(buffer *out, morgue_str text);

/*
 * The width at which the text is wrapped, in code points; 0 when it is not
 * wrapped at all.
 */
size_t text_lines_width(morgue_str text);

#endif
