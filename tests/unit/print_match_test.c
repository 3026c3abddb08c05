/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "print_match.h"

/* Few values, so that many are equal, and some with their highest bit set. */
static unsigned char few(uint32_t *random)
{
    *random = *random * 1664525 + 1013904223;
    return "\x00\x01\x80\xff"[*random >> 30];
}

static void vectors_find_the_print_that_bytes_do(void **state)
{
    uint32_t random = 13;
    size_t found = 0;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        unsigned char one[8], two[8];
        uint16_t wanted = (uint16_t)(few(&random) << 8 | few(&random));
        unsigned at;

        for (size_t i = 0; i < sizeof one; i++) {
            one[i] = few(&random);
            two[i] = few(&random);
        }
        at = print_match(one, two, wanted);
        assert_int_equal(at, print_match_plain(one, two, wanted));
        found += at != PRINT_NONE;
    }
    assert_in_range(found, 2000, 18000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors_find_the_print_that_bytes_do),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
