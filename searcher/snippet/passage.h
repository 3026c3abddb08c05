/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which passage of a text to quote.
 *
 *   1. Every run of hits that fills at most three quarters of the room is
 *      weighed: each pattern adds its weight, a repeat of it a fifth of the
 *      time before; a run that is spread out over all the room loses a third.
 *      A run in which a nearness of the query is fulfilled goes before all
 *      that have only its words.  The best run stays, of equals the first.
 *   2. The passage begins with the sentence in which the run begins, when
 *      that is near, and else with a word a third of the free room before.
 *   3. It ends with the last sentence that fits, when that fills most of the
 *      room, and else with a word.
 *   4. No bound lies within a span of hits.
 *   5. Where much of the query stands elsewhere, half of the room each goes to
 *      the best run for half of it, and to the one that adds most to that: if
 *      more of the query is in both than in the one passage, they are it.
 */
#ifndef PASSAGE_H
#define PASSAGE_H

#include "hit_finder.h"

#define STRETCHES_MAX 2
#define STRETCHES_JOINT " \xe2\x80\xa6 " /* between them, 3 characters */

/* Bytes of a text, in order, some bytes between them. */
typedef struct passage {
    morgue_mark stretches[STRETCHES_MAX];
    size_t count; /* 1 or more */
} passage;

/*
 * The passage of about `chars` characters.  Longer when one span of hits is.
 * Without hits it is the beginning of the text.
 */
void passage_choose(passage *out, morgue_str text, const hit_list *hits,
                    const span_list *spans, const snippet_pattern *patterns,
                    size_t pattern_count, size_t chars, arena *a);

#endif
