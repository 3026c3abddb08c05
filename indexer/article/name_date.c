/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "name_date.h"

#include "str.h"

/* Newspapers are older than 1600 nowhere. */
#define YEAR_MIN 1600
#define YEAR_MAX 2100

static bool all_digits(morgue_str s)
{
    for (size_t i = 0; i < s.size; i++)
        if (!ascii_is_digit(s.data[i]))
            return false;
    return s.size > 0;
}

static bool digit_at(morgue_str s, size_t at)
{
    return at < s.size && ascii_is_digit(s.data[at]);
}

/* A day at the place, in eight digits or in ten bytes with marks between. */
static bool date_at(civil_date *out, morgue_str s, size_t at)
{
    char digits[9];
    char mark;

    if (at && digit_at(s, at - 1))
        return false;
    if (all_digits(str_slice(s, at, at + 8)) && at + 8 <= s.size) {
        if (digit_at(s, at + 8))
            return false;
        return civil_date_parse_digits(out, str_slice(s, at, at + 8));
    }
    if (at + 10 > s.size || digit_at(s, at + 10))
        return false;
    mark = s.data[at + 4];
    if ((mark != '-' && mark != '_' && mark != '/' && mark != '.') ||
        s.data[at + 7] != mark || !all_digits(str_slice(s, at, at + 4)) ||
        !all_digits(str_slice(s, at + 5, at + 7)) ||
        !all_digits(str_slice(s, at + 8, at + 10)))
        return false;
    memcpy(digits, s.data + at, 4);
    memcpy(digits + 4, s.data + at + 5, 2);
    memcpy(digits + 6, s.data + at + 8, 2);
    return civil_date_parse_digits(out, str_make(digits, 8));
}

bool name_date_find(civil_date *out, morgue_str name)
{
    bool found = false;

    for (size_t at = 0; at + 8 <= name.size; at++) {
        civil_date date;

        if (!ascii_is_digit(name.data[at]) || !date_at(&date, name, at) ||
            date.precision != DATE_DAY || date.year < YEAR_MIN ||
            date.year > YEAR_MAX)
            continue;
        if (found && !civil_date_same_day(out, &date)) {
            *out = (civil_date){0};
            return false;
        }
        *out = date;
        found = true;
    }
    return found;
}

/* Cut the last folder or file off *path. */
static morgue_str last_part(morgue_str *path)
{
    size_t at = path->size;
    morgue_str part;

    while (at && path->data[at - 1] != '/')
        at--;
    part = str_slice(*path, at, path->size);
    *path = str_slice(*path, 0, at ? at - 1 : 0);
    return part;
}

bool name_page_read(name_page *out, morgue_str name)
{
    morgue_str path = name, seq, ed, day, month, year;

    last_part(&path);
    seq = last_part(&path);
    ed = last_part(&path);
    day = last_part(&path);
    month = last_part(&path);
    year = last_part(&path);
    if (!str_starts_with(seq, STR("seq-")) || !str_starts_with(ed, STR("ed-")))
        return false;
    if (day.size != 2 || month.size != 2 || year.size != 4 ||
        !name_date_find(&out->date,
                        str_make(year.data,
                                 (size_t)(day.data + 2 - year.data))))
        return false;
    out->newspaper = last_part(&path);
    out->edition = str_slice(ed, 3, ed.size);
    out->page = str_slice(seq, 4, seq.size);
    return out->newspaper.size > 0;
}
