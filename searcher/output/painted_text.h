/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Text for people: marks stand out, lines are folded to the terminal, and no
 * byte of an article is ever a command to the terminal.
 */
#ifndef PAINTED_TEXT_H
#define PAINTED_TEXT_H

#include "sink.h"

typedef struct painter {
    output *output;
    unsigned indent; /* of every line but the first, in columns */
    unsigned column;
    const char *style; /* of the text outside the marks: "1", or "" */
} painter;

/*
 * Write text from the painter's column on.  Marks are bold, or between ** and
 * ** where the output has no bold.  Control characters, and those that turn
 * the direction of writing around, become U+FFFD.
 */
void paint_marked(painter *p, morgue_str text, const morgue_mark *marks,
                  size_t mark_count);
void paint(painter *p, morgue_str text);
void paint_line_end(painter *p);

/* Columns that the text takes when it is written. */
unsigned painted_width(morgue_str text);

#endif
