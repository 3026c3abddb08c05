/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Article and mentions to document.
 */
#ifndef DOCUMENT_BUILDER_H
#define DOCUMENT_BUILDER_H

#include "article.h"
#include "document_terms.h"
#include "mention.h"

/*
 * Build the document of an article.  Its terms are gathered in `terms`, all
 * else in it stands in the arena or is a view into article and record: it is
 * good until the next document is built.  docs/index-schema.md tells the terms.
 */
void document_build(document *out, document_terms *terms,
                    const article *article, const record *r,
                    const mention *mentions, size_t mention_count, arena *a);

/* What the index keeps of an article for its matches to show, as its document
 * has it: stored_encode(), into the arena. */
morgue_str document_data(const article *article, const record *r,
                         const mention *mentions, size_t mention_count,
                         arena *a);

#endif
