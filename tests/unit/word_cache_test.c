/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "entity_models.h"
#include "word_cache.h"

#include <stdio.h>

static word_cache *new_cache(entity_model *m)
{
    assert_int_equal(entity_model_read(m, entity_models_find(STR("en")), NULL),
                     MORGUE_OK);
    return word_cache_new(m);
}

/* The word of a piece of text. */
static entity_word *word_of(word_cache *c, const char *text, size_t begin,
                            size_t end)
{
    entity_span span = {(uint32_t)begin, (uint32_t)end, 0};
    entity_word *out[WORD_CACHE_BATCH];

    word_cache_find(c, str_of(text), &span, 1, out);
    return out[0];
}

static void a_word_is_the_same_wherever_it_stands(void **state)
{
    entity_model m;
    word_cache *c = new_cache(&m);
    entity_word *sony = word_of(c, "Sony", 0, 4);

    (void)state;
    assert_ptr_equal(word_of(c, "at Sony Pictures in New York", 3, 7), sony);
    assert_ptr_equal(word_of(c, "at Sony", 3, 7), sony);
    assert_ptr_not_equal(word_of(c, "at Sonya", 3, 8), sony);
    assert_ptr_not_equal(word_of(c, "at SONY", 3, 7), sony);
    assert_ptr_equal(sony->base, word_of(c, "sony", 0, 4));
    assert_ptr_equal(word_of(c, "SONY", 0, 4)->base, sony->base);
    assert_ptr_equal(sony->base->base, sony->base);
    word_cache_free(c);
}

/* Up to 16 bytes are compared themselves, of longer words their hashes. */
static void words_of_every_length_are_told_apart(void **state)
{
    static const char text[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    entity_word *words[sizeof text];
    entity_model m;
    word_cache *c = new_cache(&m);

    (void)state;
    for (size_t size = 1; size < sizeof text; size++) {
        words[size] = word_of(c, text, 0, size);
        for (size_t less = 1; less < size; less++)
            assert_ptr_not_equal(words[size], words[less]);
    }
    for (size_t size = 1; size < sizeof text; size++)
        assert_ptr_equal(word_of(c, text, 40 - size, 40), words[size]);
    word_cache_free(c);
}

static void many_words_stay_where_they_are_until_trimmed(void **state)
{
    enum { COUNT = 70000 };
    static entity_word *words[COUNT];
    entity_model m;
    word_cache *c = new_cache(&m);

    (void)state;
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < COUNT; i++) {
            char text[16];
            size_t size = (size_t)snprintf(text, sizeof text, "w%d", i);
            entity_word *word = word_of(c, text, 0, size), filled;

            entity_word_fill(&filled, str_make(text, size), &m);
            assert_int_equal(word->lower, filled.lower);
            assert_int_equal(word->shape, filled.shape);
            if (round == 1)
                assert_ptr_equal(word, words[i]);
            words[i] = word;
        }
    }
    word_cache_trim(c);
    assert_int_equal(word_of(c, "Sony", 0, 4)->flags,
                     WORD_CAPITAL | WORD_LETTER | WORD_PLAIN);
    word_cache_free(c);
}

static void trimming_keeps_the_words_that_were_met_again(void **state)
{
    enum { COUNT = 70000, OFTEN = 100 };
    entity_model m;
    word_cache *c = new_cache(&m);
    char text[16];

    (void)state;
    for (int i = 0; i < COUNT; i++) {
        size_t size = (size_t)snprintf(text, sizeof text, "Word%d", i);

        word_of(c, text, 0, size)->summed = 1;
        if (i % OFTEN == 0)
            word_of(c, text, 0, size)->base->summed = 2;
    }
    assert_true(word_cache_trim(c));
    assert_false(word_cache_trim(c));
    for (int i = 0; i < COUNT; i++) {
        size_t size = (size_t)snprintf(text, sizeof text, "Word%d", i);
        entity_word *word = word_of(c, text, 0, size);

        text[0] = 'w';
        assert_ptr_equal(word->base, word_of(c, text, 0, size));
        assert_int_equal(word->summed, i % OFTEN == 0 ? 1 : 0);
        assert_int_equal(word->base->summed, i % OFTEN == 0 ? 2 : 0);
    }
    word_cache_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_is_the_same_wherever_it_stands),
        cmocka_unit_test(words_of_every_length_are_told_apart),
        cmocka_unit_test(many_words_stay_where_they_are_until_trimmed),
        cmocka_unit_test(trimming_keeps_the_words_that_were_met_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
