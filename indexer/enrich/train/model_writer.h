/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Write a model in the form that entity_model.h tells.
 */
#ifndef MODEL_WRITER_H
#define MODEL_WRITER_H

#include "crf_trainer.h"
#include "lexicon_builder.h"

/* Tells on stderr how many features found no room. */
morgue_status model_write(const char *path, const char *language,
                          const crf_weights *w, const lexicon *l,
                          morgue_error *err);

#endif
