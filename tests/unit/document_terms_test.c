/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "document_terms.h"

#include <stdio.h>

static void alike_terms_are_told_apart(void **state)
{
    static const morgue_str terms[] = {
        {"a", 1}, {"a\0", 2}, {"\0a", 2}, {"ab", 2}, {"abcdefgh", 8},
        {"abcdefghi", 9}, {"abcdefghijklmnop", 16}, {"abcdefghijklmnopq", 17},
        {"abcdefghijklmnopr", 17}, {"abcdefghijklmnop\0", 17},
        {"abcdefghijklmnopqrstuvwxyz", 26}, {"abcdefghijklmnopqrstuvwxyy", 26},
    };
    size_t count = sizeof terms / sizeof *terms;
    document_terms *t = document_terms_new();
    document d = {0};

    (void)state;
    for (uint32_t round = 1; round <= 3; round++)
        for (size_t i = 0; i < count; i++)
            document_terms_add(t, terms[i], round, 1, false);
    document_terms_give(t, &d);
    assert_int_equal(d.term_count, count);
    assert_int_equal(d.occurrence_count, 3 * count);
    for (size_t i = 0; i < count; i++) {
        assert_true(str_equal(hashed_term_str(&d.terms[i].term), terms[i]));
        assert_int_equal(d.terms[i].wdf, 3);
        assert_int_equal(d.occurrences[count + i].term, i);
        assert_int_equal(d.occurrences[count + i].position, 2);
    }
    document_terms_free(t);
}

static void what_occurrences_add_up_to_is_kept(void **state)
{
    document_terms *t = document_terms_new();
    document d = {0};

    (void)state;
    document_terms_add(t, STR("flood"), 3, 1, true);
    document_terms_add(t, STR("flood"), 0, 1, false);
    document_terms_add(t, STR("Hpaper.example"), 0, 0, false);
    document_terms_give(t, &d);
    assert_int_equal(d.term_count, 2);
    assert_int_equal(d.terms[0].wdf, 2);
    assert_int_equal(d.terms[0].stem_wdf, 1);
    assert_int_equal(d.terms[0].positions, 1);
    assert_true(d.terms[0].stems);
    assert_int_equal(d.terms[1].wdf, 0);
    document_terms_free(t);
}

/* Far more terms than were announced, in one document after another. */
static void a_document_may_be_of_any_size(void **state)
{
    static const size_t sizes[] = {0, 1, 255, 256, 257, 100000, 3};
    document_terms *t = document_terms_new();

    (void)state;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        document d = {0};
        document_terms_begin(t, s % 2 ? sizes[s] : 0);
        for (size_t i = 0; i < 2 * sizes[s]; i++) {
            char word[16];
            int size = snprintf(word, sizeof word, "w%zu", i % sizes[s]);
            document_terms_add(t, str_make(word, (size_t)size),
                               (uint32_t)i + 1, 1, true);
        }
        document_terms_give(t, &d);
        assert_int_equal(d.term_count, sizes[s]);
        assert_int_equal(d.occurrence_count, 2 * sizes[s]);
    }
    document_terms_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alike_terms_are_told_apart),
        cmocka_unit_test(what_occurrences_add_up_to_is_kept),
        cmocka_unit_test(a_document_may_be_of_any_size),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
