/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pairs of name and value as front matter, JSON, CSV and SGML have them:
 * "title", "headline", "source_url", "datePublished" ...
 *
 * Case does not count in names, and "_", "-" and " " are left out of them:
 * published_at, published-at and publishedAt are one.  Unknown names are left.
 * A field that is said twice keeps the better named, then the first.
 */
#ifndef NAMED_FIELD_H
#define NAMED_FIELD_H

#include "article.h"

/* The names of one article so far. */
typedef struct named_fields {
    arena *arena;
    article *out;
    morgue_str body;        /* of "text", "content" ..., as it was given */
    morgue_str description; /* of "summary", "abstract" ... */
    int ranks[10];          /* how well named each is; 0: not set */
    bool is_month_first;    /* 04-03-2019 is the third of April */
    bool is_crawl;          /* "date" is when the page was taken */
} named_fields;

void named_fields_begin(named_fields *f, arena *a, article *out);

/* Take a pair.  The value is copied.  True: the name is known. */
bool named_fields_set(named_fields *f, morgue_str name, morgue_str value);

/* The name stands for an article's text, or its title. */
bool named_fields_is_body(morgue_str name);
bool named_fields_is_title(morgue_str name);

/*
 * A date in any of the forms such pairs have: ISO 8601, mail's, seconds since
 * 1970, 20141218, "December 18, 2014", "18-DEC-2014 22:05:07.10".
 */
bool named_fields_date(civil_date *out, morgue_str value);

#endif
