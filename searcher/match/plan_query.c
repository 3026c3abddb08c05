/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "plan_query.h"

#include "error.h"

#include <stdlib.h>

bool plan_has_nearness(const plan_node *node)
{
    if (node->kind == PLAN_NEAR || node->kind == PLAN_ADJ ||
        node->kind == PLAN_EXCEPT || node->kind == PLAN_WIDE)
        return true;
    for (size_t i = 0; i < node->child_count; i++)
        if (plan_has_nearness(node->children[i]))
            return true;
    return false;
}

/* Parts of a query that is being made; freed together. */
typedef struct part_list {
    xap_query **parts;
    size_t count;
} part_list;

static void free_parts(part_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        xap_query_free(list->parts[i]);
    free(list->parts);
    *list = (part_list){0};
}

/* Those children that are (or are not) of a kind, as parts. */
static morgue_status make_parts(part_list *list, const plan_node *node,
                                plan_chooser chosen, bool weighed,
                                morgue_error *err)
{
    morgue_status status = MORGUE_OK;

    *list = (part_list){0};
    list->parts = calloc(node->child_count + 1, sizeof(xap_query *));
    if (list->parts == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < node->child_count && status == MORGUE_OK; i++) {
        if (chosen && !chosen(node->children[i]))
            continue;
        status = plan_query(&list->parts[list->count], node->children[i],
                            weighed, err);
        list->count += status == MORGUE_OK;
    }
    return status;
}

static morgue_status combine(xap_query **out, const plan_node *node,
                             plan_chooser chosen, xap_op op, bool weighed,
                             morgue_error *err)
{
    part_list list;
    morgue_status status = make_parts(&list, node, chosen, weighed, err);

    if (status == MORGUE_OK)
        status = list.count == 0
                     ? xap_query_all(out, err)
                     : xap_query_combine(out, op, list.parts, list.count, 0,
                                         err);
    free_parts(&list);
    return status;
}

bool plan_is_weighed(const plan_node *n)
{
    return !n->is_filter && n->kind != PLAN_NOT;
}

bool plan_is_filter(const plan_node *n)
{
    return n->is_filter && n->kind != PLAN_NOT && n->kind != PLAN_ALL;
}

/* A NOT of a nearness is left to whoever looks at places. */
static bool is_not(const plan_node *n)
{
    return n->kind == PLAN_NOT && !plan_has_nearness(n);
}

bool plan_has(const plan_node *node, plan_chooser chosen)
{
    for (size_t i = 0; i < node->child_count; i++)
        if (chosen(node->children[i]))
            return true;
    return false;
}

/* Keep of *out what the filters among the children let pass. */
static morgue_status make_filters(xap_query **out, const plan_node *node,
                                  morgue_error *err)
{
    xap_query *both[2] = {*out, NULL};
    morgue_status status;

    if (!plan_has(node, plan_is_filter))
        return MORGUE_OK;
    *out = NULL;
    status = combine(&both[1], node, plan_is_filter, XAP_AND, false,
                     err);
    if (status == MORGUE_OK)
        status = xap_query_combine(out, XAP_FILTER, both, 2, 0, err);
    xap_query_free(both[0]);
    xap_query_free(both[1]);
    return status;
}

/* What is below a NOT, as that: NOT's own query would be "all but". */
static morgue_status make_nots(xap_query **out, const plan_node *node,
                               morgue_error *err)
{
    xap_query *both[2] = {*out, NULL};
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < node->child_count && status == MORGUE_OK; i++) {
        const plan_node *child = node->children[i];
        if (!is_not(child))
            continue;
        both[0] = *out;
        *out = NULL;
        status = plan_query(&both[1], child->children[0], false, err);
        if (status == MORGUE_OK)
            status = xap_query_combine(out, XAP_AND_NOT, both, 2, 0, err);
        xap_query_free(both[0]);
        xap_query_free(both[1]);
        both[1] = NULL;
    }
    return status;
}

/* Where nothing is weighed the filters themselves are the query. */
static morgue_status make_and(xap_query **out, const plan_node *node,
                              bool weighed, morgue_error *err)
{
    bool any = plan_has(node, plan_is_weighed);
    morgue_status status =
        combine(out, node, any ? plan_is_weighed : plan_is_filter, XAP_AND,
                weighed && any, err);

    if (status == MORGUE_OK && any)
        status = make_filters(out, node, err);
    if (status == MORGUE_OK)
        status = make_nots(out, node, err);
    return status;
}

static morgue_status make_not(xap_query **out, const plan_node *node,
                              morgue_error *err)
{
    xap_query *both[2] = {NULL, NULL};
    morgue_status status = xap_query_all(&both[0], err);

    if (status == MORGUE_OK && plan_has_nearness(node)) {
        *out = both[0];
        return MORGUE_OK;
    }
    if (status == MORGUE_OK)
        status = plan_query(&both[1], node->children[0], false, err);
    if (status == MORGUE_OK)
        status = xap_query_combine(out, XAP_AND_NOT, both, 2, 0, err);
    xap_query_free(both[0]);
    xap_query_free(both[1]);
    return status;
}

/* Xapian knows places of terms and of ORs of terms alone. */
static morgue_status make_slot(xap_query **out, const plan_node *node,
                               morgue_error *err)
{
    if (node->kind == PLAN_ANY)
        return combine(out, node, NULL, XAP_OR, true, err);
    return plan_query(out, node, true, err);
}

static morgue_status make_places(xap_query **out, const plan_node *node,
                                 xap_op op, uint32_t window,
                                 morgue_error *err)
{
    part_list list = {0};
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < node->child_count; i++)
        if (node->children[i]->kind == PLAN_NOTHING)
            return xap_query_nothing(out, err);
    list.parts = calloc(node->child_count, sizeof(xap_query *));
    if (list.parts == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < node->child_count && status == MORGUE_OK; i++) {
        status = make_slot(&list.parts[i], node->children[i], err);
        list.count += status == MORGUE_OK;
    }
    if (status == MORGUE_OK)
        status = xap_query_combine(out, op, list.parts, list.count, window,
                                   err);
    free_parts(&list);
    return status;
}

/* Only the cover is weighed: what it has of the phrase is rarer than the
 * words that it stands for. */
static morgue_status make_cover(xap_query **out, const plan_node *node,
                                bool weighed, morgue_error *err)
{
    plan_node all = *node;

    if (node->cover_count > 0) {
        all.children = node->cover;
        all.child_count = node->cover_count;
    }
    return combine(out, &all, NULL, XAP_AND, weighed, err);
}

static morgue_status make_phrase(xap_query **out, const plan_node *node,
                                 bool weighed, morgue_error *err)
{
    xap_query *both[2] = {NULL, NULL};
    morgue_status status = make_places(&both[1], node, XAP_PHRASE,
                                       (uint32_t)node->child_count, err);

    *out = both[1];
    if (status != MORGUE_OK || node->cover_count == 0)
        return status;
    *out = NULL;
    status = make_cover(&both[0], node, weighed, err);
    if (status == MORGUE_OK)
        status = xap_query_combine(out, XAP_FILTER, both, 2, 0, err);
    xap_query_free(both[0]);
    xap_query_free(both[1]);
    return status;
}

static morgue_status make(xap_query **out, const plan_node *node,
                          bool weighed, morgue_error *err)
{
    switch (node->kind) {
    case PLAN_ALL:
        return xap_query_all(out, err);
    case PLAN_NOTHING:
        return xap_query_nothing(out, err);
    case PLAN_TERM:
        return xap_query_term(out, node->term, err);
    case PLAN_ANY:
        return combine(out, node, NULL, weighed ? XAP_SYNONYM : XAP_OR,
                       weighed, err);
    case PLAN_AND:
        return make_and(out, node, weighed, err);
    case PLAN_NEAR:
    case PLAN_ADJ:
        return combine(out, node, NULL, XAP_AND, weighed, err);
    case PLAN_EXCEPT:
        return plan_query(out, node->children[0], weighed, err);
    case PLAN_OR:
        return combine(out, node, NULL, XAP_OR, weighed, err);
    case PLAN_NOT:
        return make_not(out, node, err);
    case PLAN_MAYBE:
        return weighed ? combine(out, node, NULL, XAP_AND_MAYBE, true, err)
                       : plan_query(out, node->children[0], false, err);
    case PLAN_PHRASE:
        return make_phrase(out, node, weighed, err);
    case PLAN_WIDE:
        return make_cover(out, node, weighed, err);
    case PLAN_CLOSE:
        return make_places(out, node, XAP_NEAR, node->distance + 1, err);
    case PLAN_RANGE:
        return xap_query_value_range(out, node->slot, node->low, node->high,
                                     err);
    }
    return error_set(err, MORGUE_EINTERNAL, -1, "no such plan");
}

morgue_status plan_query(xap_query **out, const plan_node *node, bool weighed,
                         morgue_error *err)
{
    xap_query *unscaled;
    morgue_status status;

    *out = NULL;
    status = make(out, node, weighed, err);
    if (status != MORGUE_OK || node->weight == 1 || !weighed)
        return status;
    unscaled = *out;
    status = xap_query_scale(out, unscaled, node->weight, err);
    xap_query_free(unscaled);
    return status;
}
