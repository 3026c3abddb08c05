/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "line_join.h"

#include "str.h"
#include "utf8.h"

/* Han, kana, their punctuation and wide forms. */
static bool has_no_blanks(uint32_t c)
{
    return (c >= 0x2e80 && c <= 0x30ff && c != 0x3000) ||
           (c >= 0x31f0 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
           (c >= 0xff01 && c <= 0xff9f) || (c >= 0x20000 && c <= 0x3ffff);
}

static uint32_t last_character(morgue_str s)
{
    size_t at = s.size;

    while (at > 0 && s.size - at < 4) {
        at--;
        if (((unsigned char)s.data[at] & 0xc0) != 0x80)
            return utf8_next(s, &at);
    }
    return 0;
}

bool line_join_has_blank(morgue_str before, morgue_str behind)
{
    size_t at = 0;

    return behind.size == 0 || (signed char)behind.data[0] >= 0 ||
           !has_no_blanks(utf8_next(behind, &at)) ||
           !has_no_blanks(last_character(before));
}
