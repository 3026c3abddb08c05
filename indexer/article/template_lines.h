/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lines that many pages of a host have: a template's, not an article's.
 *
 * Pages are heard first, a batch's worth or a part of it, then lines are
 * dropped.  Only lines at either end of a text are looked at, none of more than
 * 300 bytes; a line is a template's when pages with eight different headlines
 * have it, and a quarter of the host's.  A page heard again under its headline
 * counts once, so that an article captured several times keeps all its lines;
 * a text of which a third would go is left whole.
 */
#ifndef TEMPLATE_LINES_H
#define TEMPLATE_LINES_H

#include "article.h"

typedef struct template_lines template_lines;

template_lines *template_lines_new(void);
void template_lines_free(template_lines *t);

/* Forget what was heard. */
void template_lines_clear(template_lines *t);

void template_lines_hear(template_lines *t, const article *a);

/* Drop them from the article's text, which then stands in the arena; returns
 * how many. */
size_t template_lines_drop(const template_lines *t, article *a, arena *memory);

#endif
