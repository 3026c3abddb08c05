/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "draw.h"
#include "str.h"

static morgue_str draw_bytes(char *out, size_t most)
{
    static const char letters[] = "aAbB<>/";
    size_t size = draw((unsigned)most + 1);

    for (size_t i = 0; i < size; i++)
        out[i] = letters[draw(sizeof letters - 1)];
    return str_make(out, size);
}

static size_t find_plainly(morgue_str s, morgue_str needle)
{
    for (size_t i = 0; i + needle.size <= s.size; i++)
        if (str_equal_nocase(str_slice(s, i, i + needle.size), needle))
            return i;
    return SIZE_MAX;
}

static void finding_is_as_the_plain_way(void **state)
{
    (void)state;
    for (int round = 0; round < 20000; round++) {
        char bytes[24], wanted[4];
        morgue_str s = draw_bytes(bytes, sizeof bytes);
        morgue_str needle = draw_bytes(wanted, sizeof wanted);

        assert_int_equal(str_find_nocase(s, needle), find_plainly(s, needle));
    }
    assert_int_equal(str_find_nocase(STR(""), STR("")), 0);
    assert_int_equal(str_find_nocase(STR(""), STR("<")), SIZE_MAX);
    assert_int_equal(str_find_nocase(STR("text</P"), STR("</p")), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finding_is_as_the_plain_way),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
