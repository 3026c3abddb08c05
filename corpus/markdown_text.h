/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The Markdown of the sample articles: paragraphs a line each, with `## `
 * headings, `> ` quotes, `- ` list items, *emphasis*, **strength** and
 * [links](address).  Nothing else is Markdown here.
 */
#ifndef CORPUS_MARKDOWN_TEXT_H
#define CORPUS_MARKDOWN_TEXT_H

#include <stddef.h>

#include "bytes.h"

typedef enum block_kind {
    BLOCK_PARAGRAPH,
    BLOCK_HEADING,
    BLOCK_QUOTE,
    BLOCK_ITEM
} block_kind;

typedef struct markdown_block {
    block_kind kind;
    const char *text; /* with its inline marks */
} markdown_block;

typedef struct markdown_text {
    markdown_block *blocks;
    size_t count;
} markdown_text;

markdown_text markdown_parse(const char *source);

/* A block's inline text as HTML, and without any marks. */
void markdown_add_html(bytes *out, const char *text);
void markdown_add_plain(bytes *out, const char *text);

/* The blocks a line each, without any marks: what a reader reads. */
bytes markdown_plain(const markdown_text *markdown, const char *separator);

#endif
