/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A page of matches, found by ourselves.
 *
 *   1. scan_list.h gives all candidates;
 *   2. the best are taken in turn, a few at a time;
 *   3. each is kept or dropped by its places (nearness.h), and folded into the
 *      first of its text, until the page is full;
 *   4. what is left is looked through for further copies of the page's texts.
 *
 * Where it shows that many must be looked at, all are, in the order in which
 * their places stand in the index: then 1 is exact, and nothing is left for 3
 * but to fold copies.
 */
#ifndef SCAN_SEARCH_H
#define SCAN_SEARCH_H

#include "sieve.h"

/* The reader must have segments.  wide: the root by plan_widen(). */
morgue_status scan_search(sieve_result *out, xap_reader *reader,
                          const plan_node *root, const plan_node *wide,
                          const sieve_options *options, morgue_error *err);

#endif
