/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the files of a scan share (scan.h).
 */
#ifndef SCAN_INSIDE_H
#define SCAN_INSIDE_H

#include "nearness.h"
#include "plan_query.h"
#include "scan.h"

/* What a list of hits has for weights. */
typedef enum measure {
    MEASURE_NONE,
    MEASURE_COUNT, /* how often the term stands in the document */
    MEASURE_WEIGHT
} measure;

/* What is known of a node in all segments. */
typedef struct scan_known {
    const plan_node *node;
    double weight;    /* of a term: before length and count; below 0: not yet */
    nearness *places; /* of a phrase or nearness */
    plan_node looked; /* what is looked for there */
    struct scan_known *next;
} scan_known;

struct scan {
    xap_reader *reader;
    segment_set *segments;
    const plan_node *root;
    const xap_bm25 *weights;
    bool is_exact;
    double per_length; /* 1 to the mean length of a document */
    scan_known *known;

    size_t at; /* the segment */
    segment *now;
    arena *memory;  /* of the segment */
    double *sums;   /* of each of its documents, from 1; all 0 */
    bool *is_found; /* likewise; both made when first needed */
    morgue_error *err;
};

scan_known *scan_know(scan *s, const plan_node *node);

/*
 * What a node finds in the segment, of `within` alone unless that is NULL.
 * factor: of all weights below the node.  So are the functions below, of nodes
 * of some kinds.
 */
morgue_status scan_node(scan *s, const plan_node *node, measure m,
                        double factor, const scan_hits *within, scan_hits *out);
morgue_status scan_term(scan *s, const plan_node *node, measure m,
                        double factor, const scan_hits *within, scan_hits *out);
morgue_status scan_synonyms(scan *s, const plan_node *node, double factor,
                            const scan_hits *within, scan_hits *out);
morgue_status scan_any(scan *s, const plan_node *node, measure m, double factor,
                       const scan_hits *within, scan_hits *out);
morgue_status scan_near(scan *s, const plan_node *node, measure m,
                        double factor, const scan_hits *within, scan_hits *out);
morgue_status scan_phrase(scan *s, const plan_node *node, measure m,
                          double factor, const scan_hits *within,
                          scan_hits *out);
morgue_status scan_cover(scan *s, const plan_node *node, measure m,
                         double factor, const scan_hits *within,
                         scan_hits *out);
morgue_status scan_close(scan *s, const plan_node *node, measure m,
                         double factor, const scan_hits *within,
                         scan_hits *out);

/* What all chosen nodes (chosen NULL: all) find; everything where none is. */
morgue_status scan_chosen(scan *s, plan_node *const *nodes, size_t count,
                          plan_chooser chosen, measure m, double factor,
                          const scan_hits *within, scan_hits *out);

/* ---- Lists ---- */

/* An empty list with room for so many. */
void scan_make_room(scan *s, scan_hits *out, size_t count, measure m);

static inline void scan_add(scan_hits *out, uint32_t docid, double weight)
{
    out->docids[out->count] = docid;
    if (out->weights)
        out->weights[out->count] = weight;
    out->count++;
}

static inline double scan_weight_at(const scan_hits *hits, size_t i)
{
    return hits->weights ? hits->weights[i] : 0;
}

/* All documents, or those of `within`; of no weight. */
void scan_all(scan *s, measure m, const scan_hits *within, scan_hits *out);

/* Keep of `hits` what `others` have, or have not; the weights are added. */
void scan_keep(scan_hits *hits, const scan_hits *others, bool wanted);

/* Of those that both have. */
void scan_add_weights(scan_hits *hits, const scan_hits *others);

/* What either list has, or any, with the sum of the weights. */
void scan_merge(scan *s, const scan_hits *a, const scan_hits *b, measure m,
                scan_hits *out);
void scan_unite(scan *s, const scan_hits *lists, size_t count, measure m,
                const scan_hits *within, scan_hits *out);

#endif
