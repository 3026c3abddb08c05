/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages that are no article: front pages, sections, galleries, search pages,
 * error pages that were served as if they were none.
 */
#ifndef PAGE_KIND_H
#define PAGE_KIND_H

#include "json_ld.h"
#include "main_content.h"
#include "record.h"

/* Why the page is no article, static, or NULL when it is one. */
const char *page_kind_refusal(const html_page *p, const main_content *c,
                              const json_ld *ld, const record *r,
                              morgue_str text);

#endif
