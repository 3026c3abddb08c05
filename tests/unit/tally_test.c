/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "tally.h"

#include <stdio.h>

/* Value N of the first 3000 numbers is met N % 50 + 1 times. */
static tally *filled(void)
{
    tally *t = tally_new();

    for (int n = 0; n < 3000; n++)
        for (int times = 0; times <= n % 50; times++) {
            char name[16];
            snprintf(name, sizeof name, "n%04d", n);
            assert_true(tally_add(t, str_of(name)));
        }
    return t;
}

static bool is_odd(const void *user, morgue_str value)
{
    (void)user;
    return (value.data[value.size - 1] & 1) != 0;
}

static void the_most_frequent_come_first(void **state)
{
    static const size_t limits[] = {1, 7, 100, 1000, 1001, 2999, 5000, 0};
    tally *t = filled();
    arena *a = arena_new();
    const morgue_facet_value *all;
    size_t all_count;
    uint64_t distinct;

    (void)state;
    all = tally_top(t, NULL, NULL, 0, &all_count, &distinct, a);
    assert_int_equal(all_count, 3000);
    assert_str_equal(all[0].value, "n0049");
    assert_str_equal(all[1].value, "n0099");
    assert_str_equal(all[2999].value, "n2950");
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        size_t count;
        const morgue_facet_value *top =
            tally_top(t, NULL, NULL, limits[i], &count, &distinct, a);
        assert_int_equal(distinct, 3000);
        assert_int_equal(count, limits[i] && limits[i] < 3000 ? limits[i]
                                                              : 3000);
        for (size_t k = 0; k < count; k++) {
            assert_true(str_equal(top[k].value, all[k].value));
            assert_int_equal(top[k].articles, all[k].articles);
        }
    }
    arena_free(a);
    tally_free(t);
}

static void filters_say_what_is_wanted(void **state)
{
    tally *t = filled();
    arena *a = arena_new();
    size_t count;
    uint64_t distinct;
    const morgue_facet_value *top =
        tally_top(t, is_odd, NULL, 2, &count, &distinct, a);

    (void)state;
    assert_int_equal(distinct, 1500);
    assert_int_equal(count, 2);
    assert_str_equal(top[0].value, "n0049");
    assert_int_equal(top[0].articles, 50);
    arena_free(a);
    tally_free(t);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_most_frequent_come_first),
        cmocka_unit_test(filters_say_what_is_wanted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
