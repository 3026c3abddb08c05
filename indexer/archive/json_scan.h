/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * JSON as it comes, without reading it: where a value ends, and where in an
 * object that only wraps a list of articles, as news APIs give them, that list
 * begins.
 */
#ifndef JSON_SCAN_H
#define JSON_SCAN_H

#include "morgue.h"

/* Brackets open, and whether in a string, between calls; {0} to begin. */
typedef struct json_scan {
    uint64_t depth;
    bool in_string, is_escaped;
} json_scan;

/* The end of the value in s, behind the bracket that closes the first; or of
 * all that is open, with a depth given.  SIZE_MAX: s ends before. */
size_t json_value_end(json_scan *scan, morgue_str s);

/*
 * s begins with "{": the place behind the "[" of the list in it whose members
 * are articles ({"status": "ok", "articles": [{"title": ...), and how many
 * brackets are open there.  0: it wraps none, in what there is of s.
 */
size_t json_list_begin(morgue_str s, uint64_t *depth);

#endif
