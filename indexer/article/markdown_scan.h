/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What of a line of Markdown is more than words: most are nothing else, and
 * are then taken as they stand.  Sixteen bytes are looked at a step.
 */
#ifndef MARKDOWN_SCAN_H
#define MARKDOWN_SCAN_H

#include "morgue.h"

/* Where the first byte that may be a mark within a line stands, from `at` on:
 * one of \ ! [ * _ ~ ` < &.  s.size: there is none. */
size_t markdown_find_mark(morgue_str s, size_t at);

/* Whether blanks follow each other or there are others than U+0020, also in
 * front; rarely also where it is not so. */
bool markdown_has_odd_blanks(morgue_str s);

/* Neither marks nor odd blanks; not all lines that have none are known. */
bool markdown_is_plain(morgue_str line);

#endif
