/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whether a line of a page ends as sentences do, in any script.
 */
#ifndef SENTENCE_END_H
#define SENTENCE_END_H

#include "morgue.h"

/* With a mark that ends a sentence or a part of one: also colons, closing
 * brackets and quotes. */
bool sentence_end_has(morgue_str text);

/* The line is a sentence of its own: no word to what follows it ("More:"), no
 * call that trails off ("See also...") and not as short as "Read on." */
bool sentence_end_is_full(morgue_str text);

#endif
