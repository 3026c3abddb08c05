/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Who, which organisation, where: finds the mentions of an article.
 */
#ifndef ENTITY_TAGGER_H
#define ENTITY_TAGGER_H

#include "arena.h"
#include "mention.h"

/* One a worker; holds the models and caches.  Not to be shared by threads. */
typedef struct entity_tagger entity_tagger;
morgue_status entity_tagger_new(entity_tagger **out, morgue_error *err);

/* The same with one model from memory, which must outlive it. */
morgue_status entity_tagger_new_from(entity_tagger **out, morgue_str model,
                                     morgue_error *err);
void entity_tagger_free(entity_tagger *t);

/*
 * The mentions of an article in order of (title first, begin); they do not
 * overlap.  `language` chooses the model; without one there are none.  The
 * array and the names stand in the arena, or are views into title and text.
 */
void entity_tagger_tag(entity_tagger *t, morgue_str title, morgue_str text,
                       morgue_str language, arena *a, mention **out,
                       size_t *count);

#endif
