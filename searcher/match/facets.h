/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Facets beyond those of morgue.h.
 */
#ifndef FACETS_H
#define FACETS_H

#include "matches.h"

/* The names of a kind that the run stands in, among those of all matches. */
morgue_status facet_of_run(morgue_facet *out, morgue_matches *m, int kind,
                           const name_run *run, morgue_error *err);

#endif
