/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The features of a token: hashes of what is observed at it.
 *
 * Some depend on one word and its distance alone; the tagger keeps their sums
 * with the word.  The rest are of several words, or of the article.  Trainer
 * and tagger call the same functions, so that they cannot differ.
 */
#ifndef ENTITY_FEATURE_H
#define ENTITY_FEATURE_H

#include "entity_document.h"

/*
 * The first two features of the word itself, and the first two of the context,
 * name the very word; the trainer hides them now and then, so that the rest
 * learn to do without.
 */
#define LEXICAL_FEATURES 2

#define WORD_FEATURES_MAX    64
#define CONTEXT_FEATURES_MAX 64

/*
 * Features of a word that stands `place` - WORD_WINDOW tokens from the one to
 * be labelled.  Returns how many.
 */
size_t entity_word_features(const entity_word *w, int place, uint64_t *out);

/*
 * Features of the token at i of a stretch that take more than one word, or the
 * article; `around` is what entity_document_around() gives.
 */
size_t entity_context_features(const entity_document *d,
                               const entity_stretch *s, size_t i,
                               entity_word *const *around, uint64_t *out);

#endif
