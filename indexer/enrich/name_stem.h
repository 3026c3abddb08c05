/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Names with the endings of a language: "Kenias" and "Trumps" in German,
 * Swedish and Dutch, "Helsingissä" and "Bushin" in Finnish.  The lexicon has
 * names as they are without one.
 */
#ifndef NAME_STEM_H
#define NAME_STEM_H

#include "entity_model.h"

#define NAME_STEMS_MAX 8

/*
 * What the lexicon has of a word in small letters but for its ending: NAME_
 * bits of names alone; 0: nothing, or the language's names have no endings.
 */
uint32_t name_stem_facts(const entity_model *m, morgue_str small);

/*
 * What a word in small letters may be without an ending, views into it, the
 * shortest first.  Returns how many.
 */
size_t name_stem_all(const entity_model *m, morgue_str small,
                     morgue_str out[NAME_STEMS_MAX]);

/* The lexicon has it as a name. */
bool name_stem_is_known(const entity_model *m, morgue_str stem);

#endif
