/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * More to learn from what there is: articles told again with other names, and
 * as headlines are written.  Templates do the same without an article.
 */
#ifndef TRAINING_VARIANT_H
#define TRAINING_VARIANT_H

#include "lexicon_builder.h"
#include "training_set.h"

/*
 * Add a copy of articles [first, end) in which persons and cities have other
 * names, taken from the lists; the same name within an article stays one.
 * Another `round` takes other names.
 */
void training_variant_rename(training_set *set, size_t first, size_t end,
                             const lexicon *l, float weight, uint64_t round,
                             arena *a);

/*
 * Add every `step`th article of [first, end) in capitals (all true), or with
 * a capital on every long word.
 */
void training_variant_capitals(training_set *set, size_t first, size_t end,
                               size_t step, bool all, float weight, arena *a);

/*
 * Add `copies` articles for each group of lines of a template file; a blank
 * line parts groups.  Tokens have a blank between.  [person ...], [org ...],
 * [place ...] and [other ...] mark entities; {kind} is a name of the lists of
 * that kind (lexicon_builder.h), {n} a number; {1:kind} the same name wherever
 * it stands in the group with that digit; {last:1} its last word.
 * A line that begins with ^ is printed in capitals.
 */
morgue_status training_template_read(training_set *set, const char *path,
                                     size_t copies, const lexicon *l,
                                     float weight, arena *a, morgue_error *err);

#endif
