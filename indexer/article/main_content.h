/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the article stands in a page, and which blocks of it are its text.
 *
 * How it is found is told in docs/extraction.md.
 */
#ifndef MAIN_CONTENT_H
#define MAIN_CONTENT_H

#include "html_page.h"

typedef struct main_content {
    const html_page *page;
    uint8_t *dropped;   /* an element: it or one around it is no article */
    uint32_t *weight;   /* block i: bytes of paragraphs before it */
    uint32_t *links;    /* block i: bytes of links before it */
    uint8_t *is_notice; /* a block: a copyright and the like, no prose */
    uint8_t *keep;      /* a block: it is text of the article */
    uint32_t root;      /* the element that holds the article */
} main_content;

/*
 * Find the article's blocks.  title is left out of the text where it stands
 * once more.  All in the arena.
 */
void main_content_find(main_content *out, const html_page *p,
                       morgue_str title, arena *a);

/* Append the text of the blocks kept, a newline between them. */
void main_content_text(const main_content *c, buffer *out);

/* Weigh the blocks again: those of dropped elements weigh nothing. */
void main_content_weigh(main_content *c);

/* Bytes of paragraphs among the blocks of e. */
uint32_t main_content_weight(const main_content *c, uint32_t e);

#endif
