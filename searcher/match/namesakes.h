/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Who a name of one word may be: person:Bush is several.
 */
#ifndef NAMESAKES_H
#define NAMESAKES_H

#include "matches.h"

/*
 * A line for each name that was asked for by one word and is, among the
 * matches, a part of several names that differ; in m's arena.  Returns how
 * many; out has room for PLAN_ASKED_MAX.
 */
size_t namesakes_tell(morgue_str *out, morgue_matches *m);

#endif
