/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A plan as Xapian's query.
 */
#ifndef PLAN_QUERY_H
#define PLAN_QUERY_H

#include "plan.h"

/*
 * The query finds what the plan finds; where a NEAR, ADJ or EXCEPT is in the
 * plan it finds more: every article that could match, judged without places.
 *
 * weighed: matches are to be ranked.  What is not (filters, and all below a
 * NOT) is asked for plainly: below AND_NOT, Xapian 1.4.22 never sets the
 * greatest weights of AND_MAYBE, reads them all the same, and finds other
 * articles each time.
 */
morgue_status plan_query(xap_query **out, const plan_node *node, bool weighed,
                         morgue_error *err);

/* Whether a NEAR, ADJ or EXCEPT stands in or below the node. */
bool plan_has_nearness(const plan_node *node);

/* Children of an AND that rank, and those that only let pass. */
typedef bool (*plan_chooser)(const plan_node *child);
bool plan_is_weighed(const plan_node *child);
bool plan_is_filter(const plan_node *child);

/* Whether the node has a child that is chosen. */
bool plan_has(const plan_node *node, plan_chooser chosen);

#endif
