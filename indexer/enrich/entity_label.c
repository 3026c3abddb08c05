/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_label.h"

#include "entity_decode.h"
#include "entity_feature.h"

#include <string.h>

typedef int16_t score_row[MODEL_WEIGHTS];

/* The tokens of a document that are labelled, one after the other. */
typedef struct labeller {
    const entity_model *m;
    evidence_sums *evidence;
    entity_document *d;
    entity_word **words; /* entity_document_words() of each stretch */
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

static void sum_up(const entity_model *m, entity_word *w, int place)
{
    uint64_t features[WORD_FEATURES_MAX];
    size_t count = entity_word_features(w, place, features);

    memset(w->sums[place], 0, sizeof w->sums[place]);
    entity_model_add(m, features, count, w->sums[place]);
    w->summed |= (uint8_t)(1 << place);
}

typedef uint16_t half_row __attribute__((vector_size(MODEL_WEIGHTS)));

static inline void add_sums(half_row sums[2], const int16_t *more)
{
    half_row row[2];

    memcpy(row, more, sizeof row);
    sums[0] += row[0];
    sums[1] += row[1];
}

static void sum_words(const entity_model *m, entity_word *const *around,
                      int16_t *scores)
{
    half_row sums[2] = {{0}, {0}};

    for (int place = 0; place < WORD_PLACES; place++) {
        entity_word *w = around[place];

        if (!(w->summed & (1 << place)))
            sum_up(m, w, place);
        add_sums(sums, w->sums[place]);
    }
    memcpy(scores, sums, sizeof sums);
}

/* Words are asked for so many before they are used; after the last, so many
 * borders stand. */
#define AHEAD 8

static void list_words(const labeller *l)
{
    entity_word **at = l->words;

    for (size_t n = 0; n < l->d->stretch_count; n++)
        at += entity_document_words(l->d, &l->d->stretches[n], at);
    for (size_t n = 0; n < AHEAD; n++)
        at[n] = l->d->borders[1];
}

static void prefetch_sums(const entity_word *w)
{
    __builtin_prefetch(w->sums[0]);
    __builtin_prefetch(w->sums[1]);
    __builtin_prefetch(w->sums[3]);
}

static void score_words(const labeller *l)
{
    entity_word *const *around = l->words;
    size_t at = 0;

    list_words(l);
    for (size_t n = 0; n < l->d->stretch_count; n++) {
        const entity_stretch *s = &l->d->stretches[n];

        for (size_t i = s->first; i < s->last; i++, at++, around++) {
            prefetch_sums(around[WORD_PLACES - 1 + AHEAD]);
            sum_words(l->m, around, l->scores[at]);
        }
        around += 2 * WORD_WINDOW;
    }
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

/* A name may not reach beyond the stretch. */
#define NO_WAY (-10000)

/* Two kinds side by side, four tags each: of half a row of scores. */
typedef int16_t two_kinds __attribute__((vector_size(MODEL_WEIGHTS)));

static inline two_kinds larger(two_kinds a, two_kinds b)
{
    two_kinds is_a = a > b;

    return (a & is_a) | (b & ~is_a);
}

/*
 * The best ways to be of a name, by this token and its neighbours: to begin
 * it, if the next goes on or ends it; to be in its middle; to end what the one
 * before began or went on with; to be all of it.
 */
static inline bool half_may_be_name(const int16_t *before, const int16_t *here,
                                    const int16_t *after)
{
    const two_kinds opening = {-1, -1, 0, 0, -1, -1, 0, 0};
    const two_kinds going_on = {0, -1, -1, 0, 0, -1, -1, 0};
    two_kinds b, h, a;
    uint64_t hopes[2];

    memcpy(&b, before, sizeof b);
    memcpy(&h, here, sizeof h);
    memcpy(&a, after, sizeof a);
    b = larger(__builtin_shufflevector(b, b, 0, 0, 0, 0, 4, 4, 4, 4),
               __builtin_shufflevector(b, b, 1, 1, 1, 1, 5, 5, 5, 5));
    a = larger(__builtin_shufflevector(a, a, 1, 1, 1, 1, 5, 5, 5, 5),
               __builtin_shufflevector(a, a, 2, 2, 2, 2, 6, 6, 6, 6));
    h = (h + (a & opening) + (b & going_on)) >= HOPELESS;
    memcpy(hopes, &h, sizeof h);
    return (hopes[0] | hopes[1]) != 0;
}

static bool may_be_name(const int16_t *before, const int16_t *here,
                        const int16_t *after)
{
    enum { HALF = MODEL_WEIGHTS / 2 };

    return half_may_be_name(before, here, after) ||
           half_may_be_name(before + HALF, here + HALF, after + HALF);
}

static void find_open(const labeller *l)
{
    const score_row *scores = (const score_row *)l->scores;
    bool *open = l->open;
    score_row none;

    for (int t = 0; t < MODEL_WEIGHTS; t++)
        none[t] = NO_WAY;
    for (size_t n = 0; n < l->d->stretch_count; n++) {
        size_t count = l->d->stretches[n].last - l->d->stretches[n].first;

        for (size_t i = 0; i < count; i++)
            open[i] = may_be_name(i > 0 ? scores[i - 1] : none, scores[i],
                                  i + 1 < count ? scores[i + 1] : none);
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
                 entity_word *const *around, scored_token *t)
{
    t->count = entity_context_features(l->d, s, i, around, t->features);
    entity_model_prefetch(l->m, t->features, t->count);
}

static void add_evidence(const labeller *l, const entity_stretch *s, size_t i,
                         int16_t *scores)
{
    uint16_t evidence[EVIDENCE_MAX];
    size_t told = entity_evidence(l->d, s, i, evidence);
    half_row sums[2];

    memcpy(sums, scores, sizeof sums);
    for (size_t e = 0; e < told; e++)
        add_sums(sums, evidence_sums_of(l->evidence, evidence[e]));
    memcpy(scores, sums, sizeof sums);
}

static void score_block(const entity_model *m, scored_token *block,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        block[i].count = entity_model_find(m, block[i].features, block[i].count,
                                           block[i].rows);
    for (size_t i = 0; i < count; i++)
        entity_model_sum(m, block[i].rows, block[i].count, block[i].sums);
}

static void score_contexts(const labeller *l)
{
    entity_word *const *around = l->words;
    scored_token block[BLOCK];
    size_t filled = 0, at = 0;

    for (size_t n = 0; n < l->d->stretch_count; n++) {
        const entity_stretch *s = &l->d->stretches[n];

        for (size_t i = s->first; i < s->last; i++, at++, around++) {
            if (!l->open[at])
                continue;
            block[filled].sums = l->scores[at];
            look(l, s, i, around, &block[filled++]);
            add_evidence(l, s, i, l->scores[at]);
            if (filled < BLOCK)
                continue;
            score_block(l->m, block, filled);
            filled = 0;
        }
        around += 2 * WORD_WINDOW;
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

void entity_label(const entity_model *m, evidence_sums *evidence,
                  entity_document *d, arena *a)
{
    labeller l = {.m = m, .evidence = evidence, .d = d};
    size_t longest = 0, all = 0;

    for (size_t i = 0; i < d->stretch_count; i++) {
        size_t count = d->stretches[i].last - d->stretches[i].first;

        longest = count > longest ? count : longest;
        all += count;
    }
    l.words =
        arena_alloc(a, (all + d->stretch_count * 2 * WORD_WINDOW + AHEAD) *
                           sizeof *l.words);
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
