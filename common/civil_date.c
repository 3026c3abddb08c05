/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "civil_date.h"

#include "str.h"

#include <stdio.h>

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int civil_date_days_in_month(int year, int month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30,
                                   31, 31, 30, 31, 30, 31};

    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] + (month == 2 && is_leap(year));
}

bool civil_date_is_valid(const civil_date *d)
{
    if (d->precision < DATE_YEAR || d->precision > DATE_SECOND ||
        d->year < 1 || d->year > 9999)
        return false;
    if (d->precision >= DATE_MONTH && (d->month < 1 || d->month > 12))
        return false;
    if (d->precision >= DATE_DAY &&
        (d->day < 1 || d->day > civil_date_days_in_month(d->year, d->month)))
        return false;
    if (d->precision >= DATE_MINUTE &&
        (d->hour > 23 || d->minute > 59 || d->second > 60))
        return false;
    return d->offset_minutes == DATE_NO_OFFSET ||
           (d->offset_minutes > -24 * 60 && d->offset_minutes < 24 * 60);
}

/*
 * Howard Hinnant's days_from_civil and civil_from_days: years are counted from
 * March, so that the leap day is the last of its year.
 * https://howardhinnant.github.io/date_algorithms.html
 */
int64_t civil_date_to_days(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t yoe = y - era * 400;
    int64_t doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

    return era * 146097 + doe - 719468;
}

void civil_date_from_days(int64_t days, int *year, int *month, int *day)
{
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;

    *day = (int)(doy - (153 * mp + 2) / 5 + 1);
    *month = (int)(mp < 10 ? mp + 3 : mp - 9);
    *year = (int)(yoe + era * 400 + (*month <= 2));
}

int civil_date_weekday(int year, int month, int day)
{
    int64_t days = civil_date_to_days(year, month, day);

    return (int)(((days + 4) % 7 + 7) % 7);
}

/* ---- Reading: a cursor over s; each reader takes what it knows ---- */

typedef struct cursor {
    const char *at, *end;
} cursor;

static bool take_char(cursor *c, char wanted)
{
    if (c->at == c->end || *c->at != wanted)
        return false;
    c->at++;
    return true;
}

/* Exactly `digits` digits. */
static bool take_number(cursor *c, int digits, int *out)
{
    int value = 0;

    if (c->end - c->at < digits)
        return false;
    for (int i = 0; i < digits; i++) {
        if (!ascii_is_digit(c->at[i]))
            return false;
        value = value * 10 + (c->at[i] - '0');
    }
    c->at += digits;
    *out = value;
    return true;
}

static size_t count_digits(const cursor *c)
{
    const char *p = c->at;

    while (p < c->end && ascii_is_digit(*p))
        p++;
    return (size_t)(p - c->at);
}

/* Z, +01:00, +0100, +01, also after a space.  Nothing is fine too. */
static bool take_offset(cursor *c, civil_date *out)
{
    cursor saved = *c;
    int hours, minutes = 0, sign;

    take_char(c, ' ');
    if (take_char(c, 'Z') || take_char(c, 'z')) {
        out->offset_minutes = 0;
        return true;
    }
    if (take_char(c, '+')) {
        sign = 1;
    } else if (take_char(c, '-')) {
        sign = -1;
    } else {
        *c = saved;
        return true;
    }
    if (!take_number(c, 2, &hours))
        return false;
    take_char(c, ':');
    if (count_digits(c) >= 2 && !take_number(c, 2, &minutes))
        return false;
    if (hours > 23 || minutes > 59)
        return false;
    out->offset_minutes = (int16_t)(sign * (hours * 60 + minutes));
    return true;
}

/* 22:05, 22:05:07, 220507, with a fraction that is read over. */
static bool take_time(cursor *c, civil_date *out)
{
    int hour, minute, second = 0;

    out->precision = DATE_MINUTE;
    if (!take_number(c, 2, &hour))
        return false;
    take_char(c, ':');
    if (!take_number(c, 2, &minute))
        return false;
    if (take_char(c, ':') || count_digits(c) >= 2) {
        if (!take_number(c, 2, &second))
            return false;
        out->precision = DATE_SECOND;
        if (take_char(c, '.') || take_char(c, ','))
            c->at += count_digits(c);
    }
    if (hour == 24 && minute == 0) /* midnight as the end of a day */
        return false;
    out->hour = (uint8_t)hour;
    out->minute = (uint8_t)minute;
    out->second = (uint8_t)second;
    return hour < 24 && minute < 60 && second <= 60;
}

static bool take_date(cursor *c, civil_date *out)
{
    int year, month, day;
    bool dashes;

    if (!take_number(c, 4, &year))
        return false;
    out->year = (int16_t)year;
    out->precision = DATE_YEAR;
    if (c->at == c->end)
        return true;
    dashes = take_char(c, '-');
    if (!take_number(c, 2, &month))
        return false;
    out->month = (uint8_t)month;
    out->precision = DATE_MONTH;
    if (c->at == c->end)
        return dashes; /* 201412 could be anything */
    if (dashes && !take_char(c, '-'))
        return false;
    if (!take_number(c, 2, &day))
        return false;
    out->day = (uint8_t)day;
    out->precision = DATE_DAY;
    return true;
}

bool civil_date_parse_iso(civil_date *out, morgue_str s)
{
    cursor c;

    s = str_trim(s);
    *out = (civil_date){.offset_minutes = DATE_NO_OFFSET};
    if (s.size == 0) /* and perhaps no data */
        return false;
    c = (cursor){s.data, s.data + s.size};
    if (!take_date(&c, out))
        return false;
    if (c.at < c.end) {
        if (!take_char(&c, 'T') && !take_char(&c, 't')) {
            if (!take_char(&c, ' '))
                return false;
            while (take_char(&c, ' '))
                ;
        }
        if (!take_time(&c, out) || !take_offset(&c, out))
            return false;
    }
    return c.at == c.end && civil_date_is_valid(out);
}

bool civil_date_parse_digits(civil_date *out, morgue_str s)
{
    cursor c = {s.data, s.data + s.size};
    int part[6] = {0};
    int count = 0;

    *out = (civil_date){.offset_minutes = DATE_NO_OFFSET};
    if (s.size < 4 || s.size > DATE_DIGITS || s.size % 2 != 0)
        return false;
    for (; c.at < c.end; count++)
        if (!take_number(&c, count == 0 ? 4 : 2, &part[count]))
            return false;
    out->year = (int16_t)part[0];
    out->month = (uint8_t)part[1];
    out->day = (uint8_t)part[2];
    out->hour = (uint8_t)part[3];
    out->minute = (uint8_t)part[4];
    out->second = (uint8_t)part[5];
    out->precision = (uint8_t)(count < 4    ? count
                               : count == 4 ? DATE_DAY /* an hour alone */
                               : count == 5 ? DATE_MINUTE
                                            : DATE_SECOND);
    return civil_date_is_valid(out);
}

static void skip_spaces(cursor *c)
{
    while (c->at < c->end && (ascii_is_space(*c->at) || *c->at == '-'))
        c->at++;
}

static bool take_short_number(cursor *c, int *out)
{
    size_t digits = count_digits(c);

    return digits >= 1 && digits <= 4 && take_number(c, (int)digits, out);
}

static bool take_english_month(cursor *c, int *out)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

    if (c->end - c->at < 3)
        return false;
    for (int i = 0; i < 12; i++) {
        if (!str_equal_nocase(str_make(c->at, 3), str_make(names + i * 3, 3)))
            continue;
        while (c->at < c->end && ascii_is_alpha(*c->at))
            c->at++;
        *out = i + 1;
        return true;
    }
    return false;
}

static bool take_zone(cursor *c, civil_date *out)
{
    static const struct {
        char name[4];
        int hours;
    } zones[] = {{"GMT", 0},  {"UTC", 0},  {"UT", 0},   {"EST", -5},
                 {"EDT", -4}, {"CST", -6}, {"CDT", -5}, {"MST", -7},
                 {"MDT", -6}, {"PST", -8}, {"PDT", -7}};
    morgue_str rest = str_trim(str_make(c->at, (size_t)(c->end - c->at)));

    if (rest.size == 0)
        return true;
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        if (!str_equal_nocase(rest, str_of(zones[i].name)))
            continue;
        out->offset_minutes = (int16_t)(zones[i].hours * 60);
        c->at = c->end;
        return true;
    }
    return take_offset(c, out) && out->offset_minutes != DATE_NO_OFFSET;
}

bool civil_date_parse_rfc822(civil_date *out, morgue_str s)
{
    cursor c;
    int day, month, year;
    size_t comma = str_find_char(s, ',');

    s = str_trim(comma == SIZE_MAX ? s : str_slice(s, comma + 1, s.size));
    *out = (civil_date){.offset_minutes = DATE_NO_OFFSET};
    if (s.size == 0)
        return false;
    c = (cursor){s.data, s.data + s.size};
    if (!take_short_number(&c, &day))
        return false;
    skip_spaces(&c);
    if (!take_english_month(&c, &month))
        return false;
    skip_spaces(&c);
    if (!take_short_number(&c, &year) || day > 31)
        return false;
    if (year < 100) /* RFC 2822 4.3 */
        year += year < 50 ? 2000 : 1900;
    out->year = (int16_t)year;
    out->month = (uint8_t)month;
    out->day = (uint8_t)day;
    out->precision = DATE_DAY;
    skip_spaces(&c);
    if (c.at < c.end && (!take_time(&c, out) || !take_zone(&c, out)))
        return false;
    return c.at == c.end && civil_date_is_valid(out);
}

/* ---- Writing ---- */

static size_t format_offset(const civil_date *d, char *out, size_t room)
{
    int minutes = d->offset_minutes;
    char sign = minutes < 0 ? '-' : '+';

    if (minutes == DATE_NO_OFFSET)
        return 0;
    if (minutes == 0)
        return (size_t)snprintf(out, room, "Z");
    if (minutes < 0)
        minutes = -minutes;
    return (size_t)snprintf(out, room, "%c%02d:%02d", sign, minutes / 60,
                            minutes % 60);
}

/*
 * RFC 3339 wants an offset with every time.  Where the page gave a time
 * without one, the day is what is known for certain, so the day is written.
 */
size_t civil_date_format(const civil_date *d, char out[DATE_TEXT_MAX])
{
    int year = d->year > 0 ? d->year : 0;
    size_t size;

    out[0] = 0;
    if (d->precision == DATE_UNKNOWN)
        return 0;
    if (d->precision == DATE_YEAR)
        return (size_t)snprintf(out, DATE_TEXT_MAX, "%04d", year);
    if (d->precision == DATE_MONTH)
        return (size_t)snprintf(out, DATE_TEXT_MAX, "%04d-%02u", year,
                                d->month);
    size = (size_t)snprintf(out, DATE_TEXT_MAX, "%04d-%02u-%02u", year,
                            d->month, d->day);
    if (d->precision == DATE_DAY || d->offset_minutes == DATE_NO_OFFSET)
        return size;
    size += (size_t)snprintf(out + size, DATE_TEXT_MAX - size,
                             "T%02u:%02u:%02u", d->hour, d->minute, d->second);
    return size + format_offset(d, out + size, DATE_TEXT_MAX - size);
}

/* So many of a number's last digits, behind which more may be put. */
static char *put_digits(char *out, unsigned number, int digits)
{
    for (int i = digits; i-- > 0; number /= 10)
        out[i] = (char)('0' + number % 10);
    return out + digits;
}

/* Each article has some of these, so they are put by hand. */
static void put_second(char out[DATE_DIGITS + 1], int year, unsigned month,
                       unsigned day, unsigned hour, unsigned minute,
                       unsigned second)
{
    out = put_digits(out, (unsigned)year, 4);
    out = put_digits(out, month, 2);
    out = put_digits(out, day, 2);
    out = put_digits(out, hour, 2);
    out = put_digits(out, minute, 2);
    *put_digits(out, second, 2) = 0;
}

void civil_date_first(const civil_date *d, char out[DATE_DIGITS + 1])
{
    bool timed = d->precision >= DATE_MINUTE;

    put_second(out, d->year, d->precision >= DATE_MONTH ? d->month : 1,
               d->precision >= DATE_DAY ? d->day : 1, timed ? d->hour : 0,
               timed ? d->minute : 0,
               d->precision == DATE_SECOND ? d->second : 0);
}

void civil_date_last(const civil_date *d, char out[DATE_DIGITS + 1])
{
    unsigned month = d->precision >= DATE_MONTH ? d->month : 12;
    unsigned day =
        d->precision >= DATE_DAY
            ? d->day
            : (unsigned)civil_date_days_in_month(d->year, (int)month);
    bool timed = d->precision >= DATE_MINUTE;

    put_second(out, d->year, month, day, timed ? d->hour : 23,
               timed ? d->minute : 59,
               d->precision == DATE_SECOND ? d->second : 59);
}

bool civil_date_same_day(const civil_date *a, const civil_date *b)
{
    return a->year == b->year && a->month == b->month && a->day == b->day;
}

civil_date civil_date_utc(const civil_date *d)
{
    civil_date out = *d;
    int64_t minutes;
    int year, month, day;

    if (d->precision < DATE_MINUTE || d->offset_minutes == DATE_NO_OFFSET)
        return out;
    minutes = civil_date_to_days(d->year, d->month, d->day) * 1440 +
              d->hour * 60 + d->minute - d->offset_minutes;
    civil_date_from_days((minutes - (minutes < 0 ? 1439 : 0)) / 1440, &year,
                         &month, &day);
    minutes = ((minutes % 1440) + 1440) % 1440;
    if (year < 1 || year > 9999)
        return *d;
    out.year = (int16_t)year;
    out.month = (uint8_t)month;
    out.day = (uint8_t)day;
    out.hour = (uint8_t)(minutes / 60);
    out.minute = (uint8_t)(minutes % 60);
    out.offset_minutes = 0;
    return out;
}
