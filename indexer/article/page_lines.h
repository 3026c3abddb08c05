/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The lines of a printed page put together into paragraphs.
 */
#ifndef PAGE_LINES_H
#define PAGE_LINES_H

#include "article.h"

typedef struct page_lines {
    buffer out;
    buffer part;     /* the first part of a word, until the second comes */
    buffer whole;    /* and what both are together, if the page says */
    bool has_part;
    bool ends_in_hyphen; /* the line did: the next word goes on */
    bool in_block;
} page_lines;

void page_lines_init(page_lines *p, size_t limit);
void page_lines_free(page_lines *p);

void page_lines_word(page_lines *p, morgue_str word);

/* A word's first or second part (1, 2); whole: both together, or empty. */
void page_lines_part(page_lines *p, morgue_str part, morgue_str whole,
                     int which);

/* The line's last word is parted. */
void page_lines_hyphen(page_lines *p);
void page_lines_end_line(page_lines *p);
void page_lines_end_block(page_lines *p);

/* A whole line of words; its last "-" parts a word. */
void page_lines_line(page_lines *p, morgue_str line);

/*
 * Fill out with the text, and with what the record's name (or the name of the
 * page's image) says of newspaper, date, edition and page.  Settles r when
 * there is no text.
 */
void page_lines_finish(page_lines *p, article *out, record *r,
                       morgue_str image);

#endif
