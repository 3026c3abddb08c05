/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_decode.h"

#include "vector.h"

#include <string.h>

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

/* ---- Steps ---- */

#define LANES (2 * TAG_KINDS)

static int closed_tag(int lane)
{
    return TAG_OF(lane % TAG_KINDS, lane < TAG_KINDS ? PART_E : PART_S);
}

static int start_tag(int lane)
{
    return TAG_OF(lane % TAG_KINDS, lane < TAG_KINDS ? PART_B : PART_S);
}

void entity_steps_init(entity_steps *out, const entity_model *m)
{
    out->m = m;
    out->none_to_none = m->steps[TAG_O][TAG_O];
    for (int i = 0; i < LANES; i++) {
        int kind = i % TAG_KINDS;
        int more = TAG_OF(kind, i < TAG_KINDS ? PART_I : PART_E);

        out->none_to_start[i] = m->steps[TAG_O][start_tag(i)];
        out->begin_to_more[i] = m->steps[TAG_OF(kind, PART_B)][more];
        out->inside_to_more[i] = m->steps[TAG_OF(kind, PART_I)][more];
        out->closed_to_none[i] = m->steps[closed_tag(i)][TAG_O];
        for (int last = 0; last < LANES; last++)
            out->closed_to_start[last][i] =
                m->steps[closed_tag(last)][start_tag(i)];
    }
}

/* ---- Forward: the best score of each tag ---- */

#define NEVER (INT32_MIN / 2)

static const entity_ways no_ways = {
    {NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER},
    {NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER}};

static inline int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

typedef int32_t lanes __attribute__((vector_size(LANES * sizeof(int32_t))));
typedef int16_t half_lanes __attribute__((vector_size(LANES * 2)));

/* Add `step` to `way`, and keep it in `best` where it is larger. */
static inline __attribute__((always_inline)) void
take_step(lanes *best, const lanes *way, const int32_t *step)
{
    lanes to, is_better;

    memcpy(&to, step, sizeof to);
    to += *way;
    is_better = to > *best;
    *best = (to & is_better) | (*best & ~is_better);
}

static inline __attribute__((always_inline)) int32_t
way_to_none(const entity_steps *steps, const entity_ways *before)
{
    int32_t ways[LANES], best = steps->none_to_none;

    for (int i = 0; i < LANES; i++)
        ways[i] = before->closed[i] + steps->closed_to_none[i];
    for (int i = 0; i < LANES; i++)
        best = larger(best, ways[i]);
    return best;
}

/* The best ways to B and S. */
static inline __attribute__((always_inline)) void
ways_to_start(const entity_steps *steps, const entity_ways *before, lanes *out)
{
    memcpy(out, steps->none_to_start, sizeof *out);
    for (int last = 0; last < LANES; last++) {
        int32_t way = before->closed[last];
        lanes ways = {way, way, way, way, way, way, way, way};

        take_step(out, &ways, steps->closed_to_start[last]);
    }
}

/* The best ways to I and E. */
static inline __attribute__((always_inline)) void
ways_to_more(const entity_steps *steps, const entity_ways *before, lanes *out)
{
    lanes begun, inside;

    memcpy(&begun, before->open, sizeof begun);
    inside = __builtin_shufflevector(begun, begun, 4, 5, 6, 7, 4, 5, 6, 7);
    begun = __builtin_shufflevector(begun, begun, 0, 1, 2, 3, 0, 1, 2, 3);
    memcpy(out, steps->begin_to_more, sizeof *out);
    *out += begun;
    take_step(out, &inside, steps->inside_to_more);
}

/* Scores are counted from that of O, lest they grow with the run. */
static inline __attribute__((always_inline)) void
all_steps(const entity_steps *steps, const entity_ways *before,
          const int16_t *scores, entity_ways *ways)
{
    int32_t none = way_to_none(steps, before);
    half_lanes two, more_two, of_start, of_more;
    lanes start, more;

    memcpy(&two, scores, sizeof two);
    memcpy(&more_two, scores + LANES, sizeof more_two);
    of_start =
        __builtin_shufflevector(two, more_two, 0, 4, 8, 12, 3, 7, 11, 15);
    of_more = __builtin_shufflevector(two, more_two, 1, 5, 9, 13, 2, 6, 10, 14);
    ways_to_start(steps, before, &start);
    ways_to_more(steps, before, &more);
    start += __builtin_convertvector(of_start, lanes) - none;
    more += __builtin_convertvector(of_more, lanes) - none;
    memcpy(ways->open, &start, sizeof start / 2);
    memcpy(ways->open + TAG_KINDS, &more, sizeof more / 2);
    memcpy(ways->closed, (char *)&more + sizeof more / 2, sizeof more / 2);
    memcpy(ways->closed + TAG_KINDS, (char *)&start + sizeof start / 2,
           sizeof start / 2);
}

static void steps_plain(const entity_steps *steps, const entity_ways *before,
                        const int16_t *scores, entity_ways *ways)
{
    all_steps(steps, before, scores, ways);
}

VECTOR_WIDE static void steps_wide(const entity_steps *steps,
                                   const entity_ways *before,
                                   const int16_t *scores, entity_ways *ways)
{
    all_steps(steps, before, scores, ways);
}

void entity_decode_step(const entity_steps *steps, const entity_ways *before,
                        const int16_t *scores, entity_ways *ways)
{
    if (before == NULL)
        before = &no_ways;
    if (steps->m->is_wide)
        steps_wide(steps, before, scores, ways);
    else
        steps_plain(steps, before, scores, ways);
}

/* ---- Backward: where the best way came from ---- */

/* A step from `last` to `tag`, if it is better than the best so far. */
static inline void try_step(const entity_model *m, int32_t way, int last,
                            int tag, int *best, int32_t *most)
{
    int32_t score = way + m->steps[last][tag];

    if (score > *most) {
        *most = score;
        *best = last;
    }
}

static uint8_t best_before(const entity_model *m, int tag,
                           const entity_ways *ways)
{
    int32_t most = INT32_MIN;
    int best = TAG_O;

    if (tag != TAG_O && (TAG_PART(tag) == PART_I || TAG_PART(tag) == PART_E)) {
        int k = TAG_KIND(tag);

        try_step(m, ways->open[k], TAG_OF(k, PART_B), tag, &best, &most);
        try_step(m, ways->open[TAG_KINDS + k], TAG_OF(k, PART_I), tag, &best,
                 &most);
        return (uint8_t)best;
    }
    try_step(m, 0, TAG_O, tag, &best, &most);
    for (int k = 0; k < TAG_KINDS; k++) {
        try_step(m, ways->closed[k], TAG_OF(k, PART_E), tag, &best, &most);
        try_step(m, ways->closed[TAG_KINDS + k], TAG_OF(k, PART_S), tag, &best,
                 &most);
    }
    return (uint8_t)best;
}

void entity_decode(const entity_model *m, const entity_ways *ways, size_t count,
                   uint8_t *tags)
{
    int tag = TAG_O;

    for (size_t i = count; i-- > 0;)
        tags[i] = (uint8_t)(tag = best_before(m, tag, &ways[i]));
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
