/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Headings of what follows an article and is none of it: "Related articles",
 * "Most read", "Leave a comment", in many languages.
 */
#ifndef TAIL_HEADING_H
#define TAIL_HEADING_H

#include "morgue.h"

/* The line is such a heading; a sentence of the article is none, though it
 * begin with the same words ("More from the mayor came on Monday."). */
bool tail_heading_is(morgue_str line);

#endif
