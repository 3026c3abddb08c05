/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Terms of a scan, and terms that stand for one, with what they weigh.
 */
#include "scan_inside.h"

#include "glass_postings.h"

#include <math.h>

/* As Xapian::BM25Weight::init() has it; k2 is not for us. */
static double weight_of_term(const scan *s, double frequency)
{
    double all = (double)s->segments->documents;
    double odds = (all - frequency + 0.5) / (frequency + 0.5);

    if (odds < 2)
        odds = odds * 0.5 + 1;
    return log(odds);
}

/* And as get_sumpart(): from counts to weights. */
static morgue_status weigh(scan *s, scan_hits *hits, double weight)
{
    const xap_bm25 *w = s->weights;
    const uint32_t *lengths;
    morgue_status status = segment_lengths(s->now, hits->docids, hits->count,
                                           &lengths, s->err);

    if (status != MORGUE_OK)
        return status;
    for (size_t i = 0; i < hits->count; i++) {
        uint32_t own = lengths[hits->docids[i] - 1];
        double length = own * s->per_length, count = hits->weights[i];
        if (length < w->min_normlen)
            length = w->min_normlen;
        if (count > own) /* of several terms at one place */
            count = own;
        hits->weights[i] =
            weight * (count / (w->k1 * (length * w->b + (1 - w->b)) + count));
    }
    return MORGUE_OK;
}

static void take_posting(const scan *s, const glass_postings *p, scan_hits *out)
{
    if (p->docid > 0 && p->docid <= s->now->stats.documents)
        scan_add(out, p->docid, p->wdf);
}

/* At the most `most` of them, whatever a damaged list says. */
static void read_postings(const scan *s, glass_postings *p,
                          const scan_hits *within, size_t most, scan_hits *out)
{
    bool has_one = true;

    if (within == NULL) {
        for (; has_one && out->count < most; has_one = glass_postings_next(p))
            take_posting(s, p, out);
        return;
    }
    for (size_t i = 0; i < within->count && has_one && out->count < most; i++) {
        if (p->docid < within->docids[i])
            has_one = glass_postings_skip(p, within->docids[i]);
        if (has_one && p->docid == within->docids[i])
            take_posting(s, p, out);
    }
}

static morgue_status frequency_weight(scan *s, const plan_node *node,
                                      double *out)
{
    scan_known *k = scan_know(s, node);
    uint64_t frequency = node->frequency;
    morgue_status status = MORGUE_OK;

    /* Not every term was looked up when it was planned. */
    if (k->weight < 0 && frequency == 0)
        status = segment_set_frequency(s->segments, node->term, &frequency,
                                       s->err);
    if (k->weight < 0 && status == MORGUE_OK)
        k->weight = weight_of_term(s, (double)frequency);
    *out = k->weight;
    return status;
}

morgue_status scan_term(scan *s, const plan_node *node, measure m,
                        double factor, const scan_hits *within, scan_hits *out)
{
    glass_postings p;
    morgue_status status = MORGUE_OK;
    double weight = 0;
    size_t most = 0;
    bool has_one = glass_postings_open(&p, &s->now->postlist, node->term);

    if (has_one)
        most = p.documents < s->now->stats.documents ? (size_t)p.documents
                                                     : s->now->stats.documents;
    if (within && within->count < most)
        most = within->count;
    scan_make_room(s, out, most, m);
    if (has_one && m == MEASURE_WEIGHT)
        status = frequency_weight(s, node, &weight);
    if (has_one && status == MORGUE_OK && most > 0) {
        read_postings(s, &p, within, most, out);
        status = segment_status(p.walk.status, s->err);
    }
    glass_postings_free(&p);
    if (status == MORGUE_OK && m == MEASURE_WEIGHT)
        status = weigh(s, out, weight * factor * (s->weights->k1 + 1));
    return status;
}

/* ---- Terms that stand for one ---- */

/* Articles with any of the terms, were these spread evenly: as libxapian
 * estimates it for what it weighs as one. */
static double joint_frequency(const scan *s, const plan_node *node)
{
    double all = (double)s->segments->documents, sum = 0;

    for (size_t i = 0; i < node->child_count; i++) {
        double one = (double)node->children[i]->frequency;
        sum = floor(sum + one - sum * one / all + 0.5);
    }
    return sum;
}

/* Terms that stand for one: they are counted together, and then weighed. */
morgue_status scan_synonyms(scan *s, const plan_node *node, double factor,
                            const scan_hits *within, scan_hits *out)
{
    morgue_status status =
        scan_any(s, node, MEASURE_COUNT, factor, within, out);
    scan_known *k = scan_know(s, node);

    if (status != MORGUE_OK)
        return status;
    if (k->weight < 0)
        k->weight = weight_of_term(s, joint_frequency(s, node));
    return weigh(s, out, factor * k->weight * (s->weights->k1 + 1));
}
