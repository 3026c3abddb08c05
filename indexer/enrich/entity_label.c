/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_label.h"

#include "entity_decode.h"
#include "entity_feature.h"

#include <string.h>

typedef int16_t score_row[MODEL_WEIGHTS];

/* A token that may be a name, and where the words about it are listed. */
typedef struct open_token {
    uint32_t token, listed;
} open_token;

/*
 * The words of all stretches stand in one list, as entity_document_words()
 * gives them: those about a token are WORD_PLACES from some place on, which is
 * its place among the scores, too.  Between the scores of two stretches are
 * some that stand for no token.
 */
typedef struct labeller {
    const entity_model *m;
    evidence_sums *evidence;
    neighbour_sums *neighbours;
    entity_document *d;
    entity_word **words;
    size_t word_count;
    score_row *scores;
    open_token *open; /* all others are surely none */
    size_t open_count;
    entity_steps steps;
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

static void list_words(labeller *l)
{
    entity_word **at = l->words;

    for (size_t n = 0; n < l->d->stretch_count; n++)
        at += entity_document_words(l->d, &l->d->stretches[n], at);
    l->word_count = (size_t)(at - l->words);
    for (size_t n = 0; n < AHEAD; n++)
        at[n] = l->d->borders[1];
}

static void prefetch_sums(const entity_word *w)
{
    __builtin_prefetch(w->sums[0]);
    __builtin_prefetch(w->sums[1]);
    __builtin_prefetch(w->sums[3]);
}

/* A name may not reach beyond the stretch. */
#define NO_WAY (-10000)

static void score_none(int16_t *scores)
{
    for (int t = 0; t < MODEL_WEIGHTS; t++)
        scores[t] = NO_WAY;
}

static void score_words(const labeller *l)
{
    size_t at = 0;

    score_none(l->scores[at++]);
    for (size_t n = 0; n < l->d->stretch_count; n++) {
        const entity_stretch *s = &l->d->stretches[n];

        for (size_t i = s->first; i < s->last; i++, at++) {
            entity_word *const *around = l->words + at - 1;

            prefetch_sums(around[WORD_PLACES - 1 + AHEAD]);
            sum_words(l->m, around, l->scores[at]);
        }
        score_none(l->scores[at]);
        at += 2 * WORD_WINDOW;
        score_none(l->scores[at - 1]);
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

/* Without a branch, as nobody can guess. */
static void find_open(labeller *l)
{
    const score_row *scores = (const score_row *)l->scores + 1;
    size_t count = 0;

    for (size_t n = 0; n < l->d->stretch_count; n++) {
        const entity_stretch *s = &l->d->stretches[n];

        for (uint32_t i = s->first; i < s->last; i++, scores++) {
            l->open[count].token = i;
            l->open[count].listed =
                (uint32_t)(scores - (const score_row *)l->scores - 1);
            count += may_be_name(scores[-1], scores[0], scores[1]);
        }
        scores += 2 * WORD_WINDOW;
    }
    l->open_count = count;
}

/* ---- 3. What several words, and the article, tell of those ---- */

typedef struct scored_token {
    uint64_t features[CONTEXT_FEATURES_MAX]; /* of neighbours, of context */
    const int8_t *rows[CONTEXT_FEATURES_MAX];
    size_t of_neighbours, of_context; /* counts of features, then of rows */
    entity_word *const *words;        /* itself between its neighbours */
    neighbour_sum *neighbours;        /* NULL: they are in the sums */
    int16_t *sums;
} scored_token;

static void fetch(const labeller *l, const open_token *o, scored_token *t)
{
    t->words = l->words + o->listed + WORD_WINDOW - 1;
    t->neighbours = neighbour_sums_at(l->neighbours, t->words);
    __builtin_prefetch(t->neighbours);
}

static void look(const labeller *l, const open_token *o, scored_token *t)
{
    entity_word *const *around = l->words + o->listed;
    uint16_t evidence[EVIDENCE_MAX];
    size_t told = entity_evidence(l->d, o->token, around, evidence);
    half_row sums[2];

    t->sums = l->scores[o->listed + 1];
    memcpy(sums, t->sums, sizeof sums);
    t->of_neighbours = 0;
    if (neighbour_sum_is_of(t->neighbours, t->words)) {
        add_sums(sums, t->neighbours->sum);
        t->neighbours = NULL;
    } else {
        t->of_neighbours = entity_neighbour_features(t->words, t->features);
    }
    t->of_context = entity_context_features(l->d, o->token, around,
                                            t->features + t->of_neighbours);
    entity_model_prefetch(l->m, t->features, t->of_neighbours + t->of_context);
    for (size_t e = 0; e < told; e++)
        add_sums(sums, evidence_sums_of(l->evidence, evidence[e]));
    memcpy(t->sums, sums, sizeof sums);
}

static void find_rows(const entity_model *m, scored_token *t)
{
    const uint64_t *context = t->features + t->of_neighbours;

    t->of_neighbours =
        entity_model_find(m, t->features, t->of_neighbours, t->rows);
    t->of_context = entity_model_find(m, context, t->of_context,
                                      t->rows + t->of_neighbours);
}

/* Two tokens of a block may have the same neighbours, and others the same
 * place for theirs: the last one keeps it. */
static void sum_neighbours(const entity_model *m, const scored_token *t)
{
    neighbour_sum *n = t->neighbours;
    half_row sums[2];

    memcpy(n->words, t->words, sizeof n->words);
    memset(n->sum, 0, sizeof n->sum);
    entity_model_sum(m, t->rows, t->of_neighbours, n->sum);
    memcpy(sums, t->sums, sizeof sums);
    add_sums(sums, n->sum);
    memcpy(t->sums, sums, sizeof sums);
}

static void score_block(const entity_model *m, scored_token *block,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        find_rows(m, &block[i]);
    for (size_t i = 0; i < count; i++) {
        const scored_token *t = &block[i];

        if (t->neighbours)
            sum_neighbours(m, t);
        entity_model_sum(m, t->rows + t->of_neighbours, t->of_context, t->sums);
    }
}

static void score_contexts(const labeller *l)
{
    scored_token block[BLOCK];

    for (size_t i = 0, count; i < l->open_count; i += count) {
        count = l->open_count - i < BLOCK ? l->open_count - i : BLOCK;
        for (size_t n = 0; n < count; n++)
            fetch(l, &l->open[i + n], &block[n]);
        for (size_t n = 0; n < count; n++)
            look(l, &l->open[i + n], &block[n]);
        score_block(l->m, block, count);
    }
}

/* ---- 4. Tags ---- */

/* Of `count` tokens side by side that may all be names; on either side is
 * none. */
static void label_run(const labeller *l, const open_token *first, size_t count)
{
    const score_row *scores = (const score_row *)l->scores + first->listed + 1;
    entity_token *tokens = l->d->tokens + first->token;

    if (count == 1) {
        tokens->tag = entity_decode_one(l->m, scores[0]);
        return;
    }
    for (size_t i = 0; i < count; i++)
        entity_decode_step(&l->steps, i > 0 ? &l->ways[i - 1] : NULL, scores[i],
                           &l->ways[i]);
    entity_decode(l->m, l->ways, count, l->tags);
    for (size_t i = 0; i < count; i++)
        tokens[i].tag = l->tags[i];
}

static void label_all(const labeller *l)
{
    const open_token *end = l->open + l->open_count;

    for (const open_token *o = l->open; o < end;) {
        const open_token *first = o;

        while (o < end && o->listed - first->listed == (size_t)(o - first))
            o++;
        label_run(l, first, (size_t)(o - first));
    }
}

/* All tokens of stretches, and those of the longest. */
static size_t count_scored(const entity_document *d, size_t *longest)
{
    size_t all = 0;

    *longest = 0;
    for (size_t i = 0; i < d->stretch_count; i++) {
        size_t count = d->stretches[i].last - d->stretches[i].first;

        *longest = count > *longest ? count : *longest;
        all += count;
    }
    return all;
}

void entity_label(const entity_model *m, evidence_sums *evidence,
                  neighbour_sums *neighbours, entity_document *d, arena *a)
{
    labeller l = {
        .m = m, .evidence = evidence, .neighbours = neighbours, .d = d};
    size_t longest, all = count_scored(d, &longest);
    size_t listed = all + d->stretch_count * 2 * WORD_WINDOW;

    l.words = arena_alloc(a, (listed + AHEAD) * sizeof *l.words);
    l.scores = arena_alloc(a, (listed + 1) * sizeof *l.scores);
    l.open = arena_alloc(a, (all + 1) * sizeof *l.open);
    l.ways = arena_alloc(a, longest * sizeof *l.ways);
    l.tags = arena_alloc(a, longest);
    entity_steps_init(&l.steps, m);
    list_words(&l);
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
