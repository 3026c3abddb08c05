/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "word_run.h"

static void vectors_find_the_end_that_bytes_do(void **state)
{
    static const char around[] = "/09:@AZ[`az{\x80\xc1\xe1\xff";
    char bytes[64];
    uint32_t random = 5;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        morgue_str text = str_make(bytes, (size_t)round % sizeof bytes);

        for (size_t i = 0; i < text.size; i++) {
            random = random * 1664525 + 1013904223;
            bytes[i] = random >> 28 ? "aZ5"[random % 3]
                                    : around[(random >> 8) % sizeof around];
        }
        for (size_t at = 0; at <= text.size; at++)
            assert_int_equal(word_run(text, at), word_run_plain(text, at));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors_find_the_end_that_bytes_do),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
