/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All articles that match, whatever page was asked for.
 */
#ifndef MATCH_SET_H
#define MATCH_SET_H

#include "docid_set.h"
#include "matches.h"

/* Found once and then kept; lent until the matches are freed. */
morgue_status match_set(const docid_set **out, morgue_matches *m,
                        morgue_error *err);

#endif
