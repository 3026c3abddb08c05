/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Dates in running text, as the world's newspapers write them: "18 December
 * 2014", "Dec. 18, 2014 10:05 p.m.", "18.12.2014", "2014年12月18日", "18 ธันวาคม
 * 2557", "۲۷ آذر ۱۳۹۳".
 *
 * Month names of some ninety languages, digits of all scripts and Chinese
 * numerals, Buddhist years, Solar Hijri months (of Iran and Afghanistan),
 * Japanese eras and years of the Republic of China.  Islamic, Hebrew and
 * Ethiopian months are not read, nor Nepal's.  A date needs a year: "today" and "18 December" are none.
 */
#ifndef DATE_WORDS_H
#define DATE_WORDS_H

#include "civil_date.h"

/* What 03/04/2014 means where it was printed. */
typedef enum date_order {
    DATE_ORDER_DMY = 0,
    DATE_ORDER_MDY,
    DATE_ORDER_YMD
} date_order;

/* What is known of where a text was printed. */
typedef struct date_locale {
    date_order order;
    char language[3]; /* ISO 639-1 in lower case, or "" */
} date_locale;

typedef enum date_certainty {
    DATE_GUESSED = 1, /* the order of day and month, or the century */
    DATE_LIKELY,      /* numbers alone, in an order that shows itself */
    DATE_CERTAIN      /* a month by name or mark, or ISO 8601 */
} date_certainty;

typedef struct date_found {
    civil_date date;
    size_t begin, end; /* bytes of the text */
    date_certainty certainty;
} date_found;

/*
 * Language: of the page, such as "en-GB", or empty.  Host: its last label tells
 * the country.
 */
date_locale date_locale_of(morgue_str language, morgue_str host);

/*
 * The next date at or behind *at, which moves behind it; false when there is
 * none.
 */
bool date_words_next(date_found *out, morgue_str text, size_t *at,
                     const date_locale *locale);

/*
 * Read a value that is meant to be a date, such as <time datetime>: ISO 8601,
 * e-mail's, seconds or milliseconds since 1970, or the first date in it.
 */
bool date_words_read(civil_date *out, morgue_str value,
                     const date_locale *locale);

#endif
