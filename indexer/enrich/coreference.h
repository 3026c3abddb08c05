/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which mentions of an article are of one: the second pass.
 *
 *   0. Two words of which the last is "Islands", "River" and the like are a
 *      place.
 *   1. A string that got several kinds gets the one it got most often.
 *   2. A surname alone, a forename, initials, or the end of a longer name, is
 *      the person last named in full with it; of namesakes "Mrs. Kessler" is
 *      the one who was called a wife.
 *   3. The first word of an organisation, or its initials, is that
 *      organisation, and so is what was explained in brackets; "the
 *      Department" the one told last before.
 *   4. What was named surely somewhere is found where it was overlooked, or
 *      where the beginning of it was.
 *   5. A name with the ending of a case is the one without, where the article
 *      has it.
 */
#ifndef COREFERENCE_H
#define COREFERENCE_H

#include "entity_label.h"

typedef struct coreference {
    entity_run run;
    morgue_str name; /* the full name; in the text or the arena */
} coreference;

/*
 * The persons, organisations and places of a labelled document, in order.
 * The array stands in the arena.
 */
size_t coreference_resolve(entity_document *d, arena *a, coreference **out);

#endif
