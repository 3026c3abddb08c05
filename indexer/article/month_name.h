/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Months by name, in some sixty languages.
 */
#ifndef MONTH_NAME_H
#define MONTH_NAME_H

#include "date_token.h"

#define MONTH_JALALI 12 /* 13 to 24: Farvardin to Esfand, Hamal to Hut */

/*
 * The month that a name or its abbreviation means, 0 for none.  language: ISO
 * 639-1, for the few names that mean two months, or "".
 */
int month_of_word(morgue_str word, const char *language);

/*
 * The same for names that stand at s.data in more than one word: Thai's
 * abbreviations with dots, the Levant's second names, Mongolia's numbers.
 * *size is how many bytes.
 */
int month_of_phrase(morgue_str s, size_t *size);

#endif
