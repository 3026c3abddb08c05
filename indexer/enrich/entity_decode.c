/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_decode.h"

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

#define NEVER (INT32_MIN / 2)

static void best_before(const entity_model *m, int tag, const int32_t *from,
                        int32_t *score, uint8_t *back)
{
    const uint8_t *before;
    int count = entity_tags_before(tag, &before);

    *score = NEVER;
    *back = TAG_O;
    for (int i = 0; i < count; i++) {
        int last = before[i];
        int32_t way = from[last] + m->steps[last][tag];

        if (way > *score) {
            *score = way;
            *back = (uint8_t)last;
        }
    }
}

void entity_decode(const entity_model *m,
                   const int16_t (*scores)[MODEL_WEIGHTS], size_t count,
                   arena *a, uint8_t *tags)
{
    int32_t from[TAGS], to[TAGS], best;
    uint8_t(*back)[TAGS] = arena_alloc(a, (count + 1) * sizeof *back);

    for (int t = 0; t < TAGS; t++)
        from[t] = t == TAG_O ? 0 : NEVER;
    for (size_t i = 0; i < count; i++) {
        for (int t = 0; t < TAGS; t++) {
            best_before(m, t, from, &to[t], &back[i][t]);
            if (t != TAG_O)
                to[t] += scores[i][t - 1];
        }
        memcpy(from, to, sizeof from);
    }
    best_before(m, TAG_O, from, &best, &back[count][TAG_O]);
    for (size_t i = count, tag = back[count][TAG_O]; i-- > 0;) {
        tags[i] = (uint8_t)tag;
        tag = back[i][tag];
    }
}
