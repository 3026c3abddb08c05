/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_label.h"

#include "entity_decode.h"
#include "entity_feature.h"

#include <string.h>

#define FEATURES_MAX                                                           \
    (WORD_FEATURES_MAX > CONTEXT_FEATURES_MAX ? WORD_FEATURES_MAX              \
                                              : CONTEXT_FEATURES_MAX)

typedef int16_t score_row[MODEL_WEIGHTS];

/* Whole numbers in any order: vector or not, the sums are the same. */
static void add_row(int16_t *restrict sums, const int8_t *restrict row)
{
    for (int t = 0; t < MODEL_WEIGHTS; t++)
        sums[t] = (int16_t)(sums[t] + row[t]);
}

static void add_sums(int16_t *restrict sums, const int16_t *restrict more)
{
    for (int t = 0; t < MODEL_WEIGHTS; t++)
        sums[t] = (int16_t)(sums[t] + more[t]);
}

/* Rows stand anywhere in the table: ask for all before the first is used. */
static void add_features(const entity_model *m, const uint64_t *features,
                         size_t count, int16_t *sums)
{
    const int8_t *rows[FEATURES_MAX];
    size_t found = 0;

    for (size_t i = 0; i < count; i++)
        entity_model_prefetch(m, features[i]);
    for (size_t i = 0; i < count; i++) {
        const int8_t *row = entity_model_row(m, features[i]);

        if (row == NULL)
            continue;
        __builtin_prefetch(row);
        rows[found++] = row;
    }
    for (size_t i = 0; i < found; i++)
        add_row(sums, rows[i]);
}

static const int16_t *word_sums(const entity_model *m, entity_word *w,
                                int place)
{
    if (!(w->summed & (1 << place))) {
        uint64_t features[WORD_FEATURES_MAX];
        size_t count = entity_word_features(w, place, features);

        memset(w->sums[place], 0, sizeof w->sums[place]);
        add_features(m, features, count, w->sums[place]);
        w->summed |= (uint8_t)(1 << place);
    }
    return w->sums[place];
}

/* The border words are shared and const: their sums are made each time. */
static void add_border(const entity_model *m, bool after, int place,
                       int16_t *sums)
{
    uint64_t features[WORD_FEATURES_MAX];
    size_t count =
        entity_word_features(entity_border_word(after), place, features);

    add_features(m, features, count, sums);
}

static void score_token(const entity_model *m, const entity_document *d,
                        const entity_stretch *s, size_t i, int16_t *sums)
{
    uint64_t features[CONTEXT_FEATURES_MAX];

    memset(sums, 0, sizeof(score_row));
    for (int place = 0; place < WORD_PLACES; place++) {
        size_t at = i + (size_t)place - WORD_WINDOW;

        if (i + (size_t)place < s->begin + WORD_WINDOW) {
            add_border(m, false, place, sums);
        } else if (at >= s->end) {
            add_border(m, true, place, sums);
        } else {
            add_sums(sums, word_sums(m, d->tokens[at].word, place));
        }
    }
    add_features(m, features,
                 entity_context_features(d, s->begin, s->end, i, features),
                 sums);
}

static void label_stretch(const entity_model *m, entity_document *d,
                          const entity_stretch *s, arena *a)
{
    size_t count = s->last - s->first;
    score_row *scores = arena_alloc(a, count * sizeof *scores);
    uint8_t *tags = arena_alloc(a, count);

    for (size_t i = 0; i < count; i++)
        score_token(m, d, s, s->first + i, scores[i]);
    entity_decode(m, (const score_row *)scores, count, a, tags);
    for (size_t i = 0; i < count; i++)
        d->tokens[s->first + i].tag = tags[i];
}

void entity_label(const entity_model *m, entity_document *d, arena *a)
{
    for (size_t i = 0; i < d->stretch_count; i++)
        label_stretch(m, d, &d->stretches[i], a);
}

static size_t add_runs(const entity_document *d, const entity_stretch *s,
                       entity_run *out)
{
    size_t count = 0, begin = 0;

    for (size_t i = s->first; i < s->last; i++) {
        int tag = d->tokens[i].tag;

        if (tag == TAG_O)
            continue;
        if (TAG_PART(tag) == PART_B || TAG_PART(tag) == PART_S)
            begin = i;
        if (begin == i && TAG_PART(tag) == PART_B &&
            entity_document_is_attribute(d, i))
            begin = i + 1;
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
