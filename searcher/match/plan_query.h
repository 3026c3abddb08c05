/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A plan as Xapian's query.
 */
#ifndef PLAN_QUERY_H
#define PLAN_QUERY_H

#include "plan.h"

/*
 * The query finds what the plan finds; where a NEAR or ADJ is in the plan it
 * finds more: every article that could match, judged without places.
 */
morgue_status plan_query(xap_query **out, const plan_node *node,
                         morgue_error *err);

/* Whether a NEAR or ADJ stands in or below the node. */
bool plan_has_nearness(const plan_node *node);

#endif
