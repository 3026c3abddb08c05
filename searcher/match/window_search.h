/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The first page of a search whose places we look at, best first.
 *
 * Ten hits need not have the places of all articles looked at:
 *
 *   1. Xapian gives a window of the best that hold all the words;
 *   2. each is kept or dropped by its places, copies of a text are folded;
 *   3. until the page is full, a wider window is asked for.
 */
#ifndef WINDOW_SEARCH_H
#define WINDOW_SEARCH_H

#include "sieve.h"

/* Pages that end behind this one are found otherwise. */
#define WINDOW_PAGE_MAX 200

/*
 * looks_max: how many articles may be looked at; SIZE_MAX: all.  When more
 * seem to be needed, *gave_up is set and nothing is found.
 */
morgue_status window_search(sieve_result *out, xap_reader *reader,
                            const plan_node *root,
                            const sieve_options *options, size_t looks_max,
                            bool *gave_up, morgue_error *err);

#endif
