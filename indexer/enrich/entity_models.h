/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The models that are part of the program: the files under model/, one a
 * language.
 */
#ifndef ENTITY_MODELS_H
#define ENTITY_MODELS_H

#include "morgue.h"

/* The bytes of the model of a language ("en"); empty: there is none. */
morgue_str entity_models_find(morgue_str language);

/* The languages that have one, in order; NULL ends the list. */
const char *const *entity_models_languages(void);

#endif
