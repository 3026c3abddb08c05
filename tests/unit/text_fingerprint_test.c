/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "text_fingerprint.h"

#include <stdio.h>

static uint64_t fingerprint_of(const char *text)
{
    text_fingerprint f;
    analyzer words;
    token t;

    text_fingerprint_begin(&f);
    analyzer_init(&words, str_of(text), 1);
    while (analyzer_next(&words, &t))
        text_fingerprint_add(&f, t.term);
    return text_fingerprint_hash(&f);
}

static void words_alone_count_and_their_order(void **state)
{
    static const struct {
        const char *one, *other;
        bool is_same;
    } cases[] = {
        {"Water rises.", "water, RISES", true},
        {"ab c", "a bc", false},
        {"a b", "b a", false},
        {"a a", "a", false},
        {"incomprehensibilities here", "incomprehensibilities  here!", true},
        {"incomprehensibilities", "incomprehensibilitiez", false},
        {"exactly_sixteen_", "exactly_sixteen_ _", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool is_same = fingerprint_of(cases[i].one) ==
                       fingerprint_of(cases[i].other);
        if (is_same != cases[i].is_same)
            fail_msg("%s | %s", cases[i].one, cases[i].other);
    }
    assert_int_equal(fingerprint_of(" ... "), 0);
}

/* Any one word of a text that is hashed in several parts. */
static void each_word_of_a_long_text_counts(void **state)
{
    enum { WORDS = 3000, WORD = 5 };
    static char text[WORDS * WORD + 1];
    uint64_t whole;

    (void)state;
    for (size_t i = 0; i < WORDS; i++)
        snprintf(text + i * WORD, WORD + 1, "%04zu ", i);
    whole = fingerprint_of(text);
    assert_true(whole == fingerprint_of(text));
    for (size_t i = 0; i < WORDS; i++) {
        text[i * WORD] = 'x';
        assert_true(whole != fingerprint_of(text));
        text[i * WORD] = (char)('0' + i / 1000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_alone_count_and_their_order),
        cmocka_unit_test(each_word_of_a_long_text_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
