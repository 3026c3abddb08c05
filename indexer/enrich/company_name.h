/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Companies that their last word tells: "Netherby, Inc.", "Tindall and Co".
 */
#ifndef COMPANY_NAME_H
#define COMPANY_NAME_H

#include "entity_document.h"

void company_names_tag(entity_document *d);

#endif
