/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_label.h"

#include "entity_decode.h"
#include "entity_feature.h"

#include <string.h>

typedef int16_t score_row[MODEL_WEIGHTS];

/* ---- Scores ---- */

/*
 * Words and weights stand anywhere in some megabytes of memory.  So tokens are
 * scored by the block: all words are asked for before the first is used, then
 * all buckets of features, then all rows of weights.
 */
#define BLOCK 16

typedef struct scored_token {
    entity_word *around[WORD_PLACES];
    uint64_t features[CONTEXT_FEATURES_MAX];
    const int8_t *rows[CONTEXT_FEATURES_MAX];
    size_t count;
} scored_token;

static void look(const entity_model *m, const entity_document *d,
                 const entity_stretch *s, size_t i, scored_token *t)
{
    entity_document_around(d, s, i, t->around);
    for (int place = 0; place < WORD_PLACES; place++)
        __builtin_prefetch(t->around[place]->sums[place]);
    t->count = entity_context_features(d, s, i, t->around, t->features);
    entity_model_prefetch(m, t->features, t->count);
}

static const int16_t *word_sums(const entity_model *m, entity_word *w,
                                int place)
{
    if (!(w->summed & (1 << place))) {
        uint64_t features[WORD_FEATURES_MAX];
        size_t count = entity_word_features(w, place, features);

        memset(w->sums[place], 0, sizeof w->sums[place]);
        entity_model_add(m, features, count, w->sums[place]);
        w->summed |= (uint8_t)(1 << place);
    }
    return w->sums[place];
}

typedef uint16_t half_row __attribute__((vector_size(MODEL_WEIGHTS)));

static void add_sums(int16_t *sums, const int16_t *more)
{
    half_row a[2], b[2];

    memcpy(a, sums, sizeof a);
    memcpy(b, more, sizeof b);
    a[0] += b[0];
    a[1] += b[1];
    memcpy(sums, a, sizeof a);
}

static void score(const entity_model *m, const scored_token *t, int16_t *sums)
{
    memset(sums, 0, sizeof(score_row));
    for (int place = 0; place < WORD_PLACES; place++)
        add_sums(sums, word_sums(m, t->around[place], place));
    entity_model_sum(m, t->rows, t->count, sums);
}

static void score_block(const entity_model *m, scored_token *block,
                        size_t count, score_row *scores)
{
    for (size_t i = 0; i < count; i++)
        entity_model_find(m, block[i].features, block[i].count, block[i].rows);
    for (size_t i = 0; i < count; i++)
        score(m, &block[i], scores[i]);
}

/* The scores of all tokens that are labelled, in order. */
static void score_all(const entity_model *m, const entity_document *d,
                      score_row *scores)
{
    scored_token block[BLOCK];
    size_t filled = 0;

    for (size_t n = 0; n < d->stretch_count; n++) {
        const entity_stretch *s = &d->stretches[n];

        for (size_t i = s->first; i < s->last; i++) {
            look(m, d, s, i, &block[filled++]);
            if (filled < BLOCK)
                continue;
            score_block(m, block, filled, scores);
            scores += filled;
            filled = 0;
        }
    }
    score_block(m, block, filled, scores);
}

/* ---- Tags ---- */

static void label_stretch(const entity_model *m, entity_document *d,
                          const entity_stretch *s, const score_row *scores,
                          entity_ways *ways, uint8_t *tags)
{
    size_t count = s->last - s->first;

    for (size_t i = 0; i < count; i++)
        entity_decode_step(m, i > 0 ? ways[i - 1] : NULL, scores[i], ways[i]);
    entity_decode(m, (const entity_ways *)ways, count, tags);
    for (size_t i = 0; i < count; i++)
        d->tokens[s->first + i].tag = tags[i];
}

void entity_label(const entity_model *m, entity_document *d, arena *a)
{
    score_row *scores;
    entity_ways *ways;
    uint8_t *tags;
    size_t longest = 0, all = 0;

    for (size_t i = 0; i < d->stretch_count; i++) {
        size_t count = d->stretches[i].last - d->stretches[i].first;

        longest = count > longest ? count : longest;
        all += count;
    }
    scores = arena_alloc(a, all * sizeof *scores);
    ways = arena_alloc(a, longest * sizeof *ways);
    tags = arena_alloc(a, longest);
    score_all(m, d, scores);
    for (size_t i = 0; i < d->stretch_count; i++) {
        const entity_stretch *s = &d->stretches[i];

        label_stretch(m, d, s, (const score_row *)scores, ways, tags);
        scores += s->last - s->first;
    }
}

/* ---- Entities ---- */

static size_t add_runs(const entity_document *d, const entity_stretch *s,
                       entity_run *out)
{
    size_t count = 0, begin = s->first;

    for (size_t i = s->first; i < s->last; i++) {
        int tag = d->tokens[i].tag;

        if (tag == TAG_O)
            continue;
        if (TAG_PART(tag) == PART_B || TAG_PART(tag) == PART_S)
            begin = i;
        if (TAG_PART(tag) != PART_E && TAG_PART(tag) != PART_S)
            continue;
        out[count].begin = (uint32_t)begin;
        out[count].end = (uint32_t)i + 1;
        out[count++].kind = (uint8_t)TAG_KIND(tag);
    }
    return count;
}

size_t entity_runs(const entity_document *d, arena *a, entity_run **out)
{
    size_t count = 0;

    for (size_t i = 0; i < d->stretch_count; i++)
        count += d->stretches[i].last - d->stretches[i].first;
    *out = arena_alloc(a, count * sizeof **out);
    count = 0;
    for (size_t i = 0; i < d->stretch_count; i++)
        count += add_runs(d, &d->stretches[i], *out + count);
    return count;
}
