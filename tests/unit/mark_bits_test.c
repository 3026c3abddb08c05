/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "mark_bits.h"

static void vectors_find_the_bits_that_bytes_do(void **state)
{
    uint8_t bytes[64];
    uint32_t random = 11;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) {
            random = random * 1664525 + 1013904223;
            bytes[i] = (uint8_t)(random >> 24);
        }
        for (int bit = 0; bit < 8; bit++)
            assert_int_equal(mark_bits(bytes, bit),
                             mark_bits_plain(bytes, bit));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors_find_the_bits_that_bytes_do),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
