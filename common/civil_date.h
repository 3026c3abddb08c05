/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A date as a newspaper prints it: as precise as known, in the civil time of
 * the place of publication.
 *
 * The day of publication is the day on that place's calendar, so times keep
 * their own clock and carry their offset beside it; nothing is ever converted
 * to UTC on the way to the index.  The calendar is the proleptic Gregorian.
 */
#ifndef CIVIL_DATE_H
#define CIVIL_DATE_H

#include "buffer.h"

typedef enum date_precision {
    DATE_UNKNOWN = 0,
    DATE_YEAR,
    DATE_MONTH,
    DATE_DAY,
    DATE_MINUTE,
    DATE_SECOND
} date_precision;

#define DATE_NO_OFFSET INT16_MIN

typedef struct civil_date {
    int16_t year;       /* 1..9999 */
    uint8_t month, day; /* from 1; 0 where less precise */
    uint8_t hour, minute, second;
    uint8_t precision;      /* a date_precision */
    int16_t offset_minutes; /* east of UTC, or DATE_NO_OFFSET */
} civil_date;

/* "19991231235959" and its NUL: how dates stand in value slots. */
#define DATE_DIGITS 14
#define DATE_TEXT_MAX 32

bool civil_date_is_valid(const civil_date *date);

/* Sunday is 0. */
int civil_date_weekday(int year, int month, int day);
int civil_date_days_in_month(int year, int month);

/* Days since 1970-01-01, and back. */
int64_t civil_date_to_days(int year, int month, int day);
void civil_date_from_days(int64_t days, int *year, int *month, int *day);

/*
 * Read ISO 8601 / RFC 3339 and its shortened forms: 2014, 2014-12, 2014-12-18,
 * 20141218, 2014-12-18T22:05, 2014-12-18 22:05:07.5+01:00, ...Z.  The text
 * must be all of s.
 */
bool civil_date_parse_iso(civil_date *out, morgue_str s);

/* Read 4 to 14 digits as CDX writes them: 2014, 201412, ... 20141218220507. */
bool civil_date_parse_digits(civil_date *out, morgue_str s);

/*
 * Read the date of an e-mail or HTTP head: Thu, 18 Dec 2014 22:05:07 +0100,
 * also without the weekday, the seconds or the zone.
 */
bool civil_date_parse_rfc822(civil_date *out, morgue_str s);

/* RFC 3339, as precise as known; returns the length.  Nothing for unknown. */
size_t civil_date_format(const civil_date *date, char out[DATE_TEXT_MAX]);

/*
 * The first and the last second that the date may mean, as 14 digits of its
 * own clock: 2014-12 gives 20141201000000 and 20141231235959.
 */
void civil_date_first(const civil_date *date, char out[DATE_DIGITS + 1]);
void civil_date_last(const civil_date *date, char out[DATE_DIGITS + 1]);

/* Both name the same year, month and day. */
bool civil_date_same_day(const civil_date *a, const civil_date *b);

/* The same moment in UTC when the offset is known; otherwise unchanged. */
civil_date civil_date_utc(const civil_date *date);

#endif
