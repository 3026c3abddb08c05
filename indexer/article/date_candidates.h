/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Witnesses of one day, and which of them to believe.
 */
#ifndef DATE_CANDIDATES_H
#define DATE_CANDIDATES_H

#include "civil_date.h"

#define DATE_CANDIDATES_MAX 96

typedef struct date_candidate {
    civil_date date;
    const char *from; /* the kind of witness: "json-ld", "meta" ...; static */
    int weight;
    bool is_modified; /* speaks of a later change of the article */
} date_candidate;

typedef struct date_candidates {
    date_candidate items[DATE_CANDIDATES_MAX];
    size_t count;
    int64_t latest;   /* days since 1970: nothing was published later */
    int64_t captured; /* the day of capture, or INT64_MAX */
    int64_t moment;   /* the second of it, since 1970, or INT64_MAX */
} date_candidates;

/* captured: DATE_UNKNOWN when nobody knows. */
void date_candidates_init(date_candidates *c, const civil_date *captured);

/*
 * Hear a witness.  What can't be is not kept: a day after the capture, or one
 * before the web was, unless the weight is a strong one; the first day of 1970,
 * which is what programs print that know none; the minute of the capture, which
 * is the clock of the server that answered.
 */
void date_candidates_add(date_candidates *c, const civil_date *date,
                         const char *from, int weight, bool is_modified);

/* The heaviest weight of a published day heard so far. */
int date_candidates_weight(const date_candidates *c);

/* Whether the heaviest says a time in UTC: the day may be another one where the
 * story was printed. */
bool date_candidates_are_utc(const date_candidates *c);

/*
 * The candidate to believe, or NULL.  Each day counts the heaviest of its
 * witnesses and something for every other kind that agrees; a change speaks
 * only where nothing else does.
 */
const date_candidate *date_candidates_best(const date_candidates *c);

#endif
