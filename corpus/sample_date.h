/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Dates of articles and captures, read from RFC 3339 and written as each
 * outlet writes them.
 */
#ifndef CORPUS_SAMPLE_DATE_H
#define CORPUS_SAMPLE_DATE_H

#include <stdbool.h>

#include "yaml_node.h"

typedef struct sample_date {
    int year, month, day;
    int hour, minute, second; /* of the clock where it was written */
    bool has_time;
    const char *offset; /* "+02:00" or "Z", NULL without a time */
} sample_date;

/* `path` names the source in messages. */
sample_date date_parse(const char *text, const char *path);

/*
 * %Y %y %m %d %H %M %S as in strftime; %e day and %I hour (12) without a 0, %p
 * a.m. or p.m., %B month, %b its first three letters, %A and %a so for the
 * weekday, %z offset.  Names are English, unless `names` has the lists
 * "months" (from January) or "weekdays" (from Sunday).
 */
const char *date_format(const sample_date *date, const char *pattern,
                        const yaml_node *names);

#endif
