/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "token_set.h"

enum { COUNT = 300 };

/* Every third, or so: never a pattern of 64. */
static bool chosen(size_t i, unsigned by)
{
    return (i * by >> 3) % 5 < 2;
}

static token_set filled(arena *a, unsigned by)
{
    token_set s = token_set_new(COUNT, a);

    for (size_t i = 0; i < COUNT; i++)
        token_set_put(&s, i, chosen(i, by));
    return s;
}

static void those_in_it_come_in_order(void **state)
{
    arena *a = arena_new();
    token_set s = filled(a, 7);
    size_t next = token_set_next(&s, 0), size = 0;

    (void)state;
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(token_set_has(&s, i), chosen(i, 7));
        if (!chosen(i, 7))
            continue;
        assert_int_equal(next, i);
        next = token_set_next(&s, i + 1);
        size++;
    }
    assert_int_equal(next, COUNT);
    assert_int_equal(token_set_size(&s), size);
    assert_false(token_set_has(&s, COUNT));
    arena_free(a);
}

static void those_stay_that_stand_before_one_of_another(void **state)
{
    arena *a = arena_new();
    token_set s = filled(a, 7), other = filled(a, 11);

    (void)state;
    token_set_keep_before(&s, &other);
    for (size_t i = 0; i < COUNT; i++)
        assert_int_equal(token_set_has(&s, i),
                         chosen(i, 7) && i + 1 < COUNT && chosen(i + 1, 11));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(those_in_it_come_in_order),
        cmocka_unit_test(those_stay_that_stand_before_one_of_another),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
