/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "crf_trainer.h"

#include "entity_decode.h"
#include "entity_feature.h"
#include "heap.h"
#include "training_fix.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NO_FEATURE 0x7fffffffu
#define LEXICAL    0x80000000u /* names the very word */
#define ID(value)  ((value)&0x7fffffffu)
#define FIRST_RATE 1.0f /* of the squares that AdaGrad sums up */

/* Tokens [first, first + count) of `positions` are labelled together. */
typedef struct crf_run {
    uint32_t first, count;
    float weight;
} crf_run;

/* Its features are ids [first, next position's first). */
typedef struct crf_position {
    size_t first;
    uint8_t tag;
} crf_position;

typedef struct feature_slot {
    uint64_t hash;
    uint32_t count, id;
} feature_slot;

typedef struct crf {
    const crf_options *options;
    feature_slot *slots;
    size_t slot_count, slot_used;
    uint64_t *hashes; /* of the occurrences, until ids take their place */
    uint8_t *lexical; /* likewise: names the very word */
    size_t lexical_room;
    uint32_t *ids;
    size_t occurrences, occurrence_room;
    crf_position *positions;
    size_t position_count, position_room;
    crf_run *runs;
    size_t run_count, run_room;
    crf_weights w;
    float (*squares)[MODEL_WEIGHTS];
    crf_weights sum; /* of the epochs that count */
    float step_squares[TAGS][TAGS];
    const uint8_t *before[TAGS];
    int before_count[TAGS];
    uint64_t random;
    uint64_t epoch;
    uint32_t hide_words, hide_features; /* of 2^32 */
} crf;

static void *grown(void *array, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return array;
    *room = *room ? *room * 2 : 1 << 16;
    return heap_resize(array, *room, size);
}

/* ---- Features of the set ---- */

static feature_slot *find_slot(const crf *c, uint64_t hash)
{
    size_t at = hash & (c->slot_count - 1);

    while (c->slots[at].count > 0 && c->slots[at].hash != hash)
        at = (at + 1) & (c->slot_count - 1);
    return &c->slots[at];
}

static void grow_slots(crf *c)
{
    feature_slot *old = c->slots;
    size_t old_count = c->slot_count;

    c->slot_count = old_count ? old_count * 2 : 1 << 20;
    c->slots = heap_new(c->slot_count, sizeof *c->slots);
    for (size_t i = 0; i < old_count; i++)
        if (old[i].count > 0)
            *find_slot(c, old[i].hash) = old[i];
    free(old);
}

static void count_feature(crf *c, uint64_t hash, bool lexical)
{
    feature_slot *slot;

    if (c->slot_used * 2 >= c->slot_count)
        grow_slots(c);
    slot = find_slot(c, hash);
    if (slot->count == 0) {
        slot->hash = hash;
        c->slot_used++;
    }
    slot->count++;
    c->hashes =
        grown(c->hashes, c->occurrences, &c->occurrence_room, sizeof hash);
    c->lexical =
        grown(c->lexical, c->occurrences, &c->lexical_room, sizeof lexical);
    c->lexical[c->occurrences] = lexical;
    c->hashes[c->occurrences++] = hash;
}

static void add_position(crf *c, const entity_document *d, size_t i,
                         entity_word *const *around, uint8_t tag)
{
    uint64_t features[WORD_FEATURES_MAX + CONTEXT_FEATURES_MAX];
    uint16_t evidence[EVIDENCE_MAX];
    size_t count, told;

    c->positions = grown(c->positions, c->position_count, &c->position_room,
                         sizeof *c->positions);
    c->positions[c->position_count].first = c->occurrences;
    c->positions[c->position_count++].tag = tag;
    for (int place = 0; place < WORD_PLACES; place++) {
        count = entity_word_features(around[place], place, features);
        for (size_t f = 0; f < count; f++)
            count_feature(c, features[f],
                          place == WORD_WINDOW && f < LEXICAL_FEATURES);
    }
    count = entity_neighbour_features(around + 1, features);
    count += entity_context_features(d, i, around, features + count);
    for (size_t f = 0; f < count; f++)
        count_feature(c, features[f], f < LEXICAL_FEATURES);
    told = entity_evidence(d, i, around, evidence);
    for (size_t e = 0; e < told; e++) {
        count = entity_evidence_features(evidence[e], features);
        for (size_t f = 0; f < count; f++)
            count_feature(c, features[f], false);
    }
}

static bool run_is_possible(const entity_token *tokens, size_t count)
{
    for (size_t i = 0; i <= count; i++) {
        int last = i == 0 ? TAG_O : tokens[i - 1].tag;
        int tag = i == count ? TAG_O : tokens[i].tag;
        const uint8_t *before;
        int n = entity_tags_before(tag, &before);

        if (!memchr(before, last, (size_t)n))
            return false;
    }
    return true;
}

/* A run whose entity lies partly outside cannot be labelled as marked. */
static void add_run(crf *c, const entity_document *d, const entity_stretch *s,
                    float weight, arena *a)
{
    const entity_token *tokens = d->tokens;
    entity_word **words;
    crf_run *run;

    if (!run_is_possible(tokens + s->first, s->last - s->first))
        return;
    c->runs = grown(c->runs, c->run_count, &c->run_room, sizeof *c->runs);
    run = &c->runs[c->run_count++];
    run->first = (uint32_t)c->position_count;
    run->count = s->last - s->first;
    run->weight = weight;
    words = arena_alloc(a, (run->count + 2 * WORD_WINDOW) * sizeof *words);
    entity_document_words(d, s, words);
    for (size_t i = s->first; i < s->last; i++)
        add_position(c, d, i, words + (i - s->first), tokens[i].tag);
}

static void add_article(crf *c, const training_article *article,
                        const entity_model *m, word_cache *words, arena *a)
{
    entity_document d;

    entity_document_prepare(&d, article->text, article->spans, article->count,
                            m, words, a);
    for (size_t i = 0; i < d.count; i++)
        d.tokens[i].tag = article->tags[i];
    training_fix(&d);
    for (size_t i = 0; i < d.stretch_count; i++)
        add_run(c, &d, &d.stretches[i], article->weight, a);
}

/* Number the features that were seen often enough. */
static void number_features(crf *c)
{
    size_t count = 0;

    for (size_t i = 0; i < c->slot_count; i++)
        c->slots[i].id = c->slots[i].count >= c->options->min_count
                             ? (uint32_t)count++
                             : NO_FEATURE;
    c->ids = heap_new(c->occurrences, sizeof *c->ids);
    for (size_t i = 0; i < c->occurrences; i++)
        c->ids[i] =
            find_slot(c, c->hashes[i])->id | (c->lexical[i] ? LEXICAL : 0);
    free(c->hashes);
    free(c->lexical);
    c->hashes = NULL;
    c->lexical = NULL;
    c->w.count = count;
    c->w.features = heap_new(count, sizeof *c->w.features);
    for (size_t i = 0; i < c->slot_count; i++)
        if (c->slots[i].count > 0 && c->slots[i].id != NO_FEATURE)
            c->w.features[c->slots[i].id] = c->slots[i].hash;
    free(c->slots);
    c->slots = NULL;
}

static void collect(crf *c, const training_set *set, const entity_model *m)
{
    word_cache *words = word_cache_new(m);
    arena *a = arena_new();

    for (size_t i = 0; i < set->count; i++) {
        word_cache_trim(words);
        add_article(c, &set->articles[i], m, words, a);
        arena_reset(a);
    }
    c->positions = grown(c->positions, c->position_count, &c->position_room,
                         sizeof *c->positions);
    c->positions[c->position_count].first = c->occurrences;
    word_cache_free(words);
    arena_free(a);
    number_features(c);
}

/* ---- Learning ---- */

#define RUN_MAX 512 /* longer runs teach by their beginning */

typedef struct lattice {
    float emit[RUN_MAX][TAGS];  /* exp of the scores, the largest 1 */
    float ahead[RUN_MAX][TAGS]; /* forward sums, scaled to 1 */
    float after[RUN_MAX][TAGS]; /* backward sums */
    float step[TAGS][TAGS];     /* exp of the steps */
} lattice;

/* The same answer whenever it is asked in an epoch. */
static bool is_hidden(const crf *c, size_t position, size_t f)
{
    uint32_t id = c->ids[f];
    uint64_t about = id & LEXICAL ? position : f + ((uint64_t)1 << 40);
    uint32_t limit = id & LEXICAL ? c->hide_words : c->hide_features;

    return ID(id) == NO_FEATURE ||
           (uint32_t)(entity_mix(about, c->epoch) >> 32) < limit;
}

static void score(const crf *c, size_t position, float *out)
{
    size_t last = c->positions[position + 1].first;

    memset(out, 0, TAGS * sizeof *out);
    for (size_t f = c->positions[position].first; f < last; f++) {
        if (is_hidden(c, position, f))
            continue;
        for (int t = 0; t < MODEL_WEIGHTS; t++)
            out[t + 1] += c->w.rows[ID(c->ids[f])][t];
    }
}

static void to_shares(float *row)
{
    float sum = 0;

    for (int t = 0; t < TAGS; t++)
        sum += row[t];
    for (int t = 0; t < TAGS; t++)
        row[t] /= sum;
}

static void fill_emit(const crf *c, const crf_run *run, size_t n, lattice *l)
{
    for (size_t i = 0; i < n; i++) {
        float top;

        score(c, run->first + i, l->emit[i]);
        top = l->emit[i][0];
        for (int t = 1; t < TAGS; t++)
            top = fmaxf(top, l->emit[i][t]);
        for (int t = 0; t < TAGS; t++)
            l->emit[i][t] = expf(l->emit[i][t] - top);
    }
    for (int t = 0; t < TAGS; t++)
        for (int b = 0; b < c->before_count[t]; b++) {
            int last = c->before[t][b];

            l->step[last][t] = expf(c->w.steps[last][t]);
        }
}

static void forward(const crf *c, size_t n, lattice *l)
{
    for (size_t i = 0; i < n; i++) {
        for (int t = 0; t < TAGS; t++) {
            float sum = 0;

            for (int b = 0; b < c->before_count[t]; b++) {
                int last = c->before[t][b];
                float from = i > 0 ? l->ahead[i - 1][last] : last == TAG_O;

                sum += from * l->step[last][t];
            }
            l->ahead[i][t] = sum * l->emit[i][t] + 1e-30f;
        }
        to_shares(l->ahead[i]);
    }
}

static void backward(const crf *c, size_t n, lattice *l)
{
    for (size_t i = n; i-- > 0;) {
        memset(l->after[i], 0, sizeof l->after[i]);
        for (int t = 0; t < TAGS; t++)
            for (int b = 0; b < c->before_count[t]; b++) {
                int last = c->before[t][b];
                float to = i + 1 < n ? l->after[i + 1][t] * l->emit[i + 1][t]
                                     : t == TAG_O;

                l->after[i][last] += l->step[last][t] * to;
            }
        for (int t = 0; t < TAGS; t++)
            l->after[i][t] += 1e-30f;
        to_shares(l->after[i]);
    }
}

static void learn(float *weight, float *squares, float gradient,
                  const crf_options *o)
{
    gradient -= o->decay * *weight;
    *squares += gradient * gradient;
    *weight += o->rate * gradient / sqrtf(*squares);
}

static void learn_row(crf *c, uint32_t id, const float *gradient)
{
    float *row = c->w.rows[id], *squares = c->squares[id];
    float rate = c->options->rate, decay = c->options->decay;

    for (int t = 0; t < MODEL_WEIGHTS; t++) {
        float g = gradient[t + 1] - decay * row[t];

        squares[t] += g * g;
        row[t] += rate * g / sqrtf(squares[t]);
    }
}

static void learn_steps(crf *c, const crf_run *run, size_t n, const lattice *l)
{
    float expected[TAGS][TAGS];

    memset(expected, 0, sizeof expected);
    for (size_t i = 0; i <= n; i++) {
        float pairs[TAGS][TAGS], sum = 0;
        int gold_last = i > 0 ? c->positions[run->first + i - 1].tag : TAG_O;
        int gold = i < n ? c->positions[run->first + i].tag : TAG_O;

        for (int t = 0; t < TAGS; t++)
            for (int b = 0; b < c->before_count[t]; b++) {
                int last = c->before[t][b];
                float from = i > 0 ? l->ahead[i - 1][last] : last == TAG_O;
                float to = i < n ? l->emit[i][t] * l->after[i][t] : t == TAG_O;

                pairs[last][t] = from * l->step[last][t] * to;
                sum += pairs[last][t];
            }
        for (int t = 0; t < TAGS; t++)
            for (int b = 0; b < c->before_count[t]; b++)
                expected[c->before[t][b]][t] -= pairs[c->before[t][b]][t] / sum;
        expected[gold_last][gold] += 1;
    }
    for (int t = 0; t < TAGS; t++)
        for (int b = 0; b < c->before_count[t]; b++) {
            int last = c->before[t][b];

            learn(&c->w.steps[last][t], &c->step_squares[last][t],
                  expected[last][t] * run->weight, c->options);
        }
}

/* Returns how many tokens the likeliest tag was wrong at. */
static size_t learn_run(crf *c, const crf_run *run, lattice *l)
{
    size_t n = run->count < RUN_MAX ? run->count : RUN_MAX, wrong = 0;

    fill_emit(c, run, n, l);
    forward(c, n, l);
    backward(c, n, l);
    learn_steps(c, run, n, l);
    for (size_t i = 0; i < n; i++) {
        float g[TAGS];
        const crf_position *p = &c->positions[run->first + i];
        int best = 0;

        for (int t = 0; t < TAGS; t++)
            g[t] = l->ahead[i][t] * l->after[i][t];
        to_shares(g);
        for (int t = 1; t < TAGS; t++)
            best = g[t] > g[best] ? t : best;
        for (int t = 0; t < TAGS; t++) {
            g[t] = ((t == p->tag) - g[t]) * run->weight;
        }
        wrong += best != p->tag;
        for (size_t f = p->first; f < p[1].first; f++)
            if (!is_hidden(c, run->first + i, f))
                learn_row(c, ID(c->ids[f]), g);
    }
    return wrong;
}

static uint64_t next_random(crf *c)
{
    c->random = c->random * 6364136223846793005u + 1442695040888963407u;
    return c->random >> 33;
}

static void shuffle(crf *c)
{
    for (size_t i = c->run_count; i > 1; i--) {
        size_t other = next_random(c) % i;
        crf_run swap = c->runs[i - 1];

        c->runs[i - 1] = c->runs[other];
        c->runs[other] = swap;
    }
}

static void begin_weights(crf *c)
{
    free(c->w.rows);
    free(c->squares);
    c->w.rows = heap_new(c->w.count, sizeof *c->w.rows);
    c->squares = heap_new(c->w.count, sizeof *c->squares);
    for (size_t i = 0; i < c->w.count; i++)
        for (int t = 0; t < MODEL_WEIGHTS; t++)
            c->squares[i][t] = FIRST_RATE;
    for (int from = 0; from < TAGS; from++)
        for (int to = 0; to < TAGS; to++) {
            c->w.steps[from][to] = 0;
            c->step_squares[from][to] = FIRST_RATE;
        }
}

/*
 * The weights of the later epochs' ends are averaged: each leans toward what
 * it was taught last.
 */
static void add_to_sum(crf *c)
{
    for (size_t i = 0; i < c->w.count; i++)
        for (int t = 0; t < MODEL_WEIGHTS; t++)
            c->sum.rows[i][t] += c->w.rows[i][t];
    for (int from = 0; from < TAGS; from++)
        for (int to = 0; to < TAGS; to++)
            c->sum.steps[from][to] += c->w.steps[from][to];
    c->sum.count++;
}

static void take_average(crf *c)
{
    float count = (float)c->sum.count;

    for (size_t i = 0; i < c->w.count; i++)
        for (int t = 0; t < MODEL_WEIGHTS; t++)
            c->w.rows[i][t] = c->sum.rows[i][t] / count;
    for (int from = 0; from < TAGS; from++)
        for (int to = 0; to < TAGS; to++)
            c->w.steps[from][to] = c->sum.steps[from][to] / count;
    free(c->sum.rows);
}

static void learn_epoch(crf *c, lattice *l)
{
    size_t wrong = 0;

    c->epoch++;
    shuffle(c);
    for (size_t i = 0; i < c->run_count; i++)
        wrong += learn_run(c, &c->runs[i], l);
    fprintf(stderr, "epoch %llu: %zu of %zu tokens wrong\n",
            (unsigned long long)c->epoch, wrong, c->position_count);
}

/* From nothing, so many times over; the average of all. */
static void learn_all(crf *c, unsigned epochs, unsigned times)
{
    lattice *l = heap_new(1, sizeof *l);

    memset(&c->sum, 0, sizeof c->sum);
    c->sum.rows = heap_new(c->w.count, sizeof *c->sum.rows);
    for (unsigned i = 0; i < times; i++) {
        begin_weights(c);
        for (unsigned epoch = 0; epoch < epochs; epoch++) {
            learn_epoch(c, l);
            if (epoch >= epochs / 2)
                add_to_sum(c);
        }
    }
    take_average(c);
    free(l);
}

/* ---- Pruning ---- */

typedef struct importance {
    float value;
    uint32_t id;
} importance;

static int by_importance(const void *a, const void *b)
{
    const importance *x = a, *y = b;

    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

/* What a feature moves: its largest weight, and how often it is met. */
static importance *rank(const crf *c)
{
    importance *order = heap_new(c->w.count, sizeof *order);
    uint32_t *met = heap_new(c->w.count, sizeof *met);

    for (size_t i = 0; i < c->occurrences; i++)
        if (ID(c->ids[i]) != NO_FEATURE)
            met[ID(c->ids[i])]++;
    for (size_t i = 0; i < c->w.count; i++) {
        float sum = 0;

        for (int t = 0; t < MODEL_WEIGHTS; t++)
            sum += c->w.rows[i][t] * c->w.rows[i][t];
        order[i].value = sqrtf(sum) * logf(1.0f + (float)met[i]);
        order[i].id = (uint32_t)i;
    }
    free(met);
    qsort(order, c->w.count, sizeof *order, by_importance);
    return order;
}

static void prune(crf *c)
{
    importance *order = rank(c);
    uint32_t *renamed = heap_new(c->w.count, sizeof *renamed);
    uint64_t *features = heap_new(c->options->row_limit, sizeof *features);

    for (size_t i = 0; i < c->w.count; i++)
        renamed[i] = NO_FEATURE;
    for (size_t i = 0; i < c->options->row_limit; i++) {
        renamed[order[i].id] = (uint32_t)i;
        features[i] = c->w.features[order[i].id];
    }
    for (size_t i = 0; i < c->occurrences; i++)
        if (ID(c->ids[i]) != NO_FEATURE)
            c->ids[i] = renamed[ID(c->ids[i])] | (c->ids[i] & LEXICAL);
    free(c->w.features);
    free(renamed);
    free(order);
    c->w.features = features;
    c->w.count = c->options->row_limit;
}

void crf_train(crf_weights *out, const training_set *set, const entity_model *m,
               const crf_options *options)
{
    crf c = {.options = options, .random = options->seed};

    c.hide_words = (uint32_t)(options->hide_words * 4294967040.0f);
    c.hide_features = (uint32_t)(options->hide_features * 4294967040.0f);
    for (int t = 0; t < TAGS; t++)
        c.before_count[t] = entity_tags_before(t, &c.before[t]);
    collect(&c, set, m);
    fprintf(stderr, "%zu runs, %zu tokens in them, %zu features\n", c.run_count,
            c.position_count, c.w.count);
    if (c.w.count > options->row_limit) {
        learn_all(&c, options->epochs / 3 + 1, 1);
        prune(&c);
    }
    learn_all(&c, options->epochs, options->times);
    *out = c.w;
    free(c.squares);
    free(c.ids);
    free(c.positions);
    free(c.runs);
}

void crf_weights_free(crf_weights *w)
{
    free(w->features);
    free(w->rows);
}
