/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages as an outlet shows them: an article in its template, or another page
 * of the site, in the outlet's charset.
 */
#ifndef CORPUS_OUTLET_PAGE_H
#define CORPUS_OUTLET_PAGE_H

#include "bytes.h"
#include "sample_article.h"

bytes outlet_page_article(const sample_set *sample,
                          const sample_article *article);

/* `file` stands in the outlet's folder; `captured` is when it was fetched. */
bytes outlet_page_other(const sample_set *sample, const sample_outlet *outlet,
                        const char *file, const char *url,
                        const char *captured);

#endif
