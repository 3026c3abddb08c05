/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Acronyms that the article itself explains: "Affordable Care Act (ACA)",
 * "personal protective equipment (PPE)".  What the words before the bracket
 * are, an organisation or an act or no name at all, the letters are as well
 * wherever they stand.
 */
#ifndef ACRONYM_H
#define ACRONYM_H

#include "entity_document.h"

void acronyms_tag(entity_document *d);

#endif
