/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "place_batch.h"

#include <stdlib.h>
#include <string.h>

/* Places in one article. */
typedef struct places {
    uint32_t *at;
    size_t count, room;
} places;

/* The places of a node in each article. */
typedef struct known_node {
    const plan_node *node;
    places *articles;
    struct known_node *next;
} known_node;

struct place_batch {
    xap_reader *reader;
    arena *memory;
    uint32_t *docids; /* ascending */
    size_t count;
    known_node *known;
};

place_batch *place_batch_new(xap_reader *reader)
{
    place_batch *b = calloc(1, sizeof *b);

    if (b == NULL)
        return NULL;
    b->reader = reader;
    b->memory = arena_new();
    return b;
}

void place_batch_free(place_batch *b)
{
    if (b == NULL)
        return;
    arena_free(b->memory);
    free(b);
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

void place_batch_begin(place_batch *b, const uint32_t *docids, size_t count)
{
    arena_reset(b->memory);
    b->known = NULL;
    b->docids = arena_alloc(b->memory, (count + 1) * sizeof *b->docids);
    b->count = count;
    memcpy(b->docids, docids, count * sizeof *docids);
    qsort(b->docids, count, sizeof *b->docids, compare_numbers);
}

bool place_batch_takes(const plan_node *node)
{
    if (node->kind == PLAN_TERM)
        return true;
    if (node->kind != PLAN_PHRASE && node->kind != PLAN_WIDE &&
        node->kind != PLAN_ANY)
        return false;
    for (size_t i = 0; i < node->child_count; i++)
        if (node->children[i]->kind != PLAN_TERM)
            return false;
    return node->child_count > 0;
}

/* ---- Reading ---- */

/* Where a phrase would begin whose word `index` is the term. */
static morgue_status read_begins(place_batch *b, const plan_node *term,
                                 uint32_t docid, size_t index, places *out,
                                 morgue_error *err)
{
    const uint32_t *at;
    size_t count;
    morgue_status status = xap_reader_positions(b->reader, docid, term->term,
                                                &at, &count, err);

    *out = (places){NULL, 0, 0};
    if (status != MORGUE_OK)
        return status;
    out->at = arena_alloc(b->memory, (count + 1) * sizeof *out->at);
    for (size_t i = 0; i < count; i++)
        if (at[i] > index)
            out->at[out->count++] = at[i] - (uint32_t)index;
    return MORGUE_OK;
}

/* Those of `kept` that are among the others; both ascend. */
static void intersect(places *kept, const places *others)
{
    size_t count = 0, k = 0;

    for (size_t i = 0; i < kept->count; i++) {
        while (k < others->count && others->at[k] < kept->at[i])
            k++;
        if (k < others->count && others->at[k] == kept->at[i])
            kept->at[count++] = kept->at[i];
    }
    kept->count = count;
}

static morgue_status narrow(place_batch *b, const plan_node *term,
                            size_t index, places *articles, bool is_first,
                            morgue_error *err)
{
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < b->count && status == MORGUE_OK; i++) {
        places here;
        if (!is_first && articles[i].count == 0)
            continue;
        status = read_begins(b, term, b->docids[i], index, &here, err);
        if (is_first)
            articles[i] = here;
        else
            intersect(&articles[i], &here);
    }
    return status;
}

/* A word of a phrase. */
typedef struct phrase_word {
    const plan_node *term;
    size_t index;
} phrase_word;

static int rarest_first(const void *a, const void *b)
{
    const phrase_word *x = a, *y = b;

    if (x->term->frequency != y->term->frequency)
        return x->term->frequency < y->term->frequency ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static morgue_status read_phrase(place_batch *b, const plan_node *node,
                                 places *articles, morgue_error *err)
{
    size_t count = node->child_count;
    phrase_word *words = arena_alloc(b->memory, count * sizeof *words);
    morgue_status status = MORGUE_OK;

    for (size_t i = 0; i < count; i++)
        words[i] = (phrase_word){node->children[i], i};
    qsort(words, count, sizeof *words, rarest_first);
    for (size_t i = 0; i < count && status == MORGUE_OK; i++)
        status = narrow(b, words[i].term, words[i].index, articles, i == 0,
                        err);
    return status;
}

static void append(place_batch *b, places *to, const places *from)
{
    size_t count = to->count + from->count;

    if (count > to->room) {
        uint32_t *grown =
            arena_alloc(b->memory, (to->room = 2 * count) * sizeof *grown);
        if (to->count)
            memcpy(grown, to->at, to->count * sizeof *grown);
        to->at = grown;
    }
    if (from->count)
        memcpy(to->at + to->count, from->at, from->count * sizeof *from->at);
    to->count = count;
}

static void sort_places(places *p)
{
    size_t kept = 0;

    if (p->count == 0)
        return;
    qsort(p->at, p->count, sizeof *p->at, compare_numbers);
    for (size_t i = 1; i < p->count; i++)
        if (p->at[i] != p->at[kept])
            p->at[++kept] = p->at[i];
    p->count = kept + 1;
}

static morgue_status read_any(place_batch *b, const plan_node *node,
                              places *articles, morgue_error *err)
{
    bool *holds = arena_alloc(b->memory, (b->count + 1) * sizeof *holds);
    morgue_status status = MORGUE_OK;

    for (size_t t = 0; t < node->child_count && status == MORGUE_OK; t++) {
        const plan_node *term = node->children[t];
        status = xap_reader_holders(b->reader, term->term, b->docids, b->count,
                                    holds, err);
        for (size_t i = 0; i < b->count && status == MORGUE_OK; i++) {
            places here;
            if (!holds[i])
                continue;
            status = read_begins(b, term, b->docids[i], 0, &here, err);
            append(b, &articles[i], &here);
        }
    }
    for (size_t i = 0; i < b->count; i++)
        sort_places(&articles[i]);
    return status;
}

static morgue_status read_node(place_batch *b, const plan_node *node,
                               places *articles, morgue_error *err)
{
    switch (node->kind) {
    case PLAN_TERM:
        return narrow(b, node, 0, articles, true, err);
    case PLAN_ANY:
        return read_any(b, node, articles, err);
    default:
        return read_phrase(b, node, articles, err);
    }
}

static morgue_status know(place_batch *b, const plan_node *node,
                          known_node **out, morgue_error *err)
{
    known_node *known = b->known;
    morgue_status status;

    while (known != NULL && known->node != node)
        known = known->next;
    *out = known;
    if (known != NULL)
        return MORGUE_OK;
    known = arena_calloc(b->memory, 1, sizeof *known);
    known->node = node;
    known->articles =
        arena_calloc(b->memory, b->count + 1, sizeof *known->articles);
    status = read_node(b, node, known->articles, err);
    if (status != MORGUE_OK)
        return status;
    known->next = b->known;
    *out = b->known = known;
    return MORGUE_OK;
}

morgue_status place_batch_read(place_batch *b, const plan_node *node,
                               uint32_t docid, const uint32_t **out,
                               size_t *count, morgue_error *err)
{
    known_node *known;
    const uint32_t *found;
    const places *here;
    morgue_status status = know(b, node, &known, err);

    *out = NULL;
    *count = 0;
    if (status != MORGUE_OK)
        return status;
    found = bsearch(&docid, b->docids, b->count, sizeof docid, compare_numbers);
    if (found == NULL)
        return MORGUE_OK;
    here = &known->articles[found - b->docids];
    *out = here->at;
    *count = here->count;
    return MORGUE_OK;
}
