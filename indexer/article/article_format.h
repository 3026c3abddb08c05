/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One reader a format of articles, in a file of its own: NAME_article.c.
 *
 * Each bids on a decoded record by its first bytes, its declared media type
 * and its name; the highest bid reads.  0: not mine.  Up to 20: if nobody else
 * will.  50: the name or the media type says so.  80: the first bytes show it.
 * BID_MAX: nothing else begins like this.
 */
#ifndef ARTICLE_FORMAT_H
#define ARTICLE_FORMAT_H

#include "article.h"
#include "html_article.h"

#define BID_MAX 100

typedef struct article_format {
    const char *name;
    int (*bid)(const record *r);
    /* Fill out, whose strings are empty views, or settle the record. */
    void (*read)(article_extractor *x, article *out, record *r);
} article_format;

extern const article_format html_article;
extern const article_format plain_article;
extern const article_format markdown_article;
extern const article_format json_article;
extern const article_format csv_article;
extern const article_format sgml_article;
extern const article_format agency_article;
extern const article_format alto_article;
extern const article_format hocr_article;
extern const article_format mail_article;
extern const article_format feed_article;

/* What the extractor keeps for pages of HTML. */
html_reader *article_html_reader(article_extractor *x);

/* The name a record goes by: its member, its URL's path or its file. */
morgue_str article_name(const record *r);

/* The declared media type is `type`, whatever parameters it has. */
bool article_has_type(const record *r, morgue_str type);

/*
 * The payload as UTF-8 in the record's arena, without a byte order mark.
 * charset: as declared by the format, or empty.
 */
morgue_str article_utf8(record *r, morgue_str charset);

/*
 * The first telling line of text in paragraphs, and what follows it; empty
 * when the text begins with a long paragraph at once.
 */
morgue_str article_first_title(morgue_str text, morgue_str *rest);

/*
 * What the record's name says of the day and, for a page of a Library of
 * Congress batch, of newspaper, edition and page: true then.  image: the name
 * of a page's picture, asked second; or empty.
 */
bool article_page_by_name(article *out, record *r, morgue_str image);

/* Fill what out lacks from the JSON that a crawler wrote beside the record. */
void json_article_fill(article *out, record *r);

#endif
