/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "entity_decode.h"
#include "entity_model.h"
#include "entity_models.h"
#include "vector.h"

#include <stdlib.h>

static uint32_t next_random(uint32_t *state)
{
    return *state = *state * 1664525 + 1013904223;
}

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

    (void)state;
    m.is_wide = vector_is_wide();
    for (int round = 0; round < 200; round++) {
        int16_t scores[4][MODEL_WEIGHTS];
        uint8_t tags[4];
        entity_ways ways[4];
        entity_steps steps;
        size_t count = 1 + (size_t)round % 4;
        int32_t best = INT32_MIN;

        for (int i = 0; i < TAGS * TAGS; i++) {
            m.steps[i / TAGS][i % TAGS] =
                (int16_t)(next_random(&random) >> 24) - 128;
        }
        for (size_t i = 0; i < 4 * MODEL_WEIGHTS; i++) {
            scores[i / MODEL_WEIGHTS][i % MODEL_WEIGHTS] =
                (int16_t)((int)(next_random(&random) >> 22) - 512);
        }
        entity_steps_init(&steps, &m);
        for (size_t i = 0; i < count; i++)
            entity_decode_step(&steps, i > 0 ? &ways[i - 1] : NULL, scores[i],
                               &ways[i]);
        entity_decode(&m, ways, count, tags);
        try_all(&m, scores, count, 0, TAG_O, 0, &best);
        assert_int_equal(score_of(&m, scores, count, tags), best);
    }
}

/* ---- Vectors against none ---- */

/* The hash of a feature that stands in a row, chosen at random. */
static uint64_t known_feature(const entity_model *m, uint32_t *random)
{
    uint32_t bucket = next_random(random) >> 8 & (m->bucket_count - 1);
    const unsigned char *print =
        m->prints + ((size_t)bucket * MODEL_BUCKET + bucket % 4) * 2;

    return (uint64_t)(print[0] | print[1] << 8) << 48 | bucket;
}

static void sums_are_the_same_with_and_without_vectors(void **state)
{
    entity_model m;
    uint32_t random = 7;
    size_t differ = 0;

    (void)state;
    assert_int_equal(entity_model_read(&m, entity_models_find(STR("en")), NULL),
                     MORGUE_OK);
    for (size_t count = 0; count < 300; count++) {
        uint64_t features[300];
        int16_t wide[MODEL_WEIGHTS], plain[MODEL_WEIGHTS];

        for (size_t i = 0; i < count; i++)
            features[i] = i % 4 == 3 ? next_random(&random) * (uint64_t)random
                                     : known_feature(&m, &random);
        for (int t = 0; t < MODEL_WEIGHTS; t++)
            wide[t] = plain[t] = (int16_t)next_random(&random);
        m.is_wide = vector_is_wide();
        entity_model_add(&m, features, count, wide);
        m.is_wide = false;
        entity_model_add(&m, features, count, plain);
        assert_memory_equal(wide, plain, sizeof wide);
        differ += wide[0] != 0;
    }
    assert_true(differ > 200);
}

static void steps_are_the_same_with_and_without_vectors(void **state)
{
    entity_model m;
    entity_steps steps;
    uint32_t random = 3;

    (void)state;
    for (int i = 0; i < TAGS * TAGS; i++)
        m.steps[i / TAGS][i % TAGS] = (int16_t)(next_random(&random) >> 16);
    entity_steps_init(&steps, &m);
    for (int round = 0; round < 1000; round++) {
        entity_ways before, wide, plain;
        int16_t scores[MODEL_WEIGHTS];

        for (int i = 0; i < 2 * TAG_KINDS; i++) {
            before.open[i] = (int32_t)next_random(&random) / 4;
            before.closed[i] = (int32_t)next_random(&random) / 4;
        }
        for (int t = 0; t < MODEL_WEIGHTS; t++)
            scores[t] = (int16_t)(next_random(&random) >> 16);
        m.is_wide = vector_is_wide();
        entity_decode_step(&steps, &before, scores, &wide);
        m.is_wide = false;
        entity_decode_step(&steps, &before, scores, &plain);
        assert_memory_equal(&wide, &plain, sizeof wide);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_language_has_a_model_that_reads),
        cmocka_unit_test(a_damaged_model_is_refused),
        cmocka_unit_test(the_best_tags_are_found),
        cmocka_unit_test(sums_are_the_same_with_and_without_vectors),
        cmocka_unit_test(steps_are_the_same_with_and_without_vectors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
