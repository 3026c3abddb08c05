/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * "DALLAS, Feb. 26 -", "ST LOUIS, Mo. (AP) --": what a line of an agency begins
 * with is a place, though it be a forename elsewhere.
 */
#ifndef DATELINE_H
#define DATELINE_H

#include "entity_document.h"

/* Tag the places of datelines; other tags stay. */
void datelines_tag(entity_document *d);

#endif
