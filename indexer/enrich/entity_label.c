/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_label.h"

#include "entity_decode.h"
#include "entity_feature.h"

#include <string.h>

typedef int16_t score_row[MODEL_WEIGHTS];

/* The tokens of a document that are labelled, one after the other. */
typedef struct labeller {
    const entity_model *m;
    entity_document *d;
    score_row *scores;
    bool *open; /* may be a name: false is surely none */
    entity_ways *ways;
    uint8_t *tags;
} labeller;

/*
 * Words and weights stand anywhere in some megabytes of memory.  So tokens are
 * scored by the block: all words are asked for before the first is used, then
 * all buckets of features, then all rows of weights.
 */
#define BLOCK 16

/* ---- 1. What the words tell, each by itself ---- */

typedef struct word_block {
    entity_word *around[BLOCK][WORD_PLACES];
    size_t filled;
} word_block;

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

static score_row *sum_words(const entity_model *m, word_block *b,
                            score_row *scores)
{
    for (size_t i = 0; i < b->filled; i++, scores++) {
        memset(scores, 0, sizeof *scores);
        for (int place = 0; place < WORD_PLACES; place++)
            add_sums(*scores, word_sums(m, b->around[i][place], place));
    }
    b->filled = 0;
    return scores;
}

static void score_words(labeller *l)
{
    score_row *scores = l->scores;
    word_block b = {.filled = 0};

    for (size_t n = 0; n < l->d->stretch_count; n++) {
        const entity_stretch *s = &l->d->stretches[n];

        for (size_t i = s->first; i < s->last; i++) {
            entity_word **around = b.around[b.filled++];

            entity_document_around(l->d, s, i, around);
            for (int place = 0; place < WORD_PLACES; place++)
                __builtin_prefetch(around[place]->sums[place]);
            if (b.filled == BLOCK)
                scores = sum_words(l->m, &b, scores);
        }
    }
    sum_words(l->m, &b, scores);
}

/* ---- 2. Which tokens may be names ---- */

/*
 * What a token's words tell is most of what there is to know of it.  When by
 * that the best name it could be part of is this much worse than none, the
 * rest does not make one of it: of 440,000 tokens that were within names in
 * briefings and of 310,000 in newswire 450 would be lost so, and a quarter of
 * all need no further look.
 */
#define HOPELESS (-16)

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* A name may not reach beyond the stretch. */
#define NO_WAY (-10000)

/* The best of one kind: the token alone, or with the one before, the one after
 * or both within the same name. */
static int best_of_kind(const int16_t *before, const int16_t *here,
                        const int16_t *after)
{
    int begun = before ? larger(before[PART_B], before[PART_I]) : NO_WAY;
    int ended = after ? larger(after[PART_I], after[PART_E]) : NO_WAY;

    return larger(larger(here[PART_S], here[PART_B] + ended),
                  begun + larger(here[PART_E], here[PART_I] + ended));
}

static bool may_be_name(const score_row *scores, size_t i, size_t count)
{
    for (int k = 0; k < TAG_KINDS; k++) {
        int at = TAG_OF(k, 0) - 1;

        if (best_of_kind(i > 0 ? scores[i - 1] + at : NULL, scores[i] + at,
                         i + 1 < count ? scores[i + 1] + at : NULL) >= HOPELESS)
            return true;
    }
    return false;
}

static void find_open(labeller *l)
{
    const score_row *scores = (const score_row *)l->scores;
    bool *open = l->open;

    for (size_t n = 0; n < l->d->stretch_count; n++) {
        size_t count = l->d->stretches[n].last - l->d->stretches[n].first;

        for (size_t i = 0; i < count; i++)
            open[i] = may_be_name(scores, i, count);
        scores += count;
        open += count;
    }
}

/* ---- 3. What several words, and the article, tell of those ---- */

typedef struct scored_token {
    uint64_t features[CONTEXT_FEATURES_MAX];
    const int8_t *rows[CONTEXT_FEATURES_MAX];
    size_t count; /* of features, then of rows */
    int16_t *sums;
} scored_token;

static void look(const labeller *l, const entity_stretch *s, size_t i,
                 scored_token *t)
{
    entity_word *around[WORD_PLACES];

    entity_document_around(l->d, s, i, around);
    t->count = entity_context_features(l->d, s, i, around, t->features);
    entity_model_prefetch(l->m, t->features, t->count);
}

static void score_block(const entity_model *m, scored_token *block,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        block[i].count = entity_model_find(m, block[i].features,
                                           block[i].count, block[i].rows);
    for (size_t i = 0; i < count; i++)
        entity_model_sum(m, block[i].rows, block[i].count, block[i].sums);
}

static void score_contexts(const labeller *l)
{
    scored_token block[BLOCK];
    size_t filled = 0, at = 0;

    for (size_t n = 0; n < l->d->stretch_count; n++) {
        const entity_stretch *s = &l->d->stretches[n];

        for (size_t i = s->first; i < s->last; i++, at++) {
            if (!l->open[at])
                continue;
            block[filled].sums = l->scores[at];
            look(l, s, i, &block[filled++]);
            if (filled < BLOCK)
                continue;
            score_block(l->m, block, filled);
            filled = 0;
        }
    }
    score_block(l->m, block, filled);
}

/* ---- 4. Tags ---- */

/* Of `count` tokens from `first` on that may all be names; on either side is
 * none. */
static void label_run(const labeller *l, size_t first, const score_row *scores,
                      size_t count)
{
    for (size_t i = 0; i < count; i++)
        entity_decode_step(l->m, i > 0 ? l->ways[i - 1] : NULL, scores[i],
                           l->ways[i]);
    entity_decode(l->m, (const entity_ways *)l->ways, count, l->tags);
    for (size_t i = 0; i < count; i++)
        l->d->tokens[first + i].tag = l->tags[i];
}

static void label_stretch(const labeller *l, const entity_stretch *s,
                          const score_row *scores, const bool *open)
{
    size_t count = s->last - s->first;

    for (size_t i = 0, end; i < count; i = end + 1) {
        for (end = i; end < count && open[end];)
            end++;
        label_run(l, s->first + i, scores + i, end - i);
    }
}

static void label_all(const labeller *l)
{
    size_t at = 0;

    for (size_t n = 0; n < l->d->stretch_count; n++) {
        const entity_stretch *s = &l->d->stretches[n];

        label_stretch(l, s, (const score_row *)l->scores + at, l->open + at);
        at += s->last - s->first;
    }
}

void entity_label(const entity_model *m, entity_document *d, arena *a)
{
    labeller l = {.m = m, .d = d};
    size_t longest = 0, all = 0;

    for (size_t i = 0; i < d->stretch_count; i++) {
        size_t count = d->stretches[i].last - d->stretches[i].first;

        longest = count > longest ? count : longest;
        all += count;
    }
    l.scores = arena_alloc(a, all * sizeof *l.scores);
    l.open = arena_alloc(a, all * sizeof *l.open);
    l.ways = arena_alloc(a, longest * sizeof *l.ways);
    l.tags = arena_alloc(a, longest);
    score_words(&l);
    find_open(&l);
    score_contexts(&l);
    label_all(&l);
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
