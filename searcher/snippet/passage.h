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
 */
#ifndef PASSAGE_H
#define PASSAGE_H

#include "hit_finder.h"

/*
 * The passage of about `chars` characters, as bytes of text.  Longer when one
 * span of hits is.  Without hits it is the beginning of the text.
 */
morgue_mark passage_choose(morgue_str text, const hit_list *hits,
                           const span_list *spans,
                           const snippet_pattern *patterns,
                           size_t pattern_count, size_t chars, arena *a);

#endif
