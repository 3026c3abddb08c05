/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "archive_table.h"

#define PLACES 1000

/* Keys that collide, whatever the size of the table, and one key of many. */
static uint64_t key_of(size_t place)
{
    return place % 10 == 0 ? 7 : (uint64_t)place << 32;
}

static size_t count(const archive_table *t, uint64_t key, size_t wanted)
{
    size_t at = 0, place, found = 0;

    while (archive_table_next(t, key, &at, &place))
        found += wanted == PLACES || place == wanted;
    return found;
}

static void finds_each_place_by_its_key(void **state)
{
    archive_table t = {0};

    (void)state;
    assert_int_equal(count(&t, 7, PLACES), 0);
    for (size_t i = 0; i < PLACES; i++)
        archive_table_add(&t, key_of(i), i);
    for (size_t i = 0; i < PLACES; i++)
        assert_int_equal(count(&t, key_of(i), i), 1);
    assert_int_equal(count(&t, 7, PLACES), PLACES / 10);
    assert_int_equal(count(&t, 8, PLACES), 0);
    archive_table_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_each_place_by_its_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
