/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "url_date.h"

#include "month_name.h"
#include "str.h"

#include <stdio.h>

typedef struct url_part {
    int number, digits; /* of its leading digits */
    int month;          /* by name, or 0 */
    char after;         /* what stands behind the digits or the name */
} url_part;

static bool set(civil_date *out, int year, int month, int day)
{
    if (year < 1990 || year > 2100 || month < 1 || month > 12 || day < 0 ||
        day > civil_date_days_in_month(year, month))
        return false;
    *out = (civil_date){.year = (int16_t)year, .month = (uint8_t)month,
                        .day = (uint8_t)day,
                        .precision = day ? DATE_DAY : DATE_MONTH,
                        .offset_minutes = DATE_NO_OFFSET};
    return true;
}

/* Digits or a short name at *at; the cursor moves behind its mark. */
static url_part next_part(morgue_str s, size_t *at)
{
    url_part part = {0};
    size_t begin = *at, end = begin;

    while (end < s.size && ascii_is_digit(s.data[end]) && part.digits < 9) {
        part.number = part.number * 10 + (s.data[end] - '0');
        part.digits++;
        end++;
    }
    if (part.digits == 0) {
        while (end < s.size && ascii_is_alpha(s.data[end]))
            end++;
        if (end - begin >= 3 && end - begin <= 12)
            part.month = month_of_word(str_slice(s, begin, end), "");
        part.month = part.month > 12 ? 0 : part.month;
    }
    part.after = end < s.size ? s.data[end] : '/';
    *at = end < s.size ? end + 1 : end;
    return part;
}

static bool is_mark(char c)
{
    return c == '/' || c == '-' || c == '_' || c == '.';
}

static bool read_digits(civil_date *out, url_part p)
{
    if (p.digits == 8 && !ascii_is_alpha(p.after))
        return set(out, p.number / 10000, p.number / 100 % 100,
                   p.number % 100);
    return false;
}

/* A year at `at`, and what follows it. */
static bool read_at(civil_date *out, morgue_str s, size_t at)
{
    url_part year = next_part(s, &at), month, day;
    int m;

    if (read_digits(out, year))
        return true;
    if (year.digits != 4 || !is_mark(year.after))
        return false;
    month = next_part(s, &at);
    m = month.digits && month.digits <= 2 ? month.number : month.month;
    if (month.digits == 4 && year.after == '/')
        return set(out, year.number, month.number / 100, month.number % 100);
    if (m == 0 || !is_mark(month.after))
        return false;
    day = next_part(s, &at);
    if (day.digits >= 1 && day.digits <= 2 && day.number >= 1 &&
        !ascii_is_alpha(day.after) &&
        (month.after == year.after || month.month) &&
        set(out, year.number, m, day.number))
        return true;
    return year.after == '/' && month.after == '/' && month.digits == 2 &&
           set(out, year.number, m, 0);
}

/* 18-12-2014, 18/12/2014 */
static bool read_backward(civil_date *out, morgue_str s, size_t at)
{
    url_part day = next_part(s, &at), month, year;

    if (day.digits != 2 || !is_mark(day.after))
        return false;
    month = next_part(s, &at);
    if (month.digits != 2 || month.after != day.after)
        return false;
    year = next_part(s, &at);
    return year.digits == 4 && month.number <= 12 && day.number >= 1 &&
           !ascii_is_alpha(year.after) &&
           set(out, year.number, month.number, day.number);
}

bool url_date_find(civil_date *out, morgue_str url)
{
    size_t at = str_find(url, STR("://"));
    civil_date vague = {0}, found;

    at = at == SIZE_MAX ? 0 : at + 3;
    while (at < url.size && url.data[at] != '/')
        at++;
    url = str_slice(url, 0, 1000);
    for (; at + 5 < url.size; at++) {
        char before = url.data[at];

        if (ascii_is_digit(before) || !ascii_is_digit(url.data[at + 1]) ||
            ascii_is_alpha(before))
            continue;
        if (!read_at(&found, url, at + 1) &&
            !read_backward(&found, url, at + 1))
            continue;
        if (found.precision == DATE_DAY) {
            *out = found;
            return true;
        }
        vague = found;
    }
    *out = vague;
    return vague.precision != DATE_UNKNOWN;
}

bool url_date_is_folder(morgue_str url, const civil_date *date)
{
    char folder[16];

    snprintf(folder, sizeof folder, "/%d/", date->year);
    return str_find(url, str_of(folder)) != SIZE_MAX;
}
