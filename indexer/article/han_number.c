/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "han_number.h"

#include "str.h"

#define NUMBER_BYTES_MAX 20u /* bytes: no year is longer */

/* A numeral of 〇 to 九 at *at, -1 for none. */
static int han_digit(morgue_str s, size_t *at)
{
    static const char *const digits[] = {"〇", "一", "二", "三", "四", "五",
                                         "六", "七", "八", "九"};
    morgue_str rest = str_slice(s, *at, s.size);

    for (int i = 0; i < 10; i++)
        if (str_starts_with(rest, str_of(digits[i]))) {
            *at += strlen(digits[i]);
            return i;
        }
    if (!str_starts_with(rest, STR("零")))
        return -1;
    *at += strlen("零");
    return 0;
}

int64_t han_number_read(morgue_str s, size_t *at, const char *unit)
{
    int64_t sum = 0, digit = 0;
    size_t begin = *at;

    if (str_starts_with(str_slice(s, *at, s.size), STR("元"))) {
        *at += strlen("元");
        digit = 1;
    }
    while (*at < s.size && *at - begin < NUMBER_BYTES_MAX) {
        morgue_str rest = str_slice(s, *at, s.size);
        int next;

        if (str_starts_with(rest, str_of(unit))) {
            if (*at == begin)
                return -1;
            *at += strlen(unit);
            return sum + digit;
        }
        if (str_starts_with(rest, STR("十"))) {
            *at += strlen("十");
            sum += (digit ? digit : 1) * 10;
            digit = 0;
            continue;
        }
        next = han_digit(s, at);
        if (next < 0)
            return -1;
        digit = digit * 10 + next;
    }
    return -1;
}
