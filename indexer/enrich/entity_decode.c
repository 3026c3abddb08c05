/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity_decode.h"

#include <string.h>

/*
 * O, E and S may be followed by O, B and S of any kind; B and I by I and E of
 * their own kind.
 */
int entity_tags_before(int tag, uint8_t out[TAGS])
{
    int count = 0;

    if (tag != TAG_O && (TAG_PART(tag) == PART_I || TAG_PART(tag) == PART_E)) {
        out[count++] = (uint8_t)TAG_OF(TAG_KIND(tag), PART_B);
        out[count++] = (uint8_t)TAG_OF(TAG_KIND(tag), PART_I);
        return count;
    }
    out[count++] = TAG_O;
    for (int kind = 0; kind < TAG_KINDS; kind++) {
        out[count++] = (uint8_t)TAG_OF(kind, PART_E);
        out[count++] = (uint8_t)TAG_OF(kind, PART_S);
    }
    return count;
}

#define NEVER (INT32_MIN / 2)

typedef struct lattice {
    uint8_t before[TAGS][TAGS];
    int before_count[TAGS];
} lattice;

static void best_before(const entity_model *m, const lattice *l, int tag,
                        const int32_t *from, int32_t *score, uint8_t *back)
{
    *score = NEVER;
    *back = TAG_O;
    for (int i = 0; i < l->before_count[tag]; i++) {
        int last = l->before[tag][i];
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
    lattice l;
    int32_t from[TAGS], to[TAGS], best;
    uint8_t(*back)[TAGS] = arena_alloc(a, (count + 1) * sizeof *back);

    for (int t = 0; t < TAGS; t++)
        l.before_count[t] = entity_tags_before(t, l.before[t]);
    for (int t = 0; t < TAGS; t++)
        from[t] = t == TAG_O ? 0 : NEVER;
    for (size_t i = 0; i < count; i++) {
        for (int t = 0; t < TAGS; t++) {
            best_before(m, &l, t, from, &to[t], &back[i][t]);
            if (t != TAG_O)
                to[t] += scores[i][t - 1];
        }
        memcpy(from, to, sizeof from);
    }
    best_before(m, &l, TAG_O, from, &best, &back[count][TAG_O]);
    for (size_t i = count, tag = back[count][TAG_O]; i-- > 0;) {
        tags[i] = (uint8_t)tag;
        tag = back[i][tag];
    }
}
