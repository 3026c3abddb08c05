/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_label.h"

#include "entity_decode.h"
#include "entity_feature.h"

#include <string.h>

static void add_sums(int16_t *restrict sums, const int16_t *restrict more)
{
    for (int t = 0; t < MODEL_WEIGHTS; t++)
        sums[t] = (int16_t)(sums[t] + more[t]);
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

/* The border words are shared and const: their sums are made each time. */
static void add_border(const entity_model *m, bool after, int place,
                       int16_t *sums)
{
    uint64_t features[WORD_FEATURES_MAX];
    size_t count =
        entity_word_features(entity_border_word(after), place, features);

    entity_model_add(m, features, count, sums);
}

static void score_token(const entity_model *m, const entity_document *d,
                        const entity_stretch *s, size_t i, int16_t *sums)
{
    uint64_t features[CONTEXT_FEATURES_MAX];
    size_t count;

    memset(sums, 0, MODEL_WEIGHTS * sizeof *sums);
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
    count = entity_context_features(d, s->begin, s->end, i, features);
    entity_model_add(m, features, count, sums);
}

static void label_stretch(const entity_model *m, entity_document *d,
                          const entity_stretch *s, entity_ways *ways,
                          uint8_t *tags)
{
    size_t count = s->last - s->first;

    for (size_t i = 0; i < count; i++) {
        int16_t scores[MODEL_WEIGHTS];

        score_token(m, d, s, s->first + i, scores);
        entity_decode_step(m, i > 0 ? ways[i - 1] : NULL, scores, ways[i]);
    }
    entity_decode(m, (const entity_ways *)ways, count, tags);
    for (size_t i = 0; i < count; i++)
        d->tokens[s->first + i].tag = tags[i];
}

void entity_label(const entity_model *m, entity_document *d, arena *a)
{
    entity_ways *ways;
    uint8_t *tags;
    size_t longest = 0;

    for (size_t i = 0; i < d->stretch_count; i++) {
        size_t count = d->stretches[i].last - d->stretches[i].first;

        longest = count > longest ? count : longest;
    }
    ways = arena_alloc(a, longest * sizeof *ways);
    tags = arena_alloc(a, longest);
    for (size_t i = 0; i < d->stretch_count; i++)
        label_stretch(m, d, &d->stretches[i], ways, tags);
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
