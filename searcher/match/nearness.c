/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "nearness.h"

#include "error.h"
#include "place_batch.h"
#include "plan_query.h"
#include "str.h"

#include <assert.h>
#include <stdlib.h>

/* Words [begin, end] of an article. */
typedef struct span {
    uint32_t begin, end;
} span;

typedef struct span_list {
    span *spans; /* in the arena; ascending, each once */
    size_t count;
} span_list;

/* The articles of a part without places, found when first asked for. */
typedef struct known_part {
    const plan_node *node;
    docid_set set;
} known_part;

struct nearness {
    const plan_node *root;
    xap_reader *reader;
    arena *memory;      /* of one document */
    place_batch *batch; /* of several */
    known_part *known;
    size_t known_count;
    bool was_cut;
    uint32_t docid;
    morgue_error *err;
};

nearness *nearness_new(const plan_node *root, xap_reader *reader)
{
    nearness *n = calloc(1, sizeof *n);

    if (n == NULL)
        return NULL;
    n->root = root;
    n->reader = reader;
    n->memory = arena_new();
    n->batch = place_batch_new(reader);
    if (n->batch == NULL) {
        nearness_free(n);
        return NULL;
    }
    return n;
}

void nearness_free(nearness *n)
{
    if (n == NULL)
        return;
    for (size_t i = 0; i < n->known_count; i++)
        docid_set_free(&n->known[i].set);
    free(n->known);
    place_batch_free(n->batch);
    arena_free(n->memory);
    free(n);
}

bool nearness_was_cut(const nearness *n)
{
    return n->was_cut;
}

/* ---- Spans ---- */

static morgue_status find_spans(nearness *n, const plan_node *node,
                                span_list *out);

static int by_place(const void *a, const void *b)
{
    const span *x = a, *y = b;

    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    return x->end < y->end ? -1 : x->end > y->end;
}

static void sort_spans(span_list *list)
{
    size_t kept = 0;

    if (list->count == 0)
        return;
    qsort(list->spans, list->count, sizeof *list->spans, by_place);
    for (size_t i = 1; i < list->count; i++)
        if (by_place(&list->spans[kept], &list->spans[i]) != 0)
            list->spans[++kept] = list->spans[i];
    list->count = kept + 1;
}

/* Spans of so many words that begin at the places. */
static void make_spans(nearness *n, const uint32_t *places, size_t count,
                       size_t words, span_list *out)
{
    out->count = count;
    out->spans = arena_alloc(n->memory, (count + 1) * sizeof *out->spans);
    for (size_t i = 0; i < count; i++)
        out->spans[i] =
            (span){places[i], places[i] + (uint32_t)words - 1};
}

static morgue_status batch_spans(nearness *n, const plan_node *node,
                                 span_list *out)
{
    bool is_phrase = node->kind == PLAN_PHRASE || node->kind == PLAN_WIDE;
    size_t count, words = is_phrase ? node->child_count : 1;
    const uint32_t *places;
    morgue_status status = place_batch_read(n->batch, node, n->docid, &places,
                                            &count, n->err);

    if (status == MORGUE_OK)
        make_spans(n, places, count, words, out);
    return status;
}

static morgue_status any_spans(nearness *n, const plan_node *node,
                               span_list *out)
{
    span_list *lists =
        arena_calloc(n->memory, node->child_count, sizeof *lists);
    size_t total = 0, at = 0;

    for (size_t i = 0; i < node->child_count; i++) {
        morgue_status status = find_spans(n, node->children[i], &lists[i]);
        if (status != MORGUE_OK)
            return status;
        total += lists[i].count;
    }
    out->spans = arena_calloc(n->memory, total, sizeof *out->spans);
    out->count = total;
    for (size_t i = 0; i < node->child_count; i++) {
        if (lists[i].count)
            memcpy(out->spans + at, lists[i].spans,
                   lists[i].count * sizeof *out->spans);
        at += lists[i].count;
    }
    sort_spans(out);
    return MORGUE_OK;
}

/* The first span that begins at `begin` or behind it. */
static size_t lower_bound(const span_list *list, uint32_t begin)
{
    size_t low = 0, high = list->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->spans[middle].begin < begin)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool begins_at(const span_list *list, uint32_t begin)
{
    size_t i = lower_bound(list, begin);

    return i < list->count && list->spans[i].begin == begin;
}

static morgue_status phrase_spans(nearness *n, const plan_node *node,
                                  span_list *out)
{
    size_t words = node->child_count;
    span_list *slots = arena_calloc(n->memory, words, sizeof *slots);

    for (size_t i = 0; i < words; i++) {
        morgue_status status = find_spans(n, node->children[i], &slots[i]);
        if (status != MORGUE_OK || slots[i].count == 0)
            return status;
    }
    out->spans = arena_calloc(n->memory, slots[0].count, sizeof *out->spans);
    for (size_t i = 0; i < slots[0].count; i++) {
        uint32_t begin = slots[0].spans[i].begin;
        size_t k = 1;
        while (k < words && begins_at(&slots[k], begin + (uint32_t)k))
            k++;
        if (k == words)
            out->spans[out->count++] =
                (span){begin, begin + (uint32_t)words - 1};
    }
    return MORGUE_OK;
}

/* Spans of `first` with one of `second` that begins within distance behind. */
static size_t pairs(const span_list *first, const span_list *second,
                    uint32_t distance, span *out, size_t room)
{
    size_t count = 0;

    for (size_t i = 0; i < first->count; i++) {
        uint32_t begin = first->spans[i].begin, end = first->spans[i].end;
        size_t k = lower_bound(second, end + 1);
        for (; k < second->count &&
               second->spans[k].begin - end <= distance;
             k++) {
            if (out && count < room)
                out[count] = (span){begin, second->spans[k].end};
            count++;
            if (count > room)
                return count;
        }
    }
    return count;
}

static morgue_status near_spans(nearness *n, const plan_node *node,
                                span_list *out)
{
    span_list side[2] = {{0}};
    size_t forth, back = 0, room = NEARNESS_SPANS_MAX;

    for (size_t i = 0; i < 2; i++) {
        morgue_status status = find_spans(n, node->children[i], &side[i]);
        if (status != MORGUE_OK || side[i].count == 0)
            return status;
    }
    forth = pairs(&side[0], &side[1], node->distance, NULL, room);
    if (node->kind == PLAN_NEAR)
        back = pairs(&side[1], &side[0], node->distance, NULL, room);
    if (forth + back > room)
        n->was_cut = true;
    forth = forth < room ? forth : room;
    back = back < room - forth ? back : room - forth;
    out->count = forth + back;
    out->spans = arena_calloc(n->memory, out->count, sizeof *out->spans);
    pairs(&side[0], &side[1], node->distance, out->spans, forth);
    pairs(&side[1], &side[0], node->distance, out->spans + forth, back);
    sort_spans(out);
    return MORGUE_OK;
}

static morgue_status except_spans(nearness *n, const plan_node *node,
                                  span_list *out)
{
    morgue_status status = find_spans(n, node->children[0], out);

    for (size_t i = 1; i < node->child_count && status == MORGUE_OK &&
                       out->count > 0;
         i++) {
        span_list other;
        size_t kept = 0;
        status = find_spans(n, node->children[i], &other);
        for (size_t k = 0; k < out->count; k++)
            if (!begins_at(&other, out->spans[k].begin))
                out->spans[kept++] = out->spans[k];
        out->count = kept;
    }
    return status;
}

static morgue_status find_spans(nearness *n, const plan_node *node,
                                span_list *out)
{
    *out = (span_list){0};
    if (place_batch_takes(node))
        return batch_spans(n, node, out);
    switch (node->kind) {
    case PLAN_OR:
        return any_spans(n, node, out);
    case PLAN_PHRASE:
    case PLAN_WIDE:
        return phrase_spans(n, node, out);
    case PLAN_NEAR:
    case PLAN_ADJ:
        return near_spans(n, node, out);
    case PLAN_EXCEPT:
        return except_spans(n, node, out);
    default:
        return MORGUE_OK;
    }
}

/* ---- Articles ---- */

static morgue_status holds(nearness *n, const plan_node *node, bool is_given,
                           bool *out);

/* A part without places: the index has said which articles hold it. */
static morgue_status is_known(nearness *n, const plan_node *node, bool *out)
{
    known_part *grown;
    morgue_status status;

    for (size_t i = 0; i < n->known_count; i++)
        if (n->known[i].node == node) {
            *out = docid_set_has(&n->known[i].set, n->docid);
            return MORGUE_OK;
        }
    grown = realloc(n->known, (n->known_count + 1) * sizeof *grown);
    if (grown == NULL)
        return error_no_memory(n->err);
    n->known = grown;
    status = docid_set_find(&grown[n->known_count].set, n->reader, node,
                            n->err);
    if (status != MORGUE_OK)
        return status;
    grown[n->known_count].node = node;
    *out = docid_set_has(&grown[n->known_count++].set, n->docid);
    return MORGUE_OK;
}

static morgue_status all_hold(nearness *n, const plan_node *node,
                              bool is_given, bool *out)
{
    morgue_status status = MORGUE_OK;

    *out = true;
    for (size_t i = 0; i < node->child_count && *out && status == MORGUE_OK;
         i++)
        status = holds(n, node->children[i], is_given, out);
    return status;
}

static morgue_status any_holds(nearness *n, const plan_node *node, bool *out)
{
    morgue_status status = MORGUE_OK;

    *out = false;
    for (size_t i = 0; i < node->child_count && !*out && status == MORGUE_OK;
         i++)
        status = holds(n, node->children[i], false, out);
    return status;
}

/*
 * is_given: the article was found because the node's own query did, so that a
 * part without places needs no asking.  That stays true down through ANDs.
 */
static morgue_status holds(nearness *n, const plan_node *node, bool is_given,
                           bool *out)
{
    span_list spans;
    morgue_status status;

    if (!plan_has_nearness(node)) {
        *out = true;
        return is_given ? MORGUE_OK : is_known(n, node, out);
    }
    switch (node->kind) {
    case PLAN_AND:
        return all_hold(n, node, is_given, out);
    case PLAN_OR:
        return any_holds(n, node, out);
    case PLAN_MAYBE:
        return holds(n, node->children[0], is_given, out);
    case PLAN_NOT:
        status = holds(n, node->children[0], false, out);
        *out = !*out;
        return status;
    default:
        status = find_spans(n, node, &spans);
        *out = spans.count > 0;
        return status;
    }
}

morgue_status nearness_hold(nearness *n, const uint32_t *docids, size_t count,
                            bool *out, morgue_error *err)
{
    morgue_status status = MORGUE_OK;

    assert(count <= NEARNESS_BATCH);
    n->err = err;
    place_batch_begin(n->batch, docids, count);
    for (size_t i = 0; i < count && status == MORGUE_OK; i++) {
        arena_reset(n->memory);
        n->docid = docids[i];
        status = holds(n, n->root, true, &out[i]);
    }
    return status;
}

morgue_status nearness_keep(docid_set *set, const plan_node *root,
                            xap_reader *reader, morgue_error *err)
{
    nearness *n = nearness_new(root, reader);
    morgue_status status = n ? MORGUE_OK : error_no_memory(err);
    bool hold[NEARNESS_BATCH];
    size_t kept = 0;

    for (size_t i = 0; i < set->count && status == MORGUE_OK;
         i += NEARNESS_BATCH) {
        size_t left = set->count - i;
        size_t count = left < NEARNESS_BATCH ? left : NEARNESS_BATCH;
        status = nearness_hold(n, set->docids + i, count, hold, err);
        for (size_t k = 0; k < count && status == MORGUE_OK; k++)
            if (hold[k])
                set->docids[kept++] = set->docids[i + k];
    }
    set->count = kept;
    nearness_free(n);
    return status;
}
