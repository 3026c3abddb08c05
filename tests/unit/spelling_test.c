/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "spelling.h"

static void distance_counts_wrong_letters(void **state)
{
    static const struct {
        const char *a, *b;
        size_t distance;
    } cases[] = {
        {"flood", "flood", 0}, {"flood", "fluod", 1}, {"flood", "flodo", 1},
        {"flood", "flod", 1},  {"flood", "floods", 1}, {"flood", "fold", 2},
        {"flood", "blend", 3}, {"ab", "abcde", 3},    {"", "abc", 3},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(spelling_distance(str_of(cases[i].a),
                                           str_of(cases[i].b), 2),
                         cases[i].distance);
        assert_int_equal(spelling_distance(str_of(cases[i].b),
                                           str_of(cases[i].a), 2),
                         cases[i].distance);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distance_counts_wrong_letters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
