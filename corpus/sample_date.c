/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sample_date.h"

#include <stdio.h>
#include <string.h>

#include "bytes.h"

static const char *const english_months[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
static const char *const english_weekdays[] = {
    "Sunday",   "Monday", "Tuesday", "Wednesday",
    "Thursday", "Friday", "Saturday"};

sample_date date_parse(const char *text, const char *path)
{
    sample_date date = {0};
    int used = 0;

    if (sscanf(text, "%4d-%2d-%2d%n", &date.year, &date.month, &date.day,
               &used) != 3 ||
        date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31)
        die("%s: \"%s\" is no RFC 3339 date", path, text);
    if (text[used] == '\0')
        return date;
    text += used;
    if (sscanf(text, "T%2d:%2d:%2d%n", &date.hour, &date.minute, &date.second,
               &used) != 3)
        die("%s: \"%s\" is no RFC 3339 time", path, text);
    date.has_time = true;
    date.offset = text + used;
    if (strcmp(date.offset, "Z") != 0 && strlen(date.offset) != 6)
        die("%s: \"%s\" is no RFC 3339 offset", path, date.offset);
    return date;
}

/* Sakamoto's rule; 0 is Sunday. */
static int weekday(const sample_date *date)
{
    static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    int year = date->year - (date->month < 3);

    return (year + year / 4 - year / 100 + year / 400 + shift[date->month - 1] +
            date->day) %
           7;
}

static const char *name_of(const yaml_node *names, const char *list,
                           const char *const *english, int index)
{
    const yaml_node *own = yaml_get(names, list);

    if (own == NULL || (size_t)index >= own->count)
        return english[index];
    return own->values[index]->text;
}

static void add_part(bytes *out, const sample_date *date, char part,
                     const yaml_node *names)
{
    const char *month =
        name_of(names, "months", english_months, date->month - 1);
    const char *day =
        name_of(names, "weekdays", english_weekdays, weekday(date));

    switch (part) {
    case 'Y':
        bytes_add_format(out, "%04d", date->year);
        break;
    case 'y':
        bytes_add_format(out, "%02d", date->year % 100);
        break;
    case 'm':
        bytes_add_format(out, "%02d", date->month);
        break;
    case 'd':
        bytes_add_format(out, "%02d", date->day);
        break;
    case 'e':
        bytes_add_format(out, "%d", date->day);
        break;
    case 'H':
        bytes_add_format(out, "%02d", date->hour);
        break;
    case 'I':
        bytes_add_format(out, "%d", (date->hour + 11) % 12 + 1);
        break;
    case 'M':
        bytes_add_format(out, "%02d", date->minute);
        break;
    case 'S':
        bytes_add_format(out, "%02d", date->second);
        break;
    case 'p':
        bytes_add_text(out, date->hour < 12 ? "a.m." : "p.m.");
        break;
    case 'B':
        bytes_add_text(out, month);
        break;
    case 'b':
        bytes_add(out, month, 3);
        break;
    case 'A':
        bytes_add_text(out, day);
        break;
    case 'a':
        bytes_add(out, day, 3);
        break;
    case 'z':
        bytes_add_text(out, date->offset == NULL ? "" : date->offset);
        break;
    default:
        die("date pattern: %%%c is unknown", part);
    }
}

const char *date_format(const sample_date *date, const char *pattern,
                        const yaml_node *names)
{
    bytes out = {0};

    bytes_add(&out, "", 0);
    for (; *pattern != '\0'; pattern++) {
        if (*pattern == '%' && pattern[1] != '\0')
            add_part(&out, date, *++pattern, names);
        else
            bytes_add(&out, pattern, 1);
    }
    return out.data;
}
