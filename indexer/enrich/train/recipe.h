/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a model is made from: a text file, a thing a line.
 *
 *   language en
 *   set PATH [weight=1] [sentences=0] [renamed=0] [headlines=0]
 *       [split=1]
 *                                         token and tag, docs/entities.md
 *   templates PATH [weight=1] [copies=1]  training_variant.h
 *   names PATH                            kind, TAB, name
 *   words PATH                            word, small, large, cluster
 *   hide-words SHARE   hide-features SHARE
 *   epochs N   min-count N   rate X   decay X   features N
 *
 * Paths are looked for in the folders given, in order.  # begins a comment.
 */
#ifndef RECIPE_H
#define RECIPE_H

#include "crf_trainer.h"
#include "lexicon_builder.h"

typedef struct recipe {
    char language[4];
    crf_options options;
    training_set set;
    lexicon lexicon;
    arena *memory;
    const char *const *folders; /* NULL ends */
} recipe;

/* Read a recipe and all it names. */
morgue_status recipe_read(recipe *out, const char *path,
                          const char *const *folders, morgue_error *err);
void recipe_free(recipe *r);

#endif
