/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Neighbouring records of a batch, extracted before any article of them is
 * kept, so that the lines that many pages of a host have are known by then.
 *
 * Where a group ends depends on the records alone, as a batch does.
 */
#ifndef ARTICLE_GROUP_H
#define ARTICLE_GROUP_H

#include "article.h"
#include "batch.h"
#include "template_lines.h"

typedef struct article_group {
    article_extractor *extractor;
    template_lines *templates; /* of the batch, as far as it was read */
    article *articles; /* of the records from `begin` on */
    size_t begin, end, capacity;
} article_group;

void article_group_init(article_group *g);
void article_group_free(article_group *g);

/* Before a batch's first group. */
void article_group_begin(article_group *g);

/* Extract records of b from `begin` on until what they hold is much, or one is
 * an article but no page: that has no template, and is taken while the cache
 * still holds it.  The first group of a batch goes on until it has text enough
 * to make a dictionary of (stored_pack.h).  A fate that is settled stays.
 * Pages give the memory of their HTML back. */
void article_group_fill(article_group *g, batch *b, size_t begin);

/* The article of a record of the group, without its template's lines; returns
 * how many these were. */
size_t article_group_take(article_group *g, article *out, batch *b, size_t i);

#endif
