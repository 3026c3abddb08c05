/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A page of HTML laid out flat, from one pass over libxml2's SAX events.
 *
 * There is no tree of nodes: elements stand in an array in document order,
 * each with its parent and with the index behind its last descendant, so a
 * subtree is a range.  All visible text stands in one buffer, cleaned while it
 * arrives: white space folded, soft hyphens and zero-width characters gone,
 * blocks parted by newlines.  A block is a run of text that no block element
 * interrupts: a paragraph, a heading, a list item, a table cell.
 *
 * Arrays and buffer are kept from page to page; nothing is allocated a node.
 */
#ifndef HTML_PAGE_H
#define HTML_PAGE_H

#include "arena.h"
#include "buffer.h"
#include "html_mark.h"
#include "html_tag.h"

#define HTML_ELEMENTS_MAX 1000000u /* what follows is one last block */
#define HTML_TEXT_MAX (64u << 20)
#define HTML_NONE UINT32_MAX

typedef struct html_element {
    uint32_t parent; /* index; HTML_NONE for the first */
    uint32_t end;    /* index behind the last descendant */
    uint32_t text_begin, text_end;     /* bytes of the page's text */
    uint32_t first_block, end_block;   /* blocks within */
    html_marks marks; /* what its attributes say it is */
    uint32_t name;    /* hash of tag, class: alike elements are named alike */
    uint8_t tag;      /* an html_tag */
    bool is_hidden;
    bool is_silent; /* within a line, and not to be seen */
} html_element;

typedef struct html_block {
    uint32_t element; /* the innermost block element around it */
    uint32_t begin, end;  /* bytes of the page's text */
    uint32_t link_size;   /* bytes of them within links */
    uint32_t strong_size; /* bytes of them in bold */
    uint8_t heading;      /* 1 to 6 within h1 to h6 */
} html_block;

typedef struct html_meta {
    morgue_str name; /* name, property, itemprop or http-equiv; lower case */
    morgue_str content;
} html_meta;

/* <time>, or whatever has a datetime or a date's itemprop. */
typedef struct html_time {
    morgue_str datetime; /* the attribute, or empty */
    html_marks marks;    /* of itemprop, class and id */
    uint32_t element;
} html_time;

typedef struct html_page html_page;

html_page *html_page_new(void);
void html_page_free(html_page *p);

/*
 * Read a page; html is UTF-8.  What was lent of the page before is void.
 * Attributes and scripts that are kept stand in the arena.
 */
void html_page_read(html_page *p, morgue_str html, arena *a);

/* The same of a source as the parser takes it: behind a byte order mark, and
 * with all that html_source.c would have left out. */
void html_page_parse(html_page *p, morgue_str source, arena *a);

struct html_page {
    html_element *elements;
    size_t element_count, element_capacity;
    html_block *blocks;
    size_t block_count, block_capacity;
    buffer text;

    html_meta *metas;
    size_t meta_count, meta_capacity;
    html_time *times;
    size_t time_count, time_capacity;
    morgue_str *json_lds; /* scripts of application/ld+json */
    size_t json_ld_count, json_ld_capacity;

    morgue_str title;     /* of <title>, cleaned */
    morgue_str language;  /* of <html lang> */
    morgue_str canonical; /* of <link rel="canonical"> */
    bool has_frames;
    bool was_cut; /* a limit of this file was met */

    struct html_reading *reading; /* what only the reading needs */
};

/* The text of an element, or of a block. */
morgue_str html_page_text(const html_page *p, const html_element *e);
morgue_str html_block_text(const html_page *p, const html_block *b);

/* An element is `ancestor` or stands in it. */
static inline bool html_is_within(const html_page *p, uint32_t e,
                                  uint32_t ancestor)
{
    return e >= ancestor && e < p->elements[ancestor].end;
}

#endif
