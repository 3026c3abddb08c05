/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the words in class, id, itemprop, role and rel say an element is.
 *
 * Page makers name their parts in the words of their trade, in a dozen
 * languages; the words are cut at punctuation and at camelCase and looked up
 * in one table.  No word of it belongs to one site.
 */
#ifndef HTML_MARK_H
#define HTML_MARK_H

#include "morgue.h"

typedef uint32_t html_marks;

enum {
    MARK_BODY = 1u << 0,     /* the text of the article: articleBody */
    MARK_CONTENT = 1u << 1,  /* article, post, content, story */
    MARK_NAVIGATION = 1u << 2,
    MARK_SHARE = 1u << 3,
    MARK_RELATED = 1u << 4,
    MARK_COMMENT = 1u << 5,
    MARK_PROMOTION = 1u << 6,
    MARK_NEWSLETTER = 1u << 7,
    MARK_CAPTION = 1u << 8,
    MARK_BYLINE = 1u << 9,
    MARK_DATE = 1u << 10,
    MARK_TAGS = 1u << 11,
    MARK_FOOTER = 1u << 12,
    MARK_SIDEBAR = 1u << 13,
    MARK_COOKIE = 1u << 14,
    MARK_HIDDEN = 1u << 15,
    MARK_GALLERY = 1u << 16,
    MARK_TITLE = 1u << 17,
    MARK_LEAD = 1u << 18,
    MARK_PROFILE = 1u << 19, /* about the author */
    MARK_MODIFIED = 1u << 20,
    MARK_PUBLISHED = 1u << 21,
    MARK_HEADER = 1u << 22,
    MARK_TEASER = 1u << 23,
    MARK_META = 1u << 24,
    MARK_PAYWALL = 1u << 25,
    MARK_PLAYER = 1u << 26,
    MARK_EMBED = 1u << 27,
    MARK_AUTHOR_NAME = 1u << 28, /* itemprop, rel: author */
    MARK_QUOTE = 1u << 29,
    MARK_TEXT = 1u << 30         /* text, copy, paragraph */
};

/* The marks of an attribute's value, all its words together. */
html_marks html_marks_of(morgue_str value);

#endif
