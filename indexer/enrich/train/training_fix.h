/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Bring the tags of an article to morgue's conventions.
 *
 * Sets of training data disagree, and tags that a machine made are wrong here
 * and there.  What the lexicon is sure of goes first:
 *
 *   1. A place or person begins with no small word, and no name with
 *      "Texas-based": "southern Iraq" is Iraq.
 *   2. A phrase that the lexicon has as country or region, and as nothing
 *      else, is a place ("West Bank"), unless a longer name holds it.
 *   3. A nationality, people or faith alone is no place and no organisation.
 *   4. "U.N." is an organisation.
 */
#ifndef TRAINING_FIX_H
#define TRAINING_FIX_H

#include "entity_document.h"

/* d is of the article that the tags belong to. */
void training_fix(const entity_document *d, uint8_t *tags);

#endif
