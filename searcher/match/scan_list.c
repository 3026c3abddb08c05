/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "scan_list.h"

#include "error.h"
#include "field.h"
#include "scan.h"

#include <stdlib.h>

/* ---- Finding ---- */

static scan_match *make_room(scan_list *l, size_t count)
{
    scan_match *grown;

    if (count == 0)
        return l->matches;
    grown = realloc(l->matches, (l->count + count) * sizeof *grown);
    if (grown != NULL)
        l->matches = grown;
    return grown;
}

/* The latest or the earliest day first, unknown ones last. */
static uint64_t order_of(uint64_t day, morgue_sort sort)
{
    if (day == SEGMENT_NO_NUMBER || sort == MORGUE_SORT_RELEVANCE)
        return 0;
    return sort == MORGUE_SORT_NEWEST ? day : UINT64_MAX - day;
}

static morgue_status add_hits(scan_list *l, segment_set *segments, size_t at,
                              const scan_hits *hits, const scan_options *o,
                              morgue_error *err)
{
    segment *from = &segments->segments[at];
    const uint64_t *texts = NULL, *days = NULL;
    scan_match *matches = make_room(l, hits->count);
    morgue_status status = MORGUE_OK;

    if (hits->count == 0)
        return MORGUE_OK;
    if (matches == NULL)
        return error_no_memory(err);
    matches += l->count;
    if (o->wants_texts)
        status = segment_column(from, SLOT_FINGERPRINT, hits->docids,
                                hits->count, &texts, err);
    if (status == MORGUE_OK && o->sort != MORGUE_SORT_RELEVANCE)
        status = segment_column(from, SLOT_PUBLISHED_FIRST, hits->docids,
                                hits->count, &days, err);
    for (size_t i = 0; i < hits->count && status == MORGUE_OK; i++)
        matches[i] = (scan_match){
            .weight = hits->weights ? hits->weights[i] : 0,
            .order = days ? order_of(days[hits->docids[i] - 1], o->sort) : 0,
            .text = texts ? texts[hits->docids[i] - 1] : 0,
            .docid = segment_set_docid(segments, at, hits->docids[i])};
    if (status == MORGUE_OK)
        l->count += hits->count;
    return status;
}

morgue_status scan_list_find(scan_list *out, xap_reader *reader,
                             const plan_node *root, const scan_options *options,
                             morgue_error *err)
{
    segment_set *segments = xap_reader_segments(reader);
    scan *s = scan_new(reader, root, options->weights, options->is_exact);
    morgue_status status = MORGUE_OK;

    *out = (scan_list){0};
    for (size_t i = 0; i < segments->count && status == MORGUE_OK; i++) {
        scan_hits hits = {0};
        status = scan_segment(s, i, &hits, err);
        if (status == MORGUE_OK)
            status = add_hits(out, segments, i, &hits, options, err);
    }
    out->was_cut = scan_was_cut(s);
    scan_free(s);
    if (status != MORGUE_OK)
        scan_list_free(out);
    return status;
}

void scan_list_free(scan_list *l)
{
    free(l->matches);
    *l = (scan_list){0};
}

/* ---- Sorting ---- */

static int best_first(const scan_match *x, const scan_match *y)
{
    if (x->order != y->order)
        return x->order > y->order ? -1 : 1;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return x->docid < y->docid ? -1 : x->docid > y->docid;
}

static void swap(scan_match *a, scan_match *b)
{
    scan_match kept = *a;

    *a = *b;
    *b = kept;
}

/* Restore a heap below `at`: none is better than those below it. */
static void sift(scan_match *heap, size_t count, size_t at)
{
    for (size_t below = 2 * at + 1; below < count; below = 2 * at + 1) {
        if (below + 1 < count && best_first(&heap[below + 1], &heap[below]) > 0)
            below++;
        if (best_first(&heap[at], &heap[below]) >= 0)
            return;
        swap(&heap[at], &heap[below]);
        at = below;
    }
}

/* Bring the best `wanted` to the front: a heap of them, the worst on top,
 * against which each other one is held, and which is then taken off from the
 * end on.  In place: of a million matches a copy is not little. */
static void sort_best(scan_match *list, size_t count, size_t wanted)
{
    for (size_t i = wanted / 2; i-- > 0;)
        sift(list, wanted, i);
    for (size_t i = wanted; i < count; i++)
        if (best_first(&list[i], list) < 0) {
            swap(&list[i], list);
            sift(list, wanted, 0);
        }
    while (wanted > 1) {
        swap(list, &list[--wanted]);
        sift(list, wanted, 0);
    }
}

void scan_list_sort(scan_list *l, size_t wanted)
{
    if (wanted > l->count)
        wanted = l->count;
    if (wanted <= l->sorted)
        return;
    sort_best(l->matches + l->sorted, l->count - l->sorted,
              wanted - l->sorted);
    l->sorted = wanted;
}

/* ---- Documents alone ---- */

/* Those of each segment ascend, those of all must: mark and collect. */
static morgue_status collect(docid_set *out, const bool *is_found, size_t size,
                             morgue_error *err)
{
    size_t count = 0;

    for (size_t i = 0; i < size; i++)
        count += is_found[i];
    out->docids = malloc((count + 1) * sizeof *out->docids);
    if (out->docids == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < size; i++)
        if (is_found[i])
            out->docids[out->count++] = (uint32_t)i;
    return MORGUE_OK;
}

static size_t last_docid(const segment_set *segments)
{
    size_t last = 0;

    for (size_t i = 0; i < segments->count; i++) {
        uint32_t own = segments->segments[i].stats.documents;
        size_t docid = own ? segment_set_docid(segments, i, own) : 0;
        last = docid > last ? docid : last;
    }
    return last;
}

morgue_status scan_docids(docid_set *out, xap_reader *reader,
                          const plan_node *root, bool is_exact,
                          morgue_error *err)
{
    segment_set *segments = xap_reader_segments(reader);
    size_t size = last_docid(segments) + 1;
    bool *is_found = calloc(size, sizeof *is_found);
    scan *s = scan_new(reader, root, NULL, is_exact);
    morgue_status status = is_found ? MORGUE_OK : error_no_memory(err);

    *out = (docid_set){0};
    for (size_t i = 0; i < segments->count && status == MORGUE_OK; i++) {
        scan_hits hits = {0};
        status = scan_segment(s, i, &hits, err);
        for (size_t k = 0; k < hits.count && status == MORGUE_OK; k++)
            is_found[segment_set_docid(segments, i, hits.docids[k])] = true;
    }
    scan_free(s);
    if (status == MORGUE_OK)
        status = collect(out, is_found, size, err);
    free(is_found);
    return status;
}
