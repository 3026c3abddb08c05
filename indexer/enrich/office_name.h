/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Offices of which only the first word was labelled: "Office" of "Office of
 * the Vice President", "Council" of "Council of the European Union".
 */
#ifndef OFFICE_NAME_H
#define OFFICE_NAME_H

#include "entity_document.h"

void office_names_tag(entity_document *d);

#endif
