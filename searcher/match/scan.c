/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "scan.h"

#include "error.h"
#include "heap.h"
#include "scan_inside.h"

#include <stdlib.h>

scan *scan_new(xap_reader *reader, const plan_node *root,
               const xap_bm25 *weights, bool is_exact)
{
    scan *s = heap_new(1, sizeof *s);

    s->reader = reader;
    s->segments = xap_reader_segments(reader);
    s->root = root;
    s->weights = weights;
    s->is_exact = is_exact;
    if (s->segments->total_length > 0)
        s->per_length = 1 / ((double)s->segments->total_length /
                             (double)s->segments->documents);
    s->memory = arena_new();
    return s;
}

void scan_free(scan *s)
{
    if (s == NULL)
        return;
    while (s->known != NULL) {
        scan_known *next = s->known->next;
        nearness_free(s->known->places);
        free(s->known);
        s->known = next;
    }
    arena_free(s->memory);
    free(s);
}

bool scan_was_cut(const scan *s)
{
    for (const scan_known *k = s->known; k != NULL; k = k->next)
        if (k->places != NULL && nearness_was_cut(k->places))
            return true;
    return false;
}

scan_known *scan_know(scan *s, const plan_node *node)
{
    scan_known *k = s->known;

    while (k != NULL && k->node != node)
        k = k->next;
    if (k != NULL)
        return k;
    k = heap_new(1, sizeof *k);
    k->node = node;
    k->weight = -1;
    k->next = s->known;
    s->known = k;
    return k;
}

morgue_status scan_segment(scan *s, size_t at, scan_hits *out,
                           morgue_error *err)
{
    s->at = at;
    s->now = &s->segments->segments[at];
    s->err = err;
    s->sums = NULL;
    arena_reset(s->memory);
    return scan_node(s, s->root, s->weights ? MEASURE_WEIGHT : MEASURE_NONE, 1,
                     NULL, out);
}

/* ---- Any of several ---- */

morgue_status scan_any(scan *s, const plan_node *node, measure m, double factor,
                       const scan_hits *within, scan_hits *out)
{
    scan_hits *lists =
        arena_calloc(s->memory, node->child_count, sizeof *lists);
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < node->child_count && status == MORGUE_OK; i++)
        status = scan_node(s, node->children[i], m, factor, within, &lists[i]);
    if (status == MORGUE_OK && node->child_count == 2)
        scan_merge(s, &lists[0], &lists[1], m, out);
    else if (status == MORGUE_OK)
        scan_unite(s, lists, node->child_count, m, within, out);
    return status;
}

/* ---- All of several ---- */

/* Ranges are read document by document. */
static double cost_of(const scan *s, const plan_node *node)
{
    if (node->kind == PLAN_RANGE || (node->is_filter && node->child_count &&
                                     node->children[0]->kind == PLAN_RANGE))
        return (double)s->segments->documents * 2;
    return plan_frequency(node);
}

/* The chosen nodes in order of what they cost; returns how many. */
static size_t choose(scan *s, plan_node *const *nodes, size_t count,
                     plan_chooser chosen, const plan_node **out)
{
    size_t chosen_count = 0;

    for (size_t i = 0; i < count; i++) {
        size_t at = chosen_count;
        if (chosen && !chosen(nodes[i]))
            continue;
        for (; at > 0 && cost_of(s, out[at - 1]) > cost_of(s, nodes[i]); at--)
            out[at] = out[at - 1];
        out[at] = nodes[i];
        chosen_count++;
    }
    return chosen_count;
}

/* What all chosen nodes find; everything where none is chosen. */
morgue_status scan_chosen(scan *s, plan_node *const *nodes, size_t count,
                          plan_chooser chosen, measure m, double factor,
                          const scan_hits *within, scan_hits *out)
{
    const plan_node **parts = arena_calloc(s->memory, count, sizeof *parts);
    morgue_status status;

    count = choose(s, nodes, count, chosen, parts);
    if (count == 0) {
        scan_all(s, m, within, out);
        return MORGUE_OK;
    }
    status = scan_node(s, parts[0], m, factor, within, out);
    for (size_t i = 1; i < count && status == MORGUE_OK; i++) {
        scan_hits next = {0};
        status = scan_node(s, parts[i], m, factor, out, &next);
        if (status == MORGUE_OK)
            scan_keep(out, &next, true);
    }
    return status;
}

/* Take away what the node finds; a nearness is left to whoever looks at
 * places. */
static morgue_status take_away(scan *s, const plan_node *node, scan_hits *out)
{
    scan_hits unwanted = {0};
    morgue_status status;

    if (!s->is_exact && plan_has_nearness(node))
        return MORGUE_OK;
    status = scan_node(s, node, MEASURE_NONE, 1, out, &unwanted);
    if (status == MORGUE_OK)
        scan_keep(out, &unwanted, false);
    return status;
}

static morgue_status take_nots(scan *s, const plan_node *node, scan_hits *out)
{
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < node->child_count && status == MORGUE_OK; i++)
        if (node->children[i]->kind == PLAN_NOT)
            status = take_away(s, node->children[i]->children[0], out);
    return status;
}

static morgue_status find_and(scan *s, const plan_node *node, measure m,
                              double factor, const scan_hits *within,
                              scan_hits *out)
{
    bool any = plan_has(node, plan_is_weighed);
    scan_hits passed = {0};
    morgue_status status;

    status = scan_chosen(s, node->children, node->child_count,
                         any ? plan_is_weighed : plan_is_filter, m, factor,
                         within, out);
    if (status == MORGUE_OK && any && plan_has(node, plan_is_filter)) {
        status = scan_chosen(s, node->children, node->child_count,
                             plan_is_filter, MEASURE_NONE, 1, out, &passed);
        if (status == MORGUE_OK)
            scan_keep(out, &passed, true);
    }
    return status == MORGUE_OK ? take_nots(s, node, out) : status;
}

static morgue_status find_not(scan *s, const plan_node *node, measure m,
                              const scan_hits *within, scan_hits *out)
{
    scan_all(s, m, within, out);
    return take_away(s, node->children[0], out);
}

static morgue_status find_maybe(scan *s, const plan_node *node, measure m,
                                double factor, const scan_hits *within,
                                scan_hits *out)
{
    morgue_status status =
        scan_node(s, node->children[0], m, factor, within, out);

    for (size_t i = 1;
         i < node->child_count && m != MEASURE_NONE && status == MORGUE_OK;
         i++) {
        scan_hits bonus = {0};
        status = scan_node(s, node->children[i], m, factor, out, &bonus);
        if (status == MORGUE_OK)
            scan_add_weights(out, &bonus);
    }
    return status;
}

/* ---- Values ---- */

static morgue_status find_range(scan *s, const plan_node *node, measure m,
                                const scan_hits *within, scan_hits *out)
{
    uint32_t count = within ? (uint32_t)within->count : s->now->stats.documents;
    uint64_t low = segment_number(node->low);
    uint64_t high = node->high.size ? segment_number(node->high) : UINT64_MAX;
    const uint64_t *column;
    morgue_status status;

    if (node->low.size == 0 && node->high.size == 0) {
        scan_all(s, m, within, out);
        return MORGUE_OK;
    }
    status = segment_column(s->now, node->slot, within ? within->docids : NULL,
                            count, &column, s->err);
    if (status != MORGUE_OK)
        return status;
    scan_make_room(s, out, count, m);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t docid = within ? within->docids[i] : i + 1;
        uint64_t value = column[docid - 1];
        if (value != SEGMENT_NO_NUMBER && value >= low && value <= high)
            scan_add(out, docid, 0);
    }
    return MORGUE_OK;
}

/* ---- Nodes ---- */

morgue_status scan_node(scan *s, const plan_node *node, measure m,
                        double factor, const scan_hits *within, scan_hits *out)
{
    factor *= node->weight;
    switch (node->kind) {
    case PLAN_ALL:
        scan_all(s, m, within, out);
        return MORGUE_OK;
    case PLAN_NOTHING:
        scan_make_room(s, out, 0, m);
        return MORGUE_OK;
    case PLAN_TERM:
        return scan_term(s, node, m, factor, within, out);
    case PLAN_ANY:
        return m == MEASURE_WEIGHT ? scan_synonyms(s, node, factor, within, out)
                                   : scan_any(s, node, m, factor, within, out);
    case PLAN_OR:
        return scan_any(s, node, m, factor, within, out);
    case PLAN_AND:
        return find_and(s, node, m, factor, within, out);
    case PLAN_NOT:
        return find_not(s, node, m, within, out);
    case PLAN_MAYBE:
        return find_maybe(s, node, m, factor, within, out);
    case PLAN_NEAR:
    case PLAN_ADJ:
    case PLAN_EXCEPT:
        return scan_near(s, node, m, factor, within, out);
    case PLAN_PHRASE:
        return scan_phrase(s, node, m, factor, within, out);
    case PLAN_WIDE:
        return scan_cover(s, node, m, factor, within, out);
    case PLAN_CLOSE:
        return scan_close(s, node, m, factor, within, out);
    case PLAN_RANGE:
        return find_range(s, node, m, within, out);
    }
    return error_set(s->err, MORGUE_EINTERNAL, -1, "no such plan");
}
