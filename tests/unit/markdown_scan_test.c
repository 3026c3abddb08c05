/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is found sixteen bytes at a time, against the same byte by byte.
 */
#include "unit.h"

#include "markdown_scan.h"

#include <stdlib.h>

#define LINE_MAX 70
#define LINES 20000

static size_t first_mark(morgue_str s, size_t at)
{
    while (at < s.size && (s.data[at] == 0 ||
                           strchr("\\![*_~`<&", s.data[at]) == NULL))
        at++;
    return at;
}

static bool has_odd_blanks(morgue_str s)
{
    bool is_odd = s.size == 0 || s.data[0] == ' ';

    for (size_t i = 0; i < s.size; i++)
        is_odd = is_odd || (ascii_is_space(s.data[i]) && s.data[i] != ' ') ||
                 (i > 0 && s.data[i] == ' ' && s.data[i - 1] == ' ');
    return is_odd;
}

/* Of exactly the size, so that a sanitizer sees what is read behind it; words
 * for the most part, or no line would be plain. */
static morgue_str make_line(size_t size, unsigned *seed)
{
    static const char letters[] = "abcdefgh.]^}%=\x80\xc2\xa0\xe2\xff";
    static const char others[] = "\\![*_~`<& \t\n\r\x01";
    unsigned share = (unsigned)rand_r(seed) % 50;
    char *data = malloc(size ? size : 1);

    assert_non_null(data);
    for (size_t i = 0; i < size; i++) {
        unsigned pick = (unsigned)rand_r(seed);
        data[i] = pick % 64 < share / 25
                      ? others[pick / 64 % (sizeof others - 1)]
                      : letters[pick / 64 % (sizeof letters - 1)];
        if (share % 2 && pick % 7 == 6)
            data[i] = ' ';
    }
    return str_make(data, size);
}

static void steps_find_what_single_bytes_do(void **state)
{
    unsigned seed = 1, plain = 0, odd = 0;

    (void)state;
    for (size_t n = 0; n < LINES; n++) {
        morgue_str s = make_line(n % LINE_MAX, &seed);
        size_t from = s.size ? n / LINE_MAX % s.size : 0;
        assert_int_equal(markdown_find_mark(s, from), first_mark(s, from));
        if (has_odd_blanks(s))
            assert_true(markdown_has_odd_blanks(s));
        if (markdown_is_plain(s) && s.size) {
            assert_int_equal(first_mark(s, 0), s.size);
            assert_true(s.data[0] == ' ' || !has_odd_blanks(s));
            plain++;
        }
        odd += markdown_has_odd_blanks(s);
        free((char *)(uintptr_t)s.data);
    }
    assert_in_range(plain, LINES / 10, LINES * 9 / 10);
    assert_in_range(odd, LINES / 10, LINES * 9 / 10);
}

/* A mark or an odd blank is seen wherever it stands. */
static void one_byte_is_enough(void **state)
{
    static const char bytes[] = "\\![*_~`<&\t\n";
    char line[LINE_MAX];

    (void)state;
    for (size_t size = 1; size <= LINE_MAX; size++)
        for (size_t at = 0; at < size; at++)
            for (size_t b = 0; b < sizeof bytes - 1; b++) {
                memset(line, 'x', size);
                assert_true(markdown_is_plain(str_make(line, size)));
                line[at] = bytes[b];
                assert_false(markdown_is_plain(str_make(line, size)));
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_find_what_single_bytes_do),
        cmocka_unit_test(one_byte_is_enough),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
