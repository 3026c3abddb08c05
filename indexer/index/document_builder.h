/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Article and mentions to document.
 */
#ifndef DOCUMENT_BUILDER_H
#define DOCUMENT_BUILDER_H

#include "article.h"
#include "document.h"
#include "mention.h"

/*
 * Build the document of an article.  Everything in it stands in the arena or
 * is a view into article and record; see docs/index-schema.md for its terms.
 */
void document_build(document *out, const article *article, const record *r,
                    const mention *mentions, size_t mention_count, arena *a);

#endif
