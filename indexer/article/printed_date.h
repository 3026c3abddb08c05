/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Dates as agencies and typists print them in English.
 */
#ifndef PRINTED_DATE_H
#define PRINTED_DATE_H

#include "civil_date.h"

/*
 * Read "December 18, 2014", "Dec. 18, 2014", "18 December 2014",
 * "26-FEB-1987 15:01:01.79", "Thursday, January 5, 1989, Home Edition": a day,
 * a month's name and a year of four digits that s begins with, but for a
 * weekday.  Gives the day: times printed so have no zone.
 */
bool printed_date_read(civil_date *out, morgue_str s);

#endif
