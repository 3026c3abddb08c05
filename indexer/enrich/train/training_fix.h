/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Bring the tags of an article's tokens to morgue's conventions.
 *
 * Sets of training data disagree, and tags that a machine made are wrong here
 * and there.  What the lexicon is sure of goes first:
 *
 *   1. A place or person begins with no small word, and no name with
 *      "Texas-based": "southern Iraq" is Iraq.
 *   2. What the lexicon is sure of as a phrase is one name: entity_bounds.h,
 *      step 6.
 *   3. A nationality, people or faith alone is no place and no organisation.
 *   4. A country alone is a place, though it be its team or government.
 *   5. "U.N." is an organisation.
 *   6. What is called as acts and events are is no organisation.
 */
#ifndef TRAINING_FIX_H
#define TRAINING_FIX_H

#include "entity_document.h"

void training_fix(entity_document *d);

#endif
