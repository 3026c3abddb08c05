/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * "Roe v. Wade" is a case and no person, and so is "Roe" alone, unless the
 * article names a person so: "Jane Roe", "Ms. Roe".
 */
#ifndef COURT_CASE_H
#define COURT_CASE_H

#include "entity_document.h"

/* Tag the cases as other names; tags of all else stay. */
void court_cases_tag(entity_document *d);

#endif
