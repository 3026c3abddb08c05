/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "scan_inside.h"

void scan_make_room(scan *s, scan_hits *out, size_t count, measure m)
{
    *out = (scan_hits){0};
    out->docids = arena_alloc(s->memory, (count + 1) * sizeof *out->docids);
    if (m != MEASURE_NONE)
        out->weights =
            arena_alloc(s->memory, (count + 1) * sizeof *out->weights);
}

void scan_keep(scan_hits *hits, const scan_hits *others, bool wanted)
{
    size_t kept = 0, k = 0;

    for (size_t i = 0; i < hits->count; i++) {
        uint32_t docid = hits->docids[i];
        bool is_there;
        while (k < others->count && others->docids[k] < docid)
            k++;
        is_there = k < others->count && others->docids[k] == docid;
        if (is_there != wanted)
            continue;
        hits->docids[kept] = docid;
        if (hits->weights)
            hits->weights[kept] =
                hits->weights[i] + (is_there ? scan_weight_at(others, k) : 0);
        kept++;
    }
    hits->count = kept;
}

void scan_add_weights(scan_hits *hits, const scan_hits *others)
{
    size_t k = 0;

    for (size_t i = 0; i < hits->count && k < others->count; i++) {
        while (k < others->count && others->docids[k] < hits->docids[i])
            k++;
        if (k < others->count && others->docids[k] == hits->docids[i])
            hits->weights[i] += others->weights[k];
    }
}

void scan_all(scan *s, measure m, const scan_hits *within, scan_hits *out)
{
    size_t count = within ? within->count : s->now->stats.documents;

    scan_make_room(s, out, count, m);
    for (size_t i = 0; i < count; i++)
        scan_add(out, within ? within->docids[i] : (uint32_t)i + 1, 0);
}

void scan_merge(scan *s, const scan_hits *a, const scan_hits *b, measure m,
                scan_hits *out)
{
    size_t i = 0, k = 0;

    scan_make_room(s, out, a->count + b->count, m);
    while (i < a->count && k < b->count) {
        uint32_t x = a->docids[i], y = b->docids[k];
        double weight = (x <= y ? scan_weight_at(a, i) : 0) +
                        (y <= x ? scan_weight_at(b, k) : 0);
        scan_add(out, x < y ? x : y, weight);
        i += x <= y;
        k += y <= x;
    }
    for (; i < a->count; i++)
        scan_add(out, a->docids[i], scan_weight_at(a, i));
    for (; k < b->count; k++)
        scan_add(out, b->docids[k], scan_weight_at(b, k));
}

void scan_unite(scan *s, const scan_hits *lists, size_t count, measure m,
                const scan_hits *within, scan_hits *out)
{
    size_t documents = s->now->stats.documents, most = 0;

    if (s->sums == NULL) {
        s->sums = arena_calloc(s->memory, documents + 1, sizeof *s->sums);
        s->is_found =
            arena_calloc(s->memory, documents + 1, sizeof *s->is_found);
    }
    for (size_t i = 0; i < count; i++) {
        most += lists[i].count;
        for (size_t k = 0; k < lists[i].count; k++) {
            s->is_found[lists[i].docids[k]] = true;
            s->sums[lists[i].docids[k]] += scan_weight_at(&lists[i], k);
        }
    }
    if (within)
        documents = within->count;
    scan_make_room(s, out, most < documents ? most : documents, m);
    for (size_t i = 0; i < documents && most > 0; i++) {
        uint32_t docid = within ? within->docids[i] : (uint32_t)i + 1;
        if (!s->is_found[docid])
            continue;
        scan_add(out, docid, s->sums[docid]);
        s->is_found[docid] = false;
        s->sums[docid] = 0;
    }
}
