/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The time of day that stands behind a date.
 */
#ifndef CLOCK_WORDS_H
#define CLOCK_WORDS_H

#include "civil_date.h"

/*
 * Read "at 10:05 p.m. EST", ", 22.05 Uhr", "T22:05:07+01:00", "22時05分" at
 * *at, which moves behind it, into date.  False, and nothing moves, when there
 * is none.
 */
bool clock_words_read(civil_date *date, morgue_str text, size_t *at);

#endif
