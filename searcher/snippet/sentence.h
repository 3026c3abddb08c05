/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where sentences and words begin and end, well enough to cut a quotation.
 *
 * A sentence ends at a full stop, a question or exclamation mark, with closing
 * quotes behind it, before white space and what may begin a sentence; also at
 * a newline, and at the stops of Chinese and Japanese without a space.  The
 * point of an initial ("J. Smith", "U.S.") or of a title ("Sen. Smith") is
 * none.
 */
#ifndef SENTENCE_H
#define SENTENCE_H

#include "morgue.h"

/* A sentence begins at the byte. */
bool sentence_begins_at(morgue_str text, size_t at);

/* The last byte in [low, high] where a sentence begins, or SIZE_MAX. */
size_t sentence_begin_before(morgue_str text, size_t low, size_t high);

/*
 * The first place in [low, high] where text may be cut so that a word begins
 * there; low itself where a script writes no spaces.  Never inside of what a
 * reader takes for one character.
 */
size_t word_begin_after(morgue_str text, size_t low, size_t high);

/* The same from the other side: where a word ends. */
size_t word_end_before(morgue_str text, size_t low, size_t high);

/* Where the spaces at `at` end; not behind high. */
size_t trim_begin(morgue_str text, size_t at, size_t high);

/* `at` without the white space before it, but not under low. */
size_t trim_end(morgue_str text, size_t low, size_t at);

#endif
