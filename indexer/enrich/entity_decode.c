/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_decode.h"

#include "vector.h"

/*
 * O, E and S may be followed by O, B and S of any kind; B and I by I and E of
 * their own kind.
 */
static const uint8_t closed[] = {
    TAG_O,
    TAG_OF(0, PART_E),
    TAG_OF(0, PART_S),
    TAG_OF(1, PART_E),
    TAG_OF(1, PART_S),
    TAG_OF(2, PART_E),
    TAG_OF(2, PART_S),
    TAG_OF(3, PART_E),
    TAG_OF(3, PART_S),
};
static const uint8_t open[TAG_KINDS][2] = {
    {TAG_OF(0, PART_B), TAG_OF(0, PART_I)},
    {TAG_OF(1, PART_B), TAG_OF(1, PART_I)},
    {TAG_OF(2, PART_B), TAG_OF(2, PART_I)},
    {TAG_OF(3, PART_B), TAG_OF(3, PART_I)},
};

int entity_tags_before(int tag, const uint8_t **out)
{
    if (tag != TAG_O && (TAG_PART(tag) == PART_I || TAG_PART(tag) == PART_E)) {
        *out = open[TAG_KIND(tag)];
        return 2;
    }
    *out = closed;
    return (int)sizeof closed;
}

/* ---- Forward: the best score of each tag ---- */

#define NEVER (INT32_MIN / 2)

static inline int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* Many runs are of one token: the first step is from O alone. */
static void first_step(const int16_t *steps, const int16_t *scores,
                       int32_t *ways)
{
    ways[TAG_O] = 0;
    for (int t = 1; t < TAGS; t++)
        ways[t] = steps[t] + scores[t - 1] - steps[TAG_O];
    for (int k = 0; k < TAG_KINDS; k++)
        ways[TAG_OF(k, PART_I)] = ways[TAG_OF(k, PART_E)] = NEVER;
}

/* Scores are counted from that of O, lest they grow with the run. */
static inline __attribute__((always_inline)) void
all_steps(const int16_t (*restrict steps)[TAGS], const int32_t *restrict before,
          const int16_t *restrict scores, int32_t *restrict ways)
{
    int32_t best[MODEL_WEIGHTS], none = before[TAG_O] + steps[TAG_O][TAG_O];

    for (int t = 0; t < MODEL_WEIGHTS; t++)
        best[t] = before[TAG_O] + steps[TAG_O][t + 1];
    for (size_t c = 1; c < sizeof closed; c++) {
        int last = closed[c];

        none = larger(none, before[last] + steps[last][TAG_O]);
        for (int t = 0; t < MODEL_WEIGHTS; t++)
            best[t] = larger(best[t], before[last] + steps[last][t + 1]);
    }
    for (int k = 0; k < TAG_KINDS; k++) {
        int begin = TAG_OF(k, PART_B), inside = TAG_OF(k, PART_I);

        for (int t = TAG_OF(k, PART_I); t <= TAG_OF(k, PART_E); t++)
            best[t - 1] = larger(before[begin] + steps[begin][t],
                                 before[inside] + steps[inside][t]);
    }
    ways[TAG_O] = 0;
    for (int t = 0; t < MODEL_WEIGHTS; t++)
        ways[t + 1] = best[t] + scores[t] - none;
}

static void steps_plain(const int16_t (*steps)[TAGS], const int32_t *before,
                        const int16_t *scores, int32_t *ways)
{
    all_steps(steps, before, scores, ways);
}

VECTOR_WIDE static void steps_wide(const int16_t (*steps)[TAGS],
                                   const int32_t *before, const int16_t *scores,
                                   int32_t *ways)
{
    all_steps(steps, before, scores, ways);
}

void entity_decode_step(const entity_model *m, const int32_t *before,
                        const int16_t *scores, int32_t *ways)
{
    if (before == NULL)
        first_step(m->steps[TAG_O], scores, ways);
    else if (m->is_wide)
        steps_wide(m->steps, before, scores, ways);
    else
        steps_plain(m->steps, before, scores, ways);
}

/* ---- Backward: where the best way came from ---- */

static uint8_t best_before(const entity_model *m, int tag, const int32_t *ways)
{
    const uint8_t *before;
    int count = entity_tags_before(tag, &before), best = before[0];

    for (int i = 1; i < count; i++)
        if (ways[before[i]] + m->steps[before[i]][tag] >
            ways[best] + m->steps[best][tag])
            best = before[i];
    return (uint8_t)best;
}

void entity_decode(const entity_model *m, const entity_ways *ways, size_t count,
                   uint8_t *tags)
{
    int tag = TAG_O;

    for (size_t i = count; i-- > 0;)
        tags[i] = (uint8_t)(tag = best_before(m, tag, ways[i]));
}

uint8_t entity_decode_one(const entity_model *m, const int16_t *scores)
{
    int32_t most = 2 * m->steps[TAG_O][TAG_O];
    int best = TAG_O;

    for (int k = 0; k < TAG_KINDS; k++) {
        int tag = TAG_OF(k, PART_S);
        int32_t score =
            m->steps[TAG_O][tag] + scores[tag - 1] + m->steps[tag][TAG_O];

        if (score > most) {
            most = score;
            best = tag;
        }
    }
    return (uint8_t)best;
}
