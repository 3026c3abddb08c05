/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The features of a token: hashes of what is observed at it.
 *
 * Some depend on one word and its distance alone; the tagger keeps their sums
 * with the word.  Others are of what the article tells, which is of few kinds,
 * so that their sums are kept as well (evidence_sums.h).  The rest are of
 * several words; of three side by side the last sums are kept
 * (neighbour_sums.h).  Trainer and tagger call the same functions, so that they
 * cannot differ.
 */
#ifndef ENTITY_FEATURE_H
#define ENTITY_FEATURE_H

#include "entity_document.h"

/*
 * The first two features of the word itself, and the first two of it and its
 * neighbours, name the very word; the trainer hides them now and then, so that
 * the rest learn to do without.
 */
#define LEXICAL_FEATURES 2

#define WORD_FEATURES_MAX    64
#define CONTEXT_FEATURES_MAX 64 /* with those of neighbours */

/*
 * Features of a word that stands `place` - WORD_WINDOW tokens from the one to
 * be labelled.  Returns how many.
 */
size_t entity_word_features(const entity_word *w, int place, uint64_t *out);

/*
 * Features of the word between two others, of all three; the trainer and the
 * tagger take them before those of the context.
 */
size_t entity_neighbour_features(entity_word *const words[3], uint64_t *out);

/*
 * The other features of the token at i that take more than one word; `around`
 * is the words about it, as entity_document_words() lists them.
 */
size_t entity_context_features(const entity_document *d, size_t i,
                               entity_word *const *around, uint64_t *out);

/*
 * What the article tells of the token, and of its neighbours, as up to
 * EVIDENCE_MAX numbers below EVIDENCES; and the features of each of them.
 */
#define EVIDENCES             (4u << SEEN_BITS)
#define EVIDENCE_MAX          4
#define EVIDENCE_FEATURES_MAX (SEEN_BITS + 1)
size_t entity_evidence(const entity_document *d, size_t i,
                       entity_word *const *around, uint16_t out[EVIDENCE_MAX]);
size_t entity_evidence_features(unsigned evidence, uint64_t *out);

#endif
