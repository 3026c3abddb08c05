/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All articles that match, whatever page was asked for, and which of them are
 * of one text.
 */
#ifndef MATCH_SET_H
#define MATCH_SET_H

#include "matches.h"

/* Fill m->all and m->texts, once. */
morgue_status match_set_find(morgue_matches *m, morgue_error *err);

#endif
