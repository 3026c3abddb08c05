/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Rows of CSV (RFC 4180) as they are found: a field may be in quotes, and then
 * hold line ends and delimiters; two quotes in it are one.
 *
 * A quote begins such a field only where the field begins, and ends it only
 * where, perhaps behind blanks, a delimiter or line end follows: others
 * (6" nails) stand for themselves.
 */
#ifndef CSV_ROW_H
#define CSV_ROW_H

#include "arena.h"

/* Where a row is, between calls; begin with csv_scan_begin(). */
typedef struct csv_scan {
    char delimiter;
    bool in_quotes, after_quote, after_blank, at_begin;
} csv_scan;

void csv_scan_begin(csv_scan *scan, char delimiter);

/* The end of the row in s, behind its line end; SIZE_MAX: s ends before. */
size_t csv_row_end(csv_scan *scan, morgue_str s);

/* Which of comma, semicolon, tab and bar the first row has most of outside of
 * quotes; comma where it has none. */
char csv_delimiter(morgue_str begin);

/* Cut the next field off *rest, its quotes taken off.  *is_last: the row ends
 * behind it. */
morgue_str csv_field(arena *a, morgue_str *rest, char delimiter,
                     bool *is_last);

#endif
