/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * "the counties of Dixie, Levy, and Taylor": names in a row are places where a
 * word before says so, though each be a surname elsewhere.
 */
#ifndef PLACE_LIST_H
#define PLACE_LIST_H

#include "entity_document.h"

/* Tag the names of such rows; other tags stay. */
void place_lists_tag(entity_document *d);

#endif
