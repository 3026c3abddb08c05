/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The word of the index that one was probably meant to be.
 */
#ifndef SPELLING_H
#define SPELLING_H

#include "vocabulary.h"

/*
 * The commonest of the nearest words under a field's prefix, and not the word
 * itself: at most two letters wrong, missing, too many or swapped (one in
 * words of up to four), the first one right.  The term is without its prefix;
 * empty when there is none.
 */
morgue_status spelling_find(vocabulary_term *out, vocabulary *v,
                            const char *prefix, morgue_str word,
                            arena *memory, morgue_error *err);

/* Letters (bytes) wrong between a and b, swapped neighbours counting one;
 * most + 1 when there are more than `most`. */
size_t spelling_distance(morgue_str a, morgue_str b, size_t most);

#endif
