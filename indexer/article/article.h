/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The article in a record: what was printed, by whom, when.
 */
#ifndef ARTICLE_H
#define ARTICLE_H

#include "record.h"

typedef struct article {
    morgue_str url, title, byline, source, section, language; /* or empty */
    morgue_str text;        /* UTF-8, a newline between paragraphs */
    civil_date published;   /* DATE_UNKNOWN when no witness says */
    const char *published_from; /* "json-ld", "meta" ...: static; or NULL */
    bool is_page; /* read from HTML: a template may stand in the text */
} article;

/*
 * What one worker keeps between records: parsers, buffers, tables.  Not to be
 * shared by threads.
 */
typedef struct article_extractor article_extractor;
article_extractor *article_extractor_new(void);
void article_extractor_free(article_extractor *x);

/*
 * Find the article in a decoded record.  What is no article settles the
 * record's fate with a reason, and out is then not to be used.  Strings stand
 * in the record's arena.
 */
void article_extract(article_extractor *x, article *out, record *r);

#endif
