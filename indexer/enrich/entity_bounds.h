/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where names begin and end, set right after the tokens are labelled.
 *
 *   1. "Texas-based" and its like begin no name; an address is none.
 *   2. No name begins or ends with a mark, no person's with a number; none
 *      holds a spaced dash, nor a quote or bracket that is opened or closed
 *      outside of it.
 *   3. A title is no part of a person's name, nor "the" of any but those that
 *      the lexicon has with it.
 *   4. "Italy's Dini", "Reem and Marwan" are two names; so are "Infoseek and
 *      Excite" where each has stood alone or is known, and what "Inc. and"
 *      parts.
 *   5. "FBI Director Robert Mueller" is an organisation and a person, "Holmes,
 *      Inc." a company with its suffix; "Clean Air Act" is no organisation,
 *      "H.R. 1187" and a post alone no person.
 *   6. What the lexicon has as a phrase, and as nothing but a country or
 *      region, or of three words or more as nothing but an organisation, is
 *      one whole ("Czech Republic", "Department of Justice"), unless a longer
 *      name holds it; what it has as nothing but another name ("Federal
 *      Register") is none of the kinds.
 */
#ifndef ENTITY_BOUNDS_H
#define ENTITY_BOUNDS_H

#include "entity_document.h"

/* Tags that begin an entity. */
bool entity_starts(int tag);

/* Where the entity begins that holds the token i. */
size_t entity_begin(const entity_document *d, size_t i);

/* Where the entity ends that begins at `begin`. */
size_t entity_end(const entity_document *d, size_t begin);

/* The entity of the token before goes on at `at`. */
bool entity_goes_over(const entity_document *d, size_t at);

/* Tag the tokens [begin, end) as one entity. */
void entity_set(entity_document *d, size_t begin, size_t end, int kind);

/* Tag them as none. */
void entity_unset(entity_document *d, size_t begin, size_t end);

/* Called as an act, event or feast is, which is no organisation. */
bool entity_bounds_is_event(const entity_document *d, size_t begin, size_t end);

/* Step 6 alone; training data needs it as well. */
void entity_bounds_complete(entity_document *d);

/* All steps, on the tags of the tokens. */
void entity_bounds_mend(entity_document *d, arena *a);

#endif
