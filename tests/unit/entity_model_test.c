/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "entity_decode.h"
#include "entity_model.h"
#include "entity_models.h"

#include <stdlib.h>

static void every_language_has_a_model_that_reads(void **state)
{
    (void)state;
    for (const char *const *l = entity_models_languages(); *l; l++) {
        entity_model m;
        morgue_str data = entity_models_find(str_of(*l));

        assert_int_equal(entity_model_read(&m, data, NULL), MORGUE_OK);
        assert_string_equal(m.language, *l);
        assert_true(data.size <= 4u << 20);
    }
    assert_int_equal(entity_models_find(STR("xx")).size, 0);
}

static void a_damaged_model_is_refused(void **state)
{
    static const struct {
        size_t at; /* the byte that is changed */
        morgue_status status;
    } cases[] = {
        {0, MORGUE_EFORMAT},  /* magic */
        {8, MORGUE_EVERSION}, /* version */
        {16, MORGUE_EFORMAT}, /* buckets */
        {20, MORGUE_EFORMAT}, /* lexicon */
        {23, MORGUE_EFORMAT},
    };
    morgue_str data = entity_models_find(STR("en"));
    char *copy = malloc(data.size);
    entity_model m;

    (void)state;
    assert_non_null(copy);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        memcpy(copy, data.data, data.size);
        copy[cases[i].at] ^= 0x41;
        assert_int_equal(entity_model_read(&m, str_make(copy, data.size), NULL),
                         cases[i].status);
    }
    for (size_t size = 0; size < 64; size++)
        assert_int_equal(entity_model_read(&m, str_make(data.data, size), NULL),
                         MORGUE_EFORMAT);
    assert_int_equal(
        entity_model_read(&m, str_make(data.data, data.size - 1), NULL),
        MORGUE_EFORMAT);
    free(copy);
}

/* ---- Viterbi against trying every way ---- */

static bool may_follow(int last, int tag)
{
    const uint8_t *before;
    int count = entity_tags_before(tag, &before);

    for (int i = 0; i < count; i++)
        if (before[i] == last)
            return true;
    return false;
}

static void try_all(const entity_model *m, int16_t (*scores)[MODEL_WEIGHTS],
                    size_t count, size_t at, int last, int32_t so_far,
                    int32_t *best)
{
    if (at == count) {
        if (may_follow(last, TAG_O) && so_far + m->steps[last][TAG_O] > *best)
            *best = so_far + m->steps[last][TAG_O];
        return;
    }
    for (int tag = 0; tag < TAGS; tag++)
        if (may_follow(last, tag))
            try_all(m, scores, count, at + 1, tag,
                    so_far + m->steps[last][tag] +
                        (tag ? scores[at][tag - 1] : 0),
                    best);
}

static int32_t score_of(const entity_model *m, int16_t (*scores)[MODEL_WEIGHTS],
                        size_t count, const uint8_t *tags)
{
    int32_t sum = 0;
    int last = TAG_O;

    for (size_t i = 0; i < count; i++) {
        assert_true(may_follow(last, tags[i]));
        sum += m->steps[last][tags[i]] + (tags[i] ? scores[i][tags[i] - 1] : 0);
        last = tags[i];
    }
    assert_true(may_follow(last, TAG_O));
    return sum + m->steps[last][TAG_O];
}

static void the_best_tags_are_found(void **state)
{
    entity_model m;
    uint32_t random = 1;
    arena *a = arena_new();

    (void)state;
    for (int round = 0; round < 200; round++) {
        int16_t scores[4][MODEL_WEIGHTS];
        uint8_t tags[4];
        size_t count = 1 + (size_t)round % 4;
        int32_t best = INT32_MIN;

        for (int i = 0; i < TAGS * TAGS; i++) {
            random = random * 1664525 + 1013904223;
            m.steps[i / TAGS][i % TAGS] = (int16_t)(random >> 24) - 128;
        }
        for (size_t i = 0; i < 4 * MODEL_WEIGHTS; i++) {
            random = random * 1664525 + 1013904223;
            scores[i / MODEL_WEIGHTS][i % MODEL_WEIGHTS] =
                (int16_t)((int)(random >> 22) - 512);
        }
        entity_decode(&m, (const int16_t(*)[MODEL_WEIGHTS])scores, count, a,
                      tags);
        try_all(&m, scores, count, 0, TAG_O, 0, &best);
        assert_int_equal(score_of(&m, scores, count, tags), best);
        arena_reset(a);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_language_has_a_model_that_reads),
        cmocka_unit_test(a_damaged_model_is_refused),
        cmocka_unit_test(the_best_tags_are_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
