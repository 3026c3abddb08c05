/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An article as a line of JSON, as morgue-extract prints it.
 */
#ifndef ARTICLE_JSON_H
#define ARTICLE_JSON_H

#include "article.h"
#include "mention.h"

/* Append the object, without a newline. */
void article_json_append(buffer *out, const article *a, const record *r,
                         const mention *mentions, size_t mention_count);

#endif
