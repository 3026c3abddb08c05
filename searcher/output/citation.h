/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the formats of reference managers share.
 */
#ifndef CITATION_H
#define CITATION_H

#include "morgue.h"

#include <stdio.h>

/* Year, month and day of an RFC 3339 date; 0 for what it does not say. */
typedef struct citation_date {
    int year, month, day;
} citation_date;

citation_date citation_date_of(morgue_str rfc3339);

/*
 * Cut the next author off a byline: "By Ann Lee and Bo Oak" gives "Ann Lee",
 * then "Bo Oak".  False after the last.  Commas stay: what follows one is as
 * often an office as a name.
 */
bool citation_next_author(morgue_str *byline, morgue_str *author);

/* The outlet's name, or the host of the URL where none is known. */
morgue_str citation_outlet(const morgue_match *m);

/* The text without newlines, which would end a field. */
void citation_put_plain(morgue_str s, FILE *file);

#endif
