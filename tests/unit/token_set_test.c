/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "token_set.h"

static void members_are_found_in_order(void **state)
{
    static const size_t members[] = {0, 1, 5, 63, 64, 127, 191, 300};
    enum { COUNT = sizeof members / sizeof *members };
    arena *a = arena_new();
    token_set set = token_set_new(301, a);
    size_t at = 0;

    (void)state;
    for (size_t i = 0; i < COUNT; i++) {
        token_set_put(&set, members[i], true);
        token_set_put(&set, 2, false);
    }
    for (size_t i = 0; i < COUNT; i++, at++) {
        at = token_set_next(&set, at);
        assert_int_equal(at, members[i]);
    }
    assert_int_equal(token_set_next(&set, at), 301);
    assert_int_equal(token_set_size(&set), COUNT);
    arena_free(a);
}

static void an_empty_set_has_no_members(void **state)
{
    arena *a = arena_new();

    (void)state;
    for (size_t count = 0; count < 130; count++) {
        token_set set = token_set_new(count, a);

        assert_int_equal(token_set_next(&set, 0), count);
        assert_int_equal(token_set_size(&set), 0);
    }
    arena_free(a);
}

/* Never a pattern of 64. */
static bool chosen(size_t i, unsigned by)
{
    return (i * by >> 3) % 5 < 2;
}

static token_set filled(size_t count, unsigned by, arena *a)
{
    token_set set = token_set_new(count, a);

    for (size_t i = 0; i < count; i++)
        token_set_put(&set, i, chosen(i, by));
    return set;
}

static void those_stay_that_stand_before_a_member_of_another(void **state)
{
    arena *a = arena_new();

    (void)state;
    for (size_t count = 0; count < 300; count++) {
        token_set set = filled(count, 7, a), other = filled(count, 11, a);

        token_set_keep_before(&set, &other);
        for (size_t i = 0; i < count; i++)
            assert_int_equal(token_set_has(&set, i),
                             chosen(i, 7) && i + 1 < count &&
                                 chosen(i + 1, 11));
        assert_false(token_set_has(&set, count));
    }
    arena_free(a);
}

static void it_spreads_to_those_before(void **state)
{
    arena *a = arena_new();

    (void)state;
    for (size_t count = 0; count < 300; count++) {
        token_set set = filled(count, 7, a), wide = token_set_copy(&set, a);

        token_set_spread_back(&wide);
        for (size_t i = 0; i < count; i++)
            assert_int_equal(token_set_has(&wide, i),
                             chosen(i, 7) || (i + 1 < count &&
                                              chosen(i + 1, 7)));
        token_set_keep(&wide, &set);
        for (size_t i = 0; i < count; i++)
            assert_int_equal(token_set_has(&wide, i), chosen(i, 7));
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_found_in_order),
        cmocka_unit_test(an_empty_set_has_no_members),
        cmocka_unit_test(those_stay_that_stand_before_a_member_of_another),
        cmocka_unit_test(it_spreads_to_those_before),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
