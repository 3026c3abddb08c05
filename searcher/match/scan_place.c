/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Parts of a scan that depend on places.
 */
#include "scan_inside.h"

#include "heap.h"

/* Keep the documents whose places fulfil the node, taken as of another kind
 * that nearness knows. */
static morgue_status keep_places(scan *s, const plan_node *node, plan_kind kind,
                                 scan_hits *hits)
{
    scan_known *k = scan_know(s, node);
    uint32_t docids[NEARNESS_BATCH];
    bool hold[NEARNESS_BATCH];
    morgue_status status = MORGUE_OK;
    size_t kept = 0;

    if (k->places == NULL) {
        k->looked = *node;
        k->looked.kind = kind;
        k->places = heap_check(nearness_new(&k->looked, s->reader));
    }
    for (size_t i = 0, count; i < hits->count && status == MORGUE_OK;
         i += count) {
        for (count = 0; count < NEARNESS_BATCH && i + count < hits->count;
             count++)
            docids[count] =
                segment_set_docid(s->segments, s->at, hits->docids[i + count]);
        status = nearness_hold(k->places, docids, count, hold, s->err);
        for (size_t j = 0; j < count && status == MORGUE_OK; j++) {
            if (!hold[j])
                continue;
            hits->docids[kept] = hits->docids[i + j];
            if (hits->weights)
                hits->weights[kept] = hits->weights[i + j];
            kept++;
        }
    }
    hits->count = kept;
    return status;
}

/* All of the parts or, of an EXCEPT, the first one; their own places are looked
 * at together with the node's. */
morgue_status scan_near(scan *s, const plan_node *node, measure m,
                        double factor, const scan_hits *within, scan_hits *out)
{
    bool is_exact = s->is_exact;
    size_t count = node->kind == PLAN_EXCEPT ? 1 : node->child_count;
    morgue_status status;

    s->is_exact = false;
    status =
        scan_chosen(s, node->children, count, NULL, m, factor, within, out);
    s->is_exact = is_exact;
    return status == MORGUE_OK && is_exact
               ? keep_places(s, node, node->kind, out)
               : status;
}

/* Side by side, or near: without a cover each term of a slot counts for
 * itself, as libxapian's own phrases have it. */
static morgue_status find_slots(scan *s, const plan_node *node, measure m,
                                double factor, const scan_hits *within,
                                scan_hits *out)
{
    plan_node **slots =
        arena_calloc(s->memory, node->child_count, sizeof *slots);

    for (size_t i = 0; i < node->child_count; i++) {
        if (node->children[i]->kind == PLAN_NOTHING) {
            scan_make_room(s, out, 0, m);
            return MORGUE_OK;
        }
        slots[i] = node->children[i];
        if (slots[i]->kind != PLAN_ANY || m == MEASURE_NONE)
            continue;
        slots[i] = plan_node_copy(slots[i], slots[i]->child_count, s->memory);
        slots[i]->kind = PLAN_OR;
    }
    return scan_chosen(s, slots, node->child_count, NULL, m, factor, within,
                       out);
}

morgue_status scan_cover(scan *s, const plan_node *node, measure m,
                         double factor, const scan_hits *within, scan_hits *out)
{
    return node->cover_count > 0
               ? scan_chosen(s, node->cover, node->cover_count, NULL, m, factor,
                             within, out)
               : scan_chosen(s, node->children, node->child_count, NULL, m,
                             factor, within, out);
}

/* What the cover finds may lack the commonest words, which is sooner told
 * than where they stand. */
static morgue_status find_covered(scan *s, const plan_node *node, measure m,
                                  double factor, const scan_hits *within,
                                  scan_hits *out)
{
    scan_hits passed = {0};
    morgue_status status = scan_cover(s, node, m, factor, within, out);

    if (status == MORGUE_OK)
        status = scan_chosen(s, node->children, node->child_count, NULL,
                             MEASURE_NONE, 1, out, &passed);
    if (status == MORGUE_OK)
        scan_keep(out, &passed, true);
    return status;
}

morgue_status scan_phrase(scan *s, const plan_node *node, measure m,
                          double factor, const scan_hits *within,
                          scan_hits *out)
{
    morgue_status status = node->cover_count > 0
                               ? find_covered(s, node, m, factor, within, out)
                               : find_slots(s, node, m, factor, within, out);

    return status == MORGUE_OK ? keep_places(s, node, PLAN_WIDE, out) : status;
}

morgue_status scan_close(scan *s, const plan_node *node, measure m,
                         double factor, const scan_hits *within, scan_hits *out)
{
    morgue_status status = find_slots(s, node, m, factor, within, out);

    return status == MORGUE_OK ? keep_places(s, node, PLAN_NEAR, out) : status;
}
