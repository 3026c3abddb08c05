/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include "glass_pack.h"
#include "glass_position.h"

static const uint32_t numbers[] = {
    0,          1,          127,        128,        0x7fff,
    0x8000,     0x8001,     0x3ffffe,   0x3fffff,   0x400000,
    0x1fffffff, 0x20000000, 0x20000001, 0x7fffffff, UINT32_MAX};
#define NUMBERS (sizeof numbers / sizeof *numbers)

static void numbers_in_keys_sort_and_come_back(void **state)
{
    unsigned char before[GLASS_SORT_MAX], now[GLASS_SORT_MAX];
    size_t before_size = 0;

    (void)state;
    for (size_t i = 0; i < NUMBERS; i++) {
        size_t size = glass_put_sort(now, numbers[i]);
        morgue_str rest = str_make((char *)now, size);
        uint32_t back;
        assert_true(str_compare(str_make((char *)before, before_size), rest) <
                    0);
        assert_int_not_equal(now[0], 0xff);
        assert_true(glass_take_sort(&rest, &back));
        assert_int_equal(back, numbers[i]);
        assert_int_equal(rest.size, 0);
        rest = str_make((char *)now, size - 1);
        assert_false(glass_take_sort(&rest, &back));
        memcpy(before, now, size);
        before_size = size;
    }
}

static void numbers_in_keys_have_these_bytes(void **state)
{
    static const struct {
        uint32_t number;
        const char *bytes;
        size_t size;
    } cases[] = {{0, "\0\0", 2},
                 {0x7fff, "\x7f\xff", 2},
                 {0x8000, "\x80\x80\0", 3},
                 {0x3fffff, "\xbf\xff\xff", 3},
                 {0x400000, "\xc0\x40\0\0", 4},
                 {0x1fffffff, "\xdf\xff\xff\xff", 4},
                 {0x20000000, "\xe0\x20\0\0\0", 5},
                 {UINT32_MAX, "\xe0\xff\xff\xff\xff", 5}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned char out[GLASS_SORT_MAX];
        assert_int_equal(glass_put_sort(out, cases[i].number), cases[i].size);
        assert_memory_equal(out, cases[i].bytes, cases[i].size);
    }
}

static void strings_in_keys_keep_their_order(void **state)
{
    static const morgue_str sorted[] = {
        {"", 0},         {"\0", 1},      {"\0\0", 2}, {"\0\xff", 2},
        {"a", 1},        {"a\0", 2},     {"a\0\0", 3}, {"a\0b", 3},
        {"a\0\xff", 3},  {"a\1", 2},     {"ab", 2},   {"\xff", 1}};
    unsigned char before[16], now[16];
    size_t before_size = 0;

    (void)state;
    for (size_t i = 0; i < sizeof sorted / sizeof *sorted; i++) {
        size_t size = glass_put_key_string(now, sorted[i]);
        assert_int_equal(size, glass_key_string_size(sorted[i]));
        now[size++] = 0; /* what follows a string must not matter */
        now[size++] = i % 2 ? 0 : 0x7f;
        if (i)
            assert_true(str_compare(str_make((char *)before, before_size),
                                    str_make((char *)now, size)) < 0);
        memcpy(before, now, size);
        before_size = size;
    }
}

static void positions_have_these_bytes(void **state)
{
    static const struct {
        uint32_t positions[6];
        size_t count;
        const char *tag;
        size_t size;
    } cases[] = {
        {{1}, 1, "\x01", 1},
        {{300}, 1, "\xac\x02", 2},
        /* 1 of 3 takes one bit, being the middle one; 1 between, of 2, takes
         * another; where it stands is certain */
        {{1, 2, 3}, 3, "\x03\x03", 2},
        /* 1 of 8 and 0 of 7 take three bits each */
        {{1, 8}, 2, "\x08\x01", 2},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned char out[64];
        size_t size = glass_position_encode(out, cases[i].positions,
                                            cases[i].count);
        assert_int_equal(size, cases[i].size);
        assert_memory_equal(out, cases[i].tag, size);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_in_keys_sort_and_come_back),
        cmocka_unit_test(numbers_in_keys_have_these_bytes),
        cmocka_unit_test(strings_in_keys_keep_their_order),
        cmocka_unit_test(positions_have_these_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
