/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a perfect extractor prints of an article, given what the page or file
 * shows: an outlet that prints a date without a time can't give the time away.
 */
#ifndef CORPUS_EXPECTED_ARTICLE_H
#define CORPUS_EXPECTED_ARTICLE_H

#include "bytes.h"
#include "sample_article.h"

typedef enum shown_as {
    SHOWN_AS_PAGE,         /* in a WARC, with its address */
    SHOWN_AS_SAVED_PAGE,   /* a file of HTML: its date of capture is unknown */
    SHOWN_AS_FRONT_MATTER, /* a text with title, date, source_url, author */
    SHOWN_AS_PLAIN_TEXT    /* nothing but title and text */
} shown_as;

/* Adds one line of JSON. */
void expected_add(bytes *out, const sample_article *article, shown_as shown);

#endif
