/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The words of a language, each looked at once and kept from article to
 * article.
 */
#ifndef WORD_CACHE_H
#define WORD_CACHE_H

#include "entity_token.h"
#include "entity_word.h"

/* One a model and thread.  Never NULL. */
typedef struct word_cache word_cache;
word_cache *word_cache_new(const entity_model *m);
void word_cache_free(word_cache *c);

/*
 * When there are very many words, forget those that were met once since the
 * last time; call between articles.  Returns whether that was done: words given
 * before stand elsewhere then, or are gone.
 */
bool word_cache_trim(word_cache *c);

/* A number of its own for each article. */
uint32_t word_cache_next_article(word_cache *c);

/* What stands beyond the ends of a sentence, with sums of this model. */
entity_word *word_cache_border(word_cache *c, bool after);

/* The words of at most so many tokens are found at a time. */
#define WORD_CACHE_BATCH 64

/* The words of `count` spans of text; good until word_cache_trim(). */
void word_cache_find(word_cache *c, morgue_str text, const entity_span *spans,
                     size_t count, entity_word *out[WORD_CACHE_BATCH]);

#endif
