/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All documents that a part of a plan finds.
 */
#ifndef DOCID_SET_H
#define DOCID_SET_H

#include "plan.h"

typedef struct docid_set {
    uint32_t *docids; /* ascending */
    size_t count;
} docid_set;

morgue_status docid_set_find(docid_set *out, xap_reader *reader,
                             const plan_node *node, morgue_error *err);
bool docid_set_has(const docid_set *set, uint32_t docid);
void docid_set_free(docid_set *set);

#endif
